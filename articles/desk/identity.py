"""Which picture, gallery and link of a new text is which row: UUIDs for the blocks that stand for rows.

An import can run twice and can be killed in between, so the UUIDs are worked out from the text's reference
instead of drawn by chance. A changed text keeps the UUIDs of what it had: first where the content is the same,
then where it is most alike, so that a corrected caption stays with its file and another picture does not get it.
"""

import itertools
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher

import msgspec

from articles.document import Block, Document, GalleryBlock, Picture, PictureBlock, Related

_NAMESPACE = uuid.UUID("6f1d4a0e-93b7-5c61-8a7e-5d2c7b0f3e11")  # ours, drawn once


# Two captions with their credits that have less than this in common belong to two pictures, not to one corrected.
_ALIKE = 0.5


class _Names:
    """Gives out the UUIDs of one kind of thing within one text.

    Args:
        prefix: what makes UUIDs worked out here differ from those of another text or kind.
        previous: the UUIDs of the last import by the content of their things.
        wanted: the contents of this import with how often each occurs.
        alike: how much a changed content must have in common with the one whose UUID it gets.
    """

    def __init__(self, prefix: str, previous: dict[str, list[str]], wanted: dict[str, int], *, alike: float) -> None:
        self.prefix = prefix
        self.same = {key: uuids[: wanted.get(key, 0)] for key, uuids in previous.items()}
        left = [(key, one) for key, uuids in previous.items() for one in uuids[wanted.get(key, 0) :]]
        new = [key for key, count in wanted.items() for _ in range(count - len(previous.get(key, ())))]
        self.corrected = _corrected(new, left, alike)
        self.taken = {one for uuids in previous.values() for one in uuids}

    def give(self, key: str) -> str:
        for known in (self.same, self.corrected):
            if known.get(key):
                return known[key].pop(0)
        # Worked out from the content, so that nothing new gets the row of something that the text had once.
        for number in itertools.count(1):
            one = str(uuid.uuid5(_NAMESPACE, f"{self.prefix}\n{number}\n{key}"))
            if one not in self.taken:
                break
        self.taken.add(one)
        return one


def _corrected(new: list[str], left: list[tuple[str, str]], alike: float) -> dict[str, list[str]]:
    """Return the UUIDs in `left` that go on with the contents in `new`: the most alike first, then in order."""
    likeness = {
        (at, before): _likeness(old, key) for at, key in enumerate(new) for before, (old, _uuid) in enumerate(left)
    }
    pairs = sorted((pair for pair in likeness if likeness[pair] >= alike), key=lambda pair: (-likeness[pair], pair))
    found: dict[int, str] = {}
    gone: set[int] = set()
    for at, before in pairs:
        if at not in found and before not in gone:
            found[at] = left[before][1]
            gone.add(before)
    corrected: dict[str, list[str]] = defaultdict(list)
    for at in sorted(found):
        corrected[new[at]].append(found[at])
    return corrected


def _likeness(old: str, new: str) -> float:
    """Return how much two texts have in common, 0 to 1; 0 for what is certainly too little, which costs less."""
    matcher = SequenceMatcher(a=old[:500], b=new[:500], autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0


def identify(document: Document, *, reference: str, previous: Document | None = None) -> Document:
    """Return `document` with a UUID on every block that stands for a row.

    Args:
        document: what a source read; its blocks carry no UUID.
        reference: the text's import reference; equal references and texts give equal UUIDs.
        previous: the identified document of the last import, if there was one.
    """
    before = _keys(previous) if previous else {}
    wanted = _keys(document)
    names = {
        kind: _Names(
            f"{reference}\n{kind}",
            before.get(kind, {}),
            {key: len(uuids) for key, uuids in wanted.get(kind, {}).items()},
            # A picture's row has a file: better no file for a while than the wrong one.
            alike=_ALIKE if kind == "picture" else 0.0,
        )
        for kind in ("picture", "gallery", "related")
    }

    def picture(one: Picture) -> Picture:
        return msgspec.structs.replace(one, uuid=names["picture"].give(_key(one)))

    def block(one: Block) -> Block:
        match one:
            case GalleryBlock():
                return msgspec.structs.replace(one, uuid=names["gallery"].give(_key(one)))
            case Related():
                return msgspec.structs.replace(one, uuid=names["related"].give(_key(one)))
            case _:
                return one

    document = with_pictures(document, picture)
    return msgspec.structs.replace(document, body=tuple(map(block, document.body)))


def _things(document: Document) -> Iterator[tuple[str, Picture | GalleryBlock | Related]]:
    if document.lead_picture:
        yield "picture", document.lead_picture
    for block in document.body:
        match block:
            case PictureBlock():
                yield "picture", block
            case Related():
                yield "related", block
            case GalleryBlock():
                yield "gallery", block
                for picture in block.pictures:
                    yield "picture", picture


def _key(thing: Picture | GalleryBlock | Related) -> str:
    match thing:
        case GalleryBlock(title=title):
            return title
        case Related(label=label, title=title):
            return f"{label}\n{title}"
        case _:
            return f"{thing.caption}\n{thing.credit}"


def _keys(document: Document) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for kind, thing in _things(document):
        found[kind][_key(thing)].append(thing.uuid)
    return found


def with_pictures(document: Document, change: Callable[[Picture], Picture]) -> Document:
    """Return `document` with `change` applied to each of its pictures."""

    def block(one: Block) -> Block:
        match one:
            case PictureBlock():
                return PictureBlock(**msgspec.structs.asdict(change(one)))
            case GalleryBlock(pictures=pictures):
                return msgspec.structs.replace(one, pictures=tuple(map(change, pictures)))
            case _:
                return one

    lead = document.lead_picture
    return msgspec.structs.replace(
        document, lead_picture=change(lead) if lead else None, body=tuple(map(block, document.body))
    )


def pictures_of(document: Document) -> tuple[Picture, ...]:
    """Return every picture in `document` in order: the lead picture, those in the text, those in galleries."""
    return tuple(thing for kind, thing in _things(document) if isinstance(thing, Picture))
