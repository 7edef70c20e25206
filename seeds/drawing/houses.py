"""Houses, rows of them, the town far away and its spires. Every object stands on a point."""

from __future__ import annotations

import random
from collections.abc import Sequence

from .canvas import Colour, Pen, Point, clear, mix


def house(
    p: Pen,
    rng: random.Random,
    x: float,
    y: float,
    wide: float,
    high: float,
    wall: Colour,
    *,
    gable: str = "step",
    lit: float = 0.0,
    glass: Colour = "#2b3947",
    trim: Colour = "#efe6d4",
    light: Colour = "#ffd68a",
    roof: Colour = "#6b4034",
) -> None:
    """Draw a gabled town house whose front is `high` up to the eaves."""
    top = y - high
    peak = wide * rng.uniform(0.62, 0.8)
    if gable == "step":
        steps = 4
        points: list[Point] = [(x, y), (x, top)]
        for i in range(steps):
            points += [
                (x + wide * 0.5 * i / steps, top - peak * i / steps),
                (x + wide * 0.5 * i / steps, top - peak * (i + 1) / steps),
            ]
        points += [(x + wide - (px - x), py) for px, py in reversed(points)]
        p.poly(points, wall)
        for i in range(steps):
            for side in (0, 1):
                left = x + wide * 0.5 * i / steps if side == 0 else x + wide - wide * 0.5 * (i + 1) / steps
                p.rect(left - 1, top - peak * (i + 1) / steps - 4, wide * 0.5 / steps + 2, 5, trim)
    elif gable == "bell":
        p.poly([(x, y), (x, top), (x + wide, top), (x + wide, y)], wall)
        p.shape(
            [
                (x, top + 2),
                (x + wide * 0.06, top - peak * 0.3),
                (x + wide * 0.24, top - peak * 0.5),
                (x + wide * 0.3, top - peak * 0.9),
                (x + wide * 0.5, top - peak * 1.05),
                (x + wide * 0.7, top - peak * 0.9),
                (x + wide * 0.76, top - peak * 0.5),
                (x + wide * 0.94, top - peak * 0.3),
                (x + wide, top + 2),
            ],
            wall,
            6,
        )
    elif gable == "flat":
        p.poly([(x, y), (x, top), (x + wide, top), (x + wide, y)], wall)
        p.poly(
            [
                (x - 5, top),
                (x + wide + 5, top),
                (x + wide * 0.9, top - peak * 0.62),
                (x + wide * 0.1, top - peak * 0.62),
            ],
            roof,
        )
        p.rect(x + wide * 0.38, top - peak * 0.5, wide * 0.24, peak * 0.4, mix(wall, roof, 0.2))
        p.rect(
            x + wide * 0.43,
            top - peak * 0.42,
            wide * 0.14,
            peak * 0.28,
            light if rng.random() < lit else glass,
        )
    else:
        p.poly([(x, y), (x, top), (x + wide / 2, top - peak), (x + wide, top), (x + wide, y)], wall)
        p.line([(x - 5, top + 4), (x + wide / 2, top - peak - 3), (x + wide + 5, top + 4)], roof, wide * 0.05)
    p.rect(x, y - high * 1.0, wide * 0.09, high, clear("#ffffff", 0.06))
    p.rect(x + wide * 0.9, y - high, wide * 0.1, high, clear("#000000", 0.1))
    columns = max(2, round(wide / 42))
    storeys = max(2, round(high / 68))
    pane = wide / columns * 0.46
    for storey in range(storeys):
        for column in range(columns):
            left = x + wide * (column + 0.5) / columns - pane / 2
            foot = y - high * (storey + 0.24) / storeys
            tall = high / storeys * 0.52
            if storey == 0 and column == columns // 2:
                p.rect(left - 3, y - high / storeys * 0.74, pane + 6, high / storeys * 0.74, trim)
                p.rect(left, y - high / storeys * 0.7, pane, high / storeys * 0.7, mix(wall, "#101820", 0.55))
                continue
            on = rng.random() < lit
            p.rect(left - 2.5, foot - tall - 2.5, pane + 5, tall + 5, trim)
            p.rect(
                left,
                foot - tall,
                pane,
                tall,
                mix(light, "#ff9c4a", rng.uniform(0, 0.4)) if on else mix(glass, "#9fb6c4", rng.uniform(0, 0.3)),
            )
            p.line([(left + pane / 2, foot - tall), (left + pane / 2, foot)], trim, 1.4)
            p.line([(left, foot - tall * 0.62), (left + pane, foot - tall * 0.62)], trim, 1.4)
    if gable in ("step", "bell", "peak"):
        p.rect(x + wide / 2 - pane * 0.42, top - peak * 0.46, pane * 0.84, peak * 0.3, trim)
        p.rect(
            x + wide / 2 - pane * 0.34,
            top - peak * 0.43,
            pane * 0.68,
            peak * 0.25,
            light if rng.random() < lit else glass,
        )


def row_of_houses(
    p: Pen,
    rng: random.Random,
    x0: float,
    x1: float,
    y: float,
    size: float,
    walls: Sequence[Colour],
    *,
    lit: float = 0.0,
    shade: float = 0.0,
    tone: Colour = "#1d2733",
    roof: Colour = "#6b4034",
    light: Colour = "#ffd68a",
) -> None:
    """Build a street of gabled houses side by side."""
    x = x0
    last = ""
    while x < x1:
        wide = size * rng.uniform(0.42, 0.7)
        high = size * rng.uniform(0.75, 1.2)
        gable = rng.choice([g for g in ("step", "bell", "flat", "peak") if g != last])
        last = gable
        wall = mix(rng.choice(list(walls)), tone, shade)
        if gable == "flat" and rng.random() < 0.7:
            p.rect(
                x + wide * 0.2,
                y - high - wide * 0.7,
                wide * 0.08,
                wide * 0.5,
                mix(roof, tone, 0.3 + 0.7 * shade),
            )
        house(
            p,
            rng,
            x,
            y,
            wide,
            high,
            wall,
            gable=gable,
            lit=lit,
            glass=mix("#2b3947", tone, shade),
            trim=mix("#efe6d4", tone, 0.15 + shade * 0.85),
            roof=mix(roof, tone, shade),
            light=light,
        )
        x += wide + 1.5


def far_town(
    p: Pen,
    rng: random.Random,
    x0: float,
    x1: float,
    y: float,
    size: float,
    colour: Colour,
    *,
    lit: float = 0.0,
    church: float | None = None,
) -> None:
    """Draw the outline of a town far away; lights if it is late."""
    x = x0
    while x < x1:
        wide, high = size * rng.uniform(0.25, 0.6), size * rng.uniform(0.25, 0.62)
        roof = wide * rng.uniform(0.25, 0.6)
        kind = rng.random()
        if kind < 0.55:
            p.poly(
                [(x, y), (x, y - high), (x + wide / 2, y - high - roof), (x + wide, y - high), (x + wide, y)],
                colour,
            )
        elif kind < 0.85:
            p.poly(
                [
                    (x, y),
                    (x, y - high),
                    (x + wide * 0.15, y - high - roof * 0.6),
                    (x + wide * 0.85, y - high - roof * 0.6),
                    (x + wide, y - high),
                    (x + wide, y),
                ],
                colour,
            )
        else:
            p.rect(x, y - high * 1.25, wide, high * 1.25, colour)
        if rng.random() < 0.4:
            p.rect(x + wide * 0.7, y - high - roof * 0.9, wide * 0.1, roof, colour)
        for _ in range(8):
            if rng.random() < lit:
                p.rect(
                    x + rng.uniform(0.1, 0.8) * wide,
                    y - rng.uniform(0.1, 0.9) * high,
                    max(1.6, size * 0.022),
                    max(2.0, size * 0.032),
                    mix("#ffd68a", "#ffb060", rng.random()),
                )
        x += wide * rng.uniform(0.85, 1.05)
    if church is not None:
        spire(p, church, y, size * 1.7, colour)


def spire(p: Pen, x: float, y: float, high: float, colour: Colour, roof: Colour | None = None) -> None:
    """Draw the tower of St. Nikolai."""
    wide = high * 0.15
    top = roof or colour
    p.rect(x - wide / 2, y - high * 0.55, wide, high * 0.55, colour)
    p.poly(
        [
            (x - wide * 0.58, y - high * 0.54),
            (x - wide * 0.3, y - high * 0.66),
            (x + wide * 0.3, y - high * 0.66),
            (x + wide * 0.58, y - high * 0.54),
        ],
        top,
    )
    p.rect(x - wide * 0.26, y - high * 0.72, wide * 0.52, high * 0.07, colour)
    p.poly([(x - wide * 0.36, y - high * 0.71), (x, y - high), (x + wide * 0.36, y - high * 0.71)], top)
    p.line([(x, y - high), (x, y - high * 1.05)], top, max(1.2, high * 0.008))
    p.dot(x, y - high * 0.45, wide * 0.2, mix(colour, "#fff0cc", 0.6))
    p.rect(x - wide * 0.1, y - high * 0.33, wide * 0.2, high * 0.1, mix(colour, "#000000", 0.35))
