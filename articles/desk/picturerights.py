"""What a picture may be used for: until when, and with which article. Every door of the desk asks here.

A picture has expired from its `expires_on` on, by the paper's calendar: that day is the first without it. The rule is
`is_over` in `articles/models/pictures.py`, which public pages ask too.
"""

import datetime
from collections.abc import Collection
from typing import Final, NamedTuple

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import Picture, Release
from articles.models.pictures import is_over

SOON: Final = datetime.timedelta(days=14)
"""How long before its day a picture is said to expire soon."""
_SAID: Final = 3  # pictures that one refusal names


class NotUsable(Exception):
    """A picture may not be used here. The message says which, and why."""


# --- until when ---------------------------------------------------------------------------------------------


def paper_day(now: datetime.datetime) -> datetime.date:
    """Return the day that `now` falls on in the paper's calendar."""
    return timezone.localdate(now, timezone.get_default_timezone())


def is_expired(picture: Picture, now: datetime.datetime) -> bool:
    """Return whether readers may not see `picture` at `now`. No query."""
    return is_over(picture.expires_on, paper_day(now))


def expires_soon(picture: Picture, now: datetime.datetime) -> bool:
    """Return whether `picture` may still be shown, and for no longer than `SOON`. No query."""
    day = paper_day(now)
    return not is_over(picture.expires_on, day) and is_over(picture.expires_on, day + SOON)


def expired(now: datetime.datetime) -> models.Q:
    """Return the condition for the pictures that have expired."""
    return models.Q(expires_on__lte=paper_day(now))


def expiring(now: datetime.datetime) -> models.Q:
    """Return the condition for the pictures that expire soon."""
    day = paper_day(now)
    return models.Q(expires_on__gt=day, expires_on__lte=day + SOON)


# --- where --------------------------------------------------------------------------------------------------


def offered(
    rows: "models.QuerySet[Picture]", *, now: datetime.datetime, article: int | None = None
) -> "models.QuerySet[Picture]":
    """Return those of `rows` that may be offered to somebody who looks for a picture. No query.

    Args:
        rows: pictures.
        now: when; what has expired by then is not offered.
        article: the key of the article that it is for; None for a gallery, a portrait, or an article not saved yet.
    """
    free = models.Q(only_with__isnull=True)
    return rows.exclude(expired(now)).filter(free | models.Q(only_with=article) if article else free)


def why_not(picture: Picture, *, now: datetime.datetime, article: int | None = None) -> str:
    """Return the sentence that says why `picture` may not be used, "" where it may.

    Args:
        picture: the row.
        now: when.
        article: see `offered`.

    One query where it belongs to another article.
    """
    if picture.expires_on and is_expired(picture, now):
        return ended(str(picture), picture.expires_on)
    if picture.only_with_id is not None and picture.only_with_id != article:
        return elsewhere(str(picture), Owner.of([picture.only_with_id])[picture.only_with_id])
    return ""


def demand_usable(keys: Collection[int], *, now: datetime.datetime, article: int | None = None) -> None:
    """Raise `NotUsable` where one of the pictures with these keys may not be used; see `offered`.

    One query, four at most where there is something to say.
    """
    rows = Picture.objects.filter(pk__in=keys).order_by("pk")
    unusable = rows.exclude(pk__in=offered(rows.order_by(), now=now, article=article).values("pk")).defer("metadata")
    if sentences := [why_not(row, now=now, article=article) for row in unusable[:_SAID]]:
        raise NotUsable(" ".join(sentences))


class Owner(NamedTuple):
    """The article that a picture may be used with, as everybody at the desk may know it.

    Args:
        key: the key of the article.
        headline: what readers see of it, "" while they see nothing: a draft is not told to those it is hidden from.
    """

    key: int
    headline: str

    def __str__(self) -> str:
        if self.headline:
            return _("“%(headline)s”") % {"headline": self.headline}
        return _("no. %(number)s, not published yet") % {"number": self.key}

    @classmethod
    def of(cls, keys: "list[int]") -> "dict[int, Owner]":
        """Return the articles with these keys. One query, none without keys."""
        live = Release.objects.order_by().live().filter(article__in=keys) if keys else Release.objects.none()
        headlines = dict(live.values_list("article_id", "headline"))
        return {key: cls(key, headlines.get(key, "")) for key in keys}


# --- in words -----------------------------------------------------------------------------------------------


def ended(name: str, expires_on: datetime.date) -> str:
    """Return the sentence about the picture called `name`, which has expired."""
    return _("The rights to the picture “%(picture)s” ended on %(day)s. Take another one, or renew them.") % {
        "picture": name,
        "day": date_format(expires_on, "SHORT_DATE_FORMAT"),
    }


def ends(name: str, expires_on: datetime.date) -> str:
    """Return the sentence about the picture called `name`, which expires soon."""
    return _(
        "The rights to the picture “%(picture)s” end on %(day)s: readers lose it then. Take another one, or renew them."
    ) % {"picture": name, "day": date_format(expires_on, "SHORT_DATE_FORMAT")}


def ends_before(name: str, expires_on: datetime.date, planned: datetime.date) -> str:
    """Return the sentence about the picture called `name`, which expires before the planned publication."""
    return _(
        "The rights to the picture “%(picture)s” end on %(day)s, and the publication is planned for %(planned)s. "
        "Take another one, or renew them."
    ) % {
        "picture": name,
        "day": date_format(expires_on, "SHORT_DATE_FORMAT"),
        "planned": date_format(planned, "SHORT_DATE_FORMAT"),
    }


def elsewhere(name: str, owner: Owner) -> str:
    """Return the sentence about the picture called `name`, which may be used with another article only."""
    return _("The picture “%(picture)s” may be used with one article only (%(article)s). Take another one.") % {
        "picture": name,
        "article": owner,
    }


def mark(picture: Picture, *, now: datetime.datetime) -> str:
    """Return the few words that mark `picture` in lists and on cards, "" where there is nothing to mind. No query."""
    words = []
    if is_expired(picture, now):
        words.append(_("expired"))
    elif expires_soon(picture, now) and picture.expires_on:
        words.append(_("expires on %(day)s") % {"day": date_format(picture.expires_on, "SHORT_DATE_FORMAT")})
    if picture.only_with_id is not None:
        words.append(_("only with one article"))
    return ", ".join(words)
