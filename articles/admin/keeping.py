"""Nothing typed is lost: what the page of a piece tells the server while somebody writes, and what it offers back."""

import json
import uuid
from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseRedirect,
    JsonResponse,
    QueryDict,
)
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from articles.admin.entries import person
from articles.admin.preflight import Panel, panel_of
from articles.admin.previews import valid_key
from articles.admin.timeline import TimelineAdmin
from articles.admin.writing import LABELS, TAKING_UP, PieceForm, version_in
from articles.desk import keeping
from articles.desk.comparing import compare
from articles.desk.keeping import NotYours, Typed
from articles.desk.preflight import examine
from articles.document import Document, from_builtins
from articles.models import Presence, Version
from articles.models.pieces import Piece

# What a request carries besides what was typed.
_NOT_TYPED: Final = frozenset(
    {TAKING_UP, "csrfmiddlewaretoken", "object_id"}
    | {"_save", "_continue", "_addanother", "_publish", "_popup", "_to_field"}
)
View = Callable[..., HttpResponse]


class KeepingAdmin(TimelineAdmin):
    """Takes autosaves, tells who is here, offers back what was typed and not saved."""

    form = PieceForm

    def typed_document(self, form: Any) -> Document:
        """Return what a bound form says, as far as it can be understood."""
        raise NotImplementedError

    def get_urls(self) -> list[URLPattern]:
        views = {"autosave": self.autosave_view, "presence": self.presence_view, "put-away": self.put_away_view}
        own = [
            path(f"{name}/", self._for_the_page(view), name=f"articles_{self.opts.model_name}_{name.replace('-', '_')}")
            for name, view in views.items()
        ]
        return own + super().get_urls()

    def _for_the_page(self, view: View) -> View:
        """Answer a script that is not signed in with 401 instead of the page to sign in."""

        def answer(request: HttpRequest) -> HttpResponse:
            if not self.admin_site.has_permission(request):
                return JsonResponse({"signed_in": False}, status=401)
            try:
                return view(request)
            except NotYours as error:
                raise PermissionDenied from error

        return never_cache(require_POST(csrf_protect(answer)))

    # --- while somebody writes --------------------------------------------------------------------------------

    def autosave_view(self, request: HttpRequest) -> HttpResponse:
        """Keep the form as typed, and answer what the checks find in it. Costs about twenty queries, thirty at most."""
        session = _session(request.POST.get("session"))
        if session is None:
            return HttpResponseBadRequest(_("The editing session has no name. Reload the page."))
        piece = self._written_piece(request)
        now = timezone.now()
        form = self._form_as_typed(request, piece)
        typed = self._typed(request, form, session)
        version = keeping.keep(typed=typed, piece=piece, kind=self._piece_kind, by=_writer(request), now=now)
        answer = {
            "version": version.pk,
            "at": date_format(timezone.localtime(version.created_at), "TIME_FORMAT"),
            "closed": version.closed_at is not None,
            "gone": bool(request.POST.get("object_id")) and piece is None,
            "preflight": panel_of(examine(form.instance, now=now, document=typed.document)).as_answer(),
            "others": [],
            "newer": None,
        }
        if piece is not None and version.closed_at is None:
            presence = keeping.arrive(piece=piece, session=session, by=_writer(request), now=now)
            answer["newer"] = _told(_newer(piece, version.base, presence))
        if piece is not None:
            answer["others"] = self._others(request, piece, session)
        return JsonResponse(answer)

    def presence_view(self, request: HttpRequest) -> HttpResponse:
        """Note that a page is open, or with `closing` that it was closed; answer who else is here. Five queries."""
        session = _session(request.POST.get("session"))
        if session is None:
            return HttpResponseBadRequest(_("The editing session has no name. Reload the page."))
        if request.POST.get("closing"):
            keeping.leave(session=session, by=_writer(request))
            return JsonResponse({"others": [], "newer": None})
        piece = self._written_piece(request)
        if piece is None:
            return JsonResponse({"others": [], "newer": None})
        presence = keeping.arrive(piece=piece, session=session, by=_writer(request), now=timezone.now())
        newer = keeping.saved_since(piece=piece, moment=presence.opened_at)
        return JsonResponse({"others": self._others(request, piece, session), "newer": _told(newer)})

    def put_away_view(self, request: HttpRequest) -> HttpResponse:
        """Close an autosave that is not wanted. One query."""
        key = request.POST.get("version", "")
        if not valid_key(key) or not keeping.put_away(version=int(key), by=_writer(request), now=timezone.now()):
            raise Http404
        return JsonResponse({"closed": True})

    def _others(self, request: HttpRequest, piece: Piece, session: uuid.UUID) -> list[dict[str, str]]:
        return [_shown(one, request) for one in keeping.others(piece=piece, session=session, now=timezone.now())]

    # --- what was kept ----------------------------------------------------------------------------------------

    @property
    def _piece_kind(self) -> str:
        return str(self.opts.model_name)

    def _written_piece(self, request: HttpRequest) -> Any:
        """Return the piece that the page is about, None where it is new or gone; checks who may write."""
        key = request.POST.get("object_id", "")
        piece = self.get_queryset(request).filter(pk=key).first() if valid_key(key) else None
        allowed = (
            self.has_change_permission(request, piece)
            if piece
            else (self.has_add_permission(request) or self.has_change_permission(request))
        )
        if not allowed:
            raise PermissionDenied
        return piece

    def _form_as_typed(self, request: HttpRequest, piece: Any) -> Any:
        data = request.POST.copy()
        data[TAKING_UP] = "1"
        form: Any = self.get_form(request, piece, change=piece is not None)(data, instance=piece)
        form.full_clean()
        return form

    def _typed(self, request: HttpRequest, form: Any, session: uuid.UUID) -> Typed:
        return Typed(
            session=session, fields=_fields(request), document=self.typed_document(form), base=form.remembered()
        )

    def preflight(self, form: Any) -> Panel:
        """Return what the checks find in a form that is shown: as typed where it comes back, else as stored.

        Costs what the working copy costs, and nine queries at most.
        """
        # A new piece says nothing yet.
        shown = Document() if form.instance._state.adding else None
        document = self.typed_document(form) if form.is_bound else shown
        return panel_of(examine(form.instance, now=timezone.now(), document=document))

    def offers(self, request: HttpRequest, piece: Any) -> list[dict[str, Any]]:
        """Return what this person typed and did not save, for the page of `piece` (None: of a new one).

        What says the same as the working copy is put away without a question. Two queries, and those of the working
        copy where there is something, however much it is.
        """
        kept = keeping.open_autosaves(piece=piece, kind=self._piece_kind, by=_writer(request))
        taken = request.GET.get("take_up", "")
        stored = self._stored_document(piece) if kept and piece else Document()
        found = []
        for version in kept:
            if str(version.pk) == taken:
                continue
            differs = self._differs(version, stored)
            if not differs:
                keeping.put_away(version=version.pk, by=_writer(request), now=timezone.now())
                continue
            at = date_format(timezone.localtime(version.created_at), "SHORT_DATETIME_FORMAT")
            found.append(
                {
                    "version": version.pk,
                    "session": str(version.session),
                    "at": version.created_at,
                    "differs": differs,
                    "sentence": _("Typed at %(at)s and not saved.") % {"at": at},
                    "take_up": f"?take_up={version.pk}",
                }
            )
        return found

    def _stored_document(self, piece: Any) -> Document:
        """Return the working copy of a saved piece."""
        raise NotImplementedError

    def _differs(self, version: Version, stored: Document) -> list[str]:
        """Return the names of the fields in which what was kept differs from what is stored."""
        return differences(from_builtins(version.document), stored)

    # --- taking up --------------------------------------------------------------------------------------------

    def _changeform_view(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: dict[str, Any] | None
    ) -> HttpResponse:
        """Show a kept text in the form where one is to be taken up; catch a save of a piece that was deleted."""
        if request.method == "POST" and object_id and self._locked(request, object_id) is None:
            return self._keep_orphan(request, object_id)
        key = request.GET.get("take_up", "")
        if request.method == "GET" and valid_key(key):
            version = keeping.own_autosave(version=int(key), by=_writer(request))
            if version is None or not self._belongs(version, object_id):
                raise Http404
            request.method = "POST"
            request.POST = _as_posted(version)  # type: ignore[assignment]
            request._files = MultiValueDict()  # type: ignore[attr-defined]  # else Django reads both anew from the body
        return super()._changeform_view(request, object_id, form_url, extra_context)  # type: ignore[no-any-return, misc]

    def _get_preserved_qsl(self, request: HttpRequest, preserved_filters: str) -> list[tuple[str, str]]:
        """Go on without what was taken up: it is saved by now, and shown again it would hide what was typed since."""
        kept: list[tuple[str, str]] = super()._get_preserved_qsl(request, preserved_filters)  # type: ignore[misc]
        return [(name, value) for name, value in kept if name != "take_up"]

    def _belongs(self, version: Version, object_id: str | None) -> bool:
        parent = version.article_id if self._piece_kind == "article" else version.gallery_id
        return version.piece_kind == self._piece_kind and parent == (int(object_id) if object_id else None)

    def _locked(self, request: HttpRequest, object_id: str) -> Any:
        """Lock the row that is about to be saved, so that two saves join one after the other."""
        key = unquote(object_id)
        rows = self.model._default_manager.select_for_update().filter(pk=key) if valid_key(key) else None
        return rows.first() if rows is not None else None

    def _keep_orphan(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Keep what was typed into a piece that is gone, and offer it as a new one."""
        session = _session(request.POST.get("session"))
        if session is None or not valid_key(unquote(object_id)) or not self.has_add_permission(request):
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        typed = self._typed(request, self._form_as_typed(request, None), session)
        version = keeping.keep(typed=typed, piece=None, kind=self._piece_kind, by=_writer(request), now=timezone.now())
        self.message_user(
            request, _("It was deleted meanwhile. What you typed is here: save it as a new one."), messages.WARNING
        )
        add = reverse(f"{self.admin_site.name}:articles_{self._piece_kind}_add")
        return HttpResponseRedirect(f"{add}?take_up={version.pk}")

    # --- saving and deleting ----------------------------------------------------------------------------------

    def settle(self, request: HttpRequest, form: Any, piece: Any) -> None:
        """Put away what was kept of the session that is saved now, and what it went on with."""
        now = timezone.now()
        session = form.cleaned_data.get("session")
        if session is not None:
            keeping.settle(
                session=session,
                fields=_fields(request),
                piece=piece,
                kind=self._piece_kind,
                by=_writer(request),
                now=now,
            )
        before = form.cleaned_data.get("takes_up", "")
        if valid_key(before):
            keeping.put_away(version=int(before), by=_writer(request), now=now)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        keeping.let_go([obj])
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: "models.QuerySet[Any]") -> None:
        keeping.let_go(queryset)
        super().delete_queryset(request, queryset)

    def keeping_context(self, request: HttpRequest, piece: Any) -> dict[str, Any]:
        """Return what the page's script has to know."""
        name = f"{self.admin_site.name}:articles_{self._piece_kind}"
        return {
            "autosave": reverse(f"{name}_autosave"),
            "presence": reverse(f"{name}_presence"),
            "put_away": reverse(f"{name}_put_away"),
            "object_id": str(piece.pk) if piece else "",
            "offers": self.offers(request, piece),
        }


def differences(kept: Document, stored: Document) -> list[str]:
    """Return the names of the fields in which what was kept differs from what is stored."""
    comparison = compare(stored, kept)
    names = [change.name for change in comparison.fields]
    if any(change.kind != "equal" for change in comparison.blocks):
        names.append("body")
    return [str(LABELS.get(name, name)) for name in names]


def _writer(request: HttpRequest) -> Any:
    """Return who is at the desk; the views let nobody anonymous in."""
    return request.user


def _fields(request: HttpRequest) -> keeping.Fields:
    return {name: values for name, values in request.POST.lists() if name not in _NOT_TYPED}


def _session(value: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(value or "")
    except ValueError:
        return None


def _as_posted(version: Version) -> QueryDict:
    """Return the fields as typed, in a new editing session that goes on with the old one."""
    data = QueryDict(mutable=True)
    for name, values in (version.form or {}).items():
        data.setlist(name, values)
    data["session"] = str(uuid.uuid4())
    data["takes_up"] = str(version.pk)
    data[TAKING_UP] = "1"
    if version.base is not None:
        data["base"] = json.dumps(version.base)
    return data


def _shown(presence: Presence, request: HttpRequest) -> dict[str, str]:
    name = person(presence.user)
    if presence.user_id == request.user.pk:
        name = _("you, in another window")
    return {"name": name, "since": date_format(timezone.localtime(presence.opened_at), "TIME_FORMAT")}


def _newer(piece: Piece, base: Any, presence: Presence) -> Version | None:
    """Return what was saved since the form was opened; a gallery's form remembers its fields, but no version."""
    if isinstance(base, dict) and "version" in base:
        return keeping.saved_after(piece=piece, version=version_in(base))
    return keeping.saved_since(piece=piece, moment=presence.opened_at)


def _told(version: Version | None) -> dict[str, str] | None:
    if version is None:
        return None
    at = date_format(timezone.localtime(version.created_at), "TIME_FORMAT")
    return {"name": person(version.by), "at": at}
