"""An old text becomes the working copy again, as a new version on top: what came in between stays in the history."""

import datetime
from typing import Any

import msgspec
from django.db import transaction

from articles.desk.directory import Directory
from articles.desk.documents import gallery_documents_of, picture_value
from articles.desk.identity import pictures_of, with_pictures
from articles.desk.journal import By
from articles.desk.picturefiles import PictureFiles
from articles.desk.rights import demand_writing
from articles.desk.rows import article_columns, byline_rows, create_galleries, insert_pictures
from articles.desk.saving import remembered, saved
from articles.document import Block, Document, GalleryBlock, Related
from articles.document import Picture as DocumentPicture
from articles.models import Article, Contribution, Gallery, GalleryPicture, Picture, RelatedLink, Version
from articles.models.pieces import Piece
from articles.models.slugs import headline_key


class SavedSince(Exception):
    """Somebody saved the piece after the one who restores looked at it; nothing was changed."""


def newest_version(piece: Piece) -> Version | None:
    """Return the version that was saved last, None for a piece that was never saved at the desk."""
    return piece.versions.history().order_by("-created_at", "-pk").first()


def restore(
    *, piece: Piece, document: Document, by: By, now: datetime.datetime, seen: int | None = None
) -> Version | None:
    """Make `document` the working copy of `piece`, and return the new version; None when it says that already.

    Columns, byline, topics, section, lead picture, text and related links are as the document has them; what it names
    and is gone is made again, pictures without their files. Pictures and galleries that are there keep their own words.
    The working status, the releases and an address that readers know stay as they are. What the rows say without a
    version saying it becomes a version first.

    Args:
        piece: the article or gallery; its row is locked and read again.
        document: what a version or a release of it says.
        by: who restores.
        now: when; an aware time.
        seen: the key of the newest version when the one who restores looked; None asks for nothing.

    Raises:
        NotAllowed: `by` may not change the piece.
        SavedSince: there is a newer version than `seen`.

    Costs about forty queries, in one transaction.
    """
    with transaction.atomic():
        row: Any = type(piece)._default_manager.select_for_update(no_key=True).get(pk=piece.pk)
        demand_writing(by, row)
        newest = newest_version(row)
        if seen is not None and newest is not None and newest.pk != seen:
            raise SavedSince
        remembered(row, by=None, now=now)
        # What was prefetched to remember it is not true any more.
        row = type(piece)._default_manager.get(pk=piece.pk)
        directory = Directory()
        directory.learn([document])
        pictures = _pictures(document, directory)
        if isinstance(row, Article):
            _restore_article(row, document, directory, pictures)
        else:
            _restore_gallery(row, document, directory, pictures)
        row.tags.set([directory.tags[name.casefold()] for name in document.tags])
        return saved(piece=row, by=by, now=now, kind=Version.Kind.RESTORE)


def as_restored(*, piece: Piece, document: Document) -> Document:
    """Return what the working copy of `piece` would say after `document` was restored; nothing is changed.

    Differs from `document` where rows keep their own words. Costs about eight queries.
    """
    uuids = [value.uuid for value in pictures_of(document) if value.uuid]
    there = {str(row.uuid): row for row in Picture.objects.filter(uuid__in=uuids).prefetch_related("agencies")}
    own_captions = isinstance(piece, Gallery)

    def with_words_of_row(value: DocumentPicture) -> DocumentPicture:
        row = there.get(value.uuid)
        return picture_value(row, caption=value.caption if own_captions else "") if row else value

    document = with_pictures(document, with_words_of_row)
    body = document.body if own_captions else _with_galleries_there(document.body)
    return msgspec.structs.replace(document, body=body, published_at=_first_published(piece, document))


def _with_galleries_there(body: tuple[Block, ...]) -> tuple[Block, ...]:
    uuids = [block.uuid for block in body if isinstance(block, GalleryBlock)]
    rows = list(Gallery.objects.filter(uuid__in=uuids)) if uuids else []
    there = {str(row.uuid): document.body[0] for row, document in zip(rows, gallery_documents_of(rows), strict=True)}
    return tuple(there.get(getattr(block, "uuid", ""), block) for block in body)


def _pictures(document: Document, directory: Directory) -> dict[str, Picture]:
    """Return the rows of all pictures by UUID. One that is used twice is one row."""
    values = {value.uuid: value for value in pictures_of(document)}
    return insert_pictures(list(values.values()), directory, PictureFiles())


def _first_published(piece: Piece, document: Document) -> datetime.datetime | None:
    """Return the date of the document; one without a date takes none from a piece that readers have seen."""
    if document.published_at is None and piece.releases.exists():
        return piece.published_at
    return document.published_at


# --- articles ---------------------------------------------------------------------------------------------------


def _restore_article(article: Article, document: Document, directory: Directory, pictures: dict[str, Picture]) -> None:
    columns = article_columns(document, directory, pictures) | {"published_at": _first_published(article, document)}
    for name, value in columns.items():
        setattr(article, name, value)
    article.save()
    article.contributions.all().delete()
    Contribution.objects.bulk_create(byline_rows(article, document, directory))
    _restore_links(article, document)
    create_galleries([article], [document], pictures)


def _restore_links(article: Article, document: Document) -> None:
    """Give the links in the text the words that they had. Where they lead is kept: a document does not say it."""
    blocks = {block.uuid: block for block in document.body if isinstance(block, Related) and block.uuid}
    there = {str(link.uuid): link for link in RelatedLink.objects.filter(uuid__in=blocks)}
    for uuid, block in blocks.items():
        link = there.get(uuid) or RelatedLink(uuid=uuid)
        if link.article_id not in {None, article.pk}:
            continue  # it is another article's by now; saving makes a copy
        link.article = article
        link.label, link.title, link.url = block.label, block.title, block.url
        link.title_key = headline_key(block.title)
        if block.url:
            link.target = None
        link.save()


# --- galleries --------------------------------------------------------------------------------------------------


def _restore_gallery(gallery: Gallery, document: Document, directory: Directory, pictures: dict[str, Picture]) -> None:
    gallery.kicker, gallery.title, gallery.teaser = (
        text or "" for text in (document.kicker, document.headline, document.teaser)
    )
    gallery.section = directory.sections[document.section.casefold()] if document.section else None
    gallery.language = document.language
    gallery.published_at = _first_published(gallery, document)
    gallery.save()
    shown = [value for block in document.body if isinstance(block, GalleryBlock) for value in block.pictures]
    gallery.places.all().delete()
    GalleryPicture.objects.bulk_create(
        GalleryPicture(
            gallery=gallery,
            picture=pictures[value.uuid],
            position=position,
            caption="" if value.caption == pictures[value.uuid].caption else value.caption,
        )
        for position, value in enumerate(shown)
    )
