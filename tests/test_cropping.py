"""Focal points and crops: what is typed or sent is held to what can be rendered, with a sentence for the rest."""

import json
import random
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from articles.admin.cropping import CropsField, FocalPointField
from articles.desk.framing import NotFramed, checked_crops, focal_text
from articles.imaging.plan import SHAPES
from articles.imaging.shapes import box, fraction
from articles.models import Picture

SIZE = (1200, 800)
GOOD = [0.25, 0.25, 0.75, 0.6719]  # 600 × 337.5 pixels


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


# --- what the desk keeps ------------------------------------------------------------------------------------


def test_a_crop_of_the_right_shape_is_kept() -> None:
    assert checked_crops({"16x9": GOOD}, size=SIZE) == {"16x9": GOOD}
    assert checked_crops({"16x9": tuple(GOOD)}, size=None) == {"16x9": GOOD}
    assert checked_crops({}, size=SIZE) == {}


def test_what_the_rules_of_rendering_cut_out_is_always_kept() -> None:
    chance = random.Random(5)
    for _turn in range(500):
        size = (chance.randint(30, 9000), chance.randint(30, 9000))
        shape = chance.choice(list(SHAPES))
        part = box(shape, size, (chance.random(), chance.random()))
        own = [*fraction(part, size)]
        if min(own[2] - own[0], own[3] - own[1]) >= 0.05:
            kept = checked_crops({shape: own}, size=size)[shape]
            assert kept == pytest.approx(own, abs=0.00006)


def test_crops_are_kept_in_the_order_in_which_databases_give_them_back() -> None:
    crops = {name: [0.0, 0.0, 1.0, 1.0] for name in ("16x9", "4x5", "1x1", "4x3")}
    assert list(checked_crops(crops, size=None)) == ["1x1", "4x3", "4x5", "16x9"]


@pytest.mark.parametrize(
    ("crops", "said"),
    [
        ({"2x1": GOOD}, "There is no shape “2x1”. There are 1:1, 4:3, 16:9, 4:5."),
        ({"<script>" * 20: GOOD}, "There is no shape “<script>"),
        ([GOOD], "could not be read"),
        ("16x9", "could not be read"),
        (None, "could not be read"),
        ({"16x9": None}, "needs four numbers"),
        ({"16x9": {"left": 0}}, "needs four numbers"),
        ({"16x9": "0,0,1,1"}, "needs four numbers"),
        ({"16x9": [0, 0, 1]}, "needs four numbers"),
        ({"16x9": ["0", "0", "1", "1"]}, "needs four numbers"),
        ({"16x9": [True, False, True, True]}, "needs four numbers"),
        ({"16x9": [0.75, 0.25, 0.25, 0.67]}, "needs four numbers"),
        ({"16x9": [0.5, 0.5, float("nan"), 1]}, "lies outside"),
        ({"16x9": [-0.2, 0, 0.8, 1]}, "The crop 16:9 lies outside of the picture."),
        ({"16x9": [0, 0, 1e308, 1]}, "lies outside"),
        ({"16x9": [0.5, 0.5, 0.51, 0.51]}, "The crop 16:9 is smaller than 5 % of the picture."),
        ({"16x9": [0.5, 0.5, 0.5, 0.5]}, "smaller than 5 %"),
        ({"16x9": [0, 0, 1, 1]}, "The crop 16:9 has 1200 × 800 pixels, which are other proportions."),
        ({"1x1": [0.1, 0.1, 0.2, 0.25]}, "The crop 1:1 is 120 pixels wide, and readers need 320."),
    ],
)
def test_what_is_no_crop_gets_a_sentence(crops: Any, said: str) -> None:
    with pytest.raises(NotFramed) as caught:
        checked_crops(crops, size=SIZE)
    assert said in str(caught.value)
    assert len(str(caught.value)) < 200


def test_a_small_picture_may_have_small_crops() -> None:
    assert checked_crops({"1x1": [0.1, 0.0, 0.7667, 1.0]}, size=(300, 200))


def test_a_focal_point_is_written_as_the_column_takes_it() -> None:
    chance = random.Random(7)
    for _turn in range(500):
        text = focal_text(chance.uniform(-0.1, 1.1), chance.choice([0.0, 1.0, chance.random(), 1e-9]))
        row = Picture(focal_point=text)
        row.clean_fields(exclude=[field.name for field in Picture._meta.fields if field.name != "focal_point"])
        assert all(0 <= part <= 1 for part in row.focus)
    assert focal_text(0.25, 0.5) == "0.25x0.5"
    assert focal_text(0, 1) == "0x1"


# --- what a form sends --------------------------------------------------------------------------------------


def test_numbers_in_percent_become_crops() -> None:
    field = CropsField(required=False)
    field.size = SIZE
    numbers = {"left": "25", "top": "25", "right": "75", "bottom": "67.19"}
    data = {f"crops-16x9-{side}": text for side, text in numbers.items()}
    value = field.widget.value_from_datadict(data, {}, "crops")
    assert field.clean(value) == {"16x9": GOOD}
    assert not field.has_changed({"16x9": GOOD}, value)
    assert field.has_changed({}, value)
    assert field.has_changed({"16x9": [0.0, 0.0, 1.0, 0.8438]}, value)


def test_empty_numbers_mean_no_crop() -> None:
    field = CropsField(required=False)
    value = field.widget.value_from_datadict({"crops-16x9-left": " ", "crops-1x1-top": ""}, {}, "crops")
    assert field.clean(value) == {}
    assert not field.has_changed({}, value)


@pytest.mark.parametrize("typed", ["x", "1e999", "٣", "--", "0x10", "5" * 5000])
def test_what_is_no_number_gets_a_sentence(typed: str) -> None:
    field = CropsField(required=False)
    with pytest.raises(ValidationError) as caught:
        field.clean({"16x9": [typed, "0", "100", ""]})
    assert "16:9" in caught.value.messages[0]


def test_a_crop_that_is_half_typed_is_not_lost() -> None:
    field = CropsField(required=False)
    value = field.widget.value_from_datadict({"crops-16x9-left": "25"}, {}, "crops")
    with pytest.raises(ValidationError):
        field.clean(value)
    assert 'value="25"' in field.widget.render("crops", value, {"id": "id_crops"})


def test_stored_rubbish_is_shown_as_none() -> None:
    field = CropsField(required=False)
    for stored in ({"16x9": "x"}, {"16x9": [1, 2]}, {"9x9": GOOD}, {"16x9": None}, None):
        assert 'value="' not in field.widget.render("crops", stored, {"id": "id_crops"})
        field.has_changed(stored, {})


def test_the_focal_point_is_two_numbers() -> None:
    field = FocalPointField()
    assert field.clean(["25", "50"]) == "0.25x0.5"
    assert field.clean(["33.333", "0"]) == "0.3333x0"
    assert not field.has_changed("0.25x0.5", ["25", "50.0"])
    assert field.has_changed("0.25x0.5", ["26", "50"])
    for wrong in (["-1", "0"], ["0", "101"], ["nan", "0"], ["x", "0"], ["", ""], ["5", ""]):
        with pytest.raises(ValidationError):
            field.clean(wrong)


def test_crops_survive_the_way_through_json() -> None:
    crops = checked_crops({"16x9": GOOD}, size=SIZE)
    assert json.loads(json.dumps(crops)) == crops
