"""Galleries at the desk."""

from typing import Any, Final

import msgspec
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.base import in_use, uses_in_texts
from articles.admin.columns import thumbnail, with_kicker
from articles.admin.filters import ChosenFilter, LanguageFilter, MineFilter, PublishedFilter, ToDoFilter
from articles.admin.pieces import PieceAdmin
from articles.admin.places import PLACES, PlaceInline, places_settings
from articles.admin.previews import valid_key
from articles.desk.documents import gallery_as_typed, gallery_documents_of
from articles.document import Block, Document, GalleryBlock, from_builtins
from articles.models import Article, Gallery, TaggedGallery, Version

MOST_PLACES: Final = 1000  # rows of a form that are looked at


class TopicFilter(ChosenFilter):
    """By a topic."""

    title = _("topic")
    parameter_name = "topic"
    relation = TaggedGallery._meta.get_field("tag")
    lookup = "tags"


@admin.register(Gallery)
class GalleryAdmin(PieceAdmin):
    """The gallery's page and the list of galleries."""

    list_display = (
        "picture_shown", "headline_shown", "status_shown", "section", "size_shown", "changed_shown",
    )  # fmt: skip
    list_display_links = ("picture_shown", "headline_shown")
    list_filter = ("status", MineFilter, ToDoFilter, "section", TopicFilter, LanguageFilter, PublishedFilter)
    search_fields = ("title", "kicker", "teaser", "slug")
    search_help_text = _("Searches title, kicker, teaser and address.")
    inlines = (PlaceInline,)
    fieldsets = (
        (None, {"fields": ("kicker", "title", "teaser", "section", "tags")}),
        (
            _("Address, language and dates"),
            {"classes": ("collapse",), "fields": ("slug", "language", "embargo_until", "published_at")},
        ),
    )

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Bring what orders, adds and uploads the pictures."""
        context["places_settings"] = places_settings(self.admin_site, request)
        context["media"] = PLACES + context["media"]
        return super().render_change_form(request, context, *args, **kwargs)

    def typed_document(self, form: Any) -> Document:
        """Return the gallery as typed, with its pictures in the order of their rows."""
        return gallery_as_typed(
            form.value("kicker"), form.value("title"), form.value("teaser"),
            section=form.value("section"), tags=[str(one) for one in form.value("tags") or ()],
            places=_places(form.data),
        )  # fmt: skip

    def _stored_document(self, piece: Any) -> Document:
        return gallery_documents_of([Gallery.objects.get(pk=piece.pk)])[0]

    def _differs(self, version: Version, stored: Document) -> list[str]:
        kept = from_builtins(version.document)
        # What the form of a gallery does not hold is not typed.
        stored = msgspec.structs.replace(
            stored, language=kept.language, published_at=kept.published_at, body=_without_uuid(stored.body)
        )
        return super()._differs(version, stored)

    def joined(self, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        return super().joined(rows.prefetch_related("places__picture"))

    @admin.display(description=_("picture"))
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


def _places(data: Any) -> list[tuple[int, str]]:
    """Return key and caption of each picture that a posted form has, in order."""
    rows = []
    for number in range(int(total) if valid_key(total := data.get("places-TOTAL_FORMS", "")) else 0):
        key, position = data.get(f"places-{number}-picture", ""), data.get(f"places-{number}-position", "")
        if valid_key(key) and not data.get(f"places-{number}-DELETE"):
            order = int(position) if valid_key(position) else 0
            rows.append((order, number, int(key), data.get(f"places-{number}-caption", "")))
        if number >= MOST_PLACES:
            break
    return [(key, caption) for _order, _number, key, caption in sorted(rows)]


def _without_uuid(body: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(msgspec.structs.replace(one, uuid="") if isinstance(one, GalleryBlock) else one for one in body)
