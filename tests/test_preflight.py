"""Preflight as a whole: what it costs, what stops publishing, checks of the project's own, and one that breaks."""

import logging
import sys
import uuid
from collections.abc import Iterator
from html import escape
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import given

from articles.desk import preflight
from articles.desk.checks import registry
from articles.desk.preflight import HOUSE, Level, Problem, Subject, check, examine, required, stopping
from articles.desk.publishing import NotPublishable, publish
from articles.desk.saving import saved
from articles.document import Byline, BylineAuthor, Document, GalleryBlock, Paragraph, PictureBlock, Related
from articles.models import Article, Contribution, Gallery, GalleryPicture, Picture, Release, Section
from tests import admin_rows
from tests.documents import documents
from tests.preflight import NOW, found, good, good_gallery, names

pytestmark = pytest.mark.django_db
HOWTO = Path(__file__).resolve().parent.parent / "docs" / "howto" / "add-a-check.md"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


# --- the registry -------------------------------------------------------------------------------------------


def test_every_check_of_the_house_has_a_name_a_level_and_says_what_must_hold() -> None:
    checks = registry.checks_of(HOUSE)
    assert len(checks) == len({one.name for one in checks}) >= 19
    for one in checks:
        assert one.name == one.name.lower()
        assert isinstance(one.level, Level)
        assert one.function.__doc__


def test_two_modules_cannot_share_a_name() -> None:
    def other(_subject: Subject) -> list[Problem]:
        return []

    with pytest.raises(ValueError, match=r"tests.test_preflight: there is a check 'headline' in articles"):
        check("headline", level=Level.WARNING)(other)


# --- what is stored and what is typed -----------------------------------------------------------------------


def test_the_working_copy_is_examined_as_it_stands_in_the_piece() -> None:
    row = admin_rows.article(lead_picture=admin_rows.picture(alt_text="Ein Riss.", file="x/y.jpg"))
    assert names(examine(row, now=NOW)) == ["initials"]
    row.headline = " "
    assert names(examine(row, now=NOW)) == ["headline", "initials"]


def test_what_is_typed_is_examined_instead_of_what_is_stored() -> None:
    row = admin_rows.article()
    assert examine(row, now=NOW, document=good()) == []


def test_a_stored_gallery_is_examined_with_its_pictures() -> None:
    row = admin_rows.gallery()
    findings = examine(row, now=NOW)
    assert names(findings) == ["teaser", "alternative text", "picture file"]
    assert {one.field for one in findings} == {"teaser", "places"}
    Picture.objects.update(credit="")
    assert names(stopping(examine(Gallery.objects.get(), now=NOW))) == ["lead credit"]


@given(documents())
def test_whatever_a_document_says_no_check_fails(document: Document) -> None:
    for piece in (Article(), Gallery()):
        findings = examine(piece, now=NOW, document=document)
        assert not [one for one in findings if "failed" in one.sentence]
        assert [one.level for one in findings] == sorted((one.level for one in findings), key=list(Level).index)


@pytest.mark.parametrize("make", [admin_rows.article, admin_rows.gallery])
def test_what_imports_ask_is_what_preflight_says_first(make: Any) -> None:
    row = type(make())._default_manager.get()
    columns: dict[str, Any] = {"section": None, "embargo_until": NOW + admin_rows.datetime.timedelta(hours=1)}
    columns |= {"headline": "", "body": "", "teaser": ""} if isinstance(row, Article) else {"title": ""}
    for name, value in columns.items():
        setattr(row, name, value)
    GalleryPicture.objects.all().delete()
    said = required(row, now=NOW)
    assert [one.check for one in said] == ["headline", "section", "text", "embargo"]
    assert said == [one for one in examine(row, now=NOW) if one.level != Level.WARNING]


def test_what_imports_ask_costs_nothing_for_an_article(django_assert_num_queries: Any) -> None:
    admin_rows.article(), admin_rows.gallery()
    row, pictures = Article.objects.get(), Gallery.objects.get()
    with django_assert_num_queries(0):
        assert required(row, now=NOW) == []
    with django_assert_num_queries(1):
        assert required(pictures, now=NOW) == []


# --- what it costs ------------------------------------------------------------------------------------------


def long_text(number: int) -> Document:
    """Return a text with `number` of everything that has to be looked up."""
    owner = admin_rows.article(f"Besitzer {number}")
    pictures, links = [], []
    for n in range(number):
        row = admin_rows.picture(f"Bild {number} {n}")
        pictures.append(PictureBlock(row.caption, row.credit, "", (), uuid=str(row.uuid)))
        link = admin_rows.link(owner, target=admin_rows.article(f"Ziel {number} {n}", live=n % 2 == 0))
        links.append(Related("Auch", link.title, uuid=str(link.uuid)))
        admin_rows.author(f"a{number}x{n}")
    hrefs = [
        href
        for n in range(900, 900 + number)
        for href in (f"/s/x-{n}/", f"/s/bilder/x-{n}/1/", f"/s{n}/", f"/thema/t{n}/", f"/autor/a{n}/")
    ]
    lines = [Paragraph("hier", html=f'<a href="{escape(href)}">hier</a>') for href in hrefs]
    shown = GalleryBlock("Galerie", tuple(pictures), uuid=str(uuid.uuid4()))
    byline = Byline(tuple(BylineAuthor(f"a{number}x{n}") for n in range(number)), ())
    return good(body=(Paragraph("Text XXX."), *pictures, shown, *links, *lines), byline=byline)


def test_whatever_is_in_the_text_costs_nine_queries() -> None:
    def queries(number: int) -> int:
        document = long_text(number)
        with CaptureQueriesContext(connection) as asked:
            findings = found(document)
        assert {"placeholder", "dead link", "alternative text", "picture file", "related article", "initials"} - {
            "related article" if number == 1 else ""
        } <= set(names(findings))
        return len(asked)

    assert queries(1) == queries(25) == 9


def test_a_plain_text_costs_no_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert found(good()) == []


def test_many_findings_of_one_check_are_summed_up() -> None:
    pictures = tuple(PictureBlock(f"Bild {n}", "dpa", "", ("dpa",), uuid=str(uuid.uuid4())) for n in range(12))
    findings = found(good(body=(Paragraph("Text."), *pictures)))
    assert len(findings) == 6
    assert [one.uuid for one in findings] == [one.uuid for one in pictures[:6]]
    assert findings[-1].sentence == "And 7 more of this kind."
    assert len(found(good(body=(Paragraph("Text."), *pictures[:5])))) == 5


# --- publishing ---------------------------------------------------------------------------------------------


def test_a_finding_that_blocks_stops_publishing_and_a_warning_does_not() -> None:
    row = admin_rows.article(body="<p>Sie kostet XXX Euro.</p>")
    with pytest.raises(NotPublishable, match="XXX") as refused:
        publish(piece=row, by=None, now=NOW)
    assert names(list(refused.value.findings)) == ["placeholder"]
    assert not Release.objects.exists()
    row.body = "<p>Sie kostet 5 Euro.</p>"
    row.save(update_fields=["body"])
    assert publish(piece=row, by=None, now=NOW).live
    assert names(examine(row, now=NOW)) == ["lead picture", "initials"]


def test_a_reason_overrides_what_blocks_and_not_what_is_needed() -> None:
    row = admin_rows.article(body="<p>Sie kostet XXX Euro.</p>")
    assert publish(piece=row, by=None, now=NOW, override="Der Titel heißt so.").live
    bare = Article.objects.create(headline="", section=admin_rows.section(), body="<p>XXX</p>")
    with pytest.raises(NotPublishable) as refused:
        publish(piece=bare, by=None, now=NOW, override="Trotzdem.")
    assert names(list(refused.value.findings)) == ["headline"]


def test_examining_leaves_the_piece_as_it_is_stored() -> None:
    row = admin_rows.article()
    before = Article.objects.values().get()
    examine(row, now=NOW)
    assert Article.objects.values().get() == before
    Contribution.objects.all().delete()
    saved(piece=row, by=None, now=NOW)
    assert "byline" in names(examine(row, now=NOW))


# --- checks of the project's own ----------------------------------------------------------------------------


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Make a module with checks out of its source, and name it in the settings."""
    made: list[Any] = []

    def module(source: str, name: str = "") -> str:
        name = name or f"house_checks_{len(made)}"
        one = ModuleType(name)
        monkeypatch.setitem(sys.modules, name, one)
        exec(compile(source, name, "exec"), one.__dict__)
        preflight._load.cache_clear()
        context = override_settings(NEWSROOM_CHECKS=[name])
        context.enable()
        made.append(context)
        return name

    before = dict(registry._made)
    yield module
    for context in made:
        context.disable()
    registry._made.clear()
    registry._made.update(before)
    preflight._load.cache_clear()


def source(body: str, level: str = "WARNING") -> str:
    return (
        "from articles.desk.preflight import Level, Problem, check\n"
        "from articles.models import Section\n"
        f"@check('own', level=Level.{level})\n"
        f"def own(subject):\n    {body}\n"
    )


def test_the_check_in_the_how_to_runs(house: Any) -> None:
    text = HOWTO.read_text(encoding="utf-8")
    (code,) = [part.split("```")[0] for part in text.split("```python\n")[1:]]
    house(code)
    assert found(good()) == []
    (finding,) = found(good(body=(Paragraph("Es waren 30 Grad."),)))
    assert (finding.check, finding.level, finding.field) == ("weather", Level.WARNING, "body")
    assert found(good(body=(Paragraph("Um 12 Uhr waren es 30 Grad."),))) == []


def test_the_how_to_names_what_there_is() -> None:
    text = HOWTO.read_text(encoding="utf-8")
    for level in Level:
        assert f"`Level.{level.name}`" in text
    for name in Problem._fields:
        assert f"`{name}`" in text or name == "sentence"
    for name in ("document", "piece", "now", *(k for k, v in vars(Subject).items() if hasattr(v, "attrname"))):
        assert f"`{name}`" in text, name


def test_a_check_of_the_project_can_block(house: Any) -> None:
    house(source("yield Problem('No.', 'kicker')", "BLOCKING"))
    (finding,) = found(good())
    assert (finding.sentence, finding.level, finding.field) == ("No.", Level.BLOCKING, "kicker")
    with pytest.raises(NotPublishable, match=r"No\."):
        publish(piece=admin_rows.article(), by=None, now=NOW)


@pytest.mark.parametrize("body", ["raise RuntimeError('x')", "return 5", "yield 'No.'", "yield Problem(1 / 0)"])
def test_a_check_that_breaks_is_logged_and_named_and_the_others_go_on(
    house: Any, body: str, caplog: pytest.LogCaptureFixture
) -> None:
    name = house(source(body, "BLOCKING"))
    with caplog.at_level(logging.ERROR):
        findings = found(good(teaser=None))
    assert names(findings) == ["teaser", "own"]
    assert findings[-1].level == Level.WARNING
    assert "“own” failed" in findings[-1].sentence
    assert name in caplog.text


def test_a_statement_that_breaks_does_not_spoil_the_transaction(house: Any) -> None:
    house(source("from django.db import connection; connection.cursor().execute('SELECT broken')"))
    with transaction.atomic():
        assert "“own” failed" in found(good())[0].sentence
        assert Section.objects.count() == 0
    assert publish(piece=admin_rows.article(), by=None, now=NOW).live


def test_a_module_that_cannot_be_imported_is_named(caplog: pytest.LogCaptureFixture) -> None:
    preflight._load.cache_clear()
    with override_settings(NEWSROOM_CHECKS=["no.such.module"]), caplog.at_level(logging.ERROR):
        (finding,) = found(good())
        found(good_gallery())
    assert finding.level == Level.WARNING
    assert "no.such.module" in finding.sentence
    assert len(caplog.records) == 1, "once for each process"
    preflight._load.cache_clear()
