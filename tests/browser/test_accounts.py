"""Signing in with a real browser: password, authenticator app, passkey, and the pages of an account."""

import os
import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Page, expect

from deploy.prepare import DEMO_EDITOR, DEMO_PASSWORD
from tests.accounts import PASSWORD, chief, code, give_app, log_in
from tests.browser.conftest import Axe, sign_in

# Playwright keeps an event loop in this thread, and Django refuses the database beside one: here the two never meet.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

SHOTS = os.environ.get("SHOTS")
DESK = "/admin/articles/tag/"  # a quiet page of it


@pytest.fixture
def required(settings: Any) -> None:
    settings.NEWSROOM_REQUIRE_MFA = True


@pytest.fixture
def login(page: Page, live_server: Any) -> Page:
    """Return the login of a server that shares the test's database; a chief has an account."""
    chief()
    page.goto(f"{live_server.url}{DESK}")
    return page


@pytest.fixture
def fingerprint(page: Page) -> Any:
    """Give the browser a device that keeps passkeys and knows its owner's finger; return its line to the browser."""
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    line.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return line


def go(page: Page, path: str) -> None:
    page.goto(page.evaluate("location.origin") + path)


def confirm(page: Page) -> None:
    page.locator("main [name=password]").fill(PASSWORD)
    page.locator("main [type=submit]").first.click()


def log_out(page: Page) -> None:
    go(page, "/konto/logout/")
    page.locator("main [type=submit]").click()
    expect(page.locator("[name=login]")).to_be_visible()


def at_the_desk(page: Page) -> None:
    expect(page.locator("#user-tools")).to_be_visible()


def seen(page: Page, name: str, axe: Axe, complaints: list[str]) -> None:
    """Have a page looked at by the checker, at both widths and by night; keep a picture where SHOTS names a folder."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (name, width)
            if SHOTS:
                page.screenshot(path=f"{SHOTS}/accounts-{name}-{scheme}-{width}.png", full_page=True)
        before = len(complaints)
        assert axe(page) == [], (name, scheme)
        del complaints[before:]  # the checker sets styles that the policy refuses


def test_a_password_opens_the_desk_by_keyboard_alone(login: Page, axe: Axe, complaints: list[str]) -> None:
    expect(login.locator("[name=login]")).to_be_focused()
    seen(login, "login", axe, complaints)
    login.keyboard.type("chef")
    login.keyboard.press("Tab")
    login.keyboard.type("falsch")
    login.keyboard.press("Enter")
    expect(login.locator("[role=alert]").first).to_be_visible()
    seen(login, "wrong", axe, complaints)
    sign_in(login, "chef", PASSWORD)
    at_the_desk(login)


def test_an_app_is_set_up_and_asked_for(required: None, login: Page, axe: Axe, complaints: list[str]) -> None:
    sign_in(login, "chef", PASSWORD)
    expect(login.locator(".wanted")).to_be_visible()
    seen(login, "wanted", axe, complaints)
    login.locator("a[href$='/totp/activate/']").click()
    seen(login, "confirm", axe, complaints)
    confirm(login)
    picture = login.locator("img.qr")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0"), "the policy lets it be shown"
    seen(login, "app", axe, complaints)
    secret = login.locator("#authenticator_secret").inner_text()
    login.locator("[name=code]").fill(code(secret, steps=-1))
    login.locator("main [type=submit]").click()
    expect(login.locator(".codes li")).to_have_count(10)
    seen(login, "recovery", axe, complaints)
    go(login, DESK)
    at_the_desk(login)
    log_out(login)
    sign_in(login, "chef", PASSWORD)
    expect(login.locator("#mfa_webauthn_authenticate")).to_have_count(0)  # there is none to use
    seen(login, "factor", axe, complaints)
    login.locator("[name=code]").fill(code(secret))
    login.get_by_role("button", name=re.compile("Anmelden|Log in")).click()
    at_the_desk(login)


def test_a_passkey_is_added_and_opens_the_desk_alone(
    required: None, login: Page, fingerprint: Any, axe: Axe, complaints: list[str]
) -> None:
    sign_in(login, "chef", PASSWORD)
    login.locator("a[href$='/webauthn/add/']").click()
    confirm(login)
    login.locator("[name=passwordless]").check()
    seen(login, "passkey", axe, complaints)
    login.locator("#mfa_webauthn_add").click()
    expect(login.locator(".codes li")).to_have_count(10)
    go(login, "/konto/2fa/webauthn/")
    seen(login, "passkeys", axe, complaints)
    log_out(login)
    go(login, DESK)
    for number in range(5):  # somebody guesses the password meanwhile
        log_in(Client(), "chef", "falsch", address=f"203.0.113.{number}")
    login.locator("#passkey_login").click()
    at_the_desk(login)
    cache.clear()
    assert login.url.endswith(DESK)
    # The same device as a second factor after the password, and as proof before a change.
    log_out(login)
    sign_in(login, "chef", PASSWORD)
    login.locator("#mfa_webauthn_authenticate").click()
    at_the_desk(login)
    go(login, "/konto/2fa/webauthn/reauthenticate/?next=/konto/2fa/")
    login.locator("#mfa_webauthn_reauthenticate").click()
    expect(login.locator("a[href$='/webauthn/']")).to_be_visible()


def test_a_passkey_that_is_not_taken_is_said(login: Page, fingerprint: Any, complaints: list[str]) -> None:
    login.locator("#passkey_login").click()  # the device has none
    expect(login.locator("#passkey-trouble")).to_be_visible()
    assert login.locator("#passkey-trouble").inner_text()


def test_the_demo_lets_in_and_offers_no_passkey_where_there_can_be_none(page: Page, newspaper: str) -> None:
    page.goto("/konto/login/")  # an address of numbers
    assert "127.0.0.1" in page.url
    expect(page.locator("[name=login]")).to_be_visible()
    expect(page.locator("#passkey_login")).to_be_hidden()
    sign_in(page, DEMO_EDITOR, DEMO_PASSWORD)
    expect(page.locator("#user-tools")).to_be_visible()


def test_the_pages_of_an_account(login: Page, live_server: Any, axe: Axe, complaints: list[str]) -> None:
    for name in ("password/reset", "password/reset/done", "inactive"):
        go(login, f"/konto/{name}/")
        seen(login, name.replace("/", "-"), axe, complaints)
    go(login, "/konto/login/")
    sign_in(login, "chef", PASSWORD)
    with login.context.browser.new_context(locale="de-DE") as other:  # type: ignore[union-attr]
        phone = other.new_page()
        phone.goto(f"{live_server.url}/konto/login/")
        sign_in(phone, "chef", PASSWORD)
        for name in ("sessions", "password/change", "2fa", "logout"):
            go(login, f"/konto/{name}/")
            seen(login, name.replace("/", "-"), axe, complaints)
        go(login, "/konto/sessions/")
        login.locator(".rows [type=submit]").click()
        expect(login.locator(".messages")).to_be_visible()
        expect(login.locator(".rows li")).to_have_count(1)
        phone.reload()
        expect(phone.locator("[name=login]")).to_be_visible()


def test_without_a_script_a_code_opens_the_desk(login: Page, live_server: Any) -> None:
    give_app(get_user_model().objects.get())
    with login.context.browser.new_context(locale="en-GB", java_script_enabled=False) as context:  # type: ignore[union-attr]
        page = context.new_page()
        page.goto(f"{live_server.url}{DESK}")
        expect(page.locator("#passkey_login")).to_be_hidden()
        page.locator("[name=login]").fill("chef")
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main form").first.locator("[type=submit]").click()
        page.locator("[name=code]").fill(code())
        page.locator("main form").first.locator("[type=submit]").click()
        at_the_desk(page)
