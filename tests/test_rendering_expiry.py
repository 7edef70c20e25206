"""On the day when the rights run out the renditions are gone for readers; the desk keeps a look, and they come back."""

import datetime
import errno
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from articles.desk import expiry
from articles.desk.darkroom import wake
from articles.desk.expiry import settle_expired
from articles.desk.pictureuploads import receive, replace_file
from articles.desk.rendering import Outcome, await_renditions, claim, render_next, render_picture
from articles.models import Picture
from articles.models.pictures import DESK_ONLY
from tests.picturebytes import photograph, stored, upload
from tests.roles import PHOTO_DESK, person

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 25, 9, 0, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 11, 25)
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def worker(settings: Any) -> None:
    settings.NEWSROOM_RENDERING = "worker"


@pytest.fixture
def row() -> Picture:
    made = receive(upload=upload(photograph(size=(1300, 900))), by=None, now=NOW).picture
    done = render_next(now=NOW)
    assert done is not None
    assert done[1] is Outcome.MADE
    return again(made)


def again(one: Picture) -> Picture:
    return Picture.objects.get(pk=one.pk)


def expires(one: Picture, day: datetime.date | None) -> None:
    Picture.objects.filter(pk=one.pk).update(expires_on=day)


def addresses(one: Picture) -> list[str]:
    return [one.rendition(name, kind) for name, made in one.renditions.items() for kind in made[2]]


def status(client: Client, address: str) -> int:
    answer: Any = client.get(address)
    answer.getvalue()  # which closes the file
    return int(answer.status_code)


def test_from_its_day_on_no_address_that_readers_know_has_a_file(
    row: Picture, client: Client, media_root: Path
) -> None:
    known = addresses(row)
    assert len(known) > 20
    expires(row, TODAY + DAY)
    assert settle_expired(now=NOW) == 0
    assert {status(client, address) for address in known} == {200}
    expires(row, TODAY)
    assert settle_expired(now=NOW) == 1
    assert not [address for address in known if (media_root / address.removeprefix("/media/")).exists()]
    assert {status(client, address) for address in known} == {404}
    assert settle_expired(now=NOW) == 0


def test_the_day_is_that_of_the_papers_calendar(row: Picture) -> None:
    expires(row, TODAY + DAY)
    assert settle_expired(now=datetime.datetime(2026, 11, 25, 22, 59, tzinfo=datetime.UTC)) == 0
    assert settle_expired(now=datetime.datetime(2026, 11, 25, 23, 0, tzinfo=datetime.UTC)) == 1  # midnight in Berlin


def test_the_desk_keeps_a_look_at_it_that_readers_do_not_get(row: Picture, client: Client) -> None:
    expires(row, TODAY)
    settle_expired(now=NOW)
    kept = again(row)
    assert kept.rendition_token.startswith(DESK_ONLY)
    assert set(kept.renditions) == {"thumb", "w960"}
    assert kept.rendered_at is not None
    assert {status(client, address) for address in addresses(kept)} == {404}
    client.force_login(person(PHOTO_DESK))
    for address in addresses(kept):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "private, no-cache"
        assert answer.getvalue()


def test_when_the_rights_are_prolonged_readers_get_it_again(row: Picture, client: Client) -> None:
    expires(row, TODAY)
    settle_expired(now=NOW)
    expires(row, None)
    assert status(client, again(row).thumb) == 200  # until the new ones are there
    assert settle_expired(now=NOW) == 1
    assert settle_expired(now=NOW) == 0  # it waits already
    assert render_next(now=NOW) == (row, Outcome.MADE)
    back = again(row)
    assert not back.rendition_token.startswith(DESK_ONLY)
    assert set(back.renditions) == set(row.renditions)
    assert status(client, back.rendition("w960", "jpeg")) == 200


def test_an_expired_picture_that_is_rendered_is_rendered_for_the_desk(row: Picture) -> None:
    expires(row, TODAY)
    settle_expired(now=NOW)
    Picture.objects.update(rendered_at=None)
    assert render_next(now=NOW) == (row, Outcome.MADE)
    assert again(row).rendition_token.startswith(DESK_ONLY)
    assert set(again(row).renditions) == {"thumb", "w960"}


def test_another_file_for_an_expired_picture_is_for_the_desk_from_the_beginning(row: Picture, media_root: Path) -> None:
    expires(row, TODAY)
    settle_expired(now=NOW)
    replace_file(picture=again(row), upload=upload(photograph(seed=9)), by=None, now=NOW)
    assert again(row).rendition_token.startswith(DESK_ONLY)
    assert again(row).thumb
    folders = {path.parent.name for path in stored(media_root) if "originals" not in path.parts}
    assert all(folder.startswith(DESK_ONLY) for folder in folders)


def test_renditions_that_pages_may_still_name_go_too(row: Picture, media_root: Path) -> None:
    for _time in range(2):
        await_renditions([row.pk])
        render_next(now=NOW)
    folders = {path.parent.name for path in stored(media_root) if "originals" not in path.parts}
    assert len(folders) == 4
    expires(row, TODAY)
    settle_expired(now=NOW)
    folders = {path.parent.name for path in stored(media_root) if "originals" not in path.parts}
    assert folders == {again(row).rendition_token}


def test_what_is_being_rendered_while_it_expires_does_not_come_back(row: Picture, media_root: Path) -> None:
    Picture.objects.update(rendered_at=None)
    working = claim(now=NOW)
    expires(row, TODAY)
    settle_expired(now=NOW)
    files = stored(media_root)
    assert working is not None
    assert render_picture(picture=working, now=NOW) is Outcome.CHANGED  # begun before the day, as it knows it
    assert stored(media_root) == files
    assert again(row).rendition_token.startswith(DESK_ONLY)


def test_two_that_settle_at_once_leave_one_look(
    row: Picture, media_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expires(row, TODAY)
    copied = expiry._copied

    def copy_while_another_settles(picture: Picture, token: str) -> Any:
        monkeypatch.setattr(expiry, "_copied", copied)
        made = copied(picture, token)
        assert settle_expired(now=NOW) == 1
        return made

    monkeypatch.setattr(expiry, "_copied", copy_while_another_settles)
    assert settle_expired(now=NOW) == 0
    kept = again(row)
    folders = {path.parent.name for path in stored(media_root) if "originals" not in path.parts}
    assert folders == {kept.rendition_token}
    assert all((media_root / one.removeprefix("/media/")).exists() for one in addresses(kept))


def test_who_is_killed_between_files_and_row_is_finished_by_the_next(
    row: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    expires(row, TODAY)
    with monkeypatch.context() as patch:

        def die(_token: str) -> None:
            remove(_token)
            raise KeyboardInterrupt

        remove = expiry.remove_all_renditions
        patch.setattr(expiry, "remove_all_renditions", die)
        with pytest.raises(KeyboardInterrupt):
            settle_expired(now=NOW)
    assert settle_expired(now=NOW) == 1
    assert (again(row).renditions, again(row).rendered_at) == ({}, None)
    assert render_next(now=NOW) == (row, Outcome.MADE)
    assert set(again(row).renditions) == {"thumb", "w960"}


def test_of_the_pictures_named_only(row: Picture) -> None:
    expires(row, TODAY)
    assert settle_expired(now=NOW, keys=[row.pk + 1]) == 0
    assert settle_expired(now=NOW, keys=[row.pk]) == 1


@pytest.mark.parametrize("rendering", ["server", "worker"])
def test_a_day_that_is_entered_counts_at_once_whoever_renders(
    row: Picture, settings: Any, django_capture_on_commit_callbacks: Any, rendering: str
) -> None:
    settings.NEWSROOM_RENDERING = rendering
    with django_capture_on_commit_callbacks(execute=True):
        expires(row, datetime.date(2000, 1, 1))
        wake(row.pk)
    assert again(row).rendition_token.startswith(DESK_ONLY)


def test_a_disk_that_fails_does_not_undo_what_was_saved(
    row: Picture, monkeypatch: pytest.MonkeyPatch, caplog: Any, django_capture_on_commit_callbacks: Any
) -> None:
    def fail(*_given: Any) -> None:
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr(expiry, "_copied", fail)
    with django_capture_on_commit_callbacks(execute=True):
        expires(row, datetime.date(2000, 1, 1))
        wake(row.pk)
    assert "could not be taken away yet" in caplog.text
    assert again(row).rendition_token == row.rendition_token
