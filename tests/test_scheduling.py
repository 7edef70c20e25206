"""Scheduling: what is promised for a time, what becomes of it, and how it is called off."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.utils import translation

from articles.desk import batches, preflight, scheduling
from articles.desk.preflight import Finding, Level
from articles.desk.publishing import NotPublishable, publish, withdraw
from articles.desk.rights import NotAllowed
from articles.desk.scheduling import NotSchedulable, moment_of, open_schedule, publish_due, schedule, unschedule
from articles.document import GalleryBlock, Paragraph, Picture
from articles.models import (
    Article,
    Gallery,
    JournalEntry,
    Release,
    Schedule,
    Section,
    Status,
)
from tests.imports import NOW, import_one, text
from tests.planning import AT, MINUTE, ZONE, edit, journal, planned, public
from tests.roles import CHIEF, EDITOR, REPORTER, person

pytestmark = pytest.mark.django_db
Kind = JournalEntry.Kind


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def chief() -> User:
    return person(CHIEF)


@pytest.fixture
def article(tmp_path: Path) -> Article:
    return import_one(tmp_path, text())


@pytest.fixture
def live(article: Article) -> Article:
    publish(piece=article, by=None, now=NOW)
    return article


# --- a piece that readers do not see yet ----------------------------------------------------------------------


def test_a_draft_waits_and_is_published_when_its_time_has_come(article: Article, chief: User) -> None:
    made = schedule(piece=article, by=chief, at=AT, zone=ZONE, now=NOW)
    assert article.status == Status.SCHEDULED
    assert (made.document, made.made_by, made.made_at) == (None, chief, NOW)
    assert publish_due(now=AT - datetime.timedelta(microseconds=1)).published == ()
    assert not Release.objects.exists()
    moment = AT + datetime.timedelta(seconds=7)
    report = publish_due(now=moment)
    assert (report.published, report.failed) == ((made,), ())
    release = Release.objects.get()
    assert (release.live, release.released_at, release.published_at, release.released_by) == (
        True, moment, moment, chief,
    )  # fmt: skip
    made.refresh_from_db()
    assert (made.done_at, made.release, made.cancelled_at) == (moment, release, None)
    article.refresh_from_db()
    assert article.status == Status.PUBLISHED
    assert publish_due(now=moment + MINUTE).published == ()
    assert len(journal(Kind.PUBLISHED)) == 1


def test_it_is_due_to_the_moment(article: Article) -> None:
    planned(article)
    assert len(publish_due(now=AT).published) == 1


# --- who may, and what stops it -------------------------------------------------------------------------------


def test_who_may_not_publish_may_not_schedule(article: Article) -> None:
    elsewhere = person(EDITOR, sections=[Section.objects.create(name="Sport", slug="sport")])
    for user in (person(REPORTER), elsewhere):
        with pytest.raises(NotAllowed):
            planned(article, user)
    assert not Schedule.objects.exists()
    assert Article.objects.get().status == Status.DRAFT


def test_an_editor_schedules_in_the_sections_given_to_them(article: Article) -> None:
    assert article.section is not None
    editor = person(EDITOR, sections=[article.section])
    assert planned(article, editor).made_by == editor


def test_who_may_not_publish_may_not_take_it_off(article: Article) -> None:
    planned(article)
    with pytest.raises(NotAllowed):
        unschedule(piece=article, by=person(REPORTER), now=NOW + 3 * MINUTE)
    assert open_schedule(article) is not None


@pytest.mark.parametrize("at", [NOW + 2 * MINUTE, NOW - MINUTE])
def test_a_time_that_is_over_is_refused(article: Article, at: datetime.datetime) -> None:
    with pytest.raises(NotSchedulable, match=r"11/20/2026 10:\d\d a\.m\. is over"):
        planned(article, at=at)
    assert not Schedule.objects.exists()


def test_a_zone_that_is_none_is_refused(article: Article) -> None:
    with pytest.raises(NotSchedulable, match="“Europe/Entenhausen” is no time zone"):
        planned(article, zone="Europe/Entenhausen")


def test_what_would_stop_publishing_stops_scheduling(article: Article) -> None:
    edit(article, section=None)
    with pytest.raises(NotPublishable, match="The section is missing"):
        planned(article)
    assert Article.objects.get().status == Status.DRAFT


def test_an_embargo_that_is_over_by_then_does_not_stop(article: Article) -> None:
    edit(article, embargo_until=AT)
    planned(article)
    assert len(publish_due(now=AT).published) == 1


def test_an_embargo_that_holds_stops_everybody_but_a_chief_with_a_reason(article: Article, chief: User) -> None:
    edit(article, embargo_until=AT + MINUTE)
    assert article.section is not None
    editor = person(EDITOR, sections=[article.section])
    for user, reason in ((editor, ""), (chief, " ")):
        with pytest.raises(NotPublishable, match="There is an embargo"):
            planned(article, user, override=reason)
    with pytest.raises(NotAllowed):
        planned(article, editor, override="Alle anderen haben es schon.")
    made = planned(article, chief, override="Alle anderen haben es schon.")
    assert made.override == "Alle anderen haben es schon."
    [entry] = journal(Kind.SCHEDULED)
    assert entry.note == "Alle anderen haben es schon."
    assert "embargo" in entry.details["findings"][0]
    assert len(publish_due(now=AT).published) == 1
    [entry] = journal(Kind.OVERRIDE)
    assert (entry.by, entry.note, entry.at) == (chief, "Alle anderen haben es schon.", AT)


def test_an_override_holds_for_what_was_known_and_not_for_what_comes_later(
    article: Article, chief: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The chief has said nothing about an embargo that is set afterwards."""
    found = Finding("spelling", Level.BLOCKING, "There is a mistake.")
    for module in (scheduling, batches):
        monkeypatch.setattr(module, "examine", lambda *args, **known: [found, *preflight.examine(*args, **known)])
    made = planned(article, chief, override="Der Name stimmt so.")
    edit(article, embargo_until=AT + MINUTE)
    report = publish_due(now=AT)
    assert report.failed == (made,)
    with translation.override(settings.LANGUAGE_CODE):
        assert report.failed[0].failure == preflight.required(Article.objects.get(), now=AT)[0].sentence
    assert publish_due(now=AT + MINUTE).published == (made,)
    [entry] = journal(Kind.OVERRIDE)
    assert (entry.details["checks"], entry.note) == (["spelling"], "Der Name stimmt so.")


def test_a_reason_that_was_not_needed_is_not_kept(article: Article) -> None:
    """It would override what nobody has looked at: an embargo that comes later."""
    assert article.section is not None
    made = planned(article, person(EDITOR, sections=[article.section]), override="Vorsorglich.")
    assert made.override == ""
    edit(article, embargo_until=AT + MINUTE)
    assert publish_due(now=AT).published == ()


def test_the_journal_knows_what_was_scheduled_and_for_when(article: Article, chief: User) -> None:
    made = planned(article, chief)
    [entry] = journal(Kind.SCHEDULED)
    assert (entry.by, entry.subject_id, entry.at) == (chief, article.pk, NOW + 2 * MINUTE)
    assert entry.details == {"schedule": made.pk, "at": AT.isoformat(), "zone": ZONE}


@pytest.mark.parametrize(
    ("zone", "words"), [(ZONE, "11/20/2026 12:30 p.m."), ("Asia/Tokyo", "11/20/2026 8:30 p.m. (Asia/Tokyo)")]
)
def test_the_moment_is_said_by_the_clock_it_was_chosen_by(article: Article, zone: str, words: str) -> None:
    assert moment_of(planned(article, zone=zone)) == words


# --- one open schedule a piece --------------------------------------------------------------------------------


def test_scheduling_again_replaces_the_schedule(article: Article, chief: User) -> None:
    first = planned(article)
    second = planned(article, chief, at=AT + MINUTE, now=NOW + 3 * MINUTE)
    first.refresh_from_db()
    assert (first.cancelled_at, first.cancelled_by) == (NOW + 3 * MINUTE, chief)
    assert publish_due(now=AT).published == ()
    assert publish_due(now=AT + MINUTE).published == (second,)
    assert Release.objects.count() == 1


def test_a_schedule_that_cannot_replace_another_leaves_it(article: Article) -> None:
    first = planned(article)
    edit(article, section=None)
    with pytest.raises(NotPublishable):
        planned(article, at=AT + MINUTE)
    assert open_schedule(article) == first


# --- taken off the schedule -----------------------------------------------------------------------------------


def test_taken_off_it_is_a_draft_again(article: Article, chief: User) -> None:
    made = planned(article)
    stale = Article.objects.get(pk=article.pk)
    answer = unschedule(piece=stale, by=chief, now=NOW + 3 * MINUTE)
    assert (answer.schedule, answer.kept, stale.status) == (made, None, Status.DRAFT)
    made.refresh_from_db()
    assert (made.cancelled_at, made.cancelled_by) == (NOW + 3 * MINUTE, chief)
    assert publish_due(now=AT).published == ()
    [entry] = journal(Kind.UNSCHEDULED)
    assert (entry.by, entry.details["schedule"]) == (chief, made.pk)


def test_what_is_not_scheduled_cannot_be_taken_off(article: Article) -> None:
    planned(article)
    publish_due(now=AT)
    with pytest.raises(NotSchedulable, match="is not scheduled"):
        unschedule(piece=article, by=None, now=AT + MINUTE)


# --- what happens to the piece --------------------------------------------------------------------------------


def test_published_by_hand_it_is_not_published_again(article: Article) -> None:
    made = planned(article)
    publish(piece=Article.objects.get(), by=None, now=NOW + 3 * MINUTE)
    made.refresh_from_db()
    assert made.cancelled_at == NOW + 3 * MINUTE
    assert publish_due(now=AT).published == ()


def test_a_withdrawn_piece_can_be_scheduled_to_come_back(live: Article) -> None:
    withdraw(piece=live, by=None, now=NOW + MINUTE)
    planned(live)
    assert len(publish_due(now=AT).published) == 1
    assert Release.objects.live().get().number == 2


def test_an_import_does_not_publish_what_waits_for_its_time(article: Article, tmp_path: Path) -> None:
    planned(article)
    import_one(tmp_path, text(teaser="Der Text hat sich an seiner Quelle geändert."), publish=True)
    assert not Release.objects.exists()
    publish_due(now=AT)
    assert public(article).teaser == "Der Text hat sich an seiner Quelle geändert."


def test_an_import_does_not_publish_a_gallery_that_waits_with_its_article(tmp_path: Path) -> None:
    document = text(body=(Paragraph("Text."), GalleryBlock("Ein Bild", (Picture("Bild 1", "dpa", "", ("dpa",)),))))
    import_one(tmp_path, document)
    schedule(piece=Gallery.objects.get(), by=None, at=AT, zone=ZONE, now=NOW)
    import_one(tmp_path, document, publish=True)
    assert [release.gallery for release in Release.objects.live()] == [None]
    assert len(publish_due(now=AT).published) == 1


def test_published_by_hand_a_moment_after_its_time_makes_no_second_release(article: Article) -> None:
    """The page was asked for before, and waited for the scheduler."""
    planned(article)
    seen = Article.objects.get(pk=article.pk)
    publish_due(now=AT)
    release = publish(piece=seen, by=None, now=AT + MINUTE)
    assert (release.number, release.published_at, Release.objects.count()) == (1, AT, 1)
    assert seen.published_at == Article.objects.get().published_at == AT


def test_deleted_with_its_schedule(article: Article) -> None:
    planned(article)
    article.delete()
    assert publish_due(now=AT) == ((), ())


def test_who_scheduled_it_may_have_left(article: Article, chief: User) -> None:
    """The right was asked for when it was scheduled."""
    assert article.section is not None
    editor = person(EDITOR, sections=[article.section])
    planned(article, editor)
    editor.groups.clear()
    editor.is_active = False
    editor.save()
    publish_due(now=AT)
    assert Release.objects.get().released_by == editor
