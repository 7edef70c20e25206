"""Where a picture is used: in working copies, and in what readers see."""

from typing import Any, Final, NamedTuple

from django.db import models
from django.db.models.functions import Cast

from articles.models import Article, Author, Gallery, Picture, Release

MOST: Final = 20  # of each kind


class Use(NamedTuple):
    """A piece that uses a picture.

    Args:
        piece: the article or gallery, without its text.
        draft: whether its working copy does.
        live: the release that readers see with it, None where they do not.
    """

    piece: Any
    draft: bool
    live: Release | None


class Uses(NamedTuple):
    """Where a picture is used.

    Args:
        articles: at most `MOST`, the last changed first.
        galleries: see `articles`.
        authors: whose portrait it is.
        more: whether there are more of one kind than are named.
    """

    articles: list[Use]
    galleries: list[Use]
    authors: list[Author]
    more: bool

    def __bool__(self) -> bool:
        return bool(self.articles or self.galleries or self.authors)


def uses_of(picture: Picture) -> Uses:
    """Return where `picture` is used. Six statements; the one that looks into texts reads those changed since it came.

    Whoever shows it asks what the reader may know of the pieces: they come from all sections.
    """
    articles = _uses(picture, Article, _in_articles(picture))
    galleries = _uses(picture, Gallery, models.Q(places__picture=picture))
    authors = [*Author.objects.filter(portrait=picture).order_by("pk")[: MOST + 1]]
    more = any(len(one) > MOST for one in (articles, galleries, authors))
    return Uses(articles[:MOST], galleries[:MOST], authors[:MOST], more)


def _in_articles(picture: Picture) -> models.Q:
    # Nobody can have named it in a text that was saved last before it was there.
    inside = models.Q(changed_at__gte=picture.created_at, body__contains=str(picture.uuid))
    return models.Q(lead_picture=picture) | inside


def _uses(picture: Picture, kind: type[models.Model], drafts: models.Q) -> list[Use]:
    name = str(kind._meta.model_name)
    rows = kind._default_manager.select_related("section")
    if kind is Article:
        rows = rows.defer("body")
    found = {row.pk: row for row in rows.filter(drafts).distinct().order_by("-changed_at", "-pk")[: MOST + 1]}
    live = {getattr(one, f"{name}_id"): one for one in _live(picture, name, list(found))}
    others = (
        {row.pk: row for row in rows.filter(pk__in=live.keys() - found.keys())} if live.keys() - found.keys() else {}
    )
    return [
        *(Use(row, draft=True, live=live.get(pk)) for pk, row in found.items()),
        *(Use(row, draft=False, live=live[pk]) for pk, row in others.items()),
    ][: MOST + 1]


def _live(picture: Picture, name: str, keys: list[int]) -> "list[Release]":
    """Return the releases of a kind that readers see `picture` in: by its place in lists, and in the pieces `keys`."""
    rows = (
        Release.objects.live().filter(**{f"{name}__isnull": False}).select_related("section").defer("body", "document")
    )
    shown = models.Q(text__contains=str(picture.uuid), **{f"{name}__in": keys})
    annotated = rows.annotate(text=Cast("document", models.TextField()))
    return [*annotated.filter(shown | models.Q(picture=picture)).order_by("-pk")[: MOST + 1]]
