"""The darkroom of a process: what fails does not end it, it closes its connections, and it minds the day."""

import datetime
import logging
import threading
from typing import Any
from unittest.mock import Mock

import pytest
from django.db import OperationalError

from articles.desk import darkroom
from articles.desk.rendering import Outcome
from articles.models import Picture


class Stopped(BaseException):
    """Ends what goes on for ever."""


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return how long the darkroom waited for a call; it is ended at the third time."""
    waited: list[float] = []

    class Call:
        def wait(self, seconds: float) -> None:
            waited.append(seconds)
            if len(waited) == 3:
                raise Stopped

        def clear(self) -> None:
            pass

    monkeypatch.setattr(darkroom, "_call", Call())
    return waited


@pytest.fixture(autouse=True)
def closed(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Return a list that has an entry for each time that the connections were closed."""
    times: list[bool] = []
    monkeypatch.setattr(darkroom.connections, "close_all", lambda: times.append(True))
    return times


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> list[datetime.datetime]:
    """Return when the darkroom looked for pictures that expire."""
    times: list[datetime.datetime] = []
    monkeypatch.setattr(darkroom, "settle_expired", lambda *, now: times.append(now))
    return times


def does(monkeypatch: pytest.MonkeyPatch, *outcomes: Any) -> None:
    monkeypatch.setattr(darkroom, "render_next", Mock(side_effect=[*outcomes, *[None] * 9]))


def test_it_waits_only_where_nothing_is_left_to_do(
    monkeypatch: pytest.MonkeyPatch, waits: list[float], closed: list[bool]
) -> None:
    done = (Picture(), Outcome.MADE)
    does(monkeypatch, done, done, None, done, None)
    told: list[Any] = []
    with pytest.raises(Stopped):
        darkroom.work_on(every=7, then=lambda *one: told.append(one))
    assert told == [done] * 3
    assert waits == [7, 7, 7]
    assert len(closed) == 6


@pytest.mark.parametrize("error", [OperationalError("the server\nis gone"), ValueError()], ids=["database", "other"])
def test_what_fails_is_logged_and_the_next_look_comes(
    monkeypatch: pytest.MonkeyPatch, waits: list[float], closed: list[bool], caplog: Any, error: Exception
) -> None:
    done = (Picture(), Outcome.MADE)
    does(monkeypatch, error, done, error, None)
    told: list[Any] = []
    with pytest.raises(Stopped):
        darkroom.work_on(every=7, then=lambda *one: told.append(one))
    assert told == [done]
    assert len(closed) == 4
    failures = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(failures) == 2
    assert "wait for the next look" in failures[0].getMessage()
    assert "\n" not in failures[0].getMessage()
    assert bool(failures[0].exc_info) is isinstance(error, ValueError)


@pytest.mark.parametrize(("outcome", "said"), [(Outcome.FAILED, "has no renditions"), (Outcome.POSTPONED, "storage")])
def test_pictures_that_fail_are_named_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: Any, outcome: Outcome, said: str
) -> None:
    does(monkeypatch, (Picture(pk=7, caption="Die Fähre"), outcome))
    assert darkroom.look()
    assert said in caplog.text
    assert "7 (Die Fähre)" in caplog.text


def test_it_looks_for_expired_pictures_first_then_every_few_minutes_and_when_the_day_has_changed(
    monkeypatch: pytest.MonkeyPatch, settled: list[datetime.datetime]
) -> None:
    does(monkeypatch)
    clock, day = [1000.0], [datetime.date(2026, 11, 25)]
    monkeypatch.setattr(darkroom.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(darkroom.timezone, "localdate", lambda: day[0])
    calendar = darkroom.Calendar()

    def looks(seconds: float, days: int = 0) -> int:
        clock[0] += seconds
        day[0] += datetime.timedelta(days=days)
        before = len(settled)
        darkroom.look(calendar=calendar)
        return len(settled) - before

    assert [looks(0), looks(10), looks(darkroom.EXPIRY_EVERY), looks(10), looks(1, days=1), looks(1)] == [
        1,
        0,
        1,
        0,
        1,
        0,
    ]


def test_its_thread_ends_with_the_process_and_starts_only_where_no_worker_does_it(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    ran = threading.Event()
    monkeypatch.setattr(darkroom, "work_on", ran.set)
    monkeypatch.setattr(darkroom, "_works", threading.Event())
    thread = darkroom.start()
    assert thread is not None
    assert thread.daemon
    assert ran.wait(10)
    thread.join(10)
    settings.NEWSROOM_RENDERING = "worker"
    assert darkroom.start() is None
