"""The pictures of a gallery are ordered, added and removed on its page in a real browser."""

import os
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from articles.models import Gallery
from tests.admin_rows import gallery, picture, superuser
from tests.browser.conftest import Axe, sign_in
from tests.browser.dropping import drop_files
from tests.picturebytes import photograph

# Playwright keeps an event loop in this thread, and Django refuses the database beside one: here the two never meet.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def row(live_server: Any) -> Gallery:
    superuser()
    return gallery("Krane", size=4)


@pytest.fixture
def desk(live_server: Any, page: Page, row: Gallery) -> Page:
    """Return the page of a gallery of four pictures."""
    page.goto(f"{live_server.url}/admin/login/?next=/admin/articles/gallery/{row.pk}/change/")
    sign_in(page)
    expect(page.locator(".places-live .place")).to_have_count(4)
    return page


def save(page: Page) -> None:
    page.locator("[name=_continue]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def order(row: Gallery) -> list[str]:
    return [one.picture.caption[-1] for one in Gallery.objects.get(pk=row.pk).places.order_by("position", "pk")]


def test_buttons_and_keys_move_a_picture_and_say_where_it_is(desk: Page, row: Gallery) -> None:
    desk.locator(".place").nth(3).locator("[data-moves=first]").click()
    expect(desk.locator(".place-says")).to_contain_text("1")
    desk.locator(".place").nth(1).locator("textarea").focus()
    desk.keyboard.press("Alt+ArrowRight")
    desk.keyboard.press("Alt+ArrowRight")
    expect(desk.locator(".place").nth(3).locator("textarea")).to_be_focused()
    desk.keyboard.press("Alt+Home")
    desk.keyboard.press("Alt+ArrowRight")
    save(desk)
    assert order(row) == ["3", "0", "1", "2"]


def test_a_picture_is_dragged_before_another(desk: Page, row: Gallery) -> None:
    target = desk.locator(".place").nth(1)
    desk.locator(".place").nth(3).locator(".place-shown").drag_to(target, target_position={"x": 10, "y": 40})
    save(desk)
    assert order(row) == ["0", "3", "1", "2"]


def test_moving_one_picture_changes_nobody_elses_row(desk: Page) -> None:
    before = desk.locator("[name$=-position]").evaluate_all("all => all.map((one) => one.value)")
    desk.locator(".place").nth(0).locator("[data-moves='1']").click()
    after = desk.locator("[name$=-position]").evaluate_all("all => all.map((one) => one.value)")
    assert len(set(before) & set(after)) == 3


def test_what_is_removed_can_be_brought_back(desk: Page, row: Gallery) -> None:
    for nth in (0, 1):
        desk.locator(".place").nth(nth).locator("[data-removes]").click()
    expect(desk.locator(".place").nth(1).locator(".place-undo button")).to_be_focused()
    desk.keyboard.press("Enter")
    save(desk)
    assert order(row) == ["1", "2", "3"]


def test_pictures_are_found_and_added_once(desk: Page, row: Gallery) -> None:
    picture("Möwe 9")
    desk.locator("#place-search").click()
    desk.keyboard.type("Möwe")
    expect(desk.locator(".story-picking-row")).to_have_count(1)
    desk.locator(".story-picking-row").click()
    expect(desk.locator(".place")).to_have_count(5)
    desk.locator(".story-picking-row").click()
    expect(desk.locator(".story-picking-said")).to_contain_text("Möwe 9")
    desk.keyboard.press("Escape")
    expect(desk.locator("#place-search")).to_be_focused()
    desk.locator(".place").nth(4).locator("textarea").fill("Eine Möwe, nur hier.")
    save(desk)
    assert order(row) == ["0", "1", "2", "3", "9"]
    assert Gallery.objects.get(pk=row.pk).places.order_by("position")[4].caption == "Eine Möwe, nur hier."


def test_dropped_files_are_added_in_their_order(desk: Page, row: Gallery) -> None:
    shots = {f"{n}.jpg": photograph(seed=n, caption=f"Neu {n}", credit="Foto: Imke") for n in range(5, 9)}
    drop_files(desk, ".places", shots)
    expect(desk.locator(".place")).to_have_count(8)
    expect(desk.locator(".place").nth(7)).to_contain_text("Foto: Imke")
    save(desk)
    assert order(row) == ["0", "1", "2", "3", "5", "6", "7", "8"]


def test_what_was_added_is_kept_and_can_be_taken_up(desk: Page, row: Gallery) -> None:
    drop_files(desk, ".places", {"neu.jpg": photograph(seed=5, caption="Neu 5")})
    desk.locator(".place").nth(4).locator("[data-moves=first]").click()
    desk.evaluate("document.dispatchEvent(new Event('newsroom:keep-now'))")
    expect(desk.locator("#kept-state")).to_have_attribute("data-state", "saved")
    desk.goto(desk.url)
    desk.locator(".offers li a").click()
    expect(desk.locator(".place")).to_have_count(5)
    expect(desk.locator(".place").first.locator("textarea")).to_have_attribute("placeholder", "Neu 5")
    save(desk)
    assert order(row) == ["5", "0", "1", "2", "3"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_fits_and_has_no_barriers(
    desk: Page, axe: Axe, complaints: list[str], scheme: Any, width: int
) -> None:
    desk.set_viewport_size({"width": width, "height": 900})
    desk.emulate_media(color_scheme=scheme)
    desk.locator(".place").first.locator("[data-removes]").click()
    assert axe(desk) == []
    assert desk.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    complaints.clear()  # the checker sets styles that the policy refuses
