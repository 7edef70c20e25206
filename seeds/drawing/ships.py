"""Ships and boats, from the freighter to the rowing eight. Every object floats on a point."""

from __future__ import annotations

import random
from collections.abc import Sequence

from .canvas import Colour, Pen, clear, mix
from .quays import stack


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
