"""The library that gives a process a wall clock of its own: tests of what happens in time set it.

``python -m deploy.faketime`` looks for libfaketime and installs it by apt-get where it is missing and that may be done
without asking. Where that is not possible it says what to install.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from deploy.browser import Program, install_programs
from deploy.environment import CannotSetUp

LIBFAKETIME: Final = Program("libfaketime", (), ("libfaketime",))
# Where Debian, Fedora, and a build by hand put it; the first is for programs with threads.
_FOLDERS: Final = ("lib", "lib64", "lib/*-linux-*", "local/lib")
_NAMES: Final = ("libfaketimeMT.so.1", "libfaketime.so.1")


def library(root: Path = Path("/usr")) -> Path | None:
    """Return the library below `root` that a process is started with (LD_PRELOAD), None where there is none."""
    found = (path for name in _NAMES for folder in _FOLDERS for path in root.glob(f"{folder}/faketime/{name}"))
    return next(found, None)


def main() -> int:
    """Install what is missing; return the exit code."""
    if library():
        return 0
    try:
        install_programs([LIBFAKETIME])
    except CannotSetUp as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
