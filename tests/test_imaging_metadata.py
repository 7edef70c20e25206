"""What a file says of itself: from three standards and many encodings, by one order of who is believed."""

import json
import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from PIL import Image

from articles.imaging.metadata import Found, read_metadata
from articles.imaging.opening import Reason, Unusable, open_picture
from tests.corpora import corpus
from tests.imaging_files import chunk, iptc, jpeg_with, png, saved, scene, segment, xmp

SPACES = """xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" """


def packet(elements: str, attributes: str = "") -> bytes:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {SPACES} {attributes}>{elements}</rdf:Description></rdf:RDF></x:xmpmeta>'
    ).encode()


def alternatives(name: str, **texts: str) -> str:
    items = "".join(f'<rdf:li xml:lang="{key.replace("_", "-")}">{text}</rdf:li>' for key, text in texts.items())
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def said(*segments: bytes) -> Found:
    found = read_metadata(open_picture(jpeg_with(*segments)))
    json.dumps(found.found)  # is ready for a column of JSON
    return found


def exif(tags: dict[int, Any], details: dict[int, Any] | None = None) -> bytes:
    block = Image.Exif()
    block.update(tags)
    block.get_ifd(0x8769).update(details or {})
    return segment(0xE1, block.tobytes())


# --- the reference ----------------------------------------------------------------------------------------------


def test_the_reference_picture_of_the_standard_fills_every_field() -> None:
    (path,) = corpus("imagemeta-iptc", "IPTC-PhotometadataRef*.jpg")
    found = read_metadata(open_picture(path.read_bytes()))
    assert (found.caption, found.creator) == ("The description aka caption (ref2021.1)", "Creator1 (ref2021.1)")
    assert found.credit == "Credit Line (ref2021.1)"
    assert found.copyright == "Copyright (Notice) 2021.1 IPTC - www.iptc.org (ref2021.1)"
    assert found.alt_text == "This is the Alt Text description to support accessibility in 2021.1"
    assert found.keywords == ["Keyword1ref2021.1", "Keyword2ref2021.1", "Keyword3ref2021.1"]
    assert found.place == (
        "Sublocation (Core) (ref2021.1), City (Core) (ref2021.1), Province/State(Core)(ref2021.1), "
        "Country (Core) (ref2021.1)"
    )
    assert found.taken_at == datetime(2021, 10, 20, 21, 1, 1, tzinfo=UTC)
    assert found.usage_terms == "Rights Usage Terms (ref2021.1)"
    assert found.license_url == "https://example.com/WebStatementOfRights/2021.1"
    assert found.source == "Source (ref2021.1)"
    assert set(found.found) == {"iim", "xmp", "exif"}
    assert "48" not in json.dumps(found.found["xmp"]["Iptc4xmpExt:LocationCreated"])  # its position


def test_where_the_three_differ_xmp_wins_and_all_are_kept() -> None:
    (path,) = corpus("imagemeta-iptc", "metadata_demo_inc_exif_out_of_sync_Inc_adobe.jpg")
    found = read_metadata(open_picture(path.read_bytes()))
    assert (found.creator, found.copyright[-5:]) == ("Carl Seibert (XMP)", "(XMP)")
    assert found.caption.startswith("(This caption in XMP)")
    assert found.found["iim"]["creator"] == "Carl Seibert (IIM)"
    assert found.found["xmp"]["dc:creator"] == ["Carl Seibert (XMP)"]
    assert found.found["exif"]["creator"] == "Carl Seibert (Exif)"


@pytest.mark.parametrize("name", ["metadata_demo_inc_exif_out_of_sync_Inc_adobe.jpg", "DSCN0010.jpg"])
def test_positions_and_pictures_of_pictures_are_not_kept(name: str) -> None:
    (path,) = corpus("exif-samples" if name.startswith("DSCN") else "imagemeta-iptc", name)
    kept = json.dumps(read_metadata(open_picture(path.read_bytes())).found)
    named = re.findall(r'"([^"]+)": ', kept)
    assert named
    assert not [name for name in named if re.search("GPS|itude|humbnail|Serial|crs|History", name)]
    assert len(kept) < 10_000


def test_every_file_of_the_collections_can_be_read() -> None:
    read, reasons = 0, set()
    for path in [*corpus("imagemeta-iptc", "*.jpg"), *corpus("imagemeta-iptc", "*.png"), *corpus("exif-samples")]:
        if path.read_bytes()[:2] == b"\xff\xd8" and "corrupt" not in path.parts:
            try:
                opened = open_picture(path.read_bytes())
            except Unusable as cut_off:
                reasons.add(cut_off.reason)
                continue
            json.dumps(read_metadata(opened).found)
            read += 1
    assert read > 80
    assert reasons <= {Reason.TRUNCATED}


# --- who is believed --------------------------------------------------------------------------------------------


def test_without_xmp_iim_is_believed_and_without_both_exif() -> None:
    old = iptc((2, 80, b"Aus IIM"))
    camera = exif({0x013B: "Aus EXIF", 0x8298: "\xa9 EXIF", 0x010E: "OLYMPUS DIGITAL CAMERA"})
    new = xmp(packet("<dc:creator><rdf:Seq><rdf:li>Aus XMP</rdf:li><rdf:li>Und</rdf:li></rdf:Seq></dc:creator>"))
    assert said(camera, new, old).creator == "Aus XMP, Und"
    assert said(camera, old).creator == "Aus IIM"
    assert said(camera).creator == "Aus EXIF"
    assert said(camera).caption == ""  # what a camera writes by itself is none
    assert said(camera).found["exif"]["caption"] == "OLYMPUS DIGITAL CAMERA"


def test_an_empty_field_of_xmp_does_not_hide_that_of_iim() -> None:
    assert said(xmp(packet(alternatives("dc:description", x_default=" "))), iptc((2, 120, b"Da"))).caption == "Da"


def test_a_caption_is_no_alternative_text_and_neither_is_its_longer_form() -> None:
    elements = alternatives("dc:description", x_default="Bildtext") + alternatives(
        "Iptc4xmpCore:ExtDescrAccessibility", x_default="Lange Beschreibung"
    )
    assert said(xmp(packet(elements)), iptc((2, 120, b"Bildtext")), exif({0x010E: "Bildtext"})).alt_text == ""


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"en": "ferry", "x_default": "Schiff", "de": "Fähre"}, "Schiff"),
        ({"en": "ferry", "de_AT": "Fähre"}, "Fähre"),
        ({"fr": "bac", "en": "ferry"}, "bac"),
        ({"x_default": "", "de": "Fähre"}, "Fähre"),
        ({}, ""),
    ],
)
def test_of_several_languages_the_general_one_is_taken_then_german_then_the_first(
    texts: dict[str, str], expected: str
) -> None:
    assert said(xmp(packet(alternatives("Iptc4xmpCore:AltTextAccessibility", **texts)))).alt_text == expected


def test_properties_may_be_attributes() -> None:
    found = said(xmp(packet("", 'photoshop:Credit="J &amp; K/dpa" photoshop:Source="dpa" photoshop:City="Kiel"')))
    assert (found.credit, found.source, found.place) == ("J & K/dpa", "dpa", "Kiel")


def test_places_come_from_the_newer_fields_where_the_older_are_empty() -> None:
    place = (
        '<Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:City>Kiel'
        "</Iptc4xmpExt:City><Iptc4xmpExt:CountryName>Deutschland</Iptc4xmpExt:CountryName>"
        "<exif:GPSLatitude>54,19.4N</exif:GPSLatitude></rdf:li></rdf:Bag></Iptc4xmpExt:LocationCreated>"
    )
    found = said(xmp(packet(place)))
    assert found.place == "Kiel, Deutschland"
    assert "54" not in json.dumps(found.found)


@pytest.mark.parametrize(
    ("address", "expected"),
    [("https://example.org/l", "https://example.org/l"), ("javascript:alert(1)", ""), ("dpa.com", "")],
)
def test_the_licence_is_an_address_of_the_web_or_none(address: str, expected: str) -> None:
    assert said(xmp(packet("", f'xmpRights:WebStatement="{address}"'))).license_url == expected


def test_the_licensor_is_asked_where_there_is_no_statement() -> None:
    licensor = (
        '<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource"><plus:LicensorURL>https://dpa.example/l'
        "</plus:LicensorURL></rdf:li></rdf:Seq></plus:Licensor>"
    )
    assert said(xmp(packet(licensor))).license_url == "https://dpa.example/l"


# --- encodings and rubbish --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", b"\x1b%G"), ("utf-8", b""), ("latin-1", b""), ("cp1252", b"\x1b.A"), ("mac-roman", b"")],
)
def test_umlauts_are_read_in_the_encodings_of_four_decades(encoding: str, declared: bytes) -> None:
    records = [(1, 90, declared)] if declared else []
    caption = "Die Fähre „Größe“ läuft in Übersee ein" if encoding != "latin-1" else "Die Fähre läuft in Übersee ein"
    found = said(iptc(*records, (2, 120, caption.encode(encoding)), (2, 25, b"Kai"), (2, 25, "Öl".encode(encoding))))
    assert (found.caption, found.keywords) == (caption, ["Kai", "Öl"])


@pytest.mark.parametrize(
    "text",
    ["Miloš Škoda", "Ende… Und § 5: 10 €, 50€", "Žižkov – Plzeň".replace("ň", "n"), "ŠKODA", "†1926", "São Paulo"],
)
def test_signs_and_names_are_not_taken_for_a_macintosh_s_umlauts(text: str) -> None:
    assert said(iptc((2, 120, text.encode("cp1252")))).caption == text


def test_zeros_controls_and_line_ends_are_taken_out() -> None:
    found = said(
        iptc((2, 120, b"Die\0 F\xc3\xa4hre\r\nlegt \x07 ab.\x1b")), xmp(packet("", 'photoshop:Credit="a&#9;b"'))
    )
    assert (found.caption, found.credit) == ("Die Fähre legt ab.", "a b")


def test_sizes_have_an_end() -> None:
    records = [*((2, 25, b"w%d" % number) for number in range(2_000)), (2, 120, b"x" * 30_000)]
    found = said(iptc(*records))
    assert (len(found.keywords), len(found.caption)) == (100, 0)  # the caption lies behind two thousand records
    assert len(said(iptc((2, 120, b"x" * 30_000))).caption) == 10_000


@pytest.mark.parametrize(
    "rubbish",
    [
        pytest.param(iptc((2, 120, b"")), id="empty"),
        pytest.param(segment(0xED, b"Photoshop 3.0\0" + b"8BIM\4\4\0\0\0\0\0\5\x1c\2\x78\xff\xff"), id="cut off"),
        pytest.param(xmp(b"<x:xmpmeta><broken"), id="no XML"),
        pytest.param(xmp(b"\xff\xfe\0<"), id="no text"),
        pytest.param(xmp(b'<?xml version="1.0" encoding="latin-99"?><a/>'), id="an unknown encoding"),
        pytest.param(segment(0xE1, b"Exif\0\0MM\0*\xff\xff\xff\xff"), id="EXIF that points out of itself"),
        pytest.param(segment(0xE1, b"Exif\0\0"), id="EXIF that is empty"),
    ],
)
def test_rubbish_says_nothing(rubbish: bytes) -> None:
    found = said(rubbish)
    assert not found.found
    assert (found.caption, found.keywords, found.taken_at) == ("", [], None)


def test_a_picture_without_metadata_says_nothing() -> None:
    for kind in ("JPEG", "PNG", "WEBP", "AVIF", "GIF"):
        assert read_metadata(open_picture(saved(scene(8, 8), kind))).found == {}


@pytest.mark.parametrize("kind", ["WEBP", "AVIF"])
def test_xmp_is_read_in_every_format(kind: str) -> None:
    content = saved(scene(8, 8), kind, xmp=packet("", 'photoshop:Credit="Jörg/dpa"'))
    assert read_metadata(open_picture(content)).credit == "Jörg/dpa"


def test_xmp_and_iptc_are_read_in_a_png() -> None:
    text = chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet("", 'photoshop:Credit="Jörg/dpa"'))
    old = iptc((2, 80, "Jörg".encode()))[4:]
    raw = chunk(b"tEXt", b"Raw profile type iptc\0\niptc\n%8d\n%s\n" % (len(old), old.hex().encode()))
    found = read_metadata(open_picture(png(4, 4, text, raw)))
    assert (found.credit, found.creator) == ("Jörg/dpa", "Jörg")


# --- when -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-02-03T04:05:06+01:00", datetime(2026, 2, 3, 4, 5, 6, tzinfo=timezone(timedelta(hours=1)))),
        ("2026-02-03T04:05:06.78Z", datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)),
        ("2026-02-03T04:05", datetime(2026, 2, 3, 4, 5)),  # noqa: DTZ001 – a camera's clock has no zone
        ("2026-02-03", datetime(2026, 2, 3)),  # noqa: DTZ001
        ("0000:00:00 00:00:00", None),
        ("2026-02-31", None),
        ("2026-02-03T04:05:06+99:00", None),
        ("gestern", None),
    ],
)
def test_moments_are_read_with_and_without_a_zone(text: str, expected: datetime | None) -> None:
    assert said(xmp(packet("", f'photoshop:DateCreated="{text}"'))).taken_at == expected


def test_moments_of_iim_and_of_cameras() -> None:
    zone = timezone(timedelta(hours=2))
    assert said(iptc((2, 55, b"20260203"), (2, 60, b"040506+0200"))).taken_at == datetime(
        2026, 2, 3, 4, 5, 6, tzinfo=zone
    )
    assert said(iptc((2, 55, b"20260203"))).taken_at == datetime(2026, 2, 3)  # noqa: DTZ001
    found = said(exif({}, {0x9003: "2026:02:03 04:05:06", 0x9011: "+02:00"}))
    assert found.taken_at == datetime(2026, 2, 3, 4, 5, 6, tzinfo=zone)
