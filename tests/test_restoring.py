"""An old text is put on top again: everything it says is back, and nothing that came after it is lost."""

import datetime
from typing import Any

import pytest

from articles.desk.documents import document_of, gallery_documents_of
from articles.desk.publishing import publish, withdraw
from articles.desk.restoring import SavedSince, as_restored, newest_version, restore
from articles.desk.saving import saved
from articles.document import Document, Related, from_builtins
from articles.models import Article, Contribution, Gallery, GalleryPicture, Picture, RelatedLink, Section, Tag, Version
from tests.admin_rows import NOW, agency, article, author, gallery, link, picture, section, superuser

pytestmark = pytest.mark.django_db
LATER = NOW + datetime.timedelta(hours=1)


def nodes(**rows: Any) -> str:
    return "".join(f'<story-{kind} uuid="{row.uuid}"></story-{kind}>' for kind, row in rows.items())


def document(version: Version | None) -> Document:
    assert version is not None
    return from_builtins(version.document)


@pytest.fixture
def full() -> Article:
    """Return an article with something of everything, saved once."""
    row = article(lead_picture=picture("Vorn"))
    row.body = "<p>Ein Riss.</p>" + nodes(
        picture=picture("Im Text"), gallery=gallery(), related=link(row, "Fährdienst gestartet")
    )
    row.save()
    saved(piece=row, by=None, now=NOW)
    return row


def rewrite(row: Article) -> None:
    """Change everything about an article that the desk can change."""
    row.kicker, row.headline, row.teaser, row.body = "Anders", "Ganz anders", "Neu.", "<p>Neu.</p>"
    row.lead_picture, row.section, row.language = None, section("Politik"), "en"
    row.byline_printed = "Von uns"
    row.save()
    row.contributions.all().delete()
    Contribution.objects.create(article=row, author=author("koj"), role="photo")
    row.tags.set(["Politik"], clear=True)
    saved(piece=row, by=None, now=LATER)


def test_everything_that_the_old_text_says_is_back(full: Article) -> None:
    old = newest_version(full)
    rewrite(full)
    boss = superuser()
    made = restore(piece=full, document=document(old), by=boss, now=LATER)
    assert made is not None
    assert (made.kind, made.by, made.created_at) == (Version.Kind.RESTORE, boss, LATER)
    assert document(made) == document(old)
    assert document_of(Article.objects.get(pk=full.pk)) == document(old)
    assert full.versions.count() == 4
    assert full.versions.first() == made


def test_what_readers_saw_can_be_restored(full: Article) -> None:
    release = publish(piece=full, by=None, now=NOW)
    rewrite(full)
    restore(piece=full, document=from_builtins(release.document), by=None, now=LATER)
    assert document_of(Article.objects.get(pk=full.pk)) == from_builtins(release.document)


def test_rows_that_are_gone_are_made_again(full: Article) -> None:
    old = newest_version(full)
    rewrite(full)
    lost = [GalleryPicture, Gallery, Contribution, RelatedLink, Picture]
    for model in lost:
        model._default_manager.all().delete()
    Tag.objects.all().delete()
    restore(piece=full, document=document(old), by=None, now=LATER)
    assert document_of(Article.objects.get(pk=full.pk)) == document(old)
    assert not any(one.file for one in Picture.objects.all())


def test_pictures_and_galleries_that_are_there_keep_their_words(full: Article) -> None:
    old = newest_version(full)
    Picture.objects.filter(caption="Im Text").update(caption="Verbessert", credit="Neu/dpa")
    Gallery.objects.update(title="Verbessert")
    rewrite(full)
    restore(piece=full, document=document(old), by=None, now=LATER)
    words = [
        (getattr(one, "caption", ""), getattr(one, "title", ""))
        for one in document_of(Article.objects.get(pk=full.pk)).body
    ]
    assert ("Verbessert", "") in words
    assert ("", "Verbessert") in words


def test_what_would_come_out_is_known_before(full: Article) -> None:
    old = document(newest_version(full))
    publish(piece=full, by=None, now=NOW)
    Picture.objects.update(caption="Verbessert")
    Gallery.objects.update(title="Verbessert")
    rewrite(full)
    full.refresh_from_db()
    expected = as_restored(piece=full, document=old)
    assert expected != old
    restore(piece=full, document=old, by=None, now=LATER)
    assert document_of(Article.objects.get(pk=full.pk)) == expected


def test_what_would_come_out_of_a_gallery_is_known_before() -> None:
    row = gallery(live=True)
    old = document(row.versions.last())
    Picture.objects.update(caption="Verbessert", credit="Neu/dpa")
    row.refresh_from_db()
    expected = as_restored(piece=row, document=old)
    restore(piece=row, document=old, by=None, now=LATER)
    assert gallery_documents_of([Gallery.objects.get()]) == [expected]


def test_a_link_of_another_article_is_left_alone(full: Article) -> None:
    old = newest_version(full)
    other = article("Ein anderes Stück")
    RelatedLink.objects.update(article=other, title="Anders")
    restore(piece=full, document=document(old), by=None, now=LATER)
    assert RelatedLink.objects.get(article=other).title == "Anders"


def test_a_link_gets_its_words_back_and_leads_where_it_led(full: Article) -> None:
    old = newest_version(full)
    target = article("Ein anderes Stück")
    RelatedLink.objects.update(title="Getippt", title_key="getippt", target=target)
    restore(piece=full, document=document(old), by=None, now=LATER)
    shown = RelatedLink.objects.get()
    assert (shown.title, shown.target) == ("Fährdienst gestartet", target)


def test_a_link_to_an_address_leads_there_again(full: Article) -> None:
    RelatedLink.objects.update(url="https://example.org/")
    saved(piece=full, by=None, now=LATER)
    old = newest_version(full)
    RelatedLink.objects.update(url="", target=article("Ein anderes Stück"))
    restore(piece=full, document=document(old), by=None, now=LATER)
    (shown,) = (block for block in document_of(Article.objects.get(pk=full.pk)).body if isinstance(block, Related))
    assert shown.url == "https://example.org/"


def test_what_no_version_says_is_remembered_first(full: Article) -> None:
    old = newest_version(full)
    Article.objects.filter(pk=full.pk).update(headline="Von außen geändert")
    restore(piece=full, document=document(old), by=superuser(), now=LATER)
    kept = full.versions.filter(document__headline="Von außen geändert").get()
    assert (kept.kind, kept.by) == (Version.Kind.EDIT, None)
    made = full.versions.first()
    assert made is not None
    assert (made.kind, made.pk > kept.pk) == (Version.Kind.RESTORE, True)


def test_restoring_what_is_there_changes_nothing(full: Article) -> None:
    before = full.versions.count()
    assert restore(piece=full, document=document(newest_version(full)), by=None, now=LATER) is None
    assert full.versions.count() == before


def test_who_looked_before_somebody_saved_is_refused(full: Article) -> None:
    old = newest_version(full)
    assert old is not None
    rewrite(full)
    before = document_of(Article.objects.get(pk=full.pk))
    with pytest.raises(SavedSince):
        restore(piece=full, document=document(old), by=None, now=LATER, seen=old.pk)
    assert document_of(Article.objects.get(pk=full.pk)) == before
    newest = newest_version(full)
    assert newest is not None
    assert restore(piece=full, document=document(old), by=None, now=LATER, seen=newest.pk)


@pytest.mark.parametrize("gone", [False, True])
def test_readers_keep_what_they_see(full: Article, gone: bool) -> None:
    old = newest_version(full)
    release = publish(piece=full, by=None, now=NOW)
    if gone:
        withdraw(piece=full, by=None, now=NOW)
    full.refresh_from_db()
    standing, slug, first = full.status, full.slug, full.published_at
    rewrite(full)
    assert document(old).published_at is None
    restore(piece=full, document=document(old), by=None, now=LATER)
    full.refresh_from_db()
    assert (full.status, full.slug, full.published_at) == (standing, slug, first)
    assert list(full.releases.all()) == [release]
    assert full.releases.get().live is not gone


def test_a_draft_gets_its_date_back(full: Article) -> None:
    old = newest_version(full)
    Article.objects.filter(pk=full.pk).update(published_at=NOW)
    restore(piece=full, document=document(old), by=None, now=LATER)
    full.refresh_from_db()
    assert full.published_at is None


def test_a_section_and_an_agency_that_are_gone_are_made_again(full: Article) -> None:
    old = newest_version(full)
    rewrite(full)
    Contribution.objects.all().delete()
    Gallery.objects.update(section=None)
    Section.objects.filter(name="Stadt").delete()
    agency("dpa").delete()
    restore(piece=full, document=document(old), by=None, now=LATER)
    assert document_of(Article.objects.get(pk=full.pk)) == document(old)


# --- galleries --------------------------------------------------------------------------------------------------


def test_a_gallery_gets_its_pictures_back_in_their_order() -> None:
    row = gallery(size=3)
    first, second, third = row.places.all()
    GalleryPicture.objects.filter(pk=second.pk).update(caption="Nur hier")
    saved(piece=row, by=None, now=NOW)
    old = newest_version(row)
    first.delete()
    GalleryPicture.objects.filter(pk=third.pk).update(position=0, caption="Anders")
    row.title, row.kicker, row.teaser, row.section = "Anders", "Neu", "Neu.", section("Politik")
    row.save()
    row.tags.set(["Politik"])
    saved(piece=row, by=None, now=LATER)
    made = restore(piece=row, document=document(old), by=superuser(), now=LATER)
    assert made is not None
    assert (made.kind, made.gallery) == (Version.Kind.RESTORE, row)
    row = Gallery.objects.get(pk=row.pk)
    assert gallery_documents_of([row]) == [document(old)]
    assert [place.caption for place in row.places.all()] == ["", "Nur hier", ""]


def test_a_caption_that_was_changed_at_the_picture_stays_there() -> None:
    row = gallery(size=1)
    old = newest_version(row)
    Picture.objects.update(caption="Verbessert")
    restore(piece=row, document=document(old), by=None, now=LATER)
    assert Picture.objects.get().caption == "Verbessert"
    assert gallery_documents_of([Gallery.objects.get()]) == [document(old)]


def test_a_released_gallery_keeps_its_first_publication() -> None:
    row = gallery(live=True)
    row.refresh_from_db()
    first, old = row.published_at, row.versions.last()
    assert document(old).published_at is None
    restore(piece=row, document=document(old), by=None, now=LATER)
    row.refresh_from_db()
    assert row.published_at == first is not None
