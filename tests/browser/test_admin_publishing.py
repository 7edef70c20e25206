"""A piece on its whole way in a real browser: handed in, sent back, published, corrected, withdrawn."""

import datetime
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from articles.desk.publishing import publish
from articles.desk.saving import saved
from articles.desk.scheduling import schedule
from articles.models import Article, Gallery, Status
from tests.admin_rows import article, author, gallery, section
from tests.browser.conftest import sign_in
from tests.roles import EDITOR, REPORTER, person

# Playwright keeps an event loop in this thread, and Django refuses the database beside one: here the two never meet.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

Axe = Callable[[Page], list[str]]
FORM = "/admin/articles/article/"
OPEN_DETAILS = """
document.querySelectorAll(":is(.scheduled, .corrections) details").forEach((one) => { one.open = true })
"""
TOMORROW = timezone.now() + datetime.timedelta(days=1)


@contextmanager
def at_desk(browser: Browser, site: str, name: str) -> Iterator[Page]:
    """Give a page of its own, signed in as somebody."""
    with browser.new_context(base_url=site, locale="de-DE", viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto("/admin/login/?next=/admin/articles/article/")
        sign_in(page, name, "geheim-genug")
        yield page


def press(page: Page, step: str) -> None:
    """Press the button of a step, and wait for the page that follows."""
    button = "[name=_publish]" if step == "publish" else f"[name=_step][value={step}]"
    with page.expect_navigation():
        page.locator(button).click()


def send(page: Page) -> None:
    with page.expect_navigation():
        page.locator("form.asks [type=submit]").click()


def test_a_piece_goes_its_whole_way(live_server: Any, browser: Browser, page: Page, complaints: list[str]) -> None:
    hafen = section("Hafen")
    author("rre")
    person(REPORTER, name="rike", first_name="Rike", last_name="Reuter")
    person(EDITOR, name="edda", sections=[hafen], first_name="Edda", last_name="Ernst")
    site = str(live_server.url)
    with at_desk(browser, site, "rike") as rike, at_desk(browser, site, "edda") as edda:
        # The reporter writes and hands in.
        rike.goto(f"{FORM}add/")
        rike.locator("#id_headline").fill("Neun Pfeiler sind marode")
        rike.locator("#id_teaser").fill("Die Stadt sperrt die Brücke.")
        rike.locator("#id_section").select_option(label="Hafen")
        expect(rike.locator("[name=_publish]")).to_have_count(0)
        press(rike, "hand_in")
        row = Article.objects.get()
        assert row.status == Status.REVIEW
        form = f"{FORM}{row.pk}/change/"
        expect(rike.locator("[name=_step]")).to_have_text(re.compile("."))  # the one way that is left: back
        expect(rike.locator("[name=_continue]")).to_have_count(0)

        # The editor sends it back, with a word.
        edda.goto(form)
        press(edda, "send_back")
        edda.locator("[name=note]").fill("Wie viele Pfeiler genau?")
        send(edda)
        assert Article.objects.get().status == Status.DRAFT
        rike.goto(form)
        expect(rike.locator(".told")).to_contain_text("Wie viele Pfeiler genau?")
        expect(rike.locator(".told")).to_contain_text("Edda Ernst")

        # Handed in again, with a note; what was typed on the way is saved.
        rike.locator("#id_teaser").fill("Neun Pfeiler, sagt der Prüfer.")
        press(rike, "hand_in_note")
        rike.locator("[name=note]").fill("Neun, zweimal gezählt.")
        rike.keyboard.press("Control+Enter")
        expect(rike.locator(".messagelist .success")).to_be_visible()

        # The editor publishes with one click.
        edda.goto(form)
        expect(edda.locator(".told")).to_contain_text("Neun, zweimal gezählt.")
        press(edda, "publish")
        address = edda.locator(".messagelist .success a").get_attribute("href")
        page.goto(f"{site}{address}")
        expect(page.locator(".lede")).to_have_text("Neun Pfeiler, sagt der Prüfer.")
        expect(page.locator(".corrections")).to_have_count(0)

        # It was wrong: the editor corrects it, by keyboard.
        edda.locator("#id_teaser").fill("Acht Pfeiler, sagt der Prüfer.")
        press(edda, "publish")
        expect(edda.locator(".changes")).to_contain_text("Acht")
        first = edda.locator("[name=change]").first
        expect(first).to_be_focused()
        expect(edda.locator("[name=change]:checked")).to_have_count(0)
        edda.keyboard.press("ArrowDown")
        edda.keyboard.press("ArrowDown")
        expect(edda.locator("[name=change][value=correction]")).to_be_checked()
        edda.keyboard.press("Tab")
        expect(edda.locator("[name=note]")).to_be_focused()
        edda.keyboard.type("Es sind acht Pfeiler, nicht neun.")
        edda.keyboard.press("Control+Enter")
        expect(edda.locator(".messagelist .success a")).to_be_visible()

        # Readers are told, and can see what was changed.
        page.goto(f"{site}{address}")
        told = page.locator(".corrections")
        expect(told).to_contain_text("Es sind acht Pfeiler, nicht neun.")
        expect(told.locator("del")).to_be_hidden()
        told.locator("summary").click()
        expect(told.locator("del")).to_contain_text("Neun")
        expect(told.locator("ins")).to_contain_text("Acht")

        # Withdrawn with a note, which its address then says.
        edda.goto(form)
        press(edda, "withdraw")
        edda.locator("[name=note]").fill("Der Prüfer hat sich geirrt.")
        send(edda)
        assert Article.objects.get().status == Status.WITHDRAWN
        answer = page.goto(f"{site}{address}")
        assert answer is not None
        assert answer.status == 410
        expect(page.locator(".message .note")).to_have_text("Der Prüfer hat sich geirrt.")
        assert len(complaints) == 2, "the answer, and the console about it"
        complaints.clear()


def test_ctrl_enter_of_a_live_piece_leads_to_the_question(live_server: Any, browser: Browser) -> None:
    row = article(live=True)
    person(EDITOR, name="edda", sections=[section()])
    with at_desk(browser, str(live_server.url), "edda") as edda:
        edda.goto(f"{FORM}{row.pk}/change/")
        edda.locator("#id_teaser").fill("Acht Monate.")
        with edda.expect_navigation(url=re.compile("/publish/$")):
            edda.keyboard.press("Control+Enter")
        # The time is hidden until it is asked for, and asked for by a click.
        expect(edda.locator("[name=at_date]")).to_be_hidden()
        edda.locator("[name=when][value=later]").check()
        expect(edda.locator("[name=at_date]")).to_be_visible()
        assert Article.objects.get().teaser == "Acht Monate."
        assert row.releases.count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_accessible(live_server: Any, browser: Browser, axe: Axe, scheme: Any) -> None:
    addresses = pages_of_all()
    person(EDITOR, name="edda", sections=[section()])
    with at_desk(browser, str(live_server.url), "edda") as edda:
        for width in (390, 1280):
            edda.set_viewport_size({"width": width, "height": 900})
            edda.emulate_media(color_scheme=scheme)
            for name, address in addresses.items():
                edda.goto(address)
                edda.wait_for_load_state("networkidle")
                edda.evaluate(OPEN_DETAILS)
                # Of what Django draws itself only the buttons and what stands in the column of states is ours.
                ours = name not in {"gallery", "list"}
                barriers = [one for one in axe(edda) if ours or re.search("step|status|due", one)]
                assert barriers == [], (name, width)
                wide = edda.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                assert wide <= 0, f"{name} is {wide} px wider than {width}"


def pages_of_all() -> dict[str, str]:
    """Return the pages of a piece's way by name, with rows for each."""
    corrected = article("Neun Pfeiler", live=True)
    change(corrected, teaser="Acht Monate.")
    publish(piece=corrected, by=None, now=timezone.now(), change="correction", note="Es waren acht.")  # type: ignore[arg-type]
    change(corrected, teaser="Sieben Monate.", body="<p>Ein Riss, dann noch einer.</p>")
    waiting = article("Es wartet")
    schedule(piece=waiting, by=None, at=TOMORROW, zone="Europe/Berlin", now=timezone.now())
    aside = article("Die Änderung wartet", live=True)
    change(aside, teaser="Acht Monate.")
    schedule(piece=aside, by=None, at=TOMORROW, zone="Europe/Berlin", now=timezone.now())
    secret = change(article("Geheim"), embargo_until=TOMORROW, status=Status.REVIEW)
    shown: Gallery = gallery(live=True)
    return {
        "publish": f"{FORM}{corrected.pk}/publish/?when=later",
        "withdraw": f"{FORM}{corrected.pk}/withdraw/",
        "hand in": f"{FORM}{secret.pk}/hand-in/",
        "send back": f"{FORM}{secret.pk}/send-back/",
        "embargo": f"{FORM}{secret.pk}/change/",
        "publish with an embargo": f"{FORM}{secret.pk}/publish/",
        "live": f"{FORM}{corrected.pk}/change/",
        "scheduled": f"{FORM}{waiting.pk}/change/",
        "put aside": f"{FORM}{aside.pk}/change/",
        "history": f"{FORM}{corrected.pk}/history/",
        "gallery": f"/admin/articles/gallery/{shown.pk}/change/",
        "list": FORM,
        "readers": corrected.releases.get(live=True).get_absolute_url(),
    }


def change(row: Any, **columns: Any) -> Any:
    type(row).objects.filter(pk=row.pk).update(**columns)
    row.refresh_from_db()
    saved(piece=row, by=None, now=timezone.now())
    return row
