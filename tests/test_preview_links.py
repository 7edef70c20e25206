"""Whoever has the link sees the working copy until it expires, and can say something about each paragraph."""

import datetime
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.desk.reviewing import (
    DAYS,
    MOST_ANNOTATIONS,
    Closed,
    Refused,
    address_of,
    annotate,
    link_of,
    make_link,
    places_of,
    revoke,
    token_of,
)
from articles.document import (
    Document,
    Embed,
    FactBox,
    GalleryBlock,
    ListBlock,
    Paragraph,
    Quote,
    Related,
    Subhead,
)
from articles.models import Annotation, Article, PreviewLink
from tests.admin_rows import NOW, article, gallery, superuser
from tests.documents import a_picture
from tests.test_preview import is_private, main

pytestmark = pytest.mark.django_db

SCRIPT = '<script>alert("x")</script>'


def linked(piece: Any, *, days: int = 7) -> PreviewLink:
    return make_link(piece=piece, by=None, now=timezone.now(), days=days)


def send(client: Client, link: PreviewLink, **fields: Any) -> Any:
    values = {"number": "1", "name": "Erika Beispiel", "text": "Stimmt das?"} | fields
    return client.post(f"{address_of(link)}kommentar/", values)


# --- the link -----------------------------------------------------------------------------------------------


def test_the_address_that_the_desk_hands_out_is_the_preview_s() -> None:
    link = linked(article())
    assert address_of(link) == reverse("preview:linked", args=(token_of(link),))


def test_somebody_without_an_account_sees_what_is_saved_now(client: Client) -> None:
    row = article("Erste Fassung")
    link = linked(row)
    assert "Erste Fassung" in main(client.get(address_of(link)))
    Article.objects.filter(pk=row.pk).update(headline="Zweite Fassung")
    answer = client.get(address_of(link))
    assert "Zweite Fassung" in main(answer)
    assert is_private(answer)
    page = answer.content.decode()
    assert "Vorschau – nicht veröffentlicht" in page
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert 'rel="canonical"' not in page


def test_a_gallery_is_walked_through_below_its_link(client: Client) -> None:
    address = address_of(linked(gallery(size=3)))
    pages = [client.get(f"{address}{number}/").content.decode() for number in (1, 2, 3)]
    assert f'href="{address}2/"' in pages[0]
    assert f'rel="next" href="{address}3/"' in pages[1]
    assert not [page for page in pages if "/vorschau/galerie/" in page or "/stadt/bilder/" in page]
    assert client.get(f"{address}4/").status_code == 404


@pytest.mark.parametrize("days", DAYS)
def test_a_link_opens_for_as_many_days_as_were_chosen(days: int) -> None:
    link = make_link(piece=article(), by=None, now=NOW, days=days)
    last = NOW + datetime.timedelta(days=days)
    assert link_of(token_of(link), last - datetime.timedelta(seconds=1)) == link
    assert link_of(token_of(link), last) is Closed.EXPIRED


def test_other_numbers_of_days_cannot_be_had() -> None:
    with pytest.raises(ValueError, match="365"):
        make_link(piece=article(), by=None, now=NOW, days=365)


def test_a_link_that_was_taken_back_stays_so() -> None:
    link = linked(article())
    revoke(link=link, by=None, now=NOW)
    revoke(link=link, by=None, now=NOW + datetime.timedelta(days=1))
    assert link_of(token_of(link), timezone.now()) is Closed.REVOKED
    assert PreviewLink.objects.get().revoked_at == NOW


def closed(kind: str) -> tuple[str, int, str]:
    """Return an address that opens nothing, its status and what its page says."""
    link = linked(article("Streng geheim"))
    token = token_of(link)
    match kind:
        case "expired":
            PreviewLink.objects.update(expires_at=timezone.now())
            return address_of(link), 410, "abgelaufen"
        case "revoked":
            revoke(link=link, by=None, now=NOW)
            return address_of(link), 410, "zurückgezogen"
        case "deleted":
            PreviewLink.objects.all().delete()
        case "tampered":
            token = token[:-1] + ("A" if token[-1] != "A" else "B")
        case "of another":
            other = token_of(linked(article()))
            token = other.partition(".")[0] + "." + token.partition(".")[2]
        case "unsigned":
            token = link.uuid.hex
        case _:
            token = "x%00\N{BRIDGE AT NIGHT}"
    return f"/vorschau/{token}/", 404, "nicht vollständig"


@pytest.mark.parametrize("kind", ["expired", "revoked", "deleted", "tampered", "of another", "unsigned", "nonsense"])
def test_a_closed_link_says_so_in_a_sentence_and_takes_no_comment(client: Client, kind: str) -> None:
    address, status, sentence = closed(kind)
    fields = {"number": "1", "name": "E", "text": "x"}
    for answer in (client.get(address), client.get(f"{address}1/"), client.post(f"{address}kommentar/", fields)):
        assert answer.status_code == status
        assert sentence in main(answer)
        assert "Streng geheim" not in answer.content.decode()
        assert is_private(answer)
    assert not Annotation.objects.exists()


def test_a_link_opens_no_other_piece(client: Client) -> None:
    article("Die andere")
    assert "Die andere" not in client.get(address_of(linked(article("Die eine")))).content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_the_page_of_a_link_is_only_read(client: Client, method: str) -> None:
    answer = getattr(client, method)(address_of(linked(article())))
    assert answer.status_code == 405
    assert is_private(answer)


def test_comments_are_only_sent(client: Client) -> None:
    answer = client.get(f"{address_of(linked(article()))}kommentar/")
    assert answer.status_code == 405
    assert is_private(answer)


# --- places -------------------------------------------------------------------------------------------------


def test_each_block_that_readers_see_can_be_commented_on_with_its_words() -> None:
    body = (
        Paragraph("Eins.", html="<b>Eins</b>."),
        Subhead("Zwei"),
        ListBlock(("a", "b")),
        Quote("Drei.", attribution="X"),
        FactBox("Fakten", (Paragraph("Vier."), ListBlock(("c",)))),
        Related("Lesen", ""),
        Related("Lesen", "Fünf"),
        GalleryBlock("Leer", ()),
        GalleryBlock("Sechs", (a_picture(),)),
        Embed("youtube", url="https://example.org/"),
    )
    found = places_of(Document(kicker="Dach", headline="Zeile", teaser="Vorspann", body=body))
    assert [(place.number, place.words) for place in found] == [
        (0, "Dach: Zeile\nVorspann"),
        (1, "Eins."),
        (2, "Zwei"),
        (3, "a\nb"),
        (4, "Drei."),
        (5, "Fakten\nVier.\nc"),
        (7, "Fünf"),
        (9, "Sechs"),
        (10, "https://example.org/"),
    ]


def test_in_a_gallery_each_picture_is_a_place() -> None:
    document = Document(headline="Zeile", body=(GalleryBlock("", (a_picture("Eins."), a_picture("Zwei."))),))
    assert [place.words for place in places_of(document, of_gallery=True)] == ["Zeile", "Eins.", "Zwei."]


# --- comments -----------------------------------------------------------------------------------------------


def test_a_comment_keeps_the_paragraph_as_it_was_and_is_seen_at_its_place(client: Client) -> None:
    row = article(body="<p>Ein <strong>Riss</strong>.</p><p>Noch einer.</p>")
    link = linked(row)
    answer = send(client, link, number="2", text="Wie lang?\r\nUnd wo?")
    made = Annotation.objects.get()
    kept = (made.number, made.quotation, made.text, made.name)
    assert kept == (2, "Noch einer.", "Wie lang?\nUnd wo?", "Erika Beispiel")
    assert answer.status_code == 302
    assert answer["Location"] == f"{address_of(link)}#kommentar-{made.pk}"
    assert is_private(answer)
    page = main(client.get(address_of(link)))
    spot = re.search(r'<div class="spot" data-number="2">(.*?)<details', page)
    assert spot
    assert "Wie lang?<br>Und wo?" in spot[1]


def test_the_head_can_be_commented_on(client: Client) -> None:
    link = linked(article())
    send(client, link, number="0")
    assert Annotation.objects.get().quotation == "Verkehr: Die Brücke ist zu\nNeun Monate."


def test_a_comment_on_a_picture_leads_back_to_the_picture(client: Client) -> None:
    link = linked(gallery(size=2))
    answer = send(client, link, number="2")
    assert answer["Location"].startswith(f"{address_of(link)}2/#")
    assert "Stimmt das?" in main(client.get(f"{address_of(link)}2/"))
    assert "Stimmt das?" not in main(client.get(address_of(link)))


def test_the_name_is_remembered_in_this_browser_only_for_previews(client: Client) -> None:
    link = linked(article())
    assert 'name="name" value=""' in main(client.get(address_of(link)))
    cookie = send(client, link, name="Jürgen „Ö“; x").cookies["newsroom_commenter"]
    assert cookie["path"] == "/vorschau/"
    assert cookie["httponly"]
    assert 'name="name" value="Jürgen „Ö“; x"' in main(client.get(address_of(link)))


def test_comments_of_one_link_are_not_seen_by_another(client: Client) -> None:
    row = article()
    send(client, linked(row), text="Unter uns")
    assert "Unter uns" not in client.get(address_of(linked(row))).content.decode()


def test_what_was_said_on_a_paragraph_that_is_gone_is_still_there(client: Client) -> None:
    row = article(body="<p>Eins.</p><p>Weg damit.</p>")
    link = linked(row)
    send(client, link, number="2", text="Streichen?")
    Article.objects.filter(pk=row.pk).update(body="<p>Eins.</p>")
    page = main(client.get(address_of(link)))
    assert "Streichen?" in page
    assert "Weg damit." in page


def test_names_and_texts_are_never_markup(client: Client) -> None:
    link = linked(article(headline=SCRIPT, body=f"<p>{SCRIPT.replace('<', '&lt;')}</p>"))
    send(client, link, name=SCRIPT, text=SCRIPT)
    send(client, link, name=SCRIPT, text=f"{SCRIPT}</textarea>{SCRIPT}" * 100)
    for answer in (client.get(address_of(link)), send(client, link, name=SCRIPT, text=f"</textarea>{SCRIPT}" * 200)):
        assert "<script>" not in answer.content.decode()
        assert "&lt;script&gt;" in answer.content.decode()


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "  "},
        {"text": " \n "},
        {"text": "x" * 2001},
        {"name": "x" * 101},
        {"text": "a\0b"},
        {"number": "99"},
        {"number": "-1"},
        {"number": "²"},
        {"number": ""},
        {"number": "1" * 5000},
    ],
    ids=lambda fields: f"{next(iter(fields))}={next(iter(fields.values()))[:6]!r}",
)
def test_what_is_refused_comes_back_with_a_sentence(client: Client, fields: dict[str, str]) -> None:
    answer = send(client, linked(article()), **fields)
    assert answer.status_code == 422
    assert 'role="alert"' in main(answer)
    assert is_private(answer)
    assert not Annotation.objects.exists()


def test_a_text_that_is_refused_is_not_lost(client: Client) -> None:
    page = main(send(client, linked(article()), name="", text="Mühsam getippt"))
    assert "Mühsam getippt</textarea>" in page
    assert "<details open>" in page


def test_two_thousand_characters_are_not_too_many(client: Client) -> None:
    assert send(client, linked(article()), text="ß" * 2000).status_code == 302


def test_comments_that_come_too_fast_are_refused_for_a_minute() -> None:
    link, document = linked(article()), Document(headline="x")
    say: Any = {"link": link, "document": document, "number": 0, "name": "E", "text": "x"}
    for _ in range(10):
        annotate(**say, now=NOW)
    with pytest.raises(Refused):
        annotate(**say, now=NOW + datetime.timedelta(seconds=59))
    annotate(**say, now=NOW + datetime.timedelta(seconds=61))
    annotate(**say | {"link": linked(article())}, now=NOW)


def test_a_link_takes_no_more_than_two_hundred_comments() -> None:
    link = linked(article())
    rows = [Annotation(link=link, number=0, name="E", text="x", created_at=NOW) for _ in range(MOST_ANNOTATIONS)]
    Annotation.objects.bulk_create(rows)
    with pytest.raises(Refused):
        annotate(link=link, document=Document(), number=0, name="E", text="x", now=NOW + datetime.timedelta(days=1))


# --- forged and encrypted -------------------------------------------------------------------------------------


def test_a_comment_that_another_site_sends_is_refused_and_the_answer_is_private() -> None:
    client, link = Client(enforce_csrf_checks=True), linked(article())
    answer = send(client, link)
    assert answer.status_code == 403
    assert is_private(answer)
    assert not Annotation.objects.exists()


@pytest.mark.parametrize(
    "origin", [{"HTTP_ORIGIN": "https://testserver"}, {"HTTP_REFERER": "https://testserver/vorschau/"}]
)
def test_a_comment_arrives_over_https_by_origin_or_by_referrer(origin: dict[str, str]) -> None:
    client, link = Client(enforce_csrf_checks=True), linked(article())
    page = client.get(address_of(link), secure=True).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    fields = {"csrfmiddlewaretoken": token[1], "number": "1", "name": "E", "text": "x"}
    assert client.post(f"{address_of(link)}kommentar/", fields, secure=True, **origin).status_code == 302  # type: ignore[arg-type]
    foreign = {"HTTP_ORIGIN": "https://evil.example"}
    assert client.post(f"{address_of(link)}kommentar/", fields, secure=True, **foreign).status_code == 403  # type: ignore[arg-type]
    assert Annotation.objects.count() == 1


# --- what it costs, and what does not leak --------------------------------------------------------------------


def test_a_preview_costs_the_same_with_many_comments(client: Client) -> None:
    link = linked(article(body="<p>Eins.</p>" * 30))

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address_of(link)).status_code == 200
        return len(captured)

    few = queries()
    rows = [Annotation(link=link, number=n % 30, name="E", text="x", created_at=NOW) for n in range(150)]
    Annotation.objects.bulk_create(rows)
    assert queries() == few <= 29


def test_no_public_page_shows_a_draft_that_was_looked_at_by_a_link(client: Client) -> None:
    canary = "Kanarienvogelwort"
    link = linked(article(f"Der {canary}", body=f"<p>{canary}</p>"))
    assert canary in main(client.get(address_of(link)))
    send(client, link, text=canary)
    public = ["/", "/stadt/", "/feed/", "/stadt/feed/", "/autor/jat/feed/", "/thema/bruecken/", "/impressum/"]
    assert [address for address in public if canary in client.get(address).content.decode()] == []


def test_a_signed_in_editor_may_use_a_link_as_well(client: Client) -> None:
    client.force_login(superuser())
    assert client.get(address_of(linked(article()))).status_code == 200
