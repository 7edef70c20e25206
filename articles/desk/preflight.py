"""What must be true of a piece before readers see it."""

import datetime
from enum import Enum
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import Article, Gallery
from articles.models.pieces import Piece


class Level(Enum):
    """How much a finding weighs."""

    REQUIRED = "required"  # no release can be made without it: nobody can override
    BLOCKING = "blocking"  # stops publishing, unless the chief editor gives a reason
    WARNING = "warning"  # is said, and stops nothing


class Finding(NamedTuple):
    """What a check has found.

    Args:
        check: the name of the check.
        level: how much it weighs.
        sentence: what is wrong and what to do, in the reader's language.
        field: the name of the form's field that it is about, "" for none.
    """

    check: str
    level: Level
    sentence: str
    field: str = ""


def required(piece: Piece, *, now: datetime.datetime) -> list[Finding]:
    """Return what `piece` lacks to be published at all, and an embargo that holds: what imports ask too.

    Costs a query for a gallery, none for an article.
    """
    findings = []

    def miss(check: str, sentence: str, field: str) -> None:
        findings.append(Finding(check, Level.REQUIRED, sentence, field))

    headline = piece.headline if isinstance(piece, Article) else piece.title
    if not headline.strip():
        name = "headline" if isinstance(piece, Article) else "title"
        miss("headline", _("The headline is missing. Readers need one to find the piece."), name)
    if piece.section_id is None:
        miss("section", _("The section is missing. It is part of the piece's address."), "section")
    if isinstance(piece, Article) and not (piece.body or piece.teaser.strip()):
        miss("text", _("There is no text yet. Write a teaser or a text."), "body")
    if isinstance(piece, Gallery) and not piece.places.exists():
        miss("text", _("The gallery is empty. Add a picture."), "places")
    if piece.embargo_until and now < piece.embargo_until:
        until = date_format(timezone.localtime(piece.embargo_until), "SHORT_DATETIME_FORMAT")
        sentence = _("There is an embargo until %(until)s. Schedule the piece for then, or later.") % {"until": until}
        findings.append(Finding("embargo", Level.BLOCKING, sentence, "embargo_until"))
    return findings


def examine(piece: Piece, *, now: datetime.datetime) -> list[Finding]:
    """Return all that the checks find in the working copy of `piece`, what stops publishing first."""
    return required(piece, now=now)


def stopping(findings: list[Finding], *, overridden: bool = False) -> list[Finding]:
    """Return those of `findings` that stop publishing; with a reason to override, only what nobody can."""
    levels = {Level.REQUIRED} if overridden else {Level.REQUIRED, Level.BLOCKING}
    return [finding for finding in findings if finding.level in levels]
