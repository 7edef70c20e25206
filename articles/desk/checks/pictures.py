"""Checks of the pictures: is there one, whose is it, may it be shown, can everybody know what is in it."""

from collections.abc import Iterator

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.desk.checks.findings import Level
from articles.desk.checks.registry import Problem, check
from articles.desk.checks.subject import PictureRow, Subject, Used
from articles.desk.picturerights import SOON, elsewhere, ended, ends, ends_before
from articles.models.pictures import is_over


def name_of(used: Used) -> str:
    """Return what a picture is called in a sentence."""
    picture = used.picture
    return Truncator(picture.caption or picture.alt or picture.credit or _("Picture without caption")).chars(60)


def _problem(sentence: str, used: Used) -> Problem:
    return Problem(sentence % {"picture": name_of(used)}, used.field, used.uuid)


@check("lead picture", level=Level.WARNING)
def lead_picture(subject: Subject) -> Iterator[Problem]:
    """An article has a lead picture."""
    if subject.is_article and subject.document.lead_picture is None:
        yield Problem(_("The lead picture is missing. Lists show the article without one."), "lead_picture")


@check("lead credit", level=Level.BLOCKING)
def lead_credit(subject: Subject) -> Iterator[Problem]:
    """The picture that stands for the piece says whose it is."""
    for used in subject.pictures:
        if used.leads and not used.picture.credit.strip():
            yield _problem(_("The lead picture “%(picture)s” has no credit line. Say whose it is."), used)


@check("credit", level=Level.WARNING)
def credit(subject: Subject) -> Iterator[Problem]:
    """Every other picture says whose it is."""
    for used in subject.pictures:
        if not used.leads and not used.picture.credit.strip():
            yield _problem(_("The picture “%(picture)s” has no credit line. Say whose it is."), used)


@check("alternative text", level=Level.WARNING)
def alternative_text(subject: Subject) -> Iterator[Problem]:
    """Those who cannot see a picture are told what is in it."""
    for used in subject.pictures:
        if not used.picture.alt.strip():
            sentence = _("The picture “%(picture)s” has no alternative text. Describe it for those who cannot see it.")
            yield _problem(sentence, used)


@check("picture rights", level=Level.BLOCKING)
def rights(subject: Subject) -> Iterator[Problem]:
    """Every picture may still be shown."""
    for used, row in _rows(subject):
        if row.expires_on and is_over(row.expires_on, subject.today):
            yield Problem(ended(name_of(used), row.expires_on), used.field, used.uuid)


@check("picture rights end", level=Level.WARNING)
def rights_end(subject: Subject) -> Iterator[Problem]:
    """Every picture may be shown for a while, and on the day of the planned publication."""
    for used, row in _rows(subject):
        if row.expires_on is None or is_over(row.expires_on, subject.today):
            continue
        planned = subject.planned
        if planned and is_over(row.expires_on, planned):
            yield Problem(ends_before(name_of(used), row.expires_on, planned), used.field, used.uuid)
        elif is_over(row.expires_on, subject.today + SOON):
            yield Problem(ends(name_of(used), row.expires_on), used.field, used.uuid)


@check("picture of another article", level=Level.BLOCKING)
def elsewhere_only(subject: Subject) -> Iterator[Problem]:
    """No picture is one that may be used with another article only."""
    for used, row in _rows(subject):
        if row.only_with in subject.owners:
            yield Problem(elsewhere(name_of(used), subject.owners[row.only_with]), used.field, used.uuid)


def _rows(subject: Subject) -> Iterator[tuple[Used, PictureRow]]:
    """Yield the pictures that have a row, with it."""
    for used in subject.pictures:
        row = subject.picture_rows.get(used.picture.uuid)
        if row is not None:
            yield used, row


@check("picture file", level=Level.WARNING)
def file(subject: Subject) -> Iterator[Problem]:
    """Every picture has a file to show."""
    for used, row in _rows(subject):
        if not row.has_file:
            yield _problem(_("The picture “%(picture)s” has no file yet. Readers see its caption only. Add it."), used)
