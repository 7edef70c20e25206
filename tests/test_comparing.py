"""Two documents are compared word by word: nothing that differs is missed, nothing that is equal is marked."""

import datetime
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.desk.comparing import FIELDS, BlockChange, Run, compare, readable, word_runs
from articles.document import (
    Byline,
    BylineAuthor,
    Document,
    Embed,
    GalleryBlock,
    ListBlock,
    Paragraph,
    PictureBlock,
    Quote,
    Related,
    Subhead,
)
from tests.documents import a_document, a_picture, blocks, documents

WORDS = st.sampled_from(["Die", "Brücke", "ist", "zu", ",", ".", " ", "  ", "\n", "offen", "-", "\u00a0"])
TEXTS = st.lists(WORDS, max_size=14).map("".join) | st.text(max_size=30)


def joined(runs: tuple[Run, ...], without: str) -> str:
    return "".join(run.text for run in runs if run.kind != without)


def kinds(*, old: tuple, new: tuple) -> list[str]:
    return [block.kind for block in compare(Document(body=old), Document(body=new)).blocks]


# --- words ------------------------------------------------------------------------------------------------------


@given(TEXTS, TEXTS)
def test_the_runs_give_both_texts_back(old: str, new: str) -> None:
    runs = word_runs(old, new)
    assert joined(runs, "new") == old
    assert joined(runs, "gone") == new
    assert all(run.text for run in runs)
    assert all(one.kind != two.kind for one, two in pairwise(runs))


@given(TEXTS)
def test_equal_texts_are_one_run(text: str) -> None:
    assert word_runs(text, text) == ((Run("same", text),) if text else ())


def test_a_changed_word_is_marked_and_no_other() -> None:
    assert word_runs("Die Brücke ist zu.", "Die Brücke ist offen.") == (
        Run("same", "Die Brücke ist "),
        Run("gone", "zu"),
        Run("new", "offen"),
        Run("same", "."),
    )


def test_neighbouring_words_change_together() -> None:
    assert word_runs("Sie fährt bald wieder.", "Sie steht noch wieder.") == (
        Run("same", "Sie "),
        Run("gone", "fährt bald"),
        Run("new", "steht noch"),
        Run("same", " wieder."),
    )


def test_a_long_text_of_common_words_is_compared_exactly() -> None:
    old, new = "die Brücke und " * 900, "und die Brücke, " * 900
    runs = word_runs(old, new)
    assert (joined(runs, "new"), joined(runs, "gone")) == (old, new)


# --- documents --------------------------------------------------------------------------------------------------


@given(documents())
def test_equal_documents_have_no_differences(document: Document) -> None:
    found = compare(document, msgspec.structs.replace(document))
    assert not found
    assert not found.fields
    assert {block.kind for block in found.blocks} <= {"equal"}


@given(documents(), documents())
def test_every_difference_is_found(old: Document, new: Document) -> None:
    found = compare(old, new)
    assert bool(found) == (old != new)
    assert {change.name for change in found.fields} == {
        name for name in FIELDS if getattr(old, name) != getattr(new, name)
    }
    for change in found.fields:
        assert joined(change.runs, "new") == readable(change.old)
        assert joined(change.runs, "gone") == readable(change.new)


BODIES = st.lists(blocks(), min_size=1, max_size=5).flatmap(
    lambda pool: st.tuples(*[st.lists(st.sampled_from(pool), max_size=8).map(tuple)] * 2)
)


@given(BODIES)
def test_every_block_of_both_stands_in_its_order(bodies: tuple[tuple, tuple]) -> None:
    old, new = bodies
    found = compare(Document(body=old), Document(body=new)).blocks
    assert tuple(one.old for one in found if one.kind not in {"added", "moved"}) == old
    assert tuple(one.new for one in found if one.kind not in {"removed", "left"}) == new
    for one in found:
        if one.kind != "left":
            assert joined(one.runs, "new") == readable(one.old)
            assert joined(one.runs, "gone") == readable(one.new)
    assert sum(one.kind == "left" for one in found) == sum(one.kind == "moved" for one in found)


def test_every_field_of_a_document_is_compared() -> None:
    assert {*FIELDS, "body"} == set(Document.__struct_fields__)


# --- blocks -----------------------------------------------------------------------------------------------------

ONE, TWO, THREE = (Paragraph(f"{word} Absatz der Meldung.") for word in ("Erster", "Zweiter", "Dritter"))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ((ONE, TWO), (ONE, TWO), ["equal", "equal"]),
        ((ONE, TWO), (ONE, THREE, TWO), ["equal", "added", "equal"]),
        ((ONE, THREE, TWO), (ONE, TWO), ["equal", "removed", "equal"]),
        ((ONE, TWO, THREE), (TWO, THREE, ONE), ["left", "equal", "equal", "moved"]),
        ((ONE, TWO), (ONE, Paragraph("Zweiter Absatz der Geschichte.")), ["equal", "changed"]),
        ((ONE,), (Paragraph("Ganz andere Worte stehen hier!"),), ["removed", "added"]),
        ((ONE,), (Subhead(ONE.text),), ["removed", "added"]),
        ((ONE,), (Paragraph(ONE.text, html=f"<em>{ONE.text}</em>"),), ["changed"]),
        ((ONE, ONE), (ONE,), ["equal", "removed"]),
        ((), (), []),
    ],
)
def test_blocks_are_aligned(old: tuple, new: tuple, expected: list[str]) -> None:
    assert kinds(old=old, new=new) == expected


def test_a_picture_is_the_same_one_by_its_row() -> None:
    old = PictureBlock("Die Brücke.", "dpa", "", (), uuid="a")
    new = PictureBlock("Das Ufer am Morgen.", "dpa", "", (), uuid="a")
    assert kinds(old=(old, ONE), new=(new, ONE)) == ["changed", "equal"]
    found = compare(Document(body=(old, ONE, TWO)), Document(body=(ONE, TWO, new))).blocks
    assert [one.kind for one in found] == ["left", "equal", "equal", "moved"]
    assert found[3].runs[-1] == Run("same", ".\ndpa")


def test_a_changed_block_shows_its_words() -> None:
    (found,) = compare(Document(body=(ONE,)), Document(body=(Paragraph("Erster Satz der Meldung."),))).blocks
    assert isinstance(found, BlockChange)
    assert [run for run in found.runs if run.kind != "same"] == [Run("gone", "Absatz"), Run("new", "Satz")]


# --- readable text ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("Hafen", "Hafen"),
        (("Brücke", "Hafen"), "Brücke, Hafen"),
        (
            Byline((BylineAuthor("jat"), BylineAuthor("koj", "Kim Ojo", "photo")), ("dpa",), printed="Von uns"),
            "jat/Kim Ojo (koj) · photo/dpa\nVon uns",
        ),
        (a_picture(), "Die Fähre legt ab.\nAsmaa Waguih/dpa"),
        (a_picture("", credit="", alt="Eine Fähre"), "Asmaa Waguih\ndpa\nEine Fähre"),
        (
            GalleryBlock("Bilder", (a_picture("A", credit="dpa", creator=""),), kicker="Hafen"),
            "Hafen: Bilder\nA\ndpa",
        ),
        (Related("Lesen Sie auch", "Die Brücke", url="https://example.org"), "Lesen Sie auch: Die Brücke\nhttps://example.org"),
        (Embed("youtube", url="https://example.org", text="Das Video"), "youtube\nhttps://example.org\nDas Video"),
        (Quote("Ja.\nNein.", attribution="Kim Ojo"), "Ja.\nNein.\n– Kim Ojo"),
        (ListBlock(("eins", "zwei")), "• eins\n• zwei"),
        (ListBlock(("eins", "zwei"), ordered=True), "1. eins\n2. zwei"),
        (Subhead("Kopf", html="<em>Kopf</em>", level=3), "Kopf"),
    ],
)  # fmt: skip
def test_everything_can_be_read(value: object, text: str) -> None:
    assert readable(value) == text


def test_times_are_written_in_the_time_zone_of_the_desk() -> None:
    assert "10:30" in readable(datetime.datetime(2026, 11, 20, 9, 30, tzinfo=datetime.UTC))


def test_the_words_of_the_example_are_all_there() -> None:
    document = a_document()
    text = "\n".join(map(readable, document.body))
    assert "Wer zahlt für die Brücke?" in text
    assert "Der Brückenwart." in text
