"""What a scheduler of `tests.schedulers` can be told to do. Everything comes and goes as JSON."""

import select
from collections import Counter
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from articles.desk import clockwork
from articles.desk import publishing as hand
from articles.desk.scheduling import NotSchedulable, publish_due, unschedule
from articles.models import Article, JournalEntry, RelatedLink, Release, Schedule, Section, Status
from tests.schedulers import ZONE, moment


def clock() -> str:
    """Return what the clock of this process shows."""
    return timezone.now().isoformat()


def plan(name: str, times: list[str]) -> list[int]:
    """Schedule an article for each of `times`, by rows alone: what scheduling itself does is tested elsewhere.

    Returns the keys of the schedules.
    """
    section, _made = Section.objects.get_or_create(name="Hafen", slug="hafen")
    now = timezone.now()
    with transaction.atomic():
        articles = Article.objects.bulk_create(
            Article(
                headline=f"{name} {number}",
                teaser="Ein Satz.",
                body="<p>Noch ein Satz.</p>",
                section=section,
                status=Status.SCHEDULED,
            )
            for number, _at in enumerate(times)
        )
        # Each leads to the one after it: two that are published at the same time lead to each other.
        RelatedLink.objects.bulk_create(
            RelatedLink(article=article, title=target.headline, target=target)
            for article, target in zip(articles, [*articles[1:], articles[0]], strict=True)
        )
        made = Schedule.objects.bulk_create(
            Schedule(article=article, at=moment(at), zone=ZONE, made_at=now)
            for article, at in zip(articles, times, strict=True)
        )
    return [one.pk for one in made]


def publish(limit: int = 100) -> list[int]:
    """Publish what is due by the clock of this process; return the keys of the schedules."""
    return [one.pk for one in publish_due(now=timezone.now(), limit=limit).published]


def tick() -> list[int] | None:
    """Do what the clockwork does every few seconds."""
    report = clockwork.look(origin="scheduler")
    return None if report is None else [one.pk for one in report.published]


def interfere(name: str) -> dict[str, int]:
    """Do by hand, the last one first, what editors do while schedulers are at it; return how often each came about.

    Every second piece is published, and every other one taken off the schedule.
    """
    counts: Counter[str] = Counter()
    for number, article in enumerate(Article.objects.filter(headline__startswith=f"{name} ").order_by("-pk")):
        now = timezone.now()
        if number % 2:
            hand.publish(piece=article, by=None, now=now)
            counts["published"] += 1
            continue
        try:
            unschedule(piece=article, by=None, now=now)
            counts["taken off"] += 1
        except NotSchedulable:
            counts["too late"] += 1
    return counts


def fates(name: str) -> dict[str, int]:
    """Return how often the pieces planned under `name` came to each end: status, releases, schedule."""
    counts: Counter[str] = Counter()
    for article in Article.objects.filter(headline__startswith=f"{name} ").prefetch_related("schedules", "releases"):
        [one] = article.schedules.all()
        ends = "done" if one.done_at and not one.cancelled_at else "called off" if one.cancelled_at else "open"
        counts[f"{article.status}, {article.releases.count()} releases, {ends}"] += 1
    return counts


def left(name: str) -> int:
    """Return how many of the articles planned under `name` are still to be published."""
    return Schedule.objects.open().filter(article__headline__startswith=f"{name} ").count()


def account(name: str) -> dict[str, Any]:
    """Return what became of the articles planned under `name`.

    `late` has for each published one by how many seconds its release came after its time.
    """
    schedules = Schedule.objects.filter(article__headline__startswith=f"{name} ").order_by("pk")
    articles = schedules.values("article")
    released = Release.objects.filter(article__in=articles)
    told = JournalEntry.objects.filter(kind=JournalEntry.Kind.PUBLISHED, subject_kind="article")
    told = told.filter(subject_id__in=list(articles.values_list("article", flat=True)))
    done = schedules.filter(done_at__isnull=False, release__isnull=False).select_related("release", "article")
    return {
        "planned": schedules.count(),
        "done": done.count(),
        "open": schedules.open().count(),
        "releases": released.count(),
        "live": released.live().count(),
        "twice": released.values("article").annotate(count=Count("pk")).filter(count__gt=1).count(),
        "journal": told.count(),
        "origins": sorted(told.order_by().values_list("origin", flat=True).distinct()),
        "statuses": sorted(
            Article.objects.filter(pk__in=articles).order_by().values_list("status", flat=True).distinct()
        ),
        "late": [
            (one.release.released_at - one.at).total_seconds()
            for one in done
            if one.release and one.release.live and one.release.article_id == one.article_id
        ],
    }


_looks: list[int] = []


def start_clockwork(every: float) -> None:
    """Start the thread of a serving process, and count how often it looks."""
    look = clockwork.look

    def counted(**known: Any) -> Any:
        report = look(**known)
        _looks.append(1)
        return report

    clockwork.look = counted
    # libfaketime (0.9.10) takes a sleep until a moment of the monotonic clock, which Python's is, for one of the wall
    # clock, and fails. This is how Python slept before.
    clockwork.time.sleep = lambda seconds: select.select((), (), (), seconds) and None
    clockwork.start(every=every)


def looks() -> int:
    """Return how often the clockwork has looked."""
    return len(_looks)
