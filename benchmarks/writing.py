"""The writing page in a full paper: what the desk's pages cost, and how soon a typed letter is seen.

Each database is filled in a process of its own that Django's settings find by DATABASE_URL.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.importing import ROOT, databases, empty_database, manage
from benchmarks.keystrokes import measure_typing

START = "import django; django.setup(); from benchmarks import desk, paper; "


def main() -> None:
    """Measure and print; the exit code says nothing, the figures do."""
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as folder:
        for name, url in databases(Path(folder)):
            with empty_database(url) as database:
                manage(database, "migrate", "-v0")
                environment = os.environ | {
                    "DATABASE_URL": database,
                    "DJANGO_SETTINGS_MODULE": "newsroom.settings",
                    "PRODUCTION": "0",
                    "DEBUG": "0",
                    "SECRET_KEY": "only-for-the-benchmark",
                    "ALLOWED_HOSTS": "127.0.0.1,testserver",
                    "MEDIA_ROOT": folder,
                    "LOG_LEVEL": "ERROR",
                }
                in_django("paper.fill()", environment)
                in_django(f"desk.main({name!r})", environment)
                # What the browser does depends little on the database behind the server.
                if name == "SQLite":
                    measure_typing(environment)


def in_django(call: str, environment: dict[str, str]) -> None:
    """Run a function of this package's modules that need Django, in a process with `environment`."""
    process = subprocess.run([sys.executable, "-c", START + call], cwd=ROOT, env=environment, check=False)
    if process.returncode:
        raise SystemExit(f"{call} failed: its message stands above.")
