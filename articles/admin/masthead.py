"""The paper as a whole at the desk: its masthead and its sections."""

from typing import Any

from admin_ordering.admin import OrderableAdmin
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from articles.admin.base import DeskAdmin
from articles.admin.slugs import SlugForm
from articles.models import THE_MASTHEAD, Masthead, Section


@admin.register(Masthead)
class MastheadAdmin(DeskAdmin):
    """One page: there is one masthead, so its list leads straight to it."""

    autocomplete_fields = ("agency",)
    search_fields = ("name",)
    fieldsets = (
        (None, {"fields": ("name", "claim", "agency", "social_profiles")}),
        (_("Imprint"), {"fields": ("editor_responsible", "imprint")}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Lead to the only row."""
        if not self.has_view_or_change_permission(request):
            return super().changelist_view(request, extra_context)
        masthead, _made = Masthead.objects.get_or_create(pk=THE_MASTHEAD)
        return HttpResponseRedirect(self.address_of(masthead))


@admin.register(Section)
class SectionAdmin(OrderableAdmin, DeskAdmin):
    """The sections in the paper's order, which is set by dragging."""

    form = SlugForm
    ordering_field = "position"
    ordering_field_hide_input = True
    list_display = ("name", "slug", "position")
    list_editable = ("position",)
    fields = ("name", "slug")
    search_fields = ("name", "slug")
    search_help_text = _("Searches name and address.")
