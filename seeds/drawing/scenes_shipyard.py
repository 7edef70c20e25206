"""Scenes in the shipyard."""

from __future__ import annotations

import math

from .canvas import Canvas, clear, mix
from .nature import smoke
from .people import person
from .registry import scene


@scene("shipyard")
def shipyard(c: Canvas) -> None:  # noqa: PLR0912
    """Draw the building hall: wooden frames of a ferry in shafts of light."""
    x: float
    y: float
    c.wash(
        [
            (0, ["#4a3a30", "#5c4a3a", "#6b563f"]),
            (420, ["#8c6f50", "#b5905f", "#c9a06a"]),
            (760, ["#6f543c", "#8a6a48", "#8a6a48"]),
            (1067, ["#3a2a20"]),
        ]
    )
    with c.pen(fade=("#f0d09a", 60, 800, 0.12, 0.45)) as p:
        p.poly([(420, 300), (800, 150), (1180, 300), (1180, 700), (420, 700)], "#6b543f")
        for k in range(8):
            x = 452 + k * 90
            p.rect(x, 330, 66, 190, "#fff0cc")
            p.rect(x + 31, 330, 4, 190, "#6b543f")
            p.rect(x, 420, 66, 4, "#6b543f")
        p.poly([(600, 260), (800, 182), (1000, 260), (1000, 300), (600, 300)], "#ffeec4")
    with c.pen(fade=("#e8c48a", 0, 800, 0.0, 0.25)) as p:
        for k in range(5):
            grow = k / 4
            left, right, top, foot = 420 - 440 * grow, 1180 + 440 * grow, 300 - 250 * grow, 700 + 260 * grow
            peak = 150 - 300 * grow
            wide = 10 + 20 * grow
            tone = mix("#7a5c40", "#38281e", grow)
            p.line([(left, foot), (left, top), (800, peak), (right, top), (right, foot)], tone, wide)
            p.line([(left, top + 30), (right, top + 30)], tone, wide * 0.7)
            p.line([(800, peak), (800, top + 30)], tone, wide * 0.6)
            for side in (-1, 1):
                p.line([(800, top + 30), (800 + side * (right - 800) * 0.5, (top + peak) / 2)], tone, wide * 0.55)
    with c.pen(blur=14, light=True, opacity=0.55) as p:
        for k in range(7):
            x = 470 + k * 100
            p.poly([(x, 330), (x + 60, 330), (x - 120, 1067), (x - 330, 1067)], clear("#ffe0a0", 0.16))
    with c.pen(texture=0.2) as p:
        p.poly([(0, 860), (420, 700), (1180, 700), (1600, 860), (1600, 1067), (0, 1067)], "#9a7850")
        for k in range(19):
            x = -400 + k * 130
            p.line([(800 + (x - 800) * 0.46, 700), (x, 1067)], "#7c5e3e", 2.4)
    # The hull: frames seen from the bow, growing towards us.
    for k in range(9):
        grow = k / 8
        wide, top, keel = 150 + 330 * math.sin(grow * 1.35), 520 - 96 * grow, 770 + 150 * grow
        x = 800
        points = []
        for i in range(-10, 11):
            t = i / 10
            points.append((x + wide * t, keel - (keel - top) * abs(t) ** 2.6))
        with c.pen(fade=("#ffdf9e", 400, 980, 0.42 * (1 - grow), 0.22 * (1 - grow))) as p:
            p.line(points, "#b5793c", 11 + 15 * grow)
            p.line([(px - 3, py - 4 - 3 * grow) for px, py in points], "#e8b874", 3 + 3 * grow)
            p.line([(x - wide - 6, top), (x + wide + 6, top)], "#a86f38", 6 + 6 * grow)
    with c.pen() as p:
        for share in (0.3, 0.62, 0.86):
            for side in (-1, 1):
                plank = []
                for k in range(9):
                    grow = k / 8
                    wide, top, keel = 150 + 330 * math.sin(grow * 1.35), 520 - 96 * grow, 770 + 150 * grow
                    plank.append((800 + side * wide * share, keel - (keel - top) * share**2.6))
                p.line(plank, "#d99a52", 12)
                p.line([(px, py - 5) for px, py in plank], "#f4cc8c", 3)
        p.line([(800, 770), (800, 926)], "#8a5528", 26)
        for x, y in ((560, 940), (690, 952), (910, 952), (1040, 940)):
            p.rect(x - 30, y - 10, 60, 60, "#6b4a2c")
            p.rect(x - 30, y - 10, 60, 8, "#9a7044")
        # Scaffold and people.
        for side in (-1, 1):
            x = 800 + side * 560
            p.rect(x - 130, 690, 260, 14, "#7a5a38")
            for dx in (-120, 110):
                p.rect(x + dx, 560, 9, 400, "#5a4430")
            p.line([(x - 116, 950), (x + 114, 704)], "#5a4430", 6)
        person(p, c.rng, 240, 690, 190, coat="#2f5a78", hat="#e0a93c", arm=0.24)
        person(p, c.rng, 1330, 690, 186, coat="#b5483a", hair="#c7a15a", arm=0.18, skirt=False)
        person(p, c.rng, 1410, 690, 196, coat="#3f6f5c", hat="#e0a93c")
        person(p, c.rng, 400, 1010, 214, coat="#c9863f", hair="#3a2a20", stride=0.6, arm=0.1)
        person(p, c.rng, 1190, 1020, 206, coat="#4a5a6c", hair="#d9d4cc")
        p.line([(1216, 900), (1250, 1016)], "#c79a6a", 6)
        p.poly([(1232, 1014), (1274, 1014), (1284, 1040), (1226, 1040)], "#c2a060")
        p.rect(120, 960, 220, 16, "#8a6238")
        for x in (140, 306):
            p.line([(x, 976), (x - 18, 1067)], "#5a4028", 10)
        for k in range(4):
            p.poly(
                [
                    (90 + k * 6, 950 - k * 13),
                    (390 + k * 4, 950 - k * 13),
                    (390 + k * 4, 961 - k * 13),
                    (90 + k * 6, 961 - k * 13),
                ],
                mix("#e2b36c", "#b5813f", k / 4),
            )
        for _ in range(130):
            x, y = c.rng.gauss(1250, 150), 1042 + c.rng.gauss(0, 12)
            p.curve([(x, y), (x + 6, y - 7), (x + 13, y - 1)], "#f0cf94", 2.4)
    with c.pen(light=True) as p:
        for _ in range(240):
            p.dot(
                c.rng.uniform(200, 1400),
                c.rng.uniform(200, 980),
                c.rng.uniform(0.7, 2.4),
                clear("#fff2cf", c.rng.uniform(0.15, 0.6)),
            )
    c.glow(800, 330, 620, "#ffdf9c", 0.42, 2)
    c.finish(bloom=0.35, vignette=0.36)


@scene("welding")
def welding(c: Canvas) -> None:
    """Sparks in a dark hall."""
    c.wash(
        [
            (0, ["#101a26", "#16242f", "#0d1720"]),
            (560, ["#1f3542", "#2c4a56", "#1a2c38"]),
            (1067, ["#0b1219"]),
        ]
    )
    with c.pen(fade=("#2f5562", 60, 760, 0.1, 0.3)) as p:
        for k in range(9):
            x = k * 200 - 20
            p.rect(x, 0, 26, 760, "#17262f")
            p.rect(x + 60, 130, 90, 170, "#3f6b78")
            p.rect(x + 102, 130, 5, 170, "#17262f")
            p.rect(x + 60, 212, 90, 5, "#17262f")
        p.rect(0, 70, 1600, 34, "#1c2e38")
        p.rect(1000, 104, 170, 46, "#c79a2c")
        p.line([(1086, 150), (1086, 380)], "#0d171e", 4)
        p.curve([(1086, 380), (1106, 404), (1086, 420), (1070, 404)], "#0d171e", 8)
    with c.pen(texture=0.3, fade=("#06090d", 800, 1067, 0.0, 0.7)) as p:
        p.rect(0, 800, 1600, 267, "#25323a")
        for y in (850, 930, 1020):
            p.line([(0, y), (1600, y)], "#1a252c", 3)
    sx, sy = 930, 640
    with c.pen(texture=0.2) as p:
        # A buffer of steel on trestles.
        p.rect(560, 650, 720, 46, "#4f6570")
        p.rect(560, 650, 720, 9, "#8aa0a8")
        p.rect(640, 560, 160, 92, "#5c737e")
        p.rect(640, 560, 160, 9, "#93a9b0")
        p.rect(1060, 520, 190, 132, "#56707c")
        p.rect(1060, 520, 190, 9, "#93a9b0")
        for x in (1084, 1130, 1176, 1222):
            p.dot(x, 590, 12, "#2c3d46")
        p.dot(1290, 600, 64, "#2b3238")
        p.rect(1240, 580, 60, 40, "#3a464e")
        for x in (620, 1200):
            p.poly([(x - 60, 900), (x - 40, 900), (x + 8, 696), (x - 14, 696)], "#33434c")
            p.poly([(x + 60, 900), (x + 40, 900), (x - 14, 696), (x + 8, 696)], "#2a3841")
    c.glow(sx, sy, 900, "#5fb0e0", 0.42, 2)
    c.glow(sx, sy, 520, "#ffb45c", 0.5, 2.2)
    with c.pen() as p:
        # The welder, kneeling, lit from the right.
        p.shape([(560, 900), (566, 800), (610, 712), (660, 700), (690, 760), (700, 900), (560, 900)], "#26313b", 6)
        p.shape(
            [
                (600, 730),
                (606, 600),
                (650, 520),
                (720, 500),
                (772, 540),
                (784, 620),
                (740, 720),
                (680, 744),
                (600, 730),
            ],
            "#2f4456",
            8,
        )
        p.shape([(740, 520), (776, 548), (784, 620), (750, 700), (742, 640), (740, 520)], "#c78a52", 6)
        p.shape([(700, 830), (720, 752), (790, 740), (812, 800), (806, 900), (720, 900), (700, 830)], "#26313b", 6)
        p.line([(740, 560), (830, 640), (890, 650)], "#3a546a", 44)
        p.line([(752, 548), (838, 626), (884, 636)], "#d89a5c", 6)
        p.dot(894, 646, 27, "#8c5a34")
        p.line([(900, 640), (926, 640)], "#16191c", 11)
        p.curve([(890, 660), (840, 800), (700, 900), (520, 940), (200, 960)], "#101418", 9)
        p.shape(
            [
                (676, 500),
                (664, 430),
                (700, 370),
                (760, 366),
                (800, 400),
                (812, 470),
                (790, 530),
                (720, 540),
                (676, 500),
            ],
            "#1a2026",
            8,
        )
        p.shape([(742, 400), (802, 400), (822, 470), (800, 528), (752, 520), (742, 400)], "#2c353d", 6)
        p.rect(772, 432, 40, 36, "#e8b05a")
        p.rect(778, 438, 34, 24, "#fff0c0")
        p.shape([(690, 380), (760, 366), (800, 398), (760, 384), (690, 392)], "#e8a552", 5)
        for x, tall in ((150, 260), (1460, 250)):
            person(p, c.rng, x, 850, tall, coat="#39505c", hat="#e0a93c", shade=0.45, tone="#0d171e")
    with c.pen(light=True) as p:
        for _ in range(620):
            angle = c.rng.gauss(0.9, 0.75)
            reach = 460 * c.rng.random() ** 1.5 + 8
            px, py = sx + math.cos(angle) * reach, sy + math.sin(angle) * reach * 0.8 + reach * reach / 1100
            if py > 1010:
                py = 1010 - (py - 1010) * 0.3
            tail = 6 + 30 * c.rng.random()
            p.line(
                [(px - math.cos(angle) * tail, py - math.sin(angle) * tail * 0.9 - tail * 0.1), (px, py)],
                mix("#ff8c2c", "#fff0c0", c.rng.random()),
                c.rng.uniform(1, 3),
            )
        for _ in range(120):
            angle = c.rng.uniform(-math.pi, 0.2)
            reach = 300 * c.rng.random() ** 2
            px, py = sx + math.cos(angle) * reach, sy + math.sin(angle) * reach
            p.line(
                [(sx + math.cos(angle) * reach * 0.8, sy + math.sin(angle) * reach * 0.8), (px, py)],
                mix("#ffb45c", "#ffffff", c.rng.random()),
                1.5,
            )
    c.glow(sx, sy, 230, "#bfe4ff", 0.9, 2.4)
    c.glow(sx, sy, 60, "#ffffff", 1, 1.3)
    c.glow(sx + 40, 1000, 420, "#ff9a45", 0.3, 2)
    smoke(c, [(930, 600), (960, 470), (920, 340), (1000, 180)], 14, 80, "#8fb0be", 0.2)
    c.finish(bloom=0.45, vignette=0.42)
