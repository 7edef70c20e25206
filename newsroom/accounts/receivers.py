"""What follows from a sign-in and from a reset by mail."""

from typing import Any

from allauth.account.signals import password_reset
from allauth.core import ratelimit
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from newsroom.accounts.adapter import lock_key
from newsroom.accounts.lastseen import mark


@receiver(password_reset)
def lift_the_lock(request: HttpRequest, user: Any, **_signal: Any) -> None:
    """Let somebody in who proved by mail to be the account's owner: the wrong guesses were not theirs."""
    ratelimit.clear(request, action="login_failed", key=lock_key(user.get_username()))


@receiver(user_logged_in)
def begin_to_be_seen(request: HttpRequest, **_signal: Any) -> None:
    """Count a new session as seen now, so that its first page costs nothing more."""
    mark(request)
