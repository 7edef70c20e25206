"""One search over everything at the desk: a few rows of each kind that somebody may see, the likeliest first."""

import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from django.contrib.auth import get_user_model
from django.db import models

from articles.desk import rights
from articles.models import Agency, Article, Author, Gallery, Picture, Release, Section, Tag
from articles.models.slugs import slug_of

OFFERED: Final = 8  # rows of each kind
MOST_TYPED: Final = 100  # characters that are looked at
MOST_WORDS: Final = 8
_BLANKS: Final = re.compile(r"[\s\0]+")
# The end of the address of a public page: /stadt/die-bruecke-12/, /stadt/bilder/die-bruecke-12/3/
_ADDRESS: Final = re.compile(r"/(bilder/)?[a-z0-9-]*-(\d{1,18})/(?:\d+/)?(?:[?#].*)?$", re.ASCII)


class Wanted(NamedTuple):
    """What somebody looks for.

    Args:
        text: as typed, with single blanks, "" for nothing.
        words: its words; a row has all of them.
        key: the key that a row is named by, or the one that the address of a public page ends with; None for neither.
        page: the kind of piece whose public address was typed; None for any other text.
    """

    text: str
    words: tuple[str, ...] = ()
    key: int | None = None
    page: type[models.Model] | None = None


class Found(NamedTuple):
    """What there is of one kind.

    Args:
        kind: of the rows; `Release` for what readers see and this person does not work on.
        rows: at most `OFFERED`, the likeliest first.
        more: whether there are others.
    """

    kind: type[models.Model]
    rows: Sequence[Any]
    more: bool


class Searched(NamedTuple):
    """Where rows of a kind are searched.

    Args:
        first: the column whose beginning counts most.
        others: the other columns that are searched.
        exact: those of both that name a row by themselves.
        newest: the order of rows that match equally well.
        joined: what is read with the rows.
    """

    first: str
    others: tuple[str, ...]
    exact: tuple[str, ...] = ()
    newest: tuple[str, ...] = ("-pk",)
    joined: tuple[str, ...] = ()


USER: Final[type[models.Model]] = get_user_model()
SEARCHED: Final[dict[type[models.Model], Searched]] = {
    Article: Searched("headline", ("kicker", "teaser", "slug"), ("slug",), ("-changed_at", "-pk"), ("section",)),
    Gallery: Searched("title", ("kicker", "teaser", "slug"), ("slug",), ("-changed_at", "-pk"), ("section",)),
    Release: Searched("headline", ("kicker", "slug"), ("slug",), ("-published_at", "-pk"), ("section",)),
    Picture: Searched("caption", ("credit", "creator", "alt_text"), (), ("-created_at", "-pk")),
    Author: Searched("family_name", ("initials", "given_name", "email"), ("initials", "slug")),
    Agency: Searched("code", ("name",), ("code",)),
    Tag: Searched("name", ("slug",), ("name", "slug")),
    Section: Searched("name", ("slug",), ("name", "slug"), ("position", "name")),
    USER: Searched("username", ("first_name", "last_name", "email"), ("username", "email")),
}
PIECES: Final = (Article, Gallery)
_NUMBERED: Final = (*PIECES, Picture)  # people at the desk name these by their numbers, which addresses have
# What a line about a row does not say: texts, and what cameras wrote.
_LEFT_OUT: Final[dict[type[models.Model], tuple[str, ...]]] = {
    Article: ("body",), Release: ("document", "body", "topics", "gallery_pages", "corrections"), Picture: ("metadata",),
}  # fmt: skip


def wanted(typed: str) -> Wanted:
    """Return what `typed` asks for. Only the first characters and words count; any text will do."""
    text = _BLANKS.sub(" ", typed[: 4 * MOST_TYPED]).strip()
    if match := _ADDRESS.search(text):
        return Wanted(text, key=int(match[2]), page=Gallery if match[1] else Article)
    text = text[:MOST_TYPED].strip()
    number = text.removeprefix("#")
    key = int(number) if number.isascii() and number.isdigit() and len(number) <= 18 else None
    return Wanted(text, tuple(text.split(" ")[:MOST_WORDS]) if text else (), key)


def find(what: Wanted, *, by: Any) -> list[Found]:
    """Return what `by` may see of what is wanted, kind by kind; kinds without a row are left out.

    Costs a statement for each kind that `by` may see at all, nine at most, whatever was typed.
    """
    found = []
    for kind in SEARCHED:
        if not what.text or what.page is not None and kind not in {what.page, Release}:
            continue
        rows = _seen(kind, by)
        if rows is not None:
            found.append(_found(kind, _likeliest(rows, what)))
    return [one for one in found if one.rows]


def recent(*, by: Any) -> list[Found]:
    """Return the pieces changed last that `by` may see. Two statements along an index."""
    found = []
    for kind in PIECES:
        rows = _seen(kind, by)
        if rows is not None:
            found.append(_found(kind, rows.order_by(*SEARCHED[kind].newest)))
    return [one for one in found if one.rows]


def _seen(kind: type[models.Model], user: Any) -> "models.QuerySet[Any] | None":
    """Return the rows of a kind that `user` may see, None where this kind is none of theirs."""
    rows: models.QuerySet[Any] = kind._default_manager.order_by()
    if kind is Release:
        return _live_elsewhere(user)
    if not _may_view(user, kind):
        return None
    rows = rights.visible(rows, to=user)
    return rows.select_related(*SEARCHED[kind].joined) if SEARCHED[kind].joined else rows


def _may_view(user: Any, kind: type[models.Model]) -> bool:
    app, name = kind._meta.app_label, kind._meta.model_name
    return bool(user.has_perm(f"{app}.view_{name}") or user.has_perm(f"{app}.change_{name}"))


def _live_elsewhere(user: Any) -> "models.QuerySet[Any] | None":
    """Return what readers see of pieces that `user` does not: found by the words that are public, never by others."""
    kinds = [kind for kind in PIECES if rights.reads(user, kind)]
    if not kinds or rights.works_everywhere(user):
        return None
    elsewhere = models.Q()
    for kind in kinds:
        name = str(kind._meta.model_name)
        seen = rights.visible(kind._default_manager.order_by(), to=user)
        elsewhere |= models.Q(**{f"{name}__isnull": False}) & ~models.Q(**{f"{name}__in": seen})
    return Release.objects.live().filter(elsewhere).select_related("section").order_by()


def _likeliest(rows: "models.QuerySet[Any]", what: Wanted) -> "models.QuerySet[Any]":
    """Return the rows that have every word: the one that is named, then those that begin so, then the newest."""
    searched = SEARCHED[rows.model]
    named = _named(rows.model, what)
    if what.page is not None:
        return rows.filter(named)
    every = models.Q()
    for word in what.words:
        every &= _has(searched, word)
    rank = models.Case(
        models.When(named, then=0),
        models.When(**{f"{searched.first}__istartswith": what.text}, then=1),
        default=2,
        output_field=models.IntegerField(),
    )
    return rows.filter(named | every).order_by(rank, *searched.newest)


def _named(kind: type[models.Model], what: Wanted) -> models.Q:
    """Return the condition for the row that was typed in full: by its key, its address, its initials."""
    condition = models.Q(pk__in=())
    if what.key is not None and kind is Release:
        pages = {Article: "article", Gallery: "gallery"}
        for name in [pages[what.page]] if what.page in pages else pages.values():
            condition |= models.Q(**{name: what.key})
    elif what.key is not None and kind in _NUMBERED:
        condition |= models.Q(pk=what.key)
    if what.page is None:
        for column in SEARCHED[kind].exact:
            condition |= models.Q(**{f"{column}__iexact": what.text})
    return condition


def _has(searched: Searched, word: str) -> models.Q:
    """Return the condition for rows with `word` in any of the columns; umlauts are found in addresses too.

    SQLite tells ä from Ä; the address has ae for both.
    """
    columns = (searched.first, *searched.others)
    condition = models.Q()
    for column in columns:
        condition |= models.Q(**{f"{column}__icontains": word})
    spelt = slug_of(word, limit=MOST_TYPED) if "slug" in columns else ""
    return condition | models.Q(slug__contains=spelt) if spelt else condition


def _found(kind: type[models.Model], rows: "models.QuerySet[Any]") -> Found:
    read = list(rows.defer(*_LEFT_OUT.get(kind, ()))[: OFFERED + 1])
    return Found(kind, read[:OFFERED], len(read) > OFFERED)
