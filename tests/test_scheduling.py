"""Scheduling: what is promised for a time, what becomes of it, and how it is called off."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.utils import translation
from django.utils.translation import gettext

from articles.desk import batches, preflight, scheduling
from articles.desk.preflight import Finding, Level
from articles.desk.publishing import NotPublishable, publish, withdraw
from articles.desk.rights import NotAllowed
from articles.desk.saving import saved
from articles.desk.scheduling import NotSchedulable, moment_of, open_schedule, publish_due, schedule, unschedule
from articles.document import Document, GalleryBlock, Paragraph, Picture, from_builtins
from articles.models import (
    Article,
    Author,
    Change,
    Gallery,
    JournalEntry,
    Release,
    Schedule,
    Section,
    Status,
    Version,
)
from articles.models import Picture as PictureRow
from tests.imports import NOW, import_one, text
from tests.roles import CHIEF, EDITOR, REPORTER, person

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)
AT = NOW + datetime.timedelta(hours=2)
ZONE = "Europe/Berlin"
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


def edit(article: Article, by: User | None = None, *, now: datetime.datetime = NOW + MINUTE, **columns: object) -> None:
    """Save new words into the working copy as the admin does."""
    row = Article.objects.get(pk=article.pk)
    for name, value in columns.items():
        setattr(row, name, value)
    row.save()
    saved(piece=row, by=by, now=now)


def planned(article: Article, by: User | None = None, **changes: object) -> Schedule:
    values: dict[str, object] = {"at": AT, "zone": ZONE, "now": NOW + 2 * MINUTE}
    return schedule(piece=Article.objects.get(pk=article.pk), by=by, **values | changes)  # type: ignore[arg-type]


def public(article: Article) -> Document:
    return from_builtins(Release.objects.live().get(article=article).document)


def journal(kind: str) -> list[JournalEntry]:
    return list(JournalEntry.objects.filter(kind=kind).order_by("pk"))


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


def test_a_change_to_a_live_piece_is_put_aside_and_published_with_its_kind_and_note(live: Article, chief: User) -> None:
    edit(live, headline="Möwe frisst Brötchen")
    made = planned(live, chief, change=Change.CORRECTION, note="Es war eine Möwe.")
    live.refresh_from_db()
    assert (live.headline, live.status) == ("Möwe stiehlt Brötchen", Status.PUBLISHED)
    assert from_builtins(made.document).headline == "Möwe frisst Brötchen"
    publish_due(now=AT)
    release = Release.objects.live().get()
    assert (release.headline, release.number, release.change, release.note) == (
        "Möwe frisst Brötchen", 2, Change.CORRECTION, "Es war eine Möwe.",
    )  # fmt: skip
    assert (release.updated_at, release.published_at, release.released_by) == (AT, NOW, chief)
    live.refresh_from_db()
    assert (live.headline, live.status) == ("Möwe frisst Brötchen", Status.PUBLISHED)


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


def test_a_second_change_cannot_be_put_aside(live: Article) -> None:
    edit(live, headline="Möwe frisst Brötchen")
    planned(live)
    edit(live, headline="Möwe frisst zwei Brötchen")
    with pytest.raises(NotSchedulable, match=r"waits for 11/20/2026 12:30 p\.m\. already"):
        planned(live, at=AT + MINUTE)
    assert Article.objects.get().headline == "Möwe frisst zwei Brötchen"


def test_a_live_piece_without_a_change_cannot_be_scheduled(live: Article) -> None:
    with pytest.raises(NotSchedulable, match="change it first"):
        planned(live)
    assert not Version.objects.filter(kind=Version.Kind.RESTORE).exists()


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


def test_a_change_that_is_taken_off_joins_what_was_saved_meanwhile(live: Article) -> None:
    edit(live, headline="Möwe frisst Brötchen")
    planned(live)
    edit(live, teaser="Am Kai ging es sehr schnell.")
    answer = unschedule(piece=live, by=None, now=NOW + 3 * MINUTE)
    assert answer.kept is None
    assert (live.headline, live.teaser, live.status) == (
        "Möwe frisst Brötchen", "Am Kai ging es sehr schnell.", Status.PUBLISHED,
    )  # fmt: skip
    assert public(live).headline == "Möwe stiehlt Brötchen"


def test_a_change_that_does_not_fit_any_more_is_kept_in_the_history(live: Article, chief: User) -> None:
    edit(live, chief, headline="Möwe frisst Brötchen")
    planned(live)
    edit(live, headline="Möwe frisst zwei Brötchen")
    answer = unschedule(piece=live, by=None, now=NOW + 3 * MINUTE)
    assert live.headline == "Möwe frisst zwei Brötchen"
    assert answer.kept is not None
    assert answer.kept.by == chief, "it is the version of who wrote it"
    assert from_builtins(answer.kept.document).headline == "Möwe frisst Brötchen"
    assert "kept in the history" in answer.sentence
    assert open_schedule(live) is None


def test_a_change_whose_version_is_gone_is_kept_below_what_came_after(live: Article) -> None:
    edit(live, headline="Möwe frisst Brötchen")
    planned(live)
    edit(live, now=NOW + 3 * MINUTE, headline="Möwe frisst zwei Brötchen")
    Version.objects.filter(document__headline="Möwe frisst Brötchen").delete()
    answer = unschedule(piece=live, by=None, now=NOW + 4 * MINUTE)
    assert answer.kept is not None
    assert from_builtins(answer.kept.document).headline == "Möwe frisst Brötchen"
    newest = Version.objects.history().order_by("-created_at", "-pk").first()
    assert newest is not None
    assert from_builtins(newest.document).headline == "Möwe frisst zwei Brötchen"


# --- a change that waits, and what happens meanwhile ----------------------------------------------------------


def test_the_change_and_what_readers_saw_are_both_in_the_history(live: Article) -> None:
    edit(live, headline="Möwe frisst Brötchen")
    planned(live)
    said = [from_builtins(one.document).headline for one in Version.objects.history().order_by("created_at", "pk")]
    assert said[-2:] == ["Möwe frisst Brötchen", "Möwe stiehlt Brötchen"]


def test_a_change_that_no_version_had_is_in_the_history_too(live: Article) -> None:
    Article.objects.update(headline="Möwe frisst Brötchen")
    planned(live)
    assert Version.objects.filter(document__headline="Möwe frisst Brötchen").exists()


def test_a_correction_that_was_published_meanwhile_stays(live: Article) -> None:
    edit(live, headline="Möwe frisst Brötchen")
    planned(live)
    edit(live, teaser="Am Kai ging es sehr schnell.")
    publish(piece=Article.objects.get(), by=None, now=NOW + 3 * MINUTE)
    assert open_schedule(live) is not None, "publishing something else calls nothing off"
    assert len(publish_due(now=AT).published) == 1
    shown = public(live)
    assert (shown.headline, shown.teaser) == ("Möwe frisst Brötchen", "Am Kai ging es sehr schnell.")
    assert Article.objects.get().headline == "Möwe frisst Brötchen"


def test_what_was_saved_meanwhile_and_not_published_stays_at_the_desk(live: Article) -> None:
    edit(live, headline="Möwe frisst Brötchen")
    planned(live)
    edit(live, teaser="Ein Satz, den noch niemand gelesen hat.")
    Article.objects.update(status=Status.REVIEW)
    publish_due(now=AT)
    shown = public(live)
    assert (shown.headline, shown.teaser) == ("Möwe frisst Brötchen", "Am Kai ging es schnell.")
    live.refresh_from_db()
    assert (live.headline, live.teaser, live.status) == (
        "Möwe frisst Brötchen", "Ein Satz, den noch niemand gelesen hat.", Status.REVIEW,
    )  # fmt: skip


@pytest.mark.parametrize("published", [True, False], ids=["published", "saved"])
def test_a_change_that_does_not_fit_any_more_is_not_published(live: Article, published: bool) -> None:
    edit(live, headline="Möwe frisst Brötchen")
    made = planned(live)
    edit(live, headline="Möwe frisst zwei Brötchen")
    if published:
        publish(piece=Article.objects.get(), by=None, now=NOW + 3 * MINUTE)
    before = public(live), Version.objects.count()
    report = publish_due(now=AT)
    assert (report.published, report.failed) == ((), (made,))
    assert (public(live), Version.objects.count()) == before
    made.refresh_from_db()
    assert made.tried_at == AT
    with translation.override(settings.LANGUAGE_CODE):
        assert gettext("headline") in made.failure
    assert made.done_at is made.cancelled_at is None
    assert Article.objects.get().headline == "Möwe frisst zwei Brötchen"


def test_blocks_of_the_text_join(live: Article) -> None:
    first, second = from_builtins(Release.objects.live().get().document).body
    edit(live, body="<p>Um neun war das Brötchen noch da, sagt der Bäcker.</p><p>Um fünf nach neun nicht mehr.</p>")
    planned(live)
    live.refresh_from_db()
    edit(live, body=f"{live.body}<p>Die Möwe schweigt.</p>")
    publish(piece=Article.objects.get(), by=None, now=NOW + 3 * MINUTE)
    publish_due(now=AT)
    changed = Paragraph("Um neun war das Brötchen noch da, sagt der Bäcker.")
    assert public(live).body == (changed, second, Paragraph("Die Möwe schweigt."))
    assert first != changed


def test_an_author_whose_name_was_completed_is_no_conflict(live: Article) -> None:
    edit(live, headline="Möwe frisst Brötchen")
    planned(live)
    author = Author.objects.get(initials="jat")
    author.given_name, author.family_name = "Jana", "Tide"
    author.save()
    publish_due(now=AT)
    shown = public(live)
    assert shown.headline == "Möwe frisst Brötchen"
    assert shown.byline.authors[0].name == "Jana Tide"


def test_a_picture_whose_caption_was_mended_is_no_conflict(tmp_path: Path) -> None:
    picture = Picture("Die Möwe", "Max Muster", "", ("dpa",))
    article = import_one(tmp_path, text(lead_picture=picture), publish=True)
    edit(article, headline="Möwe frisst Brötchen")
    planned(article)
    PictureRow.objects.update(caption="Die Möwe am Kai")
    assert len(publish_due(now=AT).published) == 1
    shown = public(article)
    assert shown.headline == "Möwe frisst Brötchen"
    assert shown.lead_picture is not None
    assert shown.lead_picture.caption == "Die Möwe am Kai"


def test_a_gallery_is_scheduled_as_an_article_is(tmp_path: Path) -> None:
    pictures = tuple(Picture(f"Bild {n}", "dpa", "", ("dpa",)) for n in (1, 2))
    import_one(tmp_path, text(body=(Paragraph("Text."), GalleryBlock("Zwei Bilder", pictures))))
    gallery = Gallery.objects.get()
    schedule(piece=gallery, by=None, at=AT, zone=ZONE, now=NOW)
    assert gallery.status == Status.SCHEDULED
    publish_due(now=AT)
    gallery.refresh_from_db()
    gallery.title = "Drei Bilder"
    gallery.save()
    schedule(piece=gallery, by=None, at=AT + 2 * MINUTE, zone=ZONE, now=AT + MINUTE)
    assert gallery.title == "Zwei Bilder"
    publish_due(now=AT + 2 * MINUTE)
    assert [one.headline for one in Release.objects.order_by("number")] == ["Zwei Bilder", "Drei Bilder"]
    gallery.refresh_from_db()
    assert gallery.title == "Drei Bilder"


def test_an_article_and_its_gallery_due_together_lead_to_each_other(tmp_path: Path) -> None:
    pictures = tuple(Picture(f"Bild {n}", "dpa", "", ("dpa",)) for n in (1, 2))
    article = import_one(tmp_path, text(body=(Paragraph("Text."), GalleryBlock("Zwei Bilder", pictures))))
    gallery = Gallery.objects.get()
    for piece in (article, gallery):
        schedule(piece=piece, by=None, at=AT, zone=ZONE, now=NOW)
    assert len(publish_due(now=AT).published) == 2
    assert Release.objects.get(article=article).gallery_pages[str(gallery.uuid)][2] == gallery.pk


# --- what happens to the piece --------------------------------------------------------------------------------


def test_published_by_hand_it_is_not_published_again(article: Article) -> None:
    made = planned(article)
    publish(piece=Article.objects.get(), by=None, now=NOW + 3 * MINUTE)
    made.refresh_from_db()
    assert made.cancelled_at == NOW + 3 * MINUTE
    assert publish_due(now=AT).published == ()


def test_withdrawn_with_a_change_put_aside_nothing_is_published_and_the_change_is_in_the_history(live: Article) -> None:
    edit(live, headline="Möwe frisst Brötchen")
    planned(live)
    withdraw(piece=Article.objects.get(), by=None, now=NOW + 3 * MINUTE)
    assert publish_due(now=AT) == ((), ())
    assert not Release.objects.live().exists()
    assert Version.objects.filter(document__headline="Möwe frisst Brötchen").exists()


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
