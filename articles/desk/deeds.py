"""What was done with one piece, as the journal has it."""

from typing import Final

from django.db import models

from articles.desk.journal import Kind
from articles.models import JournalEntry
from articles.models.pieces import Piece

# The way of a piece through the desk. A publication is told by its release, which says more.
STEPS: Final = (
    Kind.SUBMITTED, Kind.TAKEN_BACK, Kind.SENT_BACK, Kind.REOPENED, Kind.SCHEDULED, Kind.UNSCHEDULED,
    Kind.SCHEDULE_FAILED, Kind.WITHDRAWN,
)  # fmt: skip


def entries_on(piece: Piece) -> models.QuerySet[JournalEntry]:
    """Return all entries about `piece`, the newest first: one walk along an index."""
    return JournalEntry.objects.filter(subject_kind=piece._meta.model_name, subject_id=piece.pk)


def steps_of(piece: Piece) -> models.QuerySet[JournalEntry]:
    """Return the entries that tell the way of `piece` through the desk."""
    return entries_on(piece).filter(kind__in=STEPS)


def overrides_of(piece: Piece, numbers: list[int]) -> dict[int, JournalEntry]:
    """Return why releases of `piece` were published in spite of checks, by the numbers given. One query."""
    if not numbers:
        return {}
    rows = entries_on(piece).filter(kind=Kind.OVERRIDE, details__release__in=numbers).order_by("at", "pk")
    return {row.details["release"]: row for row in rows}
