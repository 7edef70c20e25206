"""Scenes on the river, the mudflats, the pitch, the beach and the railway."""

from __future__ import annotations

import itertools
import math

from .canvas import Canvas, Colour, Pen, clear, mix, spline
from .harbour import ferry, lighthouse, rower, shell
from .nature import (
    aurora,
    clouds,
    grass,
    gull,
    gulls,
    land,
    ridge,
    smoke,
    snow,
    stars,
    sun,
    sun_path,
    tree,
    tree_line,
    water,
)
from .registry import scene
from .town import carriage, far_town, locomotive, person

SHIRT: Colour = "#c2363a"
SKIN: Colour = "#e0ac88"


@scene("wreck")
def wreck(c: Canvas) -> None:
    """Draw the ribs of a ship in the mudflats at low tide."""
    x: float
    c.wash(
        [
            (0, ["#8fb0bf", "#9fb9c2"]),
            (330, ["#c9d3cb", "#e3d8c0"]),
            (520, ["#f6dfb8", "#fbdca8"]),
            (1067, ["#f6dfb8"]),
        ]
    )
    clouds(c, 20, 430, "#fdf4e4", "#93abb8", cover=0.52, stretch=4, size=4, opacity=0.85)
    sun(c, 1220, 440, 34, "#fffbe8", "#ffdc9a", 0.85)
    with c.pen(fade=("#eedcb8", 440, 560, 0.3, 0.6)) as p:
        p.poly([(-10, 552), (-10, 500), (520, 520), (900, 545), (900, 552)], "#7f9468")
        p.at(180, 508, 0.3)
        lighthouse(p)
        p.home()
        for x in (330, 360, 388, 430, 452):
            person(p, c.rng, x, 523, 30)
        p.poly([(270, 516), (284, 492), (300, 516)], "#f4ead2")
    water(c, 550, tint="#7c7f78", depth=0.26, waves=0.5, squeeze=0.9)
    flats = c.rng
    with c.pen(texture=0.3, fade=("#4a4038", 560, 1067, 0.0, 0.45)) as p:
        for k in range(46):
            share = (k / 45) ** 1.5
            y = 566 + share * 520
            wide = (120 + 900 * share) * flats.uniform(0.6, 1.2)
            x = flats.uniform(-100, 1700)
            high = 5 + 46 * share
            p.shape(
                [
                    (x - wide, y),
                    (x - wide * 0.4, y - high * 0.7),
                    (x + wide * 0.3, y - high * 0.5),
                    (x + wide, y + high * 0.1),
                    (x + wide * 0.4, y + high * 0.8),
                    (x - wide * 0.5, y + high * 0.7),
                    (x - wide, y),
                ],
                mix("#a48d70", "#7c6a56", flats.random()),
                8,
            )
    with c.pen() as p:
        for _ in range(420):
            share = flats.random() ** 0.8
            y = 580 + share * 480
            x = flats.uniform(0, 1600)
            size = 6 + 44 * share
            p.curve(
                [
                    (x - size, y),
                    (x - size * 0.3, y - 2 - 4 * share),
                    (x + size * 0.4, y + 2),
                    (x + size, y - 1),
                ],
                clear(mix("#fbe8c4", "#5a4a3c", flats.choice((0.0, 0.0, 0.8))), 0.4),
                1.2 + 1.6 * share,
            )
    with c.pen(blur=10, opacity=0.55) as p:
        p.shape(
            [
                (330, 880),
                (600, 800),
                (1000, 780),
                (1300, 820),
                (1250, 900),
                (900, 950),
                (500, 950),
                (330, 880),
            ],
            "#2f2a28",
            8,
        )
    with c.pen(opacity=0.85) as p:
        p.shape(
            [
                (380, 872),
                (640, 812),
                (1000, 796),
                (1240, 830),
                (1200, 884),
                (900, 926),
                (540, 930),
                (380, 872),
            ],
            "#b9b9a8",
            8,
        )
        p.shape(
            [
                (480, 880),
                (700, 836),
                (1000, 822),
                (1160, 840),
                (1100, 872),
                (860, 900),
                (600, 906),
                (480, 880),
            ],
            "#f1dcb4",
            8,
        )
    black, edge = "#241d1a", "#8a6f58"
    sides: list[tuple[float, int, Colour]] = [(800, 1, mix(black, "#9a8c7c", 0.28)), (915, -1, black)]
    for row, (base, lean, tone) in enumerate(sides):
        with c.pen() as p:
            for k in range(12):
                t = k / 11
                x = 400 + t * 800 + (0 if row else 30)
                tall = (110 + 150 * math.sin(t * math.pi) ** 0.7) * c.rng.uniform(0.62, 1.08)
                bend = (30 + 30 * math.sin(t * math.pi)) * lean
                foot = base + (20 if row else -10) * math.sin(t * math.pi) + (10 * (1 - t) if row else 0)
                curve = spline(
                    [
                        (x, foot),
                        (x - bend * 0.2 + 4, foot - tall * 0.4),
                        (x + bend * 0.5 + 14, foot - tall * 0.78),
                        (x + bend * 1.3 + 26, foot - tall),
                    ]
                )
                p.line(curve, tone, 19 - row * -3)
                p.line([(a - 5, b) for a, b in curve], clear(edge, 0.65), 4)
                p.curve([(x - 8, foot + 8), (x + 2, foot + 30), (x - 4, foot + 60)], clear("#2a221e", 0.4), 11)
    with c.pen() as p:
        p.shape(
            [
                (1190, 900),
                (1240, 870),
                (1330, 700),
                (1352, 610),
                (1372, 612),
                (1362, 710),
                (1296, 870),
                (1270, 920),
                (1190, 900),
            ],
            black,
            6,
        )
        p.curve([(1352, 620), (1330, 710), (1250, 866)], edge, 4)
        p.shape(
            [
                (370, 890),
                (620, 935),
                (900, 944),
                (1210, 916),
                (1210, 936),
                (900, 968),
                (600, 958),
                (370, 906),
                (370, 890),
            ],
            "#2f2622",
            8,
        )
        p.curve([(380, 892), (620, 936), (900, 946), (1200, 918)], edge, 4)
        for x in (560, 760, 1000):
            p.curve([(x, 900), (x + 14, 926), (x + 6, 940)], "#4f7a4a", 9)
        # Surveyors, and the dog on his lead.
        person(p, c.rng, 250, 900, 176, coat="#e0862c", hat="#f2c23c", arm=0.2)
        p.line([(286, 780), (286, 910)], "#e8e0cc", 4)
        for k in range(5):
            p.rect(283, 785 + k * 25, 7, 12, "#c2363a")
        person(p, c.rng, 1400, 905, 172, coat="#2f6f8f", hair="#8a5a34", skirt=True)
        p.at(1490, 915, 1.0)
        p.shape(
            [
                (-40, -34),
                (20, -36),
                (36, -58),
                (54, -60),
                (68, -46),
                (52, -38),
                (42, -22),
                (40, 0),
                (33, 0),
                (28, -18),
                (-20, -16),
                (-26, 0),
                (-34, 0),
                (-40, -34),
            ],
            "#3a2c22",
            5,
        )
        p.line([(-39, -32), (-62, -54)], "#3a2c22", 6)
        p.shape([(36, -58), (30, -44), (40, -42), (44, -56), (36, -58)], "#2a1f18", 4)
        p.curve([(34, -34), (-30, -64), (-72, -66)], "#c2363a", 3)
    gulls(c, (500, 130, 1500, 360), 10, "#6c7a80", 20)
    with c.pen() as p:
        gull(p, 620, 250, 54, "#fdfaf0", 0.2)
    c.finish(bloom=0.25, vignette=0.3)


@scene("plank")
def plank(c: Canvas) -> None:
    """Draw the nine men's morris board, scratched into an oak plank."""
    c.wash(
        [
            (0, ["#6b4a30", "#8a6440", "#c79a62"]),
            (540, ["#54381f", "#7c5632", "#b08450"]),
            (1067, ["#2c1c12", "#4a3220", "#6f4c2c"]),
        ]
    )
    with c.pen() as p:
        for _ in range(330):
            y = c.rng.uniform(-20, 1090)
            points = [
                (x, y + 22 * math.sin(x / 420 + y / 190) + 8 * math.sin(x / 150 + y / 60)) for x in range(-20, 1640, 40)
            ]
            dark = c.rng.random() < 0.6
            p.line(
                points,
                clear("#24150b" if dark else "#e8bd80", c.rng.uniform(0.06, 0.26)),
                c.rng.uniform(1, 5),
            )
        for x, y, size in ((1320, 250, 1.0), (190, 820, 0.8)):
            for ring in range(9):
                p.oval(
                    x,
                    y,
                    (16 + ring * 12) * size * 1.5,
                    (9 + ring * 7) * size,
                    clear("#1c0f08" if ring % 2 else "#a8743f", 0.4 if ring else 0.9),
                )
            p.oval(x, y, 20 * size, 12 * size, "#170c06")
        for _ in range(7):
            x0 = c.rng.uniform(0, 1300)
            y0 = c.rng.uniform(30, 1040)
            p.curve(
                [(x0, y0), (x0 + 130, y0 + 8), (x0 + 300, y0 - 5), (x0 + 380, y0 + 3)],
                clear("#140a05", 0.75),
                c.rng.uniform(2, 5),
            )
    squares = (330, 216, 104)
    cx, cy = 800, 540

    def board(p: Pen, dx: float, dy: float, tone: Colour, width: float) -> None:
        wobble = iter([3, -4, 5, -2, 4, -5, 2, -3, 4, -4, 3, -2, 5, -3, 2, -4, 3, -5, 4, -2] * 4)
        for size in squares:
            corners = [(-size, -size * 0.92), (size, -size * 0.94), (size, size * 0.93), (-size, size * 0.92)]
            for (x0, y0), (x1, y1) in zip(corners, [*corners[1:], corners[0]], strict=True):
                p.curve(
                    [
                        (cx + x0 + dx, cy + y0 + dy),
                        (cx + (x0 + x1) / 2 + next(wobble) + dx, cy + (y0 + y1) / 2 + next(wobble) + dy),
                        (cx + x1 + dx, cy + y1 + dy),
                    ],
                    tone,
                    width,
                )
        for ax, ay in ((-1, 0), (1, 0), (0, -0.93), (0, 0.93)):
            p.line(
                [(cx + ax * 330 + dx, cy + ay * 330 + dy), (cx + ax * 104 + dx, cy + ay * 104 + dy)],
                tone,
                width,
            )

    with c.pen() as p:
        board(p, 4, 5, clear("#f0c98c", 0.75), 6)
        board(p, 0, 0, "#150b06", 10)
    with c.pen(blur=18, opacity=0.5) as p:
        p.dot(470, 236, 60, "#f0cf98")
    with c.pen() as p:
        for x, y, tone in (
            (cx - 330, cy - 304, "#efe6d4"),
            (cx, cy - 201, "#efe6d4"),
            (cx + 216, cy, "#3a2f2c"),
            (cx - 104, cy + 96, "#3a2f2c"),
            (cx + 330, cy + 306, "#efe6d4"),
        ):
            p.oval(x + 9, y + 15, 40, 35, clear("#0c0603", 0.55))
            p.oval(x, y + 7, 38, 34, mix(tone, "#000000", 0.4))
            p.oval(x, y, 38, 34, tone)
            p.oval(x - 3, y - 3, 26, 23, mix(tone, "#ffffff", 0.12))
            p.oval(x - 9, y - 10, 11, 7, clear("#ffffff", 0.4))
        for x, y in ((60, 70), (1540, 90), (70, 1000), (1530, 1000)):
            p.dot(x + 4, y + 6, 27, clear("#0c0603", 0.5))
            p.dot(x, y, 25, "#8a6038")
            p.ring(x, y, 25, "#2a190e", 3)
            for k in range(5):
                p.line([(x - 18 + k * 8, y - 14), (x - 16 + k * 8, y + 14)], clear("#2a190e", 0.35), 1.5)
        # A scale of ten centimetres.
        for k in range(10):
            p.rect(1130 + k * 36, 980, 36, 22, "#f4efe2" if k % 2 else "#1c1c1e")
        p.rect(1130, 976, 360, 4, "#f4efe2")
    c.glow(1650, 80, 1200, "#ffd69a", 0.42, 1.8)
    c.finish(bloom=0.2, vignette=0.4)


def _river(c: Canvas, *, low: Colour = "#ffe2b0", sun_x: float = 1180, sun_y: float = 400, line: float = 560) -> None:
    """Sky, far bank and water of a misty morning."""
    c.wash([(0, ["#557fa6", "#6f94b0"]), (230, ["#9fbac6", "#c4c9c4"]), (line - 70, [low, low]), (c.h, [low])])
    clouds(c, 10, 360, "#fff1dc", "#7f9ab0", cover=0.45, stretch=6, size=4, opacity=0.75)
    sun(c, sun_x, sun_y, 40, "#fffbe8", "#ffc470", 0.8)
    land(c, line, 46, 1.4, "#a3a89a", low, bottom=line + 4)
    with c.pen(opacity=0.5, blur=1.5) as p:
        far_town(p, c.rng, 60, 620, line, 120, "#8f9294", church=330)
    tree_line(c, line, 90, mix("#7c8470", low, 0.45), x0=0, x1=c.w)
    c.mist(low, line - 150, line, 0.0, 0.55)


@scene("eight")
def eight(c: Canvas) -> None:
    """Draw the women's eight coming out of the fog into the sun."""
    _river(c)
    tree_line(c, 572, 150, mix("#6b7560", "#ffe2b0", 0.3), x0=1150, x1=1600)
    c.mist("#ffdfae", 470, 580, 0.0, 0.5)
    water(c, 574, tint="#1f4f6c", depth=0.62, waves=0.9, shine="#fff0d0", shine_strength=0.42)
    c.mist("#ffe8c4", 530, 690, 0.7, 0.0)
    sun_path(c, 1180, 590, "#ffe0a0", spread=170, strength=0.6)
    with c.pen(opacity=0.4, blur=1.5) as p:
        p.at(1240, 640, 0.62)
        shell(p, 8, "#6f7f88", "#8c857c", "#7c8890", blade="#8c8f94")
    c.afloat(760, 800, 1.92, lambda p: shell(p, 8, "#f4ead2", SKIN, SHIRT, blade="#c2363a", lean=0.5))
    with c.pen() as p:
        for k in range(8):
            x = 760 + (-297 + 90 + 58 * (k + 0.4) - 74) * 1.92
            for ring in range(3):
                p.curve(
                    [
                        (x - 26 - ring * 16, 842 + ring * 5),
                        (x, 836 + ring * 2),
                        (x + 30 + ring * 16, 842 + ring * 5),
                    ],
                    clear("#ffffff", 0.6 - ring * 0.16),
                    3,
                )
            for _ in range(8):
                p.dot(
                    x + c.rng.gauss(0, 18),
                    834 - c.rng.random() * 22,
                    c.rng.uniform(1, 3.4),
                    clear("#ffffff", 0.85),
                )
        for i in range(5):
            p.curve(
                [(60 - i * 20, 822 + i * 8), (500, 832 + i * 10), (1330 + i * 30, 822 + i * 7)],
                clear("#ffffff", 0.28),
                2.6,
            )
        p.curve([(1330, 816), (1400, 828), (1480, 846)], clear("#ffffff", 0.6), 3)
    with c.pen() as p:
        grass(p, c.rng, -40, 400, 1085, 150, ["#2f4a44", "#3f5a4a", "#56704f"], 190)
    gulls(c, (200, 140, 900, 320), 6, "#7c8b94", 18)
    c.finish(bloom=0.12, vignette=0.3)


@scene("boathouse")
def boathouse(c: Canvas) -> None:
    """Draw the boathouse shortly after sunrise."""
    _river(c, low="#ffd9a8", sun_x=330, sun_y=430)
    with c.pen(fade=("#ffd9a8", 220, 640, 0.12, 0.3)) as p:
        for x, size in ((700, 420), (1480, 470), (1560, 380)):
            tree(p, c.rng, x, 600, size, "#6b5648", ["#c9823c", "#d9a04a", "#b5683a"])
    with c.pen(fade=("#ffd9a8", 260, 660, 0.02, 0.16), texture=0.15) as p:
        p.rect(820, 400, 560, 200, "#8c4a3a")
        for k in range(24):
            p.line([(820 + k * 24, 400), (820 + k * 24, 600)], "#743a2e", 2)
        p.poly([(780, 410), (900, 280), (1300, 280), (1420, 410)], "#4a4a52")
        p.poly([(780, 410), (900, 280), (916, 280), (800, 410)], "#7c6f6a")
        p.poly([(1010, 300), (1100, 220), (1190, 300)], "#8c4a3a")
        p.line([(994, 304), (1100, 212), (1206, 304)], "#f2e4cc", 9)
        p.dot(1100, 272, 20, "#f2e4cc")
        p.dot(1100, 272, 14, "#35505f")
        p.rect(808, 396, 584, 12, "#f2e4cc")
        for x in (850, 1030, 1210):
            p.rect(x, 446, 150, 154, "#f2e4cc")
            p.rect(x + 8, 454, 134, 146, "#3f6f68" if x != 1030 else "#241c1c")
            if x != 1030:
                p.line([(x + 75, 454), (x + 75, 600)], "#f2e4cc", 5)
                p.line([(x + 8, 600), (x + 75, 454)], "#f2e4cc", 4)
                p.line([(x + 142, 600), (x + 75, 454)], "#f2e4cc", 4)
            else:
                for k in range(4):
                    p.shape(
                        [
                            (x + 16, 480 + k * 30),
                            (x + 75, 474 + k * 30),
                            (x + 134, 480 + k * 30),
                            (x + 75, 490 + k * 30),
                            (x + 16, 480 + k * 30),
                        ],
                        ("#f4ead2", "#c2363a", "#f2c14e", "#7b94a3")[k],
                        5,
                    )
        p.line([(1392, 600), (1392, 200)], "#d8ccb4", 6)
        p.poly([(1392, 206), (1480, 222), (1392, 250)], "#c2363a")
        p.rect(640, 596, 960, 14, "#9a7a58")
        for x in range(660, 1600, 80):
            p.rect(x, 606, 10, 40, "#6b543f")
    water(c, 622, tint="#4f7080", depth=0.25, waves=0.6, shine="#fff4dc", shine_strength=0.3)
    c.mist("#fff0d6", 560, 720, 0.55, 0.0)
    with c.pen(texture=0.2) as p:
        p.poly([(520, 800), (1600, 760), (1600, 880), (430, 900)], "#a8845c")
        p.poly([(430, 900), (1600, 880), (1600, 896), (430, 916)], "#6b4f36")
        for k in range(26):
            x = 560 + k * 42
            p.line([(x, 798 - k * 1.5), (x - 50 + k * 2, 900 - k)], "#8c6a46", 2)
    with c.pen() as p:
        p.shape(
            [(500, 838), (760, 828), (1300, 820), (1500, 832), (1300, 848), (760, 852), (500, 838)],
            "#f4ead2",
            8,
        )
        p.line([(560, 836), (1450, 832)], "#c2363a", 4)
        for x in (800, 1000, 1200):
            p.line([(x, 840), (x + 60, 800)], "#8f9aa0", 3)
            p.line([(x + 60, 800), (x + 30, 836)], "#8f9aa0", 3)
        for x in (760, 1240):
            p.line([(x, 846), (x - 20, 886)], "#5a4632", 6)
            p.line([(x, 846), (x + 24, 884)], "#5a4632", 6)
    sun_path(c, 330, 640, "#ffe0a4", spread=110, strength=0.7)
    with c.pen() as p:
        grass(p, c.rng, -40, 330, 1085, 230, ["#3f4a38", "#5a5f3f", "#7c7448"], 200)
    c.finish(bloom=0.3, vignette=0.28)


@scene("single-scull")
def single_scull(c: Canvas) -> None:
    """Draw a single on a river like glass."""
    x: float
    y: float
    c.wash(
        [
            (0, ["#3f5f8a", "#54739a"]),
            (300, ["#8fa3b8", "#c4aab0"]),
            (500, ["#f4b89a", "#ffc490"]),
            (560, ["#ffd8a4", "#ffdca0"]),
            (1067, ["#ffd8a4"]),
        ]
    )
    clouds(c, 30, 420, "#ffc9ae", "#6f7ca0", cover=0.45, stretch=6, size=4, opacity=0.8)
    sun(c, 760, 500, 50, "#fff6d8", "#ffa860", 0.95)
    land(c, 556, 60, 1.2, "#6b6c86", "#c99a8c", bottom=560)
    tree_line(c, 560, 110, "#4f5268", x0=0, x1=520)
    tree_line(c, 560, 130, "#4f5268", x0=1080, x1=1600)
    c.mist("#ffd0a4", 440, 560, 0.0, 0.45)
    water(c, 560, tint="#243a5c", depth=0.22, waves=0.28, shine="#ffe6c4", shine_strength=0.14)
    c.mist("#ffdcb4", 530, 640, 0.5, 0.0)

    def scull(p: Pen) -> None:
        dark: Colour = "#1d2438"
        p.line([(-30, -28), (-186, 14)], dark, 5)
        p.poly([(-166, 2), (-236, 16), (-240, 30), (-164, 18)], "#c2503a")
        p.line([(-30, -28), (150, -46)], dark, 4)
        p.poly([(144, -54), (212, -58), (214, -45), (146, -39)], "#c2503a")
        rower(p, 0, -6, "#8c5a44", dark, lean=0.5, size=1.5)
        p.shape(
            [(-330, -7), (-140, -12), (40, -13), (230, -9), (345, -5), (230, 3), (-140, 4), (-330, -7)],
            "#2a2438",
            8,
        )
        p.line([(-310, -8), (320, -6)], "#f4cfa4", 2.4)
        p.dot(344, -6, 6, "#f4ead2")

    c.afloat(800, 770, 1.35, scull, mirror=0.6)
    with c.pen() as p:
        for k in range(5):
            for ring in range(3):
                x = 560 - k * 120
                p.oval(x, 800 + k * 4, 26 + ring * 16, 4 + ring * 2.6, clear("#ffe9c8", 0.28 - ring * 0.07))
        for i in range(3):
            p.curve(
                [(360 - i * 40, 778 + i * 5), (800, 784 + i * 7), (1250 + i * 30, 779 + i * 5)],
                clear("#ffe9c8", 0.45),
                2,
            )
    with c.pen() as p:
        grass(p, c.rng, 1150, 1640, 1090, 300, ["#141a30", "#1d2440", "#2a3050"], 260)
        for _ in range(16):
            x, y = c.rng.uniform(1190, 1590), c.rng.uniform(790, 920)
            p.line([(x, y), (x - 20, 1080)], "#141a30", 3)
            p.oval(x, y - 10, 6, 34, "#2c2230")
    with c.pen() as p:
        for k in range(7):
            gull(p, 360 + k * 52, 230 - abs(k - 3) * -20, 20, "#33405f")
    c.finish(bloom=0.35, vignette=0.3)


@scene("two-fours")
def two_fours(c: Canvas) -> None:
    """Draw two fours side by side."""
    x: float
    _river(c, low="#dfe4d6", sun_x=1400, sun_y=260)
    water(c, 564, tint="#135a78", depth=0.7, waves=1.2, shine="#fbfff6", shine_strength=0.5)
    c.mist("#eef0e2", 510, 660, 0.6, 0.0)
    with c.pen() as p:
        for x in (240, 620, 980, 1360):
            p.dot(x, 640, 11, "#e8962c")
            p.oval(x, 652, 13, 3, clear("#e8962c", 0.5))
    c.afloat(
        1010,
        730,
        2.05,
        lambda p: shell(p, 4, "#2f6f8f", "#b5805c", "#f4ead2", blade="#2f6f8f", lean=0.1, cox=True),
    )
    c.afloat(620, 890, 2.7, lambda p: shell(p, 4, "#f4ead2", SKIN, SHIRT, blade="#c2363a", lean=0.6, cox=True))
    with c.pen() as p:
        for base, zoom, gap, x0 in ((730, 2.05, 58, 1010), (890, 2.7, 58, 620)):
            for k in range(4):
                x = x0 + (-181 + 90 + gap * (k + 0.4) - 72) * zoom
                for _ in range(14):
                    p.dot(
                        x + c.rng.gauss(0, 10 * zoom),
                        base + 14 * zoom - c.rng.random() * 14 * zoom,
                        c.rng.uniform(1, 4),
                        clear("#ffffff", 0.85),
                    )
                p.curve(
                    [
                        (x - 26 * zoom, base + 22 * zoom),
                        (x, base + 17 * zoom),
                        (x + 24 * zoom, base + 22 * zoom),
                    ],
                    clear("#ffffff", 0.6),
                    3,
                )
            for i in range(5):
                p.curve(
                    [
                        (x0 - 260 * zoom - i * 14, base + 6 * zoom + i * 8),
                        (x0, base + 10 * zoom + i * 10),
                        (x0 + 230 * zoom, base + 5 * zoom + i * 7),
                    ],
                    clear("#ffffff", 0.26),
                    2.6,
                )
    gulls(c, (200, 120, 1100, 320), 7, "#5f747c", 20)
    c.finish(bloom=0.12, vignette=0.25)


@scene("under-the-bridge")
def under_the_bridge(c: Canvas) -> None:
    """Draw an eight in the shade of the high bridge."""
    c.wash(
        [
            (0, ["#9fc0cc", "#b4cccf"]),
            (420, ["#e0e4d6", "#f4e8cc"]),
            (600, ["#fff0cf", "#fff0cf"]),
            (1067, ["#fff0cf"]),
        ]
    )
    sun(c, 800, 470, 40, "#fffdf0", "#ffe6b0", 0.8)
    land(c, 590, 50, 1.3, "#9aa796", "#e8e2c4", bottom=594)
    tree_line(c, 592, 110, "#8c9a86", x0=0, x1=1600)
    with c.pen(fade=("#fff0cf", 300, 640, 0.2, 0.55)) as p:
        far_town(p, c.rng, 560, 1060, 592, 130, "#8f9c98", church=900)
    with c.pen(fade=("#e8e2c8", 100, 660, 0.0, 0.4), texture=0.15) as p:
        for k in range(4):
            grow = 1 - k / 4
            half = 330 + 470 * grow
            wide = 70 + 210 * grow
            tone = mix("#7f8a8a", "#2c3840", grow)
            top = 300 - 260 * grow
            for side in (-1, 1):
                x = 800 + side * half
                p.poly(
                    [
                        (x, top),
                        (x + side * wide, top),
                        (x + side * wide * 1.1, 700 + 60 * grow),
                        (x, 620 + 120 * grow),
                    ],
                    tone,
                )
                p.poly(
                    [
                        (x, top),
                        (x + side * wide * 0.16, top),
                        (x + side * wide * 0.16, 640 + 120 * grow),
                        (x, 620 + 120 * grow),
                    ],
                    mix(tone, "#fff0cf", 0.25),
                )
    with c.pen(texture=0.15) as p:
        p.poly([(0, 0), (1600, 0), (1210, 300), (390, 300)], "#26323a")
        for k in range(7):
            t = k / 6
            p.line([(-100 + k * 300, -20), (404 + k * 132, 296)], "#3a4850", 16 - 8 * abs(t - 0.5))
        for k in range(6):
            y = 290 - (k / 5) ** 0.6 * 270
            left = 390 - (300 - y) * 1.3
            p.line([(left, y), (1600 - left, y)], "#1b252c", 7 + k * 4)
        p.line([(390, 302), (1210, 302)], "#57656a", 8)
    water(c, 604, tint="#1c3440", depth=0.45, waves=1.2, shine="#fff6dc", shine_strength=0.4)
    sun_path(c, 800, 612, "#fff0c4", spread=170, strength=0.55)
    with c.pen(blur=40, opacity=0.5) as p:
        p.poly([(0, 760), (1600, 760), (1600, 1067), (0, 1067)], "#0a171e")
    c.afloat(
        820,
        830,
        2.0,
        lambda p: shell(p, 8, "#1d3a48", "#7c5a48", "#27414e", blade="#e0a93c", lean=0.25),
        mirror=0.5,
    )
    with c.pen() as p:
        for k in range(8):
            x = 820 + (-297 + 90 + 58 * (k + 0.4) - 74) * 2.0
            p.curve([(x - 34, 874), (x, 866), (x + 34, 874)], clear("#fff4d8", 0.55), 3)
        for i in range(4):
            p.curve(
                [(120 - i * 20, 852 + i * 9), (800, 862 + i * 11), (1500, 850 + i * 8)],
                clear("#fff4d8", 0.25),
                2.6,
            )
    with c.pen() as p:
        for k in range(6):
            gull(p, 560 + k * 90, 390 + 30 * math.sin(k * 2), 16, "#5d6d70")
    c.finish(bloom=0.35, vignette=0.4)


@scene("river-bank")
def river_bank(c: Canvas) -> None:
    """Draw the crowd on the bank: waving, reckoning, eating cake."""
    x: float
    y: float
    c.wash(
        [
            (0, ["#6ba3c4", "#7fb0c8"]),
            (330, ["#b5d3d6", "#cfdfd2"]),
            (520, ["#f0e6c8", "#f6e4bc"]),
            (1067, ["#f0e6c8"]),
        ]
    )
    clouds(c, 10, 380, "#ffffff", "#a6c2cd", cover=0.46, stretch=4, size=4, opacity=0.8)
    land(c, 540, 40, 1.5, "#9cab88", "#d8d3ac", bottom=544)
    tree_line(c, 542, 80, "#8a9c78")
    water(c, 544, bottom=760, tint="#3f7f94", depth=0.4, waves=1.0, shine="#fbfff6", shine_strength=0.45)
    c.afloat(470, 636, 0.95, lambda p: shell(p, 8, "#f4ead2", SKIN, SHIRT, blade="#c2363a", lean=0.5))
    c.afloat(1180, 606, 0.75, lambda p: shell(p, 8, "#2f6f8f", SKIN, "#f4ead2", blade="#2f6f8f", lean=0.2))
    with c.pen(fade=("#35552f", 700, 1067, 0.0, 0.6), texture=0.14) as p:
        p.poly([(0, 1067), *spline([(0, 740), (400, 716), (900, 728), (1600, 700)]), (1600, 1067)], "#93a857")
    with c.pen() as p:
        grass(p, c.rng, 0, 1600, 735, 22, ["#a9bb66", "#7f9a4a"], 260)
        for x, size in ((50, 600), (1570, 560)):
            tree(p, c.rng, x, 850, size, "#5a4434", ["#d8953c", "#e0b04a", "#c2703a"])
    with c.pen() as p:
        line = [(120, 330), (520, 300), (1060, 310), (1480, 320)]
        for (x0, y0), (x1, y1) in itertools.pairwise(line):
            n = 12
            for k in range(n):
                t = (k + 0.5) / n
                x, y = x0 + (x1 - x0) * t, y0 + (y1 - y0) * t + 44 * 4 * t * (1 - t) * 0.5
                p.poly(
                    [(x - 15, y), (x + 15, y), (x, y + 34)],
                    ("#c2363a", "#f4ead2", "#2f6f8f", "#e6b03c")[k % 4],
                )
    with c.pen() as p:
        for x, y, tall, arm in (
            (210, 800, 170, 0.4),
            (300, 806, 160, None),
            (380, 800, 172, 0.38),
            (470, 806, 104, 0.42),
            (560, 798, 166, None),
            (1020, 792, 172, 0.4),
            (1110, 796, 164, None),
            (1190, 790, 168, 0.36),
            (1290, 792, 172, None),
            (1370, 792, 106, 0.4),
        ):
            person(
                p,
                c.rng,
                x,
                y,
                tall,
                arm=arm,
                skirt=c.rng.random() < 0.5,
                hat=c.rng.choice([None, "#c2363a", "#2f6f8f", "#e6b03c"]),
            )
        # The cake table.
        person(p, c.rng, 690, 900, 216, coat="#b5484a", hair="#d9d4cc", skin="#e3b491", arm=0.14)
        person(p, c.rng, 880, 900, 222, coat="#2f4858", hair="#1f1a1c", skin="#8d5b3e", hat="#e6b03c")
        p.poly([(560, 850), (1010, 850), (1040, 1000), (530, 1000)], "#f7f1e2")
        for k in range(9):
            p.poly(
                [
                    (560 + k * 50, 850),
                    (585 + k * 50, 850),
                    (585 + k * 52 - 6, 1000),
                    (557 + k * 52 - 18, 1000),
                ],
                "#d8584a",
            )
        p.poly([(550, 838), (1020, 838), (1030, 858), (540, 858)], "#fffaf0")
        for x, tone, top in (
            (610, "#8c5a34", "#f7e6d0"),
            (730, "#e2b36c", "#d8443c"),
            (850, "#f0d28a", "#6b3a24"),
            (960, "#c98a4a", "#f2c23c"),
        ):
            p.oval(x, 838, 50, 8, "#cfd8da")
            p.rect(x - 38, 800, 76, 36, tone)
            p.oval(x, 800, 38, 9, top)
            for k in range(6):
                p.dot(x - 30 + k * 12, 797, 4.5, mix(top, "#ffffff", 0.45))
            p.line([(x - 38, 818), (x + 38, 818)], mix(tone, "#ffffff", 0.5), 4)
        person(p, c.rng, 1150, 1050, 240, coat="#e6b03c", skirt=True, stride=0.4, arm=0.16)
        p.oval(1196, 900, 24, 6, "#f7f1e2")
        p.poly([(1180, 898), (1212, 898), (1206, 874), (1184, 880)], "#d8443c")
        person(p, c.rng, 400, 1052, 236, coat="#3f6f68", arm=0.12)
        p.rect(428, 872, 40, 54, "#f4ead2")
        for k in range(4):
            p.line([(434, 882 + k * 10), (462, 882 + k * 10)], "#6b7a84", 2)
        person(p, c.rng, 1290, 1056, 130, coat="#d8584a", hat="#f7f1e2", arm=0.35)
    c.mist("#ffe2a4", 0, 1000, 0.12, 0.0)
    c.finish(bloom=0.22, vignette=0.28)


@scene("boats-on-the-meadow")
def boats_on_the_meadow(c: Canvas) -> None:
    """Boats dry upside down on the meadow, rowers sit on a bench."""
    c.wash(
        [
            (0, ["#5f8fb8", "#7ba3be"]),
            (320, ["#b3c9c8", "#dcd5b8"]),
            (540, ["#ffdd9e", "#ffd08a"]),
            (1067, ["#ffdd9e"]),
        ]
    )
    clouds(c, 20, 440, "#ffe9c8", "#93a6b8", cover=0.44, stretch=5, size=4, opacity=0.85)
    sun(c, 300, 470, 40, "#fff8dc", "#ffc470", 0.95)
    land(c, 570, 50, 1.4, "#8c9474", "#d9bf86", bottom=575)
    tree_line(c, 572, 110, "#7c8062", x0=500, x1=1600)
    water(c, 574, bottom=660, tint="#5a7f84", depth=0.25, waves=0.8, shine="#fff0c8", shine_strength=0.5)
    with c.pen(fade=("#3c4f2a", 640, 1067, 0.0, 0.65), texture=0.14) as p:
        p.poly([(0, 1067), *spline([(0, 650), (500, 640), (1100, 652), (1600, 636)]), (1600, 1067)], "#b3aa58")
    with c.pen() as p:
        grass(p, c.rng, 0, 1600, 655, 24, ["#c9bd6a", "#9aa04e", "#848f44"], 300)
        tree(p, c.rng, 1420, 720, 620, "#54402e", ["#d8953c", "#e6b14a", "#c26a34", "#a8542e"])
    boats: list[tuple[float, float, Colour]] = [
        (672, 0.58, "#7b94a3"),
        (712, 0.72, "#e6b03c"),
        (762, 0.88, "#c2363a"),
        (824, 1.06, "#f4ead2"),
    ]
    for y, zoom, tone in boats:
        with c.pen(blur=8, opacity=0.4) as p:
            p.oval(760, y + 46 * zoom, 560 * zoom, 14 * zoom, "#2a3318")
        with c.pen() as p:
            p.at(760, y, zoom)
            for x in (-300, 300):
                p.line([(x, -4), (x - 24, 44)], "#6b4f36", 8)
                p.line([(x, -4), (x + 24, 44)], "#6b4f36", 8)
            p.shape(
                [(-600, 2), (-400, -22), (0, -34), (400, -22), (600, 2), (400, 10), (-400, 10), (-600, 2)],
                tone,
                8,
            )
            p.shape(
                [(-560, -2), (-300, -24), (0, -32), (300, -26), (200, -20), (-200, -18), (-560, -2)],
                clear("#fff4d4", 0.55),
                8,
            )
            p.line([(-590, 4), (590, 4)], mix(tone, "#000000", 0.4), 4)
            for x in range(-240, 260, 120):
                p.line([(x, 8), (x + 18, 30), (x + 50, 12)], "#5f6a70", 4)
    with c.pen() as p:
        p.at(-40, 96, 1.0)
        # The bench and the tired crew, from behind.
        p.rect(200, 930, 620, 18, "#7c5a3a")
        p.rect(200, 880, 620, 14, "#8c6844")
        for x in (230, 510, 780):
            p.rect(x, 880, 14, 150, "#5a4028")
        for k in range(7):
            x = 250 + k * 86
            head = 770 + c.rng.uniform(-14, 14)
            tone = SHIRT if k != 5 else "#f2c14e"
            p.shape(
                [
                    (x - 36, 932),
                    (x - 38, 850),
                    (x - 28, head + 36),
                    (x, head + 26),
                    (x + 28, head + 36),
                    (x + 38, 850),
                    (x + 36, 932),
                    (x - 36, 932),
                ],
                tone,
                6,
            )
            p.line([(x - 36, 880), (x + 36, 880)], clear("#ffffff", 0.8), 6)
            p.rect(x - 8, head + 12, 16, 20, SKIN)
            p.oval(x, head, 20, 24, c.rng.choice(("#3a2a20", "#c7a15a", "#8a5a34", "#1f1a1c")))
            if k % 3 == 0:
                p.curve([(x + 6, head + 4), (x + 16, head + 34), (x + 6, head + 64)], "#8a5a34", 11)
            if k in (1, 4):
                p.line([(x + 34, 866), (x + 62, 800), (x + 50, 752)], SKIN, 11)
                p.rect(x + 42, 722, 16, 36, "#7fb0c4")
        p.rect(200, 890, 620, 10, "#8c6844")
        p.home()
        for k in range(9):
            x = 1000 + k * 44
            p.line([(x, 640 + k * 2), (x + 70, 1000)], "#e2c48c", 5)
            p.poly(
                [(x - 8, 630 + k * 2), (x + 10, 626 + k * 2), (x + 18, 690 + k * 2), (x - 2, 694 + k * 2)],
                "#c2363a",
            )
        p.line([(980, 800), (1460, 820)], "#6b4f36", 9)
        for x in (1000, 1440):
            p.line([(x, 790), (x, 1010)], "#6b4f36", 9)
        grass(p, c.rng, -40, 1640, 1080, 90, ["#4f5f2c", "#66753a", "#7f8a44"], 420)
    c.mist("#ffca7a", 0, 1000, 0.18, 0.0)
    c.finish(bloom=0.32, vignette=0.3)


@scene("football")
def football(c: Canvas) -> None:
    """A match under floodlight behind the dyke; the ferry passes."""
    _: float
    tall: float
    x: float
    y: float
    c.wash(
        [
            (0, ["#26386c", "#34457a"]),
            (300, ["#5f6496", "#86709a"]),
            (470, ["#e09a8c", "#f2ae88"]),
            (540, ["#ffd09a", "#ffd8a0"]),
            (1067, ["#ffd09a"]),
        ]
    )
    clouds(c, 20, 430, "#f0a898", "#3f4478", cover=0.44, stretch=6, size=4, opacity=0.8)
    sun(c, 1330, 500, 34, "#fff2cc", "#ffab66", 0.85)
    water(c, 540, bottom=600, tint="#4a4a78", depth=0.3, waves=0.6, shine="#ffdcae", shine_strength=0.5)
    with c.pen() as p:
        p.at(520, 556, 0.86)
        ferry(p, "#2c3560", "#e8d8d0", "#c2503a", lit=True)
    with c.pen(fade=("#2c4a38", 560, 680, 0.0, 0.4), texture=0.14) as p:
        p.poly([(0, 690), *spline([(0, 580), (420, 570), (900, 574), (1600, 562)]), (1600, 690)], "#5f7a4a")
        for x in range(560, 980, 60):
            p.at(x + c.rng.uniform(-20, 20), 592 + c.rng.uniform(-6, 8), 0.6)
            p.oval(0, -16, 24, 14, "#e8dcc8")
            p.dot(24, -24, 8, "#2a2428")
            for leg in (-12, 12):
                p.line([(leg, -8), (leg, 4)], "#2a2428", 4)
        p.home()
    with c.pen(fade=("#1d3a2c", 640, 1067, 0.0, 0.5)) as p:
        p.rect(0, 664, 1600, 403, "#5a8f4c")
        for k in range(9):
            x0 = 800 + (k - 4.5) * 130
            x1 = 800 + (k - 4.5) * 420
            if k % 2:
                p.poly([(x0, 664), (x0 + 130, 664), (x1 + 420, 1067), (x1, 1067)], "#669c55")
        white = clear("#f4f7ea", 0.85)
        p.line([(0, 690), (1600, 690)], white, 4)
        p.line([(800, 690), (800, 1067)], white, 5)
        for k in range(48):
            a, b = k * math.tau / 48, (k + 1) * math.tau / 48
            p.line(
                [
                    (800 + 290 * math.cos(a), 850 + 78 * math.sin(a)),
                    (800 + 290 * math.cos(b), 850 + 78 * math.sin(b)),
                ],
                white,
                5,
            )
        p.line([(1600, 740), (1330, 740), (1440, 960), (1600, 960)], white, 5)
    with c.pen() as p:
        for x, tall in ((130, 470), (1480, 490)):
            p.poly([(x - 7, 690), (x + 7, 690), (x + 4, 690 - tall), (x - 4, 690 - tall)], "#2a2e48")
            p.rect(x - 50, 690 - tall - 40, 100, 44, "#2a2e48")
            for row in range(2):
                for k in range(4):
                    p.dot(x - 36 + k * 24, 690 - tall - 28 + row * 21, 8, "#fffbe6")
        for k in range(30):
            person(
                p,
                c.rng,
                210 + k * 42 + c.rng.uniform(-12, 12),
                684,
                58 + c.rng.uniform(-8, 6),
                arm=c.rng.choice([None, None, 0.38]),
                shade=0.3,
                tone="#2a3050",
            )
        p.rect(160, 656, 1290, 30, "#2f4470")
        for k in range(11):
            p.rect(172 + k * 117, 660, 104, 22, ("#f4ead2", "#c2503a", "#3f7f8f")[k % 3])
    for x, tall in ((130, 490), (1480, 510)):
        c.glow(x, 690 - tall, 420, "#fff3cc", 0.6, 2.2)
        c.glow(x, 690 - tall, 110, "#fffdf0", 0.9, 1.7)
    c.glow(800, 860, 760, "#fff6d0", 0.28, 1.8)
    players: list[tuple[float, float, float, Colour, float, float | None]] = [
        (240, 800, 120, "#c2363a", 1.0, 0.15),
        (430, 900, 146, "#2f4fa0", 0.8, None),
        (560, 770, 112, "#c2363a", 0.7, None),
        (700, 1000, 176, "#c2363a", 1.4, 0.2),
        (900, 985, 172, "#2f4fa0", 1.2, 0.16),
        (1010, 790, 116, "#2f4fa0", 0.9, None),
        (1120, 880, 140, "#c2363a", 1.1, 0.3),
        (1240, 800, 120, "#2f4fa0", 0.5, None),
        (1180, 760, 108, "#1f1f28", 0.9, 0.36),
        (1430, 850, 136, "#e6b03c", 0.6, 0.25),
    ]
    with c.pen(blur=5, opacity=0.4) as p:
        for player in players:
            x, y, tall = player[:3]
            p.poly([(x, y), (x + tall * 0.5, y + 12), (x + tall * 0.62, y + 6)], "#10241a")
            p.oval(x, y, tall * 0.2, tall * 0.04, "#10241a")
    with c.pen() as p:
        for x, y, tall, coat, stride, arm in players:
            person(p, c.rng, x, y, tall, coat=coat, stride=stride, arm=arm)
            u = tall / 100
            p.rect(
                x - 11 * u,
                y - 47 * u,
                22 * u,
                15 * u,
                mix(coat, "#ffffff", 0.75) if coat == "#c2363a" else mix(coat, "#000000", 0.3),
            )
        p.dot(806, 962, 15, "#fbfaf2")
        for k in range(5):
            p.dot(806 + math.cos(k * 1.26) * 9, 962 + math.sin(k * 1.26) * 9, 3, "#2a2a30")
        p.line([(60, 1040), (60, 900)], "#f2ead8", 5)
        p.poly([(60, 900), (130, 918), (60, 940)], "#e6b03c")
    c.finish(bloom=0.4, vignette=0.3)


@scene("ice-bathers")
def ice_bathers(c: Canvas) -> None:
    """Draw the long jetty, caps in the water, the low sun."""
    c.wash(
        [
            (0, ["#4f86ae", "#6f9cba"]),
            (300, ["#a9c6d0", "#d3d3cc"]),
            (480, ["#ffd9b4", "#ffcf9c"]),
            (560, ["#ffe2b8", "#ffe0ac"]),
            (1067, ["#ffe2b8"]),
        ]
    )
    clouds(c, 10, 430, "#ffeee0", "#8fa8bd", cover=0.46, stretch=6, size=4, opacity=0.85)
    sun(c, 1090, 520, 46, "#fff8e0", "#ffb873", 1)
    land(c, 566, 34, 1.6, "#a3a5a0", "#e8cba4", bottom=569)
    water(c, 566, tint="#2f6a86", depth=0.36, waves=1.1, shine="#fff6e6", shine_strength=0.5)
    sun_path(c, 1090, 570, "#ffdca0", spread=180, strength=0.85)
    c.mist("#ffe9cf", 540, 680, 0.5, 0.0)
    caps: list[Colour] = [
        "#d8443c",
        "#f2b632",
        "#3f8f6f",
        "#e8709a",
        "#5a6fc4",
        "#f4f0e4",
        "#e8782c",
        "#8c4fa8",
    ]
    spots = sorted([(c.rng.uniform(860, 1570), c.rng.uniform(640, 900)) for _ in range(30)], key=lambda s: s[1])
    with c.pen() as p:
        for x, y in spots:
            size = 6 + (y - 620) * 0.075
            p.oval(x, y + size * 1.1, size * 2.6, size * 0.5, clear("#ffffff", 0.4))
            p.oval(x, y + size * 1.6, size * 1.3, size * 0.8, clear(c.rng.choice(caps), 0.3))
            p.oval(x, y + size * 0.9, size * 1.5, size * 0.5, SKIN)
            p.dot(x, y, size, SKIN)
            tone = c.rng.choice(caps)
            p.shape(
                [
                    (x - size * 1.1, y - size * 0.1),
                    (x - size * 0.9, y - size * 1.0),
                    (x, y - size * 1.5),
                    (x + size * 0.9, y - size * 1.0),
                    (x + size * 1.1, y - size * 0.1),
                    (x - size * 1.1, y - size * 0.1),
                ],
                tone,
                5,
            )
            p.dot(x, y - size * 1.55, size * 0.36, mix(tone, "#ffffff", 0.6))
    with c.pen(texture=0.15) as p:
        p.poly([(40, 1067), (560, 1067), (742, 590), (724, 590)], "#a58868")
        p.poly([(560, 1067), (600, 1067), (746, 590), (742, 590)], "#6b543f")
        for k in range(34):
            t = (k / 34) ** 2.2
            y = 592 + t * 480
            left = 724 - (724 - 40) * (y - 590) / 477
            right = 742 - (742 - 560) * (y - 590) / 477
            p.line([(left, y), (right, y)], "#7c6349", 1 + 4 * t)
        for k in range(8):
            t = (k / 7) ** 1.9
            y = 600 + t * 440
            left = 724 - (724 - 40) * (y - 590) / 477
            right = 742 - (742 - 560) * (y - 590) / 477
            for x in (left, right):
                p.rect(x - 2 - 7 * t, y - 30 - 130 * t, 4 + 14 * t, 34 + 150 * t, "#4f3e30")
        p.line([(724, 570), (40, 880)], "#4f3e30", 5)
        p.line([(742, 570), (575, 900)], "#4f3e30", 5)
    with c.pen() as p:

        def bather(
            x: float, y: float, tall: float, suit: Colour, cap: Colour, skin: Colour, arm: float | None = None
        ) -> None:
            person(p, c.rng, x, y, tall, coat=suit, skin=skin, hat=cap, arm=arm, stride=0.6)
            u = tall / 100
            for side in (-1, 1):
                p.line([(x + side * 3 * u, y - 42 * u), (x + side * 10 * u, y - 3 * u)], skin, 8 * u)
            if arm is None:
                for side in (-1, 1):
                    p.line([(x + side * 10 * u, y - 74 * u), (x + side * 13 * u, y - 46 * u)], skin, 6 * u)

        bather(690, 690, 104, "#2f4f8f", "#f2b632", SKIN)
        bather(650, 740, 132, "#c2363a", "#f4f0e4", "#b5805c", 0.4)
        bather(560, 800, 176, "#3f7f6f", "#e8709a", SKIN)
        bather(430, 900, 236, "#5a3f7c", "#f2b632", "#f0cdb0", 0.38)
        # Somebody with a watch and a very large towel.
        person(p, c.rng, 265, 1010, 300, coat="#2f4858", hat="#d8443c", arm=0.2)
        p.shape([(296, 780), (420, 770), (424, 960), (360, 980), (300, 960), (296, 780)], "#f4ead2", 5)
        for k in range(4):
            p.line([(298, 806 + k * 42), (422, 800 + k * 42)], "#d8443c", 9)
    smoke(c, [(900, 800), (1000, 740), (1150, 720), (1300, 690)], 16, 60, "#fff2e2", 0.16)
    gulls(c, (200, 160, 900, 360), 8, "#5f7a90", 20)
    c.finish(bloom=0.32, vignette=0.26)


@scene("aurora")
def aurora_scene(c: Canvas) -> None:
    """Draw green bands over the salt marsh."""
    c.wash(
        [
            (0, ["#070b22", "#0b1030"]),
            (400, ["#0d2440", "#123048"]),
            (640, ["#1f5058", "#2a5f60"]),
            (1067, ["#0a1a24"]),
        ]
    )
    stars(c, 640, 700)
    aurora(
        c,
        spline([(-60, 470), (260, 400), (560, 520), (860, 430), (1180, 500), (1660, 380)], 30),
        520,
        "#5cf0a0",
        "#8a3fc4",
        0.62,
    )
    aurora(
        c,
        spline([(-60, 600), (400, 590), (800, 610), (1200, 560), (1660, 590)], 30),
        260,
        "#7cf5b0",
        "#3fa8b8",
        0.5,
    )
    aurora(c, spline([(300, 330), (700, 260), (1100, 330), (1660, 210)], 30), 330, "#52d890", "#c2408f", 0.32)
    land(c, 676, 26, 1.2, "#0a1c26", bottom=684)
    with c.pen() as p:
        p.at(1290, 676, 0.52)
        lighthouse(p, red="#3a1c26", white="#31444c", dark="#0a141c", lamp="#fff0c4")
    c.glow(1290, 499, 130, "#ffe6a8", 0.9, 2.5)
    c.glow(1290, 499, 26, "#fffbe6", 1, 1.4)
    water(c, 682, tint="#061420", depth=0.22, waves=0.7, shine="#a8ffd8", shine_strength=0.16)
    with c.pen(texture=0.2) as p:
        for k in range(26):
            share = (k / 25) ** 1.4
            y = 700 + share * 380
            x = c.rng.choice((c.rng.uniform(-200, 560), c.rng.uniform(1000, 1800)))
            wide, high = (90 + 380 * share) * c.rng.uniform(0.7, 1.2), 6 + 40 * share
            p.shape(
                [
                    (x - wide, y),
                    (x - wide * 0.3, y - high * 0.6),
                    (x + wide * 0.5, y - high * 0.4),
                    (x + wide, y + 2),
                    (x + wide * 0.3, y + high * 0.7),
                    (x - wide * 0.5, y + high * 0.6),
                    (x - wide, y),
                ],
                mix("#0c2228", "#07121a", c.rng.random()),
                8,
            )
    with c.pen() as p:
        grass(p, c.rng, -40, 700, 1080, 170, ["#061016", "#0a1a1e", "#10282a"], 380)
        grass(p, c.rng, 1000, 1640, 1085, 200, ["#061016", "#0a1a1e", "#10282a"], 330)
        p.poly(
            [(0, 1067), *spline([(0, 948), (380, 930), (800, 950), (1160, 990), (1600, 1010)]), (1600, 1067)],
            "#061016",
        )
        for x, y, tall in (
            (610, 942, 150),
            (672, 944, 140),
            (712, 947, 88),
            (452, 936, 148),
            (900, 962, 146),
            (842, 958, 150),
        ):
            person(
                p,
                c.rng,
                x,
                y,
                tall,
                coat="#081219",
                skin="#0e1d24",
                hair="#081219",
                shade=0.8,
                tone="#050d12",
                arm=0.36 if x == 672 else None,
            )
    c.finish(bloom=0.45, vignette=0.34)


@scene("steam-train")
def steam_train(c: Canvas) -> None:
    """Draw the old engine under full steam in the snow."""
    c.wash(
        [
            (0, ["#3f6690", "#54779c"]),
            (320, ["#7f9fbc", "#a3b4c4"]),
            (520, ["#e8cdb8", "#f8d2ac"]),
            (620, ["#fbe8d4", "#fbe4c8"]),
            (1067, ["#eef1f4"]),
        ]
    )
    clouds(c, 0, 460, "#c9d3de", "#6f8caa", cover=0.42, stretch=4, size=4, opacity=0.8)
    sun(c, 1360, 430, 36, "#fffaf0", "#ffd8a8", 0.7)
    land(c, 640, 50, 1.3, "#a3b0bd", "#dfe2e4", bottom=650, texture=0.1)
    tree_line(c, 640, 80, "#8c9aa8")
    with c.pen(fade=("#e4e4e6", 500, 650, 0.2, 0.5)) as p:
        far_town(p, c.rng, 60, 420, 640, 90, "#7f8c9c", church=230)
    with c.pen(fade=("#b4c6d8", 640, 1067, 0.0, 0.75), texture=0.1) as p:
        p.poly([(0, 1067), *ridge(c, 690, 40, 0.9), (1600, 1067)], "#f7f6f4")
    with c.pen() as p:
        for x, size in ((150, 330), (330, 260), (1500, 360)):
            tree(p, c.rng, x, 740, size, "#54555f", [])
        for k in range(14):
            x = 20 + k * 126
            p.rect(x, 712, 9, 54, "#5a5148")
            p.oval(x + 4, 712, 9, 4, "#ffffff")
        p.line([(0, 730), (1600, 730)], "#6b6258", 3)
        p.line([(0, 750), (1600, 750)], "#6b6258", 3)
    smoke(
        c,
        [(1243, 584), (1205, 500), (1090, 420), (900, 360), (680, 325), (360, 290), (20, 260)],
        36,
        130,
        "#f4f2f0",
        0.95,
    )
    with c.pen(texture=0.1) as p:
        p.poly([(0, 838), (1600, 838), (1600, 930), (0, 950)], "#dfe6ee")
        p.rect(0, 832, 1600, 8, "#5f5650")
        p.rect(0, 842, 1600, 5, "#8c9aa8")
    with c.pen() as p:
        for k in range(3):
            p.at(560 - k * 425, 836, 1.38)
            carriage(p, "#6b2f34" if k % 2 == 0 else "#2f4f45", "#f2f4f6")
        p.at(1010, 836, 1.42)
        locomotive(p)
        p.home()
        # The snow plough throws up a wave.
        p.shape([(1296, 836), (1300, 780), (1330, 770), (1380, 836), (1296, 836)], "#33393f", 5)
    c.glow(1286, 664, 300, "#ffe8b4", 0.7, 2.2)
    c.glow(1286, 664, 60, "#fffdf0", 1, 1.5)
    c.glow(912, 668, 90, "#ffb85a", 0.7, 2.2)
    with c.pen(blur=2, opacity=0.9) as p:
        for _ in range(420):
            reach = 190 * c.rng.random() ** 0.8
            rise = (reach / 190) ** 0.5 * 105 * (1 - 0.75 * reach / 190) * 2.2
            size = c.rng.uniform(2, 15) * (1 - 0.6 * reach / 190)
            p.dot(1322 + reach, 842 - rise * c.rng.random(), size, clear("#ffffff", 0.8))
    smoke(c, [(1180, 826), (1140, 850), (1060, 856), (940, 852)], 12, 36, "#f2f4f6", 0.75)
    smoke(c, [(900, 830), (840, 846), (760, 850)], 8, 24, "#f2f4f6", 0.6)
    with c.pen(fade=("#b9cadb", 900, 1067, 0.0, 0.6), texture=0.1) as p:
        p.poly([(0, 1067), *ridge(c, 930, 50, 1.6), (1600, 1067)], "#fbfbfb")
    with c.pen() as p:
        grass(p, c.rng, -20, 1620, 1070, 110, ["#a08a66", "#8a7656", "#c2ab80"], 130)
    snow(c, 900, near=16, wind=0.3)
    c.finish(bloom=0.3, vignette=0.22)


@scene("shunting-engine")
def shunting_engine(c: Canvas) -> None:
    """Draw the little engine, snowed in at the water crane, at night."""
    c.wash(
        [
            (0, ["#141d3c", "#1c284c"]),
            (400, ["#33456f", "#3f5078"]),
            (620, ["#5f6f92", "#6c7a98"]),
            (1067, ["#8c9ab4"]),
        ]
    )
    with c.pen(fade=("#5f6f92", 300, 720, 0.1, 0.4)) as p:
        far_town(p, c.rng, -20, 700, 690, 140, "#2a3558", lit=0.4, church=420)
    tree_line(c, 694, 110, "#33405f", x0=0, x1=700)
    with c.pen(texture=0.14) as p:
        p.rect(900, 300, 720, 420, "#6b4444")
        p.poly([(850, 320), (1250, 150), (1660, 300), (1660, 330), (900, 330)], "#e4eaf2")
        p.poly([(870, 322), (1250, 168), (1640, 318), (1640, 350), (1250, 196), (870, 346)], "#4a3038")
        for k in range(16):
            for row in range(9):
                if c.rng.random() < 0.22:
                    p.rect(910 + k * 44, 350 + row * 40, 34, 12, clear("#4f3034", 0.6))
        for x in (980, 1290):
            p.rect(x, 420, 210, 300, "#2c2430")
            p.rect(x + 8, 430, 92, 290, "#5a3a34")
            p.rect(x + 110, 430, 92, 290, "#5a3a34")
            for k in range(3):
                p.rect(x + 22 + k * 22, 450, 16, 50, "#ffc878")
                p.rect(x + 124 + k * 22, 450, 16, 50, "#ffc878")
        p.dot(1250, 290, 34, "#e4d8c4")
        p.dot(1250, 290, 27, "#ffd890")
    c.glow(1085, 475, 210, "#ffb050", 0.45, 2.2)
    c.glow(1395, 475, 210, "#ffb050", 0.45, 2.2)
    with c.pen(fade=("#7f93b8", 720, 1067, 0.0, 0.6), texture=0.1) as p:
        p.poly([(0, 1067), *ridge(c, 730, 26, 0.8), (1600, 1067)], "#dfe7f2")
    with c.pen() as p:
        for y, tone in ((838, "#4f566a"), (850, "#39405a")):
            p.line([(0, y), (1600, y)], tone, 6)
        # The engine.
        p.at(620, 842, 1.55)
        black, red = "#232833", "#a83a34"
        for x in (-90, 0, 90):
            p.dot(x, -32, 33, red)
            p.dot(x, -32, 25, mix(red, "#000000", 0.45))
            for k in range(8):
                angle = k * math.tau / 8
                p.line([(x, -32), (x + math.cos(angle) * 28, -32 + math.sin(angle) * 28)], red, 4)
            p.dot(x, -32, 7, "#d4a951")
        p.line([(-92, -24), (92, -24)], "#8a939c", 8)
        p.rect(-180, -66, 370, 16, red)
        p.rect(-70, -152, 240, 88, "#2f5a48")
        p.oval(170, -108, 16, 44, "#24483a")
        p.rect(-60, -180, 200, 40, "#3a6a54")
        for x in (-40, 30, 100):
            p.rect(x, -152, 6, 88, "#d4a951")
        p.rect(-172, -206, 106, 142, "#2f5a48")
        p.rect(-156, -190, 42, 50, "#ffcf86")
        p.rect(-106, -190, 28, 50, "#ffcf86")
        p.poly([(122, -180), (150, -180), (154, -236), (118, -236)], black)
        p.rect(114, -242, 44, 10, "#d4a951")
        p.shape([(30, -180), (34, -204), (52, -210), (70, -204), (74, -180), (30, -180)], "#d4a951", 6)
        p.rect(182, -70, 22, 34, black)
        p.dot(208, -52, 13, "#4a5260")
        p.rect(-204, -70, 22, 34, black)
        p.dot(182, -156, 12, "#fff0c4")
        white: Colour = "#f7fafd"
        p.shape([(-190, -206), (-184, -226), (-120, -236), (-60, -224), (-50, -206), (-190, -206)], white, 6)
        p.shape(
            [
                (-62, -178),
                (-40, -194),
                (20, -196),
                (40, -212),
                (62, -212),
                (80, -194),
                (116, -192),
                (142, -178),
                (-62, -178),
            ],
            white,
            6,
        )
        p.shape([(112, -240), (120, -256), (150, -256), (160, -240), (112, -240)], white, 6)
        p.shape([(-190, -64), (-160, -74), (180, -74), (206, -66), (206, -60), (-190, -60), (-190, -64)], white, 6)
        p.shape([(170, -164), (178, -176), (192, -172), (196, -160), (170, -164)], white, 5)
        # The water crane and its lantern.
        p.home()
        p.rect(1046, 460, 20, 390, "#1d2436")
        p.line([(1056, 480), (900, 480)], "#1d2436", 18)
        p.curve([(902, 476), (880, 490), (876, 540)], "#1d2436", 18)
        p.shape([(890, 470), (960, 458), (1070, 462), (1070, 470), (890, 472)], white, 6)
        for k in range(5):
            p.poly(
                [(884 + k * 34, 488), (894 + k * 34, 488), (889 + k * 34, 520 + 26 * (k % 3))],
                clear("#eaf4ff", 0.9),
            )
        p.rect(1038, 420, 36, 44, "#ffe6ac")
        p.poly([(1032, 422), (1080, 422), (1056, 398)], "#1d2436")
        p.shape(
            [(1028, 420), (1040, 404), (1056, 392), (1072, 404), (1084, 420), (1056, 412), (1028, 420)],
            white,
            5,
        )
    c.glow(1056, 442, 380, "#ffc470", 0.8, 2.2)
    c.glow(1056, 442, 60, "#fff6dc", 1, 1.5)
    c.glow(902, 600, 150, "#ffe6b0", 0.5, 2.3)
    c.glow(420, 590, 150, "#ffb85a", 0.55, 2.2)
    with c.pen(fade=("#8ca0c4", 850, 1067, 0.0, 0.55), texture=0.1) as p:
        p.poly([(0, 1067), *ridge(c, 868, 30, 1.4), (1600, 1067)], "#eef3fa")
        p.shape(
            [
                (280, 870),
                (330, 820),
                (420, 812),
                (500, 830),
                (640, 846),
                (800, 836),
                (930, 826),
                (1020, 850),
                (1080, 880),
                (280, 880),
            ],
            "#eef3fa",
            8,
        )
    with c.pen() as p:
        for k in range(9):
            x, y = 1180 + k * 36, 1010 - k * 16
            p.oval(x, y, 12, 5, "#a3b4d0")
            p.oval(x + 14, y + 10, 12, 5, "#a3b4d0")
        person(p, c.rng, 1500, 872, 190, coat="#3a4f6c", hat="#c2503a", shade=0.25, tone="#1d2436")
        p.line([(1530, 770), (1552, 880)], "#8c6a46", 6)
        p.poly([(1536, 870), (1570, 866), (1566, 910), (1540, 912)], "#55606e")
    snow(c, 1000, near=22, wind=0.1)
    c.finish(bloom=0.45, vignette=0.36)
