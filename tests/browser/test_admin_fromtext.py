"""A writer pastes a finished page in a real browser, corrects a role with one click and saves the draft."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from articles.models import Article
from tests.admin_rows import section, superuser
from tests.browser.conftest import Axe, sign_in

# Playwright keeps an event loop in this thread, and Django refuses the database beside one: here the two never meet.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

ROOT = Path(__file__).resolve().parents[2]
PAGE = "/admin/articles/article/from-text/"
TEXT = (ROOT / "seeds" / "01-drehbruecke.txt").read_text("utf-8")
SHOTS = os.environ.get("SHOTS")


@pytest.fixture
def desk(live_server: Any, page: Page) -> Page:
    """Return the page "New from text", reached from the list, on a server that shares the test's database."""
    superuser()
    section()
    page.goto(f"{live_server.url}/admin/login/?next=/admin/articles/article/")
    sign_in(page)
    page.get_by_role("link", name="Neu aus Text").click()
    expect(page.locator("#id_text")).to_be_visible()
    return page


def paste(page: Page, text: str) -> None:
    """Put `text` in by one event, as a paste does, and wait for the reading."""
    with page.expect_response(lambda response: response.url.endswith("/from-text/read/")):
        page.locator("#id_text").fill(text)
    expect(page.locator(".paste-lines")).to_be_visible()


def line(page: Page, words: str) -> Locator:
    return page.locator(".line", has_text=words).first


def correct(page: Page, row: Locator, role: str) -> None:
    with page.expect_response(lambda response: response.url.endswith("/from-text/read/")):
        row.locator(".choices").get_by_role("button", name=role, exact=True).click()


def shoot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(
            path=f"{SHOTS}/{name}.png", full_page=True, caret="initial"
        )  # a hidden caret is a style that the policy refuses


def save(page: Page) -> Article:
    page.get_by_role("button", name="Als Entwurf sichern").click()
    page.wait_for_url(re.compile(r"/admin/articles/article/\d+/change/"))
    return Article.objects.get()


def test_a_seed_text_becomes_a_draft_with_one_correction(desk: Page) -> None:
    paste(desk, TEXT)
    document = desk.locator(".paste-document .document")
    subhead = desk.locator(".line.is-text", has=desk.locator(".role", has_text="Zwischentitel")).first
    words = subhead.locator(".words").inner_text()
    expect(document.locator("h3", has_text=words)).to_be_visible()
    correct(desk, subhead, "Absatz")
    expect(document.locator("p", has_text=words)).to_be_visible()
    expect(document.locator("h3", has_text=words)).to_have_count(0)
    row = save(desk)
    expect(desk.locator(".messagelist .success")).to_contain_text("als Entwurf gesichert")
    assert f"<p>{words}</p>" in row.body
    assert desk.evaluate("Object.keys(localStorage).filter(key => key.includes('from-text'))") == []


def test_the_reference_text_comes_out_right(desk: Page) -> None:
    paths = list((ROOT.parent / "shared" / "seeds").glob("*.txt"))
    if not paths:
        pytest.skip("The reference text is not beside the checkout.")
    paste(desk, paths[0].read_text("utf-8"))
    document = desk.locator(".paste-document .document")
    expect(document.locator(".kicker")).to_have_text("IS-Exodus aus Rakka")
    expect(document).to_contain_text("Asmaa Waguih/dpa")
    expect(document).to_contain_text("jat/koj/news.de")
    expect(line(desk, "Folgen Sie")).to_have_class(re.compile("is-out"))
    shoot(desk, "fromtext-reference")
    row = save(desk)
    assert row.kicker == "IS-Exodus aus Rakka"


def test_corrections_go_with_their_lines_when_text_is_typed_above(desk: Page) -> None:
    paste(desk, "Ein Titel für alle\n\nHier steht ein Satz, der lang genug ist.\n\nNoch ein Satz, der lang genug ist.")
    correct(desk, line(desk, "Noch ein Satz"), "Weglassen")
    area = desk.locator("#id_text")
    with desk.expect_response(lambda response: response.url.endswith("/from-text/read/")):
        area.press("Control+Home")
        area.press("Enter")
    expect(line(desk, "Noch ein Satz")).to_have_attribute("data-line", "6")
    expect(line(desk, "Noch ein Satz")).to_have_class(re.compile("is-out is-corrected"))


def test_a_role_is_corrected_by_keys_and_the_focus_stays(desk: Page) -> None:
    paste(desk, TEXT)
    row = line(desk, "jat" if "jat/" in TEXT else TEXT.strip().split("\n")[-1][:20])
    number = row.get_attribute("data-line")
    row.locator(".choices [tabindex='0']").focus()
    desk.keyboard.press("ArrowLeft")
    chosen = desk.evaluate("document.activeElement.value")
    with desk.expect_response(lambda response: response.url.endswith("/from-text/read/")):
        desk.keyboard.press("Enter")
    expect(desk.locator(f".line[data-line='{number}']")).to_have_class(re.compile("is-corrected"))
    assert desk.evaluate("document.activeElement.value") == chosen
    desk.keyboard.press("ArrowUp")
    assert desk.evaluate("document.activeElement.value").split(":")[0] != number


def test_what_was_typed_survives_a_crash_and_is_offered_back(desk: Page) -> None:
    paste(desk, TEXT)
    correct(desk, desk.locator(".line").nth(3), "Weglassen")
    other = desk.context.new_page()
    other.goto(desk.url)
    desk.close(run_before_unload=False)
    expect(other.locator(".found")).to_contain_text("nicht gesichert")
    with other.expect_response(lambda response: response.url.endswith("/from-text/read/")):
        other.get_by_role("button", name="Weiterarbeiten").click()
    assert other.locator("#id_text").input_value() == TEXT
    expect(other.locator(".line.is-corrected")).to_have_count(1)
    other.reload()
    other.get_by_role("button", name="Verwerfen").click()
    expect(other.locator(".found")).to_be_hidden()
    other.reload()
    expect(other.locator(".found")).to_be_hidden()


def test_an_expired_login_loses_nothing(desk: Page, complaints: list[str]) -> None:
    paste(desk, TEXT)
    cookies = [one for one in desk.context.cookies() if one["name"] != "newsroom_session"]
    desk.context.clear_cookies()
    desk.context.add_cookies(cookies)  # type: ignore[arg-type]
    desk.get_by_role("button", name="Als Entwurf sichern").click()
    expect(desk.locator(".state")).to_contain_text("Sie sind abgemeldet")
    with desk.context.expect_page() as opened:
        desk.locator(".state a").click()
    sign_in(opened.value)
    opened.value.close()
    assert save(desk).body
    complaints.clear()


def test_only_the_newest_answer_counts(desk: Page) -> None:
    paste(desk, TEXT)
    held: list[Any] = []
    desk.route("**/from-text/read/", lambda route: held.append(route) if not held else route.continue_())
    with desk.expect_request("**/from-text/read/"):
        desk.locator("#id_text").fill("Der alte Stand ist lange unterwegs")
    paste(desk, "Der neue Stand ist da")
    expect(line(desk, "Der neue Stand")).to_be_visible()
    held[0].abort()
    expect(desk.locator(".state")).to_contain_text("aufgehoben")
    expect(line(desk, "Der neue Stand")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_the_page_fits_and_everybody_can_use_it(
    desk: Page, axe: Axe, scheme: Any, width: int, complaints: list[str]
) -> None:
    desk.set_viewport_size({"width": width, "height": 900})
    desk.emulate_media(color_scheme=scheme)
    shoot(desk, f"fromtext-empty-{scheme}-{width}")
    assert axe(desk) == []
    paste(desk, f"31.02.2014, 9.00 Uhr\n\n{TEXT}")
    correct(desk, desk.locator(".line").nth(6), "Weglassen")
    expect(desk.locator(".line.is-corrected")).to_have_count(1)
    desk.locator(".line").nth(9).hover()
    shoot(desk, f"fromtext-read-{scheme}-{width}")
    assert axe(desk) == []
    assert desk.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    complaints.clear()  # the checker sets styles that the policy refuses


def test_without_a_script_the_buttons_do_it(browser: Any, live_server: Any) -> None:
    superuser()
    section()
    with browser.new_context(base_url=live_server.url, locale="de-DE", java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"/admin/login/?next={PAGE}")
        sign_in(page)
        page.locator("#id_text").fill(TEXT)
        page.get_by_role("button", name="Lesen", exact=True).click()
        row = page.locator(".line.is-text").first
        number = row.get_attribute("data-line")
        row.get_by_role("button", name="Weglassen").click()
        expect(page.locator(f".line[data-line='{number}']")).to_have_class(re.compile("is-out is-corrected"))
        page.get_by_role("button", name="Als Entwurf sichern").click()
        expect(page.locator(".messagelist .success")).to_be_visible()
        assert Article.objects.count() == 1
