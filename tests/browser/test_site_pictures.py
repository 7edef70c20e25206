"""Pictures on the readers' pages: a browser is told how wide they are drawn, and asks for the first one at once."""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from articles.models import Picture, Release
from tests.edition import publish_edition

# Playwright keeps an event loop in this thread, and Django refuses the database beside one: here the two never meet.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# For each picture: where it is, how wide it is drawn, and how wide the page says it is. What a browser makes of `sizes`
# is the natural width that it gives to a picture whose width in `srcset` is the true one.
WIDTHS = """async () => {
  const found = [];
  for (const image of document.querySelectorAll("main picture img")) {
    image.loading = "eager";
    await image.decode();
    const probe = new Image();
    probe.sizes = image.parentElement.querySelector("source").sizes;
    const plain = new Image();
    plain.src = image.currentSrc;
    await plain.decode();
    probe.srcset = `${image.currentSrc} ${plain.naturalWidth}w`;
    await probe.decode();
    const place = image.closest("[class]").className;
    found.push([`${place}: ${image.getAttribute("width")}x${image.getAttribute("height")}`,
                image.getBoundingClientRect().width, probe.naturalWidth]);
  }
  return found;
}"""


# How each picture is drawn, width : height, how it is by itself, and whether it is cut to fit.
BOXES = """images => images.map(one => {
  const style = getComputedStyle(one);
  return [one.offsetWidth / one.offsetHeight, Number(style.getPropertyValue("--ratio")), style.objectFit];
})"""


@pytest.fixture
def addresses(live_server: Any, tmp_path: Path) -> dict[str, str]:
    edition = publish_edition(tmp_path)
    # Every teaser has a picture, so that each layout has some.
    Release.objects.update(picture=Picture.objects.filter(caption="Die Brücke am Montag.").first())
    return {kind: live_server.url + address for kind, address in edition.items()}


def test_pictures_are_drawn_as_wide_as_the_page_says(addresses: dict[str, str], page: Page) -> None:
    wrong = []
    counted = 0
    for width in (390, 768, 1024, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        for kind in ("home", "section", "article", "gallery"):
            page.goto(addresses[kind])
            for place, drawn, said in page.evaluate(WIDTHS):
                counted += 1
                if not 0.85 * drawn <= said <= 1.15 * drawn:
                    wrong.append(f"{kind} at {width}, {place}: drawn {drawn:.0f}, said {said}")
    assert counted > 140
    assert not wrong, "\n".join(wrong)


def test_the_first_picture_is_fetched_once_and_first(addresses: dict[str, str], page: Page) -> None:
    warnings: list[str] = []
    page.on("console", lambda message: warnings.append(message.text))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "__processed__" in request.url else None)
    for kind in ("home", "article", "gallery"):
        asked.clear()
        page.goto(addresses[kind])
        first = page.locator("picture img").first
        current = first.evaluate("async one => { await one.decode(); return one.currentSrc; }")
        page.wait_for_load_state("networkidle")
        assert asked[0] == current, kind
        assert asked.count(current) == 1, kind
        assert current.endswith(".avif"), kind
    page.wait_for_timeout(3500)  # then a browser complains of what was asked for and not used
    assert [warning for warning in warnings if "preload" in warning] == []


def test_no_blurred_edge_stays_around_a_picture(addresses: dict[str, str], page: Page) -> None:
    """A picture with a placeholder fills its box: no letterbox shows what lies behind."""
    counted = 0
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 700})
        for kind in ("article", "gallery", "home"):
            page.goto(addresses[kind])
            for drawn, own, fit in page.locator("img[style*=background-image]").evaluate_all(BOXES):
                counted += 1
                assert fit == "cover" or abs(drawn / own - 1) < 0.02, (kind, width)
    assert counted >= 12
