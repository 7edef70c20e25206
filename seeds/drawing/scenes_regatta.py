"""Scenes of the rowing race, on the water."""

from __future__ import annotations

import math

from .canvas import Canvas, Colour, Pen, clear, mix
from .houses import far_town
from .nature import (
    clouds,
    grass,
    gull,
    gulls,
    land,
    sun,
    sun_path,
    tree,
    tree_line,
    water,
)
from .registry import scene
from .scenes_sports import SHIRT, SKIN
from .ships import rower, shell


def _river(c: Canvas, *, low: Colour = "#ffe2b0", sun_x: float = 1180, sun_y: float = 400, line: float = 560) -> None:
    """Sky, far bank and water of a misty morning."""
    c.wash([(0, ["#557fa6", "#6f94b0"]), (230, ["#9fbac6", "#c4c9c4"]), (line - 70, [low, low]), (c.h, [low])])
    clouds(c, 10, 360, "#fff1dc", "#7f9ab0", cover=0.45, stretch=6, size=4, opacity=0.75)
    sun(c, sun_x, sun_y, 40, "#fffbe8", "#ffc470", 0.8)
    land(c, line, 46, 1.4, "#a3a89a", low, bottom=line + 4)
    with c.pen(opacity=0.5, blur=1.5) as p:
        far_town(p, c.rng, 60, 620, line, 120, "#8f9294", church=330)
    tree_line(c, line, 90, mix("#7c8470", low, 0.45), x0=0, x1=c.w)
    c.mist(low, line - 150, line, 0.0, 0.55)


@scene("eight")
def eight(c: Canvas) -> None:
    """Draw the women's eight coming out of the fog into the sun."""
    _river(c)
    tree_line(c, 572, 150, mix("#6b7560", "#ffe2b0", 0.3), x0=1150, x1=1600)
    c.mist("#ffdfae", 470, 580, 0.0, 0.5)
    water(c, 574, tint="#1f4f6c", depth=0.62, waves=0.9, shine="#fff0d0", shine_strength=0.42)
    c.mist("#ffe8c4", 530, 690, 0.7, 0.0)
    sun_path(c, 1180, 590, "#ffe0a0", spread=170, strength=0.6)
    with c.pen(opacity=0.4, blur=1.5) as p:
        p.at(1240, 640, 0.62)
        shell(p, 8, "#6f7f88", "#8c857c", "#7c8890", blade="#8c8f94")
    c.afloat(760, 800, 1.92, lambda p: shell(p, 8, "#f4ead2", SKIN, SHIRT, blade="#c2363a", lean=0.5))
    with c.pen() as p:
        for k in range(8):
            x = 760 + (-297 + 90 + 58 * (k + 0.4) - 74) * 1.92
            for ring in range(3):
                p.curve(
                    [
                        (x - 26 - ring * 16, 842 + ring * 5),
                        (x, 836 + ring * 2),
                        (x + 30 + ring * 16, 842 + ring * 5),
                    ],
                    clear("#ffffff", 0.6 - ring * 0.16),
                    3,
                )
            for _ in range(8):
                p.dot(
                    x + c.rng.gauss(0, 18),
                    834 - c.rng.random() * 22,
                    c.rng.uniform(1, 3.4),
                    clear("#ffffff", 0.85),
                )
        for i in range(5):
            p.curve(
                [(60 - i * 20, 822 + i * 8), (500, 832 + i * 10), (1330 + i * 30, 822 + i * 7)],
                clear("#ffffff", 0.28),
                2.6,
            )
        p.curve([(1330, 816), (1400, 828), (1480, 846)], clear("#ffffff", 0.6), 3)
    with c.pen() as p:
        grass(p, c.rng, -40, 400, 1085, 150, ["#2f4a44", "#3f5a4a", "#56704f"], 190)
    gulls(c, (200, 140, 900, 320), 6, "#7c8b94", 18)
    c.finish(bloom=0.12, vignette=0.3)


@scene("boathouse")
def boathouse(c: Canvas) -> None:
    """Draw the boathouse shortly after sunrise."""
    _river(c, low="#ffd9a8", sun_x=330, sun_y=430)
    with c.pen(fade=("#ffd9a8", 220, 640, 0.12, 0.3)) as p:
        for x, size in ((700, 420), (1480, 470), (1560, 380)):
            tree(p, c.rng, x, 600, size, "#6b5648", ["#c9823c", "#d9a04a", "#b5683a"])
    with c.pen(fade=("#ffd9a8", 260, 660, 0.02, 0.16), texture=0.15) as p:
        p.rect(820, 400, 560, 200, "#8c4a3a")
        for k in range(24):
            p.line([(820 + k * 24, 400), (820 + k * 24, 600)], "#743a2e", 2)
        p.poly([(780, 410), (900, 280), (1300, 280), (1420, 410)], "#4a4a52")
        p.poly([(780, 410), (900, 280), (916, 280), (800, 410)], "#7c6f6a")
        p.poly([(1010, 300), (1100, 220), (1190, 300)], "#8c4a3a")
        p.line([(994, 304), (1100, 212), (1206, 304)], "#f2e4cc", 9)
        p.dot(1100, 272, 20, "#f2e4cc")
        p.dot(1100, 272, 14, "#35505f")
        p.rect(808, 396, 584, 12, "#f2e4cc")
        for x in (850, 1030, 1210):
            p.rect(x, 446, 150, 154, "#f2e4cc")
            p.rect(x + 8, 454, 134, 146, "#3f6f68" if x != 1030 else "#241c1c")
            if x != 1030:
                p.line([(x + 75, 454), (x + 75, 600)], "#f2e4cc", 5)
                p.line([(x + 8, 600), (x + 75, 454)], "#f2e4cc", 4)
                p.line([(x + 142, 600), (x + 75, 454)], "#f2e4cc", 4)
            else:
                for k in range(4):
                    p.shape(
                        [
                            (x + 16, 480 + k * 30),
                            (x + 75, 474 + k * 30),
                            (x + 134, 480 + k * 30),
                            (x + 75, 490 + k * 30),
                            (x + 16, 480 + k * 30),
                        ],
                        ("#f4ead2", "#c2363a", "#f2c14e", "#7b94a3")[k],
                        5,
                    )
        p.line([(1392, 600), (1392, 200)], "#d8ccb4", 6)
        p.poly([(1392, 206), (1480, 222), (1392, 250)], "#c2363a")
        p.rect(640, 596, 960, 14, "#9a7a58")
        for x in range(660, 1600, 80):
            p.rect(x, 606, 10, 40, "#6b543f")
    water(c, 622, tint="#4f7080", depth=0.25, waves=0.6, shine="#fff4dc", shine_strength=0.3)
    c.mist("#fff0d6", 560, 720, 0.55, 0.0)
    with c.pen(texture=0.2) as p:
        p.poly([(520, 800), (1600, 760), (1600, 880), (430, 900)], "#a8845c")
        p.poly([(430, 900), (1600, 880), (1600, 896), (430, 916)], "#6b4f36")
        for k in range(26):
            x = 560 + k * 42
            p.line([(x, 798 - k * 1.5), (x - 50 + k * 2, 900 - k)], "#8c6a46", 2)
    with c.pen() as p:
        p.shape(
            [(500, 838), (760, 828), (1300, 820), (1500, 832), (1300, 848), (760, 852), (500, 838)],
            "#f4ead2",
            8,
        )
        p.line([(560, 836), (1450, 832)], "#c2363a", 4)
        for x in (800, 1000, 1200):
            p.line([(x, 840), (x + 60, 800)], "#8f9aa0", 3)
            p.line([(x + 60, 800), (x + 30, 836)], "#8f9aa0", 3)
        for x in (760, 1240):
            p.line([(x, 846), (x - 20, 886)], "#5a4632", 6)
            p.line([(x, 846), (x + 24, 884)], "#5a4632", 6)
    sun_path(c, 330, 640, "#ffe0a4", spread=110, strength=0.7)
    with c.pen() as p:
        grass(p, c.rng, -40, 330, 1085, 230, ["#3f4a38", "#5a5f3f", "#7c7448"], 200)
    c.finish(bloom=0.3, vignette=0.28)


@scene("single-scull")
def single_scull(c: Canvas) -> None:
    """Draw a single on a river like glass."""
    x: float
    y: float
    c.wash(
        [
            (0, ["#3f5f8a", "#54739a"]),
            (300, ["#8fa3b8", "#c4aab0"]),
            (500, ["#f4b89a", "#ffc490"]),
            (560, ["#ffd8a4", "#ffdca0"]),
            (1067, ["#ffd8a4"]),
        ]
    )
    clouds(c, 30, 420, "#ffc9ae", "#6f7ca0", cover=0.45, stretch=6, size=4, opacity=0.8)
    sun(c, 760, 500, 50, "#fff6d8", "#ffa860", 0.95)
    land(c, 556, 60, 1.2, "#6b6c86", "#c99a8c", bottom=560)
    tree_line(c, 560, 110, "#4f5268", x0=0, x1=520)
    tree_line(c, 560, 130, "#4f5268", x0=1080, x1=1600)
    c.mist("#ffd0a4", 440, 560, 0.0, 0.45)
    water(c, 560, tint="#243a5c", depth=0.22, waves=0.28, shine="#ffe6c4", shine_strength=0.14)
    c.mist("#ffdcb4", 530, 640, 0.5, 0.0)

    def scull(p: Pen) -> None:
        dark: Colour = "#1d2438"
        p.line([(-30, -28), (-186, 14)], dark, 5)
        p.poly([(-166, 2), (-236, 16), (-240, 30), (-164, 18)], "#c2503a")
        p.line([(-30, -28), (150, -46)], dark, 4)
        p.poly([(144, -54), (212, -58), (214, -45), (146, -39)], "#c2503a")
        rower(p, 0, -6, "#8c5a44", dark, lean=0.5, size=1.5)
        p.shape(
            [(-330, -7), (-140, -12), (40, -13), (230, -9), (345, -5), (230, 3), (-140, 4), (-330, -7)],
            "#2a2438",
            8,
        )
        p.line([(-310, -8), (320, -6)], "#f4cfa4", 2.4)
        p.dot(344, -6, 6, "#f4ead2")

    c.afloat(800, 770, 1.35, scull, mirror=0.6)
    with c.pen() as p:
        for k in range(5):
            for ring in range(3):
                x = 560 - k * 120
                p.oval(x, 800 + k * 4, 26 + ring * 16, 4 + ring * 2.6, clear("#ffe9c8", 0.28 - ring * 0.07))
        for i in range(3):
            p.curve(
                [(360 - i * 40, 778 + i * 5), (800, 784 + i * 7), (1250 + i * 30, 779 + i * 5)],
                clear("#ffe9c8", 0.45),
                2,
            )
    with c.pen() as p:
        grass(p, c.rng, 1150, 1640, 1090, 300, ["#141a30", "#1d2440", "#2a3050"], 260)
        for _ in range(16):
            x, y = c.rng.uniform(1190, 1590), c.rng.uniform(790, 920)
            p.line([(x, y), (x - 20, 1080)], "#141a30", 3)
            p.oval(x, y - 10, 6, 34, "#2c2230")
    with c.pen() as p:
        for k in range(7):
            gull(p, 360 + k * 52, 230 - abs(k - 3) * -20, 20, "#33405f")
    c.finish(bloom=0.35, vignette=0.3)


@scene("two-fours")
def two_fours(c: Canvas) -> None:
    """Draw two fours side by side."""
    x: float
    _river(c, low="#dfe4d6", sun_x=1400, sun_y=260)
    water(c, 564, tint="#135a78", depth=0.7, waves=1.2, shine="#fbfff6", shine_strength=0.5)
    c.mist("#eef0e2", 510, 660, 0.6, 0.0)
    with c.pen() as p:
        for x in (240, 620, 980, 1360):
            p.dot(x, 640, 11, "#e8962c")
            p.oval(x, 652, 13, 3, clear("#e8962c", 0.5))
    c.afloat(
        1010,
        730,
        2.05,
        lambda p: shell(p, 4, "#2f6f8f", "#b5805c", "#f4ead2", blade="#2f6f8f", lean=0.1, cox=True),
    )
    c.afloat(620, 890, 2.7, lambda p: shell(p, 4, "#f4ead2", SKIN, SHIRT, blade="#c2363a", lean=0.6, cox=True))
    with c.pen() as p:
        for base, zoom, gap, x0 in ((730, 2.05, 58, 1010), (890, 2.7, 58, 620)):
            for k in range(4):
                x = x0 + (-181 + 90 + gap * (k + 0.4) - 72) * zoom
                for _ in range(14):
                    p.dot(
                        x + c.rng.gauss(0, 10 * zoom),
                        base + 14 * zoom - c.rng.random() * 14 * zoom,
                        c.rng.uniform(1, 4),
                        clear("#ffffff", 0.85),
                    )
                p.curve(
                    [
                        (x - 26 * zoom, base + 22 * zoom),
                        (x, base + 17 * zoom),
                        (x + 24 * zoom, base + 22 * zoom),
                    ],
                    clear("#ffffff", 0.6),
                    3,
                )
            for i in range(5):
                p.curve(
                    [
                        (x0 - 260 * zoom - i * 14, base + 6 * zoom + i * 8),
                        (x0, base + 10 * zoom + i * 10),
                        (x0 + 230 * zoom, base + 5 * zoom + i * 7),
                    ],
                    clear("#ffffff", 0.26),
                    2.6,
                )
    gulls(c, (200, 120, 1100, 320), 7, "#5f747c", 20)
    c.finish(bloom=0.12, vignette=0.25)


@scene("under-the-bridge")
def under_the_bridge(c: Canvas) -> None:
    """Draw an eight in the shade of the high bridge."""
    c.wash(
        [
            (0, ["#9fc0cc", "#b4cccf"]),
            (420, ["#e0e4d6", "#f4e8cc"]),
            (600, ["#fff0cf", "#fff0cf"]),
            (1067, ["#fff0cf"]),
        ]
    )
    sun(c, 800, 470, 40, "#fffdf0", "#ffe6b0", 0.8)
    land(c, 590, 50, 1.3, "#9aa796", "#e8e2c4", bottom=594)
    tree_line(c, 592, 110, "#8c9a86", x0=0, x1=1600)
    with c.pen(fade=("#fff0cf", 300, 640, 0.2, 0.55)) as p:
        far_town(p, c.rng, 560, 1060, 592, 130, "#8f9c98", church=900)
    with c.pen(fade=("#e8e2c8", 100, 660, 0.0, 0.4), texture=0.15) as p:
        for k in range(4):
            grow = 1 - k / 4
            half = 330 + 470 * grow
            wide = 70 + 210 * grow
            tone = mix("#7f8a8a", "#2c3840", grow)
            top = 300 - 260 * grow
            for side in (-1, 1):
                x = 800 + side * half
                p.poly(
                    [
                        (x, top),
                        (x + side * wide, top),
                        (x + side * wide * 1.1, 700 + 60 * grow),
                        (x, 620 + 120 * grow),
                    ],
                    tone,
                )
                p.poly(
                    [
                        (x, top),
                        (x + side * wide * 0.16, top),
                        (x + side * wide * 0.16, 640 + 120 * grow),
                        (x, 620 + 120 * grow),
                    ],
                    mix(tone, "#fff0cf", 0.25),
                )
    with c.pen(texture=0.15) as p:
        p.poly([(0, 0), (1600, 0), (1210, 300), (390, 300)], "#26323a")
        for k in range(7):
            t = k / 6
            p.line([(-100 + k * 300, -20), (404 + k * 132, 296)], "#3a4850", 16 - 8 * abs(t - 0.5))
        for k in range(6):
            y = 290 - (k / 5) ** 0.6 * 270
            left = 390 - (300 - y) * 1.3
            p.line([(left, y), (1600 - left, y)], "#1b252c", 7 + k * 4)
        p.line([(390, 302), (1210, 302)], "#57656a", 8)
    water(c, 604, tint="#1c3440", depth=0.45, waves=1.2, shine="#fff6dc", shine_strength=0.4)
    sun_path(c, 800, 612, "#fff0c4", spread=170, strength=0.55)
    with c.pen(blur=40, opacity=0.5) as p:
        p.poly([(0, 760), (1600, 760), (1600, 1067), (0, 1067)], "#0a171e")
    c.afloat(
        820,
        830,
        2.0,
        lambda p: shell(p, 8, "#1d3a48", "#7c5a48", "#27414e", blade="#e0a93c", lean=0.25),
        mirror=0.5,
    )
    with c.pen() as p:
        for k in range(8):
            x = 820 + (-297 + 90 + 58 * (k + 0.4) - 74) * 2.0
            p.curve([(x - 34, 874), (x, 866), (x + 34, 874)], clear("#fff4d8", 0.55), 3)
        for i in range(4):
            p.curve(
                [(120 - i * 20, 852 + i * 9), (800, 862 + i * 11), (1500, 850 + i * 8)],
                clear("#fff4d8", 0.25),
                2.6,
            )
    with c.pen() as p:
        for k in range(6):
            gull(p, 560 + k * 90, 390 + 30 * math.sin(k * 2), 16, "#5d6d70")
    c.finish(bloom=0.35, vignette=0.4)
