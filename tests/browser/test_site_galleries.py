"""Readers look through galleries: with and without scripts, by mouse and by keyboard, in articles and page by page."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.edition import publish_edition

# Playwright keeps an event loop in this thread, and Django refuses the database beside one: here the two never meet.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def addresses(live_server: Any, tmp_path: Path) -> dict[str, str]:
    return {kind: live_server.url + address for kind, address in publish_edition(tmp_path).items()}


@pytest.fixture
def reader(page: Page) -> Page:
    """Return the browser's page for readers who want no movement: nothing has to be waited for."""
    page.emulate_media(reduced_motion="reduce")
    return page


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """Return a page of a browser that runs no scripts."""
    with browser.new_context(java_script_enabled=False, reduced_motion="reduce") as context:
        yield context.new_page()


def slide(page: Page, number: int) -> Locator:
    return page.locator(f".slides li:nth-child({number}) .count")


def expect_slide(page: Page, number: int) -> None:
    """Fail unless slide `number` of the four is in sight and no other."""
    for other in range(1, 5):
        seen = expect(slide(page, other))
        if other == number:
            seen.to_be_in_viewport()
        else:
            seen.not_to_be_in_viewport()


def test_without_scripts_the_links_lead_through_the_slides(addresses: dict[str, str], plain: Page) -> None:
    plain.goto(addresses["article"])
    plain.locator(".slides li:nth-child(1) [rel=next]").click()
    expect_slide(plain, 2)
    expect(plain).to_have_url(re.compile("#bilder-.+-2$"))
    plain.locator(".slides li:nth-child(2) [rel=next]").click()
    expect_slide(plain, 3)
    plain.locator(".slides li:nth-child(3) [rel=prev]").click()
    expect_slide(plain, 2)


def test_without_scripts_the_links_lead_through_the_pages(addresses: dict[str, str], plain: Page) -> None:
    plain.goto(addresses["gallery"])
    plain.locator(".steps [rel=next]").click()
    expect(plain).to_have_url(re.compile("/3/$"))
    plain.locator(".steps [rel=prev]").click()
    expect(plain).to_have_url(re.compile("/2/$"))
    plain.locator(".thumbnails a").last.click()
    expect(plain).to_have_url(re.compile("/4/$"))
    expect(plain.locator(".thumbnails [aria-current]")).to_have_count(1)


def test_the_slides_move_and_the_page_and_its_history_do_not(addresses: dict[str, str], reader: Page) -> None:
    reader.goto(addresses["article"])
    reader.locator(".track").scroll_into_view_if_needed()
    state = "[scrollY, history.length, location.href]"
    before = reader.evaluate(state)
    reader.locator(".slides li:nth-child(1) [rel=next]").click()
    expect_slide(reader, 2)
    assert reader.evaluate(state) == before
    reader.locator(".slides li:nth-child(2) [rel=prev]").click()
    expect_slide(reader, 1)
    assert reader.evaluate(state) == before


def test_arrow_keys_move_the_slides(addresses: dict[str, str], reader: Page) -> None:
    reader.goto(addresses["article"])
    reader.locator(".track").focus()
    for key, number in (
        ("ArrowLeft", 1),
        ("ArrowRight", 2),
        ("ArrowRight", 3),
        ("ArrowLeft", 2),
        ("End", 4),
        ("Home", 1),
    ):
        reader.keyboard.press(key)
        expect_slide(reader, number)


def test_keys_pressed_while_the_slides_move_all_count(addresses: dict[str, str], page: Page) -> None:
    page.emulate_media(reduced_motion="no-preference")
    page.goto(addresses["article"])
    page.locator(".track").focus()
    for _press in range(3):
        page.keyboard.press("ArrowRight")
    expect_slide(page, 4)


def test_enter_can_be_pressed_again_and_again(addresses: dict[str, str], reader: Page) -> None:
    reader.goto(addresses["article"])
    reader.locator(".slides li:nth-child(1) [rel=next]").focus()
    for number in (2, 3, 4, 3):
        reader.keyboard.press("Enter")
        expect_slide(reader, number)
    assert reader.evaluate("document.activeElement.rel") == "prev"


def test_a_finger_may_take_over_from_the_keys(addresses: dict[str, str], reader: Page) -> None:
    reader.goto(addresses["article"])
    track = reader.locator(".track")
    track.focus()
    track.evaluate("one => one.scrollTo({left: 2 * one.clientWidth})")
    expect_slide(reader, 3)
    reader.keyboard.press("ArrowRight")
    expect_slide(reader, 4)


def test_pictures_of_all_shapes_share_one_stage(addresses: dict[str, str], reader: Page) -> None:
    reader.goto(addresses["article"])
    tops = reader.locator(".slides .steps").evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
    assert len(tops) == 4
    assert max(tops) - min(tops) < 1


def test_arrow_keys_turn_the_pages_and_stop_at_the_ends(addresses: dict[str, str], reader: Page) -> None:
    reader.goto(addresses["gallery"])
    for key, number in (("ArrowLeft", 1), ("ArrowLeft", 1), ("ArrowRight", 2), ("ArrowRight", 3), ("ArrowRight", 4)):
        reader.keyboard.press(key)
        expect(reader).to_have_url(re.compile(f"/{number}/$"))
        reader.wait_for_load_state()
    reader.keyboard.press("Alt+ArrowRight")  # the browser's own: forward in its history
    expect(reader).to_have_url(re.compile("/4/$"))
