"""The unit tests on the newer Django and the newer Pythons: what `make test-matrix` calls.

Each Python has an environment of its own (`.venv-3.12`, `.venv-3.13`) with requirements.txt and the newer Django
over it. A Python that is not installed is said and makes the run fail: a matrix with holes proves nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from deploy.environment import ROOT, interpreter

PYTHONS: Final = ("3.12", "3.13")
DJANGO: Final = "django>=6.1,<6.2"
REQUIREMENTS: Final = ("requirements.txt", "tests/requirements.txt")


def find_python(version: str) -> str | None:
    """Return a working interpreter of `version` ("3.12"), on the path or among pyenv's; None without any."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found = [shutil.which(f"python{version}"), *sorted(pyenv.glob(f"{version}.*/bin/python{version}"), reverse=True)]
    return next((str(python) for python in found if python and _runs(python)), None)


def test(version: str) -> bool:
    """Run the unit tests on Python `version` with the newer Django; return whether they pass."""
    python = find_python(version)
    print(f"\n=== Python {version}, {DJANGO}", flush=True)
    if python is None:
        print(f"Python {version} is not installed: install it (pyenv install {version}) and run again.", flush=True)
        return False
    name = f".venv-{version}"
    # The environment is made by the Python it is for.
    making = [python, "-m", "deploy.environment", "--venv", name, "--over", DJANGO, *REQUIREMENTS]
    if subprocess.run(making, cwd=ROOT, check=False).returncode != 0:
        return False
    testing = [
        str(interpreter(ROOT / name)),
        "-m",
        "pytest",
        "--quiet",
        "--numprocesses=auto",
        "--ignore=tests/browser",
    ]
    return subprocess.run(testing, cwd=ROOT, check=False).returncode == 0


def main() -> int:
    """Test on every Python of the matrix, all of them even after a failure; return the exit code."""
    try:
        return 0 if all(list(map(test, PYTHONS))) else 1
    except KeyboardInterrupt:
        return 130


def _runs(python: str | Path) -> bool:
    # pyenv leaves names on the path that only say that a version is not chosen.
    return subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
