"""Scenes of the new cranes and of the terminal."""

from __future__ import annotations

import math

from .canvas import Canvas, clear, mix, spline
from .houses import far_town
from .nature import (
    clouds,
    cumulus,
    grass,
    gull,
    gulls,
    land,
    smoke,
    stars,
    sun,
    sun_path,
    water,
)
from .people import person
from .quays import crane, crane_lights, high_bridge, lattice, quay, stack
from .registry import PANORAMA, PORTRAIT, scene
from .ships import freighter, tug


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
