"""The smaller copies of pictures: made of the original, stored under a new token, then written into the row at once.

A row whose `rendered_at` is empty waits for its renditions; that is all the queue there is. Whoever works on it claims
the row first, by a statement of its own, and holds no lock of the database while pixels are reckoned. What was made is
written into the row only where nothing that it was made of has changed meanwhile; until then readers get the old ones.
"""

import datetime
import enum
import logging
from collections.abc import Collection, Iterable
from typing import Any, Final

from django.db import models, transaction
from django.utils.translation import gettext as _

from articles.desk.elbowroom import room_for
from articles.desk.picturerights import is_expired
from articles.desk.picturestore import (
    Made,
    NotStored,
    keep_renditions,
    new_token,
    note_replacing,
    remove_renditions,
    undone,
)
from articles.desk.picturewords import in_words
from articles.imaging.labels import Label
from articles.imaging.opening import MAX_BYTES, Opened, Unusable, open_picture
from articles.imaging.plan import FALLBACK_WIDTH
from articles.imaging.rendering import planned, render
from articles.imaging.shapes import NotACrop
from articles.models import Picture

CLAIM: Final = datetime.timedelta(minutes=2)
"""How long a claim holds: much longer than any picture takes, and after it others go on where a process was killed."""
LABELLED: Final = ("creator", "credit", "copyright", "alt_text", "license_url", "usage_terms")
"""The columns whose words every rendition carries. No caption: the row's may be one that readers do not see yet."""
INGREDIENTS: Final = ("file", "focal_point", "crops", *LABELLED)
"""The columns that renditions are made of: who changes one calls `await_renditions`."""
_log = logging.getLogger(__name__)


class Outcome(enum.Enum):
    """What became of a picture that was to be rendered."""

    MADE = "made"
    FAILED = "failed"  # the row says why; it is tried again when its file changes, or when somebody asks for it
    CHANGED = "changed meanwhile"  # it waits again
    POSTPONED = "postponed"  # the storage took nothing: it is tried again when the claim has run out


def label_of(picture: Picture) -> Label:
    """Return the names that go into every rendition of `picture`."""
    return Label(**{name: getattr(picture, name) for name in LABELLED})


def first_look(opened: Opened) -> frozenset[str]:
    """Return the names of the renditions that a desk at work waits for: the small one, and one to look at."""
    whole = [one for one in planned((opened.width, opened.height)) if not one.shape]
    seen = [one.name for one in whole if int(one.name[1:]) <= FALLBACK_WIDTH]
    return frozenset({"thumb", *seen[-1:]})


# --- waiting ------------------------------------------------------------------------------------------------


def await_renditions(keys: Iterable[int]) -> int:
    """Let the pictures with these keys wait for new renditions, and return how many do. One statement.

    They keep those they have until the new ones are there. Call `darkroom.wake` beside it.
    """
    rows = Picture.objects.filter(pk__in=[*keys]).exclude(file="")
    return rows.update(rendered_at=None, rendering_since=None, render_failure="")


def await_all() -> int:
    """Let every picture with a file wait for new renditions, those too that failed; return how many. One statement."""
    return Picture.objects.exclude(file="").update(rendered_at=None, rendering_since=None, render_failure="")


def needs_renditions(changed: Collection[str]) -> bool:
    """Return whether a change of these columns asks for new renditions."""
    return not set(INGREDIENTS).isdisjoint(changed)


def claim(*, now: datetime.datetime, key: int | None = None) -> Picture | None:
    """Return a picture that waits and that nobody works on, claimed; None where there is none. Two statements.

    Args:
        now: when; a claim older than `CLAIM` is that of a process that was killed.
        key: this picture only.
    """
    waiting = Picture.objects.waiting().filter(_unclaimed(now))
    if key is not None:
        waiting = waiting.filter(pk=key)
    # Two processes may find the same one: the second then looks for another.
    while (found := waiting.values_list("pk", flat=True).first()) is not None:
        if waiting.filter(pk=found).order_by().update(rendering_since=now):
            return Picture.objects.filter(pk=found, rendering_since=now).first()
    return None


def claimed(*, now: datetime.datetime) -> int:
    """Return how many pictures others are working on. One statement."""
    return Picture.objects.waiting().exclude(_unclaimed(now)).order_by().count()


def _unclaimed(now: datetime.datetime) -> models.Q:
    return models.Q(rendering_since__isnull=True) | models.Q(rendering_since__lt=now - CLAIM)


# --- rendering ----------------------------------------------------------------------------------------------


def render_next(*, now: datetime.datetime) -> tuple[Picture, Outcome] | None:
    """Make the renditions of one picture that waits, and return it with what became of it; None where none waits.

    Any number of threads and processes may do so at once. Costs some seconds for a photograph and five statements.
    """
    picture = claim(now=now)
    return None if picture is None else (picture, render_picture(picture=picture, now=now))


def render_picture(*, picture: Picture, now: datetime.datetime, first: bool = False) -> Outcome:
    """Make the renditions of `picture`, which the caller has claimed at `now`.

    Args:
        picture: as `claim` has returned it.
        now: when.
        first: make the first look only, and let the picture go on waiting for the others.

    What cannot be read is written down in the row with a sentence, and keeps the renditions that it has.
    """
    expired = is_expired(picture, now)
    token = new_token(for_desk_only=expired)
    try:
        opened = _opened(picture)
        label, crops = label_of(picture), picture.crops
        only = first_look(opened) if first or expired else None
        with room_for(opened):
            made = keep_renditions(token, render(opened, label, focal=picture.focus, crops=crops, only=only))
    except NotStored as error:
        # Not the picture's fault. The claim stays, so that it is tried again in a while and holds up no other.
        Picture.objects.filter(pk=picture.pk).update(render_failure=str(error))
        return Outcome.POSTPONED
    except Exception as error:
        if not isinstance(error, Unusable | NotACrop | OSError):
            _log.exception("Picture %s could not be rendered", picture.pk)
        return _failed(picture, _why(error), now)
    except BaseException:  # stopped: somebody else may go on at once
        Picture.objects.filter(pk=picture.pk, rendering_since=picture.rendering_since).update(rendering_since=None)
        raise
    return _finished(picture, token, made, None if first else now)


def _opened(picture: Picture) -> Opened:
    with picture.file.open("rb") as file:
        return open_picture(file.read(MAX_BYTES + 1), name=picture.file.name or "")


def _why(error: BaseException) -> str:
    if isinstance(error, Unusable):
        return in_words(error)
    if isinstance(error, FileNotFoundError):
        return _("The file is missing from the disk. Upload it again.")
    if isinstance(error, OSError):
        return _("The file could not be read (%(reason)s). Tell who runs the server.") % {
            "reason": error.strerror or str(error)
        }
    if isinstance(error, NotACrop):
        return _("A crop of this picture is none: %(reason)s Draw it anew.") % {"reason": error}
    if isinstance(error, MemoryError):
        return _("The picture takes more memory than there is. Make it smaller and upload it again.")
    return _("The picture could not be made smaller (%(reason)s). Export it again and upload that.") % {
        "reason": type(error).__name__
    }


def _failed(picture: Picture, sentence: str, now: datetime.datetime) -> Outcome:
    written = {"render_failure": sentence, "rendered_at": now, "rendering_since": None}
    return Outcome.FAILED if _write(picture, written) else Outcome.CHANGED


def _finished(picture: Picture, token: str, made: Made, rendered_at: datetime.datetime | None) -> Outcome:
    note_replacing(picture.rendition_token, token)
    written = {
        "rendition_token": token, "renditions": made, "rendered_at": rendered_at, "rendering_since": None,
        "render_failure": "",
    }  # fmt: skip
    with undone(token):
        kept = _write(picture, written)
    if not kept:
        remove_renditions(token)
    return Outcome.MADE if kept else Outcome.CHANGED


def _write(picture: Picture, columns: dict[str, Any]) -> bool:
    """Write `columns` into the row where it is still as it was when it was claimed; return whether it was.

    Otherwise it waits again, unless somebody else works on it by now. A short transaction.
    """
    with transaction.atomic():
        row = Picture.objects.select_for_update().filter(pk=picture.pk).first()
        if row is None or row.rendering_since != picture.rendering_since:
            return False  # deleted, changed, or worked on by somebody else
        same = all(getattr(row, name) == getattr(picture, name) for name in (*INGREDIENTS, "rendition_token"))
        Picture.objects.filter(pk=picture.pk).update(**columns if same else {"rendering_since": None})
        return same
