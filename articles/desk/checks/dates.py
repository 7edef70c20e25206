"""Checks of the time: may readers see it yet."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.desk.checks.findings import Level
from articles.desk.checks.registry import Problem, check
from articles.desk.checks.subject import Subject


@check("embargo", level=Level.BLOCKING)
def embargo(subject: Subject) -> Iterator[Problem]:
    """No embargo holds any more."""
    end = subject.piece.embargo_until
    if end and subject.now < end:
        until = date_format(timezone.localtime(end), "SHORT_DATETIME_FORMAT")
        sentence = _("There is an embargo until %(until)s. Schedule the piece for then, or later.")
        yield Problem(sentence % {"until": until}, "embargo_until")
