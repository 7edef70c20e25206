"""An article that is written, edited and scheduled, for tests of what happens in time."""

import datetime
from typing import Any

from django.contrib.auth.models import User

from articles.desk.saving import saved
from articles.desk.scheduling import schedule
from articles.document import Document, from_builtins
from articles.models import Article, JournalEntry, Release, Schedule
from tests.imports import NOW

MINUTE = datetime.timedelta(minutes=1)
AT = NOW + datetime.timedelta(hours=2)
ZONE = "Europe/Berlin"


def edit(article: Article, by: User | None = None, *, now: datetime.datetime = NOW + MINUTE, **columns: object) -> None:
    """Save new words into the working copy as the admin does."""
    row = Article.objects.get(pk=article.pk)
    for name, value in columns.items():
        setattr(row, name, value)
    row.save()
    saved(piece=row, by=by, now=now)


def planned(article: Article, by: User | None = None, **changes: object) -> Schedule:
    values: dict[str, Any] = {"at": AT, "zone": ZONE, "now": NOW + 2 * MINUTE}
    return schedule(piece=Article.objects.get(pk=article.pk), by=by, **values | changes)


def public(article: Article) -> Document:
    return from_builtins(Release.objects.live().get(article=article).document)


def journal(kind: str) -> list[JournalEntry]:
    return list(JournalEntry.objects.filter(kind=kind).order_by("pk"))
