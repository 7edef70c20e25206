"""Which part of a picture is shown in a shape: the largest around its focal point, or the one drawn by hand."""

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Final

from articles.imaging.plan import SHAPES, THUMB

Box = tuple[float, float, float, float]
WHOLE: Final[Box] = (0.0, 0.0, 1.0, 1.0)
MIDDLE: Final = (0.5, 0.5)
SMALLEST: Final = 0.05  # of a side: a crop drawn smaller than this is a slip of the hand


class NotACrop(ValueError):
    """What was given as a crop is none: the message says what is wrong with it."""


def box(
    shape: str, size: tuple[int, int], focal: tuple[float, float] = MIDDLE, own: Any = None
) -> tuple[int, int, int, int]:
    """Return the part of an upright picture of `size` that is shown in `shape`, in pixels: left, top, right, bottom.

    It is the largest of the shape inside the picture whose middle is as near to the focal point as the edges allow.

    Args:
        shape: a key of SHAPES, "thumb" for the desk's, or "" for the whole.
        size: width and height in pixels.
        focal: where to look, as fractions of width and height; what lies outside is moved to the edge.
        own: a box of fractions (left, top, right, bottom) instead, clamped to the picture and to the shape: inside
            it lies the result.

    Raises:
        NotACrop: `own` is no box.
        KeyError: there is no such shape.
    """
    width, height = size
    if own is not None:
        return _inside(checked(own), shape, size)
    if not shape:
        return (0, 0, width, height)
    wide, high = _largest(shape, width, height)
    x, y = (min(1.0, max(0.0, part)) if math.isfinite(part) else 0.5 for part in focal)
    left, top = _start(x * width, wide, width), _start(y * height, high, height)
    return (left, top, left + wide, top + high)


def checked(own: Any) -> Box:
    """Return `own` as a box of fractions inside the picture.

    Raises:
        NotACrop: it is not four numbers, or left and right or top and bottom are too near or the wrong way round.
    """
    if not isinstance(own, Sequence) or isinstance(own, str | bytes) or len(own) != 4:
        raise NotACrop(f"A crop is left, top, right and bottom, and this is {own!r}.")
    if not all(isinstance(part, int | float) and not isinstance(part, bool) and math.isfinite(part) for part in own):
        raise NotACrop(f"A crop is four numbers between 0 and 1, and this is {own!r}.")
    left, top, right, bottom = (min(1.0, max(0.0, float(part))) for part in own)
    if right - left < SMALLEST or bottom - top < SMALLEST:
        raise NotACrop(f"The crop {own!r} is smaller than {SMALLEST:.0%} of the picture: draw a larger one.")
    return (left, top, right, bottom)


def fraction(part: tuple[int, int, int, int], size: tuple[int, int]) -> Box:
    """Return a box of pixels as fractions of a picture of `size`."""
    left, top, right, bottom = part
    return (left / size[0], top / size[1], right / size[0], bottom / size[1])


def _inside(own: Box, shape: str, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return the largest part of `shape` around the middle of the box `own`."""
    width, height = size
    left, top = min(math.floor(own[0] * width), width - 1), min(math.floor(own[1] * height), height - 1)
    right, bottom = max(left + 1, round(own[2] * width)), max(top + 1, round(own[3] * height))
    if not shape:
        return (left, top, right, bottom)
    wide, high = _largest(shape, right - left, bottom - top)
    left, top = left + (right - left - wide) // 2, top + (bottom - top - high) // 2
    return (left, top, left + wide, top + high)


def _largest(shape: str, width: int, height: int) -> tuple[int, int]:
    """Return the size of the largest part of `shape` in a picture of that size: at least a pixel."""
    ratio = Fraction(*(THUMB if shape == "thumb" else SHAPES[shape]))
    if Fraction(width, height) > ratio:
        return (min(width, max(1, round(height * ratio))), height)
    return (width, min(height, max(1, round(width / ratio))))


def _start(middle: float, length: int, whole: int) -> int:
    return min(max(0, round(middle - length / 2)), whole - length)
