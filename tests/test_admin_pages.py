"""Every page of the admin answers, searches, and is closed to those who may not."""

import re
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from articles.admin.base import ReadOnly
from articles.models import THE_MASTHEAD, Masthead, Release, Section, Tag, Version
from tests.admin_rows import one_of_each, superuser

pytestmark = pytest.mark.django_db
REGISTERED = sorted(admin.site._registry, key=lambda model: model._meta.label)
OURS = [model for model in REGISTERED if model._meta.app_label == "articles"]


def named(model: Any) -> str:
    return str(model._meta.model_name)


def page(model: Any, name: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(superuser())
    return client


def test_every_kind_of_row_has_its_page() -> None:
    kinds = {named(model) for model in OURS}
    assert kinds == {
        "agency", "article", "author", "gallery", "journalentry", "masthead", "picture", "relatedlink", "release",
        "section", "tag", "version",
    }  # fmt: skip


def test_taggits_own_tags_are_not_offered(desk: Client) -> None:
    assert "taggit" not in desk.get(reverse("admin:index")).content.decode().lower()


@pytest.mark.parametrize("model", REGISTERED, ids=named)
def test_list_add_and_change_answer(desk: Client, model: Any) -> None:
    boss = get_user_model().objects.get()
    log = LogEntry.objects.create(user=boss, object_repr="Möwe", action_flag=CHANGE,
                                  content_type=ContentType.objects.get_for_model(Section), object_id="1")  # fmt: skip
    rows = one_of_each() | {get_user_model(): boss, Group: Group.objects.create(name="Desk"), LogEntry: log}
    answer = desk.get(page(model, "changelist"))
    if model is Masthead:
        assert answer["Location"] == page(model, "change", THE_MASTHEAD)
    else:
        assert answer.status_code == 200
    closed = issubclass(type(admin.site._registry[model]), ReadOnly) or model is Masthead
    assert desk.get(page(model, "add")).status_code == (403 if closed else 200)
    assert desk.get(page(model, "change", rows[model].pk)).status_code == 200
    assert desk.get(page(model, "history", rows[model].pk)).status_code == 200


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("model", OURS, ids=named)
def test_pages_answer_in_both_languages(desk: Client, model: Any, language: str) -> None:
    rows = one_of_each()
    answer = desk.get(page(model, "change", rows[model].pk), headers={"accept-language": language})
    assert f'<html lang="{language}"' in answer.content.decode()


@pytest.mark.parametrize("model", [model for model in REGISTERED if model is not Masthead], ids=named)
def test_every_list_can_be_searched(desk: Client, model: Any) -> None:
    one_of_each()
    assert admin.site._registry[model].get_search_fields(None)  # type: ignore[arg-type]
    answer = desk.get(page(model, "changelist"), {"q": "brücke"})
    assert answer.status_code == 200
    if named(model) in {"article", "gallery", "picture", "release", "version", "tag"}:
        assert answer.context["cl"].result_count


@pytest.mark.parametrize("model", OURS, ids=named)
def test_strangers_are_sent_to_the_login(client: Client, model: Any) -> None:
    rows = one_of_each()
    for address in (page(model, "changelist"), page(model, "change", rows[model].pk)):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("model", OURS, ids=named)
def test_without_the_permission_it_is_closed(client: Client, model: Any) -> None:
    rows = one_of_each()
    client.force_login(get_user_model().objects.create_user("staff", is_staff=True))
    for address in (page(model, "changelist"), page(model, "change", rows[model].pk)):
        assert client.get(address).status_code == 403


@pytest.mark.parametrize("model", OURS, ids=named)
def test_who_may_only_look_gets_the_page_without_buttons(client: Client, model: Any) -> None:
    rows = one_of_each()
    user = get_user_model().objects.create_user("staff", is_staff=True)
    ours = Permission.objects.filter(content_type__app_label="articles")
    # What hangs on a piece is seen with it.
    names = {f"view_{named(model)}", "view_article", "view_gallery", "work_in_every_section"}
    user.user_permissions.set(ours.filter(codename__in=names))
    client.force_login(user)
    answer = client.get(page(model, "change", rows[model].pk))
    assert answer.status_code == 200
    text = answer.content.decode()
    assert 'name="_save"' not in text
    assert 'name="_publish"' not in text
    assert "/withdraw/" not in text


@pytest.mark.parametrize("model", OURS, ids=named)
def test_no_page_shows_a_uuid(desk: Client, model: Any) -> None:
    """Addresses of files and the body's own elements have one; words that people read have none."""
    rows = one_of_each()
    for address in (page(model, "changelist"), page(model, "change", rows[model].pk)):
        text = desk.get(address, follow=True).content.decode()
        words = re.sub(r"<textarea.*?</textarea>|<[^>]*>", " ", text, flags=re.DOTALL)
        assert not re.search(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}", words)
        assert not re.search(r"\bobject \(\d+\)", words)


def test_the_name_of_the_paper_is_on_the_desk(desk: Client) -> None:
    Masthead.objects.update_or_create(pk=THE_MASTHEAD, defaults={"name": "Der Hafenbote"})
    text = desk.get(reverse("admin:index")).content.decode()
    assert "Der Hafenbote</a>" in text
    assert "| Der Hafenbote</title>" in text


def test_the_masthead_cannot_be_deleted(desk: Client) -> None:
    one_of_each()
    assert desk.post(page(Masthead, "delete", THE_MASTHEAD), {"post": "yes"}, follow=True).status_code in {200, 403}
    assert Masthead.objects.exists()


@pytest.mark.parametrize("model", [Version, Release], ids=named)
def test_what_was_is_read_and_not_changed(desk: Client, model: Any) -> None:
    rows = one_of_each()
    text = desk.get(page(model, "change", rows[model].pk)).content.decode()
    assert "Ein Riss." in text
    assert "jat/dpa" in text
    assert "&quot;headline&quot;" not in text
    assert desk.post(page(model, "change", rows[model].pk), {"kind": "x"}).status_code == 403
    assert desk.post(page(model, "delete", rows[model].pk), {"post": "yes"}).status_code in {302, 403}
    assert model.objects.filter(pk=rows[model].pk).exists()


def test_a_record_of_another_edition_is_told(desk: Client) -> None:
    version = one_of_each()[Version]
    Version.objects.filter(pk=version.pk).update(document={"body": 7})
    answer = desk.get(page(Version, "change", version.pk), headers={"accept-language": "en"})
    assert "another edition of the program" in answer.content.decode()


@pytest.mark.parametrize(
    ("model", "name", "slug"),
    [
        (Section, "Häfen", "haefen"),
        (Tag, "Größe", "groesse"),
        (Section, "Suche", "suche-2"),
        (Tag, "Brücken!", "bruecken-2"),
    ],
)
def test_an_empty_address_is_made_from_the_name(desk: Client, model: Any, name: str, slug: str) -> None:
    one_of_each()
    assert desk.post(page(model, "add"), {"name": name, "slug": ""}).status_code == 302
    assert model.objects.get(name=name).slug == slug
