"""Filters beside the journal that no other list has: by address, and by the kind of thing."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.desk.journalscope import subject_kinds


class OriginFilter(admin.SimpleListFilter):
    """By where it came from: an address or a command, typed or followed from a row."""

    title = _("from where")
    parameter_name = "origin"
    template = "admin/journal/origin_filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("", "")]  # there may be thousands: one is typed

    def queryset(self, request: HttpRequest, queryset: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        typed = self._typed()
        return queryset.filter(origin=typed) if typed else queryset

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        others = {key: values for key, values in changelist.filter_params.items() if key != self.parameter_name}
        yield {
            "name": self.parameter_name,
            "typed": self._typed(),
            "others": [(key, value) for key, values in others.items() for value in values],
            "everything": changelist.get_query_string(remove=[str(self.parameter_name)]),
        }

    def _typed(self) -> str:
        return (self.value() or "").replace("\0", "").strip()


class SubjectKindFilter(admin.SimpleListFilter):
    """By the kind of thing that something was done to."""

    title = _("kind of thing")
    parameter_name = "thing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        kinds = ((name, capfirst(str(model._meta.verbose_name))) for name, model in subject_kinds().items())
        registered = {name for name, model in subject_kinds().items() if admin.site.is_registered(model)}
        return sorted((one for one in kinds if one[0] in registered), key=lambda one: one[1].casefold())

    def queryset(self, request: HttpRequest, queryset: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        return queryset.filter(subject_kind=self.value()) if self.value() else queryset
