"""No way in around the login: whatever address a name and a password are sent to, only /konto/login/ reads them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth import authenticate, get_user_model
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from articles.models import Section
from newsroom.accounts import urls
from tests.accounts import LOGIN, PASSWORD, chief, code, confirm, give_app, is_in, log_in, person

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = {"uidb36": "1", "key": "set-password", "object_id": "1", "slug": "stadt", "section": "stadt", "path": "x.jpg"}
SAMPLES |= {"session": "6f1c0f1e-8f43-4a53-9c57-0a8f6f3a2f10", "token": "ein-token", "url": "gibt-es-nicht"}


def addresses(patterns: list[Any], prefix: str = "/") -> Iterator[str]:
    """Yield every address there is, with samples for what is open in it."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, prefix + text_of(one))
        else:
            yield prefix + text_of(one)


def text_of(one: URLPattern | URLResolver) -> str:
    pattern: Any = one.pattern
    route = str(getattr(pattern, "_route", ""))
    for name in pattern.regex.groupindex:
        for converter in (f"<{kind}:{name}>" for kind in ("int", "id", "str", "slug", "path", "uuid")):
            route = route.replace(converter, SAMPLES.get(name, "1"))
        route = route.replace(f"<{name}>", SAMPLES.get(name, "1"))
    if not route and getattr(pattern, "_regex", "").startswith("^password/reset/key/"):
        route = "password/reset/key/1-set-password/"
    return route


EVERY = sorted(set(addresses(get_resolver().url_patterns)))
CREDENTIALS = {"username": "chef", "login": "chef", "email": "chef@news.example", "password": PASSWORD}


def test_the_list_of_addresses_is_whole() -> None:
    assert {LOGIN, "/admin/login/", "/admin/auth/user/1/password/", "/konto/2fa/webauthn/login/"} <= set(EVERY)
    assert len(EVERY) > 100


@pytest.mark.parametrize("address", [one for one in EVERY if one != LOGIN])
def test_a_name_and_a_password_sent_there_let_nobody_in(client: Client, address: str) -> None:
    chief()
    basic = {"authorization": "Basic Y2hlZjpTaWViZW4tTcO2d2VuLWFtLUthaQ=="}
    for headers in ({}, {"x-requested-with": "XMLHttpRequest"}, basic):
        client.post(address, {**CREDENTIALS, "this_is_the_login_form": "1", "next": "/admin/"}, headers=headers)
        client.get(address, CREDENTIALS, headers=headers)
        assert not is_in(client)


@pytest.mark.parametrize("address", EVERY)
def test_nowhere_does_a_password_do_without_its_second_factor(client: Client, address: str) -> None:
    give_app(chief())
    log_in(client, "chef")  # half way
    client.post(address, CREDENTIALS)
    client.get(address)
    assert not is_in(client)


@pytest.mark.parametrize("address", ["/admin/login/", "/admin/login/?next=/admin/", LOGIN])
def test_who_is_in_does_not_become_somebody_else(client: Client, address: str) -> None:
    """The admin's own form would take the name and the password of a chief here, as often as one likes."""
    chief()
    me = person()
    log_in(client)
    client.post(address, {**CREDENTIALS, "this_is_the_login_form": "1"})
    assert client.session["_auth_user_id"] == str(me.pk)


@pytest.mark.parametrize(
    ("name", "goal"),
    [
        ("admin:login", "/admin/"),
        ("admin:password_change", "/konto/password/change/"),
        ("admin:password_change_done", "/konto/password/change/"),
        ("admin:logout", "/konto/logout/"),
    ],
)
def test_the_admins_own_pages_lead_to_the_account(client: Client, name: str, goal: str) -> None:
    person()
    log_in(client)
    assert client.get(reverse(name))["Location"] == goal


def test_the_admins_form_for_a_new_password_reads_nothing(client: Client) -> None:
    user = person()
    log_in(client)
    new = "Drei-Kräne-im-Nebel"
    sent = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert client.post("/admin/password_change/", sent)["Location"] == "/konto/password/change/"
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_closed_account_is_nobody_to_django_either() -> None:
    person(is_active=False)
    assert authenticate(None, username="imke", password=PASSWORD) is None


@pytest.mark.parametrize(
    "address", ["signup/", "email/", "confirm-email/", "login/code/", "social/connections/", "3rdparty/"]
)
def test_there_is_no_other_way_to_an_account(client: Client, address: str) -> None:
    new = {"email": "neu@evil.example", "username": "neu", "password1": PASSWORD, "password2": PASSWORD}
    assert client.get(f"/konto/{address}").status_code == 404
    assert client.post(f"/konto/{address}", new).status_code == 404
    assert not get_user_model().objects.exists()


def test_the_admin_shows_no_secrets_of_accounts() -> None:
    assert not {EmailAddress, Authenticator, UserSession} & set(admin.site._registry)


def test_the_desk_leads_to_the_account(client: Client) -> None:
    client.force_login(chief())
    assert 'href="/konto/"' in client.get("/admin/articles/tag/").content.decode()
    assert client.get("/konto/", follow=True).redirect_chain == [("/konto/2fa/", 302)]


# --- pages --------------------------------------------------------------------------------------------------------

OF_THE_ACCOUNT = [one for one in EVERY if one.startswith("/konto/")]


def test_every_address_of_accounts_is_documented() -> None:
    text = (ROOT / "docs" / "reference" / "addresses.md").read_text(encoding="utf-8")
    for pattern in urls.urlpatterns:
        # password/reset/key/... is the link that the mail has; sessions/1/end/ ends what the list shows.
        address = text_of(pattern).split("key/")[0].split("done/")[0].split("1/")[0]
        assert not address or f"`{address}`" in text, address


@pytest.mark.parametrize("state", ["a stranger", "half way in", "in", "in with a factor"])
@pytest.mark.parametrize("address", OF_THE_ACCOUNT)
def test_every_page_of_the_account_wears_our_dress(client: Client, address: str, state: str) -> None:
    user = chief()
    if state in {"half way in", "in with a factor"}:
        give_app(user)
    if state != "a stranger":
        log_in(client, "chef")
    if state == "in with a factor":
        client.post("/konto/2fa/authenticate/", {"code": code()})
    if state.startswith("in"):
        confirm(client)
    answer = client.get(address)
    assert answer.status_code in {200, 302, 404, 405}
    if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
        outermost = answer.templates[0]
        assert Path(outermost.origin.name).is_relative_to(ROOT / "templates"), f"{outermost.name} is not ours"
        text = answer.content.decode()
        assert "/static/accounts/accounts.css" in text
        assert "signup" not in text


def test_a_section_cannot_take_the_accounts_address() -> None:
    assert reverse("account_login").startswith("/konto/")
    with pytest.raises(ValidationError):
        Section(name="Konto", slug="konto").clean_fields()
