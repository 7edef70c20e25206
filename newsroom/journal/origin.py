"""From where a request comes, and who makes it: told to the journal, and asked only when something is entered."""

import ipaddress
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from articles.desk.origins import coming_from


class OriginMiddleware:
    """Stands before all others. Costs no query: who is signed in is found out where the journal wants to know."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        def actor() -> Any:
            return getattr(request, "user", None)

        with coming_from(client_address(request), actor):
            return self.get_response(request)


def client_address(request: HttpRequest) -> str:
    """Return the IP address of the client, "" where it is not known.

    With BEHIND_PROXY this is the last address in X-Forwarded-For: the one that our proxy has seen and added itself.
    What stands before it, the client has sent, and may have made up. Without a proxy the header is not read at all. The
    locks of the accounts go by the same rule (ALLAUTH_TRUSTED_PROXY_COUNT).
    """
    seen = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY and (forwarded := request.headers.get("X-Forwarded-For", "")):
        seen = forwarded.rpartition(",")[2]
    try:
        return str(ipaddress.ip_address(seen.strip()))
    except ValueError:
        return ""  # a socket of this machine, or a proxy that writes something else
