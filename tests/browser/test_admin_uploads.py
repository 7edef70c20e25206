"""Many files are let go in a real browser, on the list and into a text: each has its own fate, and the words follow."""

import os
import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from articles.models import Gallery, Picture
from tests.admin_rows import article, superuser
from tests.browser.conftest import Axe, sign_in
from tests.browser.dropping import drop_files
from tests.picturebytes import photograph

# Playwright keeps an event loop in this thread, and Django refuses the database beside one: here the two never meet.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

LIST = "/admin/articles/picture/"
SHOTS = {f"kran-{n}.jpg": photograph(seed=n, caption=f"Kran {n}.", credit="Imke Sanders/dpa") for n in range(1, 6)}
GRID = "**/picture/grid/?ids=*"


@pytest.fixture
def desk(live_server: Any, page: Page) -> Page:
    """Return the list of pictures of a server that shares the test's database."""
    superuser()
    page.goto(f"{live_server.url}/admin/login/?next={LIST}")
    sign_in(page)
    expect(page.locator("#upload-zone")).to_be_visible()
    return page


def only(*numbers: int) -> dict[str, bytes]:
    return {name: SHOTS[name] for name in (f"kran-{n}.jpg" for n in numbers)}


def test_what_is_dropped_on_the_list_leads_to_the_page_of_its_words(desk: Page) -> None:
    drop_files(desk, "#changelist", SHOTS)
    desk.wait_for_url(GRID)
    captions = desk.locator(".grid-caption textarea")
    expect(captions).to_have_count(5)
    assert [captions.nth(n).input_value() for n in range(5)] == [f"Kran {n}." for n in range(1, 6)]
    assert set(Picture.objects.values_list("credit", flat=True)) == {"Imke Sanders/dpa"}


def test_what_cannot_be_taken_says_why_beside_its_name_and_the_others_go_on(desk: Page, complaints: list[str]) -> None:
    drop_files(desk, "#changelist", {"brief.jpg": b"Sehr geehrte Damen und Herren"} | only(1, 2))
    failed = desk.locator(".upload[data-state=failed]")
    expect(failed).to_contain_text("brief.jpg")
    expect(failed.locator(".upload-state")).to_contain_text("JPEG, PNG, WebP")
    expect(desk.locator(".upload[data-state=done]")).to_have_count(2)
    desk.locator(".upload-onward").click()
    desk.wait_for_url(GRID)
    assert Picture.objects.count() == 2
    assert [one for one in complaints if "400" in one]
    complaints.clear()


def test_files_are_chosen_without_a_mouse_too(desk: Page) -> None:
    desk.locator("#upload-files").focus()
    desk.locator("#upload-files").set_input_files(
        [{"name": name, "mimeType": "image/jpeg", "buffer": data} for name, data in only(1, 2).items()]
    )
    desk.wait_for_url(GRID)
    assert Picture.objects.count() == 2


def test_a_picture_that_is_there_already_is_shown_beside_the_new_one(desk: Page) -> None:
    drop_files(desk, "#changelist", only(1))
    desk.wait_for_url(GRID)
    there = Picture.objects.get()
    desk.goto(desk.url.split("grid/")[0])
    drop_files(desk, "#changelist", only(1, 2))
    question = desk.locator(".upload-like")
    expect(question.locator("img")).to_have_count(2)
    expect(desk.locator(".upload[data-state=done]")).to_have_count(2)
    question.locator(".upload-figure .upload-button").click()
    desk.wait_for_url(GRID)
    assert f"ids={there.pk}," in desk.url
    assert Picture.objects.count() == 2


def test_the_same_file_twice_in_one_drop_is_noticed(desk: Page) -> None:
    drop_files(desk, "#changelist", only(1) | {"nochmal.jpg": SHOTS["kran-1.jpg"]})
    desk.locator(".upload-like > .upload-button").click()  # keep both
    desk.wait_for_url(GRID)
    assert Picture.objects.count() == 2


def test_a_dead_line_costs_nothing_but_another_try(desk: Page, complaints: list[str]) -> None:
    dead: list[Route] = []

    def cut(route: Route) -> None:
        if dead:
            route.continue_()
        else:
            dead.append(route)
            route.abort()

    desk.route("**/picture/upload/", cut)
    drop_files(desk, "#changelist", only(1, 2))
    failed = desk.locator(".upload[data-state=failed]")
    expect(failed).to_have_count(1)
    failed.locator(".upload-button").click()
    desk.wait_for_url(GRID)
    assert Picture.objects.count() == 2
    complaints.clear()  # the line that was cut


def test_what_waits_can_be_cancelled(desk: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    desk.route("**/picture/upload/", hold)
    drop_files(desk, "#changelist", only(1, 2))
    expect(desk.locator(".upload")).to_have_count(2)
    desk.locator(".upload").first.locator(".upload-button").click()
    expect(desk.locator(".upload[data-state=cancelled]")).to_have_count(1)
    desk.wait_for_timeout(200)
    held[-1].continue_()
    desk.wait_for_url(GRID)
    assert Picture.objects.get().caption == "Kran 2."


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_files_have_no_barriers(desk: Page, axe: Axe, complaints: list[str], scheme: Any) -> None:
    desk.emulate_media(color_scheme=scheme)
    drop_files(desk, "#changelist", {"brief.jpg": b"kein Bild"} | only(1) | {"nochmal.jpg": SHOTS["kran-1.jpg"]})
    expect(desk.locator(".upload-like")).to_be_visible()
    expect(desk.locator(".upload[data-state=failed]")).to_be_visible()
    assert axe(desk) == []
    desk.set_viewport_size({"width": 390, "height": 900})
    zone = desk.locator("#upload-zone").bounding_box()
    assert zone is not None
    assert zone["x"] + zone["width"] <= 390
    complaints.clear()  # the file that is refused, and the styles that the checker sets


# --- into the text ------------------------------------------------------------------------------------------


@pytest.fixture
def text(desk: Page, live_server: Any) -> Page:
    """Return the form of an article with two paragraphs."""
    row = article(body="<p>Der erste Absatz.</p><p>Der zweite Absatz.</p>")
    desk.goto(f"{live_server.url}/admin/articles/article/{row.pk}/change/")
    expect(desk.locator(".ProseMirror[contenteditable]")).to_be_visible()
    return desk


def body(page: Page) -> str:
    return str(page.locator("#id_body").evaluate("area => area.value"))


def test_one_picture_comes_to_stand_where_it_is_let_go(text: Page) -> None:
    drop_files(text, ".ProseMirror p:nth-of-type(2)", only(1))
    expect(text.locator(".story-card-picture")).to_contain_text("Kran 1.")
    expect(text.locator(".story-picking")).to_have_count(0)
    shot = Picture.objects.get()
    assert re.search(rf"<story-picture uuid=\"{shot.uuid}\"></story-picture>", body(text))
    assert "<p>Der zweite Absatz.</p>" in body(text)


def test_several_become_pictures_or_a_gallery_as_is_chosen(text: Page) -> None:
    drop_files(text, ".ProseMirror p:nth-of-type(2)", only(1, 2))
    choice = text.locator(".story-picking-gathering")
    choice.locator(".story-picking-main").first.click()
    expect(text.locator(".story-card-picture")).to_have_count(2)
    assert body(text).index(str(Picture.objects.get(caption="Kran 1.").uuid)) < body(text).index(
        str(Picture.objects.get(caption="Kran 2.").uuid)
    )
    drop_files(text, ".ProseMirror p:nth-of-type(1)", only(3, 4, 5))
    choice.locator("input").fill("Die Kräne")
    text.keyboard.press("Enter")
    expect(text.locator(".story-card-gallery")).to_contain_text("Die Kräne")
    places = Gallery.objects.get().places.order_by("position")
    assert [place.picture.caption for place in places] == ["Kran 3.", "Kran 4.", "Kran 5."]


def test_files_that_miss_the_text_do_not_leave_the_page(text: Page) -> None:
    drop_files(text, "#id_headline", only(1))
    expect(text.locator(".story-card-picture")).to_contain_text("Kran 1.")
    assert text.locator("#id_headline").count()


def test_a_second_drop_joins_the_first(text: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    text.route("**/picture/upload/", hold)
    drop_files(text, ".ProseMirror p:nth-of-type(2)", only(1))
    drop_files(text, ".ProseMirror p:nth-of-type(2)", only(2))
    expect(text.locator(".upload")).to_have_count(2)
    text.wait_for_timeout(200)
    for route in held:
        route.continue_()
    text.locator(".story-picking-gathering .story-picking-main").first.click()
    expect(text.locator(".story-card-picture")).to_have_count(2)


def test_pictures_are_uploaded_by_keyboard_from_the_panel(text: Page) -> None:
    text.locator(".ProseMirror p").last.click()
    text.keyboard.press("End")
    text.keyboard.press("Enter")
    text.keyboard.type("/")
    text.locator(".story-slash [role=option]").first.wait_for()
    text.locator(".story-slash [role=option]", has_text=re.compile("^(Bild|Picture)$")).first.click()
    expect(text.locator(".story-picking-search")).to_be_focused()
    text.locator(".story-picking-foot button").first.press("Enter")
    chooser = text.locator(".story-picking input[type=file]")
    expect(chooser).to_be_focused()
    chooser.set_input_files([{"name": "kran.jpg", "mimeType": "image/jpeg", "buffer": SHOTS["kran-1.jpg"]}])
    expect(text.locator(".story-card-picture")).to_contain_text("Kran 1.")
