"""Deeds at the desk by who may not: bulk actions, autosaves, fields sent by hand, and what the desk itself refuses."""

import datetime
import uuid
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.desk import keeping, reviewing
from articles.desk.keeping import Typed
from articles.desk.restoring import restore
from articles.desk.rights import NotAllowed
from articles.document import Document
from articles.models import (
    Annotation,
    Article,
    Gallery,
    GalleryPicture,
    Picture,
    Presence,
    PreviewLink,
    Status,
    Version,
)
from tests.admin_rows import NOW, article, fields_of, gallery, picture, section, upload
from tests.roles import CHIEF, EDITOR, PHOTO_DESK, REPORTER, TECHNICIAN, person

pytestmark = pytest.mark.django_db
LIST = "admin:articles_article_changelist"


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def do(client: Client, action: str, rows: list[Any], **more: Any) -> str:
    """Send an action on `rows`, seen or not, and return what the next page says."""
    sent = {"action": action, "_selected_action": [row.pk for row in rows]} | more
    return client.post(reverse(LIST), sent, follow=True).content.decode()


# --- selected rows ------------------------------------------------------------------------------------------


def test_selected_rows_are_deleted_as_far_as_one_may(client: Client) -> None:
    me = person(REPORTER)
    mine, foreign = article("Meine", created_by=me), article("Fremde")
    handed_in = article("Abgegeben", created_by=me, status=Status.REVIEW)
    said = do(signed_in(client, me), "delete_selected", [mine, foreign, handed_in], post="yes")
    assert set(Article.objects.values_list("headline", flat=True)) == {"Fremde", "Abgegeben"}
    assert "You may not delete “Abgegeben”." in said
    assert "Fremde" not in said


def test_selected_rows_are_published_and_withdrawn_in_the_sections_given(client: Client) -> None:
    hafen, sport = section("Hafen"), section("Sport")
    me = person(EDITOR, sections=[hafen])
    here, there, own = article("Hier", section=hafen), article("Dort", section=sport), article("Eigen", section=sport)
    Article.objects.filter(pk=own.pk).update(created_by=me)
    said = do(signed_in(client, me), "publish_selected", [here, there, own])
    assert set(Article.objects.filter(releases__live=True)) == {here}
    assert "You may not publish “Eigen”." in said
    assert "Dort" not in said
    live = article("Läuft", section=sport, live=True)
    do(client, "withdraw_selected", [live, here], withdraw="yes")
    assert set(Article.objects.filter(releases__live=True)) == {live}


@pytest.mark.parametrize("action", ["publish_selected", "withdraw_selected", "delete_selected"])
def test_who_only_reads_has_no_actions(client: Client, action: str) -> None:
    row = article(live=action == "withdraw_selected")
    signed_in(client, person(PHOTO_DESK))
    assert f'value="{action}"' not in client.get(reverse(LIST)).content.decode()
    do(client, action, [row], post="yes", withdraw="yes")
    row.refresh_from_db()
    assert row.releases.filter(live=True).exists() == (action == "withdraw_selected")


# --- who made it --------------------------------------------------------------------------------------------


def test_what_is_made_at_the_desk_has_its_maker(client: Client) -> None:
    me = person(REPORTER)
    signed_in(client, me)
    for kind, words in (
        ("article", {"headline": "Neu"}),
        ("gallery", {"title": "Neu"}),
        ("picture", {"caption": "Neu"}),
    ):
        add = reverse(f"admin:articles_{kind}_add")
        typed = fields_of(client.get(add)) | words | ({"file": upload()} if kind == "picture" else {})
        assert client.post(add, typed).status_code == 302
    gathered = {"picture": [str(Picture.objects.get().uuid)], "title": "Gesammelt"}
    assert client.post(reverse("admin:articles_article_gather"), gathered).status_code == 200
    assert {row.created_by for kind in (Article, Gallery, Picture) for row in kind._default_manager.all()} == {me}
    assert Gallery.objects.count() == 2


def test_a_save_does_not_change_whose_it_is(client: Client) -> None:
    made = article(created_by=person(REPORTER))
    signed_in(client, person(CHIEF))
    page = reverse("admin:articles_article_change", args=(made.pk,))
    assert client.post(page, fields_of(client.get(page)) | {"headline": "Anders"}).status_code == 302
    assert Article.objects.get().created_by == made.created_by


# --- fields -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("role", "may"), [(REPORTER, False), (EDITOR, True), (CHIEF, True)])
@pytest.mark.parametrize("new", [True, False])
def test_dates_that_readers_are_told_are_set_by_who_publishes(client: Client, role: str, may: bool, new: bool) -> None:
    hafen = section("Hafen")
    me = person(role, sections=[hafen])
    signed_in(client, me)
    if new:
        page = reverse("admin:articles_article_add")
    else:
        page = reverse("admin:articles_article_change", args=(article(section=hafen, created_by=me).pk,))
    moments = {
        "published_at_0": "2020-01-01", "published_at_1": "10:00",
        "updated_at_0": "2020-01-02", "updated_at_1": "10:00",
        "published_at": "2020-01-01 10:00", "embargo_until": "2031-01-01 10:00", "embargo_until_0": "2031-01-01",
        "embargo_until_1": "10:00",
    }  # fmt: skip
    answer = client.post(page, fields_of(client.get(page)) | {"headline": "Neu", "section": hafen.pk} | moments)
    assert answer.status_code == 302
    made = Article.objects.get()
    assert (made.published_at is not None) == may
    assert (made.updated_at is not None) == may
    if not may:
        assert made.embargo_until is None


def test_an_embargo_is_not_lifted_by_who_may_not_set_one(client: Client) -> None:
    until = timezone.now() + datetime.timedelta(days=3)
    me = person(REPORTER)
    made = article(created_by=me, embargo_until=until)
    signed_in(client, me)
    page = reverse("admin:articles_article_change", args=(made.pk,))
    empty = {"embargo_until": "", "embargo_until_0": "", "embargo_until_1": ""}
    assert client.post(page, fields_of(client.get(page)) | {"headline": "Neu"} | empty).status_code == 302
    made.refresh_from_db()
    assert (made.headline, made.embargo_until) == ("Neu", until)


def test_everybody_may_propose_a_section_and_gains_nothing_by_it(client: Client) -> None:
    hafen, sport = section("Hafen"), section("Sport")
    me = person(EDITOR, sections=[hafen])
    mine, foreign = article("Meine", section=sport, created_by=me), article("Fremde", section=sport)
    signed_in(client, me)
    page = reverse("admin:articles_article_change", args=(mine.pk,))
    typed = fields_of(client.get(page)) | {"section": hafen.pk}
    assert client.post(page, typed).status_code == 302
    assert Article.objects.get(pk=mine.pk).section == hafen
    other = page.replace(str(mine.pk), str(foreign.pk))
    client.post(other, typed | {"section": hafen.pk})
    foreign.refresh_from_db()
    assert (foreign.headline, foreign.section) == ("Fremde", sport)


def test_what_is_moved_to_others_is_told_and_left(client: Client) -> None:
    hafen, sport = section("Hafen"), section("Sport")
    row = article("Zum Sport", section=hafen)
    signed_in(client, person(EDITOR, sections=[hafen]))
    page = reverse("admin:articles_article_change", args=(row.pk,))
    typed = fields_of(client.get(page)) | {"section": sport.pk, "_continue": "y"}
    answer = client.post(page, typed, follow=True)
    assert answer.redirect_chain == [(reverse(LIST), 302)]
    assert "others go on with it" in answer.content.decode()
    assert Article.objects.get().section == sport


# --- what is typed and not saved ----------------------------------------------------------------------------


@pytest.mark.parametrize("view", ["autosave", "presence"])
def test_nobody_types_into_what_they_may_not_write(client: Client, view: str) -> None:
    me = person(REPORTER)
    row = article(created_by=me, status=Status.REVIEW)
    signed_in(client, me)
    sent = {"session": str(uuid.uuid4()), "object_id": str(row.pk), "headline": "Gekapert"}
    assert client.post(reverse(f"admin:articles_article_{view}"), sent).status_code == 403
    assert not Version.objects.filter(kind=Version.Kind.AUTOSAVE).exists()
    assert not Presence.objects.exists()


def test_an_autosave_for_a_row_one_may_not_see_hangs_on_nothing(client: Client) -> None:
    row = article("Fremde")
    signed_in(client, person(REPORTER))
    sent = {"session": str(uuid.uuid4()), "object_id": str(row.pk), "headline": "Meine"}
    answer = client.post(reverse("admin:articles_article_autosave"), sent).json()
    assert answer["gone"]
    assert answer["others"] == []
    assert Version.objects.get(kind=Version.Kind.AUTOSAVE).article is None
    assert not Presence.objects.exists()


# --- the desk itself ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [REPORTER, PHOTO_DESK, TECHNICIAN, "", EDITOR])
def test_the_desk_refuses_whoever_asks_without_a_form(role: str) -> None:
    """The editor's section is another one."""
    row, me = article(section=section("Sport")), person(role, sections=[section("Hafen")])
    link = reviewing.make_link(piece=row, by=None, now=NOW)
    remark = Annotation.objects.create(link=link, number=0, name="Erika", text="Stimmt das?", created_at=NOW)
    typed = Typed(session=uuid.uuid4(), fields={}, document=Document(headline="Gekapert"), base=None)
    deeds: list[Any] = [
        lambda: restore(piece=row, document=Document(headline="Gekapert"), by=me, now=NOW),
        lambda: reviewing.make_link(piece=row, by=me, now=NOW),
        lambda: reviewing.revoke(link=link, by=me, now=NOW),
        lambda: reviewing.tick_off(annotation=remark, by=me, now=NOW),
        lambda: keeping.keep(typed=typed, piece=row, kind="article", by=me, now=NOW),
        lambda: keeping.arrive(piece=row, session=typed.session, by=me, now=NOW),
    ]
    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed()
    assert Article.objects.get().headline == row.headline
    assert PreviewLink.objects.filter(revoked_at__isnull=True).count() == 1
    assert not Annotation.objects.filter(done_at__isnull=False).exists()
    assert not Version.objects.filter(kind=Version.Kind.AUTOSAVE).exists()


def test_whose_picture_it_is_decides_who_changes_it(client: Client) -> None:
    me = person(REPORTER)
    mine, foreign = picture("Meins", created_by=me), picture("Fremd")
    signed_in(client, me)
    for row, caption in ((mine, "Neu"), (foreign, "Fremd")):
        page = reverse("admin:articles_picture_change", args=(row.pk,))
        client.post(page, fields_of(client.get(page)) | {"caption": "Neu"})
        row.refresh_from_db()
        assert row.caption == caption


@pytest.mark.parametrize(("role", "adds"), [(REPORTER, True), (PHOTO_DESK, True), (TECHNICIAN, False)])
def test_the_pictures_of_a_gallery_are_set_by_who_may_write_it(client: Client, role: str, adds: bool) -> None:
    me = person(role)
    shown = gallery(size=1)
    Gallery.objects.filter(pk=shown.pk).update(created_by=me)
    signed_in(client, me)
    page = reverse("admin:articles_gallery_change", args=(shown.pk,))
    answer = client.get(page)
    assert answer.status_code == (200 if adds else 403)
    more = {"places-TOTAL_FORMS": "2", "places-1-picture": picture("Zweites").pk, "places-1-position": "20"}
    client.post(page, (fields_of(answer) if adds else {}) | more)
    assert GalleryPicture.objects.count() == (2 if adds else 1)
