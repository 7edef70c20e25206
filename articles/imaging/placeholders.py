"""What is seen while a picture is still on its way: the picture itself, tiny and blurred, inside the page."""

import base64
import io
from typing import Final

from PIL import Image, ImageFilter

MOST_LETTERS: Final = 300
_SIDES: Final = (16, 14, 12, 10, 8, 6, 4)


def placeholder(image: Image.Image) -> str:
    """Return a data URI of at most 300 letters that shows `image` tiny and blurred; the browser draws it large.

    Args:
        image: upright, as `decoding.decode_small` gives it.
    """
    image = image if image.mode in {"RGB", "RGBA"} else image.convert("RGB")
    for side in _SIDES:
        found = _encoded(image, side)
        if len(found) <= MOST_LETTERS:
            return found
    return _encoded(Image.new("RGB", (1, 1), image.convert("RGB").resize((1, 1)).getpixel((0, 0))), 1)


def _encoded(image: Image.Image, side: int) -> str:
    scale = side / max(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    tiny = image.resize(size, Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(0.7))
    tiny.info = {}
    file = io.BytesIO()
    tiny.save(file, "WEBP", quality=30, method=6, alpha_quality=30)
    return f"data:image/webp;base64,{base64.b64encode(file.getvalue()).decode()}"
