"""Scenes on the pitch and on the cold beach."""

from __future__ import annotations

import math

from .canvas import Canvas, Colour, clear, mix, spline
from .nature import (
    clouds,
    gulls,
    land,
    smoke,
    sun,
    sun_path,
    water,
)
from .people import person
from .registry import scene
from .ships import ferry

SHIRT: Colour = "#c2363a"


SKIN: Colour = "#e0ac88"


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
