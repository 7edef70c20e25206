"""The checkers of the browser tests find what they are there to find: a checker that is silent proves nothing."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Axe, Nu, sign_in

GOOD = "<!DOCTYPE html><html lang=de><meta charset=utf-8><title>Zeitung</title><main><h1>Zeitung</h1></main></html>"
BAD = GOOD.replace("</main>", '<img src="data:,"><input></main>')


@pytest.fixture
def blank(browser: Browser) -> Page:
    return browser.new_page()


def test_axe_finds_what_is_wrong_and_nothing_else(blank: Page, axe: Axe) -> None:
    blank.set_content(GOOD)
    assert axe(blank) == []
    blank.set_content(BAD)
    assert {finding.split(":")[0] for finding in axe(blank)} >= {"image-alt", "label"}
    blank.close()


def test_the_nu_checker_names_the_page_and_the_line(nu: Nu) -> None:
    findings = nu({"/gut/": GOOD, "/schlecht/": BAD})
    assert findings
    assert all(finding.startswith("/schlecht/:1: ") for finding in findings)


def test_the_newspaper_is_served_with_its_pictures_and_without_complaints(page: Page) -> None:
    """A complaint of the browser (a missing file, a refused style, an error in a script) fails the fixture."""
    assert page.goto("/").ok
    assert page.goto("/admin/").ok
    sign_in(page, "chef", "newsroom-demo")
    assert page.locator("#user-tools").is_visible()
