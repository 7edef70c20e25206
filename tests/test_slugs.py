"""Words of addresses, and the key by which a printed title finds its headline."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.models.slugs import headline_key, slug_of

# --- slugs ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Die Fähre fährt wieder", "die-faehre-faehrt-wieder"),
        ("ÄÖÜ äöü ß", "aeoeue-aeoeue-ss"),
        ("STRAẞE", "strasse"),
        ("Ayşe Yıldız und Łukasz Đurić", "ayse-yildiz-und-lukasz-duric"),
        ("Smørrebrød på Ærø", "smoerrebroed-paa-aeroe"),
        ("Café in São Tomé", "cafe-in-sao-tome"),
        ("Rakka: Wer floh – und wohin?", "rakka-wer-floh-und-wohin"),
        ("  „Ja!“, sagt sie  ", "ja-sagt-sie"),
        ("1:0 für den FC", "1-0-fuer-den-fc"),
        ("a_b--c", "a-b-c"),
        ("ﬁnale ²", "finale-2"),
        ("東京", ""),
        ("…", ""),
        ("", ""),
    ],
)
def test_a_headline_becomes_an_address(text: str, slug: str) -> None:
    assert slug_of(text) == slug


def test_decomposed_umlauts_are_spelt_out_too() -> None:
    """Macs write ä as a and two dots."""
    assert slug_of("Ha\u0308fen") == "haefen"


def test_a_long_slug_is_cut_between_words() -> None:
    assert slug_of("Eine lange Überschrift über den Hafen", limit=20) == "eine-lange"
    assert slug_of("eins zwei", limit=4) == "eins"


def test_a_single_long_word_is_cut_hard() -> None:
    assert slug_of("Donaudampfschifffahrt", limit=10) == "donaudampf"


@given(st.text(max_size=60), st.integers(1, 40))
@settings(max_examples=80)
def test_a_slug_is_always_fit_for_an_address(text: str, limit: int) -> None:
    slug = slug_of(text, limit=limit)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug)
    assert len(slug) <= limit
    assert slug_of(slug, limit=limit) == slug


# --- headline keys ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rakka: Wer floh?", "rakka wer floh"),
        ("„Wir bleiben“", '"wir bleiben"'),
        ("Hafen – Kran", "Hafen-Kran"),
        ("Große Straße", "GROSSE STRASSE"),
        ("Häfen", "Ha\u0308fen"),
        ("  viel   Luft ", "viel Luft"),
        ("a_b", "a b"),
    ],
)
def test_headlines_that_read_the_same_have_one_key(one: str, other: str) -> None:
    assert headline_key(one) == headline_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Häfen", "Hafen"), ("1:0", "10"), ("Kranbrücke", "Kran Brücke"), ("Tag 1", "Tag 2")]
)
def test_headlines_that_read_differently_have_two_keys(one: str, other: str) -> None:
    assert headline_key(one) != headline_key(other)


@given(st.text(max_size=300))
@settings(max_examples=50)
def test_a_key_fits_its_column_and_is_its_own_key(text: str) -> None:
    key = headline_key(text)
    assert len(key) <= 200
    assert headline_key(key) == key


def test_a_headline_of_nothing_but_punctuation_has_no_key() -> None:
    assert headline_key("?! …") == ""
