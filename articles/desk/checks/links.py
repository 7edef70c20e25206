"""Checks of the links: does each lead somewhere where a reader finds something."""

from collections.abc import Iterator

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.desk.checks.addresses import dead
from articles.desk.checks.findings import Level
from articles.desk.checks.registry import Problem, check
from articles.desk.checks.subject import Subject


@check("related link", level=Level.WARNING)
def related_link(subject: Subject) -> Iterator[Problem]:
    """Every related link leads to an article or an address."""
    for block in subject.related:
        target = subject.related_targets.get(block.uuid)
        if block.url or (target and (target.chosen or target.url)):
            continue
        if block.title.strip():
            sentence = _("The link “%(title)s” leads nowhere: no article has this headline. Choose one, or an address.")
        else:
            sentence = _("A link “%(label)s” has no title and leads nowhere. Choose an article, or remove it.")
        yield Problem(sentence % {"title": block.title, "label": block.label}, "body", block.uuid)


@check("related article", level=Level.WARNING)
def related_article(subject: Subject) -> Iterator[Problem]:
    """Every article that a related link leads to can be read."""
    for block in subject.related:
        target = subject.related_targets.get(block.uuid)
        if target and target.chosen and not target.live:
            sentence = _(
                "The link “%(title)s” leads to an article that readers do not see. Publish that, or remove it."
            )
            yield Problem(sentence % {"title": block.title or target.headline}, "body", block.uuid)


@check("dead link", level=Level.WARNING)
def dead_link(subject: Subject) -> Iterator[Problem]:
    """Every address of this site in the text answers."""
    gone = dead([link.href for link in subject.links])
    for link in subject.links:
        if link.href in gone:
            sentence = _("The link to “%(address)s” leads to a page that does not exist. Correct or remove it.")
            shown = sentence % {"address": Truncator(link.href).chars(120)}
            # In running text the editor finds the link by its address.
            yield Problem(shown, "body", link.uuid, "" if link.uuid else link.href)
