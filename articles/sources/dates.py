"""Lines that say when a page was published or changed."""

import datetime
import re
import zoneinfo

import msgspec

from articles.sources.vocabulary import MONTHS

BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")

WARN_NO_TIME = 'The date "{text}" has no time; midnight was taken.'
WARN_INVALID = 'The date "{text}" does not exist; it stays in the text and the piece has no date from it.'


class DateLine(msgspec.Struct, frozen=True):
    """What a date line says. `labelled`: it says what the date is of. `timed`: it tells the time of day."""

    published_at: datetime.datetime | None
    updated_at: datetime.datetime | None
    labelled: bool
    timed: bool
    valid: bool = True


_PUBLISHED = (
    r"(?:erst)?veröffentlicht|veröffentlichung|erstellt|erschienen|publiziert|online seit|datum|published|posted|"
    r"veröffentlichungsdatum"
)
_UPDATED = (
    r"stand|(?:zuletzt |letzte )?(?:aktualisiert|aktualisierung|geändert|änderung|bearbeitet)|(?:letztes )?update|"
    r"(?:last )?updated|artikel vom|aktualisiert"
)
_ZONES = {
    "utc": datetime.UTC,
    "gmt": datetime.UTC,
    "z": datetime.UTC,
    "mez": datetime.timezone(datetime.timedelta(hours=1)),
    "cet": datetime.timezone(datetime.timedelta(hours=1)),
    "mesz": datetime.timezone(datetime.timedelta(hours=2)),
    "cest": datetime.timezone(datetime.timedelta(hours=2)),
}
_MONTH_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = r"(?:(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|mo|di|mi|do|fr|sa|so)\.?,?\s+)"
_DATE = (
    r"(?:(?P<day>\d{1,2})\.\s?(?:(?P<month>\d{1,2})\.\s?|(?P<name>"
    + _MONTH_NAMES
    + r")\.?\s+)(?P<year>\d{4}|\d{2})(?!\d)"
    r"|(?P<iso>\d{4}-\d{2}-\d{2}))"
)
_TIME = (
    r"(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d+)?)?(?:\s?(?:uhr|h)\b)?|\s?uhr\b))"
    r"(?:\s?\(?(?P<zone>mesz|mez|cest|cet|utc|gmt|z\b|[+-]\d{2}:?\d{2})\)?)?"
)
_STAMP = re.compile(
    rf"(?:(?P<label>(?P<published>{_PUBLISHED})|(?P<updated>{_UPDATED}))\s?:?\s+)?(?:(?:am|vom)\s+)?"
    rf"{_WEEKDAY}?{_DATE}(?:(?:\s?[,|–—-]\s?|\s+|t)(?:um\s+)?{_TIME})?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\s,;|/•·()–—-]*(?:und\s+)?")
_LONGEST = 140


def read_date_line(line: str) -> DateLine | None:
    """Return what a line says that is nothing but one or two dates, or None.

    Berlin time unless the line names a zone; "Stand:" and the like alone are both the publication and the
    update. An impossible date comes back with `valid` false. Costs nothing for lines past 140 characters.
    """
    if len(line) > _LONGEST:
        return None
    position = 0
    stamps: list[re.Match[str]] = []
    text = line.strip("()[] |")
    while position < len(text):
        match = _STAMP.match(text, position)
        if not match or len(stamps) == 2:
            return None
        stamps.append(match)
        between = _BETWEEN.match(text, match.end())
        position = between.end() if between else match.end()
    return _combine(stamps) if stamps else None


def split_date(line: str) -> tuple[str, DateLine | None]:
    """Return a line without the date that ends it ("Von Erika Muster - 02.01.2018, 08.25 Uhr"), and that date."""
    if len(line) > _LONGEST or not line[-1:].isalnum():
        return line, None
    for start in (match.start() for match in re.finditer(r"(?<=[\s,|])\S", line)):
        if (line[start].isdigit() or line[start].isalpha()) and (date := read_date_line(line[start:])):
            return line[:start].rstrip(" -–—,|·•"), date
    return line, None


def _combine(stamps: list[re.Match[str]]) -> DateLine:
    published: datetime.datetime | None = None
    updated: datetime.datetime | None = None
    for stamp in stamps:
        moment = _moment(stamp)
        if moment is None:
            return DateLine(None, None, stamp["label"] is not None, stamp["hour"] is not None, valid=False)
        if stamp["updated"] or (published is not None and not stamp["label"]):
            updated = moment
        else:
            published = moment
    return DateLine(
        published,
        updated,
        labelled=any(stamp["label"] for stamp in stamps),
        timed=all(stamp["hour"] for stamp in stamps),
    )


def _moment(stamp: re.Match[str]) -> datetime.datetime | None:
    """Return the moment a match names, None if the calendar or the clock has no such moment."""
    try:
        if stamp["iso"]:
            day = datetime.date.fromisoformat(stamp["iso"])
        else:
            year = int(stamp["year"])
            month = MONTHS[stamp["name"].casefold()] if stamp["name"] else int(stamp["month"])
            day = datetime.date(year + 2000 if year < 100 else year, month, int(stamp["day"]))
        clock = datetime.time(int(stamp["hour"] or 0), int(stamp["minute"] or 0), int(stamp["second"] or 0))
        return datetime.datetime.combine(day, clock, _zone(stamp["zone"]))
    except ValueError:
        return None


def _zone(name: str | None) -> datetime.tzinfo:
    if not name:
        return BERLIN
    if zone := _ZONES.get(name.casefold()):
        return zone
    digits = name[1:].replace(":", "")
    offset = datetime.timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return datetime.timezone(-offset if name[0] == "-" else offset)
