"""Shapes: the largest part of a picture around its focal point, inside the picture, whatever is asked for."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.imaging.plan import SHAPES, THUMB
from articles.imaging.shapes import SMALLEST, NotACrop, box, checked, fraction

SIDES = st.integers(1, 20_000)
PART = st.floats(-1, 2, allow_nan=False)


@pytest.mark.parametrize(
    ("shape", "focal", "expected"),
    [
        pytest.param("1x1", (0.5, 0.5), (100, 0, 300, 200), id="the middle"),
        pytest.param("1x1", (0.0, 0.5), (0, 0, 200, 200), id="the left edge"),
        pytest.param("1x1", (1.0, 1.0), (200, 0, 400, 200), id="the right edge"),
        pytest.param("1x1", (0.4, 0.9), (60, 0, 260, 200), id="left of the middle"),
        pytest.param("16x9", (0.5, 0.5), (22, 0, 378, 200), id="wide"),
        pytest.param("4x5", (0.5, 0.5), (120, 0, 280, 200), id="upright"),
        pytest.param("thumb", (0.5, 0.5), (50, 0, 350, 200), id="the desk's"),
        pytest.param("", (0.1, 0.1), (0, 0, 400, 200), id="the whole"),
    ],
)
def test_the_part_lies_around_the_focal_point(shape: str, focal: Any, expected: Any) -> None:
    assert box(shape, (400, 200), focal) == expected


@given(shape=st.sampled_from([*SHAPES, "thumb"]), width=SIDES, height=SIDES, x=PART, y=PART)
def test_the_part_is_the_largest_and_inside(shape: str, width: int, height: int, x: float, y: float) -> None:
    left, top, right, bottom = box(shape, (width, height), (x, y))
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert right - left == width or bottom - top == height
    across, down = THUMB if shape == "thumb" else SHAPES[shape]
    # As near to the shape as whole pixels allow.
    assert abs((right - left) * down - (bottom - top) * across) <= max(across, down)


@given(shape=st.sampled_from([*SHAPES, ""]), width=SIDES, height=SIDES, own=st.lists(PART, min_size=4, max_size=4))
def test_a_crop_drawn_by_hand_is_inside_or_refused(shape: str, width: int, height: int, own: list[float]) -> None:
    try:
        drawn = checked(own)
    except NotACrop:
        with pytest.raises(NotACrop):
            box(shape, (width, height), own=own)
        return
    left, top, right, bottom = box(shape, (width, height), own=own)
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    slack = 1.001 / width, 1.001 / height
    made = fraction((left, top, right, bottom), (width, height))
    assert drawn[0] - slack[0] <= made[0] < made[2] <= drawn[2] + slack[0]
    assert drawn[1] - slack[1] <= made[1] < made[3] <= drawn[3] + slack[1]


def test_a_crop_drawn_by_hand_wins_over_the_focal_point() -> None:
    assert box("1x1", (400, 200), (0.0, 0.0), own=[0.5, 0.0, 1.0, 1.0]) == (200, 0, 400, 200)
    assert box("16x9", (400, 200), own=(0.5, 0.0, 1.0, 1.0)) == (200, 44, 400, 156)


@pytest.mark.parametrize(
    "own",
    [
        "0123", b"0123", 5, {}, [], [0, 0, 1], [0, 0, 1, 1, 1], [0, 0, "1", 1], [0, 0, None, 1], [True, 0, 1, 1],
        [float("nan"), 0, 1, 1], [0, 0, float("inf"), 1], [1, 0, 0, 1], [0.5, 0, 0.5 + SMALLEST / 2, 1],
    ],
)  # fmt: skip
def test_what_is_no_crop_is_refused_by_its_value(own: Any) -> None:
    with pytest.raises(NotACrop, match=r"crop"):
        box("1x1", (400, 200), own=own)


def test_a_focal_point_that_is_no_number_is_the_middle() -> None:
    assert box("1x1", (400, 200), (float("nan"), 0.5)) == (100, 0, 300, 200)


def test_there_is_no_other_shape() -> None:
    with pytest.raises(KeyError):
        box("2x1", (400, 200))
