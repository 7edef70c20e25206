"""Topics at the desk."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.admin.base import DeskAdmin, in_use
from articles.admin.slugs import SlugForm
from articles.models import Release, Tag


@admin.register(Tag)
class TagAdmin(DeskAdmin):
    """The topic's page and the list of topics."""

    form = SlugForm
    list_display = ("name", "slug")
    search_fields = ("name", "slug")
    search_help_text = _("Searches name and address.")
    fields = ("name", "slug")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Readers follow a topic by its address."""
        return ("slug",) if obj else ()

    def why_kept(self, row: Tag) -> str:
        """Topics of live pieces stay: pages link to them."""
        live = row.release_rows.count()
        return in_use(row, [(capfirst(Release._meta.verbose_name_plural), live)]) if live else super().why_kept(row)
