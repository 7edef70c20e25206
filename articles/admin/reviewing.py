"""Preview links of a piece, and the comments that came by them: made, taken back and ticked off at the desk."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.base import DeskAdmin, person_of
from articles.desk.reviewing import (
    DAYS,
    DEFAULT_DAYS,
    address_of,
    annotations_of,
    make_link,
    open_annotations,
    revoke,
    tick_off,
)
from articles.models import PreviewLink
from articles.models.pieces import Piece

MOST_SHOWN = 200  # comments, and links, on one page


class ReviewedAdmin(DeskAdmin):
    """Gives a piece's admin the page of its preview links and comments.

    Whoever may see the piece may read it. Links are made, shown and taken back, and comments ticked off, by those who
    may change the piece.
    """

    def get_urls(self) -> list[URLPattern]:
        views: dict[str, tuple[Callable[..., HttpResponse], str]] = {
            "preview-links/": (self.preview_links_view, "preview_links"),
            "preview-links/<int:link>/revoke/": (self.revoke_view, "revoke"),
            "annotations/": (self.annotations_view, "annotations"),
            "annotations/<int:annotation>/": (self.tick_off_view, "tick_off"),
        }
        own = [
            path(
                f"<path:object_id>/{tail}",
                self.admin_site.admin_view(view),
                name=f"articles_{self.opts.model_name}_{name}",
            )
            for tail, (view, name) in views.items()
        ]
        return own + super().get_urls()

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Tell the form's template how many comments are open, and where they are. One query."""
        piece = kwargs.get("obj") or (args[3] if len(args) > 3 else None)
        context |= {
            "open_annotations": open_annotations(piece) if piece else 0,
            "preview_links_address": self._way_to("preview_links", piece.pk) if piece else "",
            "annotations_address": self._way_to("annotations", piece.pk) if piece else "",
        }
        return super().render_change_form(request, context, *args, **kwargs)

    # --- the page ---------------------------------------------------------------------------------------------

    def preview_links_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """List links and comments; a POST with `days` makes a link. Ten queries."""
        piece = self._reviewed(request, object_id, change=request.method == "POST")
        if request.method == "POST":
            return self._make(request, piece)
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        may_change = self.has_change_permission(request, piece)
        context = {
            **self.admin_site.each_context(request),
            **self._comments(piece, every=True, may_change=may_change),
            "opts": self.opts,
            "title": _("Preview links and comments"),
            "subtitle": str(piece),
            "piece": piece,
            "back": self.address_of(piece),
            "show_make": may_change,
            "links": [self._row(request, link, may_change=may_change) for link in _links_of(piece)],
            "days": DAYS,
            "default_days": DEFAULT_DAYS,
        }
        return TemplateResponse(request, "admin/piece/preview_links.html", context)

    def _make(self, request: HttpRequest, piece: Piece) -> HttpResponse:
        days = request.POST.get("days", "")
        if days not in map(str, DAYS):
            self.message_user(request, _("Choose for how many days the link is to open."), messages.ERROR)
            return HttpResponseRedirect(self._way_to("preview_links", piece.pk))
        link = make_link(piece=piece, by=person_of(request), now=timezone.now(), days=int(days))
        self.log_change(request, piece, _("Made a preview link."))
        return HttpResponseRedirect(f"{self._way_to('preview_links', piece.pk)}?made={link.pk}")

    def _row(self, request: HttpRequest, link: PreviewLink, *, may_change: bool) -> dict[str, Any]:
        """Return a link for the page; its address only for those who may hand it out, while it opens something."""
        is_open = link.revoked_at is None and timezone.now() < link.expires_at
        piece = link.article_id or link.gallery_id
        return {
            "link": link,
            "open": is_open,
            "made": request.GET.get("made") == str(link.pk),
            "address": request.build_absolute_uri(address_of(link)) if is_open and may_change else "",
            "revoke": self._way_to("revoke", piece, link.pk) if is_open and may_change else "",
        }

    def revoke_view(self, request: HttpRequest, object_id: str, link: int) -> HttpResponse:
        """Take a link back; POST only."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        piece = self._reviewed(request, object_id, change=True)
        row = get_object_or_404(PreviewLink, pk=link, **{str(self.opts.model_name): piece})
        revoke(link=row, by=person_of(request), now=timezone.now())
        self.log_change(request, piece, _("Took a preview link back."))
        self.message_user(request, _("The link opens nothing any more."), messages.SUCCESS)
        return HttpResponseRedirect(self._way_to("preview_links", piece.pk))

    # --- comments ---------------------------------------------------------------------------------------------

    def annotations_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Answer the comments as a piece of HTML for another page: the open ones, with `all` every one."""
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        piece = self._reviewed(request, object_id, change=False)
        return self._fragment(request, piece, every="all" in request.GET)

    def tick_off_view(self, request: HttpRequest, object_id: str, annotation: int) -> HttpResponse:
        """Tick a comment off with ``done=1``, open it again with ``done=0``; POST only.

        Leads back to the page, or answers the comments as they stand now to a script that sends `fragment`.
        """
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        piece = self._reviewed(request, object_id, change=True)
        row = get_object_or_404(annotations_of(piece), pk=annotation)
        tick_off(annotation=row, by=person_of(request), now=timezone.now(), done=request.POST.get("done") != "0")
        if "fragment" in request.POST:
            return self._fragment(request, piece, every="all" in request.POST)
        return HttpResponseRedirect(f"{self._way_to('preview_links', piece.pk)}#kommentar-{row.pk}")

    def _fragment(self, request: HttpRequest, piece: Piece, *, every: bool) -> HttpResponse:
        may_change = self.has_change_permission(request, piece)
        context = self._comments(piece, every=every, may_change=may_change)
        return render(request, "admin/piece/annotations.html", context)

    def _comments(self, piece: Piece, *, every: bool, may_change: bool) -> dict[str, Any]:
        rows = annotations_of(piece)
        shown = (rows if every else rows.filter(done_at__isnull=True))[:MOST_SHOWN]
        return {
            "annotations": [(row, self._way_to("tick_off", piece.pk, row.pk) if may_change else "") for row in shown],
            "open_annotations": open_annotations(piece),
        }

    # --- addresses and rights ---------------------------------------------------------------------------------

    def _way_to(self, name: str, *key: object) -> str:
        return reverse(f"{self.admin_site.name}:articles_{self.opts.model_name}_{name}", args=key)

    def _reviewed(self, request: HttpRequest, object_id: str, *, change: bool) -> Any:
        """Return the piece; raise Http404 if there is none, PermissionDenied for those who may not."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        piece = self.get_object(request, unquote(object_id))
        if piece is None:
            raise Http404
        allowed = self.has_change_permission if change else self.has_view_or_change_permission
        if not allowed(request, piece):
            raise PermissionDenied
        return piece


def _links_of(piece: Any) -> Any:
    return piece.preview_links.select_related("made_by")[:MOST_SHOWN]
