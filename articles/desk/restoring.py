"""An old text becomes the working copy again, as a new version on top: what came in between stays in the history."""

import datetime
from typing import Any

from django.db import transaction

from articles.desk.directory import Directory
from articles.desk.identity import pictures_of
from articles.desk.picturefiles import PictureFiles
from articles.desk.publishing import By, Piece
from articles.desk.rows import article_columns, byline_rows, create_galleries, insert_pictures
from articles.desk.saving import remembered, saved
from articles.document import Document, GalleryBlock, Related
from articles.models import Article, Contribution, Gallery, GalleryPicture, Picture, RelatedLink, Version
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
        SavedSince: there is a newer version than `seen`.

    Costs about forty queries, in one transaction.
    """
    with transaction.atomic():
        row: Any = type(piece)._default_manager.select_for_update().get(pk=piece.pk)
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


def _pictures(document: Document, directory: Directory) -> dict[str, Picture]:
    """Return the rows of all pictures by UUID. One that is used twice is one row."""
    values = {value.uuid: value for value in pictures_of(document)}
    return insert_pictures(list(values.values()), directory, PictureFiles())


def _dates(piece: Piece, **dates: datetime.datetime | None) -> dict[str, datetime.datetime | None]:
    """Leave out what would take the first publication from a piece that readers have seen."""
    if dates["published_at"] is None and piece.releases.exists():
        dates.pop("published_at")
    return dates


# --- articles ---------------------------------------------------------------------------------------------------


def _restore_article(article: Article, document: Document, directory: Directory, pictures: dict[str, Picture]) -> None:
    dates = _dates(article, published_at=document.published_at, updated_at=document.updated_at)
    for name, value in (article_columns(document, directory, pictures)).items():
        if name not in {"published_at", "updated_at"}:
            setattr(article, name, value)
    for name, moment in dates.items():
        setattr(article, name, moment)
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
        link = there.get(uuid) or RelatedLink(uuid=uuid, article=article)
        if link.article_id is None:
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
    for name, moment in _dates(gallery, published_at=document.published_at).items():
        setattr(gallery, name, moment)
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
