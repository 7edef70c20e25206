"""Publishing and withdrawing at the desk: the pages that ask, the actions of the lists, and what is said afterwards."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.base import DeskAdmin, person_of
from articles.admin.comparisons import rows_of
from articles.admin.moments import Moment
from articles.admin.preflight import rows_of as rows_of_findings
from articles.admin.publishforms import LATER, ChangeForm, PublishForm, WithdrawForm
from articles.admin.publishforms import NOW as NOW_CHOSEN
from articles.desk.comparing import compare
from articles.desk.correcting import shortened
from articles.desk.preflight import Finding, Level, examine, stopping
from articles.desk.publishing import NotPublishable, publish, withdraw
from articles.desk.records import NOW, document_in, record
from articles.desk.restoring import newest_version
from articles.desk.rights import NotAllowed, demand_publishing, edits, may_override, may_publish
from articles.desk.saving import standing_of
from articles.desk.scheduling import NotSchedulable, moment_of, open_schedule, schedule
from articles.document import Document
from articles.models import Release
from articles.models.pieces import Piece

MOST_WARNINGS: Final = 3  # that are told after publishing


class PublishingAdmin(DeskAdmin):
    """Gives a piece's admin the pages and actions that make it public, and take it back."""

    def get_urls(self) -> list[URLPattern]:
        views = {"publish": self.publish_view, "withdraw": self.withdraw_view}
        own = [
            path(f"<path:object_id>/{name}/", self.admin_site.admin_view(view), name=self._name_of(name))
            for name, view in views.items()
        ]
        return own + super().get_urls()

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Return whether somebody may publish pieces of this kind at all; the lists show the actions by it."""
        return edits(request.user, self.model)

    # --- at once ----------------------------------------------------------------------------------------------

    def publish_at_once(self, request: HttpRequest, piece: Any, *, refused: str, **how: Any) -> bool:
        """Publish a piece and tell what became of it; return whether readers see it as it stands.

        `refused` says what was not done, with the names `piece` and `why`.
        """
        before = self.live_release(piece)
        try:
            release = publish(piece=piece, by=person_of(request), now=timezone.now(), **how)
        except NotPublishable as error:
            why = self._why(request, piece, error.findings)
            self.message_user(request, format_html(refused, piece=piece, why=why), messages.ERROR)
            return False
        except NotAllowed as error:
            self.message_user(request, format_html(refused, piece=piece, why=error), messages.ERROR)
            return False
        if before == release:
            sentence = _("“%(piece)s” is on the site already, as it stands here.") % {"piece": piece}
            self.message_user(request, sentence)
            return True
        link = format_html('<a href="{}">{}</a>', release.get_absolute_url(), piece)
        self.message_user(request, format_html(_("“{}” is on the site."), link), messages.SUCCESS)
        self._warn(request, piece)
        return True

    def _why(self, request: HttpRequest, piece: Any, findings: Sequence[Finding]) -> SafeString:
        """Return what stops a piece, and for those who may override it the way to the page where they do."""
        sentences = format_html_join(" ", "{}", ([finding.sentence] for finding in findings))
        if all(finding.level is Level.REQUIRED for finding in findings) or not may_override(request.user):
            return sentences
        way = format_html('<a href="{}">{}</a>', self.way_to("publish", piece), _("Publish in spite of it"))
        return format_html("{} {}", sentences, way)

    def _warn(self, request: HttpRequest, piece: Any) -> None:
        """Tell what the checks would have liked: it stopped nothing."""
        warnings = [one.sentence for one in _warnings(examine(piece, now=timezone.now()))]
        if not warnings:
            return
        said, more = warnings[:MOST_WARNINGS], len(warnings[MOST_WARNINGS:])
        if more:
            said.append(ngettext("And %(count)d more hint.", "And %(count)d more hints.", more) % {"count": more})
        sentence = _("Still open in “%(piece)s”: %(warnings)s") % {"piece": piece, "warnings": " ".join(said)}
        self.message_user(request, sentence, messages.WARNING)

    # --- the page ---------------------------------------------------------------------------------------------

    def publish_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show what would change for readers and what the checks find, and ask how to publish; a POST does it."""
        if request.method not in {"GET", "HEAD", "POST"}:
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        piece = self.get_object(request, unquote(object_id))
        if piece is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        demand_publishing(request.user, piece)
        standing = standing_of(piece)
        if standing.live and not standing.changed:
            self.message_user(request, _("“%(piece)s” is on the site already, as it stands here.") % {"piece": piece})
            return HttpResponseRedirect(self.address_of(piece))
        newest = newest_version(piece)
        seen = newest.pk if newest else 0
        findings = examine(piece, now=timezone.now())
        asked: dict[str, Any] = {
            "live": standing.live is not None,
            "overridable": bool(stopping(findings)) and may_override(request.user),
            "seen": seen,
        }
        form = PublishForm(request.POST or None, initial=_proposed(request, piece), **asked)
        if request.method == "POST" and form.is_valid() and self._published_as_asked(request, piece, form):
            return HttpResponseRedirect(self.address_of(piece))
        context = {
            "title": _("Publish “%(piece)s”") % {"piece": piece},
            "piece": piece,
            "live": standing.live,
            "changes": self._changes(piece, standing.live),
            "stops": rows_of_findings(stopping(findings), form=self.address_of(piece)),
            "hints": rows_of_findings(_warnings(findings), form=self.address_of(piece)),
            "form": form,
            "back": self.address_of(piece),
            "compare_address": self.way_to("compare", piece),
        }
        return self.page(request, "admin/piece/publish.html", context)

    def _published_as_asked(self, request: HttpRequest, piece: Any, form: PublishForm) -> bool:
        """Publish or schedule as the form says; what stops it stands in the form then."""
        values: dict[str, Any] = {
            "piece": piece,
            "by": person_of(request),
            "now": timezone.now(),
            "change": form.kind,
            "note": form.cleaned_data.get("note", ""),
            "override": form.cleaned_data.get("override", ""),
        }
        try:
            if form.moment is None:
                release = publish(**values)
                link = format_html('<a href="{}">{}</a>', release.get_absolute_url(), piece)
                sentence = format_html(_("“{}” is on the site."), link)
            else:
                made = schedule(**values, at=form.moment.at, zone=form.moment.zone)
                names = {"piece": piece, "at": moment_of(made)}
                sentence = format_html("{}", _("“%(piece)s” is scheduled for %(at)s.") % names)
        except (NotPublishable, NotSchedulable, NotAllowed) as error:
            form.add_error(None, str(error))
            return False
        self.message_user(request, sentence, messages.SUCCESS)
        self._warn(request, piece)
        return True

    def _changes(self, piece: Any, live: Release | None) -> list[dict[str, Any]]:
        """Return what differs from what readers see, place by place, with a few words around."""
        now = record(piece=piece, name=NOW, user=None) if live else None
        return changes_between(document_in(live), now.document) if live and now else []

    # --- the lists --------------------------------------------------------------------------------------------

    @admin.action(permissions=["publish"], description=gettext_lazy("Publish selected %(verbose_name_plural)s"))
    def publish_selected(self, request: HttpRequest, queryset: "models.QuerySet[Any]") -> HttpResponse | None:
        """Publish what readers do not see yet; ask once what the changes of the others mean, then publish those."""
        refused = _("“{piece}” was not published. {why}")
        form = ChangeForm(request.POST) if "change_asked" in request.POST else ChangeForm()
        asked = []
        for piece in queryset:
            standing = standing_of(piece)
            if standing.live and standing.changed and may_publish(request.user, piece):
                if not form.is_valid():
                    asked.append(piece)
                    continue
                how = {"change": form.kind, "note": form.cleaned_data["note"]}
                self.publish_at_once(request, piece, refused=refused, **how)
            else:
                self.publish_at_once(request, piece, refused=refused)
        if not asked:
            return None
        title = ngettext(
            "Publish the changes of %(count)d piece?", "Publish the changes of %(count)d pieces?", len(asked)
        )
        context = {
            "title": title % {"count": len(asked)},
            "pieces": [(piece, self._changes(piece, self.live_release(piece))) for piece in asked],
            "form": form,
            "back": self._list_address(),
        }
        return self.page(request, "admin/piece/publish_selected.html", context)

    @admin.action(permissions=["publish"], description=gettext_lazy("Withdraw selected %(verbose_name_plural)s"))
    def withdraw_selected(self, request: HttpRequest, queryset: "models.QuerySet[Any]") -> HttpResponse | None:
        """Ask, then take the selected pieces that are live from the site."""
        live = list(queryset.filter(releases__live=True))
        if not live:
            self.message_user(request, _("Nothing was withdrawn: none of these is on the site."), messages.WARNING)
            return None
        if request.POST.get("withdraw"):
            self._withdraw(request, live)
            return None
        return self._ask_to_withdraw(request, live, action="withdraw_selected", back=self._list_address())

    # --- withdrawing ------------------------------------------------------------------------------------------

    def withdraw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask before a piece is taken from the site, and for a note to readers; a POST does it."""
        piece = self.get_object(request, unquote(object_id))
        if piece is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        demand_publishing(request.user, piece)
        if not piece.releases.filter(live=True).exists():
            self.message_user(request, _("“%(piece)s” is not on the site.") % {"piece": piece}, messages.WARNING)
        elif request.method == "POST":
            self._withdraw(request, [piece])
        else:
            return self._ask_to_withdraw(request, [piece], action="", back=self.address_of(piece))
        return HttpResponseRedirect(self.address_of(piece))

    def _ask_to_withdraw(self, request: HttpRequest, pieces: list[Any], *, action: str, back: str) -> HttpResponse:
        title = ngettext("Withdraw %(count)d piece?", "Withdraw %(count)d pieces?", len(pieces))
        context = {
            "title": title % {"count": len(pieces)} if action else _("Withdraw “%(piece)s”?") % {"piece": pieces[0]},
            "piece": None if action else pieces[0],
            "pieces": pieces,
            "action": action,
            "form": WithdrawForm(),
            "back": back,
        }
        return self.page(request, "admin/piece/withdraw.html", context)

    def _withdraw(self, request: HttpRequest, pieces: Iterable[Any]) -> None:
        for piece in pieces:
            try:
                done = withdraw(
                    piece=piece, by=person_of(request), now=timezone.now(), note=request.POST.get("note", "")
                )
            except NotAllowed as error:
                self.message_user(request, str(error), messages.ERROR)
                continue
            if done:
                sentence = _("“%(piece)s” was taken from the site.") % {"piece": piece}
                self.message_user(request, sentence, messages.SUCCESS)

    # --- what the pages share ---------------------------------------------------------------------------------

    def live_release(self, piece: Piece) -> Release | None:
        """Return what readers see of `piece`, with its section. One query."""
        return Release.objects.live().filter(**{str(self.opts.model_name): piece}).select_related("section").first()

    def way_to(self, name: str, piece: Any) -> str:
        """Return the address of the page called `name` of a piece."""
        return reverse(f"{self.admin_site.name}:{self._name_of(name)}", args=(piece.pk,))

    def _name_of(self, page: str) -> str:
        return f"articles_{self.opts.model_name}_{page}"

    def _list_address(self) -> str:
        return reverse(f"{self.admin_site.name}:articles_{self.opts.model_name}_changelist")

    def page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        """Return a page that asks something about pieces."""
        media = forms.Media(
            css={"all": [f"articles/editor/{name}.css" for name in ("desk", "history", "publishing")]},
            js=["articles/editor/publishing.js"],
        )
        if form := context.get("form"):
            media += form.media
        shared = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "subtitle": None,
            "media": media,
            "needs_words": isinstance(form, PublishForm),  # the calendar has its own
        }
        return TemplateResponse(request, template, shared | context)


def _warnings(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.level is Level.WARNING]


def changes_between(old: Document | None, new: Document | None) -> list[dict[str, Any]]:
    """Return what differs, place by place, with a few words around; nothing where one of them cannot be read."""
    if old is None or new is None:
        return []
    # The date of the update is the release's own.
    fields, blocks = rows_of(compare(old, msgspec.structs.replace(new, updated_at=old.updated_at)))
    return [
        {"label": row.label, "runs": shortened(row.runs), "same_words": row.same_words}
        for row in (*fields, *blocks)
        if row.number and row.kind != "left"
    ]


def _proposed(request: HttpRequest, piece: Any) -> dict[str, Any]:
    """Return what the page proposes: now, or where a time was asked for, the one there is or the end of an embargo."""
    if request.GET.get("when") != LATER:
        return {"when": NOW_CHOSEN}
    there = open_schedule(piece)
    if there:
        return {"when": LATER, "at": Moment(there.at, there.zone)}
    embargo = piece.embargo_until
    return {"when": LATER} | ({"at": embargo} if embargo and embargo > timezone.now() else {})
