"""Who publishes needs a second factor: without one the desk stays closed, and the way leads to setting one up."""

from collections.abc import Callable
from typing import Final

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from newsroom.accounts.desk import ACCOUNTS, DESK

_PUBLISHING: Final = ("articles.publish_article", "articles.publish_gallery")
# Recovery codes are for when a factor is lost. They are none themselves.
_FACTORS: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def lacks_second_factor(user: User | AnonymousUser) -> bool:
    """Return whether `user` must set up a second factor before any work at the desk.

    Asked anew with every request, so that whoever removes the last factor stands outside again. One query, and those
    for the permissions, which the desk needs anyway.
    """
    if not settings.NEWSROOM_REQUIRE_MFA or not user.is_authenticated:
        return False
    if not any(user.has_perm(permission) for permission in _PUBLISHING):
        return False
    return not Authenticator.objects.filter(user_id=user.pk, type__in=_FACTORS).exists()


class SecondFactorMiddleware:
    """Stands before every address of the desk. Pages lead on to /konto/2fa/, scripts get 403 with a sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.lacks_second_factor = False  # type: ignore[attr-defined]
        if request.path.startswith((*DESK, ACCOUNTS)) and lacks_second_factor(request.user):
            # The pages of the account say so.
            request.lacks_second_factor = True  # type: ignore[attr-defined]
            if not request.path.startswith(ACCOUNTS):
                return _sent_away(request)
        return self.get_response(request)


def _sent_away(request: HttpRequest) -> HttpResponse:
    accepted = request.headers.get("accept", "")
    if "text/html" in accepted:
        return redirect("mfa_index")
    sentence = _("Publishing needs a second factor. Set one up in your account, then go on here.")
    if "application/json" in accepted:
        return JsonResponse({"error": sentence}, status=403)
    return HttpResponse(sentence, status=403, content_type="text/plain; charset=utf-8")
