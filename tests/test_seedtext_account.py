"""Nothing lost, nothing counted twice, never a traceback: for any text at all."""

import contextlib
import json
import re
from collections.abc import Mapping
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.document import to_builtins
from articles.sources import UnreadableSource
from articles.sources.decoding import clean
from articles.sources.headlines import split_line
from articles.sources.seedtext import read
from tests.seedtexts import FIRST, HEADLINE, SECOND, SUBHEAD, TEASER

SHARED = Path(__file__).resolve().parents[2] / "shared"

LINES = [
    HEADLINE,
    TEASER,
    FIRST,
    SUBHEAD,
    SECOND,
    "Panorama",
    "17.05.2014, 09.00 Uhr",
    "31.02.2014, 9.00 Uhr",
    "Stand: 28.04.2023 17:23 Uhr",
    "Montag, 3. März 2014",
    "Von news.de-Redakteurin - Uhr",
    "Von news.de-Redakteur Max Muster",
    "Von Max Muster, dpa",
    "jat/koj/news.de",
    "(dr/spot)",
    "Quelle: ntv.de, ino/dpa",
    "© dpa-infocom, dpa:230428-99-483045/5",
    "© dpa",
    "abc",
    "Ein Kahn. Bild: Max Muster/dpa",
    "Ein Kahn. (Foto) Suche",
    "Ein Kahn.",
    "Bild: dpa",
    "© AFP | HANDOUT",
    "Max Muster / AP",
    "Ein Kahn. (Symbolfoto: dpa | Muster)",
    "Video: reuters, Bild: dpa",
    "Ein Mann (l.) und ein Hund (r.)",
    "Lesen Sie auch: Kahn gesunken",
    "Lesen Sie auch",
    "AUCH INTERESSANT",
    "Schon gelesen?",
    "• Kahn gesunken",
    "• Gesperrt: Der Weg.",
    "- Strich",
    "1. FC Musterhausen",
    "2. Liga",
    "FOTOS: Parks in Bildern",
    "FOTOS:",
    "zurück Weiter Ein Kahn. (Foto) Foto: Muster.org / dpa Kamera",
    "zurück Weiter",
    "1 von 13",
    "2 von 13 Der Teich. Foto: dpa",
    "VIDEO:",
    "Video: spot on news",
    "VIDEO: Der Teich läuft aus",
    "Sie können den Tweet nicht sehen?Dann hier entlang.",
    "Bilderstrecke starten (16 Bilder)",
    "Folgen Sie News.de schon bei Facebook und YouTube? Hier geht es zur Redaktion. /fka/news.de",
    "Bleiben Sie dran!",
    "Themen",
    "Themen: A, B",
    "Empfehlungen für den news.de-Leser",
    "• Artikel teilen:",
    "Seiten: 123",
    "mehr »",
    "Niemand war dabei. mehr »",
    "Anzeige",
    "* * *",
    "+++ 19.12.2019: Der Rat tagt +++",
    "„Die Linden waren immer da“",
    "– Erika Muster",
    "Neues Foto: Erika Beispiel",
    "Fotostrecke: Ein Park",
    "Am Ende sagte er „nichts darüber.“(phy)",
    "https://youtu.be/abc",
    " ",
    "\u200b",
    "\x01",
    "Musterhausen (dpa) - " + FIRST,
]


def letters(value: object) -> str:
    """Return the letters and digits of all strings inside `value`, in order: blanks and signs do not count."""
    if isinstance(value, str):
        return "".join(filter(str.isalnum, value))
    if isinstance(value, dict):
        return "".join(letters(inner) for key, inner in value.items() if key != "type")
    if isinstance(value, list | tuple):
        return "".join(letters(inner) for inner in value)
    return ""


def check(text: str, corrections: Mapping[int, str] | None = None) -> None:
    """Assert all that holds for every text: the account is exact, and every word is kept or named as dropped."""
    data = text.encode("utf-8", "replace")
    try:
        reading = read(data, corrections=corrections)
    except UnreadableSource:
        return
    assert read(data, corrections=corrections) == reading
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert [line.line for line in reading.account] == [number for number, line in enumerate(lines, 1) if line.strip()]
    msgspec.json.encode(reading)
    document = to_builtins(reading.document)
    front = letters({key: value for key, value in document.items() if key != "body"})
    parts = [front, *(letters(block) for block in document["body"])]
    for line in reading.account:
        if line.role.startswith("furniture:"):
            continue
        for segment in left_over(clean(lines[line.line - 1]), line.dropped):
            if line.role == "byline":
                # The document sorts authors before agencies, whatever the line does.
                assert all(letters(word) in front for word in re.split(r"[\s/,|]+", segment)), (line, segment)
            else:
                assert any(letters(segment) in part for part in parts), (line, segment)


def left_over(line: str, dropped: tuple[str, ...]) -> list[str]:
    """Return what of the line lies between the dropped pieces, which must stand in it in this order."""
    segments, position = [], 0
    for piece in dropped:
        start = line.find(clean(piece), position)
        assert start >= 0, (line, dropped)
        segments.append(line[position:start])
        position = start + len(clean(piece))
    return [*segments, line[position:]]


def test_the_reference_and_the_layouts_lose_nothing_however_they_are_cut():
    paths = [*(SHARED / "seeds").glob("*.txt"), *(SHARED / "seed-forms").glob("*.txt")]
    if not paths:
        pytest.skip("The seed texts are not beside the checkout.")
    for path in paths:
        text = path.read_text("utf-8")
        check(text)
        lines = text.split("\n")
        for start in range(0, len(lines), 2):
            check("\n".join(lines[start:]))
            check("\n".join(lines[:start]))
        data = text.encode()
        for end in range(1, len(data), 97):
            read(data[:end])
            read(data[end:])


@settings(max_examples=300)
@given(
    st.lists(
        st.tuples(st.sampled_from(LINES), st.sampled_from(["\n", "\n\n", "\r\n", "\n \n"])), min_size=1, max_size=14
    )
)
def test_any_order_of_real_looking_lines(parts):
    check("".join(line + gap for line, gap in parts))


@settings(max_examples=150)
@given(st.text(max_size=200))
def test_any_text(text):
    check("".join(letter for letter in text if letter.isprintable() or letter in " \n\r\t"))


@settings(max_examples=150)
@given(st.lists(st.tuples(st.sampled_from(LINES), st.text(alphabet=" :/()|+-–•.»0123abÄ©\n", max_size=6)), max_size=6))
def test_lines_with_signs_between(parts):
    check("".join(line + signs for line, signs in parts))


@settings(max_examples=150)
@given(st.binary(max_size=300))
def test_any_bytes(data):
    try:
        reading = read(data)
    except UnreadableSource:
        return
    msgspec.json.encode(reading)


@given(st.text(alphabet='ab :."„“()0\u00a0X', max_size=40))
def test_kicker_and_headline_give_the_line_back(line):
    assert ": ".join(part for part in split_line(line) if part) == " ".join(line.split())


def test_hostile_strings():
    path = SHARED / "corpora" / "blns" / "blns.json"
    if not path.exists():
        pytest.skip("The corpus blns is not beside the checkout.")
    strings = json.loads(path.read_text("utf-8"))
    for string in strings:
        for text in (string, f"{HEADLINE}\n\n{string}\n\n{FIRST}"):
            with contextlib.suppress(UnreadableSource):
                msgspec.json.encode(read(text.encode("utf-8", "replace")))
    msgspec.json.encode(read("\n".join(strings).encode("utf-8", "replace")))


def test_a_line_that_nobody_sees_below_the_topics_is_no_topic():
    reading = read(f"{HEADLINE}\n\n{FIRST}\n\nThemen\n\u200b\nParks".encode())
    assert [line.role for line in reading.account][3:] == ["separator", "paragraph"]
