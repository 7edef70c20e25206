"""How many pictures a minute get their renditions, and how many bytes a reader loads for the lead picture.

The first is a photograph of 12 megapixels to the full set, in this one process. The second holds AVIF and WebP against
the plain JPEG of the same look: the one whose likeness to the picture, by structural similarity (SSIM) over blocks of
eight by eight pixels, is not less than theirs. Likeness is worked out here, with Pillow alone.
"""

import io
import os
import random
import time
from typing import Any, Final

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageMath

from articles.imaging.decoding import Decoded, decode_small
from articles.imaging.encoding import Marks, encoded
from articles.imaging.labels import Label
from articles.imaging.looks import look
from articles.imaging.metadata import read_metadata
from articles.imaging.opening import Opened, open_picture
from articles.imaging.placeholders import placeholder
from articles.imaging.rendering import planned, render
from articles.imaging.shapes import WHOLE
from benchmarks.importing import ROOT

REAL: Final = ROOT.parent / "shared" / "corpora" / "imagemeta-iptc" / "images" / "outofbounds-issue-34.jpg"
TWELVE_MEGAPIXELS: Final = (4000, 3000)
PICTURES: Final = 4
LEADS: Final = (("390 px, 2x", "w960"), ("1440 px", "w1440"))  # what a browser takes for such a screen
LABEL: Final = Label(
    "Asmaa Waguih", "Asmaa Waguih/dpa", "© 2026 dpa", "Eine Fähre am Kai von Wyk", "Die Fähre legt ab."
)
_BLOCK: Final = 8


def main() -> None:
    """Measure and print."""
    originals = [photograph(*TWELVE_MEGAPIXELS, seed=seed) for seed in range(PICTURES)]
    measure_speed([open_picture(original) for original in originals])
    print()
    pictures = [("drawn", originals[0])]
    if REAL.is_file():
        pictures.append(("real", REAL.read_bytes()))
    print(
        f"{'lead picture':<14}{'rendition':<11}{'format':<8}{'bytes':>9}{'likeness':>10}{'JPEG alike':>12}{'saved':>8}"
    )
    for name, content in pictures:
        opened = open_picture(content)
        for screen, rendition in LEADS:
            measure_bytes(f"{screen}, {name}", opened, rendition)


def measure_speed(pictures: list[Opened]) -> None:
    """Print what an upload waits for, and what it takes to make the full set."""
    print(f"{'12 megapixels':<36}{'pictures':>9}{'a minute':>10}{'CPU s each':>12}")
    for name, work in (("looked at (an upload)", _looked_at), ("full set of renditions", _rendered)):
        wall, used = time.perf_counter(), time.process_time()
        for picture in pictures:
            work(picture)
        wall, used = time.perf_counter() - wall, time.process_time() - used
        print(
            f"{name:<36}{len(pictures):>9}{60 * len(pictures) / wall:>10.1f}{used / len(pictures):>12.2f}", flush=True
        )
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0
    print(f"(load of the machine meanwhile: {load:.1f} on {os.cpu_count()} processors)")


def measure_bytes(name: str, opened: Opened, rendition: str) -> None:
    """Print the bytes of a rendition in each modern format beside those of the plain JPEG that looks as good."""
    size = next((one.width, one.height) for one in planned((opened.width, opened.height)) if one.name == rendition)
    picture = Decoded(opened).part(WHOLE, size).convert("RGB")
    marks = Marks.of(LABEL)
    for kind in ("avif", "webp"):
        content = encoded(picture, kind, marks)
        alike = likeness(picture, Image.open(io.BytesIO(content)))
        plain = plain_jpeg(picture, alike)
        print(
            f"{name:<14.14}{rendition:<11}{kind:<8}{len(content):>9}{alike:>10.4f}{len(plain):>12}"
            f"{1 - len(content) / len(plain):>8.0%}",
            flush=True,
        )


def plain_jpeg(picture: Image.Image, alike: float) -> bytes:
    """Return the smallest plain JPEG (baseline, as most programs write it) that is as like `picture` as `alike`."""
    low, high, found = 1, 100, b""
    while low < high:
        quality = (low + high) // 2
        file = io.BytesIO()
        picture.save(file, "JPEG", quality=quality)
        if likeness(picture, Image.open(file)) >= alike:
            high, found = quality, file.getvalue()
        else:
            low = quality + 1
    return found or _jpeg(picture, high)


def likeness(one: Image.Image, other: Image.Image) -> float:
    """Return the structural similarity of two pictures of one size in their greys: 1.0 for the same."""
    x, y = (image.convert("L").convert("F") for image in (one, other))

    def mean(image: Image.Image) -> Image.Image:
        return image.reduce(_BLOCK)

    def times(a: Image.Image, b: Image.Image) -> Any:
        return ImageMath.lambda_eval(lambda args: args["a"] * args["b"], a=a, b=b)

    values = {"x": mean(x), "y": mean(y), "xx": mean(times(x, x)), "yy": mean(times(y, y)), "xy": mean(times(x, y))}
    steady, contrast = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    result = ImageMath.lambda_eval(
        lambda v: (
            ((v["x"] * v["y"] * 2 + steady) * ((v["xy"] - v["x"] * v["y"]) * 2 + contrast))
            / (
                (v["x"] * v["x"] + v["y"] * v["y"] + steady)
                * (v["xx"] - v["x"] * v["x"] + v["yy"] - v["y"] * v["y"] + contrast)
            )
        ),
        **values,
    )
    return float(result.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0)))


def photograph(width: int, height: int, *, seed: int) -> bytes:
    """Return a JPEG like a photograph: cloudy ground, forms with edges and shadows, fine texture, grain of a sensor."""
    chance = random.Random(seed)
    image = Image.new("RGB", (width, height), "grey")
    for part, strength in ((4, 0.9), (12, 0.5), (40, 0.35), (160, 0.22), (640, 0.12)):
        size = (part, part * height // width)
        noise = Image.frombytes("RGB", size, chance.randbytes(size[0] * size[1] * 3))
        image = Image.blend(image, noise.resize((width, height), Image.Resampling.BICUBIC), strength)
    draw = ImageDraw.Draw(image)
    for _ in range(60):
        x, y, r = chance.randrange(width), chance.randrange(height), chance.randrange(20, width // 9)
        form = (x - r, y - r // 2, x + r, y + r)
        chance.choice((draw.ellipse, draw.rectangle))(form, fill=tuple(chance.randrange(256) for _ in range(3)))
    image = image.filter(ImageFilter.GaussianBlur(2))
    grain = Image.effect_noise((width // 2, height // 2), 14).resize((width, height), Image.Resampling.BILINEAR)
    return _jpeg(ImageChops.add(image, Image.merge("RGB", (grain,) * 3), offset=-128), 92)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=quality)
    return file.getvalue()


def _looked_at(opened: Opened) -> None:
    read_metadata(opened)
    small = decode_small(opened)
    look(small)
    placeholder(small)


def _rendered(opened: Opened) -> None:
    for _ in render(opened, LABEL):
        pass


if __name__ == "__main__":
    main()
