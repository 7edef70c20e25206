"""The virtual environment `.venv`: made when missing, filled when the requirements changed, repaired when broken.

``python -m deploy.environment requirements.txt tests/requirements.txt`` makes sure that both are installed.
A pip that was killed in the middle leaves half-installed packages which the next pip takes for whole ones. So a
marker stands in `.venv` while pip works, and an environment found with the marker is made anew.

This module must be readable by old Pythons too: it is what tells their users that they need a newer one.
"""

from __future__ import annotations

import argparse
import errno
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

if sys.platform != "win32":
    import fcntl

ROOT: Final = Path(__file__).resolve().parent.parent
VENV: Final = ROOT / ".venv"
OLDEST_PYTHON: Final = (3, 11)
_UNFINISHED: Final = ".unfinished"
_SHOW_VERSION: Final = "import sys; print('{}.{}.{}'.format(*sys.version_info))"

# What pip prints, in the order in which it decides: a full disk also looks like a failed build, and a missing
# network like a missing package.
_NO_SPACE: Final = re.compile(r"No space left on device|\[Errno 28\]|\[WinError 112\]|Disk quota exceeded")
_NOT_ALLOWED: Final = re.compile(r"due to an OSError: \[(?:Errno 13|WinError 5)\]")
_BAD_CERTIFICATE: Final = re.compile(r"CERTIFICATE_VERIFY_FAILED|SSLError|SSLCertVerificationError")
_NO_NETWORK: Final = re.compile(
    r"NewConnectionError|NameResolutionError|name resolution|ConnectTimeout|ReadTimeout|ProxyError|"
    r"Network is unreachable|Connection refused|Connection reset|Max retries exceeded|ConnectionError|"
    r"Could not fetch URL|HTTP error 50\d"
)
_NO_BUILD: Final = re.compile(
    r"Failed to build|Failed building wheel|failed-wheel-build|metadata-generation-failed|"
    r"subprocess-exited-with-error|unable to execute|command '\S*(?:gcc|cc|clang)\S*' failed|"
    r"Microsoft Visual C\+\+|pg_config executable not found|Python\.h"
)
_NO_PACKAGE: Final = re.compile(r"No matching distribution found for (\S+)")
_BUILT_PACKAGE: Final = re.compile(
    r"(?:Failed building wheel for|Failed to build installable wheels for [^(╰]*[(╰]|Failed to build)[─> ]*([\w.-]+)"
)


class CannotSetUp(Exception):
    """The environment cannot be had. The message is one sentence that names the cause and the remedy."""


def check_python() -> None:
    """Raise `CannotSetUp` where the running Python is too old for Newsroom."""
    if sys.version_info < OLDEST_PYTHON:
        raise CannotSetUp(
            f"This is Python {sys.version_info[0]}.{sys.version_info[1]}, and Newsroom needs 3.11 or newer: "
            "install one and name it, for example PYTHON=python3.12 make run."
        )


def interpreter(venv: Path) -> Path:
    """Return where the environment `venv` has its Python, whether it is there or not."""
    return venv / "Scripts" / "python.exe" if sys.platform == "win32" else venv / "bin" / "python"


def ready(requirements: Sequence[Path], *, venv: Path = VENV, over: Sequence[str] = ()) -> Path:
    """Make sure that `venv` has all packages of the files `requirements`, and return its Python.

    Costs about 50 ms when nothing has changed since the last time; pip runs only for files that have.

    Args:
        requirements: files for ``pip install -r``.
        venv: the environment, made with the running Python when it is missing.
        over: requirements to install over the files, as on pip's command line ("Django==6.1.*").

    Raises:
        CannotSetUp: no network, no compiler, no space, or no way to make an environment.
    """
    if not _missing(requirements, venv, over):
        return interpreter(venv)
    with _alone(venv.parent) as lock:
        # Another process may have done it in the meantime.
        if _missing(requirements, venv, over):
            _fill(venv, requirements, over, lock)
    return interpreter(venv)


def pip_failure(output: str) -> str:
    """Return one sentence for what made pip fail, judged by what it printed."""
    if _NO_SPACE.search(output):
        return "The disk is full, so the packages could not be installed: free about 500 MB and run again."
    if _NOT_ALLOWED.search(output):
        return "The packages could not be written: make .venv and its folder belong to you, and run again."
    if _BAD_CERTIFICATE.search(output):
        return (
            "The package index shows a certificate that is not trusted here: where a proxy renews certificates, "
            "name its authority with PIP_CERT=/path/to/ca.pem and run again."
        )
    # A failed build may follow a connection that needed a second try; one that lacks its tools may be offline.
    built_here = _NO_BUILD.search(output) and "Could not find a version" not in output
    if _NO_NETWORK.search(output) and not built_here:
        return (
            "The package index could not be reached, so nothing was installed: check the network (behind a proxy "
            "set HTTPS_PROXY, with a mirror PIP_INDEX_URL) and run again."
        )
    if _NO_BUILD.search(output):
        built = _BUILT_PACKAGE.search(output)
        return (
            f"{built[1] if built else 'A package'} has no ready-made build for this system and could not be "
            "compiled: use Python 3.11, 3.12 or 3.13, or install a compiler (on Debian: apt install "
            "build-essential python3-dev libpq-dev) and run again."
        )
    missing = _NO_PACKAGE.search(output)
    if missing:
        return f"The package index has no {missing[1]} for this Python: use Python 3.11, 3.12 or 3.13 and run again."
    errors = [line for line in output.splitlines() if line.startswith("ERROR:")]
    return f"pip failed ({errors[0][6:].strip() if errors else 'without a word'})."


def main(arguments: Sequence[str]) -> int:
    """Install the requirements files named in `arguments`; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m deploy.environment", description="Make and fill .venv.")
    parser.add_argument("requirements", nargs="+", metavar="FILE")
    parser.add_argument("--venv", default=VENV.name, metavar="NAME", help="another environment than .venv")
    parser.add_argument("--over", action="append", default=[], metavar="PACKAGE", help="installed over the files")
    chosen = parser.parse_args(arguments)
    try:
        check_python()
        ready([ROOT / name for name in chosen.requirements], venv=ROOT / chosen.venv, over=chosen.over)
    except CannotSetUp as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _say(text: str) -> None:
    print(text, flush=True)


@contextmanager
def _alone(folder: Path) -> Iterator[tuple[int, ...]]:
    """Wait until no other process installs into an environment in `folder`; give what a child must keep open.

    The lock is on the folder itself. A pip that outlives its parent goes on holding it.
    """
    if sys.platform == "win32":
        yield ()
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _say("Waiting for another installation into this folder ...")
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:
            pass  # a file system without locks: nobody to wait for can be seen
        yield (handle,)
    finally:
        os.close(handle)


def _missing(requirements: Sequence[Path], venv: Path, over: Sequence[str]) -> list[Path]:
    """Return the files of `requirements` that are not installed in `venv` as they are now."""
    if (venv / _UNFINISHED).exists():
        return list(requirements)
    version = _version(interpreter(venv))
    return [path for path in requirements if not version or _installed(venv, path) != _digest(path, version, over)]


def _fill(venv: Path, requirements: Sequence[Path], over: Sequence[str], lock: tuple[int, ...]) -> None:
    """Make `venv` if there is none or a broken one, and install what is missing."""
    python = interpreter(venv)
    version = _version(python)
    if (venv / _UNFINISHED).exists():
        _say(f"The last installation was interrupted. Making {venv.name} anew ...")
        version = ""
    elif version and _numbers(version) < OLDEST_PYTHON:
        raise CannotSetUp(f"{venv} was made with Python {version}, which is too old: remove it and run again.")
    if not version and venv.exists():
        _remove(venv)
    if not version or not _has_pip(python):
        _make(venv, lock)
        version = _version(python)
        files = list(requirements)
    else:
        files = _missing(requirements, venv, over)
    names = " and ".join(path.relative_to(ROOT).as_posix() for path in files)
    _say(f"Installing {names} into {venv.name}; the first time takes a minute ...")
    try:
        (venv / _UNFINISHED).touch()
        _install(python, [part for path in files for part in ("-r", str(path))], venv / "pip.log", lock)
        if over:
            _install(python, over, venv / "pip.log", lock)
        for path in files:
            _stamp(venv, path).write_text(_digest(path, version, over), encoding="ascii")
        # Not in `finally`: after Ctrl-C the marker must stay.
        (venv / _UNFINISHED).unlink()
    except OSError as error:
        raise CannotSetUp(_os_failure(error, venv)) from error


def _digest(path: Path, version: str, over: Sequence[str]) -> str:
    """Return what the stamp of `path` says when exactly this is installed."""
    try:
        wanted = path.read_text(encoding="utf-8")
    except OSError as error:
        raise CannotSetUp(f"{path} cannot be read ({error.strerror}): bring it back from git and run again.") from error
    return hashlib.sha256("\n".join([version, *over, wanted]).encode()).hexdigest()


def _stamp(venv: Path, path: Path) -> Path:
    """Return the file that remembers which state of the requirements file `path` is installed in `venv`."""
    return venv / f".installed-{path.relative_to(ROOT).as_posix().replace('/', '-')}"


def _installed(venv: Path, path: Path) -> str:
    stamp = _stamp(venv, path)
    return stamp.read_text(encoding="ascii", errors="replace") if stamp.is_file() else ""


def _version(python: Path) -> str:
    """Return the version `python` gives, "" where it does not run: missing, dangling or broken."""
    try:
        result = subprocess.run([python, "-I", "-S", "-c", _SHOW_VERSION], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return result.stdout.strip() if result.returncode == 0 else ""


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _has_pip(python: Path) -> bool:
    return subprocess.run([python, "-c", "import pip"], capture_output=True, check=False).returncode == 0


def _make(venv: Path, lock: tuple[int, ...] = ()) -> None:
    """Make `venv` with the running Python, over what may be there already."""
    making = [sys.executable, "-m", "venv", str(venv)]
    _say(f"Making {venv.name} with Python {sys.version.split()[0]} ...")
    try:
        venv.mkdir(exist_ok=True)
        (venv / _UNFINISHED).touch()
        result = subprocess.run(making, capture_output=True, text=True, check=False, pass_fds=lock)
    except OSError as error:
        raise CannotSetUp(_os_failure(error, venv)) from error
    if result.returncode == 0:
        return
    output = result.stdout + result.stderr
    if _NO_SPACE.search(output):
        raise CannotSetUp("The disk is full, so .venv could not be made: free about 500 MB and run again.")
    name = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    if "ensurepip" in output or "No module named venv" in output:
        raise CannotSetUp(
            f"{name} cannot make virtual environments: its modules venv and ensurepip are packaged apart "
            f"(on Debian: apt install {name}-venv). Install them and run again."
        )
    last = output.strip().splitlines()[-1:] or ["without a word"]
    raise CannotSetUp(f"{name} could not make {venv} ({last[0]}): remove the folder and run again.")


def _remove(venv: Path) -> None:
    try:
        shutil.rmtree(venv)
    except OSError as error:
        raise CannotSetUp(f"{venv} could not be removed ({error}): remove it by hand and run again.") from error


def _install(python: Path, what: Sequence[str], log: Path, lock: tuple[int, ...]) -> None:
    """Let pip install `what`; its words go to `log`, a failure becomes one sentence."""
    command = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", *what]
    result = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
        pass_fds=lock,
    )
    try:
        log.write_text(result.stdout, encoding="utf-8")
        told = f"pip's own words are in {log}."
    except OSError:
        told = "pip's own words could not be kept."
    if result.returncode != 0:
        if "Installing collected packages" not in result.stdout:
            # Nothing was written yet: the next run need not make the environment anew.
            (log.parent / _UNFINISHED).unlink()
        raise CannotSetUp(f"{pip_failure(result.stdout)} {told}")


def _os_failure(error: OSError, venv: Path) -> str:
    if error.errno == errno.ENOSPC:
        return "The disk is full, so .venv could not be filled: free about 500 MB and run again."
    return f"{venv} could not be written ({error.strerror}): make its folder belong to you, and run again."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
