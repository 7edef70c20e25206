"""IPTC-IIM: the records that agencies have put into pictures since 1991, in whatever encoding was the fashion."""

import re
from typing import Final

from articles.imaging.words import tidy

FIELDS: Final[dict[int, str]] = {
    5: "title",
    15: "category",
    25: "keywords",
    40: "instructions",
    55: "date_created",
    60: "time_created",
    80: "creator",
    85: "creator_title",
    90: "city",
    92: "sublocation",
    95: "state",
    100: "country_code",
    101: "country",
    103: "transmission_reference",
    105: "headline",
    110: "credit",
    115: "source",
    116: "copyright",
    118: "contact",
    120: "caption",
    122: "caption_writer",
}
REPEATED: Final = frozenset({"keywords", "creator", "contact"})
_MOST_RECORDS: Final = 2_000
_MOST_VALUES: Final = 200
_UTF8: Final = b"\x1b%G"
# A Macintosh's ü, ß, ä, Ä, Ö and Ü, where in CP1252 no sign would stand: in the middle of a word, or at its beginning.
_MAC: Final = re.compile(rb"[A-Za-z](?:\x9f|\xa7|\x8a[a-z])|(?<![A-Za-z])[\x80\x85\x86][a-z]")
_WINDOWS: Final = re.compile(rb"[A-Za-z][\xe4\xf6\xfc\xdf]|[\xc4\xd6\xdc][a-z]|[\xe0-\xef][a-z]")


def read_iim(block: bytes) -> dict[str, list[str]]:
    """Return the values of the application record by name, each a list; what is not known or broken is passed over."""
    raw, declared = _records(block)
    encoding = _encoding(b"\n".join(content for _, content in raw), declared)
    found: dict[str, list[str]] = {}
    for name, content in raw:
        text = tidy(content.decode(encoding, errors="replace"))
        values = found.setdefault(name, [])
        if text and len(values) < (_MOST_VALUES if name in REPEATED else 1):
            values.append(text)
    return {name: values for name, values in found.items() if values}


def _records(block: bytes) -> tuple[list[tuple[str, bytes]], bytes]:
    """Return the known records with their names, and what the envelope says of their encoding."""
    found, declared, at = [], b"", 0
    for _ in range(_MOST_RECORDS):
        if at + 5 > len(block) or block[at] != 0x1C:
            break
        record, dataset = block[at + 1], block[at + 2]
        length, at = int.from_bytes(block[at + 3 : at + 5], "big"), at + 5
        if length & 0x8000:  # a long one: what stands here is the length of its length
            digits = length & 0x7FFF
            if digits > 4:
                break
            length, at = int.from_bytes(block[at : at + digits], "big"), at + digits
        content, at = block[at : at + length], at + length
        if record == 1 and dataset == 90:
            declared = content
        elif record == 2 and dataset in FIELDS:
            found.append((FIELDS[dataset], content))
    return found, declared


def _encoding(sample: bytes, declared: bytes) -> str:
    """Return the encoding of the texts: one for all, since one program has written them."""
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError:
        if declared == _UTF8:  # it says so and it is not so; what is broken in it shows as such
            return "utf-8"
    else:
        return "utf-8"  # right for ASCII as well, and no other text is UTF-8 by chance
    return "mac-roman" if _MAC.search(sample) and not _WINDOWS.search(sample) else "cp1252"
