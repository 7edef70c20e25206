"""Pixels to files in the three formats that readers get, with the label and nothing else in them."""

import io
from typing import Final, NamedTuple, Self

from PIL import Image

from articles.imaging.labels import Label, exif_block, iptc_segment, xmp_packet

QUALITY: Final = {"avif": 58, "webp": 72, "jpeg": 78}
"""Where benchmarks/pictures.py finds a real photograph at 1440 pixels 0.96 to 0.98 like itself; a fifth more quality
costs a third more bytes."""
_AVIF_SPEED: Final = 9  # of 10: 8 takes five times as long and gains 7 % of bytes


class Marks(NamedTuple):
    """A label as the three formats carry it."""

    xmp: bytes
    exif: bytes
    iptc: bytes

    @classmethod
    def of(cls, label: Label) -> Self:
        """Return `label` made ready for any number of renditions."""
        return cls(xmp_packet(label), exif_block(label), iptc_segment(label))


def encoded(image: Image.Image, kind: str, marks: Marks, *, quality: int | None = None) -> bytes:
    """Return `image` (RGB or RGBA) as a file of that kind ("avif", "webp" or "jpeg").

    A JPEG shows what is transparent on white. The colour profile is that of `image.info`, if it has one.
    """
    quality = QUALITY[kind] if quality is None else quality
    icc = image.info.get("icc_profile", b"")
    bare = _on_white(image) if kind == "jpeg" else _without_needless_alpha(image)
    bare.info = {}
    file = io.BytesIO()
    if kind == "avif":
        bare.save(file, "AVIF", quality=quality, speed=_AVIF_SPEED, xmp=marks.xmp, icc_profile=icc)
    elif kind == "webp":
        bare.save(file, "WEBP", quality=quality, method=4, xmp=marks.xmp, icc_profile=icc)
    else:
        bare.save(
            file, "JPEG", quality=quality, progressive=True, optimize=True,
            xmp=marks.xmp, exif=marks.exif, icc_profile=icc,
        )  # fmt: skip
        return _with_iptc(file.getvalue(), marks.iptc)
    return file.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image.copy()
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white


def _without_needless_alpha(image: Image.Image) -> Image.Image:
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        return image.convert("RGB")
    return image.copy()


def _with_iptc(data: bytes, segment: bytes) -> bytes:
    """Put the segment of IPTC behind the others of a JPEG that Pillow has written (JFIF first, then EXIF and XMP)."""
    at = 2
    while data[at] == 0xFF and (0xE0 <= data[at + 1] <= 0xEF):
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return data[:at] + segment + data[at:]
