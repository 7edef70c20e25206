"""How fast seed texts come in, on each database, and whether memory stays flat while the folder grows.

Each figure is a whole process of ``manage.py import_seeds``, so starting Django counts. The articles a second leave
the start out: it is measured beside them by importing a single text.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import psycopg2

ROOT = Path(__file__).resolve().parent.parent
REAL_TEXTS = ROOT.parent / "shared" / "corpora" / "wikinews-de" / "seedtext"
POSTGRES = os.environ.get("DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
TARGET = 300  # articles a second
COUNTS = (1000, 4000)


class Run(NamedTuple):
    """One process: wall seconds and the largest resident size in MB."""

    seconds: float
    megabytes: float


def main() -> None:
    """Measure and print; the exit code says nothing, the figures do."""
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as folder:
        base = Path(folder)
        few, many = (texts(base / str(count), count) for count in COUNTS)
        print(f"{'database':<12}{'mode':<12}{'texts':>7}{'seconds':>9}{'a second':>10}{'of target':>11}{'peak MB':>9}")
        for name, url in databases(base):
            for mode in ((), ("--publish",)):
                start = fresh(url, texts(base / "one", 1), *mode)
                for folder_of_texts, count in ((few, COUNTS[0]), (many, COUNTS[1])):
                    run = fresh(url, folder_of_texts, *mode)
                    speed = (count - 1) / (run.seconds - start.seconds)
                    print(
                        f"{name:<12}{mode[0] if mode else 'import':<12}{count:>7}{run.seconds:>9.2f}{speed:>10.0f}"
                        f"{speed / TARGET:>10.2f}x{run.megabytes:>9.0f}"
                    )


def texts(folder: Path, count: int) -> Path:
    """Return `folder`, filled with `count` texts: real ones where they are at hand, else the demo edition's."""
    if folder.exists():
        return folder
    folder.mkdir(parents=True)
    source = REAL_TEXTS if REAL_TEXTS.is_dir() else ROOT / "seeds"
    originals = [path.read_text(encoding="utf-8") for path in sorted(source.glob("*.txt"))]
    for number in range(count):
        # A number in the headline keeps the copies apart.
        first, _break, rest = originals[number % len(originals)].partition("\n")
        (folder / f"{number:06}.txt").write_text(f"{first} ({number})\n{rest}", encoding="utf-8")
    return folder


def databases(base: Path) -> Iterator[tuple[str, str]]:
    """Yield a name and a URL for SQLite and, where it answers, for PostgreSQL."""
    yield "SQLite", f"sqlite:///{base / 'bench.sqlite3'}"
    try:
        psycopg2.connect(POSTGRES, connect_timeout=3).close()
    except psycopg2.OperationalError as error:
        print(f"PostgreSQL is left out: {POSTGRES} does not answer ({str(error).splitlines()[0]}).")
        return
    yield "PostgreSQL", POSTGRES


def fresh(url: str, folder: Path, *mode: str) -> Run:
    """Import `folder` into an empty database and return the figures."""
    with empty_database(url) as database:
        manage(database, "migrate", "-v0")
        return run_import(database, folder, *mode)


@contextlib.contextmanager
def empty_database(url: str) -> Iterator[str]:
    """Yield the URL of a database with nothing in it; PostgreSQL's is dropped afterwards."""
    if url.startswith("sqlite"):
        path = Path(url.removeprefix("sqlite:///"))
        for ending in ("", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        yield url
        return
    name = f"bench_{uuid.uuid4().hex[:12]}"
    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(url)._replace(path=f"/{name}").geturl()
        finally:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
    connection.close()


def run_import(url: str, folder: Path, *mode: str) -> Run:
    """Run one import and return its wall time and peak memory."""
    return manage(url, "import_seeds", *mode, str(folder))


def manage(url: str, *arguments: str) -> Run:
    """Run a management command against `url`; its output is thrown away, its failure is not."""
    environment = os.environ | {"DATABASE_URL": url, "MEDIA_ROOT": tempfile.gettempdir(), "LOG_LEVEL": "ERROR"}
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    _pid, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    message = process.stderr.read().decode() if process.stderr else ""
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"manage.py {' '.join(arguments)} failed:\n{message}")
    return Run(seconds, usage.ru_maxrss / 1024)
