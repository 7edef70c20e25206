"""What is to become public at a time, and the moment when it does.

A piece that readers do not see yet waits as it is, and is published as it stands then. A change to a live piece is put
aside, so that the piece can be corrected meanwhile. Whoever changes a schedule locks its piece first: any number of
schedulers may run beside each other, and each publication happens once.
"""

import datetime
import itertools
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from articles.desk.batches import overriding, publish_batch, set_status
from articles.desk.clocks import shown, zone_named
from articles.desk.correcting import note_findings
from articles.desk.freezing import releases_of
from articles.desk.journal import By, Kind, enter
from articles.desk.preflight import Finding, examine, stopping
from articles.desk.publishing import NotPublishable
from articles.desk.putaside import Clash, kept_version, put_aside, taken_back
from articles.desk.restoring import restore
from articles.desk.rights import demand_overriding, demand_publishing
from articles.desk.saving import standing_of
from articles.models import Article, Change, Gallery, Schedule, Status, Version
from articles.models.pieces import Piece

# What could not be published is tried again after this time: often enough to go out within a minute of being mended.
RETRY_AFTER = datetime.timedelta(seconds=40)
CHANGES_TOGETHER = 5  # each takes a hundred statements, and while SQLite works on them nobody else can write


class NotSchedulable(Exception):
    """It cannot be scheduled, or taken off the schedule, like this. The message says why; nothing was changed."""


class Unscheduled(NamedTuple):
    """What became of a schedule that was called off.

    Args:
        schedule: the schedule.
        kept: where the change is kept, when the same place was changed meanwhile and it could not go back into the
            working copy; None where nothing was put aside or it is in the working copy again.
        sentence: what to say to the editor.
    """

    schedule: Schedule
    kept: Version | None
    sentence: str


def schedule(
    *,
    piece: Piece,
    by: By,
    at: datetime.datetime,
    zone: str,
    now: datetime.datetime,
    change: Change = Change.UPDATE,
    note: str = "",
    override: str = "",
) -> Schedule:
    """Let `piece` become public at a time, and return the schedule.

    A piece that readers do not see yet is published as it stands then. Of a live one the change is put aside and the
    working copy says again what readers see; `piece` is read again.

    Args:
        piece: the saved article or gallery.
        by: who schedules; the release will be theirs.
        at: when; an aware time.
        zone: the time zone in which it was chosen, by its IANA name.
        now: the moment of scheduling.
        change: what the change means for readers; of no account where they see nothing yet.
        note: what readers are told with a correction.
        override: why it is to be published in spite of a check; only some may. Kept only where a check stops it.

    Raises:
        NotAllowed: `by` may not publish the piece, or not in spite of a check.
        NotPublishable: a check would stop it at that time, or a correction has no note; nothing was changed.
        NotSchedulable: the time is over, there is no such time zone, the live piece has no change to put aside, or one
            is put aside already.

    Costs about ten queries, for a live piece about eighty.
    """
    _demand_time(at, zone, now)
    with transaction.atomic():
        row = _locked(piece)
        demand_publishing(by, row)
        before = open_schedule(row)
        if before and before.document is not None:
            raise NotSchedulable(
                _("A change to “%(piece)s” waits for %(at)s already. Take it off the schedule first.")
                % {"piece": row, "at": moment_of(before)}
            )
        if wrong := note_findings(change, note):
            raise NotPublishable(wrong)
        overridden = _overridden(row, by=by, at=at, override=override)
        if before:
            _call_off(before, by=by, now=now)
        made = Schedule(
            at=at, zone=zone, change=change, note=note.strip(), made_at=now, made_by_id=by.pk if by else None
        )
        made.article, made.gallery = (row, None) if row._meta.model_name == "article" else (None, row)  # type: ignore[assignment]
        made.override = override.strip() if overridden else ""
        standing = standing_of(row)
        if standing.live and not standing.changed:
            raise NotSchedulable(
                _("Readers see “%(piece)s” as it stands: change it first, then schedule the change.") % {"piece": row}
            )
        if standing.live:
            made.document, made.base = put_aside(piece=row, live=standing.live, by=by, now=now)
        made.save()
        set_status(row, Status.PUBLISHED if standing.live else Status.SCHEDULED)
        details = {"schedule": made.pk, "at": at.isoformat(), "zone": zone}
        details |= {"change": str(change)} if standing.live else {}
        details |= overriding(overridden)
        enter(kind=Kind.SCHEDULED, by=by, now=now, subject=row, note=made.override, details=details)
    piece.refresh_from_db()
    return made


def unschedule(*, piece: Piece, by: By, now: datetime.datetime) -> Unscheduled:
    """Call off what is scheduled for `piece`, and say what became of it; `piece` is read again.

    A piece that readers do not see is a draft again. A change that was put aside goes back into the working copy; where
    the same place was changed meanwhile the working copy stays, and the change is in the history.

    Raises:
        NotAllowed: `by` may not publish the piece.
        NotSchedulable: nothing is scheduled.

    Costs about ten queries, with a change about eighty.
    """
    with transaction.atomic():
        row = _locked(piece)
        demand_publishing(by, row)
        there = open_schedule(row)
        if there is None:
            raise NotSchedulable(
                _("“%(piece)s” is not scheduled: it was published or taken off the schedule meanwhile.")
                % {"piece": row}
            )
        _call_off(there, by=by, now=now)
        kept, sentence = None, _("“%(piece)s” is not scheduled any more.") % {"piece": row}
        if there.document is not None:
            kept, sentence = _give_back(there, row, by=by, now=now)
        elif row.status == Status.SCHEDULED:
            set_status(row, Status.DRAFT)
        details = {"schedule": there.pk, "at": there.at.isoformat(), "zone": there.zone}
        enter(kind=Kind.UNSCHEDULED, by=by, now=now, subject=row, details=details)
    piece.refresh_from_db()
    return Unscheduled(there, kept, sentence)


def open_schedule(piece: Piece) -> Schedule | None:
    """Return what is scheduled for `piece` and still to happen; there is one at most. One query."""
    return Schedule.objects.open().filter(releases_of([piece])).first()


def moment_of(schedule: Schedule) -> str:
    """Return when `schedule` is due by the clock it was chosen by, with the zone where it is not the paper's."""
    return shown(schedule.at, schedule.zone)


# --- the steps ----------------------------------------------------------------------------------------------


def _demand_time(at: datetime.datetime, zone: str, now: datetime.datetime) -> None:
    if zone_named(zone) is None:
        raise NotSchedulable(
            _("“%(zone)s” is no time zone. Name one such as “%(paper)s”.") % {"zone": zone, "paper": settings.TIME_ZONE}
        )
    if at <= now:
        raise NotSchedulable(
            _("%(at)s is over. Choose a time that is still to come, or publish now.") % {"at": shown(at, zone)}
        )


def _locked(piece: Piece) -> Piece:
    """Return the row of `piece`, read again and locked: what was decided about it meanwhile counts."""
    rows = type(piece)._default_manager.select_for_update(no_key=True)
    return rows.get(pk=piece.pk)


def _overridden(piece: Piece, *, by: By, at: datetime.datetime, override: str) -> list[Finding]:
    """Return what would stop `piece` at that time and is overridden; raise where something is not."""
    findings = stopping(examine(piece, now=at))
    if findings and override.strip():
        demand_overriding(by)
    if stops := stopping(findings, overridden=bool(override.strip())):
        raise NotPublishable(stops)
    return findings


def _call_off(there: Schedule, *, by: By, now: datetime.datetime) -> None:
    there.cancelled_at, there.cancelled_by_id = now, by.pk if by else None
    there.save(update_fields=["cancelled_at", "cancelled_by"])


def _give_back(there: Schedule, piece: Piece, *, by: By, now: datetime.datetime) -> tuple[Version | None, str]:
    """Put the change back into the working copy; where it does not fit, say in which version it is kept."""
    try:
        document = taken_back(schedule=there, piece=piece)
    except Clash:
        kept = kept_version(schedule=there, piece=piece)
        sentence = _(
            "“%(piece)s” is not scheduled any more. The same place was changed meanwhile, so the working copy stays as "
            "it is; the change is kept in the history: %(version)s."
        )
        return kept, sentence % {"piece": piece, "version": kept}
    restore(piece=piece, document=document, by=by, now=now)
    return None, _("“%(piece)s” is not scheduled any more. The change is in the working copy again.") % {"piece": piece}


# --- when the time has come ---------------------------------------------------------------------------------


class Report(NamedTuple):
    """What a round has done.

    Args:
        published: what was published.
        failed: what was not, each with its `failure`; it stays open and is tried again.
    """

    published: tuple[Schedule, ...]
    failed: tuple[Schedule, ...]


def publish_due(*, now: datetime.datetime, limit: int = 100) -> Report:
    """Publish what is due at `now`, and say what was published and what not.

    Any number of processes may do so at once: a piece is locked, published and marked as done in one transaction. One
    that cannot be published stops no other. The right to publish was asked for when it was scheduled; the checks are
    asked again.

    Args:
        now: the moment of publication; an aware time. Nothing that is due later is touched.
        limit: how many pieces share a transaction.

    Raises:
        OperationalError, InterfaceError: the database failed; what is not published stays due.

    Costs one query when nothing is due, else about forty statements for each batch and those of the checks for each
    piece; a change that was put aside costs about a hundred and fifty.
    """
    published: list[Schedule] = []
    failed: list[Schedule] = []
    if not _waiting(now, ()).exists():
        return Report((), ())
    # Galleries first: the articles that show them then lead to their pages.
    kinds: tuple[type[Article | Gallery], ...] = (Gallery, Article)
    rounds = itertools.product(kinds, ((False, limit), (True, min(limit, CHANGES_TOGETHER))))
    # The journal and the desk read why something failed: in the paper's language, whoever runs this.
    with translation.override(settings.LANGUAGE_CODE):
        for kind, (changes, size) in rounds:
            tried: list[int] = []
            here = {f"{kind._meta.model_name}__isnull": False, "document__isnull": not changes}
            while _waiting(now, tried).filter(**here).exists():
                with transaction.atomic():
                    batch = _claimed(kind, _waiting(now, tried).filter(**here), size)
                    done, stopped = publish_batch(batch, now=now)
                if not batch:
                    break  # others are at it
                tried += [one.pk for one in batch]
                published += done
                failed += stopped
    return Report(tuple(published), tuple(failed))


def _waiting(now: datetime.datetime, tried: Iterable[int]) -> models.QuerySet[Schedule]:
    """Return what is due and was not tried just now. A clock that was set back must not let a failure wait for it."""
    rested = models.Q(tried_at__isnull=True) | models.Q(tried_at__lte=now - RETRY_AFTER) | models.Q(tried_at__gt=now)
    return Schedule.objects.due(now).filter(rested).exclude(pk__in=tried)


def _claimed(kind: type[Article | Gallery], waiting: models.QuerySet[Schedule], limit: int) -> list[Schedule]:
    """Lock pieces of a kind that nobody else is at, and return what waits for them; each schedule knows its piece.

    The piece is locked first, as everybody does. Only then is its schedule read: another one may have done it between.
    """
    name = str(kind._meta.model_name)
    rows: Any = kind._default_manager.filter(schedules__in=waiting.order_by())
    # What failed before comes last: it must not keep the others waiting.
    rows = rows.order_by(models.F("schedules__tried_at").asc(nulls_first=True), "schedules__at", "pk")
    pieces = {piece.pk: piece for piece in rows.select_for_update(skip_locked=True, of=("self",), no_key=True)[:limit]}
    due = waiting.filter(**{f"{name}__in": list(pieces)}).select_related("made_by")
    claimed = list(due.select_for_update(of=("self",)))
    for one in claimed:
        setattr(one, name, pieces[getattr(one, f"{name}_id")])
    return claimed
