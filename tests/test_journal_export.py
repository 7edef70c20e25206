"""The journal as a file: complete, narrowed down as the list is, streamed, and safe to open."""

import csv
import datetime
import io
import json
from itertools import islice
from typing import Any

import pytest
from django.test import Client

from articles.admin.journalexport import AT_ONCE, FORMS, download
from articles.desk.journal import Deed, Kind, enter, enter_all
from articles.desk.origins import coming_from
from tests.roles import CHIEF, person

pytestmark = pytest.mark.django_db
JOURNAL = "/admin/articles/journalentry/"
NOW = datetime.datetime(2026, 11, 25, 9, 0, tzinfo=datetime.UTC)


@pytest.fixture
def chief(client: Client) -> Any:
    user = person(CHIEF, name="chef")
    client.force_login(user)
    return user


def rows_of(client: Client, **parameters: str) -> list[dict[str, str]]:
    answer = client.get(f"{JOURNAL}export/csv/", parameters)
    content = answer.getvalue()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_table(client: Client, chief: Any) -> None:
    with coming_from("203.0.113.7"):
        enter(kind=Kind.PUBLISHED, by=chief, now=NOW, subject=chief, note='Größe, „so“;\n"und"', details={"release": 2})
    answer = client.get(f"{JOURNAL}export/csv/?kind__exact=published")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith('attachment; filename="journalentry-')
    assert answer["Content-Disposition"].endswith('.csv"')
    assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", "))
    [row] = rows_of(client, kind__exact="published")
    assert row.pop("id").isdigit()
    assert row == {
        "at": "2026-11-25T09:00:00Z", "kind": "published", "by": "chef", "name": "chef", "origin": "203.0.113.7",
        "subject_kind": "user", "subject_id": str(chief.pk), "subject": "chef", "note": 'Größe, „so“;\n"und"',
        "details": '{"release": 2}',
    }  # fmt: skip


def test_lines_of_json(client: Client, chief: Any) -> None:
    enter(kind=Kind.IMPORTED, by=None, now=NOW, note="ß", details={"counts": {"created": 2}})
    answer = client.get(f"{JOURNAL}export/jsonl/?kind__exact=imported")
    [line] = answer.getvalue().decode().splitlines()
    one = json.loads(line)
    assert one.pop("id") > 0
    assert one == {
        "at": "2026-11-25T09:00:00Z", "kind": "imported", "by": None, "name": "", "origin": "", "subject_kind": "",
        "subject_id": None, "subject": "", "note": "ß", "details": {"counts": {"created": 2}},
    }  # fmt: skip
    assert "ß" in line


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"])
def test_no_spreadsheet_takes_a_cell_for_a_formula(client: Client, chief: Any, typed: str) -> None:
    enter(kind=Kind.LOGIN_FAILED, by=None, now=NOW, name=typed, note=typed)
    [row] = rows_of(client, kind__exact="login_failed")
    assert row["name"] == row["note"] == f"'{typed}"
    line = client.get(f"{JOURNAL}export/jsonl/?kind__exact=login_failed").getvalue().decode()
    assert json.loads(line)["name"] == typed


def test_a_file_has_what_the_list_shows_in_its_order(client: Client, chief: Any) -> None:
    later = NOW + datetime.timedelta(hours=1)
    enter_all(kind=Kind.SUBMITTED, by=None, now=later, deeds=[Deed(note="neu")])
    enter_all(kind=Kind.SUBMITTED, by=None, now=NOW, deeds=[Deed(note=f"Nummer {number}") for number in range(120)])
    rows = rows_of(client, kind__exact="submitted")
    assert len(rows) == 121
    assert rows[0]["note"] == "neu"
    assert [row["note"] for row in rows_of(client, kind__exact="submitted", q="Nummer 77")] == ["Nummer 77"]


def test_rows_are_read_while_the_file_is_sent() -> None:
    """A file without end: only what is asked for is made."""
    read = 0

    def rows() -> Any:
        nonlocal read
        while True:
            read += 1
            yield {"id": read, "note": "x"}

    for form in FORMS.values():
        read = 0
        answer = download(rows(), form=form, columns=("id", "note"), name="journal", now=NOW)
        parts = list(islice(iter(answer), 3))
        assert len(parts) == 3
        assert read <= 3 * AT_ONCE + 1


def test_an_export_costs_the_same_however_much_it_holds(
    client: Client, chief: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        enter(kind=Kind.SUBMITTED, by=person("", name=f"p{number}"), now=NOW, subject=chief)
    with django_assert_max_num_queries(14):
        assert len(rows_of(client, kind__exact="submitted")) == 20


def test_an_export_of_nothing_is_a_table_without_rows(client: Client, chief: Any) -> None:
    assert rows_of(client, kind__exact="withdrawn") == []
    assert client.get(f"{JOURNAL}export/jsonl/?kind__exact=withdrawn").getvalue() == b""


def test_the_admins_own_log(client: Client, chief: Any) -> None:
    form = {"name": "Hafen", "slug": "hafen"}
    assert client.post("/admin/articles/section/add/", form).status_code == 302
    line = client.get("/admin/admin/logentry/export/jsonl/").getvalue().decode()
    one = json.loads(line)
    assert (one["by"], one["kind"], one["subject_kind"], one["subject"]) == ("chef", "added", "section", "Hafen")
    assert "Hafen" in client.get("/admin/admin/logentry/export/csv/").getvalue().decode()
