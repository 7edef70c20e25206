"""From a bare checkout to a newspaper in the browser: what `make run` calls.

``python -m deploy.run`` makes `.venv`, installs, migrates, brings in the seeds and the demo editor, and serves on
http://127.0.0.1:8000/ (PORT names another port) until Ctrl-C. ``--no-serve`` stops before the last step. Running
it again repeats nothing that is done. Whatever goes wrong is told in one sentence, with exit code 1.
"""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Final

from deploy import environment
from deploy.environment import ROOT, CannotSetUp

HOST: Final = "127.0.0.1"
# Python runs one thread at a time; the others wait for the database, each with a connection of its own.
THREADS: Final = min(8, 2 * (os.cpu_count() or 1) + 1)


def wanted_port(value: str) -> int:
    """Return the port that `value` (the variable PORT, "" when unset) names; 8000 for "".

    Raises:
        CannotSetUp: it is not the number of a port.
    """
    if not value:
        return 8000
    if not (value.isascii() and value.isdigit() and len(value) <= 5 and 1 <= int(value) <= 65535):
        raise CannotSetUp(f"PORT is {value!r}, and must be a number from 1 to 65535, for example PORT=8001 make run.")
    return int(value)


def check_port(port: int) -> None:
    """Raise `CannotSetUp` where nothing can be served on `port`; name a free one."""
    try:
        _bind(port)
    except OSError as error:
        free = f"PORT={_free_port_above(port)} make run"
        if error.errno == errno.EACCES:
            raise CannotSetUp(f"Port {port} is kept for the administrator. Take another one: {free}") from error
        raise CannotSetUp(f"Port {port} is already in use. Take another one: {free}") from error


def server_command(python: Path, port: int) -> list[str]:
    """Return the command that serves the site on `port`, with Newsroom's `python`."""
    server = ["--interface", "wsgi", "--host", HOST, "--port", str(port), "--workers", "1"]
    # The last request may take its time when the server stops, but not for ever.
    limits = ["--blocking-threads", str(THREADS), "--workers-kill-timeout", "5", "--log-level", "warning"]
    return [str(python), "-m", "granian", *server, *limits, "newsroom.wsgi:application"]


def main(arguments: Sequence[str]) -> int:
    """Prepare and, unless told ``--no-serve``, serve; return the exit code."""
    serve = "--no-serve" not in arguments
    try:
        environment.check_python()
        port = wanted_port(os.environ.get("PORT", ""))
        if serve:
            check_port(port)  # before the slow steps
        python = environment.ready([ROOT / "requirements.txt"])
        prepare = [str(python), "-m", "deploy.prepare", *([f"http://{HOST}:{port}/"] if serve else [])]
        prepared = subprocess.run(prepare, cwd=ROOT, check=False).returncode
        if prepared != 0 or not serve:
            return prepared
        return _serve(server_command(python, port))
    except CannotSetUp as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _serve(command: list[str]) -> int:
    """Run the server until it ends or this process is told to; return its exit code."""
    server: subprocess.Popen[bytes] | None = None
    told: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        told.append(number)
        if server:
            server.terminate()

    if sys.platform == "win32":
        server = subprocess.Popen(command, cwd=ROOT)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the server as well, and that is enough
        return server.wait()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    # In a process group of its own: a worker that Ctrl-C and its own parent both tell to stop may miss both.
    server = subprocess.Popen(command, cwd=ROOT, process_group=0)
    if told:
        server.terminate()
    return server.wait()


def _bind(port: int) -> None:
    """Raise OSError unless a server could listen on `port`."""
    with socket.socket() as probe:
        probe.settimeout(1)
        # Some systems let two servers share a port and would pass the test below.
        if probe.connect_ex((HOST, port)) == 0:
            raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))
    with socket.socket() as probe:
        if os.name == "posix":  # elsewhere it means: take the port from whoever has it
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((HOST, port))


def _free_port_above(port: int) -> int:
    """Return the first port above `port` (and above the reserved ones) that is free."""
    for candidate in range(max(port, 1023) + 1, 65536):
        try:
            _bind(candidate)
        except OSError:
            continue
        return candidate
    return 8000


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
