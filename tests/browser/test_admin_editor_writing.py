"""What stands in a text beside its words is inserted by toolbar, by "/", by dragging and from the admin's popups."""

import os
import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from articles.models import Article, Gallery, RelatedLink
from articles.models import Picture as PictureRow
from tests.admin_rows import article, gallery, give_file, picture, superuser
from tests.browser.conftest import settle_cursor, sign_in

# Playwright keeps an event loop in this thread, and Django refuses the database beside one: here the two never meet.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

Axe = Any


@pytest.fixture
def text(live_server: Any, page: Page) -> Locator:
    """Return the editor of a saved article with two paragraphs, "Eins." and "Zwei."; its page is signed in."""
    superuser()
    row = article("Der Hafen", body="<p>Eins.</p><p>Zwei.</p>")
    page.goto(f"{live_server.url}/admin/login/?next=/admin/articles/article/{row.pk}/change/")
    sign_in(page)
    editor = page.locator(".ProseMirror[contenteditable]")
    expect(editor.locator("p")).to_have_count(2)
    return editor


def body(page: Page) -> str:
    """Return the text as the form would send it."""
    return str(page.locator("#id_body").evaluate("area => area.value"))


@pytest.fixture
def refused(text: Locator, complaints: list[str]) -> Any:
    """Let a refusal by the desk pass: the browser notes it as an error, and it is what the test is about."""
    yield
    complaints[:] = [one for one in complaints if "400" not in one]


def behind(text: Locator, words: str) -> Page:
    """Put the cursor behind the paragraph with `words`; return the page."""
    text.locator("p", has_text=words).click()
    settle_cursor(text.page)
    text.page.keyboard.press("End")
    settle_cursor(text.page)
    return text.page


def shot(caption: str) -> PictureRow:
    row = picture(caption)
    give_file(row)
    return row


# --- by the toolbar -----------------------------------------------------------------------------------------


def test_a_picture_is_found_inserted_and_seen_as_readers_will_see_it(text: Locator) -> None:
    row = shot("Ein Kran im Nebel")
    page = behind(text, "Eins.")
    page.locator("[data-name='insert:picture']").click()
    page.keyboard.type("nebel")
    expect(page.locator(".story-picking-row")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    card = text.locator(".story-card-picture")
    expect(card.locator(".story-card-caption")).to_contain_text("Ein Kran im Nebel")
    expect(card.locator(".story-card-caption")).to_contain_text("Imke Sanders/dpa")
    expect(card.locator("img")).to_have_attribute("src", re.compile(r"\.webp$"))
    expect(page.locator(".story-picking")).to_have_count(0)
    assert body(page) == f'<p>Eins.</p><story-picture uuid="{row.uuid}"></story-picture><p>Zwei.</p>'


def test_escape_closes_the_panel_and_writing_goes_on(text: Locator) -> None:
    page = behind(text, "Eins.")
    page.locator("[data-name='insert:related']").click()
    expect(page.locator(".story-picking-search")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.type(" Weiter.")
    assert body(page).startswith("<p>Eins. Weiter.</p>")


def test_several_pictures_become_a_gallery(text: Locator) -> None:
    for caption in ("Bild A", "Bild B", "Bild C"):
        shot(caption)
    page = behind(text, "Zwei.")
    page.locator("[data-name='insert:picture']").click()
    rows = page.locator(".story-picking-list li")
    expect(rows).to_have_count(3)
    rows.nth(2).locator("[type=checkbox]").check()
    rows.nth(0).locator("button").click(modifiers=["Control"])
    page.locator(".story-picking-gathering input").fill("Die Riesen")
    page.keyboard.press("Enter")
    expect(text.locator(".story-card-gallery")).to_contain_text("Die Riesen")
    expect(text.locator(".story-card-gallery")).to_contain_text(re.compile("2 (Bilder|pictures)"))
    assert [one.picture.caption for one in Gallery.objects.get().places.all()] == ["Bild A", "Bild C"]


def test_an_article_becomes_a_related_link(text: Locator) -> None:
    target = article("Krane kommen")
    page = behind(text, "Eins.")
    page.locator("[data-name='insert:related']").click()
    page.keyboard.type("Krane")
    expect(page.locator(".story-picking-row")).to_have_count(1)
    page.locator(".story-picking-row").click()
    expect(text.locator(".story-card-related")).to_contain_text("→ Krane kommen")
    made = RelatedLink.objects.get()
    assert (made.target, made.article) == (target, Article.objects.get(headline="Der Hafen"))


@pytest.mark.usefixtures("refused")
def test_a_related_link_is_written_by_hand_and_says_what_is_wrong(text: Locator) -> None:
    page = behind(text, "Eins.")
    page.locator("[data-name='insert:related']").click()
    page.locator(".story-picking-hand summary").click()
    page.locator(".story-picking-hand .story-picking-main").click()
    expect(page.locator(".story-picking-said")).to_contain_text(re.compile("Titel|title"))
    page.locator(".story-picking-hand input").first.fill("Bald mehr")
    page.keyboard.press("Enter")
    expect(text.locator(".story-card-related")).to_contain_text("Bald mehr")


# --- by "/" -------------------------------------------------------------------------------------------------


def test_a_slash_opens_a_menu_that_filters_and_inserts(text: Locator) -> None:
    page = behind(text, "Zwei.")
    page.keyboard.press("Enter")
    page.keyboard.type("/")
    options = page.locator(".story-slash [role=option]")
    expect(options).to_have_count(8)
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    assert text.get_attribute("aria-activedescendant") == options.nth(1).get_attribute("id")
    page.keyboard.type("zit")
    expect(options).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator(".story-slash")).to_be_hidden()
    page.keyboard.type("Wir kommen.")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("Der Lotse")
    assert body(page).endswith("<blockquote><p>Wir kommen.</p><cite>Der Lotse</cite></blockquote>")


def test_escape_leaves_the_slash_in_the_text(text: Locator) -> None:
    page = behind(text, "Zwei.")
    page.keyboard.type(" /sub")
    page.keyboard.press("Escape")
    expect(page.locator(".story-slash")).to_be_hidden()
    page.keyboard.type("x")
    assert body(page).endswith("<p>Zwei. /subx</p>")


def test_a_slash_inside_of_a_word_is_just_a_slash(text: Locator) -> None:
    page = behind(text, "Zwei.")
    page.keyboard.type("km/h")
    expect(page.locator(".story-slash")).to_be_hidden()


def test_a_subhead_is_made_by_the_menu(text: Locator) -> None:
    page = behind(text, "Zwei.")
    page.keyboard.press("Enter")
    page.keyboard.type("/subhead")
    page.keyboard.press("Enter")
    page.keyboard.type("Im Nebel")
    assert body(page).endswith("<h2>Im Nebel</h2>")


# --- quotes and fact boxes ----------------------------------------------------------------------------------


def test_enter_goes_from_the_quote_to_who_said_it_and_on(text: Locator) -> None:
    page = behind(text, "Zwei.")
    page.locator("[data-name='insert:quote']").click()
    expect(text.locator("cite.story-line-empty")).to_be_visible()
    page.keyboard.press("End")
    settle_cursor(page)
    page.keyboard.press("Enter")
    page.keyboard.type("Drei.")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("Der Lotse")
    page.keyboard.press("Enter")
    page.keyboard.type("Vier.")
    assert body(page).endswith("<blockquote><p>Zwei.</p><p>Drei.</p><cite>Der Lotse</cite></blockquote><p>Vier.</p>")


def test_a_quote_is_taken_apart_without_losing_a_word(text: Locator) -> None:
    page = behind(text, "Zwei.")
    quote = page.locator("[data-name='insert:quote']")
    quote.click()
    assert "<blockquote><p>Zwei.</p></blockquote>" in body(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.type("Der Lotse")
    quote.click()
    assert body(page) == "<p>Eins.</p><p>Zwei.</p><p>Der Lotse</p>"


def test_a_fact_box_is_written_in_place_and_left_by_enter(text: Locator) -> None:
    page = behind(text, "Zwei.")
    page.locator("[data-name='insert:facts']").click()
    page.keyboard.type("Die Krane")
    page.keyboard.press("Enter")
    page.keyboard.type("Drei Stück")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("Weiter.")
    assert body(page).endswith("<story-facts><h3>Die Krane</h3><p>Drei Stück</p></story-facts><p>Weiter.</p>")


def test_an_empty_fact_box_goes_by_backspace(text: Locator) -> None:
    page = behind(text, "Zwei.")
    page.locator("[data-name='insert:facts']").click()
    page.keyboard.press("Backspace")
    expect(text.locator("story-facts")).to_have_count(0)


# --- embeds -------------------------------------------------------------------------------------------------


def test_an_address_alone_becomes_an_embed_and_undo_brings_it_back(text: Locator) -> None:
    page = behind(text, "Zwei.")
    page.keyboard.press("Enter")
    address = "https://www.youtube.com/watch?v=1"
    paste(page, "text/plain", address)
    card = text.locator(".story-card-embed")
    expect(card).to_contain_text("youtube")
    assert f'<story-embed provider="youtube" url="{address}"></story-embed>' in body(page)
    page.keyboard.press("ControlOrMeta+z")
    expect(card).to_have_count(0)
    expect(text).to_contain_text(address)


def test_an_embed_is_edited_by_enter_on_its_card(text: Locator) -> None:
    page = behind(text, "Zwei.")
    page.locator("[data-name='insert:embed']").click()
    page.keyboard.type("keine Adresse")
    page.keyboard.press("Enter")
    expect(page.locator(".story-picking-said")).not_to_be_empty()
    page.locator(".story-picking input").first.fill("https://vimeo.com/7")
    page.keyboard.press("Enter")
    text.locator(".story-card-embed").click()
    page.keyboard.press("Enter")
    page.locator(".story-picking input").nth(1).fill("Der Film")
    page.keyboard.press("Enter")
    expect(text.locator(".story-card-embed")).to_contain_text("Der Film")
    assert 'provider="vimeo" url="https://vimeo.com/7" text="Der Film"' in body(page)


def paste(page: Page, kind: str, content: str) -> None:
    """Paste `content` where the cursor is, as the browser does."""
    page.evaluate(
        """([kind, content]) => {
          const clipboardData = new DataTransfer()
          clipboardData.setData(kind, content)
          const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true })
          document.querySelector(".ProseMirror[contenteditable]").dispatchEvent(paste)
        }""",
        [kind, content],
    )


# --- by dragging, and in the admin's popups -----------------------------------------------------------------


def test_a_picture_is_dragged_out_of_the_panel_into_the_text(text: Locator) -> None:
    shot("Ein Kran")
    page = behind(text, "Zwei.")
    page.locator("[data-name='insert:picture']").click()
    row = page.locator(".story-picking-row")
    row.drag_to(text.locator("p").first, target_position={"x": 20, "y": 3})
    expect(text.locator(".story-card-picture")).to_have_count(1)
    assert body(page).index("<story-picture") < body(page).index("<p>Zwei.")


def test_a_card_is_edited_in_the_admins_popup_and_shows_it_at_once(text: Locator) -> None:
    shot("Ein Kran")
    page = behind(text, "Eins.")
    page.locator("[data-name='insert:picture']").click()
    page.locator(".story-picking-row").click()
    card = text.locator(".story-card-picture")
    expect(card).to_contain_text("Ein Kran")
    card.click()
    with page.expect_popup() as opened:
        page.keyboard.press("Enter")
    opened.value.locator("[name=caption]").fill("Zwei Krane")
    opened.value.locator("[name=_save]").click()
    expect(card).to_contain_text("Zwei Krane")


def test_a_new_row_and_one_from_the_list_come_back_from_the_popup(text: Locator) -> None:
    gallery("Die Riesen")
    page = behind(text, "Zwei.")
    page.locator("[data-name='insert:gallery']").click()
    with page.expect_popup() as opened:
        page.locator(".story-picking-foot button").last.click()
    opened.value.locator("#result_list a[data-popup-opener]").first.click()
    expect(text.locator(".story-card-gallery")).to_contain_text("Die Riesen")
    page.locator("[data-name='insert:related']").click()
    with page.expect_popup() as opened:
        page.locator(".story-picking-foot button").first.click()
    opened.value.locator("[name=title]").fill("Bald mehr")
    opened.value.locator("[name=_save]").click()
    expect(text.locator(".story-card-related")).to_contain_text("Bald mehr")


# --- for all ------------------------------------------------------------------------------------------------


def test_the_toolbar_is_one_stop_and_walked_by_arrow_keys(text: Locator) -> None:
    page = text.page
    bar = page.locator(".prose-menubar")
    expect(bar.locator("[tabindex='0']")).to_have_count(1)
    assert all(bar.locator("button").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))"))
    bar.locator("[tabindex='0']").focus()
    page.keyboard.press("End")
    settle_cursor(page)
    expect(bar.locator("button").last).to_be_focused()


def test_the_toolbar_stays_in_sight_over_a_long_text(text: Locator) -> None:
    Article.objects.update(body="<p>Ein Absatz.</p>" * 80)
    page = text.page
    page.reload()
    text.locator("p").last.click()
    page.keyboard.type("Weiter.")
    button = page.locator("[data-name='insert:picture']")
    on_top = button.evaluate(
        """button => {
          const { left, top, width, height } = button.getBoundingClientRect()
          return button.contains(document.elementFromPoint(left + width / 2, top + height / 2))
        }"""
    )
    assert on_top


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_editor_with_its_panel_and_menu_has_no_barrier(
    text: Locator, axe: Axe, scheme: Any, complaints: list[str]
) -> None:
    shot("Ein Kran")
    page = behind(text, "Zwei.")
    page.emulate_media(color_scheme=scheme)
    page.locator("[data-name='insert:quote']").click()
    page.locator("[data-name='insert:facts']").click()
    page.locator("[data-name='insert:picture']").click()
    page.locator(".story-picking-row").click()
    expect(text.locator(".story-card-picture img")).to_be_visible()
    text.locator("p").first.click()
    page.keyboard.press("End")
    settle_cursor(page)
    page.keyboard.type(" /")
    expect(page.locator(".story-slash")).to_be_visible()
    assert barriers(page, axe) == []
    page.keyboard.press("Escape")
    page.locator("[data-name='insert:picture']").click()
    expect(page.locator(".story-picking-row")).to_have_count(1)
    assert barriers(page, axe) == []
    complaints.clear()  # the checker sets styles that the policy refuses


def barriers(page: Page, axe: Axe) -> list[str]:
    """Return what is wrong with the editor and its panel; the page around it has tests of its own."""
    axe(page)  # brings the checker into the page
    found: list[str] = page.evaluate(
        """async () => {
          const include = [".prose-editor", ".story-picking"].filter((one) => document.querySelector(one))
          const { violations } = await axe.run({ include })
          return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
        }"""
    )
    return found
