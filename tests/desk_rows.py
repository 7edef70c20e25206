"""Rows for the tests of the desk's front page and its search: pieces in every state, and a crowd of them."""

import datetime
import uuid
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from articles.desk.journal import Kind
from articles.models import (
    Article,
    Author,
    JournalEntry,
    Picture,
    RelatedLink,
    Release,
    Schedule,
    Section,
    Status,
    Version,
)
from tests.admin_rows import section

NOW = timezone.now()


def ago(**span: int) -> datetime.datetime:
    return NOW - datetime.timedelta(**span)


def written(headline: str, *, by: User | None = None, where: Section | None = None, **columns: Any) -> Article:
    return Article.objects.create(
        headline=headline, section=where or section(), created_by=by, teaser="Ein Satz.", body="<p>Ein Text.</p>",
        **columns,
    )  # fmt: skip


def released(headline: str, *, by: User | None = None, where: Section | None = None, at: Any = NOW) -> Release:
    """Return a live release, as publishing stores it; what publishing checks is not asked here."""
    row = written(headline, by=by, where=where, status=Status.PUBLISHED, published_at=at)
    return Release.objects.create(
        article=row, number=1, document={}, headline=headline, slug="x", section=row.section, published_at=at,
        released_at=at, released_by=by,
    )  # fmt: skip


def planned(piece: Any, *, at: datetime.datetime = NOW, **columns: Any) -> Schedule:
    where = {str(piece._meta.model_name): piece}
    return Schedule.objects.create(at=at, zone="Europe/Berlin", made_at=NOW, **where, **columns)


def kept(by: User, headline: str, **columns: Any) -> Version:
    return Version.objects.create(
        kind=Version.Kind.AUTOSAVE, document={"headline": headline}, by=by, created_at=NOW, session=uuid.uuid4(),
        **({"piece_kind": "article"} | columns),
    )  # fmt: skip


def crowd(user: User, *, many: int) -> None:
    """Make `many` rows for every box."""
    where = section()
    rows = Article.objects.bulk_create(
        Article(headline=f"{status} {number}", status=status, section=where, created_by=user)
        for status in Status.values for number in range(many)
    )  # fmt: skip
    by_status = {status: [row for row in rows if row.status == status] for status in Status.values}
    at = {"at": NOW, "subject_kind": "article", "by_name": "Jana"}
    JournalEntry.objects.bulk_create(
        JournalEntry(kind=kind, subject_id=row.pk, **at)
        for kind, status in ((Kind.SUBMITTED, Status.REVIEW), (Kind.SENT_BACK, Status.DRAFT))
        for row in by_status[status][: many // 2 if kind == Kind.SENT_BACK else many]
    )
    JournalEntry.objects.bulk_create(
        JournalEntry(kind=kind, at=NOW) for kind in (Kind.IMPORT_FAILED, Kind.LOCKED_OUT) for _number in range(many)
    )
    Schedule.objects.bulk_create(
        Schedule(article=row, at=NOW, zone="UTC", made_at=NOW) for row in by_status[Status.SCHEDULED]
    )
    Release.objects.bulk_create(
        Release(article=row, number=1, document={}, headline=row.headline, slug="x", section=where, published_at=NOW,
                released_at=NOW)
        for row in by_status[Status.PUBLISHED]
    )  # fmt: skip
    RelatedLink.objects.bulk_create(RelatedLink(article=row, title="x", title_key="x") for row in rows[:many])
    Author.objects.bulk_create(Author(initials=f"x{number}-{many}", slug=f"x{number}-{many}") for number in range(many))
    Picture.objects.bulk_create(Picture(caption=str(number)) for number in range(many))
    Version.objects.bulk_create(
        Version(kind="autosave", document={}, by=user, created_at=NOW, session=uuid.uuid4(), piece_kind="article")
        for _number in range(many)
    )
