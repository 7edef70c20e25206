"""What the desk's front page tells somebody: what is theirs to do, what is coming, and what went out.

Each heap is read in one statement for each kind of row, some fifty rows at most, and knows no more of their number
than that: the page costs the same in a paper of a week and of twenty years.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

from django.db import models
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

from articles.desk import rights
from articles.desk.journal import Kind
from articles.models import (
    Article,
    Author,
    Gallery,
    JournalEntry,
    Picture,
    RelatedLink,
    Release,
    Schedule,
    Status,
    Version,
)

SHOWN: Final = 7
COUNTED: Final = 50
IMPORTS_FOR: Final = datetime.timedelta(
    days=14
)  # an import that failed before has been done anew, or is wanted no more
KINDS: Final = (Article, Gallery)
# Each of these says where the working copy of a piece stands; the newest says how it came there.
STEPS: Final = (
    Kind.SUBMITTED, Kind.TAKEN_BACK, Kind.SENT_BACK, Kind.REOPENED, Kind.SCHEDULED, Kind.UNSCHEDULED, Kind.PUBLISHED,
    Kind.WITHDRAWN,
)  # fmt: skip
ACCOUNTS: Final = (
    Kind.LOGIN_FAILED, Kind.LOCKED_OUT, Kind.PASSWORD, Kind.SECOND_FACTOR, Kind.SESSION_ENDED, Kind.RIGHTS,
)  # fmt: skip
Rows: TypeAlias = "models.QuerySet[Any]"


class Heap(NamedTuple):
    """The first rows of what there is to do.

    Args:
        rows: at most `SHOWN`.
        number: how many there are; `COUNTED` and one more stands for any number above.
    """

    rows: Sequence[Any] = ()
    number: int = 0

    @property
    def more(self) -> bool:
        """Whether there are more than were counted."""
        return self.number > COUNTED


class Overview(NamedTuple):
    """The heaps of somebody's front page; None stands for one that is none of their work.

    Args:
        sent_back: own drafts that an editor gave back; each with `note`, `who` and `since`.
        waiting: handed in, for those who publish such pieces; oldest first, each with `who` and `since`.
        handed_in: own pieces that wait for an editor, for those who do not publish such pieces; with `since`.
        drafts: own drafts, last changed first.
        typed: what was typed and not saved (versions, with `headline`).
        scheduled: publications to come (schedules): the failed ones, then the next ones.
        live: what readers found last (releases), in the sections somebody works in; a writer's own.
        published: what was released last (releases), by whom and what for.
        links: related links that lead nowhere yet.
        stubs: authors of whom only the initials are known.
        pictures: without file, credit line or alternative text.
        imports: texts that could not be imported (entries of the journal).
        accounts: what happened with accounts (entries of the journal).
    """

    sent_back: Heap | None
    waiting: Heap | None
    handed_in: Heap | None
    drafts: Heap | None
    typed: Heap | None
    scheduled: Heap | None
    live: Heap | None
    published: Heap | None
    links: Heap | None
    stubs: Heap | None
    pictures: Heap | None
    imports: Heap | None
    accounts: Heap | None


def overview(*, user: Any, now: datetime.datetime) -> Overview:
    """Return the front page of `user`. Seventeen statements at most, whatever there is, and those for permissions."""
    written = [kind for kind in KINDS if _writes(user, kind)]
    read = [kind for kind in KINDS if rights.reads(user, kind)]
    judged = [kind for kind in written if rights.edits(user, kind)]
    sent = heap((_sent_back(kind, user) for kind in written), by=_since, newest_first=True) if written else None
    return Overview(
        sent_back=sent,
        waiting=heap((_to_judge(kind, user) for kind in judged), by=_since) if judged else None,
        handed_in=_heap_of_others(written, judged, user),
        drafts=heap((_drafts(kind, user) for kind in written), by=_changed, newest_first=True) if written else None,
        typed=heap([_typed(user)]) if written else None,
        scheduled=heap([_scheduled(user)]) if read else None,
        live=heap((_live(kind, user) for kind in read), by=_published, newest_first=True) if read else None,
        published=heap([_released(read, user)]) if read else None,
        links=heap([_links(user)]) if Article in written else None,
        stubs=heap([_stubs()]) if user.has_perm("articles.change_author") else None,
        pictures=heap([_pictures(user)]) if user.has_perm("articles.change_picture") else None,
        imports=_imports(user, now),
        accounts=heap([_accounts()]) if user.has_perm("articles.view_journalentry") else None,
    )


def heap(sources: Iterable[Rows], *, by: Callable[[Any], Any] | None = None, newest_first: bool = False) -> Heap:
    """Read the first rows of `sources`, each in the order that `by` has, and put them together. A statement each."""
    rows = [row for source in sources for row in source[: COUNTED + 1]]
    if by is not None:
        rows.sort(key=by, reverse=newest_first)
    return Heap(rows[:SHOWN], min(len(rows), COUNTED + 1))


def _since(row: Any) -> datetime.datetime:
    return row.since  # type: ignore[no-any-return]


def _changed(row: Any) -> datetime.datetime:
    return row.changed_at  # type: ignore[no-any-return]


def _published(row: Any) -> datetime.datetime:
    return row.published_at  # type: ignore[no-any-return]


def _writes(user: Any, kind: type[models.Model]) -> bool:
    name = kind._meta.model_name
    return bool(user.has_perm(f"articles.change_{name}") or user.has_perm(f"articles.add_{name}"))


# --- pieces in hand -----------------------------------------------------------------------------------------


def _lines(rows: Rows) -> Rows:
    """Return pieces with what a line about them says, without their texts."""
    name = "headline" if rows.model is Article else "title"
    return rows.select_related("section").only("kicker", name, "status", "changed_at", "section__name")


def _drafts(kind: type[models.Model], user: Any) -> Rows:
    """Return own drafts; those that were sent back are a heap of their own."""
    drafts = rights.own(kind._default_manager.filter(status=Status.DRAFT), of=user)
    others = drafts.alias(step=Coalesce(_step(kind, "kind", STEPS), models.Value(""))).exclude(step=Kind.SENT_BACK)
    return _lines(others).order_by("-changed_at", "-pk")


def _sent_back(kind: type[models.Model], user: Any) -> Rows:
    drafts = rights.own(kind._default_manager.filter(status=Status.DRAFT), of=user)
    sent = drafts.alias(step=_step(kind, "kind", STEPS)).filter(step=Kind.SENT_BACK)
    told: Rows = _lines(sent).annotate(**{name: _step(kind, column, STEPS) for name, column in _SAID.items()})
    return told.order_by("-since", "-pk")


def _to_judge(kind: type[models.Model], user: Any) -> Rows:
    """Return what was handed in and `user` may publish, as `rights.may_publish` has it."""
    rows = rights.visible(kind._default_manager.filter(status=Status.REVIEW), to=user)
    if not rights.works_everywhere(user):
        given = rights.sections_of(user)
        live = Release.objects.order_by().live().filter(**{str(kind._meta.model_name): models.OuterRef("pk")})
        rows = rows.filter(models.Q(section__isnull=True) | models.Q(section__in=given)).exclude(
            models.Exists(live.exclude(section__in=given))
        )
    return _handed_in(rows)


def _heap_of_others(written: list[Any], judged: list[Any], user: Any) -> Heap | None:
    others = [kind for kind in written if kind not in judged]
    rows = (_handed_in(rights.own(kind._default_manager.filter(status=Status.REVIEW), of=user)) for kind in others)
    return heap(rows, by=_since) if others else None


def _handed_in(rows: Rows) -> Rows:
    """Return the rows with who handed them in and when, oldest first. A row that nobody did waits since its change."""
    kind, handed = rows.model, [Kind.SUBMITTED]
    told: Rows = _lines(rows).annotate(
        since=Coalesce(_step(kind, "at", handed), "changed_at"),
        who=Coalesce(_step(kind, "by_name", handed), models.Value("")),
        note=Coalesce(_step(kind, "note", handed), models.Value(""), output_field=models.TextField()),
    )
    return told.order_by("since", "pk")


_SAID: Final = {"since": "at", "who": "by_name", "note": "note"}


def _step(kind: type[models.Model], column: str, kinds: Iterable[Kind]) -> models.Subquery:
    """Return what a column of the newest entry of the journal about a piece says: one look into an index."""
    about = JournalEntry.objects.filter(
        subject_kind=kind._meta.model_name, subject_id=models.OuterRef("pk"), kind__in=kinds
    )
    return models.Subquery(about.order_by("-at", "-pk").values(column)[:1])


def _typed(user: Any) -> Rows:
    kept = _hanging(Version.objects.open_autosaves().filter(by=user.pk), user)
    titles: Rows = kept.select_related("article", "gallery").annotate(headline=KT("document__headline"))
    shown = ("piece_kind", "created_at", "article__kicker", "article__headline", "gallery__kicker", "gallery__title")
    return titles.only(*shown).order_by("-created_at", "-pk")


def _hanging(rows: Rows, user: Any) -> Rows:
    """Return the rows that hang on pieces which `user` may see, or on none.

    Asked row by row: there are few of these, and any number of pieces.
    """
    columns = {field.name for field in rows.model._meta.concrete_fields}
    names = {name: kind for name, kind in (("article", Article), ("gallery", Gallery)) if name in columns}
    condition = models.Q(**dict.fromkeys((f"{name}__isnull" for name in names), True))
    for name, kind in names.items():
        piece = kind._default_manager.order_by().filter(pk=models.OuterRef(f"{name}_id"))
        condition |= models.Q(models.Exists(rights.visible(piece, to=user)))
    return rows.filter(condition)


# --- on the way to readers ----------------------------------------------------------------------------------


def _scheduled(user: Any) -> Rows:
    rows = _hanging(Schedule.objects.open(), user).select_related("article", "gallery", "made_by")
    failed_first = models.Case(models.When(failure="", then=1), default=0)
    words = ("article__kicker", "article__headline", "gallery__kicker", "gallery__title")
    names = ("made_by__username", "made_by__first_name", "made_by__last_name")
    return rows.only("at", "failure", "change", *words, *names).order_by(failed_first, "at", "pk")


def _live(kind: type[models.Model], user: Any) -> Rows:
    rows = Release.objects.live()
    if not rights.works_everywhere(user) and rights.edits(user, kind):
        # A walk along an index for each section, as far as is shown: together they would be read whole and sorted.
        ofkind = rows.filter(**{f"{kind._meta.model_name}__isnull": False}).order_by("-published_at", "-pk")
        pools = [ofkind.filter(section=one).values("pk")[: COUNTED + 1] for one in sorted(rights.sections_of(user))]
        rows = rows.in_any(pools) if pools else rows
    rows = rows.filter(_business(kind, user)).select_related("section")
    return rows.only(*_RELEASE, "section__name", "section__slug").order_by("-published_at", "-pk")


def _released(kinds: Sequence[type[models.Model]], user: Any) -> Rows:
    """Return the releases of all of `kinds` in one walk along the moments of release."""
    theirs = models.Q()
    if len(kinds) < len(KINDS) or not rights.works_everywhere(user):
        for kind in kinds:
            theirs |= _business(kind, user)
    rows = Release.objects.filter(theirs).select_related("section", "released_by")
    names = ("released_by__username", "released_by__first_name", "released_by__last_name")
    words = ("section__name", "section__slug", "number", "change", "released_at", "withdrawn_at")
    return rows.only(*_RELEASE, *words, *names).order_by("-released_at", "-pk")


_RELEASE: Final = ("article_id", "gallery_id", "live", "kicker", "headline", "slug", "published_at")


def _business(kind: type[models.Model], user: Any) -> models.Q:
    """Return the condition for releases of a kind that are somebody's business: of their sections, a writer's own.

    All of them are of pieces that `rights.visible` has; asked by the release's own section too, they are found along
    an index.
    """
    name = str(kind._meta.model_name)
    there = models.Q(**{f"{name}__isnull": False})
    if rights.works_everywhere(user):
        return there
    given = rights.sections_of(user)
    if given and rights.edits(user, kind):
        seen = models.Q(**{f"{name}__section__in": given}) | models.Q(**{f"{name}__section__isnull": True})
        return there & seen & models.Q(section__in=given)
    return models.Q(**{f"{name}__in": rights.own(kind._default_manager.order_by(), of=user)})


# --- what somebody has still to complete ----------------------------------------------------------------------


def unfinished() -> models.Q:
    """Return the condition for pictures without file, credit line or alternative text."""
    return models.Q(file="") | models.Q(credit="") | models.Q(alt_text="")


def unresolved() -> models.Q:
    """Return the condition for related links that wait for an article with their headline."""
    return models.Q(target__isnull=True, url="") & ~models.Q(title_key="")


def _links(user: Any) -> Rows:
    rows = _hanging(RelatedLink.objects.filter(unresolved(), article__isnull=False), user)
    words = ("label", "title", "article__kicker", "article__headline")
    return rows.select_related("article").only(*words).order_by("-pk")


def _stubs() -> Rows:
    return Author.objects.stubs().only("initials", "given_name", "family_name").order_by("-pk")


def _pictures(user: Any) -> Rows:
    """Return the newest of the pictures that `user` may complete, as `rights.may_change_picture` has it."""
    rows = Picture.objects.filter(unfinished())
    if not any(rights.edits(user, kind) for kind in KINDS):
        rows = rows.filter(created_by=user.pk)
    return rows.defer("metadata").order_by("-created_at", "-pk")


def _imports(user: Any, now: datetime.datetime) -> Heap | None:
    """Return the files that failed lately and are not here since: all for those who read the journal or edit, else own.

    A file that failed every night is told once.
    """
    everybodys = user.has_perm("articles.view_journalentry") or rights.edits(user, Article)
    if not everybodys and not user.has_perm("articles.add_article"):
        return None
    rows = JournalEntry.objects.filter(kind=Kind.IMPORT_FAILED, at__gte=now - IMPORTS_FOR)
    again = rows.filter(subject=models.OuterRef("subject"), at__gt=models.OuterRef("at")).exclude(subject="")
    done = Article.objects.filter(reference=models.OuterRef("subject"), created_at__gt=models.OuterRef("at"))
    rows = rows.exclude(models.Exists(again.order_by())).exclude(models.Exists(done.exclude(reference="").order_by()))
    rows = rows if everybodys else rows.filter(by=user.pk)
    return heap([rows.defer("details").order_by("-at", "-pk")])


def _accounts() -> Rows:
    return JournalEntry.objects.filter(kind__in=ACCOUNTS).defer("details").order_by("-at", "-pk")
