"""The admin has a login, a logout and a change of password of its own: all three lead to /konto/ here."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import LogoutView
from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

_logout = LogoutView.as_view()


def close(site: AdminSite) -> None:
    """Let the addresses of `site` that ask for a password lead to /konto/. Call it before they are made."""
    site.login = login  # type: ignore[method-assign]
    site.logout = logout  # type: ignore[assignment, method-assign]
    site.password_change = password_change  # type: ignore[assignment, method-assign]
    site.password_change_done = password_change  # type: ignore[assignment, method-assign]


@never_cache
def login(request: HttpRequest, extra_context: Any = None) -> HttpResponse:
    """Lead strangers to the login and staff to where they were going; tell everybody else that this is not theirs.

    Nothing sent here is ever read as a name and a password: the admin's form knows neither lock-out nor second factor,
    and would take one also from those who are signed in already.
    """
    going_to = _going_to(request)
    if not request.user.is_authenticated:
        return redirect(f"{reverse('account_login')}?{urlencode({REDIRECT_FIELD_NAME: going_to})}")
    if request.user.is_staff:
        return redirect(going_to)
    return render(request, "account/not_staff.html", status=403)


def logout(request: HttpRequest, extra_context: Any = None) -> HttpResponse:
    """Sign out, as the button of the admin asks; whoever only comes by is asked first."""
    if request.method != "POST":
        return redirect("account_logout")
    answer: HttpResponse = _logout(request)
    return answer


def password_change(request: HttpRequest, extra_context: Any = None) -> HttpResponse:
    """Lead to the account's own page."""
    return redirect("account_change_password")


def _going_to(request: HttpRequest) -> str:
    """Return the address of this host that `request` names as its goal; the desk's front page without one."""
    goal = request.GET.get(REDIRECT_FIELD_NAME) or request.POST.get(REDIRECT_FIELD_NAME) or ""
    own = goal.startswith("/") and get_adapter(request).is_safe_url(goal)
    return goal if own and not goal.startswith(reverse("admin:login")) else reverse("admin:index")
