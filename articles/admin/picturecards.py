"""What a gallery's page asks about pictures: which there are, and what one looks like now."""

from typing import TYPE_CHECKING, Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_GET

from articles.admin.linkable import found
from articles.admin.previews import Card, picture_card, valid_key
from articles.models import Picture

if TYPE_CHECKING:
    from articles.admin.base import DeskAdmin as _Admin
else:
    _Admin = object  # a mixin: what it is mixed into is the admin

OFFERED: Final = 40  # pictures that one search answers
MOST_TYPED: Final = 100  # characters of a search that are looked at


class PictureCards(_Admin):
    """Answers for those who may see pictures."""

    def get_urls(self) -> list[URLPattern]:
        own = [
            path("found/", self.admin_site.admin_view(self.found_view), name="articles_picture_found"),
            path("card/", self.admin_site.admin_view(self.card_view), name="articles_picture_card"),
        ]
        return own + super().get_urls()

    @method_decorator(require_GET)
    def found_view(self, request: HttpRequest) -> JsonResponse:
        """Answer the newest pictures that have the words of `q`, as the list finds them. One query."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        typed = request.GET.get("q", "").replace("\0", "")[:MOST_TYPED]
        rows = found(request, self, typed).defer("metadata").order_by("-created_at", "-pk")[:OFFERED]
        return JsonResponse({"found": [card_of(one) for one in rows]})

    @method_decorator(require_GET)
    def card_view(self, request: HttpRequest) -> JsonResponse:
        """Answer the card of the picture `pk`, 404 where there is none. One query."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        pk = request.GET.get("pk", "")
        picture = Picture.objects.filter(pk=pk).defer("metadata").first() if valid_key(pk) else None
        if picture is None:
            raise Http404
        return JsonResponse(card_of(picture))


def card_of(picture: Picture) -> Card:
    """Return the card of a picture with its UUID. No query."""
    return {"uuid": str(picture.uuid)} | picture_card(picture)
