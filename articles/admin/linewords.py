"""What became of the lines of a pasted text, in words: for each the role, what it can be instead, and the doubts."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.desk.pasting import Reading
from articles.desk.readerwords import Sentence
from articles.document import Document

# What a line can be made with one click, the most frequent first.
CHOICES = {
    "paragraph": gettext_lazy("Paragraph"),
    "subhead": gettext_lazy("Subhead"),
    "furniture": gettext_lazy("Leave out"),
    "headline": gettext_lazy("Headline"),
    "teaser": gettext_lazy("Teaser"),
    "picture": gettext_lazy("Picture"),
    "related": gettext_lazy("Read also"),
    "byline": gettext_lazy("Byline"),
    "list": gettext_lazy("List"),
    "quote": gettext_lazy("Quote"),
}


class _Role(NamedTuple):
    """A role in words; `group` gives the colour, `choice` is the choice that it stands for, if any."""

    word: Promise
    group: str
    choice: str = ""


_ROLES = {
    "headline": _Role(gettext_lazy("Headline"), "front", "headline"),
    "teaser": _Role(gettext_lazy("Teaser"), "front", "teaser"),
    "section": _Role(gettext_lazy("Section"), "front"),
    "date": _Role(gettext_lazy("Date"), "front"),
    "byline": _Role(gettext_lazy("Byline"), "front", "byline"),
    "tags": _Role(gettext_lazy("Topics"), "front"),
    "paragraph": _Role(gettext_lazy("Paragraph"), "text", "paragraph"),
    "subhead": _Role(gettext_lazy("Subhead"), "text", "subhead"),
    "list": _Role(gettext_lazy("List"), "text", "list"),
    "quote": _Role(gettext_lazy("Quote"), "text", "quote"),
    "lead-picture": _Role(gettext_lazy("Lead picture"), "media", "picture"),
    "picture": _Role(gettext_lazy("Picture"), "media", "picture"),
    "gallery": _Role(gettext_lazy("Gallery"), "media"),
    "gallery-picture": _Role(gettext_lazy("Picture in the gallery"), "media"),
    "embed": _Role(gettext_lazy("Embedded"), "media"),
    "related": _Role(gettext_lazy("Read also"), "link", "related"),
    "related-label": _Role(gettext_lazy("Label of a link"), "link", "related"),
    "separator": _Role(gettext_lazy("Dividing line, left out"), "out", "furniture"),
    "furniture:social": _Role(gettext_lazy("Left out: networks"), "out", "furniture"),
    "furniture:newsletter": _Role(gettext_lazy("Left out: newsletter"), "out", "furniture"),
    "furniture:recommendations": _Role(gettext_lazy("Left out: recommendations"), "out", "furniture"),
    "furniture:share": _Role(gettext_lazy("Left out: share"), "out", "furniture"),
    "furniture:paging": _Role(gettext_lazy("Left out: paging"), "out", "furniture"),
    "furniture:advert": _Role(gettext_lazy("Left out: advertisement"), "out", "furniture"),
    "furniture:media-controls": _Role(gettext_lazy("Left out: buttons of a player"), "out", "furniture"),
    "furniture:left-out": _Role(gettext_lazy("Left out"), "out", "furniture"),
}


class ShownLine(NamedTuple):
    """A line of the pasted text as the page shows it.

    Args:
        number: its number, from 1.
        text: the line as pasted.
        word: what it became.
        group: "front", "text", "media", "link" or "out", for the colour.
        choice: which of the choices it is, "" if none.
        corrected: whether the writer said so.
        dropped: the pieces of it that stand nowhere.
        doubts: sentences about it.
    """

    number: int
    text: str
    word: str
    group: str
    choice: str
    corrected: bool
    dropped: str
    doubts: list[str]


def shown_lines(
    text: str, reading: Reading, corrections: Mapping[int, str], warnings: Sequence[Sentence]
) -> list[ShownLine]:
    """Return each non-blank line of `text` with what the reader made of it and the warnings that quote it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    shown = []
    for line in reading.account:
        role = _ROLES[line.role]
        words = " ".join(lines[line.line - 1].split())
        doubts = [one.text for one in warnings if one.quoted and one.quoted in words]
        # A date stands in the document in another form.
        dropped = "" if role.group == "out" or line.role == "date" else " · ".join(line.dropped)
        shown.append(
            ShownLine(
                line.line, words, str(role.word), role.group, role.choice, line.line in corrections, dropped, doubts
            )
        )
    return shown


def blocks_of(document: Document) -> list[tuple[str, Any]]:
    """Return the blocks with the names of their kinds, as the template of a document takes them."""
    return [(type(block).__name__, block) for block in document.body]


def facts_of(document: Document) -> str:
    """Return byline, section and topics in a line."""
    byline = document.byline
    names = "/".join([*(author.initials or author.name for author in byline.authors), *byline.agencies])
    tags = ", ".join(document.tags)
    facts = (
        (_("Byline"), byline.printed or names),
        (_("Section"), document.section),
        (_("Topics"), tags),
    )
    return " · ".join(f"{name}: {value}" for name, value in facts if value)
