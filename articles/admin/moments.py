"""A date and a time by the clock of a place, as a form's field.

Clocks are put forward and back: some times of the day do not exist there, and some exist twice. What does not exist is
refused; what exists twice is asked back.
"""

import datetime
import zoneinfo
from collections.abc import Sequence
from typing import Any, NamedTuple

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import AdminDateWidget, AdminTimeWidget
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.desk.clocks import gap_around, instants, offset_of, zone_named

FIRST, SECOND = "0", "1"  # as `datetime.fold`
# Where news are made and read; any other name of the time zone database is taken too.
ZONES = (
    "Europe/Berlin", "Europe/Vienna", "Europe/Zurich", "Europe/London", "Europe/Dublin", "Europe/Lisbon",
    "Europe/Paris", "Europe/Brussels", "Europe/Madrid", "Europe/Rome", "Europe/Warsaw", "Europe/Prague",
    "Europe/Stockholm", "Europe/Helsinki", "Europe/Athens", "Europe/Kyiv", "Europe/Istanbul", "Europe/Moscow",
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Mexico_City",
    "America/Sao_Paulo", "America/Argentina/Buenos_Aires", "Africa/Cairo", "Africa/Johannesburg", "Africa/Lagos",
    "Asia/Jerusalem", "Asia/Dubai", "Asia/Kolkata", "Asia/Singapore", "Asia/Shanghai", "Asia/Tokyo",
    "Australia/Sydney", "Pacific/Auckland", "UTC",
)  # fmt: skip


class Moment(NamedTuple):
    """A moment and the time zone in which somebody chose it.

    Args:
        at: an aware time, in UTC.
        zone: the zone's IANA name.
    """

    at: datetime.datetime
    zone: str


class MomentWidget(forms.MultiWidget):
    """Inputs for a date, a time and a time zone; which of two is meant is asked only where a time exists twice."""

    def __init__(self, label: Any = "") -> None:
        parts: tuple[tuple[str, forms.Widget, Any], ...] = (
            ("date", AdminDateWidget(), gettext_lazy("Date")),
            ("time", AdminTimeWidget(), gettext_lazy("Time")),
            ("zone", forms.Select(), gettext_lazy("Time zone")),
            ("fold", forms.Select(), gettext_lazy("Summer or winter time")),
        )
        for _name, part, word in parts:
            part.attrs["aria-label"] = format_lazy("{label}: {part}", label=label, part=word) if label else word
        super().__init__({name: part for name, part, _word in parts})

    def decompress(self, value: Any) -> list[Any]:
        """Return what the inputs show for a `Moment`, for an aware time, or for nothing."""
        if not value:
            return [None, None, settings.TIME_ZONE, None]
        moment = value if isinstance(value, Moment) else Moment(value, settings.TIME_ZONE)
        local = moment.at.astimezone(zoneinfo.ZoneInfo(moment.zone))
        return [local.date(), local.time(), moment.zone, str(local.fold)]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        values = value if isinstance(value, list) else self.decompress(value)
        zone, fold = self.widgets[2:]
        known = [settings.TIME_ZONE, *(one for one in ZONES if one != settings.TIME_ZONE)]
        if zone_named(values[2]) and values[2] not in known:
            known.insert(0, values[2])
        zone.choices = [(one, one.replace("_", " ")) for one in known]  # type: ignore[attr-defined]
        choices = choices_between(values[:3])
        fold.choices = [("", _("Summer or winter time?")), *choices]  # type: ignore[attr-defined]
        context = super().get_context(name, values, attrs)
        if not choices:
            del context["widget"]["subwidgets"][-1]
        return context


def choices_between(typed: Sequence[Any]) -> list[tuple[str, str]]:
    """Return the two moments that a date, a time and a zone may mean, in words; none where there is but one."""
    try:
        local, zone = _parsed(typed)
        twice = instants(local, zone)
    except (ValidationError, OverflowError):
        return []
    if len(twice) < 2:
        return []
    clocks = [one.astimezone(zone) for one in twice]
    words = (_("summer time"), _("winter time")) if _is_season(clocks) else (_("the first time"), _("the second time"))
    return [
        (fold, f"{word} ({offset_of(clock)})") for fold, word, clock in zip((FIRST, SECOND), words, clocks, strict=True)
    ]


class MomentField(forms.MultiValueField):
    """A date and a time with its time zone; gives a `Moment`, None where it may be empty and is.

    Times are typed as everywhere at the desk, German or English by its language.
    """

    def __init__(self, **kwargs: Any) -> None:
        fields = (
            forms.DateField(error_messages={"incomplete": gettext_lazy("Enter a date.")}),
            forms.TimeField(error_messages={"incomplete": gettext_lazy("Enter a time of the day.")}),
            forms.CharField(error_messages={"incomplete": gettext_lazy("Choose a time zone.")}),
            forms.CharField(required=False),
        )
        kwargs.setdefault("widget", MomentWidget(kwargs.get("label", "")))
        super().__init__(fields, require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> Moment | None:
        if isinstance(value, list) and not any(value[:2]):
            value = None  # the time zone is always there
        cleaned: Moment | None = super().clean(value)
        return cleaned

    def compress(self, data_list: Any) -> Moment | None:
        """Return the moment that was typed.

        Raises:
            ValidationError: no clock there ever shows it ("gap"), or twice and nobody said which is meant ("twice").
        """
        if not data_list:
            return None
        date, time, name, fold = data_list
        zone = zone_named(name)
        if zone is None:
            raise _unknown(name)
        local = datetime.datetime.combine(date, time)
        try:
            found = instants(local, zone)
            if not found:
                raise ValidationError(_nonexistent(local, zone), code="gap")
        except OverflowError as error:
            raise ValidationError(_("%(time)s is too far away.") % {"time": _shown(local)}, code="far") from error
        if len(found) > 1 and fold not in {FIRST, SECOND}:
            sentence = _(
                "%(time)s exists twice in %(zone)s, because the clock is put back. Choose which of the two is meant."
            )
            raise ValidationError(sentence % {"time": _shown(local), "zone": name}, code="twice")
        return Moment(found[-1 if fold == SECOND else 0], name)


def _parsed(typed: Sequence[Any]) -> tuple[datetime.datetime, zoneinfo.ZoneInfo]:
    date, time, name = typed
    zone = zone_named(name)
    if zone is None:
        raise _unknown(name)
    day, hour = forms.DateField().clean(date), forms.TimeField().clean(time)
    assert day is not None  # noqa: S101 - a required field gives one
    assert hour is not None  # noqa: S101
    return datetime.datetime.combine(day, hour), zone


def _is_season(clocks: Sequence[datetime.datetime]) -> bool:
    """Return whether the clock is put back for the winter. Elsewhere a country has moved to another time for good."""
    return clocks[0].dst() != clocks[1].dst()


def _unknown(name: Any) -> ValidationError:
    sentence = _("“%(zone)s” is no time zone. Name one such as “%(paper)s”.")
    return ValidationError(sentence % {"zone": name, "paper": settings.TIME_ZONE}, code="zone")


def _nonexistent(local: datetime.datetime, zone: zoneinfo.ZoneInfo) -> str:
    last, first = gap_around(local, zone)
    sentence = _(
        "%(time)s does not exist in %(zone)s, because the clock is put forward. Choose %(before)s or %(after)s instead."
    )
    return sentence % {"time": _shown(local), "zone": zone.key, "before": _shown(last), "after": _shown(first)}


def _shown(local: datetime.datetime) -> str:
    return date_format(local, "SHORT_DATETIME_FORMAT")
