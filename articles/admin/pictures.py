"""Pictures at the desk."""

import hashlib
from typing import Any

from django.contrib import admin
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.base import DeskAdmin, in_use, uses_in_texts
from articles.admin.columns import moment, thumbnail
from articles.admin.filters import ChosenFilter, CreatedFilter, UnfinishedFilter
from articles.admin.inputs import OriginalInput, PictureFileField
from articles.admin.merging import MergingForm
from articles.models import Article, Picture, Release


class AgencyFilter(ChosenFilter):
    """By an agency in the credit."""

    title = gettext_lazy("agency")
    parameter_name = "agency"
    relation = Picture._meta.get_field("agencies")
    lookup = "agencies"


class PictureForm(MergingForm):
    """The form of a picture. A file that nobody touched is left alone.

    Setting it anew, as Django does in two places, would open it, and it may be out of reach.
    """

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if "file" not in self.changed_data:
            self.cleaned_data.pop("file", None)
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded if "file" in self.cleaned_data else excluded | {"file"}


@admin.register(Picture)
class PictureAdmin(DeskAdmin):
    """The picture's page and the list of pictures."""

    form = PictureForm
    list_display = ("picture_shown", "caption_shown", "credit", "expires_on", "created_shown")
    list_display_links = ("picture_shown", "caption_shown")
    list_filter = (UnfinishedFilter, AgencyFilter, CreatedFilter)
    search_fields = ("caption", "credit", "creator", "alt_text")
    search_help_text = gettext_lazy("Searches caption, credit line, creator and alternative text.")
    autocomplete_fields = ("agencies",)
    readonly_fields = ("size_shown",)
    fieldsets = (
        (
            None,
            {"fields": ("file", "focal_point", "size_shown", "caption", "alt_text", "creator", "credit", "agencies")},
        ),
        (gettext_lazy("Rights"), {"fields": ("copyright", "usage_terms", "expires_on")}),
    )

    def joined(self, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        return rows.defer("metadata")

    @admin.display(description=gettext_lazy("picture"))
    def picture_shown(self, picture: Picture) -> SafeString:
        return thumbnail(picture)

    @admin.display(description=gettext_lazy("caption"), ordering="caption")
    def caption_shown(self, picture: Picture) -> str:
        return str(picture)

    @admin.display(description=gettext_lazy("created at"), ordering="created_at")
    def created_shown(self, picture: Picture) -> str:
        return moment(picture.created_at)

    @admin.display(description=gettext_lazy("size"))
    def size_shown(self, picture: Picture) -> str:
        if not picture.file:
            return _("There is no file yet.")
        try:
            bytes_shown = filesizeformat(picture.file.size)
        except OSError:
            return _("The file is missing from the disk. Upload it again.")
        return f"{picture.width} × {picture.height}, {bytes_shown}"

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "file":
            kwargs |= {"form_class": PictureFileField, "widget": OriginalInput}
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Picture, form: Any, change: Any) -> None:
        """Store the picture; a new file gets its digest, and only a new file or focal point new renditions."""
        if "file" in form.changed_data:
            upload = form.cleaned_data["file"]
            obj.digest = _digest(upload) if isinstance(upload, UploadedFile) else ""
        elif "focal_point" not in form.changed_data:
            # A caption can be corrected while the file is out of reach.
            obj._skip_generate_files = True  # type: ignore[attr-defined]
        super().save_model(request, obj, form, change)

    def why_kept(self, row: Picture) -> str:
        """Count the texts and releases too, which name a picture by its UUID."""
        if kept := super().why_kept(row):
            return kept
        releases = Release.objects.annotate(text=Cast("document", models.TextField()))
        uses = (
            (Article._meta.verbose_name_plural, uses_in_texts(row.uuid)),
            (Release._meta.verbose_name_plural, releases.filter(text__contains=str(row.uuid)).count()),
        )
        found = [(capfirst(name), count) for name, count in uses if count]
        return in_use(row, found) if found else ""


def _digest(upload: "UploadedFile[Any]") -> str:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()
