"""Schedulers in processes of their own, for tests: each does what it is told, line by line, by its own clock.

A test starts some with `Scheduler`; the other half of this module is what runs in them (`python -m tests.schedulers`).
"""

import contextlib
import datetime
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django
import psycopg2
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
ZONE = "Europe/Berlin"


# --- in the test ------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def empty_house(folder: Path, blocker: Any) -> Iterator[str]:
    """Copy the tests' own database, which is empty, for processes; yield the copy's DATABASE_URL.

    Args:
        folder: where the file lies, if it is one.
        blocker: the fixture `django_db_blocker`; `django_db_setup` must have run.
    """
    if connection.vendor == "sqlite":
        file = folder / "house.sqlite3"
        with blocker.unblock(), contextlib.closing(sqlite3.connect(file)) as copy:
            connection.ensure_connection()
            connection.connection.backup(copy)
        yield f"sqlite:///{file}"
        return
    connection.close()  # nobody may be connected to what is copied
    with _copied(connection.settings_dict["NAME"]) as url:
        yield url


@contextlib.contextmanager
def house_like(url: str, folder: Path) -> Iterator[str]:
    """Copy what `empty_house` gave, which nobody works in; yield the copy's DATABASE_URL.

    For tests that want a house each: the tests' own database cannot be copied once a test has begun its transaction.
    """
    if url.startswith("sqlite:"):
        yield f"sqlite:///{shutil.copy(url.removeprefix('sqlite:///'), folder / 'house.sqlite3')}"
        return
    with _copied(url.rpartition("/")[2]) as copy:
        yield copy


@contextlib.contextmanager
def _copied(template: str) -> Iterator[str]:
    server, name = connection.settings_dict, f"schedulers_{uuid.uuid4().hex[:12]}"
    _maintain(server, f'CREATE DATABASE {name} TEMPLATE "{template}"')
    try:
        yield f"postgres://{server['USER']}:{server['PASSWORD']}@{server['HOST']}:{server['PORT'] or 5432}/{name}"
    finally:
        _maintain(server, f"DROP DATABASE {name} WITH (FORCE)")


def _maintain(server: dict[str, Any], statement: str) -> None:
    """Run a statement about whole databases: outside of any of them, and of any transaction."""
    known = {"user": server["USER"], "password": server["PASSWORD"], "host": server["HOST"]}
    there = psycopg2.connect(dbname="postgres", port=server["PORT"] or 5432, **known)
    there.autocommit = True
    with contextlib.closing(there), there.cursor() as cursor:
        cursor.execute(statement)


def environment(url: str, **more: str) -> dict[str, str]:
    """Return what a process of the house at `url` is started with."""
    return os.environ | {"DATABASE_URL": url, "LOG_LEVEL": "WARNING", "SECRET_KEY": "only-for-tests"} | more


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
