"""The one door: nothing becomes public, and nothing ceases to be, but here.

Each function runs in one transaction, is told who acts and when, asks whether this person may, and writes the journal.
Publishing freezes the working copy into a `Release`; publishing what is live already, unchanged, makes no second one.
"""

import datetime
from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import models, transaction

from articles.desk.correcting import note_findings
from articles.desk.freezing import documents_as_stored, freeze, piece_of, releases_of
from articles.desk.journal import By, Deed, Kind, enter_all
from articles.desk.preflight import Finding, examine, required, stopping
from articles.desk.rights import demand_overriding, demand_publishing
from articles.models import (
    Article,
    Change,
    Gallery,
    Release,
    ReleaseAuthor,
    ReleaseLink,
    ReleaseTag,
    Schedule,
    Status,
)
from articles.models.pieces import Piece
from articles.models.slugs import headline_key, slug_of

AnyPiece = TypeVar("AnyPiece", Article, Gallery)


class NotPublishable(Exception):
    """Something stops a piece from being published. The message says what, in the editor's language.

    Args:
        findings: what the checks found, everything that stops.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(" ".join(finding.sentence for finding in findings))
        self.findings = tuple(findings)


def missing_for_publication(piece: Piece, *, now: datetime.datetime) -> list[str]:
    """Return a sentence for each thing that a command needs before it may publish `piece`; empty when ready.

    Costs a query for a gallery, none for an article.
    """
    return [finding.sentence for finding in stopping(required(piece, now=now))]


def publish(
    *,
    piece: Piece,
    by: By,
    now: datetime.datetime,
    change: Change = Change.UPDATE,
    note: str = "",
    override: str = "",
) -> Release:
    """Make the working copy of `piece` what readers see, and return its release.

    Args:
        piece: the saved article or gallery; its status, slug and dates are brought up to date.
        by: who publishes.
        now: the moment of publication; an aware time.
        change: what a change means for readers; of no account where they see nothing yet.
        note: what readers are told with a correction.
        override: why it is published in spite of a check; only some may.

    Raises:
        NotAllowed: `by` may not.
        NotPublishable: a check stops it, or a correction has no note; nothing was changed.
    """
    with transaction.atomic():
        _lock([piece])
        demand_publishing(by, piece)
        if wrong := note_findings(change, note):
            raise NotPublishable(wrong)
        findings = examine(piece, now=now)
        if override.strip() and stopping(findings):
            demand_overriding(by)
        if stops := stopping(findings, overridden=bool(override.strip())):
            raise NotPublishable(stops)
        [release] = publish_many(pieces=[piece], by=by, now=now, change=change, note=note)  # type: ignore[type-var]
        if overridden := stopping(findings):
            details = {"findings": [finding.sentence for finding in overridden], "release": release.number}
            enter_all(kind=Kind.OVERRIDE, by=by, now=now, deeds=[Deed(piece, override.strip(), details)])
    return release


def publish_many(
    *,
    pieces: Sequence[AnyPiece],
    by: By,
    now: datetime.datetime,
    change: Change = Change.UPDATE,
    note: str = "",
) -> list[Release]:
    """Publish `pieces`, all articles or all galleries, and return their live releases in the same order.

    The caller has asked who may, and what is missing of each. What was scheduled for a piece that nobody saw yet is
    done with this. Costs about twenty statements, however many pieces (SQLite: for each ~100 of them).
    """
    if not pieces:
        return []
    with transaction.atomic():
        _lock(pieces)
        _set_addresses_and_dates(pieces, now)
        frozen = freeze(pieces, documents_as_stored(pieces), by=by, now=now, change=change, note=note)
        fresh = [release for release in frozen if release.pk is None]
        kept = [(piece, live) for piece, live in zip(pieces, frozen, strict=True) if live.pk is not None]
        _retire(Release.objects.live().filter(releases_of([piece_of(release) for release in fresh])))
        _store(fresh)
        _follow_chosen_targets(kept)
        _mark_published(pieces)
        Schedule.objects.open().filter(releases_of(pieces), document__isnull=True).update(
            cancelled_at=now, cancelled_by=by
        )
        enter_all(kind=Kind.PUBLISHED, by=by, now=now, deeds=map(_deed, fresh))
    return frozen


def _deed(release: Release) -> Deed:
    details = {"release": release.number} | ({"change": release.change} if release.change else {})
    return Deed(piece_of(release), release.note, details, title=release.headline)


def withdraw(*, piece: Piece, by: By, now: datetime.datetime, note: str = "") -> Release | None:
    """Take `piece` from the readers; its address then says that it is gone, and what `note` says, if anything.

    What was scheduled for it is called off. Returns the release that was live, or None when there was none (nothing is
    changed then).

    Raises:
        NotAllowed: `by` may not.
    """
    with transaction.atomic():
        _lock([piece])
        demand_publishing(by, piece)
        live = Release.objects.live().filter(releases_of([piece])).first()
        if live is None:
            return None
        live.live, live.withdrawn_at, live.withdrawn_by_id = False, now, by.pk if by else None
        live.withdrawal_note = note.strip()
        live.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_note"])
        _retire(Release.objects.filter(pk=live.pk))
        piece.status = Status.WITHDRAWN
        piece.save(update_fields=["status"])
        Schedule.objects.open().filter(releases_of([piece])).update(cancelled_at=now, cancelled_by=by)
        enter_all(kind=Kind.WITHDRAWN, by=by, now=now, deeds=[Deed(piece, live.withdrawal_note)])
    return live


# --- the steps ----------------------------------------------------------------------------------------------


def _lock(pieces: Sequence[Piece]) -> None:
    """Let no other publication of the same pieces run beside this one (SQLite has but one writer anyway).

    One that came first has set date and address: both are taken over, for `pieces` may have been read before.
    """
    rows = type(pieces[0])._default_manager.filter(pk__in=[piece.pk for piece in pieces]).order_by("pk")
    # Not the key: a piece published at the same time may link to this one.
    locked = rows.select_for_update(no_key=True).values_list("pk", "published_at", "slug")
    there = {pk: (published_at, slug) for pk, published_at, slug in locked}
    for piece in pieces:
        piece.published_at, piece.slug = there[piece.pk]


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
        for tag in piece_of(release).tags.all()
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
