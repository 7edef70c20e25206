"""From an opened file to pixels: decoded once, in strips turned into plain colours and made smaller, held upright.

A picture of 64 million pixels takes 256 MB decoded. A second copy would be too much, so colours are converted and
sizes reduced strip by strip.
"""

import io
import math
from typing import Final

from PIL import Image, ImageCms

from articles.imaging.opening import MAX_MEMORY, Opened, Reason, Unusable

_STRIP: Final = 2_000_000  # pixels that are converted at a time
_SMALL_PROFILE: Final = 4_000  # bytes of a colour profile that a rendition may carry
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
Box = tuple[float, float, float, float]


class Decoded:
    """The pixels of a file as it lies, of which parts are taken by `part`."""

    def __init__(self, opened: Opened, *, scale: float = 1.0) -> None:
        """Decode the file.

        Args:
            opened: the file.
            scale: the picture is needed at this part of its size or less: a JPEG is decoded at a half, a quarter or
                an eighth where that is enough.

        Raises:
            Unusable: TRUNCATED or BROKEN.
        """
        self.opened = opened
        self.image = opened.image()
        if opened.format == "JPEG":
            self._draft(scale)
        _load(self.image, opened.format)

    def _draft(self, scale: float) -> None:
        envelope = self.opened.envelope
        # A progressive file whose coefficients lie in memory beside the pixels is not decoded whole as well.
        if envelope.whole_memory * envelope.width * envelope.height > MAX_MEMORY:
            scale = min(scale, 0.5)
        wanted = (max(1, int(envelope.width * scale)), max(1, int(envelope.height * scale)))
        self.image.draft(None, wanted)

    def part(self, box: Box, size: tuple[int, int]) -> Image.Image:
        """Return the part `box` of the upright picture (fractions) scaled to `size`, upright, as RGB or RGBA.

        Its colours are sRGB, or those of the small profile in its `info["icc_profile"]`. Never larger than the part is.
        """
        turn = self.opened.orientation
        if turn >= 5:
            size = (size[1], size[0])
        image = self._taken(_lying(box, turn), size)
        image = image.transpose(_TURNS[turn]) if turn in _TURNS else image
        image.info = {key: value for key, value in image.info.items() if key == "icc_profile"}
        return image

    def _taken(self, box: Box, size: tuple[int, int]) -> Image.Image:
        width, height = self.image.size
        left, top = round(box[0] * width), round(box[1] * height)
        right, bottom = max(left + 1, round(box[2] * width)), max(top + 1, round(box[3] * height))
        size = (min(size[0], right - left), min(size[1], bottom - top))
        return _in_srgb(self._scaled((left, top, right, bottom), size), self.opened.envelope.icc)

    def _scaled(self, box: tuple[int, int, int, int], size: tuple[int, int]) -> Image.Image:
        """Return a part in plain colours and of that size, made strip by strip.

        Every strip is taken with the rows that the filter looks at above and below it, so that no seam is seen.
        """
        left, top, right, bottom = box
        ratio = (bottom - top) / size[1]
        around = math.ceil(4 * ratio) + 2
        rows = max(1, round(_STRIP / (right - left) / ratio))
        target: Image.Image | None = None
        for start in range(0, size[1], rows):
            end = min(start + rows, size[1])
            first, last = top + start * ratio, min(top + end * ratio, bottom)
            above, below = max(top, math.floor(first) - around), min(bottom, math.ceil(last) + around)
            strip = _plain(self.image, (left, above, right, below)).resize(
                (size[0], end - start),
                Image.Resampling.LANCZOS,
                box=(0, first - above, right - left, last - above),
                reducing_gap=3.0,
            )
            target = target or Image.new(strip.mode, size)
            target.paste(strip, (0, start))
        if target is None:
            raise ValueError(f"The part {box} is empty.")
        return target


def decode_small(opened: Opened, longest: int = 512) -> Image.Image:
    """Return the whole picture upright and small, its longer side at most `longest` pixels.

    It reads the file to its last byte, so it is also how an upload finds out whether the file is whole.
    Costs about 50 ms for a JPEG of 12 megapixels.

    Raises:
        Unusable: TRUNCATED or BROKEN.
    """
    scale = min(1.0, longest / max(opened.width, opened.height))
    size = (max(1, round(opened.width * scale)), max(1, round(opened.height * scale)))
    return Decoded(opened, scale=scale).part((0.0, 0.0, 1.0, 1.0), size)


def _load(image: Image.Image, kind: str) -> None:
    try:
        image.load()
    except MemoryError:
        raise
    except Exception as error:  # what a broken file makes Pillow raise is no closed list
        cut = isinstance(error, EOFError) or "truncated" in str(error) or "incomplete" in str(error).lower()
        raise Unusable(Reason.TRUNCATED if cut else Reason.BROKEN, format=kind) from error


def _plain(image: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    """Return a part of `image` as RGB, RGBA, or CMYK (which a profile may translate later)."""
    strip = image.crop(box)
    if strip.mode in {"RGB", "L"} and "transparency" in image.info:
        return _with_transparency(strip, image)
    if strip.mode in {"RGB", "RGBA", "CMYK", "L"}:
        return strip
    if strip.mode == "P":
        return strip.convert("RGBA" if "transparency" in image.info else "RGB")
    if strip.mode.startswith("I"):  # 16 bits of grey
        return strip.point(lambda value: value / 256).convert("L")
    if strip.mode in {"LA", "PA", "La", "RGBa"}:
        return strip.convert("RGBA")
    return strip.convert("RGB")


def _with_transparency(strip: Image.Image, image: Image.Image) -> Image.Image:
    strip.info["transparency"] = image.info["transparency"]
    return strip.convert("RGBA")


def _in_srgb(image: Image.Image, icc: bytes) -> Image.Image:
    """Return `image` as RGB or RGBA in sRGB, or with its own profile where that is small."""
    profile = _profile(icc) if icc else None
    plain = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile is None or profile.profile.xcolor_space.strip() != {"CMYK": "CMYK", "L": "GRAY"}.get(image.mode, "RGB"):
        return image if image.mode == plain else image.convert(plain)
    described = (profile.profile.profile_description or "").lower()
    if image.mode == plain and ("srgb" in described and len(icc) <= _SMALL_PROFILE):
        return image  # as every browser takes it without being told
    if image.mode == plain and len(icc) <= _SMALL_PROFILE:
        image.info["icc_profile"] = icc
        return image
    return _translated(image, profile, plain)


def _translated(image: Image.Image, profile: ImageCms.ImageCmsProfile, plain: str) -> Image.Image:
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    source = image.convert("RGB") if alpha else image
    try:
        result = ImageCms.profileToProfile(source, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except ImageCms.PyCMSError:
        result = None  # a profile that cannot be used says nothing
    result = result or source.convert("RGB")
    result.info = {}  # where Pillow has put a whole profile of sRGB
    if alpha:
        result.putalpha(alpha)
    return result


def _profile(icc: bytes) -> ImageCms.ImageCmsProfile | None:
    try:
        return ImageCms.ImageCmsProfile(io.BytesIO(icc))
    except (OSError, ValueError, TypeError):
        return None


def _lying(box: Box, turn: int) -> Box:
    """Return where `box` of the upright picture lies in the file's pixels."""
    left, top, right, bottom = box
    return {
        1: (left, top, right, bottom),
        2: (1 - right, top, 1 - left, bottom),
        3: (1 - right, 1 - bottom, 1 - left, 1 - top),
        4: (left, 1 - bottom, right, 1 - top),
        5: (top, left, bottom, right),
        6: (top, 1 - right, bottom, 1 - left),
        7: (1 - bottom, 1 - right, 1 - top, 1 - left),
        8: (1 - bottom, left, 1 - top, right),
    }[turn]
