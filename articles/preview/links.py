"""Previews for whoever was given a link, and the comments left there."""

import functools
from http import HTTPStatus
from urllib.parse import quote, unquote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.desk.documents import document_of, gallery_documents_of
from articles.desk.reviewing import Closed, Refused, annotate, link_of
from articles.document import Document
from articles.models import PreviewLink, Release
from articles.models.pieces import Piece
from articles.preview.answers import message, private
from articles.preview.pages import page
from articles.preview.remarks import Typed, remarks_of

_NAME = "newsroom_commenter"  # a cookie that keeps the name for the next comment
_A_YEAR = 31_536_000  # seconds


@private
@require_safe
def linked(request: HttpRequest, token: str, number: int = 1) -> HttpResponse:
    """The saved working copy that a link opens, with its comments. Twenty-nine queries at most."""
    link = link_of(token, timezone.now())
    if isinstance(link, Closed):
        return _closed(request, link)
    piece, document = _piece(link)
    return _page(request, token, link, piece, document, number=number)


@private
@require_POST
def comment(request: HttpRequest, token: str) -> HttpResponse:
    """Take a comment and lead back to it; what is refused comes back with a sentence and all that was typed."""
    now = timezone.now()
    link = link_of(token, now)
    if isinstance(link, Closed):
        return _closed(request, link)
    piece, document = _piece(link)
    place = request.POST.get("number", "")
    number = int(place) if place.isascii() and place.isdigit() and len(place) < 9 else -1
    name, text = request.POST.get("name", ""), request.POST.get("text", "")
    try:
        made = annotate(link=link, document=document, number=number, name=name, text=text, now=now)
    except Refused as refused:
        typed = Typed(number, name, text, str(refused))
        shown = number if link.gallery_id and number > 0 else 1
        return _page(
            request, token, link, piece, document, number=shown, typed=typed, status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
    answer = HttpResponseRedirect(f"{_address(token, link, number)}#kommentar-{made.pk}")
    answer.set_cookie(
        _NAME,
        quote(made.name),
        max_age=_A_YEAR,
        path=reverse("preview:linked", args=(token,)).partition(token)[0],
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return answer


def _page(
    request: HttpRequest,
    token: str,
    link: PreviewLink,
    piece: Piece,
    document: Document,
    *,
    number: int,
    typed: Typed | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    known = unquote(request.COOKIES.get(_NAME, ""))
    review = remarks_of(link, document, token, number=number, name=known, typed=typed)
    address = functools.partial(_picture_address, token)
    return page(request, piece, document, number=number, address=address, status=status, review=review)


def _piece(link: PreviewLink) -> tuple[Piece, Document]:
    if link.article:
        return link.article, document_of(link.article)
    assert link.gallery is not None, "the database holds that a link has a parent"  # noqa: S101
    return link.gallery, gallery_documents_of([link.gallery])[0]


def _picture_address(token: str, _release: Release, number: int) -> str:
    return reverse("preview:linked_picture", args=(token, number))


def _address(token: str, link: PreviewLink, number: int) -> str:
    """Return the page that the place `number` is on: a gallery has one for each picture."""
    if link.gallery_id and number > 1:
        return reverse("preview:linked_picture", args=(token, number))
    return reverse("preview:linked", args=(token,))


def _closed(request: HttpRequest, why: Closed) -> HttpResponse:
    sentence, status = {
        Closed.UNKNOWN: (
            _("This link is not complete, or it was mistyped. Copy all of it, or ask for a new one."),
            HTTPStatus.NOT_FOUND,
        ),
        Closed.EXPIRED: (_("This link has expired. Ask the editors for a new one."), HTTPStatus.GONE),
        Closed.REVOKED: (_("The editors have taken this link back. Ask them for a new one."), HTTPStatus.GONE),
    }[why]
    return message(request, _("This preview is closed"), sentence, status=status)
