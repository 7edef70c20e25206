"""Versions and releases: what was there, to be read and not to be changed."""

from typing import Any

import msgspec
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.base import DeskAdmin, ReadOnly
from articles.admin.columns import live_link, moment, with_kicker
from articles.admin.filters import ChosenFilter, CreatedFilter, ReleasedFilter
from articles.document import Document, from_builtins
from articles.models import Release, Version


class RecordAdmin(ReadOnly, DeskAdmin):
    """The base of both."""

    people_filters: tuple[Any, ...] = ()  # for those who may look people up

    def get_list_filter(self, request: HttpRequest) -> Any:
        filters = super().get_list_filter(request)
        if request.user.has_perm("auth.view_user"):
            return filters
        return [one for one in filters if one not in self.people_filters]

    def joined(self, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        return rows.defer("document")

    @admin.display(description=gettext_lazy("piece"))
    def piece_shown(self, record: Any) -> SafeString:
        """Show the article or gallery, as a way to its form."""
        piece = record.article or record.gallery
        if piece is None:
            return format_html("{}", _("Never saved."))
        name = f"{self.admin_site.name}:articles_{piece._meta.model_name}_change"
        return format_html('<a href="{}">{}</a>', reverse(name, args=(piece.pk,)), piece)

    @admin.display(description=gettext_lazy("text"))
    def document_shown(self, record: Any) -> SafeString:
        """Show the document as one reads it."""
        try:
            document = from_builtins(record.document)
        except msgspec.ValidationError as error:
            return format_html("{} ({})", _("This record was written by another edition of the program."), error)
        return rendered(document)


def rendered(document: Document) -> SafeString:
    """Return `document` as HTML, as one reads it at the desk."""
    return render_to_string(
        "admin/piece/document.html", {"document": document, "blocks": _blocks(document), "facts": _facts(document)}
    )


def rendered_text(document: Document) -> SafeString:
    """Return the text of `document` alone as HTML, as one reads it at the desk."""
    bare = Document(language=document.language)
    return render_to_string("admin/piece/document.html", {"document": bare, "blocks": _blocks(document), "facts": ""})


def _blocks(document: Document) -> list[tuple[str, Any]]:
    return [(type(block).__name__, block) for block in document.body]


def _facts(document: Document) -> str:
    """Return byline, section and topics in a line."""
    names = [author.name or author.initials for author in document.byline.authors]
    facts = ("/".join([*names, *document.byline.agencies]), document.section, ", ".join(document.tags))
    return " · ".join(filter(None, facts))


class VersionAuthorFilter(ChosenFilter):
    """By who saved."""

    title = gettext_lazy("person")
    parameter_name = "user"
    relation = Version._meta.get_field("by")
    lookup = "by"


@admin.register(Version)
class VersionAdmin(RecordAdmin):
    """What the working copy was after each save."""

    list_display = ("created_shown", "what_shown", "kind", "by_shown")
    list_filter = ("kind", VersionAuthorFilter, CreatedFilter)
    people_filters = (VersionAuthorFilter,)
    search_fields = ("article__headline", "gallery__title")
    search_help_text = gettext_lazy("Searches headlines and titles.")
    fields = ("piece_shown", "kind", "by_shown", "created_at", "document_shown")
    readonly_fields = ("piece_shown", "by_shown", "document_shown")

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the history; an autosave is shown to its writer alone."""
        rows: Any = super().get_queryset(request)
        return rows.visible_to(request.user)

    def joined(self, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        return super().joined(rows).defer("base", "form").select_related("article", "gallery", "by")

    @admin.display(description=gettext_lazy("at"), ordering="created_at")
    def created_shown(self, version: Version) -> str:
        return moment(version.created_at)

    @admin.display(description=gettext_lazy("piece"), ordering="article__headline")
    def what_shown(self, version: Version) -> str:
        return str(version.article or version.gallery or version.document.get("headline") or _("Never saved."))

    @admin.display(description=gettext_lazy("by"), ordering="by")
    def by_shown(self, version: Version) -> str:
        return _person(version.by)


class ReleaseAuthorFilter(ChosenFilter):
    """By who published."""

    title = gettext_lazy("person")
    parameter_name = "user"
    relation = Release._meta.get_field("released_by")
    lookup = "released_by"


@admin.register(Release)
class ReleaseAdmin(RecordAdmin):
    """What readers saw, and when."""

    list_display = ("released_shown", "headline_shown", "number", "section", "page_shown", "by_shown")
    list_display_links = ("released_shown", "headline_shown")
    list_filter = ("live", "section", ReleaseAuthorFilter, ReleasedFilter)
    people_filters = (ReleaseAuthorFilter,)
    search_fields = ("headline", "kicker")
    search_help_text = gettext_lazy("Searches headline and kicker.")
    fields = (
        "piece_shown", "number", "page_shown", "released_at", "by_shown", "withdrawn_at", "withdrawn_by_shown",
        "published_at", "updated_at", "note", "document_shown",
    )  # fmt: skip
    readonly_fields = ("piece_shown", "page_shown", "by_shown", "withdrawn_by_shown", "document_shown")

    def joined(self, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        return super().joined(rows).defer("body").select_related("section", "released_by")

    @admin.display(description=gettext_lazy("released at"), ordering="released_at")
    def released_shown(self, release: Release) -> str:
        return moment(release.released_at)

    @admin.display(description=gettext_lazy("headline"), ordering="headline")
    def headline_shown(self, release: Release) -> SafeString:
        return with_kicker(release.kicker, release.headline)

    @admin.display(description=gettext_lazy("on the site"))
    def page_shown(self, release: Release) -> SafeString | str:
        return live_link(release if release.live else None)

    @admin.display(description=gettext_lazy("by"), ordering="released_by")
    def by_shown(self, release: Release) -> str:
        return _person(release.released_by)

    @admin.display(description=gettext_lazy("withdrawn by"))
    def withdrawn_by_shown(self, release: Release) -> str:
        return _person(release.withdrawn_by) if release.withdrawn_at else ""


def _person(user: Any) -> str:
    """Return a user's name; a command that acted has none."""
    return (user.get_full_name() or user.get_username()) if user else _("a command")
