"""Somebody's own sessions: where they are signed in, and the end of any of them."""

import datetime
from typing import Any, NamedTuple

from allauth.usersessions.adapter import get_adapter
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

# The first that is found counts: browsers claim to be their elders too.
_BROWSERS = (
    ("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip


class Row(NamedTuple):
    """A session as its owner sees it."""

    pk: int
    device: str
    address: str
    begun_at: datetime.datetime
    seen_at: datetime.datetime
    is_current: bool


def device(user_agent: str) -> str:
    """Return browser and system in `user_agent` in words, as far as they are known: "Firefox, Linux"."""
    found = [next((name for sign, name in kinds if sign in user_agent), "") for kinds in (_BROWSERS, _SYSTEMS)]
    return ", ".join(filter(None, found)) or _("Unknown device")


class SessionsView(ListUserSessionsView):
    """The sessions, the one that was used last first. POST ends all but the one that asks."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        rows = [
            Row(one.pk, device(one.user_agent), one.ip, one.created_at, one.last_seen_at, one.is_current())
            for one in context["sessions"]
        ]
        rows.sort(key=lambda row: (row.is_current, row.seen_at), reverse=True)
        return {**context, "rows": rows}


@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of the asker's other sessions; its next request is a stranger's. Somebody else's answers 404."""
    others = UserSession.objects.filter(user_id=request.user.pk).exclude(session_key=request.session.session_key)
    get_adapter().end_sessions([get_object_or_404(others, pk=pk)])
    messages.success(request, _("The session has ended."))
    return redirect("usersessions_list")
