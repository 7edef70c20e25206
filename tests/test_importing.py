"""What an import does with texts that are new, the same, changed, edited here, or refused by the database."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.db import DataError

from articles.desk import directory, importing
from articles.desk.documents import document_of
from articles.desk.publishing import withdraw
from articles.document import (
    Byline,
    BylineAuthor,
    Document,
    GalleryBlock,
    ListBlock,
    Paragraph,
    Picture,
    PictureBlock,
    Related,
    Subhead,
)
from articles.models import Agency, Article, Author, Gallery, RelatedLink, Release, Section, Status, Version
from articles.models import Picture as PictureRow
from tests.imports import NOW, import_documents, import_one, text

pytestmark = pytest.mark.django_db

FULL = text(
    kicker="Hafen",
    lead_picture=Picture("Die Möwe.", "Max Muster/dpa", "Max Muster", ("dpa",)),
    body=(
        Paragraph("Ein Satz mit < und & und „Zeichen“."),
        Subhead("Der Tathergang"),
        ListBlock(("Erstens: Anflug", "Zweitens: Abflug")),
        PictureBlock("Das Brötchen.", "Erika Muster/AP/dpa", "Erika Muster", ("AP", "dpa")),
        Related("Lesen Sie auch", "Krabbe entkommt"),
        GalleryBlock("Möwen", tuple(Picture(f"Möwe {n}", "news.example", "", ("news.example",)) for n in range(3))),
    ),
    tags=("Möwen", "Brötchen"),
)


def rows() -> dict[str, int]:
    models = (Article, Agency, Author, Gallery, PictureRow, RelatedLink, Release, Section, Version)
    return {model.__name__: model.objects.count() for model in models}


def without_uuids(document: Document) -> Any:
    def strip(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: strip(one) for key, one in value.items() if key not in {"uuid", "published_at"}}
        return [strip(one) for one in value] if isinstance(value, list | tuple) else value

    return strip(msgspec.to_builtins(msgspec.structs.replace(document, tags=tuple(sorted(document.tags)))))


def test_a_new_text_becomes_rows_that_say_the_same(tmp_path: Path) -> None:
    article = import_one(tmp_path, FULL)
    assert without_uuids(importing.comparable(document_of(article))) == without_uuids(FULL)
    assert article.status == Status.DRAFT
    assert Author.objects.get(initials="jat").is_stub
    assert not Release.objects.exists()


def test_a_second_import_changes_nothing(tmp_path: Path) -> None:
    import_one(tmp_path, FULL, publish=True)
    before, changed_at = rows(), Article.objects.get().changed_at
    outcome = import_documents(tmp_path, {"one": FULL}, publish=True)["one"]
    assert outcome.status == "unchanged"
    assert rows() == before
    assert Article.objects.get().changed_at == changed_at


def test_a_text_without_a_section_goes_to_the_one_given(tmp_path: Path) -> None:
    article = import_one(tmp_path, text(section=None), section="Nachrichten")
    assert article.section is not None
    assert article.section.name == "Nachrichten"


def test_names_that_differ_in_case_are_one_row(tmp_path: Path) -> None:
    other = text(section="HAFEN", tags=("möwen",), byline=Byline((BylineAuthor(initials="JAT"),), ("News.Example",)))
    import_documents(tmp_path, {"a": text(tags=("Möwen",)), "b": other})
    assert (Section.objects.count(), Author.objects.count(), Agency.objects.count()) == (1, 1, 1)
    assert [tag.name for tag in Article.objects.get(reference="b").tags.all()] == ["Möwen"]
    assert import_documents(tmp_path, {"b": other})["b"].status == "unchanged"


def test_a_changed_text_makes_a_new_version_and_keeps_the_pictures(tmp_path: Path) -> None:
    article = import_one(tmp_path, FULL)
    pictures = set(PictureRow.objects.values_list("pk", flat=True))
    changed = msgspec.structs.replace(FULL, body=(Paragraph("Ein neuer Anfang."), *FULL.body[1:]))
    outcome = import_documents(tmp_path, {"one": changed})["one"]
    assert outcome.status == "updated"
    assert document_of(Article.objects.get()).body[0] == Paragraph("Ein neuer Anfang.")
    assert set(PictureRow.objects.values_list("pk", flat=True)) == pictures
    assert article.versions.count() == 2


def test_an_updated_text_is_published_again_when_nobody_edited_it(tmp_path: Path) -> None:
    article = import_one(tmp_path, text(), publish=True)
    import_one(tmp_path, text(teaser="Es ging noch schneller."), publish=True)
    live = Release.objects.live().get(article=article)
    assert (live.number, live.teaser) == (2, "Es ging noch schneller.")


def test_what_an_editor_changed_stays_and_the_rest_is_taken_over(tmp_path: Path) -> None:
    article = import_one(tmp_path, text(), publish=True)
    Article.objects.filter(pk=article.pk).update(headline="Möwe frisst Brötchen")
    changed = text(body=(*text().body, Paragraph("Die Polizei sucht Zeugen.")))
    outcome = import_documents(tmp_path, {"one": changed}, publish=True)["one"]
    article.refresh_from_db()
    assert article.headline == "Möwe frisst Brötchen"
    assert document_of(article).body[-1] == Paragraph("Die Polizei sucht Zeugen.")
    assert not outcome.conflicts
    assert Release.objects.live().get().number == 1, "an unfinished edit must not be published by an import"
    assert "not published" in outcome.warnings[-1]


def test_what_both_changed_is_reported_and_the_editors_words_stay(tmp_path: Path) -> None:
    article = import_one(tmp_path, text())
    Article.objects.filter(pk=article.pk).update(teaser="Des Redakteurs Vorspann.")
    outcome = import_documents(tmp_path, {"one": text(teaser="Der Quelle Vorspann.")})["one"]
    article.refresh_from_db()
    assert article.teaser == "Des Redakteurs Vorspann."
    assert [conflict.field for conflict in outcome.conflicts] == ["teaser"]
    assert "Der Quelle Vorspann." in outcome.warnings[0]
    again = import_documents(tmp_path, {"one": text(teaser="Der Quelle Vorspann.")})["one"]
    assert again.status == "unchanged"


def test_completing_a_stub_author_is_no_edit(tmp_path: Path) -> None:
    import_one(tmp_path, text(), publish=True)
    Author.objects.filter(initials="jat").update(given_name="Jana", family_name="Tester")
    import_one(tmp_path, text(teaser="Neu."), publish=True)
    assert Release.objects.live().get().teaser == "Neu."


def test_drafts_of_an_earlier_import_are_published_later_unless_edited(tmp_path: Path) -> None:
    documents = {"a": text("Erste Meldung"), "b": text("Zweite Meldung")}
    import_documents(tmp_path, documents)
    Article.objects.filter(reference="b").update(teaser="In Arbeit")
    import_documents(tmp_path, documents, publish=True)
    assert [release.headline for release in Release.objects.live()] == ["Erste Meldung"]


def test_a_withdrawn_article_is_not_published_by_an_import(tmp_path: Path) -> None:
    article = import_one(tmp_path, text(), publish=True)
    withdraw(piece=article, by=None, now=NOW)
    import_documents(tmp_path, {"one": text(teaser="Neu.")}, publish=True)
    assert not Release.objects.live().exists()


def test_a_text_without_a_headline_is_stored_and_not_published(tmp_path: Path) -> None:
    outcome = import_documents(tmp_path, {"one": text(headline=None)}, publish=True)["one"]  # type: ignore[arg-type]
    assert outcome.status == "created"
    assert "headline" in outcome.warnings[-1].casefold() or "Überschrift" in outcome.warnings[-1]
    assert not Release.objects.exists()


def test_one_text_that_the_database_refuses_does_not_stop_its_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create = importing.create_articles

    def refuse(texts: Any, **more: Any) -> Any:
        if any(one.reference == "bad" for one in texts):
            raise DataError("value too long")
        return create(texts, **more)

    monkeypatch.setattr(importing, "create_articles", refuse)
    outcomes = import_documents(tmp_path, {"a": text("Eins"), "bad": text("Zwei"), "c": text("Drei")})
    assert [outcome.status for outcome in outcomes.values()] == ["created", "failed", "created"]
    assert "bad" in outcomes["bad"].reason
    assert Article.objects.count() == 2


def test_a_name_that_cannot_be_made_is_a_sentence_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Section.objects.create(name="Hafen", slug="hafen")
    monkeypatch.setattr(directory, "_new_sections", lambda names: [])
    outcomes = import_documents(tmp_path, {"a": text(), "b": text("Zwei", section="Politik")})
    assert [outcome.status for outcome in outcomes.values()] == ["created", "failed"]
    assert "Politik" in outcomes["b"].reason


def test_links_find_their_article_whichever_comes_first(tmp_path: Path) -> None:
    def pointing(headline: str, title: str) -> Document:
        return text(headline, kicker="Hafen", body=(Paragraph("Text."), Related("Lesen Sie auch", title)))

    import_documents(tmp_path, {"a": pointing("Erste", "Hafen: Zweite"), "b": pointing("Zweite", "ERSTE!")})
    targets = {link.article.reference: link.target.reference for link in RelatedLink.objects.all() if link.target}
    assert targets == {"a": "b", "b": "a"}


def test_an_article_does_not_point_to_itself(tmp_path: Path) -> None:
    import_one(tmp_path, text("Erste", body=(Paragraph("Text."), Related("Lesen Sie auch", "Erste"))))
    assert RelatedLink.objects.get().target is None


def test_galleries_of_a_published_text_are_published_with_it(tmp_path: Path) -> None:
    import_one(tmp_path, FULL, publish=True)
    assert Gallery.objects.get().status == Status.PUBLISHED
    assert Release.objects.live().galleries().get().headline == "Möwen"


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    outcome = import_documents(tmp_path, {"one": FULL}, dry_run=True)["one"]
    assert outcome.status == "parsed"
    assert not any(rows().values())


def test_what_waits_for_an_editor_is_left_to_the_editor(tmp_path: Path) -> None:
    """A text that was handed in is not published past the review by importing it once more."""
    article = import_one(tmp_path, text())
    Article.objects.filter(pk=article.pk).update(status=Status.REVIEW)
    import_documents(tmp_path, {"one": text(teaser="Am Mittag war die Möwe wieder da.")}, publish=True)
    article.refresh_from_db()
    assert article.status == Status.REVIEW
    assert not article.releases.exists()
