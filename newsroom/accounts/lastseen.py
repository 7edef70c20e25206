"""When somebody was last at the desk, and from where: kept for the list of their sessions."""

import time
from collections.abc import Callable
from typing import Final

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse

from newsroom.accounts.desk import ACCOUNTS, DESK

_MARK: Final = "newsroom.seen"
_AGAIN_AFTER: Final = 300  # seconds


class LastSeenMiddleware:
    """Notes a visit of the desk once in five minutes; all others cost nothing.

    allauth's own middleware writes with every request, and asks who a reader is on public pages too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith((*DESK, ACCOUNTS)) and request.user.is_authenticated and _is_due(request):
            mark(request)
            UserSession.objects.create_from_request(request)
        return self.get_response(request)


def mark(request: HttpRequest) -> None:
    """Remember in the session of `request` that it is noted."""
    request.session[_MARK] = int(time.time())


def _is_due(request: HttpRequest) -> bool:
    return bool(time.time() - request.session.get(_MARK, 0) >= _AGAIN_AFTER)
