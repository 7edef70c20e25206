"""The way of a piece through the desk, up to the point where readers see it: handed in, sent back, taken up again.

The status says where the working copy stands. A piece that readers see can be a draft again: the release stays as it is
until the change is published. What becomes public is decided in `publishing` and `scheduling` alone.
"""

import datetime
from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext as _

from articles.desk.deeds import STEPS, entries_on
from articles.desk.journal import By, Deed, Kind, enter_all
from articles.desk.rights import (
    NotAllowed,
    demand_publishing,
    demand_writing,
    edits,
    is_own,
    may_publish,
    may_write,
)
from articles.models import JournalEntry, Status
from articles.models.pieces import Piece


class Step(StrEnum):
    """What can be done with a piece besides saving it."""

    HAND_IN = "hand_in"
    TAKE_BACK = "take_back"
    SEND_BACK = "send_back"
    REOPEN = "reopen"
    PUBLISH = "publish"
    SCHEDULE = "schedule"
    UNSCHEDULE = "unschedule"
    WITHDRAW = "withdraw"


class WrongStep(Exception):
    """The piece does not stand where this step begins. The message says where it stands; nothing was changed."""


def next_steps(*, piece: Piece, by: By, live: bool, scheduled: bool) -> tuple[Step, ...]:
    """Return the steps that `by` may take with `piece` now, in the order of the way. Each asks again when it is taken.

    Args:
        piece: the piece; a new one need not be saved.
        by: who asks.
        live: whether readers see a release of it.
        scheduled: whether something is scheduled for it.

    Costs six queries at most.
    """
    if piece._state.adding:
        ready = {Step.HAND_IN: may_write(by, piece)} | dict.fromkeys(
            (Step.PUBLISH, Step.SCHEDULE), edits(by, type(piece))
        )
        return tuple(step for step in Step if ready.get(step))
    publishes = may_publish(by, piece)
    ready = {
        Step.HAND_IN: piece.status == Status.DRAFT and may_write(by, piece),
        Step.TAKE_BACK: piece.status == Status.REVIEW and (by is None or is_own(by, piece)),
        Step.SEND_BACK: piece.status == Status.REVIEW and publishes,
        # What was withdrawn is not its writer's any more.
        Step.REOPEN: piece.status == Status.PUBLISHED
        and (publishes or is_own(by, piece))
        or piece.status == Status.WITHDRAWN
        and publishes,
        Step.PUBLISH: publishes,
        Step.SCHEDULE: publishes and not scheduled,
        Step.UNSCHEDULE: publishes and scheduled,
        Step.WITHDRAW: publishes and live,
    }
    return tuple(step for step in Step if ready[step])


def note_that_matters(piece: Piece) -> JournalEntry | None:
    """Return the note with which `piece` was handed in or sent back last, as long as it stands there. One query."""
    last = entries_on(piece).filter(kind__in=(*STEPS, Kind.PUBLISHED)).first()
    return last if last and last.note and _ENDS.get(last.kind) == piece.status else None


_ENDS: dict[str, Status] = {Kind.SUBMITTED: Status.REVIEW, Kind.SENT_BACK: Status.DRAFT}


def submit(*, piece: Piece, by: By, now: datetime.datetime, note: str = "") -> None:
    """Hand a draft in: an editor of its section finds it among what waits. Five statements.

    Raises:
        NotAllowed: `by` may not change the piece.
        WrongStep: it is no draft.
    """
    with transaction.atomic():
        _lock(piece)
        demand_writing(by, piece)
        _step(piece, {Status.DRAFT}, Status.REVIEW, Kind.SUBMITTED, by=by, now=now, note=note)


def take_back(*, piece: Piece, by: By, now: datetime.datetime) -> None:
    """Let a writer go on with what was handed in. Five statements.

    Raises:
        NotAllowed: the piece is not their own.
        WrongStep: it is not in review.
    """
    with transaction.atomic():
        _lock(piece)
        if by is not None and not is_own(by, piece):
            raise NotAllowed(_("“%(piece)s” is not yours to take back.") % {"piece": piece})
        _step(piece, {Status.REVIEW}, Status.DRAFT, Kind.TAKEN_BACK, by=by, now=now)


def send_back(*, piece: Piece, by: By, now: datetime.datetime, note: str) -> None:
    """Give a piece that was handed in back to its author, with a note that says why. Five statements.

    Raises:
        NotAllowed: `by` may not publish the piece.
        WrongStep: it is not in review, or the note says nothing.
    """
    if not note.strip():
        raise WrongStep(_("Write what is to be done: the author reads it."))
    with transaction.atomic():
        _lock(piece)
        demand_publishing(by, piece)
        _step(piece, {Status.REVIEW}, Status.DRAFT, Kind.SENT_BACK, by=by, now=now, note=note.strip())


def reopen(*, piece: Piece, by: By, now: datetime.datetime) -> None:
    """Make a published or withdrawn piece a draft again; what readers see stays. Five statements.

    Raises:
        NotAllowed: `by` may neither publish the piece nor is it their own.
        WrongStep: it is neither published nor withdrawn.
    """
    with transaction.atomic():
        _lock(piece)
        own = by is not None and piece.status == Status.PUBLISHED and is_own(by, piece)
        if not own and not may_publish(by, piece):
            raise NotAllowed(_("“%(piece)s” is not yours to take up again.") % {"piece": piece})
        _step(piece, {Status.PUBLISHED, Status.WITHDRAWN}, Status.DRAFT, Kind.REOPENED, by=by, now=now)


def _lock(piece: Piece) -> None:
    """Lock the row and take over where it stands: somebody else may have made the step meanwhile."""
    rows = type(piece)._default_manager.select_for_update().filter(pk=piece.pk)
    piece.status = rows.values_list("status", flat=True).get()


def _step(
    piece: Piece, begins: set[Status], ends: Status, kind: Kind, *, by: By, now: datetime.datetime, note: str = ""
) -> None:
    if piece.status not in begins:
        raise WrongStep(
            _("“%(piece)s” stands at “%(status)s”: somebody was faster, or this step is not the next.")
            % {"piece": piece, "status": piece.get_status_display()}
        )
    piece.status = ends
    piece.save(update_fields=["status"])
    enter_all(kind=kind, by=by, now=now, deeds=[Deed(piece, note)])
