"""Nothing typed is lost: not by a crash, an expired login, a dead line, a second tab or a second person."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from articles.models import Article, Presence, Version
from deploy.browser import find_browser
from tests.admin_rows import article, gallery, superuser
from tests.browser.conftest import Axe, sign_in

# Playwright keeps an event loop in this thread, and Django refuses the database beside one: here the two never meet.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

AUTOSAVE = "**/autosave/"
LOST_AT_MOST = 1.0  # seconds of typing


@pytest.fixture
def chef() -> Any:
    return superuser()


@pytest.fixture
def row(chef: Any) -> Article:
    return article()


@pytest.fixture
def address(live_server: Any, row: Article) -> str:
    """Return the address of the form of an article."""
    return f"{live_server.url}/admin/articles/article/{row.pk}/change/"


@pytest.fixture
def form(page: Page, address: str) -> Page:
    """Return that form, opened by the person of the desk."""
    open_form(page, address)
    return page


def open_form(page: Page, address: str, name: str = "chef") -> None:
    """Open a form, after signing in if that is asked for, and wait until its editor is there."""
    page.goto(address)
    if page.locator("[name=login]").count():
        sign_in(page, name)
    expect(text(page)).to_be_visible()
    expect(page.locator("#keeping")).to_be_attached()


def text(page: Page) -> Locator:
    return page.locator(".ProseMirror[contenteditable]")


def write(page: Page, words: str) -> None:
    """Type at the end of the text."""
    text(page).click()
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.type(words)


def state(page: Page, name: str) -> None:
    """Wait until the line that says where the text is shows the state `name`."""
    expect(page.locator("#kept-state")).to_have_attribute("data-state", name)


def body(page: Page) -> str:
    return str(page.locator("#id_body").evaluate("area => area.value"))


def save(page: Page) -> None:
    page.locator("[name=_continue]").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def take_up(page: Page) -> None:
    page.locator(".offers li a").first.click()
    page.wait_for_url("**take_up=*")
    expect(text(page)).to_be_visible()


@contextlib.contextmanager
def own_profile(browser: Browser, home: Path) -> Iterator[BrowserContext]:
    """Start a browser of its own whose profile is the folder `home` and outlives it."""
    options = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    context = browser.browser_type.launch_persistent_context(home, executable_path=find_browser(), args=options)
    context.set_default_timeout(10_000)
    try:
        yield context
    finally:
        with contextlib.suppress(Exception):  # it may have been killed
            context.close()


def kill(home: Path) -> None:
    """Kill every process of the browser whose profile is `home`, as a power cut does."""
    found = subprocess.run(["pgrep", "-f", f"user-data-dir={home}"], capture_output=True, text=True, check=True)
    for pid in map(int, found.stdout.split()):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def type_until_killed(page: Page, home: Path) -> list[float]:
    """Type numbered words for some seconds, kill the browser, return how long before that each was typed."""
    text(page).click()
    page.keyboard.press("ControlOrMeta+End")
    typed: list[float] = []
    end = time.monotonic() + 5
    while time.monotonic() < end:
        page.keyboard.type(f" wort{len(typed)}.")
        typed.append(time.monotonic())
    killed = time.monotonic()
    kill(home)
    return [killed - moment for moment in typed]


@pytest.mark.parametrize("server", ["reached", "not reached"])
def test_killing_the_browser_loses_less_than_the_last_second(
    browser: Browser, address: str, tmp_path: Path, server: str
) -> None:
    with own_profile(browser, tmp_path) as context:
        page = context.pages[0]
        open_form(page, address)
        if server == "not reached":
            context.route(AUTOSAVE, lambda route: route.abort())
        typed = type_until_killed(page, tmp_path)
    Session.objects.all().delete()
    with own_profile(browser, tmp_path) as context:
        page = context.pages[0]
        open_form(page, address)
        expect(page.locator(".offers li")).to_have_count(1)
        take_up(page)
        words = re.findall(r"wort(\d+)\.", body(page))
        save(page)
        assert re.findall(r"wort(\d+)\.", body(page)) == words
    assert words == [str(number) for number in range(len(words))]
    lost = typed[len(words)] if len(words) < len(typed) else 0.0
    back = f"{len(words)} of {len(typed)} words back"
    sys.stdout.write(f"\nKilled while typing, server {server}: {lost:.2f} s of text lost, {back}.\n")
    assert words
    assert lost <= LOST_AT_MOST


def test_an_expired_login_keeps_the_text_and_goes_on_after_signing_in(
    form: Page, row: Article, live_server: Any, complaints: list[str]
) -> None:
    write(form, " Vorher.")
    state(form, "saved")
    Session.objects.all().delete()
    write(form, " Nachher.")
    state(form, "signedout")
    form.locator("[name=_continue]").first.click()
    state(form, "signedout")
    assert "Nachher." in body(form)
    with form.context.expect_page() as opened:
        form.locator("#kept-state a").click()
    second = opened.value
    sign_in(second)
    expect(second.locator("#user-tools")).to_be_visible()
    second.close()
    form.evaluate("window.dispatchEvent(new Event('focus'))")
    state(form, "saved")
    save(form)
    row.refresh_from_db()
    assert "Vorher. Nachher." in row.body
    # 401 while signed out is what the page was told and shows.
    assert all("401" in one or "403" in one for one in complaints)
    complaints.clear()


def test_a_browser_that_forgot_its_cookies_keeps_the_text(form: Page, complaints: list[str]) -> None:
    form.context.clear_cookies()
    write(form, " Ohne Kekse.")
    state(form, "signedout")
    form.locator("[name=_continue]").first.click()
    state(form, "signedout")
    assert "Ohne Kekse." in body(form)
    assert all("403" in one or "401" in one for one in complaints)
    complaints.clear()


def test_what_is_typed_without_a_line_arrives_when_it_is_back(form: Page, complaints: list[str]) -> None:
    form.context.set_offline(True)
    write(form, " Im Tunnel.")
    state(form, "offline")
    form.locator("[name=_continue]").first.click()
    state(form, "offline")
    assert "Im Tunnel." in body(form)
    form.context.set_offline(False)
    state(form, "saved")
    assert "Im Tunnel." in str(Version.objects.open_autosaves().get().form)
    assert all("ERR_INTERNET_DISCONNECTED" in one for one in complaints)
    complaints.clear()


def test_two_tabs_of_one_person_keep_a_text_each(form: Page, address: str) -> None:
    second = form.context.new_page()
    open_form(second, address)
    write(form, " Erster Tab.")
    state(form, "saved")
    write(second, " Zweiter Tab.")
    state(second, "saved")
    kept = sorted(str(version.form) for version in Version.objects.open_autosaves())
    assert len(kept) == 2
    assert sum("Erster Tab." in one for one in kept) == sum("Zweiter Tab." in one for one in kept) == 1
    third = form.context.new_page()
    open_form(third, address)
    third.wait_for_timeout(1000)
    # Both are open, so neither is offered.
    expect(third.locator(".offers")).to_be_hidden()


def test_a_closed_page_is_offered_back_and_taken_up(form: Page, address: str) -> None:
    write(form, " Nicht gespeichert.")
    form.locator("#id_kicker").fill("Neue Dachzeile")
    state(form, "saved")
    form.close()
    again = form.context.new_page()
    open_form(again, address)
    offer = again.locator(".offers li")
    expect(offer).to_have_count(1)
    expect(offer).to_contain_text("Dachzeile")
    # Nobody is there but this page: the closed one does not count.
    again.wait_for_timeout(1000)
    assert Presence.objects.count() == 1
    expect(again.locator("#presence")).to_be_empty()
    take_up(again)
    assert "Nicht gespeichert." in body(again)
    assert again.locator("#id_kicker").input_value() == "Neue Dachzeile"
    save(again)
    open_form(again, address)
    again.wait_for_timeout(1000)
    expect(again.locator(".offers")).to_be_hidden()


def test_an_offer_is_put_away_after_a_question(form: Page, address: str) -> None:
    write(form, " Verworfen.")
    state(form, "saved")
    form.close()
    again = form.context.new_page()
    open_form(again, address)
    again.once("dialog", lambda dialog: dialog.dismiss())
    again.locator(".offers [data-puts-away]").click()
    expect(again.locator(".offers li")).to_have_count(1)
    again.once("dialog", lambda dialog: dialog.accept())
    again.locator(".offers [data-puts-away]").click()
    expect(again.locator(".offers")).to_be_hidden()
    open_form(again, address)
    again.wait_for_timeout(1000)
    expect(again.locator(".offers")).to_be_hidden()
    assert not Version.objects.open_autosaves().exists()


def test_a_saved_text_is_not_offered_back(form: Page, address: str) -> None:
    write(form, " Gesichert.")
    save(form)
    form.wait_for_timeout(1000)
    expect(form.locator(".offers")).to_be_hidden()
    assert not Version.objects.open_autosaves().exists()
    assert form.evaluate("indexedDB.databases().then((all) => all.length)") == 1


def test_a_new_article_is_offered_back_where_new_ones_are_written(form: Page, live_server: Any) -> None:
    address = f"{live_server.url}/admin/articles/article/add/"
    open_form(form, address)
    form.locator("#id_headline").fill("Noch ohne Namen")
    write(form, "Ein Anfang.")
    state(form, "saved")
    open_form(form, address)
    expect(form.locator(".offers li")).to_have_count(1)
    take_up(form)
    form.locator("#id_section").select_option(index=1)
    save(form)
    assert "Ein Anfang." in Article.objects.get(headline="Noch ohne Namen").body
    open_form(form, address)
    form.wait_for_timeout(1000)
    expect(form.locator(".offers")).to_be_hidden()


def test_offers_and_states_are_accessible(form: Page, address: str, axe: Axe, complaints: list[str]) -> None:
    write(form, " Nicht gespeichert.")
    state(form, "saved")
    open_form(form, address)
    expect(form.locator(".offers li")).to_have_count(1)
    write(form, " Weiter.")
    state(form, "saved")
    # The form around is another test's: here it is what keeps.
    assert [one for one in axe(form) if re.search("offer|kept|presence|keeping|take_up", one)] == []
    complaints.clear()  # the checker sets styles that the policy refuses


def test_two_persons_see_each_other(browser: Browser, form: Page, address: str) -> None:
    get_user_model().objects.create_superuser("karla", password="x", first_name="Karla", last_name="Ojemann")
    with browser.new_context(locale="de-DE") as context:
        other = context.new_page()
        open_form(other, address, "karla")
        expect(other.locator("#presence")).to_contain_text("Imke")
        form.evaluate("window.dispatchEvent(new Event('focus'))")
        expect(form.locator("#presence")).to_contain_text("Karla Ojemann")
        write(other, " Karla war hier.")
        save(other)
        write(form, " Und Imke.")
        state(form, "newer")
        expect(form.locator("#kept-state")).to_contain_text("Karla Ojemann")
        other.close()
    form.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(form.locator("#presence")).to_be_empty()


@pytest.mark.parametrize("way", ["#kept-state a", "[name=_continue]"])
def test_an_article_deleted_while_typing_is_saved_as_a_new_one(form: Page, row: Article, way: str) -> None:
    row.delete()
    write(form, " Noch da.")
    state(form, "gone")
    form.locator(way).first.click()
    form.wait_for_url("**/add/?take_up=*")
    expect(text(form)).to_be_visible()
    assert "Noch da." in body(form)
    save(form)
    assert "Noch da." in Article.objects.get().body


def test_a_gallery_is_kept_too(page: Page, live_server: Any, chef: Any) -> None:
    row = gallery()
    page.goto(f"{live_server.url}/admin/articles/gallery/{row.pk}/change/")
    sign_in(page)
    page.locator("#id_title").fill("Ein anderer Titel")
    state(page, "saved")
    page.reload()
    expect(page.locator(".offers li")).to_have_count(1)
