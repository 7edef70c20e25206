"""Picture files: renditions for everybody and for ever, originals for the desk, nothing else for nobody."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

RENDITION = "/media/__processed__/72e/59b/bild-4902787cff6c.webp"
ORIGINAL = "/media/originals/0f/bild.jpg"


@pytest.fixture(autouse=True)
def stored(media_root: Path) -> Path:
    """Put a rendition and an original into the storage, and a secret beside it."""
    for address, content in ((RENDITION, b"kleines Bild"), (ORIGINAL, b"grosses Bild")):
        path = media_root / address.removeprefix("/media/")
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
    (media_root.parent / "geheim.txt").write_bytes(b"geheim")
    return media_root


def user(**fields: Any) -> User:
    return User.objects.create_user("jana", **fields)


def may_see_pictures(one: User) -> User:
    one.user_permissions.add(Permission.objects.get(content_type__app_label="articles", codename="view_picture"))
    return one


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


# --- renditions -------------------------------------------------------------------------------------------------


def test_a_rendition_is_served_for_ever_as_what_it_is(client: Client) -> None:
    """No database mark: a query would fail this test."""
    response = client.get(RENDITION)
    assert response.status_code == 200
    assert body(response) == b"kleines Bild"
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_a_rendition_sets_no_cookie_and_varies_by_nothing(client: Client) -> None:
    response = client.get(RENDITION)
    assert not response.cookies
    assert not response.has_header("Vary")
    response.close()


@pytest.mark.django_db
def test_a_rendition_answers_head(client: Client) -> None:
    response = client.head(RENDITION)
    assert response.status_code == 200
    response.close()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_files_are_only_read(client: Client, method: str) -> None:
    assert getattr(client, method)(RENDITION).status_code == 405
    assert getattr(client, method)(ORIGINAL).status_code == 405


# --- originals --------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_readers_get_no_original(client: Client) -> None:
    assert client.get(ORIGINAL).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({}, id="a reader with the permission"),
        pytest.param({"is_staff": True, "is_active": False}, id="somebody who has left"),
    ],
)
def test_the_permission_alone_opens_no_original(client: Client, fields: dict[str, bool]) -> None:
    client.force_login(may_see_pictures(user(**fields)))
    assert client.get(ORIGINAL).status_code == 404


@pytest.mark.django_db
def test_staff_without_the_permission_get_no_original(client: Client) -> None:
    client.force_login(user(is_staff=True))
    assert client.get(ORIGINAL).status_code == 404


@pytest.mark.django_db
def test_the_desk_sees_originals_and_no_cache_keeps_them(client: Client) -> None:
    client.force_login(may_see_pictures(user(is_staff=True)))
    response = client.get(ORIGINAL)
    assert response.status_code == 200
    assert body(response) == b"grosses Bild"
    assert response["Content-Type"] == "image/jpeg"
    assert response["Cache-Control"] == "private, no-cache"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_the_desk_gets_no_original_that_is_not_there(client: Client) -> None:
    client.force_login(may_see_pictures(user(is_staff=True)))
    assert client.get("/media/originals/0f/weg.jpg").status_code == 404


# --- ways around ------------------------------------------------------------------------------------------------

HOSTILE = [
    "../originals/0f/bild.jpg",
    "72e/../../originals/0f/bild.jpg",
    "72e/./../../originals/0f/bild.jpg",
    "../../geheim.txt",
    "../../../../../../../../etc/passwd",
    "/etc/passwd",
    "//etc/passwd",
    "..",
    ".",
    "72e",
    "72e/59b/",
    "72e/59b/bild-4902787cff6c.webp/",
    "72e/59b/bild-4902787cff6c.webp/x",
    "weg.webp",
    "\x00",
    "72e/59b/bild-4902787cff6c.webp\x00.jpg",
    "a" * 5000,
    "a/" * 3000 + "a",
    "\udcff",
    "CON",
    "~root/x",
    "%2e%2e/originals/0f/bild.jpg",
    "..\\originals\\0f\\bild.jpg",
]


@pytest.mark.django_db
@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: ascii(path[:30]))
def test_no_path_leads_anywhere_else(client: Client, path: str) -> None:
    address = quote(path.encode("utf-8", "surrogateescape"), safe="/")
    assert client.get(f"/media/__processed__/{address}").status_code == 404
    client.force_login(may_see_pictures(user(is_staff=True)))
    assert client.get(f"/media/originals/{address}").status_code == 404


@pytest.mark.django_db
def test_an_original_is_not_reached_through_the_renditions(client: Client, stored: Path) -> None:
    """Said again with dots as they are: some clients and servers do not resolve them."""
    assert (stored / "__processed__" / "../originals/0f/bild.jpg").is_file()
    assert client.get("/media/__processed__/../originals/0f/bild.jpg").status_code == 404


@pytest.mark.django_db
def test_other_files_in_the_folder_have_no_address(client: Client, stored: Path) -> None:
    (stored / "notizen.txt").write_bytes(b"geheim")
    assert client.get("/media/notizen.txt").status_code == 404
