"""A locomotive and its carriages."""

from __future__ import annotations

import math

from .canvas import Colour, Pen, clear, mix


def locomotive(p: Pen, body: Colour = "#20252b", red: Colour = "#b0392f", brass: Colour = "#d4a951") -> None:
    """Draw a steam engine with its tender, 430 long, front to the right."""
    p.rect(-210, -34, 420, 12, body)
    for x, radius in ((60, 27), (0, 27), (-60, 27), (130, 17), (172, 17), (-130, 18), (-180, 18)):
        p.dot(x, -radius, radius, red)
        p.dot(x, -radius, radius * 0.78, mix(red, "#000000", 0.35))
        for i in range(6):
            angle = i * math.tau / 6 + 0.3
            p.line(
                [
                    (x, -radius),
                    (x + math.cos(angle) * radius * 0.85, -radius + math.sin(angle) * radius * 0.85),
                ],
                red,
                3,
            )
        p.dot(x, -radius, radius * 0.22, brass)
    p.line([(-64, -22), (62, -30), (150, -36)], "#9aa3a8", 6)
    p.rect(132, -58, 48, 27, body)
    p.rect(-30, -112, 216, 66, body)
    p.oval(186, -79, 14, 33, mix(body, "#ffffff", 0.12))
    p.rect(-30, -112, 216, 9, mix(body, "#ffffff", 0.22))
    for x in (10, 62, 112, 160):
        p.rect(x, -112, 5, 66, brass)
    p.poly([(150, -112), (178, -112), (182, -166), (146, -166)], body)
    p.rect(142, -172, 44, 9, brass)
    p.shape([(84, -112), (88, -134), (104, -140), (120, -134), (124, -112), (84, -112)], brass, 6)
    p.shape(
        [(28, -112), (32, -128), (46, -132), (60, -128), (64, -112), (28, -112)],
        mix(body, "#ffffff", 0.15),
        6,
    )
    p.rect(-96, -148, 70, 114, body)
    p.poly([(-106, -150), (-18, -150), (-26, -164), (-98, -164)], mix(body, "#ffffff", 0.16))
    p.rect(-84, -134, 44, 36, "#ffca76")
    p.rect(-84, -134, 44, 36, clear("#7a3e14", 0.25))
    p.rect(-94, -70, 66, 5, red)
    p.rect(-212, -104, 104, 72, body)
    p.shape([(-206, -104), (-186, -122), (-160, -116), (-136, -124), (-112, -104), (-206, -104)], "#0d0f12", 5)
    p.rect(-208, -70, 96, 4, red)
    p.poly([(190, -36), (214, -36), (232, -4), (190, -4)], red)
    p.dot(194, -120, 10, "#fff1c4")
    p.rect(184, -112, 20, 6, body)


def carriage(p: Pen, body: Colour, roof: Colour, *, windows: Colour = "#ffcf86") -> None:
    """Draw a passenger car, 300 long."""
    for x in (-110, -76, 76, 110):
        p.dot(x, -15, 15, "#2b2522")
        p.dot(x, -15, 6, "#6a5f58")
    p.rect(-150, -36, 300, 12, "#2b2522")
    p.rect(-148, -112, 296, 78, body)
    p.rect(-148, -62, 296, 4, mix(body, "#f4e3b2", 0.6))
    p.shape([(-156, -112), (-150, -126), (0, -131), (150, -126), (156, -112), (-156, -112)], roof, 6)
    for x in range(-128, 120, 34):
        p.rect(x, -101, 24, 30, windows)
        p.rect(x, -88, 24, 2, mix(body, windows, 0.3))
    for x in (-146, 132):
        p.rect(x, -106, 14, 70, mix(body, "#000000", 0.25))
