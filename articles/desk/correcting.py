"""What readers are told was wrong: each correction with its note and what changed, kept from release to release."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec
from django.utils.translation import gettext as _

from articles.desk.comparing import BlockChange, Comparison, Run, compare, word_runs
from articles.desk.preflight import Finding, Level
from articles.desk.records import document_in
from articles.document import Byline, Document, GalleryBlock, PictureBlock
from articles.models import Change, Release

TOLD: Final = ("kicker", "headline", "teaser", "lead_picture", "byline")  # where it stands and since when is no fact
AROUND: Final = 6  # words left standing on each side of a change
LONGEST: Final = 60  # words of one run
MOST: Final = 12  # places; a rewritten text is no list of words
_GAP = "…"


def corrections_after(
    before: Release | None, document: Document, *, change: Change, note: str, now: datetime.datetime
) -> list[dict[str, Any]]:
    """Return the corrections that a release has to tell, the newest first; those told before stay.

    Args:
        before: the newest release so far, live or not; None for the first one.
        document: what the new release says.
        change: what kind of change it is.
        note: what readers are told.
        now: when.
    """
    if before is None:
        return []
    if change != Change.CORRECTION:
        return list(before.corrections)
    old = document_in(before)
    changes, more = _changes(compare(_told_once(old), _told_once(document))) if old else ([], 0)
    entry = {"at": now.isoformat(), "note": note, "changes": changes, "more": more}
    return [entry, *before.corrections]


def note_findings(change: Change, note: str) -> list[Finding]:
    """Return what is wrong about what readers are to be told: a correction says what was wrong, a typo nothing."""
    if change == Change.CORRECTION and not note.strip():
        return [Finding("note", Level.REQUIRED, _("Write the note to readers: it says what was wrong."), "note")]
    if change == Change.TYPO and note.strip():
        sentence = _("Readers are told nothing of a typo. Choose another kind of change, or leave the note empty.")
        return [Finding("note", Level.REQUIRED, sentence, "note")]
    return []


def _told_once(document: Document) -> Document:
    """Return `document` without what a gallery's own text says a second time: its headline and kicker."""
    body = tuple(
        msgspec.structs.replace(block, title="", kicker="")
        if isinstance(block, GalleryBlock) and block.title == document.headline
        else block
        for block in document.body
    )
    return msgspec.structs.replace(document, body=body)


def _changes(comparison: Comparison) -> tuple[list[dict[str, Any]], int]:
    """Return the places with their words before and after, and how many more there are."""
    places = [*_fields(comparison), *_blocks(comparison)]
    told = [{"what": what, "runs": [list(run) for run in shortened(runs)]} for what, runs in places[:MOST]]
    return told, max(0, len(places) - MOST)


def _fields(comparison: Comparison) -> Iterator[tuple[str, Sequence[Run]]]:
    for field in comparison.fields:
        if field.name not in TOLD:
            continue
        runs = word_runs(_names(field.old), _names(field.new)) if field.name == "byline" else field.runs
        if _differ(runs):
            yield field.name, runs


def _blocks(comparison: Comparison) -> Iterator[tuple[str, Sequence[Run]]]:
    # What only stands elsewhere now was not wrong: its words differ in nothing.
    for block in comparison.blocks:
        if block.kind not in {"equal", "left"} and _differ(block.runs):
            yield _kind(block), block.runs


def _differ(runs: Sequence[Run]) -> bool:
    return any(run.kind != "same" for run in runs)


def _names(byline: Byline) -> str:
    """Return a byline as the page prints it."""
    return "/".join([*(one.initials or one.name for one in byline.authors), *byline.agencies])


def _kind(block: BlockChange) -> str:
    return "picture" if isinstance(block.new or block.old, PictureBlock | GalleryBlock) else "text"


def shortened(runs: Sequence[Run]) -> list[Run]:
    """Return `runs` with few words around each change, and long changes cut: readers look for what was wrong."""
    last = len(runs) - 1
    return [
        Run(run.kind, _between(run.text, first=number == 0, last=number == last))
        if run.kind == "same"
        else Run(run.kind, _cut(run.text))
        for number, run in enumerate(runs)
    ]


def _between(text: str, *, first: bool, last: bool) -> str:
    """Return the beginning and the end of a stretch that did not change: only the side where a change is."""
    words = text.split(" ")
    head = [] if first else words[:AROUND]
    tail = [] if last else words[-AROUND:]
    if len(words) <= len(head) + len(tail) + 1:
        return text
    return " ".join([*head, _GAP, *tail])


def _cut(text: str) -> str:
    words = text.split(" ")
    return text if len(words) <= LONGEST else " ".join([*words[:LONGEST], _GAP])
