"""One picture of a gallery, with its neighbours."""

from collections.abc import Callable
from typing import NamedTuple

from articles.document import Document, GalleryBlock, from_builtins
from articles.models.releases import Release
from articles.site.addresses import picture_address
from articles.site.layouts import STAGE, THUMBNAIL
from articles.site.pictures import Shown, rows_of, show_value


class Slide(NamedTuple):
    """A gallery's page for one picture. `previous` and `following` are "" at the ends."""

    release: Release
    document: Document
    pictures: tuple[Shown, ...]
    number: int
    total: int
    previous: str
    following: str
    thumbnails: tuple[tuple[int, str, Shown], ...]

    @property
    def picture(self) -> Shown:
        """The one that the page is about."""
        return self.pictures[self.number - 1]


def load_slide(
    release: Release, number: int, *, address: Callable[[Release, int], str] = picture_address
) -> Slide | None:
    """Return picture `number`, counted from 1, of a gallery's release; None if there is none. One query.

    `address` says where the page of each picture is.
    """
    document = from_builtins(release.document)
    pictures = [picture for block in document.body if isinstance(block, GalleryBlock) for picture in block.pictures]
    if not 1 <= number <= len(pictures):
        return None
    rows = rows_of(pictures)
    addresses = [address(release, place) for place in range(1, len(pictures) + 1)]
    return Slide(
        release=release,
        document=document,
        pictures=tuple(show_value(picture, rows, STAGE) for picture in pictures),
        number=number,
        total=len(pictures),
        previous=addresses[number - 2] if number > 1 else "",
        following=addresses[number] if number < len(pictures) else "",
        thumbnails=tuple(
            (place, path, show_value(picture, rows, THUMBNAIL))
            for place, (path, picture) in enumerate(zip(addresses, pictures, strict=True), start=1)
        ),
    )
