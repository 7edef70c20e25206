"""The list of scenes: a name, a size and the function that draws it."""

from __future__ import annotations

from collections.abc import Callable

from .canvas import Canvas

LANDSCAPE = 1600, 1067
PORTRAIT = 1067, 1600
PANORAMA = 2000, 860

Painter = Callable[[Canvas], None]
SCENES: dict[str, tuple[tuple[int, int], Painter]] = {}


def scene(name: str, size: tuple[int, int] = LANDSCAPE) -> Callable[[Painter], Painter]:
    """Put a painter on the list under its name."""

    def enter(painter: Painter) -> Painter:
        SCENES[name] = size, painter
        return painter

    return enter
