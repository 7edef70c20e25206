"""The tests' clock is installed with the tests: on a bare machine they fail for want of nothing."""

import subprocess
from pathlib import Path

import pytest

from deploy import browser, faketime
from tests.schedulers import ROOT


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ([], None),
        (["lib/x86_64-linux-gnu/libfaketime.so.1"], None),  # not where it is installed
        (["lib/x86_64-linux-gnu/faketime/libfaketime.so.1"], "lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
        (["lib64/faketime/libfaketime.so.1", "lib64/faketime/libfaketimeMT.so.1"], "lib64/faketime/libfaketimeMT.so.1"),
        (["local/lib/faketime/libfaketime.so.1"], "local/lib/faketime/libfaketime.so.1"),
    ],
)
def test_the_library_is_found_where_systems_put_it(tmp_path: Path, files: list[str], expected: str | None) -> None:
    for file in files:
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).touch()
    assert faketime.library(tmp_path) == (tmp_path / expected if expected else None)


def test_what_is_there_is_not_installed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faketime, "library", lambda: Path("/usr/lib/faketime/libfaketime.so.1"))
    monkeypatch.setattr(faketime, "install_programs", pytest.fail)
    assert faketime.main() == 0


def test_what_is_missing_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[browser.Program] = []
    monkeypatch.setattr(faketime, "library", lambda: None)
    monkeypatch.setattr(faketime, "install_programs", asked.extend)
    assert faketime.main() == 0
    assert [package for program in asked for package in program.packages] == ["libfaketime"]


def test_where_nothing_may_be_installed_it_is_said_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(faketime, "library", lambda: None)
    monkeypatch.setattr(browser, "apt_command", lambda: None)
    assert faketime.main() == 1
    assert "The tests need libfaketime: install it (on Debian: apt install libfaketime)" in capsys.readouterr().err


@pytest.mark.parametrize("target", ["test-unit", "test-postgres", "test-matrix"])
def test_every_run_of_the_unit_tests_installs_it_first(target: str) -> None:
    said = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "-m deploy.faketime" in said
    last = "deploy.matrix" if target == "test-matrix" else "pytest"
    assert said.index("-m deploy.faketime") < said.index(last)
