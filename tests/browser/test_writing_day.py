"""A day of a new editor in a real browser: from the list of articles to the site, with each click and key counted.

Keys and the mouse go through the browser's own input, and the page counts what arrives. Setting a field by a script is
no work and would count as none, so these tests never do it.
"""

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import pytest
from django.contrib.auth.models import Permission, User
from playwright.sync_api import Locator, Page, expect

from articles.models import Article, Gallery, Picture
from tests.admin_rows import article, author, give_file, picture, section
from tests.browser.conftest import sign_in

# Playwright keeps an event loop in this thread, and Django refuses the database beside one: here the two never meet.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# Counts what a hand does, in each page and popup. The storage outlives the page that a click leaves. Presses of the
# mouse's button are counted and no "click": Enter in a form, or a click on a label, make more of those by themselves.
COUNTER: Final = """
if (location.protocol.startsWith("http")) {
  const count = (name) => localStorage.setItem(name, Number(localStorage.getItem(name) ?? 0) + 1)
  const listen = (event, name) =>
    window.addEventListener(event, ({ isTrusted }) => { if (isTrusted) count(name) }, true)
  listen("pointerdown", "hand:clicks")
  listen("keydown", "hand:keys")
  if (window.top === window) count("hand:loads")
}
"""
COUNTED: Final = ("clicks", "keys", "loads")

KICKER = "Drei Krane für Tiede"
HEADLINE = "Der Hafen bekommt drei Riesen und ein Problem"
TEASER = "Um fünf Uhr morgens kamen die neuen Krane den Fluss herauf. Jetzt passen sie nicht unter die alte Brücke."
# As it lies in the document of a writer who wrote elsewhere.
MANUSCRIPT = """<!doctype html><html lang="de"><title>Manuskript</title><body style="font-family: Calibri">
<p style="margin:0">Der erste Schlepper war noch im Nebel, da standen am Deich schon zweihundert Leute.</p>
<p style="margin:0">Achtzig Meter sind die Krane hoch, <b>so hoch wie der Dom</b>, sagt der Hafenmeister.</p>
<h2 style="color:#2f5496">Schritttempo bis zur Brücke</h2>
<p style="margin:0">Vier Stunden brauchte der Verband für die letzten sechs Kilometer.</p>
<p style="margin:0">Dann war Schluss: Es fehlten elf Zentimeter.</p>
<h2 style="color:#2f5496">Warten auf Niedrigwasser</h2>
<p style="margin:0">Am Donnerstag soll es weitergehen, wenn das Wasser tief genug steht.</p></body></html>"""
TEXT = (
    ("P", "Der erste Schlepper war noch im Nebel, da standen am Deich schon zweihundert Leute."),
    ("P", "Achtzig Meter sind die Krane hoch, so hoch wie der Dom, sagt der Hafenmeister."),
    ("H2", "Schritttempo bis zur Brücke"),
    ("P", "Vier Stunden brauchte der Verband für die letzten sechs Kilometer."),
    ("P", "Dann war Schluss: Es fehlten elf Zentimeter."),
    ("H2", "Warten auf Niedrigwasser"),
    ("P", "Am Donnerstag soll es weitergehen, wenn das Wasser tief genug steht."),
)
LINKED = "Die alte Brücke bleibt bis Mai gesperrt"
GALLERY = "Die Ankunft in Bildern"


@dataclass
class Driven:
    """What a piece of work took, known when it is done."""

    clicks: int = 0
    keys: int = 0
    loads: int = 0
    seconds: float = 0


Driving = Callable[[str], Any]


@pytest.fixture
def desk(live_server: Any, page: Page) -> Page:
    """Return the list of articles, signed in as an editor who may edit but is no administrator."""
    editor = User.objects.create_user("neu", "neu@example.org", "x", is_staff=True)
    editor.user_permissions.set(Permission.objects.filter(content_type__app_label="articles"))
    page.context.add_init_script(COUNTER)
    page.goto(f"{live_server.url}/admin/login/?next=/admin/articles/article/")
    sign_in(page, "neu")
    expect(page.locator(".object-tools .addlink")).to_be_visible()
    return page


@pytest.fixture
def driving(desk: Page, capsys: pytest.CaptureFixture[str]) -> Driving:
    """Return a context that counts what is done in it and prints the counts."""

    @contextmanager
    def count(name: str) -> Iterator[Driven]:
        driven = Driven()
        desk.evaluate("names => names.forEach((name) => localStorage.removeItem(`hand:${name}`))", COUNTED)
        started = time.monotonic()
        yield driven
        driven.seconds = time.monotonic() - started
        for what in COUNTED:
            setattr(driven, what, desk.evaluate("name => Number(localStorage.getItem(`hand:${name}`))", what))
        with capsys.disabled():
            print(  # noqa: T201
                f"\n{name}: {driven.clicks} clicks, {driven.keys} keys, {driven.loads} page loads, "
                f"{driven.seconds:.1f} seconds of driving"
            )

    return count


# --- what a hand does -----------------------------------------------------------------------------------------------


def start_article(page: Page) -> Locator:
    """Open an empty form from the list; return the editor of its text."""
    page.locator(".object-tools .addlink").first.click()
    text = page.locator(".ProseMirror[contenteditable]")
    expect(text).to_be_visible()
    expect(page.locator("#id_kicker")).to_be_focused()
    return text


def copy_manuscript(page: Page) -> None:
    """Copy all of the manuscript in the window where it was written."""
    other = page.context.new_page()
    other.set_content(MANUSCRIPT)
    other.keyboard.press("ControlOrMeta+a")
    other.keyboard.press("ControlOrMeta+c")
    other.close()


def breathe(page: Page) -> None:
    """Let the editor hear where the cursor went, as it does long before the next key of any hand."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")


def insert(page: Page, behind: Locator, word: str) -> Locator:
    """Open the panel of a kind by "/" below a paragraph; return the rows it found."""
    width, height = behind.evaluate("({ offsetWidth, offsetHeight }) => [offsetWidth, offsetHeight]")
    behind.click(position={"x": width - 2, "y": height - 4})  # behind the last word of the last line
    breathe(page)
    page.keyboard.press("Enter")
    page.keyboard.type(f"/{word}")
    expect(page.locator(".story-slash [role=option]")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator(".story-picking-search")).to_be_focused()
    return page.locator(".story-picking-row")


def choose_section(page: Page, name: str) -> None:
    page.locator("#id_section").click()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    expect(page.locator("#id_section option:checked")).to_have_text(name)


def publish(page: Page) -> None:
    page.locator("[name=_publish]").click()
    expect(page.locator(".messagelist .success a")).to_be_visible()


def read_on_site(page: Page) -> Locator:
    """Follow the link in the desk's answer; return what readers see."""
    page.locator(".messagelist .success a").click()
    story = page.locator("main article")
    expect(story).to_be_visible()
    return story


def written_on(story: Locator) -> list[tuple[str, str]]:
    """Return the paragraphs, subheads and links of a page's text in their order: what each is, and its words."""
    blocks = story.locator(".text > :is(p, h2):not(.byline)")
    read = "all => all.map((one) => [one.className || one.tagName, one.textContent.trim()])"
    return [(kind, words) for kind, words in blocks.evaluate_all(read)]


# --- what is written ------------------------------------------------------------------------------------------------


def shots() -> list[Picture]:
    """Return pictures with files: one of a bridge, six of an arrival, and others that are in the way."""
    captions = ["Die alte Brücke im Nebel", *(f"Ankunft der Krane {n}" for n in range(6)), "Ein Hund", "Eine Möwe"]
    rows = [picture(caption, alt_text=caption) for caption in captions]
    for row in rows:
        give_file(row)
    return rows


def test_a_new_editor_brings_the_reference_article_to_the_site(desk: Page, driving: Driving) -> None:
    rows = shots()
    for initials in ("jat", "koj", "abc"):
        author(initials)
    for name in ("Hafen", "Kultur", "Stadt"):
        section(name)
    article(LINKED, live=True)
    copy_manuscript(desk)
    with driving("The reference article") as driven:
        write_reference_article(desk)
        story = read_on_site(desk)
    assert driven.clicks <= 25
    assert driven.seconds <= 90
    assert 0 < driven.loads <= 3  # the form, the form again, the page on the site

    expect(story.locator("h1")).to_contain_text(HEADLINE)
    expect(story.locator("h1")).to_contain_text(KICKER)
    expect(story.locator(".lede")).to_have_text(TEASER)
    expect(story.locator(".section")).to_have_text("Hafen")
    expect(story.locator(".opening img")).to_be_visible()
    expect(story.locator(".opening .caption")).to_have_text("Die alte Brücke im Nebel")
    expect(story.locator(".opening .credit")).to_contain_text("Imke Sanders/dpa")
    assert written_on(story) == [*TEXT[:2], ("related", f"Lesen Sie auch: Verkehr: {LINKED}"), *TEXT[2:]]
    expect(story.locator(".text strong")).to_have_text("so hoch wie der Dom")
    expect(story.locator(".text > .related a")).to_have_attribute("href", re.compile("/die-alte-bruecke-bleibt-"))
    expect(story.locator(".text > p + .slides")).to_have_count(1)
    expect(story.locator(".slides h2")).to_contain_text(GALLERY)
    expect(story.locator(".slides figure img")).to_have_count(5)
    expect(story.locator(".byline a")).to_have_text(["jat", "koj"])
    expect(story.locator(".byline")).to_have_text("jat/koj")

    # Nothing else was made on the way.
    written = Article.objects.get(headline=HEADLINE)
    assert [place.picture for place in Gallery.objects.get().places.all()] == rows[6:1:-1]
    assert (written.lead_picture, written.related_links.count()) == (rows[0], 1)
    assert (written.slug, written.releases.count()) == ("der-hafen-bekommt-drei-riesen-und-ein-problem", 1)


def write_reference_article(page: Page) -> None:
    text = start_article(page)
    page.keyboard.type(KICKER)
    page.keyboard.press("Enter")
    page.keyboard.type(HEADLINE)
    page.keyboard.press("Enter")
    page.keyboard.type(TEASER)
    text.click()
    page.keyboard.press("ControlOrMeta+v")
    expect(text.locator("p, h2")).to_have_count(len(TEXT))

    found = insert(page, text.locator("p", has_text="so hoch wie der Dom"), "related")
    page.keyboard.type("alte Brücke")
    expect(found).to_have_count(1)
    found.click()
    expect(text.locator(".story-card-related")).to_contain_text(LINKED)

    found = insert(page, text.locator("p").last, "picture")
    page.keyboard.type("Ankunft")
    expect(found).to_have_count(6)
    for number in range(5):
        page.locator(".story-picking-list [type=checkbox]").nth(number).click()
    title = page.locator(".story-picking-gathering input")
    title.click()
    page.keyboard.type(GALLERY)
    page.keyboard.press("Enter")
    expect(text.locator(".story-card-gallery")).to_contain_text(GALLERY)

    page.locator(".field-lead_picture .select2-selection").click()
    page.keyboard.type("Nebel")
    offered = page.locator(".select2-results__option[role=option]", has_text="Nebel")
    expect(offered).to_have_count(1)
    offered.click()
    expect(page.locator(".field-lead_preview img")).to_be_visible()

    choose_section(page, "Hafen")
    page.locator(".field-byline .select2-search__field").click()
    page.keyboard.type("jat/koj/")
    expect(page.locator(".byline-chips .chip")).to_have_text(["jat", "koj"])
    page.keyboard.press("Escape")
    publish(page)


def test_a_breaking_item_is_on_the_site_at_once(desk: Page, driving: Driving) -> None:
    for name in ("Hafen", "Kultur", "Stadt"):
        section(name)
    with driving("A breaking item") as driven:
        start_article(desk)
        desk.keyboard.press("Enter")
        desk.keyboard.type("Brücke nach Schiffsunfall gesperrt")
        desk.keyboard.press("Enter")
        desk.keyboard.type("Ein Frachter rammte am Mittag einen Pfeiler. Verletzt wurde niemand.")
        choose_section(desk, "Stadt")
        publish(desk)
        story = read_on_site(desk)
    assert driven.clicks <= 6
    assert driven.seconds <= 10
    assert 0 < driven.loads <= 3

    expect(story.locator("h1")).to_have_text("Brücke nach Schiffsunfall gesperrt")
    expect(story.locator(".lede")).to_have_text(re.compile("^Ein Frachter rammte .* Verletzt wurde niemand.$"))
    assert Article.objects.get().section.name == "Stadt"  # type: ignore[union-attr]
