"""What all pages of the desk share: inputs that fit, joined lists, nonces, deletions that explain themselves."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.utils import flatten, unquote
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget, AutocompleteSelect
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_prose_editor.fields import ProseEditorField
from js_asset import Media

from articles.admin.linkable import DeskAutocomplete
from articles.admin.merging import ListForm, MergingForm
from articles.admin.scoped import Scoped
from articles.desk.journal import By, Deed, Kind, enter_all
from articles.models import THE_MASTHEAD, Article, Contribution, Masthead

if TYPE_CHECKING:
    # Generic in the stubs only.
    ModelAdmin = admin.ModelAdmin[Any]
    TabularInline = admin.TabularInline[Any, Any]
else:
    ModelAdmin, TabularInline = admin.ModelAdmin, admin.TabularInline

# Texts without a limit that are nevertheless one line: a line feed in a headline is a mistake.
ONE_LINE = frozenset({"headline", "title", "credit", "creator", "copyright", "label", "byline_printed"})


class LanguageSelect(forms.Select):
    """The languages of the site, and whatever language the text has already."""

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> Any:
        known = dict(settings.LANGUAGES)
        self.choices = [*settings.LANGUAGES, *((one, one) for one in value if one and one not in known)]
        return super().optgroups(name, value, attrs)


class Remembering:
    """Puts the hidden fields by which a form notices somebody else's save among the fields of the form."""

    form: Any = MergingForm
    places_memory = True  # False: the page's own template does

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)  # type: ignore[misc]
        if obj is None or not self.places_memory or not self.has_change_permission(request, obj):  # type: ignore[attr-defined]
            return fieldsets
        (name, options), *rest = fieldsets
        fields = options["fields"]
        missing = [one for one in self.form.memory if one not in flatten(fields)]
        return [(name, {**options, "fields": [*fields, *missing]}), *rest]


class FittingInputs(Remembering):
    """Gives each text the input that fits it: one line, a growing area, or a choice of languages."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, models.TextField) and not isinstance(db_field, ProseEditorField):
            if db_field.name in ONE_LINE:
                kwargs["widget"] = AdminTextInputWidget()
            else:
                kwargs["widget"] = AdminTextareaWidget(attrs={"rows": 2, "class": "vLargeTextField grows"})
        elif db_field.name == "language":
            kwargs["widget"] = LanguageSelect()
        elif isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if isinstance(db_field, models.DateTimeField) and isinstance(field, forms.SplitDateTimeField):
            name_halves(field)
        return field


class JoinedChangeList(ChangeList):
    """A list that joins what its columns show, so that it costs the same with five rows and with fifty."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        return self.model_admin.joined(super().get_queryset(request, exclude_parameters))  # type: ignore[attr-defined]


class DeskAdmin(Scoped, FittingInputs, ModelAdmin):
    """The base of everything that is edited at the desk."""

    list_per_page = 50
    show_full_result_count = False
    actions: Sequence[Any] = ("delete_selected",)

    @property
    def media(self) -> forms.Media:
        select = AutocompleteSelect(Contribution._meta.get_field("author"), self.admin_site)
        # jQuery is named again because Django keeps the order within a list only.
        js = ["admin/js/jquery.init.js", "articles/editor/desk.js"]
        own = forms.Media(css={"all": ["articles/editor/desk.css"]}, js=js)
        return super().media + select.media + own

    def joined(self, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        """Return the rows of a list with everything joined that its columns show."""
        return rows

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get_changelist_form(request, **{"form": ListForm} | kwargs)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return JoinedChangeList

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Give the import map of the editor the nonce that the content security policy asks for."""
        if isinstance(context["media"], Media):
            context["media"] = context["media"].with_nonce(str(request.csp_nonce))  # type: ignore[attr-defined]
        return super().render_change_form(request, context, *args, **kwargs)

    # --- deleting ---------------------------------------------------------------------------------------------

    def why_kept(self, row: Any) -> str:
        """Return a sentence that says why `row` cannot be deleted, "" if it can.

        What the database would refuse is counted, a query for each kind; the kinds of row add reasons of
        their own.
        """
        uses = [
            (capfirst(relation.related_model._meta.verbose_name_plural), count)
            for relation in self.opts.related_objects
            if relation.on_delete is models.PROTECT
            and (count := relation.related_model._base_manager.filter(**{relation.field.name: row}).count())
        ]
        return in_use(row, uses) if uses else ""

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ask before deleting; say a sentence instead where the row is in use."""
        row = self.get_object(request, unquote(object_id))
        if row is not None and self.has_view_or_change_permission(request, row) and (why := self.why_kept(row)):
            self.message_user(request, why, messages.ERROR)
            return HttpResponseRedirect(self.address_of(row))
        return super().delete_view(request, object_id, extra_context)

    @admin.action(permissions=["delete"], description=gettext_lazy("Delete selected %(verbose_name_plural)s"))
    def delete_selected(self, request: HttpRequest, queryset: "models.QuerySet[Any]") -> HttpResponse | None:
        """Delete what is not in use and one may delete, after Django's question; say a sentence for each other row."""
        kept = {row.pk: why for row in queryset if (why := self.why_kept(row))}
        for why in kept.values():
            self.message_user(request, why, messages.ERROR)
        rows = self.deletable(request, queryset.exclude(pk__in=kept))
        deletable = queryset.filter(pk__in=[row.pk for row in rows])
        with transaction.atomic():
            return delete_selected(self, request, deletable) if deletable.exists() else None

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Enter deletions into the journal too: it keeps the titles of what is gone. People enter themselves."""
        if self.opts.app_label == "articles":
            deeds = [Deed(row) for row in queryset]
            by = person_of(request)
            enter_all(kind=Kind.DELETED, by=by, now=timezone.now(), deeds=deeds)
        return super().log_deletions(request, queryset)

    def address_of(self, row: models.Model) -> str:
        """Return the path of the form of `row`."""
        return reverse(f"{self.admin_site.name}:articles_{self.opts.model_name}_change", args=(row.pk,))


class ReadOnly:
    """A kind of row that is looked at in the admin and written elsewhere."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def person_of(request: HttpRequest) -> By:
    """Return who is at the desk; the admin lets nobody anonymous in."""
    return request.user if request.user.is_authenticated else None


def name_halves(field: forms.SplitDateTimeField) -> None:
    """Give the two inputs of a moment names of their own: the label stands for neither."""
    widget: Any = field.widget
    for half, name in zip(widget.widgets, (_("Date"), _("Time")), strict=True):
        half.attrs["aria-label"] = f"{field.label}: {name}"


def in_use(row: models.Model, uses: Iterable[tuple[Any, int]]) -> str:
    """Return the sentence that refuses to delete `row`, with the places where it is used and how often."""
    places = ", ".join(f"{name} ({count})" for name, count in uses)
    return _("“%(row)s” is in use and cannot be deleted. Remove it there first: %(places)s.") % {
        "row": row,
        "places": places,
    }


def uses_in_texts(uuid: object) -> int:
    """Return how many articles name the row with `uuid` in their text. Reads all texts."""
    return Article.objects.filter(body__contains=str(uuid)).count()


def _name_of_the_paper() -> str:
    return Masthead.objects.filter(pk=THE_MASTHEAD).values_list("name", flat=True).first() or "Newsroom"


admin.site.autocomplete_view = DeskAutocomplete.as_view(admin_site=admin.site)  # type: ignore[method-assign, assignment]
# Looked up for each page: the masthead is edited here.
admin.site.site_header = lazy(_name_of_the_paper, str)()
admin.site.site_title = lazy(_name_of_the_paper, str)()
admin.site.index_title = gettext_lazy("Desk")
