"""A writer says what a line is: the reader takes their word, and the neighbours follow."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.document import BylineAuthor, Paragraph, Related, Subhead, to_builtins
from articles.sources import Reading
from articles.sources.corrections import ROLES, UnusableCorrection
from articles.sources.decoding import clean
from articles.sources.seedtext import read
from tests.seedtexts import FIRST, HEADLINE, SECOND, SUBHEAD, TEASER, page, roles
from tests.test_seedtext_account import LINES, SHARED, check, left_over, letters

PAGE = "\n".join([HEADLINE, TEASER, FIRST, SUBHEAD, SECOND])
# What each correction may be called in the account.
CALLED = {
    "headline": {"headline"},
    "teaser": {"teaser"},
    "paragraph": {"paragraph"},
    "subhead": {"subhead"},
    "picture": {"picture", "lead-picture"},
    "related": {"related", "related-label"},
    "byline": {"byline"},
    "list": {"list"},
    "quote": {"quote"},
}


def corrected(text: str, **numbers: str) -> Reading:
    """Read `text` with corrections given as ``l3="teaser"``."""
    return read(text.encode(), corrections={int(name[1:]): role for name, role in numbers.items()})


def one_a_line(text: str) -> dict[int, str]:
    return {line.line: line.role for line in read(text.encode()).account}


@pytest.mark.parametrize("role", [role for role in ROLES if role != "furniture"])
def test_the_line_becomes_what_it_is_said_to_be(role: str) -> None:
    reading = corrected(PAGE, l4=role)
    assert reading.account[3].role in CALLED[role]
    assert letters(SUBHEAD) in letters(to_builtins(reading.document))


def test_furniture_comes_back_whole_as_a_paragraph() -> None:
    line = "Folgen Sie News.de schon bei Facebook und YouTube? Hier geht es zur Redaktion. /fka/news.de"
    text = f"{PAGE}\n{line}"
    assert one_a_line(text)[6] == "furniture:social"
    reading = corrected(text, l6="paragraph")
    assert reading.document.body[-1] == Paragraph(line)
    assert reading.document.byline.authors == ()


def test_a_paragraph_that_is_furniture_is_left_out() -> None:
    reading = corrected(PAGE, l3="furniture")
    assert reading.account[2].role == "furniture:left-out"
    assert letters(FIRST) not in letters(to_builtins(reading.document))
    assert letters(SECOND) in letters(to_builtins(reading.document))


def test_what_the_reader_left_out_itself_keeps_its_name() -> None:
    assert corrected(f"{PAGE}\nBleiben Sie dran!", l6="furniture").account[5].role == "furniture:newsletter"


def test_the_next_line_becomes_the_headline_when_the_first_is_none() -> None:
    text = f"Ein Wort zum Tage\n\n{PAGE}"
    assert page(*text.split("\n")).document.headline == "Ein Wort zum Tage"
    reading = corrected(text, l1="furniture")
    assert reading.document.line == HEADLINE
    assert reading.document.teaser == TEASER


def test_a_later_line_can_be_the_headline_and_the_lines_before_stay() -> None:
    text = f"{FIRST}\n\n{PAGE}"
    assert read(text.encode()).document.headline is None
    document = corrected(text, l3="headline").document
    assert document.line == HEADLINE
    assert document.body[0] == Paragraph(FIRST)


def test_the_teaser_moves_and_the_old_one_is_text() -> None:
    document = corrected(PAGE, l3="teaser").document
    assert (document.teaser, document.body[0]) == (FIRST, Paragraph(TEASER))


def test_a_paragraph_behind_the_headline_takes_no_other_line_for_the_teaser() -> None:
    document = corrected(PAGE, l2="paragraph").document
    assert document.teaser is None
    assert document.body[:2] == (Paragraph(TEASER), Paragraph(FIRST))


def test_a_label_above_gives_its_words_to_a_link() -> None:
    text = f"{PAGE}\n\nLesen Sie auch\n\n{FIRST}"
    assert one_a_line(text)[9] == "paragraph"
    document = corrected(text, l9="related").document
    assert document.body[-1] == Related("Lesen Sie auch", FIRST)


def test_a_link_without_a_label_has_its_title() -> None:
    assert Related("", SUBHEAD) in corrected(PAGE, l4="related").document.body


def test_a_title_that_is_text_leaves_its_label_without_one() -> None:
    text = f"{PAGE}\n\nLesen Sie auch\nDer Gärtner bleibt noch"
    assert one_a_line(text)[8] == "related"
    document = corrected(text, l8="paragraph").document
    assert document.body[-2:] == (Related("Lesen Sie auch", ""), Paragraph("Der Gärtner bleibt noch"))


def test_recommendations_end_where_the_text_goes_on() -> None:
    tail = ["Empfehlungen für den news.de-Leser", "Kahn gesunken", "Der Teich läuft aus", "Rat tagt"]
    text = "\n\n".join([*PAGE.split("\n"), *tail])
    assert set(roles(read(text.encode()))[5:]) == {"furniture:recommendations"}
    reading = corrected(text, l15="paragraph")
    assert Paragraph("Der Teich läuft aus") in reading.document.body
    # The list is no longer the end of the page, so only lines close to it belong to it.
    assert roles(reading)[6] != "furniture:recommendations"


def test_a_name_alone_is_a_byline_when_somebody_says_so() -> None:
    byline = corrected(f"{PAGE}\nErika Muster", l6="byline").document.byline
    assert byline.authors == (BylineAuthor(name="Erika Muster"),)


def test_a_byline_that_names_nobody_is_printed() -> None:
    assert corrected(f"{PAGE}\naus der Redaktion", l6="byline").document.byline.printed == "aus der Redaktion"


def test_a_paragraph_that_reads_as_a_heading_heads_nothing() -> None:
    document = corrected(PAGE, l4="paragraph").document
    assert Paragraph(SUBHEAD) in document.body
    assert not any(isinstance(block, Subhead) for block in document.body)


def test_a_topic_page_is_an_article_once_somebody_corrects_it() -> None:
    text = "\n".join(["Thema: Parks", *(f"Kurzer Text {number} mehr »" for number in range(6))])
    assert read(text.encode()).kind == "index"
    assert corrected(text, l2="paragraph").kind == "article"


@pytest.mark.parametrize(
    ("corrections", "sentence"),
    [
        ({2: "crown"}, 'Line 2: "crown" is no role'),
        ({99: "teaser"}, "Line 99: there is no text"),
        ({0: "teaser"}, "Line 0: there is no text"),
        ({6: "teaser"}, "Line 6: there is no text"),
        ({3: "headline", 1: "headline"}, "Lines 1, 3 cannot all be the headline"),
        ({3: "teaser", 5: "teaser"}, "Lines 3, 5 cannot all be the teaser"),
    ],
)
def test_a_correction_without_sense_is_refused(corrections: dict[int, str], sentence: str) -> None:
    with pytest.raises(UnusableCorrection, match=sentence):
        read(f"{PAGE}\n\u200b".encode(), corrections=corrections)


# --- for any text and any corrections -----------------------------------------------------------------------


def in_order(text: str, corrections: dict[int, str]) -> None:
    """Assert that each word is there, the running text in its order, and that each correction was followed."""
    check(text, corrections)
    reading = read(text.encode(), corrections=corrections)
    lines = text.replace("\r\n", "\n").split("\n")
    body = letters(to_builtins(reading.document)["body"])
    position = 0
    for line in reading.account:
        if role := corrections.get(line.line):
            assert line.role in CALLED.get(role, {line.role})
            assert (role == "furniture") == line.role.startswith("furniture:")
        if line.role in ("paragraph", "subhead", "list", "quote"):
            for segment in left_over(clean(lines[line.line - 1]), line.dropped):
                found = body.find(letters(segment), position)
                assert found >= 0, (line, segment)
                position = found + len(letters(segment))


@settings(max_examples=500)
@given(st.data())
def test_any_order_of_real_looking_lines_with_any_corrections(data: st.DataObject) -> None:
    parts = data.draw(
        st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(["\n", "\n\n", "\r\n"])), min_size=1, max_size=12)
    )
    text = "".join(line + gap for line, gap in parts)
    shown = [number for number, line in enumerate(text.split("\n"), 1) if clean(line).strip("\u200b")]
    if not shown:
        return
    corrections = data.draw(st.dictionaries(st.sampled_from(shown), st.sampled_from(ROLES), max_size=5))
    try:
        in_order(text, corrections)
    except UnusableCorrection:
        chosen = list(corrections.values())
        assert chosen.count("headline") > 1 or chosen.count("teaser") > 1


@settings(max_examples=200)
@given(st.text(alphabet="ab. :•-–0„“()/\n", min_size=1, max_size=80), st.integers(1, 6), st.sampled_from(ROLES))
@example("1. 2", 1, "list")
def test_any_text_with_any_correction(text: str, line: int, role: str) -> None:
    lines = text.split("\n")
    if line <= len(lines) and clean(lines[line - 1]):
        in_order(text, {line: role})


def test_each_line_of_the_reference_and_the_layouts_can_be_anything() -> None:
    paths = [*(SHARED / "seeds").glob("*.txt"), *(SHARED / "seed-forms").glob("*.txt")]
    if not paths:
        pytest.skip("The seed texts are not beside the checkout.")
    for path in paths:
        text = path.read_text("utf-8")
        lines = {number for number, line in enumerate(text.split("\n"), 1) if clean(line)}
        for number in lines:
            for role in ROLES:
                in_order(text, {number: role})


@given(st.lists(st.sampled_from(LINES), max_size=12))
def test_no_correction_changes_nothing(parts: list[str]) -> None:
    data = "\n\n".join([HEADLINE, *parts]).encode()
    assert read(data, corrections={}) == read(data)


def test_saying_what_the_reader_found_changes_nothing() -> None:
    plain = read(PAGE.encode())
    said = {1: "headline", 2: "teaser", 3: "paragraph", 4: "subhead", 5: "paragraph"}
    assert read(PAGE.encode(), corrections=said) == plain
