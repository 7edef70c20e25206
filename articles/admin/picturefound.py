"""What a picture's file says of itself, as the form shows it: by column, where the sources differ beside each other."""

from typing import Any, Final, NamedTuple

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.desk.picturedata import WORDS
from articles.imaging.metadata import Found, gathered
from articles.models import Picture

SOURCES: Final = {"xmp": "XMP", "iim": "IPTC-IIM", "exif": "EXIF"}
"""In the order in which they win."""
_LONGEST: Final = 2000
_RAW_MOST: Final = 200


class Said(NamedTuple):
    """What one or several sources say for a column.

    Args:
        sources: their names: "XMP, IPTC-IIM".
        text: as one reads it.
        value: as the form's input takes it, "" where a button cannot fill that.
        current: whether the picture says so already.
    """

    sources: str
    text: str
    value: str
    current: bool


class Column(NamedTuple):
    """A column, what was found for it, and whether the sources differ."""

    name: str
    label: str
    said: list[Said]

    @property
    def differ(self) -> bool:
        """Whether the sources say different things."""
        return len(self.said) > 1


def found_columns(picture: Picture) -> list[Column]:
    """Return the columns that the file of `picture` says something for. No query."""
    metadata = picture.metadata if isinstance(picture.metadata, dict) else {}
    by_source = {name: gathered({name: metadata[name]}) for name in SOURCES if isinstance(metadata.get(name), dict)}
    return [
        Column(name, _label(name), said) for name in WORDS if (said := _said(name, by_source, getattr(picture, name)))
    ]


def raw(picture: Picture) -> list[tuple[str, str]]:
    """Return everything that was found, each with where it stood. No query."""
    metadata = picture.metadata if isinstance(picture.metadata, dict) else {}
    rows = [
        (f"{SOURCES.get(source, source)} {name}", _text(value))
        for source, values in metadata.items()
        if isinstance(values, dict)
        for name, value in values.items()
    ]
    return rows[:_RAW_MOST]


def _label(name: str) -> str:
    field: Any = Picture._meta.get_field(name)
    return capfirst(str(field.verbose_name))


def _said(name: str, by_source: dict[str, Found], current: Any) -> list[Said]:
    heard: dict[str, list[str]] = {}
    values: dict[str, Any] = {}
    for source, found in by_source.items():
        value = getattr(found, name)
        if value:
            text = _text(value)
            heard.setdefault(text, []).append(SOURCES[source])
            values[text] = value
    return [
        Said(", ".join(sources), text, "" if name == "taken_at" else _input(values[text]), _same(values[text], current))
        for text, sources in heard.items()
    ]


def _input(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


def _same(value: Any, current: Any) -> bool:
    if isinstance(value, str | list):
        return bool(value == current)
    return current is not None and value.replace(tzinfo=None) == current.replace(tzinfo=None)


def _text(value: Any) -> str:
    """Return a value of the metadata as one reads it, whatever it is made of."""
    if isinstance(value, dict):
        shown = "; ".join(f"{name}: {_text(one)}" for name, one in value.items())
    elif isinstance(value, list):
        shown = ", ".join(map(_text, value))
    elif hasattr(value, "isoformat"):
        shown = date_format(value, "SHORT_DATETIME_FORMAT")
    else:
        shown = str(value) if value is not None else _("nothing")
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
