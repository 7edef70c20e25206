"""Picture files are opened by what they are, or there is a reason why not."""

import io
from pathlib import Path

import pytest
from PIL import Image

from articles.imaging.decoding import decode_small
from articles.imaging.metadata import read_metadata
from articles.imaging.opening import MAX_BYTES, Reason, Unusable, open_picture
from tests.corpora import corpus
from tests.imaging_files import REFUSED, TAKEN, Make, animated, jpeg_with, saved, scene, segment

KINDS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "AVIF": ".avif", "GIF": ".gif"}


@pytest.mark.parametrize(("kind", "ending"), KINDS.items())
def test_five_formats_are_taken_by_what_they_are(kind: str, ending: str) -> None:
    content = saved(scene(60, 40), kind)
    opened = open_picture(io.BytesIO(content), name="bild.tiff")
    assert (opened.format, opened.ending, opened.width, opened.height) == (kind, ending, 60, 40)
    assert opened.size == len(content)
    assert opened.misnamed


@pytest.mark.parametrize(("name", "misnamed"), [("a.JPG", False), ("a.jpeg", False), ("a", False), ("a.png", True)])
def test_a_wrong_ending_is_noticed(name: str, misnamed: bool) -> None:
    assert open_picture(saved(scene(6, 4)), name=name).misnamed is misnamed


@pytest.mark.parametrize(("make", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_taken_has_a_reason(make: Make, reason: Reason) -> None:
    with pytest.raises(Unusable) as refused:
        open_picture(make())
    assert refused.value.reason is reason


@pytest.mark.parametrize("make", TAKEN.values(), ids=TAKEN)
def test_a_sound_picture_with_hostile_company_is_taken(make: Make) -> None:
    opened = open_picture(make())
    assert decode_small(opened).size == (opened.width, opened.height)
    assert not read_metadata(opened).alt_text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", [0.2, 0.5, 0.9])
def test_a_file_that_breaks_off_is_noticed(kind: str, part: float) -> None:
    whole = saved(scene(300, 200), kind)
    with pytest.raises(Unusable) as refused:
        decode_small(open_picture(whole[: int(len(whole) * part)]))
    assert refused.value.reason in {Reason.TRUNCATED, Reason.BROKEN}
    assert refused.value.values["format"] == kind


def test_limits_may_be_lower_and_are_named() -> None:
    content = saved(scene(60, 40))
    with pytest.raises(Unusable) as refused:
        open_picture(io.BytesIO(content), max_bytes=100)
    assert (refused.value.reason, refused.value.values) == (
        Reason.TOO_MANY_BYTES,
        {"size": len(content), "limit": 100},
    )
    with pytest.raises(Unusable) as refused:
        open_picture(content, max_pixels=2_399)
    assert refused.value.values == {"format": "JPEG", "width": 60, "height": 40, "limit": 2_399}


def test_no_more_than_the_limit_is_read() -> None:
    class Endless(io.RawIOBase):
        taken = 0

        def read(self, size: int = -1) -> bytes:
            assert 0 < size <= MAX_BYTES + 1
            self.taken += size
            return b"\xff\xd8\xff" * (size // 3 + 1)

        def seekable(self) -> bool:
            return False

    with pytest.raises(Unusable, match="too many bytes"):
        open_picture(Endless(), max_bytes=1_000)  # type: ignore[arg-type]


def test_an_animated_file_shows_its_first_frame_and_the_others_are_not_decoded() -> None:
    content = animated("GIF", 50)
    opened = open_picture(content)
    assert len(opened.envelope.body) < len(content) / 20
    red, green, blue = decode_small(opened).convert("RGB").getpixel((5, 5))  # type: ignore[misc]
    assert (red, green, blue) == (0, 90, 30)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_width_and_height_are_those_of_the_picture_held_upright(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    opened = open_picture(saved(scene(60, 40), exif=exif.tobytes()))
    assert (opened.width, opened.height) == ((40, 60) if orientation >= 5 else (60, 40))
    assert decode_small(opened).size == (opened.width, opened.height)


def test_a_file_of_several_passes_is_opened() -> None:
    opened = open_picture(saved(scene(600, 400), progressive=True))
    assert decode_small(opened, 100).size == (100, 67)


def test_what_lies_behind_a_picture_is_left_behind() -> None:
    whole = saved(scene(60, 40), progressive=True)
    assert open_picture(whole + b"<script>alert(1)</script>").envelope.body == open_picture(whole).envelope.body


def test_metadata_do_not_reach_the_decoder() -> None:
    content = jpeg_with(segment(0xE1, b"Exif\0\0geheim"), segment(0xE5, b"geheim"), segment(0xFE, b"geheim"))
    assert b"geheim" not in open_picture(content).envelope.body


def test_other_houses_collections_have_an_answer_each() -> None:
    answers: dict[str, int] = {}
    for path in [*corpus("image-crashers"), *corpus("image-bombs")]:
        try:
            answer = open_picture(path.read_bytes(), name=path.name).format
        except Unusable as refused:
            answer = refused.values.get("format") or refused.reason.name
        answers[answer] = answers.get(answer, 0) + 1
    # Formats that browsers do not show are named, whatever is broken in them.
    assert set(answers) >= {
        "JPEG",
        "PNG",
        "GIF",
        "TIFF",
        "Photoshop",
        "BMP",
        "ICO",
        "ICNS",
        "JPEG 2000",
        "NOT_A_PICTURE",
    }
    assert answers["NOT_A_PICTURE"] < sum(answers.values()) / 2


def test_heic_of_a_telephone_is_named(tmp_path: Path) -> None:
    (path,) = corpus("imagemeta-iptc", "iphone.heic")
    with pytest.raises(Unusable) as refused:
        open_picture(path.read_bytes())
    assert (refused.value.reason, refused.value.values) == (Reason.FORMAT_NOT_TAKEN, {"format": "HEIC"})
