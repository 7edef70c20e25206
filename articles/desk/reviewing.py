"""Previews for people without an account: the link that opens one, and the comments they leave.

A link carries the UUID of its row and a signature. When it expires, and whether it was taken back, stands in the row,
so that a link can be shown again and taken back at any time.
"""

import datetime
import uuid
from enum import Enum
from typing import Any, Final, NamedTuple

from django.core.signing import BadSignature, Signer
from django.db import models, transaction
from django.utils.translation import gettext as _

from articles.desk.journal import By, Kind, enter
from articles.desk.rights import demand_writing, piece_of
from articles.document import (
    Block,
    Document,
    Embed,
    FactBox,
    GalleryBlock,
    ListBlock,
    Picture,
    Related,
)
from articles.models import Annotation, Article, PreviewLink
from articles.models.pieces import Piece

DAYS: Final = (1, 7, 30)  # what can be chosen
DEFAULT_DAYS: Final = 7
LONGEST_NAME: Final = 100  # characters
LONGEST_TEXT: Final = 2000
MOST_ANNOTATIONS: Final = 200  # of one link, in its whole life
MOST_A_MINUTE: Final = 10
HEAD: Final = 0  # the number of the head of a piece

_signer = Signer(salt="articles.desk.reviewing", sep=".")


class Refused(Exception):
    """A comment was not taken. The message says why, in the language of the page; nothing was stored."""


class Closed(Enum):
    """Why a link opens nothing."""

    UNKNOWN = "unknown"  # no such link, or its signature is not ours
    EXPIRED = "expired"
    REVOKED = "revoked"


# --- links --------------------------------------------------------------------------------------------------


def make_link(*, piece: Piece, by: By, now: datetime.datetime, days: int = DEFAULT_DAYS) -> PreviewLink:
    """Return a new link to the working copy of `piece` that opens for `days` days from `now`. Two statements.

    Raises:
        NotAllowed: `by` may not change the piece.
        ValueError: `days` is none of `DAYS`.
    """
    if days not in DAYS:
        raise ValueError(f"{days} days cannot be chosen: {DAYS}")
    demand_writing(by, piece)
    expires_at = now + datetime.timedelta(days=days)
    with transaction.atomic():
        link = PreviewLink.objects.create(
            article=piece if isinstance(piece, Article) else None,
            gallery=None if isinstance(piece, Article) else piece,
            made_by_id=by.pk if by else None,
            created_at=now,
            expires_at=expires_at,
        )
        details = {"change": "made", "until": expires_at.isoformat()}
        enter(kind=Kind.PREVIEW_LINK, by=by, now=now, subject=piece, details=details)
    return link


def token_of(link: PreviewLink) -> str:
    """Return what stands for `link` in an address, always the same. No query."""
    return _signer.sign(link.uuid.hex)


def address_of(link: PreviewLink) -> str:
    """Return the path of the preview that `link` opens. No query."""
    # The address belongs to the preview, which the desk does not know; a test holds the two together.
    return f"/vorschau/{token_of(link)}/"


def link_of(token: str, now: datetime.datetime) -> PreviewLink | Closed:
    """Return the link that `token` stands for with its piece, or why it opens nothing. One query at most."""
    try:
        key = uuid.UUID(hex=_signer.unsign(token))
    except (BadSignature, ValueError):
        return Closed.UNKNOWN
    link = PreviewLink.objects.filter(uuid=key).select_related("article", "gallery").first()
    if link is None:
        return Closed.UNKNOWN
    if link.revoked_at is not None:
        return Closed.REVOKED
    return link if now < link.expires_at else Closed.EXPIRED


def revoke(*, link: PreviewLink, by: By, now: datetime.datetime) -> None:
    """Let `link` open nothing from `now` on; one that was taken back already stays as it is. Two statements.

    Raises:
        NotAllowed: `by` may not change the piece.
    """
    piece = piece_of(link)
    demand_writing(by, piece)
    if link.revoked_at is None:
        link.revoked_at = now
        with transaction.atomic():
            link.save(update_fields=["revoked_at"])
            enter(kind=Kind.PREVIEW_LINK, by=by, now=now, subject=piece, details={"change": "revoked"})


# --- what can be commented on -------------------------------------------------------------------------------


class Place(NamedTuple):
    """A place of a piece that a comment can be on: `number` as in `Annotation`, and its words."""

    number: int
    words: str


def places_of(document: Document, *, of_gallery: bool = False) -> tuple[Place, ...]:
    """Return the head and what readers see below it: each block of an article, each picture of a gallery."""
    head = Place(HEAD, "\n".join(filter(None, (document.line, document.teaser))))
    parts: tuple[Block | Picture, ...] = document.body
    if of_gallery:
        parts = tuple(one for block in document.body if isinstance(block, GalleryBlock) for one in block.pictures)
    shown = [Place(number, words_of(part)) for number, part in enumerate(parts, 1) if _is_shown(part)]
    return (head, *shown)


def _is_shown(part: Block | Picture) -> bool:
    """Return whether readers see something of a block: an empty link or gallery leaves no trace on the page."""
    match part:
        case Related(title=title):
            return bool(title)
        case GalleryBlock(pictures=pictures):
            return bool(pictures)
        case _:
            return True


def words_of(part: Block | Picture) -> str:
    """Return the plain words of a block, "" where it has none (a picture without a caption)."""
    match part:
        case ListBlock(items=items):
            return "\n".join(items)
        case FactBox(title=title, blocks=blocks):
            return "\n".join(filter(None, (title, *map(words_of, blocks))))
        case Related(title=title) | GalleryBlock(title=title):
            return title
        case Picture(caption=caption):
            return caption
        case Embed(provider=provider, url=url, text=text):
            return text or url or provider
        case _:
            return part.text


# --- comments -----------------------------------------------------------------------------------------------


def annotate(
    *, link: PreviewLink, document: Document, number: int, name: str, text: str, now: datetime.datetime
) -> Annotation:
    """Return a new comment on the place `number` of `document`, the working copy that `link` opens.

    Four statements.

    Raises:
        Refused: a name or text is missing or too long, there is no such place, or there are too many comments.
    """
    places = {place.number: place for place in places_of(document, of_gallery=link.gallery_id is not None)}
    name, text = " ".join(name.split()), text.replace("\r\n", "\n").strip()
    if number not in places:
        raise Refused(_("This paragraph is not there any more. Choose another one."))
    if not name or not text or "\0" in name + text:
        raise Refused(_("A comment needs your name and a text."))
    if len(name) > LONGEST_NAME or len(text) > LONGEST_TEXT:
        raise Refused(
            _("Please be shorter: a name has up to %(name)d characters, a comment up to %(text)d.")
            % {"name": LONGEST_NAME, "text": LONGEST_TEXT}
        )
    with transaction.atomic():
        # Two comments at once are counted one after the other.
        list(PreviewLink.objects.filter(pk=link.pk).select_for_update().values_list("pk"))
        _demand_room(link, now)
        return Annotation.objects.create(
            link=link, number=number, quotation=places[number].words, name=name, text=text, created_at=now
        )


def _demand_room(link: PreviewLink, now: datetime.datetime) -> None:
    recent = models.Q(created_at__gt=now - datetime.timedelta(minutes=1))
    counts = Annotation.objects.filter(link=link).aggregate(
        all=models.Count("pk"), recent=models.Count("pk", filter=recent)
    )
    if counts["all"] >= MOST_ANNOTATIONS:
        raise Refused(_("There are too many comments here. Please write to the editors."))
    if counts["recent"] >= MOST_A_MINUTE:
        raise Refused(_("That was fast. Please wait a minute before the next comment."))


def annotations_of(piece: Piece) -> "models.QuerySet[Annotation]":
    """Return the comments on `piece` by all its links, newest first, with who ticked them off."""
    rows = Annotation.objects.filter(_of(piece)).select_related("done_by")
    return rows.order_by("-created_at", "-pk")


def open_annotations(piece: Piece) -> int:
    """Return how many comments on `piece` wait to be ticked off. One query."""
    return Annotation.objects.filter(_of(piece), done_at__isnull=True).count()


def tick_off(*, annotation: Annotation, by: By, now: datetime.datetime, done: bool = True) -> None:
    """Say that `annotation` is dealt with, or with ``done=False`` that it is not. One statement, or none.

    Raises:
        NotAllowed: `by` may not change the piece.
    """
    demand_writing(by, piece_of(annotation.link))
    if done == (annotation.done_at is not None):
        return
    annotation.done_at = now if done else None
    annotation.done_by_id = by.pk if by and done else None
    annotation.save(update_fields=["done_at", "done_by"])


def _of(piece: Piece) -> models.Q:
    columns: dict[str, Any] = {"link__article" if isinstance(piece, Article) else "link__gallery": piece}
    return models.Q(**columns)
