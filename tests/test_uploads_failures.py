"""Uploads that fail: a sentence with the remedy, no row, no file, and no more memory or time than a picture takes."""

import contextlib
import datetime
import errno
import io
import os
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from django.db import DatabaseError
from django.utils import translation
from PIL import Image

from articles.desk import pictureuploads
from articles.desk.elbowroom import room_for
from articles.desk.pictureuploads import Refused, receive
from articles.desk.picturewords import in_words
from articles.imaging.opening import MAX_BYTES, Reason, Unusable, open_picture
from articles.models import Picture
from tests.picturebytes import CORPORA, photograph, stored, upload

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 25, 9, 0, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


def refusal(content: bytes, name: str = "foto.jpg") -> str:
    with pytest.raises(Refused) as caught:
        receive(upload=upload(content, name), by=None, now=NOW)
    return str(caught.value)


def as_kind(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "teal").save(out, kind)
    return out.getvalue()


# --- files that are not taken -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "leer.jpg", "“leer.jpg” is empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "bild.svg", "the kind SVG"),
        (b"<!DOCTYPE html><html>", "bild.jpg", "the kind HTML"),
        (b"Kein Bild, nur Text.", "bild.jpg", "“bild.jpg” is no picture"),
        (as_kind("TIFF"), "bild.tiff", "the kind TIFF"),
        (as_kind("BMP"), "bild.jpg", "the kind BMP"),
        (photograph(size=(600, 400))[:-4000], "ab.jpg", "“ab.jpg” is a JPEG that breaks off"),
    ],
)
def test_what_is_no_picture_gets_a_sentence_and_leaves_nothing(
    media_root: Path, content: bytes, name: str, said: str
) -> None:
    assert said in refusal(content, name)
    assert not Picture.objects.exists()
    assert stored(media_root) == []


def test_a_wrong_ending_is_no_matter() -> None:
    row = receive(upload=upload(as_kind("PNG"), "bild.svg"), by=None, now=NOW).picture
    assert row.file.name.endswith(".png")


class Endless:
    """An upload that says nothing of its size and never ends."""

    name, size = "endlos.jpg", None

    def __init__(self) -> None:
        self.read_bytes = 0

    def read(self, number: int, /) -> bytes:
        self.read_bytes += number
        return b"\xff" * number


def test_a_stream_without_end_is_not_read_for_ever() -> None:
    endless = Endless()
    with pytest.raises(Refused, match="at most"):
        receive(upload=endless, by=None, now=NOW)
    assert endless.read_bytes < MAX_BYTES + 2_000_000


def test_a_file_that_is_too_large_is_not_read_at_all() -> None:
    endless = Endless()
    endless.size = MAX_BYTES + 1  # type: ignore[assignment]
    with pytest.raises(Refused, match="at most"):
        receive(upload=endless, by=None, now=NOW)
    assert endless.read_bytes == 0


def test_an_upload_that_cannot_be_read_gets_a_sentence() -> None:
    class Broken(Endless):
        def read(self, _number: int, /) -> bytes:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    with pytest.raises(Refused, match=r"“endlos\.jpg” could not be read"):
        receive(upload=Broken(), by=None, now=NOW)


@pytest.mark.parametrize("corpus", ["image-crashers", "image-bombs"])
def test_hostile_files_become_a_picture_or_a_sentence(media_root: Path, corpus: str) -> None:
    paths = sorted(path for path in (CORPORA / corpus).rglob("*") if path.is_file())
    if not paths:
        pytest.skip(f"The corpus {corpus} does not lie beside this checkout.")
    taken = 0
    for path in paths:
        start = time.process_time()
        with contextlib.suppress(Refused):
            receive(upload=upload(path.read_bytes(), path.name), by=None, now=NOW)
            taken += 1
        assert time.process_time() - start < 5, path
    assert Picture.objects.count() == taken
    assert len([path for path in stored(media_root) if "originals" in path.parts]) == taken


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("reason", Reason)
def test_there_is_a_sentence_for_every_reason(reason: Reason, language: str) -> None:
    values = {"size": 80_000_000, "limit": 64_000_000, "width": 9000, "height": 8000, "format": "PNG"}
    with translation.override(language):
        sentence = in_words(Unusable(reason, **values), "bild.png")
        nameless = in_words(Unusable(reason))
    assert "bild.png" in sentence
    assert sentence.count(".") >= 2  # what is wrong, and what to do
    assert "%(" not in sentence + nameless


# --- disks and databases ----------------------------------------------------------------------------------------


class FailingStorage(FileSystemStorage):
    """A disk that is full, or may not be written to, after some files; the last one is stored by half."""

    failure = errno.ENOSPC
    left = 0

    def _save(self, name: str, content: Any) -> str:
        type(self).left -= 1
        if self.left >= 0:
            return super()._save(name, content)
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.read()[:10])
        raise OSError(self.failure, os.strerror(self.failure), name)


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> type[FailingStorage]:
    monkeypatch.setattr(Picture._meta.get_field("file"), "storage", FailingStorage())
    return FailingStorage


@pytest.mark.parametrize("left", range(6))
@pytest.mark.parametrize(
    "failure",
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EDQUOT, "The disk is full"),
        (errno.EROFS, "cannot be written to"),
        (errno.EACCES, "cannot be written to"),
        (errno.EIO, "The storage failed"),
    ],
    ids=lambda failure: errno.errorcode[failure[0]],
)
def test_a_disk_that_takes_nothing_loses_nothing_and_says_so(
    media_root: Path,
    failing: type[FailingStorage],
    monkeypatch: pytest.MonkeyPatch,
    failure: tuple[int, str],
    left: int,
) -> None:
    monkeypatch.setattr(failing, "failure", failure[0])
    monkeypatch.setattr(failing, "left", left)
    content = photograph()
    if left >= 5:  # the small one, one to look at in three formats, and the original
        assert receive(upload=upload(content), by=None, now=NOW).picture.pk
        return
    sentence = refusal(content)
    assert failure[1] in sentence
    assert "Nothing was lost" in sentence
    assert not Picture.objects.exists()
    assert stored(media_root) == []


def test_a_folder_that_may_not_be_written_to_says_so(media_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: Any, **_named: Any) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "makedirs", refuse)
    assert "cannot be written to" in refusal(photograph())
    assert not Picture.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_database_that_fails_after_the_file_was_stored_leaves_none(
    media_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(row: Picture, **_given: Any) -> None:
        assert [path.suffix for path in stored(media_root) if "originals" in path.parts] == [".jpg"]
        super(Picture, row).save()
        raise DatabaseError("the disk of the database is full")

    monkeypatch.setattr(Picture, "save", fail)
    assert "The database did not take “foto.jpg” (the disk of the database is full)" in refusal(photograph())
    assert not Picture.objects.exists()
    assert stored(media_root) == []


@pytest.mark.django_db(transaction=True)
def test_whatever_else_fails_leaves_nothing_either(media_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: Any, **_named: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pictureuploads, "keep_original", fail)
    with pytest.raises(KeyboardInterrupt):
        receive(upload=upload(photograph()), by=None, now=NOW)
    assert not Picture.objects.exists()
    assert stored(media_root) == []


# --- large files ------------------------------------------------------------------------------------------------


def test_large_pictures_are_decoded_one_at_a_time_and_small_ones_do_not_wait() -> None:
    small = open_picture(photograph())
    large = open_picture(as_large_png())
    order: list[str] = []

    def wait_for_room() -> None:
        with room_for(large):
            order.append("second")

    second = threading.Thread(target=wait_for_room)
    with room_for(large):
        second.start()
        with room_for(small):
            order.append("small")
        second.join(0.3)
        order.append("first")
    second.join(30)
    assert order == ["small", "first", "second"]


def as_large_png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8000, 4000)).save(out, "PNG", compress_level=1)
    return out.getvalue()
