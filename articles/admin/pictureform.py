"""The form of a picture, and how it takes a file: before the words are saved, outside of their transaction."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from articles.admin.cropping import CropsField
from articles.admin.merging import MergingForm
from articles.desk.picturedata import FILE_COLUMNS, RENDITION_COLUMNS, WORDS
from articles.desk.pictureuploads import Refused, drop_file, receive, replace_file
from articles.desk.rights import NotAllowed
from articles.models import Picture

if TYPE_CHECKING:
    from articles.admin.base import DeskAdmin as _Admin
else:
    _Admin = object  # a mixin: what it is mixed into is the admin

FRAMING: Final = ("focal_point", "crops")


class Taken(NamedTuple):
    """What became of the file that was sent with a form.

    Args:
        picture: the picture that the desk made of it, or whose file it is now; None where it was refused.
        refused: the sentence that says why it was refused.
        reframed: whether what was cut out of the old file means nothing in this one.
    """

    picture: Picture | None = None
    refused: str = ""
    reframed: bool = False


class PictureForm(MergingForm):
    """The form of a picture. A file that nobody touched is left alone, and one that was sent the desk has taken."""

    taken: Taken | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        crops = self.fields.get("crops")
        if isinstance(crops, CropsField) and self.instance.width and self.instance.height:
            crops.size = (self.instance.width, self.instance.height)

    def clean(self) -> dict[str, Any] | None:
        # Never set from here: the desk has stored it, or does so when the words are saved.
        self.cleared = self.cleaned_data.get("file") is False
        self.cleaned_data.pop("file", None)
        cleaned = super().clean()
        if self.taken and self.taken.refused:
            self.add_error("file", self.taken.refused)
        if self.taken and self.taken.reframed:
            for name in FRAMING:
                self.cleaned_data.pop(name, None)
        return cleaned

    def columns_changed(self) -> list[str]:
        """Return the columns that are to be written."""
        return columns_among(name for name in self.changed_data if name in self.cleaned_data)

    def _get_validation_exclusions(self) -> set[str]:
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded | {"file"}


class Taking(_Admin):
    """Has a file that comes with a form taken before the form is saved, where everything else in it is right.

    Reading and storing a file takes a while, and nobody else can write to a SQLite during a transaction.
    """

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show and save the form, and keep no file of a form that could not be saved."""
        if request.method != "POST" or not isinstance(request.FILES.get("file"), UploadedFile):
            return super().changeform_view(request, object_id, form_url, extra_context)
        row = self.get_object(request, unquote(object_id)) if object_id is not None else None
        taken = self._take(request, row) if object_id is None or row is not None else None
        request.picture_taken = taken  # type: ignore[attr-defined]
        kept = False
        try:
            answer: HttpResponse = super().changeform_view(request, object_id, form_url, extra_context)
            kept = answer.status_code == 302 or getattr(request, "picture_saved", False)
            return answer
        finally:
            if taken and taken.picture and row is None and not kept:
                drop_file(picture=taken.picture, by=None)
                taken.picture.delete()

    def _take(self, request: HttpRequest, row: Picture | None) -> Taken | None:
        """Have the file taken where the rest of the form is right, and return what became of it."""
        allowed = self.has_add_permission(request) if row is None else self.has_change_permission(request, row)
        if not allowed:
            return None
        fields = flatten_fieldsets(self.get_fieldsets(request, row))
        kind = self.get_form(request, row, change=row is not None, fields=fields)
        if not kind(request.POST, request.FILES, instance=row).is_valid():
            return None
        upload: Any = request.FILES["file"]
        by: Any = request.user
        try:
            if row is None:
                return Taken(receive(upload=upload, by=by, now=timezone.now()).picture)
            fresh = Picture.objects.get(pk=row.pk)
            before = (fresh.focal_point, fresh.crops)
            replace_file(picture=fresh, upload=upload, by=by, now=timezone.now())
        except (Refused, NotAllowed) as error:
            return Taken(refused=str(error))
        return Taken(fresh, reframed=(fresh.focal_point, fresh.crops) != before)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.taken = getattr(request, "picture_taken", None)
        return form


def columns_among(names: Iterable[str]) -> list[str]:
    """Return those of `names` that are columns of the picture's own row."""
    columns = {field.name for field in Picture._meta.concrete_fields}
    return [name for name in names if name in columns]


def put_together(picture: Picture, received: Picture, typed: Iterable[str]) -> None:
    """Let `picture`, as typed, be the row that the desk has made of the file: what nobody typed the file says.

    Args:
        picture: not saved yet.
        received: the row.
        typed: the columns that somebody has written into.
    """
    typed = set(typed)
    for name in ("id", "uuid", "created_at", "created_by_id", *FILE_COLUMNS, *RENDITION_COLUMNS):
        setattr(picture, name, getattr(received, name))
    for name in WORDS:
        if name not in typed:
            setattr(picture, name, getattr(received, name))
    picture._state.adding, picture._state.db = False, received._state.db
