"""Scenes on the water and at the quays."""

from __future__ import annotations

import math

from .canvas import Canvas, clear, mix, spline
from .harbour import (
    beam,
    crane,
    crane_lights,
    cruise,
    cutter,
    ferry,
    freighter,
    high_bridge,
    lattice,
    lighthouse,
    quay,
    sailor,
    stack,
    truss,
    tug,
)
from .nature import (
    clouds,
    cumulus,
    grass,
    gull,
    gulls,
    land,
    rain,
    ridge,
    smoke,
    spray,
    stars,
    sun,
    sun_path,
    tree_line,
    water,
)
from .registry import PANORAMA, PORTRAIT, scene
from .town import far_town, lamp_post, person, row_of_houses, spire, string_lights


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


def _kraene(c: Canvas, x: float, y: float, zoom: float, tone: str, *, shade: float, air: str) -> None:
    with c.pen(fade=(air, y - 330 * zoom, y, 0.0, 0.3)) as p:
        p.at(x, y, zoom)
        freighter(
            p,
            c.rng,
            mix("#2d4459", tone, shade),
            mix("#8c3b30", tone, shade),
            mix("#e9e2d2", tone, shade),
            lit=True,
        )
        for dx in (-120, 30, 180):
            p.at(x + dx * zoom, y - 50 * zoom, zoom * 0.92)
            crane(p, mix("#c9d6dc", tone, shade), mix("#c2503a", tone, shade))


@scene("heavy-lift")
def heavy_lift(c: Canvas) -> None:
    """Three cranes on a ship at dusk."""
    c.wash(
        [
            (0, ["#2a2f5a", "#3a3768"]),
            (300, ["#6b4f86", "#8c5a86"]),
            (520, ["#d97f6c", "#e8906a"]),
            (690, ["#ffc878", "#ffd58c"]),
            (1067, ["#ffd58c"]),
        ]
    )
    clouds(c, 60, 420, "#e88f7a", "#4b3a6b", cover=0.48, stretch=6, size=4, opacity=0.85)
    clouds(c, 360, 640, "#ffc28a", "#b5607a", cover=0.4, stretch=9, size=5, opacity=0.8)
    sun(c, 470, 650, 44, "#fff0c4", "#ff9a4a", 0.95)
    land(c, 706, 34, 1.4, "#6b4a66", "#b8746a")
    with c.pen(fade=("#f0a878", 560, 720, 0.2, 0.6)) as p:
        for x in range(60, 420, 74):
            p.line([(x, 706), (x, 626)], "#5f4668", 2.4)
            for k in range(3):
                angle = k * math.tau / 3 + x
                p.line([(x, 626), (x + math.sin(angle) * 34, 626 - math.cos(angle) * 34)], "#5f4668", 2)
    _kraene(c, 890, 720, 1.34, "#2b2446", shade=0.62, air="#e08a66")
    with c.pen(fade=("#e08a66", 600, 740, 0, 0.2)) as p:
        p.at(1420, 728, 0.9)
        tug(p, "#231f38", "#8a7485", "#7c3b45")
        p.at(330, 728, 0.8)
        tug(p, "#231f38", "#8a7485", "#7c3b45")
        p.home()
        p.line([(1350, 690), (1270, 640)], "#231f38", 2)
    c.glow(600, 520, 120, "#ffe0a0", 0.35, 2.5)
    water(c, 722, tint="#2c2350", depth=0.36, waves=1.2, shine="#ffc58a", shine_strength=0.45)
    sun_path(c, 470, 726, "#ffc774", spread=190, strength=0.85)
    gulls(c, (900, 120, 1500, 330), 7, "#332a50", 20)
    with c.pen() as p:
        grass(p, c.rng, -40, 520, 1080, 170, ["#171129", "#1f1733", "#2b2040"], 240)
        grass(p, c.rng, 1180, 1640, 1085, 130, ["#171129", "#1f1733"], 130)
    c.finish(bloom=0.35)


@scene("tow")
def tow(c: Canvas) -> None:
    """Tugs make fast in the first light."""
    c.wash(
        [
            (0, ["#7fb0c4", "#96bccb"]),
            (400, ["#c5d8d6", "#dce0d2"]),
            (600, ["#f6e3c8", "#fbe2bd"]),
            (1067, ["#f6e3c8"]),
        ]
    )
    clouds(c, 30, 420, "#fdf3e4", "#9db8c4", cover=0.5, stretch=5, size=4, opacity=0.8)
    sun(c, 240, 520, 34, "#fffbe8", "#ffdca0", 0.8)
    with c.pen(fade=("#e9e2d2", 250, 700, 0.35, 0.62)) as p:
        p.at(1000, 640, 1.05)
        freighter(p, c.rng, "#3d5b70", "#97503f", "#efe8d8")
        for dx in (-120, 30, 180):
            p.at(1000 + dx * 1.05, 590, 0.97)
            crane(p, "#8fa9b5", "#c9604a")
    water(c, 648, tint="#3b6a76", depth=0.3, waves=1.3, shine="#fff5de", shine_strength=0.55)
    c.afloat(560, 700, 1.4, lambda p: tug(p, "#24414f", "#f2ead9", "#c2503a"))
    c.afloat(290, 880, 2.7, lambda p: tug(p, "#1d3644", "#f7efdd", "#c9553c"))
    with c.pen() as p:
        p.curve([(430, 790), (560, 720), (720, 628)], "#2b3b44", 3)
        p.curve([(640, 664), (700, 640), (760, 625)], "#2b3b44", 2.2)
        for i in range(7):
            p.curve(
                [(80 - i * 10, 892 + i * 9), (280, 900 + i * 11), (500 + i * 22, 890 + i * 10)],
                clear("#f4fbf8", 0.35),
                3,
            )
        for i in range(5):
            p.curve(
                [(460 - i * 10, 705 + i * 4), (560, 709 + i * 5), (680 + i * 12, 704 + i * 4)],
                clear("#f4fbf8", 0.4),
                2,
            )
    smoke(c, [(200, 690), (150, 610), (80, 560), (0, 540)], 12, 60, "#9fb0b0", 0.35)
    with c.pen() as p:
        for x, y, size in ((700, 300, 30), (820, 250, 22), (610, 380, 18), (1300, 180, 26), (420, 240, 24)):
            gull(p, x, y, size, "#5c7481", c.rng.uniform(-0.2, 0.2))
    c.finish(bloom=0.25, vignette=0.22)


@scene("dyke-spectators")
def dyke_spectators(c: Canvas) -> None:
    """People wait on the dyke."""
    x: float
    y: float
    c.wash(
        [
            (0, ["#4d86b0", "#5f95b8"]),
            (380, ["#a3c8d6", "#bcd6d8"]),
            (620, ["#eadfc4", "#f6e2b4"]),
            (1067, ["#eadfc4"]),
        ]
    )
    with c.pen(blur=3) as p:
        for x, y, size in ((260, 300, 150), (700, 210, 200), (1220, 320, 170), (1500, 200, 120)):
            cumulus(p, c.rng, x, y, size, "#fffaf0", "#a9bfcd")
    sun(c, 1450, 470, 30, "#fffbe4", "#ffe0a0", 0.7)
    with c.pen(fade=("#d8dccb", 420, 640, 0.3, 0.6)) as p:
        p.at(420, 620, 0.55)
        freighter(p, c.rng, "#41617a", "#94493d", "#efe8d8")
        for dx in (-120, 30, 180):
            p.at(420 + dx * 0.55, 593, 0.52)
            crane(p, "#6f8da0", "#c2503a")
    water(c, 620, bottom=760, tint="#4a7d90", depth=0.35, waves=0.7, shine="#fff6dd", shine_strength=0.5)
    edge = [(0, 800), (300, 762), (800, 724), (1200, 716), (1600, 742)]
    crest = spline(edge)
    with c.pen(fade=("#28482f", 720, 1067, 0, 0.85), texture=0.16) as p:
        p.poly([(0, 1067), *crest, (1600, 1067)], "#86a04f")
    with c.pen() as p:
        for x, y in crest[::2]:
            grass(p, c.rng, x, x + 26, y + 4, 16, ["#9db45c", "#7f9a4a", "#b3c26c"], 7)
    with c.pen() as p:
        spots = [
            (150, 132),
            (225, 96),
            (330, 128),
            (392, 118),
            (560, 126),
            (622, 84),
            (690, 130),
            (830, 122),
            (905, 126),
            (1010, 90),
            (1078, 124),
            (1240, 128),
            (1310, 120),
            (1395, 130),
            (1470, 88),
        ]
        for x, tall in spots:
            y = next(py for px, py in crest if px >= x) + 8
            arm = 0.36 if c.rng.random() < 0.3 else None
            person(
                p,
                c.rng,
                x,
                y,
                tall,
                arm=arm,
                hat=c.rng.choice([None, "#c2503a", "#2f6f8f", "#e0b04a"]),
                shade=0.12,
                tone="#2b3b3a",
                skirt=c.rng.random() < 0.4,
            )
        p.at(1160, 730, 1)
        p.shape(
            [
                (-34, -22),
                (-30, -36),
                (10, -38),
                (30, -50),
                (44, -48),
                (40, -38),
                (28, -26),
                (26, 0),
                (20, 0),
                (16, -16),
                (-16, -16),
                (-20, 0),
                (-27, 0),
                (-34, -22),
            ],
            "#5a3d29",
            5,
        )
        p.line([(-33, -32), (-48, -52)], "#5a3d29", 5)
        p.home()
    with c.pen() as p:
        grass(p, c.rng, -40, 1640, 1075, 120, ["#2f5233", "#3d6338", "#4b7340", "#5d8446"], 560)
        for _ in range(60):
            x, y = c.rng.uniform(0, 1600), c.rng.uniform(900, 1060)
            p.dot(x, y, c.rng.uniform(3, 6), c.rng.choice(["#f4ead0", "#f2cf62", "#f4ead0"]))
    with c.pen() as p:
        p.line([(980, 420), (1015, 620)], "#d8cdb0", 1)
        p.poly([(980, 380), (1006, 414), (980, 450), (956, 414)], "#d65a3c")
        p.curve([(980, 450), (966, 486), (984, 520)], "#d65a3c", 3)
    gulls(c, (100, 380, 700, 520), 5, "#f7f3e6", 15)
    c.finish(bloom=0.2, vignette=0.25)


@scene("crane-from-below", PORTRAIT)
def crane_from_below(c: Canvas) -> None:
    """Look straight up at a crane."""
    c.wash([(0, ["#2d6aa0", "#3c7cb0"]), (900, ["#7fb5d6", "#9ccae0"]), (1600, ["#d8e9ea", "#e6ede2"])])
    with c.pen(blur=4) as p:
        cumulus(p, c.rng, 210, 620, 210, "#ffffff", "#b4cddc")
        cumulus(p, c.rng, 900, 980, 260, "#ffffff", "#b4cddc")
    steel, dark, red = "#35566b", "#1f3644", "#c9503a"
    with c.pen(fade=("#bcd8e4", 120, 1500, 0.45, 0.0)) as p:
        lattice(p, 500, 566, 40, 620, 12, "#40657b", 7)
        for x0, x1, x2, x3 in ((60, 230, 470, 424), (1007, 838, 596, 642)):
            p.poly([(x0, 1600), (x1, 1600), (x3, 560), (x2, 560)], steel)
            p.poly(
                [
                    (x1, 1600),
                    (x1 + (34 if x0 < 500 else -34), 1600),
                    (x3 + (10 if x0 < 500 else -10), 560),
                    (x3, 560),
                ],
                dark,
            )
        for y, left, right in ((1180, 214, 853), (840, 342, 725), (640, 404, 662)):
            p.poly(
                [
                    (left - 50, y),
                    (right + 50, y),
                    (right + 40, y + 46 * y / 1180),
                    (left - 40, y + 46 * y / 1180),
                ],
                steel,
            )
            p.poly(
                [
                    (left - 40, y + 46 * y / 1180),
                    (right + 40, y + 46 * y / 1180),
                    (right + 32, y + 64 * y / 1180),
                    (left - 32, y + 64 * y / 1180),
                ],
                dark,
            )
        p.line([(250, 1180), (690, 860)], steel, 13)
        p.line([(816, 1180), (376, 860)], steel, 13)
        p.line([(356, 840), (654, 660)], steel, 8)
        p.line([(710, 840), (410, 660)], steel, 8)
        # The boom runs away above, towards the top of the picture.
        p.poly([(392, 600), (676, 600), (592, 0), (474, 0)], dark)
        p.poly([(404, 600), (452, 600), (500, 0), (480, 0)], steel)
        p.poly([(664, 600), (616, 600), (566, 0), (586, 0)], steel)
        for i in range(9):
            y = 590 - i * 62
            half = 132 - i * 9.2
            p.line(
                [(533 - half, y), (533 + half, y - 50)] if i % 2 else [(533 + half, y), (533 - half, y - 50)],
                "#4f7890",
                6 - i * 0.3,
            )
            p.line([(533 - half, y), (533 + half, y)], "#4f7890", 5 - i * 0.3)
        p.rect(452, 392, 164, 92, red)
        p.rect(452, 392, 164, 16, mix(red, "#ffffff", 0.25))
        p.rect(478, 420, 50, 36, "#f4e3b8")
        p.rect(540, 420, 50, 36, "#f4e3b8")
        for x0, x1 in ((476, 430), (592, 640), (500, 474), (568, 596)):
            p.line([(x0, 484), (x1, 1010)], "#22323c", 3)
        p.poly([(396, 1010), (670, 1010), (690, 1052), (376, 1052)], red)
        p.rect(360, 1052, 346, 150, "#d9a441")
        for i in range(1, 13):
            p.rect(360 + i * 26, 1060, 5, 134, "#b7842c")
        p.rect(360, 1052, 346, 12, "#efc469")
        p.rect(360, 1188, 346, 14, "#8d6420")
    with c.pen() as p:
        for x, y, size in ((190, 330, 40), (300, 250, 28), (860, 460, 34), (770, 260, 24)):
            gull(p, x, y, size, "#f7fafa", c.rng.uniform(-0.3, 0.3))
    with c.pen() as p:
        p.rect(0, 1500, 1067, 100, "#2a3238")
        p.rect(0, 1500, 1067, 8, "#5c676b")
        for x in range(-20, 1067, 90):
            p.poly([(x, 1540), (x + 45, 1540), (x + 25, 1560), (x - 20, 1560)], "#e2b53c")
        person(p, c.rng, 300, 1530, 104, coat="#e07b2c", hat="#f2f2ea", arm=0.37)
        person(p, c.rng, 770, 1532, 100, coat="#d9e04a", hat="#f2c23c")
        person(p, c.rng, 832, 1530, 108, coat="#e07b2c", hat="#f2c23c")
    c.finish(bloom=0.22, vignette=0.25)


@scene("terminal", PANORAMA)
def terminal(c: Canvas) -> None:
    """Show the whole terminal in the evening."""
    c.wash(
        [
            (0, ["#20365f", "#2b3d66", "#3f3c68"]),
            (240, ["#4c6a94", "#7a6f96", "#a8688a"]),
            (430, ["#d6a58a", "#f0a678", "#ff9d6a"]),
            (560, ["#ffd79a", "#ffd28c", "#ffc27a"]),
            (860, ["#ffd28c"]),
        ]
    )
    clouds(c, 30, 330, "#f2a98c", "#3a3d68", cover=0.45, stretch=7, size=3, opacity=0.8)
    clouds(c, 280, 520, "#ffd6a0", "#c06f78", cover=0.38, stretch=11, size=5, opacity=0.75)
    sun(c, 1240, 540, 30, "#fff3cc", "#ffab58", 0.9)
    with c.pen(fade=("#f6b987", 440, 580, 0.2, 0.65)) as p:
        far_town(p, c.rng, -20, 700, 574, 110, "#54537a", lit=0.35, church=210)
        high_bridge(p, 560, 512, 760, "#5c5680", tower=190)
    tone = "#2a2848"
    with c.pen(fade=("#e8956e", 260, 590, 0.0, 0.3)) as p:
        stack(p, c.rng, 40, 584, 18, 4, 17, 0.5, tone)
        stack(p, c.rng, 900, 584, 20, 4, 17, 0.5, tone)
        for x, zoom, up in ((180, 0.92, True), (400, 0.92, False), (640, 0.92, True), (850, 0.92, False)):
            p.at(x, 590, zoom)
            crane(p, mix("#7d8ea6", tone, 0.5), mix("#c2503a", tone, 0.4), raised=up)
    with c.pen(fade=("#e8956e", 260, 620, 0.0, 0.2)) as p:
        p.home()
        quay(p, -10, 588, 1270, 44, "#3b3350", bollards=False)
        p.at(1560, 622, 1.12)
        freighter(p, c.rng, "#2b3350", "#7c3b45", "#c9b9b0", lit=True)
        for dx in (-120, 30, 180):
            p.at(1560 + dx * 1.12, 566, 1.02)
            crane(p, "#39406a", "#a8483e")
    for x, zoom, up in ((180, 0.92, True), (400, 0.92, False), (640, 0.92, True), (850, 0.92, False)):
        crane_lights(c, x, 590, zoom, raised=up)
    water(c, 626, tint="#241f45", depth=0.36, waves=0.9, shine="#ffcb92", shine_strength=0.45)
    sun_path(c, 1240, 640, "#ffcf88", spread=140, strength=0.65)
    c.afloat(980, 740, 1.1, lambda p: tug(p, "#1b1a33", "#8c7c8c", "#93424a"))
    gulls(c, (900, 130, 1500, 320), 8, "#2e2c50", 15)
    c.finish(bloom=0.32, vignette=0.25)


@scene("crane-night")
def crane_night(c: Canvas) -> None:
    """Crane 7 with all its lights on, after midnight."""
    c.wash(
        [
            (0, ["#070d1e", "#0a1228"]),
            (420, ["#10213f", "#152848"]),
            (700, ["#24406a", "#2c4770"]),
            (1067, ["#16283f"]),
        ]
    )
    stars(c, 560, 420)
    clouds(c, 300, 640, "#35507a", "#10203a", cover=0.42, stretch=8, size=4, opacity=0.5)
    sun(c, 300, 190, 34, "#f6f2dc", "#7fa0d0", 0.55)
    with c.pen(fade=("#35507a", 560, 720, 0.3, 0.55)) as p:
        far_town(p, c.rng, -20, 1620, 706, 120, "#0f1c33", lit=0.5, church=160)
    with c.pen() as p:
        stack(p, c.rng, 980, 716, 14, 5, 26, 0.55, "#0c1830")
        stack(p, c.rng, 60, 716, 7, 3, 26, 0.6, "#0c1830")
        p.at(1380, 722, 1.25)
        crane(p, "#1a2b48", "#3d2a3c", raised=True)
        p.at(690, 726, 2.05)
        crane(p, "#5d7ea6", "#d0583e", side="#314a6b")
    crane_lights(c, 1380, 722, 1.25, raised=True)
    crane_lights(c, 690, 726, 2.05)
    for x in (470, 700, 930):
        c.glow(x, 720, 240, "#ffcf80", 0.4, 2)
    with c.pen() as p:
        quay(p, -20, 724, 1660, 56, "#1a2740")
        for x in (520, 560, 880):
            person(p, c.rng, x, 724, 62, coat="#e07b2c", hat="#f2c23c", shade=0.2)
    water(c, 778, tint="#060d1e", depth=0.34, waves=1.3, squeeze=0.75, shine="#ffdf9c", shine_strength=0.25)
    c.finish(bloom=0.5, vignette=0.4)


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


@scene("seal-on-the-ramp")
def seal_on_the_ramp(c: Canvas) -> None:
    """Draw the seal on the ferry ramp, the ferry waiting."""
    x: float
    c.wash(
        [
            (0, ["#84a9bd", "#9cb7c0"]),
            (380, ["#d3d5c8", "#ecd9bb"]),
            (560, ["#fbe0b4", "#ffdca4"]),
            (1067, ["#fbe0b4"]),
        ]
    )
    clouds(c, 20, 420, "#fff1da", "#8fa7b5", cover=0.5, stretch=4, size=4, opacity=0.8)
    sun(c, 1330, 420, 34, "#fffbe8", "#ffd890", 0.8)
    tree_line(c, 590, 40, "#9a9f8c")
    with c.pen(fade=("#f2dcb4", 300, 640, 0.1, 0.3)) as p:
        p.at(1010, 640, 2.1, flip=True)
        ferry(p, "#2b4e66", "#f7f0e0", "#c9604a")
    water(c, 596, tint="#4d7f8a", depth=0.3, waves=1.1, shine="#fff5dc", shine_strength=0.5)
    with c.pen(fade=("#f2dcb4", 300, 640, 0.08, 0.2)) as p:
        p.at(1010, 650, 2.1, flip=True)
        ferry(p, "#2b4e66", "#f7f0e0", "#c9604a")
    with c.pen(texture=0.18, fade=("#4a4744", 640, 1067, 0.0, 0.55)) as p:
        p.poly([(120, 700), (980, 690), (1500, 1067), (-300, 1067)], "#a59a8b")
        for i in range(9):
            y = 712 + i * i * 5.2
            p.line([(120 - (y - 700) * 1.15, y), (980 + (y - 690) * 1.38, y)], "#8c8174", 1.5 + i * 0.7)
    with c.pen() as p:
        for side in (0, 1):
            for i in range(4):
                x = (70 - i * 88) if side == 0 else (1030 + i * 130)
                y = 735 + i * 84
                p.rect(x, y - 90 - i * 14, 13 + i * 3, 92 + i * 14, "#4a4d4f")
                p.rect(x - 2, y - 94 - i * 14, 17 + i * 3, 10, "#e2b53c")
        p.curve([(76, 650), (20, 700), (-40, 712)], "#e34f38", 5)
        p.curve([(1036, 650), (1100, 706), (1168, 718)], "#e34f38", 5)
        p.curve([(1168, 718), (1240, 790), (1304, 800)], "#e34f38", 6)
        p.curve([(76, 652), (540, 700), (1036, 652)], "#f4ead2", 5)
        for i in range(16):
            t = i / 16
            x = 76 + 960 * t
            y = 652 + 48 * 4 * t * (1 - t) * 0.96
            if i % 2:
                p.line([(x, y), (x + 58, 652 + 46 * 4 * (t + 0.06) * (1 - t - 0.06))], "#e34f38", 5)
    with c.pen(blur=9, opacity=0.5) as p:
        p.oval(620, 946, 330, 28, "#2a2622")
    fur, belly, dark = "#8a8f93", "#cfc9bb", "#54595f"
    with c.pen() as p:
        p.at(620, 950, 1.35)
        # Hind flippers, body, head, fore flipper.
        p.shape(
            [
                (-226, -34),
                (-262, -70),
                (-300, -92),
                (-316, -84),
                (-292, -60),
                (-318, -54),
                (-322, -42),
                (-280, -34),
                (-226, -8),
                (-226, -34),
            ],
            dark,
            8,
        )
        p.shape(
            [
                (-240, -22),
                (-190, -56),
                (-110, -100),
                (-10, -132),
                (70, -130),
                (130, -104),
                (160, -66),
                (164, -30),
                (130, -4),
                (20, 6),
                (-130, 4),
                (-220, -6),
                (-240, -22),
            ],
            fur,
            10,
        )
        p.shape(
            [
                (-200, -16),
                (-100, -26),
                (20, -34),
                (120, -44),
                (162, -52),
                (160, -26),
                (128, -4),
                (20, 6),
                (-130, 4),
                (-200, -16),
            ],
            clear(belly, 0.85),
            10,
        )
        p.shape(
            [
                (70, -120),
                (110, -142),
                (160, -148),
                (206, -138),
                (228, -116),
                (232, -92),
                (252, -82),
                (256, -66),
                (240, -52),
                (206, -44),
                (160, -40),
                (110, -40),
                (70, -120),
            ],
            fur,
            10,
        )
        p.shape(
            [(150, -42), (206, -46), (240, -54), (256, -68), (252, -80), (226, -76), (190, -62), (150, -42)],
            belly,
            8,
        )
        for _ in range(60):
            x = c.rng.uniform(-190, 150)
            top = -128 + abs(x - 10) ** 1.45 * 0.045
            p.oval(x, top + c.rng.uniform(14, 62), c.rng.uniform(3, 11), c.rng.uniform(2, 6), clear(dark, 0.42))
        for _ in range(14):
            p.oval(
                c.rng.uniform(110, 200),
                c.rng.uniform(-136, -104),
                c.rng.uniform(2, 5),
                c.rng.uniform(2, 3.4),
                clear(dark, 0.4),
            )
        p.curve(
            [(-190, -60), (-110, -102), (-10, -133), (70, -131), (112, -143), (160, -148), (204, -138)],
            clear("#ffe9c4", 0.75),
            5,
        )
        p.curve([(186, -108), (196, -100), (208, -101), (214, -107)], "#26282c", 4.5)
        p.oval(250, -82, 9, 7, "#26282c")
        p.curve([(250, -75), (242, -64), (222, -60), (204, -64)], "#4a4d52", 3)
        for i in range(3):
            p.dot(222 + i * 7, -76 + i * 3, 1.8, "#4a4d52")
            p.curve([(228, -74 + i * 3), (252, -62 + i * 6), (280, -58 + i * 9)], clear("#fffaf0", 0.8), 1.4)
        p.shape([(60, -52), (92, -40), (118, -6), (126, 16), (108, 20), (78, 8), (50, -18), (60, -52)], dark, 8)
        for i in range(3):
            p.line([(96 + i * 10, 4 + i), (104 + i * 9, 17)], "#33373c", 2.4)
    with c.pen() as p:
        gull(p, 330, 250, 46, "#fbfaf2", 0.2)
        gull(p, 480, 190, 30, "#fbfaf2", -0.2)
        for x, tall in ((170, 60), (205, 54), (252, 60), (300, 38), (330, 60)):
            person(
                p,
                c.rng,
                x,
                702,
                tall * 1.15,
                hat=c.rng.choice([None, "#c2503a"]),
                arm=c.rng.choice([None, 0.36]),
            )
    c.finish(bloom=0.25, vignette=0.28)
