"""The desk makes preview links, takes them back, and ticks off the comments that came by them."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.desk.reviewing import address_of, annotate, make_link, open_annotations, revoke
from articles.document import Document, Paragraph
from articles.models import Annotation, PreviewLink
from tests.admin_rows import NOW, article, gallery, superuser
from tests.test_preview import person

pytestmark = pytest.mark.django_db

SCRIPT = '<script>alert("x")</script>'


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(superuser())
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def address(piece: Any, name: str = "preview_links", *key: object) -> str:
    return reverse(f"admin:articles_{piece._meta.model_name}_{name}", args=(piece.pk, *key))


def commented(piece: Any, text: str = "Stimmt das?", **fields: Any) -> Annotation:
    link = make_link(piece=piece, by=None, now=timezone.now())
    document = Document(headline="x", body=(Paragraph("Ein Riss."),))
    values = {"link": link, "document": document, "number": 0, "name": "Erika", "text": text, "now": NOW}
    return annotate(**values | fields)


@pytest.mark.parametrize("make", [article, gallery])
def test_a_link_is_made_and_shown_whole_and_opens_the_piece(desk: Client, make: Any) -> None:
    row = make()
    page = desk.post(address(row), {"days": "1"}, follow=True).content.decode()
    link = PreviewLink.objects.get()
    assert (link.article or link.gallery) == row
    assert (link.expires_at - link.created_at).days == 1
    assert link.made_by is not None
    assert f'value="http://testserver{address_of(link)}"' in page
    assert 'class="made"' in page
    assert "Made by chef" in page
    assert Client().get(address_of(link)).status_code == 200
    assert "Made a preview link." in LogEntry.objects.latest("pk").change_message


@pytest.mark.parametrize("days", ["", "2", "-7", "x", "1000000000000"])
def test_other_days_are_refused_with_a_sentence(desk: Client, days: str) -> None:
    answer = desk.post(address(article()), {"days": days}, follow=True)
    assert "Choose for how many days" in answer.content.decode()
    assert not PreviewLink.objects.exists()


def test_a_link_is_taken_back_and_its_address_is_not_shown_any_more(desk: Client) -> None:
    row = article()
    link = make_link(piece=row, by=None, now=timezone.now())
    page = desk.post(address(row, "revoke", link.pk), follow=True).content.decode()
    assert "The link opens nothing any more." in page
    assert "Taken back on" in page
    assert address_of(link) not in page
    assert Client().get(address_of(link)).status_code == 410


def test_an_expired_link_says_when(desk: Client) -> None:
    row = article()
    make_link(piece=row, by=None, now=NOW)
    PreviewLink.objects.update(expires_at=NOW)
    assert "Expired on" in desk.get(address(row)).content.decode()


def test_comments_are_listed_newest_first_with_the_paragraph(desk: Client) -> None:
    row = article()
    commented(row, "Das ältere", number=1)
    commented(row, "Das neuere")
    page = desk.get(address(row)).content.decode()
    assert page.index("Das neuere") < page.index("Das ältere")
    assert "<blockquote>Ein Riss.</blockquote>" in page


def test_a_comment_is_ticked_off_and_opened_again(desk: Client) -> None:
    row = article()
    made = commented(row)
    assert open_annotations(row) == 1
    answer = desk.post(address(row, "tick_off", made.pk), {"done": "1"})
    assert answer["Location"] == f"{address(row)}#kommentar-{made.pk}"
    made.refresh_from_db()
    assert made.done_at is not None
    assert str(made.done_by) == "chef"
    assert open_annotations(row) == 0
    assert "Open again" in desk.get(address(row)).content.decode()
    desk.post(address(row, "tick_off", made.pk), {"done": "0"})
    made.refresh_from_db()
    assert (made.done_at, made.done_by) == (None, None)


def test_ticking_off_twice_keeps_who_did_it_first(desk: Client) -> None:
    row = article()
    made = commented(row)
    desk.post(address(row, "tick_off", made.pk), {"done": "1"})
    first = Annotation.objects.get().done_at
    desk.post(address(row, "tick_off", made.pk), {"done": "1"})
    assert Annotation.objects.get().done_at == first


def test_the_writing_page_gets_the_open_comments_as_a_piece_of_html(desk: Client) -> None:
    row = article()
    done, waiting = commented(row, "Erledigt"), commented(row, "Wartet")
    html = desk.post(address(row, "tick_off", done.pk), {"done": "1", "fragment": "1"}).content.decode()
    assert "Wartet" in html
    assert "Erledigt" not in html
    assert "<html" not in html
    assert f'formaction="{address(row, "tick_off", waiting.pk)}"' in html
    fragment = desk.get(address(row, "annotations"))
    assert fragment.content.decode() == html
    assert "no-store" in fragment["Cache-Control"]
    assert "Erledigt" in desk.get(address(row, "annotations"), {"all": "1"}).content.decode()


@pytest.mark.parametrize("make", [article, gallery])
def test_the_form_knows_how_many_comments_are_open(desk: Client, make: Any) -> None:
    row = make()
    commented(row)
    context = desk.get(reverse(f"admin:articles_{row._meta.model_name}_change", args=(row.pk,))).context
    assert context["open_annotations"] == 1
    assert context["preview_links_address"] == address(row)
    assert context["annotations_address"] == address(row, "annotations")


def test_the_form_of_a_new_article_has_no_comments(desk: Client) -> None:
    context = desk.get(reverse("admin:articles_article_add")).context
    assert (context["open_annotations"], context["preview_links_address"]) == (0, "")


def test_names_and_texts_of_strangers_are_never_markup(desk: Client) -> None:
    row = article(SCRIPT)
    commented(row, SCRIPT, name=SCRIPT, document=Document(body=(Paragraph(SCRIPT),)), number=1)
    for page in (desk.get(address(row)), desk.get(address(row, "annotations"))):
        assert SCRIPT not in page.content.decode()
        assert "&lt;script&gt;" in page.content.decode()


# --- who may ------------------------------------------------------------------------------------------------


def sent(client: Client, row: Any, made: Annotation) -> list[int]:
    """Return the statuses of making a link, taking one back and ticking off."""
    return [
        client.post(address(row), {"days": "7"}).status_code,
        client.post(address(row, "revoke", made.link_id)).status_code,
        client.post(address(row, "tick_off", made.pk), {"done": "1"}).status_code,
    ]


def test_who_may_only_look_sees_comments_but_hands_out_no_link(client: Client) -> None:
    row = article()
    made = commented(row)
    client.force_login(person("looker", "view_article", "work_in_every_section"))
    page = client.get(address(row)).content.decode()
    assert "Stimmt das?" in page
    assert "/vorschau/" not in page
    assert "formaction" not in page
    assert 'name="days"' not in page
    assert sent(client, row, made) == [403] * 3
    assert not Annotation.objects.filter(done_at__isnull=False).exists()
    assert PreviewLink.objects.filter(revoked_at__isnull=True).count() == 1


def test_who_may_not_see_the_piece_sees_nothing(client: Client) -> None:
    row = article()
    made = commented(row)
    client.force_login(person("other", "change_gallery"))
    assert client.get(address(row)).status_code == 403
    assert client.get(address(row, "annotations")).status_code == 403
    assert sent(client, row, made) == [403] * 3


def test_readers_are_sent_to_the_login(client: Client) -> None:
    row = article()
    made = commented(row)
    assert sent(client, row, made) == [302] * 3
    assert client.get(address(row))["Location"].startswith("/admin/login/")
    assert PreviewLink.objects.count() == 1


def test_who_may_change_may_do_all_of_it(client: Client) -> None:
    row = article()
    made = commented(row)
    client.force_login(person("writer", "change_article", "publish_article", "work_in_every_section"))
    assert sent(client, row, made) == [302] * 3
    assert Annotation.objects.filter(done_at__isnull=False).exists()


@pytest.mark.parametrize("name", ["revoke", "tick_off"])
def test_looking_changes_nothing(desk: Client, name: str) -> None:
    row = article()
    made = commented(row)
    assert desk.get(address(row, name, made.link_id if name == "revoke" else made.pk)).status_code == 405


def test_other_methods_are_refused(desk: Client) -> None:
    assert desk.delete(address(article())).status_code == 405


def test_comments_and_links_of_another_piece_are_not_found(desk: Client) -> None:
    mine, other = article(), article("Eine andere")
    made = commented(other)
    assert desk.post(address(mine, "tick_off", made.pk), {"done": "1"}).status_code == 404
    assert desk.post(address(mine, "revoke", made.link_id)).status_code == 404
    shown = gallery()
    assert desk.post(address(shown, "tick_off", made.pk), {"done": "1"}).status_code == 404


@pytest.mark.parametrize(("tail", "to_a_post"), [("preview-links/", 404), ("annotations/", 405)])
def test_a_piece_that_is_not_there_is_not_found(desk: Client, tail: str, to_a_post: int) -> None:
    assert desk.get(f"/admin/articles/article/999/{tail}").status_code == 404
    assert desk.post(f"/admin/articles/article/999/{tail}", {"days": "7"}).status_code == to_a_post


def test_a_forged_request_is_refused() -> None:
    client, row = Client(enforce_csrf_checks=True), article()
    client.force_login(superuser())
    assert client.post(address(row), {"days": "7"}).status_code == 403


# --- what it costs ------------------------------------------------------------------------------------------


def test_the_page_costs_the_same_with_many_links_and_comments(desk: Client) -> None:
    row = article()

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(address(row)).status_code == 200
        return len(captured)

    made = commented(row)
    few = queries()
    for number in range(5):
        commented(row, f"Noch einer {number}")
    revoke(link=made.link, by=None, now=NOW)
    assert queries() == few <= 10


def test_the_form_leads_to_the_comments_and_counts_the_open_ones(desk: Client) -> None:
    row = article()
    form = reverse("admin:articles_article_change", args=(row.pk,))
    page = desk.get(form).content.decode()
    assert f'<a href="{address(row)}">' in page
    assert "data-annotations" not in page
    commented(row)
    page = desk.get(form).content.decode()
    assert "<b>1 open</b>" in page
    assert f'data-address="{address(row, "annotations")}"' in page
