"""Pictures as pages show them: addresses of the renditions, sizes, caption and credit."""

from collections.abc import Iterable
from typing import NamedTuple

from articles.document import Picture as DocumentPicture
from articles.models.pictures import Picture
from articles.models.renditions import WIDTHS


class Shown(NamedTuple):
    """A picture on a page.

    Args:
        src: the address of the middle rendition, "" while there is no file.
        srcset: all renditions with their widths.
        width: of the original in pixels; with `height` it keeps the place free, so that nothing jumps.
        height: see `width`.
        alt: the alternative text.
        caption: as frozen in the release.
        credit: the credit line as printed.
    """

    src: str
    srcset: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str


def show(picture: Picture | None, *, alt: str = "", caption: str = "", credit: str = "") -> Shown:
    """Return `picture` ready for a template, with the words of the release. No query, no look at the disk."""
    if picture is None or not picture.file or not picture.width or not picture.height:
        return Shown("", "", 0, 0, alt, caption, credit)
    widths = {min(width, picture.width): f"w{width}" for width in reversed(WIDTHS)}
    addresses = {width: str(getattr(picture.file, name)) for width, name in sorted(widths.items())}
    return Shown(
        src=addresses[min(addresses, key=lambda width: abs(width - WIDTHS[1]))],
        srcset=", ".join(f"{address} {width}w" for width, address in addresses.items()),
        width=picture.width,
        height=picture.height,
        alt=alt,
        caption=caption,
        credit=credit,
    )


def show_value(value: DocumentPicture, rows: dict[str, Picture]) -> Shown:
    """Return a picture of a document ready for a template; `rows` are the pictures by UUID."""
    return show(rows.get(value.uuid), alt=value.alt, caption=value.caption, credit=value.credit)


def rows_of(values: Iterable[DocumentPicture]) -> dict[str, Picture]:
    """Return the rows of the pictures that a document names, by UUID. One query, none without pictures."""
    uuids = [value.uuid for value in values if value.uuid]
    rows = Picture.objects.filter(uuid__in=uuids).only("uuid", "file", "width", "height", "focal_point")
    return {str(row.uuid): row for row in rows} if uuids else {}
