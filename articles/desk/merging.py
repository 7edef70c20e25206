"""Three-way merge of documents: what somebody else changed joins what was changed here, or is reported."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Any, NamedTuple

import msgspec

from articles.document import Block, Document

_FIELDS = tuple(name for name in Document.__struct_fields__ if name != "body")


class Conflict(NamedTuple):
    """A place that both sides changed. The merged document keeps ours.

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
    """The merged document, and what could not be merged."""

    document: Document
    conflicts: tuple[Conflict, ...]


def merge(*, base: Document, ours: Document, theirs: Document) -> Merged:
    """Return `ours` with every change from `base` to `theirs` that does not touch the same place.

    Fields merge whole; the body merges block by block. A place that both changed alike is no conflict. A block that
    they moved lands only where it cannot come to stand twice or nowhere. Pure; costs about a millisecond for bodies
    of a hundred blocks.
    """
    conflicts: list[Conflict] = []
    values: dict[str, Any] = {}
    for name in _FIELDS:
        was, mine, other = (getattr(one, name) for one in (base, ours, theirs))
        if mine in (was, other):
            values[name] = other
        else:
            values[name] = mine
            if other != was:
                conflicts.append(Conflict(name, was, mine, other))
    body, torn = _merged_blocks(base.body, ours.body, theirs.body)
    return Merged(msgspec.structs.replace(ours, body=body, **values), (*conflicts, *torn))


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


def _merged_blocks(base: Blocks, ours: Blocks, theirs: Blocks) -> tuple[Blocks, list[Conflict]]:
    """Take theirs at each place where ours has changed nothing and nothing they moved is in dispute."""
    places = list(_places(base, ours, theirs))
    disputed = _disputed(places, ours)
    merged: list[Block] = []
    conflicts: list[Conflict] = []
    kept = {key for place in places for key in _keys(place.ours) - _keys(place.base)} - _keys(theirs)
    for place, dispute in zip(places, disputed, strict=True):
        merged += place.ours if dispute else _taken(place)
        if dispute:
            conflicts.append(Conflict("body", *place))
        elif place.leaving & kept:
            # Both took it away from here, they for good, ours to another place.
            moved = tuple(block for block in place.base if _key(block) in kept)
            conflicts.append(Conflict("body", moved, moved, ()))
    return tuple(merged), conflicts


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
