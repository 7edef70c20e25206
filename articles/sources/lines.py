"""Physical lines of a text, and how a line of German reads: where sentences end, what is running text."""

import re

import msgspec

from articles.sources.decoding import clean
from articles.sources.vocabulary import ABBREVIATIONS


class Line(msgspec.Struct, frozen=True):
    """A non-blank line: its number counted from 1, its cleaned text, and whether a blank line stands before it.

    `text` is "" for a line of nothing but control or invisible characters.
    """

    number: int
    text: str
    after_blank: bool


# A mark that no reader sees; a line of nothing else says nothing.
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad"
_BREAKS = re.compile(r"\r\n|\n|\r")
_SENTENCE_END = re.compile(r"[.!?…]+[\"“”„«»'’‘)\]]*$")
_INNER_STOP = re.compile(r"\b(\w+)[\"“”«»'’)]*\.[\"“”«»'’)]*\s+(?=[\"„“«»(]?[A-ZÄÖÜ0-9])")
_INNER_END = re.compile(r"[!?][\"“”«»'’)]*\s+(?=[\"„“«»(]?[A-ZÄÖÜ])")
_LAST_WORD = re.compile(r"(\w+)\.[\"“”„«»'’‘)\]]*$")
_ROMAN = re.compile(r"[IVXLC]+$")
_DATELINE = re.compile(
    r"(?:[A-ZÄÖÜ][\w.'’\-]+(?:[ /,][A-ZÄÖÜa-zäöü][\w.'’\-]*){0,4}\s?\((?:[\w.\-]{2,12})(?:[/,] ?[\w.\-]{2,14})*\)\s?[-–—.:]"
    r"|[A-ZÄÖÜ][\w'’\-]+(?:[ /][A-ZÄÖÜ][\w'’\-]+){0,2}\s[-–—]\s(?=[A-ZÄÖÜ\"„«])"
    r"|[A-ZÄÖÜ][\w'’\-]+(?:[ /][A-ZÄÖÜ][\w'’\-]+){0,2}\.\s(?=[A-ZÄÖÜ\"„«]))"
)


def split_lines(text: str) -> list[Line]:
    """Return the non-blank lines of `text`, numbered; breaks are CR LF, LF and CR."""
    lines = []
    after_blank = True
    for number, raw in enumerate(_BREAKS.split(text), start=1):
        if not raw.strip():
            after_blank = True
            continue
        cleaned = clean(raw)
        lines.append(Line(number, cleaned if cleaned.strip(_INVISIBLE + " ") else "", after_blank))
        after_blank = False
    return lines


def ends_sentence(text: str) -> bool:
    """Return whether the line ends like a sentence; "Benedikt XVI.", "Andrej H." and "u.a." do not."""
    tail = text[-80:]
    match = _SENTENCE_END.search(tail)
    if not match:
        return False
    if match.group()[0] != ".":
        return True
    word = _LAST_WORD.search(tail)
    return word is None or word.group(1).isdigit() or not _shortened(word.group(1))


def inner_stops(text: str, limit: int = 600) -> int:
    """Return how many sentences end with a full stop before the last one, looking at `limit` characters."""
    return sum(not _shortened(match.group(1)) for match in _INNER_STOP.finditer(text[:limit]))


def sentences(text: str, limit: int = 600) -> int:
    """Return about how many sentences begin in the first `limit` characters of the line."""
    return 1 + inner_stops(text, limit) + len(_INNER_END.findall(text[:limit]))


def opens_with_dateline(text: str) -> bool:
    """Return whether the line opens with a place and perhaps an agency, as a first paragraph does."""
    return _DATELINE.match(text[:120]) is not None


def is_prose(text: str) -> bool:
    """Return whether the line is running text rather than a heading or a label."""
    if len(text) > 160:
        return True
    return ends_sentence(text) and (text[-1] not in "?!" or inner_stops(text) > 0 or len(text) > 110)


def is_short(text: str) -> bool:
    """Return whether the line could be a heading: short, without a full stop, not opening in small letters."""
    if len(text) > 120 or text.count(" ") > 16 or not text:
        return False
    first = text.lstrip("\"„“«»'‚…+ ")[:1]
    if not (first.isupper() or first.isdigit()) or text[-1] in ",;" or text[0] in ":|'":
        return False
    if text.endswith(("...", "…")):
        return True
    return not is_prose(text) and inner_stops(text) == 0


def _shortened(word: str) -> bool:
    """Return whether a full stop behind `word` belongs to it: ordinals, initials, abbreviations, XVI."""
    return (
        len(word) == 1
        or (len(word) == 2 and word[0].isupper())
        or (len(word) <= 3 and word.isdigit())
        or word.casefold() in ABBREVIATIONS
        or _ROMAN.fullmatch(word) is not None
    )
