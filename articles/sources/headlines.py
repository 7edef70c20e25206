"""Headlines: which line reads as one, and where the kicker ends."""

import re

from articles.sources.lines import ends_sentence, inner_stops, opens_with_dateline, sentences

_LONGEST = 240
_SHORT_SENTENCE = 40
_KICKER_LENGTH = 60
_KICKER_WORDS = 8
_COLON = re.compile(r":(?=\s)")
_PAIRS = (("„", '“”"'), ("«", "»"), ("(", ")"))


def split_line(line: str) -> tuple[str | None, str]:
    """Return (kicker, headline) of a headline line; the kicker is None where the line has none.

    Splits at the first colon with a blank behind it, if what stands before reads as a kicker: at most 60
    characters and 8 words, no end of a sentence, no quotation left open. Runs of blanks are collapsed, and
    ``": ".join`` of the two gives the collapsed line back.
    """
    text = " ".join(line.split())
    match = _COLON.search(text)
    if not match:
        return None, text
    kicker, headline = text[: match.start()], text[match.end() + 1 :]
    if not _reads_as_kicker(kicker) or not headline:
        return None, text
    return kicker, headline


def reads_as_headline(line: str, following: str | None) -> bool:
    """Return whether the first line of text reads as a headline and not as a teaser or a paragraph.

    `following` is the next line of text, None at the end. A line of several sentences that ends like one is
    running text; a single short sentence with a full stop counts when longer text follows it.
    """
    if not line or len(line) > _LONGEST or opens_with_dateline(line) and ends_sentence(line) and line[-1] != "?":
        return False
    stops = inner_stops(line)
    if not ends_sentence(line):
        return stops == 0 or (stops == 1 and len(line) <= 120)
    if line[-1] in "?!…" or line.rstrip("\"“”„«»'’").endswith(("?", "!", "…", "...")):
        return stops == 0 and (len(line) <= 160 or ": " in line)
    quoted = line[0] in '"„“«»'
    longest = 110 if quoted and line[-1] in '"”“«»' else _SHORT_SENTENCE
    return stops == 0 and len(line) <= longest and following is not None and len(following) > len(line)


def _reads_as_kicker(text: str) -> bool:
    if not text or text[-1].isspace() or len(text) > _KICKER_LENGTH or text.count(" ") >= _KICKER_WORDS:
        return False
    if ends_sentence(text) or sentences(text) > 1 or not any(letter.isalnum() for letter in text):
        return False
    if text.count('"') % 2:
        return False
    return all(text.count(opening) <= sum(text.count(sign) for sign in closing) for opening, closing in _PAIRS)
