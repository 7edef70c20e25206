"""New from text: a pasted page is read as the import reads it, corrected, and saved as a draft."""

import json
from typing import Any

import pytest
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import DatabaseError
from django.test import Client

from articles.desk import pasting
from articles.models import Article, Author, Picture, RelatedLink, Section, Status, Version
from tests.admin_rows import article, fields_of, section, superuser
from tests.seedtexts import FIRST, HEADLINE, SECOND, SUBHEAD, TEASER
from tests.test_seedtext_account import SHARED

pytestmark = pytest.mark.django_db

PAGE = "/admin/articles/article/from-text/"
READ = f"{PAGE}read/"
TEXT = "\n\n".join([HEADLINE, TEASER, FIRST, SUBHEAD, SECOND, "Lesen Sie auch: Kahn gesunken", "jat/koj/news.de"])
INDEX = "\n".join(["Thema: Parks", *(f"Kurzer Text {number} mehr »" for number in range(6))])


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(superuser())
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def send(client: Client, address: str = PAGE, **fields: Any) -> Any:
    corrections = json.dumps(fields.pop("corrections", {}))
    sent = {"text": TEXT, "language": "de", "section": "", "corrections": corrections, "paste": "one"}
    return client.post(address, sent | fields, follow=address == PAGE)


def save(client: Client, **fields: Any) -> Any:
    return send(client, save="1", **fields)


def only() -> Article:
    return Article.objects.get()


# --- the way there --------------------------------------------------------------------------------------------


def test_the_list_leads_there(desk: Client) -> None:
    assert f'href="{PAGE}"' in desk.get("/admin/articles/article/").content.decode()


def test_who_may_only_look_is_not_led_there_and_not_let_in(client: Client) -> None:
    user = get_user_model().objects.create_user("leser", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(user)
    assert PAGE not in client.get("/admin/articles/article/").content.decode()
    assert client.get(PAGE).status_code == 403
    assert send(client, READ).status_code == 403
    assert save(client).status_code == 403
    assert not Article.objects.exists()


def test_strangers_are_sent_to_the_login(client: Client) -> None:
    assert send(client, READ).status_code == 302
    assert client.get(PAGE)["Location"].startswith("/admin/login/")


def test_a_reading_is_asked_for_by_post(desk: Client) -> None:
    assert desk.get(READ).status_code == 405


def test_a_form_of_another_site_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(superuser())
    assert save(client).status_code == 403
    assert not Article.objects.exists()


# --- reading --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ["Headline", "Teaser", "Subhead", "Read also"]), ("de", ["Überschrift", "Vorspann", "Zwischentitel"])],
)
def test_each_line_has_its_role_in_words(desk: Client, language: str, words: list[str]) -> None:
    html = desk.post(READ, {"text": TEXT, "language": "de"}, headers={"Accept-Language": language}).content.decode()
    assert html.count('class="words"') == 7
    for word in words:
        assert f'<span class="role">{word}</span>' in html


def test_the_article_stands_beside_it(desk: Client) -> None:
    html = send(desk, READ).content.decode()
    assert f"<h2>{HEADLINE.split(': ')[1]}</h2>" in html or f"<h2>{HEADLINE}</h2>" in html
    assert f"<h3>{SUBHEAD}</h3>" in html
    assert "jat/koj/news.de" in html


def test_what_was_pasted_is_escaped(desk: Client) -> None:
    html = send(desk, READ, text=f"<script>alert(1)</script>\n\n{TEXT}").content.decode()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_correction_is_followed(desk: Client) -> None:
    html = send(desk, READ, corrections={"3": "furniture"}).content.decode()
    assert 'value="3:furniture" aria-pressed="true"' in html


def test_the_buttons_work_without_a_script(desk: Client) -> None:
    response = send(desk, correct="7:paragraph", corrections={"3": "furniture"})
    assert json.loads(fields_of(response)["corrections"]) == {"3": "furniture", "7": "paragraph"}
    assert json.loads(fields_of(send(desk, correct="3:", corrections={"3": "furniture"}))["corrections"]) == {}
    assert json.loads(fields_of(send(desk, correct=":", corrections={"3": "furniture"}))["corrections"]) == {}
    response = send(desk, correct="5:headline", corrections={"1": "headline", "3": "furniture"})
    assert json.loads(fields_of(response)["corrections"]) == {"3": "furniture", "5": "headline"}


@pytest.mark.parametrize("corrections", ["[1]", "{", '"x"', '{"one": "teaser"}', "[" * 9000])
def test_corrections_that_nobody_made_are_a_sentence(desk: Client, corrections: str) -> None:
    response = desk.post(PAGE, {"text": TEXT, "language": "de", "corrections": corrections, "save": "1"})
    assert response.status_code == 200
    assert "The corrections could not be read" in response.content.decode()
    assert not Article.objects.exists()


@pytest.mark.parametrize("corrections", [{"3": "crown"}, {"400": "teaser"}, {"2": "teaser"}])
def test_a_correction_without_sense_is_a_sentence_and_the_reading_stays(desk: Client, corrections: Any) -> None:
    html = send(desk, READ, corrections=corrections).content.decode()
    assert 'class="problems"' in html
    assert html.count('class="words"') == 7
    assert 'class="problems"' in save(desk, corrections=corrections).content.decode()
    assert not Article.objects.exists()


def test_a_text_without_words_shows_what_the_page_is_for(desk: Client) -> None:
    assert 'class="waiting"' in send(desk, READ, text=" \n ").content.decode()


@pytest.mark.parametrize("text", ["%PDF-1.4 x", "\u200b\n\u200b"])
def test_what_is_no_text_is_a_sentence(desk: Client, text: str) -> None:
    assert "This is no plain text" in save(desk, text=text).content.decode()


def test_doubts_are_told_in_the_language_of_the_desk(desk: Client) -> None:
    text = f"31.02.2014, 9.00 Uhr\n\n{FIRST}\n\n{SECOND}"
    german = desk.post(READ, {"text": text, "language": "de"}, headers={"Accept-Language": "de"}).content.decode()
    assert "Es wurde keine Überschrift gefunden" in german
    # The doubt about the date stands at its line, too.
    assert german.count("gibt es nicht") == 2


def test_a_long_text_is_refused_with_a_sentence_and_kept(desk: Client, settings: Any) -> None:
    settings.NEWSROOM_MAX_SEED_BYTES = 200
    response = save(desk)
    assert "The text is larger than 200" in response.content.decode().replace("\xa0", " ")
    assert fields_of(response)["text"] == TEXT
    assert not Article.objects.exists()


def test_an_article_with_the_same_headline_is_pointed_at(desk: Client) -> None:
    there = article(HEADLINE)
    html = send(desk, READ).content.decode()
    assert f'href="/admin/articles/article/{there.pk}/change/"' in html


def test_reading_costs_the_same_for_one_line_and_for_many(desk: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(6):
        send(desk, READ, text="\n\n".join([TEXT, *([FIRST] * 300)]))


# --- saving ---------------------------------------------------------------------------------------------------


def test_it_becomes_a_draft_of_the_one_who_pasted_it(desk: Client) -> None:
    target = article("Kahn gesunken")
    response = save(desk)
    row = Article.objects.exclude(pk=target.pk).get()
    assert response.redirect_chain[0][0] == f"/admin/articles/article/{row.pk}/change/"
    assert (row.line, row.teaser, row.status, row.reference) == (HEADLINE, TEASER, Status.DRAFT, "")
    assert row.slug
    assert not row.releases.exists()
    user = get_user_model().objects.get()
    version = row.versions.get()
    assert (version.kind, version.by) == (Version.Kind.IMPORT, user)
    entry = LogEntry.objects.get(object_id=str(row.pk))
    assert (entry.action_flag, entry.user) == (ADDITION, user)
    assert RelatedLink.objects.get(article=row).target == target
    assert list(Author.objects.filter(initials="koj").values_list("given_name", flat=True)) == [""]
    assert [one.author.initials for one in row.contributions.filter(author__isnull=False)] == ["jat", "koj"]


def test_the_section_is_the_chosen_one_else_the_texts_else_the_houses(desk: Client, settings: Any) -> None:
    chosen = section("Hafen")
    save(desk, section=str(chosen.pk), paste="a")
    save(desk, text=f"Panorama\n\n{TEXT}", paste="b")
    save(desk, paste="c")
    names = [one.section.name for one in Article.objects.order_by("pk")]
    assert names == ["Hafen", "Panorama", settings.NEWSROOM_DEFAULT_SECTION]


def test_the_language_is_the_chosen_one(desk: Client) -> None:
    save(desk, language="en")
    assert only().language == "en"


def test_corrections_reach_the_draft(desk: Client) -> None:
    save(desk, corrections={"3": "furniture"})
    assert FIRST not in only().body
    assert SECOND in only().body


def test_warnings_go_with_the_draft(desk: Client) -> None:
    response = save(desk, text=f"{FIRST}\n\n{SECOND}")
    assert "No headline was found" in response.content.decode()
    assert only().headline == ""


def test_the_same_text_pasted_twice_makes_two_articles_with_rows_of_their_own(desk: Client) -> None:
    text = f"{TEXT}\n\nEin Kahn. Bild: Max Muster/dpa"
    save(desk, text=text, paste="a")
    save(desk, text=text, paste="b")
    assert Article.objects.count() == Picture.objects.count() == RelatedLink.objects.count() == 2


def test_a_save_that_is_sent_twice_makes_one_article(desk: Client) -> None:
    first, second = save(desk), save(desk)
    assert first.redirect_chain == second.redirect_chain
    assert Article.objects.count() == 1
    save(desk, text=f"{TEXT}\n\n{FIRST}")
    assert Article.objects.count() == 2


def test_a_topic_page_is_a_sentence_until_somebody_corrects_it(desk: Client) -> None:
    assert "which is no article" in send(desk, READ, text=INDEX).content.decode()
    response = save(desk, text=INDEX)
    assert "which is no article" in response.content.decode()
    assert not Article.objects.exists()
    save(desk, text=INDEX, corrections={"2": "paragraph"})
    assert "Kurzer Text 0" in only().body


def test_a_save_that_fails_gives_everything_back(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_arguments: Any) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(pasting, "saved", refuse)
    chosen = section("Hafen")
    response = save(desk, section=str(chosen.pk), language="en", corrections={"3": "furniture"})
    assert "the disk is full" in response.content.decode()
    fields = fields_of(response)
    assert (fields["text"], fields["section"], fields["language"]) == (TEXT, str(chosen.pk), "en")
    assert json.loads(fields["corrections"]) == {"3": "furniture"}
    assert not Article.objects.exists()
    assert not LogEntry.objects.exists()


def test_the_script_is_answered_in_its_form(desk: Client) -> None:
    asked = {"text": TEXT, "language": "de", "corrections": "{}", "paste": "a", "save": "1"}
    answer = desk.post(PAGE, asked, headers={"Accept": "application/json"}).json()
    assert answer == {"to": f"/admin/articles/article/{only().pk}/change/"}
    answer = desk.post(PAGE, asked | {"text": ""}, headers={"Accept": "application/json"}).json()
    assert "There is no text yet" in answer["html"]


def test_a_section_that_is_gone_is_a_sentence(desk: Client) -> None:
    assert Section.objects.count() == 0
    assert 'class="problems"' in save(desk, section="77").content.decode()


def test_the_reference_text_comes_out_right(desk: Client) -> None:
    paths = list((SHARED / "seeds").glob("*.txt"))
    if not paths:
        pytest.skip("The reference text is not beside the checkout.")
    save(desk, text=paths[0].read_text("utf-8"))
    row = only()
    assert row.kicker == "IS-Exodus aus Rakka"
    assert row.headline.startswith("Tausende")
    assert row.teaser.startswith("Nachdem")
    assert row.lead_picture is not None
    assert row.lead_picture.credit == "Asmaa Waguih/dpa"
    assert [one.author.initials for one in row.contributions.filter(author__isnull=False)] == ["jat", "koj"]
    assert [one.agency.code for one in row.contributions.filter(agency__isnull=False)] == ["news.de"]
    assert row.body.count("<story-gallery") == 1
    assert row.body.count("<story-related") == 1
    assert "Facebook" not in row.body
