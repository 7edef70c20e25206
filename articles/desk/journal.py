"""The record of what is done at the desk: entries are added in the transaction of what they tell, and never changed."""

import datetime
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from articles.desk.origins import origin
from articles.models import JournalEntry

Kind = JournalEntry.Kind
By = AbstractBaseUser | None  # None: a command acts, not a person


class Deed(NamedTuple):
    """What was done to one thing.

    Args:
        subject: the row it was done on; None where it was done on nothing that has a row.
        note: what was said about it.
        details: what else belongs to it, ready for JSON.
        title: the words for the subject, where they are not its `str`.
    """

    subject: models.Model | None = None
    note: str = ""
    details: dict[str, Any] | None = None
    title: str = ""


def enter(
    *,
    kind: Kind,
    by: By,
    now: datetime.datetime,
    subject: models.Model | None = None,
    note: str = "",
    details: dict[str, Any] | None = None,
    name: str = "",
) -> JournalEntry:
    """Add an entry and return it. One statement.

    Args:
        kind: what was done.
        by: who did it.
        now: when; an aware time.
        subject: the row it was done on.
        note: what was said about it.
        details: what else belongs to it, ready for JSON.
        name: who it was, where there is no user: the name typed at a failed login.
    """
    [entry] = enter_all(kind=kind, by=by, now=now, deeds=[Deed(subject, note, details)], name=name)
    return entry


def enter_all(
    *, kind: Kind, by: By, now: datetime.datetime, deeds: Iterable[Deed], name: str = ""
) -> list[JournalEntry]:
    """Add an entry for each of `deeds` and return them. One statement, however many."""
    shared = {"kind": kind, "by_id": by.pk if by else None, "at": now, "origin": origin()[:100]}
    return JournalEntry.objects.bulk_create(
        JournalEntry(
            **shared,
            by_name=storable(name or name_of(by))[:200],
            subject_kind=str(deed.subject._meta.model_name) if deed.subject else "",
            subject_id=deed.subject.pk if deed.subject else None,
            subject=storable(deed.title or (str(deed.subject) if deed.subject else "")),
            note=storable(deed.note),
            details=deed.details or {},
        )
        for deed in deeds
    )


def storable(text: str) -> str:
    """Return `text` without what no database takes: a name from outside may hold a NUL or half a character."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def name_of(user: By) -> str:
    """Return the name of `user` as people know it, "" for a command."""
    if user is None:
        return ""
    full: str = getattr(user, "get_full_name", lambda: "")()
    return full or str(user.get_username())
