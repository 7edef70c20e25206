"""The smaller copies of a picture that readers get: decoded once, labelled, each made of the next larger one."""

import itertools
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final, NamedTuple

from PIL import Image

from articles.imaging.decoding import Decoded
from articles.imaging.encoding import QUALITY, Marks, encoded
from articles.imaging.labels import Label
from articles.imaging.opening import Opened
from articles.imaging.plan import FORMATS, Rendition, plan
from articles.imaging.shapes import MIDDLE, box, fraction

HIGHEST: Final = 8_192  # pixels: a strip that is higher is made narrower, since WebP ends at 16,383
_FINE: Final = Image.Resampling.LANCZOS
_THUMB_QUALITY: Final = 70


class Rendered(NamedTuple):
    """A rendition as it is written to disk. `name` is the plan's ("w960", "16x9-640", "thumb")."""

    name: str
    format: str
    width: int
    height: int
    data: bytes


class Planned(NamedTuple):
    """A rendition that a certain picture has: its name in the plan, its shape, its pixels, and its formats."""

    name: str
    shape: str
    width: int
    height: int
    formats: tuple[str, ...]


def planned(
    size: tuple[int, int], *, focal: tuple[float, float] = MIDDLE, crops: Mapping[str, Any] | None = None
) -> list[Planned]:
    """Return the renditions that a picture of that upright size has, in the order of the plan.

    A picture that is smaller than a width gives one of its own width under the next name, and none under the names
    above that: no two are the same, and none is larger than the picture. Where that leaves a shape without a JPEG for
    old browsers, its largest is made as JPEG too.

    Raises:
        NotACrop: one of `crops` is no box.
    """
    shapes: dict[str, dict[tuple[int, int], Planned]] = {}
    for rendition in plan():
        left, top, right, bottom = box(rendition.shape, size, focal, (crops or {}).get(rendition.shape))
        width, height = _size(rendition, right - left, bottom - top)
        one = Planned(rendition.name, rendition.shape, width, height, rendition.formats)
        shapes.setdefault(rendition.shape, {}).setdefault((width, height), one)
    return [one for shape, found in shapes.items() for one in _with_fallback(shape, [*found.values()])]


def render(
    opened: Opened,
    label: Label,
    *,
    focal: tuple[float, float] = MIDDLE,
    crops: Mapping[str, Any] | None = None,
    only: Collection[str] | None = None,
) -> Iterator[Rendered]:
    """Yield the renditions of `opened` that `planned` names, each as soon as it is made, the desk's small one first.

    Args:
        opened: the file; it is decoded once.
        label: what every rendition carries. Nothing else of the original's metadata gets into one.
        focal: the focal point, as fractions of width and height.
        crops: boxes of fractions by shape, where the focal point is not enough.
        only: names of renditions, to make these alone.

    Raises:
        Unusable: the file turned out to be broken while it was decoded.
        NotACrop: one of `crops` is no box.
    """
    whole = (opened.width, opened.height)
    wanted = [one for one in planned(whole, focal=focal, crops=crops) if only is None or one.name in only]
    parts = [
        (box(shape, whole, focal, (crops or {}).get(shape)), [*ones])
        for shape, ones in itertools.groupby(wanted, key=lambda one: one.shape)
    ]
    if not parts:
        return
    made = _scaled(opened, parts)
    marks = Marks.of(label)
    while made:
        one, image = made.pop(0)
        for kind in one.formats:
            yield Rendered(one.name, kind, *image.size, encoded(image, kind, marks, quality=_quality(one, kind)))


def _scaled(
    opened: Opened, parts: list[tuple[tuple[int, int, int, int], list[Planned]]]
) -> list[tuple[Planned, Image.Image]]:
    """Return the pixels of all renditions. What was decoded is given back before encoders want memory of their own."""
    whole = (opened.width, opened.height)
    decoded = Decoded(opened, scale=max(ones[-1].width / (part[2] - part[0]) for part, ones in parts))
    made: list[tuple[Planned, Image.Image]] = []
    for part, ones in parts:
        copies: list[Image.Image] = []
        for one in reversed(ones):
            # Each is made of the next larger one, which is cheap and looks the same.
            size = (one.width, one.height)
            copies.append(copies[-1].resize(size, _FINE) if copies else decoded.part(fraction(part, whole), size))
        made += zip(ones, reversed(copies), strict=True)
    return made


def _with_fallback(shape: str, ones: list[Planned]) -> list[Planned]:
    if shape != "thumb" and not any("jpeg" in one.formats for one in ones):
        ones[-1] = ones[-1]._replace(formats=FORMATS)
    return ones


def _size(rendition: Rendition, width: int, height: int) -> tuple[int, int]:
    """Return how large a part of that size is as `rendition`, never larger than it is."""
    scale = min(1.0, rendition.width / width, HIGHEST / height)
    return (max(1, round(width * scale)), max(1, round(height * scale)))


def _quality(one: Planned, kind: str) -> int:
    return _THUMB_QUALITY if one.shape == "thumb" else QUALITY[kind]
