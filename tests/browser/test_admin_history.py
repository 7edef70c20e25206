"""The history of an article in a real browser: chosen, compared, jumped through and restored by keyboard."""

import datetime
import os
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from articles.desk.publishing import publish
from articles.models import Article
from tests.admin_history import address, edit
from tests.admin_rows import NOW, article, superuser
from tests.browser.conftest import sign_in

# Playwright keeps an event loop in this thread, and Django refuses the database beside one: here the two never meet.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

OLD = (
    "<p>Die Brücke über die Tiede ist seit Montag gesperrt, weil ein Gutachter einen Riss gefunden hat.</p>"
    "<h2>Der Gutachter warnte früh</h2><p>Er hatte schon im Frühjahr geschrieben, dass der Stahl müde ist.</p>"
    "<p>Niemand antwortete ihm.</p><blockquote><p>Ich habe es ihnen gesagt.</p><p>– Kim Ojo</p></blockquote>"
)
NEW = (
    "<p>Die Brücke über die Tiede bleibt bis Ostern gesperrt, weil ein Gutachter zwei Risse gefunden hat.</p>"
    "<p>Niemand antwortete ihm.</p>"
    "<h2>Der Gutachter warnte früh</h2><p>Er hatte schon im Frühjahr geschrieben, dass der Stahl müde ist.</p>"
    "<p>Die Stadt will nun jeden Monat prüfen lassen.</p>"
)


@pytest.fixture
def row(live_server: Any) -> Article:
    """Return an article with a history: three versions, two releases."""
    made = article("Die Brücke ist zu", body=OLD)
    publish(piece=made, by=None, now=NOW)
    edit(made, at=NOW + datetime.timedelta(hours=2), headline="Die Brücke bleibt zu", body=NEW)
    publish(piece=made, by=None, now=NOW + datetime.timedelta(hours=3), note="Es sind zwei Risse, nicht einer.")
    edit(made, at=NOW + datetime.timedelta(hours=4), teaser="Zehn Monate.", kicker="Tiedebrücke")
    return made


@pytest.fixture
def desk(live_server: Any, page: Page) -> Page:
    """Return a page signed in at the desk of a server that shares the test's database."""
    superuser()
    page.goto(f"{live_server.url}/admin/login/?next=/admin/")
    sign_in(page)
    expect(page.locator("#user-tools")).to_be_visible()
    return page


def go(page: Page, path: str) -> None:
    page.goto(page.evaluate("location.origin") + path)


def pages(row: Article) -> dict[str, str]:
    """Return the address of each page of the history of `row`."""
    oldest = row.versions.last()
    assert oldest is not None
    name = f"v{oldest.pk}"
    return {
        "history": f"{address(row)}?at=2026-11-18T13:30",
        "compare": f"{address(row, 'compare')}?from={name}&to=now",
        "restore": f"{address(row, 'restore')}?what={name}",
        "record": f"{address(row, 'show')}?what=r2",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_can_be_used_by_everybody(desk: Page, row: Article, axe: Any, scheme: Any, width: int) -> None:
    desk.emulate_media(color_scheme=scheme)
    desk.set_viewport_size({"width": width, "height": 900})
    for name, path in pages(row).items():
        go(desk, path)
        assert not axe(desk), name
        assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth"), name


def test_two_columns_become_one_on_a_phone(desk: Page, row: Article) -> None:
    go(desk, pages(row)["compare"])
    first = desk.locator(".difference.changed").first
    expect(first.locator(".side")).to_have_count(2)
    expect(first.locator(".side").first).to_be_visible()
    expect(first.locator(".together")).to_be_hidden()
    desk.set_viewport_size({"width": 390, "height": 800})
    expect(first.locator(".side").first).to_be_hidden()
    expect(first.locator(".together ins")).to_be_visible()
    expect(first.locator(".together del")).to_be_visible()


def test_keys_go_from_one_difference_to_the_next(desk: Page, row: Article) -> None:
    go(desk, pages(row)["compare"])
    focus = "document.activeElement.id"
    desk.keyboard.press("n")
    assert desk.evaluate(focus) == "change-1"
    desk.keyboard.press("n")
    assert desk.evaluate(focus) == "change-2"
    desk.keyboard.press("p")
    desk.keyboard.press("p")
    last = desk.locator("[data-change]").last.get_attribute("id")
    assert desk.evaluate(focus) == last
    desk.locator("[data-next]").click()
    assert desk.evaluate(focus) == "change-1"
    desk.locator("[data-previous]").click()
    assert desk.evaluate(focus) == last


def test_an_old_text_is_found_compared_and_put_on_top_again(desk: Page, row: Article) -> None:
    oldest = row.versions.last()
    assert oldest is not None
    go(desk, address(row))
    desk.locator(f"[name=from][value=v{oldest.pk}]").check()
    desk.locator("[name=to][value=r2]").check()
    desk.locator(".compare-bar button").click()
    expect(desk.locator(".differences ins").first).to_contain_text("bleibt")
    desk.locator(f"a[href$='restore/?what=v{oldest.pk}']").click()
    expect(desk.locator(".differences del").first).to_contain_text("Tiedebrücke")
    desk.locator("form.restore [type=submit]").click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    row.refresh_from_db()
    assert row.headline == "Die Brücke ist zu"
