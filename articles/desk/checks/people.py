"""Checks of the byline: who wrote it, and does everybody in it have a name."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.desk.checks.findings import Level
from articles.desk.checks.registry import Problem, check
from articles.desk.checks.subject import Subject


@check("byline", level=Level.WARNING)
def byline(subject: Subject) -> Iterator[Problem]:
    """An article says who wrote it."""
    line = subject.document.byline
    if subject.is_article and not (line.authors or line.agencies or line.printed.strip()):
        yield Problem(_("The byline is missing. Say who wrote it: initials, a name or an agency."), "byline")


@check("initials", level=Level.WARNING)
def initials(subject: Subject) -> Iterator[Problem]:
    """Every initials in the byline belong to somebody with a name."""
    for one in subject.document.byline.authors:
        if not one.initials:
            continue
        author = subject.authors.get(one.initials.lower())
        if author is None:
            sentence = _("The initials “%(initials)s” belong to nobody. Check them, or add who it is to the authors.")
        elif author.is_stub:
            sentence = _("Nobody knows the name behind the initials “%(initials)s”. Complete the author.")
        else:
            continue
        yield Problem(sentence % {"initials": one.initials}, "byline", words=one.initials)
