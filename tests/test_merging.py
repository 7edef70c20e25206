"""Merging: what they changed joins what we changed; what cannot is reported, and nothing of ours is lost."""

import functools
import itertools
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.desk.merging import Choice, Conflict, Merged, merge
from articles.document import Block, Document, Paragraph, PictureBlock, Subhead
from tests.documents import a_document, documents


@functools.cache
def body(letters: str) -> tuple[Block, ...]:
    """Return a paragraph for each letter; the same letter is the same paragraph."""
    return tuple(map(Paragraph, letters))


def letters(blocks: Any) -> str:
    return "".join(block.text for block in blocks)


def merged(base: str, ours: str, theirs: str) -> Merged:
    return merge(base=Document(body=body(base)), ours=Document(body=body(ours)), theirs=Document(body=body(theirs)))


def outcome(base: str, ours: str, theirs: str) -> tuple[str, list[tuple[str, str, str]]]:
    """Return the merged body and the conflicts as (base, ours, theirs), all as letters."""
    result = merged(base, ours, theirs)
    assert all(conflict.field == "body" for conflict in result.conflicts)
    return letters(result.document.body), [
        (letters(one.base), letters(one.ours), letters(one.theirs)) for one in result.conflicts
    ]


# --- what always holds ------------------------------------------------------------------------------------------

# Few letters: edits, repetitions, moves and collisions all happen often.
BODIES = st.text(st.sampled_from("abcdef"), max_size=7)


@given(documents(markup=False), documents(markup=False))
@settings(max_examples=40)
def test_where_only_one_side_changed_its_document_is_the_result(base: Document, other: Document) -> None:
    assert merge(base=base, ours=other, theirs=base) == Merged(other, {})
    assert merge(base=base, ours=base, theirs=other) == Merged(other, {})


@given(documents(markup=False), documents(markup=False))
@settings(max_examples=20)
def test_what_both_changed_alike_is_no_conflict(base: Document, other: Document) -> None:
    assert merge(base=base, ours=other, theirs=other) == Merged(other, {})


@given(BODIES, BODIES)
@settings(max_examples=150)
def test_one_sided_changes_of_repeated_blocks_land_whole(base: str, other: str) -> None:
    assert outcome(base, other, base) == (other, [])
    assert outcome(base, base, other) == (other, [])
    assert outcome(base, other, other) == (other, [])


Case = tuple[str, str, str, str, str, str]  # base, ours, theirs, the result, all conflicts' base and theirs


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    """Every way in which two sides can drop, move and add blocks of a short text, merged."""
    found = []
    for base, of_ours, of_theirs in (("abc", "abcX", "abcX"), ("abc", "abcX", "abcY"), ("abcd", "abcd", "abcd")):
        fewest = len(base) - 2
        for ours, theirs in itertools.product(orders(of_ours, fewest), orders(of_theirs, fewest)):
            result, conflicts = outcome(base, ours, theirs)
            was, _mine, other = ("".join(parts) for parts in zip(("", "", ""), *conflicts, strict=True))
            found.append((base, ours, theirs, result, was, other))
    return found


def orders(blocks: str, fewest: int) -> Iterator[str]:
    lengths = range(fewest, len(blocks) + 1)
    return ("".join(some) for length in lengths for some in itertools.permutations(blocks, length))


def test_a_block_of_ours_goes_only_where_they_took_it_away(cases: list[Case]) -> None:
    for base, ours, theirs, result, _was, _other in cases:
        assert set(ours) - set(result) <= set(base) - set(theirs), (base, ours, theirs)


def test_nothing_comes_to_stand_twice(cases: list[Case]) -> None:
    for base, ours, theirs, result, _was, _other in cases:
        assert len(set(result)) == len(result), (base, ours, theirs)


def test_everything_they_wrote_stands_or_is_reported(cases: list[Case]) -> None:
    for base, ours, theirs, result, _was, other in cases:
        assert set(theirs) - set(base) <= set(result + other), (base, ours, theirs)


def test_everything_they_took_away_goes_or_is_reported(cases: list[Case]) -> None:
    for base, ours, theirs, result, was, _other in cases:
        assert (set(base) - set(theirs)) & set(result) <= set(was), (base, ours, theirs)


def test_nothing_is_made_up(cases: list[Case]) -> None:
    for base, ours, theirs, result, _was, _other in cases:
        assert set(result) <= set(ours + theirs), (base, ours, theirs)


@given(BODIES, BODIES, BODIES)
@settings(max_examples=150)
def test_nothing_that_we_wrote_is_lost_among_repeated_blocks(base: str, ours: str, theirs: str) -> None:
    result, _conflicts = outcome(base, ours, theirs)
    for letter in set(ours) - set(base):
        assert result.count(letter) >= ours.count(letter)


@given(BODIES, BODIES, BODIES)
@settings(max_examples=120)
def test_merging_the_result_again_changes_nothing(base: str, ours: str, theirs: str) -> None:
    """The next import starts from theirs: what was merged is ours by then."""
    result, _conflicts = outcome(base, ours, theirs)
    assert outcome(theirs, result, theirs) == (result, [])


@given(st.lists(st.sampled_from("not"), max_size=8))
@settings(max_examples=100)
def test_edits_of_different_blocks_both_land(editors: list[str]) -> None:
    """Each block is rewritten by nobody, by us (o) or by them (t), neighbours too."""
    base = "abcdefgh"[: len(editors)]
    ours = "".join(block.upper() if editor == "o" else block for block, editor in zip(base, editors, strict=True))
    theirs = "".join(block.upper() if editor == "t" else block for block, editor in zip(base, editors, strict=True))
    wanted = "".join(block if editor == "n" else block.upper() for block, editor in zip(base, editors, strict=True))
    assert outcome(base, ours, theirs) == (wanted, [])


# --- blocks, case by case ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "result"),
    [
        pytest.param("abc", "Abc", "abC", "AbC", id="edits far apart"),
        pytest.param("ab", "Ab", "aB", "AB", id="edits of neighbours"),
        pytest.param("abcd", "ABcd", "abCD", "ABCD", id="edits of neighbouring runs"),
        pytest.param("abc", "xabc", "abcy", "xabcy", id="insertions at both ends"),
        pytest.param("", "", "xy", "xy", id="the first text"),
        pytest.param("a", "xa", "ay", "xay", id="before and after the only block"),
        pytest.param("abc", "abC", "abcx", "abCx", id="we edit the last, they go on"),
        pytest.param("abc", "Abc", "xabc", "xAbc", id="we edit the first, they write before it"),
        pytest.param("abc", "ac", "abcx", "acx", id="deletion and insertion"),
        pytest.param("abc", "bc", "ab", "b", id="deletions at both ends"),
        pytest.param("abc", "ac", "ac", "ac", id="the same deletion"),
        pytest.param("abcd", "abd", "Abcd", "Abd", id="deletion and edit elsewhere"),
        pytest.param("abc", "axbc", "axbcy", "axbcy", id="the same insertion and one more"),
    ],
)
def test_changes_of_different_places_both_land(base: str, ours: str, theirs: str, result: str) -> None:
    assert outcome(base, ours, theirs) == (result, [])
    assert outcome(base, theirs, ours) == (result, [])


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "conflict"),
    [
        pytest.param("abc", "aXc", "aYc", ("b", "X", "Y"), id="both edited it"),
        pytest.param("abc", "ac", "aYc", ("b", "", "Y"), id="we deleted what they edited"),
        pytest.param("abc", "aXc", "ac", ("b", "X", ""), id="we edited what they deleted"),
        pytest.param("ab", "aXb", "aYb", ("", "X", "Y"), id="both wrote at one place"),
        pytest.param("ab", "abX", "abY", ("", "X", "Y"), id="both went on"),
        pytest.param("", "X", "Y", ("", "X", "Y"), id="both began"),
        pytest.param("abc", "aXYc", "aZc", ("b", "XY", "Z"), id="we split what they edited"),
        pytest.param("abc", "aXc", "aYZc", ("b", "X", "YZ"), id="they split what we edited"),
    ],
)
def test_changes_of_one_place_are_a_conflict_and_ours_is_kept(
    base: str, ours: str, theirs: str, conflict: tuple[str, str, str]
) -> None:
    assert outcome(base, ours, theirs) == (ours, [conflict])


def test_a_conflict_does_not_keep_other_changes_out() -> None:
    assert outcome("abcde", "aXcde", "aYcdE") == ("aXcdE", [("b", "X", "Y")])


def test_only_the_contested_one_of_several_neighbours_is_a_conflict() -> None:
    assert outcome("abc", "ABc", "aYZ") == ("ABZ", [("b", "B", "Y")])


# --- moved and repeated blocks ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "result"),
    [
        pytest.param("abc", "bca", "abc", "bca", id="we moved"),
        pytest.param("abc", "abc", "bca", "bca", id="they moved"),
        pytest.param("abc", "bca", "bca", "bca", id="both moved alike"),
        pytest.param("abcd", "abcD", "bcad", "bcaD", id="they moved, we edited another"),
    ],
)
def test_a_move_lands_whole(base: str, ours: str, theirs: str, result: str) -> None:
    assert outcome(base, ours, theirs) == (result, [])


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        pytest.param("abc", "abcX", "bca", id="they moved it to where we wrote: it does not vanish"),
        pytest.param("abcd", "bcda", "bcad", id="each moved it elsewhere: it does not stand twice"),
        pytest.param("abc", "Abc", "bca", id="they moved what we edited: the old one does not come back"),
        pytest.param("abc", "bc", "bca", id="they moved what we deleted: it does not come back"),
        pytest.param("abc", "bca", "Abc", id="they edited what we moved"),
        pytest.param("abc", "bca", "bc", id="they deleted what we moved"),
    ],
)
def test_a_move_that_collides_leaves_ours_and_is_reported(base: str, ours: str, theirs: str) -> None:
    result, conflicts = outcome(base, ours, theirs)
    assert result == ours
    assert conflicts


def test_a_picture_that_both_moved_stands_once_whatever_its_caption() -> None:
    def picture(caption: str) -> Block:
        return PictureBlock(caption, "", "", (), uuid="9b2d")

    result = merge(
        base=Document(body=(picture("Möwe"), *body("abc"))),
        ours=Document(body=(*body("abc"), picture("Möwe"))),
        theirs=Document(body=(*body("ab"), picture("Lachmöwe"), *body("c"))),
    )
    assert result.document.body == (*body("abc"), picture("Möwe"))
    assert any("Lachmöwe" in str(conflict.theirs) for conflict in result.conflicts)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "result"),
    [
        pytest.param("a*b*c", "a*b*C", "A*b*c", "A*b*C", id="edits around equal blocks"),
        pytest.param("a*b*c", "a*b*cx", "a*B*c", "a*B*cx", id="an edit between equal blocks"),
        pytest.param("**", "**x", "y**", "y**x", id="nothing but equal blocks"),
        pytest.param("a*b*c", "a*b*c*d", "A*b*c", "A*b*c*d", id="one more of them"),
    ],
)
def test_equal_blocks_are_told_apart_by_their_neighbours(base: str, ours: str, theirs: str, result: str) -> None:
    assert outcome(base, ours, theirs) == (result, [])
    assert outcome(base, theirs, ours) == (result, [])


def test_a_subhead_is_not_the_paragraph_with_its_words() -> None:
    result = merge(
        base=Document(body=body("ab")),
        ours=Document(body=(Subhead("a"), Paragraph("b"))),
        theirs=Document(body=body("aB")),
    )
    assert result == Merged(Document(body=(Subhead("a"), Paragraph("B"))), {})


# --- fields -----------------------------------------------------------------------------------------------------

CHANGED: dict[str, Any] = {
    "kicker": None,
    "headline": "Die Fähre liegt fest",
    "teaser": "Wieder nichts.",
    "published_at": None,
    "updated_at": a_document().published_at,
    "section": "Stadt",
    "language": "en",
    "lead_picture": None,
    "byline": Document().byline,
    "tags": ("Fähre",),
}


def test_every_field_is_tested() -> None:
    assert {*CHANGED, "body"} == set(Document.__struct_fields__)


@pytest.mark.parametrize("name", CHANGED)
def test_their_change_of_a_field_lands_beside_our_changes_of_all_others(name: str) -> None:
    base = a_document()
    ours = a_document(**{other: value for other, value in CHANGED.items() if other != name})
    theirs = a_document(**{name: CHANGED[name]})
    assert merge(base=base, ours=ours, theirs=theirs) == Merged(a_document(**CHANGED), {})


def test_a_field_that_both_changed_is_a_conflict_and_ours_is_kept() -> None:
    base, ours, theirs = (a_document(headline=headline) for headline in ("alt", "unsere", "ihre"))
    result = merge(base=base, ours=ours, theirs=theirs)
    assert (result.document, result.conflicts) == (ours, (Conflict("headline", "alt", "unsere", "ihre"),))


def test_a_field_that_we_emptied_and_they_changed_stays_empty() -> None:
    base, ours, theirs = (a_document(teaser=teaser) for teaser in ("alt", None, "neu"))
    result = merge(base=base, ours=ours, theirs=theirs)
    assert result.document.teaser is None
    assert [conflict.theirs for conflict in result.conflicts] == ["neu"]


def test_a_long_text_merges_quickly_enough_to_wait_for() -> None:
    """Two thousand blocks, every tenth the same separator; a hang would be an editor's lost evening."""
    blocks = [Paragraph("***") if n % 10 == 0 else Paragraph(f"Absatz {n}") for n in range(2000)]
    ours, theirs = list(blocks), list(blocks)
    ours[5], theirs[1995] = Paragraph("unserer"), Paragraph("ihrer")
    base = Document(body=tuple(blocks))
    result = merge(
        base=base,
        ours=msgspec.structs.replace(base, body=tuple(ours)),
        theirs=msgspec.structs.replace(base, body=tuple(theirs)),
    )
    assert result.conflicts == ()
    assert result.document.body[5] == Paragraph("unserer")
    assert result.document.body[1995] == Paragraph("ihrer")


def chosen(base: Document, ours: Document, theirs: Document, choice: Choice) -> Merged:
    """Merge, choose alike for every conflict, and merge again."""
    keys = merge(base=base, ours=ours, theirs=theirs).open
    return merge(base=base, ours=ours, theirs=theirs, choices=dict.fromkeys(keys, choice))


@pytest.mark.parametrize(("choice", "headline"), [(Choice.OURS, "unsere"), (Choice.THEIRS, "ihre")])
def test_a_choice_settles_a_field(choice: Choice, headline: str) -> None:
    base, ours, theirs = (a_document(headline=text) for text in ("alt", "unsere", "ihre"))
    assert chosen(base, ours, theirs, choice) == Merged(a_document(headline=headline), {})


@pytest.mark.parametrize(
    ("choice", "wanted"), [(Choice.OURS, "aXcdE"), (Choice.THEIRS, "aYcdE"), (Choice.BOTH, "aXYcdE")]
)
def test_a_choice_settles_a_block(choice: Choice, wanted: str) -> None:
    base, ours, theirs = (Document(body=body(text)) for text in ("abcde", "aXcde", "aYcdE"))
    result = chosen(base, ours, theirs, choice)
    assert (letters(result.document.body), result.open) == (wanted, {})


def test_a_choice_holds_while_one_goes_on_writing_elsewhere() -> None:
    base, ours, theirs = (Document(body=body(text)) for text in ("abc", "aXc", "aYc"))
    choices = dict.fromkeys(merge(base=base, ours=ours, theirs=theirs).open, Choice.THEIRS)
    later = Document(headline="Neu", body=body("aXcd"))
    result = merge(base=base, ours=later, theirs=theirs, choices=choices)
    assert (letters(result.document.body), result.document.headline, result.open) == ("aYcd", "Neu", {})


def test_what_is_typed_into_the_place_after_choosing_is_asked_about_again() -> None:
    base, ours, theirs = (Document(body=body(text)) for text in ("abc", "aXc", "aYc"))
    choices = dict.fromkeys(merge(base=base, ours=ours, theirs=theirs).open, Choice.THEIRS)
    result = merge(base=base, ours=Document(body=body("aZc")), theirs=theirs, choices=choices)
    assert (letters(result.document.body), len(result.open)) == ("aZc", 1)


def test_a_choice_does_not_hold_for_what_they_write_afterwards() -> None:
    base, ours, theirs = (Document(body=body(text)) for text in ("abc", "aXc", "aYc"))
    choices = dict.fromkeys(merge(base=base, ours=ours, theirs=theirs).open, Choice.THEIRS)
    result = merge(base=base, ours=ours, theirs=Document(body=body("aQc")), choices=choices)
    assert (letters(result.document.body), len(result.open)) == ("aXc", 1)


def test_a_block_moved_here_and_deleted_there_is_gone_when_theirs_is_chosen() -> None:
    base, ours, theirs = (Document(body=body(text)) for text in ("abcde", "acdeb", "acde"))
    assert letters(chosen(base, ours, theirs, Choice.THEIRS).document.body) == "acde"
    assert letters(chosen(base, ours, theirs, Choice.OURS).document.body) == "acdeb"
