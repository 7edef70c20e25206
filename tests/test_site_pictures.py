"""How pictures stand in pages: the right renditions for their place, asked for in the right order."""

import io
import re
from pathlib import Path

import pytest
from django.test import Client
from PIL import Image

from articles.models import Picture
from articles.site.layouts import LEAD, OPENING, STAGE, THUMBNAIL, Layout, teaser
from articles.site.pictures import Shown, show
from tests.edition import photograph, publish_edition, take_in

pytestmark = pytest.mark.django_db


def taken(content: bytes) -> Picture:
    """Return a picture with renditions of `content`."""
    row = Picture.objects.create()
    take_in(row, content)
    return row


def widths(shown: Shown, kind: str) -> list[int]:
    (source,) = (source for source in shown.sources if source.type == f"image/{kind}")
    return [int(width) for width in re.findall(r" (\d+)w", source.srcset)]


def test_avif_comes_before_webp_and_old_browsers_get_a_jpeg() -> None:
    shown = show(taken(photograph((1200, 800))), OPENING)
    assert [source.type for source in shown.sources] == ["image/avif", "image/webp"]
    assert widths(shown, "avif") == widths(shown, "webp") == [320, 640, 960, 1200]
    assert shown.src.endswith("/w960.jpg")
    assert (shown.width, shown.height, shown.ratio) == (960, 640, "1.5")


def test_a_place_with_a_shape_gets_its_crop_and_no_more_pixels_than_it_draws() -> None:
    row = taken(photograph((1600, 1600)))
    lead, thumbnail = show(row, LEAD), show(row, THUMBNAIL)
    assert f"{lead.width / lead.height:.2f}" == "1.78"
    assert widths(lead, "avif") == [320, 640, 1200]
    assert f"{thumbnail.width / thumbnail.height:.2f}" == "1.33"
    assert widths(thumbnail, "avif") == [320]


def test_a_shape_that_was_not_made_is_replaced_by_the_whole_picture() -> None:
    row = taken(photograph((600, 800)))
    row.renditions = {name: made for name, made in row.renditions.items() if not name.startswith("16x9")}
    shown = show(row, LEAD)
    assert (shown.width, shown.height) == (600, 800)
    assert "/w320.avif" in shown.sources[0].srcset


def test_a_picture_that_still_waits_shows_its_words_and_no_frame() -> None:
    shown = show(Picture.objects.create(width=60, height=40), OPENING, caption="Der Pfeiler", credit="dpa")
    assert (shown.src, shown.sources, shown.caption, shown.credit) == ("", (), "Der Pfeiler", "dpa")


def test_sizes_grow_with_the_proportions() -> None:
    layout = Layout(sizes="(min-width: 40rem) min(36rem, {80}vh), {54.5}rem")
    assert layout.sizes_for(1.5) == "(min-width: 40rem) min(36rem, 120vh), 81.75rem"
    assert STAGE.sizes_for(0.5).endswith("max(8rem, 50vh - 10.5rem))")


@pytest.mark.parametrize("total", [1, 2, 3, 4, 5, 6])
def test_every_column_has_a_layout(total: int) -> None:
    shapes = [teaser("column", place, total).shape for place in range(1, total + 1)]
    assert shapes == (["16x9", "4x3", "4x3"] if total == 3 else ["4x3"] * total)


@pytest.mark.parametrize(("alpha", "blurred"), [(255, True), (0, False)])
def test_nothing_shines_through_a_transparent_picture(alpha: int, blurred: bool) -> None:
    image = Image.open(io.BytesIO(photograph((600, 400)))).convert("RGBA")
    image.putalpha(Image.new("L", image.size, alpha).resize(image.size))
    image.paste((200, 30, 30, 255), (0, 0, 300, 400))
    file = io.BytesIO()
    image.save(file, "PNG")
    row = taken(file.getvalue())
    assert row.placeholder
    assert bool(show(row, OPENING).placeholder) is blurred
    assert show(row, THUMBNAIL).placeholder == "", "a small place is not worth the bytes"


# --- pages --------------------------------------------------------------------------------------------------------


@pytest.fixture
def pages(client: Client, tmp_path: Path) -> dict[str, str]:
    return {kind: client.get(address).content.decode() for kind, address in publish_edition(tmp_path).items()}


def test_the_first_picture_is_asked_for_at_once_and_the_others_when_they_come_near(pages: dict[str, str]) -> None:
    for kind in ("home", "article", "gallery"):
        page = pages[kind]
        (preload,) = re.findall(r'<link rel="preload"[^>]*>', page)
        assert ' as="image" type="image/avif" imagesrcset="' in preload
        assert ' fetchpriority="high"' in preload
        images = re.findall(r"<picture>.*?</picture>", page)
        for place, image in enumerate(images):
            assert ('fetchpriority="high"' in image) is (place == 0), kind
            assert ('loading="lazy"' in image) is (place > 0), kind
        (srcset,), (sizes,) = (re.findall(rf'image{name}="([^"]*)"', preload) for name in ("srcset", "sizes"))
        assert f'<source type="image/avif" srcset="{srcset}" sizes="{sizes}">' in images[0]
    assert "preload" not in pages["brief"]
    assert "preload" not in pages["missing picture"]


def test_every_picture_has_its_caption_and_credit_below_it(pages: dict[str, str]) -> None:
    for kind in ("article", "gallery"):
        for figure in re.findall(r"<figure.*?</figure>", pages[kind], re.DOTALL):
            assert re.search(r'<span class="caption">[^<]+</span> <span class="credit">Bild: Max Muster/dpa<', figure)


def test_galleries_load_their_dress_only_where_there_is_one(pages: dict[str, str]) -> None:
    for kind, page in pages.items():
        assert ("slides.css" in page) is (kind in {"article", "gallery", "missing picture"}), kind
        assert ("stage.js" in page) is (kind in {"gallery", "missing picture"}), kind
        assert ("slides.js" in page) is (kind == "article"), kind


def test_the_tiny_pictures_cost_an_article_less_than_two_kilobytes(pages: dict[str, str]) -> None:
    found = re.findall(r"data:image/webp;base64,[^)]*", pages["article"])
    assert len(found) == 5  # the lead, one in the text, three in the gallery
    assert sum(map(len, found)) < 2000
