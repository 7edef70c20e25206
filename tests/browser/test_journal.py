"""The journal in a real browser: read on a phone and by day and night, narrowed down by keyboard, and taken along."""

import csv
import datetime
import os
from pathlib import Path
from typing import Any, Literal

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.desk.journal import Deed, Kind, enter, enter_all
from articles.desk.origins import coming_from
from articles.models import Article
from newsroom.journal.attempts import enter_attempt
from tests.admin_rows import article, superuser
from tests.browser.conftest import Axe, sign_in

# Playwright keeps an event loop in this thread, and Django refuses the database beside one: here the two never meet.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

JOURNAL, LOG = "/admin/articles/journalentry/", "/admin/admin/logentry/"


@pytest.fixture
def desk(live_server: Any, page: Page) -> Page:
    """Return a page signed in at the desk, with a day in the journal."""
    chief = superuser()
    row = article("Die Brücke über die Tiede bleibt bis zum Ende des Jahres gesperrt", live=True)
    fill(chief, row)
    page.goto(f"{live_server.url}/admin/login/?next={JOURNAL}")
    sign_in(page)
    expect(page.locator("#result_list")).to_be_visible()
    return page


def fill(chief: Any, row: Article) -> None:
    now = timezone.now() - datetime.timedelta(minutes=5)
    with coming_from("2001:db8:85a3:8d3:1319:8a2e:370:7348"):
        for _attempt in range(10):
            enter_attempt(kind=Kind.LOGIN_FAILED, by=None, name="=imke", now=now)
    with coming_from("203.0.113.7"):
        findings = ["Der Vorspann fehlt.", "Das Bild hat keinen Alternativtext."]
        details = {"findings": findings, "release": 2}
        enter(kind=Kind.OVERRIDE, by=chief, now=now, subject=row, note="Der Vorspann kommt gleich.", details=details)
        rights = {"groups": {"before": ["Reporter"], "after": ["Editor"]}}
        enter(kind=Kind.RIGHTS, by=chief, now=now, subject=chief, details=rights)
    with coming_from("manage.py import_seeds"):
        enter(kind=Kind.IMPORTED, by=None, now=now, details={"counts": {"created": 12, "failed": 1}})
        enter_all(kind=Kind.IMPORT_FAILED, by=None, now=now, deeds=[Deed(title="07-moewe", note="Es ist leer.")])


def go(page: Page, path: str) -> None:
    page.goto(page.evaluate("location.origin") + path)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_lists_can_be_used_by_everybody(
    desk: Page, axe: Axe, complaints: list[str], scheme: Literal["light", "dark"], width: int
) -> None:
    desk.emulate_media(color_scheme=scheme)
    desk.set_viewport_size({"width": width, "height": 900})
    entry = desk.locator("#result_list tbody th a").first.get_attribute("href")
    for path in (JOURNAL, LOG, str(entry)):
        go(desk, path)
        assert complaints == [], path
        assert axe(desk) == [], path
        complaints.clear()  # the checker sets styles that the policy refuses
        assert desk.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path


def test_an_address_leads_to_all_that_came_from_it(desk: Page) -> None:
    link = desk.locator("#result_list").get_by_role("link", name="203.0.113.7").first
    link.focus()
    desk.keyboard.press("Enter")
    expect(desk.locator("#result_list tbody tr")).to_have_count(2)
    typed = desk.locator("input[type=text][name=origin]")
    expect(typed).to_have_value("203.0.113.7")
    typed.fill("manage.py import_seeds")
    typed.press("Enter")
    expect(desk.locator("#result_list tbody tr")).to_have_count(2)
    expect(desk.locator("#result_list")).to_contain_text("07-moewe")


def test_what_is_listed_is_taken_along(desk: Page, tmp_path: Path) -> None:
    go(desk, f"{JOURNAL}?kind__exact=login_failed")
    with desk.expect_download() as taken:
        desk.get_by_role("link", name=".csv").click()
    path = tmp_path / "journal.csv"
    taken.value.save_as(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["name"] for row in rows} == {"'=imke"}
    assert len(rows) == 10
