"""Scenes on the mudflats: the wreck and its planks."""

from __future__ import annotations

import math

from .canvas import Canvas, Colour, Pen, clear, mix, spline
from .nature import (
    clouds,
    gull,
    gulls,
    sun,
    water,
)
from .people import person
from .quays import lighthouse
from .registry import scene


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
