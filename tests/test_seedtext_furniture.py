"""What belongs to the page and not to the piece is named, and nothing else is."""

import pytest

from tests.seedtexts import FIRST, HEADLINE, SECOND, SUBHEAD, TEASER, article, is_whole, page, roles

FURNITURE = [
    ("Folgen Sie News.de schon bei Facebook, Google+ und Twitter? Hier gibt es noch mehr davon.", "social"),
    ("Folgen Sie News.de schon bei Facebook und YouTube? Hier gibt es noch mehr davon.", "social"),
    ("Folgen Sie dem Musterboten schon bei Facebook und Instagram? Dort geht es weiter.", "social"),
    ("Folgen Sie uns auf Twitter!", "social"),
    ("FOLGEN SIE MUSTERBOTE.AT AUCH AUF FACEBOOK", "social"),
    ("Erfahren Sie hier mehr über die journalistischen Standards und die Redaktion von musterbote.ch.", "social"),
    ("Bleiben Sie dran!", "newsletter"),
    ("BLEIBEN SIE DRAN!", "newsletter"),
    ("Wollen Sie wissen, wie das Thema weitergeht? Wir schreiben Ihnen gern.", "newsletter"),
    ("Jetzt Newsletter abonnieren", "newsletter"),
    ("Empfehlungen für den news.de-Leser", "recommendations"),
    ("Empfehlungen für die Leser des Musterboten", "recommendations"),
    ("Themen", "recommendations"),
    ("mehr »", "recommendations"),
    ("• Artikel teilen:", "share"),
    ("Artikel teilen", "share"),
    ("Auf Facebook teilen", "share"),
    ("Seiten: 123", "paging"),
    ("Seiten: 1 2 3", "paging"),
    ("Seite 1 von 3", "paging"),
    ("Lesezeit: 2 min", "paging"),
    ("Lesezeit: ca. 3 Minuten", "paging"),
    ("Anzeige", "advert"),
    ("ANZEIGE", "advert"),
    ("- Anzeige -", "advert"),
    ("Exklusiv für Abonnenten", "advert"),
    ("Empfohlener redaktioneller Inhalt", "media-controls"),
    ("Sie können den Tweet nicht sehen?Dann hier entlang.", "media-controls"),
    ("Sie können das Video nicht sehen? Dann hier entlang.", "media-controls"),
    ("Sie können den Facebook-Post nicht sehen?Dann hier entlang.", "media-controls"),
    ("Bilderstrecke starten (16 Bilder)", "media-controls"),
    ("Fotostrecke starten (7 Fotos)", "media-controls"),
    ("1 von 13", "media-controls"),
    ("zurück Weiter", "media-controls"),
    ("VIDEO:", "media-controls"),
]


@pytest.mark.parametrize(("line", "role"), FURNITURE)
@pytest.mark.parametrize("place", ["at the end", "in the middle", "below the teaser", "on top"])
def test_furniture_is_named_wherever_it_stands(line, role, place):
    match place:
        case "at the end":
            reading = article(line)
        case "in the middle":
            reading = page(HEADLINE, TEASER, FIRST, line, SUBHEAD, SECOND)
        case "below the teaser":
            reading = article(front=(line,))
        case _:
            reading = article(before=(line,))
    assert roles(reading).count(f"furniture:{role}") == 1
    assert len(reading.account) == 6
    assert is_whole(reading.document)
    assert len(reading.document.body) == 3


@pytest.mark.parametrize(("line", "role"), FURNITURE)
def test_furniture_may_be_indented_and_hold_wide_blanks(line, role):
    reading = article(" \t" + line.replace(" ", "\u00a0 ") + " ")
    assert roles(reading)[-1] == f"furniture:{role}"


@pytest.mark.parametrize(
    "line",
    [
        "Anzeige erstattete am Ende niemand, denn der Schaden war klein und der Täter geständig.",
        "Folgen Sie dem Weg am Bach, so kommen Sie nach einer Stunde zur alten Mühle und ihrem Café.",
        "Themen gab es am runden Tisch genug, denn jeder Anwohner hatte einen eigenen Zettel dabei.",
        "Teilen wollte der Gärtner sein Wissen gern, doch niemand fragte ihn danach, bis es zu spät war.",
    ],
)
def test_a_sentence_with_the_same_first_word_is_text(line):
    reading = article(line)
    assert roles(reading)[-1] == "paragraph"


@pytest.mark.parametrize("mark", ["/fka/news.de", "fka/news.de", "abc/fka/musterbote.at"])
def test_initials_at_the_end_of_furniture_are_the_byline(mark):
    reading = article(f"Folgen Sie Musterbote.at schon bei Facebook und YouTube? Hier geht es zur Redaktion. {mark}")
    assert roles(reading)[-1] == "furniture:social"
    assert reading.document.byline.authors[-1].initials == "fka"
    assert reading.document.byline.agencies == (mark.rsplit("/", maxsplit=1)[1],)


@pytest.mark.parametrize("closing", ["mehr »", "Mehr »", "mehr >>", "mehr »\n\nAnzeige"])
def test_a_foreign_teaser_on_top_is_furniture_up_to_its_link(closing):
    reading = article(before=("In der Lostrommel liegt ein neues Rad. Die Gewinner stehen hier.", closing))
    assert roles(reading)[:3] == ["furniture:recommendations", "furniture:recommendations", roles(reading)[2]]
    assert is_whole(reading.document)


def test_a_foreign_teaser_with_its_own_headline():
    reading = article(before=("Lose für das Rad", "In der Lostrommel liegt ein neues Rad.", "mehr »"))
    assert roles(reading)[:3] == ["furniture:recommendations"] * 3
    assert is_whole(reading.document)


def test_a_foreign_teaser_with_the_link_on_its_own_line():
    reading = article(before=("In der Lostrommel liegt ein neues Rad. Die Gewinner stehen hier. mehr »",))
    assert roles(reading)[0] == "furniture:recommendations"
    assert is_whole(reading.document)


def test_a_foreign_teaser_above_a_page_without_headline_makes_none():
    reading = page("In der Lostrommel liegt ein neues Rad.", "mehr »", TEASER, FIRST, SUBHEAD, SECOND)
    assert reading.document.headline is None
    assert reading.document.teaser == TEASER


def test_links_behind_the_recommendations_are_furniture():
    reading = article(
        "abc/news.de", "Empfehlungen für den news.de-Leser", "Kahn gesunken: So kam es dazu", "• Neue Lose für das Rad"
    )
    assert roles(reading)[-3:] == ["furniture:recommendations"] * 3
    assert reading.document.byline.agencies == ("news.de",)
    assert len(reading.document.body) == 3


def test_a_byline_behind_the_recommendations_is_still_read():
    reading = article("Empfehlungen für den news.de-Leser", "Kahn gesunken: So kam es dazu", "abc/news.de")
    assert reading.document.byline.authors[0].initials == "abc"


def test_text_behind_recommendations_in_the_middle_is_kept():
    reading = page(HEADLINE, TEASER, FIRST, "Empfehlungen der Redaktion", SUBHEAD, SECOND)
    assert is_whole(reading.document)


def test_bullets_under_themen_are_tags():
    reading = article("Themen", "• Stadtpark", "• Alte Linden")
    assert reading.document.tags == ("Stadtpark", "Alte Linden")
    assert roles(reading)[-3:] == ["tags"] * 3


@pytest.mark.parametrize("label", ["Themen", "Schlagworte", "Schlagwörter", "Tags", "THEMEN"])
def test_tags_on_one_line(label):
    reading = article(f"{label}: Stadtpark, Alte Linden")
    assert reading.document.tags == ("Stadtpark", "Alte Linden")
    assert roles(reading)[-1] == "tags"
