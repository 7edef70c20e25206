"""Schedulers in processes of their own, for tests: each does what it is told, line by line, by its own clock.

A test starts some with `Scheduler`; the other half of this module is what runs in them (`python -m tests.schedulers`).
"""

import contextlib
import datetime
import json
import os
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
ZONE = "Europe/Berlin"


# --- in the test ------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def empty_house(folder: Path) -> Iterator[str]:
    """Make a database for processes, of the kind that the tests run on, and yield its DATABASE_URL."""
    if connection.vendor == "sqlite":
        url = f"sqlite:///{folder / 'house.sqlite3'}"
        _migrate(url)
        yield url
        return
    server = settings.DATABASES["default"]
    name = f"schedulers_{uuid.uuid4().hex[:12]}"
    where = f"{server['HOST']}:{server['PORT'] or 5432}"
    with _maintenance(server) as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        url = f"postgres://{server['USER']}:{server['PASSWORD']}@{where}/{name}"
        _migrate(url)
        yield url
    finally:
        with _maintenance(server) as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.contextmanager
def _maintenance(server: dict[str, Any]) -> Iterator[Any]:
    """Yield a cursor outside of any transaction and of any test's database."""
    psycopg2 = connection.Database
    there = psycopg2.connect(
        dbname="postgres", user=server["USER"], password=server["PASSWORD"], host=server["HOST"], port=server["PORT"]
    )
    there.autocommit = True
    try:
        yield there.cursor()
    finally:
        there.close()


def environment(url: str, **more: str) -> dict[str, str]:
    """Return what a process of the house at `url` is started with."""
    return os.environ | {"DATABASE_URL": url, "LOG_LEVEL": "WARNING", "SECRET_KEY": "only-for-tests"} | more


def _migrate(url: str) -> None:
    command = [sys.executable, str(ROOT / "manage.py"), "migrate", "-v0"]
    subprocess.run(command, env=environment(url), cwd=ROOT, check=True)


class Scheduler:
    """A process that waits for orders."""

    def __init__(self, url: str, **more: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.schedulers"],
            env=environment(url, **more),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def order(self, what: str, **known: Any) -> None:
        """Tell the process to do something, and do not wait."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps([what, known]) + "\n")
        self.process.stdin.flush()

    def answer(self) -> Any:
        """Wait for what the last order gave."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, f"the scheduler ended with {self.process.wait()}"
        return json.loads(line)

    def ask(self, what: str, **known: Any) -> Any:
        """Tell the process to do something, and wait for what it gives."""
        self.order(what, **known)
        return self.answer()

    def kill(self) -> None:
        """End the process as the power does."""
        self.process.kill()
        self.close()

    def close(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        self.process.wait(timeout=60)
        self.process.stdout.close()


@contextlib.contextmanager
def schedulers(count: int, url: str, **more: str) -> Iterator[list[Scheduler]]:
    """Start `count` processes; they are ended in any case."""
    processes = [Scheduler(url, **more) for _number in range(count)]
    try:
        for one in processes:
            one.ask("clock")  # it is ready
        yield processes
    finally:
        for one in processes:
            one.close()


# --- in the process ---------------------------------------------------------------------------------------------


def main() -> None:
    """Do what each line says, and print what it gave."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    from tests import scheduler_orders  # noqa: PLC0415 - models can be imported only now

    for line in sys.stdin:
        what, known = json.loads(line)
        order: Callable[..., Any] = getattr(scheduler_orders, what)
        print(json.dumps(order(**known)), flush=True)  # noqa: T201


def moment(text: str) -> datetime.datetime:
    """Return the moment that an order names."""
    return datetime.datetime.fromisoformat(text)


if __name__ == "__main__":
    main()
