"""Pictures are brought to the desk: one question a file for the scripts, and a plain form for everybody else."""

import datetime
import uuid
from collections.abc import Callable, Iterable
from typing import Any, Final

from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST
from js_asset import ImportMap, Media, Script

from articles.admin.picturecards import PictureCards
from articles.admin.previews import Card, picture_card, valid_key
from articles.desk.arrivals import there_already
from articles.desk.pictureuploads import Refused, instead, receive
from articles.imaging.opening import MAX_BYTES
from articles.models import Picture

REMEMBERED: Final = 3600  # seconds that an upload is known by its key: who sends it again gets the same picture
MODULES: Final = ("uploaddrop", "uploadlist", "uploadqueue")
# The import map names the modules, because the names of static files change with their content.
UPLOAD_MAP: Final = ImportMap({f"newsroom-editor/{name}": f"articles/editor/{name}.js" for name in MODULES})
UPLOAD: Final = Media(importmap=UPLOAD_MAP, css={"all": ["articles/editor/upload.css"]})
PAGE: Final = UPLOAD + Media(js=[Script("articles/editor/uploadpage.js", type="module")])


class Uploading(PictureCards):
    """Takes pictures on their list and on a page of its own."""

    def get_urls(self) -> list[URLPattern]:
        own = [
            path("upload/", self._for_scripts(self.upload_view), name="articles_picture_upload"),
            path("instead/", self._for_scripts(self.instead_view), name="articles_picture_instead"),
        ]
        return own + super().get_urls()

    def _for_scripts(self, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        """Answer a script that is not signed in with 401 instead of the page to sign in."""
        page = self.admin_site.admin_view(view)

        def answer(request: HttpRequest) -> HttpResponse:
            if _asks_for_json(request) and not self.admin_site.has_permission(request):
                return JsonResponse({"errors": [_("You are signed out. Sign in again in another window.")]}, status=401)
            return page(request)

        return never_cache(csrf_protect(answer))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show the list with a place to drop files on, for who may bring pictures."""
        settings = upload_settings(self.admin_site, request)
        media = (PAGE + self.media).with_nonce(str(request.csp_nonce))  # type: ignore[attr-defined]
        more = {"upload": settings, **({"media": media} if settings else {})}
        return super().changelist_view(request, more | (extra_context or {}))

    def upload_view(self, request: HttpRequest) -> HttpResponse:
        """Take one picture and answer its card, or take those of a form and lead to the page of their words.

        Costs about half a second and a dozen statements for each file.
        """
        if not self.has_add_permission(request):
            if not _asks_for_json(request):
                raise PermissionDenied
            return _refused(_("You may not upload any pictures."), 403)
        if request.method != "POST":
            return self._upload_page(request)
        files = request.FILES.getlist("file")
        if _asks_for_json(request):
            return self._take_one(request, files)
        return self._take_all(request, files)

    def _upload_page(self, request: HttpRequest) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Upload pictures"),
            "opts": self.opts,
            "upload": upload_settings(self.admin_site, request),
            "media": (PAGE + self.media).with_nonce(str(request.csp_nonce)),  # type: ignore[attr-defined]
        }
        return TemplateResponse(request, "admin/articles/picture/upload.html", context)

    # --- one file, asked by a script --------------------------------------------------------------------------

    def _take_one(self, request: HttpRequest, files: list[Any]) -> HttpResponse:
        if len(files) != 1:
            return _refused(_("No file arrived. Choose it again."), 400)
        key = _upload_key(request)
        if known := _known_by(key):
            return JsonResponse(_answer(known, []))
        began = timezone.now()
        try:
            picture, like = self._receive(request, files[0], began)
        except Refused as error:
            return _refused(str(error), 400)
        if key:
            cache.set(key, picture.pk, REMEMBERED)
        return JsonResponse(_answer(picture, like))

    def _receive(self, request: HttpRequest, file: Any, now: datetime.datetime) -> tuple[Picture, list[Picture]]:
        received = receive(upload=file, by=request.user, now=now)  # type: ignore[arg-type]
        self.log_addition(request, received.picture, [{"added": {}}])
        return received.picture, there_already(received, since=now)

    # --- a form, without scripts ------------------------------------------------------------------------------

    def _take_all(self, request: HttpRequest, files: list[Any]) -> HttpResponse:
        keys = []
        for file in files:
            try:
                picture, like = self._receive(request, file, timezone.now())
            except Refused as error:
                self.message_user(request, str(error), messages.ERROR)
                continue
            keys.append(picture.pk)
            if like:
                self.message_user(request, _told_like(self, file.name, picture, like[0]), messages.WARNING)
        if not keys:
            if not files:
                self.message_user(request, _("No file was chosen. Choose at least one."), messages.ERROR)
            return HttpResponseRedirect(request.path)
        told = ngettext("%(count)d picture was taken.", "%(count)d pictures were taken.", len(keys))
        self.message_user(request, told % {"count": len(keys)}, messages.SUCCESS)
        return HttpResponseRedirect(f"{_address(self.admin_site, 'grid')}?ids={','.join(map(str, keys))}")

    # --- duplicates -------------------------------------------------------------------------------------------

    @method_decorator(require_POST)
    def instead_view(self, request: HttpRequest) -> HttpResponse:
        """Use the picture that is there instead of the one just uploaded; answer its card. A dozen statements."""
        keys = [request.POST.get(name, "") for name in ("upload", "there")]
        rows = Picture.objects.in_bulk([int(key) for key in keys if valid_key(key)])
        new, there = (rows.get(int(key)) if valid_key(key) else None for key in keys)
        if not self.has_view_permission(request):
            raise PermissionDenied
        if new is None or there is None or new == there:
            return _refused(_("One of the two pictures is not there any more. Reload the page."), 400)
        try:
            chosen = instead(upload=new, there=there, by=request.user, now=timezone.now())  # type: ignore[arg-type]
        except PermissionDenied as error:
            return _refused(str(error), 403)
        except Refused as error:
            return _refused(str(error), 400)
        return JsonResponse(_answer(chosen, []))


def upload_settings(site: Any, request: HttpRequest) -> dict[str, Any] | None:
    """Return what the scripts that upload have to know: addresses, the limit, and their words. No query.

    None for who may not bring any pictures.
    """
    if not site.get_model_admin(Picture).has_add_permission(request):
        return None
    return {
        "address": _address(site, "upload"),
        "instead": _address(site, "instead"),
        "grid": _address(site, "grid"),
        "most": MAX_BYTES,
        "words": _words(),
    }


def _words() -> dict[str, str]:
    return {
        "waiting": _("waits"),
        "sending": _("is being uploaded"),
        "reading": _("is being read"),
        "done": _("is there"),
        "cancelled": _("cancelled"),
        "cancel": _("Cancel"),
        "retry": _("Try again"),
        "dead": _("The line is dead. It is tried again when it is back, or by the button."),
        "failed": _("The desk did not answer. Try again."),
        "tooLarge": _("The file is larger than %(most)s MB. Save it smaller, or with a higher compression."),
        "folder": _("That is a folder. Open it and drop the files that are in it."),
        "same": _("This very file is there already."),
        "alike": _("A picture that looks like it is there already."),
        "awaited": _("A text waits for this picture."),
        "new": _("Just uploaded"),
        "there": _("There already"),
        "useThere": _("Use the one there"),
        "keepBoth": _("Keep both"),
        "usesThere": _("The one that was there is used."),
        "keptBoth": _("Both are kept."),
        "lacks": _("Still missing: %(names)s."),
        "soFar": _("%(done)s of %(all)s files are there."),
        "someFailed": _("%(count)s could not be taken."),
        "questions": _("%(count)s to decide."),
        "files": _("Files"),
        "toWords": _("Write captions and credits"),
        "nofile": _("There is no file yet."),
    }


def _answer(picture: Picture, like: Iterable[Picture]) -> dict[str, Any]:
    like = list(like)
    return {
        **_named_card(picture),
        "lacks": [str(name) for name in lacking(picture)],
        "same": bool(like) and like[0].digest == picture.digest,
        "like": [_named_card(one) for one in like],
    }


def lacking(picture: Picture) -> list[str]:
    """Return the names of what `picture` still lacks before readers should see it. No query."""
    names = ("caption", "credit", "alt_text")
    return [str(Picture._meta.get_field(name).verbose_name) for name in names if not getattr(picture, name)]  # type: ignore[union-attr]


def _named_card(picture: Picture) -> Card:
    return {"uuid": str(picture.uuid), "pk": picture.pk, "card": picture_card(picture)}


def _told_like(admin: Uploading, name: str, picture: Picture, there: Picture) -> str:
    said = _("This very file is there already.") if there.digest == picture.digest else _(
        "A picture that looks like it is there already."
    )  # fmt: skip
    return format_html(
        '“{}”: {} <a href="{}">{}</a>. {} <a href="{}">{}</a>',
        name, said, admin.address_of(there), there, _("To use that one, delete the new one:"),
        admin.address_of(picture), picture,
    )  # fmt: skip


def _asks_for_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _refused(sentence: str, status: int) -> JsonResponse:
    return JsonResponse({"errors": [sentence]}, status=status)


def _upload_key(request: HttpRequest) -> str:
    """Return the name in the cache of an upload that its script has given a key, "" where it has none."""
    try:
        return f"upload:{request.user.pk}:{uuid.UUID(request.POST.get('key', ''))}"
    except ValueError:
        return ""


def _known_by(key: str) -> Picture | None:
    pk = cache.get(key) if key else None
    return Picture.objects.filter(pk=pk).defer("metadata").first() if pk else None


def _address(site: Any, view: str) -> str:
    return reverse(f"{site.name}:articles_picture_{view}")
