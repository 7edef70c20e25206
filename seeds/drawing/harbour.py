"""Ships, cranes, quays, bridges and the lighthouse. Every object stands with its foot or waterline at y = 0."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

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


def freighter(
    p: Pen,
    rng: random.Random,
    hull: Colour,
    keel: Colour,
    house: Colour,
    *,
    boxes: int = 0,
    shade: float = 0.0,
    lit: bool = False,
) -> None:
    """Draw a big ship, 620 long, its bow to the right."""
    p.poly([(-310, -58), (-292, -58), (-290, -50), (270, -50), (282, -64), (330, -70), (300, 6), (-300, 6)], hull)
    p.poly([(-304, -8), (308, -8), (302, 6), (-300, 6)], keel)
    p.line([(-288, -52), (268, -52)], mix(hull, "#ffffff", 0.3), 1.5)
    if boxes:
        stack(p, rng, -200, -52, 9, boxes, 20, shade)
    p.rect(-284, -150, 62, 96, house)
    p.rect(-296, -158, 86, 10, mix(house, "#000000", 0.1))
    for row in range(5):
        for column in range(6):
            glass: Colour = "#ffdf9a" if lit and rng.random() < 0.75 else mix("#33485c", house, 0.25)
            p.rect(-278 + column * 9, -142 + row * 17, 6, 6, glass)
    p.rect(-266, -188, 22, 32, mix(hull, "#ffffff", 0.08))
    p.rect(-266, -180, 22, 7, "#c9683c")
    p.line([(-232, -158), (-232, -205)], house, 2.4)
    p.line([(-244, -186), (-220, -186)], house, 1.6)
    p.line([(296, -68), (296, -104)], house, 2.4)


def cruise(p: Pen, rng: random.Random, hull: Colour, house: Colour, *, lit: float = 0.8) -> None:
    """Draw a cruise ship, 760 long, bow to the right, its windows lit."""
    p.poly([(-380, -70), (345, -70), (400, -86), (350, 6), (-366, 6)], hull)
    p.line([(-378, -62), (384, -70)], mix(hull, "#d9a441", 0.8), 3)
    for deck in range(6):
        left, right = -368 + deck * 9, 316 - deck * 26
        top = -70 - (deck + 1) * 22
        p.poly(
            [(left, top), (right - 14, top), (right + 6, top + 22), (left, top + 22)],
            mix(house, "#243447", 0.04 * deck),
        )
        p.rect(left, top + 19, right - left, 3, mix(house, "#1a2735", 0.35))
        x = left + 10.0
        while x < right - 26:
            on = rng.random() < lit
            p.rect(
                x,
                top + 6,
                8,
                9,
                rng.choice(("#ffdc94", "#ffe8b8", "#ffcf78")) if on else mix(house, "#1a2735", 0.6),
            )
            x += 14
    p.poly([(60, -202), (196, -202), (176, -224), (74, -224)], house)
    p.rect(82, -218, 96, 7, "#ffe8b8")
    p.poly([(-190, -202), (-96, -202), (-112, -268), (-206, -268)], mix(hull, "#c04a3a", 0.75))
    p.poly([(-194, -222), (-101, -222), (-105, -238), (-198, -238)], house)
    p.line([(130, -224), (130, -276)], house, 3)
    for y in range(7):
        for x in range(44):
            if rng.random() < lit * 0.7 and y in (1, 3):
                p.dot(-350 + x * 15.5, -18 - y * 12, 2.2, "#ffe3a6")


def ferry(
    p: Pen,
    hull: Colour = "#1f3d55",
    house: Colour = "#f2ede2",
    band: Colour = "#c2503a",
    *,
    lit: bool = False,
) -> None:
    """Draw the island ferry „Wilhelmine", 380 long, bow to the right."""
    glass: Colour = "#ffd98c" if lit else mix("#2c4458", house, 0.2)
    p.poly([(-190, -44), (176, -44), (206, -54), (180, 5), (-178, 5)], hull)
    p.poly([(-181, -6), (184, -6), (180, 5), (-178, 5)], band)
    p.rect(-170, -80, 326, 37, house)
    p.poly([(156, -80), (186, -52), (156, -44)], house)
    for x in range(-156, 140, 26):
        p.rect(x, -71, 16, 13, glass)
    p.rect(-150, -110, 246, 31, mix(house, "#1f3d55", 0.06))
    for x in range(-138, 84, 20):
        p.rect(x, -102, 12, 12, glass)
    p.poly([(40, -138), (104, -138), (116, -110), (40, -110)], house)
    p.poly([(48, -133), (101, -133), (108, -121), (48, -121)], glass)
    p.poly([(-66, -110), (-22, -110), (-30, -168), (-70, -168)], band)
    p.rect(-69, -162, 40, 8, house)
    p.line([(72, -138), (72, -186)], mix(house, "#000000", 0.3), 3)
    p.line([(58, -168), (86, -168)], mix(house, "#000000", 0.3), 2)
    p.line([(-170, -80), (-170, -94), (-150, -94)], mix(house, "#000000", 0.25), 1.6)
    p.line([(96, -110), (150, -110), (150, -82)], mix(house, "#000000", 0.15), 1.6)
    for x in (-130, -100, 0):
        p.rect(x, -116, 18, 6, "#d8743c")


def cutter(
    p: Pen,
    hull: Colour = "#2c5d6b",
    house: Colour = "#efe7d6",
    *,
    nets: bool = False,
    mast: Colour = "#4a3a2c",
) -> None:
    """Draw a fishing cutter, 250 long, bow to the right."""
    if nets:
        for side in (-1, 1):
            p.line([(8, -60), (side * 190 + 8, -118)], mast, 4)
            p.line([(8, -196), (side * 190 + 8, -118)], mast, 1.3)
            x = side * 190 + 8
            p.line([(x, -118), (x - 8 * side, 2)], mast, 1.5)
            for i in range(7):
                p.curve(
                    [
                        (x - side * (34 - i * 10), -110 + i * 2),
                        (x - side * (26 - i * 5), -50),
                        (x - side * 12, 2),
                    ],
                    clear(mast, 0.45),
                    1,
                )
    p.shape(
        [
            (-124, -48),
            (-122, -46),
            (-40, -34),
            (40, -38),
            (104, -58),
            (136, -78),
            (137, -77),
            (112, -20),
            (92, 8),
            (-104, 8),
            (-118, -14),
        ],
        hull,
        6,
    )
    p.curve([(-124, -44), (-40, -30), (40, -34), (104, -53), (134, -72)], "#e8dcc0", 4)
    p.poly([(-112, -4), (104, -4), (92, 8), (-104, 8)], mix("#a33d2e", hull, 0.15))
    p.rect(-92, -92, 62, 56, house)
    p.rect(-98, -97, 76, 7, mix(house, "#7b5a3a", 0.5))
    for x in (-86, -68, -50):
        p.rect(x, -84, 13, 15, "#35505f")
    p.rect(-84, -62, 14, 26, mix(house, "#7b5a3a", 0.65))
    p.line([(8, -34), (8, -204)], mast, 6)
    p.line([(-60, -97), (-60, -150)], mast, 3.5)
    p.line([(8, -200), (128, -72)], mast, 1.3)
    p.line([(8, -200), (-60, -148), (-122, -44)], mast, 1.3)
    p.line([(8, -70), (76, -132)], mast, 4)
    p.line([(8, -200), (76, -132)], mast, 1.3)
    p.poly([(10, -198), (40, -190), (10, -182)], "#c2503a")
    for x, tone in ((30, "#d8743c"), (44, "#4b7f8f"), (58, "#d8743c")):
        p.rect(x, -50, 12, 12, tone)
    for x in (-70, -20, 40, 84):
        p.dot(x, -18 - (6 if x > 60 else 0), 7, "#2a2622")


def tug(p: Pen, hull: Colour = "#26323d", house: Colour = "#e9e3d6", band: Colour = "#c2503a") -> None:
    """Draw a tug, 150 long, bow to the right."""
    p.shape([(-76, -26), (-74, -25), (10, -24), (62, -38), (82, -48), (83, -46), (70, 5), (-68, 5)], hull, 6)
    p.poly([(-72, -3), (72, -3), (70, 5), (-68, 5)], band)
    p.rect(-18, -56, 62, 30, house)
    p.poly([(0, -82), (36, -82), (42, -56), (-4, -56)], house)
    p.rect(4, -77, 30, 11, "#35505f")
    for x in (-10, 8, 26):
        p.rect(x, -48, 10, 9, "#35505f")
    p.rect(-38, -70, 14, 44, band)
    p.rect(-38, -70, 14, 7, hull)
    p.line([(18, -82), (18, -118)], house, 2.4)
    p.line([(8, -104), (28, -104)], house, 1.6)
    for x in range(-60, 62, 18):
        p.dot(x, -15 if x < 30 else -21, 6, "#141a20")


def sailor(p: Pen, hull: Colour, mast: Colour, *, sails: Sequence[Colour] = ()) -> None:
    """Draw a two-masted sailing ship, 240 long, bow to the right; without sails it lies in port."""
    p.shape([(-112, -34), (-110, -33), (0, -20), (96, -34), (122, -42), (122, -40), (84, 6), (-96, 6)], hull, 6)
    p.line([(100, -36), (176, -66)], mast, 4)
    for x, top in ((-44, -214), (38, -252)):
        p.line([(x, -20), (x, top)], mast, 5)
        for share in (0.62, 0.82):
            y = top * share
            p.line([(x - 34 * (1.5 - share), y), (x + 34 * (1.5 - share), y)], mast, 2.4)
        for dx in (-26, -16, 16, 26):
            p.line([(x, top * 0.8), (x + dx, -24)], mast, 0.8)
        p.line([(x, top * 0.32), (x - 62, top * 0.3 - 8)], mast, 2.6)
    p.line([(38, -250), (174, -66)], mast, 1)
    p.line([(38, -200), (140, -54)], mast, 1)
    p.line([(38, -250), (-44, -212), (-110, -34)], mast, 1)
    for tone in sails:
        p.poly([(36, -240), (36, -76), (-20, -66)], tone)
        p.poly([(-46, -200), (-46, -62), (-104, -54)], tone)
        p.poly([(46, -236), (166, -66), (56, -60)], mix(tone, "#ffffff", 0.12))


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


def rower(
    p: Pen,
    x: float,
    y: float,
    skin: Colour,
    shirt: Colour,
    *,
    lean: float = 0.0,
    size: float = 1.0,
    reach: float = -1,
) -> None:
    """Draw somebody rowing, seen from the side, bow to the right (so the rower looks left)."""
    hip = (x, y - 6 * size)
    shoulder = (x + lean * 16 * size, y - 32 * size)
    p.poly(
        [
            (hip[0] - 6 * size, hip[1]),
            (hip[0] + 7 * size, hip[1]),
            (shoulder[0] + 7 * size, shoulder[1]),
            (shoulder[0] - 6 * size, shoulder[1]),
        ],
        shirt,
    )
    p.dot(shoulder[0], shoulder[1] + 2 * size, 6.6 * size, shirt)
    p.dot(shoulder[0] + lean * 4 * size - 1.5 * size, shoulder[1] - 10 * size, 6.6 * size, skin)
    knee = (x + reach * 17 * size, y - 19 * size)
    p.line([hip, knee, (x + reach * 28 * size, y - 4 * size)], mix(shirt, "#0c1a26", 0.6), 5 * size)
    hands = (x + reach * 20 * size + lean * 8 * size, y - 22 * size)
    p.line([(shoulder[0] - 1, shoulder[1] + 4 * size), hands], skin, 4 * size)


def shell(
    p: Pen,
    crew: int,
    hull: Colour,
    skin: Colour,
    shirt: Colour,
    *,
    cox: bool = True,
    lean: float = 0.35,
    gap: float = 58,
    blade: Colour = "#c2503a",
    oars: float = 1.0,
) -> None:
    """Draw a racing boat with its crew, waterline at 0, bow to the right."""
    long = gap * crew + 130
    left = -long / 2
    for i in range(crew):
        x = left + 90 + gap * (i + 0.4)
        p.line([(x - 22, -22), (x - 62, 14 * oars)], mix(hull, "#ffffff", 0.3), 2.2)
        p.poly([(x - 58, 10 * oars), (x - 66, 9 * oars), (x - 80, 19 * oars), (x - 70, 21 * oars)], blade)
    for i in range(crew):
        rower(p, left + 90 + gap * (i + 0.4), -6, skin, shirt, lean=lean)
    if cox:
        x = left + 46
        p.poly([(x - 8, -6), (x + 8, -6), (x + 6, -28), (x - 6, -28)], mix(shirt, "#f2c14e", 0.7))
        p.dot(x + 1, -35, 6.2, skin)
        p.poly([(x - 6, -38), (x + 12, -38), (x + 5, -44), (x - 5, -43)], "#f2ede2")
    p.shape(
        [
            (left, -9),
            (left + 40, -11),
            (0, -12),
            (-left - 50, -11),
            (-left, -7),
            (-left - 50, 4),
            (left + 40, 4),
        ],
        hull,
        8,
    )
    p.line([(left + 20, -9), (-left - 30, -9)], mix(hull, "#ffffff", 0.45), 1.6)
