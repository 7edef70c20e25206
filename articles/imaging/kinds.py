"""What a file is by its first bytes, whatever its name says: a picture that is taken, or something that has a name."""

import re
from typing import Final

ENDINGS: Final[dict[str, str]] = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "AVIF": ".avif", "GIF": ".gif"}
"""The formats that are taken, by the names Pillow has for them, with the ending that is right."""

ALSO_RIGHT: Final[dict[str, frozenset[str]]] = {
    "JPEG": frozenset({".jpg", ".jpeg", ".jpe", ".jfif"}),
    **{kind: frozenset({ending}) for kind, ending in ENDINGS.items() if kind != "JPEG"},
}

# In this order: what is more particular comes first.
_BEGINNINGS: Final[tuple[tuple[bytes, str], ...]] = (
    (rb"\xff\xd8\xff", "JPEG"),
    (rb"\x89PNG\r\n\x1a\n", "PNG"),
    (rb"GIF8[79]a", "GIF"),
    (rb"RIFF....WEBP", "WEBP"),
    (rb"II\*\0....CR|II\x1a\0\0\0HEAPCCDR|FUJIFILMCCD-RAW|II[UR][\0O]", "RAW"),
    (rb"II\*\0|MM\0\*|II\+\0|MM\0\+", "TIFF"),
    (rb"%PDF-", "PDF"),
    (rb"8BPS", "Photoshop"),
    (rb"%!PS|\xc5\xd0\xd3\xc6", "EPS"),
    (rb"BM.{12}[\x0c(@lx8|]\0\0\0", "BMP"),
    (rb"\0\0[\x01\x02]\0[^\0]", "ICO"),
    (rb"icns", "ICNS"),
    (rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51", "JPEG 2000"),
    (rb"\xff\x0a|\0\0\0\x0cJXL ", "JPEG XL"),
    (rb"PK[\x03\x05]\x04?", "ZIP"),
    (rb"\x1a\x45\xdf\xa3", "WebM"),
    (rb"RIFF....AVI ", "AVI"),
    (rb"\0\0\x01\xba", "MPEG"),
    (rb"ID3", "MP3"),
    (rb"RIFF....WAVE", "WAV"),
)
_BEGINS: Final = tuple((re.compile(pattern, re.DOTALL), kind) for pattern, kind in _BEGINNINGS)
# Each part is taken whole or not at all ((?>...)): going back over remarks without number would take for ever.
_WORDS: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?>(?>"
    rb"<\?xml[^>]*+>|<!--.*?-->|<!DOCTYPE\s++(?P<doctype>\w++)[^\[>]*+(?>\[.*?\])?\s*+>)\s*+)*+"
    rb"<(?:\w++:)?(?P<element>\w++)",
    re.DOTALL | re.IGNORECASE,
)
_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})


def kind_of(data: bytes) -> str:
    """Return what `data` begins like: "JPEG", "PNG", "WEBP", "AVIF", "GIF", another kind's name, or "" for unknown."""
    for pattern, kind in _BEGINS:
        if pattern.match(data):
            return kind
    if data[4:8] == b"ftyp":
        return _kind_of_boxes(data)
    words = _WORDS.match(data[:4096])
    if words:
        element = words["element"].lower()
        return {b"svg": "SVG", b"html": "HTML", b"script": "HTML", b"body": "HTML", b"head": "HTML"}.get(
            element, "HTML" if (words["doctype"] or b"").lower() == b"html" else ""
        )
    return ""


def _kind_of_boxes(data: bytes) -> str:
    """Return which of the formats made of boxes this is: its main brand, and those it is compatible with."""
    length = min(int.from_bytes(data[:4], "big"), 256)
    brands = [data[8:12], *(data[at : at + 4] for at in range(16, length - 3, 4))]
    if brands[0] in {b"avif", b"avis"} or (brands[0] in {b"mif1", b"msf1"} and b"avif" in brands):
        return "AVIF"
    if brands[0] == b"crx ":
        return "RAW"
    return "HEIC" if _HEIC_BRANDS.intersection(brands) else "MP4"
