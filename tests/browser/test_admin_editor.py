"""An editor opens imported texts in a real browser: nothing is lost, and what is typed reaches the readers."""

import os
import re
import uuid
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from articles.document import (
    Byline,
    BylineAuthor,
    Document,
    Embed,
    GalleryBlock,
    Paragraph,
    Picture,
    PictureBlock,
    Related,
    Subhead,
)
from articles.models import Article
from articles.models import Picture as PictureRow
from tests.admin_rows import article, gallery, give_file, one_of_each, superuser
from tests.browser.conftest import settle_cursor, sign_in
from tests.imports import import_one

# Playwright keeps an event loop in this thread, and Django refuses the database beside one: here the two never meet.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

ARTICLES = "/admin/articles/article/"
NODE = re.compile(r"<story-\w+ [^>]*></story-\w+>")
DOCUMENT = Document(
    kicker="Neue Kräne",
    headline="Drei Riesen fahren die Tiede hinauf",
    teaser="Um fünf Uhr kamen sie.",
    section="Hafen",
    byline=Byline((BylineAuthor(initials="tkl"), BylineAuthor(initials="ayk")), ("hafenbote.example",)),
    tags=("Hafen",),
    body=(
        Paragraph("Der erste Absatz."),
        PictureBlock("Der Kran von unten.", "Imke Sanders/dpa", "Imke Sanders", ("dpa",)),
        Subhead("Schritttempo"),
        Paragraph("Der zweite Absatz.", html="Der <strong>zweite</strong> Absatz."),
        GalleryBlock("Die Riesen sind da", tuple(Picture(f"Bild {n}.", "dpa", "", ("dpa",)) for n in range(6))),
        Paragraph("Der dritte Absatz."),
        Related("Lesen Sie auch", "Hafenquartier"),
        Embed("youtube", url="https://www.youtube.com/watch?v=1&t=2", text="Das Video"),
    ),
)


@pytest.fixture
def desk(live_server: Any, page: Page) -> Page:
    """Return a page signed in at the desk of a server that shares the test's database."""
    superuser()
    page.goto(f"{live_server.url}/admin/login/?next=/admin/")
    sign_in(page)
    expect(page.locator("#user-tools")).to_be_visible()
    return page


@pytest.fixture
def imported(live_server: Any, tmp_path: Path) -> Article:
    """Return a published article, imported with a picture, a gallery, a related link and an embed in its text."""
    article("Hafenquartier")
    row = import_one(tmp_path, DOCUMENT, publish=True)
    for shot in PictureRow.objects.filter(caption__in=["Der Kran von unten.", "Bild 0."]):
        give_file(shot)
    return row


@pytest.fixture
def text(desk: Page, imported: Article) -> Locator:
    """Return the editor with the text of the imported article."""
    go(desk, f"{ARTICLES}{imported.pk}/change/")
    editor = desk.locator(".ProseMirror[contenteditable]")
    expect(editor.locator(".story-card")).to_have_count(4)
    return editor


def go(page: Page, path: str) -> Any:
    """Go to a path of the server that the page is on."""
    return page.goto(path if path.startswith("http") else page.evaluate("location.origin") + path)


def body(page: Page) -> str:
    return str(page.locator("#id_body").evaluate("area => area.value"))


def save(page: Page) -> None:
    page.locator("[name=_continue]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def test_cards_show_what_stands_in_the_text(text: Locator) -> None:
    picture, gallery, link = (text.locator(f".story-card-{kind}") for kind in ("picture", "gallery", "related"))
    for card in (picture, gallery):
        expect(card.locator("img")).to_be_visible()
        assert card.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    expect(gallery).to_contain_text(re.compile(r"6 (Bilder|pictures)"))
    expect(picture).to_contain_text("Imke Sanders/dpa")
    expect(text.locator(".story-card-embed")).to_contain_text("Das Video")
    expect(link.locator(".story-card-kind")).to_have_text("Lesen Sie auch")
    expect(link).to_contain_text("→ Hafenquartier")


def test_opening_and_saving_loses_nothing(desk: Page, text: Locator) -> None:
    before = body(desk)
    save(desk)
    assert body(desk) == before


def test_a_typed_word_is_saved_with_all_nodes_and_published_by_the_button(desk: Page, text: Locator) -> None:
    word = f"Ankerwort{uuid.uuid4().hex[:6]}"
    before = body(desk)
    text.locator("p").first.click()
    desk.keyboard.press("End")
    settle_cursor(desk)
    desk.keyboard.type(f" {word}")
    save(desk)
    after = body(desk)
    assert after.replace(f" {word}", "") == before
    assert NODE.findall(after) == NODE.findall(before)
    assert len(NODE.findall(after)) == 4

    public = str(desk.locator(".object-tools .viewsitelink").get_attribute("href"))
    form = desk.url
    go(desk, public)
    expect(desk.locator("article")).not_to_contain_text(word)
    go(desk, form)
    expect(desk.locator(".standing strong")).to_be_visible()
    desk.locator("[name=_publish]").click()
    desk.locator("[name=change][value=update]").check()
    desk.locator("form.asks [type=submit]").click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    expect(desk.locator(".standing strong")).to_have_count(0)
    desk.locator(".messagelist .success a").click()
    expect(desk.locator("article").first).to_contain_text(word)


def test_a_card_is_deleted_and_brought_back_by_keyboard(desk: Page, text: Locator) -> None:
    before = NODE.findall(body(desk))
    card = text.locator(".story-card-gallery")
    card.click()
    expect(card).to_have_class(re.compile("ProseMirror-selectednode"))
    desk.keyboard.press("Delete")
    expect(card).to_have_count(0)
    assert NODE.findall(body(desk)) == [one for one in before if "gallery" not in one]
    desk.keyboard.press("ControlOrMeta+z")
    expect(card).to_have_count(1)
    assert NODE.findall(body(desk)) == before


def test_a_card_is_reached_by_the_arrow_keys(desk: Page, text: Locator) -> None:
    text.locator("p", has_text="Der zweite Absatz.").click()
    desk.keyboard.press("End")
    settle_cursor(desk)
    for _step in range(12):
        desk.keyboard.press("ArrowDown")
        if text.locator(".story-card.ProseMirror-selectednode").count():
            break
    expect(text.locator(".story-card.ProseMirror-selectednode")).to_have_count(1)


def test_a_card_is_moved_by_dragging(desk: Page, text: Locator) -> None:
    desk.set_viewport_size({"width": 1280, "height": 2600})  # both ends of the way are in sight
    before = NODE.findall(body(desk))
    related = text.locator(".story-card-related")
    related.drag_to(text.locator("p").first, target_position={"x": 5, "y": 2})
    after = NODE.findall(body(desk))
    assert sorted(after) == sorted(before)
    assert body(desk).index("<story-related") < body(desk).index("<story-picture")


def test_a_copied_card_survives_the_clipboard(desk: Page, text: Locator) -> None:
    text.locator(".story-card-picture").click()
    desk.keyboard.press("ControlOrMeta+x")
    expect(text.locator(".story-card-picture")).to_have_count(0)
    text.locator("p").last.click()
    desk.keyboard.press("ControlOrMeta+v")
    expect(text.locator(".story-card-picture")).to_have_count(1)
    assert "<story-picture uuid=" in body(desk)


def test_a_gallery_is_found_and_inserted(desk: Page, text: Locator) -> None:
    gallery("Der Fischmarkt in Bildern")
    text.locator("p").first.click()
    desk.keyboard.press("End")
    settle_cursor(desk)
    desk.locator("[data-name='insert:gallery']").click()
    desk.keyboard.type("Fischmarkt")
    found = desk.locator(".story-picking-row")
    expect(found).to_have_count(1)
    found.click()
    expect(text.locator(".story-card-gallery").first).to_contain_text("Der Fischmarkt in Bildern")
    save(desk)
    assert len(NODE.findall(body(desk))) == 5
    assert body(desk).startswith("<p>Der erste Absatz.</p><story-gallery")


def test_topics_are_found_and_made_while_typing(desk: Page, text: Locator) -> None:
    article("Fischmarkt").tags.set(["Fischerei"])
    new = f"Thema {uuid.uuid4().hex[:6]}"
    box = desk.locator(".field-tags .select2-search__field")
    box.click()
    desk.keyboard.type("Fisch")
    desk.locator(".select2-results__option", has_text="Fischerei").click()
    desk.keyboard.type(new)
    expect(desk.locator(".select2-results__option--highlighted", has_text=new)).to_be_visible()
    desk.keyboard.press("Enter")
    save(desk)
    chosen = desk.locator(".field-tags .select2-selection__choice")
    assert {"Fischerei", new} <= {one.removeprefix("×").strip() for one in chosen.all_inner_texts()}


def test_a_list_is_filtered_by_an_author_found_while_typing(desk: Page, imported: Article) -> None:
    go(desk, ARTICLES)
    desk.locator(".chosen-filter .select2-selection").first.click()
    desk.keyboard.type("tkl")
    desk.locator(".select2-results__option", has_text="tkl").click()
    desk.wait_for_url("**author=*")
    expect(desk.locator("#result_list tbody .field-byline_shown")).to_have_text(["tkl/ayk/hafenbote.example"])


def test_the_chosen_lead_picture_is_shown_at_once(desk: Page, imported: Article) -> None:
    go(desk, f"{ARTICLES}add/")
    desk.locator(".field-lead_picture .select2-selection").click()
    desk.keyboard.type("Kran")
    desk.locator(".select2-results__option", has_text="Der Kran von unten.").click()
    expect(desk.locator(".lead-preview img")).to_be_visible()


def test_no_page_breaks_the_content_security_policy(desk: Page) -> None:
    """What the browser refuses is an error in its console, which the fixture fails on."""
    rows = one_of_each()
    addresses = ["/admin/", f"{ARTICLES}add/", "/admin/auth/user/add/", "/admin/password_change/"]
    for row in rows.values():
        kind = f"/admin/articles/{row._meta.model_name}/"
        addresses += [kind, f"{kind}{row.pk}/change/"]
    addresses.append(f"{ARTICLES}{rows[Article].pk}/withdraw/")
    for address in addresses:
        answer = go(desk, address)
        assert answer.ok
        assert "script-src 'self'" in answer.headers["content-security-policy"]
