"""The clockwork of a process: what fails does not end it, and it leaves no connection open."""

import datetime
import logging
import subprocess
import sys
from typing import Any
from unittest.mock import Mock

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, ProgrammingError

from articles.desk import clockwork
from articles.desk.origins import origin
from articles.desk.scheduling import Report
from articles.management.commands import publish_due as command
from articles.models import Article, Schedule
from tests.schedulers import ROOT, environment

NOTHING = Report((), ())


class Stopped(BaseException):
    """Ends what goes on for ever."""


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return how long the clockwork slept; it is ended at the fifth time."""
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 5:
            raise Stopped

    monkeypatch.setattr(clockwork.time, "sleep", sleep)
    return slept


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Return a list that has an entry for each time that the connections were closed."""
    times: list[bool] = []
    monkeypatch.setattr(clockwork.connections, "close_all", lambda: times.append(True))
    return times


@pytest.mark.parametrize(
    ("error", "traceback"),
    [
        (OperationalError("the server\nis gone"), False),
        (ProgrammingError("no such table"), False),
        (ValueError(), True),
    ],
)
def test_what_fails_is_logged_and_the_next_look_comes(
    error: Exception, traceback: bool, naps: list[float], closed: list[bool], caplog: pytest.LogCaptureFixture
) -> None:
    outcomes = [error, NOTHING, error, NOTHING]
    done: list[Report] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clockwork, "publish_due", Mock(side_effect=outcomes))
        with pytest.raises(Stopped):
            clockwork.look_on(every=20, origin="scheduler", then=done.append)
    assert done == [NOTHING, NOTHING], "what failed gives no report"
    assert naps == [1, 20, 20, 20, 20], "the first look does not wait"
    assert len(closed) == 4
    failures = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(failures) == 2
    assert "due waits for the next look" in failures[0].getMessage()
    assert "\n" not in failures[0].getMessage()
    assert bool(failures[0].exc_info) is traceback


@pytest.mark.usefixtures("closed")
def test_the_journal_learns_from_where_it_was_done(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(clockwork, "publish_due", lambda **_known: seen.append(origin()) or NOTHING)
    assert clockwork.look(origin="scheduler") == NOTHING
    assert seen == ["scheduler"]
    assert origin() == ""


@pytest.mark.usefixtures("closed")
def test_what_was_not_published_is_logged_by_name(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    at = datetime.datetime(2027, 3, 28, 4, tzinfo=datetime.UTC)
    stopped = Schedule(article=Article(headline="Möwe"), at=at, failure="Der Vorspann fehlt.")
    monkeypatch.setattr(clockwork, "publish_due", lambda **_known: Report((), (stopped,)))
    clockwork.look(origin="scheduler")
    assert "Möwe" in caplog.text
    assert "Der Vorspann fehlt." in caplog.text


def test_zero_seconds_start_nothing() -> None:
    assert clockwork.start(every=0) is None


# --- the command --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["0", "-1", "46", "nan", "inf", "bald", ""])
def test_an_interval_that_is_none_is_refused(value: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandError, match="no number of seconds above 0, up to 45"):
        call_command("publish_due", "--forever", f"--every={value}")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("value", ["0.2", "15", "45"])
def test_an_interval_within_the_minute_is_taken(value: str) -> None:
    assert command.seconds(value) == float(value)


def test_a_database_that_fails_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def publish_due(**_known: Any) -> Report:
        raise OperationalError("the server\nis gone")

    monkeypatch.setattr(command, "publish_due", publish_due)
    with pytest.raises(CommandError, match=r"The database failed \(the server is gone\). What is due stays due"):
        call_command("publish_due")


# --- the setting --------------------------------------------------------------------------------------------------


def loaded(seconds: str) -> subprocess.CompletedProcess[str]:
    """Load what a WSGI server loads, and print the threads that run."""
    script = "import newsroom.wsgi, threading; print(*(thread.name for thread in threading.enumerate()))"
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment("sqlite://:memory:", NEWSROOM_SCHEDULER_SECONDS=seconds, NEWSROOM_RENDERING="worker"),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_serving_starts_a_clockwork_unless_it_is_switched_off() -> None:
    assert loaded("20").stdout.split() == ["MainThread", "scheduler"]
    assert loaded("0").stdout.split() == ["MainThread"]


@pytest.mark.parametrize("seconds", ["-1", "46"])
def test_an_interval_that_breaks_the_promise_is_refused(seconds: str) -> None:
    process = loaded(seconds)
    assert process.returncode != 0
    assert "NEWSROOM_SCHEDULER_SECONDS must be 0 (off), or a number of seconds up to 45." in process.stderr
