"""The readers' pages in a real browser: for everybody, at every width, by day, by night and on paper."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Page

from tests.browser.conftest import Axe, Nu
from tests.edition import publish_edition

# Playwright keeps an event loop in this thread, and Django refuses the database beside one: here the two never meet.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

FAILING = {"not found", "gone"}  # pages whose status a browser reports as an error
SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => {
  for (const shift of list.getEntries())
    window.shifts.push(`${shift.value} by ${shift.sources.map(one => one.node?.outerHTML?.slice(0, 80))}`);
}).observe({type: "layout-shift", buffered: true});
"""
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter(one => one.getBoundingClientRect().right > width + 1).map(one => one.outerHTML.slice(0, 100));
}"""
# Scrolls on as soon as the pictures in sight have arrived, so that those that wait for a reader are asked for too.
READ_TO_THE_END = """async () => {
  const frame = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const inSight = one => { const box = one.getBoundingClientRect(); return box.top < innerHeight && box.bottom > 0; };
  for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight / 2) {
    scrollTo({top, behavior: "instant"});
    await frame();
    const pictures = [...document.images].filter(one => inSight(one) && !one.closest("li + li"));
    await Promise.all(pictures.map(one => one.decode()));
    await frame();
  }
}"""


@pytest.fixture
def addresses(live_server: Any, tmp_path: Path) -> dict[str, str]:
    return {kind: live_server.url + address for kind, address in publish_edition(tmp_path).items()}


@pytest.fixture
def reader(page: Page) -> Page:
    """Return the browser's page for readers who want no movement: nothing has to be waited for."""
    page.emulate_media(reduced_motion="reduce")
    return page


def test_no_page_shuts_anybody_out(addresses: dict[str, str], reader: Page, axe: Axe, complaints: list[str]) -> None:
    found = []
    for kind, address in addresses.items():
        reader.goto(address)
        for scheme in ("light", "dark"):
            reader.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found += [f"{kind}, {scheme}: {sentence}" for sentence in axe(reader)]
        if kind in FAILING:
            complaints.clear()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [320, 768, 1600])
def test_no_page_is_wider_than_the_window(
    addresses: dict[str, str], reader: Page, complaints: list[str], width: int
) -> None:
    reader.set_viewport_size({"width": width, "height": 800})
    for kind, address in addresses.items():
        reader.goto(address)
        assert reader.evaluate(TOO_WIDE) == [], kind
        if kind in FAILING:
            complaints.clear()


def test_text_of_twice_the_size_still_fits(addresses: dict[str, str], reader: Page) -> None:
    reader.set_viewport_size({"width": 640, "height": 800})
    for kind in ("home", "article", "section", "author", "gallery"):
        reader.goto(addresses[kind])
        reader.evaluate("document.documentElement.style.fontSize = '200%'")
        assert reader.evaluate(TOO_WIDE) == [], kind


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_while_a_page_arrives(addresses: dict[str, str], reader: Page, width: int) -> None:
    reader.set_viewport_size({"width": width, "height": 800})
    reader.add_init_script(SHIFTS)
    for kind in ("home", "section", "article", "gallery"):
        reader.goto(addresses[kind])
        reader.evaluate(READ_TO_THE_END)
        assert reader.evaluate("window.shifts") == [], kind


def test_night_turns_the_page_dark_and_its_text_light(addresses: dict[str, str], reader: Page) -> None:
    reader.goto(addresses["article"])
    bright, dim = 200, 60
    for scheme in ("light", "dark"):
        reader.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        ground, ink = (lightness(reader, name) for name in ("background-color", "color"))
        if scheme == "light":
            assert ground > bright
            assert ink < dim
        else:
            assert ground < dim
            assert ink > bright


def lightness(page: Page, name: str) -> float:
    """Return the mean of red, green and blue, 0 to 255, of a colour of the page's body."""
    read = "name => getComputedStyle(document.body).getPropertyValue(name).match(/\\d+/g).slice(0, 3).map(Number)"
    return float(sum(page.evaluate(read, name)) / 3)


def test_on_paper_stands_the_article_and_nothing_to_click(addresses: dict[str, str], reader: Page) -> None:
    reader.goto(addresses["article"])
    reader.emulate_media(media="print", color_scheme="dark")
    for shown in ("h1", ".story-head .lede", ".text p", ".byline", ".slides li:last-child .caption"):
        assert reader.locator(shown).first.is_visible(), shown
    for hidden in ("nav.sections", ".slides .steps", ".story-foot", ".recommended", ".colophon"):
        assert not reader.locator(hidden).first.is_visible(), hidden
    assert lightness(reader, "background-color") == 255
    assert lightness(reader, "color") == 0


def test_the_keyboard_jumps_to_the_content(addresses: dict[str, str], reader: Page) -> None:
    reader.goto(addresses["article"])
    reader.keyboard.press("Tab")
    skip = reader.locator(".skip")
    box = skip.bounding_box()
    assert box
    assert box["y"] >= 0, "the link is seen while it has the focus"
    reader.keyboard.press("Enter")
    reader.keyboard.press("Tab")
    assert reader.evaluate("document.activeElement.closest('main') !== null")


def test_a_line_of_an_article_is_as_long_as_an_eye_follows(addresses: dict[str, str], reader: Page) -> None:
    reader.goto(addresses["article"])
    paragraph = reader.locator(".text > p").nth(1)
    letters = paragraph.evaluate(
        "one => { const range = document.createRange(); range.selectNodeContents(one);"
        " const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)));"
        " return one.textContent.length / lines.size; }"
    )
    assert 45 <= letters <= 75


@pytest.mark.django_db(transaction=True)
def test_every_page_and_the_stylesheet_are_valid(tmp_path: Path, client: Client, nu: Nu) -> None:
    pages = {kind: client.get(address).content.decode() for kind, address in publish_edition(tmp_path).items()}
    # The others go by the measures of the first one.
    names = ("paper.css", "slides.css", "notes.css")
    style = "".join(Path(finders.find(f"site/{name}")).read_text(encoding="utf-8") for name in names)
    pages["style sheets"] = f'<!doctype html><html lang="de"><title>x</title><style>{style}</style></html>'
    assert nu(pages) == []
