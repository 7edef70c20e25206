"""A change to a live piece that waits for its time: put aside, joined with what is done meanwhile, taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.utils import translation
from django.utils.translation import gettext

from articles.desk.publishing import publish, withdraw
from articles.desk.scheduling import NotSchedulable, open_schedule, publish_due, schedule, unschedule
from articles.document import GalleryBlock, Paragraph, Picture, from_builtins
from articles.models import (
    Article,
    Author,
    Change,
    Gallery,
    Release,
    Status,
    Version,
)
from articles.models import Picture as PictureRow
from tests.imports import NOW, import_one, text
from tests.planning import AT, MINUTE, ZONE, edit, planned, public
from tests.roles import CHIEF, person

pytestmark = pytest.mark.django_db


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


# --- taken off the schedule, or withdrawn -----------------------------------------------------------------------


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


def test_withdrawn_with_a_change_put_aside_nothing_is_published_and_the_change_is_in_the_history(live: Article) -> None:
    edit(live, headline="Möwe frisst Brötchen")
    planned(live)
    withdraw(piece=Article.objects.get(), by=None, now=NOW + 3 * MINUTE)
    assert publish_due(now=AT) == ((), ())
    assert not Release.objects.live().exists()
    assert Version.objects.filter(document__headline="Möwe frisst Brötchen").exists()
