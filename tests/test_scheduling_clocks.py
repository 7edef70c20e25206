"""Clocks that are put forward and back, and clocks that jump: everything due is published once, in its time.

Four schedulers, each a process, see a wall clock that the test sets. Time goes by in looks, twenty seconds apart where
something is due, as it is with the clockwork of a serving process.
"""

import datetime
import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from articles.desk.clocks import instants, zone_named
from tests.schedulers import ROOT, ZONE, Scheduler, empty_house, environment, schedulers
from tests.wallclock import WallClock

MINUTE, SECOND = datetime.timedelta(minutes=1), datetime.timedelta(seconds=1)
TICK = 20 * SECOND
LATEST = 60 * SECOND
Moments = list[datetime.datetime]


pytestmark = pytest.mark.django_db  # so that there is a database to copy; the processes work on the copy


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    with empty_house(tmp_path_factory.mktemp("house"), django_db_blocker) as url:
        yield url


def utc(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)


def local(*texts: str) -> Moments:
    """Return when the clock in Berlin shows these times, every time that it does: never, once or twice."""
    zone = zone_named(ZONE)
    assert zone is not None
    return [moment for text in texts for moment in instants(datetime.datetime.fromisoformat(text), zone)]


class Days:
    """What schedulers do while the clock goes on or is set, held against what they should."""

    def __init__(self, name: str, four: list[Scheduler], clock: WallClock) -> None:
        self.name, self.four, self.clock = name, four, clock
        self.waiting: dict[int, datetime.datetime] = {}
        self.planned = 0
        self.late: list[datetime.timedelta] = []

    def plan(self, moments: Iterable[datetime.datetime]) -> None:
        """Schedule a piece for each of `moments`."""
        moments = list(moments)
        keys = self.four[0].ask("plan", name=f"{self.name}:", times=[one.isoformat() for one in moments])
        self.waiting |= dict(zip(keys, moments, strict=True))
        self.planned += len(moments)

    def look(self, moment: datetime.datetime) -> None:
        """Set the clock, and let all schedulers look at once: what is due comes out, once, and nothing else."""
        self.clock.set(moment)
        for one in self.four:
            one.order("tick")
        answers = [one.answer() for one in self.four]
        assert None not in answers, "a scheduler failed"
        published = sorted(key for keys in answers for key in keys)
        assert published == sorted(key for key, at in self.waiting.items() if at <= moment), f"at {moment}"
        self.late += [moment - self.waiting.pop(key) for key in published]

    def go_on(self, start: datetime.datetime, end: datetime.datetime) -> None:
        """Let the clock go from `start` to `end`."""
        moment = start
        while moment <= end:
            self.look(moment)
            # Where nothing is due for minutes the looks would do nothing.
            soon = any(moment < at <= moment + 6 * TICK for at in self.waiting.values())
            moment += TICK if soon else 5 * TICK

    def expect_once(self) -> None:
        """Compare what the house holds with one publication of everything."""
        assert not self.waiting
        account = self.four[0].ask("account", name=f"{self.name}:")
        late = account.pop("late")
        assert account == {
            "planned": self.planned,
            "done": self.planned,
            "open": 0,
            "releases": self.planned,
            "live": self.planned,
            "twice": 0,
            "journal": self.planned,
            "origins": ["scheduler"],
            "statuses": ["published"],
        }
        assert len(late) == self.planned
        assert min(late) >= 0, "not before its time by the clock of that moment"


@pytest.fixture
def clock(tmp_path: Path) -> WallClock:
    return WallClock(tmp_path, utc("2027-03-01T12:00:00"))


SPRING = local(
    *(f"2027-03-28T{time}" for time in ("01:50", "01:59:53", "02:30", "03:00:07", "03:00:33", "03:07:07", "03:12:13"))
)
AUTUMN = local(*(f"2027-10-31T{time}" for time in ("01:58:13", "02:00:07", "02:30:07", "02:59:47", "03:00:07")))


@pytest.mark.parametrize("moments", [SPRING, AUTUMN], ids=["28 March", "31 October"])
def test_where_the_clock_of_the_paper_changes(house: str, clock: WallClock, moments: Moments) -> None:
    first, last = min(moments) - MINUTE, max(moments) + MINUTE
    clock.set(first)
    with schedulers(4, house, **clock.environment) as four:
        days = Days(f"{first:%B}", four, clock)
        days.plan(moments)
        days.go_on(first, last)
        days.expect_once()
        assert max(days.late) <= LATEST


def test_the_hour_that_exists_twice_is_two_hours_and_the_one_that_does_not_is_none() -> None:
    assert SPRING[2] == utc("2027-03-28T01:00:07")
    assert [one for one in AUTUMN if one.minute == 30] == [utc("2027-10-31T00:30:07"), utc("2027-10-31T01:30:07")]


START = utc("2027-06-01T10:00:00")


def test_a_clock_that_is_set_back_an_hour(house: str, clock: WallClock) -> None:
    clock.set(START)
    with schedulers(4, house, **clock.environment) as four:
        days = Days("Zurück", four, clock)
        days.plan(START + minutes * MINUTE + 7 * SECOND for minutes in (1, 10, 20, 40))
        days.go_on(START, START + 21 * MINUTE)
        clock.set(START - 39 * MINUTE)
        days.plan(START + minutes * MINUTE + 7 * SECOND for minutes in (-30, 10, 15))
        days.go_on(START - 39 * MINUTE, START + 41 * MINUTE)
        days.expect_once()
        assert max(days.late) <= LATEST


def test_a_clock_that_is_a_day_ahead_and_set_right_again(house: str, clock: WallClock) -> None:
    clock.set(START)
    day = datetime.timedelta(days=1)
    with schedulers(4, house, **clock.environment) as four:
        days = Days("Voraus", four, clock)
        days.plan([START + 67 * SECOND, START + 180 * MINUTE, START + 20 * 60 * MINUTE, START + day + 10 * MINUTE])
        days.go_on(START, START + 2 * MINUTE)
        days.look(START + day)
        assert len(days.waiting) == 1, "what was due by that clock came out with the first look"
        days.go_on(START + 3 * MINUTE, START + 4 * MINUTE)
        days.plan([START + 5 * MINUTE + 7 * SECOND])
        days.go_on(START + 4 * MINUTE, START + 6 * MINUTE)
        days.go_on(START + day + 9 * MINUTE, START + day + 11 * MINUTE)
        days.expect_once()


def test_three_hours_off(house: str, clock: WallClock) -> None:
    clock.set(START)
    with schedulers(4, house, **clock.environment) as four:
        days = Days("Aus", four, clock)
        days.plan(START + minutes * MINUTE + 7 * SECOND for minutes in (1, 30, 90, 179, 181))
        days.go_on(START, START + 2 * MINUTE)
    clock.set(START + 180 * MINUTE)
    with schedulers(4, house, **clock.environment) as days.four:
        days.look(START + 180 * MINUTE)
        assert len(days.waiting) == 1, "what was due while nothing ran came out with the first look"
        days.go_on(START + 180 * MINUTE + TICK, START + 182 * MINUTE)
        days.expect_once()


# --- the clockwork itself -----------------------------------------------------------------------------------------


def test_a_clockwork_looks_as_often_whatever_the_wall_clock_does(house: str, clock: WallClock) -> None:
    """Neither a clock that is set back stops it, nor does one that is set ahead make it run."""
    clock.set(START)
    with schedulers(1, house, **clock.environment) as [one]:
        one.ask("start_clockwork", every=0.1)
        for jump in (0, -60, 24 * 60, 0):
            clock.set(START + jump * MINUTE)
            before, began = one.ask("looks"), time.monotonic()
            time.sleep(1)
            wait_for(lambda before=before: one.ask("looks") >= before + 3)
            looks = one.ask("looks") - before
            assert looks <= (time.monotonic() - began) / 0.1 + 1


def wait_for(true: Callable[[], bool]) -> None:
    """Wait until something is so, and no longer than a minute: it never will be then."""
    patience = time.monotonic() + 60
    while not true():
        assert time.monotonic() < patience, "it stands still"
        time.sleep(0.02)


def test_a_clockwork_publishes_by_the_wall_clock_that_was_set(house: str, clock: WallClock) -> None:
    clock.set(START)
    with schedulers(1, house, **clock.environment) as [one]:
        one.ask("plan", name="Uhrwerk:", times=[(START + 60 * MINUTE).isoformat()])
        one.ask("start_clockwork", every=0.05)
        wait_for(lambda: one.ask("looks") >= 3)
        assert one.ask("left", name="Uhrwerk:") == 1
        clock.set(START + 60 * MINUTE)
        wait_for(lambda: one.ask("left", name="Uhrwerk:") == 0)


def test_the_command_goes_on_until_it_is_told_to_stop(house: str) -> None:
    with schedulers(1, house) as [one]:
        soon = datetime.datetime.fromisoformat(one.ask("clock")) + 2 * SECOND
        one.ask("plan", name="Befehl:", times=[soon.isoformat()])
        command = [sys.executable, "manage.py", "publish_due", "--forever", "--every", "0.2"]
        process = subprocess.Popen(command, cwd=ROOT, env=environment(house), stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("published  Befehl: 0  (due ")
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
        process.stdout.close()
        assert one.ask("account", name="Befehl:")["releases"] == 1


def test_a_serving_process_publishes_what_is_due(house: str) -> None:
    """Nothing else runs: the page server's own clockwork does it."""
    with schedulers(1, house) as [one]:
        one.ask("plan", name="Server:", times=[one.ask("clock")])
        script = (
            "import newsroom.wsgi, json, sys, threading; print(json.dumps([t.name for t in threading.enumerate()]))"
        )
        serve = [sys.executable, "-c", f"{script}; sys.stdout.flush(); sys.stdin.read()"]
        process = subprocess.Popen(
            serve, cwd=ROOT, env=environment(house), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert process.stdin is not None
        assert process.stdout is not None
        assert "scheduler" in json.loads(process.stdout.readline())
        wait_for(lambda: one.ask("left", name="Server:") == 0)
        process.stdin.close()
        assert process.wait(timeout=30) == 0
        process.stdout.close()
        account = one.ask("account", name="Server:")
        assert (account["releases"], account["origins"]) == (1, ["scheduler"])
