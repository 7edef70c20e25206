"""What somebody may find and link to without being let into its working copy: live pieces, by what readers see."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk import picturerights, rights
from articles.models import Article, Gallery, Picture, RelatedLink, Release

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

    Owner = ModelAdmin[Any]
    ModelChoiceField = forms.ModelChoiceField[Any]
else:
    ModelChoiceField = forms.ModelChoiceField


def found(request: HttpRequest, owner: "Owner", typed: str) -> "models.QuerySet[Any]":
    """Return the rows that have the words of `typed`, as the list of `owner` finds them.

    Pieces that this person may not see are found too while they are live: by the words that readers see, never by those
    of the working copy. Of pictures those are found that may be used now, in the article that is asked for. No query.
    """
    rows, doubled = owner.get_search_results(request, owner.get_queryset(request), typed)
    rows = rows.distinct() if doubled else rows
    kind: Any = owner.model
    if kind is Picture:
        return _usable(request, rows)
    if not issubclass(kind, Article | Gallery) or rights.works_everywhere(request.user):
        return rows
    if not rights.reads(request.user, kind):
        return rows.none()
    name = str(kind._meta.model_name)
    live = Release.objects.order_by().live().filter(**{f"{name}__isnull": False})
    releases = owner.admin_site.get_model_admin(Release)
    matching, _doubled = releases.get_search_results(request, live, typed)
    everything = models.Q(pk__in=rows.order_by().values("pk")) | models.Q(pk__in=matching.values(f"{name}_id"))
    return kind._default_manager.filter(everything)  # type: ignore[no-any-return]


def _usable(request: HttpRequest, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
    key = request.GET.get("article", "")
    article = int(key) if key.isascii() and key.isdigit() and len(key) <= 18 else None
    return picturerights.offered(rows, now=timezone.now(), article=article)


class Faces:
    """Names pieces for somebody: by the working copy where they may see it, else by what readers see.

    Two queries for however many pieces, none for who works everywhere.
    """

    def __init__(self, pieces: Iterable[Any], *, to: Any) -> None:
        pieces = list(pieces)
        kind = type(pieces[0]) if pieces else Article
        keys = {piece.pk for piece in pieces}
        hidden = set() if rights.works_everywhere(to) and rights.reads(to, kind) else keys - _seen(kind, keys, to)
        self.hidden = frozenset(hidden)
        name = str(kind._meta.model_name)
        live = Release.objects.live().filter(**{f"{name}__in": hidden}).select_related("section", "picture")
        self.live: dict[int, Release] = {getattr(one, f"{name}_id"): one for one in live} if hidden else {}

    def line_of(self, article: Article) -> str:
        """Return kicker and headline of `article` in one line as far as this person may know them, else ""."""
        if article.pk not in self.hidden:
            return article.line
        return self.live[article.pk].line if article.pk in self.live else ""

    def name_of(self, piece: Any) -> str:
        """Return the headline of `piece` as far as this person may know it."""
        if piece.pk not in self.hidden:
            return str(piece)
        live = self.live.get(piece.pk)
        return live.headline if live else _("An article that you may not see")


def _seen(kind: type[models.Model], keys: set[int], user: Any) -> set[int]:
    rows = rights.visible(kind._default_manager.order_by().filter(pk__in=keys), to=user)
    return set(rows.values_list("pk", flat=True))


class TargetField(ModelChoiceField):
    """Where a related link leads: an article that one may link to, or the one that it leads to already."""

    def __init__(self, *args: Any, user: Any, current: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        rows = Article.objects.all()
        linkable = rights.linkable(Article.objects.order_by(), to=user).values("pk")
        self.queryset = rows.filter(models.Q(pk__in=linkable) | models.Q(pk=current))

    def label_from_instance(self, obj: Any) -> str:
        return Faces([obj], to=self.user).name_of(obj)

    def line_of(self, article: Article) -> str:
        """Return what a link to `article` is called where nobody typed a title; "" where that is not to be known."""
        return Faces([article], to=self.user).line_of(article)


class DeskAutocomplete(AutocompleteJsonView):
    """The admin's search while one types; it finds what one may link to, and pictures that may be used."""

    def get_queryset(self) -> Any:
        pictures = self.model_admin.model is Picture
        if self.source_field != RelatedLink._meta.get_field("target") and not pictures:
            return super().get_queryset()
        return found(self.request, self.model_admin, self.term)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if issubclass(self.model_admin.model, Article | Gallery):
            self.faces: Faces | None = Faces(context["object_list"], to=self.request.user)
        else:
            self.faces = None
        return context

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        result: dict[str, str] = super().serialize_result(obj, to_field_name)
        return result | {"text": self.faces.name_of(obj)} if self.faces else result
