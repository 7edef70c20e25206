"""Working copies become releases: frozen, not yet stored, live for nobody."""

import datetime
from collections.abc import Sequence

import msgspec
from django.db import models

from articles.body import to_html
from articles.desk.correcting import corrections_after
from articles.desk.documents import documents_of, gallery_documents_of
from articles.desk.journal import By
from articles.desk.records import document_in
from articles.document import Document, GalleryBlock, to_builtins
from articles.document import Picture as DocumentPicture
from articles.models import Article, Change, Gallery, Picture, Release, Section, Tag
from articles.models.pieces import Piece
from articles.models.slugs import slug_of


def frozen(*, piece: Piece, document: Document, now: datetime.datetime) -> Release:
    """Return the release that publishing `document` at `now` would make, unsaved and live for nobody.

    Args:
        piece: whose text it is; saved or not. Only its key and its slug are used.
        document: what the release is to say; what it lacks stays empty, and `section` is None where the paper has none
            of that name.
        now: stands for the first publication where there was none yet.

    Costs four queries at most.
    """
    names = document.tags
    slugs = dict(Tag.objects.filter(name__in=names).values_list("name", "slug")) if names else {}
    section = Section.objects.filter(name=document.section).first() if document.section else None
    topics = [(name, slugs.get(name) or slug_of(name) or "thema") for name in names]
    [picture] = _teaser_pictures([document])
    release = _release(piece, document, picture, section=section, topics=topics, updated_at=document.updated_at)
    release.gallery_pages = _pages_of(document, _live_galleries([document]))
    release.live, release.published_at = False, document.published_at or now
    return release


def releases_of(pieces: Sequence[Piece]) -> models.Q:
    """Return the condition for releases of `pieces`, which are all of one kind."""
    kind = "article" if pieces and isinstance(pieces[0], Article) else "gallery"
    return models.Q(**{f"{kind}__in": [piece.pk for piece in pieces]})


def piece_of(release: Release) -> Piece:
    """Return the article or gallery that `release` is of."""
    piece = release.article or release.gallery
    assert piece is not None, "the database holds that a release has a parent"  # noqa: S101
    return piece


def documents_as_stored(pieces: Sequence[Piece]) -> list[Document]:
    """Return what the working copies of `pieces`, all of one kind, say. About twelve queries, however many."""
    articles = [piece for piece in pieces if isinstance(piece, Article)]
    return documents_of(articles) if articles else gallery_documents_of([p for p in pieces if isinstance(p, Gallery)])


def freeze(
    pieces: Sequence[Piece],
    documents: Sequence[Document],
    *,
    by: By,
    now: datetime.datetime,
    change: Change,
    note: str,
) -> list[Release]:
    """Return a release for each piece: the live one where it says the same, else a new unsaved one.

    Where nothing is live, the new one goes on from the last: what readers were told was wrong stays told.
    """
    last = {_piece_id(release): release for release in _newest(pieces)}
    pictures = _teaser_pictures(documents)
    galleries = _live_galleries(documents)
    frozen = []
    for piece, document, picture in zip(pieces, documents, pictures, strict=True):
        before = last.get(piece.pk)
        same = before is not None and not note and _says_the_same(before, document)
        if before and before.live and same:
            frozen.append(before)
            continue
        release = _release(
            piece,
            document,
            picture,
            section=piece.section,
            topics=[(tag.name, tag.slug) for tag in sorted(piece.tags.all())],
            updated_at=before.updated_at if before and same else _updated_at(before, document, change, now),
        )
        release.gallery_pages = _pages_of(document, galleries)
        release.number, release.published_at = (before.number if before else 0) + 1, piece.published_at or now
        release.note, release.released_at, release.released_by_id = note, now, by.pk if by else None
        if before and not same:
            release.change = change
        release.corrections = corrections_after(before, document, change=change, note=note, now=now)
        frozen.append(release)
    return frozen


def _newest(pieces: Sequence[Piece]) -> models.QuerySet[Release]:
    """Return the newest release of each of `pieces`: the live one, where one is live."""
    kind = "article" if isinstance(pieces[0], Article) else "gallery"
    later = Release.objects.filter(**{kind: models.OuterRef(kind)}, number__gt=models.OuterRef("number"))
    return Release.objects.filter(~models.Exists(later), releases_of(pieces)).order_by()


def _updated_at(
    before: Release | None, document: Document, change: Change, now: datetime.datetime
) -> datetime.datetime | None:
    """Return the date of the update that readers see: a typo moves none."""
    if before is None:
        return document.updated_at
    return before.updated_at if change == Change.TYPO else now


def _piece_id(release: Release) -> int | None:
    return release.article_id or release.gallery_id


def _says_the_same(last: Release, document: Document) -> bool:
    """Whether the release `last` says what `document` says. `updated_at` is the release's own and does not count."""
    return document_in(last) == msgspec.structs.replace(document, updated_at=last.updated_at)


def _release(
    piece: Piece,
    document: Document,
    picture: Picture | None,
    *,
    section: Section | None,
    topics: list[tuple[str, str]],
    updated_at: datetime.datetime | None,
) -> Release:
    teaser_picture = _teaser_picture(document)
    return Release(
        article=piece if isinstance(piece, Article) else None,
        gallery=piece if isinstance(piece, Gallery) else None,
        document=to_builtins(msgspec.structs.replace(document, updated_at=updated_at)),
        body=to_html(document.body),
        kicker=document.kicker or "",
        headline=document.headline or "",
        slug=piece.slug,
        teaser=document.teaser or "",
        section=section,
        picture=picture,
        picture_alt=teaser_picture.alt if teaser_picture else "",
        topics=topics,
        language=document.language,
        updated_at=updated_at,
    )


def _teaser_picture(document: Document) -> DocumentPicture | None:
    """Return the picture that stands for a piece in lists: its lead picture, else a gallery's first."""
    if document.lead_picture:
        return document.lead_picture
    galleries = (block for block in document.body if isinstance(block, GalleryBlock) and block.pictures)
    return next((gallery.pictures[0] for gallery in galleries), None)


def _teaser_pictures(documents: Sequence[Document]) -> list[Picture | None]:
    values = [_teaser_picture(document) for document in documents]
    rows = {str(one.uuid): one for one in Picture.objects.filter(uuid__in=[value.uuid for value in values if value])}
    return [rows.get(value.uuid) if value else None for value in values]


def _gallery_uuids(document: Document) -> list[str]:
    return [block.uuid for block in document.body if isinstance(block, GalleryBlock) and block.uuid]


def _pages_of(document: Document, live: dict[str, tuple[str, str, int]]) -> dict[str, tuple[str, str, int]]:
    return {uuid: live[uuid] for uuid in _gallery_uuids(document) if uuid in live}


def _live_galleries(documents: Sequence[Document]) -> dict[str, tuple[str, str, int]]:
    """Return section, slug and id of the galleries in `documents` that have pages of their own now, by UUID."""
    uuids = {uuid for document in documents for uuid in _gallery_uuids(document)}
    rows = Release.objects.live().filter(gallery__uuid__in=uuids) if uuids else Release.objects.none()
    found = rows.values_list("gallery__uuid", "section__slug", "slug", "gallery_id")
    return {str(uuid): (section, slug, gallery) for uuid, section, slug, gallery in found if gallery}
