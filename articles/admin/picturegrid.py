"""The words of many pictures on one page: captions, credits, alternative texts, filled in by keyboard.

Without scripts it is one form that saves all of its rows; with them each row is saved by itself, by the same rules.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from js_asset import Media, Script

from articles.admin.merging import MergingForm
from articles.admin.previews import valid_key
from articles.admin.uploads import lacking
from articles.desk.darkroom import wake
from articles.desk.gathering import gather
from articles.desk.overview import unfinished
from articles.desk.picturerights import NotUsable
from articles.desk.rendering import await_renditions, needs_renditions
from articles.desk.rights import NotAllowed, may_change_picture
from articles.models import Picture

if TYPE_CHECKING:
    from articles.admin.base import DeskAdmin as _Admin
else:
    _Admin = object  # a mixin: what it is mixed into is the admin

ROWS: Final = 60  # pictures on one page
MOST_KEYWORDS: Final = 100
GRID: Final = Media(css={"all": ["articles/editor/grid.css"]}, js=[Script("articles/editor/grid.js", defer=True)])
FIELDS: Final = ("caption", "credit", "alt_text", "creator", "keywords")


class KeywordsField(forms.CharField):
    """Words with commas between them, for a column that has a list."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        words = value if isinstance(value, list | tuple) else str(value or "").split(",")
        found = [" ".join(str(word).split()) for word in words]
        return list(dict.fromkeys(filter(None, found)))[:MOST_KEYWORDS]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)

    def run_validators(self, value: Any) -> None:
        """A list has none of the faults that a text could have."""


def _area() -> AdminTextareaWidget:
    return AdminTextareaWidget(attrs={"rows": 2, "class": "grows"})


class GridForm(MergingForm):
    """The words of one picture."""

    keywords = KeywordsField(required=False, label=gettext_lazy("keywords"), widget=AdminTextInputWidget())

    class Meta:
        model = Picture
        fields = FIELDS
        widgets = {
            "caption": _area(),
            "alt_text": _area(),
            "credit": AdminTextInputWidget(),
            "creator": AdminTextInputWidget(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name not in self.memory:
                field.widget.attrs["data-column"] = name


class Row(NamedTuple):
    """A picture on the page.

    Args:
        picture: the row as stored.
        form: its words, None for who may only look at them.
        saved: whether it was written just now.
    """

    picture: Picture
    form: GridForm | None
    saved: bool = False


class PictureGrid(_Admin):
    """The page of the words of many pictures."""

    def get_urls(self) -> list[URLPattern]:
        own = [
            path("grid/", self.admin_site.admin_view(self.grid_view), name="articles_picture_grid"),
            path("grid/gallery/", self.admin_site.admin_view(self.grid_gallery_view), name="articles_picture_gather"),
        ]
        return own + super().get_urls()

    def grid_view(self, request: HttpRequest) -> HttpResponse:
        """Show the words of the pictures asked for, or save those that were sent.

        `ids` names pictures by their keys, in order; else `which` is "unfinished", "mine" or "newest", from `before`
        on. Costs three queries to show, and six for each row that is saved.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return self._save(request)
        keys = _keys(request.GET.get("ids", ""))
        rows = self._named(keys) if keys else self._found(request)
        return self._page(request, [self._row(request, one) for one in rows[:ROWS]], more=rows[ROWS:])

    def _named(self, keys: list[int]) -> list[Picture]:
        found = Picture.objects.defer("metadata").in_bulk(keys)
        return [found[key] for key in keys if key in found]

    def _found(self, request: HttpRequest) -> list[Picture]:
        rows = Picture.objects.defer("metadata").order_by("-created_at", "-pk")
        match request.GET.get("which", "unfinished"):
            case "mine":
                rows = rows.filter(created_by=request.user)  # type: ignore[misc]
            case "unfinished":
                rows = rows.filter(unfinished())
        before = request.GET.get("before", "")
        if valid_key(before) and (last := Picture.objects.filter(pk=before).values_list("created_at", "pk").first()):
            at, key = last
            rows = rows.filter(models.Q(created_at__lt=at) | models.Q(created_at=at, pk__lt=key))
        return [*rows[: ROWS + 1]]

    def _row(self, request: HttpRequest, picture: Picture) -> Row:
        may = may_change_picture(request.user, picture)
        return Row(picture, GridForm(instance=picture, prefix=_prefix(picture.pk)) if may else None)

    # --- saving -----------------------------------------------------------------------------------------------

    def _save(self, request: HttpRequest) -> HttpResponse:
        keys = _keys(",".join(request.POST.getlist("row")))[:ROWS]
        if not keys:
            return HttpResponseRedirect(request.get_full_path())
        rows = [row for row in (self._save_row(request, key) for key in keys) if row]
        if request.headers.get("Accept", "").startswith("application/json"):
            return JsonResponse({"rows": {str(row.picture.pk): _answer(row) for row in rows}, "asked": keys})
        written = sum(row.saved for row in rows)
        failed = [row for row in rows if row.form is not None and row.form.errors]
        if written:
            told = ngettext("%(count)d picture was saved.", "%(count)d pictures were saved.", written)
            self.message_user(request, told % {"count": written}, messages.SUCCESS)
        if not failed:
            return HttpResponseRedirect(request.get_full_path())
        self.message_user(request, _("Not everything was saved: see the rows below."), messages.ERROR)
        shown = [row if row in failed else self._row(request, row.picture) for row in rows]
        return self._page(request, shown)

    def _save_row(self, request: HttpRequest, key: int) -> Row | None:
        """Save the words of one picture under a lock, as the form of a picture does; None where it is gone."""
        with transaction.atomic():
            picture = Picture.objects.select_for_update().filter(pk=key).first()
            if picture is None:
                return None
            if not may_change_picture(request.user, picture):
                raise PermissionDenied
            form = GridForm(request.POST, instance=picture, prefix=_prefix(key))
            if not form.is_valid():
                return Row(Picture.objects.get(pk=key), form)
            changed = _changed(form, key)
            if changed:
                picture.save(update_fields=changed)
                labels = [str(Picture._meta.get_field(name).verbose_name) for name in changed]  # type: ignore[union-attr]
                self.log_change(request, picture, [{"changed": {"fields": labels}}])
                if needs_renditions(changed):
                    await_renditions([key])
                    wake(key)
            return Row(picture, form, saved=bool(changed))

    # --- a gallery of them ------------------------------------------------------------------------------------

    @method_decorator(require_POST)
    def grid_gallery_view(self, request: HttpRequest) -> HttpResponse:
        """Make a gallery of the pictures in `ids`, or of those chosen, and lead to it. Some thirty statements."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        keys = _keys(",".join(request.POST.getlist("ids")))
        there = [one.pk for one in self._named(keys)]
        if not there:
            self.message_user(request, _("Choose the pictures for the gallery first."), messages.ERROR)
            return HttpResponseRedirect(_address(self.admin_site, "picture_grid"))
        try:
            gallery = gather(pictures=there, title="", by=request.user, now=timezone.now())  # type: ignore[arg-type]
        except NotAllowed as error:
            raise PermissionDenied(str(error)) from error
        except NotUsable as error:
            self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(_address(self.admin_site, "picture_grid"))
        self.log_addition(request, gallery, [{"added": {}}])
        return HttpResponseRedirect(_address(self.admin_site, "gallery_change", gallery.pk))

    # --- showing ----------------------------------------------------------------------------------------------

    def _page(self, request: HttpRequest, rows: list[Row], *, more: Sequence[Picture] = ()) -> HttpResponse:
        which = "" if request.GET.get("ids") else request.GET.get("which", "unfinished")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Captions and credits"),
            "opts": self.opts,
            "rows": rows,
            "ids": ",".join(str(row.picture.pk) for row in rows),
            "which": which,
            "ways": _ways(self.admin_site, which),
            "next_page": f"?which={which}&before={rows[-1].picture.pk}" if which and rows and more else "",
            "may_gather": request.user.has_perm("articles.add_gallery"),
            "writable": any(row.form for row in rows),
            "words": _words(),
            "media": self.media + GRID,
        }
        return TemplateResponse(request, "admin/articles/picture/grid.html", context)


def _prefix(key: int) -> str:
    return f"p{key}"


def _keys(typed: str) -> list[int]:
    """Return the first keys in a text, commas between them, each once."""
    return list(dict.fromkeys(int(one) for one in typed.split(",", 1000)[:1000] if valid_key(one)))[: ROWS * 4]


def _changed(form: GridForm, key: int) -> list[str]:
    """Return the columns that differ from what is stored: others may have saved the same meanwhile. One query."""
    stored = Picture.objects.values(*FIELDS).get(pk=key)
    return [name for name in FIELDS if getattr(form.instance, name) != stored[name]]


def _answer(row: Row) -> dict[str, Any]:
    """Return what the script has to know of a row that was sent: what stands there now, or what is wrong."""
    form = row.form
    if form is None:
        return {}
    if form.errors:
        return {"errors": {name: [str(one) for one in said] for name, said in form.errors.items()},
                "base": form.data.get(form.add_prefix("base"), "")}  # fmt: skip
    fresh = GridForm(instance=row.picture)
    values = {name: fresh[name].value() for name in FIELDS}
    return {"values": values, "base": fresh.initial["base"], "lacks": lacking(row.picture)}


def _ways(site: Any, which: str) -> list[dict[str, Any]]:
    names = (("unfinished", _("Unfinished pictures")), ("mine", _("My pictures")), ("newest", _("The newest")))
    address = _address(site, "picture_grid")
    return [{"name": name, "address": f"{address}?which={key}", "here": key == which} for key, name in names]


def _words() -> dict[str, str]:
    return {
        "typing": _("not saved yet"),
        "saving": _("is being saved"),
        "saved": _("Saved."),
        "failed": _("Not saved: the desk did not answer. It is tried again; what you typed stays here."),
        "signedout": _("Not saved: you are signed out. Sign in again in another window, then press Ctrl+S."),
        "wrong": _("Not saved: see the sentence at the field."),
        "gone": _("Not saved: somebody has deleted this picture."),
        "missing": _("%(count)s without %(name)s"),
        "complete": _("Nothing is missing."),
        "applied": _("The credit line was put into %(count)s pictures."),
        "nothingAbove": _("There is no picture above this one."),
        "selected": _("%(count)s selected"),
    }


def _address(site: Any, view: str, *args: Any) -> str:
    return reverse(f"{site.name}:articles_{view}", args=args)
