"""What the tests of the history in the admin share: edits at known times, addresses, the words of a page."""

import datetime
import re
import uuid
from typing import Any

from django.urls import reverse

from articles.desk.saving import saved
from articles.models import Article, Version
from tests.admin_rows import NOW


def hour(number: int) -> datetime.datetime:
    return NOW + datetime.timedelta(hours=number)


def address(piece: Any, name: str = "history") -> str:
    return reverse(f"admin:articles_{piece._meta.model_name}_{name}", args=(piece.pk,))


LATER = hour(1)


def edit(row: Article, at: datetime.datetime = LATER, **columns: str) -> Version:
    for name, value in columns.items():
        setattr(row, name, value)
    row.save()
    version = saved(piece=row, by=None, now=at)
    assert version is not None
    return version


def autosave(row: Article | None, by: Any, headline: str = "Getippt") -> Version:
    return Version.objects.create(
        article=row, kind=Version.Kind.AUTOSAVE, document={"headline": headline}, by=by, created_at=hour(5),
        session=uuid.uuid4(),
    )  # fmt: skip


def words(answer: Any) -> str:
    """Return the words of a page's content, as one reads them."""
    html = answer.content.decode().partition('id="content"')[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", html.replace("</option>", " ")))
