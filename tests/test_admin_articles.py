"""An editor saves, publishes and withdraws by the article's form and list."""

import json
import uuid
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, Author, Contribution, Gallery, JournalEntry, RelatedLink, Status, Tag, Version
from tests.admin_rows import agency, article, author, fields_of, gallery, link, one_of_each, picture, section, superuser

pytestmark = pytest.mark.django_db
LIST = reverse("admin:articles_article_changelist")


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(superuser())
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def form(row: Any) -> str:
    return reverse(f"admin:articles_{row._meta.model_name}_change", args=(row.pk,))


def send(desk: Client, row: Any, button: str = "_continue", **changed: Any) -> Any:
    """Open the form of `row`, change some fields, press a button; return the answer."""
    fields = fields_of(desk.get(form(row))) | changed | {button: "yes"}
    return desk.post(form(row), fields, follow=True)


def said(answer: Any) -> str:
    return " ".join(str(one) for one in get_messages(answer.wsgi_request)) or " ".join(
        str(one) for one in answer.context["messages"]
    )


# --- saving -------------------------------------------------------------------------------------------------


def test_opening_and_saving_changes_nothing(desk: Client) -> None:
    row = article(live=True, lead_picture=picture())
    made = link(row)
    Article.objects.filter(pk=row.pk).update(
        body=f'<p>Ein Riss.</p><story-related uuid="{made.uuid}"></story-related><p>Noch <em>ein</em> Riss.</p>'
    )
    send(desk, row)
    before = Article.objects.values().get(pk=row.pk)
    versions = row.versions.history().count()
    send(desk, row)
    after = Article.objects.values().get(pk=row.pk)
    assert {name for name in before if before[name] != after[name]} == {"changed_at"}
    assert row.versions.history().count() == versions


def test_an_article_can_be_written_from_nothing(desk: Client) -> None:
    tag = Tag.objects.create(name="Brücken")
    related = RelatedLink.objects.create(title="Fährdienst gestartet")
    add = reverse("admin:articles_article_add")
    fields = fields_of(desk.get(add)) | {
        "kicker": "Verkehr",
        "headline": "Die Brücke ist zu",
        "body": f'<p>Ein Riss.</p><script>alert(1)</script><story-related uuid="{related.uuid}"></story-related>',
        "section": section().pk,
        "tags": [tag.pk, "+Neues  Thema", "+brücken"],
        "byline": [f"author-{author().pk}", "+koj:photo", f"agency-{agency().pk}"],
        "_save": "yes",
    }  # fmt: skip
    answer = desk.post(add, fields)
    assert answer.status_code == 302, answer.context["errors"]
    row = Article.objects.get()
    related = row.related_links.get()
    assert row.slug == "die-bruecke-ist-zu"
    assert row.headline_key == "die brücke ist zu"
    assert row.body == f'<p>Ein Riss.</p><story-related uuid="{related.uuid}"></story-related>'
    assert related.title_key == "fährdienst gestartet"
    assert [(str(one), one.role) for one in row.contributions.all()] == [
        ("jat", "writing"), ("koj", "photo"), ("dpa", "writing"),
    ]  # fmt: skip
    assert Author.objects.stubs().filter(initials="koj").exists()
    assert sorted(row.tags.values_list("name", flat=True)) == ["Brücken", "Neues Thema"]
    version = row.versions.history().get()
    assert (version.kind, version.by) == (Version.Kind.EDIT, get_user_model().objects.get())
    assert version.document["byline"]["agencies"] == ["dpa"]


def test_a_refused_form_keeps_new_topics(desk: Client) -> None:
    row = article()
    answer = send(desk, row, tags=["+Neu", "+" + "x" * 101])
    assert "is too long for a topic" in answer.content.decode()
    assert '<option value="+Neu" selected>Neu</option>' in answer.content.decode()


def test_a_name_that_is_gone_is_refused_and_stays_in_the_form(desk: Client) -> None:
    row = article()
    answer = send(desk, row, byline=["author-999", "+koj"])
    assert "is not there any more" in answer.content.decode()
    assert '<option value="+koj"' in answer.content.decode()


def test_new_initials_that_somebody_has_are_hers(desk: Client) -> None:
    row, known = article(), author("jat")
    send(desk, row, byline=["+JAT", "+jat"])
    assert [one.author for one in Contribution.objects.filter(article=row)] == [known]


def test_a_byline_that_nobody_touched_keeps_its_rows(desk: Client) -> None:
    row = article()
    Contribution.objects.create(article=row, author=author(), role="photo", position=10)
    before = list(Contribution.objects.filter(article=row).values())
    send(desk, row, teaser="Neu")
    assert list(Contribution.objects.filter(article=row).values()) == before


def test_the_language_of_a_text_is_kept_whatever_it_is(desk: Client) -> None:
    row = article(language="fy")
    send(desk, row)
    row.refresh_from_db()
    assert row.language == "fy"


def test_headlines_are_one_line(desk: Client) -> None:
    text = desk.get(form(article())).content.decode()
    assert '<textarea name="headline" cols="40" rows="1"' in text
    assert '<textarea name="teaser"' in text


# --- publishing ---------------------------------------------------------------------------------------------


def test_the_button_saves_and_publishes(desk: Client) -> None:
    row = article()
    answer = send(desk, row, "_publish", teaser="Acht Monate.")
    assert "is on the site." in said(answer)
    release = row.releases.get()
    assert (release.teaser, release.released_by) == ("Acht Monate.", get_user_model().objects.get())
    assert JournalEntry.objects.filter(kind="published", subject_id=row.pk).count() == 1
    assert "Acht Monate." in desk.get(f"/stadt/die-bruecke-ist-zu-{row.pk}/").content.decode()
    assert "Readers see what stands here." in answer.content.decode()


def test_what_lacks_something_is_saved_and_the_editor_told(desk: Client) -> None:
    row = article()
    answer = send(desk, row, "_publish", section="", teaser="Acht Monate.")
    assert "was saved, but not published. The section is missing." in said(answer)
    row.refresh_from_db()
    assert (row.teaser, row.status) == ("Acht Monate.", Status.DRAFT)
    assert not row.releases.exists()


def test_publishing_from_the_empty_form(desk: Client) -> None:
    add = reverse("admin:articles_article_add")
    fields = fields_of(desk.get(add)) | {
        "headline": "Neu", "teaser": "Kurz.", "section": section().pk, "_publish": "yes",
    }  # fmt: skip
    answer = desk.post(add, fields, follow=True)
    assert answer.redirect_chain[-1][0] == form(Article.objects.get())
    assert Article.objects.get().status == Status.PUBLISHED


def test_the_form_says_what_readers_do_not_see_yet(desk: Client) -> None:
    row = article(live=True)
    answer = send(desk, row, teaser="Acht Monate.")
    assert "The working copy has changes that are not published." in answer.content.decode()
    assert "Neun Monate." in desk.get(f"/stadt/die-bruecke-ist-zu-{row.pk}/").content.decode()


def test_the_address_is_fixed_once_readers_know_it(desk: Client) -> None:
    row = article(live=True)
    assert 'name="slug"' not in desk.get(form(row)).content.decode()
    send(desk, row, slug="anders", headline="Ganz anders")
    row.refresh_from_db()
    assert row.slug == "die-bruecke-ist-zu"


def test_the_list_publishes_what_can_be_and_tells_of_the_rest(desk: Client) -> None:
    rows = [article("Eins"), article("Zwei", section=None), article("Drei", live=True)]
    sent = {"action": "publish_selected", "_selected_action": [row.pk for row in rows]}
    answer = desk.post(LIST, sent, follow=True)
    assert ">Eins</a>” is on the site." in said(answer)
    assert "“Zwei” was not published. The section is missing." in said(answer)
    assert "“Drei” is on the site already" in said(answer)


# --- withdrawing --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [article, gallery])
def test_withdrawing_asks_first(desk: Client, make: Any) -> None:
    row = make(live=True)
    address = reverse(f"admin:articles_{row._meta.model_name}_withdraw", args=(row.pk,))
    answer = desk.post(form(row), fields_of(desk.get(form(row))) | {"_step": "withdraw"})
    assert answer["Location"] == address
    assert "No, take me back" in desk.get(address).content.decode()
    assert row.releases.filter(live=True).exists()
    answer = desk.post(address, follow=True)
    assert "was taken from the site." in said(answer)
    row.refresh_from_db()
    assert row.status == Status.WITHDRAWN
    assert JournalEntry.objects.filter(kind="withdrawn", subject_id=row.pk).count() == 1
    assert "is not on the site." in said(desk.post(address, follow=True))


def test_the_list_withdraws_after_a_question(desk: Client) -> None:
    live, draft = article("Eins", live=True), article("Zwei")
    sent = {"action": "withdraw_selected", "_selected_action": [live.pk, draft.pk]}
    question = desk.post(LIST, sent)
    assert "<li>Eins</li>" in question.content.decode()
    assert "<li>Zwei</li>" not in question.content.decode()
    assert live.releases.filter(live=True).exists()
    answer = desk.post(LIST, {**sent, **fields_of(question), "_selected_action": [live.pk]}, follow=True)
    assert "“Eins” was taken from the site." in said(answer)
    assert "none of these is on the site" in said(desk.post(LIST, sent, follow=True))


def test_a_missing_article_cannot_be_withdrawn(desk: Client) -> None:
    assert desk.get(reverse("admin:articles_article_withdraw", args=(4711,))).status_code == 302


def test_who_may_only_add_or_look_can_neither_publish_nor_withdraw(client: Client) -> None:
    live = article(live=True)
    user = get_user_model().objects.create_user("staff", is_staff=True)
    names = ["add_article", "view_article", "view_section", "work_in_every_section"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    assert client.post(reverse("admin:articles_article_withdraw", args=(live.pk,))).status_code == 403
    add = reverse("admin:articles_article_add")
    fields = fields_of(client.get(add)) | {"headline": "Neu", "teaser": "K", "section": section().pk, "_publish": "y"}
    assert "“Neu” was saved, but not published. You may not publish “Neu”." in said(
        client.post(add, fields, follow=True)
    )
    assert not Article.objects.get(headline="Neu").releases.exists()


# --- deleting -----------------------------------------------------------------------------------------------


def delete(desk: Client, row: Any) -> Any:
    address = reverse(f"admin:articles_{row._meta.model_name}_delete", args=(row.pk,))
    return desk.post(address, {"post": "yes"}, follow=True)


def test_a_draft_can_be_deleted_with_its_versions(desk: Client) -> None:
    row = article()
    assert "was deleted successfully" in said(delete(desk, row))
    assert not Version.objects.exists()


@pytest.mark.parametrize("make", [article, gallery])
def test_what_was_published_is_withdrawn_and_not_deleted(desk: Client, make: Any) -> None:
    row = make(live=True)
    assert "was published and cannot be deleted" in said(delete(desk, row))
    assert 'deletelink">Delete' not in desk.get(form(row)).content.decode()
    assert type(row).objects.filter(pk=row.pk).exists()


def test_a_gallery_in_a_text_is_not_deleted(desk: Client) -> None:
    shown = gallery()
    article(body=f'<story-gallery uuid="{shown.uuid}"></story-gallery>')
    assert "“Die Brücke in Bildern” is in use and cannot be deleted." in said(delete(desk, shown))
    assert Gallery.objects.exists()


def test_everything_in_use_says_where(desk: Client) -> None:
    for row in one_of_each().values():
        if row._meta.model_name in {"section", "author", "agency", "tag", "picture"}:
            answer = delete(desk, row)
            assert "is in use and cannot be deleted. Remove it there first" in said(answer)
            assert type(row).objects.filter(pk=row.pk).exists()


def test_the_list_deletes_what_is_free_and_tells_of_the_rest(desk: Client) -> None:
    live, draft = article("Eins", live=True), article("Zwei")
    sent = {"action": "delete_selected", "_selected_action": [live.pk, draft.pk]}
    question = desk.post(LIST, sent)
    assert "“Eins” was published and cannot be deleted" in question.content.decode()
    desk.post(LIST, sent | {"post": "yes"})
    assert set(Article.objects.all()) == {live}


# --- previews -----------------------------------------------------------------------------------------------

PREVIEWS = reverse("admin:articles_article_previews")


def test_the_editor_learns_what_stands_behind_the_nodes(desk: Client) -> None:
    shot, shown, row = picture("Die Brücke", file="originals/x.jpeg"), gallery(size=3), article()
    waiting, found = link(row), link(row, "Zweiter", target=row)
    uuids = [str(one.uuid) for one in (shot, shown, waiting, found)]
    answer = desk.get(PREVIEWS, {"uuid": [*uuids, str(uuid.uuid4()), "nonsense"]}).json()
    assert list(answer) == uuids
    assert answer[uuids[0]]["title"] == "Die Brücke"
    assert answer[uuids[0]]["thumbnail"].endswith(".webp")
    assert answer[uuids[0]]["credit"] == "Imke Sanders/dpa"
    assert answer[uuids[1]]["title"] == "Die Brücke in Bildern"
    assert answer[uuids[1]]["detail"] == "3 pictures"
    assert answer[uuids[1]]["strip"] == []
    assert answer[uuids[2]]["detail"] == "Waits for an article with this headline."
    assert answer[uuids[3]]["detail"] == "→ Die Brücke ist zu"


def test_many_nodes_cost_a_query_for_each_kind_and_one_for_the_galleries_pictures(desk: Client) -> None:
    row = article()
    uuids = [str(one.uuid) for number in range(10) for one in (picture(), gallery(str(number)), link(row))]
    with CaptureQueriesContext(connection) as queries:
        assert len(desk.get(PREVIEWS, {"uuid": uuids}).json()) == 30
    assert len([one for one in queries if "articles_" in one["sql"]]) == 4


def test_previews_are_for_those_who_see_articles(client: Client) -> None:
    shot = picture()
    assert client.get(PREVIEWS, {"uuid": str(shot.uuid)}).status_code == 302
    client.force_login(get_user_model().objects.create_user("staff", is_staff=True))
    assert client.get(PREVIEWS, {"uuid": str(shot.uuid)}).status_code == 403


def test_the_form_learns_the_thumbnail_of_a_chosen_picture(desk: Client) -> None:
    shot = picture(file="originals/x.jpeg")
    assert desk.get(PREVIEWS, {"picture": shot.pk}).json()["picture"]["thumbnail"]
    assert desk.get(PREVIEWS, {"picture": "x"}).json() == {}


def test_the_import_map_carries_the_nonce_of_the_policy(desk: Client) -> None:
    answer = desk.get(form(article()))
    nonce = answer["Content-Security-Policy"].partition("'nonce-")[2].partition("'")[0]
    assert nonce
    assert f'<script type="importmap" nonce="{nonce}">' in answer.content.decode()
    widget = json.loads(answer.context["adminform"].form["body"].field.widget.attrs["data-story-nodes"])
    assert widget["previews"] == PREVIEWS
