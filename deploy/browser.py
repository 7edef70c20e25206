"""What the browser tests need beside Python: a Chromium, a Java, and two checkers from the npm registry.

``python -m deploy.browser`` looks for each and installs what is missing: programs by apt-get where there is one and
it may be used without asking, the checkers by npm into ``tests/node_modules`` in the versions of
``tests/package.json``. Where that is not possible it says what to install.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

from deploy.environment import ROOT, CannotSetUp

TESTS: Final = ROOT / "tests"
AXE: Final = TESTS / "node_modules" / "axe-core" / "axe.min.js"
NU_CHECKER: Final = TESTS / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
_CHROMIUMS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_MAC_APPLICATIONS: Final = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


class Program(NamedTuple):
    """A program the tests call: its name in a sentence, the names it goes by, and Debian's packages for it."""

    name: str
    commands: tuple[str, ...]
    packages: tuple[str, ...]


# Without a font of its own, a bare machine draws every letter as a box.
CHROMIUM: Final = Program("Chromium", _CHROMIUMS, ("chromium", "fonts-liberation"))
JAVA: Final = Program("Java", ("java",), ("default-jre-headless",))
NPM: Final = Program("npm", ("npm",), ("npm",))


def find_browser() -> str | None:
    """Return the path of a Chromium or Chrome: the one CHROMIUM names, or else one found; None without any."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    found = find(CHROMIUM)
    return found or next((path for path in _MAC_APPLICATIONS if Path(path).exists()), None)


def find(program: Program) -> str | None:
    """Return the path of `program`, None where it is not installed."""
    return next(filter(None, map(shutil.which, program.commands)), None)


def missing_checkers() -> list[str]:
    """Return the packages of tests/package.json that are not installed in the version named there."""
    wanted: dict[str, str] = json.loads((TESTS / "package.json").read_text(encoding="utf-8"))["dependencies"]
    return [name for name, version in wanted.items() if _installed_version(name) != version]


def apt_command() -> list[str] | None:
    """Return how to call apt-get here, None where there is none or it may not be used without a password."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return ["apt-get"]
    asked = shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n", "apt-get"] if asked and asked.returncode == 0 else None


def install_programs(programs: list[Program]) -> None:
    """Install `programs` by apt-get.

    Raises:
        CannotSetUp: there is no apt-get, it may not be used, or it failed.
    """
    names = " and ".join(program.name for program in programs)
    packages = [package for program in programs for package in program.packages]
    apt = apt_command()
    if apt is None:
        raise CannotSetUp(
            f"The tests need {names}: install it (on Debian: apt install {' '.join(packages)}) and run again."
        )
    print(f"Installing {names} for the tests ...", flush=True)
    log = TESTS / "node_modules" / "apt.log"
    log.parent.mkdir(exist_ok=True)
    with log.open("w", encoding="utf-8") as output:
        environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = [*apt, "install", "--yes", "--no-install-recommends", *packages]
        for command in ([*apt, "update"], install):
            result = subprocess.run(command, stdout=output, stderr=subprocess.STDOUT, env=environ, check=False)
    if result.returncode != 0:
        raise CannotSetUp(f"apt-get could not install {' '.join(packages)}: {log} says why. Mend that and run again.")


def install_checkers() -> None:
    """Install the packages of tests/package.json by npm.

    Raises:
        CannotSetUp: npm failed, most often for want of a network.
    """
    npm = find(NPM)
    if npm is None:
        raise CannotSetUp("npm was not found after its installation: open a new terminal and run again.")
    print("Installing the checkers of tests/package.json ...", flush=True)
    # --ignore-scripts: both packages are plain files, so nothing of theirs has to run here.
    quiet = ["--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--loglevel=error"]
    result = subprocess.run(
        [npm, "install", "--prefix", str(TESTS), *quiet], capture_output=True, encoding="utf-8", check=False
    )
    if result.returncode != 0:
        last = result.stderr.strip().splitlines()[:1] or ["without a word"]
        raise CannotSetUp(
            f"npm could not install the checkers of tests/package.json ({last[0]}): check the network and run again."
        )


def main() -> int:
    """Install what is missing; return the exit code."""
    try:
        programs = [program for program in (JAVA,) if not find(program)]
        if not find_browser():
            programs.insert(0, CHROMIUM)
        checkers = missing_checkers()
        if checkers and not find(NPM):
            programs.append(NPM)
        if programs:
            install_programs(programs)
        if checkers:
            install_checkers()
    except CannotSetUp as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _installed_version(package: str) -> str:
    described = TESTS / "node_modules" / package / "package.json"
    try:
        return str(json.loads(described.read_text(encoding="utf-8"))["version"])
    except (OSError, ValueError, KeyError):
        return ""


if __name__ == "__main__":
    sys.exit(main())
