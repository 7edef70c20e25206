"""Embeds in a real browser: nothing goes to another house before a reader asks for it, and then it is shown."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Axe
from tests.edition import publish_edition

# Playwright keeps an event loop in this thread, and Django refuses the database beside one: here the two never meet.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

FILM = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0"


@pytest.fixture
def address(live_server: Any, tmp_path: Path) -> str:
    return str(live_server.url) + publish_edition(tmp_path)["article"]


@pytest.fixture
def abroad(page: Page, live_server: Any) -> list[str]:
    """Return what the page asks of other houses, in order; they answer with a plain page."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        if route.request.url.startswith((live_server.url, "data:")):
            route.continue_()
            return
        asked.append(route.request.url)
        route.fulfill(body="<!doctype html><title>Film</title><p>Film</p>", content_type="text/html")

    page.route("**/*", answer)
    return asked


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """Return a page of a browser that runs no scripts."""
    with browser.new_context(java_script_enabled=False) as context:
        yield context.new_page()


def test_nothing_is_asked_before_the_click_and_the_frame_after_it(page: Page, address: str, abroad: list[str]) -> None:
    page.goto(address)
    card = page.locator(".embed", has_text="Das Video")
    card.scroll_into_view_if_needed()
    card.hover()
    page.wait_for_load_state("networkidle")
    assert abroad == []
    expect(page.locator("iframe")).to_have_count(0)

    card.get_by_role("button").click()
    expect(card.frame_locator("iframe").get_by_text("Film")).to_be_visible()
    assert abroad == [FILM]
    expect(page.locator("iframe")).to_have_count(1)


def test_the_frame_has_a_name_the_focus_and_no_rights_over_the_page(
    page: Page, address: str, abroad: list[str]
) -> None:
    page.goto(address)
    button = page.get_by_role("button", name="Von YouTube laden")
    button.focus()
    page.keyboard.press("Enter")
    frame = page.locator(".embed iframe")
    expect(frame).to_have_attribute("title", "YouTube: Das Video")
    expect(frame).to_be_focused()
    assert "allow-top-navigation" not in (frame.get_attribute("sandbox") or "allow-top-navigation")
    expect(button).to_have_count(0)
    expect(page.get_by_role("link", name="Bei YouTube öffnen")).to_be_visible()


def test_what_was_loaded_is_not_remembered(page: Page, address: str, abroad: list[str]) -> None:
    page.goto(address)
    page.get_by_role("button", name="Von YouTube laden").click()
    expect(page.frame_locator(".embed iframe").get_by_text("Film")).to_be_visible()  # its request has been made
    abroad.clear()
    page.reload(wait_until="networkidle")
    expect(page.get_by_role("button", name="Von YouTube laden")).to_be_visible()
    assert abroad == []
    assert page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0


def test_a_loaded_embed_shuts_nobody_out(page: Page, address: str, abroad: list[str], axe: Axe) -> None:
    page.goto(address)
    page.get_by_role("button", name="Von YouTube laden").click()
    expect(page.locator(".embed iframe")).to_be_focused()
    assert not axe(page)


@pytest.mark.parametrize("width", [320, 1280])
def test_a_loaded_embed_stays_in_its_column(page: Page, address: str, abroad: list[str], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    page.get_by_role("button", name="Von YouTube laden").click()
    box = page.locator(".embed iframe").bounding_box()
    assert box is not None
    assert box["width"] / box["height"] == pytest.approx(16 / 9, rel=0.02)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_without_scripts_there_is_a_link_and_no_button(plain: Page, address: str) -> None:
    plain.goto(address)
    expect(plain.get_by_role("link", name="Bei YouTube öffnen")).to_have_attribute(
        "href", "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=2"
    )
    expect(plain.locator(".embed button:visible")).to_have_count(0)
