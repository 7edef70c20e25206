"""An editor opens imported texts in a real browser: nothing is lost, and what is typed reaches the readers."""

import re
import uuid

import pytest
from playwright.sync_api import Locator, Page, expect

ARTICLES = "/admin/articles/article/"
HEADLINE = "Drei Riesen fahren"  # has a picture, a gallery and a related link in its text
NODE = re.compile(r"<story-\w+ [^>]*></story-\w+>")


@pytest.fixture
def desk(page: Page) -> Page:
    page.goto("/admin/login/?next=/admin/")
    page.locator("[name=username]").fill("chef")
    page.locator("[name=password]").fill("newsroom-demo")
    page.locator("[type=submit]").click()
    expect(page.locator("#user-tools")).to_be_visible()
    return page


@pytest.fixture
def text(desk: Page) -> Locator:
    """Return the editor with the text of an imported article."""
    desk.goto(f"{ARTICLES}?q={HEADLINE}")
    desk.locator("#result_list tbody .field-headline_shown a").click()
    editor = desk.locator(".ProseMirror[contenteditable]")
    expect(editor.locator(".story-card")).to_have_count(3)
    expect(editor).not_to_contain_text("…\n")
    return editor


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
    expect(link.locator(".story-card-kind")).to_have_text("Lesen Sie auch")
    expect(link).to_contain_text("→ ")


def test_opening_and_saving_loses_nothing(desk: Page, text: Locator) -> None:
    before = body(desk)
    save(desk)
    assert body(desk) == before


def test_a_typed_word_is_saved_with_all_nodes_and_published_by_the_button(desk: Page, text: Locator) -> None:
    word = f"Ankerwort{uuid.uuid4().hex[:6]}"
    before = body(desk)
    text.locator("p").first.click()
    desk.keyboard.press("End")
    desk.keyboard.type(f" {word}")
    save(desk)
    after = body(desk)
    assert after.replace(f" {word}", "") == before
    assert NODE.findall(after) == NODE.findall(before)
    assert len(NODE.findall(after)) == 3

    public = str(desk.locator(".object-tools .viewsitelink").get_attribute("href"))
    form = desk.url
    desk.goto(public)
    expect(desk.locator("article")).not_to_contain_text(word)
    desk.goto(form)
    expect(desk.locator(".standing strong")).to_be_visible()
    desk.locator("[name=_publish]").click()
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
    text.locator(".story-card-gallery").evaluate("card => card.previousElementSibling.id = 'before'")
    text.locator("#before").click()
    desk.keyboard.press("End")
    for _step in range(12):
        desk.keyboard.press("ArrowDown")
        if text.locator(".story-card.ProseMirror-selectednode").count():
            break
    expect(text.locator(".story-card.ProseMirror-selectednode")).to_have_count(1)


def test_a_card_is_moved_by_dragging(desk: Page, text: Locator) -> None:
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


def test_topics_are_found_and_made_while_typing(desk: Page, text: Locator) -> None:
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


def test_a_list_is_filtered_by_an_author_found_while_typing(desk: Page) -> None:
    desk.goto(ARTICLES)
    desk.locator(".chosen-filter .select2-selection").first.click()
    desk.keyboard.type("mro")
    desk.locator(".select2-results__option", has_text="mro").click()
    desk.wait_for_url("**author=*")
    for byline in desk.locator("#result_list tbody .field-byline_shown").all_inner_texts():
        assert "mro" in byline


def test_the_chosen_lead_picture_is_shown_at_once(desk: Page) -> None:
    desk.goto(f"{ARTICLES}add/")
    desk.locator(".field-lead_picture .select2-selection").click()
    desk.locator(".select2-results__option[id]").first.click()
    expect(desk.locator(".lead-preview img")).to_be_visible()


PAGES = ["", "articles/article/add/", "auth/user/1/change/", "articles/masthead/1/change/", "password_change/"]
PAGES += [
    f"articles/{kind}/{rest}"
    for kind in ("agency", "article", "author", "gallery", "picture", "section", "tag", "version", "release")
    for rest in ("", "1/change/")
]


def test_no_page_breaks_the_content_security_policy(desk: Page) -> None:
    """What the browser refuses is an error in its console, which the fixture fails on."""
    for address in PAGES:
        answer = desk.goto(f"/admin/{address}")
        assert answer is not None
        assert answer.ok
        assert "script-src 'self'" in answer.headers["content-security-policy"]
