"""Scenes in the streets, on the market, on the stage and in the workshops."""

from __future__ import annotations

import math

from .canvas import Canvas, Colour, Pen, clear, mix
from .harbour import beam, cutter, quay
from .nature import clouds, gull, gulls, rain, smoke, stars, sun, tree, water
from .registry import PORTRAIT, scene
from .town import (
    counter,
    far_town,
    house,
    lamp_post,
    person,
    row_of_houses,
    spire,
    stall,
    string_lights,
    umbrella,
)

WALLS: list[Colour] = ["#b5654f", "#e0bd8a", "#8fa79f", "#ead9b8", "#a8544a", "#7b94a3", "#d49a66"]
FRUIT: list[Colour] = ["#d65a3c", "#e6a93c", "#7f9f4a", "#8c4a6b", "#e8d9b0", "#c97a3a"]
CLOTHS: list[tuple[Colour, Colour]] = [
    ("#c2503a", "#f4ead2"),
    ("#2f6f8f", "#f4ead2"),
    ("#d9a441", "#fbf3df"),
    ("#4b7f62", "#f4ead2"),
    ("#8c4a5c", "#f4ead2"),
]


def cobbles(c: Canvas, y: float, light: Colour, dark: Colour, *, count: int = 1500) -> None:
    """Pave the foreground."""
    with c.pen(fade=(dark, y, c.h, 0.0, 0.65)) as p:
        p.rect(0, y, c.w, c.h - y, mix(light, dark, 0.25))
        for _ in range(count):
            share = c.rng.random() ** 0.8
            py = y + 4 + share * (c.h - y)
            size = 5 + 26 * share
            p.oval(c.rng.uniform(0, c.w), py, size, size * 0.32, mix(light, dark, c.rng.uniform(0.05, 0.55)))


@scene("market-morning")
def market_morning(c: Canvas) -> None:
    """Draw the Old Market just after sunrise."""
    c.wash(
        [
            (0, ["#5f9cc0", "#7fb0c8"]),
            (330, ["#b9d3d3", "#e0dcc4"]),
            (560, ["#fbe0b0", "#ffd998"]),
            (1067, ["#fbe0b0"]),
        ]
    )
    clouds(c, 10, 360, "#fff3dc", "#9fbccb", cover=0.48, stretch=4, size=4, opacity=0.85)
    sun(c, 1240, 330, 36, "#fffbe6", "#ffcf80", 0.85)
    with c.pen(fade=("#ffe2b0", 120, 640, 0.35, 0.5)) as p:
        spire(p, 610, 640, 640, "#a8745c", "#5f8f84")
        far_town(p, c.rng, 900, 1620, 640, 240, "#b08c7c")
    with c.pen(fade=("#ffe0aa", 240, 680, 0.1, 0.32)) as p:
        row_of_houses(p, c.rng, -40, 560, 660, 290, WALLS, shade=0.04, lit=0.08)
        row_of_houses(p, c.rng, 1120, 1660, 660, 270, WALLS, shade=0.08, lit=0.08)
        row_of_houses(p, c.rng, 660, 1110, 650, 170, WALLS, shade=0.1)
    cobbles(c, 650, "#d9bd94", "#8c6f58")
    with c.pen(fade=("#ffdca4", 520, 760, 0.25, 0.0)) as p:
        for index, x in enumerate(range(-20, 1600, 215)):
            stall(p, c.rng, x, 726, 178, *CLOTHS[index % 5], FRUIT)
        for _ in range(34):
            person(
                p,
                c.rng,
                c.rng.uniform(0, 1600),
                745 + c.rng.uniform(0, 34),
                c.rng.uniform(92, 112),
                stride=c.rng.random(),
                skirt=c.rng.random() < 0.4,
                hat=c.rng.choice([None, None, "#c2503a", "#2f6f8f"]),
            )
    with c.pen(blur=6, opacity=0.35) as p:
        for x in (140, 520, 1000, 1420):
            p.poly([(x, 1040), (x + 300, 1040), (x + 90, 1066), (x - 260, 1066)], "#5a4030")
    with c.pen() as p:
        stall(p, c.rng, -70, 1010, 470, *CLOTHS[0], ["#b8c7cf", "#93a9b5", "#d5dde0", "#e0a08a"])
        stall(p, c.rng, 1180, 1022, 480, *CLOTHS[1], FRUIT)
        person(p, c.rng, 150, 905, 205, coat="#f2eee2", hat="#2f6f8f", skin="#e3b491", arm=0.12)
        person(p, c.rng, 1440, 905, 205, coat="#4b7f62", hair="#1f1a1c", skin="#c98f68", arm=0.1)
        counter(p, c.rng, -70, 1010, 470, ["#b8c7cf", "#93a9b5", "#d5dde0", "#e0a08a"])
        counter(p, c.rng, 1180, 1022, 480, FRUIT)
    with c.pen() as p:
        for x, y, tall, coat, skirt in (
            (520, 1010, 222, "#2f4858", False),
            (600, 1016, 204, "#b5484a", True),
            (668, 1020, 118, "#e6b93c", False),
            (860, 980, 196, "#6b5b7e", True),
            (1010, 1000, 214, "#a8763f", False),
            (1092, 1012, 200, "#3f6f68", True),
        ):
            with_bag = x in (600, 1092)
            person(p, c.rng, x, y, tall, coat=coat, skirt=skirt, stride=0.5, hat="#e6b93c" if x == 668 else None)
            if with_bag:
                p.poly([(x + 30, y - 92), (x + 66, y - 92), (x + 60, y - 44), (x + 36, y - 44)], "#c79a5e")
                for k in range(4):
                    p.dot(x + 36 + k * 8, y - 95, 6, c.rng.choice(["#7f9f4a", "#d65a3c", "#e6a93c"]))
    gulls(c, (300, 80, 1500, 260), 10, "#fffdf4", 22)
    c.mist("#ffdf9e", 300, 900, 0.16, 0.0)
    c.finish(bloom=0.28, vignette=0.25)


@scene("market-night")
def market_night(c: Canvas) -> None:
    """Stalls go up in the dark under the first lamps."""
    c.wash(
        [
            (0, ["#0c1430", "#111b3a"]),
            (420, ["#22335a", "#2c3d66"]),
            (620, ["#3f4c74", "#56587c"]),
            (1067, ["#10182c"]),
        ]
    )
    stars(c, 420, 200)
    with c.pen() as p:
        spire(p, 1180, 640, 620, "#1d2744", "#18203a")
        row_of_houses(p, c.rng, -40, 1660, 660, 280, WALLS, shade=0.74, tone="#141d36", lit=0.06)
    cobbles(c, 655, "#39415e", "#10162a")
    with c.pen() as p:
        for x, y, wide, index in (
            (60, 800, 240, 0),
            (380, 760, 200, 2),
            (900, 770, 210, 1),
            (1260, 820, 270, 3),
        ):
            stall(p, c.rng, x, y, wide, *CLOTHS[index], FRUIT, shade=0.5, tone="#141a33")
        for x in (560, 1180, 250):
            lamp_post(p, x, 820, 330, "#0d1226")
    for x, y, size in ((560, 520, 1.3), (1180, 520, 1.2), (250, 520, 0.8)):
        c.glow(x, y, 430 * size, "#ffb65c", 0.55, 2.2)
        c.glow(x, y, 120 * size, "#ffe0a4", 0.9, 2)
        c.glow(x, 830, 330 * size, "#ff9f45", 0.22, 2)
    with c.pen() as p:
        stall(
            p,
            c.rng,
            620,
            985,
            470,
            "#c2503a",
            "#f0dcb4",
            ["#b8c7cf", "#8fa5b2", "#d5dde0"],
            shade=0.16,
            tone="#3a2230",
        )
        person(p, c.rng, 790, 850, 196, coat="#efe6d0", hat="#c2503a", shade=0.08)
        person(p, c.rng, 930, 850, 200, coat="#3a566c", shade=0.15)
        counter(p, c.rng, 620, 985, 470, ["#b8c7cf", "#8fa5b2", "#d5dde0"], shade=0.16, tone="#3a2230")
    with c.pen() as p:
        for sx in (690, 1030):
            p.line([(sx, 560), (sx, 640)], "#241a20", 3)
            p.dot(sx, 645, 11, "#fff0c4")
    for sx in (690, 1030):
        c.glow(sx, 645, 330, "#ffb252", 0.75, 2.3)
        c.glow(sx, 645, 70, "#fff0c8", 1, 1.8)
    with c.pen() as p:
        for x, y, tall in ((1240, 1000, 210), (430, 1010, 214)):
            person(p, c.rng, x, y, tall, stride=0.8, shade=0.55, tone="#141a33", arm=0.1)
        for x, y in ((330, 1020), (300, 980), (300, 1020), (330, 980), (315, 942)):
            p.rect(x - 46, y - 36, 92, 34, "#4c4038" if y % 40 else "#5a4a3e")
            p.line([(x - 46, y - 20), (x + 46, y - 20)], "#2c2422", 3)
        for _i in range(20):
            p.oval(
                c.rng.uniform(560, 1160),
                c.rng.uniform(1000, 1060),
                c.rng.uniform(20, 70),
                c.rng.uniform(2, 4),
                clear("#ffc274", 0.3),
            )
    c.finish(bloom=0.45, vignette=0.42)


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


def _flower(p: Pen, x: float, y: float, size: float, petal: Colour, heart: Colour, *, petals: int = 12) -> None:
    """Draw one flower, full on."""
    for ring, share in ((1.0, 0.0), (0.74, 0.3), (0.48, 0.5)):
        tone = mix(petal, "#ffffff", share * 0.5)
        for k in range(petals):
            angle = k * math.tau / petals + ring * 2.1
            px, py = x + math.cos(angle) * size * ring * 0.62, y + math.sin(angle) * size * ring * 0.62
            p.dot(px, py, size * 0.27 * (0.6 + 0.5 * ring), mix(tone, "#3a1020", 0.12 * (k % 2)))
    p.dot(x, y, size * 0.24, heart)
    p.dot(x - size * 0.06, y - size * 0.06, size * 0.12, mix(heart, "#ffffff", 0.3))


@scene("flowers", PORTRAIT)
def flowers(c: Canvas) -> None:
    """Draw the flower stall."""
    c.wash(
        [
            (0, ["#31505c", "#3f6068"]),
            (600, ["#6b8478", "#8c9476"]),
            (1000, ["#5a5648", "#6f6450"]),
            (1600, ["#3c352e"]),
        ]
    )
    with c.pen(blur=18) as p:
        row_of_houses(p, c.rng, -60, 1140, 640, 420, WALLS, shade=0.3, lit=0.3, tone="#34454c")
    c.mist("#f0dcae", 100, 700, 0.2, 0.3)
    c.glow(860, 300, 560, "#ffd792", 0.5, 2)
    with c.pen() as p:
        for i in range(9):
            x = -40 + i * 128
            tone: Colour = "#3f6f5c" if i % 2 else "#f4ead2"
            p.poly([(x + 20, 60), (x + 148, 60), (x + 128, 260), (x, 260)], tone)
            p.oval(x + 64, 260, 64, 34, mix(tone, "#000000", 0.1))
        p.rect(0, 50, 1067, 16, "#2a4a40")
        p.rect(30, 260, 18, 1200, "#4a3a2c")
        p.rect(1018, 260, 18, 1200, "#4a3a2c")
    with c.pen() as p:
        person(
            p,
            c.rng,
            560,
            1000,
            560,
            coat="#4b6f8a",
            hair="#8a5a34",
            skin="#e3b491",
            hat="#d9a441",
            arm=0.1,
            skirt=True,
        )
        p.rect(478, 660, 164, 190, clear("#2f5a48", 0.95))
    palette: list[tuple[Colour, Colour]] = [
        ("#d8443c", "#f2c23c"),
        ("#f0a02c", "#8c4a1e"),
        ("#e87fa4", "#f7e08a"),
        ("#8c5ab0", "#f2d25a"),
        ("#f7f1e2", "#e9b93c"),
        ("#c2306a", "#f4c95a"),
        ("#f4d24a", "#a8641e"),
    ]
    for row in range(4):
        base = 900 + row * 195
        for column in range(4 if row % 2 else 5):
            x = 110 + column * 215 + (row % 2) * 108
            petal, heart = palette[(column * 2 + row * 3) % 7]
            with c.pen() as p:
                p.poly(
                    [(x - 74, base + 20), (x + 74, base + 20), (x + 56, base + 180), (x - 56, base + 180)],
                    "#8d9a9c" if (row + column) % 2 else "#5f7478",
                )
                p.rect(x - 78, base + 12, 156, 15, "#b5c0c0" if (row + column) % 2 else "#82969a")
                p.poly(
                    [(x + 24, base + 28), (x + 70, base + 28), (x + 54, base + 180), (x + 24, base + 180)],
                    clear("#000000", 0.14),
                )
                for _ in range(34):
                    lx, ly = x + c.rng.gauss(0, 62), base - 20 + c.rng.gauss(0, 46)
                    turn = c.rng.uniform(-1, 1)
                    p.shape(
                        [
                            (lx, ly),
                            (lx + 16 + turn * 14, ly - 14),
                            (lx + 40 * turn, ly - 38),
                            (lx - 4, ly - 20),
                            (lx, ly),
                        ],
                        mix("#24482e", "#6f9a4a", c.rng.random()),
                        4,
                    )
                for _ in range(15):
                    _flower(
                        p,
                        x + c.rng.gauss(0, 50),
                        base - 34 + c.rng.gauss(0, 40),
                        c.rng.uniform(25, 40),
                        mix(petal, "#ffffff", c.rng.uniform(0, 0.2)),
                        heart,
                    )
        c.mist("#1d1a18", base - 60, base + 200, 0.0, 0.05)
    c.mist("#ffe0a0", 0, 1200, 0.16, 0.0)
    c.finish(bloom=0.3, vignette=0.35)


@scene("umbrellas")
def umbrellas(c: Canvas) -> None:
    """Draw the market in a shower, full of umbrellas."""
    x: float
    y: float
    c.wash(
        [
            (0, ["#6f838f", "#7c8f98"]),
            (420, ["#a3b1b3", "#b5bdb9"]),
            (640, ["#c7c9bf", "#cfcdc0"]),
            (1067, ["#8b9698"]),
        ]
    )
    clouds(c, -60, 420, "#9aa9b0", "#566872", cover=0.66, stretch=3, size=4, opacity=0.8)
    with c.pen(fade=("#b5bfbe", 160, 660, 0.35, 0.5)) as p:
        spire(p, 1010, 640, 600, "#8c7468", "#66897f")
        row_of_houses(p, c.rng, -40, 1660, 640, 270, WALLS, shade=0.2, tone="#5f6f78", lit=0.3)
    water(c, 640, tint="#5c6a70", depth=0.5, waves=0.5, shine="#dfe5e2", shine_strength=0.3)
    colours: list[Colour] = [
        "#c8372f",
        "#e6a52c",
        "#2f6f8f",
        "#3f7f62",
        "#7c4a86",
        "#e8623c",
        "#1f3f5c",
        "#d8c24a",
        "#c94f7c",
        "#efe6d2",
    ]
    rows = [(690, 62, 22, 0.35), (750, 86, 17, 0.18), (830, 116, 13, 0.06), (930, 158, 9, 0.0)]
    for y, size, count, air in rows:
        with c.pen(fade=("#b3bcbb", y - 200, y + 200, air, air)) as p:
            for k in range(count):
                x = 1600 * (k + 0.5) / count + c.rng.uniform(-0.35, 0.35) * 1600 / count
                jump = c.rng.uniform(-16, 16)
                person(
                    p,
                    c.rng,
                    x,
                    y + size * 1.3 + jump,
                    size * 1.95,
                    stride=c.rng.random(),
                    skirt=c.rng.random() < 0.4,
                    shade=0.15,
                    tone="#3c474c",
                )
                umbrella(p, x + c.rng.uniform(-6, 6), y - size * 1.15 + jump, size * 0.92, c.rng.choice(colours))
        with c.pen(blur=4, opacity=0.25) as p:
            for k in range(count):
                p.oval(1600 * (k + 0.5) / count, y + size * 1.34, size * 0.5, size * 0.16, "#2c3438")
    with c.pen() as p:
        for x, y, size, tone in (
            (260, 800, 250, "#c8372f"),
            (860, 838, 270, "#e6a52c"),
            (1400, 790, 260, "#2f6f8f"),
        ):
            person(p, c.rng, x, y + 300, 380, shade=0.2, tone="#2b3438", skirt=True)
            umbrella(p, x, y - 170, size, tone)
    rain(c, 1100, "#eef4f6", 0.18, 0.34)
    with c.pen() as p:
        for _ in range(70):
            x, y = c.rng.uniform(0, 1600), c.rng.uniform(940, 1060)
            p.curve([(x - 16, y), (x, y - 4), (x + 16, y)], clear("#eef4f6", 0.5), 1.6)
    c.finish(bloom=0.2, vignette=0.3)


@scene("bakery")
def bakery(c: Canvas) -> None:  # noqa: PLR0912
    """Draw the bakery in Heringsgasse, its window lit, at blue hour."""
    x: float
    c.wash(
        [
            (0, ["#16234a", "#1c2c58"]),
            (380, ["#3a4f86", "#54619a"]),
            (620, ["#7f7aa8", "#a8869c"]),
            (1067, ["#1a2138"]),
        ]
    )
    clouds(c, 20, 380, "#6f78aa", "#1e2b54", cover=0.42, stretch=5, size=4, opacity=0.7)
    stars(c, 300, 70)
    with c.pen(fade=("#7d7fae", 260, 760, 0.1, 0.25)) as p:
        far_town(p, c.rng, 640, 1000, 770, 260, "#2c3864", lit=0.3, church=820)
    with c.pen() as p:
        house(
            p,
            c.rng,
            1180,
            900,
            250,
            520,
            mix("#b5654f", "#1c2648", 0.6),
            gable="bell",
            lit=0.15,
            glass="#1d2a4c",
            trim=mix("#efe6d4", "#1c2648", 0.5),
        )
        house(
            p,
            c.rng,
            1410,
            930,
            280,
            560,
            mix("#7b94a3", "#1c2648", 0.6),
            gable="step",
            lit=0.12,
            glass="#1d2a4c",
            trim=mix("#efe6d4", "#1c2648", 0.5),
        )
        house(
            p,
            c.rng,
            980,
            850,
            200,
            420,
            mix("#ead9b8", "#1c2648", 0.62),
            gable="peak",
            lit=0.1,
            glass="#1d2a4c",
            trim=mix("#efe6d4", "#1c2648", 0.5),
        )
    cobbles(c, 850, "#465078", "#141a30", count=1100)
    wall, trim = mix("#c98a5e", "#2a2848", 0.42), mix("#f2e4c8", "#2a2848", 0.3)
    with c.pen(texture=0.2) as p:
        p.poly([(60, 930), (60, 330), (800, 330), (800, 930)], wall)
        steps = [
            (60, 330),
            (60, 250),
            (150, 250),
            (150, 170),
            (240, 170),
            (240, 90),
            (330, 90),
            (330, 10),
            (530, 10),
            (530, 90),
            (620, 90),
            (620, 170),
            (710, 170),
            (710, 250),
            (800, 250),
            (800, 330),
        ]
        p.poly(steps, wall)
        for (x0, y0), (x1, y1) in zip(steps[1::2], steps[2::2], strict=False):
            if y0 == y1:
                p.rect(min(x0, x1) - 6, y0 - 10, abs(x1 - x0) + 12, 12, trim)
        for y in (40, 120, 200, 280, 360, 440, 520):
            for x in range(70, 790, 44):
                if c.rng.random() < 0.28 and (y > 330 or abs(x - 430) < (y + 60) * 1.05):
                    p.rect(x, y + c.rng.uniform(0, 50), 30, 9, clear(mix(wall, "#2a1c28", 0.5), 0.35))
    with c.pen() as p:
        for x, y in ((160, 370), (380, 370), (600, 370), (270, 200), (500, 200)):
            on = (x, y) in ((380, 370), (500, 200))
            p.rect(x - 8, y - 8, 106, 146, trim)
            p.rect(x, y, 90, 130, "#ffcf7a" if on else "#25335c")
            p.rect(x + 42, y, 6, 130, trim)
            p.rect(x, y + 44, 90, 6, trim)
        p.dot(430, 120, 30, trim)
        p.dot(430, 120, 23, "#25335c")
        # The shop: a wide window, a door, a sign.
        p.rect(90, 560, 680, 370, "#3a2a30")
        p.rect(110, 640, 410, 220, "#ffcb78")
        p.rect(110, 640, 410, 90, "#ffdf9c")
        p.rect(570, 640, 150, 290, "#4a2c2c")
        p.rect(588, 658, 114, 170, "#ffcb78")
        p.rect(100, 576, 660, 50, "#6b2f2c")
        p.line([(120, 584), (740, 584)], "#e2b86a", 2)
        p.line([(120, 618), (740, 618)], "#e2b86a", 2)
        # A pretzel instead of a name.
        p.ring(417, 598, 13, "#f2c777", 5)
        p.ring(443, 598, 13, "#f2c777", 5)
        p.curve([(410, 610), (430, 618), (450, 610)], "#f2c777", 5)
        for shelf in (722, 790, 858):
            p.rect(110, shelf, 410, 7, "#9a6234")
        for shelf in (722, 790, 858):
            x = 128.0
            while x < 500:
                kind = c.rng.random()
                if kind < 0.45:
                    p.oval(x + 18, shelf - 13, 21, 14, mix("#b5702f", "#e0a052", c.rng.random()))
                    for k in (-8, 0, 8):
                        p.line([(x + 16 + k, shelf - 22), (x + 22 + k, shelf - 12)], "#f4cf90", 2.4)
                    x += 44
                elif kind < 0.75:
                    p.rect(x, shelf - 36, 46, 36, "#8c4f22")
                    p.oval(x + 23, shelf - 36, 25, 13, "#a8642c")
                    x += 56
                else:
                    p.ring(x + 16, shelf - 15, 12, "#c98338", 7)
                    x += 40
        person(p, c.rng, 380, 858, 196, coat="#f7f1e4", hair="#1f1a1c", skin="#c98f68", hat="#f7f1e4")
        person(p, c.rng, 446, 858, 188, coat="#c2503a", hair="#1f1a1c", skin="#c98f68")
        for x in (246, 382):
            p.rect(x, 640, 6, 220, "#3a2a30")
        for i in range(10):
            tone: Colour = "#a83a34" if i % 2 else "#ead7b0"
            a, b = i / 10, (i + 1) / 10
            p.poly(
                [(96 + 440 * a, 626), (96 + 440 * b, 626), (80 + 472 * b, 672), (80 + 472 * a, 672)],
                mix(tone, "#2a2040", 0.2),
            )
    c.glow(315, 760, 560, "#ffae4a", 0.55, 2.2)
    c.glow(645, 750, 330, "#ffae4a", 0.4, 2.2)
    c.glow(425, 435, 150, "#ffb85a", 0.5, 2.3)
    with c.pen(blur=10, light=True, opacity=0.8) as p:
        p.poly([(110, 935), (520, 935), (720, 1067), (40, 1067)], clear("#ff9e3f", 0.55))
        p.poly([(588, 935), (702, 935), (860, 1067), (660, 1067)], clear("#ff9e3f", 0.5))
    with c.pen() as p:
        # Sandbags and a bucket remember the night before.
        for row, count in ((0, 6), (1, 4)):
            for k in range(count):
                p.oval(
                    760 + k * 62 + row * 40,
                    936 - row * 30,
                    36,
                    17,
                    mix("#8c7a5c", "#201c2c", 0.25 + 0.05 * (k % 3)),
                )
                p.line(
                    [(736 + k * 62 + row * 40, 936 - row * 30), (782 + k * 62 + row * 40, 934 - row * 30)],
                    "#4a4038",
                    2,
                )
        p.poly([(1150, 980), (1206, 980), (1198, 1040), (1158, 1040)], "#3f5f7c")
        p.curve([(1150, 980), (1178, 944), (1206, 980)], "#8fa3b5", 3)
        lamp_post(p, 1060, 960, 430, "#0f1428")
        person(p, c.rng, 930, 1010, 205, coat="#2f4f6c", hat="#c2503a", shade=0.25, stride=0.6)
        person(p, c.rng, 1000, 1014, 122, coat="#e6b93c", hat="#e6b93c", shade=0.2)
        for _ in range(40):
            p.oval(
                c.rng.uniform(30, 1150),
                c.rng.uniform(950, 1060),
                c.rng.uniform(16, 60),
                c.rng.uniform(1.5, 4),
                clear("#ffc274", c.rng.uniform(0.1, 0.4)),
            )
    c.glow(1060, 570, 330, "#ffc06a", 0.75, 2.3)
    c.glow(1060, 570, 60, "#fff0c8", 0.9, 1.6)
    c.finish(bloom=0.42, vignette=0.38)


@scene("town-hall")
def town_hall(c: Canvas) -> None:
    """Draw the town hall on the canal at midnight, its windows lit."""
    c.wash(
        [
            (0, ["#0d1430", "#121b3c"]),
            (360, ["#202f5c", "#2a3a6a"]),
            (640, ["#48507c", "#5f5f86"]),
            (1067, ["#141c34"]),
        ]
    )
    stars(c, 480, 240)
    clouds(c, 60, 460, "#4a588a", "#141d40", cover=0.4, stretch=6, size=4, opacity=0.6)
    sun(c, 1330, 170, 32, "#fbf4dc", "#8fa6d8", 0.5)
    with c.pen() as p:
        row_of_houses(p, c.rng, -40, 420, 690, 240, WALLS, shade=0.66, tone="#161f3e", lit=0.14)
        row_of_houses(p, c.rng, 1190, 1660, 690, 230, WALLS, shade=0.66, tone="#161f3e", lit=0.14)
    brick, stone = mix("#a8503e", "#1d2142", 0.34), mix("#ecd9b4", "#2a2848", 0.22)
    with c.pen(texture=0.15) as p:
        for x0, wide, tall in ((420, 260, 330), (920, 260, 330)):
            p.rect(x0, 690 - tall, wide, tall, brick)
            for k in range(5):
                p.rect(x0 + wide / 2 - (130 - k * 27), 690 - tall - (k + 1) * 40, 2 * (130 - k * 27), 41, brick)
                p.rect(
                    x0 + wide / 2 - (134 - k * 27),
                    690 - tall - (k + 1) * 40 - 5,
                    2 * (134 - k * 27),
                    8,
                    stone,
                )
        p.rect(660, 330, 280, 360, brick)
        p.poly([(660, 330), (690, 250), (910, 250), (940, 330)], "#35586a")
        p.rect(740, 150, 120, 190, brick)
        p.rect(730, 262, 140, 9, stone)
        p.rect(730, 148, 140, 10, stone)
        p.shape(
            [(738, 148), (744, 112), (784, 92), (800, 46), (816, 92), (856, 112), (862, 148), (738, 148)],
            "#35706c",
            6,
        )
        for y in (352, 512, 684):
            p.rect(420, y, 760, 7, stone)
    with c.pen() as p:
        p.dot(800, 208, 40, stone)
        p.dot(800, 208, 34, "#fff3cf")
        p.line([(800, 208), (800, 182)], "#2a2233", 4)
        p.line([(800, 208), (786, 194)], "#2a2233", 5)
        for k in range(12):
            angle = k * math.tau / 12
            p.dot(800 + math.cos(angle) * 29, 208 + math.sin(angle) * 29, 2, "#2a2233")
        for x in (452, 526, 600, 952, 1026, 1100):
            for y, tall in ((384, 104), (544, 112)):
                on = y == 384
                p.rect(x - 6, y - 6, 60, tall + 12, stone)
                p.rect(
                    x,
                    y,
                    48,
                    tall,
                    ("#ffd584" if on else "#ffb95e") if on or c.rng.random() < 0.4 else "#202c50",
                )
                p.rect(x + 22, y, 4, tall, stone)
                p.rect(x, y + tall * 0.35, 48, 4, stone)
        for x in (684, 752, 820, 888):
            p.rect(x - 24 + 12, 352 + 14, 48, 134, stone)
            p.rect(x - 7, 372, 38, 122, "#ffdf9a")
            p.dot(x + 12, 374, 19, "#ffdf9a")
            p.rect(x + 10, 356, 4, 138, stone)
        for x, tall in ((690, 40), (716, 44), (770, 38), (834, 44), (858, 40), (902, 42)):
            p.rect(x - 6, 494 - tall, 13, tall, clear("#5a3524", 0.8))
            p.dot(x, 494 - tall - 5, 6, clear("#5a3524", 0.8))
        p.rect(740, 552, 120, 136, stone)
        p.rect(752, 574, 96, 114, "#5a2f28")
        p.dot(800, 576, 48, "#5a2f28")
        p.rect(798, 540, 4, 148, stone)
        for x in (530, 550):
            p.rect(x, 240, 18, 30, "#202c50")
            p.rect(x + 510, 240, 18, 30, "#202c50")
        p.rect(798, 22, 4, 30, stone)
    for x in (760, 840):
        c.glow(x, 430, 260, "#ffb95a", 0.45, 2.2)
    for x in (540, 1060):
        c.glow(x, 430, 230, "#ffb052", 0.32, 2.2)
    c.glow(800, 208, 110, "#fff0c4", 0.6, 2.3)
    with c.pen() as p:
        quay(p, -20, 690, 1660, 52, "#3a3c58", bollards=False)
        for x in (330, 1270):
            lamp_post(p, x, 692, 170, "#0e1328")
    for x in (330, 1270):
        c.glow(x, 540, 190, "#ffc472", 0.75, 2.3)
    water(c, 742, tint="#0a1130", depth=0.3, waves=1.0, squeeze=0.8, shine="#ffd992", shine_strength=0.22)
    with c.pen() as p:
        p.shape([(180, 930), (260, 932), (470, 930), (520, 914), (500, 964), (216, 964), (180, 930)], "#1a1f38", 6)
        p.curve([(180, 930), (340, 934), (520, 914)], "#6a6480", 4)
        tree(p, c.rng, 1490, 1090, 560, "#0a0f22", ["#1a1c30", "#2a2434"])
    c.finish(bloom=0.45, vignette=0.36)


@scene("shanty-choir")
def shanty_choir(c: Canvas) -> None:
    """Draw the choir on the quay under strings of lamps."""
    c.wash(
        [
            (0, ["#1f2a5c", "#2c3168"]),
            (360, ["#5a4a86", "#7c548a"]),
            (600, ["#c9727c", "#e58a72"]),
            (720, ["#ffb878", "#ffc07c"]),
            (1067, ["#ffb878"]),
        ]
    )
    clouds(c, 40, 500, "#d98a90", "#3a3770", cover=0.42, stretch=6, size=4, opacity=0.75)
    stars(c, 260, 50)
    with c.pen(fade=("#f0a07a", 500, 720, 0.05, 0.45)) as p:
        far_town(p, c.rng, -20, 1620, 716, 170, "#4a3c6a", lit=0.35, church=330)
    with c.pen(fade=("#e8967a", 300, 760, 0.0, 0.2)) as p:
        p.at(1330, 760, 1.7, flip=True)
        cutter(p, "#33335c", "#a8848c", mast="#2a2444")
    water(c, 722, bottom=840, tint="#352c60", depth=0.3, waves=1.0, shine="#ffcf9a", shine_strength=0.4)
    with c.pen(fade=("#e8967a", 300, 760, 0.0, 0.15)) as p:
        p.at(1330, 766, 1.7, flip=True)
        cutter(p, "#33335c", "#a8848c", mast="#2a2444")
    with c.pen(texture=0.2, fade=("#1c1630", 800, 1067, 0.0, 0.7)) as p:
        p.rect(0, 826, 1600, 241, "#6b5266")
        p.rect(0, 826, 1600, 9, "#a8788a")
        for y in (880, 940, 1010):
            p.line([(0, y), (1600, y)], "#4a3a54", 3)
    navy: list[Colour] = ["#24365e", "#1f3054", "#2a3f6c"]
    for row, (y, tall, count) in enumerate(((838, 214, 13), (880, 224, 12), (926, 236, 11))):
        with c.pen(fade=("#c9727c", 560, 1000, 0.16 - row * 0.07, 0.06)) as p:
            for k in range(count):
                x = 250 + (1080 / (count - 1)) * k + c.rng.uniform(-8, 8)
                person(
                    p,
                    c.rng,
                    x,
                    y + c.rng.uniform(-6, 6),
                    tall * c.rng.uniform(0.93, 1.05),
                    coat=c.rng.choice(navy),
                    skirt=c.rng.random() < 0.4,
                    hat=c.rng.choice([None, "#16203c", "#16203c"]),
                    arm=None,
                )
                u = tall / 100
                p.poly([(x - 7 * u, y - 82 * u), (x + 7 * u, y - 82 * u), (x, y - 70 * u)], "#c2503a")
                p.oval(x, y - 88.5 * u, 2.2 * u, 1.8 * u, "#5a1f24")
    with c.pen() as p:
        # The conductor and the accordion.
        person(p, c.rng, 800, 1046, 268, coat="#7c2f36", hair="#d9d4cc", arm=0.3)
        x, y = 505, 1030
        person(p, c.rng, x, y, 256, coat="#24365e", hat="#16203c")
        p.rect(x - 62, y - 190, 30, 84, "#b5302c")
        p.rect(x + 32, y - 190, 30, 84, "#b5302c")
        for k in range(8):
            p.poly(
                [
                    (x - 32 + k * 8, y - 186 + (k % 2) * 6),
                    (x - 24 + k * 8, y - 186 + ((k + 1) % 2) * 6),
                    (x - 24 + k * 8, y - 112 - ((k + 1) % 2) * 6),
                    (x - 32 + k * 8, y - 112 - (k % 2) * 6),
                ],
                "#f0dfc0" if k % 2 else "#8c2724",
            )
        for k in range(7):
            p.rect(x + 38, y - 184 + k * 11, 18, 7, "#f7f1e4")
        p.dot(x - 56, y - 132, 9, "#e3b491")
        p.dot(x + 58, y - 128, 9, "#e3b491")
        for px in (90, 1510):
            p.rect(px - 5, 300, 10, 640, "#241c34")
    string_lights(c, [(90, 310), (800, 250), (1510, 310)], 15, sag=60, size=7)
    string_lights(c, [(90, 350), (500, 420), (1100, 410), (1510, 350)], 10, sag=40, size=6)
    c.glow(800, 760, 620, "#ffb060", 0.28, 2)
    gulls(c, (900, 120, 1500, 240), 5, "#2a2850", 18)
    c.finish(bloom=0.42, vignette=0.34)


@scene("stage")
def stage(c: Canvas) -> None:  # noqa: PLR0912
    """Draw the stage: a sinking saloon, seven musicians, silk for a sea."""
    x: float
    y: float
    c.wash(
        [
            (0, ["#140f1c", "#1c1424", "#140f1c"]),
            (560, ["#1f2c48", "#33506c", "#1f2c48"]),
            (1067, ["#0d0a14"]),
        ]
    )
    c.glow(800, 420, 640, "#4f7f9c", 0.75, 1.8)
    c.glow(800, 330, 300, "#a8d0d8", 0.35, 2)
    with c.pen(fade=("#16304a", 420, 900, 0.0, 0.45), texture=0.12) as p:
        # Portholes and the ribs of the ship, all of it tilted.
        for k in range(7):
            x = 260 + k * 185
            p.line([(x - 40, 210 + k * 4), (x + 110, 830)], "#5c4030", 16)
        p.line([(180, 260), (1500, 200)], "#6b4a34", 20)
        for k in range(6):
            x, y = 390 + k * 185, 430 - k * 4
            p.dot(x, y, 46, "#a8803f")
            p.dot(x, y, 36, "#2a5a78")
            p.shape(
                [
                    (x - 34, y + 8),
                    (x - 10, y),
                    (x + 12, y + 9),
                    (x + 34, y + 2),
                    (x + 26, y + 24),
                    (x, y + 36),
                    (x - 26, y + 24),
                    (x - 34, y + 8),
                ],
                "#58a0b0",
                5,
            )
    for x, y, angle in ((330, 40, 1.15), (800, 20, 1.57), (1270, 40, 1.99)):
        beam(c, x, y, angle, 900, 0.16, "#ffe2ac", 0.42)
    with c.pen(texture=0.15, fade=("#1c1018", 760, 960, 0.0, 0.5)) as p:
        p.poly([(130, 640), (1480, 800), (1560, 930), (40, 930)], "#8c5f3c")
        for k in range(15):
            x = 150 + k * 92
            p.line([(x, 642 + (x - 130) * 0.118), (x * 1.12 - 110, 930)], "#6b452a", 3)
        p.line([(130, 640), (1480, 800)], "#d8a468", 5)
    roles: list[tuple[float, str]] = [
        (300, "violin"),
        (440, "violin"),
        (600, "bass"),
        (780, "sing"),
        (940, "flute"),
        (1090, "violin"),
        (1240, "tray"),
    ]
    with c.pen() as p:
        for x, role in roles:
            y = 692 + (x - 130) * 0.125
            coat: Colour = "#7c2430" if role == "sing" else ("#f2ead8" if role == "tray" else "#1c1c28")
            person(
                p,
                c.rng,
                x,
                y,
                186,
                coat=coat,
                skirt=role in ("sing",) or x in (440,),
                arm=0.22 if role in ("violin", "sing", "tray") else 0.08,
            )
            if role == "violin":
                p.shape(
                    [
                        (x - 8, y - 142),
                        (x + 20, y - 150),
                        (x + 40, y - 144),
                        (x + 38, y - 130),
                        (x + 10, y - 126),
                        (x - 8, y - 142),
                    ],
                    "#a85a24",
                    5,
                )
                p.line([(x + 36, y - 140), (x + 62, y - 150)], "#3a2418", 4)
                p.line([(x + 4, y - 176), (x + 56, y - 116)], "#e8d9b8", 2)
            elif role == "bass":
                p.shape(
                    [
                        (x + 20, y - 16),
                        (x + 16, y - 60),
                        (x + 30, y - 84),
                        (x + 26, y - 108),
                        (x + 46, y - 128),
                        (x + 68, y - 108),
                        (x + 62, y - 84),
                        (x + 78, y - 60),
                        (x + 72, y - 16),
                        (x + 46, y - 4),
                        (x + 20, y - 16),
                    ],
                    "#9a5424",
                    6,
                )
                p.line([(x + 46, y - 60), (x + 46, y - 210)], "#3a2418", 6)
            elif role == "flute":
                p.line([(x - 4, y - 158), (x + 54, y - 146)], "#d8dce0", 4)
            elif role == "tray":
                p.oval(x + 40, y - 138, 40, 7, "#d9dde0")
                for k in (-18, 0, 18):
                    p.rect(x + 36 + k, y - 160, 8, 20, "#cfe6ea")
        # The grand piano slides.
        p.shape([(1290, 800), (1300, 738), (1400, 726), (1490, 752), (1500, 812), (1290, 800)], "#15131c", 6)
        p.poly([(1300, 740), (1330, 640), (1470, 680), (1488, 752)], "#1f1c28")
        for x in (1310, 1400, 1486):
            p.line([(x, 800), (x + 2, 868)], "#15131c", 8)
    for k, tone in enumerate(("#2f7f96", "#1f6480", "#174c68")):
        y = 848 + k * 50
        points = [(x, y + 26 * math.sin(x / 118 + k * 1.7) + 9 * math.sin(x / 47 + k)) for x in range(-10, 1620, 18)]
        with c.pen(opacity=0.92, fade=("#0a1c30", y - 20, y + 170, 0.0, 0.85)) as p:
            p.poly([(-10, 1067), *points, (1620, 1067)], tone)
            p.line(points, clear("#bfe6ea", 0.7), 4)
            for x in range(0, 1600, 70):
                p.curve([(x, y + 14), (x + 36, y + 50), (x + 120, y + 70)], clear("#8fd0da", 0.25), 4)
    with c.pen(fade=("#12060c", 0, 1067, 0.0, 0.55)) as p:
        for side in (0, 1):
            for k in range(7):
                x0, x1 = k * 34, (k + 1) * 34
                velvet = mix("#8c1f2c", "#4a0f1c", 0.5 + 0.5 * math.sin(k * 2.1))
                sway = 26 * (7 - k) / 7
                fold = [(x0, 0), (x1 + sway, 0), (x1 + sway * 0.4, 500), (x1, 940), (x0, 940)]
                p.poly([(px if side == 0 else 1600 - px, py) for px, py in fold], velvet)
        for k in range(16):
            x = k * 100
            p.shape(
                [(x - 4, 0), (x + 8, 74), (x + 50, 104), (x + 92, 74), (x + 104, 0)],
                mix("#a8283a", "#5a1220", 0.25 * (k % 3)),
                6,
            )
            p.curve([(x, 76), (x + 50, 108), (x + 100, 76)], "#e0b45a", 5)
    with c.pen() as p:
        for _ in range(22):
            x = c.rng.uniform(20, 1580)
            y = 1060 + c.rng.uniform(-14, 20)
            p.dot(x, y - 34, 25, "#07060c")
            p.shape(
                [(x - 56, y + 40), (x - 46, y - 2), (x, y - 16), (x + 46, y - 2), (x + 56, y + 40)],
                "#07060c",
                5,
            )
    c.finish(bloom=0.42, vignette=0.36)


@scene("empty-hall")
def empty_hall(c: Canvas) -> None:
    """Rows of red seats, one lamp on the empty stage."""
    x: float
    c.wash(
        [
            (0, ["#1c121a", "#2a1a20", "#1c121a"]),
            (420, ["#3a2326", "#5c3a30", "#3a2326"]),
            (1067, ["#140c12"]),
        ]
    )
    with c.pen(texture=0.15) as p:
        for k in range(6):
            for side in (0, 1):
                x = k * 62
                y0, y1 = 60 + k * 36, 640 - k * 30
                points = [(x, y0), (x + 54, y0 + 32), (x + 54, y1 - 26), (x, y1)]
                p.poly(
                    [(px if side == 0 else 1600 - px, py) for px, py in points],
                    mix("#7c5236", "#2c1a1c", 0.25 + 0.07 * k),
                )
                box = [(x, 300 + k * 6), (x + 54, 308 + k * 5), (x + 54, 356 + k * 3), (x, 366 + k * 2)]
                p.poly([(px if side == 0 else 1600 - px, py) for px, py in box], "#c79a52")
        p.rect(372, 250, 856, 300, "#241820")
        p.poly([(372, 550), (1228, 550), (1300, 610), (300, 610)], "#8c6240")
        for k in range(16):
            p.line([(400 + k * 54, 550), (330 + k * 63, 610)], "#6b4830", 2)
        for side in (0, 1):
            for k in range(5):
                points = [(366 + k * 22, 236), (390 + k * 22, 236), (384 + k * 20, 556), (362 + k * 20, 556)]
                p.poly(
                    [(px if side == 0 else 1600 - px, py) for px, py in points],
                    mix("#8c2430", "#4a101c", (k % 2) * 0.7),
                )
        for k in range(11):
            x = 366 + k * 79
            p.shape(
                [(x, 226), (x + 8, 270), (x + 40, 288), (x + 72, 270), (x + 80, 226)],
                mix("#a8283a", "#5a1220", 0.3 * (k % 2)),
                5,
            )
        p.rect(350, 212, 900, 20, "#d8ab5c")
        p.rect(350, 212, 18, 400, "#b88a44")
        p.rect(1232, 212, 18, 400, "#b88a44")
        p.line([(800, 570), (800, 470)], "#1a1216", 5)
        p.oval(800, 572, 30, 7, "#1a1216")
        p.dot(800, 460, 14, "#fff3cf")
        p.line([(800, 0), (800, 70)], "#c79a52", 4)
        for k in range(9):
            x = 800 + (k - 4) * 34
            p.line([(800, 70), (x, 120 - abs(k - 4) * 5)], "#c79a52", 3)
            p.dot(x, 112 - abs(k - 4) * 5, 8, "#ffe6b0")
    c.glow(800, 460, 460, "#ffc878", 0.85, 2.1)
    c.glow(800, 460, 90, "#fff6dc", 1, 1.6)
    c.glow(800, 110, 330, "#ffc070", 0.4, 2.1)
    for row in range(8):
        share = row / 7
        y = 660 + 52 * row + 6 * row * row * 0.4
        wide = 74 + 62 * share
        count = round(1760 / wide)
        with c.pen(fade=("#0d060c", y - 60, y + 110, 0.0, 0.75)) as p:
            for k in range(count):
                x = 800 + (k - count / 2) * wide + (row % 2) * wide / 2
                if abs(x + wide / 2 - 800) < wide * 0.62:
                    continue
                tall = wide * 0.95
                tone = mix("#b52f3c", "#7c1c2c", abs(x - 800) / 900)
                p.shape(
                    [
                        (x + wide * 0.06, y + tall),
                        (x + wide * 0.06, y + tall * 0.2),
                        (x + wide * 0.24, y),
                        (x + wide * 0.76, y),
                        (x + wide * 0.94, y + tall * 0.2),
                        (x + wide * 0.94, y + tall),
                        (x + wide * 0.06, y + tall),
                    ],
                    tone,
                    6,
                )
                p.curve(
                    [
                        (x + wide * 0.08, y + tall * 0.2),
                        (x + wide * 0.25, y + 3),
                        (x + wide * 0.75, y + 3),
                        (x + wide * 0.92, y + tall * 0.2),
                    ],
                    mix(tone, "#ffd09a", 0.55),
                    2.5,
                )
                p.dot(x + wide / 2, y + tall * 0.38, wide * 0.05, "#e0b45a")
    with c.pen() as p:
        # A fan dries the stalls; somebody mops.
        person(p, c.rng, 800, 880, 190, coat="#2f5a78", hat="#e0b45a", arm=0.1, stride=0.5)
        p.line([(822, 760), (860, 900)], "#c79a6a", 5)
        p.shape([(842, 892), (880, 892), (892, 912), (834, 912), (842, 892)], "#e6dcc8", 5)
        p.poly([(712, 872), (752, 872), (746, 912), (718, 912)], "#8fa3b0")
    c.finish(bloom=0.4, vignette=0.4)


@scene("shipyard")
def shipyard(c: Canvas) -> None:  # noqa: PLR0912
    """Draw the building hall: wooden frames of a ferry in shafts of light."""
    x: float
    y: float
    c.wash(
        [
            (0, ["#4a3a30", "#5c4a3a", "#6b563f"]),
            (420, ["#8c6f50", "#b5905f", "#c9a06a"]),
            (760, ["#6f543c", "#8a6a48", "#8a6a48"]),
            (1067, ["#3a2a20"]),
        ]
    )
    with c.pen(fade=("#f0d09a", 60, 800, 0.12, 0.45)) as p:
        p.poly([(420, 300), (800, 150), (1180, 300), (1180, 700), (420, 700)], "#6b543f")
        for k in range(8):
            x = 452 + k * 90
            p.rect(x, 330, 66, 190, "#fff0cc")
            p.rect(x + 31, 330, 4, 190, "#6b543f")
            p.rect(x, 420, 66, 4, "#6b543f")
        p.poly([(600, 260), (800, 182), (1000, 260), (1000, 300), (600, 300)], "#ffeec4")
    with c.pen(fade=("#e8c48a", 0, 800, 0.0, 0.25)) as p:
        for k in range(5):
            grow = k / 4
            left, right, top, foot = 420 - 440 * grow, 1180 + 440 * grow, 300 - 250 * grow, 700 + 260 * grow
            peak = 150 - 300 * grow
            wide = 10 + 20 * grow
            tone = mix("#7a5c40", "#38281e", grow)
            p.line([(left, foot), (left, top), (800, peak), (right, top), (right, foot)], tone, wide)
            p.line([(left, top + 30), (right, top + 30)], tone, wide * 0.7)
            p.line([(800, peak), (800, top + 30)], tone, wide * 0.6)
            for side in (-1, 1):
                p.line([(800, top + 30), (800 + side * (right - 800) * 0.5, (top + peak) / 2)], tone, wide * 0.55)
    with c.pen(blur=14, light=True, opacity=0.55) as p:
        for k in range(7):
            x = 470 + k * 100
            p.poly([(x, 330), (x + 60, 330), (x - 120, 1067), (x - 330, 1067)], clear("#ffe0a0", 0.16))
    with c.pen(texture=0.2) as p:
        p.poly([(0, 860), (420, 700), (1180, 700), (1600, 860), (1600, 1067), (0, 1067)], "#9a7850")
        for k in range(19):
            x = -400 + k * 130
            p.line([(800 + (x - 800) * 0.46, 700), (x, 1067)], "#7c5e3e", 2.4)
    # The hull: frames seen from the bow, growing towards us.
    for k in range(9):
        grow = k / 8
        wide, top, keel = 150 + 330 * math.sin(grow * 1.35), 520 - 96 * grow, 770 + 150 * grow
        x = 800
        points = []
        for i in range(-10, 11):
            t = i / 10
            points.append((x + wide * t, keel - (keel - top) * abs(t) ** 2.6))
        with c.pen(fade=("#ffdf9e", 400, 980, 0.42 * (1 - grow), 0.22 * (1 - grow))) as p:
            p.line(points, "#b5793c", 11 + 15 * grow)
            p.line([(px - 3, py - 4 - 3 * grow) for px, py in points], "#e8b874", 3 + 3 * grow)
            p.line([(x - wide - 6, top), (x + wide + 6, top)], "#a86f38", 6 + 6 * grow)
    with c.pen() as p:
        for share in (0.3, 0.62, 0.86):
            for side in (-1, 1):
                plank = []
                for k in range(9):
                    grow = k / 8
                    wide, top, keel = 150 + 330 * math.sin(grow * 1.35), 520 - 96 * grow, 770 + 150 * grow
                    plank.append((800 + side * wide * share, keel - (keel - top) * share**2.6))
                p.line(plank, "#d99a52", 12)
                p.line([(px, py - 5) for px, py in plank], "#f4cc8c", 3)
        p.line([(800, 770), (800, 926)], "#8a5528", 26)
        for x, y in ((560, 940), (690, 952), (910, 952), (1040, 940)):
            p.rect(x - 30, y - 10, 60, 60, "#6b4a2c")
            p.rect(x - 30, y - 10, 60, 8, "#9a7044")
        # Scaffold and people.
        for side in (-1, 1):
            x = 800 + side * 560
            p.rect(x - 130, 690, 260, 14, "#7a5a38")
            for dx in (-120, 110):
                p.rect(x + dx, 560, 9, 400, "#5a4430")
            p.line([(x - 116, 950), (x + 114, 704)], "#5a4430", 6)
        person(p, c.rng, 240, 690, 190, coat="#2f5a78", hat="#e0a93c", arm=0.24)
        person(p, c.rng, 1330, 690, 186, coat="#b5483a", hair="#c7a15a", arm=0.18, skirt=False)
        person(p, c.rng, 1410, 690, 196, coat="#3f6f5c", hat="#e0a93c")
        person(p, c.rng, 400, 1010, 214, coat="#c9863f", hair="#3a2a20", stride=0.6, arm=0.1)
        person(p, c.rng, 1190, 1020, 206, coat="#4a5a6c", hair="#d9d4cc")
        p.line([(1216, 900), (1250, 1016)], "#c79a6a", 6)
        p.poly([(1232, 1014), (1274, 1014), (1284, 1040), (1226, 1040)], "#c2a060")
        p.rect(120, 960, 220, 16, "#8a6238")
        for x in (140, 306):
            p.line([(x, 976), (x - 18, 1067)], "#5a4028", 10)
        for k in range(4):
            p.poly(
                [
                    (90 + k * 6, 950 - k * 13),
                    (390 + k * 4, 950 - k * 13),
                    (390 + k * 4, 961 - k * 13),
                    (90 + k * 6, 961 - k * 13),
                ],
                mix("#e2b36c", "#b5813f", k / 4),
            )
        for _ in range(130):
            x, y = c.rng.gauss(1250, 150), 1042 + c.rng.gauss(0, 12)
            p.curve([(x, y), (x + 6, y - 7), (x + 13, y - 1)], "#f0cf94", 2.4)
    with c.pen(light=True) as p:
        for _ in range(240):
            p.dot(
                c.rng.uniform(200, 1400),
                c.rng.uniform(200, 980),
                c.rng.uniform(0.7, 2.4),
                clear("#fff2cf", c.rng.uniform(0.15, 0.6)),
            )
    c.glow(800, 330, 620, "#ffdf9c", 0.42, 2)
    c.finish(bloom=0.35, vignette=0.36)


@scene("welding")
def welding(c: Canvas) -> None:
    """Sparks in a dark hall."""
    c.wash(
        [
            (0, ["#101a26", "#16242f", "#0d1720"]),
            (560, ["#1f3542", "#2c4a56", "#1a2c38"]),
            (1067, ["#0b1219"]),
        ]
    )
    with c.pen(fade=("#2f5562", 60, 760, 0.1, 0.3)) as p:
        for k in range(9):
            x = k * 200 - 20
            p.rect(x, 0, 26, 760, "#17262f")
            p.rect(x + 60, 130, 90, 170, "#3f6b78")
            p.rect(x + 102, 130, 5, 170, "#17262f")
            p.rect(x + 60, 212, 90, 5, "#17262f")
        p.rect(0, 70, 1600, 34, "#1c2e38")
        p.rect(1000, 104, 170, 46, "#c79a2c")
        p.line([(1086, 150), (1086, 380)], "#0d171e", 4)
        p.curve([(1086, 380), (1106, 404), (1086, 420), (1070, 404)], "#0d171e", 8)
    with c.pen(texture=0.3, fade=("#06090d", 800, 1067, 0.0, 0.7)) as p:
        p.rect(0, 800, 1600, 267, "#25323a")
        for y in (850, 930, 1020):
            p.line([(0, y), (1600, y)], "#1a252c", 3)
    sx, sy = 930, 640
    with c.pen(texture=0.2) as p:
        # A buffer of steel on trestles.
        p.rect(560, 650, 720, 46, "#4f6570")
        p.rect(560, 650, 720, 9, "#8aa0a8")
        p.rect(640, 560, 160, 92, "#5c737e")
        p.rect(640, 560, 160, 9, "#93a9b0")
        p.rect(1060, 520, 190, 132, "#56707c")
        p.rect(1060, 520, 190, 9, "#93a9b0")
        for x in (1084, 1130, 1176, 1222):
            p.dot(x, 590, 12, "#2c3d46")
        p.dot(1290, 600, 64, "#2b3238")
        p.rect(1240, 580, 60, 40, "#3a464e")
        for x in (620, 1200):
            p.poly([(x - 60, 900), (x - 40, 900), (x + 8, 696), (x - 14, 696)], "#33434c")
            p.poly([(x + 60, 900), (x + 40, 900), (x - 14, 696), (x + 8, 696)], "#2a3841")
    c.glow(sx, sy, 900, "#5fb0e0", 0.42, 2)
    c.glow(sx, sy, 520, "#ffb45c", 0.5, 2.2)
    with c.pen() as p:
        # The welder, kneeling, lit from the right.
        p.shape([(560, 900), (566, 800), (610, 712), (660, 700), (690, 760), (700, 900), (560, 900)], "#26313b", 6)
        p.shape(
            [
                (600, 730),
                (606, 600),
                (650, 520),
                (720, 500),
                (772, 540),
                (784, 620),
                (740, 720),
                (680, 744),
                (600, 730),
            ],
            "#2f4456",
            8,
        )
        p.shape([(740, 520), (776, 548), (784, 620), (750, 700), (742, 640), (740, 520)], "#c78a52", 6)
        p.shape([(700, 830), (720, 752), (790, 740), (812, 800), (806, 900), (720, 900), (700, 830)], "#26313b", 6)
        p.line([(740, 560), (830, 640), (890, 650)], "#3a546a", 44)
        p.line([(752, 548), (838, 626), (884, 636)], "#d89a5c", 6)
        p.dot(894, 646, 27, "#8c5a34")
        p.line([(900, 640), (926, 640)], "#16191c", 11)
        p.curve([(890, 660), (840, 800), (700, 900), (520, 940), (200, 960)], "#101418", 9)
        p.shape(
            [
                (676, 500),
                (664, 430),
                (700, 370),
                (760, 366),
                (800, 400),
                (812, 470),
                (790, 530),
                (720, 540),
                (676, 500),
            ],
            "#1a2026",
            8,
        )
        p.shape([(742, 400), (802, 400), (822, 470), (800, 528), (752, 520), (742, 400)], "#2c353d", 6)
        p.rect(772, 432, 40, 36, "#e8b05a")
        p.rect(778, 438, 34, 24, "#fff0c0")
        p.shape([(690, 380), (760, 366), (800, 398), (760, 384), (690, 392)], "#e8a552", 5)
        for x, tall in ((150, 260), (1460, 250)):
            person(p, c.rng, x, 850, tall, coat="#39505c", hat="#e0a93c", shade=0.45, tone="#0d171e")
    with c.pen(light=True) as p:
        for _ in range(620):
            angle = c.rng.gauss(0.9, 0.75)
            reach = 460 * c.rng.random() ** 1.5 + 8
            px, py = sx + math.cos(angle) * reach, sy + math.sin(angle) * reach * 0.8 + reach * reach / 1100
            if py > 1010:
                py = 1010 - (py - 1010) * 0.3
            tail = 6 + 30 * c.rng.random()
            p.line(
                [(px - math.cos(angle) * tail, py - math.sin(angle) * tail * 0.9 - tail * 0.1), (px, py)],
                mix("#ff8c2c", "#fff0c0", c.rng.random()),
                c.rng.uniform(1, 3),
            )
        for _ in range(120):
            angle = c.rng.uniform(-math.pi, 0.2)
            reach = 300 * c.rng.random() ** 2
            px, py = sx + math.cos(angle) * reach, sy + math.sin(angle) * reach
            p.line(
                [(sx + math.cos(angle) * reach * 0.8, sy + math.sin(angle) * reach * 0.8), (px, py)],
                mix("#ffb45c", "#ffffff", c.rng.random()),
                1.5,
            )
    c.glow(sx, sy, 230, "#bfe4ff", 0.9, 2.4)
    c.glow(sx, sy, 60, "#ffffff", 1, 1.3)
    c.glow(sx + 40, 1000, 420, "#ff9a45", 0.3, 2)
    smoke(c, [(930, 600), (960, 470), (920, 340), (1000, 180)], 14, 80, "#8fb0be", 0.2)
    c.finish(bloom=0.45, vignette=0.42)
