"""The smaller copies of pictures: made of the original, stored under a new token, then written into the row at once.

A row whose `rendered_at` is empty waits for its renditions; that is all the queue there is. Whoever works on it (the
request that saved it, a thread of a serving process, the command) claims the row first.
"""

import datetime
import io
import secrets
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction

from articles.desk.picturewords import in_words
from articles.imaging.labels import Label
from articles.imaging.opening import Unusable, open_picture
from articles.imaging.rendering import render
from articles.models import Picture
from articles.models.pictures import rendition_path

COLUMNS = ("renditions", "rendition_token", "placeholder", "rendered_at", "render_failure")


def label_of(picture: Picture) -> Label:
    """Return the names that go into every rendition of `picture`."""
    return Label(
        creator=picture.creator,
        credit=picture.credit,
        copyright=picture.copyright,
        alt_text=picture.alt_text,
        caption=picture.caption,
        license_url=picture.license_url,
        usage_terms=picture.usage_terms,
    )


def render_picture(*, picture: Picture, now: datetime.datetime, only: Iterable[str] | None = None) -> bool:
    """Make the renditions of `picture`, and return whether that went well.

    Args:
        picture: with a file.
        now: when.
        only: names of the plan, for a first look; the row then goes on waiting for the others. None: all of them.

    What cannot be read is written down in the row with a sentence, and is not tried again until its file changes.
    Costs some seconds of work for a photograph, and one statement.
    """
    storage: Storage = picture.file.storage
    token = secrets.token_urlsafe(18)
    made: dict[str, tuple[int, int, list[str]]] = {}
    try:
        with picture.file.open("rb") as file:
            opened = open_picture(io.BytesIO(file.read()), name=picture.file.name)
        for one in render(opened, label_of(picture), focal=picture.focus, crops=picture.crops, only=only):
            storage.save(rendition_path(token, one.name, one.format), ContentFile(one.data))
            made.setdefault(one.name, (one.width, one.height, []))[2].append(one.format)
    except Unusable as error:
        picture.render_failure, picture.rendered_at = in_words(error), now
        picture.save(update_fields=["render_failure", "rendered_at"])
        return False
    picture.rendition_token, picture.renditions, picture.render_failure = token, made, ""
    picture.rendered_at = now if only is None else None
    picture.save(update_fields=COLUMNS)
    return True


def render_waiting(*, now: datetime.datetime, limit: int = 1) -> int:
    """Make the renditions of pictures that wait for them, and return how many were looked at.

    Any number of processes may do so at once.
    """
    with transaction.atomic():
        rows = list(Picture.objects.waiting().select_for_update(skip_locked=True)[:limit])
        for picture in rows:
            render_picture(picture=picture, now=now)
    return len(rows)
