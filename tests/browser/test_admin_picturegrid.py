"""The words of many pictures are filled in by keyboard in a real browser, and nothing typed is lost."""

import os
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from articles.models import Picture
from tests.admin_rows import picture, superuser
from tests.browser.conftest import Axe, sign_in

# Playwright keeps an event loop in this thread, and Django refuses the database beside one: here the two never meet.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

GRID = "/admin/articles/picture/grid/"


@pytest.fixture
def rows(live_server: Any) -> list[Picture]:
    superuser()
    return [picture(f"Bild {n}") for n in range(4)]


@pytest.fixture
def grid(live_server: Any, page: Page, rows: list[Picture]) -> Page:
    """Return the page of the words of four pictures, which lack an alternative text."""
    keys = "%2C".join(str(row.pk) for row in rows)
    page.goto(f"{live_server.url}/admin/login/?next={GRID}%3Fids%3D{keys}")
    sign_in(page)
    expect(page.locator(".grid-row")).to_have_count(4)
    return page


def field(page: Page, column: str, nth: int) -> Any:
    return page.locator(".grid-row").nth(nth).locator(f"[data-column={column}]")


def state(page: Page, name: str) -> None:
    expect(page.locator("#grid-state")).to_have_attribute("data-state", name)


def stored(column: str) -> list[str]:
    return list(Picture.objects.order_by("pk").values_list(column, flat=True))


def test_a_column_is_filled_from_top_to_bottom(grid: Page) -> None:
    expect(field(grid, "alt_text", 0)).to_be_focused()  # the first gap
    for words, key in (("Eins", "Enter"), ("Zwei", "ControlOrMeta+Enter"), ("Drei", "ArrowDown"), ("Vier", "Enter")):
        grid.keyboard.type(words)
        grid.keyboard.press(key)
    grid.keyboard.press("ControlOrMeta+s")
    state(grid, "saved")
    assert stored("alt_text") == ["Eins", "Zwei", "Drei", "Vier"]
    expect(grid.locator("#grid-missing button")).to_have_count(0)


def test_an_arrow_moves_within_several_lines_first(grid: Page) -> None:
    field(grid, "caption", 1).fill("Erste Zeile")
    field(grid, "caption", 1).press("End")
    grid.keyboard.press("Shift+Enter")
    grid.keyboard.type("zweite")
    grid.keyboard.press("ArrowUp")
    expect(field(grid, "caption", 1)).to_be_focused()
    grid.keyboard.press("ControlOrMeta+Home")
    grid.keyboard.press("ArrowUp")
    expect(field(grid, "caption", 0)).to_be_focused()


def test_a_key_copies_from_above_and_a_button_does_too(grid: Page) -> None:
    field(grid, "credit", 0).fill("Oben/dpa")
    field(grid, "credit", 1).focus()
    grid.keyboard.press("ControlOrMeta+d")
    expect(field(grid, "credit", 1)).to_have_value("Oben/dpa")
    field(grid, "credit", 2).focus()
    grid.locator(".grid-row").nth(2).locator(".grid-credit .grid-above").click()
    expect(field(grid, "credit", 2)).to_have_value("Oben/dpa")


def test_a_credit_goes_into_the_selected_that_have_none(grid: Page) -> None:
    for nth in (0, 2):
        field(grid, "credit", nth).fill("")
    expect(grid.locator("#grid-missing button").first).to_contain_text("2")
    for nth in (0, 1):
        grid.locator(".grid-select-box").nth(nth).check()
    grid.locator("#grid-credit").fill("Neu/dpa")
    grid.locator("#grid-apply").click()
    grid.keyboard.press("ControlOrMeta+s")
    state(grid, "saved")
    assert stored("credit") == ["Neu/dpa", "Imke Sanders/dpa", "", "Imke Sanders/dpa"]
    grid.locator("#grid-only-empty").uncheck()
    grid.locator("#grid-apply").click()
    grid.keyboard.press("ControlOrMeta+s")
    expect(grid.locator(".grid-row").nth(1)).to_have_attribute("data-state", "saved")
    assert stored("credit")[:2] == ["Neu/dpa", "Neu/dpa"]


def test_rows_save_themselves_when_they_are_left(grid: Page) -> None:
    field(grid, "caption", 0).fill("Neu")
    field(grid, "caption", 1).focus()
    expect(grid.locator(".grid-row").first).to_have_attribute("data-state", "saved")
    assert stored("caption")[0] == "Neu"


def test_what_somebody_else_wrote_is_shown_and_not_overwritten_in_silence(grid: Page, rows: list[Picture]) -> None:
    Picture.objects.filter(pk=rows[0].pk).update(caption="Ihre", credit="Ihre/dpa")
    field(grid, "caption", 0).fill("Meine")
    grid.keyboard.press("ControlOrMeta+s")
    state(grid, "failed")
    expect(grid.locator(".grid-row").first.locator(".errorlist")).to_contain_text("Ihre")
    expect(field(grid, "caption", 0)).to_have_value("Meine")
    assert stored("caption")[0] == "Ihre"
    grid.keyboard.press("ControlOrMeta+s")
    state(grid, "saved")
    assert stored("caption")[0] == "Meine"
    assert stored("credit")[0] == "Ihre/dpa"
    expect(field(grid, "credit", 0)).to_have_value("Ihre/dpa")


def test_what_could_not_be_saved_stays_says_so_and_is_tried_again(grid: Page, complaints: list[str]) -> None:
    def cut(route: Route) -> None:
        if route.request.method == "POST":
            route.abort()
        else:
            route.continue_()

    grid.route(f"**{GRID}*", cut)
    field(grid, "caption", 0).fill("Neu")
    grid.keyboard.press("ControlOrMeta+s")
    state(grid, "failed")
    asked: list[str] = []
    grid.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    grid.locator(".grid-ways a").first.click(no_wait_after=True)
    grid.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    expect(field(grid, "caption", 0)).to_have_value("Neu")
    grid.unroute(f"**{GRID}*")
    grid.evaluate("window.dispatchEvent(new Event('online'))")
    state(grid, "saved")
    assert stored("caption")[0] == "Neu"
    complaints.clear()  # the line that was cut


def test_a_gallery_is_made_of_the_selected(grid: Page) -> None:
    field(grid, "caption", 3).fill("Neu")
    for nth in (1, 3):
        grid.locator(".grid-select-box").nth(nth).check()
    grid.locator("[form=grid-gather]").click()
    expect(grid.locator(".place")).to_have_count(2)
    expect(grid.locator(".place textarea").nth(1)).to_have_attribute("placeholder", "Neu")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_fits_and_has_no_barriers(
    grid: Page, axe: Axe, complaints: list[str], scheme: Any, width: int
) -> None:
    grid.set_viewport_size({"width": width, "height": 900})
    grid.emulate_media(color_scheme=scheme)
    grid.locator(".grid-more summary").first.click()
    assert axe(grid) == []
    assert grid.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    complaints.clear()  # the checker sets styles that the policy refuses


def test_without_a_script_the_form_saves_all(browser: Any, live_server: Any, rows: list[Picture]) -> None:
    with browser.new_context(base_url=live_server.url, locale="de-DE", java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"/admin/login/?next={GRID}%3Fwhich%3Dnewest")
        sign_in(page)
        for nth in (0, 3):
            field(page, "caption", nth).fill(f"Neu {nth}")
        page.locator("#grid input[type=submit]").click()
        expect(page.locator(".messagelist .success")).to_be_visible()
    assert stored("caption") == ["Neu 3", "Bild 1", "Bild 2", "Neu 0"]
