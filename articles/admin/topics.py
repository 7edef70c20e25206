"""Topics at the desk."""

from typing import Any

import taggit.admin  # noqa: F401 - registers TagOfTaggit, see below
from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag as TagOfTaggit

from articles.admin.base import DeskAdmin, in_use
from articles.admin.slugs import SlugForm
from articles.models import Release, Tag

# There are none of taggit's own tags: the topics are ours.
admin.site.unregister(TagOfTaggit)


@admin.register(Tag)
class TagAdmin(DeskAdmin):
    """The topic's page and the list of topics."""

    form = SlugForm
    list_display = ("name", "address_shown")
    search_fields = ("name", "slug")
    search_help_text = _("Searches name and address.")
    readonly_fields = ("address_shown",)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The address is chosen once: readers follow a topic by it."""
        return ("name", "address_shown") if obj else ("name", "slug")

    @admin.display(description=_("address"), ordering="slug")
    def address_shown(self, topic: Tag) -> str:
        return str(topic.slug)

    def why_kept(self, row: Tag) -> str:
        """Topics of live pieces stay: pages link to them."""
        live = row.release_rows.count()
        return in_use(row, [(capfirst(Release._meta.verbose_name_plural), live)]) if live else super().why_kept(row)
