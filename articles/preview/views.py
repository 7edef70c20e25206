"""Previews for the desk: what somebody is typing, and what is saved. Everybody else gets 404."""

import functools
import uuid
from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.desk.documents import document_of, gallery_documents_of
from articles.desk.rights import may_see
from articles.document import from_builtins
from articles.models import Article, Gallery, Release, Version
from articles.models.pieces import Piece
from articles.preview.answers import private
from articles.preview.pages import page

AnyPiece = TypeVar("AnyPiece", Article, Gallery)


@private
@require_safe
def session(request: HttpRequest, session: uuid.UUID, number: int = 1) -> HttpResponse:
    """What its writer is typing in one editing session, as the last autosave has it. Thirteen queries at most."""
    rows = Version.objects.filter(kind=Version.Kind.AUTOSAVE, session=session, by=_staff(request))
    kept = get_object_or_404(rows.select_related("article", "gallery"))
    # One that nobody has saved yet has no row.
    piece: Piece = kept.article or kept.gallery or (Gallery() if kept.piece_kind == "gallery" else Article())
    _demand_seeing(request, piece)
    address = functools.partial(_picture_address, "session", session)
    return page(request, piece, from_builtins(kept.document), number=number, address=address)


@private
@require_safe
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """The saved working copy of an article. Twenty-seven queries at most."""
    piece = _seen(request, Article, pk)
    address = functools.partial(_picture_address, "article", pk)
    return page(request, piece, document_of(piece), number=1, address=address)


@private
@require_safe
def gallery(request: HttpRequest, pk: int, number: int = 1) -> HttpResponse:
    """One picture of the saved working copy of a gallery. Fifteen queries at most."""
    piece = _seen(request, Gallery, pk)
    address = functools.partial(_picture_address, "gallery", pk)
    return page(request, piece, gallery_documents_of([piece])[0], number=number, address=address)


def _picture_address(kind: str, key: object, _release: Release, number: int) -> str:
    return reverse(f"preview:{kind}_picture", args=(key, number))


def _staff(request: HttpRequest) -> int:
    """Return the key of who is at the desk; raise Http404 for readers."""
    user = request.user
    if not user.is_active or not user.is_staff or user.pk is None:
        raise Http404
    return int(user.pk)


def _seen(request: HttpRequest, kind: type[AnyPiece], pk: int) -> AnyPiece:
    """Return the piece; raise Http404 where there is none that this person may see at the desk."""
    _staff(request)
    piece = get_object_or_404(kind, pk=pk)
    _demand_seeing(request, piece)
    return piece


def _demand_seeing(request: HttpRequest, piece: Piece) -> None:
    if not may_see(request.user, piece):
        raise Http404
