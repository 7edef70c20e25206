"""The checks beside the form: there when the page is loaded, in the answer to each autosave, and with ways to mend."""

import datetime
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from articles.admin.preflight import panel_of, rows_of
from articles.desk.preflight import Finding, Level
from articles.models import Article, Gallery, Version
from tests.admin_rows import article, fields_of, gallery, picture, superuser
from tests.roles import REPORTER, person

pytestmark = pytest.mark.django_db
ADD = reverse("admin:articles_article_add")
AUTOSAVE = reverse("admin:articles_article_autosave")


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(superuser())
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def form(row: Any) -> str:
    return reverse(f"admin:articles_{row._meta.model_name}_change", args=(row.pk,))


def panel(response: Any) -> str:
    """Return the panel of a page, with blanks as one sees them."""
    (found,) = re.findall(r'<section class="preflight[^>]*>.*?</section>', response.content.decode(), re.DOTALL)
    return " ".join(str(found).split())


def keep(desk: Client, fields: dict[str, Any], row: Any = None, kind: str = "article") -> Any:
    address = reverse(f"admin:articles_{kind}_autosave")
    return desk.post(address, fields | {"object_id": str(row.pk) if row else ""}).json()["preflight"]


def sentences(answer: Any) -> list[str]:
    return [row["sentence"] for row in answer["rows"]]


# --- rows ---------------------------------------------------------------------------------------------------

FINDINGS = [
    Finding("teaser", Level.WARNING, "No teaser.", "teaser"),
    Finding("own", Level.WARNING, "Broken."),
    Finding("credit", Level.BLOCKING, "No credit.", "body", uuid="ab-1"),
    Finding("placeholder", Level.BLOCKING, "To be filled in.", "body", words="[Name] &#?"),
    Finding("text", Level.REQUIRED, "Empty.", "places"),
    Finding("embargo", Level.BLOCKING, "Embargo.", "embargo_until"),
]


def test_rows_say_what_weighs_most_first_and_lead_to_the_place() -> None:
    rows = rows_of(FINDINGS, form="/change/")
    assert [(row.level, row.href) for row in rows] == [
        ("required", "/change/#places-group"),
        ("blocking", "/change/#text:uuid=ab-1"),
        ("blocking", "/change/#text:words=%5BName%5D%20%26%23%3F"),
        ("blocking", "/change/#id_embargo_until_0"),
        ("warning", "/change/#id_teaser"),
        ("warning", ""),
    ]


@pytest.mark.parametrize(
    ("findings", "summary", "short", "stops"),
    [
        ([], "Ready to be published.", "Ready", False),
        (FINDINGS[:1], "Ready to be published. 1 hint.", "Ready", False),
        (FINDINGS[2:3], "1 thing stops publishing.", "1 open", True),
        (FINDINGS, "4 things stop publishing. 2 hints.", "4 open", True),
    ],
)
def test_the_summary_counts(findings: list[Finding], summary: str, short: str, stops: bool) -> None:
    with translation.override("en"):
        found = panel_of(findings)
    assert (found.summary, found.short, found.stops) == (summary, short, stops)


# --- the page -----------------------------------------------------------------------------------------------


def test_the_page_says_what_is_stored(desk: Client) -> None:
    text = panel(desk.get(form(article(body="<p>Sie kostet XXX Euro.</p>"))))
    assert "1 thing stops publishing. 2 hints." in text
    assert 'href="#text:words=XXX"' in text
    assert text.index("finding-blocking") < text.index("finding-warning")


def test_a_piece_that_is_ready_says_so(desk: Client) -> None:
    row = article(lead_picture=picture(alt_text="Ein Riss.", file="x/y.jpg"))
    row.contributions.filter(author__isnull=False).delete()
    text = panel(desk.get(form(row)))
    assert "Ready to be published." in text
    assert "<li" not in text
    assert "stops" not in text


def test_a_new_article_says_what_it_needs(desk: Client) -> None:
    text = panel(desk.get(ADD))
    assert "3 things stop publishing." in text
    assert 'href="#id_headline"' in text


def test_what_is_taken_up_is_looked_at_as_typed(desk: Client) -> None:
    row = article()
    fields = fields_of(desk.get(form(row))) | {"headline": ""}
    version = desk.post(AUTOSAVE, fields | {"object_id": str(row.pk)}).json()["version"]
    assert "The headline is missing." not in panel(desk.get(form(row)))
    assert "The headline is missing." in panel(desk.get(f"{form(row)}?take_up={version}"))


def test_a_form_that_comes_back_is_looked_at_as_typed(desk: Client) -> None:
    row = article()
    wrong = fields_of(desk.get(form(row))) | {"slug": "Nicht so!", "teaser": "Noch ???"}
    text = panel(desk.post(form(row), wrong | {"_continue": "yes"}))
    assert "“???”" in text
    assert Article.objects.get().teaser == "Neun Monate."


def test_whoever_may_not_write_is_not_told_what_to_do(client: Client) -> None:
    client.force_login(person(REPORTER))
    assert b'id="preflight"' not in client.get(form(article())).content


def test_a_gallery_has_the_panel_too(desk: Client) -> None:
    row = gallery()
    text = panel(desk.get(form(row)))
    assert 'href="#places-group"' in text
    assert 'href="#id_teaser"' in text
    assert b'id="places-group"' in desk.get(form(row)).content


def test_words_of_a_text_are_no_mark_up(desk: Client) -> None:
    text = panel(desk.get(form(article(kicker="<b>TODO</b>", headline="<b>TODO</b>"))))
    assert "&lt;b&gt;TODO" in text
    assert "<b>" not in text


# --- while somebody types -----------------------------------------------------------------------------------


def test_each_autosave_answers_what_the_checks_find(desk: Client) -> None:
    row = article()
    fields = fields_of(desk.get(form(row)))
    assert not keep(desk, fields, row)["stops"]
    answer = keep(desk, fields | {"headline": " ", "body": "<h2>Ende</h2>", "section": ""}, row)
    assert answer["stops"]
    assert sentences(answer)[:2] == [
        "The headline is missing. Readers need one to find the piece.",
        "The section is missing. It is part of the piece's address.",
    ]
    assert [one["href"] for one in answer["rows"]][:2] == ["#id_headline", "#id_section"]
    assert any("“Ende”" in one for one in sentences(answer))
    assert Article.objects.get().headline == row.headline


def test_a_new_article_is_examined_as_it_is_typed(desk: Client) -> None:
    fields = fields_of(desk.get(ADD))
    answer = keep(desk, fields | {"headline": "Neu", "body": "<p>Ein Anfang. TODO</p>", "byline": ["+xyz"]})
    text = " ".join(sentences(answer))
    assert "headline is missing" not in text
    assert "“TODO”" in text
    assert "“xyz” belong to nobody" in text


def test_a_gallery_is_examined_as_it_is_typed(desk: Client) -> None:
    row = gallery(size=1)
    fields = fields_of(desk.get(form(row)))
    assert not keep(desk, fields, row, "gallery")["stops"]
    answer = keep(desk, fields | {"places-0-DELETE": "on", "title": ""}, row, "gallery")
    assert sentences(answer)[:2] == [
        "The headline is missing. Readers need one to find the piece.",
        "The gallery is empty. Add a picture.",
    ]
    assert answer["rows"][0]["href"] == "#id_title"
    assert Gallery.objects.get().title == row.title


def test_an_embargo_that_is_stored_is_said(desk: Client) -> None:
    row = article()
    Article.objects.update(embargo_until=datetime.datetime(2999, 1, 1, tzinfo=datetime.UTC))
    answer = keep(desk, fields_of(desk.get(form(row))), row)
    assert "embargo until" in sentences(answer)[0]


def test_an_embargo_that_is_typed_is_said_before_it_is_saved(desk: Client) -> None:
    row = article()
    fields = fields_of(desk.get(form(row)))
    typed = {"embargo_until_0": "2999-01-01", "embargo_until_1": "06:00:00"}
    answer = keep(desk, fields | typed, row)
    assert "embargo until" in sentences(answer)[0]
    assert answer["rows"][0]["href"] == "#id_embargo_until_0"
    assert Article.objects.get().embargo_until is None
    assert not keep(desk, fields, row)["stops"]


def test_the_sentences_are_german_for_a_german_browser(desk: Client) -> None:
    row = article()
    fields = fields_of(desk.get(form(row))) | {"headline": ""}
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "de"
    assert sentences(keep(desk, fields, row))[0].startswith("Die Überschrift fehlt.")


def test_the_checks_of_a_long_text_cost_no_more_queries(desk: Client) -> None:
    row = article()
    fields = fields_of(desk.get(form(row)))
    keep(desk, fields, row)
    hrefs = ("/s/x-9{}/", "/s/bilder/x-9{}/1/", "/s{}/", "/thema/t{}/", "/autor/a{}/")

    def body(number: int) -> str:
        links = [f'<p>Mehr <a href="{one.format(n)}">hier</a>.</p>' for n in range(number) for one in hrefs]
        pictures = [f'<story-picture uuid="{picture(alt_text="x").uuid}"></story-picture>' for _ in range(number)]
        return "".join(links + pictures)

    def queries(number: int) -> int:
        text = body(number)
        with CaptureQueriesContext(connection) as asked:
            answer = keep(desk, fields | {"body": text}, row)
        assert any("/autor/a0/" in one for one in sentences(answer))
        return len(asked)

    few = queries(1)
    assert queries(30) == few <= 40
    assert Version.objects.filter(kind=Version.Kind.AUTOSAVE).count() == 1


def test_the_page_of_a_long_text_costs_no_more_queries(desk: Client) -> None:
    def queries(number: int) -> int:
        pictures = [f'<story-picture uuid="{picture(alt_text="x").uuid}"></story-picture>' for _ in range(number)]
        row = article(body="".join(pictures))
        with CaptureQueriesContext(connection) as asked:
            desk.get(form(row))
        return len(asked)

    queries(1)
    assert queries(1) == queries(40)
