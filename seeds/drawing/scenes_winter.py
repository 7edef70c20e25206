"""Scenes of winter: the northern lights, the railway in the snow."""

from __future__ import annotations

import math

from .canvas import Canvas, Colour, clear, mix, spline
from .houses import far_town
from .nature import (
    aurora,
    clouds,
    grass,
    land,
    ridge,
    smoke,
    snow,
    stars,
    sun,
    tree,
    tree_line,
    water,
)
from .people import person
from .quays import lighthouse
from .registry import scene
from .train import carriage, locomotive


@scene("aurora")
def aurora_scene(c: Canvas) -> None:
    """Draw green bands over the salt marsh."""
    c.wash(
        [
            (0, ["#070b22", "#0b1030"]),
            (400, ["#0d2440", "#123048"]),
            (640, ["#1f5058", "#2a5f60"]),
            (1067, ["#0a1a24"]),
        ]
    )
    stars(c, 640, 700)
    aurora(
        c,
        spline([(-60, 470), (260, 400), (560, 520), (860, 430), (1180, 500), (1660, 380)], 30),
        520,
        "#5cf0a0",
        "#8a3fc4",
        0.62,
    )
    aurora(
        c,
        spline([(-60, 600), (400, 590), (800, 610), (1200, 560), (1660, 590)], 30),
        260,
        "#7cf5b0",
        "#3fa8b8",
        0.5,
    )
    aurora(c, spline([(300, 330), (700, 260), (1100, 330), (1660, 210)], 30), 330, "#52d890", "#c2408f", 0.32)
    land(c, 676, 26, 1.2, "#0a1c26", bottom=684)
    with c.pen() as p:
        p.at(1290, 676, 0.52)
        lighthouse(p, red="#3a1c26", white="#31444c", dark="#0a141c", lamp="#fff0c4")
    c.glow(1290, 499, 130, "#ffe6a8", 0.9, 2.5)
    c.glow(1290, 499, 26, "#fffbe6", 1, 1.4)
    water(c, 682, tint="#061420", depth=0.22, waves=0.7, shine="#a8ffd8", shine_strength=0.16)
    with c.pen(texture=0.2) as p:
        for k in range(26):
            share = (k / 25) ** 1.4
            y = 700 + share * 380
            x = c.rng.choice((c.rng.uniform(-200, 560), c.rng.uniform(1000, 1800)))
            wide, high = (90 + 380 * share) * c.rng.uniform(0.7, 1.2), 6 + 40 * share
            p.shape(
                [
                    (x - wide, y),
                    (x - wide * 0.3, y - high * 0.6),
                    (x + wide * 0.5, y - high * 0.4),
                    (x + wide, y + 2),
                    (x + wide * 0.3, y + high * 0.7),
                    (x - wide * 0.5, y + high * 0.6),
                    (x - wide, y),
                ],
                mix("#0c2228", "#07121a", c.rng.random()),
                8,
            )
    with c.pen() as p:
        grass(p, c.rng, -40, 700, 1080, 170, ["#061016", "#0a1a1e", "#10282a"], 380)
        grass(p, c.rng, 1000, 1640, 1085, 200, ["#061016", "#0a1a1e", "#10282a"], 330)
        p.poly(
            [(0, 1067), *spline([(0, 948), (380, 930), (800, 950), (1160, 990), (1600, 1010)]), (1600, 1067)],
            "#061016",
        )
        for x, y, tall in (
            (610, 942, 150),
            (672, 944, 140),
            (712, 947, 88),
            (452, 936, 148),
            (900, 962, 146),
            (842, 958, 150),
        ):
            person(
                p,
                c.rng,
                x,
                y,
                tall,
                coat="#081219",
                skin="#0e1d24",
                hair="#081219",
                shade=0.8,
                tone="#050d12",
                arm=0.36 if x == 672 else None,
            )
    c.finish(bloom=0.45, vignette=0.34)


@scene("steam-train")
def steam_train(c: Canvas) -> None:
    """Draw the old engine under full steam in the snow."""
    c.wash(
        [
            (0, ["#3f6690", "#54779c"]),
            (320, ["#7f9fbc", "#a3b4c4"]),
            (520, ["#e8cdb8", "#f8d2ac"]),
            (620, ["#fbe8d4", "#fbe4c8"]),
            (1067, ["#eef1f4"]),
        ]
    )
    clouds(c, 0, 460, "#c9d3de", "#6f8caa", cover=0.42, stretch=4, size=4, opacity=0.8)
    sun(c, 1360, 430, 36, "#fffaf0", "#ffd8a8", 0.7)
    land(c, 640, 50, 1.3, "#a3b0bd", "#dfe2e4", bottom=650, texture=0.1)
    tree_line(c, 640, 80, "#8c9aa8")
    with c.pen(fade=("#e4e4e6", 500, 650, 0.2, 0.5)) as p:
        far_town(p, c.rng, 60, 420, 640, 90, "#7f8c9c", church=230)
    with c.pen(fade=("#b4c6d8", 640, 1067, 0.0, 0.75), texture=0.1) as p:
        p.poly([(0, 1067), *ridge(c, 690, 40, 0.9), (1600, 1067)], "#f7f6f4")
    with c.pen() as p:
        for x, size in ((150, 330), (330, 260), (1500, 360)):
            tree(p, c.rng, x, 740, size, "#54555f", [])
        for k in range(14):
            x = 20 + k * 126
            p.rect(x, 712, 9, 54, "#5a5148")
            p.oval(x + 4, 712, 9, 4, "#ffffff")
        p.line([(0, 730), (1600, 730)], "#6b6258", 3)
        p.line([(0, 750), (1600, 750)], "#6b6258", 3)
    smoke(
        c,
        [(1243, 584), (1205, 500), (1090, 420), (900, 360), (680, 325), (360, 290), (20, 260)],
        36,
        130,
        "#f4f2f0",
        0.95,
    )
    with c.pen(texture=0.1) as p:
        p.poly([(0, 838), (1600, 838), (1600, 930), (0, 950)], "#dfe6ee")
        p.rect(0, 832, 1600, 8, "#5f5650")
        p.rect(0, 842, 1600, 5, "#8c9aa8")
    with c.pen() as p:
        for k in range(3):
            p.at(560 - k * 425, 836, 1.38)
            carriage(p, "#6b2f34" if k % 2 == 0 else "#2f4f45", "#f2f4f6")
        p.at(1010, 836, 1.42)
        locomotive(p)
        p.home()
        # The snow plough throws up a wave.
        p.shape([(1296, 836), (1300, 780), (1330, 770), (1380, 836), (1296, 836)], "#33393f", 5)
    c.glow(1286, 664, 300, "#ffe8b4", 0.7, 2.2)
    c.glow(1286, 664, 60, "#fffdf0", 1, 1.5)
    c.glow(912, 668, 90, "#ffb85a", 0.7, 2.2)
    with c.pen(blur=2, opacity=0.9) as p:
        for _ in range(420):
            reach = 190 * c.rng.random() ** 0.8
            rise = (reach / 190) ** 0.5 * 105 * (1 - 0.75 * reach / 190) * 2.2
            size = c.rng.uniform(2, 15) * (1 - 0.6 * reach / 190)
            p.dot(1322 + reach, 842 - rise * c.rng.random(), size, clear("#ffffff", 0.8))
    smoke(c, [(1180, 826), (1140, 850), (1060, 856), (940, 852)], 12, 36, "#f2f4f6", 0.75)
    smoke(c, [(900, 830), (840, 846), (760, 850)], 8, 24, "#f2f4f6", 0.6)
    with c.pen(fade=("#b9cadb", 900, 1067, 0.0, 0.6), texture=0.1) as p:
        p.poly([(0, 1067), *ridge(c, 930, 50, 1.6), (1600, 1067)], "#fbfbfb")
    with c.pen() as p:
        grass(p, c.rng, -20, 1620, 1070, 110, ["#a08a66", "#8a7656", "#c2ab80"], 130)
    snow(c, 900, near=16, wind=0.3)
    c.finish(bloom=0.3, vignette=0.22)


@scene("shunting-engine")
def shunting_engine(c: Canvas) -> None:
    """Draw the little engine, snowed in at the water crane, at night."""
    c.wash(
        [
            (0, ["#141d3c", "#1c284c"]),
            (400, ["#33456f", "#3f5078"]),
            (620, ["#5f6f92", "#6c7a98"]),
            (1067, ["#8c9ab4"]),
        ]
    )
    with c.pen(fade=("#5f6f92", 300, 720, 0.1, 0.4)) as p:
        far_town(p, c.rng, -20, 700, 690, 140, "#2a3558", lit=0.4, church=420)
    tree_line(c, 694, 110, "#33405f", x0=0, x1=700)
    with c.pen(texture=0.14) as p:
        p.rect(900, 300, 720, 420, "#6b4444")
        p.poly([(850, 320), (1250, 150), (1660, 300), (1660, 330), (900, 330)], "#e4eaf2")
        p.poly([(870, 322), (1250, 168), (1640, 318), (1640, 350), (1250, 196), (870, 346)], "#4a3038")
        for k in range(16):
            for row in range(9):
                if c.rng.random() < 0.22:
                    p.rect(910 + k * 44, 350 + row * 40, 34, 12, clear("#4f3034", 0.6))
        for x in (980, 1290):
            p.rect(x, 420, 210, 300, "#2c2430")
            p.rect(x + 8, 430, 92, 290, "#5a3a34")
            p.rect(x + 110, 430, 92, 290, "#5a3a34")
            for k in range(3):
                p.rect(x + 22 + k * 22, 450, 16, 50, "#ffc878")
                p.rect(x + 124 + k * 22, 450, 16, 50, "#ffc878")
        p.dot(1250, 290, 34, "#e4d8c4")
        p.dot(1250, 290, 27, "#ffd890")
    c.glow(1085, 475, 210, "#ffb050", 0.45, 2.2)
    c.glow(1395, 475, 210, "#ffb050", 0.45, 2.2)
    with c.pen(fade=("#7f93b8", 720, 1067, 0.0, 0.6), texture=0.1) as p:
        p.poly([(0, 1067), *ridge(c, 730, 26, 0.8), (1600, 1067)], "#dfe7f2")
    with c.pen() as p:
        for y, tone in ((838, "#4f566a"), (850, "#39405a")):
            p.line([(0, y), (1600, y)], tone, 6)
        # The engine.
        p.at(620, 842, 1.55)
        black, red = "#232833", "#a83a34"
        for x in (-90, 0, 90):
            p.dot(x, -32, 33, red)
            p.dot(x, -32, 25, mix(red, "#000000", 0.45))
            for k in range(8):
                angle = k * math.tau / 8
                p.line([(x, -32), (x + math.cos(angle) * 28, -32 + math.sin(angle) * 28)], red, 4)
            p.dot(x, -32, 7, "#d4a951")
        p.line([(-92, -24), (92, -24)], "#8a939c", 8)
        p.rect(-180, -66, 370, 16, red)
        p.rect(-70, -152, 240, 88, "#2f5a48")
        p.oval(170, -108, 16, 44, "#24483a")
        p.rect(-60, -180, 200, 40, "#3a6a54")
        for x in (-40, 30, 100):
            p.rect(x, -152, 6, 88, "#d4a951")
        p.rect(-172, -206, 106, 142, "#2f5a48")
        p.rect(-156, -190, 42, 50, "#ffcf86")
        p.rect(-106, -190, 28, 50, "#ffcf86")
        p.poly([(122, -180), (150, -180), (154, -236), (118, -236)], black)
        p.rect(114, -242, 44, 10, "#d4a951")
        p.shape([(30, -180), (34, -204), (52, -210), (70, -204), (74, -180), (30, -180)], "#d4a951", 6)
        p.rect(182, -70, 22, 34, black)
        p.dot(208, -52, 13, "#4a5260")
        p.rect(-204, -70, 22, 34, black)
        p.dot(182, -156, 12, "#fff0c4")
        white: Colour = "#f7fafd"
        p.shape([(-190, -206), (-184, -226), (-120, -236), (-60, -224), (-50, -206), (-190, -206)], white, 6)
        p.shape(
            [
                (-62, -178),
                (-40, -194),
                (20, -196),
                (40, -212),
                (62, -212),
                (80, -194),
                (116, -192),
                (142, -178),
                (-62, -178),
            ],
            white,
            6,
        )
        p.shape([(112, -240), (120, -256), (150, -256), (160, -240), (112, -240)], white, 6)
        p.shape([(-190, -64), (-160, -74), (180, -74), (206, -66), (206, -60), (-190, -60), (-190, -64)], white, 6)
        p.shape([(170, -164), (178, -176), (192, -172), (196, -160), (170, -164)], white, 5)
        # The water crane and its lantern.
        p.home()
        p.rect(1046, 460, 20, 390, "#1d2436")
        p.line([(1056, 480), (900, 480)], "#1d2436", 18)
        p.curve([(902, 476), (880, 490), (876, 540)], "#1d2436", 18)
        p.shape([(890, 470), (960, 458), (1070, 462), (1070, 470), (890, 472)], white, 6)
        for k in range(5):
            p.poly(
                [(884 + k * 34, 488), (894 + k * 34, 488), (889 + k * 34, 520 + 26 * (k % 3))],
                clear("#eaf4ff", 0.9),
            )
        p.rect(1038, 420, 36, 44, "#ffe6ac")
        p.poly([(1032, 422), (1080, 422), (1056, 398)], "#1d2436")
        p.shape(
            [(1028, 420), (1040, 404), (1056, 392), (1072, 404), (1084, 420), (1056, 412), (1028, 420)],
            white,
            5,
        )
    c.glow(1056, 442, 380, "#ffc470", 0.8, 2.2)
    c.glow(1056, 442, 60, "#fff6dc", 1, 1.5)
    c.glow(902, 600, 150, "#ffe6b0", 0.5, 2.3)
    c.glow(420, 590, 150, "#ffb85a", 0.55, 2.2)
    with c.pen(fade=("#8ca0c4", 850, 1067, 0.0, 0.55), texture=0.1) as p:
        p.poly([(0, 1067), *ridge(c, 868, 30, 1.4), (1600, 1067)], "#eef3fa")
        p.shape(
            [
                (280, 870),
                (330, 820),
                (420, 812),
                (500, 830),
                (640, 846),
                (800, 836),
                (930, 826),
                (1020, 850),
                (1080, 880),
                (280, 880),
            ],
            "#eef3fa",
            8,
        )
    with c.pen() as p:
        for k in range(9):
            x, y = 1180 + k * 36, 1010 - k * 16
            p.oval(x, y, 12, 5, "#a3b4d0")
            p.oval(x + 14, y + 10, 12, 5, "#a3b4d0")
        person(p, c.rng, 1500, 872, 190, coat="#3a4f6c", hat="#c2503a", shade=0.25, tone="#1d2436")
        p.line([(1530, 770), (1552, 880)], "#8c6a46", 6)
        p.poly([(1536, 870), (1570, 866), (1566, 910), (1540, 912)], "#55606e")
    snow(c, 1000, near=22, wind=0.1)
    c.finish(bloom=0.45, vignette=0.36)
