"""What roles see in a real browser: a piece that one may only read, and the account of a person, day and night."""

import os
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles.models import Article, Status, Version
from tests.admin_rows import article, picture, section
from tests.browser.conftest import Axe, sign_in
from tests.roles import CHIEF, EDITOR, PHOTO_DESK, REPORTER, person

# Playwright keeps an event loop in this thread, and Django refuses the database beside one: here the two never meet.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

SIZES = [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")]
PICTURES = os.environ.get("NEWSROOM_SCREENSHOTS", "")  # a folder, for whoever wants to look


def desk(page: Page, live_server: Any, user: User) -> Page:
    page.goto(f"{live_server.url}/admin/login/?next=/admin/")
    sign_in(page, user.get_username(), "geheim-genug")
    return page


def look(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def checked(page: Page, axe: Axe, complaints: list[str]) -> list[str]:
    """Return what axe finds; the styles that it sets itself, and the policy refuses, are no complaint."""
    before = len(complaints)
    found = axe(page)
    del complaints[before:]
    return found


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize("role", [REPORTER, PHOTO_DESK])
def test_a_piece_that_one_may_only_read(
    page: Page, live_server: Any, axe: Axe, complaints: list[str], role: str
) -> None:
    me = person(role, name="leser")
    row = article("Die Brücke bleibt zu", created_by=me, status=Status.REVIEW, lead_picture=picture())
    desk(page, live_server, me)
    address = live_server.url + reverse("admin:articles_article_change", args=(row.pk,))
    for width, scheme in SIZES:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(address)
        expect(page.get_by_text("Die Brücke bleibt zu").first).to_be_visible()
        assert page.locator("[name=headline], [name=_save], [name=_continue], [name=_publish]").count() == 0
        expect(page.get_by_text("Ein Riss.", exact=True)).to_be_visible()
        expect(page.locator(".field-byline .readonly")).to_have_text("jat/dpa")
        assert fits(page)
        look(page, f"read-only-{role}-{width}-{scheme}")
        assert checked(page, axe, complaints) == []
    page.keyboard.press("Control+s")
    page.wait_for_timeout(2500)  # longer than an autosave waits
    assert Article.objects.get().headline == "Die Brücke bleibt zu"
    assert not Version.objects.filter(kind=Version.Kind.AUTOSAVE).exists()


def test_the_account_of_a_person(page: Page, live_server: Any, axe: Axe, complaints: list[str]) -> None:
    them = person(EDITOR, sections=[section("Hafen")], name="jana")
    section("Sport")
    desk(page, live_server, person(CHIEF, name="chefin"))
    address = live_server.url + reverse("admin:auth_user_change", args=(them.pk,))
    for width, scheme in SIZES:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(address)
        assert fits(page)
        look(page, f"person-{width}-{scheme}")
        assert checked(page, axe, complaints) == []
    page.get_by_label("Sport").check()
    page.locator("[name=_save]").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    look(page, "people")
    assert them.staff_member.sections.count() == 2
