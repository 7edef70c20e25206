"""Renditions: upright, in sRGB, labelled, never larger than the picture, and with nothing in them that says more."""

import base64
import io
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageCms, ImageStat

from articles.imaging import decoding
from articles.imaging.decoding import Decoded, decode_small
from articles.imaging.labels import Label
from articles.imaging.opening import Unusable, open_picture
from articles.imaging.placeholders import MOST_LETTERS, placeholder
from articles.imaging.plan import plan
from articles.imaging.rendering import Rendered, planned, render
from articles.imaging.shapes import NotACrop
from tests import exiftool
from tests.corpora import corpus
from tests.imaging_files import saved, scene

LABEL = Label("Asmaa Waguih", "Asmaa Waguih/dpa", "© dpa", "Eine Fähre am Kai", "Die Fähre legt ab.")


def rendered(content: bytes, **options: Any) -> dict[tuple[str, str], Rendered]:
    found = list(render(open_picture(content), LABEL, **options))
    by_name = {(one.name, one.format): one for one in found}
    assert len(by_name) == len(found)
    return by_name


def image_of(one: Rendered) -> Image.Image:
    image = Image.open(io.BytesIO(one.data))
    assert (image.format, image.size) == (one.format.upper(), (one.width, one.height))
    return image


def differs(one: Image.Image, other: Image.Image) -> float:
    """Return by how much two pictures differ in the mean, of 255."""
    size = (96, 96)
    difference = ImageChops.difference(one.convert("RGB").resize(size), other.convert("RGB").resize(size))
    return sum(ImageStat.Stat(difference).mean) / 3


# --- which and how large ----------------------------------------------------------------------------------------


def test_a_large_picture_has_the_whole_plan() -> None:
    assert [(one.name, one.formats) for one in planned((6000, 4000))] == [(one.name, one.formats) for one in plan()]
    assert {one.name: (one.width, one.height) for one in planned((6000, 4000))} == {
        "thumb": (240, 160), "w320": (320, 213), "w640": (640, 427), "w960": (960, 640), "w1440": (1440, 960),
        "w1920": (1920, 1280), "1x1-320": (320, 320), "1x1-640": (640, 640), "1x1-1200": (1200, 1200),
        "4x3-320": (320, 240), "4x3-640": (640, 480), "4x3-1200": (1200, 900), "16x9-320": (320, 180),
        "16x9-640": (640, 360), "16x9-1200": (1200, 675), "4x5-320": (320, 400), "4x5-640": (640, 800),
        "4x5-1200": (1200, 1500),
    }  # fmt: skip


def test_a_small_picture_ends_with_its_own_width_and_has_a_jpeg() -> None:
    full = [one for one in planned((500, 300)) if not one.shape]
    assert [(one.name, one.width, one.height) for one in full] == [("w320", 320, 192), ("w640", 500, 300)]
    assert full[-1].formats == ("avif", "webp", "jpeg")


@pytest.mark.parametrize("size", [(1, 1), (320, 1), (319, 4000), (1, 65_000), (65_000, 900), (2000, 1300)])
def test_no_rendition_is_larger_than_the_picture_or_there_twice(size: tuple[int, int]) -> None:
    found = planned(size)
    for shape in {one.shape for one in found}:
        sizes = [(one.width, one.height) for one in found if one.shape == shape]
        assert len(set(sizes)) == len(sizes)
        assert shape == "thumb" or any("jpeg" in one.formats for one in found if one.shape == shape)
    assert all(1 <= one.width <= size[0] and 1 <= one.height <= min(size[1], 8_192) for one in found)


def test_what_is_made_is_what_is_planned() -> None:
    opened = open_picture(saved(scene(700, 500)))
    expected = [(one.name, kind, one.width, one.height) for one in planned((700, 500)) for kind in one.formats]
    assert [(one.name, one.format, one.width, one.height) for one in render(opened, LABEL)] == expected


def test_some_may_be_made_alone() -> None:
    assert set(rendered(saved(scene(700, 500)), only={"w320", "thumb"})) == {
        ("thumb", "webp"), ("w320", "avif"), ("w320", "webp"),
    }  # fmt: skip
    assert rendered(saved(scene(70, 50)), only={"w1920"}) == {}


def test_crops_lie_where_the_focal_point_or_the_hand_says() -> None:
    image = Image.new("RGB", (800, 400), "navy")
    image.paste("red", (0, 0, 400, 400))
    left = rendered(saved(image), focal=(0.0, 0.5), only={"1x1-320"})["1x1-320", "webp"]
    right = rendered(saved(image), focal=(0.0, 0.5), crops={"1x1": [0.5, 0, 1, 1]}, only={"1x1-320"})["1x1-320", "webp"]
    assert differs(image_of(left), Image.new("RGB", (9, 9), "red")) < 5
    assert differs(image_of(right), Image.new("RGB", (9, 9), "navy")) < 5
    with pytest.raises(NotACrop):
        rendered(saved(image), crops={"1x1": "links"})


# --- upright and in colour --------------------------------------------------------------------------------------


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_way_of_holding_a_camera_comes_out_upright(orientation: int) -> None:
    upright = scene(120, 80, grain=0)
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # how Pillow turns it back to how it lies in the file
    lying = upright.transpose(Image.Transpose(back[orientation])) if orientation > 1 else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = saved(lying, quality=95, exif=exif.tobytes())
    for name, kind in (("w320", "webp"), ("w320", "jpeg"), ("1x1-320", "avif")):
        made = image_of(rendered(content, focal=(0.1, 0.9), only={name})[name, kind])
        expected = upright if name == "w320" else upright.crop((0, 0, 80, 80))
        assert made.size == expected.size
        assert_stands_like(made, expected)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("orientation", [3, 5, 6, 8])
def test_other_formats_stand_as_they_say_too(kind: str, orientation: int) -> None:
    upright = scene(120, 80, grain=0)
    lying = upright.transpose(Image.Transpose({3: 3, 5: 5, 6: 2, 8: 4}[orientation]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    opened = open_picture(saved(lying, kind, exif=exif.tobytes()))
    assert (opened.width, opened.height) == upright.size
    assert_stands_like(decode_small(opened), upright)


def assert_stands_like(one: Image.Image, other: Image.Image) -> None:
    """Say so if `one` is more like `other` turned or mirrored than like `other` as it stands."""
    nearest = min(differs(one, other.transpose(way)) for way in Image.Transpose)
    assert differs(one, other) < nearest / 2


@pytest.mark.parametrize("way", ["landscape", "portrait"])
def test_the_eight_of_the_collection_look_like_the_first(way: str) -> None:
    first, *others = (
        image_of(rendered(path.read_bytes(), only={"w320"})["w320", "webp"])
        for path in corpus("exif-samples", f"{way}_?.jpg")
    )
    assert len(others) == 7
    for other in others:
        assert other.size == first.size
        assert_stands_like(other, first)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_kind_of_png_keeps_its_colours(mode: str) -> None:
    grey = scene(90, 60, grain=0).convert("L")
    image = grey.convert("I").point(lambda value: value * 257).convert("I;16") if mode == "I;16" else grey.convert(mode)
    made = rendered(saved(image, "PNG"), only={"w320"})
    for kind in ("avif", "webp", "jpeg"):
        expected = grey if mode != "1" else image
        assert differs(image_of(made["w320", kind]), expected) < 6


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF", "GIF"])
def test_what_is_transparent_stays_so_and_is_white_in_a_jpeg(kind: str) -> None:
    image = Image.new("RGBA", (80, 60), (200, 0, 0, 0))
    image.paste((0, 0, 200, 255), (40, 0, 80, 60))
    made = rendered(saved(image, kind), only={"w320"})
    for modern in ("avif", "webp"):
        assert image_of(made["w320", modern]).getpixel((5, 30))[3] == 0  # type: ignore[index]
        assert image_of(made["w320", modern]).getpixel((70, 30))[3] == 255  # type: ignore[index]
    assert min(image_of(made["w320", "jpeg"]).getpixel((5, 30))) > 245  # type: ignore[type-var, arg-type]


def test_colours_of_print_become_colours_of_the_screen() -> None:
    plain = rendered(saved(Image.new("CMYK", (64, 48), (0, 255, 255, 0))), only={"w320"})["w320", "webp"]
    assert differs(image_of(plain), Image.new("RGB", (9, 9), "red")) < 4


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_no_seam_is_seen_where_strips_meet(monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    content = saved(scene(900, 700).convert(mode), "PNG")
    box, size = (0.05, 0.03, 0.97, 0.91), (331, 243)
    whole = Decoded(open_picture(content)).part(box, size)
    monkeypatch.setattr(decoding, "_STRIP", 30_000)
    in_strips = Decoded(open_picture(content)).part(box, size)
    assert in_strips.size == whole.size == size
    difference = ImageChops.difference(whole.convert("RGB"), in_strips.convert("RGB"))
    assert max(high for _, high in difference.getextrema()) <= 6  # type: ignore[misc]


def profile(name: str) -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(name)).tobytes()  # type: ignore[arg-type]


def test_the_usual_profile_is_not_carried_along() -> None:
    made = rendered(saved(scene(64, 48), icc_profile=profile("sRGB")), only={"w320"})
    assert all("icc_profile" not in image_of(one).info for one in made.values())


def test_a_small_profile_is_kept_and_a_large_one_worked_in() -> None:
    small = profile("sRGB").replace(b"s\0R\0G\0B", b"o\0t\0h\0r")
    made = rendered(saved(scene(64, 48), icc_profile=small), only={"w320"})
    assert {image_of(one).info.get("icc_profile") for one in made.values()} == {small}
    large = small + b"\0" * 5_000
    large = len(large).to_bytes(4, "big") + large[4:]
    made = rendered(saved(scene(64, 48), icc_profile=large), only={"w320"})
    assert all("icc_profile" not in image_of(one).info for one in made.values())


def test_a_broken_picture_makes_none() -> None:
    content = saved(scene(700, 500))
    with pytest.raises(Unusable):
        rendered(content[:-2_000])


# --- what is in them --------------------------------------------------------------------------------------------


def test_renditions_of_the_reference_picture_carry_the_label(tmp_path: Path) -> None:
    (path,) = corpus("imagemeta-iptc", "IPTC-PhotometadataRef*.jpg")
    made = rendered(path.read_bytes(), only={"thumb", "w320", "w960", "1x1-320"})
    files = [tmp_path / f"{name}.{kind}" for name, kind in made]
    for file, one in zip(files, made.values(), strict=True):
        file.write_bytes(one.data)
    for found in exiftool.read(*files):
        assert found["XMP-dc:Creator"] == [LABEL.creator]
        assert found["XMP-photoshop:Credit"] == LABEL.credit
        assert found["XMP-dc:Rights"] == LABEL.copyright
        assert found["XMP-iptcCore:AltTextAccessibility"] == LABEL.alt_text


def test_no_byte_of_a_rendition_says_where_or_with_what_a_picture_was_taken(tmp_path: Path) -> None:
    photographs = corpus("exif-samples", "DSCN*.jpg")
    files = []
    for photograph in photographs:
        for (name, kind), one in rendered(photograph.read_bytes()).items():
            assert not re.search(rb"GPS|NIKON|Nikon|COOLPIX|DSCN", one.data)
            files.append(tmp_path / f"{photograph.stem}-{name}.{kind}")
            files[-1].write_bytes(one.data)
    before, *found = exiftool.read(photographs[0], *files)
    assert any("GPSLatitude" in name for name in before)  # else this would show nothing
    for one in found:
        named = exiftool.said_of_the_picture(one)
        assert not [name for name in named if re.search("GPS|Serial|Model|Make|Thumb|Lens|Date", name)]
        assert {name.split(":")[0] for name in named} <= {
            "XMP-dc", "XMP-photoshop", "XMP-iptcCore", "IPTC", "IFD0",
        }  # fmt: skip


# --- meanwhile --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(600, 400), (400, 600), (2000, 40), (40, 2000), (1, 1)])
def test_the_placeholder_is_small_and_shows_the_picture(size: tuple[int, int]) -> None:
    image = scene(*size, seed=5)
    found = placeholder(image)
    assert len(found) <= MOST_LETTERS
    head, _, content = found.partition(",")
    assert head == "data:image/webp;base64"
    tiny = Image.open(io.BytesIO(base64.b64decode(content)))
    assert max(tiny.size) <= 16
    assert differs(tiny, image) < 40


def test_the_placeholder_of_noise_and_of_glass_is_small_too() -> None:
    noise = Image.effect_noise((300, 200), 120)
    glass = Image.merge("RGBA", (noise, noise.rotate(180), noise, noise))
    assert len(placeholder(glass)) <= MOST_LETTERS
    assert len(placeholder(decode_small(open_picture(saved(glass, "PNG"))))) <= MOST_LETTERS
