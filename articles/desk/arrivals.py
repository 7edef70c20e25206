"""Pictures that arrive at the same time: each was looked at before the others were there."""

import datetime
from typing import Final

from articles.desk.pictureuploads import Received
from articles.imaging.looks import ALIKE, distance
from articles.models import Picture

MOST: Final = 3  # pictures that somebody is asked about
_BESIDE: Final = 200  # pictures that arrive while one is read, at most


def there_already(received: Received, *, since: datetime.datetime) -> list[Picture]:
    """Return the pictures that could be used instead of the one received, those too that came in beside it.

    Of two that arrive at once the later one is said to be like the earlier one.

    Args:
        received: what `receive` has made.
        since: when its upload began to be read.

    Costs one query.
    """
    new = received.picture
    beside = Picture.objects.filter(pk__lt=new.pk, created_at__gte=since).exclude(file="").defer("metadata")[:_BESIDE]
    alike = [one for one in beside if one.digest == new.digest or _alike(one, new)]
    found = {one.pk: one for one in (*received.like, *alike)}
    return sorted(found.values(), key=lambda one: one.digest != new.digest)[:MOST]


def _alike(one: Picture, other: Picture) -> bool:
    return bool(one.look and other.look) and distance(one.look, other.look) <= ALIKE
