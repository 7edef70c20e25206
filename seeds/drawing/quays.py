"""Cranes, containers, quays, bridges and the lighthouse."""

from __future__ import annotations

import math
import random

from .canvas import Canvas, Colour, Pen, Point, clear, mix

BOXES: tuple[Colour, ...] = (
    "#b5483a",
    "#2f6f8f",
    "#d9a441",
    "#4b7f62",
    "#7c8794",
    "#8c3f5c",
    "#d8d2c4",
    "#c9683c",
)


def lattice(p: Pen, x0: float, x1: float, y0: float, y1: float, fields: int, colour: Colour, width: float) -> None:
    """Draw an upright or flat girder with diagonals between two corners."""
    p.line([(x0, y0), (x0, y1)], colour, width)
    p.line([(x1, y0), (x1, y1)], colour, width)
    for i in range(fields):
        a, b = y0 + (y1 - y0) * i / fields, y0 + (y1 - y0) * (i + 1) / fields
        p.line([(x0, a), (x1, b)] if i % 2 else [(x1, a), (x0, b)], colour, width * 0.6)
        p.line([(x0, b), (x1, b)], colour, width * 0.6)


def truss(p: Pen, a: Point, b: Point, height: float, fields: int, colour: Colour, width: float) -> None:
    """Draw a lying girder from a to b with its upper chord `height` above."""

    def lower(i: float) -> Point:
        return a[0] + (b[0] - a[0]) * i / fields, a[1] + (b[1] - a[1]) * i / fields

    p.line([a, b], colour, width * 1.5)
    p.line([(a[0], a[1] - height), (b[0], b[1] - height)], colour, width * 1.2)
    for i in range(fields + 1):
        x, y = lower(i)
        p.line([(x, y), (x, y - height)], colour, width * 0.7)
        if i < fields:
            x2, y2 = lower(i + 1)
            p.line([(x, y), (x2, y2 - height)] if i % 2 else [(x, y - height), (x2, y2)], colour, width * 0.6)


def crane(p: Pen, colour: Colour, accent: Colour, *, raised: bool = False, side: Colour | None = None) -> None:
    """Draw a container crane, 300 units high, its boom to the right."""
    back = side or mix(colour, "#000000", 0.25)
    for x, tone in ((-52, back), (44, back), (-62, colour), (52, colour)):
        p.poly([(x, 0), (x + 9, 0), (x + 8, -190), (x + 2, -190)], tone)
    for y in (-62, -148):
        p.rect(-62, y, 124, 9, colour)
    p.line([(-58, -60), (54, -146)], colour, 4)
    p.line([(-58, -146), (54, -60)], colour, 2.2)
    for x in (-66, 48):
        p.rect(x, -7, 18, 7, mix(colour, "#000000", 0.45))
    p.rect(-150, -200, 230, 12, colour)
    p.rect(-120, -226, 66, 27, accent)
    p.rect(-116, -221, 58, 5, mix(accent, "#ffffff", 0.35))
    p.poly([(30, -200), (38, -300), (46, -300), (60, -200)], colour)
    p.line([(-146, -200), (40, -298)], colour, 2.2)
    p.line([(-60, -200), (40, -298)], colour, 2.2)
    if raised:
        p.poly([(70, -200), (76, -188), (156, -380), (150, -384)], colour)
        p.line([(42, -298), (150, -380)], colour, 2)
        p.line([(42, -298), (112, -292)], colour, 1.6)
    else:
        p.poly([(70, -200), (300, -198), (300, -192), (70, -188)], colour)
        p.line([(42, -298), (292, -196)], colour, 2.2)
        p.line([(42, -298), (180, -198)], colour, 2.2)
        p.rect(176, -190, 34, 7, accent)
        for x in (182, 204):
            p.line([(x, -184), (x, -120)], mix(colour, "#000000", 0.3), 1)
        p.rect(172, -122, 42, 5, accent)
    p.rect(60, -186, 16, 15, mix(accent, "#ffffff", 0.55))


def crane_lights(c: Canvas, x: float, y: float, zoom: float, *, flip: bool = False, raised: bool = False) -> None:
    """Switch on the lights of a crane that stands at x, y."""
    side = -1 if flip else 1
    spots = [(-146, -186), (-100, -186), (-20, -186), (20, -186), (56, -140), (-58, -140), (-86, -212)]
    spots += [(150, -376)] if raised else [(110, -186), (150, -186), (230, -188), (292, -190)]
    for dx, dy in spots:
        c.glow(x + side * dx * zoom, y + dy * zoom, 26 * zoom, "#ffe2a8", 0.9, 3)
        c.glow(x + side * dx * zoom, y + dy * zoom, 7 * zoom, "#fff6df", 1, 1.5)
    c.glow(x + side * 42 * zoom, y - 304 * zoom, 18 * zoom, "#ff4a3a", 1, 2.5)


def stack(
    p: Pen,
    rng: random.Random,
    x: float,
    y: float,
    columns: int,
    rows: int,
    size: float,
    shade: float = 0,
    tone: Colour = "#23303c",
) -> None:
    """Stack containers, their feet at y."""
    for column in range(columns):
        height = max(1, rows - rng.choice((0, 0, 0, 1, 1, 2)))
        for row in range(height):
            colour = mix(rng.choice(BOXES), tone, shade)
            left, top = x + column * size * 2.5, y - (row + 1) * size
            p.rect(left, top, size * 2.45, size * 0.95, colour)
            p.rect(left, top, size * 2.45, size * 0.12, mix(colour, "#ffffff", 0.18 * (1 - shade)))
            for rib in range(1, 8):
                at = left + size * 2.45 * rib / 8
                p.line(
                    [(at, top + size * 0.15), (at, top + size * 0.95)],
                    mix(colour, "#000000", 0.16),
                    max(0.6, size * 0.035),
                )


def lighthouse(
    p: Pen,
    *,
    red: Colour = "#b23a32",
    white: Colour = "#f1e9da",
    dark: Colour = "#2a2a30",
    lamp: Colour = "#ffe9b0",
) -> None:
    """Draw the „Rote Grete", 400 high."""
    p.poly([(-66, 0), (66, 0), (58, -22), (-58, -22)], mix(white, "#000000", 0.35))
    bands = 5
    for i in range(bands):
        y0, y1 = -22 - i * 58, -22 - (i + 1) * 58
        w0, w1 = 48 - i * 4.6, 48 - (i + 1) * 4.6
        tone = red if i % 2 == 0 else white
        p.poly([(-w0, y0), (w0, y0), (w1, y1), (-w1, y1)], tone)
        p.poly([(w0 * 0.15, y0), (w0, y0), (w1, y1), (w1 * 0.15, y1)], clear("#000000", 0.12))
        p.poly([(w0 * 0.6, y0), (w0, y0), (w1, y1), (w1 * 0.6, y1)], clear("#000000", 0.16))
        p.poly([(-w0, y0), (-w0 * 0.72, y0), (-w1 * 0.72, y1), (-w1, y1)], clear("#ffffff", 0.14))
    for y in (-66, -128, -186, -246):
        p.rect(-6, y, 10, 17, dark)
        p.rect(-6, y, 10, 3, mix(white, "#000000", 0.2))
    p.rect(-11, -52, 22, 30, dark)
    p.poly([(-42, -312), (42, -312), (30, -322), (-30, -322)], dark)
    p.poly([(-24, -312), (24, -312), (40, -318), (-40, -318)], dark)
    for x in range(-40, 41, 10):
        p.line([(x, -318), (x, -336)], dark, 1.4)
    p.line([(-42, -336), (42, -336)], dark, 2)
    p.rect(-20, -360, 40, 40, lamp)
    for x in (-20, -7, 7, 20):
        p.line([(x, -322), (x, -362)], dark, 2)
    p.shape([(-28, -360), (-20, -378), (0, -390), (20, -378), (28, -360), (28, -359), (-28, -359)], red, 6)
    p.line([(0, -388), (0, -408)], dark, 2)
    p.dot(0, -392, 4, dark)


def beam(
    c: Canvas,
    x: float,
    y: float,
    angle: float,
    length: float,
    spread: float,
    colour: Colour = "#ffeeb8",
    strength: float = 0.5,
) -> None:
    """Send out a beam of light."""
    steps = 26
    with c.pen(blur=9, light=True, opacity=strength) as p:
        for i in range(steps):
            near, far = length * i / steps, length * (i + 1) / steps
            fall = (1 - i / steps) ** 1.5
            points = []
            for reach, side in ((near, -1), (far, -1), (far, 1), (near, 1)):
                wide = 3 + reach * spread
                points.append(
                    (
                        x + math.cos(angle) * reach - math.sin(angle) * wide * side,
                        y + math.sin(angle) * reach + math.cos(angle) * wide * side,
                    )
                )
            p.poly(points, clear(colour, fall))


def quay(p: Pen, x: float, y: float, wide: float, high: float, colour: Colour, *, bollards: bool = True) -> None:
    """Draw a quay wall; its edge is at y."""
    p.rect(x, y, wide, high, colour)
    p.rect(x, y, wide, 7, mix(colour, "#ffffff", 0.22))
    p.rect(x, y + 7, wide, 4, mix(colour, "#000000", 0.35))
    at = x + 40
    while at < x + wide:
        p.rect(at, y + 12, 7, high, mix(colour, "#000000", 0.3))
        if bollards:
            p.rect(at + 50, y - 14, 12, 14, mix(colour, "#000000", 0.55))
            p.rect(at + 46, y - 17, 20, 6, mix(colour, "#000000", 0.5))
        at += 150


def high_bridge(p: Pen, x: float, y: float, wide: float, colour: Colour, *, tower: float = 330) -> None:
    """Draw the high cable bridge; its deck is at y."""
    p.poly([(x, y - 4), (x + wide, y - 4), (x + wide, y + 9), (x, y + 9)], colour)
    for share in (0.3, 0.7):
        middle = x + wide * share
        p.poly(
            [
                (middle - 15, y + 420),
                (middle - 5, y - tower),
                (middle + 5, y - tower),
                (middle + 15, y + 420),
            ],
            colour,
        )
        for i in range(1, 12):
            reach = wide * 0.205 * i / 11
            top = y - tower + 12 + (11 - i) * tower * 0.035
            for side in (-1, 1):
                p.line([(middle, top), (middle + side * reach, y)], colour, 1.3)
