"""What a picture says about itself: read from the seed texts, written into the JPEG as IPTC and XMP, and read back."""

from __future__ import annotations

import re
import struct
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

RIGHTS = "CC0 1.0 Universal: keine Rechte vorbehalten"
RIGHTS_URL = "https://creativecommons.org/publicdomain/zero/1.0/"

GALLERY_LINE = re.compile(r"zurück Weiter (?P<caption>.+) \(Foto\) Foto: (?P<credit>.+) Kamera")
PICTURE_LINE = re.compile(r"(?P<caption>.+) Bild: (?P<credit>.+)")
INLINE_LINE = re.compile(r"(?P<caption>.+) \(Foto: (?P<credit>.+)\)")

SOI, APP0, APP13, START_OF_SCAN = b"\xff\xd8", 0xE0, 0xED, 0xDA
PHOTOSHOP = b"Photoshop 3.0\x00"
XMP_NAME = b"http://ns.adobe.com/xap/1.0/\x00"
UTF8 = b"\x1b%G"

# Records of IPTC-IIM by number, and the longest text the standard allows in each.
OBJECT_NAME, BYLINE, CREDIT, COPYRIGHT, CAPTION = 5, 80, 110, 116, 120
LIMITS = {OBJECT_NAME: 64, BYLINE: 32, CREDIT: 32, COPYRIGHT: 128, CAPTION: 2000}


class SeedError(Exception):
    """A sentence about what does not fit together."""


@dataclass(frozen=True)
class Picture:
    """One picture of the edition: where it belongs, how it is drawn, what it says."""

    reference: str
    position: int
    file: str
    scene: str
    alt: str
    caption: str
    credit: str

    @property
    def creator(self) -> str:
        """Name of the person in a printed credit."""
        if "|" in self.credit:
            return self.credit.rpartition("|")[2].strip()
        return self.credit.partition("/")[0].strip()


def printed_pictures(text: str) -> list[tuple[str, str]]:
    """Captions and credits of a seed text in the order they are printed."""
    found: list[tuple[str, str]] = []
    for line in text.splitlines():
        for form in (GALLERY_LINE, PICTURE_LINE, INLINE_LINE):
            match = form.fullmatch(line.strip())
            if match:
                found.append((match["caption"], match["credit"]))
                break
    return found


def read_table(folder: Path) -> list[Picture]:
    """Join the table of pictures with the texts; complain when one has what the other lacks."""
    table = tomllib.loads((folder / "pictures.toml").read_text(encoding="utf-8"))["picture"]
    printed = {path.stem: printed_pictures(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt"))}
    pictures = []
    for row in table:
        try:
            caption, credit = printed[row["reference"]][row["position"]]
        except (KeyError, IndexError):
            raise SeedError(f"{row['file']}: the text prints no such picture.") from None
        pictures.append(Picture(**row, caption=caption, credit=credit))
    drawn = {(picture.reference, picture.position) for picture in pictures}
    for reference, captions in printed.items():
        for position, (caption, _) in enumerate(captions):
            if (reference, position) not in drawn:
                raise SeedError(f"{reference}: no picture for “{caption}” in pictures.toml.")
    return pictures


def iptc_records(picture: Picture) -> dict[int, str]:
    """Texts of the IPTC block by record number."""
    return {
        OBJECT_NAME: Path(picture.file).stem,
        BYLINE: picture.creator,
        CREDIT: picture.credit,
        COPYRIGHT: RIGHTS,
        CAPTION: picture.caption,
    }


def iptc_segment(picture: Picture) -> bytes:
    """Build the APP13 segment: Photoshop 3.0, one resource 0x0404, the texts in UTF-8."""

    def record(group: int, number: int, value: bytes) -> bytes:
        return struct.pack(">BBBH", 0x1C, group, number, len(value)) + value

    data = record(1, 90, UTF8) + record(2, 0, b"\x00\x04")
    for number, text in iptc_records(picture).items():
        value = text.encode()
        if len(value) > LIMITS[number]:
            raise SeedError(f"{picture.file}: “{text}” is too long for IPTC 2:{number:02d}.")
        data += record(2, number, value)
    padding = b"\x00" * (len(data) % 2)
    body = PHOTOSHOP + b"8BIM" + struct.pack(">HHI", 0x0404, 0, len(data)) + data + padding
    return struct.pack(">BBH", 0xFF, APP13, len(body) + 2) + body


def xmp_packet(picture: Picture) -> bytes:
    """Build the XMP packet."""

    def language(value: str) -> str:
        item = escape(value)
        return f'<rdf:Alt><rdf:li xml:lang="x-default">{item}</rdf:li><rdf:li xml:lang="de">{item}</rdf:li></rdf:Alt>'

    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
    xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
    xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">
   <dc:title>{language(Path(picture.file).stem)}</dc:title>
   <dc:description>{language(picture.caption)}</dc:description>
   <dc:creator><rdf:Seq><rdf:li>{escape(picture.creator)}</rdf:li></rdf:Seq></dc:creator>
   <dc:rights>{language(RIGHTS)}</dc:rights>
   <photoshop:Credit>{escape(picture.credit)}</photoshop:Credit>
   <xmpRights:WebStatement>{RIGHTS_URL}</xmpRights:WebStatement>
   <Iptc4xmpCore:AltTextAccessibility>{language(picture.alt)}</Iptc4xmpCore:AltTextAccessibility>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>""".encode()


def segments(jpeg: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Walk the segments before the picture data: marker, place, content."""
    place = 2
    while place + 4 <= len(jpeg) and jpeg[place] == 0xFF and jpeg[place + 1] != START_OF_SCAN:
        (length,) = struct.unpack_from(">H", jpeg, place + 2)
        yield jpeg[place + 1], place, jpeg[place + 4 : place + 2 + length]
        place += 2 + length


def insert_segment(jpeg: bytes, segment: bytes) -> bytes:
    """Put a segment behind the JFIF header."""
    place = 2
    for marker, start, content in segments(jpeg):
        if marker == APP0:
            place = start + 4 + len(content)
    return jpeg[:place] + segment + jpeg[place:]


def read_iptc(jpeg: bytes) -> dict[int, str]:
    """Texts of group 2 of an IPTC block, by number."""
    found: dict[int, str] = {}
    for marker, _, content in segments(jpeg):
        if marker != APP13 or not content.startswith(PHOTOSHOP):
            continue
        place = len(PHOTOSHOP) + 8
        (size,) = struct.unpack_from(">I", content, place)
        data = content[place + 4 : place + 4 + size]
        at = 0
        while at + 5 <= len(data) and data[at] == 0x1C:
            group, number, length = struct.unpack_from(">BBH", data, at + 1)
            if group == 2 and number:
                found[number] = data[at + 5 : at + 5 + length].decode()
            at += 5 + length
    return found


def read_xmp(jpeg: bytes) -> bytes:
    """Find the XMP packet of a JPEG; empty when there is none."""
    for _, _, content in segments(jpeg):
        if content.startswith(XMP_NAME):
            return content[len(XMP_NAME) :]
    return b""


def faults(folder: Path, pictures: list[Picture], largest: int, all_together: int) -> list[str]:
    """Say in sentences where picture files and texts do not match."""
    found: list[str] = []
    total = 0
    captions: dict[str, str] = {}
    for picture in pictures:
        path = folder / picture.file
        if picture.caption in captions:
            found.append(f"{picture.file}: has the same caption as {captions[picture.caption]}.")
        captions[picture.caption] = picture.file
        if not path.is_file():
            found.append(f"{picture.file}: the file is missing.")
            continue
        jpeg = path.read_bytes()
        total += len(jpeg)
        if len(jpeg) > largest:
            found.append(f"{picture.file}: {len(jpeg)} bytes are more than {largest}.")
        stored = read_iptc(jpeg)
        for number, text in iptc_records(picture).items():
            if stored.get(number) != text:
                found.append(f"{picture.file}: IPTC 2:{number:02d} is “{stored.get(number, '')}”, not “{text}”.")
        if read_xmp(jpeg) != xmp_packet(picture):
            found.append(f"{picture.file}: XMP does not match text and table.")
        if picture.alt == picture.caption:
            found.append(f"{picture.file}: the alternative text only repeats the caption.")
    known = {picture.file for picture in pictures}
    found += [f"{path.name}: no text prints it." for path in sorted(folder.glob("*.jpg")) if path.name not in known]
    if total > all_together:
        found.append(f"All pictures together have {total} bytes, more than {all_together}.")
    return found
