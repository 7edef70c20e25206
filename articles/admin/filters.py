"""Filters beside the lists."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.previews import valid_key
from articles.models import Author


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
            ("file", _("without file")),
            ("alt", _("without alternative text")),
            ("credit", _("without credit line")),
            ("rights", _("rights expired")),
        ]

    def queryset(self, request: HttpRequest, queryset: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        conditions = {
            "file": models.Q(file=""),
            "alt": models.Q(alt_text=""),
            "credit": models.Q(credit=""),
            "rights": models.Q(expires_on__lt=timezone.localdate()),
        }
        wanted = conditions.get(self.value() or "")
        return queryset.filter(wanted) if wanted else queryset


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
