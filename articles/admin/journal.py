"""The journal at the desk, and beside it what Django logs of the forms of the admin.

They are two lists. The journal cannot be changed and says what had consequences; Django's log says what was typed into
which form, goes with its user, and would say a second time what the journal says better.
"""

import datetime
import ipaddress
from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.columns import moment
from articles.admin.filters import ChosenFilter, MomentFilter
from articles.admin.journalexport import Line
from articles.admin.journalfilters import OriginFilter, SubjectKindFilter
from articles.admin.journalwords import words_of
from articles.admin.recorded import RecordedAdmin, Subject
from articles.desk.journalscope import subject_kinds, visible_entries, visible_log
from articles.models import JournalEntry


class PersonFilter(ChosenFilter):
    """By who did it."""

    title = gettext_lazy("person")
    parameter_name = "user"
    relation = JournalEntry._meta.get_field("by")
    lookup = "by"


class AtFilter(MomentFilter):
    """By the moment of the entry."""

    title = gettext_lazy("date")
    parameter_name = "when"
    field = "at"


@admin.register(JournalEntry)
class JournalEntryAdmin(RecordedAdmin):
    """Who did what, when, from where, on what."""

    list_display = ("at_shown", "kind", "who_shown", "subject_shown", "origin_shown", "words_shown")
    list_display_links = ("at_shown",)
    list_filter = (AtFilter, PersonFilter, OriginFilter, SubjectKindFilter, "kind")
    search_fields = ("subject", "by_name", "note", "origin")
    search_help_text = gettext_lazy("Searches names, titles, notes and addresses.")
    fields = ("at", "kind", "who_shown", "origin_shown", "subject_kind_shown", "subject_shown", "words_shown")
    readonly_fields = fields[2:]
    columns = ("id", "at", "kind", "by", "name", "origin", "subject_kind", "subject_id", "subject", "note", "details")
    other_list = ("admin_logentry_changelist", gettext_lazy("Changes in the admin"))

    def get_queryset(self, request: HttpRequest) -> "models.QuerySet[JournalEntry]":
        return visible_entries(to=request.user)

    def joined(self, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        return rows.select_related("by")

    def subject_of(self, row: JournalEntry) -> Subject | None:
        return (row.subject_kind, row.subject_id) if row.subject_id is not None else None

    def line_of(self, row: JournalEntry) -> Line:
        return {
            "id": row.pk,
            "at": _utc(row.at),
            "kind": row.kind,
            "by": row.by.get_username() if row.by else None,
            "name": row.by_name,
            "origin": row.origin,
            "subject_kind": row.subject_kind,
            "subject_id": row.subject_id,
            "subject": row.subject,
            "note": row.note,
            "details": row.details,
        }

    @admin.display(description=gettext_lazy("at"), ordering="at")
    def at_shown(self, entry: JournalEntry) -> str:
        return moment(entry.at)

    @admin.display(description=gettext_lazy("who"))
    def who_shown(self, entry: JournalEntry) -> str:
        if entry.by_name or entry.by_id:
            return entry.by_name or str(entry.by)
        return _("not signed in") if _is_address(entry.origin) else _("a command")

    @admin.display(description=gettext_lazy("on what"))
    def subject_shown(self, entry: JournalEntry) -> SafeString | str:
        return _linked(entry, entry.subject)

    @admin.display(description=gettext_lazy("kind of thing"))
    def subject_kind_shown(self, entry: JournalEntry) -> str:
        return _kind_of_thing(entry.subject_kind)

    @admin.display(description=gettext_lazy("from where"))
    def origin_shown(self, entry: JournalEntry) -> SafeString | str:
        """Show the address as a way to everything that came from it."""
        if not entry.origin:
            return ""
        way = reverse(f"{self.admin_site.name}:articles_journalentry_changelist")
        query = urlencode({OriginFilter.parameter_name: entry.origin})
        return format_html('<a href="{}?{}">{}</a>', way, query, entry.origin)

    @admin.display(description=gettext_lazy("note"))
    def words_shown(self, entry: JournalEntry) -> str:
        return words_of(entry)


class LogPersonFilter(ChosenFilter):
    """By who typed."""

    title = gettext_lazy("person")
    parameter_name = "user"
    relation = LogEntry._meta.get_field("user")
    lookup = "user"


class LoggedFilter(MomentFilter):
    """By the moment of the change."""

    title = gettext_lazy("date")
    parameter_name = "when"
    field = "action_time"

    def _within(self, rows: "models.QuerySet[Any]") -> Any:
        """Look at the first and the last row alone: Django's table has no index on its moments."""
        ends = [rows.order_by(order).values_list("pk", flat=True).first() for order in ("pk", "-pk")]
        return super()._within(rows.filter(pk__in=[key for key in ends if key is not None]))


@admin.register(LogEntry)
class LogEntryAdmin(RecordedAdmin):
    """What was added, changed and deleted in the forms of the admin."""

    list_display = ("at_shown", "what_shown", "who_shown", "kind_shown", "subject_shown", "message_shown")
    list_display_links = ("at_shown",)
    list_filter = (LoggedFilter, LogPersonFilter, "action_flag")
    search_fields = ("object_repr", "change_message", "user__username")
    search_help_text = gettext_lazy("Searches titles, changes and user names.")
    ordering = ("-pk",)  # the order of time, and an index
    fields = list_display
    readonly_fields = fields
    columns = ("id", "at", "kind", "by", "subject_kind", "subject_id", "subject", "note")
    other_list = ("articles_journalentry_changelist", gettext_lazy("Journal"))

    def get_queryset(self, request: HttpRequest) -> "models.QuerySet[LogEntry]":
        return visible_log(to=request.user).order_by("-pk")

    def joined(self, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        return rows.select_related("user", "content_type")

    def subject_of(self, row: LogEntry) -> Subject | None:
        key = row.object_id or ""
        return (row.content_type.model, int(key)) if row.content_type and key.isascii() and key.isdigit() else None

    def line_of(self, row: LogEntry) -> Line:
        return {
            "id": row.pk,
            "at": _utc(row.action_time),
            "kind": {1: "added", 2: "changed", 3: "deleted"}.get(row.action_flag, str(row.action_flag)),
            "by": row.user.get_username(),
            "subject_kind": row.content_type.model if row.content_type else "",
            "subject_id": row.object_id,
            "subject": row.object_repr,
            "note": row.get_change_message(),
        }

    @admin.display(description=gettext_lazy("at"), ordering="pk")
    def at_shown(self, row: LogEntry) -> str:
        return moment(row.action_time)

    @admin.display(description=gettext_lazy("what"))
    def what_shown(self, row: LogEntry) -> str:
        return row.get_action_flag_display()

    @admin.display(description=gettext_lazy("who"))
    def who_shown(self, row: LogEntry) -> str:
        return row.user.get_full_name() or row.user.get_username()

    @admin.display(description=gettext_lazy("kind of thing"))
    def kind_shown(self, row: LogEntry) -> str:
        return _kind_of_thing(row.content_type.model if row.content_type else "")

    @admin.display(description=gettext_lazy("on what"))
    def subject_shown(self, row: LogEntry) -> SafeString | str:
        return _linked(row, row.object_repr)

    @admin.display(description=gettext_lazy("note"))
    def message_shown(self, row: LogEntry) -> str:
        return row.get_change_message()


def _linked(row: Any, title: str) -> SafeString | str:
    way = getattr(row, "way", "")
    return format_html('<a href="{}">{}</a>', way, title) if way and title else title


def _kind_of_thing(name: str) -> str:
    model = subject_kinds().get(name)
    return str(model._meta.verbose_name) if model else name


def _is_address(origin: str) -> bool:
    try:
        return bool(ipaddress.ip_address(origin))
    except ValueError:
        return False


def _utc(at: datetime.datetime) -> str:
    return at.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")
