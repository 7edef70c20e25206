"""Scenes of the rowing race, on the bank."""

from __future__ import annotations

import itertools

from .canvas import Canvas, Colour, clear, mix, spline
from .nature import (
    clouds,
    grass,
    land,
    sun,
    tree,
    tree_line,
    water,
)
from .people import person
from .registry import scene
from .scenes_sports import SHIRT, SKIN
from .ships import shell


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
