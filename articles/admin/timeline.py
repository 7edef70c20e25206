"""The history of a piece: its timeline, any two states beside each other, one alone, and the way back to one."""

import datetime
from collections.abc import Callable
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from articles.admin.base import DeskAdmin, person_of
from articles.admin.columns import moment
from articles.admin.comparisons import rows_of
from articles.admin.entries import page_of, person
from articles.admin.history import rendered
from articles.desk.comparing import compare
from articles.desk.records import NOW, Record, record, seen_by_readers
from articles.desk.restoring import SavedSince, as_restored, newest_version, restore
from articles.document import Document
from articles.models import Release, Version
from articles.models.pieces import Piece


class Seen(NamedTuple):
    """The answer to what readers saw at a moment: a release, or nothing; `at` is None if the moment is none."""

    at: datetime.datetime | None
    release: Release | None


class TimelineAdmin(DeskAdmin):
    """Gives a piece's admin the pages of its history. Whoever may see the piece may read it."""

    def get_urls(self) -> list[URLPattern]:
        views = {"compare": self.compare_view, "show": self.show_view, "restore": self.restore_view}
        own = [
            path(
                f"<path:object_id>/history/{name}/",
                self.admin_site.admin_view(view),
                name=f"articles_{self.opts.model_name}_{name}",
            )
            for name, view in views.items()
        ]
        return own + super().get_urls()

    # --- the pages --------------------------------------------------------------------------------------------

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show all versions and releases, newest first; and answer what readers saw at a moment."""
        return self._reading(request, object_id, self._timeline)

    def compare_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show what differs between two states, word by word."""
        return self._reading(request, object_id, self._compared)

    def show_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show one state as one reads it."""
        return self._reading(request, object_id, self._shown)

    def restore_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask before an old state becomes the working copy, showing what would change; a POST does it."""
        if request.method not in {"GET", "HEAD", "POST"}:
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        return self._with_piece(request, object_id, self._restored, self.has_change_permission)

    def _reading(
        self, request: HttpRequest, object_id: str, answer: Callable[[HttpRequest, Any], HttpResponse]
    ) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return self._with_piece(request, object_id, answer, self.has_view_permission)

    def _with_piece(
        self,
        request: HttpRequest,
        object_id: str,
        answer: Callable[[HttpRequest, Any], HttpResponse],
        allowed: Callable[[HttpRequest, Any], bool],
    ) -> HttpResponse:
        piece = self.get_object(request, unquote(object_id))
        if piece is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not allowed(request, piece):
            raise PermissionDenied
        return answer(request, piece)

    # --- the timeline -----------------------------------------------------------------------------------------

    def _timeline(self, request: HttpRequest, piece: Piece) -> HttpResponse:
        number = _page_number(request.GET.get("page", ""))
        page = page_of(piece, user=request.user, number=number)
        states = [entry.name for entry in page.entries if entry.what in {"version", "release"}]
        older, newer = states[1:2] or states[:1], states[:1] if len(states) > 1 else [NOW]
        at = request.GET.get("at", "")
        context = {
            "title": _("History of “%(piece)s”") % {"piece": piece},
            "entries": page.entries,
            "from_checked": next(iter(older), ""),
            "to_checked": next(iter(newer), NOW),
            "newer_page": number - 1,
            "older_page": number + 1 if page.more else 0,
            "can_restore": self.has_change_permission(request, piece),
            "asked": at,
            "seen": _seen(piece, at) if at else None,
        }
        return self._page_of_history(request, piece, "admin/piece/history.html", context)

    # --- two states, one state --------------------------------------------------------------------------------

    def _compared(self, request: HttpRequest, piece: Piece) -> HttpResponse:
        old, new = (self._state(request, piece, side) for side in ("from", "to"))
        backwards = urlencode({"from": new.name, "to": old.name})
        context = {
            "title": _("What changed in “%(piece)s”") % {"piece": piece},
            "old": _titled(old),
            "new": _titled(new),
            "swapped": f"{self._address_in_history(piece, 'compare')}?{backwards}",
            "can_restore": self.has_change_permission(request, piece),
            **_differences(old.document, new.document),
        }
        return self._page_of_history(request, piece, "admin/piece/compare.html", context)

    def _shown(self, request: HttpRequest, piece: Piece) -> HttpResponse:
        state = self._state(request, piece, "what")
        release = state.row if isinstance(state.row, Release) else None
        context = {
            "title": _("“%(piece)s”: %(state)s") % {"piece": piece, "state": _title(state)},
            "state": _titled(state),
            "rendering": rendered(state.document) if state.document else "",
            "note": release.note if release else "",
            "page_address": release.get_absolute_url() if release and release.live else "",
            "can_restore": self.has_change_permission(request, piece),
        }
        return self._page_of_history(request, piece, "admin/piece/record.html", context)

    def _state(self, request: HttpRequest, piece: Piece, parameter: str) -> Record:
        """Return the state that the address names. Somebody else's autosave is not there."""
        found = record(piece=piece, name=request.GET.get(parameter, ""), user=request.user)
        if found is None:
            raise Http404(_("There is no such version or release of this piece."))
        return found

    # --- the way back -----------------------------------------------------------------------------------------

    def _restored(self, request: HttpRequest, piece: Piece) -> HttpResponse:
        name = (request.POST if request.method == "POST" else request.GET).get("what", "")
        state = record(piece=piece, name=name, user=request.user)
        if state is None or not _is_history(state):
            raise Http404(_("There is no such version or release of this piece."))
        if request.method == "POST" and state.document:
            try:
                return self._do_restore(request, piece, state, state.document)
            except SavedSince:
                sentence = _("Somebody saved this piece while you were looking. This is how it stands now: look again.")
                self.message_user(request, sentence, messages.WARNING)
        return self._ask_to_restore(request, piece, state)

    def _do_restore(self, request: HttpRequest, piece: Piece, state: Record, document: Document) -> HttpResponse:
        seen = request.POST.get("seen", "")
        by = person_of(request)
        # A key that is none is the key of no version: asked again.
        key = int(seen) if seen.isascii() and seen.isdigit() and len(seen) <= 18 else 0
        if restore(piece=piece, document=document, by=by, now=timezone.now(), seen=key) is None:
            self.message_user(request, _("The working copy says exactly that already."))
        else:
            self.log_change(request, piece, _("Restored the version of %(state)s.") % {"state": _title(state)})
            sentence = _("“%(state)s” is the working copy again. Readers see it once you publish it.")
            self.message_user(request, sentence % {"state": _title(state)}, messages.SUCCESS)
        return HttpResponseRedirect(self.address_of(piece))

    def _ask_to_restore(self, request: HttpRequest, piece: Piece, state: Record) -> HttpResponse:
        newest = newest_version(piece)
        now = record(piece=piece, name=NOW, user=request.user)
        after = as_restored(piece=piece, document=state.document) if state.document else None
        context = {
            "title": _("Restore “%(state)s”?") % {"state": _title(state)},
            "old": _titled(Record(NOW, None, None)),
            "new": _titled(state),
            "seen": newest.pk if newest else 0,
            **_differences(now.document if now else None, after),
        }
        return self._page_of_history(request, piece, "admin/piece/restore.html", context)

    # --- what the pages share ---------------------------------------------------------------------------------

    def _address_in_history(self, piece: Piece, page: str) -> str:
        return reverse(f"{self.admin_site.name}:articles_{self.opts.model_name}_{page}", args=(piece.pk,))

    def _page_of_history(
        self, request: HttpRequest, piece: Piece, template: str, context: dict[str, Any]
    ) -> HttpResponse:
        own = forms.Media(css={"all": ["articles/editor/history.css"]}, js=["articles/editor/history.js"])
        shared = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "subtitle": None,
            "piece": piece,
            "media": forms.Media(css={"all": ["articles/editor/desk.css"]}) + own,
            "form_address": self.address_of(piece),
            "history_address": self._address_in_history(piece, "history"),
            "compare_address": self._address_in_history(piece, "compare"),
            "show_address": self._address_in_history(piece, "show"),
            "restore_address": self._address_in_history(piece, "restore"),
        }
        return TemplateResponse(request, template, shared | context)


def _page_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 and int(text) else 1


def _seen(piece: Piece, text: str) -> Seen:
    try:
        at = parse_datetime(text)
    except ValueError:  # well formed, and no such day
        at = None
    if at is None:
        return Seen(None, None)
    at = timezone.make_aware(at) if timezone.is_naive(at) else at
    return Seen(at, seen_by_readers(piece=piece, at=at))


def _is_history(state: Record) -> bool:
    """Return whether a state can be put on top again: an autosave is taken up in the form instead."""
    return isinstance(state.row, Release) or (
        isinstance(state.row, Version) and state.row.kind != Version.Kind.AUTOSAVE
    )


def _differences(old: Document | None, new: Document | None) -> dict[str, Any]:
    """Return the rows of a comparison for a page; none where one of the two cannot be read."""
    fields, blocks = rows_of(compare(old, new)) if old and new else ([], [])
    return {
        "unreadable": old is None or new is None,
        "fields": fields,
        "blocks": blocks,
        "changes": sum(bool(row.number) for row in (*fields, *blocks)),
    }


def _titled(state: Record) -> dict[str, Any]:
    """Return the short name and the words for a state, and whether it can be restored."""
    return {"name": state.name, "title": _title(state), "by": _by(state), "restorable": _is_history(state)}


def _title(state: Record) -> str:
    match state.row:
        case Version(created_at=at):
            return f"{state.row.get_kind_display()}, {moment(at)}"
        case Release(number=number, released_at=at):
            return f"{_('Release %(number)d') % {'number': number}}, {moment(at)}"
    return _("Working copy, as it stands now")


def _by(state: Record) -> str:
    match state.row:
        case Version(by=by) | Release(released_by=by):
            return person(by)
    return ""
