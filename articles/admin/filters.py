"""Filters beside the lists."""

import calendar
import datetime
import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.previews import valid_key
from articles.desk import rights
from articles.desk.overview import unfinished, unresolved
from articles.desk.picturerights import expired, expiring
from articles.models import Article, Author, RelatedLink, Schedule


class ChosenFilter(admin.SimpleListFilter):
    """A filter that looks rows up while one types: there may be thousands of authors, topics and agencies.

    Subclasses name the relation whose autocomplete is asked, and the lookup on the list's rows.
    """

    template = "admin/piece/chosen_filter.html"
    relation: Any
    lookup: str

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        self.site = model_admin.admin_site
        return [("", "")]  # the choices come from the server while one types

    def queryset(self, request: HttpRequest, queryset: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        chosen = self._chosen()
        return queryset.filter(**{self.lookup: chosen}) if chosen else queryset

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        others = {key: values for key, values in changelist.filter_params.items() if key != self.parameter_name}
        yield {
            "select": self._select(),
            "others": [(key, value) for key, values in others.items() for value in values],
            "chosen": self._chosen(),
            "everything": changelist.get_query_string(remove=[str(self.parameter_name)]),
        }

    def _chosen(self) -> str:
        value = self.value() or ""
        return value if valid_key(value) else ""

    def _select(self) -> SafeString:
        widget = AutocompleteSelect(
            self.relation, self.site, attrs={"data-width": "100%", "data-submits": "yes", "aria-label": str(self.title)}
        )
        rows = self.relation.remote_field.model._default_manager.all()
        field = forms.ModelChoiceField(rows, required=False, widget=widget)
        attrs = {"id": f"filter-{self.parameter_name}"}
        return SafeString(field.widget.render(str(self.parameter_name), self._chosen(), attrs=attrs))


_SPAN: Final = re.compile(r"((?:19|2\d)\d\d)(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)


class Span(NamedTuple):
    """A year, a month or a day.

    Args:
        name: "2026", "2026-11" or "2026-11-18".
        first: its first day.
        last: its last day.
    """

    name: str
    first: datetime.date
    last: datetime.date

    @property
    def label(self) -> str:
        """Return the name as one reads it."""
        formats = {7: "YEAR_MONTH_FORMAT", 10: "MONTH_DAY_FORMAT"}
        return date_format(self.first, formats[len(self.name)]) if len(self.name) in formats else self.name


def span_of(name: str) -> Span | None:
    """Return the span that `name` names, None where it names none."""
    match = _SPAN.fullmatch(name)
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        first = datetime.date(year, month or 1, day or 1)
        length = calendar.monthrange(year, month or 12)[1]
        return Span(name, first, first if day else datetime.date(year, month or 12, length))
    except ValueError:
        return None


class MomentFilter(admin.SimpleListFilter):
    """By year, then by month, then by day.

    Asks for the first and the last moment alone, two steps along an index. Django's own hierarchy of dates reads the
    moments of all rows.
    """

    field: str

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        # What is chosen is always named, or Django would take no notice of it.
        spans = [*self._trail(), *self._within(model_admin.get_queryset(request))]
        return [(span.name, span.label) for span in spans]

    def queryset(self, request: HttpRequest, queryset: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        chosen = self._chosen()
        if chosen is None:
            return queryset
        after = chosen.last + datetime.timedelta(days=1)
        return queryset.filter(**{f"{self.field}__gte": _begins(chosen.first), f"{self.field}__lt": _begins(after)})

    def _chosen(self) -> Span | None:
        return span_of(self.value() or "")

    def _trail(self) -> list[Span]:
        """Return the chosen span below the month and the year that hold it."""
        chosen = self._chosen()
        name = chosen.name if chosen else ""
        return [span for length in (4, 7, 10) if length <= len(name) and (span := span_of(name[:length]))]

    def _within(self, rows: "models.QuerySet[Any]") -> list[Span]:
        """Return the next smaller spans in the chosen one, as far as `rows` reach. Two queries."""
        moments = rows.filter(**{f"{self.field}__isnull": False}).order_by(self.field)
        ends = [one.values_list(self.field, flat=True).first() for one in (moments, moments.reverse())]
        if None in ends:
            return []
        first, last = (timezone.localtime(moment).date() for moment in ends)
        chosen = self._chosen()
        names = _below(chosen) if chosen else [str(year) for year in range(last.year, first.year - 1, -1)]
        return [span for name in names if (span := span_of(name)) and span.first <= last and span.last >= first]


def _below(span: Span) -> list[str]:
    """Return the names of the months of a year, or of the days of a month."""
    if len(span.name) == 10:
        return []
    parts = 12 if len(span.name) == 4 else span.last.day
    return [f"{span.name}-{number:02}" for number in range(1, parts + 1)]


def _begins(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


class PublishedFilter(MomentFilter):
    """By the moment of the first publication."""

    title = _("date of first publication")
    parameter_name = "published"
    field = "published_at"


class CreatedFilter(MomentFilter):
    """By the moment a row was made."""

    title = _("date of creation")
    parameter_name = "created"
    field = "created_at"


class ReleasedFilter(MomentFilter):
    """By the moment of a release."""

    title = _("date of publication")
    parameter_name = "released"
    field = "released_at"


class LanguageFilter(admin.SimpleListFilter):
    """By the languages of the site."""

    title = _("language")
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return settings.LANGUAGES

    def queryset(self, request: HttpRequest, queryset: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        return queryset.filter(language=self.value()) if self.value() else queryset


class LeadPictureFilter(admin.SimpleListFilter):
    """With or without a lead picture."""

    title = _("lead picture")
    parameter_name = "lead"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("without", _("without lead picture")), ("with", _("with lead picture"))]

    def queryset(self, request: HttpRequest, queryset: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        if self.value() in {"with", "without"}:
            return queryset.filter(lead_picture__isnull=self.value() == "without")
        return queryset


class UnfinishedFilter(admin.SimpleListFilter):
    """Pictures by what somebody still has to do."""

    title = _("to be done")
    parameter_name = "missing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [
            ("any", _("without file, credit or alt text")),
            ("file", _("without file")),
            ("alt", _("without alternative text")),
            ("credit", _("without credit line")),
        ]

    def queryset(self, request: HttpRequest, queryset: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        conditions = {
            "any": unfinished(),
            "file": models.Q(file=""),
            "alt": models.Q(alt_text=""),
            "credit": models.Q(credit=""),
        }
        wanted = conditions.get(self.value() or "")
        return queryset.filter(wanted) if wanted else queryset


class RightsFilter(admin.SimpleListFilter):
    """Pictures by what they may be used for."""

    title = _("rights")
    parameter_name = "rights"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("expired", _("expired")),
            ("soon", _("expire soon")),
            ("only", _("only with one article")),
            ("terms", _("without usage terms")),
        ]

    def queryset(self, request: HttpRequest, queryset: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        now = timezone.now()
        conditions = {
            "expired": expired(now),
            "soon": expiring(now),
            "only": models.Q(only_with__isnull=False),
            "terms": models.Q(usage_terms=""),
        }
        wanted = conditions.get(self.value() or "")
        return queryset.filter(wanted) if wanted else queryset


class MineFilter(admin.SimpleListFilter):
    """Pieces that one has made oneself or stands in the byline of."""

    title = _("whose")
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("mine", _("mine"))]

    def queryset(self, request: HttpRequest, queryset: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        return rights.own(queryset, of=request.user) if self.value() == "mine" else queryset


class ToDoFilter(admin.SimpleListFilter):
    """Pieces by what is still to happen with them."""

    title = _("to be done")
    parameter_name = "todo"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        links = [("links", _("related links that lead nowhere"))] if model_admin.model is Article else []
        return [("scheduled", _("scheduled publication")), ("failed", _("not published in time")), *links]

    def queryset(self, request: HttpRequest, queryset: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        name = queryset.model._meta.model_name
        match self.value():
            case "scheduled":
                return queryset.filter(pk__in=_planned(name).values(f"{name}_id"))
            case "failed":
                return queryset.filter(pk__in=_planned(name).exclude(failure="").values(f"{name}_id"))
            case "links" if queryset.model is Article:
                waiting = RelatedLink.objects.filter(unresolved(), article__isnull=False).order_by()
                return queryset.filter(pk__in=waiting.values("article_id"))
        return queryset


def _planned(name: str | None) -> "models.QuerySet[Schedule]":
    return Schedule.objects.open().filter(**{f"{name}__isnull": False}).order_by()


class StubFilter(admin.SimpleListFilter):
    """Authors that an import made of bare initials."""

    title = _("name")
    parameter_name = "name"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("stub", _("only initials known")), ("full", _("name known"))]

    def queryset(self, request: HttpRequest, queryset: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        match self.value():
            case "stub":
                return queryset & Author.objects.stubs()
            case "full":
                return queryset.exclude(family_name="")
        return queryset
