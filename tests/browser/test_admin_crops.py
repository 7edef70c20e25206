"""A picture's page in a real browser: the focal point and own crops set by pointer and keys, and seen at once."""

import io
import os
import random
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from articles.desk.pictureuploads import receive
from articles.imaging.plan import SHAPES
from articles.imaging.shapes import box
from articles.models import Picture
from articles.models.pictures import rendition_path
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
def test_the_page_can_be_used_by_everybody(
    desk: Page, axe: Any, complaints: list[str], scheme: Any, width: int
) -> None:
    desk.emulate_media(color_scheme=scheme)
    desk.set_viewport_size({"width": width, "height": 900})
    assert not complaints
    assert not axe(desk)
    desk.locator('li[data-shape="16x9"] [data-does=begin]').click()
    assert not axe(desk)
    complaints.clear()  # the checker sets styles that the policy refuses
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if folder := os.environ.get("SHOTS"):
        desk.screenshot(path=f"{folder}/picture-{width}-{scheme}.png", full_page=True, caret="initial")


# --- the focal point ----------------------------------------------------------------------------------------


def says(slider: Any, left: int, top: int) -> None:
    """Expect of a slider that it tells where it stands, in percent and in whatever language."""
    expect(slider).to_have_attribute("role", "slider")
    expect(slider).to_have_attribute("aria-valuenow", str(left))
    expect(slider).to_have_attribute("aria-valuetext", re.compile(rf"^{left}\D+{top}\D+$"))


def test_keys_move_the_point_and_what_it_says(desk: Page, row: Picture) -> None:
    point = desk.locator(".focal-handle")
    point.focus()
    for key in ("ArrowLeft", "ArrowLeft", "Shift+ArrowLeft", "ArrowUp", "Shift+ArrowDown", "ArrowRight"):
        desk.keyboard.press(key)
    says(point, 39, 59)
    for _turn in range(12):
        desk.keyboard.press("Shift+ArrowLeft")
    says(point, 0, 59)
    save(desk)
    assert stored(row).focus == (0, 0.59)


def test_a_click_and_a_drag_set_the_point(desk: Page, row: Picture) -> None:
    desk.mouse.click(*at(desk, 0.25, 0.5))
    point = desk.locator(".focal-handle")
    says(point, 25, 50)
    expect(point).to_be_focused()
    drag(desk, at(desk, 0.25, 0.5), at(desk, 0.75, 0.25))
    says(point, 75, 25)
    drag(desk, at(desk, 0.75, 0.25), at(desk, 1.5, -0.5))
    says(point, 100, 0)
    drag(desk, at(desk, 0.1, 0.1), at(desk, 0.75, 0.25))
    save(desk)
    assert stored(row).focus == pytest.approx((0.75, 0.25), abs=0.003)


def test_every_shape_shows_what_is_cut_out_at_once(desk: Page, row: Picture) -> None:
    for x, y in ((0.1, 0.2), (0.5, 0.5), (0.97, 0.03)):
        desk.mouse.click(*at(desk, x, y))
        focal = desk.evaluate(
            "() => [...document.querySelectorAll('.field-focal_point input')].map((i) => i.valueAsNumber / 100)"
        )
        for shape in SHAPES:
            assert shown(desk, shape) == pytest.approx(box(shape, (1200, 800), tuple(focal)), abs=1.5), shape


def shown(page: Page, shape: str) -> list[float]:
    """Return which pixels of the picture one sees in the frame of a shape."""
    found: list[float] = page.evaluate(
        """(shape) => {
        const frame = document.querySelector(`li[data-shape="${shape}"] .frame`)
        const [seen, whole] = [frame, frame.firstElementChild].map((one) => one.getBoundingClientRect())
        const [x, y] = [1200 / whole.width, 800 / whole.height]
        const [left, right] = [seen.left, seen.right].map((edge) => (edge - whole.left) * x)
        const [top, bottom] = [seen.top, seen.bottom].map((edge) => (edge - whole.top) * y)
        return [left, top, right, bottom]
        }""",
        shape,
    )
    return found


def test_the_script_reckons_as_the_renditions_are_made(desk: Page) -> None:
    chance = random.Random(11)
    questions = []
    for _turn in range(3000):
        size = (
            (chance.randint(1, 60), chance.randint(1, 60))
            if chance.random() < 0.4
            else (chance.randint(1, 9000), chance.randint(1, 9000))
        )
        x, y = chance.choice([0, 0.25, 0.5, 1, round(chance.random(), 4)]), round(chance.random(), 4)
        own = None
        if chance.random() < 0.5:
            left, top = chance.uniform(0, 0.9), chance.uniform(0, 0.9)
            own = [left, top, chance.uniform(left + 0.06, 1), chance.uniform(top + 0.06, 1)]
        questions.append((chance.choice(list(SHAPES)), size, (x, y), own))
    answers = desk.evaluate("(all) => all.map((one) => newsroomFraming.box(...one))", questions)
    assert [tuple(one) for one in answers] == [box(*one) for one in questions]


# --- own crops ----------------------------------------------------------------------------------------------


def begin(page: Page, shape: str) -> Any:
    page.locator(f'li[data-shape="{shape}"] [data-does=begin]').click()
    frame = page.locator(".crop-frame")
    expect(frame).to_be_focused()
    return frame


def ratio(crop: list[float]) -> float:
    return (crop[2] - crop[0]) * 1200 / ((crop[3] - crop[1]) * 800)


def test_keys_move_and_size_a_crop_and_take_it_back(desk: Page, row: Picture) -> None:
    frame = begin(desk, "1x1")
    for _turn in range(5):
        desk.keyboard.press("-")
    desk.keyboard.press("Shift+ArrowLeft")
    desk.keyboard.press("ArrowUp")
    expect(frame).to_have_attribute("aria-label", re.compile("1:1"))
    save(desk)
    (left, top, right, bottom) = stored(row).crops["1x1"]
    assert (right - left, left) == pytest.approx((2 / 3 - 0.1, 0.5 - (2 / 3 - 0.1) / 2 - 0.1), abs=0.002)
    assert (top + bottom) / 2 == pytest.approx(0.49, abs=0.003)
    assert ratio(stored(row).crops["1x1"]) == pytest.approx(1, abs=0.01)
    begin(desk, "1x1")
    desk.keyboard.press("Delete")
    desk.keyboard.press("Escape")
    expect(desk.locator('li[data-shape="1x1"] [data-does=begin]')).to_be_focused()
    save(desk)
    assert stored(row).crops == {}


def test_a_crop_is_drawn_moved_and_resized_by_pointer(desk: Page, row: Picture) -> None:
    begin(desk, "4x5")
    drag(desk, at(desk, 0.05, 0.05), at(desk, 0.4, 0.2))
    drawn = desk.evaluate(
        "[...document.querySelectorAll('[data-shape=\"4x5\"] input')].map((i) => i.valueAsNumber / 100)"
    )
    assert drawn[:2] == pytest.approx([0.05, 0.05], abs=0.004)
    assert drawn[2] == pytest.approx(0.4, abs=0.004)
    assert ratio(drawn) == pytest.approx(0.8, abs=0.01)
    drag(desk, at(desk, 0.2, 0.3), at(desk, 0.5, 0.4))
    corner = desk.locator(".crop-corner.crop-se").bounding_box()
    assert corner
    start = (corner["x"] + 12, corner["y"] + 12)
    drag(desk, start, (start[0] - 30, start[1] - 30))
    save(desk)
    crop = stored(row).crops["4x5"]
    assert crop[0] == pytest.approx(0.35, abs=0.006)
    assert crop[2] - crop[0] < 0.34
    assert ratio(crop) == pytest.approx(0.8, abs=0.01)
    expect(desk.locator("li.has-own")).to_have_attribute("data-shape", "4x5")
    assert shown(desk, "4x5") == pytest.approx(box("4x5", (1200, 800), (0.5, 0.5), crop), abs=1.5)
    desk.locator('li[data-shape="4x5"] [data-does=reset]').click()
    save(desk)
    assert stored(row).crops == {}


@pytest.mark.parametrize("shape", list(SHAPES))
def test_whatever_is_drawn_can_be_saved(desk: Page, row: Picture, shape: str) -> None:
    chance = random.Random(shape)
    begin(desk, shape)
    for _turn in range(6):
        drag(
            desk,
            at(desk, chance.random(), chance.random()),
            at(desk, chance.uniform(-0.2, 1.2), chance.uniform(-0.2, 1.2)),
        )
    desk.keyboard.press(chance.choice(["PageUp", "PageDown"]))
    save(desk)
    assert shape in stored(row).crops
    assert stored(row).rendered_at is not None
    wide, high = SHAPES[shape]
    made = Image.open(io.BytesIO(rendition(stored(row), f"{shape}-320")))
    assert made.width / made.height == pytest.approx(wide / high, abs=0.01)


def rendition(row: Picture, name: str) -> bytes:
    with row.file.storage.open(rendition_path(row.rendition_token, name, "webp")) as file:
        return bytes(file.read())


def test_without_scripts_the_numbers_do(live_server: Any, browser: Any, row: Picture) -> None:
    superuser()
    with browser.new_context(java_script_enabled=False, locale="de-DE") as context:
        page = context.new_page()
        page.goto(f"{live_server.url}/admin/login/?next=/admin/articles/picture/{row.pk}/change/")
        sign_in(page)
        page.locator("[name=focal_point_0]").fill("20")
        for side, value in {"left": "10", "top": "0", "right": "76.67", "bottom": "100"}.items():
            page.locator(f"[name=crops-1x1-{side}]").fill(value)
        page.locator("[name=_continue]").click()
        expect(page.locator(".messagelist .success")).to_be_visible()
        assert page.locator(".frame-1x1 img").get_attribute("src")
    assert stored(row).focus == (0.2, 0.5)
    assert stored(row).crops == {"1x1": [0.1, 0.0, 0.7667, 1.0]}


def test_what_the_file_says_is_taken_by_a_button(desk: Page, row: Picture, axe: Any, complaints: list[str]) -> None:
    said = {
        "iim": {"caption": "Die alte Fähre"},
        "xmp": {"dc:description": "Die neue Fähre", "photoshop:Credit": "dpa"},
    }
    Picture.objects.filter(pk=row.pk).update(metadata=said)
    desk.reload()
    wait_for_picture(desk)
    desk.locator('button[data-value="Die alte Fähre"]').click()
    expect(desk.locator("#id_caption")).to_be_focused()
    assert not complaints
    assert not axe(desk)
    complaints.clear()  # the checker sets styles that the policy refuses
    if folder := os.environ.get("SHOTS"):
        desk.locator(".the-found").screenshot(path=f"{folder}/found.png", caret="initial")
    save(desk)
    assert stored(row).caption == "Die alte Fähre"
