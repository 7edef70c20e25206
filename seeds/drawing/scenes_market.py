"""Scenes on the market: stalls, flowers, umbrellas."""

from __future__ import annotations

import math

from .canvas import Canvas, Colour, Pen, clear, mix
from .houses import far_town, row_of_houses, spire
from .nature import clouds, gulls, rain, stars, sun, water
from .people import person
from .registry import PORTRAIT, scene
from .street import counter, lamp_post, stall, umbrella

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
