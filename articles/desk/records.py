"""The states of a piece by their short names: "v12" is a version, "r3" the third release, "now" the working copy."""

import datetime
import re
from typing import Any, NamedTuple

import msgspec

from articles.desk.documents import document_of, gallery_documents_of
from articles.document import Document, from_builtins
from articles.models import Article, Release, Version
from articles.models.pieces import Piece

NOW = "now"
_NAME = re.compile(r"([vr])(\d{1,18})", re.ASCII)


class Record(NamedTuple):
    """A state of a piece.

    Args:
        name: the short name.
        row: the version or the release; None for the working copy.
        document: what it says; None where another edition of the program wrote it in a way that cannot be read.
    """

    name: str
    row: Version | Release | None
    document: Document | None


def record(*, piece: Piece, name: str, user: Any) -> Record | None:
    """Return the state of `piece` with the short `name`, None if there is none that `user` may see.

    Costs one query, for the working copy about twelve.
    """
    if name == NOW:
        return Record(NOW, None, document_of(piece) if isinstance(piece, Article) else gallery_documents_of([piece])[0])
    if not (parts := _NAME.fullmatch(name)):
        return None
    row: Version | Release | None
    if parts[1] == "v":
        row = piece.versions.visible_to(user).select_related("by").filter(pk=parts[2]).first()
    else:
        row = piece.releases.select_related("released_by", "section").filter(number=parts[2]).first()
    return Record(name, row, document_in(row)) if row else None


def document_in(row: Version | Release) -> Document | None:
    """Return what a version or a release says, None where another edition of the program wrote it."""
    try:
        return from_builtins(row.document)
    except msgspec.ValidationError:
        return None


def seen_by_readers(*, piece: Piece, at: datetime.datetime) -> Release | None:
    """Return the release of `piece` that readers saw at a moment, None when they saw nothing. One query."""
    last: Release | None = (
        piece.releases.filter(released_at__lte=at)
        .select_related("section", "released_by")
        .defer("document", "body")
        .order_by("-number")
        .first()
    )
    return None if last is None or (last.withdrawn_at and last.withdrawn_at <= at) else last
