"""People, from the front and from behind."""

from __future__ import annotations

import math
import random

from .canvas import Colour, Pen, clear, mix

COATS: tuple[Colour, ...] = (
    "#2f4858",
    "#8c3f3a",
    "#c9963f",
    "#3f6f68",
    "#5b4b6e",
    "#b5613f",
    "#33425c",
    "#d2c5a8",
)


SKINS: tuple[Colour, ...] = ("#e3b491", "#c98f68", "#8d5b3e", "#f0cdb0", "#6f452f")


HAIRS: tuple[Colour, ...] = ("#3a2a20", "#1f1a1c", "#8a5a34", "#c7a15a", "#d9d4cc", "#5a4032")


def person(
    p: Pen,
    rng: random.Random,
    x: float,
    y: float,
    tall: float,
    *,
    coat: Colour | None = None,
    skin: Colour | None = None,
    hair: Colour | None = None,
    stride: float = 0.0,
    arm: float | None = None,
    hat: Colour | None = None,
    shade: float = 0.0,
    tone: Colour = "#1a2430",
    skirt: bool = False,
) -> None:
    """Draw somebody standing or walking; `arm` lifts an arm (in turns from hanging down)."""

    def dim(colour: Colour) -> Colour:
        return mix(colour, tone, shade)

    wear = dim(coat or rng.choice(COATS))
    face = dim(skin or rng.choice(SKINS))
    locks = dim(hair or rng.choice(HAIRS))
    legs = dim(rng.choice(("#26303c", "#3b3f4a", "#4a4038", "#2d3b4d")))
    u = tall / 100
    for side in (-1, 1):
        foot = x + side * (3 + stride * 11) * u
        p.poly(
            [
                (x + side * 1 * u - 4.4 * u, y - 46 * u),
                (x + side * 1 * u + 4.4 * u, y - 46 * u),
                (foot + 3.6 * u, y - 2 * u),
                (foot - 3.6 * u, y - 2 * u),
            ],
            legs,
        )
        p.oval(foot + 1.5 * u, y - 1.8 * u, 5.4 * u, 2.6 * u, mix(legs, "#000000", 0.4))
    hem = 13 if skirt else 10.5
    p.shape(
        [
            (x - hem * u, y - 40 * u),
            (x - 11 * u, y - 62 * u),
            (x - 11.5 * u, y - 76 * u),
            (x - 6 * u, y - 82 * u),
            (x + 6 * u, y - 82 * u),
            (x + 11.5 * u, y - 76 * u),
            (x + 11 * u, y - 62 * u),
            (x + hem * u, y - 40 * u),
            (x - hem * u, y - 40 * u),
        ],
        wear,
        5,
    )
    p.poly(
        [
            (x + 3 * u, y - 81 * u),
            (x + 11 * u, y - 76 * u),
            (x + hem * 0.95 * u, y - 40 * u),
            (x + 4 * u, y - 40 * u),
        ],
        clear("#000000", 0.13),
    )
    turn = 0.022 if arm is None else arm
    for side in (-1, 1):
        lift = turn if side == 1 or arm is None else 0.04
        angle = lift * math.tau
        elbow = (x + side * 10.5 * u + side * math.sin(angle) * 17 * u, y - 76 * u + math.cos(angle) * 17 * u)
        hand = (elbow[0] + side * math.sin(angle * 1.15) * 15 * u, elbow[1] + math.cos(angle * 1.15) * 15 * u)
        p.line([(x + side * 9 * u, y - 77 * u), elbow, hand], mix(wear, "#000000", 0.1), 6.2 * u)
        p.dot(hand[0], hand[1], 3.0 * u, face)
    p.rect(x - 2.6 * u, y - 86 * u, 5.2 * u, 6 * u, face)
    p.oval(x, y - 92 * u, 6.4 * u, 7.6 * u, face)
    p.shape(
        [
            (x - 6.8 * u, y - 90 * u),
            (x - 6.6 * u, y - 98 * u),
            (x, y - 101.5 * u),
            (x + 6.6 * u, y - 98 * u),
            (x + 6.8 * u, y - 90 * u),
            (x + 5 * u, y - 96 * u),
            (x - 5 * u, y - 96 * u),
            (x - 6.8 * u, y - 90 * u),
        ],
        locks,
        5,
    )
    if hat is not None:
        p.shape(
            [
                (x - 7.4 * u, y - 95 * u),
                (x - 6 * u, y - 103 * u),
                (x, y - 105 * u),
                (x + 6 * u, y - 103 * u),
                (x + 7.4 * u, y - 95 * u),
                (x - 7.4 * u, y - 95 * u),
            ],
            dim(hat),
            5,
        )
        p.dot(x, y - 105.5 * u, 2.6 * u, mix(dim(hat), "#ffffff", 0.4))


def back_person(p: Pen, rng: random.Random, x: float, y: float, tall: float, colour: Colour) -> None:
    """Draw somebody as a mere outline, seen from behind."""
    person(
        p,
        rng,
        x,
        y,
        tall,
        coat=colour,
        skin=colour,
        hair=colour,
        stride=rng.uniform(0, 0.5),
        shade=0.85,
        tone=colour,
    )
