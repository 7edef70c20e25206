"""Readers get the site's language, the desk gets the language of each editor's browser."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.urls import reverse
from django.utils import translation

from newsroom.accounts.desk import ACCOUNTS


class DeskLanguageMiddleware(LocaleMiddleware):
    """Django's choice of language, for the admin and accounts only: a public page is the same bytes for everybody."""

    def process_request(self, request: HttpRequest) -> None:
        if _is_the_desks(request):
            super().process_request(request)
        else:
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = settings.LANGUAGE_CODE

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if _is_the_desks(request):
            return super().process_response(request, response)
        return response


def _is_the_desks(request: HttpRequest) -> bool:
    return request.path.startswith((reverse("admin:index"), ACCOUNTS))
