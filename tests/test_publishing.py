"""The one door: what publishing and withdrawing do, and what they refuse."""

import datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import translation

from articles.desk.publishing import NotPublishable, missing_for_publication, publish, publish_many, withdraw
from articles.document import GalleryBlock, Paragraph, Picture, Related, from_builtins
from articles.models import (
    Article,
    Gallery,
    Release,
    ReleaseAuthor,
    ReleaseLink,
    ReleaseTag,
    Section,
    Status,
)
from tests.imports import NOW, import_documents, import_one, text

pytestmark = pytest.mark.django_db
LATER = NOW + datetime.timedelta(hours=2)


def test_publishing_freezes_the_working_copy(tmp_path: Path) -> None:
    article = import_one(tmp_path, text(tags=("Möwen",)))
    editor = User.objects.create(username="chef", is_superuser=True)
    release = publish(piece=article, by=editor, now=NOW)
    assert (release.number, release.live, release.released_by) == (1, True, editor)
    assert release.headline == "Möwe stiehlt Brötchen"
    assert release.slug == "moewe-stiehlt-broetchen"
    assert release.published_at == NOW
    assert release.updated_at is None
    assert from_builtins(release.document).body[0] == Paragraph("Um neun war das Brötchen noch da.")
    assert [tuple(topic) for topic in release.topics] == [("Möwen", "moewen")]
    article.refresh_from_db()
    assert (article.status, article.slug, article.published_at) == (Status.PUBLISHED, "moewe-stiehlt-broetchen", NOW)


def test_publishing_the_same_again_makes_no_release(tmp_path: Path) -> None:
    article = import_one(tmp_path, text(tags=("Möwen",)))
    first = publish(piece=article, by=None, now=NOW)
    again = publish(piece=Article.objects.get(), by=None, now=LATER)
    assert again == first
    assert Release.objects.count() == 1


def test_a_change_makes_the_next_release_and_retires_the_last(tmp_path: Path) -> None:
    article = import_one(tmp_path, text(tags=("Möwen",)))
    publish(piece=article, by=None, now=NOW)
    article.headline = "Möwe frisst Brötchen"
    article.save()
    release = publish(piece=article, by=None, now=LATER)
    assert (release.number, release.published_at, release.updated_at) == (2, NOW, LATER)
    assert release.slug == "moewe-stiehlt-broetchen", "an address that readers have stays"
    assert list(Release.objects.live()) == [release]
    for side in (ReleaseTag, ReleaseAuthor):
        assert [row.release_id for row in side.objects.all()] == [release.pk]


def test_withdrawing_leaves_no_live_release(tmp_path: Path) -> None:
    article = import_one(tmp_path, text(tags=("Möwen",)), publish=True)
    release = withdraw(piece=article, by=None, now=LATER)
    assert release is not None
    release.refresh_from_db()
    assert (release.live, release.withdrawn_at) == (False, LATER)
    assert Article.objects.get().status == Status.WITHDRAWN
    assert not ReleaseTag.objects.exists()
    assert withdraw(piece=article, by=None, now=LATER) is None


def test_after_a_withdrawal_the_same_text_can_be_published_again(tmp_path: Path) -> None:
    article = import_one(tmp_path, text(), publish=True)
    withdraw(piece=article, by=None, now=LATER)
    release = publish(piece=article, by=None, now=LATER)
    assert (release.number, release.live) == (2, True)


@pytest.mark.parametrize(("field", "value"), [("headline", " "), ("section", None), ("body", "")])
def test_what_is_missing_is_said_and_nothing_changes(tmp_path: Path, field: str, value: object) -> None:
    article = import_one(tmp_path, text(teaser=None))
    setattr(article, field, value)
    with translation.override("en"), pytest.raises(NotPublishable, match=r"missing|no text"):
        publish(piece=article, by=None, now=NOW)
    assert not Release.objects.exists()
    assert Article.objects.get().status == Status.DRAFT


def test_an_empty_gallery_is_not_published() -> None:
    gallery = Gallery.objects.create(title="Leer", section=Section.objects.create(name="Hafen", slug="hafen"))
    assert missing_for_publication(gallery, now=NOW)


def test_a_gallery_is_published_with_its_pictures_in_order(tmp_path: Path) -> None:
    pictures = tuple(Picture(f"Bild {n}", "dpa", "", ("dpa",)) for n in (1, 2, 3))
    import_one(tmp_path, text(body=(Paragraph("Text."), GalleryBlock("Drei Bilder", pictures))))
    release = publish(piece=Gallery.objects.get(), by=None, now=NOW)
    (block,) = from_builtins(release.document).body
    assert isinstance(block, GalleryBlock)
    assert [picture.caption for picture in block.pictures] == ["Bild 1", "Bild 2", "Bild 3"]
    assert release.picture is not None
    assert release.picture.caption == "Bild 1"


def test_a_waiting_link_leads_to_the_article_once_it_is_live(tmp_path: Path) -> None:
    pointing = text("Erste", body=(Paragraph("Text."), Related("Lesen Sie auch", "Zweite")))
    import_documents(tmp_path, {"a": pointing}, publish=True)
    assert ReleaseLink.objects.get().article is None
    import_documents(tmp_path, {"b": text("Zweite")}, publish=True)
    target = ReleaseLink.objects.get().article
    assert target is not None
    assert target.reference == "b"


def test_a_link_pointed_elsewhere_leads_there_after_publishing(tmp_path: Path) -> None:
    pointing = text("Erste", body=(Paragraph("Text."), Related("Lesen Sie auch", "Zweite")))
    import_documents(tmp_path, {"a": pointing, "b": text("Zweite"), "c": text("Dritte")}, publish=True)
    article, other = Article.objects.get(reference="a"), Article.objects.get(reference="c")
    article.related_links.update(target=other)
    release = publish(piece=article, by=None, now=LATER)
    assert release.number == 1, "the text itself is the same"
    assert ReleaseLink.objects.get().article == other


def test_many_articles_cost_no_more_statements_than_few(tmp_path: Path, django_assert_max_num_queries: object) -> None:
    documents = {f"t{n}": text(f"Meldung {n}", tags=("Möwen",)) for n in range(30)}
    import_documents(tmp_path, documents)
    articles = list(Article.objects.all())
    with django_assert_max_num_queries(32):  # type: ignore[operator]
        publish_many(pieces=articles, by=None, now=NOW)
    assert Release.objects.live().count() == 30


def test_the_database_holds_one_live_release_for_each_piece(tmp_path: Path) -> None:
    article = import_one(tmp_path, text(), publish=True)
    live = Release.objects.get()
    live.pk, live.number = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        live.save(force_insert=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.create(
            number=1, headline="x", slug="x", section=article.section, document={}, published_at=NOW, released_at=NOW
        )
