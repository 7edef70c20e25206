"""Sky, light, water, land and weather."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageFilter

from .canvas import Canvas, Colour, Pen, Point, clear, lut, mix, noise, smooth


def sun(c: Canvas, x: float, y: float, size: float, colour: Colour, halo: Colour, strength: float = 0.8) -> None:
    """Draw a sun or a moon with its light in the air."""
    c.glow(x, y, size * 16, halo, strength * 0.6, 2.2)
    c.glow(x, y, size * 5, halo, strength * 0.7, 2)
    with c.pen(blur=1.5) as p:
        p.dot(x, y, size, colour)
    c.glow(x, y, size * 2.4, colour, strength * 0.6, 2)


def clouds(
    c: Canvas,
    top: float,
    bottom: float,
    light: Colour,
    shade: Colour,
    *,
    cover: float = 0.5,
    stretch: float = 3.5,
    size: float = 5,
    opacity: float = 0.9,
    soft: float = 70,
) -> None:
    """Lay a field of clouds between two heights; the lower sides take the shade."""
    wide, high = c.image.size
    field = noise((wide, high), (size, size * stretch * c.h / c.w), 5, c.rng)
    # Towards the horizon clouds look flatter and closer: squeeze the rows.
    low = 255 * (1 - cover)
    mask = field.point(lut(low - soft / 2, low + soft / 2))
    band = ImageChops.multiply(
        c.between(top - 1, top + (bottom - top) * 0.25, 0, 1),
        c.between(bottom - (bottom - top) * 0.35, bottom, 1, 0),
    )
    mask = ImageChops.multiply(mask, band).point([round(value * opacity) for value in range(256)])
    c.stain(light, mask)
    below = ImageChops.offset(field.filter(ImageFilter.GaussianBlur(6 * c.s)), 0, -round(26 * c.s))
    inner = ImageChops.multiply(mask, below.point(lut(low - 10, low + soft)))
    c.stain(shade, inner.point([round(value * 0.85) for value in range(256)]))


def cumulus(p: Pen, rng: random.Random, x: float, y: float, size: float, light: Colour, shade: Colour) -> None:
    """Pile up one fair-weather cloud with a flat foot."""
    puffs = []
    for index in range(26):
        share = index / 25
        height = math.sin(share * math.pi) ** 0.8
        puffs.append(
            (
                x + (share - 0.5) * size * 2,
                y - rng.random() * height * size * 0.55,
                size * (0.09 + 0.2 * height),
            )
        )
    for tone, dx, dy in ((shade, 0.0, 0.05), (mix(shade, light, 0.6), -0.02, 0.0), (light, -0.05, -0.06)):
        for px, py, radius in puffs:
            p.oval(
                px + dx * size,
                min(py + dy * size, y - radius * 0.55),
                radius * (1 - abs(dy)),
                radius * 0.9,
                tone,
            )


def stars(c: Canvas, bottom: float, count: int = 500) -> None:
    """Sow stars above a height, thinner towards it."""
    with c.pen(light=True) as p:
        for _ in range(count):
            x, y = c.rng.random() * c.w, c.rng.random() ** 1.4 * bottom
            size = 0.6 + c.rng.random() ** 6 * 2.0
            tone = mix("#cfe0ff", "#fff3d8", c.rng.random())
            p.dot(x, y, size, clear(tone, (0.25 + 0.75 * c.rng.random()) * (1 - 0.7 * y / bottom)))


def aurora(c: Canvas, path: Sequence[Point], height: float, low: Colour, high: Colour, strength: float) -> None:
    """Hang a curtain of northern light along a path."""
    wide, tall = c.image.size
    glow = Image.new("RGB", (wide, tall))
    rays = noise((wide, 1), (34, 2), 5, c.rng)
    pixels = glow.load()
    assert pixels is not None
    steps = 64
    strip = Image.new("RGB", (1, steps))
    for step in range(steps):
        share = step / (steps - 1)
        fall = (share**1.7) * (1 - smooth(0.93, 1, share))
        strip.putpixel((0, step), tuple(round(v * fall * strength) for v in mix(high, low, smooth(0.25, 0.8, share))))
    points = [(x * c.s, y * c.s) for x, y in path]
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        span = max(1, abs(round(x1 - x0)))
        for step in range(span):
            x = round(x0 + (x1 - x0) * step / span)
            if not 0 <= x < wide:
                continue
            y = y0 + (y1 - y0) * step / span
            ray = rays.getpixel((x, 0))
            assert isinstance(ray, (int, float))
            size = round(height * c.s * (0.45 + 0.75 * ray / 255))
            column = strip.resize((1, max(2, size)), Image.Resampling.BICUBIC)
            dim = 0.35 + 0.65 * ray / 255
            column = column.point([round(v * dim) for v in range(256)] * 3)
            spot = (x, round(y) - size)
            below = glow.crop((spot[0], spot[1], spot[0] + 1, spot[1] + column.height))
            glow.paste(ImageChops.add(below, column), spot)
    soft = glow.filter(ImageFilter.GaussianBlur(3 * c.s))
    wide_soft = glow.filter(ImageFilter.GaussianBlur(40 * c.s))
    c.image = ImageChops.screen(ImageChops.screen(c.image, soft), wide_soft)


def ridge(c: Canvas, y: float, height: float, rough: float, *, x0: float = 0, x1: float | None = None) -> list[Point]:
    """Draw the upper edge of a range of hills or dunes."""
    right = c.w if x1 is None else x1
    waves = [(c.rng.uniform(0.6, 1.4) * rough * 2**i, c.rng.random() * math.tau, 1 / 1.9**i) for i in range(5)]
    points = []
    for step in range(201):
        x = x0 + (right - x0) * step / 200
        value = sum(math.sin(x / c.w * math.tau * f + phase) * size for f, phase, size in waves) / 2
        points.append((x, y - height * (0.5 + 0.5 * value)))
    return points


def land(
    c: Canvas,
    y: float,
    height: float,
    rough: float,
    colour: Colour,
    foot: Colour | None = None,
    *,
    bottom: float | None = None,
    texture: float = 0.25,
) -> None:
    """Fill a range of hills down to the foot of the picture or to a height."""
    floor = c.h if bottom is None else bottom
    edge = ridge(c, y, height, rough)
    fade = None if foot is None else (foot, y - height, floor, 0.0, 1.0)
    with c.pen(fade=fade, texture=texture) as p:
        p.poly([(0, floor), *edge, (c.w, floor)], colour)


def tree_line(c: Canvas, y: float, size: float, colour: Colour, *, x0: float = 0, x1: float = 1600) -> None:
    """Draw a far row of trees and bushes."""
    with c.pen() as p:
        p.rect(x0, y - size * 0.12, x1 - x0, size * 0.14, colour)
        x = x0
        while x < x1:
            radius = size * c.rng.uniform(0.12, 0.42)
            for _ in range(7):
                p.oval(
                    x + c.rng.uniform(-0.6, 0.6) * radius,
                    y - radius * c.rng.uniform(0.2, 1.1),
                    radius * c.rng.uniform(0.3, 0.55),
                    radius * c.rng.uniform(0.3, 0.6),
                    colour,
                )
            x += radius * c.rng.uniform(0.5, 1.4)


def tree(
    p: Pen, rng: random.Random, x: float, y: float, size: float, colour: Colour, leaves: Sequence[Colour] = ()
) -> None:
    """Let a tree grow, bare or with leaves."""

    def branch(bx: float, by: float, angle: float, length: float, width: float, depth: int) -> None:
        ex, ey = bx + math.sin(angle) * length, by - math.cos(angle) * length
        p.line([(bx, by), (ex, ey)], colour, max(0.8, width))
        if depth == 0:
            for tone in leaves:
                radius = size * rng.uniform(0.03, 0.075)
                p.dot(ex + rng.gauss(0, size * 0.04), ey + rng.gauss(0, size * 0.04), radius, clear(tone, 0.85))
            return
        for _ in range(2 if depth < 4 else 3):
            branch(
                ex,
                ey,
                angle + rng.uniform(-0.62, 0.62),
                length * rng.uniform(0.66, 0.86),
                width * 0.66,
                depth - 1,
            )

    branch(x, y, rng.uniform(-0.05, 0.05), size * 0.26, size * 0.045, 6)


def grass(
    p: Pen,
    rng: random.Random,
    x0: float,
    x1: float,
    y: float,
    size: float,
    tones: Sequence[Colour],
    count: int,
) -> None:
    """Draw blades of grass or reed that lean with the wind."""
    for _ in range(count):
        x = rng.uniform(x0, x1)
        foot = y + rng.uniform(-0.1, 0.35) * size
        tall = size * rng.uniform(0.4, 1.0)
        lean = tall * rng.uniform(0.05, 0.6)
        width = max(1.0, size * 0.018)
        p.curve(
            [(x, foot), (x + lean * 0.3, foot - tall * 0.6), (x + lean, foot - tall)],
            rng.choice(list(tones)),
            width,
        )


def water(
    c: Canvas,
    y: float,
    *,
    bottom: float | None = None,
    tint: Colour = "#0d2436",
    depth: float = 0.35,
    waves: float = 1.0,
    squeeze: float = 1.0,
    shine: Colour | None = None,
    shine_strength: float = 0.5,
) -> None:
    """Turn everything below a height into water: what stands above is mirrored, broken by waves and tinted."""
    wide = c.image.width
    line = round(y * c.s)
    floor = c.image.height if bottom is None else round(bottom * c.s)
    high = floor - line
    above = c.image.crop((0, max(0, line - round(high / squeeze)), wide, line))
    mirror = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize((wide, high), Image.Resampling.BICUBIC)
    mirror = mirror.filter(ImageFilter.GaussianBlur(1.3 * c.s))
    pad = math.ceil(16 * c.s * waves) + 2
    sheet = Image.new("RGB", (wide + 2 * pad, high))
    sheet.paste(mirror.crop((0, 0, 1, high)).resize((pad, high)), (0, 0))
    sheet.paste(mirror.crop((wide - 1, 0, wide, high)).resize((pad, high)), (wide + pad, 0))
    sheet.paste(mirror, (pad, 0))
    out = Image.new("RGB", (wide, high))
    phases = [c.rng.random() * math.tau for _ in range(6)]
    for row in range(high):
        share = row / high
        # Seen from a boat, waves far away are close together.
        far = 1 / (0.035 + share)
        swing = (
            math.sin(far * 5.2 + phases[0])
            + 0.7 * math.sin(far * 11.3 + phases[1])
            + 0.5 * math.sin(row / c.s * 0.9 + phases[2])
        )
        reach = waves * c.s * (0.8 + 10 * share)
        source = min(high - 1, max(0, round(row + swing * reach * 0.9)))
        shift = round(
            waves
            * c.s
            * (1 + 9 * share)
            * (math.sin(far * 7.7 + phases[3]) + 0.6 * math.sin(row / c.s * 0.55 + phases[4]))
            * 0.6
        )
        out.paste(sheet.crop((pad - shift, source, pad - shift + wide, source + 1)), (0, row))
    shade = Image.new("L", (1, high))
    shade.putdata([round(255 * depth * (0.35 + 0.65 * smooth(0, 1, row / high))) for row in range(high)])
    out.paste(Image.new("RGB", out.size, mix(tint, tint, 0)), (0, 0), shade.resize(out.size))
    if shine is not None:
        out.paste(
            Image.new("RGB", out.size, mix(shine, shine, 0)),
            (0, 0),
            _sparkle(c, wide, high, shine_strength, light=True),
        )
        dark = mix(tint, "#000000", 0.25)
        out.paste(
            Image.new("RGB", out.size, dark),
            (0, 0),
            _sparkle(c, wide, high, shine_strength * 0.7, light=False),
        )
    c.image.paste(out, (0, line))


def _sparkle(c: Canvas, wide: int, high: int, strength: float, *, light: bool) -> Image.Image:
    """Ripples: a field of flat waves, drawn together towards the horizon."""
    tall = 900
    field = noise((wide, tall), (wide / c.s / 90, 110), 3, c.rng)
    low, up = (150, 215) if light else (165, 230)
    field = field.point(lut(low, up))
    mask = Image.new("L", (wide, high))
    for row in range(high):
        share = (row + 1) / high
        place = math.log(1 + 22 * share) / math.log(23) * (tall - 1)
        mask.paste(field.crop((0, round(place), wide, round(place) + 1)), (0, row))
    fade = Image.new("L", (1, high))
    fade.putdata([round(255 * strength * (1 - 0.35 * row / high) * smooth(0, 0.02, row / high)) for row in range(high)])
    return ImageChops.multiply(mask, fade.resize(mask.size))


def sun_path(c: Canvas, x: float, y: float, colour: Colour, *, spread: float = 130, strength: float = 0.9) -> None:
    """Lay the path of light of a low sun on the water."""
    with c.pen(blur=1.2, light=True) as p:
        for _ in range(420):
            share = c.rng.random() ** 1.3
            place = y + 3 + share * (c.h - y)
            reach = 8 + spread * share
            width = c.rng.uniform(0.3, 1) * (10 + 90 * share)
            middle = x + c.rng.gauss(0, reach * 0.5)
            alpha = strength * (1 - 0.55 * share) * c.rng.uniform(0.3, 1)
            p.oval(middle, place, width / 2, 0.8 + 2.8 * share, clear(colour, alpha))


def rain(c: Canvas, count: int = 700, colour: Colour = "#dbe6ee", slant: float = 0.25, strength: float = 0.25) -> None:
    """Let it rain."""
    with c.pen() as p:
        for _ in range(count):
            x, y = c.rng.uniform(-100, c.w + 100), c.rng.uniform(-80, c.h)
            near = c.rng.random()
            size = 18 + 60 * near
            p.line(
                [(x, y), (x - size * slant, y + size)],
                clear(colour, strength * (0.3 + 0.7 * near)),
                0.8 + near,
            )


def snow(c: Canvas, count: int = 900, *, near: int = 24, wind: float = 0.0) -> None:
    """Let it snow: many far flakes, a few near ones out of focus."""
    with c.pen() as p:
        for _ in range(count):
            x, y = c.rng.uniform(0, c.w), c.rng.uniform(0, c.h)
            size = 0.9 + c.rng.random() ** 3 * 3.2
            p.oval(x, y, size * (1 + wind), size, clear("#ffffff", c.rng.uniform(0.35, 0.9)))
    with c.pen(blur=5, opacity=0.5) as p:
        for _ in range(near):
            p.dot(c.rng.uniform(0, c.w), c.rng.uniform(0, c.h), c.rng.uniform(6, 14), "#ffffff")


def gull(p: Pen, x: float, y: float, size: float, colour: Colour, tilt: float = 0) -> None:
    """Draw a gull on the wing, far away."""
    left = [(-1.0, -0.28 + tilt), (-0.55, -0.42 + tilt * 0.5), (-0.12, -0.06), (0, 0.04)]
    right = [(0, 0.04), (0.12, -0.06), (0.55, -0.42 - tilt * 0.5), (1.0, -0.28 - tilt)]
    p.curve([(x + a * size, y + b * size) for a, b in left], colour, max(1.2, size * 0.085))
    p.curve([(x + a * size, y + b * size) for a, b in right], colour, max(1.2, size * 0.085))
    p.oval(x, y + size * 0.02, size * 0.11, size * 0.07, colour)


def gulls(c: Canvas, box: tuple[float, float, float, float], count: int, colour: Colour, size: float = 16) -> None:
    """Scatter gulls over a part of the sky."""
    with c.pen() as p:
        for _ in range(count):
            x, y = c.rng.uniform(box[0], box[2]), c.rng.uniform(box[1], box[3])
            gull(p, x, y, size * c.rng.uniform(0.5, 1.2), colour, c.rng.uniform(-0.25, 0.25))


def spray(c: Canvas, x: float, y: float, size: float, colour: Colour = "#f2f7fa", count: int = 500) -> None:
    """Throw up the spray of a breaking wave."""
    with c.pen(blur=7, opacity=0.8) as p:
        for _ in range(count // 5):
            angle, reach = c.rng.gauss(0, 0.5), size * c.rng.random() ** 0.7
            p.dot(
                x + math.sin(angle) * reach * 0.8,
                y - math.cos(angle) * reach * 0.85,
                size * c.rng.uniform(0.02, 0.1),
                clear(colour, 0.4),
            )
    with c.pen() as p:
        for _ in range(count):
            angle, reach = c.rng.gauss(0, 0.55), size * c.rng.random() ** 0.6
            p.dot(
                x + math.sin(angle) * reach,
                y - math.cos(angle) * reach,
                c.rng.uniform(0.8, 4.2),
                clear(colour, c.rng.uniform(0.3, 0.9)),
            )


def smoke(c: Canvas, path: Sequence[Point], start: float, end: float, colour: Colour, strength: float = 0.5) -> None:
    """Let smoke or steam drift along a path."""
    with c.pen(blur=6, opacity=strength) as p:
        for (x0, y0), (x1, y1), share in zip(path, path[1:], [i / len(path) for i in range(len(path))], strict=False):
            for step in range(24):
                t = step / 24
                size = start + (end - start) * (share + t / len(path))
                p.dot(
                    x0 + (x1 - x0) * t + c.rng.gauss(0, size * 0.4),
                    y0 + (y1 - y0) * t + c.rng.gauss(0, size * 0.35),
                    size * c.rng.uniform(0.35, 0.8),
                    clear(mix(colour, "#ffffff", c.rng.uniform(0, 0.25)), 0.55),
                )
