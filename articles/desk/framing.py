"""What is cut out of pictures: focal points and crops as people set them, held to what can be rendered."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from django.utils.translation import gettext as _

from articles.imaging.plan import SHAPE_WIDTHS, SHAPES
from articles.imaging.shapes import SMALLEST, NotACrop, box, checked

NAMES: Final = {name: f"{wide}:{high}" for name, (wide, high) in SHAPES.items()}
"""The shapes as people call them: "16:9"."""
TOLERANCE: Final = 0.02
"""How far the proportions of a crop may be from its shape: what is drawn by hand stands between two pixels."""
PLACES: Final = 4
"""Decimal places of a fraction that are kept: less than a pixel of any picture that is taken."""
Crops = dict[str, list[float]]


class NotFramed(ValueError):
    """A crop cannot be kept: the message is a sentence for whoever has drawn it."""


def checked_crops(value: Any, *, size: tuple[int, int] | None) -> Crops:
    """Return `value` as the column keeps it: a box of fractions for each shape that has its own crop.

    Args:
        value: shape -> [left, top, right, bottom], as fractions of the upright picture; anything at all.
        size: width and height of the picture in pixels; None where there is no file yet.

    Raises:
        NotFramed: it names a shape that is none, or a crop lies outside, is too small, or has other proportions.
    """
    if not isinstance(value, Mapping):
        raise NotFramed(_("The crops could not be read. Draw them anew."))
    # In the order in which PostgreSQL gives them back, so that equal crops are equal.
    names = sorted((str(name) for name in value), key=lambda name: (len(name), name))
    return {name: _checked(name, value[name], size) for name in names}


def focal_text(x: float, y: float) -> str:
    """Return the focal point at `x` and `y`, parts of width and height, as the column keeps it: "0.25x0.5"."""
    return "x".join(f"{min(1.0, max(0.0, part)):.{PLACES}f}".rstrip("0").rstrip(".") for part in (x, y))


def _checked(name: str, own: Any, size: tuple[int, int] | None) -> list[float]:
    if name not in SHAPES:
        raise NotFramed(
            _("There is no shape “%(shape)s”. There are %(shapes)s.")
            % {"shape": name[:40], "shapes": ", ".join(NAMES.values())}
        )
    label = NAMES[name]
    # A little over the edge is the rounding of whoever reckoned it.
    if _is_numbers(own) and not all(-0.001 <= part <= 1.001 for part in own):
        raise NotFramed(_("The crop %(shape)s lies outside of the picture. Move it inside.") % {"shape": label})
    try:
        crop = [round(part, PLACES) for part in checked(own)]
    except NotACrop as error:
        if _is_numbers(own) and own[0] <= own[2] and own[1] <= own[3]:
            raise NotFramed(
                _("The crop %(shape)s is smaller than %(least)d %% of the picture. Draw a larger one.")
                % {"shape": label, "least": round(SMALLEST * 100)}
            ) from error
        raise NotFramed(
            _("The crop %(shape)s needs four numbers: left and top, and further on right and bottom.")
            % {"shape": label}
        ) from error
    if size is not None:
        _demand_proportions(name, crop, size)
    return crop


def _is_numbers(own: Any) -> bool:
    if not isinstance(own, list | tuple) or len(own) != 4:
        return False
    return all(isinstance(part, int | float) and not isinstance(part, bool) for part in own)


def _demand_proportions(name: str, crop: list[float], size: tuple[int, int]) -> None:
    width, height = (crop[2] - crop[0]) * size[0], (crop[3] - crop[1]) * size[1]
    wanted = float(Fraction(*SHAPES[name]))
    # Of a small picture a pixel is much.
    slack = max(TOLERANCE * width, 1.5, 1.5 * wanted)
    if abs(width - height * wanted) > slack:
        raise NotFramed(
            _("The crop %(shape)s has %(width)d × %(height)d pixels, which are other proportions. Draw it anew.")
            % {"shape": NAMES[name], "width": round(width), "height": round(height)}
        )
    left, _top, right, _bottom = box(name, size)
    least = min(SHAPE_WIDTHS[0], right - left)
    if width < least - 1.5:
        raise NotFramed(
            _("The crop %(shape)s is %(width)d pixels wide, and readers need %(least)d. Draw a larger one.")
            % {"shape": NAMES[name], "width": round(width), "least": least}
        )
