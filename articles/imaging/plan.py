"""Which smaller copies of a picture readers get: full frames by width, and shapes by width, each in three formats."""

from typing import Final, NamedTuple

WIDTHS: Final = (320, 640, 960, 1440, 1920)  # of the full frame, in pixels; layouts name theirs in `sizes`
SHAPES: Final[dict[str, tuple[int, int]]] = {"1x1": (1, 1), "4x3": (4, 3), "16x9": (16, 9), "4x5": (4, 5)}
SHAPE_WIDTHS: Final = (320, 640, 1200)
FALLBACK_WIDTH: Final = 960  # a browser that knows neither AVIF nor WebP gets about this many pixels
SHAPE_FALLBACK_WIDTH: Final = 1200  # what other sites show of ours
THUMB: Final = (240, 160)  # of the desk
FORMATS: Final = ("avif", "webp", "jpeg")  # the smallest first


class Rendition(NamedTuple):
    """A smaller copy: of a shape ("" the full frame, "thumb" the desk's), a width, and the formats it is made in."""

    shape: str
    width: int
    formats: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return what it is called in the plan and in the name of its file: "w960", "16x9-640", "thumb"."""
        if self.shape == "thumb":
            return "thumb"
        return f"{self.shape}-{self.width}" if self.shape else f"w{self.width}"


def plan() -> tuple[Rendition, ...]:
    """Return every rendition of a picture that is large enough, those first that a desk at work waits for."""
    full = [Rendition("", width, _formats(width, FALLBACK_WIDTH)) for width in WIDTHS]
    shapes = [
        Rendition(shape, width, _formats(width, SHAPE_FALLBACK_WIDTH)) for shape in SHAPES for width in SHAPE_WIDTHS
    ]
    return (Rendition("thumb", THUMB[0], ("webp",)), *full, *shapes)


def _formats(width: int, fallback: int) -> tuple[str, ...]:
    return FORMATS if width == fallback else FORMATS[:2]
