"""Failed attempts to get in: entered one by one, until there are so many that they would only fill the disk."""

import datetime
from typing import Any, Final

from articles.desk.journal import By, Kind, enter
from articles.desk.origins import origin
from articles.models import JournalEntry

MOST_FROM_ONE: Final = 10  # entries of a kind a minute, from one address
MOST: Final = 60  # from all together
LONGEST_NAME: Final = 60  # characters of what was typed
LEFT_OUT: Final = "left_out"  # in the details of the last one before the limit


def enter_attempt(
    *, kind: Kind, by: By, name: str, now: datetime.datetime, details: dict[str, Any] | None = None
) -> JournalEntry | None:
    """Enter a failed attempt and return its entry; None where this minute has too many already. Two statements.

    The last entry before the limit says whose further attempts are left out: "address" or "all".

    Args:
        kind: what failed.
        by: who is signed in already, and failed to prove it again.
        name: what was typed for a name; it is shortened.
        now: when; an aware time.
        details: what else is known; never a password.
    """
    before = now - datetime.timedelta(minutes=1)
    recent = list(JournalEntry.objects.order_by().filter(kind=kind, at__gt=before).values_list("origin")[:MOST])
    here = recent.count((origin()[:100],))
    if len(recent) >= MOST or here >= MOST_FROM_ONE:
        return None
    details = dict(details or {})
    if len(recent) == MOST - 1 or here == MOST_FROM_ONE - 1:
        details[LEFT_OUT] = "all" if len(recent) == MOST - 1 else "address"
    return enter(kind=kind, by=by, now=now, name=_shortened(name), details=details)


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
