"""The desk's front page as its template shows it: boxes of lines, each with the way to where the work is done."""

import datetime
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from django.contrib.admin import AdminSite
from django.db import models
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.admin.columns import moment, thumbnail
from articles.admin.searching import joined, lacking
from articles.desk import rights
from articles.desk.journal import name_of
from articles.desk.overview import COUNTED, Heap, Overview
from articles.models import Article, Author, Gallery, JournalEntry, Picture, Release, Schedule


class Line(NamedTuple):
    """A row of a box.

    Args:
        title: what it is about.
        address: where it is worked on; "" where there is no such place for this person.
        kicker: printed above the title.
        detail: what else one should know, in a few words.
        note: what somebody said about it.
        fault: what went wrong with it.
        page: the address of the page that readers see, "" where it is not live.
        picture: a thumbnail.
    """

    title: str
    address: str
    kicker: str = ""
    detail: str = ""
    note: str = ""
    fault: str = ""
    page: str = ""
    picture: SafeString | str = ""


class Way(NamedTuple):
    """A link to a list."""

    title: str
    address: str


class Box(NamedTuple):
    """One heap of the front page.

    Args:
        name: for its id.
        title: what is in it.
        number: how much, "50+" for any more; "" where the number says nothing.
        lines: the first of it.
        nothing: the sentence that stands for an empty box.
        ways: the lists that have all of it.
        pressing: whether the number calls for somebody.
    """

    name: str
    title: str
    number: str
    lines: list[Line]
    nothing: str
    ways: list[Way]
    pressing: bool = False


class Column(NamedTuple):
    """Boxes that belong together, below a name that is read and not seen."""

    name: str
    title: str
    boxes: list[Box]


def columns(site: AdminSite, request: HttpRequest, seen: Overview, *, now: datetime.datetime) -> list[Column]:
    """Return the boxes of `seen`, for the roles that have something to do with them. No query.

    Whoever writes no articles and completes pictures finds those first.
    """
    shown = _Shown(site, request, now)
    pictures = shown.pictures(seen)
    pictures_first = not request.user.has_perm("articles.add_article")
    work = [shown.waiting(seen), shown.typed(seen), shown.drafts(seen), shown.handed_in(seen), shown.scheduled(seen)]
    out = [shown.published(seen), shown.live(seen)]
    tidy = [shown.links(seen), shown.stubs(seen), shown.imports(seen), shown.accounts(seen)]
    (work if pictures_first else tidy).insert(0, pictures)
    found = [
        Column("work", _("To do"), _there(work)),
        Column("out", _("With the readers"), _there(out)),
        Column("tidy", _("To complete"), _there(tidy)),
    ]
    return [column for column in found if column.boxes]


def _there(boxes: Iterable[Box | None]) -> list[Box]:
    return [box for box in boxes if box is not None]


KINDS: Final[dict[str, type[models.Model]]] = {"article": Article, "gallery": Gallery}


class _Shown:
    """Turns heaps into boxes, for one person at one moment."""

    def __init__(self, site: AdminSite, request: HttpRequest, now: datetime.datetime) -> None:
        self.site = site
        self.user = request.user
        self.now = now

    # --- boxes ------------------------------------------------------------------------------------------------

    def waiting(self, seen: Overview) -> Box | None:
        """Show what waits for somebody: given back to them, then what was handed in to them."""
        heaps = [one for one in (seen.sent_back, seen.waiting) if one is not None]
        if not heaps:
            return None
        lines = [self._sent_back(row) for row in _rows(seen.sent_back)]
        lines += [self._handed_in(row) for row in _rows(seen.waiting)]
        ways = self._pieces(status__exact="review") if seen.waiting is not None else []
        both = Heap(lines, sum(one.number for one in heaps))
        return _box(
            "waiting", _("Waiting for me"), both, lines, _("Nothing waits for you."), ways, pressing=bool(lines)
        )

    def handed_in(self, seen: Overview) -> Box | None:
        """Show what somebody handed in and no editor has taken up; without anything there is nothing to say."""
        if not seen.handed_in or not seen.handed_in.rows:
            return None
        lines = [self._with_editors(row) for row in seen.handed_in.rows]
        ways = self._pieces(whose="mine", status__exact="review")
        return _box("handed-in", _("With the editors"), seen.handed_in, lines, "", ways)

    def drafts(self, seen: Overview) -> Box | None:
        """Show own drafts."""
        if seen.drafts is None:
            return None
        lines = [self._piece(row, joined((row.section, self._at(row.changed_at)))) for row in seen.drafts.rows]
        ways = self._pieces(whose="mine", status__exact="draft")
        return _box("drafts", _("My drafts"), seen.drafts, lines, _("You have no drafts."), ways)

    def typed(self, seen: Overview) -> Box | None:
        """Show what was typed and not saved; an empty box says nothing that anybody needs."""
        if not seen.typed or not seen.typed.rows:
            return None
        lines = [self._typed(row) for row in seen.typed.rows]
        return _box("typed", _("Typed and not saved"), seen.typed, lines, "", [])

    def scheduled(self, seen: Overview) -> Box | None:
        """Show what is to be published, and above that what should have been."""
        if seen.scheduled is None:
            return None
        lines = [self._schedule(row) for row in seen.scheduled.rows]
        failed = any(row.failure for row in seen.scheduled.rows)
        ways = self._pieces(todo="scheduled")
        nothing = _("Nothing is scheduled.")
        return _box("scheduled", _("Scheduled"), seen.scheduled, lines, nothing, ways, pressing=failed)

    def live(self, seen: Overview) -> Box | None:
        """Show what readers found last."""
        if seen.live is None:
            return None
        lines = [self._release(row, joined((row.section, self._at(row.published_at)))) for row in seen.live.rows]
        nothing = _("Nothing of yours is live.")
        return _box("live", _("Live now"), seen.live, lines, nothing, self._releases(live__exact=1))

    def published(self, seen: Overview) -> Box | None:
        """Show what was released last, by whom and what for."""
        if seen.published is None:
            return None
        lines = [self._release(row, self._how(row)) for row in seen.published.rows]
        nothing = _("Nothing was published yet.")
        return _box("published", _("Published last"), seen.published, lines, nothing, self._releases())

    def pictures(self, seen: Overview) -> Box | None:
        """Show pictures that lack something."""
        if seen.pictures is None:
            return None
        lines = [
            Line(str(row), self._address(Picture, "change", row.pk), detail=lacking(row), picture=thumbnail(row))
            for row in seen.pictures.rows
        ]
        ways = self._list(Picture, missing="any")
        nothing = _("Every picture has file, credit line and alternative text.")
        title = _("Pictures without file, credit or alt text")
        return _box("pictures", title, seen.pictures, lines, nothing, ways)

    def links(self, seen: Overview) -> Box | None:
        """Show related links that lead nowhere, with the articles that they stand in."""
        if seen.links is None:
            return None
        lines = [
            Line(
                row.title, self._address(Article, "change", row.article_id), kicker=row.label,
                detail=_("in “%(article)s”") % {"article": row.article},
            )
            for row in seen.links.rows
        ]  # fmt: skip
        ways = self._list(Article, todo="links")
        nothing = _("Every related link leads somewhere.")
        return _box("links", _("Unresolved related links"), seen.links, lines, nothing, ways)

    def stubs(self, seen: Overview) -> Box | None:
        """Show authors who are known by their initials only."""
        if seen.stubs is None:
            return None
        lines = [Line(str(row), self._address(Author, "change", row.pk)) for row in seen.stubs.rows]
        ways = self._list(Author, name="stub")
        nothing = _("Every author has a name.")
        return _box("stubs", _("Authors known by their initials only"), seen.stubs, lines, nothing, ways)

    def imports(self, seen: Overview) -> Box | None:
        """Show imports that failed lately."""
        if seen.imports is None:
            return None
        lines = [self._entry(row, row.subject or _("An import")) for row in seen.imports.rows]
        ways = self._journal(kind__exact="import_failed")
        nothing = _("No import has failed lately.")
        return _box("imports", _("Failed imports"), seen.imports, lines, nothing, ways, pressing=bool(lines))

    def accounts(self, seen: Overview) -> Box | None:
        """Show what happened with accounts: what a technician watches."""
        if seen.accounts is None:
            return None
        lines = [self._entry(row, str(row)) for row in seen.accounts.rows]
        nothing = _("Nothing has happened with accounts.")
        return _box("accounts", _("Accounts"), seen.accounts, lines, nothing, self._journal())

    # --- lines ------------------------------------------------------------------------------------------------

    def _piece(self, row: Any, detail: str, **words: str) -> Line:
        return Line(str(row), self._address(type(row), "change", row.pk), row.kicker, detail, **words)

    def _sent_back(self, row: Any) -> Line:
        words = {"who": row.who or _("a command"), "at": self._at(row.since)}
        return self._piece(row, joined((row.section, _("sent back by %(who)s, %(at)s") % words)), note=row.note)

    def _handed_in(self, row: Any) -> Line:
        at = self._at(row.since)
        since = (
            _("from %(who)s, since %(at)s") % {"who": row.who, "at": at} if row.who else _("since %(at)s") % {"at": at}
        )
        return self._piece(row, joined((row.section, since)), note=row.note)

    def _with_editors(self, row: Any) -> Line:
        since = _("waits for an editor since %(at)s") % {"at": self._at(row.since)}
        return self._piece(row, joined((row.section, since)))

    def _typed(self, row: Any) -> Line:
        piece = row.article or row.gallery
        kind = KINDS.get(row.piece_kind) or (type(piece) if piece else Article)
        address = self._address(kind, "change", piece.pk) if piece else self._address(kind, "add")
        never = "" if piece else _("never saved")
        title = row.headline or (str(piece) if piece else "") or _("Without headline")
        detail = joined((kind._meta.verbose_name, never, self._at(row.created_at)))
        return Line(title, f"{address}?take_up={row.pk}", detail=detail)

    def _schedule(self, row: Schedule) -> Line:
        piece: Any = row.article or row.gallery
        what = _("change, %(kind)s") % {"kind": row.get_change_display()} if row.change else ""
        detail = joined((self._at(row.at), name_of(row.made_by), what))
        return self._piece(piece, detail, fault=row.failure)

    def _release(self, row: Release, detail: str) -> Line:
        kind, key = (Article, row.article_id) if row.article_id else (Gallery, row.gallery_id)
        page = row.get_absolute_url() if row.live else ""
        return Line(row.headline, self._address(kind, "change", key), row.kicker, detail, page=page)

    def _how(self, row: Release) -> str:
        """Return when something was released, by whom, and what it was to readers."""
        if row.withdrawn_at:
            what = _("withdrawn since")
        elif row.change:
            what = row.get_change_display()
        else:
            what = _("first publication") if row.number == 1 else ""
        return joined((self._at(row.released_at), name_of(row.released_by), what))

    def _entry(self, row: JournalEntry, title: str) -> Line:
        allowed = self.user.has_perm("articles.view_journalentry")
        address = self._address(JournalEntry, "change", row.pk) if allowed else ""
        return Line(title, address, detail=joined((self._at(row.at), row.by_name, row.origin)), note=row.note)

    # --- words and ways ---------------------------------------------------------------------------------------

    def _at(self, value: datetime.datetime) -> str:
        """Return the time of something of today, date and time of anything else."""
        here = timezone.localtime(value)
        return date_format(here, "TIME_FORMAT") if here.date() == timezone.localtime(self.now).date() else moment(value)

    def _address(self, kind: type[models.Model], page: str, *args: Any) -> str:
        """Return the address of a page about rows of a kind, "" where the admin has none."""
        try:
            return reverse(f"{self.site.name}:articles_{kind._meta.model_name}_{page}", args=args)
        except NoReverseMatch:
            return ""

    def _list(self, kind: type[models.Model], **filters: Any) -> list[Way]:
        """Return the way to a list with its filters set, where there is such a list."""
        address = self._address(kind, "changelist")
        query = f"?{urlencode(filters)}" if filters else ""
        return [Way(_("All"), f"{address}{query}")] if address else []

    def _pieces(self, **filters: Any) -> list[Way]:
        """Return the ways to the lists of articles and of galleries, for who reads these."""
        return [
            way._replace(title=capfirst(str(kind._meta.verbose_name_plural)))
            for kind in KINDS.values()
            if rights.reads(self.user, kind)
            for way in self._list(kind, **filters)
        ]

    def _releases(self, **filters: Any) -> list[Way]:
        return self._list(Release, **filters) if rights.reads(self.user, Release) else []

    def _journal(self, **filters: Any) -> list[Way]:
        return self._list(JournalEntry, **filters) if self.user.has_perm("articles.view_journalentry") else []


def _box(  # noqa: PLR0917 - in the order of the fields
    name: str, title: str, heap: Heap, lines: list[Line], nothing: str, ways: list[Way], *, pressing: bool = False
) -> Box:
    number = f"{COUNTED}+" if heap.more else str(heap.number or "")
    return Box(name, title, number, lines, nothing, ways if lines else [], pressing)


def _rows(heap: Heap | None) -> Iterable[Any]:
    return heap.rows if heap else ()
