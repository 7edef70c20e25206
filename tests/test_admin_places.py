"""The pictures of a gallery in Django's formset: cheap however many, readable without scripts, kept when sent back."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from articles.models import Gallery
from tests.admin_rows import fields_of, gallery, picture, superuser
from tests.roles import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(superuser())
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def form(row: Gallery) -> str:
    return reverse("admin:articles_gallery_change", args=(row.pk,))


def order(row: Gallery) -> list[str]:
    return [place.picture.caption for place in row.places.order_by("position", "pk")]


def test_many_pictures_cost_no_more_queries_than_few(desk: Client, django_assert_max_num_queries: Any) -> None:
    few, many = gallery("Wenige", size=2), gallery("Viele", size=60)
    desk.get(form(few))
    with django_assert_max_num_queries(40):
        assert desk.get(form(few)).status_code == 200
    with django_assert_max_num_queries(40):
        assert desk.get(form(many)).content.decode().count('<li class="place has_original"') == 60


def test_positions_order_and_marks_remove_without_scripts(desk: Client) -> None:
    row = gallery("Krane", size=3)
    fields = dict(fields_of(desk.get(form(row))))
    fields |= {"places-0-position": "90", "places-1-DELETE": "on", "places-2-caption": "Nur hier", "_save": "yes"}
    assert desk.post(form(row), fields).status_code == 302
    assert order(row) == ["Krane 2", "Krane 0"]
    assert row.places.order_by("position")[0].caption == "Nur hier"


def test_a_new_row_that_comes_back_shows_its_picture(desk: Client) -> None:
    row, new = gallery("Krane", size=1), picture("Neu dabei")
    fields = dict(fields_of(desk.get(form(row)))) | {
        "places-TOTAL_FORMS": "2", "places-1-picture": str(new.pk), "places-1-position": "20",
        "places-1-caption": "", "language": "", "_save": "yes",
    }  # fmt: skip
    answer = desk.post(form(row), fields)
    assert answer.status_code == 200  # the language is missing
    assert re.search(r'<p class="place-own"[^>]*>Neu dabei</p>', answer.content.decode())
    assert desk.post(form(row), fields | {"language": "de"}).status_code == 302
    assert order(row) == ["Krane 0", "Neu dabei"]


def test_a_picture_that_is_not_there_is_refused_at_its_row(desk: Client) -> None:
    row = gallery("Krane", size=1)
    fields = dict(fields_of(desk.get(form(row)))) | {
        "places-TOTAL_FORMS": "2", "places-1-picture": "999999", "places-1-position": "20", "_save": "yes",
    }  # fmt: skip
    answer = desk.post(form(row), fields)
    assert "errorlist" in answer.content.decode()
    assert order(row) == ["Krane 0"]


def test_who_may_only_look_sees_the_pictures_and_nothing_to_type(client: Client) -> None:
    row = gallery("Krane", size=2, live=True)
    reader = person("Technician")
    client.force_login(reader)
    assert client.get(form(row)).status_code == 403
    names = ("view_gallery", "view_picture", "work_in_every_section")
    reader.user_permissions.add(*Permission.objects.filter(codename__in=names))
    client.force_login(type(reader).objects.get(pk=reader.pk))
    text = client.get(form(row)).content.decode()
    assert text.count('<li class="place') == 2
    assert "Imke Sanders/dpa" in text
    assert "places-0-caption" not in text
