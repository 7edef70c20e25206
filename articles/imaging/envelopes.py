"""What lies around the pixels of a file: its size as the header gives it, its metadata, and a body without them.

The files are foreign, so nothing here believes them: every walk has an end, every length is held against what is there,
and what Pillow gets to decode (`Envelope.body`) holds no metadata that it could stumble over. AVIF is left to libavif,
which has limits of its own.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

MAX_SEGMENTS: Final = 20_000
"""Segments, chunks or blocks of one file: 60 MB in the smallest pieces that programs write (8 kB) make 7,500."""
MAX_METADATA: Final = 1_000_000
"""Bytes of one sort of metadata. Larger ones are passed over; photographers' files have some ten thousand."""
MAX_PROFILE: Final = 4_000_000
"""Bytes of a colour profile; those of printing presses have about two million."""
MAX_SCANS: Final = 32
"""Passes of a progressive JPEG over its pixels: programs write about ten, a bomb thousands."""

_XMP: Final = b"http://ns.adobe.com/xap/1.0/\0"
_IRB: Final = b"Photoshop 3.0\0"
_RAW_PROFILE: Final = re.compile(rb"Raw profile type (exif|APP1|iptc|xmp)", re.IGNORECASE)


class Damaged(Exception):
    """The file is not built as its format wants it. `cut` says that it merely ends too early."""

    def __init__(self, why: str, *, cut: bool = False) -> None:
        """Keep `why` for the log and `cut` for the sentence."""
        super().__init__(why)
        self.cut = cut


class NotDecoded(Exception):
    """A variety of the format that browsers do not show either."""


class Overloaded(Exception):
    """The file is built of more pieces than any honest one."""


@dataclass(slots=True)
class Envelope:
    """What a file says before its pixels.

    Attributes:
        width, height: as the header gives them, not turned upright yet; 0 where only the decoder knows (AVIF).
        memory: bytes for each pixel that decoding and converting take at their height, at least; `whole_memory` is that
            of a JPEG that is not decoded at a half, and `held` what its coefficients take.
        body: the file without its metadata, which is decoded.
        turned: how an AVIF says that it stands, as EXIF counts.
        exif: a TIFF structure, as EXIF is. xmp: the packet. iptc: the records of IIM. icc: the colour profile.
    """

    width: int = 0
    height: int = 0
    memory: float = 0.0
    whole_memory: float = 0.0
    held: float = 0.0
    body: bytes = b""
    exif: bytes = b""
    xmp: bytes = b""
    iptc: bytes = b""
    icc: bytes = b""
    turned: int = 1
    _profile: dict[int, bytes] = field(default_factory=dict)


def unwrap(kind: str, data: bytes) -> Envelope:
    """Return the envelope of `data`, a file of that kind.

    Raises:
        Damaged: it is broken before its pixels. NotDecoded: a variety that nobody shows.
        Overloaded: more segments, chunks or passes than an honest file has.
    """
    try:
        envelope = _WALKS[kind](data)
    except (struct.error, IndexError) as error:
        raise Damaged(str(error), cut=True) from error
    for sort in ("exif", "xmp", "iptc"):
        if len(getattr(envelope, sort)) > MAX_METADATA:
            setattr(envelope, sort, b"")
    if len(envelope.icc) > MAX_PROFILE:
        envelope.icc = b""
    return envelope


# --- JPEG -------------------------------------------------------------------------------------------------------

_SHOWN_FRAMES: Final = frozenset({0xC0, 0xC1, 0xC2})
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def _jpeg(data: bytes) -> Envelope:
    envelope = Envelope()
    kept = [data[:2]]
    for marker, start, end in _segments(data):
        content = data[start + 4 : end]
        if marker == 0xDA:
            if not envelope.width:
                raise Damaged("pixels before their size")
            # What lies behind the picture (a film of a telephone's, a second picture, a script) is left behind.
            finish = data.find(b"\xff\xd9", start)
            kept.append(data[start:] if finish < 0 else data[start : finish + 2])
            break
        if marker in _FRAMES:
            _jpeg_frame(envelope, marker, content)
        if marker == 0xFE or 0xE0 <= marker <= 0xEF:
            _jpeg_metadata(envelope, marker, content)
            # Adobe's says how the colours are written, and JFIF's that they are written the usual way.
            if marker not in {0xE0, 0xEE}:
                continue
        kept.append(data[start:end])
    envelope.icc = b"".join(content for _, content in sorted(envelope._profile.items()))
    envelope.body = b"".join(kept)
    # Inside of the pixels 0xFF is followed by 0x00, so that these bytes are the beginning of a pass and nothing else.
    scans = envelope.body.count(b"\xff\xda")
    if scans > MAX_SCANS:
        raise Overloaded("scans")
    if scans > 1:
        # Coefficients of the whole picture are held until the last pass, so the pixels beside them may be decoded at
        # half their size or less, see decoding.
        envelope.whole_memory = envelope.memory + envelope.held
        envelope.memory = envelope.memory / 4 + envelope.held
    return envelope


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield marker, start and end of each segment up to the pixels, including theirs."""
    at = 2
    for _ in range(MAX_SEGMENTS):
        found = data.find(b"\xff", at)
        if found < 0:
            raise Damaged("it ends before its pixels", cut=True)
        at = found
        if data[at + 1] == 0xFF:
            at = _after_filling(data, at)
        marker = data[at + 1]
        if marker == 0xD9:
            raise Damaged("it has no pixels")
        if marker in {0x00, 0x01, *range(0xD0, 0xD9)}:
            at += 2
            continue
        length = struct.unpack_from(">H", data, at + 2)[0]
        if length < 2:
            raise Damaged("a segment without length")
        yield marker, at, at + 2 + length
        at += 2 + length
    raise Overloaded("segments")


def _after_filling(data: bytes, at: int) -> int:
    """Return where the last of a row of filling bytes (0xFF) lies."""
    rest = re.compile(rb"\xff+").match(data, at)
    return rest.end() - 1 if rest else at


def _jpeg_frame(envelope: Envelope, marker: int, content: bytes) -> None:
    precision, height, width, components = struct.unpack_from(">BHHB", content)
    if marker not in _SHOWN_FRAMES or precision != 8 or components not in {1, 3, 4}:
        raise NotDecoded("JPEG")
    if envelope.width:
        raise Damaged("two frames")
    if not width or not height:
        raise Damaged("no size")
    envelope.width, envelope.height = width, height
    factors = [(content[7 + 3 * n] >> 4, content[7 + 3 * n] & 15) for n in range(components)]
    widest, highest = max(h for h, _ in factors), max(v for _, v in factors)
    if not all(1 <= h <= 4 and 1 <= v <= 4 for h, v in factors):
        raise Damaged("sampling factors")
    # Pillow keeps colours in four bytes, libjpeg coefficients in two.
    envelope.memory = envelope.whole_memory = 1.0 if components == 1 else 4.0
    envelope.held = sum(2 * h * v / (widest * highest) for h, v in factors)


def _jpeg_metadata(envelope: Envelope, marker: int, content: bytes) -> None:
    if marker == 0xE1 and content.startswith(b"Exif\0\0"):
        envelope.exif = envelope.exif or content[6:]
    elif marker == 0xE1 and content.startswith(_XMP):
        envelope.xmp = envelope.xmp or content[len(_XMP) :]
    elif marker == 0xE2 and content.startswith(b"ICC_PROFILE\0") and len(content) > 14:
        envelope._profile[content[12]] = content[14:]
    elif marker == 0xED and content.startswith(_IRB):
        envelope.iptc = envelope.iptc or iptc_of_resources(content[len(_IRB) :])


def iptc_of_resources(block: bytes) -> bytes:
    """Return the records of IIM in Photoshop's image resources, b"" without any."""
    at = 0
    while block[at : at + 4] == b"8BIM" and at + 12 <= len(block):
        number = int.from_bytes(block[at + 4 : at + 6], "big")
        name = block[at + 6] + 1
        start = at + 6 + name + name % 2
        size = int.from_bytes(block[start : start + 4], "big")
        content = block[start + 4 : start + 4 + size]
        if number == 0x0404:
            return content
        at = start + 4 + size + size % 2
    return b""


# --- PNG --------------------------------------------------------------------------------------------------------

_PNG_NEEDED: Final = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"sRGB", b"cHRM"})


def _png(data: bytes) -> Envelope:
    envelope = Envelope()
    kept, at = [data[:8]], 8
    for _ in range(MAX_SEGMENTS):
        length, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if name == b"IHDR":
            if envelope.width:
                raise Damaged("two headers")
            _png_header(envelope, data[at + 8 : end - 4])
        elif not envelope.width:
            raise Damaged("no header")
        if name in _PNG_NEEDED:
            kept.append(data[at:end])
            if name == b"tRNS":
                envelope.memory = max(envelope.memory, 8.0)
        else:
            _png_metadata(envelope, name, data[at + 8 : end - 4])
        if name == b"IEND" or end >= len(data):
            if b"IDAT" not in (piece[4:8] for piece in kept):
                raise Damaged("no pixels", cut=name != b"IEND")
            envelope.body = b"".join(kept)
            return envelope
        at = end
    raise Overloaded("chunks")


def _png_header(envelope: Envelope, content: bytes) -> None:
    envelope.width, envelope.height, _, colours = struct.unpack_from(">IIBB", content)
    if not envelope.width or not envelope.height:
        raise Damaged("no size")
    # Transparency is multiplied in while scaling, which takes a second copy.
    envelope.memory = 8.0 if colours in {4, 6} else 5.0 if colours == 3 else 4.0


def _png_metadata(envelope: Envelope, name: bytes, content: bytes) -> None:
    if name == b"eXIf":
        envelope.exif = content
    elif name == b"iCCP":
        envelope.icc = _inflated(content.partition(b"\0")[2][1:], MAX_PROFILE)
    elif name == b"iTXt" and content.startswith(b"XML:com.adobe.xmp\0"):
        packed, rest = content[18:19] == b"\1", content[20:].split(b"\0", 2)
        envelope.xmp = _inflated(rest[-1], MAX_METADATA) if packed else rest[-1]
    elif name in {b"zTXt", b"tEXt"} and _RAW_PROFILE.match(content):
        key, _, text = content.partition(b"\0")
        _png_raw_profile(envelope, key, _inflated(text[1:], 2 * MAX_METADATA) if name == b"zTXt" else text)


def _png_raw_profile(envelope: Envelope, key: bytes, text: bytes) -> None:
    """Take a profile that ImageMagick has written into a text, in hexadecimal digits after its length."""
    lines = text.split(maxsplit=2)
    digits = lines[2] if len(lines) == 3 else b""
    try:
        content = bytes.fromhex(digits.decode("ascii"))
    except ValueError:
        return  # a text of somebody else's making, which is no reason to refuse the picture
    if key.lower().endswith(b"iptc"):
        envelope.iptc = envelope.iptc or iptc_of_resources(content.removeprefix(_IRB)) or content
    elif content.startswith(b"Exif\0\0"):
        envelope.exif = envelope.exif or content[6:]
    elif key.lower().endswith(b"xmp") or content.startswith(_XMP):
        envelope.xmp = envelope.xmp or content.removeprefix(_XMP)


def _inflated(packed: bytes, limit: int) -> bytes:
    """Return what is packed, b"" where it is broken or larger than `limit`."""
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(packed, limit)
    except zlib.error:
        return b""
    return b"" if unpacking.unconsumed_tail else content


# --- GIF, WebP, AVIF --------------------------------------------------------------------------------------------


def _gif(data: bytes) -> Envelope:
    """Walk to the first frame; the others are not looked at, and cut off: nobody is shown them."""
    width, height, flags = struct.unpack_from("<HHB", data, 6)
    envelope = Envelope(memory=9.0)
    at = 13 + (3 << (flags & 7) + 1 if flags & 0x80 else 0)
    kept = [data[:at]]
    for _ in range(MAX_SEGMENTS):
        if data[at] == 0x21:
            end = _blocks_end(data, at + 2)
            if data[at + 1] == 0xF9:  # how transparency works; the other extensions are comments and the like
                kept.append(data[at:end])
            elif data[at + 3 : at + 14] == b"XMP DataXMP":
                envelope.xmp = data[at + 14 : end].partition(b"\x01\xff")[0]
            at = end
        elif data[at] == 0x2C:
            left, top, wide, high = struct.unpack_from("<HHHH", data, at + 1)
            envelope.width, envelope.height = max(width, left + wide), max(height, top + high)
            flags = data[at + 9]
            start = at + 10 + (3 << (flags & 7) + 1 if flags & 0x80 else 0)
            end = _blocks_end(data, start + 1, most=MAX_SEGMENTS * 50)
            envelope.body = b"".join((*kept, data[at:end], b";"))
            return envelope
        else:
            raise Damaged("no first frame")
    raise Overloaded("blocks")


def _blocks_end(data: bytes, at: int, most: int = MAX_SEGMENTS) -> int:
    """Return where a row of blocks ends, each with its length before it, the last of length 0."""
    for _ in range(most):
        if at >= len(data):
            return len(data)
        length = data[at]
        at += 1 + length
        if not length:
            return at
    raise Overloaded("blocks")


_WEBP_MOST: Final = 24.0  # bytes for each pixel of one without loss, or with transparency


def _webp(data: bytes) -> Envelope:
    """Read the chunks: the decoder gets those of the pixels only, which it then reads by itself."""
    envelope = Envelope(memory=18.0)
    kept, at = [], 12
    for _ in range(MAX_SEGMENTS):
        if at + 8 > len(data):
            break
        name, length = struct.unpack_from("<4sI", data, at)
        content, end = data[at + 8 : at + 8 + min(length, 32)], at + 8 + length + length % 2
        if name == b"VP8X":
            envelope.width = int.from_bytes(content[4:7], "little") + 1
            envelope.height = int.from_bytes(content[7:10], "little") + 1
            envelope.memory = _WEBP_MOST if content[0] & 0x10 else envelope.memory
            content = bytes([content[0] & ~0x2C]) + content[1:10]  # says that there is no metadata
            kept.append(data[at : at + 8] + content)
        elif name in {b"EXIF", b"XMP ", b"ICCP"}:
            part = data[at + 8 : at + 8 + length] if length <= MAX_PROFILE else b""
            setattr(envelope, {b"EXIF": "exif", b"XMP ": "xmp", b"ICCP": "icc"}[name], part)
        else:
            kept.append(data[at:end])
            if not envelope.width:
                _webp_size(envelope, name, content)
        at = end
    else:
        raise Overloaded("chunks")
    if at > len(data) + 1:
        raise Damaged("it ends early", cut=True)
    envelope.exif = envelope.exif.removeprefix(b"Exif\0\0")
    body = b"".join(kept)
    envelope.body = b"".join((b"RIFF", struct.pack("<I", len(body) + 4), b"WEBP", body))
    return envelope


def _webp_size(envelope: Envelope, name: bytes, content: bytes) -> None:
    if name == b"VP8 ":
        width, height = struct.unpack_from("<HH", content, 6)
        envelope.width, envelope.height = width & 0x3FFF, height & 0x3FFF
    elif name == b"VP8L":
        envelope.memory = _WEBP_MOST
        bits = int.from_bytes(content[1:5], "little")
        envelope.width, envelope.height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1


def _avif(data: bytes) -> Envelope:
    """Leave the boxes to libavif, which opening asks for size and XMP, but hide EXIF from what Pillow would do with it.

    How an AVIF stands is written in its boxes, and EXIF there does not count; what EXIF says of names is in XMP too.
    """
    at, parts = 0, []
    for _ in range(MAX_SEGMENTS):
        if at + 8 > len(data):
            break
        length, name = struct.unpack_from(">I4s", data, at)
        end = len(data) if length < 8 else at + length
        box = data[at:end]
        parts.append(box.replace(b"Exif", b"Exix") if name in {b"meta", b"moov"} else box)
        at = end
    else:
        raise Overloaded("boxes")
    return Envelope(memory=18.0, body=b"".join(parts))


_WALKS: Final = {"JPEG": _jpeg, "PNG": _png, "GIF": _gif, "WEBP": _webp, "AVIF": _avif}
