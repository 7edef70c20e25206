"""The lines of a piece's timeline: versions, releases, steps, and what the admin logged, newest first."""

import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.admin.comparisons import in_a_few_words
from articles.desk.clocks import shown
from articles.desk.comparing import compare
from articles.desk.deeds import overrides_of, steps_of
from articles.desk.records import document_in
from articles.models import JournalEntry, Release, Version
from articles.models.pieces import Piece

ON_A_PAGE = 50
Line = tuple[datetime.datetime, str, int]


class Entry(NamedTuple):
    """A line of the timeline.

    Args:
        name: the short name of the state, "" for what was only logged.
        what: "version", "autosave", "release", "step" or "log".
        at: when.
        title: what happened.
        detail: what differs, or what the log says.
        person: who, "" where it is not known.
        until: until when readers saw a release; None while they see it.
        live: whether readers see it now.
        withdrawn: whether the release was taken from the site and not replaced.
        note: the note to readers, or what was said with a step.
        change: what kind of change a release was, in words.
        override: why a release was published in spite of checks.
        findings: what these checks had said.
        pk: the key of the row.
        open: whether an autosave can be taken up.
    """

    name: str
    what: str
    at: datetime.datetime
    title: str
    detail: str
    person: str
    until: datetime.datetime | None = None
    live: bool = False
    withdrawn: bool = False
    note: str = ""
    change: str = ""
    override: str = ""
    findings: tuple[str, ...] = ()
    pk: int = 0
    open: bool = False


class Page(NamedTuple):
    """A page of the timeline, and whether older lines follow."""

    entries: list[Entry]
    more: bool


def page_of(piece: Piece, *, user: Any, number: int) -> Page:
    """Return the `number`-th page of the timeline of `piece`, from 1, as far as `user` may see it.

    Costs eight queries, however long the history is; only the documents of the versions on the page are read.
    """
    versions = _versions(piece, user)
    kind = ContentType.objects.get_for_model(type(piece))
    log = LogEntry.objects.filter(content_type=kind, object_id=str(piece.pk))
    log = (
        log.exclude(change_message="")
        .exclude(change_message__startswith="[")
        .exclude(change_message__in=_told_better())
    )
    start = (number - 1) * ON_A_PAGE
    lines: list[Line] = list(
        _lines(versions, "created_at", "version")
        .union(
            _lines(piece.releases, "released_at", "release"),
            _lines(steps_of(piece), "at", "step"),
            _lines(log, "action_time", "log"),
            all=True,
        )
        .order_by("-moment", "-what", "-key")[start : start + ON_A_PAGE + 1]
    )
    more, lines = len(lines) > ON_A_PAGE, lines[:ON_A_PAGE]

    def keys(what: str) -> list[int]:
        return [key for _at, one, key in lines if one == what]

    found: dict[tuple[str, int], Entry] = {}
    found |= {("version", one.pk): one for one in _version_entries(versions, keys("version"), piece)}
    found |= {("release", one.pk): one for one in _release_entries(piece, keys("release"))}
    found |= {("step", one.pk): one for one in _step_entries(piece, keys("step"))}
    found |= {("log", one.pk): one for one in _log_entries(keys("log"))}
    return Page([found[what, key] for _at, what, key in lines if (what, key) in found], more)


def _versions(piece: Piece, user: Any) -> Any:
    """Leave out the autosaves that were saved or put away: they would stand beside each save a second time."""
    return piece.versions.visible_to(user).exclude(kind=Version.Kind.AUTOSAVE, closed_at__isnull=False)


def _lines(rows: Any, moment: str, what: str) -> Any:
    named = {"moment": models.F(moment), "what": models.Value(what), "key": models.F("pk")}
    return rows.order_by().annotate(**named).values_list("moment", "what", "key")


def _told_better() -> set[str]:
    """Return the log's words for what releases and the journal tell, in each language."""
    words = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            words |= {_("Published."), _("Withdrawn.")}
    return words


def person(user: Any) -> str:
    """Return a user's name; a command that acted has none."""
    return (user.get_full_name() or user.get_username()) if user else _("a command")


# --- versions ---------------------------------------------------------------------------------------------------


def _version_entries(versions: Any, keys: list[int], piece: Piece) -> list[Entry]:
    if not keys:
        return []
    shown = list(versions.filter(pk__in=keys).select_related("by").defer("form", "base").order_by("created_at", "pk"))
    first = shown[0]
    earlier = models.Q(created_at__lt=first.created_at) | models.Q(created_at=first.created_at, pk__lt=first.pk)
    rows = piece.versions.history().filter(earlier).defer("form", "base").order_by("-created_at", "-pk")
    before: Version | None = rows.first()
    entries = []
    for version in shown:
        entries.append(_version_entry(version, before))
        if version.kind != Version.Kind.AUTOSAVE:
            before = version
    return entries


def _version_entry(version: Version, before: Version | None) -> Entry:
    autosave = version.kind == Version.Kind.AUTOSAVE
    return Entry(
        name=f"v{version.pk}",
        what="autosave" if autosave else "version",
        at=version.created_at,
        title=version.get_kind_display(),
        detail=_difference(version, before),
        person=person(version.by),
        pk=version.pk,
        open=autosave and version.closed_at is None,
    )


def _difference(version: Version, before: Version | None) -> str:
    if before is None:
        return _("The first version.")
    old, new = document_in(before), document_in(version)
    if old is None or new is None:
        return _("This record was written by another edition of the program.")
    return in_a_few_words(compare(old, new)) or _("Says the same as before.")


# --- releases, steps and the log --------------------------------------------------------------------------------


def _release_entries(piece: Piece, keys: list[int]) -> list[Entry]:
    if not keys:
        return []
    releases = piece.releases.filter(pk__in=keys).select_related("released_by").defer("document", "body")
    began = dict(piece.releases.order_by().values_list("number", "released_at"))
    overrides = overrides_of(piece, [release.number for release in releases])
    return [
        _release_entry(release, began.get(release.number + 1), overrides.get(release.number)) for release in releases
    ]


def _release_entry(release: Release, replaced: datetime.datetime | None, forced: JournalEntry | None) -> Entry:
    return Entry(
        name=f"r{release.number}",
        what="release",
        at=release.released_at,
        title=_("Release %(number)d") % {"number": release.number},
        detail="",
        person=person(release.released_by),
        until=release.withdrawn_at or replaced,
        live=release.live,
        withdrawn=release.withdrawn_at is not None,
        note=release.note,
        change=release.get_change_display(),
        override=forced.note if forced else "",
        findings=tuple(forced.details.get("findings", ())) if forced else (),
        pk=release.pk,
    )


def _step_entries(piece: Piece, keys: list[int]) -> list[Entry]:
    rows = steps_of(piece).filter(pk__in=keys) if keys else ()
    return [
        Entry(name="", what="step", at=row.at, title=row.get_kind_display(), detail=_planned(row),
              person=row.by_name or person(None), note=row.note, pk=row.pk)
        for row in rows
    ]  # fmt: skip


def _planned(row: JournalEntry) -> str:
    """Return for when something was scheduled, "" for any other step."""
    at, zone = parse_datetime(str(row.details.get("at", ""))), row.details.get("zone", "")
    if at is None or not zone:
        return ""
    return _("For %(at)s") % {"at": shown(at, zone)}


def _log_entries(keys: list[int]) -> list[Entry]:
    rows = LogEntry.objects.filter(pk__in=keys).select_related("user") if keys else ()
    return [
        Entry(name="", what="log", at=row.action_time, title=row.get_change_message(), detail="",
              person=person(row.user), pk=row.pk)
        for row in rows
    ]  # fmt: skip
