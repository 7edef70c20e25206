"""The pictures of a gallery on its page: Django's own formset beneath, a strip of thumbnails to whoever orders them."""

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from js_asset import ImportMap, Media, Script

from articles.admin.base import FittingInputs, TabularInline
from articles.admin.editorwords import words as editor_words
from articles.admin.merging import MergingForm
from articles.admin.picturecards import card_of
from articles.admin.previews import Card, valid_key
from articles.admin.scoped import ScopedInline
from articles.admin.uploads import UPLOAD, upload_settings
from articles.models import GalleryPicture, Picture

if TYPE_CHECKING:
    # Generic in the stubs only.
    FormSet = BaseInlineFormSet[Any, Any, Any]
    ChoiceField = forms.ModelChoiceField[Picture]
else:
    FormSet, ChoiceField = BaseInlineFormSet, forms.ModelChoiceField

MODULES: Final = ("asking", "elements", "panel", "popups", "rows")
PLACES: Final = UPLOAD + Media(
    importmap=ImportMap({f"newsroom-editor/{name}": f"articles/editor/{name}.js" for name in MODULES}),
    css={"all": ["articles/editor/picking.css", "articles/editor/places.css"]},
    js=[Script("articles/editor/places.js", type="module")],
)

NO_CARD: Final[Card] = {"pk": "", "title": "", "thumbnail": "", "alt": "", "caption": "", "credit": ""}


class PictureField(ChoiceField):
    """A picture by its key, looked up once for all rows of a gallery."""

    widget = forms.HiddenInput
    known: dict[int, Picture] | None = None

    def to_python(self, value: Any) -> Any:
        if self.known is not None and valid_key(str(value)) and (picture := self.known.get(int(value))):
            return picture
        return super().to_python(value)


class PlaceForm(MergingForm):
    """A picture's place: which picture, where, and with what caption."""

    class Meta:
        field_classes = {"picture": PictureField}

    @property
    def shown(self) -> Card:
        """The card of the picture that stands here, an empty one where there is no such picture. No query."""
        key = str(self["picture"].value() or "")
        picture = self.fields["picture"].known.get(int(key)) if valid_key(key) else None  # type: ignore[attr-defined]
        return card_of(picture) if picture else NO_CARD


class PlaceFormSet(FormSet):
    """All places of a gallery. The pictures of all of them cost one query."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._pictures: dict[int, Picture] | None = None

    @property
    def pictures(self) -> dict[int, Picture]:
        """The pictures that are stored here or were sent, by key."""
        if self._pictures is None:
            keys = {place.picture_id for place in self.get_queryset()}
            if self.is_bound:
                sent = (self.data.get(f"{self.prefix}-{nth}-picture", "") for nth in range(self.total_form_count()))
                keys |= {int(key) for key in sent if valid_key(key)}
            self._pictures = Picture.objects.defer("metadata").in_bulk(keys)
        return self._pictures

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["picture"].known = self.pictures


class PlaceInline(ScopedInline, FittingInputs, TabularInline):
    """The pictures of a gallery, in their order, each with a caption of its own where the picture's does not fit."""

    model = GalleryPicture
    form = PlaceForm
    formset = PlaceFormSet
    template = "admin/articles/gallery/places.html"
    fields = ("picture", "caption", "position")
    extra = 0

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "picture":
            return db_field.formfield(**kwargs)  # without the admin's ways around a select
        return super().formfield_for_dbfield(db_field, request, **kwargs)


def places_settings(site: Any, request: HttpRequest) -> dict[str, Any]:
    """Return what the script of a gallery's pictures has to know. No query."""
    picture = f"{site.name}:articles_picture"
    may_see = site.get_model_admin(Picture).has_view_permission(request)
    return {
        "upload": upload_settings(site, request),
        "found": reverse(f"{picture}_found") if may_see else "",
        "card": reverse(f"{picture}_card"),
        "edit": reverse(f"{picture}_change", args=("0",)).replace("/0/", "/__pk__/"),
        "words": editor_words() | _words(),
    }


def _words() -> dict[str, str]:
    return {
        "searchPictures": _("Search for pictures…"),
        "add": _("Click to add, or drag into the gallery."),
        "added": _("“%(title)s” was added."),
        "thereAlready": _("“%(title)s” is in this gallery already."),
        "moved": _("“%(title)s” is picture %(nth)s of %(all)s now."),
        "removed": _("“%(title)s” is removed when you save."),
        "restored": _("“%(title)s” stays."),
        "undo": _("Undo"),
        "size": _("%(count)s pictures"),
        "noCaption": _("No caption yet."),
        "noCredit": _("No credit line yet."),
    }
