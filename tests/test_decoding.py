"""Bytes become text whatever they are encoded in; damage is counted and what is no text is refused."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.sources import UnreadableSource
from articles.sources.decoding import WARN_CONTROL, WARN_DOUBLE, WARN_ENCODING, WARN_LOST, clean, decode

SHARED = Path(__file__).resolve().parents[2] / "shared"
TEXT = "Große Übung am Fluß\n\nDie Wehr übt „für den Ernstfall“ – mit Erfolg. Ärger gab es nicht.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"])
def test_unicode_is_read_with_and_without_a_mark(encoding):
    decoded = decode(TEXT.encode(encoding))
    assert decoded.text == TEXT
    assert decoded.warnings == ()


@pytest.mark.parametrize(("mark", "encoding"), [(b"\xfe\xff", "utf-16-be"), (b"\x00\x00\xfe\xff", "utf-32-be")])
def test_big_endian_marks(mark, encoding):
    assert decode(mark + TEXT.encode(encoding)).text == TEXT


def test_utf_32_big_endian_without_a_mark():
    assert decode(TEXT.encode("utf-32-be")).text == TEXT


@pytest.mark.parametrize("encoding", ["windows-1252", "iso-8859-1"])
def test_the_old_western_encodings_are_read_and_named(encoding):
    text = TEXT if encoding == "windows-1252" else "Große Übung am Fluß, ganz ohne Ärger.\n"
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.warnings == (WARN_ENCODING.format(encoding="windows-1252"),)


def test_another_old_encoding_is_guessed_and_named():
    text = "Česká republika má nové mosty. Řeka Vltava je široká a příští týden začne oprava mostů. " * 12
    decoded = decode(text.encode("cp1250"))
    assert "nové mosty" in decoded.text
    assert len(decoded.warnings) == 1


def test_damaged_utf_8_stays_utf_8_and_the_loss_is_counted():
    data = TEXT.encode().replace("ü".encode(), b"\xc3", 1)
    decoded = decode(data)
    assert decoded.text.replace("\ufffd", "ü", 1) == TEXT
    assert decoded.warnings == (WARN_LOST.format(count=1),)


def test_a_text_cut_inside_its_only_umlaut_is_utf_8():
    decoded = decode("Am Fluss stand ein Bär".encode()[:-2])
    assert decoded.text == "Am Fluss stand ein B\ufffd"
    assert decoded.encoding == "utf-8"


def test_an_odd_byte_at_the_end_of_utf_16_is_damage():
    assert decode(TEXT.encode("utf-16") + b"\x20").warnings == (WARN_LOST.format(count=1),)


def test_letters_encoded_twice_are_kept_and_pointed_out():
    twice = "Große Übung".encode().decode("cp1252").encode()
    decoded = decode(twice)
    assert decoded.text == "GroÃŸe Ãœbung"
    assert decoded.warnings == (WARN_DOUBLE,)


def test_a_few_control_characters_are_counted_and_cleaned_away():
    decoded = decode(("Ein\x00 Satz mit\x07 Rest und so weiter. " * 4).encode())
    assert decoded.warnings == (WARN_CONTROL.format(count=8),)
    assert clean(decoded.text).startswith("Ein Satz mit Rest")


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t\n", "\u00a0\u2028\n".encode(), b"\xef\xbb\xbf", b"\xff\xfe", b"\xef\xbb\xbf\n \n"]
)
def test_nothing_to_read_is_refused(data):
    with pytest.raises(UnreadableSource, match="empty or holds blanks only"):
        decode(data)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "a PNG picture"),
        (b"PK\x03\x04" + bytes(100), "a ZIP archive"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG picture"),
        (b"{\\rtf1\\ansi Text}", "an RTF document"),
        (bytes(range(256)) * 40, "binary"),
        (bytes(400), "binary"),
        (b"\x01\x02\x03\x04" * 50, "binary"),
    ],
)
def test_what_is_no_text_is_refused_with_the_remedy(data, what):
    with pytest.raises(UnreadableSource, match=what) as caught:
        decode(data)
    assert "save the page's text" in str(caught.value)


def test_every_encoding_of_the_corpus_is_read_or_refused():
    folder = SHARED / "corpora" / "text-encodings" / "encoding"
    if not folder.is_dir():
        pytest.skip("The corpus text-encodings is not beside the checkout.")
    for path in sorted(folder.iterdir()):
        assert decode(path.read_bytes()).text, path.name


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data):
    try:
        decoded = decode(data)
    except UnreadableSource:
        return
    decoded.text.encode("utf-8")


@given(st.text())
def test_any_utf_8_comes_back_as_it_is(text):
    with contextlib.suppress(UnreadableSource):
        assert decode(b"\xef\xbb\xbf" + text.encode()).text == text


@given(st.text())
def test_cleaned_text_holds_nothing_that_a_feed_cannot_carry(text):
    cleaned = clean(text)
    assert cleaned == " ".join(cleaned.split())
    assert not any(ord(letter) < 32 or letter in "\x7f\ufffe\uffff" for letter in cleaned)
