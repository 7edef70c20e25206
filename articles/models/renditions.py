"""The smaller copies of a picture that readers get."""

from collections.abc import Callable
from typing import Any

from imagefield.processing import register
from PIL import Image

WIDTHS = (480, 960, 1600)
_QUALITY = 80

Step = Callable[[Image.Image, Any], Image.Image]


@register  # type: ignore[untyped-decorator]
def webp_of_width(get_image: Step, width: int) -> Step:
    """Return a step that scales to `width` pixels (never up) and saves as WebP without any metadata.

    Dropping the metadata keeps GPS positions and serial numbers on the desk.
    """

    def step(image: Image.Image, context: Any) -> Image.Image:
        context.save_kwargs["format"] = "WEBP"
        context.save_kwargs["quality"] = _QUALITY
        context.save_kwargs["method"] = 4
        icc_profile = image.info.get("icc_profile")
        image = get_image(image, context)
        if image.mode not in {"RGB", "RGBA"}:
            image = image.convert("RGBA" if "transparency" in image.info else "RGB")
        if image.width > width:
            image = image.resize((width, max(1, round(image.height * width / image.width))), Image.Resampling.LANCZOS)
        image.info = {"icc_profile": icc_profile} if icc_profile else {}
        return image

    return step


def _webp(width: int) -> Callable[[Any, Any], None]:
    def specification(fieldfile: Any, context: Any) -> None:
        context.extension = ".webp"
        context.processors = [("webp_of_width", width), "autorotate"]

    return specification


def _thumbnail(fieldfile: Any, context: Any) -> None:
    context.extension = ".webp"
    context.processors = [("webp_of_width", 240), "autorotate", ("crop", (240, 160))]


FORMATS: dict[str, Callable[[Any, Any], None]] = {
    **{f"w{width}": _webp(width) for width in WIDTHS},
    "thumb": _thumbnail,
}
