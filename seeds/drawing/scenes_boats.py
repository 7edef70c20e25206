"""Scenes of boats at the quay, at sea and in the fog."""

from __future__ import annotations

from .canvas import Canvas, clear
from .houses import far_town, row_of_houses, spire
from .nature import (
    clouds,
    cumulus,
    gull,
    land,
    ridge,
    smoke,
    sun,
    sun_path,
    water,
)
from .people import person
from .quays import lighthouse, quay
from .registry import scene
from .ships import cutter, ferry, sailor


@scene("shrimp-cutter")
def shrimp_cutter(c: Canvas) -> None:
    """Show a cutter with its nets out, at sunrise."""
    c.wash(
        [
            (0, ["#3f6f95", "#5a86a5"]),
            (300, ["#9ab8c0", "#bcc7bd"]),
            (520, ["#f5c98f", "#ffd08a"]),
            (660, ["#ffe4ac", "#fff0c0"]),
            (1067, ["#ffe4ac"]),
        ]
    )
    clouds(c, 30, 380, "#ffe6c4", "#7c93a8", cover=0.5, stretch=4, size=4, opacity=0.85)
    clouds(c, 330, 600, "#fff0ca", "#e0a070", cover=0.36, stretch=9, size=5, opacity=0.7)
    sun(c, 1010, 590, 52, "#fffbe2", "#ffbe5c", 1)
    with c.pen(blur=1, fade=("#ffdf9f", 600, 680, 0.4, 0.7)) as p:
        p.poly([*ridge(c, 664, 24, 1.5, x0=0, x1=640), (640, 672), (0, 672)], "#7c8a86")
    water(c, 668, tint="#1f5566", depth=0.42, waves=1.6, shine="#fff0c8", shine_strength=0.55)
    sun_path(c, 1010, 672, "#ffdf94", spread=220, strength=0.95)
    c.afloat(690, 800, 1.7, lambda p: cutter(p, "#2a5560", "#f0e4c8", nets=True, mast="#3a2d26"), mirror=0.45)
    with c.pen() as p:
        p.at(690, 800, 1.7)
        person(p, c.rng, -8, -34, 44, coat="#e0a52c", hat="#e0a52c", shade=0.15)
        p.home()
    with c.pen() as p:
        for i in range(9):
            p.curve(
                [(500 - i * 26, 812 + i * 9), (660 - i * 10, 822 + i * 11), (900 + i * 14, 812 + i * 9)],
                clear("#fff4d8", 0.4 - i * 0.03),
                3,
            )
    smoke(c, [(600, 540), (540, 500), (450, 480), (340, 470)], 6, 26, "#cfc3b0", 0.3)
    with c.pen() as p:
        for _ in range(30):
            x, y = c.rng.gauss(520, 170), c.rng.gauss(560, 100)
            gull(
                p,
                x,
                y,
                c.rng.uniform(9, 26),
                c.rng.choice(["#fffaf0", "#f4ead8", "#6b7f8c"]),
                c.rng.uniform(-0.35, 0.35),
            )
    c.finish(bloom=0.32, vignette=0.25)


@scene("fishing-quay")
def fishing_quay(c: Canvas) -> None:
    """A cutter at the quay, gulls all around."""
    c.wash(
        [
            (0, ["#6fa8c4", "#84b4c8"]),
            (420, ["#bcd8da", "#cfdfd6"]),
            (640, ["#f3e6cb", "#f6e2c0"]),
            (1067, ["#f3e6cb"]),
        ]
    )
    clouds(c, 20, 460, "#ffffff", "#a6c2cd", cover=0.5, stretch=3, size=4, opacity=0.85)
    with c.pen(fade=("#e6dcc6", 300, 640, 0.05, 0.35)) as p:
        spire(p, 1130, 560, 420, "#8c6f62", "#5f8a80")
        row_of_houses(
            p,
            c.rng,
            -20,
            1640,
            640,
            220,
            ["#b5654f", "#d9b384", "#8fa3a0", "#e3d3b4", "#a8544a", "#7b94a3", "#cf8f5e"],
            lit=0.05,
            shade=0.05,
        )
    with c.pen() as p:
        quay(p, -10, 638, 1640, 70, "#8a7d72")
        for x, tall in ((140, 74), (190, 70), (330, 76), (1290, 74), (1340, 70), (1490, 76)):
            person(p, c.rng, x, 640, tall, stride=c.rng.uniform(0, 1))
        for x in (420, 452, 484, 436, 468):
            p.rect(x, 614 if x in (436, 468) else 627, 28, 12, c.rng.choice(["#c9863f", "#4b7f8f", "#d0583e"]))
    water(c, 706, tint="#2f6470", depth=0.36, waves=1.4, shine="#fdf6e4", shine_strength=0.4)
    c.afloat(860, 838, 2.6, lambda p: cutter(p, "#2a6a78", "#f4ead2", mast="#5a4331"))
    with c.pen() as p:
        p.curve([(536, 720), (520, 700), (500, 660)], "#e3d4b0", 4)
        p.curve([(1200, 660), (1270, 690), (1330, 642)], "#e3d4b0", 4)
        for i in range(6):
            p.curve([(560, 862 + i * 9), (860, 868 + i * 11), (1190, 858 + i * 9)], clear("#f7fbf4", 0.22), 3)
        person(p, c.rng, 900, 752, 128, coat="#e0a52c", hat="#2f4858", arm=0.3)
    with c.pen() as p:
        for _ in range(26):
            gull(
                p,
                c.rng.gauss(830, 330),
                c.rng.gauss(330, 150),
                c.rng.uniform(16, 44),
                c.rng.choice(["#ffffff", "#f4f0e6", "#5d7480"]),
                c.rng.uniform(-0.35, 0.35),
            )
        gull(p, 310, 300, 92, "#fdfbf4", -0.2)
        gull(p, 1360, 420, 74, "#fdfbf4", 0.25)
    c.finish(bloom=0.22, vignette=0.25)


@scene("island-ferry")
def island_ferry(c: Canvas) -> None:
    """Draw the Wilhelmine on a clear day, dunes behind."""
    c.wash(
        [
            (0, ["#2f78b4", "#3f86bc"]),
            (400, ["#86bcd8", "#9fcbdc"]),
            (600, ["#d9ebe6", "#e8eedc"]),
            (1067, ["#d9ebe6"]),
        ]
    )
    with c.pen(blur=2.5) as p:
        for x, y, size in ((220, 330, 190), (620, 250, 120), (1020, 360, 230), (1440, 240, 180)):
            cumulus(p, c.rng, x, y, size, "#ffffff", "#a9c6d8")
    land(c, 632, 66, 1.6, "#a9b98c", "#dccfa0", bottom=640)
    land(c, 640, 40, 2.2, "#7f9a68", "#c9bf8c", bottom=646)
    with c.pen() as p:
        p.rect(0, 636, 1600, 12, "#ead9ac")
        for x in (1180, 1225, 1300, 1352):
            p.poly(
                [(x, 626), (x, 606), (x + 18, 590), (x + 36, 606), (x + 36, 626)],
                "#b5574a" if x % 2 else "#c9705a",
            )
            p.poly([(x - 3, 607), (x + 18, 588), (x + 39, 607)], "#7c4038")
        p.at(1440, 634, 0.36)
        lighthouse(p)
    water(c, 646, tint="#15607c", depth=0.66, waves=1.5, shine="#f4ffff", shine_strength=0.6)
    c.afloat(760, 792, 2.35, ferry, mirror=0.3)
    with c.pen() as p:
        for x in (-120, -96, -60, -40, 4, 30):
            p.at(760 + x * 2.35, 792 - 110 * 2.35, 1)
            person(p, c.rng, 0, 0, 44)
        p.home()
        p.line([(760 - 180 * 2.35, 792 - 80 * 2.35), (760 - 180 * 2.35, 792 - 120 * 2.35)], "#d8d0c0", 4)
        p.poly([(338, 512), (270, 520), (274, 548), (338, 544)], "#c2503a")
        p.poly([(338, 526), (272, 532), (273, 538), (338, 532)], "#f4ead2")
        p.shape([(1180, 800), (1230, 770), (1262, 800), (1300, 812), (1180, 812)], clear("#ffffff", 0.85), 6)
        for i in range(10):
            p.curve(
                [(230 - i * 30, 806 + i * 11), (640, 816 + i * 13), (1210 + i * 26, 806 + i * 12)],
                clear("#ffffff", 0.5 - i * 0.04),
                3.6,
            )
        for _ in range(60):
            p.oval(
                c.rng.uniform(0, 330),
                800 + c.rng.uniform(0, 40),
                c.rng.uniform(10, 44),
                c.rng.uniform(1.5, 4),
                clear("#ffffff", 0.5),
            )
    with c.pen() as p:
        for _ in range(8):
            gull(
                p,
                c.rng.uniform(120, 560),
                c.rng.uniform(300, 520),
                c.rng.uniform(18, 36),
                "#fdfdf6",
                c.rng.uniform(-0.35, 0.35),
            )
        gull(p, 1330, 480, 70, "#ffffff", 0.2)
    smoke(c, [(645, 400), (560, 370), (450, 360), (330, 350)], 8, 32, "#dfe6e4", 0.22)
    c.finish(bloom=0.2, vignette=0.22)


@scene("fog-harbour")
def fog_harbour(c: Canvas) -> None:
    """Masts and gulls in the fog."""
    c.wash([(0, ["#b9c2c4", "#c6ccca"]), (500, ["#d3d7d2", "#e3e0d4"]), (1067, ["#b4bfc0"])])
    c.glow(1130, 330, 520, "#fff3d6", 0.45, 2)
    air = "#d3d7d2"
    with c.pen(opacity=0.22, blur=3) as p:
        far_town(p, c.rng, 0, 1600, 690, 260, "#7c8b92", church=520)
    with c.pen(opacity=0.36, blur=2) as p:
        p.at(420, 716, 1.5)
        sailor(p, "#5d7078", "#5d7078")
        p.at(1280, 712, 1.3, flip=True)
        sailor(p, "#5d7078", "#5d7078")
    c.mist(air, 480, 740, 0.0, 0.45)
    with c.pen(opacity=0.75, blur=1) as p:
        p.at(900, 764, 2.3)
        sailor(p, "#4c616b", "#4f5f66")
    c.mist(air, 500, 800, 0.0, 0.4)
    water(c, 764, tint="#93a2a6", depth=0.25, waves=0.8, shine="#eef0e8", shine_strength=0.35)
    c.mist("#dcdfd8", 700, 900, 0.5, 0.0)
    with c.pen() as p:
        p.at(350, 940, 1.9)
        p.oval(0, 14, 104, 8, clear("#4a5d66", 0.35))
        p.shape(
            [(-90, -26), (-60, -24), (40, -26), (92, -40), (94, -38), (74, 10), (-74, 10), (-90, -26)],
            "#3c5560",
            6,
        )
        p.curve([(-88, -24), (40, -23), (92, -37)], "#c9b38c", 4)
        p.rect(-40, -32, 60, 7, "#a98a62")
        p.line([(-10, -30), (46, 4)], "#8a6f4e", 4)
        p.home()
        for x in (1240, 1330, 1460):
            p.poly([(x, 1067), (x + 6, 760), (x + 34, 756), (x + 42, 1067)], "#4a4f50")
            p.oval(x + 20, 758, 14, 5, "#767b78")
            p.rect(x + 4, 830, 34, 9, "#3a3f40")
            p.rect(x + 3, 844, 35, 9, "#3a3f40")
        p.curve([(1262, 838), (1140, 900), (980, 830)], "#6a675c", 4)
    with c.pen() as p:
        # A gull on the pile.
        p.at(1350, 754, 1.5)
        p.shape(
            [
                (-34, -12),
                (-14, -26),
                (8, -28),
                (20, -34),
                (28, -30),
                (22, -20),
                (10, -6),
                (-8, -3),
                (-34, -12),
            ],
            "#f4f3ec",
            6,
        )
        p.shape([(-40, -10), (-16, -24), (4, -22), (-4, -10), (-40, -10)], "#8d989c", 6)
        p.poly([(27, -31), (38, -27), (27, -26)], "#dfa035")
        p.dot(22, -31, 1.8, "#222222")
        p.line([(-4, -3), (-4, 4)], "#dfa035", 2)
        p.line([(4, -3), (4, 4)], "#dfa035", 2)
    with c.pen() as p:
        for x, y, size in ((560, 260, 36), (700, 330, 24), (470, 380, 20), (1080, 240, 30), (1240, 340, 22)):
            gull(p, x, y, size, "#8f9b9e", c.rng.uniform(-0.3, 0.3))
    c.finish(bloom=0.18, vignette=0.25)
