"""Pictures become a gallery, in the order in which they are named."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from articles.desk.journal import By
from articles.desk.picturerights import demand_usable
from articles.desk.rights import NotAllowed
from articles.desk.saving import saved
from articles.models import Gallery, GalleryPicture

STEP = 10  # between two places


def gather(*, pictures: Iterable[int], title: str, by: By, now: datetime.datetime) -> Gallery:
    """Return a new draft of a gallery of the pictures with these keys, in their order.

    Args:
        pictures: keys of rows that are there.
        title: may be empty; it can be typed later.
        by: whose gallery it is; needs the permission to add galleries.
        now: when.

    Raises:
        NotAllowed: `by` may not.
        NotUsable: a picture has expired, or may be used with one article only.

    Costs some twenty statements, however many pictures.
    """
    if by is not None and not by.has_perm("articles.add_gallery"):  # type: ignore[attr-defined]
        raise NotAllowed(_("You may not make any galleries."))
    keys = list(dict.fromkeys(pictures))
    demand_usable(keys, now=now)
    with transaction.atomic():
        gallery = Gallery.objects.create(title=title, created_by_id=by.pk if by else None)
        GalleryPicture.objects.bulk_create(
            GalleryPicture(gallery=gallery, picture_id=key, position=STEP * nth) for nth, key in enumerate(keys, 1)
        )
        saved(piece=gallery, by=by, now=now)
    return gallery
