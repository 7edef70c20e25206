"""Pictures as pages show them: addresses of the renditions, sizes, caption and credit."""

import base64
import datetime
from collections.abc import Iterable
from typing import NamedTuple

from django.utils import timezone

from articles.document import Picture as DocumentPicture
from articles.imaging.plan import FALLBACK_WIDTH, SHAPE_FALLBACK_WIDTH, SHAPES
from articles.models.pictures import Picture, is_over
from articles.site.layouts import Layout

# What a page needs of the row: no words, for those are frozen in the release.
COLUMNS = (
    "uuid", "file", "width", "height", "expires_on", "rendition_token", "renditions", "placeholder",
    "copyright", "license_url", "usage_terms",
)  # fmt: skip


class Source(NamedTuple):
    """The renditions of one format: its media type, and their addresses with widths for `srcset`."""

    type: str
    srcset: str


class Large(NamedTuple):
    """The largest rendition: its address and its size in pixels, and the address of the smallest one."""

    address: str
    width: int
    height: int
    small: str


class Rights(NamedTuple):
    """Whose a picture is: the creator and the agencies as frozen in the release, the rest as the row says today."""

    creator: str = ""
    agencies: tuple[str, ...] = ()
    copyright: str = ""
    license_url: str = ""


class Shown(NamedTuple):
    """A picture on a page.

    Args:
        src: the address of the rendition for browsers that choose nothing, "" while there is none.
        sources: the renditions by format, the smallest files first.
        sizes: how wide the page draws it, for the attribute of that name.
        width: in pixels; with `height` it keeps the place free, so that nothing jumps. 0 where it is not known.
        height: see `width`.
        alt: the alternative text.
        caption: as frozen in the release.
        credit: the credit line as printed.
        placeholder: a tiny blurred picture as a data URI, "" where there is none, or where it would shine through.
        expired: whether the rights have run out: a neutral stand-in is shown, with neither caption nor credit.
        rights: whose it is.
        large: the largest rendition, None while there is none.
    """

    src: str
    sources: tuple[Source, ...]
    sizes: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str
    placeholder: str = ""
    expired: bool = False
    rights: Rights = Rights()
    large: Large | None = None

    @property
    def ratio(self) -> str:
        """Width : height as style sheets write it, "1.5" where it is not known."""
        return f"{self.width / self.height:.5g}" if self.width and self.height else "1.5"


def show(
    picture: Picture | None,
    layout: Layout,
    *,
    alt: str = "",
    caption: str = "",
    credit: str = "",
    rights: Rights = Rights(),  # noqa: B008 - a frozen value
) -> Shown:
    """Return `picture` ready for a template, with the words of the release. No query, no look at the disk.

    Args:
        picture: the row; None where there is none.
        layout: the place on the page. A shape that was not made is replaced by the whole picture.
        alt: the alternative text.
        caption: as frozen in the release.
        credit: the credit line as printed.
        rights: whose it is.
    """
    if picture is not None and is_expired(picture):
        width, height = SHAPES.get(layout.shape) or (picture.width or 0, picture.height or 0)
        return Shown("", (), "", width, height, "", "", "", expired=True)
    shape = layout.shape
    made = (_made(picture, shape) or _made(picture, shape := "")) if picture else []
    if picture is None or not made:
        return Shown("", (), "", 0, 0, alt, caption, credit, rights=rights)
    wide, high, *_rest = made[-1]
    large = Large(_plain(picture, made[-1]), wide, high, _plain(picture, made[0]))
    if layout.most:
        made = [one for one in made if one[0] <= layout.most] or made[:1]
    fallback = min(SHAPE_FALLBACK_WIDTH if shape else FALLBACK_WIDTH, layout.most or FALLBACK_WIDTH)
    width, height, kinds, name = min(made, key=lambda one: ("jpeg" not in one[2], abs(one[0] - fallback)))
    return Shown(
        src=picture.rendition(name, "jpeg" if "jpeg" in kinds else kinds[-1]),
        sources=_sources(picture, made),
        sizes=layout.sizes_for(width / height),
        width=width,
        height=height,
        alt=alt,
        caption=caption,
        credit=credit,
        placeholder=picture.placeholder if layout.blurred and not _is_transparent(picture.placeholder) else "",
        rights=rights,
        large=large,
    )


_TYPES = {"avif": "image/avif", "webp": "image/webp"}
_Made = tuple[int, int, list[str], str]


def _made(picture: Picture, shape: str) -> list[_Made]:
    """Return width, height, formats and name of the renditions of a shape that are there, the narrowest first."""
    prefix = f"{shape}-" if shape else "w"
    found = picture.renditions.items()
    return sorted((width, height, kinds, name) for name, (width, height, kinds) in found if name.startswith(prefix))


def _plain(picture: Picture, made: _Made) -> str:
    """Return the address of a rendition in a format that search engines take as well."""
    _width, _height, kinds, name = made
    return picture.rendition(name, next((kind for kind in ("webp", "jpeg") if kind in kinds), kinds[-1]))


def _sources(picture: Picture, made: list[_Made]) -> tuple[Source, ...]:
    by_kind = {kind: [(width, name) for width, _height, kinds, name in made if kind in kinds] for kind in _TYPES}
    return tuple(
        Source(_TYPES[kind], ", ".join(f"{picture.rendition(name, kind)} {width}w" for width, name in found))
        for kind, found in by_kind.items()
        if found
    )


def _is_transparent(placeholder: str) -> bool:
    """Return whether one would see the placeholder through the picture: a WebP with more than its plain frame."""
    return b"VP8 " not in base64.b64decode(placeholder.partition(",")[2][:24])


def is_expired(picture: Picture, today: datetime.date | None = None) -> bool:
    """Return whether readers may not see `picture` any more, by the paper's calendar. No query."""
    return is_over(picture.expires_on, today or timezone.localdate())


def show_value(value: DocumentPicture, rows: dict[str, Picture], layout: Layout) -> Shown:
    """Return a picture of a document ready for a template; `rows` are the pictures by UUID."""
    row = rows.get(value.uuid)
    rights = Rights(value.creator, value.agencies, row.copyright if row else "", row.license_url if row else "")
    return show(row, layout, alt=value.alt, caption=value.caption, credit=value.credit, rights=rights)


def rows_of(values: Iterable[DocumentPicture]) -> dict[str, Picture]:
    """Return the rows of the pictures that a document names, by UUID. One query, none without pictures."""
    uuids = [value.uuid for value in values if value.uuid]
    rows = Picture.objects.filter(uuid__in=uuids).only(*COLUMNS)
    return {str(row.uuid): row for row in rows} if uuids else {}
