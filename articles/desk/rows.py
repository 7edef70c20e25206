"""Document -> rows: a text becomes an article with its pictures, galleries, byline, links and topics.

Many new articles are written with one statement for each table; one existing article is brought up to a new
document row by row.
"""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db import models

from articles.body import to_html
from articles.desk.darkroom import look_first, wake
from articles.desk.directory import Directory
from articles.desk.identity import pictures_of
from articles.desk.journal import By
from articles.desk.picturefiles import ATTACHED_COLUMNS, PictureFiles
from articles.desk.rendering import await_renditions, needs_renditions
from articles.document import BylineAuthor, Document, GalleryBlock, Related
from articles.document import Picture as DocumentPicture
from articles.models import (
    Article,
    Contribution,
    Gallery,
    GalleryPicture,
    Picture,
    RelatedLink,
    TaggedArticle,
)
from articles.models.slugs import headline_key, slug_of


class NewText(NamedTuple):
    """A text to become an article: its import reference and its identified, canonical document."""

    reference: str
    document: Document


def create_articles(
    texts: Sequence[NewText], *, directory: Directory, files: PictureFiles, now: datetime.datetime, by: By = None
) -> list[Article]:
    """Return the articles made of `texts`, saved, in the same order.

    Args:
        texts: identified and canonical documents; `directory` must have learnt them.
        directory: the rows behind their names.
        files: where the pictures' files may be.
        now: when they are made.
        by: whose they are, with their pictures and galleries; nobody's where a command makes them.

    Costs about ten statements for any number of texts (SQLite: for each ~100 of them). Run it in a
    transaction.
    """
    documents = [text.document for text in texts]
    pictures = insert_pictures([one for document in documents for one in pictures_of(document)], directory, files, by)
    articles = [
        Article(
            **article_columns(text.document, directory, pictures),
            slug=slug_of(text.document.headline or ""),
            reference=text.reference,
            created_at=now,
            created_by_id=by.pk if by else None,
        )
        for text in texts
    ]
    Article.objects.bulk_create(articles)
    pairs = list(zip(articles, documents, strict=True))
    Contribution.objects.bulk_create(one for pair in pairs for one in byline_rows(*pair, directory))
    RelatedLink.objects.bulk_create(one for pair in pairs for one in _links(*pair))
    TaggedArticle.objects.bulk_create(
        TaggedArticle(content_object=article, tag=directory.tags[name.casefold()])
        for article, document in pairs
        for name in document.tags
    )
    create_galleries(articles, documents, pictures)
    return articles


def update_article(article: Article, document: Document, *, directory: Directory, files: PictureFiles) -> None:
    """Bring the rows of `article` up to `document`; what is the same already is not touched.

    Pictures and galleries that the document no longer names keep their rows: somebody may want them back.
    """
    known = {str(one.uuid): one for one in Picture.objects.filter(uuid__in=[p.uuid for p in pictures_of(document)])}
    for value in pictures_of(document):
        if value.uuid in known:
            _update_picture(known[value.uuid], value, directory)
    fresh = [value for value in pictures_of(document) if value.uuid not in known]
    pictures = known | insert_pictures(fresh, directory, files)
    for name, value in article_columns(document, directory, pictures).items():
        setattr(article, name, value)
    article.save()
    article.contributions.all().delete()
    Contribution.objects.bulk_create(byline_rows(article, document, directory))
    _update_links(article, document)
    article.tags.set([directory.tags[name.casefold()] for name in document.tags])
    _update_galleries(article, document, pictures)
    # What was prefetched before is not true any more.
    article._prefetched_objects_cache = {}  # type: ignore[attr-defined]


def catch_up_files(documents: Iterable[Document], *, files: PictureFiles) -> None:
    """Attach files that arrived after their text, and make the first looks that a cut-off run left out."""
    values = {value.uuid: value for document in documents for value in pictures_of(document) if files.find(value)}
    rows = {str(row.uuid): row for row in Picture.objects.filter(uuid__in=values)} if values else {}
    attached = files.attach(rows, [value for key, value in values.items() if key in rows])
    for row in attached:
        row.save(update_fields=ATTACHED_COLUMNS)
    look_first(*(row.pk for row in rows.values() if row.file and not row.renditions))


def headline_columns(article: Article) -> dict[str, str]:
    """Return the key columns that belong to the kicker and headline of `article`."""
    return {"headline_key": headline_key(article.headline), "line_key": headline_key(article.line)}


def article_columns(document: Document, directory: Directory, pictures: dict[str, Picture]) -> dict[str, Any]:
    """Return the columns of an article that says what `document` says; `pictures` are the rows by UUID."""
    lead = document.lead_picture
    return {
        "kicker": document.kicker or "",
        "headline": document.headline or "",
        "headline_key": headline_key(document.headline or ""),
        "line_key": headline_key(document.line),
        "teaser": document.teaser or "",
        "lead_picture": pictures[lead.uuid] if lead else None,
        "body": to_html(document.body),
        "section": directory.sections[document.section.casefold()] if document.section else None,
        "byline_printed": document.byline.printed,
        "language": document.language,
        "published_at": document.published_at,
        "updated_at": document.updated_at,
    }


# --- pictures -----------------------------------------------------------------------------------------------


def insert_pictures(
    values: Sequence[DocumentPicture], directory: Directory, files: PictureFiles, by: By = None
) -> dict[str, Picture]:
    """Save a row for each of `values` that has none, with its file where there is one; return the rows by UUID.

    New ones are pictures of `by`, of nobody where a command makes them.

    Rows that are there are not touched. Costs five statements at most.
    """
    rows = {
        value.uuid: Picture(
            uuid=uuid.UUID(value.uuid),
            caption=value.caption,
            credit=value.credit,
            creator=value.creator,
            alt_text=value.alt,
            created_by_id=by.pk if by else None,
        )
        for value in values
    }
    if not rows:
        return rows
    # A picture may be there from an earlier import whose article was deleted since.
    there = {str(one.uuid): one for one in Picture.objects.filter(uuid__in=rows)}
    attached = files.attach(rows, [value for value in values if value.uuid not in there])
    Picture.objects.bulk_create(row for key, row in rows.items() if key not in there)
    look_first(*(row.pk for row in attached))
    through: Any = Picture.agencies.through
    through.objects.bulk_create(
        through(picture=rows[value.uuid], agency=directory.agency(code))
        for value in values
        if value.uuid not in there
        for code in value.agencies
    )
    return rows | there


def _update_picture(picture: Picture, value: DocumentPicture, directory: Directory) -> None:
    changed = _save_changed(
        picture,
        caption=_unless_overridden(picture, value),
        credit=value.credit,
        creator=value.creator,
        alt_text=value.alt,
    )
    if needs_renditions(changed) and await_renditions([picture.pk]):
        wake(picture.pk)
    picture.agencies.set([directory.agency(code) for code in value.agencies])


def _unless_overridden(picture: Picture, value: DocumentPicture) -> str:
    """Return the caption for the row: a gallery's own caption for the picture stays the gallery's."""
    overridden = GalleryPicture.objects.filter(picture=picture, caption=value.caption).exclude(caption="").exists()
    return picture.caption if overridden else value.caption


def _save_changed(row: models.Model, **columns: Any) -> list[str]:
    """Save those of `columns` that `row` has otherwise, and return their names."""
    changed = [name for name, value in columns.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, columns[name])
    if changed:
        row.save(update_fields=changed)
    return changed


# --- byline and links ---------------------------------------------------------------------------------------


def byline_rows(article: Article, document: Document, directory: Directory) -> list[Contribution]:
    """Return the byline of `document` as unsaved rows of `article`."""
    names: list[BylineAuthor | str] = [*document.byline.authors, *document.byline.agencies]
    return [
        Contribution(article=article, position=position, agency=directory.agency(one))
        if isinstance(one, str)
        else Contribution(article=article, position=position, author=directory.author(one), role=one.role)
        for position, one in enumerate(names)
    ]


def _links(article: Article, document: Document) -> list[RelatedLink]:
    return [
        RelatedLink(
            uuid=block.uuid,
            article=article,
            label=block.label,
            title=block.title,
            title_key=headline_key(block.title),
            url=block.url,
        )
        for block in document.body
        if isinstance(block, Related)
    ]


def _update_links(article: Article, document: Document) -> None:
    there = {str(link.uuid): link for link in article.related_links.all()}
    wanted = {str(link.uuid): link for link in _links(article, document)}
    RelatedLink.objects.filter(article=article).exclude(uuid__in=wanted).delete()
    for key, link in wanted.items():
        if key not in there:
            link.save()
        else:
            _save_changed(there[key], label=link.label, title=link.title, title_key=link.title_key)


# --- galleries ----------------------------------------------------------------------------------------------


def create_galleries(articles: Sequence[Article], documents: Sequence[Document], pictures: dict[str, Picture]) -> None:
    """Save the galleries in the texts that have no row yet; those that are there are not touched."""
    blocks = [
        (article, block)
        for article, document in zip(articles, documents, strict=True)
        for block in document.body
        if isinstance(block, GalleryBlock)
    ]
    if not blocks:
        return
    there = set(Gallery.objects.filter(uuid__in=[block.uuid for _, block in blocks]).values_list("uuid", flat=True))
    known = {str(one) for one in there}
    rows = {block.uuid: _gallery(article, block) for article, block in blocks if block.uuid not in known}
    Gallery.objects.bulk_create(rows.values())
    GalleryPicture.objects.bulk_create(
        GalleryPicture(gallery=rows[block.uuid], picture=pictures[value.uuid], position=position)
        for _, block in blocks
        if block.uuid in rows
        for position, value in enumerate(block.pictures)
    )


def _gallery(article: Article, block: GalleryBlock) -> Gallery:
    return Gallery(
        uuid=block.uuid,
        kicker=block.kicker,
        title=block.title,
        slug=slug_of(block.title),
        section=article.section,
        created_by_id=article.created_by_id,
        language=article.language,
        published_at=article.published_at,
    )


def _update_galleries(article: Article, document: Document, pictures: dict[str, Picture]) -> None:
    for block in document.body:
        if not isinstance(block, GalleryBlock):
            continue
        gallery = Gallery.objects.filter(uuid=block.uuid).first()
        if gallery is None:
            gallery = _gallery(article, block)
            gallery.save()
        _save_changed(gallery, title=block.title, kicker=block.kicker)
        places = {place.picture.uuid: place for place in gallery.places.select_related("picture")}
        wanted = [pictures[value.uuid] for value in block.pictures]
        if [place.picture.pk for place in gallery.places.select_related("picture")] == [one.pk for one in wanted]:
            continue
        gallery.places.exclude(picture__in=wanted).delete()
        for position, picture in enumerate(wanted):
            place = places.get(picture.uuid) or GalleryPicture(gallery=gallery, picture=picture)
            place.position = position
            place.save()
