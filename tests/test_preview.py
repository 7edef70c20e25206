"""The desk looks at working copies in the readers' dress, and nobody else does."""

import uuid
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.desk.documents import document_of, gallery_documents_of
from articles.desk.publishing import publish
from articles.document import (
    Byline,
    BylineAuthor,
    Document,
    GalleryBlock,
    Paragraph,
    Related,
    to_builtins,
)
from articles.models import Article, Release, Section, Version
from tests.admin_rows import NOW, article, author, gallery, link, picture, superuser

pytestmark = pytest.mark.django_db

PRIVATE = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}


@pytest.fixture
def chief() -> Any:
    return superuser()


@pytest.fixture
def desk(client: Client, chief: Any) -> Client:
    client.force_login(chief)
    return client


def is_private(answer: Any) -> bool:
    return {name: answer.headers.get(name) for name in PRIVATE} == PRIVATE


def typed(by: Any, document: Document, *, kind: str = "article", piece: Any = None) -> str:
    """Return the address of an autosave's preview."""
    parent = {kind: piece} if piece else {}
    row = Version.objects.create(
        kind="autosave",
        document=to_builtins(document),
        by=by,
        created_at=NOW,
        session=uuid.uuid4(),
        piece_kind=kind,
        **parent,
    )
    return f"/vorschau/sitzung/{row.session}/"


def person(name: str, *permissions: str, staff: bool = True) -> Any:
    made = get_user_model().objects.create_user(name, is_staff=staff)
    made.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return made


def main(answer: Any) -> str:
    """Return what stands in <main>, without the preview's own banner, blanks folded."""
    html = answer.content.decode()
    inside = html[html.index('<main id="inhalt">') + 18 : html.index("</main>")]
    banner = '<p class="preview-banner">Vorschau – nicht veröffentlicht</p>'
    return " ".join(inside.replace(banner, "").split())


# --- the page -----------------------------------------------------------------------------------------------


def test_the_preview_of_a_published_article_is_the_page_that_readers_have(desk: Client) -> None:
    linked = article("Fährdienst gestartet", live=True)
    shown = gallery(live=True)
    made = {"w320": [320, 200, ["webp"]]}
    row = article(lead_picture=picture(file="originals/a.jpg", rendition_token="a" * 22, renditions=made))
    made = [
        link(row, target=linked),
        link(row, "Noch nicht geschrieben"),
        link(row, "Dort", url="https://example.org/"),
    ]
    row.body += "".join(f'<story-related uuid="{one.uuid}"></story-related>' for one in made)
    row.body += f'<story-gallery uuid="{shown.uuid}"></story-gallery><p>Ende.</p>'
    row.save()
    published = desk.get(publish(piece=Article.objects.get(pk=row.pk), by=None, now=NOW).get_absolute_url())
    assert main(desk.get(f"/vorschau/artikel/{row.pk}/")) == main(published)
    assert "Fährdienst gestartet</a>" in main(published)


def test_the_preview_of_a_published_gallery_is_the_page_that_readers_have(desk: Client) -> None:
    row = gallery(live=True)
    public = Release.objects.live().get(gallery=row).get_absolute_url()
    before = public.removesuffix("1/")
    for number in (1, 2):
        preview = main(desk.get(f"/vorschau/galerie/{row.pk}/{number}/"))
        assert preview.replace(f"/vorschau/galerie/{row.pk}/", before) == main(desk.get(f"{before}{number}/"))


def test_the_preview_says_that_it_is_one_and_that_nobody_is_to_list_it(desk: Client) -> None:
    page = desk.get(f"/vorschau/artikel/{article().pk}/").content.decode()
    assert "Vorschau – nicht veröffentlicht" in page
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert 'rel="canonical"' not in page
    assert "application/ld+json" not in page


def test_a_link_to_an_article_that_is_not_live_is_plain_text(desk: Client) -> None:
    hidden, row = article("Geheimer Fährdienst"), article()
    made = link(row, "Geheimer Fährdienst", target=hidden)
    Article.objects.filter(pk=row.pk).update(body=f'<story-related uuid="{made.uuid}"></story-related>')
    assert '<span class="title">Geheimer Fährdienst</span>' in main(desk.get(f"/vorschau/artikel/{row.pk}/"))


def test_a_preview_loads_renditions_and_no_originals(desk: Client) -> None:
    made = {"w320": [320, 200, ["webp"]]}
    row = article(lead_picture=picture(file="originals/a.jpg", rendition_token="a" * 22, renditions=made))
    page = desk.get(f"/vorschau/artikel/{row.pk}/").content.decode()
    assert "/media/__processed__/" in page
    assert "/media/originals/" not in page


def test_looking_at_a_preview_stores_nothing_and_shows_readers_nothing(desk: Client) -> None:
    canary = "Kanarienvogelwort"
    row = article(f"Der {canary}", body=f"<p>{canary}</p>", teaser=canary)
    assert canary in main(desk.get(f"/vorschau/artikel/{row.pk}/"))
    assert not Release.objects.exists()
    other = article("Etwas anderes", live=True)
    public = ["/", "/stadt/", "/feed/", "/stadt/feed/", "/thema/bruecken/", "/thema/bruecken/feed/", "/autor/jat/"]
    public += ["/autor/jat/feed/", "/impressum/", other.releases.get().get_absolute_url()]
    reader = Client()
    assert {address: reader.get(address).status_code for address in public} == dict.fromkeys(public, 200)
    assert [address for address in public if canary in reader.get(address).content.decode()] == []


# --- what is being typed --------------------------------------------------------------------------------------


def test_an_autosave_is_shown_to_its_writer_as_it_would_be_read(desk: Client, chief: Any) -> None:
    author("koj")
    row = article("Wie es gespeichert ist")
    document = Document(
        headline="Wie es getippt ist",
        section="Stadt",
        tags=("Brücken", "Ganz neu"),
        byline=Byline((BylineAuthor("koj"), BylineAuthor("JAT"), BylineAuthor("nie")), ("dpa",)),
        body=(Paragraph("Ein <b>Riss</b>."),),
    )
    page = main(desk.get(typed(chief, document, piece=row)))
    assert "Wie es getippt ist" in page
    assert "gespeichert" not in page
    assert "<p>Ein &lt;b&gt;Riss&lt;/b&gt;.</p>" in page
    assert 'href="/thema/bruecken/"' in page
    assert 'href="/thema/ganz-neu/"' in page
    assert page.index("/autor/koj/") < page.index("/autor/jat/")
    assert "/dpa</p>" in page


def test_an_article_of_which_nothing_is_typed_yet_has_neutral_words(desk: Client, chief: Any) -> None:
    page = main(desk.get(typed(chief, Document())))
    assert "Noch keine Überschrift" in page
    assert "Noch kein Ressort" in page


def test_a_section_that_is_gone_and_links_that_are_gone_stop_no_preview(desk: Client, chief: Any) -> None:
    document = Document(section="Gibt es nicht", body=(Related("", "Weg", uuid=str(uuid.uuid4())),))
    page = main(desk.get(typed(chief, document)))
    assert "Gibt es nicht" in page
    assert '<span class="title">Weg</span>' in page


def test_a_gallery_is_shown_picture_by_picture_while_it_is_made(desk: Client, chief: Any) -> None:
    row = gallery()
    address = typed(chief, gallery_documents_of([row])[0], kind="gallery", piece=row)
    assert f'href="{address}2/"' in main(desk.get(address))
    assert "2 / 2" in main(desk.get(f"{address}2/"))
    missing = desk.get(f"{address}3/")
    assert missing.status_code == 404
    assert is_private(missing)


@pytest.mark.parametrize("body", [(), (GalleryBlock("", ()),)])
def test_a_gallery_without_pictures_says_so(desk: Client, chief: Any, body: Any) -> None:
    answer = desk.get(typed(chief, Document(body=body), kind="gallery"))
    assert answer.status_code == 200
    assert "Die Galerie ist leer" in main(answer)
    assert is_private(answer)


# --- who may ------------------------------------------------------------------------------------------------


def test_each_address_is_for_those_who_may_open_the_piece_at_the_desk(client: Client) -> None:
    row, shown = article(), gallery()
    may = person("may", "view_article", "view_gallery", "work_in_every_section")
    own = [typed(may, document_of(row), piece=row), typed(may, gallery_documents_of([shown])[0], kind="gallery")]
    saved = [f"/vorschau/artikel/{row.pk}/", f"/vorschau/galerie/{shown.pk}/", f"/vorschau/galerie/{shown.pk}/2/"]
    client.force_login(may)
    assert [client.get(address).status_code for address in own + saved] == [200] * 5
    for user in (person("without"), person("reader", "view_article", "view_gallery", staff=False), None):
        client.force_login(user) if user else client.logout()
        answers = [client.get(address) for address in own + saved]
        assert [answer.status_code for answer in answers] == [404] * 5
        assert all(map(is_private, answers))


def test_nobody_sees_what_somebody_else_is_typing_not_even_the_chief(desk: Client) -> None:
    address = typed(person("writer", "view_article"), Document(headline="Halbfertiges"))
    answer = desk.get(address)
    assert answer.status_code == 404
    assert "Halbfertiges" not in answer.content.decode()


def test_a_right_to_see_articles_is_none_to_see_galleries(client: Client) -> None:
    client.force_login(person("articles", "view_article"))
    assert client.get(f"/vorschau/galerie/{gallery().pk}/").status_code == 404


@pytest.mark.parametrize("tail", ["artikel/999/", "galerie/999/", f"sitzung/{uuid.UUID(int=1)}/"])
def test_what_is_not_there_is_not_found(desk: Client, tail: str) -> None:
    answer = desk.get(f"/vorschau/{tail}")
    assert answer.status_code == 404
    assert is_private(answer)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_previews_of_the_desk_are_only_read(desk: Client, method: str) -> None:
    answer = getattr(desk, method)(f"/vorschau/artikel/{article().pk}/")
    assert answer.status_code == 405
    assert is_private(answer)


def test_every_answer_is_private(desk: Client, chief: Any) -> None:
    row = article()
    for address in (f"/vorschau/artikel/{row.pk}/", typed(chief, document_of(row), piece=row)):
        answer = desk.get(address)
        assert answer.status_code == 200
        assert is_private(answer)


# --- what it costs --------------------------------------------------------------------------------------------


def test_a_preview_costs_the_same_with_many_links_and_pictures(desk: Client) -> None:
    made = {"w320": [320, 200, ["webp"]]}
    row = article(lead_picture=picture(file="originals/a.jpg", rendition_token="a" * 22, renditions=made))
    fill(row, 1)
    few = queries(desk, row)
    fill(row, 8)
    assert queries(desk, row) == few <= 27


def fill(row: Article, size: int) -> None:
    targets = [article(f"Meldung {number}", live=True) for number in range(size)]
    made = [link(row, f"Meldung {number}", target=target) for number, target in enumerate(targets)]
    nodes = [f'<story-related uuid="{one.uuid}"></story-related>' for one in made]
    nodes += [f'<story-picture uuid="{picture(file=f"originals/{n}.jpg").uuid}"></story-picture>' for n in range(size)]
    nodes += [f'<story-gallery uuid="{gallery(f"Bilder {n}").uuid}"></story-gallery>' for n in range(size)]
    Article.objects.filter(pk=row.pk).update(body="".join(nodes))


def queries(client: Client, row: Article) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/vorschau/artikel/{row.pk}/").status_code == 200
    return len(captured)


def test_nothing_of_the_preview_is_left_in_the_database(desk: Client, chief: Any) -> None:
    address = typed(chief, Document(section="Neu", tags=("Neu",), headline="Neu"))
    desk.get(address)
    assert not Article.objects.exists()
    assert not Section.objects.filter(name="Neu").exists()
