"""A date and a time with its zone, as a form's field: what does not exist is refused, what exists twice is asked."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.utils import translation

from articles.admin.moments import Moment, MomentField
from articles.desk.clocks import gap_around, instants, zone_named


class AtForm(forms.Form):
    at = MomentField(label="When")
    note = forms.CharField(required=False)


class MaybeForm(forms.Form):
    at = MomentField(label="When", required=False)


def typed(date: str, time: str, zone: str = "Europe/Berlin", fold: str | None = None) -> dict[str, str]:
    data = {"at_date": date, "at_time": time, "at_zone": zone, "note": "getippt"}
    return data if fold is None else data | {"at_fold": fold}


def at(form: forms.Form) -> Moment:
    assert form.is_valid(), form.errors
    moment = form.cleaned_data["at"]
    assert isinstance(moment, Moment)
    return moment


def refused(data: dict[str, str]) -> tuple[str, str]:
    """Return the code and the sentence with which a form refuses what was typed."""
    form = AtForm(data)
    assert not form.is_valid()
    [error] = form.errors.as_data()["at"]
    return str(error.code), form.errors["at"][0]


def utc(*numbers: int) -> datetime.datetime:
    return datetime.datetime(*numbers, tzinfo=datetime.UTC)  # type: ignore[arg-type,misc]


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    with translation.override("de"):
        yield


@pytest.mark.parametrize(
    ("language", "date", "time"),
    [
        ("de", "28.03.2027", "06:00"),
        ("de", "28.3.27", "06:00:00"),
        ("de", "2027-03-28", "06:00"),
        ("en", "2027-03-28", "06:00"),
        ("en", "03/28/2027", "06:00"),
    ],
)
def test_dates_are_typed_as_at_the_desk(language: str, date: str, time: str) -> None:
    with translation.override(language):
        assert at(AtForm(typed(date, time))) == Moment(utc(2027, 3, 28, 4), "Europe/Berlin")


@pytest.mark.parametrize(
    ("zone", "moment"),
    [
        ("Europe/Berlin", utc(2027, 1, 15, 17, 30)),
        ("America/New_York", utc(2027, 1, 15, 23, 30)),
        ("Asia/Kolkata", utc(2027, 1, 15, 13)),
        ("Asia/Kathmandu", utc(2027, 1, 15, 12, 45)),  # not offered, and a zone all the same
        ("UTC", utc(2027, 1, 15, 18, 30)),
    ],
)
def test_the_time_is_that_of_the_clock_in_the_zone(zone: str, moment: datetime.datetime) -> None:
    chosen = at(AtForm(typed("15.01.2027", "18:30", zone)))
    assert chosen == Moment(moment, zone)
    assert chosen.at.tzinfo is datetime.UTC


# --- a time that does not exist ---------------------------------------------------------------------------------


@pytest.mark.parametrize("time", ["02:00", "02:30", "02:59:59"])
def test_a_time_that_the_clock_leaps_over_is_refused_with_the_nearest_two(time: str) -> None:
    with translation.override("en"):
        code, sentence = refused(typed("2027-03-28", time))
    assert code == "gap"
    assert "Europe/Berlin" in sentence
    spoken = "2 a.m." if time == "02:00" else f"2:{time[3:5]} a.m."
    assert sentence.replace("03/28/2027 ", "").startswith(spoken), sentence
    assert "Choose 03/28/2027 1:59 a.m. or 03/28/2027 3 a.m. instead." in sentence


@pytest.mark.parametrize(("time", "hour"), [("01:59", utc(2027, 3, 28, 0, 59)), ("03:00", utc(2027, 3, 28, 1))])
def test_the_nearest_two_exist(time: str, hour: datetime.datetime) -> None:
    assert at(AtForm(typed("28.03.2027", time))).at == hour


@pytest.mark.parametrize(
    ("zone", "local", "last", "first"),
    [
        ("Australia/Lord_Howe", (2026, 10, 4, 2, 10), (2026, 10, 4, 1, 59), (2026, 10, 4, 2, 30)),  # half an hour
        ("Pacific/Apia", (2011, 12, 30, 12), (2011, 12, 29, 23, 59), (2011, 12, 31, 0)),  # a day that never was
        ("America/Santiago", (2026, 9, 6, 0, 30), (2026, 9, 5, 23, 59), (2026, 9, 6, 1)),  # at midnight
    ],
)
def test_gaps_of_other_places(zone: str, local: Any, last: Any, first: Any) -> None:
    there = zone_named(zone)
    assert there is not None
    when = datetime.datetime(*local)  # noqa: DTZ001
    assert instants(when, there) == ()
    assert gap_around(when, there) == (datetime.datetime(*last), datetime.datetime(*first))  # noqa: DTZ001


# --- a time that exists twice -----------------------------------------------------------------------------------


def test_a_time_that_exists_twice_is_asked_and_nothing_typed_is_lost() -> None:
    form = AtForm(typed("31.10.2027", "02:30"))
    assert not form.is_valid()
    [error] = form.errors.as_data()["at"]
    assert error.code == "twice"
    drawn = str(form["at"])
    for value in ('value="31.10.2027"', 'value="02:30"', '<option value="Europe/Berlin" selected>'):
        assert value in drawn
    assert 'name="at_fold"' in drawn
    assert "(UTC+02:00)" in drawn
    assert "(UTC+01:00)" in drawn
    assert 'value="getippt"' in str(form["note"])


@pytest.mark.parametrize(("fold", "hour"), [("0", utc(2027, 10, 31, 0, 30)), ("1", utc(2027, 10, 31, 1, 30))])
def test_the_answer_says_which_of_the_two_is_meant(fold: str, hour: datetime.datetime) -> None:
    assert at(AtForm(typed("31.10.2027", "02:30", fold=fold))) == Moment(hour, "Europe/Berlin")


@pytest.mark.parametrize("fold", ["", "2", "x"])
def test_another_answer_is_none(fold: str) -> None:
    code, sentence = refused(typed("31.10.2027", "02:30", fold=fold))
    assert code == "twice"
    assert "31.10.2027 02:30" in sentence


def test_an_answer_left_over_from_another_time_does_not_count() -> None:
    form = AtForm(typed("31.10.2027", "04:30", fold="1"))
    assert at(form).at == utc(2027, 10, 31, 3, 30)
    assert "at_fold" not in str(form["at"])


def test_the_choice_is_in_the_language_of_the_desk() -> None:
    with translation.override("en"):
        form = AtForm(typed("2027-10-31", "02:30"))
        assert not form.is_valid()
        drawn = str(form["at"])
    assert "summer time (UTC+02:00)" in drawn
    assert "winter time (UTC+01:00)" in drawn


def test_only_what_exists_twice_is_asked() -> None:
    for date, time in (("", ""), ("31.10.2027", "03:00"), ("31.10.2027", "01:59"), ("Unsinn", "02:30")):
        assert "at_fold" not in str(AtForm(typed(date, time))["at"])


# --- what else may be typed ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (typed("", "06:00"), "date"),
        (typed("2027-03-28", ""), "time"),
        (typed("2027-03-28", "06:00", ""), "zone"),
        (typed("2027-03-28", "06:00", "Europe/Entenhausen"), "“Europe/Entenhausen” is no time zone"),
        (typed("2027-03-28", "06:00", "../../../etc/passwd"), "is no time zone"),
        (typed("2027-03-28", "06:00", "Europe"), "is no time zone"),
        (typed("2027-03-28", "06:00", "x" * 1000), "is no time zone"),
        (typed("2027-03-28", "06:00", "\0"), "Null characters"),
        (typed("9999-12-31", "23:30", "America/New_York"), "too far away"),
        (typed("0001-01-01", "00:00"), "too far away"),
        (typed("30.02.2027", "06:00"), "valid date"),
        (typed("2027-03-28", "25:00"), "valid time"),
    ],
)
def test_bad_input_gets_a_sentence(data: dict[str, str], word: str) -> None:
    with translation.override("en"):
        _code, sentence = refused(data)
        assert word in sentence
        assert str(AtForm(data)["at"]), "it is shown again, whatever it is"


def test_a_field_that_may_be_empty() -> None:
    form = MaybeForm(typed("", ""))
    assert form.is_valid()
    assert form.cleaned_data["at"] is None
    assert not MaybeForm(typed("", "06:00")).is_valid(), "half a moment is none"
    assert not AtForm(typed("", "")).is_valid()


# --- what is shown ------------------------------------------------------------------------------------------------


def test_a_new_form_offers_the_clock_of_the_paper(settings: Any) -> None:
    settings.TIME_ZONE = "Europe/Vienna"
    drawn = str(AtForm()["at"])
    assert drawn.index("Europe/Vienna") < drawn.index("Europe/Berlin")
    assert '<option value="Europe/Vienna" selected>' in drawn
    assert drawn.count("Europe/Vienna") == 2, "once, as value and as text"


@pytest.mark.parametrize("label", ["Date", "Time", "Time zone", "Summer or winter time"])
def test_every_part_has_a_name(label: str) -> None:
    with translation.override("en"):
        form = AtForm(typed("2027-10-31", "02:30"))
        assert f'aria-label="When: {label}"' in str(form["at"])


@pytest.mark.parametrize("hour", [0, 1])
def test_a_moment_that_is_shown_again_is_the_same(hour: int) -> None:
    """Even in the hour that exists twice, and in a zone that is not offered."""
    moment = Moment(utc(2027, 10, 31, hour, 30), "Europe/Berlin")
    form = AtForm(initial={"at": moment})
    names = ("date", "time", "zone", "fold")
    shown = form["at"].subwidgets[0].data["subwidgets"]
    data = {f"at_{name}": part["value"] for name, part in zip(names, shown, strict=True)}
    data = {name: value[0] if isinstance(value, list) else value for name, value in data.items()}
    assert at(AtForm(data)) == moment
    elsewhere = str(AtForm(initial={"at": Moment(moment.at, "Asia/Kathmandu")})["at"])
    assert '<option value="Asia/Kathmandu" selected>' in elsewhere
    assert "31.10.2027" in elsewhere
