"""The house's checks of words, pictures, people and dates: each finds what it is there for, and is silent else."""

import datetime
import uuid
from typing import Any

import pytest
from django.utils import translation

from articles.desk.preflight import Level
from articles.document import (
    Byline,
    BylineAuthor,
    Document,
    FactBox,
    GalleryBlock,
    Paragraph,
    Picture,
    PictureBlock,
    Subhead,
)
from articles.models import Article, Gallery
from articles.models import Picture as PictureRow
from tests.admin_rows import author, picture
from tests.preflight import GOOD_PICTURE, NOW, found, found_in_gallery, good, good_gallery, names

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
SUBHEAD = Subhead("Die Kosten")
TEXT = Paragraph("Um neun legte sie ab.")


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


def test_a_good_piece_has_nothing_to_be_said_against() -> None:
    assert found(good()) == []
    assert found_in_gallery(good_gallery()) == []


@pytest.mark.parametrize(
    ("fields", "check", "level", "field"),
    [
        ({"headline": None}, "headline", Level.REQUIRED, "headline"),
        ({"headline": "\u00a0 "}, "headline", Level.REQUIRED, "headline"),
        ({"section": None}, "section", Level.REQUIRED, "section"),
        ({"headline": "W" * 111}, "headline length", Level.WARNING, "headline"),
        ({"teaser": None}, "teaser", Level.WARNING, "teaser"),
        ({"teaser": "  "}, "teaser", Level.WARNING, "teaser"),
        ({"kicker": "FÄHRE – fährt wieder!"}, "kicker", Level.WARNING, "kicker"),
        ({"body": (TEXT, SUBHEAD)}, "subhead", Level.WARNING, "body"),
        ({"body": (SUBHEAD, Subhead("Der Streit"), TEXT)}, "subhead", Level.WARNING, "body"),
        ({"body": (SUBHEAD, TEXT, Subhead("…"), TEXT)}, "subhead", Level.WARNING, "body"),
        ({"lead_picture": None}, "lead picture", Level.WARNING, "lead_picture"),
        ({"byline": Byline((), ())}, "byline", Level.WARNING, "byline"),
        ({"byline": Byline((), (), printed=" ")}, "byline", Level.WARNING, "byline"),
        ({"body": (TEXT, Paragraph("Sie kostet XXX Euro."))}, "placeholder", Level.BLOCKING, "body"),
    ],
)
def test_each_thing_that_is_wrong_is_found_alone(fields: dict[str, Any], check: str, level: Level, field: str) -> None:
    (finding,) = found(good(**fields))
    assert (finding.check, finding.level, finding.field) == (check, level, field)
    assert finding.sentence.endswith(".")


@pytest.mark.parametrize(
    "fields",
    [
        {"headline": "W" * 110},
        {"kicker": None},
        {"kicker": "Fähre"},
        {"body": (SUBHEAD, Subhead("Wer zahlt", level=3), TEXT)},
        {"body": (SUBHEAD, FactBox("Zahlen", (TEXT,)))},
        {"byline": Byline((), (), printed="Von unserer Redaktion")},
        {"byline": Byline((BylineAuthor(name="Jo Jat"),), ())},
        {"body": (), "teaser": "Nur ein Vorspann."},
    ],
)
def test_what_is_well_is_left_alone(fields: dict[str, Any]) -> None:
    assert found(good(**fields)) == []


def test_an_article_needs_a_text_and_a_gallery_a_picture() -> None:
    assert "text" in names(found(good(body=(), teaser=" ")))
    assert names(found_in_gallery(good_gallery(body=()))) == ["text"]
    (finding,) = found_in_gallery(good_gallery(body=(GalleryBlock("Leer", ()),)))
    assert (finding.check, finding.level, finding.field) == ("text", Level.REQUIRED, "places")


def test_a_gallery_has_a_title_and_no_byline() -> None:
    assert [(one.check, one.field) for one in found_in_gallery(good_gallery(headline=None))] == [("headline", "title")]


def test_the_length_of_the_headline_is_told() -> None:
    (finding,) = found(good(headline=f"  {'W' * 123}  "))
    assert "123" in finding.sentence
    assert "110" in finding.sentence


# --- pictures -----------------------------------------------------------------------------------------------

NO_CREDIT = Picture("Ein leerer Kai", "", "", (), alt="Ein Kai.")
NO_ALT = Picture("Ein leerer Kai", "dpa", "", ("dpa",))


def in_text(value: Picture, key: str = "") -> PictureBlock:
    return PictureBlock(value.caption, value.credit, value.creator, value.agencies, alt=value.alt, uuid=key)


def test_the_lead_picture_needs_a_credit_and_others_should_have_one() -> None:
    (lead,) = found(good(lead_picture=NO_CREDIT))
    assert (lead.check, lead.level, lead.field) == ("lead credit", Level.BLOCKING, "lead_picture")
    key = str(uuid.uuid4())
    (other,) = found(good(body=(TEXT, in_text(NO_CREDIT, key))))
    assert (other.check, other.level, other.field, other.uuid) == ("credit", Level.WARNING, "body", key)
    assert "Ein leerer Kai" in other.sentence


def test_the_first_picture_of_a_gallery_stands_for_it() -> None:
    assert names(found_in_gallery(good_gallery(NO_CREDIT, GOOD_PICTURE))) == ["lead credit"]
    assert names(found_in_gallery(good_gallery(GOOD_PICTURE, NO_CREDIT))) == ["credit"]


def test_a_gallery_in_a_text_has_no_lead_picture() -> None:
    key = str(uuid.uuid4())
    (finding,) = found(good(body=(TEXT, GalleryBlock("Kai", (NO_CREDIT,), uuid=key))))
    assert (finding.check, finding.uuid) == ("credit", key), "the link leads to the gallery's node"


def test_a_picture_without_alternative_text_is_named() -> None:
    (finding,) = found(good(lead_picture=NO_ALT))
    assert (finding.check, finding.field) == ("alternative text", "lead_picture")
    assert "Ein leerer Kai" in finding.sentence


def test_a_picture_that_is_used_twice_is_said_once() -> None:
    key = str(uuid.uuid4())
    lead = Picture("Ein leerer Kai", "dpa", "", ("dpa",), uuid=key)
    (finding,) = found(good(lead_picture=lead, body=(TEXT, in_text(NO_ALT, key))))
    assert (finding.check, finding.field) == ("alternative text", "lead_picture")


def test_a_nameless_picture_has_a_name_in_the_sentence() -> None:
    (finding,) = found(good(lead_picture=Picture("", "", "", (), alt="Kai")))
    assert "“Kai”" in finding.sentence
    sentences = [one.sentence for one in found(good(lead_picture=Picture("", "", "", ())))]
    assert all("Picture without caption" in sentence for sentence in sentences)


def stored(**columns: Any) -> tuple[PictureRow, Picture]:
    row = picture(alt_text="Eine Brücke.", file="originals/aa/bb.jpg", **columns)
    return row, Picture(row.caption, row.credit, "", (), alt=row.alt_text, uuid=str(row.uuid))


@pytest.mark.parametrize(("expires", "ended"), [(-1, True), (0, True), (15, False), (None, False)])
def test_a_picture_may_be_shown_until_the_day_it_expires_on(expires: int | None, ended: bool) -> None:
    day = None if expires is None else NOW.date() + expires * DAY
    _row, value = stored(expires_on=day)
    for document in (
        good(lead_picture=value),
        good(body=(TEXT, in_text(value, value.uuid))),
        good(body=(TEXT, GalleryBlock("Kai", (GOOD_PICTURE, value), uuid=str(uuid.uuid4())))),
    ):
        findings = found(document)
        assert names(findings) == (["picture rights"] if ended else [])
        assert all(one.level == Level.BLOCKING for one in findings)
    assert names(found_in_gallery(good_gallery(GOOD_PICTURE, value))) == (["picture rights"] if ended else [])


def test_the_day_begins_by_the_papers_clock() -> None:
    _row, value = stored(expires_on=datetime.date(2026, 11, 21))
    late = datetime.datetime(2026, 11, 20, 23, 30, tzinfo=datetime.UTC)  # half past midnight in Berlin
    assert names(found(good(lead_picture=value), now=late)) == ["picture rights"]
    with translation.override("de"):
        (finding,) = found(good(lead_picture=value), now=late)
    assert "21.11.2026" in finding.sentence


def test_a_picture_without_a_file_is_named() -> None:
    row, value = stored()
    assert found(good(lead_picture=value)) == []
    PictureRow.objects.filter(pk=row.pk).update(file="")
    (finding,) = found(good(lead_picture=value))
    assert (finding.check, finding.level) == ("picture file", Level.WARNING)
    assert row.caption in finding.sentence


# --- people and dates ---------------------------------------------------------------------------------------


def test_initials_belong_to_somebody_with_a_name() -> None:
    known = author("jat")
    typed = good(byline=Byline((BylineAuthor("JAT", "", "writing"),), ()))
    (stub,) = found(typed)
    assert (stub.check, stub.level, stub.field) == ("initials", Level.WARNING, "byline")
    assert "“JAT”" in stub.sentence
    known.given_name, known.family_name = "Jo", "Jat"
    known.save()
    assert found(typed) == []
    (nobody,) = found(good(byline=Byline((BylineAuthor("xyz"),), ())))
    assert "“xyz” belong to nobody" in nobody.sentence


@pytest.mark.parametrize("make", [Article, Gallery])
def test_an_embargo_holds_until_its_moment(make: Any) -> None:
    document = good() if make is Article else good_gallery()
    piece = make(embargo_until=NOW)
    (finding,) = found(document, piece=piece, now=NOW - datetime.timedelta(seconds=1))
    assert (finding.check, finding.level, finding.field) == ("embargo", Level.BLOCKING, "embargo_until")
    assert found(document, piece=piece, now=NOW) == []


def test_an_empty_article_lacks_everything_and_what_stops_it_comes_first() -> None:
    findings = found(Document())
    assert names(findings) == ["headline", "section", "text", "teaser", "lead picture", "byline"]
