"""Pictures whose rights run out: on that day their renditions go where readers do not get them, and come back after.

Renditions are plain files that a web server in front may give to anybody who has their address. So an expired picture's
are removed from there, and a small look at it is kept for the desk under a token that no page has ever named.
"""

import datetime
from collections.abc import Collection
from typing import Final

from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone

from articles.desk.picturestore import Made, new_token, remove_all_renditions, remove_renditions, storage_of, undone
from articles.imaging.plan import FALLBACK_WIDTH
from articles.models import Picture
from articles.models.pictures import DESK_ONLY, rendition_path

_NEEDED: Final = ("file", "rendition_token", "renditions", "rendered_at")


def settle_expired(*, now: datetime.datetime, keys: Collection[int] | None = None) -> int:
    """Take the renditions of pictures that have expired away from readers, and ask for those of pictures come back.

    Args:
        now: when; the day is that of the paper's calendar.
        keys: of these pictures only; None: of all.

    Returns how many pictures were changed. May run in any number of processes at once, and be killed at any time: the
    next one finishes it. Costs two statements, and one and some copying for each picture.
    """
    today = timezone.localdate(now)
    rows = Picture.objects.order_by("pk") if keys is None else Picture.objects.filter(pk__in=keys).order_by("pk")
    expired = rows.filter(expires_on__lte=today).exclude(rendition_token="")
    public = expired.exclude(rendition_token__startswith=DESK_ONLY)
    changed = sum(_withdraw(row, now) for row in [*public.only(*_NEEDED)])
    valid = models.Q(expires_on__isnull=True) | models.Q(expires_on__gt=today)
    back = rows.filter(valid, rendition_token__startswith=DESK_ONLY, rendered_at__isnull=False, render_failure="")
    return changed + back.order_by().update(rendered_at=None, rendering_since=None)


def _withdraw(picture: Picture, now: datetime.datetime) -> bool:
    """Keep a look at `picture` for the desk and remove its renditions; return whether this process did."""
    old, token = picture.rendition_token, new_token(for_desk_only=True)
    with undone(token):
        kept = _copied(picture, token)
        # First the files, then the row: killed in between, the next look finds an expired picture as before.
        remove_all_renditions(old)
        written = Picture.objects.filter(pk=picture.pk, rendition_token=old).update(
            rendition_token=token,
            renditions=kept,
            rendered_at=now if kept and picture.rendered_at else None,
            rendering_since=None,
        )
    if not written:
        remove_renditions(token)
    return bool(written)


def _copied(picture: Picture, token: str) -> Made:
    """Copy the small rendition and one to look at into the folder of `token`, and return what was there to copy."""
    storage = storage_of()
    whole = [name for name in picture.renditions if name.startswith("w") and int(name[1:]) <= FALLBACK_WIDTH]
    names = {"thumb", max(whole, key=lambda name: int(name[1:]), default="thumb")}
    copied: Made = {}
    for name in names & picture.renditions.keys():
        width, height, kinds = picture.renditions[name]
        for kind in kinds:
            try:
                with storage.open(rendition_path(picture.rendition_token, name, kind)) as file:
                    content = file.read()
            except OSError:
                continue  # gone already: another process is at it, or was killed
            storage.save(rendition_path(token, name, kind), ContentFile(content))
            copied.setdefault(name, (width, height, []))[2].append(kind)
    return copied
