"""Who may do what with which row: the desk's rules, asked by every page, list, popup and search of the admin."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, TypeVar

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from articles.desk import rights
from articles.models import Article, Gallery, Picture

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]  # generic in the stubs only
    TabularInline = admin.TabularInline[Any, Any]
else:
    ModelAdmin = TabularInline = object

Row = TypeVar("Row", bound=models.Model)

# What readers are told of times, and from when: of those who publish.
PUBLISHERS_FIELDS: Final = ("embargo_until", "published_at", "updated_at")


class Scoped(ModelAdmin):
    """Lists, pages and deletions of what somebody may see and change, as `articles/desk/rights.py` has it.

    A row that somebody may not see is not there: its addresses answer as those of a row that never was.
    """

    def get_queryset(self, request: HttpRequest) -> "models.QuerySet[Any]":
        return rights.visible(super().get_queryset(request), to=request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_view_permission(request, obj) and (obj is None or may_see(request.user, obj))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or may_change(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or may_change(request.user, obj))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Let times that readers are told be set by who publishes the piece, whatever a form sends."""
        fields = super().get_readonly_fields(request, obj)
        if not issubclass(self.model, Article | Gallery) or rights.edits_piece(request.user, obj or self.model()):
            return fields
        there = {field.name for field in self.opts.get_fields()}
        return (*fields, *(name for name in PUBLISHERS_FIELDS if name in there and name not in fields))

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        """Say that a row is not there to those only who may see some of its kind; everybody else is refused."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return super()._get_obj_does_not_exist_redirect(request, opts, object_id)  # type: ignore[no-any-return, misc]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Note who made a row, where rows of this kind know it."""
        if not change and hasattr(obj, "created_by_id"):
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Lead to the list where a piece was moved out of what one may see: there is no page of it to go on with."""
        if IS_POPUP_VAR in request.POST or may_see(request.user, obj):
            return super().response_change(request, obj)
        sentence = _("“%(row)s” was saved. It is in a section now that you do not work in: others go on with it.")
        self.message_user(request, sentence % {"row": obj}, messages.SUCCESS)
        return self.response_post_save_change(request, obj)

    def deletable(self, request: HttpRequest, rows: Iterable[Row]) -> list[Row]:
        """Return those of `rows` that this person may delete, and tell them of the others."""
        found = []
        for row in rows:
            if self.has_delete_permission(request, row):
                found.append(row)
            else:
                self.message_user(request, _("You may not delete “%(row)s”.") % {"row": row}, messages.ERROR)
        return found


class ScopedInline(TabularInline):
    """Rows that are edited on the page of the row they belong to, by whoever may change that."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._owner().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        owner = self._owner()
        return owner.has_change_permission(request, obj) if obj else owner.has_add_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def _owner(self) -> "admin.ModelAdmin[Any]":
        return self.admin_site.get_model_admin(self.parent_model)


def may_see(user: Any, row: models.Model) -> bool:
    """Return whether `user`, who may see some rows of this kind, may see this one."""
    if not rights.hangs_on_pieces(type(row)):
        return True
    piece = rights.piece_of(row)
    return _orphan_seen(user, row) if piece is None else rights.may_see(user, piece)


def may_change(user: Any, row: models.Model) -> bool:
    """Return whether `user`, who may change some rows of this kind, may change this one."""
    if isinstance(row, Picture):
        return rights.may_change_picture(user, row)
    if not rights.hangs_on_pieces(type(row)):
        return True
    piece = rights.piece_of(row)
    return _orphan_seen(user, row) if piece is None else rights.may_write(user, piece)


def _orphan_seen(user: Any, row: models.Model) -> bool:
    """Return whether `user` may see a row that hangs on no piece yet. One query."""
    return bool(rights.visible(type(row)._default_manager.filter(pk=row.pk), to=user).exists())
