"""Pictures as pages show them: addresses of the renditions, sizes, caption and credit."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from django.utils import timezone

from articles.document import Picture as DocumentPicture
from articles.imaging.plan import FALLBACK_WIDTH, SHAPE_FALLBACK_WIDTH
from articles.models.pictures import Picture

# What a page needs of the row: no words, for those are frozen in the release.
COLUMNS = (
    "uuid", "file", "width", "height", "expires_on", "rendition_token", "renditions", "placeholder",
    "copyright", "license_url", "usage_terms",
)  # fmt: skip


class Source(NamedTuple):
    """The renditions of one format: its media type, and their addresses with widths for `srcset`."""

    type: str
    srcset: str


class Shown(NamedTuple):
    """A picture on a page.

    Args:
        src: the address of the rendition for browsers that choose nothing, "" while there is none.
        sources: the renditions by format, the smallest files first.
        width: in pixels; with `height` it keeps the place free, so that nothing jumps.
        height: see `width`.
        alt: the alternative text.
        caption: as frozen in the release.
        credit: the credit line as printed.
        placeholder: a tiny blurred picture as a data URI, "" where there is none.
        expired: whether the rights have run out: a neutral stand-in is shown, with neither caption nor credit.
    """

    src: str
    sources: tuple[Source, ...]
    width: int
    height: int
    alt: str
    caption: str
    credit: str
    placeholder: str = ""
    expired: bool = False


def show(picture: Picture | None, *, shape: str = "", alt: str = "", caption: str = "", credit: str = "") -> Shown:
    """Return `picture` ready for a template, with the words of the release. No query, no look at the disk.

    Args:
        picture: the row; None where there is none.
        shape: "" for the whole picture, else one of the plan: "4x3".
        alt: the alternative text.
        caption: as frozen in the release.
        credit: the credit line as printed.
    """
    if picture is not None and is_expired(picture):
        return Shown("", (), 0, 0, "", "", "", expired=True)
    made = _made(picture, shape) if picture else []
    if picture is None or not made:
        return Shown("", (), 0, 0, alt, caption, credit)
    by_format = [(kind, [(width, name) for width, _height, kinds, name in made if kind in kinds]) for kind in _TYPES]
    fallback = SHAPE_FALLBACK_WIDTH if shape else FALLBACK_WIDTH
    width, height, kinds, name = min(made, key=lambda one: ("jpeg" not in one[2], abs(one[0] - fallback)))
    return Shown(
        src=picture.rendition(name, "jpeg" if "jpeg" in kinds else kinds[-1]),
        sources=tuple(
            Source(_TYPES[kind], ", ".join(f"{picture.rendition(name, kind)} {width}w" for width, name in found))
            for kind, found in by_format
            if found and kind != "jpeg"
        ),
        width=width,
        height=height,
        alt=alt,
        caption=caption,
        credit=credit,
        placeholder=picture.placeholder,
    )


_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg"}


def _made(picture: Picture, shape: str) -> list[tuple[int, int, list[str], str]]:
    """Return width, height, formats and name of the renditions of a shape that are there, the narrowest first."""
    prefix = f"{shape}-" if shape else "w"
    found = picture.renditions.items()
    return sorted((width, height, kinds, name) for name, (width, height, kinds) in found if name.startswith(prefix))


def is_expired(picture: Picture, today: datetime.date | None = None) -> bool:
    """Return whether readers may not see `picture` any more, by the paper's calendar. No query."""
    return picture.expires_on is not None and picture.expires_on <= (today or timezone.localdate())


def show_value(value: DocumentPicture, rows: dict[str, Picture]) -> Shown:
    """Return a picture of a document ready for a template; `rows` are the pictures by UUID."""
    return show(rows.get(value.uuid), alt=value.alt, caption=value.caption, credit=value.credit)


def rows_of(values: Iterable[DocumentPicture]) -> dict[str, Picture]:
    """Return the rows of the pictures that a document names, by UUID. One query, none without pictures."""
    uuids = [value.uuid for value in values if value.uuid]
    rows = Picture.objects.filter(uuid__in=uuids).only(*COLUMNS)
    return {str(row.uuid): row for row in rows} if uuids else {}
