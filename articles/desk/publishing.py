"""The one door: nothing becomes public, and nothing ceases to be, but here.

Each function runs in one transaction and is told who acts and when. Publishing freezes the working copy into a
`Release`; publishing what is live already, unchanged, makes no second one.
"""

import datetime
from collections.abc import Sequence
from typing import Any, TypeAlias, TypeVar

import msgspec
from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils.translation import gettext as _

from articles.body import to_html
from articles.desk.documents import documents_of, gallery_documents_of
from articles.document import Document, GalleryBlock, from_builtins, to_builtins
from articles.document import Picture as DocumentPicture
from articles.models import (
    Article,
    Gallery,
    Picture,
    Release,
    ReleaseAuthor,
    ReleaseLink,
    ReleaseTag,
    Section,
    Status,
    Tag,
)
from articles.models.slugs import headline_key, slug_of

Piece: TypeAlias = Article | Gallery
AnyPiece = TypeVar("AnyPiece", Article, Gallery)
By: TypeAlias = AbstractBaseUser | None  # None: a command acts, not a person


class NotPublishable(Exception):
    """A piece lacks what every published piece has. The message says what, in the editor's language."""


def missing_for_publication(piece: Piece) -> list[str]:
    """Return a sentence for each thing that `piece` needs before readers may see it; empty when ready.

    Costs a query for a gallery, none for an article.
    """
    sentences = []
    headline = piece.headline if isinstance(piece, Article) else piece.title
    if not headline.strip():
        sentences.append(_("The headline is missing. Readers need one to find the piece."))
    if piece.section_id is None:
        sentences.append(_("The section is missing. It is part of the piece's address."))
    if isinstance(piece, Article) and not (piece.body or piece.teaser.strip()):
        sentences.append(_("There is no text yet. Write a teaser or a text."))
    if isinstance(piece, Gallery) and not piece.places.exists():
        sentences.append(_("The gallery is empty. Add a picture."))
    return sentences


def publish(*, piece: Piece, by: By, now: datetime.datetime, note: str = "") -> Release:
    """Make the working copy of `piece` what readers see, and return its release.

    Args:
        piece: the saved article or gallery; its status, slug and dates are brought up to date.
        by: who publishes.
        now: the moment of publication; an aware time.
        note: a note to readers about what was corrected.

    Raises:
        NotPublishable: something is missing; nothing was changed.
    """
    if sentences := missing_for_publication(piece):
        raise NotPublishable(" ".join(sentences))
    return publish_many(pieces=[piece], by=by, now=now, note=note)[0]  # type: ignore[type-var]


def publish_many(*, pieces: Sequence[AnyPiece], by: By, now: datetime.datetime, note: str = "") -> list[Release]:
    """Publish `pieces`, all articles or all galleries, and return their live releases in the same order.

    The caller has asked `missing_for_publication` of each. Costs about twenty statements, however many pieces
    (SQLite: for each ~100 of them).
    """
    if not pieces:
        return []
    with transaction.atomic():
        _lock(pieces)
        _set_addresses_and_dates(pieces, now)
        frozen = _freeze(pieces, _documents(pieces), by=by, now=now, note=note)
        fresh = [release for release in frozen if release.pk is None]
        kept = [(piece, live) for piece, live in zip(pieces, frozen, strict=True) if live.pk is not None]
        _retire(Release.objects.live().filter(_of([_piece_of(release) for release in fresh])))
        _store(fresh)
        _follow_chosen_targets(kept)
        _mark_published(pieces)
    return frozen


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


def withdraw(*, piece: Piece, by: By, now: datetime.datetime) -> Release | None:
    """Take `piece` from the readers; its address then says that it is gone.

    Returns the release that was live, or None when there was none (nothing is changed then).
    """
    with transaction.atomic():
        _lock([piece])
        live = Release.objects.live().filter(_of([piece])).first()
        if live is None:
            return None
        live.live, live.withdrawn_at, live.withdrawn_by_id = False, now, by.pk if by else None
        live.save(update_fields=["withdrawn_at", "withdrawn_by"])
        _retire(Release.objects.filter(pk=live.pk))
        piece.status = Status.WITHDRAWN
        piece.save(update_fields=["status"])
    return live


# --- the steps ----------------------------------------------------------------------------------------------


def _of(pieces: Sequence[Piece]) -> models.Q:
    """Return the condition for releases of `pieces`, which are all of one kind."""
    kind = "article" if pieces and isinstance(pieces[0], Article) else "gallery"
    return models.Q(**{f"{kind}__in": [piece.pk for piece in pieces]})


def _piece_of(release: Release) -> Piece:
    piece = release.article or release.gallery
    assert piece is not None, "the database holds that a release has a parent"  # noqa: S101
    return piece


def _lock(pieces: Sequence[Piece]) -> None:
    """Let no other publication of the same pieces run beside this one (SQLite has but one writer anyway)."""
    rows = type(pieces[0])._default_manager.filter(pk__in=[piece.pk for piece in pieces]).order_by("pk")
    list(rows.select_for_update().values_list("pk", flat=True))


def _set_addresses_and_dates(pieces: Sequence[Piece], now: datetime.datetime) -> None:
    rows: Any = type(pieces[0])._default_manager
    undated = [piece for piece in pieces if not piece.published_at]
    for piece in undated:
        piece.published_at = now
    if undated:
        rows.filter(pk__in=[piece.pk for piece in undated]).update(published_at=now)
    without_address = [piece for piece in pieces if not piece.slug]
    for piece in without_address:
        piece.slug = slug_of(piece.headline if isinstance(piece, Article) else piece.title) or "text"
    if without_address:
        rows.bulk_update(without_address, ["slug"])


def _documents(pieces: Sequence[Piece]) -> list[Document]:
    articles = [piece for piece in pieces if isinstance(piece, Article)]
    return documents_of(articles) if articles else gallery_documents_of([p for p in pieces if isinstance(p, Gallery)])


def _freeze(
    pieces: Sequence[Piece], documents: Sequence[Document], *, by: By, now: datetime.datetime, note: str
) -> list[Release]:
    """Return a release for each piece: the live one where it says the same, else a new unsaved one."""
    of_pieces = Release.objects.filter(_of(pieces)).order_by()
    live = {_piece_id(release): release for release in of_pieces.live()}
    kind = "article" if isinstance(pieces[0], Article) else "gallery"
    last = dict(of_pieces.values_list(kind).annotate(models.Max("number")))
    pictures = _teaser_pictures(documents)
    galleries = _live_galleries(documents)
    frozen = []
    for piece, document, picture in zip(pieces, documents, pictures, strict=True):
        before = live.get(piece.pk)
        if before and not note and _says_the_same(before, document):
            frozen.append(before)
            continue
        release = _release(
            piece,
            document,
            picture,
            section=piece.section,
            topics=[(tag.name, tag.slug) for tag in sorted(piece.tags.all())],
            updated_at=now if before else document.updated_at,
        )
        release.gallery_pages = _pages_of(document, galleries)
        release.number, release.published_at = last.get(piece.pk, 0) + 1, piece.published_at or now
        release.note, release.released_at, release.released_by_id = note, now, by.pk if by else None
        frozen.append(release)
    return frozen


def _piece_id(release: Release) -> int | None:
    return release.article_id or release.gallery_id


def _says_the_same(live: Release, document: Document) -> bool:
    """Whether readers see what `document` says already. `updated_at` is the release's own and does not count."""
    return from_builtins(live.document) == msgspec.structs.replace(document, updated_at=live.updated_at)


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


def _retire(releases: models.QuerySet[Release]) -> None:
    """Make `releases` history: topics, authors and links lead to live releases only."""
    retired = list(releases.values_list("pk", flat=True))
    for side in (ReleaseTag, ReleaseAuthor, ReleaseLink):
        side.objects.filter(release__in=retired).delete()
    Release.objects.filter(pk__in=retired).update(live=False)


def _store(fresh: Sequence[Release]) -> None:
    Release.objects.bulk_create(fresh)
    ReleaseTag.objects.bulk_create(
        ReleaseTag(release=release, tag=tag, published_at=release.published_at)
        for release in fresh
        for tag in _piece_of(release).tags.all()
    )
    articles = [(release, release.article) for release in fresh if release.article]
    ReleaseAuthor.objects.bulk_create(one for pair in articles for one in _authors(*pair))
    ReleaseLink.objects.bulk_create(
        ReleaseLink(release=release, uuid=link.uuid, title_key=link.title_key, article_id=link.target_id)
        for release, article in articles
        for link in article.related_links.all()
        if link.title and not link.url
    )
    _lead_waiting_links(articles)


def _authors(release: Release, article: Article) -> list[ReleaseAuthor]:
    authors = dict.fromkeys(one.author_id for one in article.contributions.all() if one.author_id)
    return [
        ReleaseAuthor(release=release, author_id=author, position=position, published_at=release.published_at)
        for position, author in enumerate(authors)
    ]


def _follow_chosen_targets(kept: Sequence[tuple[Piece, Release]]) -> None:
    """Let the links of releases that stay as they are lead where the desk has pointed them since."""
    chosen = {
        (release.pk, link.uuid): link.target_id
        for piece, release in kept
        if isinstance(piece, Article)
        for link in piece.related_links.all()
        if link.target_id
    }
    changed = []
    for row in ReleaseLink.objects.filter(release__in=[pk for pk, _uuid in chosen]):
        target = chosen.get((row.release_id, row.uuid))
        if target and target != row.article_id:
            row.article_id = target
            changed.append(row)
    ReleaseLink.objects.bulk_update(changed, ["article"])


def _lead_waiting_links(articles: Sequence[tuple[Release, Article]]) -> None:
    """Point the links of live releases that were waiting for one of these headlines to it."""
    by_key: dict[str, Article] = {}
    for release, article in articles:
        for headline in (release.headline, release.line):
            by_key.setdefault(headline_key(headline), article)
    waiting = ReleaseLink.objects.filter(article__isnull=True, title_key__in=by_key)
    changed = list(waiting)
    for link in changed:
        link.article = by_key[link.title_key]
    ReleaseLink.objects.bulk_update(changed, ["article"])


def _mark_published(pieces: Sequence[Piece]) -> None:
    type(pieces[0])._default_manager.filter(pk__in=[piece.pk for piece in pieces]).update(status=Status.PUBLISHED)
    for piece in pieces:
        piece.status = Status.PUBLISHED
