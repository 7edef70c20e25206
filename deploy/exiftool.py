"""The program that reads the labels of our pictures as other houses' programs do: tests hold ours against it.

``python -m deploy.exiftool`` looks for ExifTool and installs it by apt-get where it is missing and that may be done
without asking. Where that is not possible it says what to install.
"""

from __future__ import annotations

import sys
from typing import Final

from deploy.browser import Program, find, install_programs
from deploy.environment import CannotSetUp

EXIFTOOL: Final = Program("ExifTool", ("exiftool",), ("libimage-exiftool-perl",))


def main() -> int:
    """Install what is missing; return the exit code."""
    if find(EXIFTOOL):
        return 0
    try:
        install_programs([EXIFTOOL])
    except CannotSetUp as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
