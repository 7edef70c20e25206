"""Rows -> Document: what the working copy says, as one value."""

from collections.abc import Iterable, Sequence

import msgspec
from django.db.models import prefetch_related_objects

from articles.body import sanitise, to_blocks
from articles.document import (
    WRITING,
    Block,
    Byline,
    BylineAuthor,
    Document,
    GalleryBlock,
    PictureBlock,
    Related,
)
from articles.document import Picture as DocumentPicture
from articles.models import Article, Contribution, Gallery, Picture, RelatedLink, Section


def document_of(article: Article) -> Document:
    """Return the working copy of `article` as a document; see `documents_of` for the cost."""
    return documents_of([article])[0]


def documents_of(articles: Sequence[Article]) -> list[Document]:
    """Return the working copies of `articles` in the same order.

    Costs about twelve queries, however many articles.
    """
    prefetch_related_objects(
        articles,
        "section",
        "lead_picture__agencies",
        "contributions__author",
        "contributions__agency",
        "related_links__target",
        "tags",
    )
    bodies = [to_blocks(article.body) for article in articles]
    pictures = _pictures_in(bodies)
    galleries = _galleries_in(bodies)
    return [
        _document(
            article,
            _filled(body, pictures, galleries, article.related_links.all()),
            article.contributions.all(),
            [tag.name for tag in article.tags.all()],
        )
        for article, body in zip(articles, bodies, strict=True)
    ]


def document_as_typed(
    article: Article, *, names: Sequence[Contribution], tags: Iterable[str], body: str | None = None
) -> Document:
    """Return what a form says before it is saved.

    Args:
        article: its columns as typed; the row itself is not read.
        names: the byline, unsaved.
        tags: the names of the topics.
        body: the text as typed, where it is not in `article`.

    Costs about six queries: one for each kind of row in the text, and the lead picture's agencies.
    """
    blocks = to_blocks(sanitise(article.body if body is None else body))
    links = {block.uuid for block in blocks if isinstance(block, Related) and block.uuid}
    rows = RelatedLink.objects.filter(uuid__in=links) if links else ()
    filled = _filled(blocks, _pictures_in([blocks]), _galleries_in([blocks]), rows)
    return _document(article, filled, names, tags)


def gallery_documents_of(galleries: Sequence[Gallery]) -> list[Document]:
    """Return `galleries` as documents with one gallery block each. Costs five queries, however many."""
    prefetch_related_objects(galleries, "section", "tags", "places__picture__agencies")
    return [
        Document(
            kicker=gallery.kicker or None,
            headline=gallery.title or None,
            teaser=gallery.teaser or None,
            published_at=gallery.published_at,
            section=gallery.section.name if gallery.section else None,
            language=gallery.language,
            body=(_gallery_block(gallery),),
            tags=tuple(sorted(tag.name for tag in gallery.tags.all())),
        )
        for gallery in galleries
    ]


def gallery_as_typed(
    kicker: str | None,
    title: str | None,
    teaser: str | None,
    *,
    section: Section | None,
    tags: Iterable[str],
    places: Sequence[tuple[int, str]],
) -> Document:
    """Return what the form of a gallery says before it is saved; `places` are keys of pictures, each with its caption.

    A picture that is not there is left out. Two queries.
    """
    rows = Picture.objects.prefetch_related("agencies").in_bulk([key for key, _caption in places])
    pictures = tuple(picture_value(rows[key], caption=caption) for key, caption in places if key in rows)
    return Document(
        kicker=kicker or None,
        headline=title or None,
        teaser=teaser or None,
        section=section.name if section else None,
        body=(GalleryBlock(title or "", pictures, kicker=kicker or ""),),
        tags=tuple(sorted(tags)),
    )


def _document(
    article: Article, body: tuple[Block, ...], names: Iterable[Contribution], tags: Iterable[str]
) -> Document:
    lead = article.lead_picture
    return Document(
        kicker=article.kicker or None,
        headline=article.headline or None,
        teaser=article.teaser or None,
        published_at=article.published_at,
        updated_at=article.updated_at,
        section=article.section.name if article.section else None,
        language=article.language,
        lead_picture=picture_value(lead) if lead else None,
        byline=_byline(names, article.byline_printed),
        body=body,
        tags=tuple(sorted(tags)),
    )


def _byline(contributions: Iterable[Contribution], printed: str) -> Byline:
    authors, agencies = [], []
    for one in contributions:
        if one.author:
            role = WRITING if one.role == WRITING else one.role
            authors.append(BylineAuthor(one.author.initials, one.author.name, role))
        elif one.agency:
            agencies.append(one.agency.code)
    return Byline(tuple(authors), tuple(agencies), printed=printed)


def picture_value(picture: Picture, *, caption: str = "") -> DocumentPicture:
    """Return `picture` as it is used once; `caption` stands in for its own where given.

    Reads the agencies: prefetch "agencies" for more than one.
    """
    return DocumentPicture(
        caption=caption or picture.caption,
        credit=picture.credit,
        creator=picture.creator,
        agencies=in_credit_order((agency.code for agency in picture.agencies.all()), picture.credit),
        alt=picture.alt_text,
        uuid=str(picture.uuid),
    )


def in_credit_order(codes: Iterable[str], credit: str) -> tuple[str, ...]:
    """Return agency codes in the order in which a credit line names them, the unnamed ones last."""
    line = credit.casefold()

    def place(code: str) -> tuple[int, str]:
        found = line.find(code.casefold())
        return (found if found >= 0 else len(line), code)

    return tuple(sorted(codes, key=place))


def _gallery_block(gallery: Gallery) -> GalleryBlock:
    return GalleryBlock(
        title=gallery.title,
        kicker=gallery.kicker,
        pictures=tuple(picture_value(place.picture, caption=place.caption) for place in gallery.places.all()),
        uuid=str(gallery.uuid),
    )


def _pictures_in(bodies: Iterable[tuple[Block, ...]]) -> dict[str, Picture]:
    uuids = {block.uuid for body in bodies for block in body if isinstance(block, PictureBlock) and block.uuid}
    rows = Picture.objects.filter(uuid__in=uuids).prefetch_related("agencies") if uuids else ()
    return {str(picture.uuid): picture for picture in rows}


def _galleries_in(bodies: Iterable[tuple[Block, ...]]) -> dict[str, Gallery]:
    uuids = {block.uuid for body in bodies for block in body if isinstance(block, GalleryBlock) and block.uuid}
    rows = Gallery.objects.filter(uuid__in=uuids).prefetch_related("places__picture__agencies") if uuids else ()
    return {str(gallery.uuid): gallery for gallery in rows}


def _filled(
    body: tuple[Block, ...],
    pictures: dict[str, Picture],
    galleries: dict[str, Gallery],
    links: Iterable[RelatedLink],
) -> tuple[Block, ...]:
    """Return `body` with what the rows say. A block whose row is gone is left out: there is nothing to show."""
    by_uuid = {str(link.uuid): link for link in links}
    blocks: list[Block] = []
    for block in body:
        match block:
            case PictureBlock(uuid=uuid):
                if uuid in pictures:
                    blocks.append(PictureBlock(**msgspec.structs.asdict(picture_value(pictures[uuid]))))
            case GalleryBlock(uuid=uuid):
                if uuid in galleries:
                    blocks.append(_gallery_block(galleries[uuid]))
            case Related(uuid=uuid):
                if uuid in by_uuid:
                    link = by_uuid[uuid]
                    blocks.append(Related(link.label, link.title, url=link.url, uuid=uuid))
            case _:
                blocks.append(block)
    return tuple(blocks)
