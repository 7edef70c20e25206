"""Scenes of fish and of who would like to have it."""

from __future__ import annotations

import math

from .canvas import Canvas, Pen, clear, mix
from .houses import row_of_houses
from .nature import gull
from .people import person
from .registry import scene
from .scenes_market import CLOTHS, FRUIT, WALLS
from .street import stall


def _fish(p: Pen, c: Canvas, x: float, y: float, size: float, angle: float) -> None:
    """Lay a herring on the ice."""

    def turn(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        ca, sa = math.cos(angle), math.sin(angle)
        return [(x + (px * ca - py * sa) * size, y + (px * sa + py * ca) * size) for px, py in points]

    shift = c.rng.uniform(0, 0.25)
    back = mix("#2f5d76", "#3f7f86", shift * 4)
    side, belly = mix("#a9c3cd", "#cfdfe2", shift * 3), "#f2f4ef"
    p.shape(
        turn(
            [
                (-1, 0),
                (-0.6, -0.17),
                (0, -0.23),
                (0.55, -0.15),
                (0.82, -0.05),
                (0.86, 0.02),
                (0.55, 0.15),
                (0, 0.24),
                (-0.6, 0.17),
                (-1, 0),
            ]
        ),
        side,
        8,
    )
    p.shape(
        turn(
            [
                (-1, 0),
                (-0.6, -0.17),
                (0, -0.23),
                (0.55, -0.15),
                (0.82, -0.05),
                (0.5, -0.06),
                (0, -0.08),
                (-0.6, -0.05),
                (-1, 0),
            ]
        ),
        back,
        8,
    )
    p.shape(
        turn(
            [
                (-0.94, 0.04),
                (-0.6, 0.16),
                (0, 0.235),
                (0.55, 0.145),
                (0.8, 0.05),
                (0.5, 0.1),
                (0, 0.15),
                (-0.6, 0.1),
                (-0.94, 0.04),
            ]
        ),
        belly,
        8,
    )
    p.shape(
        turn([(0.78, 0), (0.9, -0.04), (1.16, -0.2), (1.06, 0.0), (1.16, 0.2), (0.9, 0.06), (0.78, 0)]),
        mix(back, "#10222c", 0.3),
        5,
    )
    p.shape(
        turn([(0.04, -0.17), (0.16, -0.30), (0.34, -0.27), (0.36, -0.13), (0.04, -0.17)]),
        mix(back, "#10222c", 0.3),
        5,
    )
    p.shape(turn([(0.0, 0.17), (0.1, 0.29), (0.2, 0.27), (0.2, 0.16), (0.0, 0.17)]), mix(side, "#10222c", 0.3), 5)
    p.curve(turn([(-0.62, -0.16), (-0.54, 0), (-0.62, 0.16)]), mix(back, side, 0.3), size * 0.022)
    p.shape(turn([(-0.5, -0.03), (0, -0.05), (0.7, -0.02), (0, 0.01), (-0.5, -0.03)]), clear("#ffffff", 0.5), 6)
    for i in range(8):
        for j in (-1, 0, 1):
            px = -0.42 + i * 0.13
            p.curve(
                turn([(px, j * 0.07 + 0.02), (px + 0.035, j * 0.07 + 0.05), (px, j * 0.07 + 0.085)]),
                clear("#5f8492", 0.4),
                size * 0.01,
            )
    eye = turn([(-0.78, -0.035)])[0]
    p.dot(eye[0], eye[1], size * 0.062, "#f4e3a8")
    p.dot(eye[0], eye[1], size * 0.036, "#14181c")
    p.dot(eye[0] - size * 0.012, eye[1] - size * 0.014, size * 0.011, "#ffffff")
    p.curve(turn([(-0.99, 0.02), (-0.92, 0.045), (-0.86, 0.04)]), mix(back, side, 0.2), size * 0.018)


@scene("herring")
def herring(c: Canvas) -> None:
    """Herrings in rows on crushed ice, seen from above."""
    c.wash(
        [
            (0, ["#b9d8e2", "#a6cbd8", "#c4dee4"]),
            (540, ["#d6e8ea", "#c3dde4", "#e4eff0"]),
            (1067, ["#9fc4d2", "#b3d2dc", "#a9ccd8"]),
        ]
    )
    for layer in range(3):
        with c.pen() as p:
            for _ in range(420):
                x, y, size = c.rng.uniform(0, 1600), c.rng.uniform(0, 1067), c.rng.uniform(14, 46)
                turn = c.rng.random() * math.tau
                sides = c.rng.choice((4, 5, 6))
                points = [
                    (
                        x + math.cos(turn + k * math.tau / sides) * size * c.rng.uniform(0.6, 1),
                        y + math.sin(turn + k * math.tau / sides) * size * c.rng.uniform(0.6, 1),
                    )
                    for k in range(sides)
                ]
                p.poly(points, clear(mix("#8fb9c9", "#ffffff", c.rng.random()), 0.20 + layer * 0.06))
                p.line([points[0], points[1]], clear("#ffffff", 0.5), 1.4)
    for row in range(5):
        y = 60 + row * 205
        with c.pen(blur=9, opacity=0.4) as p:
            for column in range(4):
                x = 60 + column * 470 + (row % 2) * 150
                p.oval(x + 12, y + 34, 205, 44, "#2c5568")
        with c.pen() as p:
            for column in range(4):
                x = 60 + column * 470 + (row % 2) * 150
                _fish(p, c, x, y + c.rng.uniform(-8, 8), 212, c.rng.uniform(-0.06, 0.06) + 0.05)
    with c.pen() as p:
        for _ in range(90):
            x, y, size = c.rng.uniform(0, 1600), c.rng.uniform(0, 1067), c.rng.uniform(8, 22)
            turn = c.rng.random() * math.tau
            points = [
                (
                    x + math.cos(turn + k * math.tau / 5) * size * c.rng.uniform(0.6, 1),
                    y + math.sin(turn + k * math.tau / 5) * size * c.rng.uniform(0.6, 1),
                )
                for k in range(5)
            ]
            p.poly(points, clear("#f4fbfd", 0.6))
            p.line([points[0], points[1]], clear("#ffffff", 0.9), 1.6)
        # A lemon and some parsley make it a stall.
        for x, y in ((1270, 880), (1385, 935)):
            p.dot(x + 8, y + 12, 74, clear("#2c5568", 0.3))
            p.dot(x, y, 72, "#f0c530")
            p.dot(x, y, 64, "#fbf0bf")
            for k in range(9):
                a, b = k * math.tau / 9 + 0.08, (k + 1) * math.tau / 9 - 0.08
                p.shape(
                    [
                        (x + math.cos((a + b) / 2) * 10, y + math.sin((a + b) / 2) * 10),
                        (x + math.cos(a) * 54, y + math.sin(a) * 54),
                        (x + math.cos((a + b) / 2) * 59, y + math.sin((a + b) / 2) * 59),
                        (x + math.cos(b) * 54, y + math.sin(b) * 54),
                        (x + math.cos((a + b) / 2) * 10, y + math.sin((a + b) / 2) * 10),
                    ],
                    "#f6d94e",
                    5,
                )
        for _ in range(90):
            x, y = c.rng.gauss(1180, 70), c.rng.gauss(965, 34)
            p.dot(x, y, c.rng.uniform(5, 13), mix("#2f6b3a", "#7fb04e", c.rng.random()))
    c.mist("#fff6df", 0, 700, 0.12, 0.0)
    c.finish(bloom=0.25, vignette=0.35)


@scene("gull-on-bollard")
def gull_on_bollard(c: Canvas) -> None:
    """Draw the gull that waits every Saturday."""
    c.wash(
        [
            (0, ["#86b7c9", "#9cc4cc"]),
            (420, ["#cfe0d8", "#e8e2c8"]),
            (700, ["#f8dfb0", "#fbd9a2"]),
            (1067, ["#e0b98a"]),
        ]
    )
    with c.pen(blur=14) as p:
        row_of_houses(p, c.rng, -60, 1700, 640, 330, WALLS, shade=0.05)
    c.mist("#f4e3bf", 100, 700, 0.35, 0.5)
    with c.pen(blur=12) as p:
        for index, x in enumerate(range(-40, 1700, 330)):
            stall(p, c.rng, x, 740, 260, *CLOTHS[(index + 1) % 5], FRUIT)
        for _ in range(14):
            person(p, c.rng, c.rng.uniform(0, 1600), 770, 150)
    c.mist("#f4dcae", 500, 800, 0.0, 0.25)
    with c.pen(blur=5, opacity=0.8) as p:
        p.rect(0, 800, 1600, 267, "#a98c70")
    with c.pen(texture=0.25) as p:
        p.rect(0, 846, 1600, 221, "#b0947a")
        p.rect(0, 846, 1600, 12, "#d6bb98")
        for x in (180, 640, 1130, 1520):
            p.line([(x, 858), (x - 40, 1067)], "#8a715c", 4)
    with c.pen(blur=12, opacity=0.45) as p:
        p.oval(880, 990, 270, 26, "#3a2c24")
    with c.pen(texture=0.2) as p:
        p.shape(
            [
                (610, 990),
                (628, 930),
                (640, 760),
                (596, 728),
                (590, 690),
                (640, 664),
                (800, 652),
                (960, 664),
                (1010, 690),
                (1004, 728),
                (960, 760),
                (972, 930),
                (990, 990),
                (800, 1006),
                (610, 990),
            ],
            "#3c4147",
            8,
        )
        p.shape([(640, 760), (628, 930), (612, 988), (680, 998), (690, 760), (640, 760)], "#565d64", 6)
        p.shape([(900, 764), (960, 760), (972, 930), (988, 988), (920, 1000), (900, 764)], "#2a2e33", 6)
        p.oval(800, 686, 205, 30, "#5b6269")
        p.oval(800, 680, 186, 22, "#6f767c")
        for y in (820, 846, 872):
            p.curve([(628, y), (800, y + 26), (974, y)], "#c7a574", 20)
            for k in range(12):
                x = 640 + k * 28
                p.line(
                    [
                        (x, y - 2 + 24 * math.sin(k / 11 * math.pi)),
                        (x + 14, y + 12 + 24 * math.sin(k / 11 * math.pi)),
                    ],
                    "#94764c",
                    3,
                )
    with c.pen() as p:
        p.at(790, 676, 1.0)
        for x in (-18, 26):
            p.line([(x, -96), (x + 4, -8)], "#e39a3a", 10)
            p.shape([(x - 8, -2), (x + 4, -14), (x + 40, -4), (x + 44, 2), (x + 20, 4), (x - 8, -2)], "#e39a3a", 5)
        p.shape(
            [
                (-250, -120),
                (-200, -160),
                (-120, -222),
                (-20, -256),
                (70, -262),
                (110, -300),
                (130, -350),
                (176, -380),
                (226, -374),
                (252, -342),
                (246, -306),
                (214, -270),
                (196, -210),
                (150, -130),
                (60, -78),
                (-40, -72),
                (-140, -92),
                (-250, -120),
            ],
            "#fbfaf4",
            10,
        )
        p.shape(
            [
                (-140, -94),
                (-40, -72),
                (60, -78),
                (150, -130),
                (196, -210),
                (160, -170),
                (80, -118),
                (-20, -104),
                (-140, -94),
            ],
            "#cfd3cf",
            8,
        )
        p.shape(
            [
                (-330, -96),
                (-250, -140),
                (-150, -206),
                (-40, -244),
                (60, -236),
                (104, -196),
                (60, -146),
                (-30, -118),
                (-150, -108),
                (-330, -96),
            ],
            "#8f9da6",
            10,
        )
        p.shape([(-150, -206), (-40, -244), (60, -236), (40, -220), (-50, -214), (-150, -206)], "#aab6bc", 8)
        for i in range(5):
            p.curve(
                [(-60 - i * 36, -124 + i * 3), (-10 - i * 40, -150 + i * 5), (30 - i * 44, -190 + i * 5)],
                "#75848e",
                3,
            )
        p.shape([(-330, -96), (-380, -82), (-300, -92), (-220, -106), (-240, -122), (-330, -96)], "#23272c", 6)
        for i in range(3):
            p.dot(-330 + i * 34, -94 - i * 5, 6, "#fbfaf4")
        p.shape(
            [
                (240, -348),
                (276, -344),
                (318, -326),
                (326, -312),
                (312, -310),
                (280, -318),
                (244, -318),
                (240, -348),
            ],
            "#edb33c",
            6,
        )
        p.dot(304, -318, 7, "#cf3f2c")
        p.line([(246, -330), (300, -324)], "#b57f22", 3)
        p.dot(214, -346, 12, "#f6e9a2")
        p.dot(215, -346, 6.5, "#16181b")
        p.ring(214, -346, 12, "#d0483a", 2.4)
        p.curve([(196, -366), (214, -368), (234, -358)], "#dcdad0", 4)
    c.glow(1420, 200, 700, "#fff0c8", 0.35, 2)
    with c.pen() as p:
        gull(p, 300, 240, 40, "#ffffff", 0.2)
        gull(p, 420, 190, 26, "#ffffff", -0.2)
    c.finish(bloom=0.25, vignette=0.3)
