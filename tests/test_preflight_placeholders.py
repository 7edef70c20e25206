"""What was left to be filled in is found; ordinary words, names and addresses are not taken for it."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.desk.checks.placeholders import placeholder_in
from articles.document import FactBox, ListBlock, Paragraph, Picture, PictureBlock, Quote, Subhead
from tests.documents import TEXTS
from tests.preflight import found, good, names


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Der Umbau kostet XXX Euro.", "XXX"),
        ("Der Umbau kostet XXX,XX Euro.", "XXX"),
        ("Bürgermeister XXXX sagte", "XXXX"),
        ("Es kamen xxx Besucher.", "xxx"),
        ("Er ist ??? Jahre alt.", "???"),
        ("Er ist (???) Jahre alt.", "???"),
        ("TKTK", "TKTK"),
        ("Zahl tktk nachtragen", "tktk"),
        ("TODO: Zitat des Ministers", "TODO"),
        ("Lorem ipsum dolor sit amet", "Lorem ipsum"),
        ("Hier steht Blindtext.", "Blindtext"),
        ("BLINDTEXT", "BLINDTEXT"),
        ("PLATZHALTER für das Zitat", "PLATZHALTER"),
        ("Platzhalter", "Platzhalter"),
        ("Platzhalter: Zitat", "Platzhalter:"),
        ("Platzhalter für das Zitat", "Platzhalter für"),
        ("Überschrift", "Überschrift"),
        ("Es sprach [Name einfügen] aus Kiel.", "[Name einfügen]"),
        ("Es sprach [Name].", "[Name]"),
        ("Am [Datum] ist es so weit.", "[Datum]"),
        ("[Zitat folgt]", "[Zitat folgt]"),
        ("Der Etat [bitte prüfen] steigt.", "[bitte prüfen]"),
        ("Der Etat [TK] steigt.", "[TK]"),
        ("Der Etat steigt um [??] Prozent.", "[??]"),
    ],
)
def test_what_was_to_be_filled_in_is_found_in_german(text: str, what: str) -> None:
    assert placeholder_in(text, language="de") == what


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The council spent TK million.", "TK"),
        ("“TK,” said the mayor.", "TK"),
        ("Born in [insert place], she", "[insert place]"),
        ("[quote TK]", "[quote TK]"),
        ("Placeholder text goes here.", "Placeholder text"),
        ("[photo to come]", "[photo to come]"),
        ("It costs £XXX.", "XXX"),
    ],
)
def test_what_was_to_be_filled_in_is_found_in_english(text: str, what: str) -> None:
    assert placeholder_in(text, language="en") == what


@pytest.mark.parametrize(
    "text",
    [
        "Die Techniker Krankenkasse (TK) hebt den Beitrag. Die TK rechnet mit Kosten.",
        "TK-Pizza wird teurer, TK-Spinat nicht.",
        "Das Hemd in XXX-Large, das Shirt in XXXL und die Hose in XXS.",
        "Der Super Bowl XXX und die Spiele der XXX. Olympiade.",
        "Die Spiele der XXX Olympiade",
        "Was soll das??? Echt jetzt?!? Hä???",
        "Er [der Minister] habe „das [...] nie gesagt“ [sic].",
        "Er sagte: „Sie [die TK] zahlt nicht“ [Anm. d. Red.].",
        "„Mein Sohn [Name der Redaktion bekannt] war da.“",
        "Der Kandidat gilt als Platzhalter für den Parteichef, der Wein als „Platzhalter“.",
        "Die Methode heißt Todo-Liste, auf Spanisch: todo. Das To-do bleibt.",
        "Mehr auf https://example.org/TODO/XXX und www.xxx.example sowie xxx@example.org.",
        "Unter #TODO und #XXX diskutiert das Netz, so @xxx.",
        "Die Überschrift war lang, der Name kurz, das Datum falsch.",
        "Chromosomen XX und XY; die Band The xx; der Film xXx.",
        "Das Foto [2] zeigt die Namen [1].",
        "Blindtexter ist kein Beruf, das Blindtext-Archiv gibt es.",
        "",
    ],
)
def test_ordinary_german_is_left_alone(text: str) -> None:
    assert placeholder_in(text, language="de") == ""


@pytest.mark.parametrize(
    "text",
    [
        "He shops at TK Maxx and owns a TK-421 figure.",
        "Super Bowl XXX was played in Tempe. The Games of the XXX Olympiad were in London.",
        "“She [the minister] said [it] would pass,” he wrote [sic].",
        "A placeholder government; the to-do list; a todo app.",
        "What??? Really?!",
        "The insert [a leaflet] was lost.",
    ],
)
def test_ordinary_english_is_left_alone(text: str) -> None:
    assert placeholder_in(text, language="en") == ""


SEEDS = sorted((Path(__file__).resolve().parent.parent / "seeds").rglob("*.txt"))


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_no_seed_text_has_any(seed: Path) -> None:
    for line in seed.read_text(encoding="utf-8", errors="replace").splitlines():
        assert placeholder_in(line, language="de") == placeholder_in(line, language="en") == "", line


@given(st.lists(st.sampled_from(["Der", "Rat", "zahlt", "5000", "Euro", "„nie“", "Kiel.", "[sic]", "TK-Kost", "was?"])))
def test_no_row_of_ordinary_words_is_one(words: list[str]) -> None:
    assert placeholder_in(" ".join(words)) == ""


@given(TEXTS | st.text())
def test_what_is_found_stands_in_the_text(text: str) -> None:
    for language in ("de", "en"):
        assert placeholder_in(text, language=language) in text


@pytest.mark.parametrize(
    "text",
    [
        "a" * 200_000,
        "X" * 200_000 + "a",
        "?" * 200_000 + "a",
        "[" * 200_000,
        "[a" * 100_000,
        "TK" * 100_000,
        "tktk" * 50_000 + "-",
        "Bowl XXX " * 20_000,
        "lorem " * 40_000,
        "://" * 60_000,
        "[name " * 40_000,
    ],
    ids=lambda text: text[:9],
)
def test_a_hostile_text_takes_no_longer_than_another(text: str) -> None:
    start = time.process_time()
    placeholder_in(text)
    placeholder_in(text, language="en")
    assert time.process_time() - start < 1.5


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"kicker": "XXX"}, "kicker", "XXX"),
        ({"headline": "Fähre kostet XXX Euro"}, "headline", "XXX"),
        ({"teaser": "Seit ??? Monaten."}, "teaser", "???"),
        ({"body": (Subhead("TODO"), Paragraph("Text."))}, "body", "TODO"),
        ({"body": (ListBlock(("Eins", "[Name]")),)}, "body", "[Name]"),
        ({"body": (Quote("Nie.", attribution="[Name]"),)}, "body", "[Name]"),
        ({"body": (FactBox("Zahlen", (ListBlock(("XXX Tonnen",)),)),)}, "body", "XXX"),
    ],
)
def test_it_is_looked_for_wherever_words_stand(fields: dict[str, object], field: str, words: str) -> None:
    (finding,) = found(good(**fields))
    assert (finding.check, finding.field, finding.words) == ("placeholder", field, words)
    assert f"“{words}”" in finding.sentence or f"„{words}“" in finding.sentence


@pytest.mark.django_db
def test_captions_are_looked_at_too() -> None:
    lead = Picture("Minister [Name] am Kai", "dpa", "", ("dpa",), alt="Ein Mann.")
    (finding,) = found(good(lead_picture=lead))
    assert (finding.check, finding.field, finding.uuid) == ("placeholder", "lead_picture", "")
    block = PictureBlock(
        lead.caption, "dpa", "", ("dpa",), alt="Ein Mann.", uuid="6f1e1b5e-0000-4000-8000-000000000000"
    )
    (finding,) = found(good(body=(Paragraph("Text."), block)))
    assert (finding.uuid, finding.words) == (block.uuid, ""), "the node is found, its caption is not in the text"


@pytest.mark.django_db
def test_the_language_of_the_piece_decides() -> None:
    body = (Paragraph("TK says no."),)
    assert names(found(good(body=body, language="en"))) == ["placeholder"]
    assert found(good(body=body, language="de")) == []
