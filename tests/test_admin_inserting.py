"""What the editor asks the desk when something is put into a text: who gets an answer, what it says, what it costs."""

import json
import uuid
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Gallery, RelatedLink, Version
from tests.admin_rows import article, gallery, link, picture, superuser

pytestmark = pytest.mark.django_db
FOUND, ROW, GATHER, LINK = (reverse(f"admin:articles_article_{name}") for name in ("found", "row", "gather", "link"))


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(superuser())
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def staff(client: Client, *permissions: str) -> Client:
    """Sign in somebody who may do only what `permissions` name."""
    user = get_user_model().objects.create_user("staff", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)
    return client


def found(desk: Client, kind: str, typed: str = "") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = desk.get(FOUND, {"kind": kind, "q": typed}).json()["found"]
    return rows


# --- searching ----------------------------------------------------------------------------------------------


def test_pictures_are_found_by_the_words_that_the_list_searches_the_newest_first(desk: Client) -> None:
    old, new = picture("Ein Kran"), picture("Kein Schiff", alt_text="Kran im Nebel")
    picture("Ein Leuchtturm")
    gallery("Krane am Kai", size=0)
    assert [one["uuid"] for one in found(desk, "picture", "kran")] == [str(new.uuid), str(old.uuid)]


def test_galleries_come_with_their_first_pictures(desk: Client) -> None:
    shown = gallery("Krane am Kai", size=9)
    first = shown.places.order_by("position").first()
    assert first is not None
    type(first.picture).objects.filter(pk__in=shown.pictures.values("pk")).update(
        file="originals/x.jpeg", renditions={"thumb": [60, 40, ["webp"]], "w320": [60, 40, ["webp"]]}
    )
    (card,) = found(desk, "gallery", "krane")
    assert card["detail"] == "9 pictures"
    assert len(card["strip"]) == 5
    assert card["image"].endswith(".webp")


def test_a_related_link_is_looked_for_among_the_articles(desk: Client) -> None:
    row = article("Krane kommen")
    link(article("Anders"), "Krane gehen")
    (card,) = found(desk, "related", "krane")
    assert card["pk"] == row.pk
    assert card["title"] == "Verkehr: Krane kommen"
    assert "Stadt" in card["detail"]


def test_no_more_than_twenty_rows_are_offered_and_they_cost_a_query_for_each_kind_of_row(desk: Client) -> None:
    for number in range(25):
        gallery(str(number), size=2)
    for kind, queries in (("picture", 2), ("gallery", 3), ("related", 1)):
        with CaptureQueriesContext(connection) as asked:
            assert len(found(desk, kind)) == (0 if kind == "related" else 20)
        assert len([one for one in asked if 'FROM "articles_' in one["sql"]]) == queries, kind


def test_an_odd_search_finds_nothing_and_breaks_nothing(desk: Client) -> None:
    picture("Ein Kran")
    assert found(desk, "picture", "Kran\0x" + "y" * 5000) == []


@pytest.mark.parametrize("kind", ["", "embed", "author", "__class__"])
def test_other_kinds_are_not_there(desk: Client, kind: str) -> None:
    assert desk.get(FOUND, {"kind": kind}).status_code == 404
    assert desk.get(ROW, {"kind": kind, "pk": "1"}).status_code == 404


# --- what a popup gave back ---------------------------------------------------------------------------------


def test_the_key_from_a_popup_becomes_a_uuid_and_a_card(desk: Client) -> None:
    rows = {"picture": picture(), "gallery": gallery(), "related": link(article())}
    for kind, row in rows.items():
        answer = desk.get(ROW, {"kind": kind, "pk": row.pk}).json()
        assert answer["uuid"] == str(row.uuid)
        assert answer["card"]["pk"] == row.pk


@pytest.mark.parametrize("pk", ["", "0", "x", "9" * 30, "-1", "1 OR 1"])
def test_a_key_of_no_row_is_not_there(desk: Client, pk: str) -> None:
    assert desk.get(ROW, {"kind": "picture", "pk": pk}).status_code == 404


# --- a gallery of chosen pictures ---------------------------------------------------------------------------


def test_chosen_pictures_become_a_gallery_in_their_order(desk: Client) -> None:
    shots = [picture(str(number)) for number in range(3)]
    order = [shots[2], shots[0], shots[1]]
    answer = desk.post(GATHER, {"title": " Die Riesen ", "picture": [str(one.uuid) for one in order]}).json()
    made = Gallery.objects.get()
    assert answer["uuid"] == str(made.uuid)
    assert answer["card"]["detail"] == "3 pictures"
    assert made.title == "Die Riesen"
    assert made.slug == "die-riesen"
    assert [place.picture for place in made.places.all()] == order
    assert Version.objects.filter(gallery=made).count() == 1


def test_a_gallery_of_pictures_that_are_not_there_is_refused(desk: Client) -> None:
    there = str(picture().uuid)
    for uuids in ([], ["nonsense"], [there, str(uuid.uuid4())]):
        answer = desk.post(GATHER, {"title": "x", "picture": uuids})
        assert answer.status_code == 400
        assert answer.json()["errors"] == ["One of the pictures is not there any more. Search again."]
    assert not Gallery.objects.exists()


# --- a related link -----------------------------------------------------------------------------------------


def test_a_chosen_article_lends_its_headline_to_the_link(desk: Client) -> None:
    owner, target = article("Hier"), article("Krane kommen")
    answer = desk.post(LINK, {"label": "Lesen Sie auch", "target": target.pk, "article": owner.pk}).json()
    made = RelatedLink.objects.get()
    assert answer["uuid"] == str(made.uuid)
    assert answer["card"]["kind"] == "Lesen Sie auch"
    assert (made.article, made.target, made.title) == (owner, target, "Verkehr: Krane kommen")
    assert made.title_key


@pytest.mark.parametrize("number", ["", "x", "999999"])
def test_a_link_for_an_article_that_is_not_saved_yet_waits(desk: Client, number: str) -> None:
    desk.post(LINK, {"label": "", "title": "Krane kommen", "article": number})
    made = RelatedLink.objects.get()
    assert made.article is None
    assert made.title_key


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"label": "Lesen Sie auch"}, "Write the title to be printed, or choose an article."),
        ({"title": "x", "url": "javascript:alert(1)"}, "Enter a valid URL."),
    ],
)
def test_words_that_make_no_link_are_refused_with_a_sentence(
    desk: Client, fields: dict[str, str], sentence: str
) -> None:
    answer = desk.post(LINK, fields)
    assert answer.status_code == 400
    assert answer.json()["errors"] == [sentence]
    assert not RelatedLink.objects.exists()


def test_the_popup_of_a_link_completes_it_and_gives_it_back(desk: Client) -> None:
    target = article("Krane kommen")
    address = reverse("admin:articles_relatedlink_add") + "?_popup=1"
    assert 'value="Read also"' in desk.get(address).content.decode()
    answer = desk.post(address, {"label": "Lesen Sie auch", "target": target.pk, "_popup": "1"})
    made = RelatedLink.objects.get()
    assert made.title == "Verkehr: Krane kommen"
    assert str(made.pk) in answer.content.decode()
    assert "Write the title" in desk.post(address, {"label": "x", "_popup": "1"}).content.decode()


def test_links_are_not_listed_on_the_first_page(desk: Client) -> None:
    assert reverse("admin:articles_relatedlink_changelist") not in desk.get(reverse("admin:index")).content.decode()


# --- who may ------------------------------------------------------------------------------------------------


def test_strangers_are_sent_to_the_sign_in_page(client: Client) -> None:
    assert [client.get(one).status_code for one in (FOUND, ROW)] == [302, 302]
    assert [client.post(one).status_code for one in (GATHER, LINK)] == [302, 302]


def test_who_only_reads_articles_gets_no_answer(client: Client) -> None:
    staff(client, "view_article", "view_picture", "add_gallery", "add_relatedlink")
    assert client.get(FOUND, {"kind": "picture"}).status_code == 403
    assert client.get(ROW, {"kind": "picture", "pk": picture().pk}).status_code == 403
    assert client.post(LINK, {"title": "x"}).status_code == 403
    assert client.post(GATHER, {"title": "x"}).status_code == 403


def test_a_writer_is_asked_for_the_permission_on_each_kind_of_row(client: Client) -> None:
    staff(client, "change_article", "view_picture", "view_gallery")
    shot = picture()
    assert client.get(FOUND, {"kind": "picture"}).status_code == 200
    assert client.get(ROW, {"kind": "related", "pk": link(article()).pk}).status_code == 403
    assert client.post(GATHER, {"title": "x", "picture": [str(shot.uuid)]}).status_code == 403
    assert client.post(LINK, {"title": "x"}).status_code == 403
    assert not Gallery.objects.exists()


def test_the_editor_is_told_only_of_popups_that_open(client: Client) -> None:
    staff(client, "change_article", "publish_article", "work_in_every_section", "view_picture")
    answer = client.get(reverse("admin:articles_article_change", args=(article().pk,)))
    told = json.loads(answer.context["adminform"].form["body"].field.widget.attrs["data-story-nodes"])
    assert told["kinds"]["picture"]["edit"]
    assert not told["kinds"]["picture"]["add"]
    assert not told["kinds"]["gallery"]["edit"]


def test_questions_are_got_and_rows_are_posted(desk: Client) -> None:
    assert [desk.post(one).status_code for one in (FOUND, ROW)] == [405, 405]
    assert [desk.get(one).status_code for one in (GATHER, LINK)] == [405, 405]


def test_a_post_without_a_token_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(superuser())
    assert [strict.post(one).status_code for one in (GATHER, LINK)] == [403, 403]
