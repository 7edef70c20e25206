"""`manage.py render_pictures`: what is missing is made, all of it where asked, and what nothing uses is removed."""

import datetime
import io
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone

from articles.desk.pictureuploads import receive
from articles.desk.rendering import await_renditions
from articles.management.commands import render_pictures as command
from articles.models import Picture
from tests.picturebytes import photograph, stored, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def worker(settings: Any) -> None:
    settings.NEWSROOM_RENDERING = "worker"


def received(seed: int = 1, size: tuple[int, int] = (120, 80)) -> Picture:
    return receive(upload=upload(photograph(seed=seed, size=size)), by=None, now=timezone.now()).picture


def run(*arguments: str) -> tuple[int, str]:
    out = io.StringIO()
    try:
        call_command("render_pictures", *arguments, stdout=out)
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue()
    return 0, out.getvalue()


def age(paths: list[Path], days: float) -> None:
    for path in paths:
        then = timezone.now().timestamp() - days * 86_400
        os.utime(path, (then, then))


# --- rendering --------------------------------------------------------------------------------------------------


def test_what_is_missing_is_made_and_nothing_twice() -> None:
    first, second = received(1), received(2)
    code, said = run()
    assert code == 0
    assert said.splitlines()[-1] == "2 rendered, 0 failed"
    assert all(row.rendered_at for row in Picture.objects.all())
    tokens = set(Picture.objects.values_list("rendition_token", flat=True))
    assert not {first.rendition_token, second.rendition_token} & tokens
    assert run() == (0, "0 rendered, 0 failed\n")


def test_all_are_made_anew_where_asked() -> None:
    row = received()
    run()
    before = Picture.objects.get(pk=row.pk).rendition_token
    code, said = run("--all")
    assert (code, said.splitlines()[-1]) == (0, "1 rendered, 0 failed")
    assert Picture.objects.get(pk=row.pk).rendition_token != before


def test_a_picture_that_fails_is_named_with_its_reason_and_stops_no_other(media_root: Path) -> None:
    broken, _whole = received(1), received(2)
    (media_root / broken.file.name).write_bytes(b"weg")
    code, said = run()
    assert code == 1
    assert said.splitlines()[-1] == "1 rendered, 1 failed"
    assert Picture.objects.get(pk=broken.pk).render_failure in said
    assert run() == (0, "0 rendered, 0 failed\n")  # it is not tried for ever
    assert run("--all")[0] == 1


def test_a_database_that_fails_gets_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_given: Any) -> None:
        raise OperationalError("the server\nis gone")

    monkeypatch.setattr(command, "render_next", fail)
    with pytest.raises(CommandError, match=r"The database failed \(the server is gone\)"):
        run()


@pytest.mark.parametrize("arguments", [["--dry-run"], ["--prune", "--all"], ["--prune", "--forever"]])
def test_arguments_that_do_not_go_together_are_refused(arguments: list[str]) -> None:
    with pytest.raises(CommandError) as caught:
        run(*arguments)
    assert caught.value.returncode == 2


def test_ctrl_c_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(**_given: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "render_next", stop)
    assert run()[0] == 130


# --- removing ---------------------------------------------------------------------------------------------------


def test_what_no_row_names_is_removed_after_a_day(media_root: Path) -> None:
    row = received(1)
    run()
    used = {*stored(media_root)}
    row = Picture.objects.get(pk=row.pk)
    used = {path for path in used if path.parent.name == row.rendition_token or "originals" in path.parts}
    gone = received(2)
    orphan = media_root / gone.file.name
    Picture.objects.filter(pk=gone.pk).delete()
    old_layout = media_root / "__processed__" / "72e" / "59b" / "bild-4902787cff6c.webp"
    old_layout.parent.mkdir(parents=True)
    old_layout.write_bytes(b"alt")
    everything = stored(media_root)
    assert orphan in everything
    assert run("--prune")[1].splitlines()[-1].startswith("0 files removed")
    age(everything, days=2)
    code, said = run("--prune", "--dry-run")
    assert code == 0
    assert stored(media_root) == everything
    unused = len(everything) - len(used)
    assert said.splitlines()[-1].startswith(f"{unused} files would be removed")
    assert run("--prune")[1].splitlines()[-1].startswith(f"{unused} files removed")
    assert set(stored(media_root)) == used


def test_renditions_just_replaced_stay_for_a_day_however_old_they_are(media_root: Path) -> None:
    row = received()
    run()
    before = Picture.objects.get(pk=row.pk)
    age(stored(media_root), days=300)
    await_renditions([row.pk])
    run()
    old = media_root / before.thumb.removeprefix("/media/")
    run("--prune")
    assert old.exists()
    age([old.parent / "replaced"], days=2)
    run("--prune")
    assert not old.exists()
    assert not old.parent.exists()


def test_an_upload_that_is_about_to_be_written_is_left_alone(media_root: Path) -> None:
    path = media_root / "originals" / "0f" / "0f00.jpg"
    path.parent.mkdir(parents=True)
    path.write_bytes(photograph())
    run("--prune")
    assert path.exists()


def test_without_a_folder_of_pictures_there_is_nothing_to_remove() -> None:
    assert run("--prune")[1].startswith("0 files removed")


def test_many_files_cost_a_query_for_each_five_hundred(media_root: Path, django_assert_num_queries: Any) -> None:
    folder = media_root / "originals" / "0f"
    folder.mkdir(parents=True)
    for number in range(1100):
        (folder / f"{number}.jpg").write_bytes(b"x")
    age(stored(media_root), days=2)
    with django_assert_num_queries(3):
        assert run("--prune")[1].splitlines()[-1].startswith("1100 files removed")
    assert stored(media_root) == []
    assert datetime.timedelta(days=1) == command.leftovers.__globals__["AGE"]
