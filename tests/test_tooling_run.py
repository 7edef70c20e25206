"""`make run`: bad ports, failures of pip, and an environment that is made, kept and repaired."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy import environment, run
from deploy.environment import CannotSetUp, pip_failure

# --- the port -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("value", "port"), [("", 8000), ("8001", 8001), ("1", 1), ("65535", 65535)])
def test_a_port_is_read(value: str, port: int) -> None:
    assert run.wanted_port(value) == port


@pytest.mark.parametrize("value", ["0", "65536", "-1", "80a", "eighty", " ", "8000.0", "٣", "1" * 5000])
def test_a_port_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(CannotSetUp, match=r"PORT is .*, and must be a number from 1 to 65535"):
        run.wanted_port(value)


@pytest.fixture(params=["127.0.0.1", "0.0.0.0"])
def busy_port(request: pytest.FixtureRequest) -> Iterator[int]:
    with socket.socket() as server:
        server.bind((request.param, 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_busy_port_names_a_free_one(busy_port: int) -> None:
    with pytest.raises(CannotSetUp, match=f"Port {busy_port} is already in use") as refusal:
        run.check_port(busy_port)
    offered = int(str(refusal.value).split("PORT=")[1].split()[0])
    assert offered != busy_port
    run.check_port(offered)


def test_a_busy_port_is_told_before_anything_is_installed(
    busy_port: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORT", str(busy_port))
    monkeypatch.setattr(environment, "ready", lambda *args, **options: pytest.fail("the environment was touched"))
    assert run.main([]) == 1
    assert f"Port {busy_port} is already in use" in capsys.readouterr().err


def test_an_old_python_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 18))
    assert run.main(["--no-serve"]) == 1
    assert capsys.readouterr().err.startswith("This is Python 3.9, and Newsroom needs 3.11 or newer")


# --- pip's failures -----------------------------------------------------------------------------------------

NO_NETWORK = """\
WARNING: Retrying (Retry(total=4, connect=None)) after connection broken by 'NewConnectionError('<HTTPSConnection \
object at 0x7f>: Failed to establish a new connection: [Errno -3] Temporary failure in name resolution')': /django/
ERROR: Could not find a version that satisfies the requirement django==5.2.19 (from versions: none)
ERROR: No matching distribution found for django==5.2.19
"""
NO_COMPILER = """\
  Building wheel for psycopg2-binary (pyproject.toml): finished with status 'error'
  error: subprocess-exited-with-error
      error: command 'gcc' failed: No such file or directory
  ERROR: Failed building wheel for psycopg2-binary
ERROR: Failed to build installable wheels for some pyproject.toml based projects (psycopg2-binary)
"""
NO_COMPILER_NEWER_PIP = """\
error: failed-wheel-build-for-install

× Failed to build installable wheels for some pyproject.toml based projects
╰─> granian
"""
NO_PG_CONFIG = """\
  error: subprocess-exited-with-error
      Error: pg_config executable not found.
error: metadata-generation-failed
"""
NO_TOOLS_TO_BUILD_WITH = """\
  error: subprocess-exited-with-error
  × pip subprocess to install build dependencies did not run successfully.
      WARNING: Retrying after connection broken by 'NewConnectionError(...)': /simple/setuptools/
      ERROR: Could not find a version that satisfies the requirement setuptools>=40.8.0 (from versions: none)
"""
SECOND_TRY_THEN_NO_COMPILER = f"WARNING: Retrying after connection broken by 'ReadTimeoutError(...)'\n{NO_COMPILER}"
NO_SPACE = "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n"
NO_SPACE_IN_A_BUILD = f"{NO_COMPILER}fatal error: error writing to /tmp/cc.s: No space left on device\n"
NOT_ALLOWED = "ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: '/srv/.venv/lib'\n"
BAD_CERTIFICATE = (
    "WARNING: Retrying after connection broken by 'SSLError(SSLCertVerificationError(1, '[SSL: "
    "CERTIFICATE_VERIFY_FAILED] certificate verify failed'))': /simple/django/\n"
    "ERROR: Could not find a version that satisfies the requirement django==5.2.19 (from versions: none)\n"
)
NO_SUCH_VERSION = """\
ERROR: Could not find a version that satisfies the requirement granian==9.9 (from versions: 2.8.6, 2.8.7)
ERROR: No matching distribution found for granian==9.9
"""


@pytest.mark.parametrize(
    ("output", "cause", "remedy"),
    [
        (NO_NETWORK, "The package index could not be reached", "check the network"),
        (NO_TOOLS_TO_BUILD_WITH, "The package index could not be reached", "check the network"),
        (NO_COMPILER, "psycopg2-binary has no ready-made build", "install a compiler"),
        (NO_COMPILER_NEWER_PIP, "granian has no ready-made build", "install a compiler"),
        (SECOND_TRY_THEN_NO_COMPILER, "psycopg2-binary has no ready-made build", "install a compiler"),
        (NO_PG_CONFIG, "A package has no ready-made build", "libpq-dev"),
        (NO_SPACE, "The disk is full", "free about 500 MB"),
        (NO_SPACE_IN_A_BUILD, "The disk is full", "free about 500 MB"),
        (NOT_ALLOWED, "The packages could not be written", "belong to you"),
        (BAD_CERTIFICATE, "The package index shows a certificate", "PIP_CERT="),
        (NO_SUCH_VERSION, "The package index has no granian==9.9", "use Python 3.11, 3.12 or 3.13"),
        ("ERROR: Something new\n", "pip failed (Something new).", ""),
        ("", "pip failed (without a word).", ""),
    ],
)
def test_a_failure_of_pip_is_one_sentence(output: str, cause: str, remedy: str) -> None:
    sentence = pip_failure(output)
    assert sentence.startswith(cause)
    assert remedy in sentence
    assert "\n" not in sentence


# --- the environment ----------------------------------------------------------------------------------------

FAKE_PIP = """\
import pathlib, sys
home = pathlib.Path(sys.prefix)
with (home / "calls").open("a") as calls: calls.write(" ".join(sys.argv[1:]) + "\\n")
if (home.parent / "hang").exists():
    import time
    (home / "half-installed").touch()
    deadline = time.monotonic() + 60
    while (home.parent / "hang").exists() and time.monotonic() < deadline: time.sleep(0.02)
if (home.parent / "refuse").exists():
    print((home.parent / "refuse").read_text())
    sys.exit(1)
"""


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project folder with a requirements file; its environments have a pip that only takes notes."""
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    (tmp_path / "requirements.txt").write_text("django==5.2\n")

    def make_with_fake_pip(venv: Path, lock: tuple[int, ...] = ()) -> None:
        venv.mkdir(exist_ok=True)
        (venv / environment._UNFINISHED).touch()
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
        pip = next((venv / "lib").glob("python3*/site-packages")) / "pip"
        pip.mkdir()
        (pip / "__init__.py").touch()
        (pip / "__main__.py").write_text(FAKE_PIP)

    monkeypatch.setattr(environment, "_make", make_with_fake_pip)
    return tmp_path


def ready(house: Path, *files: str, over: tuple[str, ...] = ()) -> Path:
    return environment.ready([house / file for file in files or ("requirements.txt",)], venv=house / ".venv", over=over)


def wait_for_half_an_installation(house: Path) -> None:
    deadline = time.monotonic() + 20
    while not (house / ".venv" / "half-installed").exists():
        assert time.monotonic() < deadline, "pip was never started"
        time.sleep(0.02)


def calls(house: Path) -> list[str]:
    """Return how pip was called since the environment was made."""
    return (house / ".venv" / "calls").read_text().splitlines()


def test_an_environment_is_made_filled_and_then_left_alone(house: Path) -> None:
    python = ready(house)
    assert subprocess.run([python, "-c", ""], check=False).returncode == 0
    assert len(calls(house)) == 1
    assert ready(house) == python
    assert len(calls(house)) == 1


def test_a_changed_file_is_installed_again_and_alone(house: Path) -> None:
    (house / "tests").mkdir()
    (house / "tests" / "requirements.txt").write_text("pytest==9\n")
    ready(house)
    ready(house, "requirements.txt", "tests/requirements.txt")
    assert "tests/requirements.txt" in calls(house)[1]
    assert calls(house)[1].count("-r ") == 1
    (house / "requirements.txt").write_text("django==5.3\n")
    ready(house, "requirements.txt", "tests/requirements.txt")
    assert len(calls(house)) == 3
    assert "tests" not in calls(house)[2]


def test_what_goes_over_the_files_is_installed_after_them(house: Path) -> None:
    ready(house, over=("django>=6.1",))
    assert calls(house)[1].endswith("--no-input django>=6.1")
    ready(house, over=("django>=6.1",))
    assert len(calls(house)) == 2


def test_a_refusal_is_told_and_the_next_run_tries_again(house: Path) -> None:
    (house / "refuse").write_text(NO_NETWORK)
    with pytest.raises(
        CannotSetUp, match=r"The package index could not be reached.* pip's own words are in .*pip\.log"
    ):
        ready(house)
    assert NO_NETWORK in (house / ".venv" / "pip.log").read_text()
    (house / "refuse").unlink()
    ready(house)
    assert len(calls(house)) == 2, "the environment was made anew, though nothing had been written into it"


def test_a_failure_in_the_middle_makes_the_environment_anew(house: Path) -> None:
    (house / "refuse").write_text(f"Installing collected packages: django\n{NO_SPACE}")
    with pytest.raises(CannotSetUp, match="The disk is full"):
        ready(house)
    (house / ".venv" / "half-installed").touch()
    (house / "refuse").unlink()
    ready(house)
    assert not (house / ".venv" / "half-installed").exists()
    assert len(calls(house)) == 1


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a POSIX thing")
def test_a_killed_installation_is_repaired_by_the_next(house: Path) -> None:
    ready(house)
    (house / "requirements.txt").write_text("django==5.3\n")
    (house / "hang").touch()
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        try:
            ready(house)
        finally:
            os._exit(0)
    wait_for_half_an_installation(house)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)

    (house / "hang").unlink()
    ready(house)
    assert not (house / ".venv" / "half-installed").exists()
    assert len(calls(house)) == 1


@pytest.mark.skipif(os.name != "posix", reason="needs fork and file locks")
def test_a_second_run_waits_for_an_installation_that_is_going_on(house: Path) -> None:
    (house / "hang").touch()
    child = os.fork()
    if child == 0:
        try:
            ready(house)
        finally:
            os._exit(0)
    wait_for_half_an_installation(house)
    (house / "hang").unlink()
    ready(house)
    os.waitpid(child, 0)
    assert len(calls(house)) == 1


def test_an_environment_whose_python_is_gone_is_made_anew(house: Path) -> None:
    python = ready(house)
    python.unlink()
    python.symlink_to(house / "nowhere")
    assert subprocess.run([ready(house), "-c", ""], check=False).returncode == 0


def test_an_environment_without_its_packages_is_filled_again(house: Path) -> None:
    ready(house)
    (house / ".venv" / ".installed-requirements.txt").unlink()
    ready(house)
    assert len(calls(house)) == 2


def test_a_missing_requirements_file_is_told(house: Path) -> None:
    (house / "requirements.txt").unlink()
    with pytest.raises(CannotSetUp, match=r"requirements\.txt cannot be read"):
        ready(house)


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("The virtual environment was not created successfully because ensurepip is not\navailable.", r"-venv\)"),
        ("/usr/bin/python3: No module named venv", r"-venv\)"),
        ("Error: [Errno 28] No space left on device: '/srv/.venv'", "The disk is full"),
        ("Error: something new", r"could not make .* \(Error: something new\)"),
    ],
)
def test_a_python_that_makes_no_environments_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str, sentence: str
) -> None:
    failing = tmp_path / "python"
    failing.write_text(f'#!/bin/sh\ncat <<"END"\n{output}\nEND\nexit 1\n')
    failing.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(failing))
    with pytest.raises(CannotSetUp, match=sentence):
        environment._make(tmp_path / ".venv")


def test_the_server_listens_on_this_machine_alone_with_threads() -> None:
    command = " ".join(run.server_command(Path("/srv/.venv/bin/python"), 8001))
    assert "--host 127.0.0.1 --port 8001 " in command
    assert "--blocking-threads" in command
    assert command.endswith("newsroom.wsgi:application")


SERVER = """\
import os, signal, sys, time
def note(number, frame):
    print(signal.Signals(number).name, flush=True)
    time.sleep(0.3)  # would a second signal come?
    sys.exit(0)
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP): signal.signal(number, note)
print("ready", flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(os.name != "posix", reason="process groups are a POSIX thing")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_server_is_told_once_to_stop_and_nothing_is_left(number: signal.Signals) -> None:
    """A terminal sends Ctrl-C to the whole group; a server told twice has been seen to hang."""
    code = "import sys; from deploy import run; sys.exit(run._serve([sys.executable, '-c', sys.argv[1]]))"
    # A shell may have the tests' processes ignore Ctrl-C, and that is inherited.
    code = f"import signal; signal.signal(signal.SIGINT, signal.default_int_handler); {code}"
    running = subprocess.Popen([sys.executable, "-c", code, SERVER], stdout=subprocess.PIPE, start_new_session=True)
    with running:
        assert running.stdout
        assert running.stdout.readline() == b"ready\n"
        os.killpg(running.pid, number)
        assert running.stdout.read() == b"SIGTERM\n"
    assert running.returncode == 0
