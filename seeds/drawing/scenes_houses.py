"""Scenes in and before houses: the bakery, the town hall."""

from __future__ import annotations

import math

from .canvas import Canvas, Colour, clear, mix
from .houses import far_town, house, row_of_houses
from .nature import clouds, stars, sun, tree, water
from .people import person
from .quays import quay
from .registry import scene
from .scenes_market import WALLS, cobbles
from .street import lamp_post


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
