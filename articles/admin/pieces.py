"""What articles and galleries have in common at the desk: saving, publishing, withdrawing, and how they stand."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.columns import moment, status
from articles.admin.inputs import TopicField
from articles.admin.keeping import KeepingAdmin
from articles.admin.keepingmedia import KEEPING
from articles.admin.reviewing import ReviewedAdmin
from articles.desk.journal import By
from articles.desk.publishing import NotPublishable, publish, withdraw
from articles.desk.saving import Standing, saved, standing_of
from articles.models import Release, Version
from articles.models.pieces import Piece

LIVE = models.Prefetch(
    "releases",
    Release.objects.live().select_related("section").defer("document", "body"),
    to_attr="live_releases",
)


class PieceAdmin(ReviewedAdmin, KeepingAdmin):
    """The desk's page of a piece. What readers see changes only by the buttons."""

    change_form_template = "admin/piece/change_form.html"
    actions: Sequence[Any] = ("publish_selected", "withdraw_selected", "delete_selected")

    def get_urls(self) -> list[URLPattern]:
        name = f"articles_{self.opts.model_name}_withdraw"
        own = [path("<path:object_id>/withdraw/", self.admin_site.admin_view(self.withdraw_view), name=name)]
        return own + super().get_urls()

    def joined(self, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        return rows.select_related("section").prefetch_related(LIVE)

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def status_shown(self, piece: Any) -> SafeString:
        return status(piece, next(iter(piece.live_releases), None))

    @admin.display(description=gettext_lazy("changed at"), ordering="changed_at")
    def changed_shown(self, piece: Piece) -> str:
        return moment(piece.changed_at)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "tags":
            text = _("Type to find a topic; a new word followed by Enter makes a new one.")
            return TopicField(self.admin_site, label=db_field.verbose_name.capitalize(), help_text=text)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """An address that readers know stays as it is."""
        fixed = ("slug",) if obj is not None and _has_releases(obj) else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    # --- saving -----------------------------------------------------------------------------------------------

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        super().save_related(request, form, formsets, change)
        kind = Version.Kind.MERGE if form.joined else Version.Kind.EDIT
        saved(piece=form.instance, by=_person(request), now=timezone.now(), kind=kind)
        self.settle(request, form, form.instance)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        return self._published(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self._published(request, obj) or super().response_change(request, obj)

    def _published(self, request: HttpRequest, piece: Piece) -> HttpResponse | None:
        """Answer the publish button: the form is saved by now, whether it can be published or not."""
        if "_publish" not in request.POST:
            return None
        if not self.has_change_permission(request, piece):
            raise PermissionDenied
        self._publish(request, [piece], refused=_("“%(piece)s” was saved, but not published. %(why)s"))
        filters: Any = {"preserved_filters": self.get_preserved_filters(request), "opts": self.opts}
        return HttpResponseRedirect(add_preserved_filters(filters, self.address_of(piece)))

    # --- publishing and withdrawing ---------------------------------------------------------------------------

    @admin.action(permissions=["change"], description=gettext_lazy("Publish selected %(verbose_name_plural)s"))
    def publish_selected(self, request: HttpRequest, queryset: "models.QuerySet[Any]") -> None:
        """Publish each of the selected pieces that can be, and say what the others lack."""
        self._publish(request, queryset, refused=_("“%(piece)s” was not published. %(why)s"))

    def _publish(self, request: HttpRequest, pieces: Iterable[Any], *, refused: str) -> None:
        for piece in pieces:
            before = self._live(piece)
            try:
                release = publish(piece=piece, by=_person(request), now=timezone.now())
            except NotPublishable as error:
                self.message_user(request, refused % {"piece": piece, "why": error}, messages.ERROR)
                continue
            if before == release:
                sentence = _("“%(piece)s” is on the site already, as it stands here.") % {"piece": piece}
                self.message_user(request, sentence)
                continue
            self.log_change(request, piece, _("Published."))
            link = format_html('<a href="{}">{}</a>', release.get_absolute_url(), piece)
            self.message_user(request, format_html(_("“{}” is on the site."), link), messages.SUCCESS)

    @admin.action(permissions=["change"], description=gettext_lazy("Withdraw selected %(verbose_name_plural)s"))
    def withdraw_selected(self, request: HttpRequest, queryset: "models.QuerySet[Any]") -> HttpResponse | None:
        """Ask, then take the selected pieces that are live from the site."""
        live = list(queryset.filter(releases__live=True))
        if not live:
            self.message_user(request, _("Nothing was withdrawn: none of these is on the site."), messages.WARNING)
            return None
        if request.POST.get("withdraw"):
            self._withdraw(request, live)
            return None
        back = reverse(f"{self.admin_site.name}:articles_{self.opts.model_name}_changelist")
        return self._ask_to_withdraw(request, live, action="withdraw_selected", back=back)

    def withdraw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask before a piece is taken from the site; a POST does it."""
        piece = self.get_object(request, unquote(object_id))
        if piece is None:
            return self._get_obj_does_not_exist_redirect(  # type: ignore[no-any-return, attr-defined]
                request, self.opts, object_id
            )
        if not self.has_change_permission(request, piece):
            raise PermissionDenied
        if not piece.releases.filter(live=True).exists():
            self.message_user(request, _("“%(piece)s” is not on the site.") % {"piece": piece}, messages.WARNING)
        elif request.method == "POST":
            self._withdraw(request, [piece])
        else:
            return self._ask_to_withdraw(request, [piece], action="", back=self.address_of(piece))
        return HttpResponseRedirect(self.address_of(piece))

    def _ask_to_withdraw(self, request: HttpRequest, pieces: list[Any], *, action: str, back: str) -> HttpResponse:
        title = ngettext("Withdraw %(count)d piece?", "Withdraw %(count)d pieces?", len(pieces)) % {
            "count": len(pieces)
        }
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": title if action else _("Withdraw “%(piece)s”?") % {"piece": pieces[0]},
            "subtitle": None,
            "pieces": pieces,
            "action": action,
            "back": back,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/piece/withdraw.html", context)

    def _withdraw(self, request: HttpRequest, pieces: Iterable[Any]) -> None:
        for piece in pieces:
            if withdraw(piece=piece, by=_person(request), now=timezone.now()):
                self.log_change(request, piece, _("Withdrawn."))
                self.message_user(
                    request, _("“%(piece)s” was taken from the site.") % {"piece": piece}, messages.SUCCESS
                )

    # --- how it stands ----------------------------------------------------------------------------------------

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """Return the address of the page that readers see now."""
        if obj is None:
            return None
        live = self._live(obj)
        return live.get_absolute_url() if live else None

    def _live(self, piece: Piece) -> Release | None:
        return Release.objects.live().filter(**{str(self.opts.model_name): piece}).select_related("section").first()

    def render_change_form(  # noqa: PLR0917 - Django's signature
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,  # noqa: FBT001, FBT002
        change: bool = False,  # noqa: FBT001, FBT002
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        standing = standing_of(obj) if obj else Standing(None, changed=False)
        may_publish = self.has_change_permission(request, obj) and not context["is_popup"]
        may_write = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        withdraw_name = f"{self.admin_site.name}:articles_{self.opts.model_name}_withdraw"
        context |= {
            "piece": obj,
            "keeping": None if context["is_popup"] or not may_write else self.keeping_context(request, obj),
            "questions": context["adminform"].form.questions,
            "standing": standing,
            "status": status(obj) if obj else "",
            "show_publish": may_publish,
            "withdraw_address": reverse(withdraw_name, args=(obj.pk,)) if standing.live and may_publish else "",
            "records": self._records(request, obj) if obj else (),
            "media": context["media"] + KEEPING,
        }
        return super().render_change_form(request, context, add, change, form_url, obj)  # type: ignore[no-any-return]

    def _records(self, request: HttpRequest, piece: Piece) -> list[tuple[str, str]]:
        """Return the ways to the versions and releases of `piece`, for those who may see them."""
        kinds = ((Version, _("Versions")), (Release, _("Releases")))
        return [
            (
                name,
                f"{reverse(f'{self.admin_site.name}:articles_{kind._meta.model_name}_changelist')}"
                f"?{self.opts.model_name}__id__exact={piece.pk}",
            )
            for kind, name in kinds
            if request.user.has_perm(f"articles.view_{kind._meta.model_name}")
        ]

    # --- deleting ---------------------------------------------------------------------------------------------

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What readers have seen is withdrawn, not deleted."""
        return super().has_delete_permission(request, obj) and not (obj is not None and _has_releases(obj))

    def why_kept(self, row: Any) -> str:
        if _has_releases(row):
            sentence = _(
                "“%(piece)s” was published and cannot be deleted: its address must go on answering. Withdraw it."
            )
            return sentence % {"piece": row}
        return super().why_kept(row)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Versions are read-only, but they go with their piece."""
        deletable, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return deletable, counts, {one for one in lacking if one != Version._meta.verbose_name}, protected


def _person(request: HttpRequest) -> By:
    """Return who is at the desk; the admin lets nobody anonymous in."""
    return request.user if request.user.is_authenticated else None


def _has_releases(piece: Piece) -> bool:
    """Return whether readers have ever seen `piece`; asked several times for one page, so it is kept."""
    if not hasattr(piece, "_has_releases"):
        piece._has_releases = piece.pk is not None and piece.releases.exists()  # type: ignore[union-attr]
    return bool(piece._has_releases)  # type: ignore[union-attr]
