"""The journal is append-only: the model refuses, the QuerySet refuses, and so does the database."""

import datetime
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from articles.desk.journal import Kind, enter
from articles.models import AppendOnly, JournalEntry

pytestmark = pytest.mark.django_db
TABLE = "articles_journalentry"


@pytest.fixture
def entry() -> JournalEntry:
    return enter(kind=Kind.LOGIN, by=None, now=timezone.now(), name="jana")


@pytest.fixture(autouse=True)
def guarded() -> None:
    """Put the triggers of the migration in place: on SQLite a test that empties the database takes them away."""
    guards = import_module("articles.migrations.0006_roles")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for statement in (*guards.UNGUARD["sqlite"], *guards.GUARDS["sqlite"]):
                cursor.execute(statement)


def changed(entry: JournalEntry) -> JournalEntry:
    entry.by_name = "niemand"
    return entry


REFUSED: dict[str, Callable[[JournalEntry], Any]] = {
    "save": lambda entry: changed(entry).save(),
    "save of columns": lambda entry: changed(entry).save(update_fields=["by_name"]),
    "delete": lambda entry: entry.delete(),
    "update": lambda entry: JournalEntry.objects.update(by_name="niemand"),
    "update of some": lambda entry: JournalEntry.objects.filter(pk=entry.pk).update(by_name="niemand"),
    "deletion of some": lambda entry: JournalEntry.objects.filter(pk=entry.pk).delete(),
    "deletion of all": lambda entry: JournalEntry.objects.all().delete(),
    "fast deletion": lambda entry: JournalEntry.objects.all()._raw_delete(None),
    "bulk_update": lambda entry: JournalEntry.objects.bulk_update([changed(entry)], ["by_name"]),
    "update_or_create": lambda entry: JournalEntry.objects.update_or_create(
        pk=entry.pk, defaults={"by_name": "niemand"}
    ),
    "upsert": lambda entry: JournalEntry.objects.bulk_create(
        [changed(entry)], update_conflicts=True, unique_fields=["id"], update_fields=["by_name"]
    ),
}


@pytest.mark.parametrize("way", REFUSED)
def test_code_is_refused(entry: JournalEntry, way: str) -> None:
    with pytest.raises(AppendOnly), transaction.atomic():
        REFUSED[way](entry)
    assert JournalEntry.objects.get().by_name == "jana"


def test_a_new_object_with_an_old_key_changes_nothing(entry: JournalEntry) -> None:
    impostor = JournalEntry(pk=entry.pk, kind=Kind.LOGIN, by_name="niemand", at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        impostor.save()
    assert JournalEntry.objects.get().by_name == "jana"


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {TABLE} SET by_name = 'niemand'",
        f"UPDATE {TABLE} SET note = note",
        f"DELETE FROM {TABLE}",
        f"INSERT INTO {TABLE} SELECT * FROM {TABLE} WHERE true ON CONFLICT (id) DO UPDATE SET by_name = 'niemand'",
    ],
    ids=["update", "update that changes nothing", "delete", "upsert"],
)
def test_the_database_refuses_whoever_goes_past_the_code(entry: JournalEntry, statement: str) -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert JournalEntry.objects.get().by_name == "jana"


@pytest.mark.parametrize(
    "way",
    [
        lambda rows: rows.update(by_name="niemand"),
        lambda rows: rows.delete(),
    ],
    ids=["update", "delete"],
)
def test_the_manager_that_django_uses_itself_is_refused_by_the_database(entry: JournalEntry, way: Any) -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        way(JournalEntry._base_manager.filter(pk=entry.pk))
    assert JournalEntry.objects.get().by_name == "jana"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="The statements in the reference are PostgreSQL's.")
def test_the_owner_of_the_database_can_delete_as_the_reference_says(entry: JournalEntry) -> None:
    old = enter(kind=Kind.LOGIN, by=None, now=timezone.now() - datetime.timedelta(days=400), name="jo")
    kept = enter(kind=Kind.PUBLISHED, by=None, now=timezone.now() - datetime.timedelta(days=400))
    page = (Path(__file__).resolve().parent.parent / "docs" / "reference" / "journal.md").read_text(encoding="utf-8")
    statements = "".join(re.findall(r"(?m)^    (.*\n)", page)).replace("BEGIN;", "").replace("COMMIT;", "")
    assert statements.count(";") == 3
    with connection.cursor() as cursor:
        # Tests never commit: what waits for the end of the transaction is done now.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statements)
    assert set(JournalEntry.objects.values_list("pk", flat=True)) == {entry.pk, kept.pk}
    assert old.pk not in {entry.pk, kept.pk}
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")


def test_entries_can_be_added(entry: JournalEntry) -> None:
    JournalEntry(kind=Kind.LOGOUT, at=timezone.now()).save()
    assert JournalEntry.objects.get_or_create(kind=Kind.PASSWORD, defaults={"at": timezone.now()})[1]
    assert JournalEntry.objects.count() == 3
