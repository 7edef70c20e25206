"""What the desk enters into the journal beside publishing: imports, texts pasted, previews, deletions."""

import datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.desk.importing import import_files
from articles.desk.journal import Kind
from articles.desk.pasting import make_draft, read_pasted
from articles.desk.reviewing import make_link, revoke
from articles.desk.seedfiles import SeedFile
from articles.document import to_json
from articles.models import Article, JournalEntry, Picture, Section
from tests.imports import NOW, options, text
from tests.roles import CHIEF, REPORTER, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client: Client) -> User:
    user = person(CHIEF, name="chef")
    client.force_login(user)
    return user


def entries(*kinds: Kind) -> list[JournalEntry]:
    return list(JournalEntry.objects.filter(kind__in=kinds).order_by("pk"))


# --- imports ----------------------------------------------------------------------------------------------------


def files(folder: Path, good: int, broken: int = 0) -> list[SeedFile]:
    made = []
    for number in range(good):
        path = folder / f"text-{number}.json"
        path.write_bytes(to_json(text(f"Meldung {number}")))
        made.append(SeedFile(path, path.stem))
    made += [SeedFile(folder / f"fort-{number}", f"fort-{number}") for number in range(broken)]
    return made


def test_a_run_is_one_entry_with_its_counts(tmp_path: Path) -> None:
    some = files(tmp_path, 3)
    list(import_files(some, options()))
    list(import_files(some, options()))
    first, second = entries(Kind.IMPORTED)
    assert (first.details, first.at, first.by) == ({"counts": {"created": 3}}, NOW, None)
    assert second.details == {"counts": {"unchanged": 3}}


def test_each_file_that_failed_is_an_entry_with_its_name_and_why(tmp_path: Path) -> None:
    list(import_files(files(tmp_path, 1, 2), options()))
    failed = entries(Kind.IMPORT_FAILED)
    assert [entry.subject for entry in failed] == ["fort-0", "fort-1"]
    assert str(tmp_path / "fort-0") in failed[0].note
    assert failed[0].note.endswith(".")
    [run] = entries(Kind.IMPORTED)
    assert run.details == {"counts": {"created": 1, "failed": 2}}


def test_failures_cost_a_statement_a_batch(tmp_path: Path) -> None:
    with CaptureQueriesContext(connection) as queries:
        list(import_files(files(tmp_path, 0, 150), options()))
    # Two batches and the run; SQLite takes 99 rows at once.
    assert len([one for one in queries if "INSERT" in one["sql"]]) <= 4
    assert len(entries(Kind.IMPORT_FAILED)) == 150


def test_a_dry_run_writes_nothing(tmp_path: Path, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        list(import_files(files(tmp_path, 2, 2), options(dry_run=True)))


def test_a_run_that_is_broken_off_is_entered_as_that(tmp_path: Path) -> None:
    outcomes = import_files(files(tmp_path, 3), options())
    list(islice(outcomes, 1))
    outcomes.close()  # type: ignore[attr-defined]
    [run] = entries(Kind.IMPORTED)
    assert run.details == {"counts": {"created": 3}, "interrupted": True}


def test_an_import_of_nothing_is_no_entry() -> None:
    assert list(import_files([], options())) == []
    assert entries(Kind.IMPORTED) == []


def test_a_pasted_text_is_entered_with_the_draft_that_it_became() -> None:
    jana = person(REPORTER, name="jana")
    reading = read_pasted("Möwe am Kai\n\nAm Kai ging es schnell, sagen Zeugen.\n", language="de", corrections={})
    draft = make_draft(reading, section=None, by=jana, now=NOW)
    [entry] = entries(Kind.IMPORTED)
    assert (entry.by, entry.subject_kind, entry.subject_id) == (jana, "article", draft.article.pk)
    assert entry.subject == str(draft.article)


# --- previews ---------------------------------------------------------------------------------------------------


def test_a_preview_link_is_entered_when_made_and_when_taken_back(chief: User) -> None:
    piece = Article.objects.create(headline="Möwe am Kai")
    link = make_link(piece=piece, by=chief, now=NOW, days=7)
    revoke(link=link, by=chief, now=NOW)
    revoke(link=link, by=chief, now=NOW)
    made, revoked = entries(Kind.PREVIEW_LINK)
    assert (made.by, made.subject, made.subject_id) == (chief, "Möwe am Kai", piece.pk)
    assert made.details == {"change": "made", "until": (NOW + datetime.timedelta(days=7)).isoformat()}
    assert revoked.details == {"change": "revoked"}
    assert link.uuid.hex not in repr([entry.__dict__ for entry in entries(Kind.PREVIEW_LINK)])


# --- deletions --------------------------------------------------------------------------------------------------


def test_a_piece_that_is_deleted_keeps_its_title_in_the_journal(client: Client, chief: User) -> None:
    piece = Article.objects.create(headline="Möwe am Kai")
    answer = client.post(f"/admin/articles/article/{piece.pk}/delete/", {"post": "yes"}, REMOTE_ADDR="203.0.113.7")
    assert answer.status_code == 302
    assert not Article.objects.exists()
    [entry] = entries(Kind.DELETED)
    assert (entry.by, entry.subject_kind, entry.subject_id) == (chief, "article", piece.pk)
    assert (entry.subject, entry.origin) == ("Möwe am Kai", "203.0.113.7")


def test_pieces_that_are_deleted_together(client: Client, chief: User) -> None:
    rows = [Picture.objects.create(caption=f"Bild {number}") for number in range(3)]
    form = {"action": "delete_selected", "_selected_action": [row.pk for row in rows[:2]], "post": "yes"}
    assert client.post("/admin/articles/picture/", form).status_code == 302
    assert {entry.subject for entry in entries(Kind.DELETED)} == {"Bild 0", "Bild 1"}


def test_a_deletion_that_was_only_asked_about_is_none(client: Client, chief: User) -> None:
    row = Picture.objects.create(caption="Bild")
    client.get(f"/admin/articles/picture/{row.pk}/delete/")
    client.post("/admin/articles/picture/", {"action": "delete_selected", "_selected_action": [row.pk]})
    assert entries(Kind.DELETED) == []


def test_somebody_with_entries_is_shut_out_and_not_deleted(client: Client) -> None:
    client.force_login(User.objects.create_superuser("wurzel", "", "x"))
    jana = person(REPORTER, name="jana")
    Client().force_login(jana)
    client.post(f"/admin/auth/user/{jana.pk}/delete/", {"post": "yes"})
    assert User.objects.filter(pk=jana.pk).exists()
    nobody = person(REPORTER, name="neu")
    client.post(f"/admin/auth/user/{nobody.pk}/delete/", {"post": "yes"})
    assert not User.objects.filter(pk=nobody.pk).exists()
    assert [entry.subject for entry in entries(Kind.DELETED)] == ["neu"]


def test_a_section_that_is_deleted(client: Client, chief: User) -> None:
    row = Section.objects.create(name="Hafen", slug="hafen")
    assert client.post(f"/admin/articles/section/{row.pk}/delete/", {"post": "yes"}).status_code == 302
    assert [(entry.subject_kind, entry.subject) for entry in entries(Kind.DELETED)] == [("section", "Hafen")]
    assert timezone.now() - entries(Kind.DELETED)[0].at < datetime.timedelta(minutes=1)
