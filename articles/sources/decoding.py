"""Bytes become text: the encoding is found out, damage is counted and named, and what is no text is refused."""

import codecs
import re

import charset_normalizer
import msgspec

from articles.sources import UnreadableSource

EMPTY = "The file is empty or holds blanks only; save the text of the page into it and import it again."
BINARY = "The file is {what}, not plain text; save the page's text as a UTF-8 text file and import that."

WARN_LOST = "{count} damaged character(s) could not be read and stand as \ufffd in the text; please check them."
WARN_ENCODING = "The text is not UTF-8 and was read as {encoding}; please check umlauts and quotation marks."
WARN_DOUBLE = "Some letters look encoded twice (Ã¼ for ü); please check them."
WARN_CONTROL = "{count} control character(s) were removed."

REPLACEMENT = "\ufffd"


class Decoded(msgspec.Struct, frozen=True):
    """The text of the input, the encoding it was in and what an editor should know about the reading."""

    text: str
    encoding: str
    warnings: tuple[str, ...]


# The longer mark first: UTF-32-LE begins like UTF-16-LE.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_MAGIC = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"BM\x00", "a BMP picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"ID3\x03", "a sound recording"),
    (b"ID3\x04", "a sound recording"),
    (b"OggS\x00", "a sound recording"),
)

# Control characters that no text needs: neither white space nor allowed in XML, so no feed could carry them.
_CONTROL_BYTES = bytes((*range(0x09), *range(0x0E, 0x1C), 0x7F))
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f\ufffe\uffff]")
_DOUBLE = re.compile("Ã[¤¶¼Ÿ„–œ]|â€[žœš“™]")
_WESTERN = "äöüÄÖÜßéèêëáàâãåçñíìîïóòôõøúùûýæœÉÈÁÀÂÅÇÑÓØÆ„“”‚‘’«»‹›–—…€©®™°·•§²³½¼¾´`×÷¡¿ŠšŽž£¥\xa0\xad"
_SAMPLE = 64 * 1024


def decode(data: bytes) -> Decoded:
    """Return the text of `data`: UTF-8, UTF-16 and UTF-32 with and without a mark, else a legacy encoding.

    Damage is replaced by U+FFFD and counted in a warning, never a failure. Control characters stay in the text,
    so that lines can be counted; `clean` takes them out.

    Raises:
        UnreadableSource: there is no text in it, or it is a picture, an archive or another binary file.

    Costs one pass over plain UTF-8; only other encodings are guessed, on the first 64 kB.
    """
    if not data.strip():
        raise UnreadableSource(EMPTY)
    encoding, text = _unicode(data) or _eight_bit(data)
    warnings = []
    if encoding not in _UNICODE:
        warnings.append(WARN_ENCODING.format(encoding=encoding))
    controls = _refuse_binary(text)
    if lost := text.count(REPLACEMENT):
        warnings.append(WARN_LOST.format(count=lost))
    if controls:
        warnings.append(WARN_CONTROL.format(count=controls))
    if "Ã" in text or "â€" in text:
        if _DOUBLE.search(text):
            warnings.append(WARN_DOUBLE)
    return Decoded(text, encoding, tuple(warnings))


def clean(text: str) -> str:
    """Return `text` without control characters and with every run of white space as one blank, trimmed."""
    if not text.isprintable():
        text = _CONTROLS.sub("", text)
    return " ".join(text.split())


_UNICODE = frozenset(("utf-8", *(name for _, name in _MARKS)))


def _unicode(data: bytes) -> tuple[str, str] | None:
    """Return encoding and text if the bytes are some form of Unicode, perhaps damaged."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, _replace(data[len(mark) :], encoding)
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise UnreadableSource(BINARY.format(what=what))
    if b"\x00" in data and (wide := _wide(data)):
        return wide, _replace(data, wide)
    try:
        return "utf-8", data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _replace(data, "utf-8")
        bad = text.count(REPLACEMENT) - data.count(b"\xef\xbf\xbd")
        good = len(text) - len(text.encode("ascii", "ignore")) - bad
        cut = error.reason == "unexpected end of data"
        # Text in a legacy encoding has next to no valid multi-byte sequences; damaged UTF-8 has mostly those.
        return ("utf-8", text) if good > bad or cut else None


def _replace(data: bytes, encoding: str) -> str:
    """Decode with U+FFFD for what cannot be decoded; lone surrogates cannot be stored, so they count as damage."""
    return data.decode(encoding, "replace")


def _wide(data: bytes) -> str | None:
    """Return the UTF-16 or UTF-32 that bytes without a mark are in, judged by where their NULs stand."""
    sample = data[:4096]
    length = max(len(sample), 1)
    nuls = [sample[i::4].count(0) * 4 / length for i in range(4)]
    first, second, third, fourth = (share > 0.7 for share in nuls)
    if second and third and fourth and not first:
        return "utf-32-le"
    if first and second and third and not fourth:
        return "utf-32-be"
    if second and fourth and not first and not third:
        return "utf-16-le"
    if first and third and not second and not fourth:
        return "utf-16-be"
    return None


def _eight_bit(data: bytes) -> tuple[str, str]:
    """Return encoding and text of bytes that are no Unicode: Windows-1252 if that reads well, else a guess."""
    controls = len(data) - len(data.translate(None, _CONTROL_BYTES))
    if controls * 20 > len(data):
        raise UnreadableSource(BINARY.format(what="binary"))
    text = data.decode("cp1252", "replace")
    high = text.encode("ascii", "ignore")
    foreign = len(text) - len(high)
    western = sum(text.count(letter) for letter in _WESTERN)
    if western * 3 >= foreign * 2:
        return "windows-1252", text
    guess = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    if guess is None or guess.encoding in ("ascii", "utf_8"):
        return "windows-1252", text
    return guess.encoding.replace("_", "-"), data.decode(guess.encoding, "replace")


def _refuse_binary(text: str) -> int:
    """Return how many control characters there are; raises UnreadableSource for nothing else, or too many."""
    controls = 0 if text.isprintable() else len(_CONTROLS.findall(text))
    if controls * 10 > len(text):
        raise UnreadableSource(BINARY.format(what="binary"))
    if not text.strip(" \t\r\n\x0b\x0c\x85\xa0\u2028\u2029\u200b\u200c\u200d\u2060\ufeff"):
        raise UnreadableSource(EMPTY)
    return controls
