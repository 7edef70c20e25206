"""Canvas and pen: everything is drawn in base units (1600 wide), whatever the size in pixels turns out to be."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

Rgb = tuple[int, int, int]
Colour = str | tuple[int, ...]
Point = tuple[float, float]
Stops = Sequence[tuple[float, Colour]]

OVERSAMPLING = 2


def rgb(colour: Colour) -> Rgb:
    """Read `#rrggbb` or a tuple as three numbers."""
    if isinstance(colour, str):
        return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
    return colour[0], colour[1], colour[2]


def mix(first: Colour, second: Colour, share: float) -> Rgb:
    """Blend two colours; 0 is the first, 1 the second."""
    one, two = rgb(first), rgb(second)
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, two, strict=True))
    return red, green, blue


def clear(colour: Colour, alpha: float) -> tuple[int, int, int, int]:
    """Give a colour an opacity between 0 and 1."""
    red, green, blue = rgb(colour)
    return red, green, blue, round(255 * alpha)


def ramp(stops: Stops, share: float) -> Rgb:
    """Colour at a place of a gradient."""
    before = stops[0]
    for stop in stops:
        if share <= stop[0]:
            span = stop[0] - before[0]
            return mix(before[1], stop[1], (share - before[0]) / span if span else 0)
        before = stop
    return rgb(stops[-1][1])


def smooth(low: float, high: float, value: float) -> float:
    """Step softly from 0 at `low` to 1 at `high`."""
    share = min(1.0, max(0.0, (value - low) / (high - low)))
    return share * share * (3 - 2 * share)


def lut(low: float, high: float, gain: float = 255) -> list[int]:
    """Make a look-up table for `point`: a soft threshold."""
    return [round(gain * smooth(low, high, value)) for value in range(256)]


def spline(points: Sequence[Point], steps: int = 12) -> list[Point]:
    """Draw a soft curve through the points (Catmull-Rom)."""
    ends = [points[0], *points, points[-1]]
    out: list[Point] = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for step in range(steps):
            t = step / steps
            out.append(
                (
                    0.5
                    * (
                        2 * b[0]
                        + (c[0] - a[0]) * t
                        + (2 * a[0] - 5 * b[0] + 4 * c[0] - d[0]) * t * t
                        + (3 * b[0] - a[0] - 3 * c[0] + d[0]) * t**3
                    ),
                    0.5
                    * (
                        2 * b[1]
                        + (c[1] - a[1]) * t
                        + (2 * a[1] - 5 * b[1] + 4 * c[1] - d[1]) * t * t
                        + (3 * b[1] - a[1] - 3 * c[1] + d[1]) * t**3
                    ),
                )
            )
    out.append(points[-1])
    return out


def noise(size: tuple[int, int], cells: tuple[float, float], octaves: int, rng: random.Random) -> Image.Image:
    """Soft clouds of grey in several sizes, spread over the whole range."""
    total: Image.Image | None = None
    for octave in range(octaves):
        wide = max(2, round(cells[0] * 2**octave))
        high = max(2, round(cells[1] * 2**octave))
        if wide > size[0] * 2 or high > size[1] * 2:
            break
        small = Image.frombytes("L", (wide, high), rng.randbytes(wide * high))
        large = small.resize(size, Image.Resampling.BICUBIC)
        total = large if total is None else Image.blend(total, large, 1 / (1 + 1.9**octave * 0.85))
    assert total is not None
    low, high_value = total.getextrema()
    assert isinstance(low, (int, float))
    assert isinstance(high_value, (int, float))
    span = max(1.0, high_value - low)
    return total.point([round(min(255.0, max(0.0, (value - low) * 255 / span))) for value in range(256)])


class Brush:
    """Draws one shape into a small mask that lies somewhere on the layer."""

    def __init__(self, draw: ImageDraw.ImageDraw, strength: int, left: int, top: int) -> None:
        self.draw, self.strength, self.left, self.top = draw, strength, left, top

    def _here(self, points: Sequence[Point]) -> list[Point]:
        return [(x - self.left, y - self.top) for x, y in points]

    def poly(self, points: Sequence[Point]) -> None:
        self.draw.polygon(self._here(points), fill=self.strength)

    def line(self, points: Sequence[Point], wide: int) -> None:
        self.draw.line(self._here(points), fill=self.strength, width=wide, joint="curve")

    def oval(self, box: tuple[float, float, float, float]) -> None:
        (left, top), (right, bottom) = self._here([box[:2], box[2:]])
        self.draw.ellipse((left, top, right, bottom), fill=self.strength)


class Pen:
    """Draws flat shapes at twice the size; the canvas scales them down, and so smooth, when it puts them on."""

    def __init__(self, canvas: Canvas) -> None:
        self.k = canvas.s * OVERSAMPLING
        size = canvas.image.width * OVERSAMPLING, canvas.image.height * OVERSAMPLING
        self.image = Image.new("RGBA", size)
        self.draw = ImageDraw.Draw(self.image)
        self.ox = self.oy = 0.0
        self.zoom = 1.0
        self.flip = False
        self.fall = 1.0

    def at(self, x: float, y: float, zoom: float = 1.0, *, flip: bool = False, fall: float = 1.0) -> Pen:
        """Move the origin: what is drawn next stands at x, y in its own size.

        `flip` turns left and right; a negative `fall` turns upside down, as water does.
        """
        self.ox, self.oy, self.zoom, self.flip, self.fall = x, y, zoom, flip, fall
        return self

    def home(self) -> Pen:
        """Go back to the canvas' own units."""
        return self.at(0, 0)

    def _points(self, points: Sequence[Point]) -> list[Point]:
        side = -1 if self.flip else 1
        return [
            ((self.ox + side * x * self.zoom) * self.k, (self.oy + self.fall * y * self.zoom) * self.k)
            for x, y in points
        ]

    def _ink(self, colour: Colour) -> tuple[int, ...]:
        return colour if isinstance(colour, tuple) else rgb(colour)

    def _glaze(
        self, points: Sequence[Point], ink: tuple[int, ...], margin: float, draw: Callable[[Brush], None]
    ) -> None:
        """Lay a translucent shape over what is there; the plain drawing calls would cut a hole instead."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        left, top = max(0, math.floor(min(xs) - margin)), max(0, math.floor(min(ys) - margin))
        right = min(self.image.width, math.ceil(max(xs) + margin) + 1)
        bottom = min(self.image.height, math.ceil(max(ys) + margin) + 1)
        if left >= right or top >= bottom:
            return
        mask = Image.new("L", (right - left, bottom - top))
        draw(Brush(ImageDraw.Draw(mask), ink[3], left, top))
        veil = Image.new("RGBA", mask.size, (*ink[:3], 0))
        veil.putalpha(mask)
        self.image.alpha_composite(veil, (left, top))

    def poly(self, points: Sequence[Point], colour: Colour) -> None:
        ink, spots = self._ink(colour), self._points(points)
        if len(ink) == 4 and ink[3] < 255:
            self._glaze(spots, ink, 0, lambda brush: brush.poly(spots))
        else:
            self.draw.polygon(spots, fill=ink)

    def shape(self, points: Sequence[Point], colour: Colour, steps: int = 12) -> None:
        """Fill a polygon with soft corners through the points."""
        self.poly(spline(points, steps), colour)

    def line(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        wide = max(1, round(width * self.k * self.zoom))
        ink, spots = self._ink(colour), self._points(points)
        if len(ink) == 4 and ink[3] < 255:
            self._glaze(spots, ink, wide, lambda brush: brush.line(spots, wide))
        else:
            self.draw.line(spots, fill=ink, width=wide, joint="curve")

    def curve(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        self.line(spline(points), colour, width)

    def rect(self, x: float, y: float, wide: float, high: float, colour: Colour) -> None:
        self.poly([(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)], colour)

    def oval(self, x: float, y: float, rx: float, ry: float, colour: Colour) -> None:
        (left, top), (right, bottom) = self._points([(x - rx, y - ry), (x + rx, y + ry)])
        box = min(left, right), min(top, bottom), max(left, right), max(top, bottom)
        ink = self._ink(colour)
        if len(ink) == 4 and ink[3] < 255:
            self._glaze([box[:2], box[2:]], ink, 0, lambda brush: brush.oval(box))
        else:
            self.draw.ellipse(box, fill=ink)

    def dot(self, x: float, y: float, radius: float, colour: Colour) -> None:
        self.oval(x, y, radius, radius, colour)

    def ring(self, x: float, y: float, radius: float, colour: Colour, width: float) -> None:
        points = [
            (x + radius * math.cos(i * math.tau / 48), y + radius * math.sin(i * math.tau / 48)) for i in range(49)
        ]
        self.line(points, colour, width)


class Canvas:
    """A picture under way."""

    def __init__(self, name: str, size: tuple[int, int] = (1600, 1067), scale: float = 1.0) -> None:
        self.w, self.h = size
        self.s = scale
        self.rng = random.Random(name)
        self.image = Image.new("RGB", (round(self.w * scale), round(self.h * scale)))

    def afloat(
        self,
        x: float,
        y: float,
        zoom: float,
        draw: Callable[[Pen], None],
        *,
        flip: bool = False,
        mirror: float = 0.4,
    ) -> None:
        """Put something on the water and its mirror image under it."""
        with self.pen(opacity=mirror, blur=2.2 * zoom) as p:
            draw(p.at(x, y + 6 * zoom, zoom, flip=flip, fall=-0.85))
        with self.pen() as p:
            draw(p.at(x, y, zoom, flip=flip))

    @contextmanager
    def pen(
        self,
        *,
        blur: float = 0,
        opacity: float = 1,
        fade: tuple[Colour, float, float, float, float] | None = None,
        light: bool = False,
        texture: float = 0,
    ) -> Iterator[Pen]:
        """Hand out a pen and put what it drew on the picture.

        `fade` is (colour, y, y, strength, strength): air that lies over the layer between two heights. `light`
        adds instead of covering. `texture` roughens the surface like gouache.
        """
        pen = Pen(self)
        yield pen
        box = pen.image.getbbox()
        if box is None:
            return
        layer = pen.image.resize(self.image.size, Image.Resampling.BOX)
        alpha = layer.getchannel("A")
        colour = layer.convert("RGB")
        if fade is not None:
            air = self.between(fade[1], fade[2], fade[3], fade[4])
            colour.paste(Image.new("RGB", colour.size, rgb(fade[0])), (0, 0), air)
        if texture:
            grain = noise(self.image.size, (self.w / 60, self.h / 60), 4, self.rng)
            shade = grain.point([round(128 + (value - 128) * texture) for value in range(256)])
            colour = ImageChops.overlay(colour, Image.merge("RGB", (shade,) * 3))
        if blur:
            colour.putalpha(alpha)
            layer = colour.convert("RGBa").filter(ImageFilter.GaussianBlur(blur * self.s)).convert("RGBA")
            alpha, colour = layer.getchannel("A"), layer.convert("RGB")
        if opacity < 1:
            alpha = alpha.point([round(value * opacity) for value in range(256)])
        if light:
            colour = ImageChops.screen(self.image, colour)
        self.image.paste(colour, (0, 0), alpha)

    def between(self, top: float, bottom: float, at_top: float, at_bottom: float) -> Image.Image:
        """Make a mask that runs from one strength to another between two heights."""
        rows = Image.new("L", (1, self.image.height))
        rows.putdata(
            [
                round(255 * (at_top + (at_bottom - at_top) * smooth(top, bottom, row / self.s)))
                for row in range(self.image.height)
            ]
        )
        return rows.resize(self.image.size)

    def wash(self, rows: Sequence[tuple[float, Sequence[Colour]]]) -> None:
        """Fill the picture with a soft net of colours: (height in base units, colours from left to right)."""
        steps = 48
        columns = max(len(colours) for _, colours in rows)
        net = Image.new("RGB", (columns, steps))
        for column in range(columns):
            stops = [(y, colours[column * len(colours) // columns]) for y, colours in rows]
            for step in range(steps):
                net.putpixel((column, step), ramp(stops, step / (steps - 1) * self.h))
        self.image.paste(net.resize(self.image.size, Image.Resampling.BICUBIC))

    def mist(self, colour: Colour, top: float, bottom: float, at_top: float, at_bottom: float) -> None:
        """Lay even air over the picture."""
        self.image.paste(rgb(colour), (0, 0, *self.image.size), self.between(top, bottom, at_top, at_bottom))

    def stain(self, colour: Colour, mask: Image.Image) -> None:
        """Lay a colour over the picture where the mask lets it."""
        self.image.paste(rgb(colour), (0, 0, *self.image.size), mask)

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float = 1, power: float = 2) -> None:
        """Add a round light."""
        size = max(2, round(radius * 2 * self.s))
        left, top = round((x - radius) * self.s), round((y - radius) * self.s)
        box = (
            max(0, left),
            max(0, top),
            min(self.image.width, left + size),
            min(self.image.height, top + size),
        )
        if box[0] >= box[2] or box[1] >= box[3]:
            return
        disc = Image.radial_gradient("L").point(
            [round(255 * strength * max(0.0, 1 - value / 180) ** power) for value in range(256)]
        )
        disc = disc.resize((size, size), Image.Resampling.BICUBIC)
        disc = disc.crop((box[0] - left, box[1] - top, box[2] - left, box[3] - top))
        inks = [disc.point([round(value * part / 255) for value in range(256)]) for part in rgb(colour)]
        part = self.image.crop(box)
        self.image.paste(ImageChops.screen(part, Image.merge("RGB", inks)), box)

    def finish(self, *, bloom: float = 0.25, vignette: float = 0.3, grain: float = 3.2) -> None:
        """Add the last things: bright parts bleed, corners darken, a little grain."""
        image = self.image
        if bloom:
            bright = image.point(lut(120, 255) * 3).filter(ImageFilter.GaussianBlur(22 * self.s))
            image = Image.blend(image, ImageChops.screen(image, bright), bloom)
        image = ImageEnhance.Color(image).enhance(1.14)
        if vignette:
            edge = Image.radial_gradient("L").point(
                [round(255 - vignette * 255 * smooth(70, 260, v)) for v in range(256)]
            )
            edge = edge.resize(image.size, Image.Resampling.BICUBIC)
            image = ImageChops.multiply(image, Image.merge("RGB", (edge,) * 3))
        if grain:
            count = image.width * image.height
            dust = Image.frombytes("L", image.size, self.rng.randbytes(count))
            dust = dust.filter(ImageFilter.GaussianBlur(0.7))
            dust = dust.point([round(128 + (value - 128) * grain / 60) for value in range(256)])
            image = ImageChops.overlay(image, Image.merge("RGB", (dust,) * 3))
        self.image = image
