"""Links in a text: to pieces that are not there, to pages of this site that do not answer, and to those that do."""

import datetime
import uuid
from html import escape
from typing import Any

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from articles.desk.checks.addresses import dead
from articles.desk.preflight import Level
from articles.desk.publishing import withdraw
from articles.document import FactBox, ListBlock, Paragraph, Quote, Related, Subhead
from articles.models import Author, RelatedLink, Tag
from tests.admin_rows import NOW, article, author, gallery, link, section
from tests.preflight import found, good, names

LATER = NOW + datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


def block(row: RelatedLink) -> Related:
    return Related(row.label, row.title, url=row.url, uuid=str(row.uuid))


# --- related links ------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_related_link_that_leads_nowhere_is_said() -> None:
    row = link(article(), "Fährdienst gestartet")
    (finding,) = found(good(body=(Paragraph("Text."), block(row))))
    assert (finding.check, finding.level, finding.uuid) == ("related link", Level.WARNING, str(row.uuid))
    assert "“Fährdienst gestartet”" in finding.sentence


@pytest.mark.django_db
def test_a_related_link_without_a_title_is_said() -> None:
    (finding,) = found(good(body=(Paragraph("Text."), block(link(article(), "")))))
    assert "“Lesen Sie auch” has no title" in finding.sentence


@pytest.mark.django_db
def test_a_related_link_leads_to_an_article_that_readers_see() -> None:
    owner, target = article(), article("Ganz neu", live=True)
    row = link(owner, target=target)
    body = (Paragraph("Text."), block(row))
    assert found(good(body=body)) == []
    withdraw(piece=target, by=None, now=LATER)
    (finding,) = found(good(body=body))
    assert (finding.check, finding.level, finding.uuid) == ("related article", Level.WARNING, str(row.uuid))
    RelatedLink.objects.filter(pk=row.pk).update(title="")
    (finding,) = found(good(body=(Paragraph("Text."), Related("", "", uuid=str(row.uuid)))))
    assert "Ganz neu" in finding.sentence, "a link without a title is called by its article"


@pytest.mark.django_db
def test_a_related_link_to_an_address_leads_somewhere() -> None:
    row = link(article(), url="https://example.org/")
    assert found(good(body=(Paragraph("Text."), block(row)))) == []


@pytest.mark.django_db
def test_a_related_link_to_a_dead_address_of_ours_is_said() -> None:
    row = link(article(), url="http://localhost/stadt/weg-99/")
    (finding,) = found(good(body=(Paragraph("Text."), block(row))))
    assert (finding.check, finding.uuid, finding.words) == ("dead link", str(row.uuid), "")


# --- addresses in running text ------------------------------------------------------------------------------


def linked(href: str) -> Paragraph:
    return Paragraph("Mehr dazu hier.", html=f'Mehr dazu <a href="{escape(href)}" rel="noopener">hier</a>.')


@pytest.mark.django_db
def test_a_dead_link_is_found_by_its_address() -> None:
    (finding,) = found(good(body=(linked("/stadt/weg-99/?a=1&b=2"),)))
    assert (finding.check, finding.level, finding.field) == ("dead link", Level.WARNING, "body")
    assert finding.words == "/stadt/weg-99/?a=1&b=2"
    assert finding.words in finding.sentence


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body",
    [
        Subhead("Hier", html='<a href="/weg/">Hier</a>'),
        ListBlock(("Hier",), html=('<a href="/weg/">Hier</a>',)),
        Quote("Hier", html='<a title="x" href="/weg/">Hier</a>'),
        FactBox("", (Paragraph("Hier", html='<a href="/weg/">Hier</a>'),)),
    ],
)
def test_links_are_looked_for_wherever_they_can_stand(body: Any) -> None:
    assert "dead link" in names(found(good(body=(body, Paragraph("Text.")))))


@pytest.fixture
def edition() -> dict[str, str]:
    """Return addresses that answer: an article, a gallery, a section, a topic, an author."""
    live, pictures = article(live=True), gallery(live=True)
    known = author("jat")
    Author.objects.filter(pk=known.pk).update(given_name="Jo", family_name="Jat")
    return {
        "article": live.releases.get().get_absolute_url(),
        "gallery": pictures.releases.get().get_absolute_url(),
        "section": f"/{section().slug}/",
        "topic": f"/thema/{Tag.objects.get(name='Brücken').slug}/",
        "author": "/autor/jat/",
    }


@pytest.mark.django_db
def test_what_answers_is_left_alone_and_what_does_not_is_dead(edition: dict[str, str], client: Client) -> None:
    alive = [
        *edition.values(),
        "/",
        "/impressum/",
        "/feed/",
        *(f"{edition[kind]}feed/" for kind in ("topic", "author")),
    ]
    wrong_words = edition["article"].replace("bruecke", "anders")
    gone = [
        "/stadt/weg-99/",
        "/stadt/bilder/weg-99/1/",
        "/weg/",
        "/thema/weg/",
        "/autor/weg/",
        "/a/b/c/d/e/",
        "/weg/feed/",
    ]
    for address in (*alive, *gone):
        status = client.get(address, follow=True).status_code
        assert (status in {404, 410}) == (address in gone), f"{address} answers {status}"
    assert dead([*alive, wrong_words, *gone]) == set(gone)


@pytest.mark.django_db
def test_a_withdrawn_piece_is_gone(edition: dict[str, str]) -> None:
    row = article("Bald weg", live=True)
    address = row.releases.get().get_absolute_url()
    assert dead([address]) == set()
    withdraw(piece=row, by=None, now=LATER)
    assert dead([address]) == {address}


@pytest.mark.django_db
def test_authors_and_topics_have_a_page_while_something_is_live(client: Client) -> None:
    author("xyz")
    Author.objects.filter(initials="xyz").update(given_name="Xenia", family_name="Yz")
    Tag.objects.create(name="Geheim", slug="geheim")
    nothing = {"/autor/xyz/", "/autor/xyz/feed/", "/thema/geheim/", "/thema/geheim/feed/"}
    assert dead(nothing) == nothing
    assert {client.get(address).status_code for address in nothing} == {404}
    article(live=True)  # by jat
    assert dead(["/autor/jat/"]) == set()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "href",
    [
        "https://example.org/weg/",
        "mailto:a@example.org",
        "tel:+491234",
        "#unten",
        "",
        "   ",
        "//example.org/weg/",
        "http://[::1/weg/",
        "http://localhost.example.org/weg/",
        "javascript:alert(1)",
        "/admin/",
        "/vorschau/abc/",
    ],
)
def test_what_is_not_a_page_of_ours_is_not_judged(href: str) -> None:
    assert dead([href]) == set()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "href",
    [
        "http://localhost/weg/",
        "https://LOCALHOST:8000/weg/",
        "//localhost/weg/",
        "http://chef@localhost/weg/",
        "/weg",
        " /weg/ ",
        "/weg/?seite=2#unten",
        "example.org/weg",
        "www.example.org",
        "/stadt/weg-999999999999999999/",
        "/stadt/weg-9999999999999999999999/",
        "/%00/",
        "/thema/%C3%A4/",
    ],
)
def test_every_way_to_write_an_address_of_ours_is_understood(href: str) -> None:
    assert dead([href]) == {href}


@pytest.mark.django_db
def test_the_hosts_of_the_site_are_ours_and_a_star_makes_no_other_one_ours() -> None:
    with override_settings(ALLOWED_HOSTS=[".news.example", "*"]):
        assert dead(["https://www.news.example/weg/", "https://example.org/weg/"]) == {"https://www.news.example/weg/"}


@pytest.mark.django_db
def test_a_good_link_without_its_last_slash_is_alive(edition: dict[str, str]) -> None:
    assert dead([edition["article"].rstrip("/")]) == set()


@given(st.lists(st.text() | st.text().map("/{}/".format) | st.text().map("http://localhost/{}".format), max_size=5))
@pytest.mark.django_db
def test_no_address_takes_the_check_down(hrefs: list[str]) -> None:
    assert dead(hrefs) <= set(hrefs)


@pytest.mark.django_db
def test_many_links_cost_what_few_cost(edition: dict[str, str]) -> None:
    def queries(number: int) -> int:
        hrefs = [
            address
            for n in range(10**9, 10**9 + number)
            for address in (f"/s/x-{n}/", f"/s/bilder/x-{n}/1/", f"/s{n}/", f"/thema/t{n}/", f"/autor/a{n}/")
        ]
        with CaptureQueriesContext(connection) as asked:
            assert dead(hrefs) == set(hrefs)
        return len(asked)

    assert queries(1) == queries(200) == 5


@pytest.mark.django_db
def test_a_related_link_whose_row_is_gone_is_no_trouble() -> None:
    assert "related link" in names(found(good(body=(Paragraph("x"), Related("", "Titel", uuid=str(uuid.uuid4()))))))
