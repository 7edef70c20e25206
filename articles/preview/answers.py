"""What every answer below /vorschau/ has in common: nobody stores it, nobody lists it, nobody learns of it."""

import functools
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from articles.site.frame import load_frame

View = Callable[..., HttpResponse]

HEADERS = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow",
    # The address is the key: it must not travel to other sites. To our own it must, or Django's check of a POST
    # over HTTPS has nothing to go by where a browser sends no Origin.
    "Referrer-Policy": "same-origin",
}


def private(view: View) -> View:
    """Wrap a view so that each of its answers has the headers of a preview, refusals and missing pages too.

    CSRF is checked inside instead of by the middleware, so that its refusal has them as well.
    """
    checked = csrf_protect(view)

    @csrf_exempt
    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = checked(request, *args, **kwargs)
        except Http404:
            response = message(
                request,
                _("There is nothing to preview here"),
                _("The preview was closed, or it belongs to somebody else."),
                status=HTTPStatus.NOT_FOUND,
            )
        for name, value in HEADERS.items():
            response[name] = value
        return response

    return wrapped


def message(request: HttpRequest, heading: str, sentence: str, *, status: int = HTTPStatus.OK) -> HttpResponse:
    """Return a page that says `sentence` in place of a preview. Two queries at most."""
    context = {"frame": load_frame(), "heading": heading, "sentence": sentence}
    return render(request, "preview/message.html", context, status=status)
