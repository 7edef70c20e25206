"""Texts from outside become articles: read, compare with what is there, write, publish, report.

Texts are handled in batches, each in one transaction, so that a killed run leaves whole batches only and the
next run goes on where it stopped. A text that the database refuses does not stop the others of its batch.
"""

import datetime
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import msgspec
from django.db import DatabaseError, transaction

from articles.body import pieces
from articles.desk.directory import Directory
from articles.desk.documents import document_of, documents_of
from articles.desk.identity import identify
from articles.desk.journal import By, Deed, Kind, enter, enter_all
from articles.desk.linking import resolve_links
from articles.desk.merging import Conflict, merge
from articles.desk.picturefiles import PictureFiles
from articles.desk.preflight import examine, stopping
from articles.desk.publishing import missing_for_publication, publish_many
from articles.desk.rights import NotAllowed, demand_making, demand_publishing, demand_writing
from articles.desk.rows import NewText, catch_up_files, create_articles, update_article
from articles.desk.seedfiles import SeedFile, UnreadableFile, read_seed_file
from articles.document import Byline, BylineAuthor, Document, from_builtins, to_builtins, to_json
from articles.models import Article, Gallery, ImportedDocument, Status, Version
from articles.sources import Reading, UnreadableSource

BATCH = 100  # texts in one transaction: large enough to be fast, small enough to stay flat in memory
_LONGEST_TOPIC = 100  # characters, what the column takes
_KEPT_BACK = (Status.REVIEW, Status.SCHEDULED, Status.WITHDRAWN)  # somebody decides when, or has decided
WARN_TOPICS = "Too long for a topic, left out: {topics}"
Read = Callable[[bytes], Reading]


class Options(NamedTuple):
    """How to import.

    Args:
        read: the source's reader.
        section: the section for texts that name none.
        limit: the largest file in bytes.
        publish: whether to publish what was imported and nobody has edited.
        dry_run: read and report only; the database is not touched.
        now: the moment of the import.
        pictures: files to attach to pictures by their captions.
        by: whose import it is, and who is asked what they may; None for one of the house.
    """

    read: Read
    section: str
    limit: int
    publish: bool
    dry_run: bool
    now: datetime.datetime
    pictures: PictureFiles
    by: By = None


class Outcome(msgspec.Struct):
    """What became of one file.

    Args:
        source: the import reference.
        status: "created", "updated", "unchanged", "failed", or "parsed" where nothing was to be written.
        reading: what the source made of it; None when it failed before.
        reason: why it failed, a sentence.
        warnings: sentences from reading and importing.
        conflicts: what editors and the source both changed; the editors' words were kept.
    """

    source: str
    status: str
    reading: Reading | None = None
    reason: str = ""
    warnings: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    def warn(self, sentence: str) -> None:
        """Add a sentence to the warnings."""
        self.warnings += (sentence,)


def import_files(files: Iterable[SeedFile], options: Options) -> Iterator[Outcome]:
    """Import `files` and yield an outcome for each, in order, as soon as its batch is stored.

    Never raises for a bad file. Memory does not grow with the number of files. The journal gets an entry for each file
    that failed, a statement for each batch with such files, and in the end one for the run: also where whoever asked
    for the outcomes stopped asking.
    """
    remaining = iter(files)
    counts: Counter[str] = Counter()
    whole = False
    try:
        while batch := list(islice(remaining, BATCH)):
            outcomes = _handled(batch, options)
            counts.update(one.status for one in outcomes)
            yield from outcomes
        whole = True
    finally:
        if counts and not options.dry_run:
            details = {"counts": dict(counts)} | ({} if whole else {"interrupted": True})
            enter(kind=Kind.IMPORTED, by=options.by, now=options.now, details=details)


def _handled(batch: Sequence[SeedFile], options: Options) -> list[Outcome]:
    outcomes = [_read(file, options) for file in batch]
    if options.dry_run:
        return outcomes
    articles = [one for one in outcomes if one.status == "parsed" and one.reading and one.reading.kind == "article"]
    if articles:
        _store_batch(articles, options)
    deeds = [Deed(title=one.source, note=one.reason) for one in outcomes if one.status == "failed"]
    if deeds:
        enter_all(kind=Kind.IMPORT_FAILED, by=options.by, now=options.now, deeds=deeds)
    return outcomes


def _read(file: SeedFile, options: Options) -> Outcome:
    if file.problem:
        return Outcome(file.reference, "failed", reason=file.problem)
    try:
        reading = options.read(read_seed_file(file.path, limit=options.limit))
    except UnreadableFile as error:
        return Outcome(file.reference, "failed", reason=str(error))
    except UnreadableSource as error:
        return Outcome(file.reference, "failed", reason=f"{file.path}: {error}")
    outcome = Outcome(file.reference, "parsed", reading=reading, warnings=reading.warnings)
    if reading.kind == "index":
        outcome.warn("This is a topic page or a list of links. It was not made an article.")
    return outcome


# --- storing ------------------------------------------------------------------------------------------------


def _store_batch(outcomes: Sequence[Outcome], options: Options) -> None:
    """Store a batch together; if the database refuses it, store its texts one by one to find the bad one."""
    before = [msgspec.structs.replace(one) for one in outcomes]
    try:
        with transaction.atomic():
            _store(outcomes, options)
    except DatabaseError as error:
        for outcome, old in zip(outcomes, before, strict=True):
            outcome.status, outcome.warnings, outcome.conflicts = old.status, old.warnings, old.conflicts
        if len(outcomes) == 1:
            outcomes[0].status = "failed"
            outcomes[0].reason = f"{outcomes[0].source}: the database refused this text ({error}). Nothing was stored."
            return
        for outcome in outcomes:
            _store_batch([outcome], options)


class _Text(NamedTuple):
    """A text on its way into rows."""

    outcome: Outcome
    document: Document
    digest: str


def _store(outcomes: Sequence[Outcome], options: Options) -> None:
    texts = [_text(outcome, options) for outcome in outcomes]
    there = {
        article.reference: article
        # Locked: a save at the desk comes before the merge or after it, not in between.
        for article in Article.objects.filter(reference__in=[text.outcome.source for text in texts])
        .select_related("imported")
        .select_for_update(of=("self",))
    }
    texts = [text for text in texts if _allowed(text, there.get(text.outcome.source), options.by)]
    directory = Directory()
    directory.learn(text.document for text in texts)
    new = [text for text in texts if text.outcome.source not in there]
    old = [(text, there[text.outcome.source]) for text in texts if text.outcome.source in there]
    created = _create(new, directory, options)
    changed = [pair for pair in old if pair[1].imported.digest != pair[0].digest]
    updated = [article for text, article in changed if _update(text, article, directory, options)]
    same = [(text, article) for text, article in old if article.imported.digest == text.digest]
    for text, _article in same:
        text.outcome.status = "unchanged"
    catch_up_files((from_builtins(article.imported.document) for _text, article in same), files=options.pictures)
    if created or updated:
        resolve_links(articles=[*created, *updated])
    if options.publish:
        _publish(created, updated, same, new, options)


def _allowed(text: "_Text", article: Article | None, by: By) -> bool:
    """Return whether `by` may store a text; one that is refused says why."""
    try:
        if article is None:
            demand_making(by, Article)
        elif article.imported.digest != text.digest:
            demand_writing(by, article)
    except NotAllowed as error:
        text.outcome.status, text.outcome.reason = "failed", f"{text.outcome.source}: {error} Nothing was stored."
        return False
    return True


def _text(outcome: Outcome, options: Options) -> _Text:
    assert outcome.reading is not None  # noqa: S101 - only texts that were read come here
    document, warnings = fitting(outcome.reading.document, section=options.section)
    outcome.warnings += warnings
    return _Text(outcome, document, hashlib.sha256(to_json(document)).hexdigest())


def fitting(document: Document, *, section: str) -> tuple[Document, tuple[str, ...]]:
    """Return `document` so that its rows can take it, in `section` where it names none, and what was left out."""
    if not document.section:
        document = msgspec.structs.replace(document, section=section)
    too_long = [tag for tag in document.tags if len(tag) > _LONGEST_TOPIC]
    if not too_long:
        return document, ()
    kept = tuple(tag for tag in document.tags if tag not in too_long)
    warning = WARN_TOPICS.format(topics="; ".join(map(_shortened, too_long)))
    return msgspec.structs.replace(document, tags=kept), (warning,)


def _create(texts: Sequence[_Text], directory: Directory, options: Options) -> list[Article]:
    if not texts:
        return []
    new = [
        NewText(
            text.outcome.source,
            options.pictures.described(directory.canonical(identify(text.document, reference=text.outcome.source))),
        )
        for text in texts
    ]
    articles = create_articles(new, directory=directory, now=options.now, files=options.pictures, by=options.by)
    documents = [to_builtins(text.document) for text in new]
    by = options.by.pk if options.by else None
    Version.objects.bulk_create(
        Version(article=article, kind=Version.Kind.IMPORT, document=document, by_id=by, created_at=options.now)
        for article, document in zip(articles, documents, strict=True)
    )
    ImportedDocument.objects.bulk_create(
        ImportedDocument(article=article, digest=text.digest, document=document)
        for article, text, document in zip(articles, texts, documents, strict=True)
    )
    for text in texts:
        text.outcome.status = "created"
    return articles


def _update(text: _Text, article: Article, directory: Directory, options: Options) -> bool:
    """Merge a changed text into `article`; return whether nobody had edited it, so that it may be published."""
    base = from_builtins(article.imported.document)
    theirs = directory.canonical(identify(text.document, reference=article.reference, previous=base))
    theirs = options.pictures.described(theirs)
    ours = comparable(document_of(article))
    published_at = ours.published_at
    if base.published_at is None:
        # The first publication set the date; that was no edit.
        ours = msgspec.structs.replace(ours, published_at=None)
    merged = merge(base=base, ours=ours, theirs=theirs)
    text.outcome.conflicts = merged.conflicts
    for conflict in merged.conflicts:
        text.outcome.warn(
            f"The text's {conflict.field} changed here and at its source. The desk's was kept; "
            f"the source says: {_shortened(conflict.theirs)}"
        )
    if merged.document != ours:
        document = msgspec.structs.replace(merged.document, published_at=merged.document.published_at or published_at)
        directory.learn([document])
        update_article(article, document, directory=directory, files=options.pictures)
        Version.objects.create(
            article=article,
            kind=Version.Kind.IMPORT,
            document=to_builtins(document),
            by_id=options.by.pk if options.by else None,
            created_at=options.now,
        )
    ImportedDocument.objects.filter(article=article).update(digest=text.digest, document=to_builtins(theirs))
    text.outcome.status = "updated"
    edited = ours != base
    if edited and options.publish:
        text.outcome.warn("It was not published: somebody at the desk has edited this article. Publish it there.")
    return not edited


def comparable(document: Document) -> Document:
    """Return a document read from rows in the form that imports have: authors by initials where they have some.

    So completing a stub author's name is no edit of every text with those initials.
    """
    authors = tuple(
        BylineAuthor(initials=one.initials, role=one.role) if one.initials else one for one in document.byline.authors
    )
    byline = Byline(authors, document.byline.agencies, printed=document.byline.printed)
    return msgspec.structs.replace(document, byline=byline)


def _shortened(value: object) -> str:
    text = " ".join(str(getattr(one, "text", one)) for one in value) if isinstance(value, tuple) else str(value)
    return text if len(text) <= 200 else f"{text[:199]}…"


# --- publishing ---------------------------------------------------------------------------------------------


def _publish(
    created: Sequence[Article],
    updated: Sequence[Article],
    same: Sequence[tuple[_Text, Article]],
    new: Sequence[_Text],
    options: Options,
) -> None:
    """Publish what nobody has edited since its import: the new, the updated, and drafts of an earlier import."""
    drafts = [article for _text, article in same if article.status == Status.DRAFT]
    if drafts:
        documents = documents_of(drafts)
        drafts = [
            article
            for article, document in zip(drafts, documents, strict=True)
            if comparable(document) == from_builtins(article.imported.document)
        ]
    live = [article for article in updated if article.status not in _KEPT_BACK]
    ready = []
    outcomes = {text.outcome.source: text.outcome for text in new} | {
        article.reference: text.outcome for text, article in same
    }
    for article in (*created, *live, *drafts):
        if sentences := _why_not_published(article, options):
            if outcome := outcomes.get(article.reference):
                outcome.warn(f"It was not published. {' '.join(sentences)}")
        else:
            ready.append(article)
    _publish_galleries(ready, options)
    publish_many(pieces=ready, by=options.by, now=options.now)


def _why_not_published(piece: Article | Gallery, options: Options) -> list[str]:
    """Return a sentence for each thing that stands against publishing `piece`; somebody is asked more than the house.

    For somebody costs what all checks cost, about twenty queries.
    """
    if options.by is None:
        return missing_for_publication(piece, now=options.now)
    try:
        demand_publishing(options.by, piece)
    except NotAllowed as error:
        return [str(error)]
    return [finding.sentence for finding in stopping(examine(piece, now=options.now))]


def _publish_galleries(articles: Sequence[Article], options: Options) -> None:
    uuids = {piece.uuid for article in articles for piece in pieces(article.body) if piece.kind == "gallery"}
    if not uuids:
        return
    galleries = Gallery.objects.filter(uuid__in=uuids).exclude(status__in=_KEPT_BACK)
    ready = [gallery for gallery in galleries if not _why_not_published(gallery, options)]
    publish_many(pieces=ready, by=options.by, now=options.now)
