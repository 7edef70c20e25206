"""After a save at the desk: what follows from the words that were typed, and the version that remembers them.

The admin calls `saved` when the rows of a piece are stored, inside the same transaction: either everything of a
save is there or nothing.
"""

import datetime
from typing import NamedTuple

import msgspec
from django.db import models, transaction

from articles.body import pieces
from articles.desk.documents import document_of, gallery_documents_of
from articles.desk.importing import comparable
from articles.desk.journal import By
from articles.desk.linking import link_columns, resolve_links
from articles.desk.rows import headline_columns
from articles.document import Document, from_builtins, to_builtins
from articles.models import Article, Gallery, RelatedLink, Release, Version
from articles.models.pieces import Piece
from articles.models.slugs import slug_of


def saved(*, piece: Piece, by: By, now: datetime.datetime, kind: str = Version.Kind.EDIT) -> Version | None:
    """Bring up to date what follows from the rows of `piece`, and remember them as a version.

    Sets the slug (from the headline where there is none; as released once there is a release), and for an
    article the keys by which others find it; related links look for their articles.

    Args:
        piece: the article or gallery with all its rows stored; its columns are set, and what was prefetched is
            forgotten.
        by: who saved.
        now: when; an aware time.
        kind: what made the version.

    Returns the new version, or None when the newest one says the same. Costs about twenty queries.
    """
    with transaction.atomic():
        _forget_prefetched(piece)
        columns = {"slug": _slug(piece)}
        if isinstance(piece, Article):
            columns |= headline_columns(piece) | {"body": _with_own_links(piece)}
        _save_changed(piece, columns)
        if isinstance(piece, Article):
            _complete_links(piece)
            resolve_links(articles=[piece])
            _forget_prefetched(piece)
        return remembered(piece, by=by, now=now, kind=kind)


class Standing(NamedTuple):
    """How the working copy of a piece stands to what readers see.

    Args:
        live: the release that readers see, with its section; None when they see nothing.
        changed: whether the working copy says something that readers do not see yet.
    """

    live: Release | None
    changed: bool


def standing_of(piece: Piece) -> Standing:
    """Return how `piece` stands to its live release. Costs one query while nothing is live, else about twelve."""
    live = Release.objects.live().filter(_of(piece)).select_related("section").first()
    if live is None:
        return Standing(None, changed=False)
    # `updated_at` is the release's own.
    document = msgspec.structs.replace(_document(piece), updated_at=live.updated_at)
    return Standing(live, changed=document != from_builtins(live.document))


# --- the steps ----------------------------------------------------------------------------------------------


def _of(piece: Piece) -> models.Q:
    return models.Q(article=piece) if isinstance(piece, Article) else models.Q(gallery=piece)


def _slug(piece: Piece) -> str:
    """Return the released slug for ever, else the one that was typed, else one made from the headline."""
    released = Release.objects.filter(_of(piece)).order_by("-number").values_list("slug", flat=True).first()
    return released or piece.slug or slug_of(piece.headline if isinstance(piece, Article) else piece.title)


def _with_own_links(article: Article) -> str:
    """Return the text with every related link in it belonging to `article`.

    A link that was made before its article was saved is taken in. One that was copied with a stretch of another
    article's text is made anew: links belong to one article.
    """
    body = str(article.body)
    named = {piece.uuid for piece in pieces(body) if piece.kind == "related" and piece.uuid}
    for link in RelatedLink.objects.filter(uuid__in=named).exclude(article=article) if named else ():
        before = str(link.uuid)
        if link.article_id is not None:
            link = RelatedLink(label=link.label, title=link.title, url=link.url, target_id=link.target_id)  # noqa: PLW2901
            body = body.replace(before, str(link.uuid))
        link.article = article
        link.save()
    return body


def _complete_links(article: Article) -> None:
    """Set the keys of the related links, and print the headline of a chosen article where no title was typed."""
    for link in article.related_links.select_related("target"):
        _save_changed(link, link_columns(link))


def _save_changed(row: models.Model, columns: dict[str, str]) -> None:
    changed = [name for name, value in columns.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, columns[name])
    if changed:
        row.save(update_fields=changed)


def _forget_prefetched(piece: Piece) -> None:
    getattr(piece, "_prefetched_objects_cache", {}).clear()


def _document(piece: Piece) -> Document:
    return document_of(piece) if isinstance(piece, Article) else gallery_documents_of([piece])[0]


def remembered(piece: Piece, *, by: By, now: datetime.datetime, kind: str = Version.Kind.EDIT) -> Version | None:
    """Store what `piece` says as a version and return it; None when the newest one says the same already."""
    document = _document(piece)
    newest = Version.objects.history().filter(_of(piece)).first()
    # Imports know authors by their initials only: a name completed since is no edit of this piece.
    if newest and comparable(from_builtins(newest.document)) == comparable(document):
        return None
    return Version.objects.create(
        article=piece if isinstance(piece, Article) else None,
        gallery=piece if isinstance(piece, Gallery) else None,
        kind=kind,
        document=to_builtins(document),
        by_id=by.pk if by else None,
        created_at=now,
    )
