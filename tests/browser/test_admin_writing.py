"""The writing page in a real browser: counts, address, keys, byline, preview; for eyes, keyboards and small screens."""

import os
import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from articles.models import Article
from articles.models.slugs import slug_of
from tests.admin_rows import agency, article, author, gallery, section, superuser
from tests.browser.conftest import sign_in

# Playwright keeps an event loop in this thread, and Django refuses the database beside one: here the two never meet.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

ARTICLES = "/admin/articles/article/"


@pytest.fixture
def desk(live_server: Any, page: Page) -> Page:
    """Return a page signed in at the desk of a server that shares the test's database."""
    superuser()
    page.goto(f"{live_server.url}/admin/login/?next=/admin/")
    sign_in(page)
    expect(page.locator("#user-tools")).to_be_visible()
    return page


def go(page: Page, path: str) -> None:
    """Go to a path of the server that the page is on."""
    page.goto(page.evaluate("location.origin") + path)


def new_article(page: Page) -> Locator:
    """Open an empty form; return the editor of its text."""
    go(page, f"{ARTICLES}add/")
    editor = page.locator(".ProseMirror[contenteditable]")
    expect(editor).to_be_visible()
    return editor


def open_article(page: Page, row: Article) -> Locator:
    go(page, f"{ARTICLES}{row.pk}/change/")
    editor = page.locator(".ProseMirror[contenteditable]")
    expect(editor).to_be_visible()
    return editor


def saved(page: Page) -> None:
    expect(page.locator(".messagelist .success")).to_be_visible()


def sideways(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


# --- what one sees while typing -------------------------------------------------------------------------------------


def test_counts_turn_into_hints_and_never_block(desk: Page) -> None:
    row = article()
    open_article(desk, row)
    count = desk.locator("#count-headline")
    expect(count).to_have_text(re.compile(r"^17 \D+ 70$"))
    desk.locator("#id_headline").fill("ä" * 71)
    expect(count).to_have_class(re.compile("over"))
    expect(count).to_contain_text("71")
    desk.locator("#id_teaser").fill("x" * 301)
    expect(desk.locator("#count-teaser")).to_have_class(re.compile("over"))
    expect(desk.locator("[role=status]", has_text="301")).to_have_count(1)
    desk.locator("[name=_continue]").click()
    saved(desk)
    row.refresh_from_db()
    assert (len(row.headline), len(row.teaser)) == (71, 301)


def test_a_headline_stays_one_line(desk: Page) -> None:
    row = article()
    open_article(desk, row)
    headline = desk.locator("#id_headline")
    headline.fill("Zwei\nZeilen")
    expect(headline).to_have_value("Zwei Zeilen")
    headline.press("Enter")
    expect(desk.locator("#id_teaser")).to_be_focused()
    desk.locator("#id_kicker").press("Enter")
    expect(headline).to_be_focused()
    assert desk.url.endswith(f"{row.pk}/change/")


def test_words_and_reading_time_follow_the_text(desk: Page) -> None:
    editor = open_article(desk, article(body="<p>" + "Wort " * 500 + "</p>"))
    expect(desk.locator("#text-size")).to_contain_text("500")
    expect(desk.locator("#text-size")).to_contain_text(re.compile(r"\b[23]\b"))
    editor.click()
    desk.keyboard.press("ControlOrMeta+End")
    desk.keyboard.type(" noch drei Wörter")
    expect(desk.locator("#text-size")).to_contain_text("503")


# --- the address ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headline",
    [
        "Größe, Häfen & Straßen: Übermut tut gut",
        "ÄÖÜ ẞ æøåœ ÆØÅŒ ıłŁđĐ",
        "Café à la façon — „naïve“ ½ ﬁn Ⅳ x²",
        "Wörter " * 20,
        "ohneeinenbindestrich" * 6,
        "a" * 80 + " b",
        "  – 12 –  ",
        "Ελλάδα Москва",
        "a\u0308 zerlegt",
    ],
)
def test_the_address_follows_the_headline_by_the_servers_rule(desk: Page, headline: str) -> None:
    new_article(desk)
    desk.locator("#id_headline").fill(headline)
    assert desk.locator("#id_slug").input_value() == slug_of(headline)
    if slug_of(headline):
        expect(desk.locator("#slug-shown")).to_have_text(slug_of(headline))


def test_an_address_that_was_written_by_hand_is_left_alone(desk: Page) -> None:
    new_article(desk)
    desk.locator("#id_headline").fill("Erster Titel")
    desk.locator("#slug-edit").click()
    expect(desk.locator("#id_slug")).to_be_focused()
    desk.keyboard.type("eigene-adresse")
    desk.locator("#id_headline").fill("Zweiter Titel")
    expect(desk.locator("#slug-shown")).to_have_text("eigene-adresse")
    assert desk.locator("#id_slug").input_value() == "eigene-adresse"


def test_an_address_that_readers_know_is_shown_and_fixed(desk: Page) -> None:
    open_article(desk, article("Die Brücke ist zu", live=True))
    expect(desk.locator("#slug-shown")).to_have_text("die-bruecke-ist-zu")
    desk.locator("#id_headline").fill("Ganz anders")
    expect(desk.locator("#slug-shown")).to_have_text("die-bruecke-ist-zu")
    expect(desk.locator("#slug-edit, #id_slug")).to_have_count(0)


# --- keys -----------------------------------------------------------------------------------------------------------


def test_saving_by_key_comes_back_to_the_caret_in_the_text(desk: Page) -> None:
    row = article(body="".join(f"<p>Absatz {number} mit Text.</p>" for number in range(60)))
    editor = open_article(desk, row)
    editor.locator("p").nth(50).click()
    desk.keyboard.press("Home")
    desk.keyboard.type("Hier ")
    scrolled = desk.evaluate("scrollY")
    assert scrolled > 0
    desk.keyboard.press("ControlOrMeta+s")
    saved(desk)
    expect(editor).to_be_focused()
    desk.keyboard.type("weiter ")
    expect(editor.locator("p").nth(50)).to_have_text("Hier weiter Absatz 50 mit Text.")
    assert desk.evaluate("scrollY") > 0
    row.refresh_from_db()
    assert "<p>Hier Absatz 50" in row.body


def test_saving_by_key_comes_back_to_the_field(desk: Page) -> None:
    open_article(desk, article("Die Brücke"))
    headline = desk.locator("#id_headline")
    headline.focus()
    headline.evaluate("area => area.setSelectionRange(4, 4)")
    desk.keyboard.type("alte ")
    desk.keyboard.press("ControlOrMeta+s")
    saved(desk)
    expect(headline).to_be_focused()
    desk.keyboard.type("graue ")
    expect(headline).to_have_value("Die alte graue Brücke")


def test_publishing_by_key_asks_first(desk: Page) -> None:
    row = article()
    open_article(desk, row)
    answers = iter([False, True])
    desk.on("dialog", lambda dialog: dialog.accept() if next(answers) else dialog.dismiss())
    desk.locator("#id_teaser").focus()
    desk.keyboard.press("ControlOrMeta+Enter")
    expect(desk.locator("#id_teaser")).to_be_focused()
    assert not row.releases.exists()
    desk.keyboard.press("ControlOrMeta+Enter")
    saved(desk)
    assert row.releases.filter(live=True).exists()


def test_the_keys_are_told(desk: Page) -> None:
    open_article(desk, article())
    desk.locator("#help-toggle").press("Enter")
    expect(desk.locator("#shortcuts")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.locator("#shortcuts")).to_be_hidden()
    desk.locator("#id_kicker").focus()
    desk.keyboard.press("Alt+Shift+T")
    expect(desk.locator(".ProseMirror[contenteditable]")).to_be_focused()


def test_an_article_is_written_and_saved_without_a_mouse(desk: Page) -> None:
    section("Hafen")
    author("jat")
    new_article(desk)
    desk.locator("#id_kicker").focus()
    word = uuid.uuid4().hex[:6]
    desk.keyboard.type("Hafen")
    desk.keyboard.press("Enter")
    desk.keyboard.type(f"Ein Schiff {word}")
    desk.keyboard.press("Enter")
    desk.keyboard.type("Es kam am Morgen.")
    desk.keyboard.press("Alt+Shift+T")
    desk.keyboard.type("Der erste Absatz.")
    desk.keyboard.press("Enter")
    desk.keyboard.type("Der zweite.")
    desk.keyboard.press("ControlOrMeta+s")
    saved(desk)
    row = Article.objects.get(headline=f"Ein Schiff {word}")
    assert (row.kicker, row.teaser, row.slug) == ("Hafen", "Es kam am Morgen.", f"ein-schiff-{word}")
    assert row.body == "<p>Der erste Absatz.</p><p>Der zweite.</p>"


# --- the byline -----------------------------------------------------------------------------------------------------


def names(row: Article) -> list[str]:
    found = row.contributions.select_related("author", "agency").order_by("position", "pk")
    return [f"{one.author.initials}:{one.role}" if one.author else str(one.agency and one.agency.code) for one in found]


def choose(page: Page, term: str, shown: str) -> None:
    box = page.locator(".field-byline .select2-search__field")
    box.click()
    box.type(term)
    page.locator(".select2-results__option", has_text=shown).first.click()


def test_the_byline_keeps_the_order_of_choosing(desk: Page) -> None:
    for initials in ("jat", "koj", "abc"):
        author(initials)
    agency("dpa")
    row = Article.objects.create(headline="Ohne Namen", section=section(), body="<p>Text.</p>")
    open_article(desk, row)
    for term in ("koj", "jat", "dpa"):
        choose(desk, term, term)
    chips = desk.locator(".byline-chips .chip")
    expect(chips).to_have_text(["koj", "jat", "dpa"])
    desk.locator("[name=_continue]").click()
    saved(desk)
    expect(chips).to_have_text(["koj", "jat", "dpa"])
    assert names(row) == ["koj:writing", "jat:writing", "dpa"]


def test_roles_and_order_are_changed_by_key(desk: Page) -> None:
    row = article()  # jat/dpa
    open_article(desk, row)
    chips = desk.locator(".byline-chips .chip")
    chips.first.focus()
    desk.keyboard.press("Enter")
    desk.keyboard.press("ArrowRight")
    expect(chips.nth(1)).to_be_focused()
    expect(chips.nth(1)).to_contain_text("jat")
    desk.locator("[name=_continue]").click()
    saved(desk)
    assert names(row) == ["dpa", "jat:editing"]
    chips.first.focus()
    desk.keyboard.press("Delete")
    expect(chips).to_have_count(1)
    with desk.expect_navigation():
        desk.keyboard.press("ControlOrMeta+s")
    saved(desk)
    assert names(row) == ["jat:editing"]


def test_unknown_initials_make_an_author_and_a_slash_divides(desk: Page) -> None:
    author("koj")
    row = Article.objects.create(headline="Ohne Namen", section=section(), body="<p>Text.</p>")
    open_article(desk, row)
    box = desk.locator(".field-byline .select2-search__field")
    box.click()
    box.type("xyz/koj/")
    expect(desk.locator(".byline-chips .chip")).to_have_count(2)
    box.press("Escape")
    desk.locator("[name=_continue]").click()
    saved(desk)
    assert names(row) == ["xyz:writing", "koj:writing"]


def test_names_typed_in_haste_are_those_that_the_desk_knows(desk: Page) -> None:
    author("koj")
    agency("dpa")
    row = Article.objects.create(headline="Ohne Namen", section=section(), body="<p>Text.</p>")
    open_article(desk, row)
    box = desk.locator(".field-byline .select2-search__field")
    box.click()
    box.type("koj/dpa/")
    expect(desk.locator(".byline-chips .chip")).to_have_text(["koj", "dpa"])  # neither is marked as new
    box.press("Escape")
    desk.locator("[name=_continue]").click()
    saved(desk)
    assert names(row) == ["koj:writing", "dpa"]


# --- the preview ----------------------------------------------------------------------------------------------------


def test_the_preview_stands_beside_the_form_and_follows(desk: Page) -> None:
    word = f"Ankerwort{uuid.uuid4().hex[:6]}"
    editor = open_article(desk, article())
    desk.keyboard.press("Alt+Shift+P")
    pane = desk.locator("#preview-pane")
    expect(pane).to_be_visible()
    main = desk.frame_locator("#preview-pane iframe").locator("main")
    expect(main).to_contain_text("Die Brücke ist zu")
    editor.locator("p").first.click()
    desk.keyboard.type(word)
    desk.evaluate("document.dispatchEvent(new CustomEvent('newsroom:keep-now'))")
    expect(main).to_contain_text(word)
    pane.locator("[data-width='1280']").click()
    assert desk.locator("#preview-pane iframe").evaluate("frame => frame.contentWindow.innerWidth") == 1280
    pane.locator("[data-closes]").click()
    expect(pane).to_be_hidden()
    expect(desk.locator("#preview-toggle")).to_be_focused()


# --- for everybody --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_list_and_forms_have_no_barriers(
    desk: Page, axe: Callable[[Page], list[str]], complaints: list[str], scheme: Any
) -> None:
    desk.emulate_media(color_scheme=scheme)
    row = article(live=True)
    for address in (ARTICLES, f"{ARTICLES}add/", f"{ARTICLES}{row.pk}/change/"):
        go(desk, address)
        desk.wait_for_load_state("networkidle")
        assert complaints == []
        assert axe(desk) == [], address
        complaints.clear()  # the checker tries styles of its own, which the desk's policy refuses


@pytest.mark.parametrize("width", [390, 1440])
def test_no_page_scrolls_sideways(desk: Page, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 844})
    row, shown = article(live=True), gallery()
    for address in (
        ARTICLES,
        f"{ARTICLES}add/",
        f"{ARTICLES}{row.pk}/change/",
        f"/admin/articles/gallery/{shown.pk}/change/",
    ):
        go(desk, address)
        desk.wait_for_load_state("networkidle")
        assert sideways(desk) <= 0, address
