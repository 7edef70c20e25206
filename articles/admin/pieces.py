"""What articles and galleries have in common at the desk: lists, saving, how they stand, deleting."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.base import person_of
from articles.admin.columns import moment, moment_in_full, status
from articles.admin.inputs import TopicField
from articles.admin.keeping import KeepingAdmin
from articles.admin.keepingmedia import KEEPING
from articles.admin.preflight import PREFLIGHT
from articles.admin.reviewing import ReviewedAdmin
from articles.admin.steps import STEPS, StepsAdmin
from articles.desk.saving import Standing, saved, standing_of
from articles.models import Release, Schedule, Version
from articles.models.pieces import Piece

LIVE = models.Prefetch(
    "releases",
    Release.objects.live().select_related("section").defer("document", "body"),
    to_attr="live_releases",
)

DUE = models.Prefetch("schedules", Schedule.objects.open().defer("document", "base"), to_attr="open_schedules")


class PieceAdmin(StepsAdmin, ReviewedAdmin, KeepingAdmin):
    """The desk's page of a piece. What readers see changes only by the buttons."""

    change_form_template = "admin/piece/change_form.html"
    actions: Sequence[Any] = ("publish_selected", "withdraw_selected", "delete_selected")

    def joined(self, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        return rows.select_related("section").prefetch_related(LIVE, DUE)

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def status_shown(self, piece: Any) -> SafeString:
        return status(piece, next(iter(piece.live_releases), None), next(iter(piece.open_schedules), None))

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
        saved(piece=form.instance, by=person_of(request), now=timezone.now(), kind=kind)
        self.settle(request, form, form.instance)

    # --- how it stands ----------------------------------------------------------------------------------------

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """Return the address of the page that readers see now."""
        if obj is None:
            return None
        known: Standing | None = getattr(obj, "_standing", None)
        live = known.live if known else self.live_release(obj)
        return live.get_absolute_url() if live else None

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
        if obj:
            obj._standing = standing  # asked for again by Django's own part of the page
        may_write = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        context |= {
            "piece": obj,
            "keeping": None if context["is_popup"] or not may_write else self.keeping_context(request, obj),
            "preflight": None if context["is_popup"] or not may_write else self.preflight(context["adminform"].form),
            "questions": context["adminform"].form.questions,
            "standing": standing,
            "status": status(obj) if obj else "",
            "embargo": _embargo(obj),
            "steps": None if context["is_popup"] else self.steps_shown(request, obj, standing, writable=may_write),
            "records": self._records(request, obj) if obj else (),
            "media": context["media"] + KEEPING + PREFLIGHT + STEPS,
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


def _embargo(piece: Any) -> str:
    """Return until when nobody publishes `piece`, in words; "" where no embargo holds."""
    until = piece.embargo_until if piece else None
    return moment_in_full(until, settings.TIME_ZONE) if until and until > timezone.now() else ""


def _has_releases(piece: Piece) -> bool:
    """Return whether readers have ever seen `piece`; asked several times for one page, so it is kept."""
    if not hasattr(piece, "_has_releases"):
        piece._has_releases = piece.pk is not None and piece.releases.exists()  # type: ignore[union-attr]
    return bool(piece._has_releases)  # type: ignore[union-attr]
