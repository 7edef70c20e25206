"""What follows from a save at the desk."""

import datetime

import pytest

from articles.body import to_blocks
from articles.desk.importing import comparable
from articles.desk.publishing import publish, withdraw
from articles.desk.saving import saved, standing_of
from articles.document import Related, from_builtins
from articles.models import Article, Author, Contribution, RelatedLink, Version
from tests.admin_rows import NOW, article, gallery, link, superuser

pytestmark = pytest.mark.django_db
LATER = NOW + datetime.timedelta(hours=1)


def test_keys_and_slug_come_from_the_headline() -> None:
    row = article("Häfen: Groß & klein!")
    row.refresh_from_db()
    assert row.slug == "haefen-gross-klein"
    assert (row.headline_key, row.line_key) == ("häfen gross klein", "verkehr häfen gross klein")


def test_a_typed_slug_stays() -> None:
    row = article(slug="bruecke")
    row.headline = "Ganz anders"
    row.save()
    saved(piece=row, by=None, now=LATER)
    assert row.slug == "bruecke"


@pytest.mark.parametrize("typed", ["", "neu"])
def test_a_released_slug_never_changes(typed: str) -> None:
    row = article(live=True)
    withdraw(piece=row, by=None, now=LATER)
    row.slug = typed
    row.save()
    saved(piece=row, by=None, now=LATER)
    row.refresh_from_db()
    assert row.slug == "die-bruecke-ist-zu"


def test_a_headline_without_words_leaves_the_slug_to_publishing() -> None:
    assert article("???").slug == ""


def test_the_first_save_is_remembered_with_who_and_when() -> None:
    row = Article.objects.create(headline="Neu")
    user = superuser()
    version = saved(piece=row, by=user, now=NOW)
    assert version is not None
    assert (version.kind, version.by, version.created_at) == (Version.Kind.EDIT, user, NOW)
    assert from_builtins(version.document).headline == "Neu"


def test_a_save_that_changes_nothing_is_not_remembered() -> None:
    row = article()
    assert saved(piece=row, by=None, now=LATER) is None
    assert row.versions.count() == 1


def test_a_change_is_remembered() -> None:
    row = article()
    row.teaser = "Acht Monate."
    row.save()
    assert saved(piece=row, by=None, now=LATER)
    assert [from_builtins(one.document).teaser for one in row.versions.all()] == ["Acht Monate.", "Neun Monate."]


def test_stale_prefetches_do_not_hide_a_change() -> None:
    row = article()
    prefetched = Article.objects.prefetch_related("tags", "contributions", "related_links").get(pk=row.pk)
    Contribution.objects.filter(article=row, agency__isnull=False).delete()
    version = saved(piece=prefetched, by=None, now=LATER)
    assert version is not None
    assert from_builtins(version.document).byline.agencies == ()


def test_a_completed_author_is_no_edit_of_the_article() -> None:
    row = article()
    Author.objects.filter(initials="jat").update(given_name="Jana", family_name="Tamm")
    assert saved(piece=Article.objects.get(pk=row.pk), by=None, now=LATER) is None


def test_galleries_are_remembered_too() -> None:
    row = gallery(size=2)
    assert row.slug == "die-bruecke-in-bildern"
    place = row.places.last()
    assert place is not None
    place.caption = "Hier anders"
    place.save()
    version = saved(piece=row, by=None, now=LATER)
    assert version is not None
    (block,) = from_builtins(version.document).body
    assert block.pictures[1].caption == "Hier anders"  # type: ignore[union-attr]


# --- related links ------------------------------------------------------------------------------------------


def test_a_link_finds_its_article_whichever_comes_first() -> None:
    first = article("Erster Text")
    forward = link(first, "Zweiter Text")
    saved(piece=first, by=None, now=NOW)
    assert RelatedLink.objects.get(pk=forward.pk).target is None
    second = article("Zweiter Text")
    back = link(second, "Verkehr: Erster Text!")
    saved(piece=second, by=None, now=NOW)
    assert RelatedLink.objects.get(pk=forward.pk).target == second
    assert RelatedLink.objects.get(pk=back.pk).target == first


def test_a_chosen_article_lends_its_headline() -> None:
    target = article("Zweiter Text")
    row = article("Erster Text")
    made = link(row, "", target=target)
    saved(piece=row, by=None, now=NOW)
    made.refresh_from_db()
    assert (made.title, made.title_key) == ("Verkehr: Zweiter Text", "verkehr zweiter text")


def test_a_link_made_before_its_article_is_taken_in() -> None:
    made = RelatedLink.objects.create(label="Lesen Sie auch", title="Fährdienst gestartet")
    row = article(body=f'<p>Ein Riss.</p><story-related uuid="{made.uuid}"></story-related>')
    made.refresh_from_db()
    assert (made.article, made.title_key) == (row, "fährdienst gestartet")


def test_a_link_copied_from_another_article_is_made_anew() -> None:
    other = article("Anders")
    target = article("Fährdienst gestartet")
    theirs = link(other, target=target)
    row = article(body=f'<story-related uuid="{theirs.uuid}"></story-related><p>Ein Riss.</p>')
    own = row.related_links.get()
    assert (own.title, own.target, own.uuid == theirs.uuid) == (theirs.title, target, False)
    assert [one.uuid for one in to_blocks(row.body) if isinstance(one, Related)] == [str(own.uuid)]
    theirs.refresh_from_db()
    assert theirs.article == other


# --- standing -----------------------------------------------------------------------------------------------


def test_a_draft_is_not_live() -> None:
    assert standing_of(article()) == (None, False)


def test_standing_follows_the_working_copy() -> None:
    row = article(live=True)
    fresh = Article.objects.get(pk=row.pk)
    standing = standing_of(fresh)
    assert standing.live is not None
    assert not standing.changed
    Article.objects.filter(pk=row.pk).update(teaser="Anders")
    assert standing_of(Article.objects.get(pk=row.pk)).changed
    publish(piece=Article.objects.get(pk=row.pk), by=None, now=LATER)
    standing = standing_of(Article.objects.get(pk=row.pk))
    assert standing.live is not None
    assert (standing.live.number, standing.changed) == (2, False)


def test_standing_of_a_gallery() -> None:
    row = gallery(live=True)
    assert not standing_of(row).changed
    row.title = "Anders"
    assert standing_of(row).changed


def test_versions_compare_as_imports_do() -> None:
    row = article()
    document = from_builtins(row.versions.get().document)
    assert comparable(document) == comparable(comparable(document))
