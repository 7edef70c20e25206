"""The steps of a piece through the desk as buttons on its form: handed in, sent back, published, withdrawn.

A button saves the form first where it can be written, so that nothing typed is lost, and takes the step then. What
somebody may do is asked of the desk, and again by the desk when it is done.
"""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from django import forms
from django.contrib import messages
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.base import person_of
from articles.admin.columns import moment_in_full
from articles.admin.entries import person
from articles.admin.publishforms import HandInForm, SendBackForm
from articles.admin.publishing import PublishingAdmin, changes_between
from articles.desk.rights import NotAllowed, demand_publishing, demand_writing
from articles.desk.saving import Standing, standing_of
from articles.desk.scheduling import NotSchedulable, open_schedule, unschedule
from articles.desk.workflow import (
    Step,
    WrongStep,
    next_steps,
    note_that_matters,
    reopen,
    send_back,
    submit,
    take_back,
)
from articles.document import from_builtins
from articles.models import JournalEntry, Schedule

PUBLISH: Final = "_publish"  # the name of the one button that has a key
STEP: Final = "_step"
WITH_NOTE: Final = "hand_in_note"  # handing in, with a page before it
_IN_BAR: Final = (Step.HAND_IN, Step.TAKE_BACK, Step.SEND_BACK, Step.PUBLISH)
STEPS: Final = forms.Media(css={"all": ["articles/editor/history.css", "articles/editor/publishing.css"]})
# The pages that ask what a step has to know.
_PAGES: Final[dict[str, str]] = {
    WITH_NOTE: "hand_in", Step.SEND_BACK: "send_back", Step.SCHEDULE: "publish", Step.WITHDRAW: "withdraw",
}  # fmt: skip


class Button(NamedTuple):
    """A button of the form.

    Args:
        name: of the input.
        value: of the input.
        label: what stands on it.
        look: for the style sheet.
        asks: whether a page with a question follows.
    """

    name: str
    value: str
    label: str
    look: str
    asks: bool


class Plan(NamedTuple):
    """What is scheduled, as the form says it.

    Args:
        moment: when, in words.
        by: who scheduled it.
        changes_live: whether it is a change to a live piece, put aside.
        note: what readers will be told.
        changes: what the change changes.
        failure: why it was not published, "" as long as nothing was tried.
    """

    moment: str
    by: str
    changes_live: bool
    note: str
    changes: list[dict[str, Any]]
    failure: str


class Steps(NamedTuple):
    """What the form shows of the way of a piece.

    Args:
        bar: the buttons that are used all day.
        beside: all others.
        address: where the buttons lead on a form that cannot be written; "" where it is saved first.
        told: the note with which the piece was handed in or sent back last.
        plan: what is scheduled.
    """

    bar: tuple[Button, ...]
    beside: tuple[Button, ...]
    address: str
    told: JournalEntry | None
    plan: Plan | None


class StepsAdmin(PublishingAdmin):
    """Gives the form of a piece its buttons, and takes the steps."""

    def get_urls(self) -> list[URLPattern]:
        views = {"step": self.step_view, "hand-in": self.hand_in_view, "send-back": self.send_back_view}
        own = [
            path(
                f"<path:object_id>/{name}/",
                self.admin_site.admin_view(view),
                name=f"articles_{self.opts.model_name}_{name.replace('-', '_')}",
            )
            for name, view in views.items()
        ]
        return own + super().get_urls()

    # --- what the form shows ----------------------------------------------------------------------------------

    def steps_shown(self, request: HttpRequest, piece: Any, standing: Standing, *, writable: bool) -> Steps:
        """Return the buttons and notes for the form of `piece`, None for a new one. Nine queries at most."""
        there = open_schedule(piece) if piece else None
        live = standing.live is not None
        ready = next_steps(piece=piece or self.model(), by=person_of(request), live=live, scheduled=there is not None)
        beside = [_button(step, live=live) for step in ready if step not in _IN_BAR]
        if Step.HAND_IN in ready:
            beside.insert(0, Button(STEP, WITH_NOTE, _("Hand in with a note…"), "hand-in-note", asks=True))
        if Step.UNSCHEDULE in ready and there and there.document is None:
            beside.insert(0, Button(STEP, Step.SCHEDULE, _("Change the time…"), "schedule", asks=True))
        return Steps(
            bar=tuple(_button(step, live=live) for step in ready if step in _IN_BAR),
            beside=tuple(beside),
            address="" if writable or piece is None else self.way_to("step", piece),
            told=note_that_matters(piece) if piece else None,
            plan=_plan(there) if there else None,
        )

    # --- taking a step ----------------------------------------------------------------------------------------

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        return self._stepped(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self._stepped(request, obj) or super().response_change(request, obj)

    def _stepped(self, request: HttpRequest, piece: Any) -> HttpResponse | None:
        """Take the step whose button was pressed, if one was: the form is saved by now, whatever becomes of it."""
        pressed = _pressed(request)
        return self._take(request, piece, pressed, saved=True) if pressed else None

    def step_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Take a step from a form that cannot be written; POST only."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        piece = self.get_object(request, unquote(object_id))
        if piece is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, piece):
            raise PermissionDenied
        pressed = _pressed(request)
        if not pressed:
            self.message_user(request, _("This page does not know that step. Reload it."), messages.ERROR)
            return HttpResponseRedirect(self.address_of(piece))
        return self._take(request, piece, pressed, saved=False)

    def _take(self, request: HttpRequest, piece: Any, pressed: str, *, saved: bool) -> HttpResponse:
        """Take a step, or lead to the page that asks what has to be known first; tell what became of it."""
        try:
            if asking := self._page_that_asks(request, piece, pressed):
                return HttpResponseRedirect(asking)
            if pressed == Step.PUBLISH:
                self.publish_at_once(request, piece, refused=_not_published(saved=saved))
            else:
                self.message_user(request, _DEEDS[pressed](request, piece), messages.SUCCESS)
        except (WrongStep, NotAllowed, NotSchedulable) as error:
            sentence = _("“%(piece)s” was saved. %(why)s") % {"piece": piece, "why": error} if saved else str(error)
            self.message_user(request, sentence, messages.ERROR)
        filters: Any = {"preserved_filters": self.get_preserved_filters(request), "opts": self.opts}
        return HttpResponseRedirect(add_preserved_filters(filters, self.address_of(piece)))

    def _page_that_asks(self, request: HttpRequest, piece: Any, pressed: str) -> str:
        """Return the address of the page that a step needs first, "" where it is taken at once.

        Raises `NotAllowed` where the page would refuse: here it is a sentence on the form.
        """
        page = _PAGES.get(pressed, "")
        if pressed == Step.PUBLISH:
            standing = standing_of(piece)
            page = "publish" if standing.live and standing.changed else ""
        if page and pressed != WITH_NOTE:
            demand_publishing(request.user, piece)
        when = "?when=later" if pressed == Step.SCHEDULE else ""
        return self.way_to(page, piece) + when if page else ""

    # --- the pages that ask for a note ------------------------------------------------------------------------

    def hand_in_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask for a note to the editors before a piece is handed in; a POST does it."""
        return self._noted(request, object_id, HandInForm, Step.HAND_IN)

    def send_back_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask what is to be done before a piece goes back to its author; a POST does it."""
        return self._noted(request, object_id, SendBackForm, Step.SEND_BACK)

    def _noted(self, request: HttpRequest, object_id: str, asks: type[forms.Form], step: Step) -> HttpResponse:
        if request.method not in {"GET", "HEAD", "POST"}:
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        piece = self.get_object(request, unquote(object_id))
        if piece is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        (demand_writing if step is Step.HAND_IN else demand_publishing)(request.user, piece)
        form = asks(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                sentence = _DEEDS[step](request, piece)
            except WrongStep as error:
                form.add_error(None, str(error))
            else:
                self.message_user(request, sentence, messages.SUCCESS)
                return HttpResponseRedirect(self.address_of(piece))
        titles = {Step.HAND_IN: _("Hand “%(piece)s” in"), Step.SEND_BACK: _("Send “%(piece)s” back")}
        context = {
            "title": titles[step] % {"piece": piece},
            "piece": piece,
            "form": form,
            "button": _("Hand in") if step is Step.HAND_IN else _("Send back"),
            "back": self.address_of(piece),
        }
        return self.page(request, "admin/piece/note.html", context)


def _pressed(request: HttpRequest) -> str:
    """Return the step whose button was pressed, "" for none."""
    value = str(Step.PUBLISH) if PUBLISH in request.POST else request.POST.get(STEP, "")
    return value if value in {*Step, WITH_NOTE} else ""


def _not_published(*, saved: bool) -> str:
    """Return the sentence that says that a piece was not published, with the places `piece` and `why`."""
    return _("“{piece}” was saved, but not published. {why}") if saved else _("“{piece}” was not published. {why}")


# --- the steps that need no page ------------------------------------------------------------------------------


def _hand_in(request: HttpRequest, piece: Any) -> str:
    submit(piece=piece, by=person_of(request), now=timezone.now(), note=request.POST.get("note", "").strip())
    return _("“%(piece)s” is handed in: an editor of its section finds it.") % {"piece": piece}


def _take_back(request: HttpRequest, piece: Any) -> str:
    take_back(piece=piece, by=person_of(request), now=timezone.now())
    return _("“%(piece)s” is your draft again.") % {"piece": piece}


def _send_back(request: HttpRequest, piece: Any) -> str:
    send_back(piece=piece, by=person_of(request), now=timezone.now(), note=request.POST.get("note", ""))
    return _("“%(piece)s” is back with its author.") % {"piece": piece}


def _reopen(request: HttpRequest, piece: Any) -> str:
    reopen(piece=piece, by=person_of(request), now=timezone.now())
    return _("“%(piece)s” is a draft again. What readers see stays.") % {"piece": piece}


def _unschedule(request: HttpRequest, piece: Any) -> str:
    return unschedule(piece=piece, by=person_of(request), now=timezone.now()).sentence


_DEEDS: dict[str, Callable[[HttpRequest, Any], str]] = {
    Step.HAND_IN: _hand_in,
    Step.TAKE_BACK: _take_back,
    Step.SEND_BACK: _send_back,
    Step.REOPEN: _reopen,
    Step.UNSCHEDULE: _unschedule,
}
_LABELS = {
    Step.HAND_IN: gettext_lazy("Hand in"),
    Step.TAKE_BACK: gettext_lazy("Take back"),
    Step.SEND_BACK: gettext_lazy("Send back…"),
    Step.REOPEN: gettext_lazy("Take up again"),
    Step.PUBLISH: gettext_lazy("Publish"),
    Step.SCHEDULE: gettext_lazy("Schedule…"),
    Step.UNSCHEDULE: gettext_lazy("Take off the schedule"),
    Step.WITHDRAW: gettext_lazy("Withdraw…"),
}


def _plan(there: Schedule) -> Plan:
    aside, base = there.document, there.base
    return Plan(
        moment=moment_in_full(there.at, there.zone),
        by=person(there.made_by),
        changes_live=aside is not None,
        note=there.note,
        changes=changes_between(from_builtins(base), from_builtins(aside)) if base and aside else [],
        failure=there.failure,
    )


def _button(step: Step, *, live: bool) -> Button:
    if step is Step.PUBLISH:
        return Button(PUBLISH, step, _("Publish changes…") if live else _("Publish"), "publish", asks=live)
    return Button(STEP, step, str(_LABELS[step]), step.replace("_", "-"), asks=step in _PAGES)
