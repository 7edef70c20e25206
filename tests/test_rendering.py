"""Renditions: what they carry, when a picture waits for new ones, and that it is never without while it waits."""

import datetime
import errno
import io
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from PIL import Image

from articles.desk import darkroom, rendering
from articles.desk.picturestore import REPLACED, REPLACES
from articles.desk.pictureuploads import receive
from articles.desk.rendering import (
    CLAIM,
    INGREDIENTS,
    LABELLED,
    Outcome,
    await_all,
    await_renditions,
    claim,
    claimed,
    needs_renditions,
    render_next,
    render_picture,
)
from articles.imaging.plan import plan
from articles.models import Picture
from articles.models.pictures import rendition_path
from tests.picturebytes import CORPORA, photograph, stored, upload

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 25, 9, 0, tzinfo=datetime.UTC)
LATER = NOW + datetime.timedelta(hours=1)
SAID = {"creator": "Asmaa Waguih", "credit": "Asmaa Waguih/dpa", "copyright": "© dpa"}


@pytest.fixture(autouse=True)
def worker(settings: Any) -> None:
    settings.NEWSROOM_RENDERING = "worker"


def received(**given: Any) -> Picture:
    return receive(upload=upload(photograph(**given)), by=None, now=NOW).picture


def again(row: Picture) -> Picture:
    return Picture.objects.get(pk=row.pk)


def pictures(media_root: Path) -> list[Path]:
    """Return the files there are, without the notes about what replaces what."""
    return [path for path in stored(media_root) if path.name not in {REPLACED, REPLACES}]


def rendered(row: Picture) -> Picture:
    done = render_next(now=LATER)
    assert done is not None
    assert done == (row, Outcome.MADE)
    return again(row)


def renditions(row: Picture) -> dict[str, bytes]:
    """Return the bytes of all renditions of `row` by the names of their files."""
    paths = {
        f"{name}.{kind}": rendition_path(row.rendition_token, name, kind)
        for name, (_width, _height, kinds) in row.renditions.items()
        for kind in kinds
    }
    return {name: Path(row.file.storage.path(path)).read_bytes() for name, path in paths.items()}


# --- what is made -----------------------------------------------------------------------------------------------


def test_a_large_picture_gets_all_of_the_plan() -> None:
    row = rendered(received(size=(2000, 1500)))
    wanted = {f"{one.name}.{kind}" for one in plan() for kind in one.formats}
    made = renditions(row)
    assert set(made) == wanted
    for name, content in made.items():
        width, height, _kinds = row.renditions[name.partition(".")[0]]
        with Image.open(io.BytesIO(content)) as image:
            assert image.size == (width, height)
            assert image.format == name.partition(".")[2].upper()
    assert row.rendered_at == LATER
    assert row.rendering_since is None
    assert re.fullmatch(r"[\w-]{24}", row.rendition_token)


def test_every_rendition_carries_the_names_and_nothing_else_of_the_original() -> None:
    exif = Image.Exif()
    exif[0x0110] = "Kamera mit Seriennummer"
    exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 32.0, 0.0), 3: "E", 4: (9.0, 59.0, 0.0)})
    original = photograph(
        size=(400, 300), exif=exif.tobytes(), alt="Eine Fähre", caption="Geheim vor dem Erscheinen", **SAID
    )
    assert b"Kamera" in original
    row = rendered(receive(upload=upload(original), by=None, now=NOW).picture)
    for name, content in renditions(row).items():
        for word in (*SAID.values(), "Eine Fähre"):
            assert word.encode() in content, (name, word)
        for trace in (b"GPS", b"Kamera", b"Geheim"):
            assert trace not in content, (name, trace)
        with Image.open(io.BytesIO(content)) as image:
            assert not image.getexif().get_ifd(0x8825)


def test_renditions_of_real_photographs_have_no_position() -> None:
    photographs = sorted((CORPORA / "exif-samples" / "gps").glob("*.jpg"))[:3]
    if not photographs:
        pytest.skip("The corpus exif-samples does not lie beside this checkout.")
    for path in photographs:
        row = rendered(receive(upload=upload(path.read_bytes()), by=None, now=NOW).picture)
        for content in renditions(row).values():
            with Image.open(io.BytesIO(content)) as image:
                assert not image.getexif().get_ifd(0x8825)
            assert not re.search(rb"GPS|Nikon|NIKON|exif:", content)


# --- who waits --------------------------------------------------------------------------------------------------


def test_what_renditions_are_made_of_asks_for_new_ones() -> None:
    assert {"creator", "credit", "copyright", "alt_text", "license_url"} <= set(LABELLED)
    for name in INGREDIENTS:
        assert needs_renditions(["place", name])
    assert not needs_renditions(["caption", "place", "keywords", "expires_on"])


def test_a_picture_that_waits_again_keeps_what_it_has_until_the_new_ones_are_there(media_root: Path) -> None:
    row = rendered(received(credit="Jan Ott"))
    before = renditions(row)
    Picture.objects.filter(pk=row.pk).update(credit="Asmaa Waguih")
    assert await_renditions([row.pk]) == 1
    waiting = again(row)
    assert waiting.rendered_at is None
    assert renditions(waiting) == before
    fresh = rendered(waiting)
    assert fresh.rendition_token != row.rendition_token
    assert all(b"Asmaa Waguih" in content for content in renditions(fresh).values())
    assert renditions(row) == before  # pages in caches name them for a while yet


def test_a_picture_without_a_file_waits_for_nothing() -> None:
    row = Picture.objects.create(caption="Ohne Datei")
    assert await_renditions([row.pk]) == await_all() == 0
    assert render_next(now=NOW) is None


@pytest.mark.parametrize(
    "changed", [{"credit": "Anders"}, {"focal_point": "0.1x0.1"}, {"crops": {"1x1": [0, 0, 0.5, 0.5]}}]
)
def test_what_changes_while_it_is_rendered_is_rendered_again(media_root: Path, changed: dict[str, Any]) -> None:
    row = received(size=(300, 200))
    files = pictures(media_root)
    working = claim(now=NOW)
    assert working is not None
    Picture.objects.filter(pk=row.pk).update(**changed)  # by somebody who forgets to say so
    assert render_picture(picture=working, now=NOW) is Outcome.CHANGED
    assert pictures(media_root) == files
    assert again(row).rendition_token == row.rendition_token
    assert rendered(row).rendered_at == LATER


def test_what_another_works_on_by_now_is_left_to_it() -> None:
    row = received()
    first = claim(now=NOW)
    second = claim(now=NOW + 2 * CLAIM)  # the first seemed to be dead
    assert first is not None
    assert second is not None
    assert render_picture(picture=first, now=NOW) is Outcome.CHANGED
    assert again(row).rendering_since == second.rendering_since
    assert render_picture(picture=second, now=NOW + 2 * CLAIM) is Outcome.MADE


def test_what_is_deleted_while_it_is_rendered_leaves_no_renditions(media_root: Path) -> None:
    row = received()
    working = claim(now=NOW)
    files = pictures(media_root)
    row.delete()
    assert working is not None
    assert render_picture(picture=working, now=NOW) is Outcome.CHANGED
    assert pictures(media_root) == files


def test_a_claim_keeps_others_off_until_it_runs_out() -> None:
    received()
    assert claim(now=NOW) is not None
    assert claim(now=NOW) is None
    assert claimed(now=NOW) == 1
    assert claim(now=NOW + CLAIM + datetime.timedelta(seconds=1)) is not None


def test_no_lock_is_held_while_pixels_are_reckoned(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    """Nothing is asked of the database between the claim and the end."""
    received()
    working = claim(now=NOW)
    assert working is not None
    made = rendering.keep_renditions

    def keep(*given: Any) -> Any:
        with django_assert_num_queries(0):
            return made(*given)

    monkeypatch.setattr(rendering, "keep_renditions", keep)
    with django_assert_num_queries(4):  # a savepoint, the row, what is written, the savepoint's end
        assert render_picture(picture=working, now=NOW) is Outcome.MADE


# --- what fails -------------------------------------------------------------------------------------------------


def test_a_picture_that_fails_says_why_keeps_what_it_has_and_blocks_no_other(media_root: Path) -> None:
    broken, whole = received(seed=1), received(seed=2)
    (media_root / broken.file.name).write_bytes(photograph()[:-200])
    assert [one and one[1] for one in (render_next(now=LATER) for _time in range(3))] == [
        Outcome.FAILED, Outcome.MADE, None,
    ]  # fmt: skip
    broken = again(broken)
    assert broken.render_failure
    assert broken.thumb
    assert renditions(broken)
    assert again(whole).render_failure == ""


def test_an_original_that_is_gone_says_so(media_root: Path) -> None:
    row = received()
    (media_root / row.file.name).unlink()
    done = render_next(now=LATER)
    assert done is not None
    assert done[1] is Outcome.FAILED
    assert again(row).render_failure
    await_renditions([row.pk])
    assert again(row).render_failure == ""


def test_a_crop_that_is_none_says_so() -> None:
    row = received()
    Picture.objects.filter(pk=row.pk).update(crops={"1x1": "links"})
    done = render_next(now=LATER)
    assert done is not None
    assert done[1] is Outcome.FAILED
    assert "links" in again(row).render_failure


def test_what_nobody_has_thought_of_fails_one_picture(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    row = received()

    def fail(*_given: Any, **_named: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(rendering, "render", fail)
    done = render_next(now=LATER)
    assert done is not None
    assert done[1] is Outcome.FAILED
    assert "ZeroDivisionError" in again(row).render_failure
    assert "ZeroDivisionError" in caplog.text


def test_a_full_disk_postpones_and_blocks_no_other(media_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = received(seed=1), received(seed=2)
    files = pictures(media_root)
    save = FileSystemStorage._save
    full = [True]

    def fill_up(self: Any, name: str, content: Any) -> Any:
        if full and not name.endswith("thumb.webp"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return save(self, name, content)

    monkeypatch.setattr(FileSystemStorage, "_save", fill_up)
    for row in (first, second):
        assert render_next(now=LATER) == (row, Outcome.POSTPONED)
        assert again(row).render_failure
        assert again(row).rendered_at is None
    assert render_next(now=LATER) is None
    assert pictures(media_root) == files
    full.clear()
    done = render_next(now=LATER + 2 * CLAIM)
    assert done == (first, Outcome.MADE)
    assert again(first).render_failure == ""


def test_who_is_stopped_lets_go(monkeypatch: pytest.MonkeyPatch, media_root: Path) -> None:
    row = received()
    files = pictures(media_root)

    def stop(*_given: Any, **_named: Any) -> None:
        raise SystemExit(0)

    monkeypatch.setattr(rendering, "render", stop)
    with pytest.raises(SystemExit):
        render_next(now=LATER)
    assert again(row).rendering_since is None
    assert pictures(media_root) == files


# --- who renders ------------------------------------------------------------------------------------------------


def test_without_thread_and_worker_it_is_rendered_at_once_after_the_commit(
    settings: Any, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    settings.NEWSROOM_RENDERING = "server"
    with django_capture_on_commit_callbacks(execute=True):
        row = received(size=(700, 500))
        assert again(row).rendered_at is None
    assert again(row).rendered_at is not None
    assert len(again(row).renditions) > len(row.renditions)


def test_beside_a_worker_nothing_is_rendered_here(django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        row = received()
    assert again(row).rendered_at is None
    assert darkroom.start() is None


def test_others_that_wait_are_left_to_those_they_wait_for(
    settings: Any, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    other = received(seed=2)
    settings.NEWSROOM_RENDERING = "server"
    with django_capture_on_commit_callbacks(execute=True):
        received(seed=3)
    assert again(other).rendered_at is None
