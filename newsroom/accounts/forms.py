"""The forms of signing in and of a forgotten password, in the words of the house."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.mfa.webauthn import forms as webauthn_forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from newsroom.accounts.backend import accounts_with

# allauth says this in its own German; named here it is among our words, where the house says "Sie".
SAME_TWICE = _("You must type the same password each time.")


class LoginForm(allauth_forms.LoginForm):
    """Name or e-mail address, and a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label = _("User name or e-mail address")
        # Browsers offer the passkeys they know in a field of this kind.
        login.widget.attrs = {"autocomplete": "username webauthn", "autofocus": True, "autocapitalize": "none"}
        password.help_text = ""  # the page has the link itself
        password.widget.attrs.pop("placeholder", None)


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    """An e-mail address; whether anybody has it shows neither in the answer nor in how long it takes."""

    def clean_email(self) -> str:
        email = str(super().clean_email())
        self.users = [user for user in accounts_with(email) if user.is_active]
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Send the link to whoever has the address; tell everybody else that nobody has."""
        if self.users:
            return str(super().save(request, **kwargs))
        address = str(self.cleaned_data["email"])
        get_adapter(request).send_mail("account/email/unknown_account", address, {})
        return address


class AddPasskeyForm(webauthn_forms.AddWebAuthnForm):
    """A name for the device, and whether it does without the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the device")
        alone = self.fields["passwordless"]
        alone.label = _("Log in with it alone, without the password")
        alone.help_text = _("The device asks for your fingerprint, your face or its PIN.")
        alone.initial = True
