"""The body's HTML: nothing is lost between editor and blocks."""

import re
import uuid
from html import unescape

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.body import Piece, pieces, sanitise, to_blocks, to_html
from articles.document import (
    Block,
    Embed,
    FactBox,
    GalleryBlock,
    ListBlock,
    Paragraph,
    PictureBlock,
    Quote,
    Related,
    Subhead,
)
from tests.documents import bodies

UUID = "0f0a4f9e-6f51-4d2e-9f43-5b5d0e3c7a11"


def placed(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return `blocks` with a UUID on each that stands for a row."""
    return tuple(
        msgspec.structs.replace(block, uuid=str(uuid.UUID(int=number)))
        if isinstance(block, PictureBlock | GalleryBlock | Related)
        else block
        for number, block in enumerate(blocks)
    )


def shell(block: Block) -> Block:
    """Return what the HTML says of `block`: of a row its UUID and no more."""
    match block:
        case PictureBlock(uuid=one):
            return PictureBlock("", "", "", (), uuid=one)
        case GalleryBlock(uuid=one):
            return GalleryBlock("", (), uuid=one)
        case Related(uuid=one):
            return Related("", "", uuid=one)
        case _:
            return block


def words_of(html: str) -> list[str]:
    return unescape(re.sub(r"<[^>]*>", " ", html)).split()


def words_in(blocks: tuple[Block, ...]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        match block:
            case ListBlock(items=items):
                found += " ".join(items).split()
            case Quote(text=text, attribution=attribution):
                found += f"{text} {attribution}".split()
            case FactBox(title=title, blocks=inside):
                found += [*title.split(), *words_in(inside)]
            case Paragraph(text=text) | Subhead(text=text):
                found += text.split()
    return found


# --- there and back ---------------------------------------------------------------------------------------------


@given(bodies().map(placed))
@settings(max_examples=60)
def test_blocks_come_back_from_their_html(blocks: tuple[Block, ...]) -> None:
    assert to_blocks(to_html(blocks)) == tuple(map(shell, blocks))


@given(bodies().map(placed))
@settings(max_examples=40)
def test_what_to_html_makes_is_sanitised(blocks: tuple[Block, ...]) -> None:
    assert sanitise(to_html(blocks)) == to_html(blocks)


@pytest.mark.parametrize(
    ("block", "html"),
    [
        (Paragraph("Müller & Söhne < 3"), "<p>Müller &amp; Söhne &lt; 3</p>"),
        (Paragraph("sehr laut", html="sehr <em>laut</em>"), "<p>sehr <em>laut</em></p>"),
        (Subhead("Oben"), "<h2>Oben</h2>"),
        (Subhead("Unten", level=3), "<h3>Unten</h3>"),
        (ListBlock(("eins", "zwei")), "<ul><li><p>eins</p></li><li><p>zwei</p></li></ul>"),
        (ListBlock(("eins",), ordered=True), "<ol><li><p>eins</p></li></ol>"),
        (Quote("Ja.\nNein."), "<blockquote><p>Ja.</p><p>Nein.</p></blockquote>"),
        (Quote("Ja.", attribution="Ott & Söhne"), "<blockquote><p>Ja.</p><cite>Ott &amp; Söhne</cite></blockquote>"),
        (
            FactBox("Die Brücke", (Paragraph("Von 1908."), ListBlock(("eins", "zwei"), ordered=True))),
            "<story-facts><h3>Die Brücke</h3><p>Von 1908.</p><ol><li><p>eins</p></li><li><p>zwei</p></li></ol>"
            "</story-facts>",
        ),
        (
            FactBox("", (Paragraph("sehr alt", html="sehr <em>alt</em>"),)),
            "<story-facts><p>sehr <em>alt</em></p></story-facts>",
        ),
        (FactBox("A & B", ()), "<story-facts><h3>A &amp; B</h3></story-facts>"),
        (PictureBlock("", "", "", (), uuid=UUID), f'<story-picture uuid="{UUID}"></story-picture>'),
        (GalleryBlock("", (), uuid=UUID), f'<story-gallery uuid="{UUID}"></story-gallery>'),
        (Related("", "", uuid=UUID), f'<story-related uuid="{UUID}"></story-related>'),
        (
            Embed("youtube", url="https://example.org/v", text='Ein "Film"'),
            '<story-embed provider="youtube" url="https://example.org/v" text="Ein &quot;Film&quot;"></story-embed>',
        ),
    ],
)
def test_each_block_has_its_html(block: Block, html: str) -> None:
    assert to_html((block,)) == html
    assert to_blocks(html) == (block,)


def test_nothing_is_nothing() -> None:
    assert to_html(()) == ""
    assert to_blocks("") == ()


# --- what editors and pastes make -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        pytest.param("lose", (Paragraph("lose"),), id="text outside of any block"),
        pytest.param("<p>eins</p>zwei<p>drei</p>", tuple(map(Paragraph, ("eins", "zwei", "drei"))), id="text between"),
        pytest.param("<p>eins<br>zwei</p>", (Paragraph("eins zwei", html="eins<br>zwei"),), id="a line break"),
        pytest.param("<p>  viel \n Luft </p>", (Paragraph("viel Luft"),), id="blanks"),
        pytest.param("<p></p><p> </p><p>&nbsp;</p><h2></h2><p><br></p>", (), id="empty lines"),
        pytest.param("<h2></h2>Text", (Paragraph("Text"),), id="text after an empty heading"),
        pytest.param("<ul><li>a<ul><li>b</li></ul>c</li></ul>", (ListBlock(("a", "b", "c")),), id="a list in a list"),
        pytest.param(
            "<ol><li><ul><li>a</li></ul></li><li>b</li></ol>", (ListBlock(("a", "b"), ordered=True),), id="list first"
        ),
        pytest.param(
            "<blockquote><ul><li>a</li></ul><h2>b</h2></blockquote>", (Quote("a\nb"),), id="a list in a quotation"
        ),
        pytest.param(
            "<ul><li>a</li><li><em>b</em></li></ul>",
            (ListBlock(("a", "b"), html=("a", "<em>b</em>")),),
            id="mark-up in one item",
        ),
        pytest.param(
            "<strong>a<p>b</p></strong><p>c</p>",
            (Paragraph("a", html="<strong>a</strong>"), Paragraph("b", html="<strong>b</strong>"), Paragraph("c")),
            id="mark-up around blocks",
        ),
        pytest.param(
            f'<p>a<story-picture uuid="{UUID}">b</story-picture>c</p>',
            (Paragraph("a"), PictureBlock("", "", "", (), uuid=UUID), Paragraph("b"), Paragraph("c")),
            id="a node with text in the middle of a paragraph",
        ),
        pytest.param(
            f'<blockquote><p>a</p><story-picture uuid="{UUID}"></story-picture><p>b</p></blockquote><p>c</p>',
            (Quote("a\nb"), PictureBlock("", "", "", (), uuid=UUID), Paragraph("c")),
            id="a picture dropped into a quotation follows it",
        ),
        pytest.param(
            f'<ul><li><story-gallery uuid="{UUID}"></story-gallery></li></ul>',
            (GalleryBlock("", (), uuid=UUID),),
            id="a gallery alone in a list",
        ),
        pytest.param(
            "<blockquote><p>Ja.</p><p>– Ott</p></blockquote>",
            (Quote("Ja.", attribution="Ott"),),
            id="a speaker as before",
        ),
        pytest.param(
            "<blockquote><p>Ja.</p><cite>– <em>Ott</em></cite></blockquote>",
            (Quote("Ja.", attribution="Ott"),),
            id="a speaker with a dash and mark-up",
        ),
        pytest.param("<blockquote><p>Ja.</p><cite></cite></blockquote>", (Quote("Ja."),), id="nobody spoke"),
        pytest.param("<blockquote><p>Ja.</p><cite>–</cite></blockquote>", (Quote("Ja."),), id="a dash and nobody"),
        pytest.param("<blockquote><p>Ja.</p><p>–</p></blockquote>", (Quote("Ja."),), id="a dash as before and nobody"),
        pytest.param(
            "<blockquote><p>Ja.</p><p>– Ott</p><cite>–</cite></blockquote>",
            (Quote("Ja.", attribution="Ott"),),
            id="a speaker before a lone dash",
        ),
        pytest.param("<blockquote><cite>Ott</cite></blockquote>", (Quote("Ott"),), id="a speaker who says nothing"),
        pytest.param(
            "<blockquote><p>Aus <cite>Faust</cite> zitiert.</p></blockquote>",
            (Quote("Aus\nFaust\nzitiert."),),
            id="a work cited inside of a quotation",
        ),
        pytest.param(
            "<story-facts>lose<h3>Kopf</h3><h2>Fuß</h2></story-facts>",
            (FactBox("", tuple(map(Paragraph, ("lose", "Kopf", "Fuß")))),),
            id="headings inside of a box",
        ),
        pytest.param(
            f"<story-facts><h2>Kopf</h2><ul><li>a</li></ul>"
            f'<story-picture uuid="{UUID}"></story-picture><p>b</p></story-facts><p>c</p>',
            (
                FactBox("Kopf", (ListBlock(("a",)), Paragraph("b"))),
                PictureBlock("", "", "", (), uuid=UUID),
                Paragraph("c"),
            ),
            id="a picture dropped into a box follows it",
        ),
        pytest.param(
            "<story-facts><blockquote><p>a</p><cite>b</cite></blockquote><story-facts><h3>c</h3></story-facts></story-facts>",
            (FactBox("", tuple(map(Paragraph, "abc"))),),
            id="a quotation and a box in a box",
        ),
        pytest.param(
            "<ul><li>a<story-facts><h3>b</h3><p>c</p></story-facts></li></ul>",
            (ListBlock(("a", "b", "c")),),
            id="a box in a list",
        ),
        pytest.param("<story-facts><h3></h3><p> </p></story-facts>", (), id="an empty box"),
    ],
)
def test_odd_html_becomes_blocks_that_can_be_stored(html: str, blocks: tuple[Block, ...]) -> None:
    assert to_blocks(sanitise(html)) == blocks
    assert to_blocks(to_html(blocks)) == blocks


_ELEMENTS = (
    "p h2 h3 ul ol li blockquote cite story-facts strong em br div table td span b".split()  # what is kept, and not
)
_TAG_SOUP = st.lists(
    st.one_of(
        st.sampled_from(_ELEMENTS).map("<{}>".format),
        st.sampled_from(_ELEMENTS).map("</{}>".format),
        st.sampled_from([" eins ", " zwei ", " &lt;b&gt; ", " R&amp;B "]),
        st.sampled_from([f'<story-picture uuid="{UUID}"></story-picture>', '<a href="/x">']),
    ),
    max_size=14,
).map("".join)


@given(_TAG_SOUP)
@settings(max_examples=200)
def test_no_word_of_a_sanitised_body_is_lost(soup: str) -> None:
    html = sanitise(soup)
    assert words_in(to_blocks(html)) == words_of(html)


@given(_TAG_SOUP)
@settings(max_examples=150)
def test_the_blocks_of_any_body_are_stable(soup: str) -> None:
    blocks = to_blocks(sanitise(soup))
    assert to_blocks(to_html(blocks)) == blocks


@given(_TAG_SOUP)
@settings(max_examples=150)
def test_sanitising_twice_changes_nothing(soup: str) -> None:
    assert sanitise(sanitise(soup)) == sanitise(soup)


# --- pieces of a rendered body ----------------------------------------------------------------------------------


@given(bodies().map(placed))
@settings(max_examples=40)
def test_pieces_join_to_the_body_again(blocks: tuple[Block, ...]) -> None:
    html = to_html(blocks)
    found = list(pieces(html))
    assert "".join(piece.html for piece in found) == html
    places = {
        PictureBlock: "picture",
        GalleryBlock: "gallery",
        Related: "related",
        Embed: "embed",
        FactBox: "facts",
    }
    kinds = [places.get(type(block), "html") for block in blocks]
    assert [piece.kind for piece in found] == [
        kind for number, kind in enumerate(kinds) if kind != "html" or number == 0 or kinds[number - 1] != "html"
    ]


def test_a_piece_names_its_row() -> None:
    picture = f'<story-picture uuid="{UUID}"></story-picture>'
    assert list(pieces(f"<p>a</p><h2>b</h2>{picture}<p>c</p>")) == [
        Piece("html", html="<p>a</p><h2>b</h2>"),
        Piece("picture", html=picture, uuid=UUID),
        Piece("html", html="<p>c</p>"),
    ]


def test_a_box_with_a_gallery_dropped_into_it_hides_no_place() -> None:
    html = f'<story-facts><p>a</p><story-gallery uuid="{UUID}"></story-gallery></story-facts>'
    assert [(piece.kind, piece.uuid) for piece in pieces(html)] == [("html", ""), ("gallery", UUID), ("html", "")]


def test_a_body_without_places_is_one_piece() -> None:
    assert list(pieces("<p>a</p>")) == [Piece("html", html="<p>a</p>")]
    assert list(pieces("")) == []


def test_an_embed_with_angle_brackets_in_its_text_is_one_place() -> None:
    html = to_html((Embed("x", url="https://example.org/", text="<b>a</b> > c"), Paragraph("d")))
    assert [piece.kind for piece in pieces(html)] == ["embed", "html"]
