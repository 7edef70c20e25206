"""Scenes at the water's edge: the bridge, the storm, the lighthouse, the quay."""

from __future__ import annotations

import math

from .canvas import Canvas, clear, mix
from .houses import far_town, row_of_houses
from .nature import (
    clouds,
    grass,
    gulls,
    land,
    rain,
    ridge,
    spray,
    stars,
    sun,
    sun_path,
    tree_line,
    water,
)
from .people import person
from .quays import beam, lighthouse, truss
from .registry import PORTRAIT, scene
from .ships import cruise
from .street import lamp_post, string_lights


@scene("swing-bridge")
def swing_bridge(c: Canvas) -> None:
    """Open swing bridge at dawn."""
    c.wash(
        [
            (0, ["#3d5a80", "#4a6489"]),
            (330, ["#8fa3b8", "#b3a7ae"]),
            (520, ["#f0c5a0", "#f7cf9f"]),
            (650, ["#fbe3bb", "#ffdf9f"]),
            (1067, ["#fbe3bb"]),
        ]
    )
    clouds(c, 40, 520, "#f7c9a8", "#7d7f9c", cover=0.46, stretch=5, size=4, opacity=0.75)
    sun(c, 1190, 560, 30, "#fff4d6", "#ffb869", 0.9)
    with c.pen(fade=("#f6d2a8", 380, 660, 0.25, 0.65)) as p:
        far_town(p, c.rng, -20, 1620, 648, 170, "#5c6684", church=420)
    tree_line(c, 656, 70, "#6b6a80", x0=900, x1=1600)
    with c.pen(fade=("#f3c79b", 500, 660, 0.0, 0.3)) as p:
        row_of_houses(
            p,
            c.rng,
            -30,
            330,
            652,
            150,
            ["#a4564a", "#c99a6b", "#8c7f86", "#b8705a"],
            lit=0.25,
            shade=0.35,
            tone="#4b4a63",
        )
    dark = "#2c3044"
    with c.pen(fade=("#e8b892", 420, 700, 0.0, 0.28)) as p:
        # The span stands open, turned along the river on its round pier.
        p.poly([(752, 640), (888, 640), (874, 760), (766, 760)], "#5a4f57")
        for y in (662, 686, 710, 734):
            p.line([(758, y), (882, y)], "#463e48", 2)
        p.rect(742, 628, 156, 15, "#3b3542")
        truss(p, (430, 618), (1210, 618), 82, 18, dark, 6)
        p.rect(424, 612, 792, 14, "#222638")
        p.poly([(806, 536), (812, 392), (828, 392), (834, 536)], dark)
        p.line([(820, 396), (440, 538)], dark, 5)
        p.line([(820, 396), (1200, 538)], dark, 5)
        p.line([(820, 396), (630, 538)], dark, 3)
        p.line([(820, 396), (1010, 538)], dark, 3)
        p.rect(788, 556, 64, 58, "#7f4b40")
        p.poly([(780, 558), (820, 528), (860, 558)], "#3c2c33")
        p.rect(798, 570, 16, 20, "#ffd489")
        p.rect(826, 570, 16, 20, "#ffd489")
        p.line([(820, 392), (820, 366)], dark, 3)
    c.glow(820, 366, 22, "#ff5a3c", 1, 2.5)
    gulls(c, (500, 150, 1400, 420), 9, "#3c4560", 17)
    water(c, 664, tint="#2b3d5a", depth=0.42, waves=1.1, shine="#ffdcae", shine_strength=0.4)
    sun_path(c, 1190, 668, "#ffd79a", spread=150, strength=0.75)
    with c.pen() as p:
        p.poly([(0, 770), (210, 778), (330, 812), (340, 1067), (0, 1067)], "#3a3440")
        p.poly([(0, 770), (210, 778), (330, 812), (326, 822), (208, 788), (0, 780)], "#8c6f62")
        for x, y in ((70, 774), (190, 778), (300, 803)):
            p.rect(x - 7, y - 34, 14, 36, "#1f1e28")
            p.rect(x - 11, y - 38, 22, 8, "#1f1e28")
        p.line([(0, 700), (70, 702), (130, 704)], "#c2503a", 7)
        p.line([(20, 702), (52, 703)], "#f1e6d4", 7)
        p.line([(88, 704), (112, 705)], "#f1e6d4", 7)
        p.rect(124, 694, 9, 84, "#2a2732")
        p.dot(128, 690, 9, "#e0543c")
        person(p, c.rng, 236, 786, 118, coat="#c9963f", shade=0.3, tone="#2b2a38", skirt=True)
        p.line([(256, 700), (262, 788)], "#1f1e28", 3)
    with c.pen() as p:
        p.at(640, 850, 1.0)
        p.shape(
            [(-96, -30), (-60, -30), (60, -30), (104, -42), (106, -40), (84, 10), (-84, 10), (-96, -30)],
            "#7c3b33",
            6,
        )
        p.curve([(-94, -28), (60, -27), (102, -39)], "#f0dfc0", 4)
        p.poly([(-30, -58), (34, -58), (44, -30), (-34, -30)], "#efe4cd")
        for x in (-24, -4, 16):
            p.rect(x, -53, 14, 13, "#3a5064")
        for x in (-76, -60, 62):
            person(p, c.rng, x, -12, 62, shade=0.25)
        p.home()
        for i in range(6):
            p.curve(
                [(560 - i * 20, 862 + i * 8), (500 - i * 22, 868 + i * 10), (440 - i * 16, 866 + i * 12)],
                clear("#ffe8c8", 0.32),
                2.2,
            )
    c.finish(bloom=0.3)


@scene("breakers")
def breakers(c: Canvas) -> None:
    """Draw the storm flood: breakers over the mole, the lighthouse behind."""
    c.wash(
        [
            (0, ["#0d1420", "#131e2c"]),
            (420, ["#26374a", "#33475a"]),
            (640, ["#4f6472", "#66787f"]),
            (1067, ["#22323e"]),
        ]
    )
    clouds(c, -40, 460, "#3d4f60", "#0b111b", cover=0.7, stretch=3, size=4, opacity=0.95, soft=120)
    clouds(c, 260, 620, "#73868d", "#253341", cover=0.5, stretch=7, size=5, opacity=0.7)
    c.glow(1130, 300, 520, "#c7b98a", 0.22, 2)
    land(c, 640, 40, 1.2, "#16212c", "#2b3c48")
    beam(c, 1130, 292, math.pi * 1.04, 1300, 0.10, strength=0.62)
    beam(c, 1130, 292, math.pi * 0.04, 700, 0.10, strength=0.4)
    with c.pen(fade=("#8fa0a4", 250, 720, 0.05, 0.4)) as p:
        p.at(1130, 690, 1.18)
        lighthouse(p, lamp="#fff2c6")
        p.home()
        p.poly([(1010, 690), (1260, 690), (1420, 760), (880, 760)], "#1c2730")
    c.glow(1130, 292, 210, "#ffe9ae", 1, 2.6)
    c.glow(1130, 292, 40, "#fffbe8", 1, 1.4)
    tones = [("#31505d", "#7d9aa0"), ("#254652", "#6f8f97"), ("#1b3a47", "#8cabb0"), ("#12303c", "#a9c4c6")]
    for index, (deep, crest) in enumerate(tones):
        y = 690 + index * 74
        edge = ridge(c, y, 60 + index * 34, 3.4 - index * 0.5)
        with c.pen(fade=(mix(deep, "#05121a", 0.55), y - 40, y + 170, 0, 0.9), texture=0.35) as p:
            p.poly([(0, c.h), *edge, (c.w, c.h)], deep)
        with c.pen(blur=1.6) as p:
            p.line(edge, clear(crest, 0.85), 3 + index * 1.4)
            for x, top in edge:
                if c.rng.random() < 0.55:
                    p.curve(
                        [
                            (x, top),
                            (x - 16 - index * 6, top + 16 + index * 5),
                            (x - 52 - index * 16, top + 30 + index * 12),
                        ],
                        clear(crest, 0.3),
                        2 + index,
                    )
        if index == 1:
            with c.pen(fade=("#0c1a22", 700, 960, 0, 0.6), texture=0.3) as p:
                p.poly([(0, 788), (560, 770), (930, 760), (960, 830), (0, 960)], "#27333b")
                p.poly([(0, 788), (560, 770), (930, 760), (934, 768), (560, 784), (0, 806)], "#5d6c70")
                for x in range(40, 900, 120):
                    p.rect(x, 742 - (x - 40) * 0.02, 7, 46, "#161f26")
                p.line([(0, 752), (560, 738), (930, 730)], "#161f26", 4)
            spray(c, 520, 800, 380, count=900)
            spray(c, 250, 820, 250, count=520)
            spray(c, 800, 790, 190, count=360)
    spray(c, 1390, 960, 200, count=260)
    rain(c, 900, "#cfdde4", 0.75, 0.2)
    c.finish(bloom=0.35, vignette=0.42)


@scene("lighthouse-night", PORTRAIT)
def lighthouse_night(c: Canvas) -> None:
    """Draw the Rote Grete under the stars."""
    c.wash(
        [
            (0, ["#060b1f", "#091129"]),
            (700, ["#12274d", "#1a2f58"]),
            (1050, ["#2f5078", "#456085"]),
            (1200, ["#6f7f97", "#8c8a98"]),
            (1600, ["#1a2a40"]),
        ]
    )
    stars(c, 1150, 900)
    with c.pen(blur=26, light=True, opacity=0.5) as p:
        for _ in range(170):
            t = c.rng.random()
            p.dot(
                80 + t * 900 + c.rng.gauss(0, 60),
                950 - t * 950 + c.rng.gauss(0, 70),
                c.rng.uniform(14, 62),
                clear("#8fa4cf", 0.2),
            )
    x, y, zoom = 600, 1180, 1.9
    lamp = y - 340 * zoom
    beam(c, x, lamp, math.pi * 0.965, 1100, 0.085, strength=0.7)
    beam(c, x, lamp, -math.pi * 0.035, 900, 0.085, strength=0.6)
    water(c, 1190, tint="#0a1830", depth=0.5, waves=1.3, shine="#a9c0dc", shine_strength=0.3)
    with c.pen(fade=("#0d1a30", 400, 1250, 0.25, 0.5)) as p:
        p.at(x, y, zoom)
        lighthouse(p, red="#a8342e", white="#d9d6d6", lamp="#fff4cf")
    c.glow(x, lamp, 320, "#ffe39a", 0.95, 2.6)
    c.glow(x, lamp, 60, "#fffdf0", 1, 1.3)
    for dy, tone in ((-66, "#ffc870"), (-186, "#ffc870")):
        c.glow(x - 2, y + (dy + 8) * zoom, 44, tone, 0.9, 2.2)
    with c.pen(texture=0.4) as p:
        p.shape(
            [
                (330, 1220),
                (420, 1184),
                (600, 1168),
                (800, 1180),
                (960, 1206),
                (1080, 1230),
                (1080, 1300),
                (200, 1310),
                (330, 1220),
            ],
            "#141d2e",
            8,
        )
        p.poly([(760, 1186), (770, 1120), (820, 1096), (880, 1120), (888, 1192)], "#0f1726")
        p.rect(800, 1138, 22, 26, "#ffcf7a")
        p.rect(846, 1138, 18, 26, "#ffcf7a")
    c.glow(811, 1150, 60, "#ffb85a", 0.8, 2.4)
    with c.pen() as p:
        for _ in range(90):
            sx, sy = c.rng.uniform(180, 1067), c.rng.uniform(1230, 1330)
            size = c.rng.uniform(14, 52)
            rock = mix("#0b1322", "#27364c", c.rng.random() * 0.7)
            p.shape(
                [
                    (sx - size, sy + size * 0.3),
                    (sx - size * 0.6, sy - size * 0.35),
                    (sx + size * 0.1, sy - size * 0.5),
                    (sx + size * 0.8, sy - size * 0.2),
                    (sx + size, sy + size * 0.35),
                    (sx - size, sy + size * 0.3),
                ],
                rock,
                5,
            )
        grass(p, c.rng, -30, 460, 1620, 220, ["#060b16", "#0b1424", "#101b2e"], 240)
        grass(p, c.rng, 700, 1100, 1620, 160, ["#060b16", "#0b1424"], 130)
    c.finish(bloom=0.42, vignette=0.38)


@scene("shore-power")
def shore_power(c: Canvas) -> None:
    """Draw the cruise ship at the quay in the evening."""
    c.wash(
        [
            (0, ["#10183a", "#16204a"]),
            (360, ["#31437c", "#4a4f86"]),
            (600, ["#a86f8c", "#d98a84"]),
            (720, ["#f2b08a", "#f4b88a"]),
            (1067, ["#31437c"]),
        ]
    )
    clouds(c, 80, 480, "#8c76a4", "#1b2450", cover=0.42, stretch=7, size=4, opacity=0.7)
    stars(c, 400, 160)
    with c.pen(fade=("#c9808c", 560, 720, 0.15, 0.5)) as p:
        far_town(p, c.rng, -20, 1620, 712, 130, "#2c2f5c", lit=0.5, church=1480)
    with c.pen() as p:
        p.at(740, 716, 1.62)
        cruise(p, c.rng, "#18284a", "#e6dfe0", lit=0.85)
    for deck in range(6):
        c.glow(700, 716 - (80 + deck * 22) * 1.62, 430, "#ffc26a", 0.10, 2)
    points = [
        (740 - 190 * 1.62, 716 - 262 * 1.62),
        (740 + 130 * 1.62, 716 - 276 * 1.62),
        (740 + 395 * 1.62, 716 - 86 * 1.62),
    ]
    string_lights(c, points, 14, sag=18, size=3)
    water(c, 724, tint="#0b1434", depth=0.3, waves=1.5, shine="#ffd89a", shine_strength=0.3)
    with c.pen(texture=0.25) as p:
        p.poly([(0, 900), (1600, 960), (1600, 1067), (0, 1067)], "#232641")
        p.poly([(0, 900), (1600, 960), (1600, 970), (0, 912)], "#5a5678")
    with c.pen() as p:
        lamp_post(p, 230, 940, 330, "#14162b")
        lamp_post(p, 1380, 978, 350, "#14162b")
        # The arm with the cables.
        p.poly([(940, 958), (1090, 964), (1078, 860), (952, 858)], "#39406a")
        p.poly([(952, 858), (1078, 860), (1070, 846), (960, 844)], "#5a638c")
        p.rect(980, 880, 46, 30, "#7be0b8")
        p.line([(1010, 850), (1030, 700), (920, 640)], "#d0583e", 12)
        for i in range(4):
            p.curve(
                [(920 + i * 5, 640), (940 + i * 9, 740), (980 + i * 10, 800), (1006 + i * 12, 852)],
                "#0c0f20",
                5,
            )
        for x, tall in ((300, 112), (350, 104), (640, 108), (1260, 110), (1300, 70)):
            person(p, c.rng, x, 930 + x * 0.037, tall, shade=0.5, tone="#14162b", skirt=c.rng.random() < 0.4)
        p.at(520, 952, 1.0)
        for x in (-26, 28):
            p.ring(x, -22, 20, "#12142a", 3)
        p.line([(-26, -22), (-8, -52), (22, -52), (28, -22)], "#12142a", 3.4)
        p.line([(-8, -52), (2, -22), (22, -52), (18, -62)], "#12142a", 3.4)
        p.home()
    for x, y in ((230, 622), (1380, 640)):
        c.glow(x, y, 190, "#ffca78", 0.85, 2.4)
        c.glow(x, y + 310, 260, "#ffb45e", 0.22, 2)
    c.glow(1003, 895, 70, "#7be0b8", 0.7, 2.3)
    c.finish(bloom=0.4, vignette=0.35)
