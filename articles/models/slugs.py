"""Words of an address, and the key by which two headlines are the same."""

import re
import unicodedata

# What decomposing does not turn into plain letters, and what German spells out.
_SPELT_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS"}
    | {"æ": "ae", "ø": "oe", "å": "aa", "œ": "oe", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "Œ": "Oe"}
    | {"ı": "i", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"}
)
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_PUNCTUATION = re.compile(r"[\W_]+")


def slug_of(text: str, *, limit: int = 80) -> str:
    """Return `text` as lower-case ASCII words joined by hyphens, at most `limit` characters, cut between words.

    Umlauts are spelt out (Häfen -> haefen). A text without a single Latin letter or digit gives "".
    """
    # Composed first: some systems write ä as a and two dots.
    spelt_out = unicodedata.normalize("NFC", text).translate(_SPELT_OUT)
    plain = unicodedata.normalize("NFKD", spelt_out).encode("ascii", "ignore").decode()
    slug = _NOT_A_WORD.sub("-", plain.lower()).strip("-")
    if len(slug) <= limit:
        return slug
    return slug[: limit + 1].rpartition("-")[0] or slug[:limit]


def headline_key(text: str) -> str:
    """Return what is left of a headline when case, punctuation and blanks do not count, at most 200 characters.

    "Rakka: Wer floh?" and "rakka wer floh" have one key. Used to find the piece that a printed title means.
    """
    return _PUNCTUATION.sub(" ", unicodedata.normalize("NFC", text).casefold()).strip()[:200]
