"""A day at the photo desk in a real browser: from the files of a photographer to a gallery on the site, counted.

Keys and the mouse go through the browser's own input, and the page counts what arrives. Only the drop itself is made by
a script: it counts as one gesture.
"""

import os
import re
import time
from html import unescape
from typing import Any, Final

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.desk.pictureuploads import receive
from articles.models import Gallery, Picture
from tests.admin_rows import section
from tests.browser.conftest import sign_in
from tests.browser.dropping import drop_files
from tests.browser.test_writing_day import COUNTED, COUNTER, breathe, choose_section
from tests.picturebytes import photograph, upload
from tests.roles import person

# Playwright keeps an event loop in this thread, and Django refuses the database beside one: here the two never meet.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

SIZE: Final = (4000, 3000)  # twelve megapixels
NUMBERS: Final = range(1, 21)
WITHOUT_ALT: Final = (4, 9, 17)
WITHOUT_CREDIT: Final = (6, 7, 12)
WITHOUT_CAPTION: Final = 15
THERE_BEFORE: Final = 20  # somebody has brought it already
COPIED: Final = 3  # it is twice on the card
SEED: Final = 225  # pictures of which no two look alike
AT_MOST: Final = 60  # seconds
CREDIT: Final = "Foto: Imke Sanders/dpa"
TITLE: Final = "Die Ankunft der Krane"
OWN_CAPTION: Final = "Nur in dieser Strecke: das Schlussbild."


def caption(number: int) -> str:
    return f"Der Kran {number} kommt den Fluss herauf."


def shot(number: int) -> bytes:
    """Return a photograph as an agency sends it: what it shows stands in IPTC, the alternative text in XMP."""
    said = {"creator": "Imke Sanders", "copyright": "© Imke Sanders"}
    if number != WITHOUT_CAPTION:
        said["caption"] = caption(number)
    if number not in WITHOUT_CREDIT:
        said["credit"] = CREDIT
    alt = "" if number in WITHOUT_ALT else f"Ein Kran auf einem Schwimmdock, Bild {number}"
    return photograph(seed=SEED + number, size=SIZE, quality=85, alt=alt, **said)


@pytest.fixture
def card() -> dict[str, bytes]:
    """Return the files of the photographer's card: twenty photographs and a copy of one of them."""
    files = {f"DSC_{number:04}.jpg": shot(number) for number in NUMBERS}
    return files | {"DSC_0003 Kopie.jpg": files[f"DSC_{COPIED:04}.jpg"]}


@pytest.fixture
def desk(live_server: Any, page: Page, card: dict[str, bytes], settings: Any) -> Page:
    """Return the list of pictures, signed in at the photo desk; a worker of its own makes the renditions."""
    settings.NEWSROOM_RENDERING = "worker"
    section("Hafen")
    editor = person("Photo desk", name="foto")
    editor.set_password("x")
    editor.save()
    receive(upload=upload(card[f"DSC_{THERE_BEFORE:04}.jpg"]), by=editor, now=timezone.now())
    page.context.add_init_script(COUNTER)
    page.goto(f"{live_server.url}/admin/login/?next=/admin/articles/picture/")
    sign_in(page, "foto")
    expect(page.locator("#upload-zone")).to_be_visible()
    return page


def test_a_card_of_photographs_becomes_a_gallery_on_the_site(
    desk: Page, live_server: Any, card: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    desk.evaluate("names => names.forEach((name) => localStorage.removeItem(`hand:${name}`))", COUNTED)
    sent: list[str] = []
    desk.on("request", lambda request: sent.append(request.url) if request.url.endswith("/upload/") else None)
    began = time.monotonic()
    take_files(desk, card)
    write_words(desk)
    order_and_publish(desk)
    seconds = time.monotonic() - began
    read = "name => Number(localStorage.getItem(`hand:${name}`))"
    counts = {name: desk.evaluate(read, name) for name in COUNTED}
    with capsys.disabled():
        print(  # noqa: T201
            f"\nTwenty photographs: 1 drop, {len(sent)} uploads, {counts['clicks']} clicks, {counts['keys']} keys, "
            f"{counts['loads']} page loads, {seconds:.1f} seconds of driving"
        )
    assert seconds < AT_MOST
    assert len(sent) == len(card)
    assert Picture.objects.count() == len(NUMBERS)  # neither duplicate was kept
    assert_on_the_site(desk, live_server)


def take_files(page: Page, card: dict[str, bytes]) -> None:
    """Drop the card on the list, and use the pictures that are there already."""
    drop_files(page, "#changelist", card)
    questions = page.locator(".upload-like")
    for left in (2, 1):
        expect(page.locator(".upload[data-state=done]")).to_have_count(len(card), timeout=40_000)
        expect(questions).to_have_count(left)
        questions.first.locator(".upload-figure .upload-button").first.click()
    page.wait_for_url("**/picture/grid/?ids=*")


def write_words(page: Page) -> None:
    """Fill in what the files did not say, by keyboard."""
    expect(page.locator(".grid-row")).to_have_count(len(NUMBERS))
    expect(page.locator(f"#{field_of(page, 'caption', WITHOUT_CAPTION)}")).to_be_focused()  # the first gap
    page.keyboard.type(caption(WITHOUT_CAPTION))
    page.locator("#grid-all").click()
    page.locator("#grid-credit").click()
    page.keyboard.type(CREDIT)
    page.keyboard.press("Enter")
    for number in WITHOUT_ALT:
        page.locator("#grid-missing button").click()
        page.keyboard.type(f"Ein Kran von unten, Bild {number}")
    expect(page.locator("#grid-missing button")).to_have_count(0)
    page.keyboard.press("ControlOrMeta+s")
    expect(page.locator("#grid-state")).to_have_attribute("data-state", "saved")
    page.locator("[form=grid-gather]").click()
    expect(page.locator(".places-live .place")).to_have_count(len(NUMBERS))


def field_of(page: Page, column: str, number: int) -> str:
    """Return the id of the field of a column in the row of a picture, by its place on the card."""
    row = page.locator(".grid-row").nth(number - 1)
    return str(row.locator(f"[data-column={column}]").get_attribute("id"))


def order_and_publish(page: Page) -> None:
    """Put the last picture first and the first one last, caption it for here, and publish."""
    page.locator("#id_title").click()
    page.keyboard.type(TITLE)
    choose_section(page, "Hafen")
    page.locator(".place").last.locator("[data-moves=first]").click()
    page.locator(".place").nth(1).locator("textarea").click()
    breathe(page)
    page.keyboard.press("Alt+End")
    page.keyboard.type(OWN_CAPTION)
    page.locator("[name=_publish]").click()
    expect(page.locator(".messagelist .success a")).to_be_visible()


def assert_on_the_site(page: Page, live_server: Any) -> None:
    order = [20, *range(2, 20), 1]
    places = Gallery.objects.get().places.order_by("position").select_related("picture")
    assert [place.picture.caption for place in places] == [caption(number) for number in order]
    page.locator(".messagelist .success a").first.click()
    page.wait_for_url(re.compile("/hafen/bilder/"))
    address = re.sub(r"/\d+/$", "/", page.url)
    for nth, number in enumerate(order, 1):
        said = OWN_CAPTION if number == 1 else caption(number)
        answer = page.request.get(f"{address}{nth}/")
        assert answer.ok, (nth, answer.status)
        text = unescape(answer.text())
        figure = text[text.index("<figure") : text.index("</figure>")]
        assert said in figure, (nth, number)
        assert "Imke Sanders/dpa" in figure
        assert "<img" in figure
        assert TITLE in text
