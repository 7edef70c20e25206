"""The sitemap of pictures: the newest pages with the pictures that readers see there."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from articles.document import Document, GalleryBlock, Picture, from_builtins
from articles.models.pictures import Picture as PictureRow
from articles.models.releases import Release
from articles.site.addresses import picture_address
from articles.site.layouts import STAGE
from articles.site.pictures import rows_of, show_value
from articles.site.story import pictures_of

SHOWN = 500  # pieces; a sitemap may have 50,000 addresses, and 1,000 pictures for each


class Entry(NamedTuple):
    """A page and its pictures: paths, or whole addresses where pictures lie elsewhere."""

    page: str
    pictures: Sequence[str]


def load_entries() -> list[Entry]:
    """Return the pages with pictures of the newest live pieces. Two queries, whatever is in the archive."""
    live = Release.objects.live()
    pools = [pieces.newest_first().values("pk")[:SHOWN] for pieces in (live.articles(), live.galleries())]
    newest = live.in_any(pools).newest_first().select_related("section").defer("body")[:SHOWN]
    pieces = [(release, from_builtins(release.document)) for release in newest]
    rows = rows_of(picture for _release, document in pieces for picture in pictures_of(document))
    return [entry for release, document in pieces for entry in _entries(release, document, rows) if entry.pictures]


def _entries(release: Release, document: Document, rows: dict[str, PictureRow]) -> Iterator[Entry]:
    """Yield the page of an article with all its pictures, or each page of a gallery with its one."""
    if not release.gallery_id:
        yield Entry(release.get_absolute_url(), _addresses(pictures_of(document), rows))
        return
    galleries = [block for block in document.body if isinstance(block, GalleryBlock)]
    pictures = [picture for gallery in galleries for picture in gallery.pictures]
    for number, picture in enumerate(pictures, start=1):
        yield Entry(picture_address(release, number), _addresses([picture], rows))


def _addresses(pictures: "Iterator[Picture] | Sequence[Picture]", rows: dict[str, PictureRow]) -> list[str]:
    shown = (show_value(picture, rows, STAGE) for picture in pictures)
    return list(dict.fromkeys(one.large.address for one in shown if one.large))
