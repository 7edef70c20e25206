"""The clocks of places: they are put forward and back, so a time of the day may exist there never, once or twice."""

import datetime
import zoneinfo

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format


def zone_named(name: object) -> zoneinfo.ZoneInfo | None:
    """Return the time zone with an IANA name such as "Europe/Berlin", None where there is none."""
    if not isinstance(name, str) or not 0 < len(name) <= 64:
        return None
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):  # no such name, a path, a folder
        return None


def shown(at: datetime.datetime, zone: str) -> str:
    """Return `at` as people read it by the clock of `zone`; the zone is named where it is not the paper's."""
    moment = date_format(timezone.localtime(at, zone_named(zone)), "SHORT_DATETIME_FORMAT")
    return moment if zone == settings.TIME_ZONE else f"{moment} ({zone})"


def offset_of(clock: datetime.datetime) -> str:
    """Return by how much an aware time is ahead of UTC: "UTC+02:00"."""
    return f"UTC{clock.isoformat()[-6:]}"


def instants(local: datetime.datetime, zone: zoneinfo.ZoneInfo) -> tuple[datetime.datetime, ...]:
    """Return the moments, in UTC and in order, at which a clock in `zone` shows `local`: none, one or two.

    Raises:
        OverflowError: they lie outside what a `datetime` can say.
    """
    found = {local.replace(tzinfo=zone, fold=fold).astimezone(datetime.UTC) for fold in (0, 1)}
    return tuple(sorted(one for one in found if one.astimezone(zone).replace(tzinfo=None) == local))


def gap_around(local: datetime.datetime, zone: zoneinfo.ZoneInfo) -> tuple[datetime.datetime, datetime.datetime]:
    """Return the last minute before and the first after the gap in which `local` lies, by the clock in `zone`."""
    # Read with the offset of after the change it lies before the change, and the other way round.
    before, after = (local.replace(tzinfo=zone, fold=fold).astimezone(datetime.UTC) for fold in (1, 0))
    offset = before.astimezone(zone).utcoffset()
    while after - before > datetime.timedelta(seconds=1):
        middle = before + (after - before) / 2
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    change = (before + datetime.timedelta(seconds=1)).replace(microsecond=0)
    minute = datetime.timedelta(minutes=1)
    last, first = (one.astimezone(zone).replace(tzinfo=None) for one in (change - minute, change))
    return last, first
