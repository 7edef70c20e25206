"""Processes that render at once, or are killed in the middle: every picture is rendered once, and whole at any time."""

import functools
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.schedulers import ROOT, empty_house, environment, house_like

pytestmark = pytest.mark.django_db  # so that there is a database to copy; the processes work on the copy
_BEGIN = """
import datetime, django, json, sys, time
django.setup()
from django.utils import timezone
from articles.desk import darkroom, rendering
from articles.desk.pictureuploads import receive
from articles.models import Picture
from tests.picturebytes import photograph, upload
def received(count, size):
    for seed in range(count):
        receive(upload=upload(photograph(seed=seed, size=size)), by=None, now=timezone.now())
def is_whole(row):
    addresses = [row.rendition(name, kind) for name, made in row.renditions.items() for kind in made[2]]
    storage = row.file.storage
    return bool(addresses) and all(storage.size(one.removeprefix("/media/")) for one in addresses)
def state():
    rows = list(Picture.objects.order_by("pk"))
    return [[row.pk, is_whole(row), row.rendered_at is not None, row.rendition_token] for row in rows]
"""


class House(NamedTuple):
    """A database and a folder of pictures for processes."""

    url: str
    media: Path

    def start(self, *arguments: str, **more: str) -> "subprocess.Popen[str]":
        known = {"MEDIA_ROOT": str(self.media), "NEWSROOM_RENDERING": "worker", "NEWSROOM_SCHEDULER_SECONDS": "0"}
        known["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=environment(self.url, **known | more),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # A shell that runs the tests in the background lets its children ignore Ctrl-C.
            preexec_fn=functools.partial(signal.signal, signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
        )

    def run(self, code: str, **more: str) -> Any:
        """Run `code` in a process of its own and return the value of its last line."""
        lines = code.strip().splitlines()
        process = self.start("-c", "\n".join([_BEGIN, *lines[:-1], f"print(json.dumps({lines[-1]}))"]), **more)
        said = process.communicate(timeout=120)[0]
        assert process.returncode == 0, said
        return json.loads(said.splitlines()[-1])

    def files(self) -> int:
        return sum(len(files) for _folder, _folders, files in os.walk(self.media))


@pytest.fixture(scope="module")
def emptied(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    with empty_house(tmp_path_factory.mktemp("house"), django_db_blocker) as url:
        yield url


@pytest.fixture
def house(emptied: str, tmp_path: Path) -> Iterator[House]:
    with house_like(emptied, tmp_path) as url:
        yield House(url, tmp_path / "media")


def until(question: Callable[[], Any], seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if question():
            return True
        time.sleep(0.01)
    return False


def test_several_renderers_at_once_render_each_picture_once(house: House) -> None:
    before = house.run("received(8, (500, 400))\nstate()")
    processes = [house.start("manage.py", "render_pictures") for _number in range(3)]
    said = [process.communicate(timeout=120)[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0]
    rendered = [int(line.split()[1]) for text in said for line in text.splitlines() if line.startswith("rendered ")]
    assert sorted(rendered) == [pk for pk, *_rest in before]
    after = house.run("state()")
    assert [row[1:3] for row in after] == [[True, True]] * 8
    assert house.run("list(Picture.objects.filter(rendering_since__isnull=False).values_list('pk'))") == []


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=lambda how: how.name)
def test_who_is_killed_leaves_every_picture_whole_and_the_next_one_goes_on(house: House, how: signal.Signals) -> None:
    house.run("received(3, (2400, 1600))\nwhile rendering.render_next(now=timezone.now()): pass\n\nstate()")
    tokens = [row[3] for row in house.run("state()")]
    before = house.files()
    process = house.start("manage.py", "render_pictures", "--all")
    # In the middle of a picture: some of its new files are there, and its row names the old ones.
    assert until(lambda: house.files() > before + 5)
    process.send_signal(how)
    process.communicate(timeout=60)
    assert process.returncode == {signal.SIGKILL: -9, signal.SIGTERM: 0, signal.SIGINT: 130}[how]
    stopped = house.run("state()")
    assert [row[1] for row in stopped] == [True] * 3
    assert not all(row[2] for row in stopped)
    if how != signal.SIGKILL:
        assert house.run("rendering.claimed(now=timezone.now())") == 0  # it has let go
    # What was killed holds its claim until that runs out; then another goes on.
    code = "rendering.CLAIM = datetime.timedelta(0)\nfrom django.core.management import call_command\n"
    house.run(f"{code}call_command('render_pictures', stdout=sys.stdout)\nstate()")
    after = house.run("state()")
    assert [row[1:3] for row in after] == [[True, True]] * 3
    assert not {row[3] for row in after} & set(tokens)


def test_a_serving_process_renders_beside_its_pages(house: House) -> None:
    code = """
import newsroom.wsgi
received(2, (300, 200))
end = time.monotonic() + 60
while Picture.objects.waiting().exists() and time.monotonic() < end: time.sleep(0.1)

state()"""
    found = house.run(code, NEWSROOM_RENDERING="server")
    assert [row[1:3] for row in found] == [[True, True]] * 2


def test_beside_a_worker_a_serving_process_renders_nothing(house: House) -> None:
    code = """
import newsroom.wsgi, threading
received(1, (300, 200))
[[thread.name for thread in threading.enumerate()], state()]"""
    threads, found = house.run(code)
    assert "darkroom" not in threads
    assert found[0][2] is False


def test_a_worker_renders_what_comes_until_it_is_stopped(house: House) -> None:
    worker = house.start("manage.py", "render_pictures", "--forever")
    try:
        assert worker.stdout is not None
        house.run("received(1, (300, 200))\nstate()")
        assert worker.stdout.readline().startswith("rendered ")
    finally:
        worker.send_signal(signal.SIGTERM)
        worker.communicate(timeout=60)
    assert worker.returncode == 0
