"""Documents for tests: one plain example, and a hypothesis strategy for all that a document can be.

Texts are single lines without doubled blanks and control characters, as sources make them; no block has a UUID.
"""

import datetime
from html import escape
from typing import Any

from hypothesis import strategies as st

from articles.document import (
    Block,
    Byline,
    BylineAuthor,
    Document,
    Embed,
    FactBox,
    GalleryBlock,
    ListBlock,
    Paragraph,
    Picture,
    PictureBlock,
    Quote,
    Related,
    Subhead,
)

# --- words ------------------------------------------------------------------------------------------------------

# Letters of many scripts, digits, punctuation and symbols (<, & and quotes among them); no blanks, no controls.
_SIGNS = st.characters(exclude_categories=("C", "Z"))
WORDS = st.text(_SIGNS, min_size=1, max_size=8)
TEXTS = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
_MAYBE = st.none() | TEXTS
_OR_NOTHING = st.just("") | TEXTS
_SPEAKERS = st.just("") | TEXTS.filter(lambda name: name[0] not in "–—")  # a dash in front is not of the name
_INITIALS = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzäöü"), min_size=2, max_size=4)
_CODES = st.sampled_from(["dpa", "AFP", "Reuters", "news.de", "epd", "KNA"])
_START = datetime.datetime(1900, 1, 1, tzinfo=datetime.UTC)
_TIMES = st.timedeltas(datetime.timedelta(0), datetime.timedelta(days=73_000)).map(_START.__add__)


def _distinct(values: st.SearchStrategy[str], most: int) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(values, max_size=most, unique_by=str.casefold).map(tuple)


# --- inline mark-up ---------------------------------------------------------------------------------------------

_MARKS = st.sampled_from(
    [
        ("<strong>", "</strong>"),
        ("<em>", "</em>"),
        ("<strong><em>", "</em></strong>"),
        ('<a href="https://example.org/?a=1&amp;b=2" rel="noopener">', "</a>"),
    ]
)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, str]:
    """Return a text and the same text as HTML with a marked word in it."""
    words = draw(st.lists(WORDS, min_size=1, max_size=4))
    place = draw(st.integers(0, len(words) - 1))
    before, after = draw(_MARKS)
    html = [escape(word, quote=False) for word in words]
    html[place] = f"{before}{html[place]}{after}"
    return " ".join(words), " ".join(html)


def _plain(text: str) -> tuple[str, str]:
    return text, ""


# --- blocks -----------------------------------------------------------------------------------------------------


def _pictures(kind: type[Picture]) -> st.SearchStrategy[Any]:
    return st.builds(
        kind,
        caption=_OR_NOTHING,
        credit=_OR_NOTHING,
        creator=_OR_NOTHING,
        agencies=_distinct(_CODES, 2),
        alt=_OR_NOTHING,
        uuid=st.just(""),
    )


def _lists(*, markup: bool) -> st.SearchStrategy[ListBlock]:
    plain = st.builds(ListBlock, st.lists(TEXTS, min_size=1, max_size=3).map(tuple), ordered=st.booleans())
    if not markup:
        return plain
    with_marks = st.builds(
        lambda items, ordered: ListBlock(
            tuple(text for text, _html in items), ordered=ordered, html=tuple(html for _text, html in items)
        ),
        st.lists(marked(), min_size=1, max_size=3),
        st.booleans(),
    )
    return plain | with_marks


def blocks(*, markup: bool = True) -> st.SearchStrategy[Block]:
    """Return a strategy for one block of any kind.

    Args:
        markup: whether paragraphs, subheads, quotes and lists may have inline mark-up.
    """
    lines = TEXTS.map(_plain) | marked() if markup else TEXTS.map(_plain)
    return st.one_of(
        lines.map(lambda line: Paragraph(line[0], html=line[1])),
        st.builds(lambda line, level: Subhead(line[0], html=line[1], level=level), lines, st.sampled_from([2, 3])),
        _lists(markup=markup),
        st.builds(lambda line, attribution: Quote(line[0], attribution=attribution, html=line[1]), lines, _SPEAKERS),
        st.builds(
            FactBox,
            TEXTS,
            st.lists(lines.map(lambda line: Paragraph(line[0], html=line[1])) | _lists(markup=markup), max_size=3).map(
                tuple
            ),
        ),
        st.builds(
            Related, _OR_NOTHING, _OR_NOTHING, url=st.sampled_from(["", "https://example.org/mehr"]), uuid=st.just("")
        ),
        _pictures(PictureBlock),
        st.builds(
            GalleryBlock,
            _OR_NOTHING,
            st.lists(_pictures(Picture), min_size=1, max_size=3).map(tuple),
            kicker=_OR_NOTHING,
            uuid=st.just(""),
        ),
        st.builds(
            Embed,
            st.sampled_from(["youtube", "x"]),
            url=st.sampled_from(["", "https://example.org/v?a=1&b=2"]),
            text=_OR_NOTHING,
        ),
    )


def _authors() -> st.SearchStrategy[tuple[BylineAuthor, ...]]:
    role = st.sampled_from(["writing", "editing", "photo"])
    by_initials = st.builds(BylineAuthor, initials=_INITIALS, role=role)
    by_name = st.builds(BylineAuthor, name=st.sampled_from(["Max Muster", "Ayşe Öz", "Jo d'Arc"]), role=role)
    return st.lists(by_initials | by_name, max_size=3, unique_by=lambda one: (one.initials or one.name).casefold()).map(
        tuple
    )


def bodies(*, markup: bool = True) -> st.SearchStrategy[tuple[Block, ...]]:
    """Return a strategy for up to six blocks."""
    return st.lists(blocks(markup=markup), max_size=6).map(tuple)


def documents(*, markup: bool = True) -> st.SearchStrategy[Document]:
    """Return a strategy for valid documents; see `blocks` for `markup`."""
    return st.builds(
        Document,
        kicker=_MAYBE,
        headline=_MAYBE,
        teaser=_MAYBE,
        published_at=st.none() | _TIMES,
        updated_at=st.none() | _TIMES,
        section=st.sampled_from([None, "Hafen", "Politik", "Straße & Schiene"]),
        language=st.sampled_from(["de", "en"]),
        lead_picture=st.none() | _pictures(Picture),
        byline=st.builds(Byline, _authors(), _distinct(_CODES, 2), printed=_OR_NOTHING),
        body=bodies(markup=markup),
        tags=_distinct(TEXTS, 3),
    )


# --- one example ------------------------------------------------------------------------------------------------


def a_picture(caption: str = "Die Fähre legt ab.", **fields: Any) -> Picture:
    """Return a picture by Asmaa Waguih for dpa."""
    values: dict[str, Any] = {"credit": "Asmaa Waguih/dpa", "creator": "Asmaa Waguih", "agencies": ("dpa",)}
    return Picture(caption=caption, **values | fields)


def a_document(**fields: Any) -> Document:
    """Return a plain article with something of everything; `fields` replace those of the example."""
    values: dict[str, Any] = {
        "kicker": "Drehbrücke",
        "headline": "Die Fähre fährt wieder",
        "teaser": "Nach drei Wochen ist der Hafen frei.",
        "published_at": datetime.datetime(2026, 11, 20, 9, 30, tzinfo=datetime.UTC),
        "section": "Hafen",
        "lead_picture": a_picture(),
        "byline": Byline((BylineAuthor(initials="jat"), BylineAuthor(initials="koj")), ("news.de",)),
        "body": (
            Paragraph("Um sechs Uhr früh hob sich die Brücke."),
            Subhead("Drei Wochen Stillstand"),
            Paragraph("Der Schaden lag im Getriebe."),
            Related("Lesen Sie auch", "Wer zahlt für die Brücke?"),
            GalleryBlock(
                "Die Brücke in Bildern",
                (a_picture("Der Motor."), a_picture("Das Getriebe."), a_picture("Der Brückenwart.")),
            ),
        ),
        "tags": ("Brücke", "Hafen"),
    }
    return Document(**values | fields)
