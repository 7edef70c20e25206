"""Picture files for tests: with metadata in IPTC, XMP and EXIF, upright or not, whole or broken."""

import io
import random
import struct
import zlib
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
_NUMBERS = {"title": 5, "creator": 80, "credit": 110, "source": 115, "copyright": 116, "caption": 120}


def segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def iptc(encoding: str = "utf-8", **values: str) -> bytes:
    """Return the APP13 segment of a JPEG with IPTC records, which say so where they are in UTF-8."""
    records = b"\x1c\x01\x5a\x00\x03\x1b%G" if encoding == "utf-8" else b""
    records += b"".join(
        struct.pack(">BBBH", 0x1C, 2, _NUMBERS[name], len(value.encode(encoding))) + value.encode(encoding)
        for name, value in values.items()
    )
    resource = b"8BIM" + struct.pack(">H", 0x0404) + b"\0\0" + struct.pack(">I", len(records)) + records
    return segment(0xED, b"Photoshop 3.0\0" + resource + b"\0" * (len(records) % 2))


def xmp(alt: str) -> bytes:
    """Return the APP1 segment of a JPEG with an alternative text in XMP."""
    packet = f"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">
        <Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">{alt}</rdf:li></rdf:Alt>
        </Iptc4xmpCore:AltTextAccessibility>
      </rdf:Description></rdf:RDF></x:xmpmeta>"""
    return segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet.encode())


def photograph(
    *,
    seed: int = 1,
    size: tuple[int, int] = (120, 80),
    alt: str = "",
    quality: int = 90,
    exif: bytes = b"",
    **said: str,
) -> bytes:
    """Return a JPEG that shows something of its own for each `seed`, and says `said` in IPTC and `alt` in XMP."""
    spots = random.Random(seed)
    small = Image.new("RGB", (6, 4))
    small.putdata([tuple(spots.randrange(256) for _colour in range(3)) for _pixel in range(24)])
    file = io.BytesIO()
    small.resize(size, Image.Resampling.BICUBIC).save(file, "JPEG", quality=quality, exif=exif)
    segments = (iptc(**said) if said else b"") + (xmp(alt) if alt else b"")
    return file.getvalue()[:2] + segments + file.getvalue()[2:]


def upload(content: bytes, name: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


def stored(media_root: Path) -> list[Path]:
    """Return every file in the folder of pictures."""
    return sorted(path for path in media_root.rglob("*") if path.is_file())


def png_bomb() -> bytes:
    """Return a PNG of 40000 by 40000 pixels in a few bytes."""
    header = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")
    )
