"""The reference text and the written-out layouts come out as expected."""

import json
from pathlib import Path

import pytest

from articles.document import GalleryBlock, ListBlock, Paragraph, Related, Subhead
from articles.sources.seedtext import read

SHARED = Path(__file__).resolve().parents[2] / "shared"
FORMS = sorted((SHARED / "seed-forms").glob("*.txt"))


def test_the_reference_text():
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip("The reference seed text is not beside the checkout.")
    data = next(folder.glob("*.txt")).read_bytes()
    reading = read(data)
    document = reading.document
    assert (reading.kind, reading.warnings) == ("article", ())
    assert document.kicker == "IS-Exodus aus Rakka"
    assert document.line == data.decode().split("\n")[0]
    assert document.teaser is not None
    assert document.teaser.startswith("Nachdem")
    assert document.lead_picture is not None
    assert document.lead_picture.credit == "Asmaa Waguih/dpa"
    assert document.lead_picture.creator == "Asmaa Waguih"
    assert document.lead_picture.agencies == ("dpa",)
    kinds = [type(block) for block in document.body]
    assert kinds == [Paragraph, Subhead, Paragraph, Subhead, Paragraph, Paragraph, Related, GalleryBlock]
    related, gallery = document.body[-2:]
    assert isinstance(related, Related)
    assert isinstance(gallery, GalleryBlock)
    assert related.label == "Lesen Sie auch"
    assert related.title == "Soldaten entdecken IS-Hinrichtungsstätte mit über 400 Toten."
    assert gallery.title == "Islamischer Staat Der IS-Terror in Bildern"
    assert [picture.credit for picture in gallery.pictures] == ["Syriadeeply.org / dpa"]
    assert [author.initials for author in document.byline.authors] == ["jat", "koj"]
    assert document.byline.agencies == ("news.de",)
    assert [line.role for line in reading.account] == [
        "headline", "teaser", "lead-picture", "paragraph", "subhead", "paragraph", "subhead", "paragraph", "paragraph",
        "related", "gallery", "gallery-picture", "furniture:social", "byline", "furniture:newsletter",
        "furniture:newsletter", "furniture:recommendations",
    ]  # fmt: skip


@pytest.mark.skipif(not FORMS, reason="The layouts of seed texts are not beside the checkout.")
@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
@pytest.mark.parametrize(
    "variant", ["as is", "CR LF", "CR", "no blank lines", "double blanks", "NBSP", "Windows-1252", "UTF-16"]
)
def test_a_layout(path, variant):
    reading = read(_vary(path.read_text("utf-8"), variant))
    expected = json.loads(path.with_suffix("").with_suffix(".expected.json").read_text("utf-8"))["expect"]
    document = reading.document
    assert reading.kind == "article"
    assert (document.line or None) == expected["headline"]
    if "teaser" in expected:
        assert document.teaser == expected["teaser"]
    if "section" in expected:
        assert document.section == expected["section"]
    if "lead" in expected:
        assert document.lead_picture is not None
        assert document.lead_picture.caption == expected["lead"]["caption"]
        assert document.lead_picture.credit == expected["lead"]["credit"]
    if "body" in expected:
        kinds = {"p": Paragraph, "h": Subhead}
        found = [(type(block), block.text) for block in document.body if isinstance(block, Paragraph | Subhead)]
        assert found == [(kinds[block["t"]], block["x"]) for block in expected["body"]]
    if "related" in expected:
        assert [block.title for block in document.body if isinstance(block, Related)] == expected["related"]
    if "gallery" in expected:
        [gallery] = [block for block in document.body if isinstance(block, GalleryBlock)]
        assert gallery.title == expected["gallery"]["title"]
        assert [(picture.caption, picture.credit) for picture in gallery.pictures] == [
            (expected["gallery"]["caption"], expected["gallery"]["credit"])
        ]
    if "initials" in expected:
        assert [author.initials for author in document.byline.authors if author.initials] == expected["initials"]
    if "agency" in expected:
        assert document.byline.agencies == (expected["agency"],)
    if "author" in expected:
        names = [author.name for author in document.byline.authors if author.name]
        assert names == ([expected["author"]] if expected["author"] else [])
    if "date" in expected:
        told = document.published_at.isoformat()[:16] if document.published_at else None
        assert told == expected["date"]


def _vary(text: str, variant: str) -> bytes:
    match variant:
        case "CR LF":
            text = text.replace("\n", "\r\n")
        case "CR":
            text = text.replace("\n", "\r")
        case "no blank lines":
            text = "\n".join(line for line in text.split("\n") if line.strip())
        case "double blanks":
            text = text.replace(" ", "  ")
        case "NBSP":
            text = text.replace(" ", "\u00a0")
        case "Windows-1252":
            return text.encode("windows-1252")
        case "UTF-16":
            return text.encode("utf-16")
    return text.encode()


def test_ticker_lines_are_subheads_and_bullets_one_list():
    path = SHARED / "seed-forms" / "v04_ticker_bullets_tweet.txt"
    if not path.exists():
        pytest.skip("The layouts of seed texts are not beside the checkout.")
    body = read(path.read_bytes()).document.body
    assert [block.text for block in body if isinstance(block, Subhead)][1:] == [
        "+++ 19.12.2018: Gutachter legt Bericht vor +++",
        "+++ Oberbürgermeister: Millionenschäden an der Brücke +++",
    ]
    assert [len(block.items) for block in body if isinstance(block, ListBlock)] == [2]


def test_every_wikinews_text_has_its_first_line_as_headline():
    folder = SHARED / "corpora" / "wikinews-de" / "seedtext"
    if not folder.is_dir():
        pytest.skip("The corpus wikinews-de is not beside the checkout.")
    for path in folder.glob("*.txt"):
        reading = read(path.read_bytes())
        first = path.read_text("utf-8").split("\n")[0]
        assert (reading.document.line, reading.kind) == (" ".join(first.split()), "article"), path.name
