"""What readers are told was wrong, as it was frozen into the release."""

import datetime
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy

from articles.models.releases import Release

_PLACES = {
    "kicker": gettext_lazy("Kicker"),
    "headline": gettext_lazy("Headline"),
    "teaser": gettext_lazy("Teaser"),
    "lead_picture": gettext_lazy("Picture"),
    "byline": gettext_lazy("Byline"),
    "picture": gettext_lazy("Picture"),
    "text": gettext_lazy("Text"),
}


class Changed(NamedTuple):
    """A place that was corrected: its name, and pairs of kind ("same", "gone", "new") and words."""

    place: str
    runs: Sequence[Sequence[str]]


class Correction(NamedTuple):
    """A correction.

    Args:
        at: when it was made; None where the record does not say.
        note: what readers are told.
        changed: the words before and after, place by place; empty where they are not known.
        more: how many more places changed.
    """

    at: datetime.datetime | None
    note: str
    changed: tuple[Changed, ...]
    more: int


def corrections_of(release: Release) -> tuple[Correction, ...]:
    """Return the corrections that `release` tells, the newest first. No query."""
    return tuple(_correction(entry) for entry in release.corrections)


def _correction(entry: dict[str, Any]) -> Correction:
    return Correction(
        at=parse_datetime(entry.get("at", "")),
        note=entry.get("note", ""),
        changed=tuple(
            Changed(str(_PLACES.get(one["what"], _PLACES["text"])), one["runs"]) for one in entry.get("changes", ())
        ),
        more=entry.get("more", 0),
    )
