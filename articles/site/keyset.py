"""Pages of a long list without counting and without offset: each page starts after the last row of the one before."""

import datetime
from collections.abc import Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from django.db.models import Model, Q, QuerySet

PAGE = 20
Row = TypeVar("Row", bound=Model)


class Cursor(NamedTuple):
    """A place in a list that is ordered by date and id, newest first."""

    published_at: datetime.datetime
    pk: int

    def __str__(self) -> str:
        return f"{(self.published_at - _EPOCH) // _MICROSECOND}-{self.pk}"


_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_MICROSECOND = datetime.timedelta(microseconds=1)


def parse_cursor(text: str) -> Cursor | None:
    """Return the cursor that `str(cursor)` wrote, None for anything else."""
    microseconds, _hyphen, pk = text.rpartition("-")
    # An archive goes back beyond 1970: the first number may be negative.
    if not all(part.isascii() and part.isdigit() and len(part) <= 18 for part in (microseconds.removeprefix("-"), pk)):
        return None
    try:
        return Cursor(_EPOCH + int(microseconds) * _MICROSECOND, int(pk))
    except OverflowError:
        return None


class Page(NamedTuple, Generic[Row]):
    """Some rows, and the cursor of the next page as text, "" on the last one."""

    rows: Sequence[Row]
    following: str


def page_of(rows: QuerySet[Row], *, after: Cursor | None, key: str = "pk", size: int = PAGE) -> Page[Row]:
    """Return up to `size` of `rows` that come after a place in the list.

    Args:
        rows: releases, or the topic or author rows of releases; ordered here by `published_at`, then `key`.
        after: the last row of the page before, None for the first page.
        key: the column that tells rows of the same moment apart.
        size: how many to show.

    One query, as fast on the last page as on the first.
    """
    rows = rows.order_by("-published_at", f"-{key}")
    if after:
        # The first condition is redundant and lets both databases walk the index from the right place.
        rows = rows.filter(
            Q(published_at__lt=after.published_at) | Q(**{f"{key}__lt": after.pk}),
            published_at__lte=after.published_at,
        )
    found = list(rows[: size + 1])
    shown = found[:size]
    last: Any = shown[-1] if len(found) > size else None
    return Page(shown, str(Cursor(last.published_at, getattr(last, key))) if last else "")
