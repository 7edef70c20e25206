"""What readers get: the right pages, nothing that is not published, and a counted number of queries."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.desk.publishing import publish, withdraw
from articles.document import Byline, BylineAuthor, GalleryBlock, Paragraph, Picture, Related, Subhead
from articles.models import Article, Author, Gallery, Masthead, Release, ReleaseTag, Section, Tag
from articles.models.masthead import RESERVED_SLUGS
from newsroom.urls import urlpatterns
from tests.imports import NOW, import_documents, import_one, text

pytestmark = pytest.mark.django_db

REFERENCE = text(
    "Tausende Pendler warten",
    kicker="Brücke gesperrt",
    tags=("Brücken", "Verkehr"),
    lead_picture=Picture("Die Brücke am Montag.", "Max Muster/dpa", "Max Muster", ("dpa",)),
    byline=Byline((BylineAuthor(initials="jat"), BylineAuthor(initials="koj")), ("news.example",)),
    body=(
        Paragraph("Die Brücke ist zu."),
        Subhead("Der Gutachter warnte"),
        Related("Lesen Sie auch", "Zweite Brücke marode"),
        Related("Lesen Sie auch", "Noch nicht geschrieben"),
        GalleryBlock("Brücken", tuple(Picture(f"Brücke {n}", "dpa", "", ("dpa",)) for n in (1, 2, 3))),
    ),
)


@pytest.fixture
def edition(tmp_path: Path) -> Release:
    """Return the live release of an article that has everything, among a few others."""
    documents = {f"t{n}": text(f"Meldung {n}", tags=("Verkehr",)) for n in range(12)}
    import_documents(tmp_path, documents, publish=True)
    import_documents(tmp_path, {"second": text("Zweite Brücke marode")}, publish=True)
    import_one(tmp_path, REFERENCE, reference="reference", publish=True)
    return Release.objects.live().get(headline="Tausende Pendler warten")


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(address)
    assert response.status_code == 200, address
    return len(captured)


def addresses(release: Release) -> dict[str, int]:
    """Return each kind of page and how many queries it may cost."""
    gallery = Release.objects.live().galleries().get()
    return {
        "/": 4,
        "/hafen/": 2,
        release.get_absolute_url(): 6,
        gallery.get_absolute_url(): 3,
        "/thema/verkehr/": 3,
        "/autor/jat/": 3,
        "/impressum/": 1,
        "/bilder-sitemap.xml": 2,
        "/feed/": 2,
        "/hafen/feed/": 3,
        "/thema/verkehr/feed/": 3,
        "/autor/jat/feed/": 3,
    }


def test_each_page_costs_its_queries_and_no_more(client: Client, edition: Release) -> None:
    expected = addresses(edition)
    assert {address: queries(client, address) for address in expected} == expected


def test_pages_cost_the_same_with_20000_articles(client: Client, edition: Release) -> None:
    fill(20_000, edition)
    expected = addresses(edition)
    assert {address: queries(client, address) for address in expected} == expected


def fill(count: int, like: Release) -> None:
    """Add `count` live articles beside `like`, older than it."""
    articles = Article.objects.bulk_create(
        [Article(headline=f"Archiv {n}", section=like.section) for n in range(count)], batch_size=2000
    )
    releases = Release.objects.bulk_create(
        [
            Release(
                article=article,
                number=1,
                document={},  # no list shows it
                headline=article.headline,
                slug="archiv",
                section=like.section,
                topics=like.topics,
                published_at=NOW - datetime.timedelta(minutes=n),
                released_at=NOW,
            )
            for n, article in enumerate(articles)
        ],
        batch_size=2000,
    )
    tag = Tag.objects.get(slug="verkehr")
    ReleaseTag.objects.bulk_create(
        [ReleaseTag(release=release, tag=tag, published_at=release.published_at) for release in releases],
        batch_size=5000,
    )


def test_the_article_page_has_all_parts_of_the_reference(client: Client, edition: Release) -> None:
    Masthead.objects.update(name="Der Bote", social_profiles="Mastodon https://example.org/@bote")
    Author.objects.filter(initials="jat").update(given_name="Jana", family_name="Tester")
    page = client.get(edition.get_absolute_url()).content.decode()
    for part in (
        "Brücke gesperrt", "Tausende Pendler warten", "Am Kai ging es schnell.", "Die Brücke am Montag.",
        "Max Muster/dpa", "Jana Tester", 'href="/autor/jat/"', ">koj</a>", "news.example",
        "<h2>Der Gutachter warnte</h2>", "Brücke 3", "https://example.org/@bote", "Bleiben Sie dran!",
        'href="/thema/bruecken/"', 'href="/thema/bruecken/feed/"', "20. November 2026",
    ):  # fmt: skip
        assert part in page, part
    second = Release.objects.live().get(headline="Zweite Brücke marode")
    assert f'<a href="{second.get_absolute_url()}">Zweite Brücke marode</a>' in page
    assert "Noch nicht geschrieben" in page
    assert ">Noch nicht geschrieben</a>" not in page


def test_related_text_becomes_a_link_when_its_article_is_live_and_text_again_when_not(
    client: Client, edition: Release, tmp_path: Path
) -> None:
    address = edition.get_absolute_url()
    late = import_one(tmp_path, text("Noch nicht geschrieben"), reference="late")
    assert ">Noch nicht geschrieben</a>" not in client.get(address).content.decode(), "a draft is nobody's business"
    publish(piece=late, by=None, now=NOW)
    assert ">Noch nicht geschrieben</a>" in client.get(address).content.decode()
    withdraw(piece=late, by=None, now=NOW)
    assert ">Noch nicht geschrieben</a>" not in client.get(address).content.decode()


def test_no_public_page_changes_when_a_draft_does(client: Client, edition: Release, tmp_path: Path) -> None:
    before = every_page(client, edition)
    import_one(tmp_path, text("Geheime Meldung", tags=("Verkehr", "Geheim")), reference="draft")
    article = Article.objects.get(reference="reference")
    article.headline, article.kicker, article.slug = "Geheime Überschrift", "Geheim", "geheim"
    article.teaser, article.body = "Geheimer Vorspann", "<p>Geheimer Text</p>"
    article.section = Section.objects.create(name="Politik", slug="politik-geheim", position=9)
    article.save()
    article.contributions.all().delete()
    article.related_links.all().delete()
    article.tags.clear()
    Gallery.objects.update(title="Geheime Galerie", teaser="Geheim")
    for address, page in every_page(client, edition).items():
        # The new section itself is public: it stands in every page's navigation.
        assert "eheime" not in page, address
        assert without_navigation(page) == without_navigation(before[address]), address


def every_page(client: Client, release: Release) -> dict[str, str]:
    return {address: client.get(address).content.decode() for address in addresses(release)}


def without_navigation(page: str) -> str:
    start, _nav, rest = page.partition('<nav class="sections"')
    return start + rest.partition("</nav>")[2] if rest else page


def test_the_id_decides_and_a_wrong_slug_or_section_is_redirected(client: Client, edition: Release) -> None:
    for wrong in ("/hafen/falsch", "/politik/tausende-pendler-warten"):
        response = client.get(f"{wrong}-{edition.article_id}/")
        assert (response.status_code, response["Location"]) == (301, edition.get_absolute_url())
    gallery = Release.objects.live().galleries().get()
    response = client.get(f"/falsch/bilder/falsch-{gallery.gallery_id}/2/")
    assert (response.status_code, response["Location"]) == (301, gallery.get_absolute_url().replace("/1/", "/2/"))
    assert client.get(f"/hafen/bilder/bruecken-{gallery.gallery_id}/", follow=True).status_code == 200


def test_a_withdrawn_piece_is_gone_and_a_draft_was_never_there(
    client: Client, edition: Release, tmp_path: Path
) -> None:
    draft = import_one(tmp_path, text("Entwurf"), reference="draft")
    assert client.get(f"/hafen/entwurf-{draft.pk}/").status_code == 404
    withdraw(piece=Article.objects.get(reference="reference"), by=None, now=NOW)
    response = client.get(edition.get_absolute_url())
    assert response.status_code == 410
    assert "zurückgezogen" in response.content.decode()
    assert "Pendler" not in response.content.decode()


@pytest.mark.parametrize(
    "address",
    ["/nichts/", "/nichts/feed/", "/thema/nichts/", "/autor/nichts/", "/hafen/x-999999999999999999/",
     "/hafen/x-9999999999999999999999/", "/hafen/bilder/x-1/0/", "/hafen/?nach=x", "/hafen/?nach=9-9-9"],
)  # fmt: skip
def test_what_is_not_there_is_a_404_in_the_sites_dress(client: Client, edition: Release, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "Unter dieser Adresse" in response.content.decode()


def test_gallery_pages_lead_from_picture_to_picture(client: Client, edition: Release) -> None:
    first = Release.objects.live().galleries().get().get_absolute_url()
    second, third = first.replace("/1/", "/2/"), first.replace("/1/", "/3/")
    pages = {address: client.get(address).content.decode() for address in (first, second, third)}
    assert 'rel="prev"' not in pages[first]
    assert f'rel="next" href="{second}"' in pages[first]
    assert f'rel="prev" href="{first}"' in pages[second]
    assert f'rel="next" href="{third}"' in pages[second]
    assert 'rel="next"' not in pages[third]
    assert "2 / 3" in pages[second]
    assert "Brücke 2" in pages[second]


def test_recommendations_put_shared_topics_first_and_never_the_article_itself(client: Client, edition: Release) -> None:
    context: Any = client.get(edition.get_absolute_url()).context
    shown = list(context["story"].recommended)
    assert len(shown) == 5
    assert all(("Verkehr", "verkehr") in [tuple(topic) for topic in one.topics] for one in shown)
    assert edition.article_id not in {one.article_id for one in shown}
    linked = Release.objects.live().get(headline="Zweite Brücke marode")
    assert linked.article_id not in {one.article_id for one in shown}


def test_older_articles_are_reached_page_by_page_each_once(client: Client, edition: Release) -> None:
    fill(50, edition)
    seen: list[int] = []
    address = "/hafen/"
    while address:
        context: Any = client.get(address).context
        seen += [release.article_id for release in context["releases"]]
        address = f"/hafen/?nach={context['following']}" if context["following"] else ""
    assert len(seen) == len(set(seen)) == Release.objects.live().articles().count()


def test_typed_html_never_reaches_a_reader_unescaped(client: Client, tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    document = text(
        f"{evil} Kopf", kicker=evil, teaser=evil, tags=(evil,),
        lead_picture=Picture(evil, evil, "", ()),
        body=(
            Paragraph(evil, html=f"<b>{evil}</b>"),
            Related(evil, evil),
            GalleryBlock(evil, (Picture(evil, evil, "", ()),)),
        ),
    )  # fmt: skip
    import_one(tmp_path, document, publish=True)
    pieces = [release.get_absolute_url() for release in Release.objects.live().select_related("section")]
    assert len(pieces) == 2
    for address in ("/", "/hafen/", *pieces):
        assert "<script>alert" not in client.get(address).content.decode(), address


def test_sections_cannot_take_the_address_of_another_page() -> None:
    def first_parts(patterns: list[Any]) -> Iterator[str]:
        for pattern in patterns:
            route = str(pattern.pattern)
            if route == "" and hasattr(pattern, "url_patterns"):
                yield from first_parts(pattern.url_patterns)
            elif route and not route.startswith("<"):
                yield route.partition("/")[0]

    # No slug has a dot.
    assert {part for part in first_parts(urlpatterns) if "." not in part} <= RESERVED_SLUGS


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_are_only_read(client: Client, edition: Release, method: str) -> None:
    send: Callable[..., Any] = getattr(client, method)
    assert send("/").status_code == 405
