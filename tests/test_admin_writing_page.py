"""The writing page as the server renders it: for who may write, who may only look, in a popup, and with errors."""

import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from articles.templatetags.desk_pages import form_fields
from tests.admin_rows import article, fields_of, superuser

pytestmark = pytest.mark.django_db
ADD = reverse("admin:articles_article_add")


def change(row: Any) -> str:
    return reverse("admin:articles_article_change", args=(row.pk,))


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(superuser())
    return client


def test_every_field_of_the_form_has_its_place_once(desk: Client) -> None:
    answer = desk.get(change(article()))
    html = answer.content.decode()
    names = form_fields(answer.context["adminform"]).by_name
    assert {"kicker", "headline", "teaser", "body", "lead_picture", "section", "byline", "tags", "slug"} <= names.keys()
    # One that has no place of its own is folded away with the rest; a hidden one has no row.
    assert {name: len(re.findall(rf"form-row field-{name}[ \"]", html)) for name in names} == dict.fromkeys(names, 1)


def test_buttons_stand_once(desk: Client) -> None:
    html = desk.get(change(article())).content.decode()
    for name in ("_save", "_continue", "_publish", "_addanother"):
        assert html.count(f'name="{name}"') == 1
    # Enter in a field presses the first button of the form: it must save and stay.
    assert html.index('name="_continue"') < html.index('name="_save"')


def test_who_may_only_look_reads_the_text_and_keeps_nothing(client: Client) -> None:
    user = get_user_model().objects.create_user("leser", is_staff=True)
    names = ["view_article", "work_in_every_section"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    html = client.get(change(article("Nur zum Lesen"))).content.decode()
    assert "Nur zum Lesen" in html
    assert "Ein Riss." in html
    for part in ('name="headline"', 'name="session"', 'name="base"', 'id="preview-toggle"', 'type="submit" name='):
        assert part not in html


def test_a_popup_saves_and_closes(desk: Client) -> None:
    html = desk.get(ADD, {"_popup": "1"}).content.decode()
    assert html.count('name="_save"') == 1
    assert 'name="_continue"' not in html
    assert 'name="_publish"' not in html


def test_errors_are_said_at_the_field_and_lead_there(desk: Client) -> None:
    fields = fields_of(desk.get(ADD))
    answer = desk.post(ADD, {**fields, "headline": "Eine Meldung", "slug": "keine adresse!", "_continue": "1"})
    assert answer.status_code == 200
    html = answer.content.decode()
    assert '<a href="#id_slug">' in html
    assert "form-row field-slug errors" in html
    assert '<details class="rest" open>' in html


def test_a_headline_with_a_line_feed_is_saved_as_one_line(desk: Client) -> None:
    row = article()
    fields = fields_of(desk.get(change(row)))
    desk.post(change(row), {**fields, "headline": "Zwei\r\nZeilen", "_continue": "1"})
    row.refresh_from_db()
    assert row.headline == "Zwei Zeilen"
