"""Who signs in and out, who fails to, and what changes in how somebody proves to be who they are."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa import signals as factors
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from articles.desk.journal import Kind, enter
from articles.desk.origins import actor
from newsroom.journal.attempts import enter_attempt


@receiver(user_logged_in)
def logged_in(request: HttpRequest, user: Any, **_signal: Any) -> None:
    """Enter a login, by whatever door, with what was shown for it: a password, a code, a passkey."""
    records = get_authentication_records(request, user)
    methods = ["/".join(filter(None, (record["method"], record.get("type")))) for record in records]
    enter(kind=Kind.LOGIN, by=user, now=timezone.now(), details={"methods": methods} if methods else None)


@receiver(user_logged_out)
def logged_out(user: Any, **_signal: Any) -> None:
    """Enter a logout; of a stranger who logs out there is nothing to say."""
    if user is not None and user.is_authenticated:
        enter(kind=Kind.LOGOUT, by=user, now=timezone.now())


@receiver(user_login_failed)
def login_failed(credentials: dict[str, Any], **_signal: Any) -> None:
    """Enter a wrong name or password. Django has taken the password out of `credentials`."""
    typed = credentials.get("username") or credentials.get("email") or ""
    enter_attempt(kind=Kind.LOGIN_FAILED, by=actor(), name=str(typed), now=timezone.now())


@receiver(factors.authentication_failed)
def factor_failed(user: Any, authenticator: Any, **_signal: Any) -> None:
    """Enter a wrong code after a right password."""
    details = {"factor": str(authenticator.type)}
    now = timezone.now()
    enter_attempt(kind=Kind.LOGIN_FAILED, by=actor(), name=user.get_username(), now=now, details=details)


def locked_out(name: str) -> None:
    """Enter that somebody was refused for too many attempts; `name` is what was typed, "" where it is not known."""
    enter_attempt(kind=Kind.LOCKED_OUT, by=actor(), name=name, now=timezone.now())


@receiver(factors.authenticator_added)
def factor_added(request: HttpRequest, user: Any, authenticator: Any, **_signal: Any) -> None:
    """Enter a new second factor."""
    _factor(request, user, authenticator, "added")


@receiver(factors.authenticator_removed)
def factor_removed(request: HttpRequest, user: Any, authenticator: Any, **_signal: Any) -> None:
    """Enter that a second factor is gone."""
    _factor(request, user, authenticator, "removed")


@receiver(factors.authenticator_reset)
def factor_reset(request: HttpRequest, user: Any, authenticator: Any, **_signal: Any) -> None:
    """Enter that a second factor was made anew: recovery codes."""
    _factor(request, user, authenticator, "renewed")


def _factor(request: HttpRequest, user: Any, authenticator: Any, change: str) -> None:
    by = request.user if request.user.is_authenticated else None
    details = {"factor": str(authenticator.type), "change": change}
    enter(kind=Kind.SECOND_FACTOR, by=by, now=timezone.now(), subject=user, details=details)
