"""Pieces whose time has come become public: many together, and none stopped by another."""

import datetime
import itertools
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.utils.translation import gettext as _

from articles.desk.freezing import documents_as_stored
from articles.desk.journal import Deed, Kind, enter_all
from articles.desk.preflight import Finding, Level, examine, stopping
from articles.desk.publishing import publish_many
from articles.desk.putaside import Clash, joined
from articles.desk.restoring import restore
from articles.models import Change, JournalEntry, Schedule, Status
from articles.models.pieces import Piece

logger = logging.getLogger(__name__)
Failures = dict[int, str]
Step = Callable[[Sequence[Schedule], datetime.datetime], Failures]


class _Stopped(Exception):
    """What was done to publish a piece is to be undone. The message says why."""


def publish_batch(batch: Sequence[Schedule], *, now: datetime.datetime) -> tuple[list[Schedule], list[Schedule]]:
    """Publish what can be published of `batch`; return it, and what cannot.

    Args:
        batch: open schedules that are due, each with its piece and who made it, all of one kind of piece. The caller
            has locked the pieces and runs the transaction.
        now: the moment of publication.

    What cannot be published has its `failure` and stays open; the journal is told once.

    Raises:
        OperationalError, InterfaceError: the database failed.

    Costs about forty statements and those of the checks for each piece; a change that was put aside costs about a
    hundred and fifty.
    """
    plain = [one for one in batch if one.document is None]
    failures = _attempt(_publish_plain, plain, now)
    if failures is None:
        failures = {}
        for one in plain:
            failures |= _alone(_publish_plain, one, now)
    for one in batch:
        if one.document is not None:
            failures |= _alone(_publish_change, one, now)
    stopped = [one for one in batch if one.pk in failures]
    _note_failures(stopped, failures, now)
    return [one for one in batch if one.pk not in failures], stopped


def _attempt(step: Step, schedules: Sequence[Schedule], now: datetime.datetime) -> Failures | None:
    """Return what `step` says failed; None when it broke, with everything undone. A database that fails ends it all."""
    try:
        with transaction.atomic():
            return step(schedules, now)
    except (OperationalError, InterfaceError):
        raise
    except (Clash, _Stopped) as stop:
        return {one.pk: str(stop) for one in schedules}
    except Exception:
        logger.exception("Due and not published: %s", ", ".join(f"schedule {one.pk}" for one in schedules))
        return None


def _alone(step: Step, one: Schedule, now: datetime.datetime) -> Failures:
    _read_again(one)
    failures = _attempt(step, [one], now)
    if failures is None:
        return {one.pk: _("An error stopped it. The log says which, under “schedule %(key)d”.") % {"key": one.pk}}
    return failures


def _publish_plain(schedules: Sequence[Schedule], now: datetime.datetime) -> Failures:
    """Publish the working copies of pieces that readers do not see yet."""
    failures, ready, findings = {}, [], {}
    documents = documents_as_stored([piece_of(one) for one in schedules])
    for one, document in zip(schedules, documents, strict=True):
        findings[one.pk] = examine(piece_of(one), now=now, document=document)
        if stops := _stops(one, findings[one.pk]):
            failures[one.pk] = _sentences(stops)
        else:
            ready.append(one)
    alike = attrgetter("made_by_id", "change", "note")
    ready.sort(key=lambda one: (one.made_by_id or 0, one.change, one.note))
    for _key, group in itertools.groupby(ready, key=alike):
        _release(list(group), findings, now)
    return failures


def _publish_change(schedules: Sequence[Schedule], now: datetime.datetime) -> Failures:
    """Publish a change that was put aside; what was saved meanwhile and not published stays in the working copy."""
    [one] = schedules
    piece = piece_of(one)
    texts, status = joined(schedule=one, piece=piece), piece.status
    restore(piece=piece, document=texts.due, by=one.made_by, now=now)
    piece = _read_again(one)
    findings = examine(piece, now=now)
    if stops := _stops(one, findings):
        raise _Stopped(_sentences(stops))
    _release([one], {one.pk: findings}, now)
    if texts.working != texts.due:
        restore(piece=piece, document=texts.working, by=one.made_by, now=now)
        set_status(piece, Status(status))
    return {}


def _release(schedules: Sequence[Schedule], findings: Mapping[int, list[Finding]], now: datetime.datetime) -> None:
    """Publish the pieces of `schedules`, which one person has scheduled in one way, and mark them as done."""
    first, pieces = schedules[0], [piece_of(one) for one in schedules]
    # First of all: publishing calls off what is still open.
    done = {"done_at": now, "tried_at": now, "failure": ""}
    Schedule.objects.filter(pk__in=[one.pk for one in schedules]).update(**done)
    releases = publish_many(
        pieces=pieces,  # type: ignore[type-var]
        by=first.made_by,
        now=now,
        change=Change(first.change or Change.UPDATE),
        note=first.note,
    )
    for one, release in zip(schedules, releases, strict=True):
        one.release, one.done_at, one.tried_at, one.failure = release, now, now, ""
    Schedule.objects.bulk_update(schedules, ["release"])
    overridden = [
        Deed(piece_of(one), one.override, overriding(stops) | {"schedule": one.pk})
        for one in schedules
        if (stops := stopping(findings[one.pk]))
    ]
    enter_all(kind=Kind.OVERRIDE, by=first.made_by, now=now, deeds=overridden)


def overriding(findings: Sequence[Finding]) -> dict[str, Any]:
    """Return what the journal says of `findings` that are overridden."""
    if not findings:
        return {}
    return {
        "checks": sorted({finding.check for finding in findings}),
        "findings": [finding.sentence for finding in findings],
    }


def _stops(one: Schedule, findings: list[Finding]) -> list[Finding]:
    """Return what stops a piece now: what was overridden when it was scheduled does not, what has come since does.

    The journal knows which checks those were. Costs a query where something was overridden and something is found.
    """
    stops = stopping(findings)
    if not stops or not one.override:
        return stops
    piece = piece_of(one)
    entries = JournalEntry.objects.filter(subject_kind=str(piece._meta.model_name), subject_id=piece.pk)
    told = entries.filter(kind=Kind.SCHEDULED, at=one.made_at).order_by("-pk").values_list("details", flat=True).first()
    known = (told or {}).get("checks", ())
    return [finding for finding in stops if finding.level is Level.REQUIRED or finding.check not in known]


def _note_failures(stopped: Sequence[Schedule], failures: Failures, now: datetime.datetime) -> None:
    """Remember why; the journal is told when there is something new to tell."""
    deeds = []
    for one in stopped:
        if one.failure != failures[one.pk]:
            deeds.append(Deed(piece_of(one), failures[one.pk], {"schedule": one.pk, "at": one.at.isoformat()}))
        one.tried_at, one.failure = now, failures[one.pk]
    if stopped:
        Schedule.objects.bulk_update(stopped, ["tried_at", "failure"])
    enter_all(kind=Kind.SCHEDULE_FAILED, by=None, now=now, deeds=deeds)


def _read_again(one: Schedule) -> Piece:
    """Give a schedule its piece as it is stored now, and return it: an attempt that was undone leaves traces."""
    name = "article" if one.article_id else "gallery"
    piece = piece_of(one)
    fresh: Piece = type(piece)._default_manager.get(pk=piece.pk)
    setattr(one, name, fresh)
    return fresh


def _sentences(findings: Iterable[Finding]) -> str:
    return " ".join(finding.sentence for finding in findings)


def piece_of(schedule: Schedule) -> Piece:
    """Return the article or gallery that `schedule` is for."""
    piece = schedule.article or schedule.gallery
    assert piece is not None, "the database holds that a schedule has a parent"  # noqa: S101
    return piece


def set_status(piece: Piece, status: Status) -> None:
    """Store where `piece` stands. One statement."""
    piece.status = status
    piece.save(update_fields=["status"])
