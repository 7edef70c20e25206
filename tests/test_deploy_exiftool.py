"""The reader of labels is installed with the tests: on a bare machine they fail for want of nothing."""

import subprocess

import pytest

from deploy import browser, exiftool
from tests.schedulers import ROOT


def test_what_is_there_is_not_installed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exiftool, "find", lambda program: "/usr/bin/exiftool")
    monkeypatch.setattr(exiftool, "install_programs", pytest.fail)
    assert exiftool.main() == 0


def test_what_is_missing_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[browser.Program] = []
    monkeypatch.setattr(exiftool, "find", lambda program: None)
    monkeypatch.setattr(exiftool, "install_programs", asked.extend)
    assert exiftool.main() == 0
    assert [package for program in asked for package in program.packages] == ["libimage-exiftool-perl"]


def test_where_nothing_may_be_installed_it_is_said_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(exiftool, "find", lambda program: None)
    monkeypatch.setattr(browser, "apt_command", lambda: None)
    assert exiftool.main() == 1
    assert "install it (on Debian: apt install libimage-exiftool-perl)" in capsys.readouterr().err


@pytest.mark.parametrize("target", ["test-unit", "test-browser", "test-postgres", "test-matrix"])
def test_every_run_of_the_tests_installs_it_first(target: str) -> None:
    said = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    last = "deploy.matrix" if target == "test-matrix" else "pytest"
    assert said.index("-m deploy.exiftool") < said.index(last)
