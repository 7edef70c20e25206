"""A comparison in the words of the desk: in a few words for the timeline, row by row for the page."""

from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy, ngettext

from articles.desk.comparing import BlockChange, Comparison, Run
from articles.document import Block, Paragraph

FIELD_WORDS = {
    "kicker": gettext_lazy("kicker"),
    "headline": gettext_lazy("headline"),
    "teaser": gettext_lazy("teaser"),
    "lead_picture": gettext_lazy("lead picture"),
    "byline": gettext_lazy("byline"),
    "section": gettext_lazy("section"),
    "tags": gettext_lazy("topics"),
    "language": gettext_lazy("language"),
    "published_at": gettext_lazy("first published"),
    "updated_at": gettext_lazy("updated for readers"),
}
_KIND_WORDS = {
    "equal": "",
    "changed": gettext_lazy("changed"),
    "removed": gettext_lazy("removed"),
    "added": gettext_lazy("added"),
    "left": gettext_lazy("stands elsewhere now"),
    "moved": gettext_lazy("moved here"),
}
# Running text needs no name.
_BLOCK_WORDS = {
    "Subhead": gettext_lazy("Subhead"),
    "ListBlock": gettext_lazy("List"),
    "Quote": gettext_lazy("Quote"),
    "Related": gettext_lazy("Related link"),
    "PictureBlock": gettext_lazy("Picture"),
    "GalleryBlock": gettext_lazy("Gallery"),
    "Embed": gettext_lazy("Embedded"),
    "FactBox": gettext_lazy("Fact box"),
}


class Row(NamedTuple):
    """A field or a block on the page of a comparison.

    Args:
        number: counts the differences from 1; 0 where nothing differs.
        kind: as in `BlockChange`; a field is "changed"; a block that moved and is otherwise the same is "arrived".
        label: what it is, and what became of it.
        runs: the words of both.
        old: the words before, for the left side.
        new: the words after, for the right side.
        same_words: it differs, but not in its words.
    """

    number: int
    kind: str
    label: str
    runs: tuple[Run, ...]
    old: tuple[Run, ...]
    new: tuple[Run, ...]
    same_words: bool


def rows_of(comparison: Comparison) -> tuple[list[Row], list[Row]]:
    """Return the rows of the fields that differ, and of all blocks."""
    fields = [
        _row(number, "changed", capfirst(str(FIELD_WORDS[field.name])), field.runs)
        for number, field in enumerate(comparison.fields, 1)
    ]
    blocks = []
    number = len(fields)
    for block in comparison.blocks:
        number += block.kind != "equal"
        label = " · ".join(filter(None, (_name(block), str(_KIND_WORDS[block.kind]))))
        # What only stands elsewhere is shown on the side where it stands.
        kind = "arrived" if block.kind == "moved" and block.old == block.new else block.kind
        blocks.append(_row(0 if block.kind == "equal" else number, kind, label, block.runs))
    return fields, blocks


def in_a_few_words(comparison: Comparison) -> str:
    """Return what differs as one line, such as "Headline, text: 2 paragraphs"; "" when nothing does."""
    parts = [str(FIELD_WORDS[field.name]) for field in comparison.fields]
    # What moved stands twice in the comparison and is one change.
    changed = [block for block in comparison.blocks if block.kind not in {"equal", "left"}]
    if changed:
        count = len(changed)
        if all(isinstance(block.old or block.new, Paragraph) for block in changed):
            words = ngettext("text: %(count)d paragraph", "text: %(count)d paragraphs", count)
        else:
            words = ngettext("text: %(count)d place", "text: %(count)d places", count)
        parts.append(words % {"count": count})
    return capfirst(", ".join(parts))


def _row(number: int, kind: str, label: str, runs: tuple[Run, ...]) -> Row:
    return Row(
        number=number,
        kind=kind,
        label=label,
        runs=runs,
        old=tuple(run for run in runs if run.kind != "new"),
        new=tuple(run for run in runs if run.kind != "gone"),
        same_words=kind in {"changed", "moved"} and bool(number) and all(run.kind == "same" for run in runs),
    )


def _name(block: BlockChange) -> str:
    one: Block | None = block.new or block.old
    return str(_BLOCK_WORDS.get(type(one).__name__, ""))
