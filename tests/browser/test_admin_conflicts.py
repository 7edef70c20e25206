"""Two people change the same place in a real browser: both texts stand beside each other, and one chooses."""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from tests.admin_rows import article, superuser
from tests.browser.conftest import Axe, settle_cursor, sign_in

# Playwright keeps an event loop in this thread, and Django refuses the database beside one: here the two never meet.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

BODY = (
    "<p>Die Brücke ist seit Montag gesperrt.</p><p>Ein Gutachter hat einen Riss gefunden.</p><p>Der Verkehr steht.</p>"
)
SHOTS = os.environ.get("SHOTS", "")


@pytest.fixture
def row(live_server: Any) -> Article:
    return article("Die Brücke ist zu", body=BODY)


@pytest.fixture
def question(live_server: Any, page: Page, row: Article) -> Page:
    """Return the page that asks: somebody else has saved other words for a headline and a paragraph meanwhile."""
    superuser()
    page.goto(f"{live_server.url}/admin/login/?next=/admin/articles/article/{row.pk}/change/")
    sign_in(page)
    editor = page.locator(".ProseMirror[contenteditable]")
    expect(editor).to_contain_text("Riss")
    theirs = BODY.replace("einen Riss", "zwei Risse").replace("steht", "rollt wieder")
    Article.objects.filter(pk=row.pk).update(headline="Die Brücke bleibt zu", body=theirs)
    page.locator("#id_headline").fill("Die Brücke ist gesperrt")
    editor.locator("p", has_text="Gutachter").click()
    page.keyboard.press("End")
    settle_cursor(page)
    page.keyboard.type(" Er warnt seit Jahren.")
    page.locator("[name=_continue]").click()
    expect(page.locator(".conflict")).to_have_count(2)
    return page


def test_both_texts_are_shown_and_the_chosen_ones_are_saved(question: Page, row: Article) -> None:
    headline, text = question.locator(".conflict").first, question.locator(".conflict").last
    expect(headline).to_contain_text("bleibt")
    expect(text).to_contain_text("zwei Risse")
    expect(text).to_contain_text("Er warnt seit Jahren.")
    headline.locator("[value=theirs]").check()
    text.locator("[value=ours]").check()
    question.locator("[name=_continue]").click()
    expect(question.locator(".messagelist .success")).to_be_visible()
    saved = Article.objects.get(pk=row.pk)
    assert saved.headline == "Die Brücke bleibt zu"
    assert saved.body == (
        "<p>Die Brücke ist seit Montag gesperrt.</p>"
        "<p>Ein Gutachter hat einen Riss gefunden. Er warnt seit Jahren.</p><p>Der Verkehr rollt wieder.</p>"
    )


def test_the_page_waits_for_every_choice(question: Page, row: Article) -> None:
    question.locator(".conflict").first.locator("[value=ours]").check()
    question.locator("[name=_continue]").click()
    expect(question.locator(".conflict")).to_have_count(2)
    assert Article.objects.get(pk=row.pk).headline == "Die Brücke bleibt zu"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_question_has_no_barriers(question: Page, axe: Axe, complaints: list[str], scheme: Any) -> None:
    assert not complaints
    question.emulate_media(color_scheme=scheme)
    for width in (1440, 390):
        question.set_viewport_size({"width": width, "height": 900})
        assert question.evaluate("document.documentElement.scrollWidth") <= width
        if SHOTS:
            question.screenshot(path=Path(SHOTS) / f"conflicts-{scheme}-{width}.png")
    assert axe(question) == []
    complaints.clear()  # the checker sets styles that the desk's policy refuses
