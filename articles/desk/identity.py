"""Which picture, gallery and link of a new text is which row: UUIDs for the blocks that stand for rows.

An import can run twice and can be killed in between, so the UUIDs are worked out from the text's reference
instead of drawn by chance. A changed text keeps the UUIDs of what it had: first where the content is the same,
then in order, so that a corrected caption stays with its file.
"""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator

import msgspec

from articles.document import Block, Document, GalleryBlock, Picture, PictureBlock, Related

_NAMESPACE = uuid.UUID("6f1d4a0e-93b7-5c61-8a7e-5d2c7b0f3e11")  # ours, drawn once


class _Names:
    """Gives out the UUIDs of one kind of thing within one text."""

    def __init__(self, reference: str, kind: str, previous: dict[str, list[str]], wanted: dict[str, int]) -> None:
        self.prefix = f"{reference}\n{kind}\n"
        self.same = {key: uuids[: wanted.get(key, 0)] for key, uuids in previous.items()}
        self.left = [one for key, uuids in previous.items() for one in uuids[wanted.get(key, 0) :]]
        self.taken = {one for uuids in previous.values() for one in uuids}
        self.count = 0

    def give(self, key: str) -> str:
        if self.same.get(key):
            return self.same[key].pop(0)
        if self.left:
            return self.left.pop(0)
        while True:
            self.count += 1
            one = str(uuid.uuid5(_NAMESPACE, f"{self.prefix}{self.count}"))
            if one not in self.taken:
                return one


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
            reference,
            kind,
            before.get(kind, {}),
            {key: len(uuids) for key, uuids in wanted.get(kind, {}).items()},
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
