"""Pictures at the desk."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import models
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.base import DeskAdmin, in_use, uses_in_texts
from articles.admin.columns import moment, thumbnail
from articles.admin.cropping import CropsField, FocalPointField
from articles.admin.filters import ChosenFilter, CreatedFilter, RightsFilter, UnfinishedFilter
from articles.admin.inputs import OriginalInput, PictureFileField
from articles.admin.linkable import Faces, TargetField
from articles.admin.pictureform import PictureForm, Taking, columns_among, put_together
from articles.admin.picturefound import found_columns, raw
from articles.admin.picturegrid import KeywordsField, PictureGrid
from articles.admin.pictureuses import shown_uses
from articles.admin.previews import valid_key
from articles.admin.uploads import Uploading
from articles.desk.darkroom import wake
from articles.desk.framing import NAMES
from articles.desk.picturerights import mark
from articles.desk.pictureuploads import drop_file, forget_files
from articles.desk.rendering import await_renditions, needs_renditions
from articles.models import Article, Picture, Release

FRAMES = {"1x1": "1x1-320", "4x3": "4x3-320", "16x9": "16x9-320", "4x5": "4x5-320"}


class AgencyFilter(ChosenFilter):
    """By an agency in the credit."""

    title = gettext_lazy("agency")
    parameter_name = "agency"
    relation = Picture._meta.get_field("agencies")
    lookup = "agencies"


@admin.register(Picture)
class PictureAdmin(Uploading, PictureGrid, Taking, DeskAdmin):
    """The picture's page and the list of pictures."""

    form = PictureForm
    places_memory = False  # the page's own template does
    change_form_template = "admin/articles/picture/change_form.html"
    list_display = ("picture_shown", "caption_shown", "credit", "rights_shown", "created_shown")
    list_display_links = ("picture_shown", "caption_shown")
    list_filter = (UnfinishedFilter, RightsFilter, AgencyFilter, CreatedFilter)
    search_fields = ("caption", "credit", "creator", "alt_text")
    search_help_text = gettext_lazy("Searches caption, credit line, creator and alternative text.")
    autocomplete_fields = ("agencies",)
    readonly_fields = ("framing_shown", "file_shown", "found_shown", "uses_shown", "only_with_shown")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Return what there is to be typed; what follows from a file is shown where there is one."""
        words = ["caption", "alt_text", "creator", "credit", "agencies", "keywords", "place", "taken_at"]
        writable = obj is None or self.has_change_permission(request, obj)
        # Only the name of an article that somebody may see is told them.
        only_with = "only_with" if writable else "only_with_shown"
        rights = ["copyright", "usage_terms", "license_url", "expires_on", only_with]
        if obj is None:
            own = [(None, {"fields": ["file", *words]}), (_("Rights"), {"fields": rights})]
        else:
            framing = ["framing_shown", "focal_point", "crops"] if writable else ["framing_shown"]
            own = [
                (_("File"), {"classes": ["the-file"], "fields": ["file", "file_shown"]}),
                (_("Crops"), {"classes": ["the-crops"], "fields": framing}),
                (_("Words"), {"classes": ["the-words"], "fields": words}),
                (_("Rights"), {"classes": ["the-rights"], "fields": rights}),
                (_("What the file says"), {"classes": ["the-found"], "fields": ["found_shown"]}),
                (_("Where it is used"), {"classes": ["the-uses"], "fields": ["uses_shown"]}),
            ]
        return own

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        match db_field.name:
            case "file":
                own: dict[str, Any] = {"form_class": PictureFileField, "widget": OriginalInput}
                kwargs |= own
            case "focal_point":
                return FocalPointField(label=capfirst(db_field.verbose_name))
            case "crops":
                return CropsField(label=capfirst(db_field.verbose_name), required=False)
            case "keywords":
                attrs = {"class": "vLargeTextField", "size": 60}
                text = _("With commas between them.")
                label = capfirst(db_field.verbose_name)
                return KeywordsField(label=label, required=False, widget=forms.TextInput(attrs), help_text=text)
            case "only_with":
                return self._owner_field(db_field, request)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def _owner_field(self, db_field: Any, request: HttpRequest) -> TargetField:
        """Return the choice of the article: of those that this person may link to, and the one that it is."""
        key = request.resolver_match.kwargs.get("object_id", "") if request.resolver_match else ""
        current = Picture.objects.filter(pk=key).values_list("only_with", flat=True).first() if valid_key(key) else None
        return TargetField(
            Article.objects.none(),
            user=request.user,
            current=current,
            required=False,
            label=capfirst(db_field.verbose_name),
            help_text=_("It is offered for no other text and no gallery then."),
            widget=AutocompleteSelect(db_field, self.admin_site),
        )

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        row = super().get_object(request, object_id, from_field)
        if row is not None:
            row._asked_by = request.user  # what is shown of a row is not told who looks
        return row

    # --- the list ---------------------------------------------------------------------------------------------

    def joined(self, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        return rows.defer("metadata")

    @admin.display(description=gettext_lazy("picture"))
    def picture_shown(self, picture: Picture) -> SafeString:
        return thumbnail(picture)

    @admin.display(description=gettext_lazy("caption"), ordering="caption")
    def caption_shown(self, picture: Picture) -> str:
        return str(picture)

    @admin.display(description=gettext_lazy("rights"), ordering="expires_on")
    def rights_shown(self, picture: Picture) -> str:
        return mark(picture, now=timezone.now())

    @admin.display(description=gettext_lazy("created at"), ordering="created_at")
    def created_shown(self, picture: Picture) -> str:
        return moment(picture.created_at)

    # --- the page ---------------------------------------------------------------------------------------------

    @property
    def media(self) -> forms.Media:
        own = ["articles/editor/framing.js", "articles/editor/crops.js", "articles/editor/takeover.js"]
        return super().media + forms.Media(css={"all": ["articles/editor/crops.css"]}, js=own)

    @admin.display(description="")
    def framing_shown(self, picture: Picture) -> str:
        """Show the picture with its focal point, and every shape; the script makes them follow the hand."""
        frames = [(name, label, picture.rendition(FRAMES[name])) for name, label in NAMES.items()]
        context = {"picture": picture, "image": picture.nearest(960), "frames": frames}
        return render_to_string("admin/articles/picture/framing.html", context)

    @admin.display(description=gettext_lazy("size"))
    def file_shown(self, picture: Picture) -> str:
        """Show size and kind of the file, and how its renditions stand. No look at the disk."""
        size = filesizeformat(picture.size) if picture.size else ""
        pixels = f"{picture.width} × {picture.height}" if picture.width and picture.height else ""
        facts = ", ".join(filter(None, (picture.file_type, pixels, size)))
        context = {
            "picture": picture,
            "facts": facts,
            "made": len(picture.renditions),
            "mark": mark(picture, now=timezone.now()),
        }
        return render_to_string("admin/articles/picture/file.html", context)

    @admin.display(description="")
    def found_shown(self, picture: Picture) -> str:
        """Show what the file says of itself."""
        context = {"columns": found_columns(picture), "raw": raw(picture)}
        return render_to_string("admin/articles/picture/found.html", context)

    @admin.display(description="")
    def uses_shown(self, picture: Picture) -> str:
        """Show where the picture is used, as far as this person may know."""
        return render_to_string("admin/articles/picture/uses.html", shown_uses(picture, to=asked_by(picture)))

    @admin.display(description=gettext_lazy("only with this article"))
    def only_with_shown(self, picture: Picture) -> str:
        owner = picture.only_with
        return Faces([owner], to=asked_by(picture)).name_of(owner) if owner else "–"

    # --- saving -----------------------------------------------------------------------------------------------

    def save_model(self, request: HttpRequest, obj: Picture, form: Any, change: Any) -> None:
        """Write what was changed, and have new renditions made where they are made of it."""
        received = form.taken.picture if form.taken else None
        if not change and received:
            typed = [name for name, value in form.cleaned_data.items() if value]
            put_together(obj, received, typed=typed)
            if not form.cleaned_data.get("agencies"):
                form.cleaned_data["agencies"] = received.agencies.all()
            # The row is there, and its renditions may be made this moment: only what was typed is written.
            obj.save(update_fields=columns_among(typed))
        elif change:
            obj.save(update_fields=form.columns_changed())
        else:
            super().save_model(request, obj, form, change)
        request.picture_saved = True  # type: ignore[attr-defined]
        self._have_rendered(request, obj, form, received)

    def _have_rendered(self, request: HttpRequest, obj: Picture, form: Any, received: Picture | None) -> None:
        if form.cleared and not received:
            drop_file(picture=obj, by=request.user)  # type: ignore[arg-type]
        elif needs_renditions(form.columns_changed()) or "_again" in request.POST:
            await_renditions([obj.pk])
            wake(obj.pk)
        elif "expires_on" in form.changed_data:
            wake(obj.pk)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete the picture with its files."""
        forget_files(obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: "models.QuerySet[Any]") -> None:
        """Delete pictures with their files."""
        forget_files(*queryset)
        super().delete_queryset(request, queryset)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Stay on the page where the renditions were asked for again."""
        if "_again" in request.POST:
            sent = request.POST.copy()
            sent["_continue"] = "yes"
            request.POST = sent  # type: ignore[assignment]
        return super().response_change(request, obj)

    # --- deleting ---------------------------------------------------------------------------------------------

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


def asked_by(picture: Picture) -> Any:
    """Return who looks at the page of `picture`."""
    return picture._asked_by  # type: ignore[attr-defined]
