"""Authors and agencies at the desk."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.base import DeskAdmin
from articles.admin.columns import thumbnail
from articles.admin.filters import StubFilter
from articles.admin.slugs import SlugForm
from articles.models import Agency, Author


class AuthorForm(SlugForm):
    """An author; the address is made from the name, or from the initials."""

    words = ("given_name", "family_name")
    otherwise = ("initials",)


@admin.register(Author)
class AuthorAdmin(DeskAdmin):
    """The author's page and the list of authors."""

    form = AuthorForm
    list_display = ("picture_shown", "name_shown", "initials", "email", "user")
    list_display_links = ("picture_shown", "name_shown")
    list_filter = (StubFilter,)
    search_fields = ("initials", "family_name", "given_name", "email")
    search_help_text = _("Searches initials, name and e-mail.")
    autocomplete_fields = ("portrait", "user")
    fields = ("given_name", "family_name", "initials", "slug", "email", "bio", "portrait", "user")

    def joined(self, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        return rows.select_related("portrait", "user")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The address of an author's page stays when somebody marries.

        Whose account an author is makes pieces somebody's own, so only those say it who may change people.
        """
        fixed = ("slug",) if obj else ()
        return fixed if request.user.has_perm("auth.change_user") else (*fixed, "user")

    @admin.display(description="")
    def picture_shown(self, author: Author) -> SafeString | str:
        return thumbnail(author.portrait) if author.portrait else ""

    @admin.display(description=_("name"), ordering="family_name")
    def name_shown(self, author: Author) -> str:
        return author.name or f"{author.initials} ({_('only initials known')})"


@admin.register(Agency)
class AgencyAdmin(DeskAdmin):
    """The agency's page and the list of agencies."""

    list_display = ("code", "name", "url")
    search_fields = ("code", "name")
    search_help_text = _("Searches code and name.")
