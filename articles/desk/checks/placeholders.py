"""What writers leave in a text to be filled in later: TK, XXX, ???, TODO, Lorem ipsum, [Name einfügen]."""

import re
from typing import Final

# Where none of these stands there is nothing to find: most paragraphs are done with this.
_SIGNS: Final = (
    "[", "???", "xxx", "tk", "todo", "fixme", "lorem", "blindtext", "platzhalter", "placeholder", "überschrift",
    "headline", "bildunterschrift",
)  # fmt: skip
_TOKEN: Final = re.compile(r"\S+")

_FILLED_IN: Final = (
    "name|vorname|nachname|datum|ort|uhrzeit|zahl|zitat|alter|titel|funktion|quelle|foto|bild|link|text|überschrift"
    "|teaser|bildunterschrift|date|place|time|number|quote|age|title|source|photo|picture|headline|caption"
)
_ANYWHERE: Final = re.compile(
    r"""
      (?<![\w-])(?:TKTK\w*|tktk\w*|TK[ ]TK)(?![\w-])
    | (?<![\w-])X{3}(?![\w-])(?!\.?[ ]Olymp)    # a film in XXX-Large and the Games of the XXX Olympiad are none
    | (?<![\w-])X{4,}(?![\w-])
    | (?<![\w-])xxx+(?![\w-])
    | (?<![\w?!])\?{3,}(?![\w?!])               # "Was???" is loud, "am ??? um" is open
    | (?<![\w-])(?:TODO|FIXME)(?![\w-])
    """,
    re.VERBOSE,
)
_WORDS: Final = re.compile(
    r"""
      \blorem[ ]ipsum\b | (?<![\w-])blindtext(?![\w-]) | \bplatzhaltertext\b | \bplaceholder[ ]text\b
    | \b(?:platzhalter|placeholder):
    | \A\W{0,3}(?:platzhalter|placeholder)[ ](?:für|for)\b  # further on it is somebody's part in politics
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LOUD: Final = re.compile(r"(?<![\w-])(?:PLATZHALTER|PLACEHOLDER)(?![\w-])")
# The whole of a field or a paragraph.
_ALONE: Final = re.compile(r"\W*(?:platzhalter|placeholder|überschrift|headline|bildunterschrift)\W*", re.IGNORECASE)
_BRACKETS: Final = re.compile(r"\[([^\[\]]{1,60})\]")
_IN_BRACKETS: Final = re.compile(
    rf"""
      (?:{_FILLED_IN})
    | .*\b(?:einfügen|einsetzen|ergänzen|nachtragen|nachreichen)
    | (?:bitte[ ]|noch[ ])?(?:prüfen|klären|checken|check)
    | (?:{_FILLED_IN})[ ](?:folgt|fehlt|prüfen|klären|here|to[ ]come)
    | (?:insert|enter)\b.*
    | (?:(?:{_FILLED_IN})[ ])?(?:tk|tbd|tbc|todo|platzhalter|placeholder|xx+|\?\?+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NUMBERED: Final = ("Bowl ", "Olympiade ", "Olympiad ")  # Super Bowl XXX
# Printers' English for "to come". In German it is a health insurer, and what is deep-frozen; TK Maxx sells clothes.
_TK: Final = re.compile(r"(?<![\w-])TK(?![\w-])(?![ ]Maxx)")


def placeholder_in(text: str, *, language: str = "de") -> str:
    """Return the first thing in a plain `text` that looks like it was to be filled in, as it stands there; else "".

    Args:
        text: plain words of one paragraph.
        language: what they are written in; what is a word in one language is none in the other.

    Takes time in proportion to the text, whatever is in it.
    """
    lower = text.lower()
    if not any(sign in lower for sign in _SIGNS):
        return ""
    plain = _TOKEN.sub(_without_address, text)
    if _ALONE.fullmatch(plain):
        return text.strip()
    patterns = (_ANYWHERE, _WORDS, _LOUD) if language.lower().startswith("de") else (_ANYWHERE, _WORDS, _LOUD, _TK)
    found = [(match.start(), match[0]) for pattern in patterns if (match := _first(pattern, plain))]
    found += [
        (match.start(), match[0]) for match in _BRACKETS.finditer(plain) if _IN_BRACKETS.fullmatch(match[1].strip())
    ][:1]
    return min(found)[1].strip() if found else ""


def _without_address(token: re.Match[str]) -> str:
    """Blank out what is an address, a handle or a hashtag; the places of all else stay what they are."""
    word = token[0]
    named = "://" in word or "@" in word or "#" in word or word.lower().startswith("www.")
    return " " * len(word) if named else word


def _first(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the first match that is not the number of an event."""
    for match in pattern.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()]
        if not (match[0] == "XXX" and before.endswith(_NUMBERED)):
            return match
    return None
