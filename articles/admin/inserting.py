"""What the editor asks for when something is put into a text: what there is, what stands behind it, new rows."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from django.contrib.admin import ModelAdmin as PlainAdmin
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import Http404, HttpRequest, JsonResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from js_asset import ImportMap, Media

from articles.admin.editorwords import words
from articles.admin.linkable import found
from articles.admin.links import complete
from articles.admin.previews import (
    Card,
    article_cards,
    cards,
    gallery_cards,
    link_cards,
    picture_card,
    picture_cards,
    valid_key,
    valid_uuids,
)
from articles.admin.uploads import upload_settings
from articles.desk.embeds import providers
from articles.desk.gathering import gather
from articles.desk.picturerights import NotUsable
from articles.desk.rights import reads
from articles.models import Article, Gallery, Picture, RelatedLink

if TYPE_CHECKING:
    from articles.admin.base import DeskAdmin as _Admin
else:
    _Admin = object  # a mixin: what it is mixed into is the admin

OFFERED: Final = 20  # results of one search
MOST_TYPED: Final = 100  # characters of a search that are looked at

# What is searched for each kind of node, and what stands in the text for it: a related link is made for an article.
SEARCHED: Final[dict[str, type[models.Model]]] = {"picture": Picture, "gallery": Gallery, "related": Article}
STANDS: Final[dict[str, type[models.Model]]] = {"picture": Picture, "gallery": Gallery, "related": RelatedLink}
CARDS_OF: Final = {"picture": picture_cards, "gallery": gallery_cards, "related": link_cards}

# The modules that nodes.js imports. By the import map they are found under their hashed names too.
MODULES: Final = (
    "asking", "cards", "drops", "elements", "facts", "insertion", "lines", "offers", "panel", "paste", "picking",
    "popups", "quote", "rows", "slash", "toolbar", "uploaddrop", "uploading", "uploadlist", "uploadqueue",
)  # fmt: skip
IMPORT_MAP: Final = ImportMap({f"newsroom-editor/{name}": f"articles/editor/{name}.js" for name in MODULES})


class Inserting(_Admin):
    """The editor's questions. For those who may write articles, and see the kind of row they ask for."""

    def get_urls(self) -> list[URLPattern]:
        views = {
            "previews": self.previews_view,
            "found": self.found_view,
            "row": self.row_view,
            "gather": self.gather_view,
            "link": self.link_view,
        }
        own = [
            path(f"{name}/", self.admin_site.admin_view(view), name=f"articles_article_{name}")
            for name, view in views.items()
        ]
        return own + super().get_urls()

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Bring the editor's modules and styles: to the form only, the one page where the import map has its nonce."""
        css = {"all": ["articles/editor/nodes.css", "articles/editor/picking.css", "articles/editor/upload.css"]}
        context["media"] = Media(importmap=IMPORT_MAP, css=css) + context["media"]
        return super().render_change_form(request, context, *args, **kwargs)

    def editor_settings(self, request: HttpRequest) -> str:
        """Return what the editor has to know, as JSON: addresses, what this person may make, and its words."""
        article = request.resolver_match.kwargs.get("object_id", "") if request.resolver_match else ""
        addresses = {
            name: self._view_address("article", name) for name in ("previews", "found", "row", "gather", "link")
        }
        return json.dumps(
            addresses
            | {
                "article": article if valid_key(article) else "",
                "kinds": {kind: self._kind(request, kind) for kind in STANDS},
                "providers": providers(),
                "upload": upload_settings(self.admin_site, request),
                "words": words(),
            }
        )

    # --- what there is ----------------------------------------------------------------------------------------

    @method_decorator(require_GET)
    def previews_view(self, request: HttpRequest) -> JsonResponse:
        """Answer the editor's question what stands behind the UUIDs in a text, and the form's for one picture."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        answer = cards(valid_uuids(request.GET.getlist("uuid")), to=request.user)
        pk = request.GET.get("picture", "")
        if valid_key(pk) and reads(request.user, Picture) and (picture := Picture.objects.filter(pk=pk).first()):
            answer["picture"] = picture_card(picture)
        return JsonResponse(answer)

    @method_decorator(require_GET)
    def found_view(self, request: HttpRequest) -> JsonResponse:
        """Answer the newest rows of a kind that have the words of `q`, as the admin's own list finds them.

        Pieces that this person may not see are found while they are live, as readers know them. Costs a query for the
        search and at most two for the cards, two more for who does not work in every section.
        """
        kind = self._kind_asked(request, SEARCHED)
        owner = self._admin_of(request, SEARCHED[kind])
        typed = request.GET.get("q", "").replace("\0", "")[:MOST_TYPED]
        newest = found(request, owner, typed).order_by("-pk")[:OFFERED]
        return JsonResponse({"found": _found(kind, newest, to=request.user)})

    @method_decorator(require_GET)
    def row_view(self, request: HttpRequest) -> JsonResponse:
        """Answer UUID and card of the row that a popup gave back by its key. 404 where there is none."""
        kind = self._kind_asked(request, STANDS)
        self._admin_of(request, STANDS[kind])
        pk = request.GET.get("pk", "")
        row = STANDS[kind]._default_manager.filter(pk=pk).values_list("uuid", flat=True) if valid_key(pk) else []
        for uuid in row:
            if card := CARDS_OF[kind]([uuid], to=request.user).get(str(uuid)):
                return JsonResponse({"uuid": str(uuid), "card": card})
        raise Http404

    # --- new rows ---------------------------------------------------------------------------------------------

    @method_decorator(require_POST)
    def gather_view(self, request: HttpRequest) -> JsonResponse:
        """Make a gallery of the pictures named by `picture`, in their order, with `title`; answer UUID and card.

        400 with a sentence where a picture is not there, or may not be used in one. Costs some twenty-five queries.
        """
        self._writes(request)
        self._admin_of(request, Picture)
        owner = self._admin_of(request, Gallery)
        if not owner.has_add_permission(request):
            raise PermissionDenied
        uuids = list(dict.fromkeys(valid_uuids(request.POST.getlist("picture"))))
        keys = dict(Picture.objects.filter(uuid__in=uuids).values_list("uuid", "pk"))
        if not uuids or len(keys) < len(uuids):
            return _refused([_("One of the pictures is not there any more. Search again.")])
        title = request.POST.get("title", "").replace("\0", "").strip()
        pictures = [keys[one] for one in uuids]
        try:
            with transaction.atomic():
                gallery = gather(pictures=pictures, title=title, by=request.user, now=timezone.now())  # type: ignore[arg-type]
                owner.log_addition(request, gallery, [{"added": {}}])
        except NotUsable as error:
            return _refused([str(error)])
        return _made("gallery", gallery, to=request.user)

    @method_decorator(require_POST)
    def link_view(self, request: HttpRequest) -> JsonResponse:
        """Make a related link of `label`, `title`, `target` (an article's key) and `url`; answer UUID and card.

        It belongs to the article named by `article`; where that is not saved yet, to none until it is.
        400 with sentences where the words make no link.
        """
        self._writes(request)
        owner = self._admin_of(request, RelatedLink)
        if not owner.has_add_permission(request):
            raise PermissionDenied
        form = owner.get_form(request)(request.POST)
        if not form.is_valid():
            return _refused(str(sentence) for sentences in form.errors.values() for sentence in sentences)
        link = form.save(commit=False)
        link.article = self._written(request)
        complete(link)
        link.save()
        owner.log_addition(request, link, [{"added": {}}])
        return _made("related", link, to=request.user)

    # --- who may ----------------------------------------------------------------------------------------------

    def _writes(self, request: HttpRequest) -> None:
        if not (self.has_change_permission(request) or self.has_add_permission(request)):
            raise PermissionDenied

    def _kind_asked(self, request: HttpRequest, kinds: Iterable[str]) -> str:
        self._writes(request)
        kind = request.GET.get("kind", "")
        if kind not in kinds:
            raise Http404
        return kind

    def _admin_of(self, request: HttpRequest, model: type[models.Model]) -> "PlainAdmin[Any]":
        owner = self.admin_site.get_model_admin(model)
        if not owner.has_view_permission(request):
            raise PermissionDenied
        return owner

    def _written(self, request: HttpRequest) -> Article | None:
        pk = request.POST.get("article", "")
        article = Article.objects.filter(pk=pk).first() if valid_key(pk) else None
        if article and not self.has_change_permission(request, article):
            raise PermissionDenied
        return article

    # --- addresses --------------------------------------------------------------------------------------------

    def _view_address(self, model: str, view: str, *args: str) -> str:
        return reverse(f"{self.admin_site.name}:articles_{model}_{view}", args=args)

    def _kind(self, request: HttpRequest, kind: str) -> dict[str, str]:
        """Return the ways to the popups of `kind`, "" for what this person may not do."""
        stands, searched = STANDS[kind]._meta, SEARCHED[kind]._meta
        owner = self.admin_site.get_model_admin(STANDS[kind])
        may_add = owner.has_add_permission(request)
        may_view = owner.has_view_permission(request)
        return {
            "add": self._view_address(str(stands.model_name), "add") if may_add else "",
            "list": self._view_address(str(searched.model_name), "changelist"),
            "edit": self._view_address(str(stands.model_name), "change", "0").replace("/0/", "/__pk__/")
            if may_view
            else "",
        }


def _found(kind: str, rows: Any, *, to: Any) -> list[Card]:
    if kind == "related":
        return article_cards(rows.select_related("section", "lead_picture"), to=to)
    uuids = list(rows.values_list("uuid", flat=True))
    there = CARDS_OF[kind](uuids, to=to)
    return [{"uuid": str(one)} | there[str(one)] for one in uuids if str(one) in there]


def _made(kind: str, row: Any, *, to: Any) -> JsonResponse:
    return JsonResponse({"uuid": str(row.uuid), "card": CARDS_OF[kind]([row.uuid], to=to)[str(row.uuid)]})


def _refused(sentences: Iterable[str]) -> JsonResponse:
    return JsonResponse({"errors": list(sentences)}, status=400)
