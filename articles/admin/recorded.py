"""What the lists of records have in common: nobody changes them, they are narrowed down, and exported as they are."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property

from articles.admin.base import DeskAdmin, JoinedChangeList, ReadOnly
from articles.admin.journalexport import AT_ONCE, FORMS, Line, download
from articles.desk.journalscope import subject_kinds

MOST_LISTED: Final = 5000  # rows that the pages of a list go through; an export has them all
Subject = tuple[str, int]

if TYPE_CHECKING:
    AnyPaginator = Paginator[Any]  # generic in the stubs only
else:
    AnyPaginator = Paginator


class BoundedPaginator(AnyPaginator):
    """Pages through the newest rows only: counting millions would take longer than reading them."""

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return int(rows.order_by()[:MOST_LISTED].count())


class RecordChangeList(JoinedChangeList):
    """A list whose rows know the way to what they are about, where it is still there and may be seen."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        rows = list(self.result_list)
        ways = ways_to(filter(None, map(self.model_admin.subject_of, rows)), request)  # type: ignore[attr-defined]
        for row in rows:
            row.way = ways.get(self.model_admin.subject_of(row), "")  # type: ignore[attr-defined]
        self.result_list = rows


class RecordedAdmin(ReadOnly, DeskAdmin):
    """The base of the journal and of the admin's own log: for those who may read the journal."""

    change_list_template = "admin/journal/change_list.html"
    actions = ()
    paginator = BoundedPaginator
    show_facets = admin.ShowFacets.NEVER  # they count the whole table
    most_listed = MOST_LISTED
    columns: tuple[str, ...]  # of an export
    other_list: tuple[str, Any]  # name of its address, and its title

    @property
    def media(self) -> forms.Media:
        return super().media + forms.Media(css={"all": ["articles/editor/records.css"]})

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("articles.view_journalentry"))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        return RecordChangeList

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        row = super().get_object(request, object_id, from_field)
        if row is not None and (subject := self.subject_of(row)):
            row.way = ways_to([subject], request).get(subject, "")
        return row

    def subject_of(self, row: Any) -> Subject | None:
        """Return kind and key of what `row` is about."""
        raise NotImplementedError

    def line_of(self, row: Any) -> Line:
        """Return `row` as an export has it: a value that JSON knows for each of `columns`."""
        raise NotImplementedError

    # --- export -----------------------------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        own = [
            path(
                f"export/{form}/",
                self.admin_site.admin_view(self.export_view),
                {"form": form},
                name=f"{self.opts.app_label}_{self.opts.model_name}_export_{form}",
            )
            for form in FORMS
        ]
        return own + super().get_urls()

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        base = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_export"
        name, title = self.other_list
        own = {
            "exports": [(form.ending, reverse(f"{base}_{key}")) for key, form in FORMS.items()],
            "other_list": (reverse(f"{self.admin_site.name}:{name}"), title),
        }
        return super().changelist_view(request, own | (extra_context or {}))

    def export_view(self, request: HttpRequest, form: str) -> HttpResponseBase:
        """Answer what the list shows with the same parameters as a file, all of it. Three queries and what it reads."""
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            rows = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_changelist"
            return HttpResponseRedirect(f"{reverse(name)}?e=1")
        lines = map(self.line_of, rows.iterator(chunk_size=AT_ONCE))
        plural = str(self.opts.model_name)
        return download(lines, form=FORMS[form], columns=self.columns, name=plural, now=timezone.now())


def ways_to(subjects: Iterable[Subject], request: HttpRequest) -> dict[Subject, str]:
    """Return the paths of the forms of `subjects` that are there and that the user may see. A query for each kind."""
    keys: dict[str, set[int]] = {}
    for kind, key in subjects:
        keys.setdefault(kind, set()).add(key)
    ways: dict[Subject, str] = {}
    for kind, wanted in keys.items():
        model = subject_kinds().get(kind)
        if model is None or not admin.site.is_registered(model):
            continue
        owner = admin.site.get_model_admin(model)
        if owner.has_view_or_change_permission(request):
            there = owner.get_queryset(request).filter(pk__in=wanted).values_list("pk", flat=True)
            ways |= {(kind, key): way for key in there if (way := _way(model, key))}
    return ways


def _way(model: type[models.Model], key: int) -> str:
    try:
        return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=(key,))
    except NoReverseMatch:
        return ""
