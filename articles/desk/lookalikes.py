"""Pictures that are there already: the same file, one that looks the same, or a row that waits for this file."""

import datetime
import heapq
from typing import Final

from articles.imaging.looks import ALIKE, distance
from articles.models import Picture

_MOST: Final = 12  # pictures that are offered
_BACK: Final = 100_000  # pictures that are compared by look, the newest first: about 0.3 s
_AWAITED: Final = datetime.timedelta(days=90)  # a text that has named its picture for longer does without


def same_file(digest: str) -> list[Picture]:
    """Return the pictures with exactly this file, the newest first. One query along an index."""
    return [*Picture.objects.filter(digest=digest).exclude(file="").defer("metadata")[:_MOST]] if digest else []


def looks_like(look: str) -> list[Picture]:
    """Return the pictures that look alike, the most alike first, among the newest hundred thousand. Two queries."""
    if not look:
        return []
    looks = Picture.objects.exclude(look="").values_list("pk", "look")[:_BACK]
    near = heapq.nsmallest(_MOST, ((distance(look, other), -pk) for pk, other in looks.iterator(chunk_size=5000)))
    keys = [-pk for bits, pk in near if bits <= ALIKE]
    rows = Picture.objects.defer("metadata").in_bulk(keys) if keys else {}
    return [rows[key] for key in keys if key in rows]


def without_file(caption: str, *, now: datetime.datetime) -> list[Picture]:
    """Return the pictures that a text has lately named by this caption and that nobody has brought yet. One query."""
    rows = Picture.objects.filter(file="", caption=caption, created_at__gte=now - _AWAITED).defer("metadata")
    return [*rows[:_MOST]] if caption else []
