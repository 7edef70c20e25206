"""Who wrote it and when: every form that pages print, and the stubs that extractors leave."""

import pytest

from articles.document import Paragraph
from tests.seedtexts import FIRST, HEADLINE, SECOND, SUBHEAD, TEASER, article, is_whole, page, roles


def _initials(reading):
    return [author.initials for author in reading.document.byline.authors]


def _names(reading):
    return [author.name for author in reading.document.byline.authors]


@pytest.mark.parametrize(
    ("line", "initials", "agencies"),
    [
        ("jat/koj/news.de", ["jat", "koj"], ("news.de",)),
        ("lid/news.de", ["lid"], ("news.de",)),
        ("/fka/news.de", ["fka"], ("news.de",)),
        ("ab/musterbote.at", ["ab"], ("musterbote.at",)),
        ("abc / xyz / musterbote.com", ["abc", "xyz"], ("musterbote.com",)),
        ("abc/news.de/dpa", ["abc"], ("news.de", "dpa")),
        ("sak/Reuters", ["sak"], ("Reuters",)),
        ("dop/dpa", ["dop"], ("dpa",)),
        ("SDA/sep", ["sep"], ("SDA",)),
        ("(dr/spot)", ["dr"], ("spot",)),
        ("(phy)", ["phy"], ()),
        ("(jat/koj)", ["jat", "koj"], ()),
        ("(dpa)", [], ("dpa",)),
        ("(dpa/lno)", [], ("dpa",)),
        ("Quelle: ntv.de, ino/dpa", ["ino"], ("ntv.de", "dpa")),
        ("Quelle: sid/dpa", [], ("sid", "dpa")),
        ("© dpa-infocom, dpa:230428-99-483045/5", [], ("dpa",)),
        ("dpa:230428-99-483045/5", [], ("dpa",)),
        ("abc", ["abc"], ()),
    ],
)
def test_initials_and_agencies_at_the_end(line, initials, agencies):
    reading = article(line)
    assert roles(reading)[-1] == "byline"
    assert _initials(reading) == initials
    assert reading.document.byline.agencies == agencies
    assert is_whole(reading.document)


def test_a_line_that_says_more_is_kept_as_printed():
    assert article("© dpa-infocom, dpa:230428-99-483045/5").document.byline.printed.endswith("483045/5")


@pytest.mark.parametrize(
    ("line", "names", "agencies"),
    [
        ("Von news.de-Redakteur Max Muster", ["Max Muster"], ()),
        ("Von news.de-Volontärin Erika Muster-Beispiel", ["Erika Muster-Beispiel"], ()),
        ("Von unserer Redakteurin Erika Muster", ["Erika Muster"], ()),
        ("Von Musterbote-Redakteurin Erika von der Probe", ["Erika von der Probe"], ()),
        ("Von Max Muster", ["Max Muster"], ()),
        ("VON MAX MUSTER", ["MAX MUSTER"], ()),
        ("Von Max Muster, dpa", ["Max Muster"], ("dpa",)),
        ("Von Max Muster (dpa)", ["Max Muster"], ("dpa",)),
        ("Von Max Muster und Erika Probe, AFP", ["Max Muster", "Erika Probe"], ("AFP",)),
        ("By Erika Muster", ["Erika Muster"], ()),
    ],
)
@pytest.mark.parametrize("place", ["before the headline", "below the headline", "below the teaser", "at the end"])
def test_names(line, names, agencies, place):
    match place:
        case "before the headline":
            reading = article(before=(line,))
        case "below the headline":
            reading = page(HEADLINE, line, TEASER, FIRST, SUBHEAD, SECOND)
        case "below the teaser":
            reading = article(front=(line,))
        case _:
            reading = article(line)
    assert _names(reading) == names
    assert reading.document.byline.agencies == agencies
    assert is_whole(reading.document)
    assert roles(reading).count("byline") == 1


@pytest.mark.parametrize(
    "stub",
    [
        "Von news.de-Redakteurin - Uhr",
        "Erstellt von - Uhr",
        "Von news.de-Redakteur",
        "Von Musterbote-Volontär – Uhr",
        "Erstellt von",
    ],
)
@pytest.mark.parametrize("before", [True, False])
def test_a_stub_is_a_byline_that_names_nobody(stub, before):
    reading = article(before=(stub,)) if before else article(front=(stub,))
    assert reading.document.byline.authors == ()
    assert reading.document.published_at is None
    [line] = [line for line in reading.account if line.role == "byline"]
    assert line.dropped == (stub,)
    assert is_whole(reading.document)


def test_a_byline_with_its_date():
    reading = article(before=("Von news.de-Redakteurin Erika Muster - 02.01.2018, 08.25 Uhr",))
    assert _names(reading) == ["Erika Muster"]
    assert reading.document.published_at.isoformat() == "2018-01-02T08:25:00+01:00"


@pytest.mark.parametrize(
    ("ending", "initials", "agencies"),
    [
        ("gab es nichts zu klagen darüber.“(phy)", ["phy"], ()),
        ("gab es nichts. (dr/spot)", ["dr"], ("spot",)),
        ("gab es nichts. (dpa)", [], ("dpa",)),
        ("gab es nichts! jat/koj/news.de", ["jat", "koj"], ("news.de",)),
        ("gab es nichts. dpa", [], ("dpa",)),
    ],
)
def test_initials_glued_to_the_last_paragraph(ending, initials, agencies):
    reading = article(f"Am Abend war alles vorbei, und „am Ende {ending}")
    assert _initials(reading) == initials
    assert reading.document.byline.agencies == agencies
    last = reading.document.body[-1]
    assert isinstance(last, Paragraph)
    assert f"{last.text} {reading.account[-1].dropped[0]}".replace(" ", "").endswith(ending.replace(" ", ""))


@pytest.mark.parametrize("line", ["Von Köln nach Bonn: Eine Reise", "Von wegen Ruhe", "Vom Aufstieg eines Dorfes"])
def test_a_headline_with_von_is_no_byline(line):
    assert page(line, TEASER, FIRST, SECOND).document.line == line


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("17.05.2014, 09.00 Uhr", "2014-05-17T09:00:00+02:00", None),
        ("02.01.2018 08.25", "2018-01-02T08:25:00+01:00", None),
        ("17. Mai 2014, 9:00 Uhr", "2014-05-17T09:00:00+02:00", None),
        ("Samstag, 17.05.2014 um 9 Uhr", "2014-05-17T09:00:00+02:00", None),
        ("Veröffentlicht am 17.05.2014 um 09:00 Uhr", "2014-05-17T09:00:00+02:00", None),
        ("Stand: 28.04.2023 17:23 Uhr", "2023-04-28T17:23:00+02:00", "2023-04-28T17:23:00+02:00"),
        ("STAND: 28.04.2023, 17.23 UHR", "2023-04-28T17:23:00+02:00", "2023-04-28T17:23:00+02:00"),
        (
            "28.04.2023 12:00 Uhr | Stand: 28.04.2023 17:23 Uhr",
            "2023-04-28T12:00:00+02:00",
            "2023-04-28T17:23:00+02:00",
        ),
        ("2014-05-17T09:00:00Z", "2014-05-17T09:00:00+00:00", None),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_dates(line, published, updated, first):
    reading = article(before=(line,)) if first else article(front=(line,))
    document = reading.document
    assert document.published_at.isoformat() == published
    assert (document.updated_at.isoformat() if document.updated_at else None) == updated
    assert roles(reading).count("date") == 1
    assert is_whole(document)


def test_publication_and_update_on_two_lines():
    document = article(
        before=("Veröffentlicht: 17.05.2014, 09.00 Uhr",), front=("Stand: 18.05.2014, 10.00 Uhr",)
    ).document
    assert document.published_at.day == 17
    assert document.updated_at.day == 18


@pytest.mark.parametrize("line", ["31.02.2014, 09.00 Uhr", "Stand: 01.13.2020 10:00 Uhr", "17.05.2014, 25.61 Uhr"])
def test_an_impossible_date_stays_in_the_text(line):
    reading = article(before=(line,))
    assert reading.document.published_at is None
    assert reading.document.body[0] == Paragraph(line)
    assert line in reading.warnings[0]
    assert is_whole(reading.document)


@pytest.mark.parametrize("opening", ["Musterhausen (dpa) - ", "Hamburg (dpa/lno) – ", "Riad. "])
def test_a_dateline_stays_in_the_first_paragraph(opening):
    reading = page(HEADLINE, opening + FIRST, SUBHEAD, SECOND)
    assert reading.document.teaser is None
    assert reading.document.body[0] == Paragraph(opening + FIRST)
    assert reading.document.byline.agencies == ()
