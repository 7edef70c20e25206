"""Readers look through galleries: with and without scripts, by mouse and by keyboard, in articles and page by page."""

import os
import re
from collections.abc import Callable, Iterator
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


# --- turned in place --------------------------------------------------------------------------------------------


@pytest.fixture
def asked(reader: Page) -> list[str]:
    """Return the addresses that the browser has asked for as pages, in order."""
    found: list[str] = []
    reader.on("request", lambda request: found.append(request.url) if request.is_navigation_request() else None)
    return found


def test_a_gallery_is_turned_in_place_and_history_knows_each_picture(
    addresses: dict[str, str], reader: Page, asked: list[str]
) -> None:
    reader.goto(addresses["gallery"])
    stage = reader.locator(".stage")
    title = reader.title()
    stage.locator("[rel=next]").click()
    expect(reader).to_have_url(re.compile("/3/$"))
    expect(stage.locator(".count")).to_have_text("3 / 4")
    assert reader.title() == title.replace("2/4", "3/4")
    expect(stage.locator("[aria-current]")).to_have_attribute("href", re.compile("/3/$"))
    expect(stage.locator("[role=status]")).to_have_text("3 / 4: Noch in der Kamera.")
    assert reader.locator("link[rel=canonical]").get_attribute("href") == reader.url
    stage.locator(".thumbnails a").last.click()
    expect(stage.locator(".caption")).to_have_text("Am Ende des Tages.")
    for number in (3, 2):
        reader.go_back()
        expect(reader).to_have_url(re.compile(f"/{number}/$"))
        expect(stage.locator(".count")).to_have_text(f"{number} / 4")
    reader.go_forward()
    expect(stage.locator(".count")).to_have_text("3 / 4")
    assert asked == [addresses["gallery"]], "the page was never left"
    reader.reload()
    expect(stage.locator(".count")).to_have_text("3 / 4")


def test_the_keyboard_keeps_its_place_while_pages_turn(addresses: dict[str, str], reader: Page) -> None:
    reader.goto(addresses["gallery"])
    reader.locator(".stage [rel=next]").focus()
    for number in (3, 4, 3, 2):
        reader.keyboard.press("Enter")
        expect(reader.locator(".stage .count")).to_have_text(f"{number} / 4")
    assert reader.evaluate("document.activeElement.rel") == "prev"
    for key, number in (("End", 4), ("Home", 1)):
        reader.keyboard.press(key)
        expect(reader.locator(".stage .count")).to_have_text(f"{number} / 4")


def test_pages_of_a_gallery_share_one_stage(addresses: dict[str, str], reader: Page) -> None:
    for width in (390, 1280):
        reader.set_viewport_size({"width": width, "height": 900})
        reader.goto(addresses["gallery"])
        places = []
        for number in (1, 2, 3, 4):
            reader.locator(".thumbnails a").nth(number - 1).click()
            expect(reader.locator(".stage .count")).to_have_text(f"{number} / 4")
            places.append([reader.locator(".stage " + part).first.bounding_box() for part in (".steps", ".thumbnails")])
        assert places == [places[0]] * 4, f"{width}: {places}"


def test_the_pictures_beside_the_one_shown_are_there_before_they_are_asked_for(
    addresses: dict[str, str], reader: Page
) -> None:
    seen: list[str] = []
    reader.on("response", lambda response: seen.append(response.url) if "__processed__" in response.url else None)
    with reader.expect_response(lambda response: response.url.endswith("/1/")):
        reader.goto(addresses["gallery"])
    reader.wait_for_load_state("networkidle")
    before = set(seen)
    reader.keyboard.press("ArrowLeft")
    expect(reader.locator(".stage .count")).to_have_text("1 / 4")
    current = reader.locator(".stage .view img").evaluate("async one => { await one.decode(); return one.currentSrc; }")
    assert current in before


def test_a_finger_turns_the_pages(addresses: dict[str, str], browser: Browser) -> None:
    with browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.goto(addresses["gallery"])
        touch = context.new_cdp_session(page)

        def drag(start: int, end: int) -> None:
            box = page.locator(".stage figure").bounding_box()
            assert box
            y = box["y"] + 100
            touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": start, "y": y}]})
            for step in range(1, 6):
                x = start + (end - start) * step / 5
                touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y}]})
            touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

        for start, end, number in ((300, 100, 3), (100, 300, 2), (100, 120, 2), (300, 100, 3)):
            drag(start, end)
            expect(page.locator(".stage .count")).to_have_text(f"{number} / 4")


@pytest.mark.parametrize("kind", ["gallery", "article"])
def test_a_gallery_fills_the_screen_and_gives_it_back(addresses: dict[str, str], reader: Page, kind: str) -> None:
    reader.goto(addresses[kind])
    fill_and_leave(reader, lambda: reader.evaluate("document.exitFullscreen()"))
    reader.set_viewport_size({"width": 390, "height": 700})
    fill_and_leave(reader, lambda: reader.evaluate("document.exitFullscreen()"))


@pytest.mark.parametrize("kind", ["gallery", "article"])
def test_where_a_browser_cannot_it_fills_the_window(addresses: dict[str, str], reader: Page, kind: str) -> None:
    reader.add_init_script("delete Element.prototype.requestFullscreen")
    reader.goto(addresses[kind])
    fill_and_leave(reader, lambda: reader.keyboard.press("Escape"))


def in_sight(page: Page) -> int:
    """Return the number of the picture that a gallery shows."""
    texts = page.locator(".count").evaluate_all(
        "all => all.filter(one => { const box = one.getBoundingClientRect(); return box.left >= 0"
        " && box.right <= innerWidth; }).map(one => one.textContent)"
    )
    (text,) = texts
    return int(text.partition("/")[0])


def fill_and_leave(page: Page, leave: Callable[[], object]) -> None:
    button = page.get_by_role("button", name=re.compile("Vollbild|Full screen"))
    box = page.locator(".slides, .stage")
    before = box.bounding_box()
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    window = page.evaluate("[innerWidth, innerHeight]")
    filled = box.bounding_box()
    assert filled
    assert [filled["width"], filled["height"]] == window
    steps = page.locator(".steps").first.bounding_box()
    assert steps
    assert steps["y"] + steps["height"] <= window[1], "back and next are in sight"
    assert page.locator("header.masthead").evaluate("one => one.inert")
    number = in_sight(page)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".count", has_text=f"{number + 1} / 4")).to_be_in_viewport()
    leave()
    expect(button).to_have_attribute("aria-pressed", "false")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert in_sight(page) == number + 1
    after = box.bounding_box()
    assert before
    assert after
    assert (before["width"], before["x"]) == (after["width"], after["x"])
    assert not page.locator("header.masthead").evaluate("one => one.inert")
