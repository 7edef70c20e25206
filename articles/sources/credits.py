"""Captions and credit lines: what the picture shows, what is printed about its origin, and who that is."""

import re

import msgspec

from articles.document import Picture, PictureBlock
from articles.sources.vocabulary import (
    AGENCIES,
    CREDIT_MARKERS,
    CREDIT_NOTES,
    HOUSE_ENDINGS,
    NAME_PARTICLES,
    PICTURE_AGENCIES,
    TELLING_MARKERS,
)


class Credit(msgspec.Struct, frozen=True):
    """A credit as printed, and whom it names: the maker of the picture ("" if none) and the agencies."""

    printed: str
    creator: str
    agencies: tuple[str, ...]


class CaptionLine(msgspec.Struct, frozen=True):
    """A line under a picture: its caption ("" for a bare credit), its credit, and the marks left out, in order.

    `certain` is false where only the shape of a name speaks for a credit ("Neues Foto: Erika Beispiel").
    """

    caption: str
    credit: Credit
    dropped: tuple[str, ...]
    certain: bool = True

    def picture(self) -> Picture:
        """Return the line as a picture outside the text, such as the lead picture."""
        return Picture(self.caption, self.credit.printed, self.credit.creator, self.credit.agencies)

    def block(self) -> PictureBlock:
        """Return the line as a picture inside the text."""
        return PictureBlock(self.caption, self.credit.printed, self.credit.creator, self.credit.agencies)


NO_CREDIT = Credit("", "", ())

_LONGEST_CAPTION = 900
_LONGEST_CREDIT = 160

_MARKER = re.compile(
    rf"(?<![\w\-])({TELLING_MARKERS}|{CREDIT_MARKERS})(?:\s?©)?\s?:\s?(?:©\s?)?|(?<![\w\-])(?:({CREDIT_MARKERS})\s)?(?:©|\(c\))\s?",
    re.IGNORECASE,
)
# Cheap look before the regexes: a caption line holds one of these, or ends in an agency behind a slash.
_HINT = re.compile(r"[:©/|]|\(c\)|\((?:foto|bild)\)|\bvia\b|getty|fotolia|stock|imago", re.IGNORECASE)
_TAG = re.compile(r"\s*\((Foto|Bild)\)(?:\s*(Suche|Kamera))?(?:\s*(Kamera))?$", re.IGNORECASE)
_NOISE = re.compile(r"\s*(\bKamera|\bSuche|\+\+\+ ?[\w\- ]{0,30}\+\+\+|\((?:Foto|Bild)\))$", re.IGNORECASE)
_BARE_PARENTHESIS = re.compile(rf"(?:{CREDIT_MARKERS})\s", re.IGNORECASE)
_NEW_SENTENCE = re.compile(r"[a-zäöüß]{4,}[.!?]\s+[A-ZÄÖÜ\"„]")
_PROSE_END = re.compile(r"[\w\"“”»)][.!?…]+[\"“”»]?$")
_SEPARATOR = re.compile(r"\s*[/|,;]\s*|\s+[-–—]\s+|\s+via\s+|\s+und\s+", re.IGNORECASE)
_SLASH = re.compile(r"\s*[/|]\s*")
_NOTE = re.compile(r"\(([^()]*)\)")
_HOST = re.compile(rf"(?:[\w\-]+\.)+(?:{HOUSE_ENDINGS})", re.IGNORECASE)
_KNOWN = re.compile(
    r"(?<!\w)(?:" + "|".join(re.escape(name) for name in sorted(AGENCIES, key=len, reverse=True)) + r")(?!\w)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?:bild|foto|video|text|fotos|bilder|grafik|quelle)\s?:\s?", re.IGNORECASE)
_SENTENCE_INSIDE = re.compile(r"[a-zäöüß]{2,}[.!?]\s")
_VIDEO_TAIL = re.compile(r"(?<=[.!?…\"“”»)])\s+(Video\s?:\s?([^:]{2,60}))$")
_SENTENCE_TAIL = re.compile(r"[.!?]+[\"“”»«)]*\s+(?=\S)")
_CLOSED = (".", "!", "?", "…", '"', "“", "”", "»", "«", ")")


def read_credit(printed: str) -> Credit:
    """Return whom the credit line `printed` names; it is given without its marker ("Asmaa Waguih/dpa").

    Agencies are told by the vocabulary and spelled as printed; what is left, save notes such as "HANDOUT" or
    "(Symbolbild)", is the creator. Never fails; costs a few lookups for each part.
    """
    creators: list[str] = []
    agencies: list[str] = []
    for part in _SEPARATOR.split(_NOTE.sub(" ", printed)):
        name = _LABEL.sub("", " ".join(part.split())).strip(" .©")
        if not name or name.casefold() in CREDIT_NOTES:
            continue
        if name.casefold() in AGENCIES:
            if name.casefold() not in map(str.casefold, agencies):
                agencies.append(name)
        elif name not in creators and any(letter.isalpha() for letter in name) and name != "…":
            creators.append(name)
    return Credit(printed, ", ".join(creators), tuple(agencies))


def split_caption(line: str) -> CaptionLine | None:
    """Return caption and credit of a line under a picture, or None where the line shows no credit.

    Takes one line with single blanks. Knows "X. Bild: A/dpa", "X. (Foto: A/dpa)", "X. (Foto) Suche",
    "X. (Foto) Foto: A / dpa Kamera", "© AFP | HANDOUT", "X. A / AP" and a credit alone. "(l)", "(r.)" and
    "(v.l.)" are no credits. Costs a regex or two; lines past 900 characters are running text and answer None.
    """
    if len(line) > _LONGEST_CAPTION or not _HINT.search(line):
        return None
    return _parenthesised(line) or _marked(line) or _tagged(line) or _unmarked(line) or _filmed(line)


def _parenthesised(line: str) -> CaptionLine | None:
    """Read "X. (Foto: A/dpa)" and "X. (© dpa)"; the parenthesis is the end of the line."""
    body, noise = _strip_noise(line)
    stop = "." if body.endswith(").") else ""
    body = body.removesuffix(".") if stop else body
    if not body.endswith(")"):
        return None
    start = _opening(body)
    inner = body[start + 1 : -1].strip()
    marker = _MARKER.match(inner) or _BARE_PARENTHESIS.match(inner)
    if start < 0 or not marker:
        return None
    credit = inner[marker.end() :].strip()
    if not _reads_as_credit(credit, lenient=":" in marker.group() or "©" in marker.group()):
        return None
    caption, before = _caption(body[:start])
    telling = marker.group(1) if marker.re is _MARKER else None
    if telling and re.fullmatch(TELLING_MARKERS, telling, re.IGNORECASE):
        return CaptionLine(f"{caption} ({telling})".strip(), read_credit(credit), (*before, ":", *noise))
    dropped = (*before, f"({inner[: marker.end()].strip()}", f"){stop}", *noise)
    return CaptionLine(caption, read_credit(credit), dropped)


def _marked(line: str) -> CaptionLine | None:
    """Read "X. Bild: A/dpa" and "© A": the last marker whose tail reads as a credit, with those chained to it."""
    marks = list(_MARKER.finditer(line, max(0, len(line) - 2 * _LONGEST_CREDIT)))
    if not marks:
        return None
    mark = marks[-1]
    credit, noise = _strip_noise(line[mark.end() :].strip())
    if _opening_left(credit) or not credit:
        return None
    caption, before = _caption(line[: mark.start()])
    lenient = not caption and "©" in mark.group() or caption.endswith(_CLOSED)
    if not _reads_as_credit(credit, lenient=lenient):
        return None
    shown = mark.group().strip()
    certain = lenient or _names_agency(credit) or not mark.group(1)
    video = re.search(r"(?:^|[\s(])(Video\s?:\s?[^:]{2,60}?)[,;/|]?$", line[: mark.start()].rstrip(), re.IGNORECASE)
    chained = marks[-2] if len(marks) > 1 and _chains(line[marks[-2].end() : mark.start()]) else None
    if video or chained:
        start = video.start(1) if video else chained.start() if chained else 0
        whole, noise = _strip_noise(line[start:].strip())
        caption, before = _caption(line[:start])
        return CaptionLine(caption, read_credit(whole), (*before, *noise), certain)
    marker = mark.group(1)
    if marker and re.fullmatch(TELLING_MARKERS, marker, re.IGNORECASE):
        # "Symbolfoto:" tells readers something about the picture, so it stays with the caption.
        caption = f"{caption} ({marker})".strip()
        shown = ":"
    credit, stop = _strip_stop(credit)
    return CaptionLine(caption, read_credit(credit), (*before, shown, *stop, *noise), certain)


def _tagged(line: str) -> CaptionLine | None:
    """Read "X. (Foto) Suche": a caption that came without its credit."""
    if match := _TAG.search(line, max(0, len(line) - 40)):
        caption = line[: match.start()].strip()
        if caption:
            return CaptionLine(caption, NO_CREDIT, tuple(match.group().split()))
    return None


def _unmarked(line: str) -> CaptionLine | None:
    """Read a credit without a marker: "Erika Muster / AP" alone or behind a caption, "Getty Images/EyeEm"."""
    if len(line) <= 100 and _names_only(line):
        return CaptionLine("", read_credit(line), ())
    start = 0
    for stop in _SENTENCE_TAIL.finditer(line, max(0, len(line) - 110)):
        start = stop.end()
        if _names_only(line[start:]) and ("/" in line[start:] or "|" in line[start:]):
            return CaptionLine(line[:start].strip(), read_credit(line[start:]), ())
    return None


def _filmed(line: str) -> CaptionLine | None:
    """Read "X. Video: reuters": the credit keeps the word, for it tells that there was a film."""
    match = _VIDEO_TAIL.search(line, max(0, len(line) - 80))
    if match and _names_agency(match.group(2)):
        return CaptionLine(line[: match.start()], read_credit(match.group(1)), ())
    return None


def _names_only(text: str) -> bool:
    """Return whether `text` is agencies and names behind slashes and nothing else; initials make it a byline."""
    parts = [part.strip(" .") for part in _SLASH.split(_NOTE.sub(" ", text).strip())]
    if _SENTENCE_INSIDE.search(text):
        return False
    if not any(part.casefold() in AGENCIES for part in parts):
        return False
    if len(parts) == 1:
        return parts[0].casefold() in PICTURE_AGENCIES
    return all(part.casefold() in AGENCIES or part.casefold() in CREDIT_NOTES or _reads_as_name(part) for part in parts)


def _reads_as_name(text: str) -> bool:
    """Return whether `text` could be a person's or an office's name: capitals, initials and particles."""
    words = text.split()
    if not 1 <= len(words) <= 7 or not any(word[0].isupper() and len(word) > 1 for word in words):
        return False
    return all(
        word.lstrip("\"'„@(")[:1].isupper()
        or word[0].isdigit()
        or word.casefold().strip(".") in NAME_PARTICLES
        or word in ("&", "+", "-", "–")
        for word in words
    )


def _names_agency(text: str) -> bool:
    return _KNOWN.search(text) is not None or _HOST.search(text) is not None


def _reads_as_credit(text: str, *, lenient: bool) -> bool:
    """Return whether `text` could be a credit. `lenient` after a marker that follows a finished caption."""
    if not text or len(text) > _LONGEST_CREDIT or _NEW_SENTENCE.search(text):
        return False
    words = text.count(" ") + 1
    bare = " ".join(_NOTE.sub(" ", text).split()).rstrip(".")
    if not bare:
        return lenient
    if _names_agency(bare) or "/" in bare or "|" in bare:
        return words <= 16
    if bare.casefold() in CREDIT_NOTES:
        return True
    parts = [part for part in _SEPARATOR.split(bare) if part]
    if all(_reads_as_name(part) or part.casefold() in CREDIT_NOTES for part in parts):
        return words <= 10
    return lenient and words <= 7 and not _PROSE_END.search(text)


def _caption(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the caption before a credit without the "(Foto)" and dividing signs behind it, and those."""
    caption = text.strip()
    dropped: list[str] = []
    while caption:
        match = _NOISE.search(caption, max(0, len(caption) - 60)) if caption[-1] == ")" else None
        if match:
            dropped.insert(0, match.group(1))
            caption = caption[: match.start()].rstrip()
        elif caption[-1] in "|•·/–—-(":
            dropped.insert(0, caption[-1])
            caption = caption[:-1].rstrip()
        else:
            break
    return caption, tuple(dropped)


def _strip_noise(text: str) -> tuple[str, tuple[str, ...]]:
    """Return `text` without "Kamera", "Suche", "(Foto)" and "+++ dpa-Bildfunk +++" at its end, and those."""
    dropped: list[str] = []
    while match := _NOISE.search(text, max(0, len(text) - 60)):
        dropped.insert(0, match.group(1))
        text = text[: match.start()].rstrip()
    return text, tuple(dropped)


def _strip_stop(credit: str) -> tuple[str, tuple[str, ...]]:
    if credit.endswith(".") and not credit.endswith((" u.a.", "..")) and len(credit) > 3:
        return credit[:-1].rstrip(), (".",)
    return credit, ()


def _opening(text: str) -> int:
    """Return where the parenthesis opens that closes the text, -1 if it never does."""
    depth = 0
    for index in range(len(text) - 1, max(-1, len(text) - 2 * _LONGEST_CREDIT), -1):
        depth += (text[index] == ")") - (text[index] == "(")
        if depth == 0:
            return index
    return -1


def _opening_left(text: str) -> bool:
    """Return whether more parentheses close than open: the marker stood inside a parenthesis."""
    return text.count(")") > text.count("(")


def _chains(between: str) -> bool:
    """Return whether the words between two markers are a credit of their own ("Video: reuters, Bild: dpa")."""
    credit = between.strip().rstrip(",;/|").strip()
    return 0 < len(credit) <= 60 and _reads_as_credit(credit, lenient=False)
