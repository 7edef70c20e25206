"""Pictures at the desk: uploads are judged by their content, and what is used stays."""

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.desk.rendering import render_next
from articles.models import Picture
from tests.admin_rows import article, fields_of, jpeg, picture, superuser, upload
from tests.picturebytes import png_bomb, stored

pytestmark = pytest.mark.django_db
ADD = reverse("admin:articles_picture_add")


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(superuser())
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def add(desk: Client, **changed: Any) -> Any:
    return desk.post(ADD, fields_of(desk.get(ADD)) | {"caption": "Die Brücke", "_save": "yes"} | changed)


def change(desk: Client, row: Picture, **changed: Any) -> Any:
    address = reverse("admin:articles_picture_change", args=(row.pk,))
    return desk.post(address, fields_of(desk.get(address)) | {"_save": "yes"} | changed)


@pytest.mark.parametrize(
    ("kind", "ending"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("AVIF", "avif"), ("GIF", "gif")]
)
def test_an_upload_gets_digest_size_and_a_name_that_tells_nothing(
    desk: Client, media_root: Path, kind: str, ending: str
) -> None:
    content = jpeg(kind=kind)
    assert add(desk, file=upload(content, "Geheim.txt")).status_code == 302
    row = Picture.objects.get()
    assert row.digest == hashlib.sha256(content).hexdigest()
    assert (row.width, row.height) == (60, 40)
    assert re.fullmatch(rf"originals/(\w\w)/\1[0-9a-f]{{30}}\.{ending}", row.file.name)
    assert row.uuid.hex not in row.file.name
    assert (media_root / row.file.name).read_bytes() == content
    # A first look is there with the answer; the others are made after the commit.
    assert {path.name for path in (media_root / "__processed__").rglob("*.webp")} == {"thumb.webp", "w320.webp"}


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "bild.svg", "the kind SVG"),
        (b"<html>", "bild.jpg", "the kind HTML"),
        (b"\xff\xd8\xff\xe0 cut", "bild.jpg", "breaks off before its end"),
        (jpeg(width=400, height=400)[:-300], "cut.jpg", "breaks off before its end"),
        (jpeg(kind="TIFF"), "bild.tiff", "the kind TIFF"),
        (jpeg(kind="BMP"), "bild.jpg", "the kind BMP"),
        (png_bomb(), "bild.png", "has 40000 × 40000 pixels"),
    ],
)
def test_what_is_no_picture_gets_a_sentence(
    desk: Client, media_root: Path, content: bytes, name: str, said: str
) -> None:
    page = add(desk, file=upload(content, name)).content.decode()
    assert re.search(f"“{re.escape(name)}” [^<]*{said}", page)
    assert "Die Brücke" in page
    assert not Picture.objects.exists()
    assert not list(media_root.rglob("*.*"))


def test_a_picture_without_a_file_is_fine(desk: Client) -> None:
    assert add(desk).status_code == 302
    assert Picture.objects.get().digest == ""


def test_a_caption_can_be_corrected_while_the_file_is_missing(desk: Client, media_root: Path) -> None:
    add(desk, file=upload())
    row = Picture.objects.get()
    (media_root / row.file.name).unlink()
    for rendition in media_root.rglob("*.webp"):
        rendition.unlink()
    assert change(desk, row, caption="Neu").status_code == 302
    row = Picture.objects.get()
    assert row.caption == "Neu"
    assert len(row.digest) == 64
    render_next(now=timezone.now())
    page = desk.get(reverse("admin:articles_picture_change", args=(row.pk,))).content.decode()
    assert "The file is missing from the disk." in page


def test_a_new_focal_point_makes_new_renditions(desk: Client, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        add(desk, file=upload(jpeg(width=300, height=200)))
    row = Picture.objects.get()
    assert row.rendered_at
    with django_capture_on_commit_callbacks(execute=True):
        assert change(desk, row, focal_point_0="10", focal_point_1="20").status_code == 302
        waiting = Picture.objects.get()
        assert (waiting.rendered_at, waiting.thumb) == (None, row.thumb)
    again = Picture.objects.get()
    assert again.rendered_at
    assert again.rendition_token != row.rendition_token


def test_a_new_caption_makes_none(desk: Client, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        add(desk, file=upload())
        row = Picture.objects.get()
    row.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        change(desk, row, caption="Die neue Brücke")
    assert Picture.objects.get().rendition_token == row.rendition_token


def test_a_file_can_be_replaced_and_cleared(desk: Client) -> None:
    add(desk, file=upload())
    row = Picture.objects.get()
    other = jpeg(width=90)
    change(desk, row, file=upload(other))
    row.refresh_from_db()
    assert (row.width, row.digest) == (90, hashlib.sha256(other).hexdigest())
    change(desk, row, **{"file-clear": "on"})
    row.refresh_from_db()
    assert (row.file.name, row.digest, row.width) == ("", "", None)


def test_the_stored_file_is_called_the_original(desk: Client) -> None:
    add(desk, file=upload())
    page = desk.get(reverse("admin:articles_picture_change", args=(Picture.objects.get().pk,))).content.decode()
    assert ">Original</a>" in page


def test_a_picture_in_a_text_or_a_release_is_not_deleted(desk: Client) -> None:
    shot = picture()
    row = article(body=f'<story-picture uuid="{shot.uuid}"></story-picture>', live=True)
    address = reverse("admin:articles_picture_delete", args=(shot.pk,))
    text = desk.post(address, {"post": "yes"}, follow=True).content.decode()
    assert "is in use and cannot be deleted. Remove it there first: Articles (1), Releases (1)." in text
    row.body = "<p>Ohne.</p>"
    row.save()
    assert "Releases (1)." in desk.post(address, {"post": "yes"}, follow=True).content.decode()
    assert Picture.objects.exists()


def test_a_free_picture_is_deleted(desk: Client) -> None:
    shot = picture()
    desk.post(reverse("admin:articles_picture_delete", args=(shot.pk,)), {"post": "yes"})
    assert not Picture.objects.exists()


def test_a_deleted_picture_takes_its_files_along(
    desk: Client, media_root: Path, django_capture_on_commit_callbacks: Any
) -> None:
    for width in (60, 90, 120):
        add(desk, file=upload(jpeg(width=width)))
    one, *others = Picture.objects.order_by("pk")
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("admin:articles_picture_delete", args=(one.pk,)), {"post": "yes"})
    assert not (media_root / one.file.name).exists()
    assert (media_root / others[0].file.name).exists()
    chosen = {"action": "delete_selected", "_selected_action": [row.pk for row in others], "post": "yes"}
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("admin:articles_picture_changelist"), chosen)
    assert not Picture.objects.exists()
    assert stored(media_root) == []
