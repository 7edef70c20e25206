"""EXIF, read without belief: the few tags that a newspaper uses, from a structure that may point anywhere.

Positions, serial numbers, thumbnails and the notes of makers are not read at all.
"""

import struct
from dataclasses import dataclass, field
from typing import Final

from articles.imaging.words import tidy

_MOST_ENTRIES: Final = 512  # of one directory; cameras write about fifty
_MOST_BYTES: Final = 20_000  # of one text
_TEXT, _BYTE, _SHORT, _UNDEFINED = 2, 1, 3, 7
_ORIENTATION, _DETAILS = 0x0112, 0x8769
_TEXTS: Final = {
    0x010E: "caption",
    0x013B: "creator",
    0x8298: "copyright",
    0x0132: "changed_at",
    0x9003: "taken_at",
    0x9011: "taken_offset",
    0x9C9B: "title_xp",
    0x9C9C: "comment_xp",
    0x9C9D: "creator_xp",
    0x9C9E: "keywords_xp",
}
_UTF16: Final = frozenset({0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E})


@dataclass(slots=True)
class Exif:
    """What was found: how the picture stands (1 to 8), and texts by name; what is missing is not there."""

    orientation: int = 1
    texts: dict[str, str] = field(default_factory=dict)


def read_exif(content: bytes) -> Exif:
    """Return what the TIFF structure `content` says; a broken one says what could be read of it.

    Only two directories are read, each once, so that pointers in circles lead nowhere.
    """
    found = Exif()
    order = {b"II": "<", b"MM": ">"}.get(content[:2])
    if order is None or len(content) < 8:
        return found
    first = struct.unpack_from(f"{order}I", content, 4)[0]
    details = _directory(content, order, first, found)
    if details and details != first:
        _directory(content, order, details, found)
    return found


def _directory(content: bytes, order: str, at: int, found: Exif) -> int:
    """Read one directory into `found` and return where that of the details lies, 0 for nowhere."""
    if at + 2 > len(content):
        return 0
    details = 0
    for number in range(min(struct.unpack_from(f"{order}H", content, at)[0], _MOST_ENTRIES)):
        entry = at + 2 + 12 * number
        if entry + 12 > len(content):
            break
        tag, kind, count = struct.unpack_from(f"{order}HHI", content, entry)
        if tag == _ORIENTATION and kind == _SHORT:
            value = struct.unpack_from(f"{order}H", content, entry + 8)[0]
            found.orientation = value if 1 <= value <= 8 else 1
        elif tag == _DETAILS:
            details = struct.unpack_from(f"{order}I", content, entry + 8)[0]
        elif tag in _TEXTS and kind in {_TEXT, _BYTE, _UNDEFINED}:
            start = entry + 8 if count <= 4 else struct.unpack_from(f"{order}I", content, entry + 8)[0]
            text = _decoded(content[start : start + min(count, _MOST_BYTES)], wide=tag in _UTF16)
            if text:
                found.texts.setdefault(_TEXTS[tag], text)
    return details


def _decoded(raw: bytes, *, wide: bool) -> str:
    if wide:
        return tidy(raw.decode("utf-16-le", errors="replace"))
    raw = raw.split(b"\0\0")[0].rstrip(b"\0 ")  # photographer and editor stand in one copyright, parted by a zero
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    return tidy(text.replace("\0", " "))
