"""Documents: their JSON is complete, short and strict."""

import datetime
import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings

from articles.document import (
    Byline,
    Document,
    ListBlock,
    Paragraph,
    PictureBlock,
    Subhead,
    from_builtins,
    from_json,
    to_builtins,
    to_json,
)
from tests.documents import a_document, documents


@given(documents())
@settings(max_examples=40)
def test_every_document_survives_json(document: Document) -> None:
    assert from_json(to_json(document)) == document


@given(documents())
@settings(max_examples=20)
def test_every_document_survives_a_json_column(document: Document) -> None:
    stored = json.loads(json.dumps(to_builtins(document)))
    assert from_builtins(stored) == document


@given(documents())
@settings(max_examples=20)
def test_both_kinds_of_json_say_the_same(document: Document) -> None:
    assert json.loads(to_json(document)) == json.loads(json.dumps(to_builtins(document)))


def test_equal_documents_give_the_same_bytes() -> None:
    assert to_json(a_document()) == to_json(from_json(to_json(a_document())))


def test_json_is_read_from_text_as_from_bytes() -> None:
    assert from_json(to_json(a_document()).decode()) == a_document()


def test_umlauts_stay_letters_in_json() -> None:
    assert "Fähre" in to_json(a_document()).decode()


def test_a_date_keeps_its_moment() -> None:
    berlin = datetime.timezone(datetime.timedelta(hours=2))
    written = a_document(published_at=datetime.datetime(2026, 7, 1, 8, 0, tzinfo=berlin))
    read = from_json(to_json(written)).published_at
    assert read == datetime.datetime(2026, 7, 1, 6, 0, tzinfo=datetime.UTC)
    assert read is not None
    assert read.tzinfo is not None


# --- what is left out -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "stored"),
    [
        (Paragraph("Wort"), {"type": "paragraph", "text": "Wort"}),
        (Subhead("Wort"), {"type": "subhead", "text": "Wort"}),
        (Subhead("Wort", level=3), {"type": "subhead", "text": "Wort", "level": 3}),
        (ListBlock(("eins",)), {"type": "list", "items": ["eins"]}),
        (
            PictureBlock("Möwe", "", "", ()),
            {"type": "picture", "caption": "Möwe", "credit": "", "creator": "", "agencies": []},
        ),
    ],
)
def test_a_block_stores_its_type_and_nothing_that_is_default(block: Any, stored: dict[str, Any]) -> None:
    assert to_builtins(Document(body=(block,)))["body"] == [stored]


def test_an_empty_object_is_an_empty_document() -> None:
    assert from_json("{}") == Document()


def test_the_fields_of_a_document_are_always_written() -> None:
    assert set(json.loads(to_json(Document()))) == set(Document.__struct_fields__)


# --- wrong shapes -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ({"headline": 7}, r"\$\.headline"),
        ({"published_at": "yesterday"}, r"\$\.published_at"),
        ({"tags": "Hafen"}, r"\$\.tags"),
        ({"body": [{"type": "paragraph"}]}, r"\$\.body\[0\]"),
        ({"body": [{"type": "marquee", "text": "x"}]}, r"\$\.body\[0\]\.type"),
        ({"body": [{"text": "no type"}]}, r"\$\.body\[0\]"),
        ({"lead_picture": {"caption": "no credit"}}, r"\$\.lead_picture"),
    ],
)
def test_another_shape_is_refused_and_the_place_named(data: dict[str, Any], place: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=place):
        from_json(json.dumps(data))
    with pytest.raises(msgspec.ValidationError, match=place):
        from_builtins(data)


@pytest.mark.parametrize("data", [b"", b"{", b"Kein JSON", b"\xff\xfe"])
def test_what_is_no_json_is_refused(data: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        from_json(data)


def test_a_list_is_no_document() -> None:
    with pytest.raises(msgspec.ValidationError, match="Expected `object`"):
        from_json("[]")


# --- the value --------------------------------------------------------------------------------------------------


def test_a_document_cannot_be_changed() -> None:
    document: Any = a_document()
    with pytest.raises(AttributeError):
        document.headline = "Anders"


def test_equal_documents_are_one_in_a_set() -> None:
    assert len({a_document(), a_document(), a_document(headline="Anders")}) == 2


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"kicker": "Rakka", "headline": "Wer floh?"}, "Rakka: Wer floh?"),
        ({"headline": "Wer floh?"}, "Wer floh?"),
        ({"kicker": "Rakka"}, "Rakka"),
        ({}, ""),
    ],
)
def test_kicker_and_headline_make_one_line(fields: dict[str, str], line: str) -> None:
    assert Document(**fields).line == line


def test_a_byline_starts_empty() -> None:
    assert Document().byline == Byline(authors=(), agencies=())
