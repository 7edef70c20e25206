"""Checks of what is written: headline, teaser, section, text, and what was left to be filled in."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.desk.checks.findings import Level
from articles.desk.checks.placeholders import placeholder_in
from articles.desk.checks.registry import Problem, check
from articles.desk.checks.subject import Subject
from articles.document import GalleryBlock, Subhead
from articles.models.slugs import headline_key

LONGEST_HEADLINE: Final = 110  # characters; search engines and feeds cut what is longer


@check("headline", level=Level.REQUIRED)
def headline(subject: Subject) -> Iterator[Problem]:
    """There is a headline."""
    if not (subject.document.headline or "").strip():
        yield Problem(_("The headline is missing. Readers need one to find the piece."), subject.headline_field)


@check("section", level=Level.REQUIRED)
def section(subject: Subject) -> Iterator[Problem]:
    """There is a section."""
    if not subject.document.section:
        yield Problem(_("The section is missing. It is part of the piece's address."), "section")


@check("text", level=Level.REQUIRED)
def text(subject: Subject) -> Iterator[Problem]:
    """There is something to read, or to look at."""
    document = subject.document
    if subject.is_article and not document.body and not (document.teaser or "").strip():
        yield Problem(_("There is no text yet. Write a teaser or a text."), "body")
    if not subject.is_article and not any(isinstance(one, GalleryBlock) and one.pictures for one in document.body):
        yield Problem(_("The gallery is empty. Add a picture."), "places")


@check("headline length", level=Level.WARNING)
def headline_length(subject: Subject) -> Iterator[Problem]:
    """The headline is not cut elsewhere."""
    count = len((subject.document.headline or "").strip())
    if count > LONGEST_HEADLINE:
        sentence = ngettext(
            "The headline has %(count)d character; more than %(limit)d are cut in searches and feeds. Shorten it.",
            "The headline has %(count)d characters; more than %(limit)d are cut in searches and feeds. Shorten it.",
            count,
        )
        yield Problem(sentence % {"count": count, "limit": LONGEST_HEADLINE}, subject.headline_field)


@check("teaser", level=Level.WARNING)
def teaser(subject: Subject) -> Iterator[Problem]:
    """There is a teaser."""
    if not (subject.document.teaser or "").strip():
        yield Problem(_("The teaser is missing. Lists and feeds show the headline alone."), "teaser")


@check("kicker", level=Level.WARNING)
def kicker(subject: Subject) -> Iterator[Problem]:
    """The kicker says something that the headline does not."""
    key = headline_key(subject.document.kicker or "")
    if key and key == headline_key(subject.document.headline or ""):
        sentence = _("Kicker and headline both say “%(words)s”. Change one of them.")
        yield Problem(sentence % {"words": subject.document.kicker}, "kicker")


@check("subhead", level=Level.WARNING)
def subhead(subject: Subject) -> Iterator[Problem]:
    """Below each subhead stands something, and in it a word."""
    body = subject.document.body
    for block, following in zip_longest(body, body[1:]):
        if not isinstance(block, Subhead):
            continue
        if not any(letter.isalnum() for letter in block.text):
            sentence = _("The subhead “%(words)s” has no word in it. Write one, or remove it.")
        elif following is None or (isinstance(following, Subhead) and following.level <= block.level):
            sentence = _("There is no text below the subhead “%(words)s”. Write some, or remove it.")
        else:
            continue
        yield Problem(sentence % {"words": block.text}, "body", words=block.text)


@check("placeholder", level=Level.BLOCKING)
def placeholder(subject: Subject) -> Iterator[Problem]:
    """Nothing was left to be filled in."""
    for words in (*subject.words, *subject.captions):
        if found := placeholder_in(words.text, language=subject.document.language):
            sentence = _("“%(words)s” looks like something that was to be filled in. Write what belongs there.")
            # A node is found by its name: what stands in its caption cannot be searched for in the text.
            yield Problem(sentence % {"words": found}, words.field, words.uuid, "" if words.uuid else found)
