"""Links, galleries, pictures, lists, films and quotations inside a page."""

import pytest

from articles.document import Embed, GalleryBlock, ListBlock, Paragraph, PictureBlock, Quote, Related, Subhead
from tests.seedtexts import FIRST, HEADLINE, SECOND, SUBHEAD, TEASER, article, is_whole, page, roles

TITLE = "Kahn gesunken: So kam es dazu"
CAPTION = "Zwei Kinder sitzen unter der ältesten Linde."


@pytest.mark.parametrize(
    ("line", "label"),
    [
        (f"Lesen Sie auch: {TITLE}", "Lesen Sie auch"),
        (f"Lesen Sie auch:{TITLE}", "Lesen Sie auch"),
        (f"LESEN SIE AUCH: {TITLE}", "LESEN SIE AUCH"),
        (f"Lesen Sie dazu auch unseren Bericht: {TITLE}", "Lesen Sie dazu auch unseren Bericht"),
        (f"Lesen Sie dazu auch: {TITLE}", "Lesen Sie dazu auch"),
        (f"Lesen Sie mehr zum Thema: {TITLE}", "Lesen Sie mehr zum Thema"),
        (f"Lesen Sie hier: {TITLE}", "Lesen Sie hier"),
        (f"Das könnte Sie auch interessieren: {TITLE}", "Das könnte Sie auch interessieren"),
        (f"Mehr zum Thema: {TITLE}", "Mehr zum Thema"),
        (f"Weiterlesen: {TITLE}", "Weiterlesen"),
        (f">> Mehr lesen: {TITLE}", "Mehr lesen"),
        (f"» Mehr lesen: {TITLE}", "Mehr lesen"),
        (f"Lest auch: {TITLE}", "Lest auch"),
        (f"Siehe auch: {TITLE}", "Siehe auch"),
        (f"Auch interessant: {TITLE}", "Auch interessant"),
        (f"Schon gelesen? {TITLE}", "Schon gelesen?"),
        (f"• Lesen Sie auch: {TITLE}", "Lesen Sie auch"),
        (f"Read also: {TITLE}", "Read also"),
    ],
)
def test_a_link_on_one_line(line, label):
    reading = article(line)
    assert reading.document.body[-1] == Related(label, TITLE)
    assert roles(reading)[-1] == "related"


@pytest.mark.parametrize(
    "label",
    [
        "Lesen Sie auch",
        "Lesen Sie auch:",
        "AUCH INTERESSANT",
        "Das könnte Sie auch interessieren:",
        "Mehr zum Thema:",
        "ZUM THEMA",
        "Weiterlesen:",
        "Siehe auch",
        "Lesen Sie hier",
        "Lesen Sie mehr zum Thema",
        "Schon gelesen?",
        ">> Mehr lesen:",
        "Lest auch:",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_label_alone_has_its_title_on_the_next_line(label, gap):
    reading = page(HEADLINE, TEASER, FIRST, f"{label}{gap}{TITLE}", SUBHEAD, SECOND)
    assert Related(label.strip(">: "), TITLE) in reading.document.body
    assert is_whole(reading.document)
    assert roles(reading)[3:5] == ["related-label", "related"]


def test_a_label_with_bullets_under_it():
    reading = article("Schon gelesen?\n• Kahn gesunken\n• Neue Lose für das Rad")
    assert reading.document.body[-2:] == (
        Related("Schon gelesen?", "Kahn gesunken"),
        Related("Schon gelesen?", "Neue Lose für das Rad"),
    )


def test_a_label_and_its_title_without_a_colon():
    body = article(
        "Lesen Sie mehr zum Thema Kahn gesunken", "Lesen Sie hier, wie die Linden in den Park kamen."
    ).document.body
    assert body[-2:] == (
        Related("Lesen Sie mehr zum Thema", "Kahn gesunken"),
        Related("Lesen Sie hier,", "wie die Linden in den Park kamen."),
    )


def test_a_label_without_a_title_is_reported():
    reading = page(HEADLINE, TEASER, FIRST, "Lesen Sie auch", SECOND + " " + FIRST)
    assert Related("Lesen Sie auch", "") in reading.document.body
    assert reading.warnings == ('The text announces a link ("Lesen Sie auch") and gives none.',)


def test_lesen_sie_inside_a_sentence_is_text():
    line = "Lesen Sie auch gern im Park, dann kennen Sie die Bank unter der dritten Linde. Dort ist es still."
    assert article(line).document.body[-1] == Paragraph(line)


@pytest.mark.parametrize(
    "opener", ["FOTOS: Alte Parks in Bildern", "Bildergalerie: Alte Parks in Bildern", "FOTOS:\nAlte Parks in Bildern"]
)
def test_a_gallery_and_its_pictures(opener):
    reading = article(
        f"{opener}\nzurück Weiter {CAPTION} (Foto) Foto: Beispiel.org / dpa Kamera\n"
        "zurück Weiter Der Teich im Winter. (Foto) Foto: Erika Muster Kamera"
    )
    gallery = reading.document.body[-1]
    assert isinstance(gallery, GalleryBlock)
    assert gallery.title == "Alte Parks in Bildern"
    assert [(picture.caption, picture.credit) for picture in gallery.pictures] == [
        (CAPTION, "Beispiel.org / dpa"),
        ("Der Teich im Winter.", "Erika Muster"),
    ]
    assert reading.account[-1].dropped == ("zurück Weiter", "(Foto)", "Foto:", "Kamera")


def test_a_gallery_picture_without_credit_and_with_a_number():
    reading = article(f"FOTOS: Parks\nzurück Weiter {CAPTION}\n2 von 13 Der Teich im Winter. Foto: dpa")
    gallery = reading.document.body[-1]
    assert isinstance(gallery, GalleryBlock)
    assert [picture.caption for picture in gallery.pictures] == [CAPTION, "Der Teich im Winter."]


def test_a_gallery_picture_whose_gallery_is_gone_is_a_picture():
    reading = article(f"zurück Weiter {CAPTION} (Foto) Foto: dpa Kamera")
    assert isinstance(reading.document.body[-1], PictureBlock)
    assert roles(reading)[-1] == "picture"


@pytest.mark.parametrize(
    "lines",
    [
        (f"{CAPTION} (Foto) Suche\n{CAPTION} Bild: Max Muster/dpa",),
        (CAPTION, f"{CAPTION} Bild: Max Muster/dpa"),
        (f"{CAPTION}\n{CAPTION} Bild: Max Muster/dpa",),
        (f"{CAPTION} Bild: Max Muster/dpa", CAPTION),
        (CAPTION, f"{CAPTION} (Foto) Suche", f"{CAPTION} Bild: Max Muster/dpa"),
        (f"{CAPTION}\nBild: Max Muster/dpa",),
        (f"{CAPTION} (Foto) Suche\nBild: Max Muster/dpa",),
    ],
)
@pytest.mark.parametrize("place", ["below the teaser", "below the headline"])
def test_a_caption_printed_twice_or_on_two_lines_is_one_lead_picture(lines, place):
    reading = (
        article(front=lines) if place == "below the teaser" else page(HEADLINE, *lines, TEASER, FIRST, SUBHEAD, SECOND)
    )
    lead = reading.document.lead_picture
    assert lead is not None
    assert (lead.caption, lead.credit) == (CAPTION, "Max Muster/dpa")
    assert len(reading.document.body) == 3
    assert is_whole(reading.document)
    assert set(roles(reading)) == {"headline", "teaser", "lead-picture", "paragraph", "subhead"}


@pytest.mark.parametrize(
    "credit",
    ["Bild: dpa", "© AFP | HANDOUT", "Getty Images/EyeEm (Symbolbild)", "Max Muster / AP", "Video: reuters, Bild: dpa"],
)
def test_a_credit_alone_is_a_lead_picture_without_caption(credit):
    reading = article(front=(credit,))
    assert reading.document.lead_picture is not None
    assert reading.document.lead_picture.caption == ""
    assert is_whole(reading.document)


def test_a_captioned_picture_inside_the_text_is_no_lead_picture():
    reading = article(f"{CAPTION} Bild: dpa", front=("Der Park von oben. Bild: Max Muster/dpa",))
    assert reading.document.lead_picture is not None
    assert reading.document.lead_picture.caption == "Der Park von oben."
    assert reading.document.body[-1] == PictureBlock(CAPTION, "dpa", "", ("dpa",))


@pytest.mark.parametrize("bullet", ["•", "  •", "-", "–", "*", "·"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_bullets_are_one_list(bullet, gap):
    reading = article(gap.join((f"{bullet} Gesperrt: Der Weg am Teich.", f"{bullet} Offen: Der Spielplatz.")))
    assert reading.document.body[-1] == ListBlock(("Gesperrt: Der Weg am Teich.", "Offen: Der Spielplatz."))


def test_numbers_are_a_list_only_in_a_row():
    reading = article("1. Harke", "2. Schere", "1. FC Musterhausen")
    assert reading.document.body[-2] == ListBlock(("Harke", "Schere"), ordered=True)
    assert reading.document.body[-1] == Paragraph("1. FC Musterhausen")


def test_summary_bullets_first_stay_in_the_text():
    reading = article(before=("• Der Rat will handeln", "• Das Geld fehlt"))
    assert reading.document.body[0] == ListBlock(("Der Rat will handeln", "Das Geld fehlt"))
    assert is_whole(reading.document)


@pytest.mark.parametrize(
    "line", ["+++ 19.12.2019: Der Rat tagt +++", "+++ Bürgermeister: Linden bleiben +++", "+++ 9.30 Uhr +++"]
)
def test_ticker_lines_are_subheads(line):
    assert Subhead(line) in article(line, FIRST).document.body


def test_films():
    reading = article("VIDEO:\nVideo: spot on news", "VIDEO: So wurde der Teich gefüllt\nVideo: glomex")
    assert roles(reading)[-4:] == ["furniture:media-controls"] * 2 + ["embed", "furniture:media-controls"]
    assert reading.document.body[-1] == Embed("video", text="So wurde der Teich gefüllt")


def test_an_address_of_a_post_is_an_embed():
    assert article("https://www.youtube.com/watch?v=abc").document.body[-1].provider == "youtube"


def test_a_quotation_set_apart():
    reading = article("„Die Linden waren schon immer da“", "– Erika Muster, Anwohnerin")
    assert reading.document.body[-1] == Quote("„Die Linden waren schon immer da“", "Erika Muster, Anwohnerin")


def test_a_separator_and_a_line_nobody_sees():
    reading = article("* * *", "\u200b\u200b")
    assert roles(reading)[-2:] == ["separator", "separator"]
    assert len(reading.document.body) == 3
