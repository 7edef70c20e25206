"""Compares a password with the account that a name or an e-mail address belongs to."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import get_user_model


def accounts_with(email: str) -> list[Any]:
    """Return the accounts that have this e-mail address, however it is capitalised. One query.

    The addresses are the ones that the desk enters. allauth's own table of addresses stays empty, so that an address
    which the desk has changed is worth nothing any longer.
    """
    if not email:
        return []
    # What the database takes for the same may be another letter: "ı" is no "i" to a mail server.
    found = get_user_model().objects.filter(email__iexact=email).order_by("pk")
    return [user for user in found if user.email.lower() == email.lower()]


class Backend(AuthenticationBackend):
    """allauth's, which finds addresses in small letters only."""

    def _authenticate_by_email(self, email: str, password: str) -> Any:
        matching = (self._check_password(user, password) for user in accounts_with(email))
        return next(filter(None, matching), None)
