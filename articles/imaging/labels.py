"""The label that every rendition carries: whose picture it is and what it shows, and nothing else.

XMP in all three formats; a JPEG, which older programs read, says it in IPTC-IIM and EXIF too.
"""

import re
import struct
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from articles.imaging.words import tidy

_MOST: Final = 2_000  # letters of one field: a segment of a JPEG holds 65,533 bytes
_NAMESPACES: Final = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
}
_ADDRESS: Final = re.compile(r"https?://[^\s\x00-\x20<>\"]+\Z")


class Label(NamedTuple):
    """Whose a picture is, and what it shows; "" says nothing."""

    creator: str = ""
    credit: str = ""
    copyright: str = ""
    alt_text: str = ""
    caption: str = ""
    license_url: str = ""
    usage_terms: str = ""


def xmp_packet(label: Label) -> bytes:
    """Return `label` as an XMP packet in UTF-8, b"" when it says nothing. Words that would break XML are mended."""
    words = _tidied(label)
    address = words.license_url if _ADDRESS.match(words.license_url) else ""
    elements = [
        _listed("dc:creator", "Seq", words.creator),
        _plain("photoshop:Credit", words.credit),
        _translated("dc:rights", words.copyright),
        _translated("Iptc4xmpCore:AltTextAccessibility", words.alt_text),
        _translated("dc:description", words.caption),
        _plain("xmpRights:WebStatement", address),
        _translated("xmpRights:UsageTerms", words.usage_terms),
    ]
    content = "".join(elements)
    if not content:
        return b""
    spaces = "".join(f' xmlns:{name}="{url}"' for name, url in _NAMESPACES.items() if f"<{name}:" in content)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about=""{spaces}>{content}</rdf:Description></rdf:RDF></x:xmpmeta>'
        '<?xpacket end="r"?>'
    ).encode()


def exif_block(label: Label) -> bytes:
    """Return artist and copyright as EXIF, with the six letters before it that a JPEG wants; b"" without either."""
    words = _tidied(label)
    entries = [
        (tag, text.encode() + b"\0") for tag, text in ((0x013B, words.creator), (0x8298, words.copyright)) if text
    ]
    if not entries:
        return b""
    directory, contents = struct.pack(">H", len(entries)), b""
    start = 8 + 2 + 12 * len(entries) + 4
    for tag, content in entries:
        place = content.ljust(4, b"\0") if len(content) <= 4 else struct.pack(">I", start + len(contents))
        directory += struct.pack(">HHI", tag, 2, len(content)) + place
        if len(content) > 4:
            contents += content + b"\0" * (len(content) % 2)
    return b"Exif\0\0MM\0*\0\0\0\x08" + directory + b"\0\0\0\0" + contents


def iptc_segment(label: Label) -> bytes:
    """Return the segment of a JPEG (APP13) that says creator, credit, copyright and caption in IPTC-IIM, in UTF-8.

    IIM has a length for each of them (32 for a name), which programs of today do not keep, and neither do we: a name
    cut off in the middle is worse. b"" when there is nothing to say.
    """
    words = _tidied(label)
    fields = ((80, words.creator), (110, words.credit), (116, words.copyright), (120, words.caption))
    records = b"".join(_record(2, number, text.encode()) for number, text in fields if text)
    if not records:
        return b""
    records = _record(1, 90, b"\x1b%G") + _record(2, 0, b"\0\4") + records
    resource = b"8BIM" + struct.pack(">H", 0x0404) + b"\0\0" + struct.pack(">I", len(records)) + records
    content = b"Photoshop 3.0\0" + resource + b"\0" * (len(records) % 2)
    return struct.pack(">BBH", 0xFF, 0xED, len(content) + 2) + content


def _record(number: int, dataset: int, content: bytes) -> bytes:
    return struct.pack(">BBBH", 0x1C, number, dataset, len(content)) + content


def _tidied(label: Label) -> Label:
    return Label(*(tidy(text, _MOST) for text in label))


def _plain(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>" if text else ""


def _listed(name: str, kind: str, text: str) -> str:
    return f"<{name}><rdf:{kind}><rdf:li>{escape(text)}</rdf:li></rdf:{kind}></{name}>" if text else ""


def _translated(name: str, text: str) -> str:
    if not text:
        return ""
    return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt></{name}>'
