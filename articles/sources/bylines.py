"""Lines and line ends that say who wrote: initials, names, agencies, and the stubs of what an extractor lost."""

import re

import msgspec

from articles.document import Byline, BylineAuthor
from articles.sources.dates import DateLine, split_date
from articles.sources.vocabulary import DPA_SERVICES, HOUSE_ENDINGS, NAME_PARTICLES, TEXT_AGENCIES


class BylineLine(msgspec.Struct, frozen=True):
    """What a byline says. `date` stands where the line ends in one; `dropped` are the pieces left out."""

    authors: tuple[BylineAuthor, ...]
    agencies: tuple[str, ...]
    printed: str = ""
    date: DateLine | None = None
    dropped: tuple[str, ...] = ()


_LONGEST = 160
_ROLE = (
    r"(?:(?:(?:unserer?[mnrs]?|der|dem|den|die)\s+)?(?:[\w.\-]+-)?"
    r"(?:chefredakteur|redakteur|redaktionsleiter|volont(?:ä|ae)r|mitarbeiter|korrespondent|autor|reporter|"
    r"praktikant|redaktionsmitglied|ressortleiter|journalist|hospitant|chefreporter)(?:innen|in|en|s|e)?\b[,:]?)"
)
_OPENER = re.compile(
    r"(?P<by>(?:erstellt|verfasst|geschrieben|veröffentlicht|ein artikel|ein beitrag|ein text)\s+von|von|"
    r"(?:autor|autorin|autoren|text|redaktion)\s?:|written by|by|protokoll\s?:)(?:\s+|(?<=:)|$)"
    rf"(?P<role>{_ROLE})?\s*",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"(?:quellen?|source|mit material von|mit material der)\s?:?\s+", re.IGNORECASE)
_DPA_NUMBER = re.compile(
    r"(?:©\s?)?(?:(?P<name>dpa(?:-[a-z]+)?),\s?)?dpa(?:-[a-z]+)?:\d{6}[\d\-]*(?:/\d+)?$", re.IGNORECASE
)
_AGENCY_RIGHT = re.compile(r"(?:©|\(c\)|copyright)\s?(?P<name>[\w\- ]{2,20}?)(?:\s\d{4})?$", re.IGNORECASE)
_STUB_TAIL = re.compile(r"[\s\-–—|,•·]*(?:um\s+)?(?:uhr)?[\s\-–—|,•·]*$", re.IGNORECASE)
_TOKENS = re.compile(r"\s*[/,|+]\s*|\s+und\s+|\s+&\s+|\s+mit\s+")
_INITIALS = re.compile(r"[a-zäöüß]{2,5}$")
_CAPITALS = re.compile(r"[A-ZÄÖÜ][A-Za-zäöüß]{1,4}$")
_HOUSE = re.compile(rf"(?:[\w\-]+\.)+(?:{HOUSE_ENDINGS})$", re.IGNORECASE)
_NAME_SEPARATOR = re.compile(r"\s*[,/;]\s*|\s+und\s+|\s+sowie\s+|\s+&\s+|\s+and\s+|\s+\(|\)\s*|\s+mit\s+")
# Words in small letters that are no initials.
_NO_INITIALS = frozenset("und oder bis von mit ja nein wie was wer der die das ein eine http https www html".split())
_GLUED = re.compile(r"[.!?…][\"“”„«»'’]*\s*(\((?P<inner>[\w./, \-]{2,40})\))$")
_SLASHED = re.compile(r"[.!?…][\"“”„«»'’]*\s*(?P<marks>/?[\w.\-äöüß]{2,20}(?:/[\w.\-äöüß ]{2,20}){0,5})$")


def read_byline(line: str) -> BylineLine | None:
    """Return what a line says that is nothing but a byline, or None.

    Takes one line with single blanks. A stub ("Von news.de-Redakteurin - Uhr") comes back with neither author
    nor agency and all of it dropped. Costs a regex or two; lines past 160 characters answer None.
    """
    if len(line) > _LONGEST:
        return None
    return _agency_line(line) or _opened(line) or _sourced(line) or _marks_line(line)


def split_marks(text: str) -> tuple[str, str, BylineLine] | None:
    """Return (text, mark, byline) of a text that ends in initials or agencies, or None.

    "…über.“(phy)", "… worden. dpa", "…zur Redaktion. /fka/news.de": only behind the end of a sentence. Looks at
    the last 60 characters.
    """
    start = max(0, len(text) - 60)
    if text.endswith(")"):
        match, group = _GLUED.search(text, start), "inner"
    else:
        match, group = _SLASHED.search(text, start), "marks"
    if not match:
        return None
    inner = match.group(group)
    byline = _marks(inner, alone=group == "inner")
    if byline is None or (group == "marks" and not byline.agencies):
        return None
    begin = match.start(1) if group == "inner" else match.start("marks")
    return text[:begin].rstrip(), text[begin:], byline


def join_bylines(lines: list[BylineLine]) -> Byline:
    """Return all the bylines of a page as one: each author and agency once, in the order printed."""
    authors: list[BylineAuthor] = []
    agencies: list[str] = []
    printed: list[str] = []
    for line in lines:
        authors += [author for author in line.authors if author not in authors]
        agencies += [agency for agency in line.agencies if agency not in agencies]
        if line.printed and line.printed not in printed:
            printed.append(line.printed)
    return Byline(tuple(authors), tuple(agencies), "\n".join(printed))


def is_single_initials(line: str) -> bool:
    """Return whether the line is one word that could be initials ("abc"); only its place can tell."""
    return len(line) <= 4 and _INITIALS.match(line) is not None and line not in _NO_INITIALS


def initials_alone(line: str) -> BylineLine:
    """Return the byline of a line for which `is_single_initials` holds."""
    return BylineLine((BylineAuthor(initials=line),), ())


def byline_of(line: str) -> BylineLine:
    """Return the byline of a line of which somebody says that it is one: whom it names, else the line as printed."""
    if byline := read_byline(line) or (initials_alone(line) if is_single_initials(line) else None):
        return byline
    if _reads_as_person(line, certain=False):
        return BylineLine((BylineAuthor(name=line),), ())
    return BylineLine((), (), printed=line)


def _agency_line(line: str) -> BylineLine | None:
    """Read "© dpa-infocom, dpa:230428-99-483045/5" and "© dpa"."""
    if match := _DPA_NUMBER.match(line):
        return BylineLine((), ("dpa",), printed=line)
    if match := _AGENCY_RIGHT.match(line):
        if (agency := match["name"]).casefold() in TEXT_AGENCIES:
            return BylineLine((), ("dpa" if agency == "dpa-infocom" else agency,), printed=line)
    return None


def _opened(line: str) -> BylineLine | None:
    """Read "Von Erika Muster, dpa", "Von news.de-Redakteur Max Muster - 2.1.2018, 8.25 Uhr" and their stubs."""
    match = _OPENER.match(line)
    if not match:
        return None
    rest = line[match.end() :]
    if not rest.strip(" -–—|,•·") or (stub := _STUB_TAIL.match(rest)) and stub.end() == len(rest):
        bare = match["by"].casefold() in ("von", "by") and not match["role"] and not rest
        return None if bare or match["by"].endswith(":") else BylineLine((), (), dropped=(line,))
    named, date = split_date(rest)
    named = named if date else _STUB_TAIL.sub("", rest, count=1) if rest.casefold().endswith("uhr") else rest
    people = _people(named, certain=match["role"] is not None or ":" in match["by"] or date is not None)
    if people is None:
        # "Von news.de-Redakteurin - 02.01.2018, 08.25 Uhr": the name is gone, the date is not.
        return BylineLine((), (), printed=line, date=date) if date and not named else None
    authors, agencies = people
    told = match["role"] is not None or date is not None
    return BylineLine(
        authors,
        agencies,
        printed=line if told else "",
        date=date,
        dropped=() if told else (match["by"],),
    )


def _people(text: str, *, certain: bool) -> tuple[tuple[BylineAuthor, ...], tuple[str, ...]] | None:
    """Return the authors and agencies a list of names gives, None where a part is neither."""
    authors: list[BylineAuthor] = []
    agencies: list[str] = []
    for part in _NAME_SEPARATOR.split(text.strip(" .,()")):
        name = part.strip(" .()") if not part.endswith((" Jr.", " Sr.")) else part
        if not name:
            continue
        if agency := _agency(name):
            agencies.append(agency)
        elif _reads_as_person(name, certain=certain):
            authors.append(BylineAuthor(name=name))
        elif authors and _INITIALS.match(name):
            authors.append(BylineAuthor(initials=name))
        else:
            return None
    return (tuple(authors), tuple(agencies)) if authors or agencies else None


def _reads_as_person(name: str, *, certain: bool) -> bool:
    words = name.split()
    if not (1 if certain else 2) <= len(words) <= 5:
        return False
    return (
        words[0][0].isupper()
        and all(
            word[0].isupper() and not word.endswith((":", "!", "?")) and not word.isdigit() or word in NAME_PARTICLES
            for word in words
        )
        and not any(letter.isdigit() for letter in name)
    )


def _sourced(line: str) -> BylineLine | None:
    """Read "Quelle: ntv.de, ino/dpa": initials, text agencies and houses only, else it is a picture's source."""
    match = _SOURCE.match(line)
    if not match:
        return None
    byline = _marks(line[match.end() :], alone=True)
    if byline is None:
        return None
    return BylineLine(byline.authors, byline.agencies, byline.printed, dropped=(match.group().strip(),))


def _marks_line(line: str) -> BylineLine | None:
    """Read "jat/koj/news.de", "(dr/spot)", "SDA/sep", "/fka/news.de", "dpa"."""
    if len(line) > 60:
        return None
    wrapped = line[0] in "(/[" or line[-1] in ")]"
    return _marks(line, alone=wrapped)


def _marks(text: str, *, alone: bool) -> BylineLine | None:
    """Return the byline that tokens behind slashes make; `alone`: one set of initials without agency will do."""
    tokens = _TOKENS.split(text.strip(" ()[]/.,"))
    found = {token: _agency(token) for token in tokens}
    some = any(found.values())
    authors: list[BylineAuthor] = []
    agencies: list[str] = []
    told = False
    for token in tokens:
        if token in DPA_SERVICES and some:
            told = True
        elif agency := found[token]:
            agencies.append(agency)
        elif _INITIALS.match(token) and token not in _NO_INITIALS:
            authors.append(BylineAuthor(initials=token))
        elif some and _CAPITALS.match(token) and "/" in text:
            authors.append(BylineAuthor(initials=token))
        else:
            return None
    if not (agencies or alone or (len(authors) > 1 and "/" in text)):
        return None
    return BylineLine(tuple(authors), tuple(agencies), printed=text if told else "")


def _agency(token: str) -> str | None:
    """Return the code of an agency or the name of a house ("news.de"), None for anything else."""
    if token.casefold() in TEXT_AGENCIES:
        return token
    return token if _HOUSE.match(token) and " " not in token else None
