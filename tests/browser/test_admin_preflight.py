"""The panel of checks in a real browser: it follows what is typed, and each finding leads to its place."""

import os
import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from articles.models import Article
from tests.admin_rows import article, gallery, picture, superuser
from tests.browser.conftest import Axe, sign_in

# Playwright keeps an event loop in this thread, and Django refuses the database beside one: here the two never meet.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def chef() -> Any:
    return superuser()


@pytest.fixture
def row(chef: Any) -> Article:
    shown = picture("Ein Riss", alt_text="Beton.")
    body = (
        "<p>Anfang.</p>" + "<p>Ein Absatz unter vielen anderen.</p>" * 30
        + f'<story-picture uuid="{shown.uuid}"></story-picture><p>Sie kostet <strong>rund</strong> XXX Euro.</p>'
        + '<p>Mehr dazu <a href="/weg/">steht hier</a>.</p>'
    )  # fmt: skip
    return article(body=body)


@pytest.fixture
def form(page: Page, live_server: Any, row: Article) -> Page:
    open_form(page, f"{live_server.url}/admin/articles/article/{row.pk}/change/")
    return page


def open_form(page: Page, address: str) -> None:
    page.goto(address)
    if page.locator("[name=login]").count():
        sign_in(page)
    expect(page.locator("#preflight")).to_be_attached()
    if "/article/" in address:
        expect(page.locator(".ProseMirror[contenteditable]")).to_be_visible()


def findings(page: Page) -> Locator:
    return page.locator("#preflight .finding")


def selected(page: Page) -> str:
    return str(page.evaluate("getSelection().toString()"))


def test_the_panel_follows_what_is_typed(form: Page) -> None:
    summary = form.locator(".preflight-summary")
    expect(summary).to_have_attribute("aria-live", "polite")
    expect(findings(form).filter(has_text="XXX")).to_have_count(1)
    before = summary.text_content()
    form.fill("#id_headline", "")
    expect(findings(form).first).to_have_class(re.compile("finding-required"))
    expect(summary).not_to_have_text(before or "")
    form.fill("#id_headline", "Die Brücke ist wieder offen")
    expect(form.locator(".finding-required")).to_have_count(0)
    expect(summary).to_have_text(before or "")


def test_the_bar_says_in_short_how_it_stands(form: Page) -> None:
    short = form.locator(".preflight-short")
    expect(short).to_have_class(re.compile("stops"))
    before = short.text_content() or ""
    form.fill("#id_headline", "")
    expect(short).not_to_have_text(before)
    form.evaluate("scrollTo(0, document.body.scrollHeight)")
    short.click()
    expect(form.locator("#preflight-title")).to_be_in_viewport()


def test_a_finding_leads_to_its_field(form: Page) -> None:
    form.fill("#id_teaser", "")
    link = form.locator("#preflight a[href='#id_teaser']")
    link.click()
    expect(form.locator("#id_teaser")).to_be_focused()
    expect(form.locator("#id_teaser")).to_be_in_viewport()
    expect(form.locator(".form-row.field-teaser")).to_have_class(re.compile("found-here"))


def test_a_finding_leads_to_a_field_behind_a_widget(form: Page) -> None:
    form.locator("#preflight a[href='#id_lead_picture']").focus()
    form.keyboard.press("Enter")
    expect(form.locator(".field-lead_picture .select2-selection")).to_be_focused()


def test_a_finding_in_the_text_marks_the_words(form: Page) -> None:
    findings(form).filter(has_text="XXX").locator("a").click()
    expect(form.locator(".ProseMirror[contenteditable]")).to_be_focused()
    assert selected(form) == "XXX"
    expect(form.locator(".ProseMirror p", has_text="XXX")).to_be_in_viewport()


def test_a_dead_link_is_marked_in_the_text(form: Page) -> None:
    findings(form).filter(has_text="/weg/").locator("a").click()
    expect(form.locator(".ProseMirror p", has_text="Mehr dazu")).to_be_in_viewport()
    assert selected(form) == "steht hier"


def test_a_picture_in_the_text_is_marked(form: Page) -> None:
    findings(form).filter(has_text="Ein Riss").locator("a").first.click()
    node = form.locator(".ProseMirror-selectednode")
    expect(node).to_have_count(1)
    expect(node).to_be_in_viewport()


def test_the_way_from_another_page_leads_into_the_text(page: Page, live_server: Any, row: Article) -> None:
    address = f"{live_server.url}/admin/articles/article/{row.pk}/change/"
    open_form(page, address)
    page.goto("about:blank")
    open_form(page, f"{address}#text:words=XXX")
    expect(page.locator(".ProseMirror p", has_text="XXX")).to_be_in_viewport()
    assert selected(page) == "XXX"


def test_what_is_mended_in_a_row_of_its_own_keeps_the_keys(form: Page) -> None:
    """The list is drawn anew; whoever stands on a link of it stays there."""
    form.fill("#id_headline", "")
    link = form.locator("#preflight a[href='#id_headline']")
    expect(link).to_have_count(1)
    form.locator("#preflight a[href='#id_lead_picture']").focus()
    form.evaluate("document.getElementById('id_headline').value = 'Neu'; document.dispatchEvent(new Event('change'))")
    expect(link).to_have_count(0)
    expect(form.locator("#preflight a[href='#id_lead_picture']")).to_be_focused()


def test_nothing_jumps_where_somebody_types(form: Page) -> None:
    places = (
        "['id_headline', 'id_teaser', 'id_section'].map(id => document.getElementById(id).getBoundingClientRect().top)"
    )
    form.locator("#id_teaser").focus()
    before = form.evaluate(places)
    count = findings(form).count()
    form.evaluate("document.getElementById('id_teaser').value = ''; document.dispatchEvent(new Event('change'))")
    expect(findings(form)).to_have_count(count + 1)
    assert form.evaluate(places) == before


def test_a_gallery_has_the_panel(page: Page, live_server: Any, chef: Any) -> None:
    open_form(page, f"{live_server.url}/admin/articles/gallery/{gallery().pk}/change/")
    page.fill("#id_title", "")
    expect(page.locator(".finding-required")).to_have_count(1)
    page.locator("#preflight a[href='#places-group']").first.click()
    expect(page.locator("#places-group")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_panel_is_usable_for_everybody(
    form: Page, axe: Axe, complaints: list[str], scheme: Any, width: int
) -> None:
    form.emulate_media(color_scheme=scheme)
    form.set_viewport_size({"width": width, "height": 800})
    form.locator("#preflight").scroll_into_view_if_needed()
    assert form.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints == []
    assert axe(form) == []
    complaints.clear()  # the checker tries styles of its own, which the desk's policy refuses
