"""The page of a working copy, in the readers' templates with a banner above."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.document import Document, GalleryBlock
from articles.models import Article, Release
from articles.models.pieces import Piece
from articles.preview.answers import message
from articles.preview.proofs import slide_of, story_of
from articles.preview.remarks import Remarks
from articles.site.frame import load_frame


def page(
    request: HttpRequest,
    piece: Piece,
    document: Document,
    *,
    number: int,
    address: Callable[[Release, int], str],
    status: int = HTTPStatus.OK,
    review: Remarks | None = None,
) -> HttpResponse:
    """Return `document` as readers would get it.

    Args:
        request: of whoever looks at it; the caller has found out that this person may.
        piece: whose text it is; saved or not.
        document: the text.
        number: which picture, where the piece is a gallery; counted from 1. An article has only number 1.
        address: where the page of each picture of a gallery is.
        status: of the answer.
        review: the comments on the text, for those who may leave some; see `articles/preview/remarks.py`.

    Raises:
        Http404: there is no picture `number`.
    """
    now = timezone.now()
    context: dict[str, Any] = {"frame": load_frame(), "review": review}
    if isinstance(piece, Article):
        if number != 1:
            raise Http404
        context["story"] = story_of(piece, document, now=now)
        return render(request, "preview/article.html", context, status=status)
    slide = slide_of(piece, document, number, now=now, address=address)
    if slide is not None:
        return render(request, "preview/gallery.html", context | {"slide": slide}, status=status)
    if any(block.pictures for block in document.body if isinstance(block, GalleryBlock)):
        raise Http404
    return message(request, _("The gallery is empty"), _("It can be looked at as soon as it has a picture."))
