"""The front page and the search over everything in a real browser: by keyboard alone, on a phone, by everybody."""

import os
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, Route, expect

from articles.desk.workflow import submit
from articles.models import Article, Author, RelatedLink
from tests.admin_rows import NOW, article, picture
from tests.browser.conftest import Axe, sign_in
from tests.roles import CHIEF, PHOTO_DESK, REPORTER, person

# Playwright keeps an event loop in this thread, and Django refuses the database beside one: here the two never meet.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHOSEN = "#desk-search [role=option][aria-selected=true]"


@pytest.fixture
def paper(live_server: Any) -> Article:
    """Return an article that waits, in a paper with something in every box."""
    reporter = person(REPORTER, name="jana")
    row = article("Die Brücke ist zu", created_by=reporter)
    submit(piece=row, by=reporter, now=NOW, note="Bitte noch vor der Konferenz.")
    article("Fähre im Sturm", live=True)
    article("Streit um die Fähre")
    RelatedLink.objects.create(article=row, label="Lesen Sie auch", title="Der Kran", title_key="der kran")
    Author.objects.create(initials="xyz", slug="xyz")
    picture("Ein Bild ohne Datei")
    return row


@pytest.fixture
def chief(paper: Article) -> User:
    return person(CHIEF, name="chef")


@pytest.fixture
def desk(live_server: Any, page: Page, chief: User) -> Page:
    """Return the front page, signed in as the chief editor."""
    page.goto(f"{live_server.url}/admin/")
    sign_in(page, "chef", "geheim-genug")
    expect(page.locator("#user-tools")).to_be_visible()
    return page


def search(page: Page, typed: str) -> None:
    """Open the search with the keyboard and type."""
    page.keyboard.press("Control+k")
    expect(page.locator("#desk-search [role=combobox]")).to_be_focused()
    page.keyboard.type(typed)


def chosen(page: Page) -> str:
    """Return the title of the chosen result, which is also the one that a screen reader is told of."""
    told = page.locator("#desk-search [role=combobox]").get_attribute("aria-activedescendant")
    assert page.locator(CHOSEN).get_attribute("id") == told
    return page.locator(f"{CHOSEN} .desk-search-title").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_page_and_search_can_be_used_by_everybody(desk: Page, axe: Axe, scheme: Any, width: int) -> None:
    desk.emulate_media(color_scheme=scheme)
    desk.set_viewport_size({"width": width, "height": 800})
    expect(desk.locator("#box-waiting .note")).to_have_text("Bitte noch vor der Konferenz.")
    assert not axe(desk)
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
    search(desk, "fähre")
    expect(desk.locator("#desk-search [role=option]").first).to_contain_text("Fähre im Sturm")
    assert not axe(desk)
    assert desk.evaluate("document.getElementById('desk-search').scrollWidth <= innerWidth")
    desk.keyboard.press("Escape")
    desk.goto(f"{desk.url}search/?q=fähre")
    assert not axe(desk)


def test_a_piece_is_found_and_opened_by_keyboard_alone(desk: Page) -> None:
    search(desk, "fähre")
    expect(desk.locator(CHOSEN)).to_contain_text("Fähre im Sturm")
    desk.keyboard.press("ArrowDown")
    assert "Streit um die Fähre" in chosen(desk)
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press("ArrowUp")
    last = chosen(desk)
    desk.keyboard.press("Home")
    assert "Fähre im Sturm" in chosen(desk)
    desk.keyboard.press("End")
    assert chosen(desk) == last
    desk.keyboard.press("ArrowDown")
    assert "Fähre im Sturm" in chosen(desk)
    desk.keyboard.press("Enter")
    row = Article.objects.get(headline="Fähre im Sturm")
    desk.wait_for_url(f"**/admin/articles/article/{row.pk}/change/")


def test_enter_waits_for_the_answer_to_what_was_typed(desk: Page, paper: Article) -> None:
    def late(route: Route) -> None:
        desk.wait_for_timeout(300)
        route.continue_()

    desk.route("**/admin/search/**", late)
    search(desk, "brücke")
    desk.keyboard.press("Enter")
    desk.wait_for_url(f"**/admin/articles/article/{paper.pk}/change/")


def test_escape_closes_and_the_cursor_is_where_it_was(desk: Page) -> None:
    desk.locator(".front-ways a").first.focus()
    search(desk, "x")
    desk.keyboard.press("Escape")
    expect(desk.locator("#desk-search")).to_be_hidden()
    expect(desk.locator(".front-ways a").first).to_be_focused()


def test_a_command_is_carried_out(desk: Page) -> None:
    search(desk, "")
    expect(desk.locator("#desk-search [role=option]").first).to_be_visible()
    first = desk.locator("#desk-search [role=option]", has_text="Die Brücke ist zu")
    expect(first).to_have_count(1)
    desk.keyboard.press("End")
    desk.locator(CHOSEN).click()
    desk.wait_for_url("**/add/")


def test_an_answer_that_comes_late_is_thrown_away(desk: Page) -> None:
    def held(route: Route) -> None:
        if "q=br" in route.request.url and "q=br%C3%BCcke" not in route.request.url:
            desk.wait_for_timeout(500)
        route.continue_()

    desk.route("**/admin/search/**", held)
    search(desk, "br")
    desk.wait_for_timeout(200)
    desk.keyboard.type("ücke")
    expect(desk.locator(CHOSEN)).to_contain_text("Die Brücke ist zu")
    desk.wait_for_timeout(700)
    expect(desk.locator(CHOSEN)).to_contain_text("Die Brücke ist zu")


def test_a_dead_line_is_told_and_typing_on_tries_again(desk: Page, complaints: list[str]) -> None:
    desk.route("**/admin/search/**", lambda route: route.abort())
    search(desk, "brücke")
    expect(desk.locator("#desk-search .failed")).to_be_visible()
    desk.unroute("**/admin/search/**")
    desk.keyboard.press("Backspace")
    expect(desk.locator(CHOSEN)).to_contain_text("Die Brücke ist zu")
    expect(desk.locator("#desk-search .failed")).to_have_count(0)
    complaints.clear()


def test_who_was_signed_out_meanwhile_is_told_and_keeps_what_was_typed(desk: Page) -> None:
    Session.objects.all().delete()
    search(desk, "brücke")
    way = desk.locator("#desk-search .failed a")
    expect(way).to_be_visible()
    with desk.expect_popup() as opened:
        way.click()
    sign_in(opened.value, "chef", "geheim-genug")
    expect(opened.value.locator("#user-tools")).to_be_visible()
    desk.bring_to_front()
    desk.locator("#desk-search [role=combobox]").fill("brück")
    expect(desk.locator(CHOSEN)).to_contain_text("Die Brücke ist zu")


def test_on_a_phone_the_button_opens_it_and_a_finger_chooses(desk: Page, paper: Article) -> None:
    desk.set_viewport_size({"width": 390, "height": 700})
    desk.locator(".desk-search-open").click()
    box = desk.locator("#desk-search").bounding_box()
    assert box is not None
    assert (box["x"], box["width"], box["height"]) == (0, 390, 700)
    desk.keyboard.type("brücke")
    row = desk.locator("#desk-search [role=option]", has_text="Die Brücke ist zu").first
    expect(row).to_be_visible()
    height = row.bounding_box()
    assert height is not None
    assert height["height"] >= 44
    row.click()
    desk.wait_for_url(f"**/admin/articles/article/{paper.pk}/change/")


def test_it_opens_from_the_writing_page_but_in_the_text_the_key_is_the_editors(desk: Page, paper: Article) -> None:
    desk.goto(desk.url + f"articles/article/{paper.pk}/change/")
    text = desk.locator(".ProseMirror")
    expect(text).to_be_visible()
    desk.locator("[name=kicker]").focus()
    search(desk, "")
    desk.keyboard.press("Escape")
    text.click()
    desk.keyboard.press("Control+k")
    expect(desk.locator("#desk-search")).to_be_hidden()


def test_the_work_is_one_step_from_the_front_page(desk: Page, paper: Article) -> None:
    desk.locator("#box-waiting a", has_text="Die Brücke ist zu").click()
    desk.wait_for_url(f"**/admin/articles/article/{paper.pk}/change/")
    desk.go_back()
    desk.locator("#box-stubs .front-all a").click()
    expect(desk.locator("#result_list tbody tr")).to_have_count(2)  # jat and xyz


def test_without_a_script_the_button_leads_to_a_page(live_server: Any, page: Page, chief: User) -> None:
    page.goto(f"{live_server.url}/admin/")
    sign_in(page, "chef", "geheim-genug")
    page.route("**/search.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.reload()
    page.locator(".desk-search-open").click()
    page.locator("#search-all").fill("brücke")
    page.keyboard.press("Enter")
    page.locator(".search-group a", has_text="Die Brücke ist zu").click()
    page.wait_for_url("**/change/")


def test_the_photo_desk_sees_pictures_first(live_server: Any, page: Page, paper: Article) -> None:
    person(PHOTO_DESK, name="foto")
    page.goto(f"{live_server.url}/admin/")
    sign_in(page, "foto", "geheim-genug")
    expect(page.locator(".front-box").first).to_have_attribute("id", "box-pictures")
