"""Looks: the same picture is known again in other clothes, and different pictures are told apart."""

import io
import itertools
import re
import statistics
from collections.abc import Callable

import pytest
from PIL import Image, ImageEnhance, ImageOps

from articles.imaging.decoding import decode_small
from articles.imaging.looks import ALIKE, distance, look
from articles.imaging.opening import Unusable, open_picture
from tests.corpora import corpus
from tests.imaging_files import saved, scene

SCENES = [scene(300, 200, seed=seed) for seed in range(40)]
LOOKS = [look(image) for image in SCENES]


def again(image: Image.Image, kind: str, **options: object) -> Image.Image:
    return Image.open(io.BytesIO(saved(image, kind, **options)))


def trimmed(image: Image.Image, part: float) -> Image.Image:
    width, height = image.size
    return image.crop(
        (round(width * part), round(height * part), round(width * (1 - part)), round(height * (1 - part)))
    )


CLOTHES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "a poor JPEG": lambda image: again(image, "JPEG", quality=25),
    "a WebP": lambda image: again(image, "WEBP", quality=40),
    "an AVIF": lambda image: again(image, "AVIF", quality=40),
    "small": lambda image: image.resize((90, 60)),
    "large": lambda image: image.resize((900, 600)),
    "lighter": lambda image: ImageEnhance.Brightness(image).enhance(1.15),
    "harder": lambda image: ImageEnhance.Contrast(image).enhance(1.2),
    "grey": ImageOps.grayscale,
    "trimmed a little": lambda image: trimmed(image, 0.01),
}


@pytest.mark.parametrize("clothes", CLOTHES.values(), ids=CLOTHES)
def test_the_same_picture_is_known_again(clothes: Callable[[Image.Image], Image.Image]) -> None:
    for image, known in zip(SCENES[:12], LOOKS, strict=False):
        assert distance(look(clothes(image)), known) <= ALIKE


def test_most_are_known_again_when_two_hundredths_are_cut_from_every_side() -> None:
    known = sum(distance(look(trimmed(image, 0.02)), one) <= ALIKE for image, one in zip(SCENES, LOOKS, strict=True))
    assert known >= 0.9 * len(SCENES)


def test_different_pictures_are_told_apart() -> None:
    apart = [distance(one, other) for one, other in itertools.combinations(LOOKS, 2)]
    assert min(apart) > ALIKE
    assert 28 <= statistics.median(apart) <= 36


def test_a_picture_turned_or_mirrored_is_another() -> None:
    for way in Image.Transpose:
        assert distance(look(SCENES[0].transpose(way)), LOOKS[0]) > ALIKE


def test_photographs_of_the_collections_are_told_apart() -> None:
    found: dict[str, Image.Image] = {}
    for path in [*corpus("exif-samples", "DSCN*.jpg"), *corpus("imagemeta-iptc", "*.jpg")]:
        try:
            found[path.name] = decode_small(open_picture(path.read_bytes()), 128)
        except Unusable:
            continue
    looks = {name: look(image) for name, image in found.items() if min(image.size) > 60}
    taken_for_the_same = {
        (one, other)
        for (one, first), (other, second) in itertools.combinations(looks.items(), 2)
        if distance(first, second) <= ALIKE
    }
    assert len(looks) > 20
    # These come in several versions, made to differ in their metadata alone.
    assert all(re.match("metadata_demo|with", name) for pair in taken_for_the_same for name in pair)


def test_a_look_is_sixteen_digits() -> None:
    assert all(re.fullmatch("[0-9a-f]{16}", one) for one in LOOKS)


@pytest.mark.parametrize("colour", ["white", "black", "teal"])
def test_a_plain_colour_shows_nothing_and_is_like_nothing(colour: str) -> None:
    plain = look(Image.new("RGB", (300, 200), colour))
    assert plain == ""
    assert distance(plain, plain) == distance(plain, LOOKS[0]) == 64


def test_grain_on_a_plain_colour_shows_nothing_either() -> None:
    grain = Image.effect_noise((300, 200), 12)
    assert look(grain) == ""
    assert look(grain.resize((1200, 800))) == ""


def test_what_is_transparent_counts_as_white() -> None:
    glass = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    glass.paste((20, 60, 90, 255), (30, 20, 200, 150))
    paper = Image.new("RGB", (300, 200), "white")
    paper.paste((20, 60, 90), (30, 20, 200, 150))
    assert look(glass) == look(paper)
