"""An article's page, put together from its release."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db.models import F

from articles.body import pieces, to_html
from articles.document import (
    Document,
    Embed,
    FactBox,
    GalleryBlock,
    Picture,
    PictureBlock,
    Related,
    from_builtins,
)
from articles.embeds import Embedded, look_up
from articles.models.people import Author
from articles.models.pictures import Picture as PictureRow
from articles.models.releases import Release, ReleaseAuthor
from articles.site.addresses import gallery_address
from articles.site.layouts import IN_TEXT, OPENING, SLIDE
from articles.site.pictures import Shown, rows_of, show_value
from articles.site.recommendations import recommended


class Link(NamedTuple):
    """A related link: plain text as long as `address` is ""."""

    label: str
    title: str
    address: str


class Slides(NamedTuple):
    """A gallery inside an article; `address` leads to its own pages, "" when it had none at the release."""

    anchor: str
    title: str
    kicker: str
    pictures: tuple[Shown, ...]
    address: str


class Facts(NamedTuple):
    """A box of facts: its heading, "" where it has none, and ready HTML."""

    anchor: str
    title: str
    html: str


class Card(NamedTuple):
    """What stands for something that lives elsewhere; without an address there are only the words.

    Where it leads is looked up from the address for every page: what a text says of its provider counts for nothing.
    """

    text: str
    address: str
    leads: Embedded


class Part(NamedTuple):
    """A stretch of the text: exactly one of the fields is filled."""

    html: str = ""
    picture: Shown | None = None
    gallery: Slides | None = None
    link: Link | None = None
    card: Card | None = None
    facts: Facts | None = None


class Story(NamedTuple):
    """All that the article's template shows besides the frame."""

    release: Release
    document: Document
    lead: Shown | None
    parts: tuple[Part, ...]
    authors: tuple[Author, ...]
    agencies: tuple[str, ...]
    recommended: Sequence[Release]

    @property
    def galleries(self) -> tuple[Slides, ...]:
        """The galleries in the text that have pictures."""
        return tuple(part.gallery for part in self.parts if part.gallery and part.gallery.pictures)


class Beside(NamedTuple):
    """What stands in rows beside a live release: the authors in order, and where links lead, by the link's UUID."""

    authors: tuple[Author, ...]
    links: dict[str, Release]


def load_story(release: Release, *, beside: Beside | None = None) -> Story:
    """Return the page of a release. Costs at most four queries, whatever is in the text.

    A live release has its own rows beside it; one that was never stored is given them in `beside`.
    """
    document = from_builtins(release.document)
    beside = beside or _beside(release, document)
    links = beside.links
    rows = rows_of(pictures_of(document))
    parts = _parts(release, document, links, rows)
    return Story(
        release=release,
        document=document,
        lead=show_value(document.lead_picture, rows, OPENING) if document.lead_picture else None,
        parts=tuple(parts),
        authors=beside.authors,
        agencies=document.byline.agencies,
        recommended=recommended(release, without=[one.article_id for one in links.values() if one.article_id]),
    )


def _beside(release: Release, document: Document) -> Beside:
    authors = ReleaseAuthor.objects.filter(release=release).select_related("author").order_by("position")
    has_links = any(isinstance(block, Related) for block in document.body)
    return Beside(tuple(row.author for row in authors), _linked(release) if has_links else {})


def _linked(release: Release) -> dict[str, Release]:
    """Return the live releases that the related links lead to, by the link's UUID. One query."""
    targets: Iterable[Any] = (
        Release.objects.live()
        .filter(article__release_links__release=release)
        .annotate(link_uuid=F("article__release_links__uuid"))
        .for_list()
    )
    return {str(target.link_uuid): target for target in targets}


def pictures_of(document: Document) -> Iterator[Picture]:
    """Yield the pictures of a document in the order of reading."""
    if document.lead_picture:
        yield document.lead_picture
    for block in document.body:
        if isinstance(block, PictureBlock):
            yield block
        elif isinstance(block, GalleryBlock):
            yield from block.pictures


# The blocks that a page fills in; all others are ready HTML.
_PLACED = PictureBlock | GalleryBlock | Related | Embed | FactBox


def _parts(
    release: Release, document: Document, links: dict[str, Release], rows: dict[str, PictureRow]
) -> Iterable[Part]:
    """Yield the parts of the text: runs of ready HTML, and what stands at the places between them."""
    nodes = iter([block for block in document.body if isinstance(block, _PLACED)])
    galleries = boxes = 0
    for piece in pieces(release.body):
        if piece.kind == "html":
            yield Part(html=piece.html)
            continue
        match next(nodes, None):
            case PictureBlock() as picture:
                yield Part(picture=show_value(picture, rows, IN_TEXT))
            case GalleryBlock() as gallery:
                galleries += 1
                yield Part(gallery=_slides(gallery, f"bilder-{galleries}", release, rows))
            case Related() as link:
                target = links.get(link.uuid)
                yield Part(link=Link(link.label, link.title, link.url or (target.get_absolute_url() if target else "")))
            case Embed(text=text, url=url):
                yield Part(card=Card(text, url, look_up(url)))
            case FactBox(title=title, blocks=inside):
                boxes += 1
                yield Part(facts=Facts(f"fakten-{boxes}", title, to_html(inside)))


def _slides(gallery: GalleryBlock, anchor: str, release: Release, rows: dict[str, PictureRow]) -> Slides:
    pages = release.gallery_pages.get(gallery.uuid)
    return Slides(
        anchor=anchor,
        title=gallery.title,
        kicker=gallery.kicker,
        pictures=tuple(show_value(picture, rows, SLIDE) for picture in gallery.pictures),
        address=gallery_address(pages, 1) if pages else "",
    )
