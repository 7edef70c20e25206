"""Scenes on a stage and in the empty hall behind it."""

from __future__ import annotations

import math

from .canvas import Canvas, Colour, clear, mix
from .houses import far_town
from .nature import clouds, gulls, stars, water
from .people import person
from .quays import beam
from .registry import scene
from .ships import cutter
from .street import string_lights


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
