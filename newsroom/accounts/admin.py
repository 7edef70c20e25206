"""Allauth's rows are not edited in the admin: they hold the secrets of second factors and the keys of sessions."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin

for kind in (EmailAddress, EmailConfirmation, Authenticator, UserSession):
    if admin.site.is_registered(kind):
        admin.site.unregister(kind)
