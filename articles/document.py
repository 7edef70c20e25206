"""The one form every text passes through: a frozen value and its JSON.

A `Document` says everything about a piece that an editor can write and nothing about rows. Sources make
documents, the desk copies rows to and from them, versions and releases store them as JSON. What is absent is
``None`` (one value) or an empty tuple (many); strings that are present are never blank.

Nothing here touches a database, a file or the clock.
"""

import datetime
from typing import Any

import msgspec

# Blocks that stand for a row (picture, gallery, related link) carry the row's UUID once there is a row. A
# source leaves it empty.


class Picture(msgspec.Struct, frozen=True, omit_defaults=True):
    """A picture as it is used once.

    Args:
        caption: the caption without the credit, plain text.
        credit: the credit line as printed, without its marker ("Asmaa Waguih/dpa").
        creator: who made the picture, where the credit tells ("Asmaa Waguih").
        agencies: agency codes in the order printed (("dpa",)).
        alt: the alternative text, written for those who cannot see it; never filled from a caption or credit.
        uuid: the picture's row, "" as long as there is none.
    """

    caption: str
    credit: str
    creator: str
    agencies: tuple[str, ...]
    alt: str = ""
    uuid: str = ""


class Paragraph(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="type", tag="paragraph"):
    """Running text; `html` stands beside the plain `text` only where there is inline mark-up."""

    text: str
    html: str = ""


class Subhead(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="type", tag="subhead"):
    """A heading inside the text; `level` is 2, or 3 for a heading below another."""

    text: str
    html: str = ""
    level: int = 2


class ListBlock(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="type", tag="list"):
    """A list of plain items; `html` holds the items with mark-up, all of them, where any has some."""

    items: tuple[str, ...]
    ordered: bool = False
    html: tuple[str, ...] = ()


class Quote(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="type", tag="quote"):
    """A quotation set apart, and who said it. Paragraphs of one quotation are separated by a line feed."""

    text: str
    attribution: str = ""
    html: str = ""


class FactBox(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="type", tag="facts"):
    """A box of facts beside the text: plain paragraphs and lists below a title, "" where it has none."""

    title: str
    blocks: tuple[Paragraph | ListBlock, ...]


class Related(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="type", tag="related"):
    """A pointer to another piece: the label ("Lesen Sie auch") and the title, both as printed.

    A title of "" means the text announced a link and did not give one.
    """

    label: str
    title: str
    url: str = ""
    uuid: str = ""


class PictureBlock(Picture, frozen=True, omit_defaults=True, tag_field="type", tag="picture"):
    """A picture inside the text."""


class GalleryBlock(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="type", tag="gallery"):
    """A photo gallery inside the text, with the pictures as they are shown there."""

    title: str
    pictures: tuple[Picture, ...]
    kicker: str = ""
    uuid: str = ""


class Embed(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="type", tag="embed"):
    """Something that lives elsewhere ("youtube", "x", ...), shown only when a reader asks for it."""

    provider: str
    url: str = ""
    text: str = ""


Block = Paragraph | Subhead | ListBlock | Quote | FactBox | Related | PictureBlock | GalleryBlock | Embed


WRITING = "writing"  # one object: JSON leaves a default out only where it is the very same


class BylineAuthor(msgspec.Struct, frozen=True, omit_defaults=True):
    """An author in the byline: by initials, by name, or by both once the desk knows them.

    `role` is "writing" unless the text says otherwise ("editing", "photo").
    """

    initials: str = ""
    name: str = ""
    role: str = WRITING


class Byline(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who wrote it: the authors in order, then the agencies by code.

    `printed` keeps a line that says more than its parts ("Von news.de-Redakteur Max Muster").
    """

    authors: tuple[BylineAuthor, ...]
    agencies: tuple[str, ...]
    printed: str = ""


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A whole piece. All times are aware datetimes."""

    kicker: str | None = None
    headline: str | None = None
    teaser: str | None = None
    published_at: datetime.datetime | None = None
    updated_at: datetime.datetime | None = None
    section: str | None = None
    language: str = "de"
    lead_picture: Picture | None = None
    byline: Byline = Byline(authors=(), agencies=())
    body: tuple[Block, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """Return kicker and headline as one line, "Kicker: Headline", the way pages print them."""
        return ": ".join(part for part in (self.kicker, self.headline) if part)


_decoder = msgspec.json.Decoder(Document)


def to_json(document: Document) -> bytes:
    """Return `document` as UTF-8 JSON, the same bytes for equal documents."""
    return msgspec.json.encode(document)


def from_json(data: bytes | str) -> Document:
    """Return the document that `to_json` wrote.

    Raises:
        msgspec.ValidationError: `data` is JSON of another shape; the message names the place.
        msgspec.DecodeError: `data` is not JSON.
    """
    return _decoder.decode(data)


def to_builtins(document: Document) -> dict[str, Any]:
    """Return `document` as dicts, lists and strings, ready for a JSON column."""
    return msgspec.json.decode(to_json(document))  # type: ignore[no-any-return]


def from_builtins(data: dict[str, Any]) -> Document:
    """Return the document that `to_builtins` made; raises msgspec.ValidationError on another shape."""
    return msgspec.convert(data, Document)
