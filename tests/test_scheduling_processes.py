"""Several schedulers at once, each a process: everything due is published exactly once, and nothing before its time."""

import datetime
import os
import random
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.schedulers import Scheduler, empty_house, schedulers

# Fifty are what is promised; a few are run with every change.
ROUNDS = int(os.environ.get("NEWSROOM_ROUNDS", "2"))
DUE, NOT_DUE = 500, 20
SECOND = datetime.timedelta(seconds=1)


pytestmark = pytest.mark.django_db  # so that there is a database to copy; the processes work on the copy


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    with empty_house(tmp_path_factory.mktemp("house"), django_db_blocker) as url:
        yield url


def times(now: str, *, due: int, later: int) -> list[str]:
    """Return moments: one second apart up to now, then some that are an hour away."""
    moment = datetime.datetime.fromisoformat(now)
    there = [(moment - number * SECOND).isoformat() for number in range(due)]
    return [*there, *((moment + 3600 * SECOND + number * SECOND).isoformat() for number in range(later))]


def expect(account: dict[str, Any], *, due: int, later: int) -> None:
    """Compare an account with exactly one publication of everything due and none of the rest."""
    late = account.pop("late")
    assert account == {
        "planned": due + later,
        "done": due,
        "open": later,
        "releases": due,
        "live": due,
        "twice": 0,
        "journal": due,
        "origins": [""],
        "statuses": ["published", "scheduled"],
    }
    assert len(late) == due
    assert min(late) >= 0


def test_four_schedulers_publish_everything_due_exactly_once(house: str) -> None:
    with schedulers(4, house) as four:
        for number in range(ROUNDS):
            name = f"Runde {number}:"
            four[0].ask("plan", name=name, times=times(four[0].ask("clock"), due=DUE, later=NOT_DUE))
            published: list[int] = []
            for _look in range(2):  # one scheduler may find that another is at everything there is
                for one in four:
                    one.order("publish")
                published += [key for one in four for key in one.answer()]
            assert len(published) == len(set(published)) == DUE
            expect(four[0].ask("account", name=name), due=DUE, later=NOT_DUE)


def test_editors_and_schedulers_at_the_same_pieces_never_publish_one_twice(house: str) -> None:
    """Nor does one wait for the other for ever: the piece is locked first, by everybody."""
    with schedulers(3, house) as [editor, *two]:
        editor.ask("plan", name="Hände:", times=[editor.ask("clock")] * 60)
        for one in two:
            one.order("publish", limit=3)
        by_hand = editor.ask("interfere", name="Hände:")
        on_time = sum(len(one.answer()) for one in two)
        fates = editor.ask("fates", name="Hände:")
        assert by_hand["published"] == 30
        assert by_hand.get("taken off", 0) + by_hand.get("too late", 0) == 30
        assert fates.pop("published, 1 releases, done", 0) == on_time
        assert fates.pop("draft, 0 releases, called off", 0) == by_hand.get("taken off", 0)
        assert fates.pop("published, 1 releases, called off", 0) == 60 - on_time - by_hand.get("taken off", 0)
        assert fates == {}


def test_schedulers_that_are_killed_in_the_middle_lose_nothing_and_repeat_nothing(house: str) -> None:
    """Wherever the power goes: what was not committed is still due, and what was is done."""
    chance = random.Random(31)
    with schedulers(1, house) as [last]:
        last.ask("plan", name="Strom:", times=times(last.ask("clock"), due=DUE, later=NOT_DUE))
        before = last.ask("left", name="Strom:")
        for _power_cut in range(3):
            pair = [Scheduler(house), Scheduler(house)]
            for one in pair:
                one.ask("clock")
            for one in pair:
                one.order("publish", limit=25)
            patience = time.monotonic() + 60
            while last.ask("left", name="Strom:") == before:
                assert time.monotonic() < patience, "nothing is published"
                time.sleep(0.005)
            time.sleep(chance.uniform(0, 0.2))
            for one in pair:
                one.kill()
            left = last.ask("left", name="Strom:")
            assert NOT_DUE < left < before, "the kill came too late to show anything"
            before = left
        last.ask("publish")
        expect(last.ask("account", name="Strom:"), due=DUE, later=NOT_DUE)
