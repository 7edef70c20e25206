"""Opens a picture file that somebody has sent, by what it is and not by its name, or says in one word why not.

Taken are JPEG, PNG, WebP, AVIF and the first frame of a GIF. Sizes are looked at before anything is decoded, metadata
is taken apart before Pillow sees the file, and what lies behind the end of the pixels is not looked at: a JPEG with a
script after it stays a JPEG. That does no harm, because readers get renditions, which are made of the pixels alone;
the original is never served to them.
"""

import enum
import io
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, BinaryIO, Final

from PIL import AvifImagePlugin, GifImagePlugin, Image, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

from articles.imaging.envelopes import (
    MAX_METADATA,
    MAX_PROFILE,
    Damaged,
    Envelope,
    NotDecoded,
    Overloaded,
    unwrap,
)
from articles.imaging.exif import read_exif
from articles.imaging.kinds import ALSO_RIGHT, ENDINGS, kind_of

MAX_BYTES: Final = 60_000_000
MAX_PIXELS: Final = 64_000_000
MAX_SIDE: Final = 65_535
MAX_MEMORY: Final = 440_000_000
"""Bytes that decoding may take, the file itself included; with Python around them it is less than 512 MB.

So a JPEG or PNG may have all of MAX_PIXELS, a progressive JPEG without subsampling 62 million, one of four inks 48, a
PNG with transparency 54, a GIF 48, WebP and AVIF 24, and a WebP without loss or with transparency 18: somewhat less
where the file itself is large.
"""

# By class and not by Image.open, which would try variants of its own (MPO) and look at all sizes in one way.
_OPENERS: Final[dict[str, Any]] = {
    "JPEG": JpegImagePlugin.JpegImageFile,
    "PNG": PngImagePlugin.PngImageFile,
    "WEBP": WebPImagePlugin.WebPImageFile,
    "AVIF": AvifImagePlugin.AvifImageFile,
    "GIF": GifImagePlugin.GifImageFile,
}
_TURNED: Final = frozenset({5, 6, 7, 8})  # orientations of EXIF that lie on their side


class Reason(enum.Enum):
    """Why a file is not taken. The values that `Unusable` brings with it stand behind."""

    EMPTY = "empty"
    TOO_MANY_BYTES = "too many bytes"  # size, limit
    TOO_MANY_PIXELS = "too many pixels"  # format, width, height, limit (pixels of this format)
    NOT_A_PICTURE = "not a picture"
    FORMAT_NOT_TAKEN = "format not taken"  # format: "TIFF", "SVG", "HEIC", "PDF", ...
    BROKEN = "broken"  # format
    TRUNCATED = "truncated"  # format
    OVERLOADED = "overloaded"  # format: made of more pieces than any honest file


class Unusable(Exception):
    """This file is not taken as a picture: `reason`, and `values` for the sentence about it."""

    def __init__(self, reason: Reason, **values: Any) -> None:
        """Keep both."""
        super().__init__(f"{reason.value} {values}" if values else reason.value)
        self.reason = reason
        self.values = values


@dataclass(frozen=True, slots=True)
class Opened:
    """A picture file that was looked at and not decoded yet.

    Attributes:
        format: "JPEG", "PNG", "WEBP", "AVIF" or "GIF", as the content has it.
        ending: the ending that is right for it, with its point: ".jpg".
        width, height: of the picture held upright, in pixels.
        size: of the file, in bytes.
        name: as the file was called, "" where nobody said.
        orientation: of EXIF, 1 to 8.
        envelope: its metadata, and its body for decoding.
    """

    format: str
    ending: str
    width: int
    height: int
    size: int
    name: str
    orientation: int
    envelope: Envelope

    @property
    def misnamed(self) -> bool:
        """Return whether the name ends otherwise than such a file's: a PNG that is called .jpg."""
        suffix = PurePath(self.name).suffix.lower()
        return bool(suffix) and suffix not in ALSO_RIGHT[self.format]

    def image(self) -> Image.Image:
        """Return the picture as Pillow has it: not decoded yet, not upright. `decoding.decode` goes on from here.

        Raises:
            Unusable: BROKEN.
        """
        return _image(self.format, self.envelope.body)


def open_picture(
    data: BinaryIO | bytes, *, name: str = "", max_bytes: int = MAX_BYTES, max_pixels: int = MAX_PIXELS
) -> Opened:
    """Return the picture in `data`, whose pixels are not decoded yet.

    Costs at most a second for the worst file, a few milliseconds for a photograph.

    Args:
        data: the file, read from where it stands, or its bytes.
        name: what it is called, for `Opened.misnamed`; it decides nothing.
        max_bytes: a limit that is lower than the house's.
        max_pixels: another.

    Raises:
        Unusable: it is none of the five formats, too large, or broken before its pixels.
    """
    content = data if isinstance(data, bytes) else data.read(max_bytes + 1)
    if not content:
        raise Unusable(Reason.EMPTY)
    if len(content) > max_bytes:
        raise Unusable(Reason.TOO_MANY_BYTES, size=_size(data, content), limit=max_bytes)
    kind = kind_of(content)
    if not kind:
        raise Unusable(Reason.NOT_A_PICTURE)
    if kind not in ENDINGS:
        raise Unusable(Reason.FORMAT_NOT_TAKEN, format=kind)
    envelope = _unwrapped(kind, content)
    if kind == "AVIF":
        _ask_libavif(envelope)
        orientation = envelope.turned
    else:
        _check_size(kind, envelope, max_pixels)
        envelope.width, envelope.height = _image(kind, envelope.body).size
        orientation = read_exif(envelope.exif).orientation
    _check_size(kind, envelope, max_pixels)
    size = (envelope.width, envelope.height)
    width, height = reversed(size) if orientation in _TURNED else size
    return Opened(kind, ENDINGS[kind], width, height, len(content), name, orientation, envelope)


def _size(data: BinaryIO | bytes, content: bytes) -> int:
    """Return how large the whole is, or at least what was read of it."""
    if isinstance(data, bytes) or not data.seekable():
        return len(content)
    return data.seek(0, io.SEEK_END)


def _unwrapped(kind: str, content: bytes) -> Envelope:
    try:
        return unwrap(kind, content)
    except NotDecoded as error:
        raise Unusable(Reason.FORMAT_NOT_TAKEN, format=f"{kind} (12 bit)") from error
    except Overloaded as error:
        raise Unusable(Reason.OVERLOADED, format=kind) from error
    except Damaged as error:
        raise Unusable(Reason.TRUNCATED if error.cut else Reason.BROKEN, format=kind) from error


def _check_size(kind: str, envelope: Envelope, max_pixels: int) -> None:
    """Refuse what has more pixels than may be decoded.

    Raises:
        Unusable: TOO_MANY_PIXELS.
    """
    width, height = envelope.width, envelope.height
    # Decoders of WebP and AVIF hold the file twice.
    limit = min(max_pixels, int((MAX_MEMORY - 2 * len(envelope.body)) / envelope.memory))
    if width * height > limit or max(width, height) > MAX_SIDE:
        raise Unusable(Reason.TOO_MANY_PIXELS, format=kind, width=width, height=height, limit=limit)


def _ask_libavif(envelope: Envelope) -> None:
    """Set size, way of standing and metadata of an AVIF."""
    image = _image("AVIF", envelope.body)
    envelope.width, envelope.height = image.size
    xmp, icc = image.info.get("xmp") or b"", image.info.get("icc_profile") or b""
    envelope.xmp = xmp if len(xmp) <= MAX_METADATA else b""
    envelope.icc = icc if len(icc) <= MAX_PROFILE else b""
    envelope.turned = read_exif((image.info.get("exif") or b"").removeprefix(b"Exif\0\0")).orientation


def _image(kind: str, body: bytes) -> Image.Image:
    """Return the file as Pillow opens it.

    Raises:
        Unusable: BROKEN, or TOO_MANY_PIXELS from Pillow's own look.
    """
    try:
        image: Image.Image = _OPENERS[kind](io.BytesIO(body))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Unusable(Reason.TOO_MANY_PIXELS, format=kind, width=0, height=0, limit=MAX_PIXELS) from error
    except MemoryError:
        raise
    except Exception as error:  # what a broken file makes Pillow raise is no closed list
        raise Unusable(Reason.BROKEN, format=kind) from error
    return image
