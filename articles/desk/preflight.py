"""What must be true of a piece before readers see it: the checks, run over what is stored or what is being typed.

The house's checks are in `articles.desk.checks`; the setting NEWSROOM_CHECKS names modules with more. A check is a
function below the decorator `check`.
"""

import datetime
import logging
from contextlib import nullcontext
from functools import cache
from typing import Final

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.desk.checks import dates, links, people, pictures, words
from articles.desk.checks.findings import Finding, Level, in_order, stopping
from articles.desk.checks.registry import Check, Problem, check, checks_of
from articles.desk.checks.subject import Subject
from articles.desk.documents import document_of, gallery_documents_of
from articles.document import Document, GalleryBlock, Paragraph, Picture
from articles.models import Article, Gallery
from articles.models.pieces import Piece

__all__ = ("Finding", "Level", "Problem", "Subject", "check", "examine", "required", "stopping")

MOST: Final = 5  # findings of one check that are said one by one
# In the order in which findings of one weight are said.
HOUSE: Final = tuple(module.__name__ for module in (words, pictures, dates, people, links))

_SOME_PICTURE: Final = Picture("", "", "", ())
_log = logging.getLogger(__name__)


def required(piece: Piece, *, now: datetime.datetime) -> list[Finding]:
    """Return what `piece` lacks to be published at all, and an embargo that holds: what imports ask too.

    Looks at the columns alone. Costs a query for a gallery, none for an article.
    """
    subject = Subject(piece, _from_columns(piece), now=now)
    needed = (
        Check("headline", Level.REQUIRED, words.headline),
        Check("section", Level.REQUIRED, words.section),
        Check("text", Level.REQUIRED, words.text),
        Check("embargo", Level.BLOCKING, dates.embargo),
    )
    return [_finding(one, problem) for one in needed for problem in one.function(subject)]


def examine(piece: Piece, *, now: datetime.datetime, document: Document | None = None) -> list[Finding]:
    """Return all that the checks find in `piece`, what stops publishing first.

    Args:
        piece: the article or gallery; its embargo is looked at here.
        now: the moment for which it is examined; an aware time.
        document: what is being typed; None for the working copy as it stands in `piece`.

    Costs at most eleven queries whatever is in the text, and without `document` those of the working copy (about
    twelve). A check of the project's own may add to that; one that fails is logged, and said in a warning.
    """
    if document is None:
        document = document_of(piece) if isinstance(piece, Article) else gallery_documents_of([piece])[0]
    subject = Subject(piece, document, now=now)
    findings = [finding for one in checks_of(HOUSE) for finding in _findings_of(one, subject)]
    for module in settings.NEWSROOM_CHECKS:
        findings += _of_the_project(module, subject)
    return in_order(findings)


# --- running ------------------------------------------------------------------------------------------------


def _of_the_project(module: str, subject: Subject) -> list[Finding]:
    made = _load(module)
    if made is None:
        sentence = _("The checks in “%(module)s” could not be loaded and were left out. Tell those who run the site.")
        return [Finding(module, Level.WARNING, sentence % {"module": module})]
    return [finding for one in made for finding in _findings_of(one, subject)]


@cache
def _load(module: str) -> tuple[Check, ...] | None:
    """Return the checks of a module of the project, None where it cannot be imported."""
    try:
        return tuple(checks_of([module]))
    except Exception:
        _log.exception("The checks in %s (NEWSROOM_CHECKS) could not be loaded.", module)
        return None


def _findings_of(one: Check, subject: Subject) -> list[Finding]:
    """Return what a check finds; the first few one by one, the rest as a number."""
    try:
        findings = _all_of(one, subject)
    except Exception:
        _log.exception("The check %r of %s failed.", one.name, one.module)
        sentence = _("The check “%(check)s” failed, so nobody has looked at this. Tell those who run the site.")
        return [Finding(one.name, Level.WARNING, sentence % {"check": one.name})]
    if (rest := len(findings) - MOST) <= 0:
        return findings
    kept, next_one = findings[:MOST], findings[MOST]
    sentence = ngettext("And %(count)d more of this kind.", "And %(count)d more of this kind.", rest)
    return [*kept, next_one._replace(sentence=sentence % {"count": rest})]


def _all_of(one: Check, subject: Subject) -> list[Finding]:
    """Return all that a check finds. What the project's checks ask runs by itself inside of a transaction."""
    # A statement of theirs that fails would spoil the transaction around it.
    apart = transaction.atomic() if connection.in_atomic_block and one.module not in HOUSE else nullcontext()
    with apart:
        return [_finding(one, problem) for problem in one.function(subject)]


def _finding(one: Check, problem: Problem) -> Finding:
    return Finding(one.name, one.level, str(problem.sentence), problem.field, problem.uuid, problem.words)


def _from_columns(piece: Piece) -> Document:
    """Return as much of the words of `piece` as tells whether there are any, without reading them."""
    section = str(piece.section_id) if piece.section_id is not None else None  # its name is of no account here
    if isinstance(piece, Article):
        body = (Paragraph(piece.body),) if piece.body else ()
        return Document(headline=piece.headline, teaser=piece.teaser, section=section, body=body)
    return Document(headline=piece.title, section=section, body=_some_gallery(piece))


def _some_gallery(gallery: Gallery) -> tuple[GalleryBlock, ...]:
    return (GalleryBlock("", (_SOME_PICTURE,)),) if gallery.places.exists() else ()
