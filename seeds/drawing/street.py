"""What stands in a street: counters, stalls, lamps, umbrellas, strings of lights."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Sequence

from .canvas import Canvas, Colour, Pen, Point, clear, mix


def counter(
    p: Pen,
    rng: random.Random,
    x: float,
    y: float,
    wide: float,
    goods: Sequence[Colour],
    *,
    shade: float = 0.0,
    tone: Colour = "#1a2430",
) -> None:
    """Draw the table of a stall with its crates; whoever sells stands behind it."""

    def dim(colour: Colour) -> Colour:
        return mix(colour, tone, shade)

    u = wide / 100
    p.rect(x + 2 * u, y - 30 * u, 96 * u, 30 * u, dim("#a07d56"))
    for i in range(5):
        p.line([(x + (8 + i * 21) * u, y - 27 * u), (x + (8 + i * 21) * u, y)], dim("#7f6042"), 0.9 * u)
    p.rect(x, y - 33 * u, 100 * u, 5 * u, dim("#c7a77b"))
    for i in range(5):
        left = x + (4 + i * 19) * u
        p.poly(
            [
                (left, y - 33 * u),
                (left + 17 * u, y - 33 * u),
                (left + 16 * u, y - 40 * u),
                (left + 1 * u, y - 40 * u),
            ],
            dim("#8a6742"),
        )
        tone2 = rng.choice(list(goods))
        for _ in range(13):
            p.dot(
                left + rng.uniform(2.5, 14.5) * u,
                y - rng.uniform(39.5, 43.5) * u,
                rng.uniform(1.5, 2.3) * u,
                mix(dim(tone2), dim("#fff2d6"), rng.uniform(0, 0.3)),
            )


def stall(
    p: Pen,
    rng: random.Random,
    x: float,
    y: float,
    wide: float,
    cloth: Colour,
    second: Colour,
    goods: Sequence[Colour],
    *,
    shade: float = 0.0,
    tone: Colour = "#1a2430",
) -> None:
    """Draw a market stall with a striped awning and goods in crates."""

    def dim(colour: Colour) -> Colour:
        return mix(colour, tone, shade)

    u = wide / 100
    for px in (x + 5 * u, x + 93 * u):
        p.rect(px, y - 74 * u, 2 * u, 74 * u, dim("#5a4a3a"))
    p.rect(x + 6 * u, y - 72 * u, 88 * u, 46 * u, clear(dim("#3a2f2a"), 0.55))
    counter(p, rng, x, y, wide, goods, shade=shade, tone=tone)
    stripes = 8
    for i in range(stripes):
        a, b = i / stripes, (i + 1) / stripes
        colour = dim(cloth if i % 2 else second)
        p.poly(
            [
                (x + (8 + 84 * a) * u, y - 94 * u),
                (x + (8 + 84 * b) * u, y - 94 * u),
                (x + (-4 + 108 * b) * u, y - 72 * u),
                (x + (-4 + 108 * a) * u, y - 72 * u),
            ],
            colour,
        )
        middle = x + (-4 + 108 * (a + b) / 2) * u
        p.oval(middle, y - 72 * u, 108 / stripes / 2 * u, 5 * u, mix(colour, "#000000", 0.14))
    p.poly(
        [
            (x + 8 * u, y - 94 * u),
            (x + 92 * u, y - 94 * u),
            (x + 93.5 * u, y - 91 * u),
            (x + 6.5 * u, y - 91 * u),
        ],
        clear("#ffffff", 0.25),
    )


def lamp_post(p: Pen, x: float, y: float, tall: float, colour: Colour = "#26272c") -> None:
    """Draw an old street lamp."""
    u = tall / 100
    p.rect(x - 1.1 * u, y - 84 * u, 2.2 * u, 84 * u, colour)
    p.rect(x - 2.6 * u, y - 12 * u, 5.2 * u, 12 * u, colour)
    p.rect(x - 7 * u, y - 76 * u, 14 * u, 1.4 * u, colour)
    p.poly(
        [(x - 3 * u, y - 84 * u), (x + 3 * u, y - 84 * u), (x + 5 * u, y - 96 * u), (x - 5 * u, y - 96 * u)],
        "#ffe6ac",
    )
    p.poly([(x - 6 * u, y - 96 * u), (x + 6 * u, y - 96 * u), (x, y - 102 * u)], colour)


def umbrella(p: Pen, x: float, y: float, size: float, colour: Colour) -> None:
    """Open an umbrella, its tip at y."""
    points: list[Point] = []
    for i in range(25):
        angle = math.pi + math.pi * i / 24
        points.append((x + math.cos(angle) * size, y + size * 0.62 + math.sin(angle) * size * 0.62))
    for i in range(4):
        middle = x + size - size * (i + 0.5) * 0.5
        points += [
            (middle + size * 0.2, y + size * 0.58),
            (middle, y + size * 0.53),
            (middle - size * 0.2, y + size * 0.58),
        ]
    p.poly(points, colour)
    for share in (-0.5, 0.0, 0.5):
        p.curve(
            [(x, y), (x + share * size * 0.8, y + size * 0.2), (x + share * size, y + size * 0.6)],
            mix(colour, "#000000", 0.2),
            max(1, size * 0.02),
        )
    p.shape(
        [
            (x - size * 0.1, y + size * 0.02),
            (x - size * 0.62, y + size * 0.25),
            (x - size * 0.8, y + size * 0.5),
            (x - size * 0.45, y + size * 0.25),
        ],
        clear("#ffffff", 0.22),
        5,
    )
    p.line([(x, y), (x, y - size * 0.1)], mix(colour, "#000000", 0.4), max(1.2, size * 0.04))


def string_lights(c: Canvas, points: Sequence[Point], count: int, *, sag: float = 40, size: float = 5) -> None:
    """Hang strings of lamps between points."""
    lamps: list[Point] = []
    with c.pen() as p:
        for (x0, y0), (x1, y1) in itertools.pairwise(points):
            line = []
            for i in range(count + 1):
                t = i / count
                line.append((x0 + (x1 - x0) * t, y0 + (y1 - y0) * t + sag * 4 * t * (1 - t)))
            p.line(line, "#2a2228", 1.6)
            lamps += line[1:-1]
        for x, y in lamps:
            p.dot(x, y + size, size, "#ffe9b4")
    for x, y in lamps:
        c.glow(x, y + size, size * 7, "#ffb14e", 0.75, 2.6)
