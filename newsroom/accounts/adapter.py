"""What the house wants of allauth: no sign-up, no way to another host, one lock for each account."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.userkit import get_user_by_username
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from newsroom.accounts.backend import accounts_with
from newsroom.journal.logins import locked_out

_UNKNOWN = _("This name and this password do not belong together.")
_LOCKED = format_lazy(
    _(
        "Too many attempts. Wait {minutes} minutes and try again, or set a new password by mail."
        " A passkey works at once."
    ),
    minutes=settings.NEWSROOM_LOCK_MINUTES,
)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made at the desk, by those who may."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _UNKNOWN,
        "username_password_mismatch": _UNKNOWN,
        "too_many_login_attempts": _LOCKED,
        "rate_limited": _LOCKED,
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": _("This code is wrong or has expired. Enter the newest one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """Return whether `url` is an address of this host: only one without any host is."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell the owner of an account what changed, at the address the desk has of them, if it has one."""
        super().send_notification_mail(template_prefix, user, context, email or user.email or None)

    tried = ""  # the name that somebody signs in with

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        self.tried = str(credentials.get("username") or credentials.get("email") or "")
        super().pre_authenticate(request, **credentials)

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Return the refusal `code`; passwords and codes that are tried too often are all refused here."""
        if code == "too_many_login_attempts":
            locked_out(self.tried)
        refusal: ValidationError = super().validation_error(code, *args)
        return refusal

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return lock_key(str(credentials.get("email") or credentials.get("username") or ""))


def lock_key(login: str) -> str:
    """Return what failed attempts for `login` are counted under: the account, by whatever name it was called.

    allauth counts each spelling by itself, so that name and e-mail address would be tried twice as often. Costs two
    queries at most.
    """
    user = get_user_by_username(login) or next(iter(accounts_with(login)), None)
    return f"account {user.pk}" if user else f"nobody {login.casefold()}"
