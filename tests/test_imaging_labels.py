"""Labels: whose a picture is and what it shows, in words that survive every format."""

import io
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from articles.imaging.encoding import Marks, encoded
from articles.imaging.labels import Label, xmp_packet
from articles.imaging.metadata import read_metadata
from articles.imaging.opening import open_picture
from articles.imaging.plan import FORMATS
from tests import exiftool

LABEL = Label(
    creator="Jörg Öztürk & <Söhne>",
    credit="Jörg Öztürk/dpa",
    copyright="© 2026 dpa",
    alt_text="Eine Fähre am Kai; davor „Möwen“",
    caption="Die Fähre legt ab.",
    license_url="https://example.org/lizenz?a=1&b=2",
    usage_terms="Nur mit Nennung",
)
WRITTEN = {
    "XMP-dc:Creator": [LABEL.creator],
    "XMP-photoshop:Credit": LABEL.credit,
    "XMP-dc:Rights": LABEL.copyright,
    "XMP-iptcCore:AltTextAccessibility": LABEL.alt_text,
    "XMP-dc:Description": LABEL.caption,
    "XMP-xmpRights:WebStatement": LABEL.license_url,
    "XMP-xmpRights:UsageTerms": LABEL.usage_terms,
}
WRITTEN_IN_JPEG = {
    "IPTC:By-line": LABEL.creator,
    "IPTC:Credit": LABEL.credit,
    "IPTC:CopyrightNotice": LABEL.copyright,
    "IPTC:Caption-Abstract": LABEL.caption,
    "IFD0:Artist": LABEL.creator,
    "IFD0:Copyright": LABEL.copyright,
}
# What belongs to these and says nothing of its own.
FORMAL = {"IPTC:CodedCharacterSet", "IPTC:ApplicationRecordVersion", "IFD0:YCbCrPositioning"}


def labelled(kind: str, label: Label = LABEL) -> bytes:
    return encoded(Image.new("RGB", (32, 24), "teal"), kind, Marks.of(label))


def test_others_read_the_label_and_nothing_else(tmp_path: Path) -> None:
    paths = [tmp_path / f"bild.{kind}" for kind in FORMATS]
    for path, kind in zip(paths, FORMATS, strict=True):
        path.write_bytes(labelled(kind))
    for kind, found in zip(FORMATS, exiftool.read(*paths), strict=True):
        expected = WRITTEN | (WRITTEN_IN_JPEG if kind == "jpeg" else {})
        assert {name: found.get(name) for name in expected} == expected, kind
        assert exiftool.said_of_the_picture(found) - FORMAL == set(expected), kind


@pytest.mark.parametrize("kind", FORMATS)
def test_pillow_reads_the_label(kind: str) -> None:
    image = Image.open(io.BytesIO(labelled(kind)))
    description = image.getxmp()["xmpmeta"]["RDF"]["Description"]
    assert description["Credit"] == LABEL.credit
    assert description["creator"]["Seq"]["li"] == LABEL.creator


@pytest.mark.parametrize("kind", FORMATS)
def test_we_read_back_what_we_have_written(kind: str) -> None:
    found = read_metadata(open_picture(labelled(kind)))
    assert Label(
        found.creator, found.credit, found.copyright, found.alt_text, found.caption, found.license_url,
        found.usage_terms,
    ) == LABEL  # fmt: skip


@pytest.mark.parametrize("kind", FORMATS)
def test_a_label_that_says_nothing_is_none(kind: str) -> None:
    content = labelled(kind, Label())
    assert not read_metadata(open_picture(content)).found
    for trace in (b"xmp", b"8BIM", b"Exif\0", b"rdf"):
        assert trace not in content


@pytest.mark.parametrize("address", ["javascript:alert(1)", "dpa.com/lizenz", "https://a b", 'https://a"b'])
def test_an_address_that_is_none_is_left_out(address: str) -> None:
    assert xmp_packet(Label(license_url=address)) == b""


def test_a_long_text_does_not_break_a_jpeg() -> None:
    content = labelled("jpeg", Label(*["ö" * 100_000] * 5, "", "ß" * 100_000))
    found = read_metadata(open_picture(content))
    assert set(found.caption) == {"ö"}
    assert Image.open(io.BytesIO(content)).size == (32, 24)


HOSTILE = st.one_of(
    st.text(max_size=60),
    st.text("<>&\"']]>\0\x07\ud800\ufffe%-?", max_size=40),
    st.sampled_from(["]]>", "<?xpacket end='w'?>", "&lt;&#0;", "</rdf:li>", "<!--", "\u202e", "'\"", "\x1c\x02\x50"]),
)


@settings(max_examples=60, deadline=None)
@given(creator=HOSTILE, caption=HOSTILE, alt=HOSTILE)
def test_any_words_survive(creator: str, caption: str, alt: str) -> None:
    def kept(text: str) -> str:
        return " ".join(
            re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]", "", text).split()
        )

    found = read_metadata(
        open_picture(labelled("jpeg", Label(creator=creator, caption=caption, alt_text=alt)), name="")
    )
    assert (found.found.get("xmp", {}).get("dc:creator", [""]), found.alt_text) == ([kept(creator)], kept(alt))
    assert found.found.get("xmp", {}).get("dc:description", "") == kept(caption)
