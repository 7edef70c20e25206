"""A caption line falls into caption, credit as printed, creator and agencies."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.sources.credits import read_credit, split_caption

CAPTION = "Ein Kahn liegt am Ufer."
PIECES = "Bild: Foto: (Foto) dpa / | Max Muster ( ) © Kamera +++ . Video: Symbolbild".split()


@pytest.mark.parametrize(
    ("line", "caption", "credit", "creator", "agencies"),
    [
        (f"{CAPTION} Bild: Erika Muster/dpa", CAPTION, "Erika Muster/dpa", "Erika Muster", ("dpa",)),
        (f"{CAPTION}Bild: dpa", CAPTION, "dpa", "", ("dpa",)),
        ("Bild: dpa", "", "dpa", "", ("dpa",)),
        ("BILD: DPA", "", "DPA", "", ("DPA",)),
        ("Foto: Erika Muster", "", "Erika Muster", "Erika Muster", ()),
        (f"{CAPTION} Bild: Istockphoto", CAPTION, "Istockphoto", "", ("Istockphoto",)),
        ("Der Überblick am Abend Bild: spot on news", "Der Überblick am Abend", "spot on news", "", ("spot on news",)),
        (f"{CAPTION} Bild: Fotolia / Max Muster", CAPTION, "Fotolia / Max Muster", "Max Muster", ("Fotolia",)),
        (f"{CAPTION} Bild: AdobeStock / maxm", CAPTION, "AdobeStock / maxm", "maxm", ("AdobeStock",)),
        (
            f"{CAPTION} Bild: picture alliance/dpa | Max Muster",
            CAPTION,
            "picture alliance/dpa | Max Muster",
            "Max Muster",
            ("picture alliance", "dpa"),
        ),
        (
            f"{CAPTION} Bild: (Symbolbild) Muster/AdobeStock",
            CAPTION,
            "(Symbolbild) Muster/AdobeStock",
            "Muster",
            ("AdobeStock",),
        ),
        (
            f"{CAPTION} Bild: Polizeiinspektion Ort/dpa",
            CAPTION,
            "Polizeiinspektion Ort/dpa",
            "Polizeiinspektion Ort",
            ("dpa",),
        ),
        (f"{CAPTION} (Foto) Foto: Beispiel.org / dpa Kamera", CAPTION, "Beispiel.org / dpa", "Beispiel.org", ("dpa",)),
        (f"{CAPTION} (Foto: Erika Muster/AFP)", CAPTION, "Erika Muster/AFP", "Erika Muster", ("AFP",)),
        ("Ein Kahn (Foto: Erika Muster/AFP).", "Ein Kahn", "Erika Muster/AFP", "Erika Muster", ("AFP",)),
        (
            "Ein Kahn (Archivbild) Foto: Max Muster/dpa",
            "Ein Kahn (Archivbild)",
            "Max Muster/dpa",
            "Max Muster",
            ("dpa",),
        ),
        (
            "ARCHIV - 07.12.2019, USA, Musterport: Ein Kahn legt ab. Foto: Max Muster/AP/dpa +++ dpa-Bildfunk +++",
            "ARCHIV - 07.12.2019, USA, Musterport: Ein Kahn legt ab.",
            "Max Muster/AP/dpa",
            "Max Muster",
            ("AP", "dpa"),
        ),
        (
            f"{CAPTION} (Quelle: IMAGO/Muster / Beispiel/imago)",
            CAPTION,
            "IMAGO/Muster / Beispiel/imago",
            "Muster, Beispiel",
            ("IMAGO",),
        ),
        (f"{CAPTION} Bildrechte: Reuters", CAPTION, "Reuters", "", ("Reuters",)),
        (f"{CAPTION} Bildquelle: Getty Images", CAPTION, "Getty Images", "", ("Getty Images",)),
        (f"{CAPTION} Bildnachweis: Max Muster", CAPTION, "Max Muster", "Max Muster", ()),
        ("© AFP | HANDOUT", "", "AFP | HANDOUT", "", ("AFP",)),
        (f"{CAPTION} © AFP | HANDOUT", CAPTION, "AFP | HANDOUT", "", ("AFP",)),
        (f"{CAPTION} Foto: © Max Muster", CAPTION, "Max Muster", "Max Muster", ()),
        ("Max Muster / AP", "", "Max Muster / AP", "Max Muster", ("AP",)),
        (f"{CAPTION} Max Muster / AP", CAPTION, "Max Muster / AP", "Max Muster", ("AP",)),
        ("Getty Images/EyeEm (Symbolbild)", "", "Getty Images/EyeEm (Symbolbild)", "", ("Getty Images", "EyeEm")),
        ("Video: reuters, Bild: dpa", "", "Video: reuters, Bild: dpa", "", ("reuters", "dpa")),
        (f"{CAPTION} Video: reuters, Bild: dpa", CAPTION, "Video: reuters, Bild: dpa", "", ("reuters", "dpa")),
        (f"{CAPTION} Video: glomex", CAPTION, "Video: glomex", "", ("glomex",)),
        ("Der Wirt (l) und ein Gast (r.) Bild: dpa", "Der Wirt (l) und ein Gast (r.)", "dpa", "", ("dpa",)),
        (f"{CAPTION} Foto: privat", CAPTION, "privat", "", ()),
        (f"{CAPTION} | Foto: Max Muster", CAPTION, "Max Muster", "Max Muster", ()),
        (f"{CAPTION} Foto: dpa.", CAPTION, "dpa", "", ("dpa",)),
    ],
)  # fmt: skip
def test_forms_of_credits(line, caption, credit, creator, agencies):
    found = split_caption(line)
    assert found is not None
    assert (found.caption, found.credit.printed) == (caption, credit)
    assert (found.credit.creator, found.credit.agencies) == (creator, agencies)


@pytest.mark.parametrize(
    "line",
    [
        "Der Wirt (l) und ein Gast (r.) am Montag",
        "Drei Gäste (v.l.): Muster, Beispiel und Probe.",
        "Bild: Nächtliche Szene vor dem Haus",
        "Wie die Zeitung im Bild: so auch im Leben, sagte er am Abend.",
        "Er sagte: Das Foto: Es zeigt eine Frau. Sie lacht.",
        "Hilfe bei der Suche",
        "Die neue Kamera",
        "jat/koj/news.de",
        "SDA/sep",
        "Ein Satz ohne alles.",
        "",
        "Um 9:30 Uhr war Schluss",
    ],
)
def test_what_is_no_credit(line):
    assert split_caption(line) is None


@pytest.mark.parametrize("marker", ["Symbolfoto", "Archivbild", "Symbolbild"])
def test_a_marker_that_tells_readers_something_stays_with_the_caption(marker):
    found = split_caption(f"{CAPTION} ({marker}: picture alliance/dpa | Muster)")
    assert found is not None
    assert found.caption == f"{CAPTION} ({marker})"
    assert found.credit.printed == "picture alliance/dpa | Muster"


def test_a_caption_that_came_without_its_credit():
    found = split_caption(f"{CAPTION} (Foto) Suche")
    assert found is not None
    assert (found.caption, found.credit.printed, found.dropped) == (CAPTION, "", ("(Foto)", "Suche"))


def test_only_the_shape_of_a_name_is_an_uncertain_credit():
    found = split_caption("Neues Foto: Erika Beispiel")
    assert found is not None
    assert not found.certain


def test_a_credit_line_by_itself():
    credit = read_credit("Max Muster/Erika Probe/dpa")
    assert credit.creator == "Max Muster, Erika Probe"
    assert credit.agencies == ("dpa",)
    assert read_credit("").creator == ""


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_no_word_gets_lost_between_caption_credit_and_marks(words):
    line = " ".join(words)
    found = split_caption(line)
    if found:
        kept = "".join(sorted("".join((found.caption, found.credit.printed, *found.dropped)).replace(" ", "")))
        # A telling marker gains parentheses, nothing else is added.
        assert not set("".join(words)) - set(kept)


@pytest.mark.parametrize("unit", ["(Foto: ", "Bild: ", "a/b ", "© ", "(", "Foto: A. ", "+++ "])
def test_a_hostile_line_is_read_quickly(unit):
    line = (unit * 900)[:900]
    started = time.perf_counter()
    for _ in range(5):
        split_caption(line)
    assert time.perf_counter() - started < 1
