"""Fields of a picture's form for what is cut out of it: the focal point, and own crops by shape.

They are numbers in percent, which work by themselves; the page's script shows them as a point and a frame on the
picture, and writes into them.
"""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.desk.framing import NAMES, NotFramed, checked_crops, focal_text
from articles.imaging.plan import SHAPES

SIDES: Final = ("left", "top", "right", "bottom")
LABELS: Final = {
    "left": gettext_lazy("left"),
    "top": gettext_lazy("top"),
    "right": gettext_lazy("right"),
    "bottom": gettext_lazy("bottom"),
}


def _number(label: str, name: str) -> dict[str, Any]:
    # A step of 1 for the arrows of the input itself would refuse what was drawn.
    return {
        "min": 0, "max": 100, "step": "any", "size": 6, "inputmode": "decimal", "aria-label": label, "data-part": name,
    }  # fmt: skip


def percent(part: float) -> float | int:
    """Return a fraction as percent, without a point where it is whole."""
    shown = round(part * 100, 2)
    return int(shown) if shown == int(shown) else shown


class FocalPointWidget(forms.MultiWidget):
    """Two numbers: percent from the left, and from the top."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        inputs = [
            forms.NumberInput(_number(_("Focal point: percent from the left"), "x")),
            forms.NumberInput(_number(_("Focal point: percent from the top"), "y")),
        ]
        super().__init__(inputs, attrs)

    def decompress(self, value: Any) -> list[Any]:
        x, _by, y = (value or "0.5x0.5").partition("x")
        return [percent(float(x)), percent(float(y))]


class FocalPointField(forms.MultiValueField):
    """Gives the focal point as the column has it: "0.25x0.5"."""

    widget = FocalPointWidget

    def __init__(self, **kwargs: Any) -> None:
        limits: dict[str, Any] = {"min_value": 0, "max_value": 100}
        for unused in ("max_length", "validators", "strip", "empty_value"):
            kwargs.pop(unused, None)
        kwargs["initial"] = "0.5x0.5"
        super().__init__([forms.FloatField(**limits), forms.FloatField(**limits)], **kwargs)

    def compress(self, data_list: Sequence[Any]) -> str:
        x, y = data_list or (50.0, 50.0)
        return focal_text(x / 100, y / 100)


class CropsWidget(forms.Widget):
    """Four numbers in percent for each shape: where the crop begins and ends. Empty: by the focal point."""

    template_name = "admin/articles/picture/crops.html"

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        # Django's own renderer of forms knows no templates of the project.
        return render_to_string(self.template_name, self.get_context(name, value, attrs))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["shapes"] = [
            (shape, NAMES[shape], self._inputs(name, shape, _typed(value, shape), context["widget"]["attrs"]))
            for shape in SHAPES
        ]
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return the typed numbers by shape, those shapes left out that nobody typed anything for."""
        typed = {shape: [str(data.get(f"{name}-{shape}-{side}", "")).strip() for side in SIDES] for shape in SHAPES}
        return {shape: parts for shape, parts in typed.items() if any(parts)}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(f"{name}-{shape}-{side}" in data for shape in SHAPES for side in SIDES)

    def id_for_label(self, id_: str) -> str:
        return ""  # a group has no input of its own

    def _inputs(self, name: str, shape: str, parts: list[Any], attrs: dict[str, Any]) -> list[tuple[Any, Any]]:
        described = {key: value for key, value in attrs.items() if key in {"aria-describedby", "aria-invalid"}}
        found = []
        for side, part in zip(SIDES, parts, strict=True):
            label = _("Crop %(shape)s: percent %(side)s") % {"shape": NAMES[shape], "side": LABELS[side]}
            own = _number(label, side) | described | {"id": f"id_{name}-{shape}-{side}"}
            found.append((LABELS[side], forms.NumberInput().render(f"{name}-{shape}-{side}", part, own)))
        return found


class CropsField(forms.Field):
    """Gives the own crops as the column has them: a box of fractions by shape."""

    widget = CropsWidget
    size: tuple[int, int] | None = None
    """Width and height of the picture; the form knows them."""

    def __init__(self, **kwargs: Any) -> None:
        for unused in ("encoder", "decoder"):
            kwargs.pop(unused, None)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> dict[str, list[float]]:
        """Return the crops, or say in a sentence which is none, and why."""
        crops = {}
        for shape, parts in (value or {}).items():
            crops[shape] = [_part(shape, part) for part in parts]
        try:
            return checked_crops(crops, size=self.size)
        except NotFramed as error:
            raise ValidationError(str(error)) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say whether other crops were typed than there are: numbers are shown rounded."""
        shown = {shape: [percent(part) for part in _typed_fractions(initial, shape)] for shape in initial or {}}
        try:
            typed = {shape: [float(part.replace(",", ".")) for part in parts] for shape, parts in (data or {}).items()}
        except ValueError:
            return True
        return shown != typed


def _part(shape: str, part: str) -> float:
    try:
        return float(part.replace(",", ".")) / 100
    except ValueError as error:
        raise ValidationError(
            _("The crop %(shape)s needs four numbers: left and top, and further on right and bottom."),
            params={"shape": NAMES[shape]},
        ) from error


def _typed_fractions(crops: Any, shape: str) -> list[float]:
    """Return the four fractions of a stored crop; what is stored otherwise is shown as none."""
    own = crops.get(shape)
    fine = isinstance(own, list) and len(own) == 4 and all(isinstance(part, int | float) for part in own)
    return own if fine else []


def _typed(value: Any, shape: str) -> list[Any]:
    """Return what the four inputs of a shape show: the stored fractions as percent, or what was typed."""
    parts = (value or {}).get(shape)
    if not isinstance(parts, list) or len(parts) != 4:
        return ["", "", "", ""]
    return [part if isinstance(part, str) else percent(part) for part in parts]
