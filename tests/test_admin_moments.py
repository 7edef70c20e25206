"""Lists are narrowed down to a year, a month or a day, and that costs the same however many rows there are."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.admin.filters import span_of
from articles.models import Article, Picture, Release, Version
from tests.admin_rows import article, superuser

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"
WRITTEN = {
    "Silvester": "2024-12-31T23:30:00+01:00",
    "Neujahr": "2025-01-01T00:00:00+01:00",
    "Schalttag": "2024-02-29T12:00:00+01:00",
    "Heute": "2026-11-18T12:00:00+01:00",
}


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(superuser())
    return client


@pytest.fixture
def written() -> None:
    for headline, moment in WRITTEN.items():
        article(headline, published_at=datetime.datetime.fromisoformat(moment))
    article("Entwurf")


def found(desk: Client, name: str) -> set[str]:
    return {str(row) for row in desk.get(LIST, {"published": name}).context["cl"].result_list}


def offered(desk: Client, name: str = "") -> list[str]:
    answer = desk.get(LIST, {"published": name} if name else {}, headers={"accept-language": "en"})
    (spec,) = [one for one in answer.context["cl"].filter_specs if getattr(one, "parameter_name", "") == "published"]
    return [label for _value, label in spec.lookup_choices]


@pytest.mark.parametrize(
    ("name", "headlines"),
    [
        ("2024", {"Silvester", "Schalttag"}),
        ("2025", {"Neujahr"}),
        ("2024-12", {"Silvester"}),
        ("2025-01", {"Neujahr"}),
        ("2024-02-29", {"Schalttag"}),
        ("2024-12-31", {"Silvester"}),
        ("2023", set()),
    ],
)
@pytest.mark.usefixtures("written")
def test_a_span_holds_what_was_published_in_it_by_the_clock_of_the_house(
    desk: Client, name: str, headlines: set[str]
) -> None:
    assert found(desk, name) == headlines


@pytest.mark.usefixtures("written")
def test_the_years_come_first_and_then_what_is_in_the_chosen_one(desk: Client) -> None:
    assert offered(desk) == ["2026", "2025", "2024"]
    assert offered(desk, "2026") == ["2026", *(f"{month} 2026" for month in MONTHS[:11])]
    assert offered(desk, "2024-02")[:3] == ["2024", "February 2024", "February 29"]
    assert offered(desk, "2024-02-29") == ["2024", "February 2024", "February 29"]


MONTHS = ("January February March April May June July August September October November December").split()


def test_without_a_date_nothing_is_offered(desk: Client) -> None:
    article("Entwurf")
    answer = desk.get(LIST)
    assert "published" not in {getattr(one, "parameter_name", "") for one in answer.context["cl"].filter_specs}


@pytest.mark.parametrize(
    "name",
    ["", "x", "2026-13", "2026-02-30", "2026-1", "0000", "1899", "99999", "٢٠٢٦", "2026-11-18-01", "-", "2026\n"],
)
def test_nonsense_is_no_span(name: str) -> None:
    assert span_of(name) is None


@pytest.mark.parametrize("name", ["x", "2026-13", "9999", "2999-12-31", "1900", "٢٠٢٦"])
@pytest.mark.usefixtures("written")
def test_a_list_asked_for_nonsense_or_for_the_ends_of_time_answers(desk: Client, name: str) -> None:
    assert desk.get(LIST, {"published": name}).status_code == 200


@pytest.mark.parametrize("model", [Article, Picture, Release, Version])
def test_no_list_reads_the_moments_of_all_rows(desk: Client, model: Any) -> None:
    article(live=True)
    Picture.objects.create(caption="Bild")
    address = reverse(f"admin:articles_{model._meta.model_name}_changelist")
    with CaptureQueriesContext(connection) as queries:
        desk.get(address)
    asked = [one["sql"] for one in queries]
    assert not [sql for sql in asked if "DISTINCT" in sql or "MIN(" in sql or "MAX(" in sql]
    assert any(sql.endswith("LIMIT 1") and "_at" in sql for sql in asked)
