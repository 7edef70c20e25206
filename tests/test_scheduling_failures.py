"""What is due and cannot be published: it is said, tried again, and stops nothing else."""

import datetime
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, OperationalError
from django.utils import translation

from articles.desk import batches, publishing, scheduling
from articles.desk.scheduling import RETRY_AFTER, publish_due, schedule
from articles.models import Article, JournalEntry, Release, Schedule, Section, Status
from tests.imports import NOW

pytestmark = pytest.mark.django_db
AT = NOW + datetime.timedelta(hours=2)
SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def section() -> Section:
    return Section.objects.create(name="Hafen", slug="hafen")


def due(section: Section, count: int, *, at: datetime.datetime = AT) -> list[Article]:
    """Return articles that are scheduled for the same time."""
    articles = [
        Article.objects.create(headline=f"Meldung {number}", teaser="Satz.", body="<p>Text.</p>", section=section)
        for number in range(count)
    ]
    for article in articles:
        schedule(piece=article, by=None, at=at, zone="Europe/Berlin", now=NOW)
    return articles


def broken(article: Article) -> Schedule:
    """Take from a scheduled article what it needs to be published."""
    Article.objects.filter(pk=article.pk).update(section=None)
    return Schedule.objects.get(article=article)


def failures() -> list[JournalEntry]:
    return list(JournalEntry.objects.filter(kind=JournalEntry.Kind.SCHEDULE_FAILED))


def test_one_that_cannot_be_published_does_not_stop_the_others(section: Section) -> None:
    articles = due(section, 5)
    stopped = broken(articles[2])
    report = publish_due(now=AT)
    assert [one.article for one in report.published] == [*articles[:2], *articles[3:]]
    assert report.failed == (stopped,)
    stopped.refresh_from_db()
    assert (stopped.tried_at, stopped.done_at, stopped.release) == (AT, None, None)
    articles[2].refresh_from_db()
    assert articles[2].status == Status.SCHEDULED
    assert articles[2].published_at is None


def test_why_is_said_in_the_language_of_the_paper(section: Section) -> None:
    stopped = broken(due(section, 1)[0])
    with translation.override("en"):
        publish_due(now=AT)
    stopped.refresh_from_db()
    with translation.override("de"):
        assert stopped.failure == publishing.missing_for_publication(Article.objects.get(), now=AT)[0]


def test_the_journal_is_told_once_and_again_when_it_is_something_else(section: Section) -> None:
    [article] = due(section, 1)
    broken(article)
    for tick in range(20):
        publish_due(now=AT + tick * 20 * SECOND)
    [entry] = failures()
    assert (entry.subject_id, entry.at, entry.by) == (article.pk, AT, None)
    Article.objects.update(headline="")
    publish_due(now=AT + 400 * SECOND)
    assert len(failures()) == 2


def test_it_is_tried_again_within_a_minute_and_not_on_every_look(section: Section) -> None:
    [article] = due(section, 1)
    stopped = broken(article)
    publish_due(now=AT)
    assert publish_due(now=AT + RETRY_AFTER - SECOND).failed == ()
    Article.objects.update(section=section)
    report = publish_due(now=AT + RETRY_AFTER)
    assert report.published == (stopped,)
    stopped.refresh_from_db()
    assert (stopped.failure, stopped.done_at) == ("", AT + RETRY_AFTER)
    assert datetime.timedelta(seconds=60) > RETRY_AFTER + 15 * SECOND


def test_a_clock_that_was_set_back_does_not_put_the_next_try_off(section: Section) -> None:
    [article] = due(section, 1)
    broken(article)
    publish_due(now=AT + datetime.timedelta(hours=1))
    Article.objects.update(section=section)
    assert len(publish_due(now=AT + SECOND).published) == 1


def test_many_that_fail_do_not_keep_the_others_waiting(section: Section, monkeypatch: pytest.MonkeyPatch) -> None:
    for article in due(section, 30):
        broken(article)
    assert len(publish_due(now=AT, limit=10).failed) == 30
    later = AT + datetime.timedelta(minutes=5)
    [fresh] = due(section, 1, at=later)
    order = []
    publish_batch = scheduling.publish_batch
    monkeypatch.setattr(
        scheduling, "publish_batch", lambda batch, **known: order.extend(batch) or publish_batch(batch, **known)
    )
    report = publish_due(now=later, limit=1)
    assert [one.article for one in report.published] == [fresh]
    assert order[0].article == fresh, "it was the first to be tried"
    assert len(report.failed) == 30


def test_every_batch_is_a_transaction_of_its_own(section: Section, monkeypatch: pytest.MonkeyPatch) -> None:
    due(section, 25)
    sizes = []
    publish_many = batches.publish_many
    monkeypatch.setattr(
        batches, "publish_many", lambda **known: sizes.append(len(known["pieces"])) or publish_many(**known)
    )
    publish_due(now=AT, limit=10)
    assert sizes == [10, 10, 5]


# --- what nobody has thought of -------------------------------------------------------------------------------


@pytest.fixture
def poisoned(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Exception]]:
    """Let publishing break at the third article, after everything of the batch was written."""
    publish_many = batches.publish_many

    def breaking(**known: Any) -> list[Release]:
        releases = publish_many(**known)
        if any(piece.headline == "Meldung 2" for piece in known["pieces"]):
            raise IntegrityError("something odd")
        return releases

    monkeypatch.setattr(batches, "publish_many", breaking)
    return IntegrityError


@pytest.mark.usefixtures("poisoned")
def test_an_error_in_one_undoes_that_one_only(section: Section, caplog: pytest.LogCaptureFixture) -> None:
    articles = due(section, 5)
    caplog.set_level(logging.ERROR)
    report = publish_due(now=AT)
    assert [one.article for one in report.published] == [*articles[:2], *articles[3:]]
    [stopped] = report.failed
    assert stopped.article == articles[2]
    assert f"schedule {stopped.pk}" in stopped.failure
    assert f"schedule {stopped.pk}" in caplog.text
    assert "something odd" in caplog.text
    for article in articles:
        article.refresh_from_db()
        release = Release.objects.filter(article=article).first()
        if article == articles[2]:
            assert (release, article.published_at, article.slug) == (None, None, "")
        else:
            assert release is not None
            assert (release.live, release.published_at, article.published_at) == (True, AT, AT)
            assert article.slug == release.slug
    assert JournalEntry.objects.filter(kind=JournalEntry.Kind.PUBLISHED).count() == 4


@pytest.mark.parametrize("kind", [OperationalError])
def test_a_database_that_fails_leaves_everything_due(
    section: Section, kind: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    due(section, 3)

    def failing(**_known: Any) -> list[Release]:
        raise kind("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(batches, "publish_many", failing)
        with pytest.raises(kind):
            publish_due(now=AT)
    assert not Schedule.objects.exclude(tried_at=None, done_at=None, failure="").exists()
    assert len(publish_due(now=AT).published) == 3


# --- what it costs --------------------------------------------------------------------------------------------


def test_a_look_with_nothing_due_costs_one_query(section: Section, django_assert_num_queries: Any) -> None:
    due(section, 3)
    with django_assert_num_queries(1):
        publish_due(now=AT - SECOND)


def test_more_cost_what_their_checks_cost(section: Section, django_assert_max_num_queries: Any) -> None:
    due(section, 50)
    with django_assert_max_num_queries(60 + 50 * 11):
        assert len(publish_due(now=AT).published) == 50


# --- the command ----------------------------------------------------------------------------------------------


def test_the_command_says_what_it_did(section: Section, capsys: pytest.CaptureFixture[str]) -> None:
    articles = due(section, 2)
    Schedule.objects.update(at=NOW)
    broken(articles[1])
    with pytest.raises(SystemExit) as stop:
        call_command("publish_due")
    assert stop.value.code == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("published  Meldung 0  (due 20.11.2026 10:30)")
    assert lines[1].startswith("failed     Meldung 1")
    assert Schedule.objects.get(article=articles[1]).failure in lines[2]
    assert lines[3] == "1 published, 1 failed"
    assert JournalEntry.objects.get(kind=JournalEntry.Kind.PUBLISHED).origin == "publish_due"


def test_the_command_with_nothing_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("publish_due")
    assert capsys.readouterr().out == "0 published, 0 failed\n"
