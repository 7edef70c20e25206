"""People for the tests of accounts, and what they do at the login."""

import base64
import hmac
import struct
import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client

LOGIN = "/konto/login/"
PAGE = {"accept": "text/html,application/xhtml+xml"}  # what a browser says when it goes to an address
PASSWORD = "Sieben-Möwen-am-Kai"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def person(name: str = "imke", *permissions: str, **columns: Any) -> Any:
    """Return somebody of the desk with these permissions ("publish_article")."""
    values = {"is_staff": True, "email": f"{name}@news.example"} | columns
    user = get_user_model().objects.create_user(name, password=PASSWORD, **values)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return user


def chief(name: str = "chef") -> Any:
    return person(name, is_superuser=True)


def log_in(
    client: Client, name: str = "imke", password: str = PASSWORD, *, address: str = "203.0.113.1", **to: Any
) -> Any:
    """Send the login form from `address`; return the answer."""
    return client.post(LOGIN, {"login": name, "password": password, **to}, REMOTE_ADDR=address)


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def give_app(user: Any) -> Authenticator:
    """Give `user` an authenticator app with `SECRET`."""
    return TOTP.activate(user, SECRET).instance


def code(secret: str = SECRET, *, steps: int = 0) -> str:
    """Return what an authenticator app shows now, or some steps of half a minute from now (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.new(base64.b32decode(secret), counter, "sha1").digest()
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def confirm(client: Client) -> None:
    """Prove once more who one is, as every change of a factor asks."""
    answer = client.post("/konto/reauthenticate/", {"password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
