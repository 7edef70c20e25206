"""The seal on the ramp of the ferry."""

from __future__ import annotations

from .canvas import Canvas, clear
from .nature import (
    clouds,
    gull,
    sun,
    tree_line,
    water,
)
from .people import person
from .registry import scene
from .ships import ferry


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
