"""Three-way merge of documents: what somebody else changed joins what was changed here, or is reported.

Where both changed the same place somebody has to choose. A choice names the conflict by its key, which says what
stood there and what each side made of it: it holds while one goes on writing elsewhere, and no longer once either
side changes this place again. So nothing is dropped that was not seen beside what replaces it.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, NamedTuple

import msgspec

from articles.document import Block, Document

_FIELDS = tuple(name for name in Document.__struct_fields__ if name != "body")


class Choice(StrEnum):
    """What stands at a place that both sides changed."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"  # ours, then theirs; for blocks only


class Conflict(NamedTuple):
    """A place that both sides changed. The merged document keeps ours until somebody chooses.

    Args:
        field: the document's field; "body" for blocks.
        base: what both started from.
        ours: what stands in the merged document.
        theirs: what was not taken over.
    """

    field: str
    base: Any
    ours: Any
    theirs: Any


class Merged(NamedTuple):
    """The merged document, and what could not be merged: the conflicts that nobody has chosen for, each by its key."""

    document: Document
    open: dict[str, Conflict]

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The open conflicts in the order in which one reads a piece."""
        return tuple(self.open.values())


def merge(*, base: Document, ours: Document, theirs: Document, choices: Mapping[str, Choice] | None = None) -> Merged:
    """Return `ours` with every change from `base` to `theirs` that does not touch the same place.

    Args:
        base: what both started from.
        ours: what was made of it here.
        theirs: what was made of it elsewhere.
        choices: what somebody chose for conflicts of an earlier call, by the conflict's key.

    Fields merge whole; the body merges block by block. A place that both changed alike is no conflict. A block that
    they moved lands only where it cannot come to stand twice or nowhere. Pure; costs about a millisecond for bodies
    of a hundred blocks.
    """
    decisions = _Decisions(choices or {})
    values: dict[str, Any] = {}
    for name in _FIELDS:
        was, mine, other = (getattr(one, name) for one in (base, ours, theirs))
        if mine in (was, other):
            values[name] = other
        elif other == was:
            values[name] = mine
        else:
            choice = decisions.of(Conflict(name, was, mine, other))
            values[name] = other if choice == Choice.THEIRS else mine
    body = _merged_blocks(base.body, ours.body, theirs.body, decisions)
    return Merged(msgspec.structs.replace(ours, body=body, **values), decisions.open)


class _Decisions:
    """Gives each conflict its key, looks up what was chosen for it, and collects those that nobody chose for."""

    def __init__(self, choices: Mapping[str, Choice]) -> None:
        self.choices = choices
        self.open: dict[str, Conflict] = {}
        self.seen: Counter[str] = Counter()

    def of(self, conflict: Conflict) -> Choice:
        """Return what stands at the place of `conflict`: ours while nobody has chosen."""
        said = msgspec.json.encode(conflict)
        digest = hashlib.sha256(said).hexdigest()[:20]
        self.seen[digest] += 1
        key = f"{digest}-{self.seen[digest]}"
        choice = self.choices.get(key)
        if choice == Choice.BOTH and conflict.field != "body":
            choice = None  # a field says one thing
        if choice is None:
            self.open[key] = conflict
        return choice or Choice.OURS


Blocks = tuple[Block, ...]


class _Place(NamedTuple):
    """A block of the base or a gap between two, and what each side has there."""

    base: Blocks
    ours: Blocks
    theirs: Blocks

    @property
    def leaving(self) -> set[object]:
        """What theirs takes away from here."""
        return _keys(self.base) - _keys(self.theirs)

    @property
    def arriving(self) -> set[object]:
        """What theirs brings here."""
        return _keys(self.theirs) - _keys(self.base)


def _merged_blocks(base: Blocks, ours: Blocks, theirs: Blocks, decisions: _Decisions) -> Blocks:
    """Take theirs at each place where ours has changed nothing and nothing they moved is in dispute."""
    places = list(_places(base, ours, theirs))
    disputed = _disputed(places, ours)
    merged: list[Block] = []
    dropped: set[object] = set()
    kept = {key for place in places for key in _keys(place.ours) - _keys(place.base)} - _keys(theirs)
    for place, dispute in zip(places, disputed, strict=True):
        if dispute:
            merged += _chosen(place, decisions.of(Conflict("body", *place)))
            continue
        merged += _taken(place)
        if place.leaving & kept:
            # Both took it away from here, they for good, ours to another place.
            moved = tuple(block for block in place.base if _key(block) in kept)
            if decisions.of(Conflict("body", moved, moved, ())) == Choice.THEIRS:
                dropped |= _keys(moved)
    return tuple(block for block in merged if _key(block) not in dropped)


def _chosen(place: _Place, choice: Choice) -> Blocks:
    if choice == Choice.BOTH:
        return place.ours + tuple(block for block in place.theirs if block not in place.ours)
    return place.theirs if choice == Choice.THEIRS else place.ours


def _taken(place: _Place) -> Blocks:
    return place.theirs if place.ours == place.base else place.ours


def _disputed(places: list[_Place], ours: Blocks) -> list[bool]:
    """Return for each place whether theirs must not land there.

    A block moves by leaving one place and arriving at another. Where one half of a move cannot land, the other must
    not either.
    """
    here = _keys(ours)
    brought = {key for place in places for key in _keys(place.ours) - _keys(place.base)}
    moved = {key for place in places for key in place.leaving} & {key for place in places for key in place.arriving}
    disputed = [place.base != place.ours != place.theirs != place.base for place in places]
    landing = [place.theirs not in (place.base, place.ours) for place in places]
    stuck = moved - here  # ours has taken it away or made it something else
    while True:
        for place, dispute in zip(places, disputed, strict=True):
            if dispute:
                stuck |= (place.leaving | place.arriving) & moved
        more = [
            dispute or (lands and bool((place.leaving | place.arriving) & stuck or place.arriving & brought))
            for place, dispute, lands in zip(places, disputed, landing, strict=True)
        ]
        if more == disputed:
            return disputed
        disputed = more


def _key(block: Block) -> object:
    """Return what a block stays the same by when it moves: its row where it stands for one."""
    return getattr(block, "uuid", "") or block


def _keys(blocks: Iterable[Block]) -> set[object]:
    return set(map(_key, blocks))


def _places(base: Blocks, ours: Blocks, theirs: Blocks) -> Iterator[_Place]:
    """Yield all places in order: a gap, a block, a gap, a block, … a gap; some of them fused into one."""
    untouched = {2 * number + 1: (block,) for number, block in enumerate(base)}
    our_changes, our_spans = _changes(base, ours)
    their_changes, their_spans = _changes(base, theirs)
    spans = sorted(our_spans + their_spans)
    start, end = 0, 2 * len(base)
    while start <= end:
        stop = start
        while spans and spans[0][0] <= stop:
            stop = max(stop, spans.pop(0)[1])
        yield _Place(
            *(
                tuple(block for at in range(start, stop + 1) for block in changes.get(at, untouched.get(at, ())))
                for changes in ({}, our_changes, their_changes)
            )
        )
        start = stop + 1


def _changes(base: Blocks, other: Blocks) -> tuple[dict[int, Blocks], list[tuple[int, int]]]:
    """Return what `other` has at the places where it differs, and the spans of places that cannot be told apart.

    Place 2n is the gap before block n of the base, place 2n + 1 the block itself. As many blocks as before are
    taken for the same ones edited, so that neighbours merge; otherwise nobody can say which became which.
    """
    changes: dict[int, Blocks] = {}
    spans = []
    for what, start, end, there, there_end in SequenceMatcher(a=base, b=other, autojunk=False).get_opcodes():
        new = other[there:there_end]
        if what == "insert":
            changes[2 * start] = new
        elif what != "equal":
            single = len(new) in (0, end - start)
            changes |= {2 * number + 1: new[number - start :][:1] if single else () for number in range(start, end)}
            if not single:
                changes[2 * start + 1] = new
                spans.append((2 * start, 2 * end))
    return changes, spans
