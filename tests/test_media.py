"""Picture files: renditions for everybody and for ever, originals for the desk, nothing else for nobody."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone

from articles.models import Picture

TOKEN = "72gYWqbbCnjZwbSScFSdb6wE"
FOLDER = f"/media/__processed__/72/{TOKEN}"
RENDITION = f"{FOLDER}/w960.webp"
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


@pytest.mark.parametrize(
    ("name", "kind"), [("w960.avif", "image/avif"), ("w960.jpg", "image/jpeg"), ("16x9-640.webp", "image/webp")]
)
def test_a_rendition_is_named_by_our_own_list_of_kinds(client: Client, stored: Path, name: str, kind: str) -> None:
    (stored / FOLDER.removeprefix("/media/") / name).write_bytes(b"Bild")
    response = client.get(f"{FOLDER}/{name}")
    assert response["Content-Type"] == kind
    assert body(response) == b"Bild"


# --- renditions that are gone -----------------------------------------------------------------------------------

MADE = {
    "w960": [960, 640, ["avif", "webp", "jpeg"]],
    "w320": [320, 213, ["avif", "webp"]],
    "thumb": [240, 160, ["webp"]],
}


@pytest.fixture
def row(stored: Path) -> Picture:
    """A picture that was rendered: `w960.webp` is there, the other files are put there by the tests."""
    return Picture.objects.create(
        file="originals/0f/bild.jpg", rendition_token=TOKEN, renditions=MADE, rendered_at=timezone.now()
    )


def waits(row: Picture) -> bool:
    return Picture.objects.waiting().filter(pk=row.pk).exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("row")
@pytest.mark.parametrize(
    ("there", "asked", "given"),
    [
        pytest.param(["w960.avif", "w320.webp", "thumb.webp"], "w320.avif", "w960.avif", id="another width"),
        pytest.param(["w320.webp", "w1920.jpg", "thumb.webp"], "w960.avif", "w960.webp", id="another format"),
        pytest.param(["w320.avif", "thumb.webp"], "w960.jpg", "w960.webp", id="what old browsers know"),
        pytest.param(["16x9-640.webp", "16x9-1200.webp"], "16x9-320.webp", "16x9-640.webp", id="the same shape"),
        pytest.param(["thumb.webp"], "4x3-640.webp", "w960.webp", id="the whole rather than the thumb"),
    ],
)
def test_a_missing_rendition_is_answered_by_the_nearest(
    client: Client, stored: Path, there: list[str], asked: str, given: str
) -> None:
    for name in there:
        (stored / FOLDER.removeprefix("/media/") / name).write_bytes(name.encode())
    response = client.get(f"{FOLDER}/{asked}")
    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=60"
    assert body(response) == (b"kleines Bild" if given == "w960.webp" else given.encode())
    assert response["Content-Type"] == KINDS[given.rpartition(".")[2]]


KINDS = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}


@pytest.mark.django_db
def test_a_missing_rendition_is_made_again(client: Client, row: Picture, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        body(client.get(f"{FOLDER}/w960.avif"))
    assert waits(row)


@pytest.mark.django_db
def test_what_was_never_made_of_a_picture_is_not_asked_for(client: Client, row: Picture) -> None:
    """A picture of 1000 pixels has no rendition of 1920; whoever guesses one makes no work."""
    body(client.get(f"{FOLDER}/w1920.webp"))
    assert not waits(row)


@pytest.mark.django_db
def test_a_picture_that_cannot_be_rendered_is_not_tried_with_every_reader(client: Client, row: Picture) -> None:
    Picture.objects.update(render_failure="Die Datei ist kaputt.")
    body(client.get(f"{FOLDER}/w960.avif"))
    assert not waits(row)


@pytest.mark.django_db
def test_a_picture_that_has_lost_all_of_them_is_404_and_made_again(client: Client, stored: Path, row: Picture) -> None:
    (stored / RENDITION.removeprefix("/media/")).unlink()
    assert client.get(RENDITION).status_code == 404
    assert waits(row)


@pytest.mark.django_db
def test_renditions_replaced_since_are_answered_without_a_row(client: Client) -> None:
    response = client.get(f"{FOLDER}/w960.avif")
    assert body(response) == b"kleines Bild"


@pytest.mark.django_db
def test_a_token_that_nobody_knows_is_404(client: Client) -> None:
    assert client.get("/media/__processed__/ab/abgYWqbbCnjZwbSScFSdb6wE/w960.webp").status_code == 404


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
    assert response["Content-Disposition"] == 'attachment; filename="bild.jpg"'
    assert response["Cache-Control"] == "private, no-cache"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["bild.svg", "bild.html", "bild", "bild.svgz"])
def test_an_original_is_never_a_page(client: Client, stored: Path, name: str) -> None:
    """None is taken, but one may lie there from elsewhere."""
    (stored / "originals" / "0f" / name).write_bytes(b"<svg onload='alert(1)'/>")
    client.force_login(may_see_pictures(user(is_staff=True)))
    response = client.get(f"/media/originals/0f/{name}")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    response.close()


@pytest.mark.django_db
def test_the_desk_gets_no_original_that_is_not_there(client: Client) -> None:
    client.force_login(may_see_pictures(user(is_staff=True)))
    assert client.get("/media/originals/0f/weg.jpg").status_code == 404


# --- ways around ------------------------------------------------------------------------------------------------

HOSTILE = [
    "../originals/0f/bild.jpg",
    "72/../../originals/0f/bild.jpg",
    "72/./../../originals/0f/bild.jpg",
    "../../geheim.txt",
    "../../../../../../../../etc/passwd",
    "/etc/passwd",
    "//etc/passwd",
    "..",
    ".",
    "72",
    f"72/{TOKEN}/",
    f"72/{TOKEN}/../{TOKEN}/w960.webp",
    f"72/{TOKEN}/w960.html",
    f"72/{TOKEN}/notes.txt",
    f"71/{TOKEN}/w960.webp",
    f"72/{TOKEN}/w960.webp/",
    f"72/{TOKEN}/w960.webp/x",
    "weg.webp",
    "\x00",
    f"72/{TOKEN}/w960.webp\x00.jpg",
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
