"""Headline, kicker, teaser and section; and what is no article at all."""

import pytest

from articles.document import Paragraph, Subhead
from articles.sources.seedtext import read, split_line
from tests.seedtexts import FIRST, HEADLINE, SECOND, SUBHEAD, TEASER, article, is_whole, page, roles


@pytest.mark.parametrize(
    ("line", "kicker", "headline"),
    [
        ("Streit im Park: Wer zahlt?", "Streit im Park", "Wer zahlt?"),
        ("rbb: Streit im Park: Wer zahlt?", "rbb", "Streit im Park: Wer zahlt?"),
        ("Streit   im Park:   Wer\u00a0zahlt?", "Streit im Park", "Wer zahlt?"),
        ("Der Zug um 9:30 fällt aus", None, "Der Zug um 9:30 fällt aus"),
        ("Um 9:30 Uhr: Der Zug fällt aus", "Um 9:30 Uhr", "Der Zug fällt aus"),
        ("https://musterbote.de: eine Adresse", "https://musterbote.de", "eine Adresse"),
        ("Streit im Park:", None, "Streit im Park:"),
        ("Streit:Wer zahlt?", None, "Streit:Wer zahlt?"),
        ("„Streit im Park: Wer zahlt?“", None, "„Streit im Park: Wer zahlt?“"),
        ("Wer zahlt? Der Rat sagt: niemand", None, "Wer zahlt? Der Rat sagt: niemand"),
        ("16. Fest der Linden: Alle kommen", "16. Fest der Linden", "Alle kommen"),
        ("Nach vielen langen Jahren der Suche nach einem Gärtner gilt: Er kommt", None, None),
        (": Wer zahlt?", None, ": Wer zahlt?"),
    ],
)
def test_the_kicker_ends_at_the_first_colon_that_reads_so(line, kicker, headline):
    found = split_line(line)
    collapsed = " ".join(line.split())
    assert found == (kicker, headline if headline is not None else collapsed)
    assert ": ".join(part for part in found if part) == collapsed


@pytest.mark.parametrize(
    "line",
    [
        "Erster Gärtner geht nach vierzig Jahren",
        "Papst Benedikt XVI. besucht den Park",
        "Besuch bei Papst Benedikt XVI.",
        "Haft für Gärtner Andreas H.",
        "Rat sieht „wachsende Kluft im Park“",
        "„Wir haben von nichts gewusst“",
        "Wer war es? Polizei ermittelt im Stadtpark",
        "Stadtpark: Es bleibt dabei!",
        "2. Liga: 1. FC Musterhausen schlägt den VfB mit 3:2",
        "Das war es also.",
        "Fotostrecke: Ein Park im Wandel",
        "Video: Der Teich läuft aus",
        "Musterhausen – Wer zahlt für den Park?",
        "EILMELDUNG: PARK GESPERRT",
        "iPark: Eine App zeigt freie Bänke",
        "Unglück im Stadtpark im News-Ticker aktuell: Streit um alte Linden: Müssen alle bis zum Frühjahr warten?",
    ],
)
def test_first_lines_that_are_headlines(line):
    reading = page(line, TEASER, FIRST, SUBHEAD, SECOND)
    assert reading.document.line == line
    assert reading.document.teaser == TEASER


@pytest.mark.parametrize(
    "line",
    [
        TEASER,
        FIRST,
        "Der Park ist seit Montag zu. Die Anwohner sind sauer. Wer zahlt?",
        "Musterhausen (dpa) - Der Park bleibt bis zum Frühjahr zu.",
        "Seit dem Sommer wächst im Stadtpark das Gras kniehoch, doch nun will der Rat endlich handeln.",
    ],
)
def test_a_first_line_that_is_text_makes_no_headline(line):
    reading = page(line, SECOND, SUBHEAD, FIRST)
    assert reading.document.headline is None
    assert reading.document.kicker is None
    assert "headline" not in roles(reading)
    assert any("headline" in warning for warning in reading.warnings)
    assert Subhead(SUBHEAD) in reading.document.body


def test_a_headline_printed_twice_is_one():
    reading = page(HEADLINE, HEADLINE, TEASER, FIRST, SUBHEAD, SECOND)
    assert is_whole(reading.document)
    assert reading.account[1].dropped == (HEADLINE,)


@pytest.mark.parametrize("section", ["Panorama", "POLITIK", "Aus aller Welt", "Startseite > Politik"])
def test_the_section_first(section):
    reading = article(before=(section,))
    assert reading.document.section == section.rsplit("> ", maxsplit=1)[-1]
    assert roles(reading)[0] == "section"
    assert is_whole(reading.document)


def test_everything_in_front_in_any_order():
    front = ("Panorama", "17.05.2014, 09.00 Uhr", "Erstellt von - Uhr", "Anzeige", "Lesezeit: 2 min")
    for turn in range(len(front)):
        turned = front[turn:] + front[:turn]
        document = article(before=turned[:3], front=turned[3:]).document
        assert document.section == "Panorama"
        assert document.published_at is not None
        assert is_whole(document)


def test_a_long_first_paragraph_is_no_teaser():
    long = FIRST + " " + SECOND + " " + FIRST
    reading = page(HEADLINE, long, SECOND)
    assert reading.document.teaser is None
    assert reading.document.body == (Paragraph(long), Paragraph(SECOND))


def test_the_only_paragraph_is_no_teaser():
    assert page(HEADLINE, FIRST).document.body == (Paragraph(FIRST),)


def test_a_headline_alone_is_reported():
    reading = page(HEADLINE)
    assert reading.document.line == HEADLINE
    assert reading.warnings != ()


def test_damaged_text_is_kept():
    text = "Der Park istzu ,weil das Gras  wächst.Park: öffentliche Anlage Die Anwohnersind sauer ."
    assert Paragraph(" ".join(text.split())) in page(HEADLINE, TEASER, FIRST, text, SECOND).document.body


@pytest.mark.parametrize(
    "quoted", ['"Wir prüfen das", sagte er.', "„Wir prüfen das“, sagte er.", "«Wir prüfen das», sagte er."]
)
def test_quotation_marks_stay_as_typed(quoted):
    assert Paragraph(quoted) in article(quoted).document.body


def test_the_language_is_noted():
    assert page(HEADLINE, FIRST, language="de-AT").document.language == "de-AT"


LINKS = [
    "Kahn gesunken",
    "Rad verlost",
    "Teich läuft aus",
    "Bank gestrichen",
    "Linde gefällt",
    "Weg gesperrt",
    "Kiosk offen",
]


def test_a_list_of_links_is_an_index():
    assert page("Thema: Stadtpark", *LINKS).kind == "index"
    assert page("Alles über den Park", *(f"• {link}" for link in LINKS)).kind == "index"


def test_teasers_with_links_are_an_index():
    entries = [
        part for link in LINKS for part in (f"{link}: Wie es dazu kam", "Niemand war dabei, alle reden.", "mehr »")
    ]
    assert page("Stadtpark", *entries).kind == "index"


def test_dated_entries_under_a_topic_are_an_index():
    entries = [part for link in LINKS for part in ("17.05.2014, 09.00 Uhr", link, TEASER)]
    assert page("Alle Nachrichten zum Stadtpark", *entries).kind == "index"


def test_an_article_is_none():
    assert article("• eins", "• zwei", "• drei", "• vier", "• fünf", "• sechs").kind == "article"


def test_a_single_line_of_five_megabytes():
    reading = read(b"Ein Satz. " * 500_000)
    assert len(reading.account) == 1
