"""What the readers' pages are made of: the parts, their order, and what is left out when there is nothing to say."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from articles.document import Block, Embed, FactBox, Paragraph, Quote, Related
from articles.embeds import FRAME_ORIGINS
from articles.models import Masthead, Release
from tests.edition import LONG, publish_edition
from tests.imports import import_one, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses(tmp_path: Path) -> dict[str, str]:
    return publish_edition(tmp_path)


@pytest.fixture
def pages(client: Client, addresses: dict[str, str]) -> dict[str, str]:
    return {kind: client.get(address).content.decode() for kind, address in addresses.items()}


def test_an_article_has_its_parts_in_the_order_of_reading(pages: dict[str, str]) -> None:
    parts = [
        "Tiedemünder Hafenbote</a>",
        'aria-current="true">Hafen</a>',
        '<span class="kicker">Brücke gesperrt',
        f'<span class="headline">Tausende Pendler warten auf die {LONG}',
        '<p class="lede">Wer ans andere Ufer will',
        "Jana Tester</a>",
        '<time datetime="2026-11-20T',
        "aktualisiert",
        'alt="Zu sehen: Die Brücke am Montag."',
        '<span class="caption">Die Brücke am Montag.</span>',
        '<span class="credit">Bild: Max Muster/dpa</span>',
        "<strong>zu</strong>",
        "<h2>Der Gutachter warnte</h2>",
        "Der Pfeiler von unten.</span>",
        "<blockquote><p>Ich habe gewarnt.</p><cite>der Gutachter</cite></blockquote>",
        ">Zweite Brücke marode</a>",
        '<span class="title">Noch nicht geschrieben</span>',
        "Der Plan von 1908.</span>",
        "Brücken der Stadt",
        'href="/hafen/bilder/bruecken-der-stadt-',
        '<span class="count">4 / 4</span>',
        "Am Abend wurde es still.",
        "<h3>Und nun?</h3>",
        '<aside class="facts" aria-labelledby="fakten-1">',
        '<h2 id="fakten-1">Die Brücke</h2>',
        "<p>Gebaut 1908, siehe",
        "<li><p>412 Meter lang</p></li>",
        '<aside class="facts" aria-label="Fakten">',
        '<p class="embed-kind">Video · YouTube</p>',
        '<p class="embed-text">Das Video</p>',
        'data-frame="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0"',
        "Bei YouTube öffnen</a>",
        '<p class="embed-kind">video.example</p>',
        "Bei video.example öffnen</a>",
        '<p class="embed">Ein Beitrag, den es nicht mehr gibt</p>',
        ">jat</a>/",
        ">koj</a>/news.example</p>",
        "Wir haben ein Datum berichtigt.",
        'href="/thema/bruecken/"',
        'href="https://example.org/@bote"',
        "Bleiben Sie dran!",
        'href="/thema/bruecken/feed/"',
        'id="empfehlungen"',
    ]
    page, place = pages["article"], 0
    for part in parts:
        assert part in page[place:], f"{part} is missing, or stands before what it comes after"
        place = page.index(part, place) + len(part)


@pytest.mark.parametrize(
    ("label", "printed"), [("Lesen Sie auch", "Lesen Sie auch:"), ("Schon gelesen?", "Schon gelesen?"), ("", "")]
)
def test_a_related_link_is_announced_as_printed(client: Client, tmp_path: Path, label: str, printed: str) -> None:
    import_one(tmp_path, text("Eins", body=(Related(label, "Zwei"),)), publish=True)
    page = client.get(Release.objects.live().get().get_absolute_url()).content.decode()
    assert re.findall(r'<span class="label">([^<]*)</span>', page) == ([printed] if printed else [])


def page_of(client: Client, tmp_path: Path, *body: Block) -> str:
    import_one(tmp_path, text("Eins", body=body), publish=True)
    return client.get(Release.objects.live().get().get_absolute_url()).content.decode()


def test_what_a_text_says_of_a_provider_counts_for_nothing(client: Client, tmp_path: Path) -> None:
    page = page_of(client, tmp_path, Embed("youtube", url="https://evil.example/watch?v=dQw4w9WgXcQ", text="Film"))
    assert "data-frame" not in page
    assert "YouTube" not in page
    assert '<p class="embed-kind">evil.example</p>' in page


def test_no_page_asks_a_provider_for_anything_by_itself(pages: dict[str, str]) -> None:
    for kind, page in pages.items():
        assert "<iframe" not in page, kind
        assert not re.search(r"<(?:img|script|link)[^>]*(?:src|href)=\"https?://(?!testserver)", page), kind


def test_the_policy_allows_the_frames_that_embeds_can_load_and_no_others(client: Client) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    (frames,) = re.findall(r"frame-src ([^;]*)", policy)
    assert frames.split() == ["'self'", *FRAME_ORIGINS]


def test_the_words_of_an_embed_and_of_a_box_are_text(client: Client, tmp_path: Path) -> None:
    words = '<b>"Film" & mehr</b>'
    page = page_of(
        client,
        tmp_path,
        Embed("youtube", url="https://youtu.be/dQw4w9WgXcQ", text=words),
        FactBox(words, (Paragraph(words),)),
    )
    assert "<b>" not in page
    assert page.count("&lt;b&gt;") == 4  # the embed's words and the title of its frame, the box's heading and paragraph


def test_a_release_from_before_there_was_a_cite_is_shown_as_it_was(client: Client, tmp_path: Path) -> None:
    page_of(client, tmp_path, Quote("Ja.", attribution="Ott"), FactBox("Kopf", (Paragraph("Fuß"),)))
    release = Release.objects.live().get()
    before = "<blockquote><p>Ja.</p><p>– Ott</p></blockquote>"
    Release.objects.filter(pk=release.pk).update(
        body=release.body.replace("<blockquote><p>Ja.</p><cite>Ott</cite></blockquote>", before)
    )
    page = client.get(release.get_absolute_url()).content.decode()
    assert before in page
    assert page.index(before) < page.index('<h2 id="fakten-1">Kopf</h2>')


def test_slides_lead_back_and_forth_and_end_at_the_ends(pages: dict[str, str]) -> None:
    slides = re.findall(r'<li id="(bilder-\w+)-(\d)">(.*?)</li>', pages["article"], re.DOTALL)
    assert [number for _anchor, number, _html in slides] == ["1", "2", "3", "4"]
    for anchor, number, html in slides:
        place = int(number)
        links = dict(re.findall(r'<a rel="(\w+)" href="#([^"]+)"', html))
        expected = {"prev": f"{anchor}-{place - 1}", "next": f"{anchor}-{place + 1}"}
        if place == 1:
            del expected["prev"]
        if place == 4:
            del expected["next"]
        assert links == expected


def test_a_picture_without_a_file_shows_its_words_and_no_empty_frame(pages: dict[str, str]) -> None:
    for kind in ("article", "missing picture"):
        for figure in re.findall(r"<figure[^>]*missing.*?</figure>", pages[kind], re.DOTALL):
            assert "<img" not in figure
            assert 'class="credit"' in figure
    assert "missing" in pages["article"]
    assert "missing" in pages["missing picture"]
    assert 'src=""' not in "".join(pages.values())


def test_every_picture_keeps_its_place_free(pages: dict[str, str]) -> None:
    images = re.findall(r"<img[^>]*>", "".join(pages.values()))
    assert images
    for image in images:
        assert re.search(r' width="\d+" height="\d+" alt="', image), image


def test_there_is_one_main_heading_and_none_is_skipped(pages: dict[str, str]) -> None:
    for kind, page in pages.items():
        levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
        assert levels[0] == 1, kind
        assert levels.count(1) == 1, kind
        for above, below in pairwise(levels):
            assert below <= above + 1, f"{kind}: h{below} follows h{above}"


def test_text_in_another_language_says_so_and_the_page_stays_german(pages: dict[str, str]) -> None:
    assert '<html lang="de">' in pages["english"]
    assert '<article lang="en">' in pages["english"]
    assert 'lang="en"' in pages["section"]
    assert 'lang="en"' not in pages["article"]


def test_an_address_with_decorations_names_the_plain_one(client: Client, addresses: dict[str, str]) -> None:
    for kind in ("home", "section", "topic", "author", "article", "gallery"):
        page = client.get(addresses[kind], {"utm_source": "x"}).content.decode()
        assert f'<link rel="canonical" href="http://testserver{addresses[kind]}">' in page, kind


def test_what_the_masthead_does_not_have_leaves_no_trace(client: Client, addresses: dict[str, str]) -> None:
    Masthead.objects.update(claim="", social_profiles="", imprint="", editor_responsible="")
    for address in addresses.values():
        page = client.get(address).content.decode()
        for part in ('class="claim"', 'class="social"', "Verantwortlich"):
            assert part not in page, address


def test_no_page_has_inline_styles_or_scripts(pages: dict[str, str]) -> None:
    for kind, page in pages.items():
        assert "<style" not in page, kind
        # Only what the page knows of a picture: its ratio, and how it looks tiny and blurred.
        blurred = r";background-image:url\(data:image/webp;base64,[\w+/=]+\)"
        assert not re.search(rf' style="(?!--ratio:[\d.]+(?:{blurred})?")', page), kind
        assert not re.search(r"<script(?![^>]* src=)(?! type=\"application/ld\+json\">)", page), kind
        assert not re.search(r" on\w+=", page), kind


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("paper.css", 18_000),
        ("slides.css", 6_500),
        ("slides.js", 4_000),
        ("stage.js", 6_000),
        ("enlarge.js", 2_500),
        ("embeds.js", 2_000),
        ("icon.svg", 1_000),
    ],
)
def test_the_dress_stays_light(name: str, most: int) -> None:
    assert Path(finders.find(f"site/{name}")).stat().st_size <= most
