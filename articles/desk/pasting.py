"""A pasted text becomes a draft: read as the import reads, corrected by its writer, stored as the import stores."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec
from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from articles.desk.directory import Directory
from articles.desk.identity import identify
from articles.desk.importing import fitting
from articles.desk.journal import By, Kind, enter
from articles.desk.picturefiles import PictureFiles
from articles.desk.rights import demand_making, visible
from articles.desk.rows import NewText, create_articles
from articles.desk.saving import saved
from articles.desk.sections import section_for
from articles.document import Document
from articles.models import Article, Section, Version
from articles.models.slugs import headline_key
from articles.sources import Reading, UnreadableSource
from articles.sources.corrections import ROLES, UnusableCorrection
from articles.sources.seedtext import read

__all__ = [
    "ROLES",
    "Draft",
    "NotStored",
    "Reading",
    "UnreadableSource",
    "UnusableCorrection",
    "namesakes",
    "read_pasted",
]


class NotStored(Exception):
    """The database refused the text. Nothing was stored."""


class Draft(NamedTuple):
    """An article made of a pasted text.

    Args:
        article: the draft.
        warnings: sentences about what is missing, unsure or was left out.
    """

    article: Article
    warnings: tuple[str, ...]


def read_pasted(text: str, *, language: str, corrections: Mapping[int, str]) -> Reading:
    """Return what the seed reader makes of `text`, its lines counted from 1.

    Args:
        text: what was pasted.
        language: the language to note in the document.
        corrections: what the writer says some lines are, by number.

    Raises:
        UnreadableSource: there is no text in it.
        UnusableCorrection: a correction names a line or a role that is not there.
    """
    return read(text.encode("utf-8", "replace"), language=language, corrections=corrections)


def namesakes(reading: Reading, *, to: By) -> list[Article]:
    """Return up to five articles that `to` may see with the headline of `reading`, oldest first.

    One query, none without a headline.
    """
    document = reading.document
    if not document.headline:
        return []
    keys = {headline_key(document.headline), headline_key(document.line)}
    return list(visible(Article.objects.with_headline_key(keys), to=to)[:5])


def default_section() -> str:
    """Return the name of the section for texts that name none."""
    return str(settings.NEWSROOM_DEFAULT_SECTION)


def make_draft(reading: Reading, *, section: Section | None, by: By, now: datetime.datetime) -> Draft:
    """Store `reading` as a draft with its pictures, galleries, byline, links and topics, and its first version.

    Args:
        reading: what the reader made of the text; `kind` must be "article".
        section: where it goes; None for the section that the text names, else the default one.
        by: who pasted it.
        now: when; an aware time.

    Unknown initials become stub authors, related links look for their articles. The same text pasted twice makes
    two articles: a pasted text has no file that would tell them apart. Costs about forty queries.

    Raises:
        NotAllowed: `by` may not make articles.
        NotStored: the database refused it.
    """
    demand_making(by, Article)
    document, left_out = fitting(reading.document, section=section_for(None, dry_run=False))
    if section is not None:
        document = msgspec.structs.replace(document, section=section.name)
    document, refused = _in_a_known_section(document, by)
    # Drawn by chance, so that a second paste gets rows of its own.
    document = identify(document, reference=f"paste:{uuid.uuid4()}")
    directory, files = Directory(), PictureFiles([])
    try:
        with transaction.atomic():
            directory.learn([document])
            text = NewText("", directory.canonical(document))
            article = create_articles([text], directory=directory, now=now, files=files, by=by)[0]
            saved(piece=article, by=by, now=now, kind=Version.Kind.IMPORT)
            enter(kind=Kind.IMPORTED, by=by, now=now, subject=article)
    except DatabaseError as error:
        raise NotStored(str(error)) from error
    return Draft(article, (*reading.warnings, *left_out, *refused))


def _in_a_known_section(document: Document, by: Any) -> tuple[Document, tuple[str, ...]]:
    """Return `document` in a section that is there, unless `by` may make new ones; a text may name any. One query."""
    if by is None or by.has_perm("articles.add_section"):
        return document, ()
    known = {name.casefold() for name in Section.objects.values_list("name", flat=True)}
    named = document.section or ""
    if named.casefold() in known or named == default_section():
        return document, ()
    sentence = _("There is no section “%(named)s”, and you may not make one: the text is in “%(section)s” now.")
    warning = sentence % {"named": named, "section": default_section()}
    return msgspec.structs.replace(document, section=default_section()), (warning,)
