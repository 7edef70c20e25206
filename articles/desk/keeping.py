"""What is typed and not saved yet: one private version for each editing session; and who has a piece open."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db import models, transaction

from articles.desk.journal import By
from articles.desk.rights import demand_beginning, demand_writing
from articles.document import Document, to_builtins
from articles.models import Article, Gallery, Presence, Version
from articles.models.pieces import Piece

HERE_FOR = datetime.timedelta(seconds=100)  # a hidden page says every minute that it is still open
KEPT_FOR = datetime.timedelta(days=60)  # after it was saved or put away
Fields = dict[str, list[str]]


class NotYours(Exception):
    """The editing session belongs to somebody else."""


class Typed(NamedTuple):
    """A form as it stands while somebody writes.

    Args:
        session: the editing session; a page has one from its opening to its closing.
        fields: every field as typed, each name with its values.
        document: what the fields say, as far as it can be understood.
        base: what the session began with, as the form carries it.
    """

    session: uuid.UUID
    fields: Fields
    document: Document
    base: Any


def keep(*, typed: Typed, piece: Piece | None, kind: str, by: By, now: datetime.datetime) -> Version:
    """Remember what is typed, and return the version of its session. Three queries.

    What was saved or put away already and says the same stays so (`closed_at`); anything newer is open again.

    Args:
        typed: the form.
        piece: the saved piece; None while there is none.
        kind: "article" or "gallery".
        by: who types.
        now: when.

    Raises:
        NotAllowed: `by` may not change the piece, or work on none of its kind.
        NotYours: the session is another person's.
    """
    _demand(by, piece, kind)
    with transaction.atomic():
        there = Version.objects.select_for_update().filter(session=typed.session).first()
        if there and there.by_id != _key(by):
            raise NotYours
        if there and there.closed_at and there.form == typed.fields:
            return there
        version, _created = Version.objects.update_or_create(
            session=typed.session, defaults=_columns(typed, piece, kind, by) | {"created_at": now, "closed_at": None}
        )
    return version


def settle(*, session: uuid.UUID, fields: Fields, piece: Piece, kind: str, by: By, now: datetime.datetime) -> None:
    """Put the session's autosave away, because `piece` was saved with what it says. Old ones of `by` are dropped.

    One that was never made is made now: a page that comes back with the same text then learns that it was saved. Four
    queries.
    """
    there = Version.objects.filter(session=session).first()
    if there and there.by_id != _key(by):
        return
    document = there.document if there else piece.versions.history().values_list("document", flat=True).first()
    columns = _parent(piece) | {"kind": Version.Kind.AUTOSAVE, "piece_kind": kind, "form": fields, "by_id": _key(by)}
    Version.objects.update_or_create(
        session=session, defaults=columns | {"document": document or {}, "created_at": now, "closed_at": now}
    )
    Version.objects.filter(kind=Version.Kind.AUTOSAVE, by_id=_key(by), closed_at__lt=now - KEPT_FOR).delete()


def put_away(*, version: int, by: By, now: datetime.datetime) -> bool:
    """Close an open autosave of `by`; its writer can still find it. Returns whether there was one."""
    return bool(Version.objects.open_autosaves().filter(pk=version, by_id=_key(by)).update(closed_at=now))


def open_autosaves(*, piece: Piece | None, kind: str, by: By) -> list[Version]:
    """Return what `by` typed into `piece`, or into pieces that were never saved, and did not save; newest first."""
    mine = Version.objects.open_autosaves().filter(by_id=_key(by)).order_by("-created_at", "-pk")
    if piece is not None:
        return list(mine.filter(**{kind: piece}))
    return list(mine.filter(article__isnull=True, gallery__isnull=True, piece_kind=kind))


def own_autosave(*, version: int, by: By) -> Version | None:
    """Return an autosave of `by`, open or put away; None where there is none."""
    return Version.objects.filter(pk=version, kind=Version.Kind.AUTOSAVE, by_id=_key(by)).first()


def let_go(pieces: Iterable[Piece]) -> None:
    """Keep what is typed into `pieces`, which are about to be deleted, as texts that were never saved."""
    for piece in pieces:
        piece.versions.open_autosaves().update(article=None, gallery=None)


# --- who is here ------------------------------------------------------------------------------------------------


def arrive(*, piece: Piece, session: uuid.UUID, by: Any, now: datetime.datetime) -> Presence:
    """Say that `by` has `piece` open. Two queries; forms that have not been heard of for an hour are forgotten.

    Raises:
        NotAllowed: `by` may not change the piece.
        NotYours: the session is another person's.
    """
    demand_writing(by, piece)
    presence, created = Presence.objects.get_or_create(
        session=session, defaults={"user_id": by.pk, "opened_at": now, "seen_at": now} | _parent(piece)
    )
    if presence.user_id != by.pk:
        raise NotYours
    if not created:
        Presence.objects.filter(pk=session).update(seen_at=now)
    else:
        Presence.objects.filter(seen_at__lt=now - datetime.timedelta(hours=1)).delete()
    return presence


def leave(*, session: uuid.UUID, by: Any) -> None:
    """Say that the page of `session` was closed."""
    Presence.objects.filter(session=session, user_id=by.pk).delete()


def others(*, piece: Piece, session: uuid.UUID, now: datetime.datetime) -> list[Presence]:
    """Return the other open forms of `piece` with their people, the first one first. One query."""
    here = Presence.objects.filter(models.Q(**_own(piece)), seen_at__gte=now - HERE_FOR).exclude(session=session)
    return list(here.select_related("user").order_by("opened_at"))


def saved_after(*, piece: Piece, version: int | None) -> Version | None:
    """Return the newest version of `piece` if it is not the one with the key `version`. One query."""
    newest: Version | None = piece.versions.history().defer("document").select_related("by").first()
    return newest if newest and newest.pk != version else None


def saved_since(*, piece: Piece, moment: datetime.datetime) -> Version | None:
    """Return the newest version of `piece` if it was saved after `moment`. One query."""
    newer = piece.versions.history().filter(created_at__gt=moment)
    found: Version | None = newer.defer("document").select_related("by").first()
    return found


def _demand(by: By, piece: Piece | None, kind: str) -> None:
    if piece is not None:
        demand_writing(by, piece)
    else:
        demand_beginning(by, Article if kind == "article" else Gallery)


# --- the columns ------------------------------------------------------------------------------------------------


def _columns(typed: Typed, piece: Piece | None, kind: str, by: By) -> dict[str, Any]:
    parents = _parent(piece) if piece else {"article": None, "gallery": None}
    return parents | {
        "kind": Version.Kind.AUTOSAVE,
        "piece_kind": kind,
        "document": to_builtins(typed.document),
        "form": typed.fields,
        "base": typed.base,
        "by_id": _key(by),
    }


def _key(by: By) -> Any:
    return by.pk if by else None


def _own(piece: Piece) -> Mapping[str, Piece]:
    return {"article" if isinstance(piece, Article) else "gallery": piece}


def _parent(piece: Piece) -> dict[str, Piece | None]:
    article = isinstance(piece, Article)
    return {"article": piece if article else None, "gallery": None if article else piece}
