"""Houses, streets, people, stalls, a train. Every object stands with its foot at y = 0."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Sequence

from .canvas import Canvas, Colour, Pen, Point, clear, mix

COATS: tuple[Colour, ...] = (
    "#2f4858",
    "#8c3f3a",
    "#c9963f",
    "#3f6f68",
    "#5b4b6e",
    "#b5613f",
    "#33425c",
    "#d2c5a8",
)
SKINS: tuple[Colour, ...] = ("#e3b491", "#c98f68", "#8d5b3e", "#f0cdb0", "#6f452f")
HAIRS: tuple[Colour, ...] = ("#3a2a20", "#1f1a1c", "#8a5a34", "#c7a15a", "#d9d4cc", "#5a4032")


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


def person(
    p: Pen,
    rng: random.Random,
    x: float,
    y: float,
    tall: float,
    *,
    coat: Colour | None = None,
    skin: Colour | None = None,
    hair: Colour | None = None,
    stride: float = 0.0,
    arm: float | None = None,
    hat: Colour | None = None,
    shade: float = 0.0,
    tone: Colour = "#1a2430",
    skirt: bool = False,
) -> None:
    """Draw somebody standing or walking; `arm` lifts an arm (in turns from hanging down)."""

    def dim(colour: Colour) -> Colour:
        return mix(colour, tone, shade)

    wear = dim(coat or rng.choice(COATS))
    face = dim(skin or rng.choice(SKINS))
    locks = dim(hair or rng.choice(HAIRS))
    legs = dim(rng.choice(("#26303c", "#3b3f4a", "#4a4038", "#2d3b4d")))
    u = tall / 100
    for side in (-1, 1):
        foot = x + side * (3 + stride * 11) * u
        p.poly(
            [
                (x + side * 1 * u - 4.4 * u, y - 46 * u),
                (x + side * 1 * u + 4.4 * u, y - 46 * u),
                (foot + 3.6 * u, y - 2 * u),
                (foot - 3.6 * u, y - 2 * u),
            ],
            legs,
        )
        p.oval(foot + 1.5 * u, y - 1.8 * u, 5.4 * u, 2.6 * u, mix(legs, "#000000", 0.4))
    hem = 13 if skirt else 10.5
    p.shape(
        [
            (x - hem * u, y - 40 * u),
            (x - 11 * u, y - 62 * u),
            (x - 11.5 * u, y - 76 * u),
            (x - 6 * u, y - 82 * u),
            (x + 6 * u, y - 82 * u),
            (x + 11.5 * u, y - 76 * u),
            (x + 11 * u, y - 62 * u),
            (x + hem * u, y - 40 * u),
            (x - hem * u, y - 40 * u),
        ],
        wear,
        5,
    )
    p.poly(
        [
            (x + 3 * u, y - 81 * u),
            (x + 11 * u, y - 76 * u),
            (x + hem * 0.95 * u, y - 40 * u),
            (x + 4 * u, y - 40 * u),
        ],
        clear("#000000", 0.13),
    )
    turn = 0.022 if arm is None else arm
    for side in (-1, 1):
        lift = turn if side == 1 or arm is None else 0.04
        angle = lift * math.tau
        elbow = (x + side * 10.5 * u + side * math.sin(angle) * 17 * u, y - 76 * u + math.cos(angle) * 17 * u)
        hand = (elbow[0] + side * math.sin(angle * 1.15) * 15 * u, elbow[1] + math.cos(angle * 1.15) * 15 * u)
        p.line([(x + side * 9 * u, y - 77 * u), elbow, hand], mix(wear, "#000000", 0.1), 6.2 * u)
        p.dot(hand[0], hand[1], 3.0 * u, face)
    p.rect(x - 2.6 * u, y - 86 * u, 5.2 * u, 6 * u, face)
    p.oval(x, y - 92 * u, 6.4 * u, 7.6 * u, face)
    p.shape(
        [
            (x - 6.8 * u, y - 90 * u),
            (x - 6.6 * u, y - 98 * u),
            (x, y - 101.5 * u),
            (x + 6.6 * u, y - 98 * u),
            (x + 6.8 * u, y - 90 * u),
            (x + 5 * u, y - 96 * u),
            (x - 5 * u, y - 96 * u),
            (x - 6.8 * u, y - 90 * u),
        ],
        locks,
        5,
    )
    if hat is not None:
        p.shape(
            [
                (x - 7.4 * u, y - 95 * u),
                (x - 6 * u, y - 103 * u),
                (x, y - 105 * u),
                (x + 6 * u, y - 103 * u),
                (x + 7.4 * u, y - 95 * u),
                (x - 7.4 * u, y - 95 * u),
            ],
            dim(hat),
            5,
        )
        p.dot(x, y - 105.5 * u, 2.6 * u, mix(dim(hat), "#ffffff", 0.4))


def back_person(p: Pen, rng: random.Random, x: float, y: float, tall: float, colour: Colour) -> None:
    """Draw somebody as a mere outline, seen from behind."""
    person(
        p,
        rng,
        x,
        y,
        tall,
        coat=colour,
        skin=colour,
        hair=colour,
        stride=rng.uniform(0, 0.5),
        shade=0.85,
        tone=colour,
    )


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


def locomotive(p: Pen, body: Colour = "#20252b", red: Colour = "#b0392f", brass: Colour = "#d4a951") -> None:
    """Draw a steam engine with its tender, 430 long, front to the right."""
    p.rect(-210, -34, 420, 12, body)
    for x, radius in ((60, 27), (0, 27), (-60, 27), (130, 17), (172, 17), (-130, 18), (-180, 18)):
        p.dot(x, -radius, radius, red)
        p.dot(x, -radius, radius * 0.78, mix(red, "#000000", 0.35))
        for i in range(6):
            angle = i * math.tau / 6 + 0.3
            p.line(
                [
                    (x, -radius),
                    (x + math.cos(angle) * radius * 0.85, -radius + math.sin(angle) * radius * 0.85),
                ],
                red,
                3,
            )
        p.dot(x, -radius, radius * 0.22, brass)
    p.line([(-64, -22), (62, -30), (150, -36)], "#9aa3a8", 6)
    p.rect(132, -58, 48, 27, body)
    p.rect(-30, -112, 216, 66, body)
    p.oval(186, -79, 14, 33, mix(body, "#ffffff", 0.12))
    p.rect(-30, -112, 216, 9, mix(body, "#ffffff", 0.22))
    for x in (10, 62, 112, 160):
        p.rect(x, -112, 5, 66, brass)
    p.poly([(150, -112), (178, -112), (182, -166), (146, -166)], body)
    p.rect(142, -172, 44, 9, brass)
    p.shape([(84, -112), (88, -134), (104, -140), (120, -134), (124, -112), (84, -112)], brass, 6)
    p.shape(
        [(28, -112), (32, -128), (46, -132), (60, -128), (64, -112), (28, -112)],
        mix(body, "#ffffff", 0.15),
        6,
    )
    p.rect(-96, -148, 70, 114, body)
    p.poly([(-106, -150), (-18, -150), (-26, -164), (-98, -164)], mix(body, "#ffffff", 0.16))
    p.rect(-84, -134, 44, 36, "#ffca76")
    p.rect(-84, -134, 44, 36, clear("#7a3e14", 0.25))
    p.rect(-94, -70, 66, 5, red)
    p.rect(-212, -104, 104, 72, body)
    p.shape([(-206, -104), (-186, -122), (-160, -116), (-136, -124), (-112, -104), (-206, -104)], "#0d0f12", 5)
    p.rect(-208, -70, 96, 4, red)
    p.poly([(190, -36), (214, -36), (232, -4), (190, -4)], red)
    p.dot(194, -120, 10, "#fff1c4")
    p.rect(184, -112, 20, 6, body)


def carriage(p: Pen, body: Colour, roof: Colour, *, windows: Colour = "#ffcf86") -> None:
    """Draw a passenger car, 300 long."""
    for x in (-110, -76, 76, 110):
        p.dot(x, -15, 15, "#2b2522")
        p.dot(x, -15, 6, "#6a5f58")
    p.rect(-150, -36, 300, 12, "#2b2522")
    p.rect(-148, -112, 296, 78, body)
    p.rect(-148, -62, 296, 4, mix(body, "#f4e3b2", 0.6))
    p.shape([(-156, -112), (-150, -126), (0, -131), (150, -126), (156, -112), (-156, -112)], roof, 6)
    for x in range(-128, 120, 34):
        p.rect(x, -101, 24, 30, windows)
        p.rect(x, -88, 24, 2, mix(body, windows, 0.3))
    for x in (-146, 132):
        p.rect(x, -106, 14, 70, mix(body, "#000000", 0.25))


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
