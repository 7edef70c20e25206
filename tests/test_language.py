"""Languages: readers get the site's, editors get their browser's, and no page of one leaks into the other."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

pytestmark = pytest.mark.django_db

PUBLIC = ["/", "/impressum/", "/gibt-es-nicht/", "/feed/"]
LOGIN = "/konto/login/"


@pytest.fixture(autouse=True)
def language_of_the_thread() -> Any:
    with translation.override(None):
        yield


def page(response: Any) -> bytes:
    """Return the bytes of a page, without the moment at which a feed that has nothing yet was asked for."""
    return re.sub(rb"<lastBuildDate>[^<]*</lastBuildDate>", b"", response.content)


def get(client: Client, path: str, language: str | None) -> Any:
    return client.get(path, headers={"Accept-Language": language} if language else {})


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("language", ["en", "fr-FR,en;q=0.9", "*", "x" * 3000, "de;q=0,en"])
def test_a_public_page_is_the_same_bytes_for_every_browser(client: Client, path: str, language: str) -> None:
    plain, other = get(client, path, None), get(client, path, language)
    assert page(other) == page(plain)
    assert other.status_code == plain.status_code


def test_public_pages_speak_the_sites_language(client: Client) -> None:
    assert '<html lang="de"' in get(client, "/", "en").content.decode()


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_does_not_vary_by_language(client: Client, path: str) -> None:
    assert "accept-language" not in get(client, path, "en").headers.get("Vary", "").lower()


@pytest.mark.parametrize("path", PUBLIC)
def test_an_english_editor_before_leaves_the_public_page_german(client: Client, path: str) -> None:
    """One thread serves one request after the other."""
    before = page(get(client, path, "de"))
    assert "Log in" in get(client, LOGIN, "en").content.decode()
    assert page(get(client, path, "en")) == before


def test_a_language_cookie_does_not_change_public_pages(client: Client, settings: Any) -> None:
    before = client.get("/").content
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert client.get("/").content == before


@pytest.mark.parametrize(
    ("language", "button"), [("de", "Anmelden"), ("de-AT,en;q=0.5", "Anmelden"), ("en", "Log in"), ("fr", "Anmelden")]
)
def test_the_desk_speaks_the_browsers_language(client: Client, language: str, button: str) -> None:
    response = get(client, LOGIN, language)
    assert button in response.content.decode()
    assert "accept-language" in response["Vary"].lower()


def test_the_desk_follows_each_browser_anew(client: Client) -> None:
    for language, button in (("en", "Log in"), ("de", "Anmelden"), ("en", "Log in")):
        assert button in get(client, LOGIN, language).content.decode()


def test_a_page_whose_address_only_begins_like_the_desks_is_public(client: Client) -> None:
    response = get(client, "/administration/", "en")
    assert response.content == get(client, "/administration/", "de").content
    assert "accept-language" not in response.headers.get("Vary", "").lower()


def test_the_sites_language_is_a_setting(client: Client, settings: Any) -> None:
    settings.LANGUAGE_CODE = "en"
    client.get("/")
    assert translation.get_language() == "en"
