"""A picture's page in a real browser: the focal point and own crops set by pointer and keys, and seen at once."""

import io
import os
import random
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from articles.desk.pictureuploads import receive
from articles.imaging.plan import SHAPES
from articles.imaging.shapes import box
from articles.models import Picture
from tests.admin_rows import NOW, article, superuser
from tests.browser.conftest import sign_in

# Playwright keeps an event loop in this thread, and Django refuses the database beside one: here the two never meet.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def photograph(width: int = 1200, height: int = 800) -> bytes:
    """A picture in which one sees where one is: a grid, and a disc for a face at the upper left."""
    image = Image.new("RGB", (width, height), "#274c5e")
    draw = ImageDraw.Draw(image)
    for x in range(0, width, 100):
        draw.line((x, 0, x, height), fill="#3f7891", width=3)
    for y in range(0, height, 100):
        draw.line((0, y, width, y), fill="#3f7891", width=3)
    draw.ellipse((200, 120, 460, 380), fill="#f2c49b")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


@pytest.fixture
def row(live_server: Any) -> Picture:
    upload: Any = SimpleUploadedFile("foto.jpg", photograph(), "image/jpeg")
    made = receive(upload=upload, by=None, now=NOW).picture
    Picture.objects.filter(pk=made.pk).update(
        caption="Die Fähre am Kai", credit="Imke Sanders/dpa", alt_text="Eine Fähre."
    )
    made.refresh_from_db()
    article(lead_picture=made, live=True)
    return made


@pytest.fixture
def desk(live_server: Any, page: Page, row: Picture) -> Page:
    """Return the page of the picture, signed in, with the picture loaded."""
    superuser()
    page.goto(f"{live_server.url}/admin/login/?next=/admin/articles/picture/{row.pk}/change/")
    sign_in(page)
    wait_for_picture(page)
    return page


def wait_for_picture(page: Page) -> None:
    page.wait_for_function(
        "() => { const i = document.querySelector('.framing-stage img'); return i?.complete && i.naturalWidth }"
    )


def save(page: Page) -> None:
    with page.expect_navigation():
        page.locator("[name=_continue]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    wait_for_picture(page)


def stage(page: Page) -> Any:
    page.locator(".framing-stage").scroll_into_view_if_needed()
    found = page.locator(".framing-stage img").bounding_box()
    assert found
    return found


def at(page: Page, x: float, y: float) -> tuple[float, float]:
    """Return the place on the page of a place in the picture, given in parts of it."""
    where = stage(page)
    return where["x"] + x * where["width"], where["y"] + y * where["height"]


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    page.mouse.move(*end)
    page.mouse.up()


def stored(row: Picture) -> Picture:
    return Picture.objects.get(pk=row.pk)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_can_be_used_by_everybody(desk: Page, axe: Any, scheme: Any, width: int) -> None:
    desk.emulate_media(color_scheme=scheme)
    desk.set_viewport_size({"width": width, "height": 900})
    assert not axe(desk)
    desk.locator('li[data-shape="16x9"] [data-does=begin]').click()
    assert not axe(desk)
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if folder := os.environ.get("SHOTS"):
        desk.screenshot(path=f"{folder}/picture-{width}-{scheme}.png", full_page=True, caret="initial")
