"""A preview in a real browser: for everybody, on a phone, by night, and commented on with and without JavaScript."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from articles.desk.publishing import withdraw
from articles.desk.reviewing import address_of, annotate, make_link
from articles.document import Document
from articles.models import Annotation, Article, PreviewLink
from tests.admin_rows import superuser
from tests.browser.conftest import Axe, sign_in
from tests.browser.test_site_pages import TOO_WIDE
from tests.edition import publish_edition

# Playwright keeps an event loop in this thread, and Django refuses the database beside one: here the two never meet.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def link(live_server: Any, tmp_path: Any) -> PreviewLink:
    """Return a link to an article with a block of every kind that readers do not see."""
    publish_edition(tmp_path)
    row = Article.objects.get(reference="everything")
    withdraw(piece=row, by=None, now=timezone.now())
    return make_link(piece=row, by=None, now=timezone.now())


@pytest.fixture
def address(live_server: Any, link: PreviewLink) -> str:
    return f"{live_server.url}{address_of(link)}"


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """Return a page of a browser without JavaScript."""
    with browser.new_context(java_script_enabled=False, locale="de-DE") as context:
        opened = context.new_page()
        opened.set_default_timeout(10_000)
        yield opened


def write(page: Page, number: int, text: str) -> None:
    spot = page.locator(f'.spot[data-number="{number}"]')
    spot.locator("summary").click()
    spot.get_by_label("Ihr Name").fill("Erika Beispiel")
    spot.get_by_label("Ihr Kommentar").fill(text)
    spot.get_by_role("button", name="Absenden").click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_a_preview_shuts_nobody_out(page: Page, address: str, axe: Axe, scheme: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(address)
    write(page, 1, "Stimmt das?")
    page.locator('.spot[data-number="3"] summary').click()
    expect(page.locator(".remark")).to_have_count(1)
    assert axe(page) == []
    assert page.evaluate(TOO_WIDE) == []


def test_each_comment_stands_at_its_paragraph(page: Page, address: str) -> None:
    page.goto(address)
    assert page.locator("#kommentare .spot").count() == 0
    write(page, 3, "Wann genau?")
    beside = page.evaluate("document.querySelector('.remark').closest('.spot').previousElementSibling.textContent")
    assert beside.startswith("Er warnte früh.")
    assert Annotation.objects.get().quotation.startswith("Er warnte früh.")
    expect(page.locator(".remark")).to_be_in_viewport()


def test_the_name_is_typed_once(page: Page, address: str) -> None:
    page.goto(address)
    write(page, 1, "Erstens.")
    page.locator('.spot[data-number="2"] summary').click()
    expect(page.locator('.spot[data-number="2"]').get_by_label("Ihr Name")).to_have_value("Erika Beispiel")


def test_without_javascript_comments_are_at_the_end_and_work(plain: Page, address: str) -> None:
    plain.goto(address)
    write(plain, 3, "Wann genau?")
    expect(plain.locator('#kommentare .spot[data-number="3"] .remark')).to_contain_text("Wann genau?")


def test_a_preview_can_be_commented_on_by_the_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address)
    page.locator('.spot[data-number="0"] summary').focus()
    for key in ("Enter", "Tab"):
        page.keyboard.press(key)
    page.keyboard.type("Erika")
    page.keyboard.press("Tab")
    page.keyboard.type("Zu lang.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".remark")).to_contain_text("Zu lang.")


def test_a_closed_preview_shuts_nobody_out(page: Page, address: str, axe: Axe, complaints: list[str]) -> None:
    PreviewLink.objects.update(revoked_at=timezone.now())
    page.goto(address)
    assert axe(page) == []
    complaints.clear()


def test_the_desk_ticks_a_comment_off_beside_the_form_and_keeps_what_is_typed(
    page: Page, live_server: Any, link: PreviewLink, axe: Axe
) -> None:
    superuser()
    assert link.article
    annotate(link=link, document=Document(), number=0, name="Erika", text="Zu lang.", now=timezone.now())
    page.goto(f"{live_server.url}/admin/login/?next=/admin/articles/article/{link.article.pk}/change/")
    sign_in(page)
    page.locator("[name=kicker]").fill("Gerade getippt")
    page.get_by_role("button", name="Abhaken").click()
    expect(page.locator("[data-annotations]")).to_contain_text("Keine Kommentare.")
    assert Annotation.objects.get().done_at is not None
    expect(page.locator("[name=kicker]")).to_have_value("Gerade getippt")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{live_server.url}/admin/articles/article/{link.article.pk}/preview-links/")
    page.get_by_role("button", name="Wieder öffnen").click()
    expect(page.get_by_role("button", name="Abhaken")).to_be_focused()
    assert axe(page) == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate(TOO_WIDE) == []
