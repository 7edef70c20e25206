"""Galleries at the desk."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.base import in_use, uses_in_texts
from articles.admin.columns import thumbnail, with_kicker
from articles.admin.filters import ChosenFilter, LanguageFilter
from articles.admin.ordered import OrderedInline
from articles.admin.pieces import PieceAdmin
from articles.models import Article, Gallery, GalleryPicture, TaggedGallery


class TopicFilter(ChosenFilter):
    """By a topic."""

    title = _("topic")
    parameter_name = "topic"
    relation = TaggedGallery._meta.get_field("tag")
    lookup = "tags"


class PlaceInline(OrderedInline):
    """The pictures of a gallery, in their order, each with a caption of its own where the picture's does not fit."""

    model = GalleryPicture
    autocomplete_fields = ("picture",)
    readonly_fields = ("thumbnail_shown", "credit_shown")
    fields = ("thumbnail_shown", "picture", "credit_shown", "caption", "position")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("picture")

    @admin.display(description="")
    def thumbnail_shown(self, place: GalleryPicture) -> SafeString:
        return thumbnail(place.picture if place.picture_id else None)

    @admin.display(description=_("credit line"))
    def credit_shown(self, place: GalleryPicture) -> str:
        return place.picture.credit if place.picture_id else ""


@admin.register(Gallery)
class GalleryAdmin(PieceAdmin):
    """The gallery's page and the list of galleries."""

    list_display = (
        "picture_shown", "headline_shown", "status_shown", "section", "size_shown", "changed_shown",
    )  # fmt: skip
    list_display_links = ("picture_shown", "headline_shown")
    list_filter = ("status", "section", TopicFilter, LanguageFilter)
    search_fields = ("title", "kicker", "teaser", "slug")
    search_help_text = _("Searches title, kicker, teaser and address.")
    date_hierarchy = "published_at"
    inlines = (PlaceInline,)
    fieldsets = (
        (None, {"fields": ("kicker", "title", "teaser", "section", "tags")}),
        (
            _("Address, language and dates"),
            {"classes": ("collapse",), "fields": ("slug", "language", "published_at")},
        ),
    )

    def joined(self, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        return super().joined(rows.prefetch_related("places__picture"))

    @admin.display(description="")
    def picture_shown(self, gallery: Gallery) -> SafeString:
        first = next(iter(gallery.places.all()), None)
        return thumbnail(first.picture if first else None)

    @admin.display(description=_("title"), ordering="title")
    def headline_shown(self, gallery: Gallery) -> SafeString:
        return with_kicker(gallery.kicker, str(gallery))

    @admin.display(description=_("pictures"))
    def size_shown(self, gallery: Gallery) -> int:
        return len(gallery.places.all())

    def why_kept(self, row: Gallery) -> str:
        if texts := uses_in_texts(row.uuid):
            return in_use(row, [(Article._meta.verbose_name_plural, texts)])
        return super().why_kept(row)
