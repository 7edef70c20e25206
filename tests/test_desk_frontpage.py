"""The desk's front page: what it costs, how it counts, and that every line of it leads to where the work is done."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.admin.desksite import DeskSite
from articles.desk.overview import COUNTED, SHOWN, overview
from articles.models import Author
from tests.admin_rows import section
from tests.desk_rows import NOW, crowd, written
from tests.roles import CHIEF, EDITOR, PHOTO_DESK, REPORTER, ROLES, TECHNICIAN, person

pytestmark = pytest.mark.django_db


# --- what it costs -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ROLES)
def test_the_page_costs_the_same_with_five_rows_and_with_thousands(client: Client, role: str) -> None:
    user = person(role, sections=[section()] if role == EDITOR else ())
    client.force_login(user)
    crowd(user, many=5)
    client.get(reverse("admin:index"))
    with CaptureQueriesContext(connection) as few:
        assert client.get(reverse("admin:index")).status_code == 200
    crowd(user, many=1000 if role in {EDITOR, CHIEF} else 100)
    with CaptureQueriesContext(connection) as many:
        assert client.get(reverse("admin:index")).status_code == 200
    assert len(many) == len(few), [one["sql"][:160] for one in many]
    with CaptureQueriesContext(connection) as alone:
        overview(user=user, now=NOW)
    heaps = [one["sql"] for one in alone if "auth_permission" not in one["sql"]]
    assert len(heaps) <= 17
    assert all(f" LIMIT {COUNTED + 1}" in one for one in heaps if "articles_staffmember_sections" not in one)


def test_a_number_is_counted_up_to_fifty_and_no_further(client: Client) -> None:
    chief = person(CHIEF)
    crowd(chief, many=COUNTED)
    found = overview(user=chief, now=NOW).stubs
    assert found is not None
    assert (found.number, found.more, len(found.rows)) == (COUNTED, False, SHOWN)
    Author.objects.create(initials="mehr", slug="mehr")
    found = overview(user=chief, now=NOW).stubs
    assert found is not None
    assert found.more
    client.force_login(chief)
    assert '<span class="count">50+</span>' in client.get(reverse("admin:index")).content.decode()


# --- the page ----------------------------------------------------------------------------------------------------


def page(client: Client, user: User, language: str = "en") -> str:
    client.force_login(user)
    answer = client.get(reverse("admin:index"), headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_line_leads_to_where_the_work_is_done(client: Client) -> None:
    chief = person(CHIEF)
    crowd(chief, many=9)
    client.force_login(chief)
    context = client.get(reverse("admin:index")).context
    boxes = [box for column in context["columns"] for box in column.boxes]
    addresses = {one.address for box in boxes for one in [*box.lines, *box.ways]}
    addresses |= {way.address for way in context["ways"]}
    assert len(addresses) > 60
    assert "" not in addresses
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "e=1" not in answer.request["QUERY_STRING"]


def test_lists_are_opened_with_their_filter_set(client: Client) -> None:
    chief = person(CHIEF)
    crowd(chief, many=9)
    written("Von anderen")
    client.force_login(chief)
    context = client.get(reverse("admin:index")).context
    boxes = {box.name: box for column in context["columns"] for box in column.boxes}
    for name, count in {"drafts": 9, "scheduled": 9, "links": 9, "pictures": 9, "stubs": 9}.items():
        assert client.get(boxes[name].ways[0].address).context["cl"].result_count == count, name
    assert client.get(boxes["waiting"].ways[0].address).context["cl"].result_count == 9


def test_the_photo_desk_finds_pictures_first_and_the_technician_no_headline(client: Client) -> None:
    crowd(person(CHIEF), many=3)
    photo, chief = page(client, person(PHOTO_DESK)), page(client, person(CHIEF))
    assert photo.index("box-pictures") < photo.index("box-waiting")
    assert chief.index("box-waiting") < chief.index("box-pictures")
    text = page(client, person(TECHNICIAN))
    assert "box-accounts" in text
    ways = re.findall(r"<a [^>]*>([^<]*)</a>", text.partition('class="front-ways"')[2].partition("</ul>")[0])
    assert ways == ["New person", "Settings of the paper", "Journal"]
    assert "draft 1" not in text
    assert "published 1" not in text


def test_everything_that_can_be_edited_is_reached_from_the_page(client: Client) -> None:
    user = User.objects.create_superuser("alles")
    text = page(client, user)
    for model, row in admin.site._registry.items():
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        client.force_login(user)
        request = client.get(reverse("admin:index")).wsgi_request
        assert (f'href="{address}"' in text) == row.has_module_permission(request), model


def test_all_rows_are_registered_at_the_desks_own_site() -> None:
    assert admin.site.__class__ is DeskSite
    assert {Author, User} <= set(admin.site._registry)


def test_who_has_no_role_is_told_whom_to_ask(client: Client) -> None:
    assert "Ask the chief editor or the technician for a role." in page(client, person(""))


def test_an_empty_desk_says_so(client: Client) -> None:
    text = page(client, person(EDITOR, sections=[section()]))
    assert "Nothing waits for you." in text
    assert "You have no drafts." in text
    assert "box-typed" not in text


def test_the_list_of_one_app_is_still_there(client: Client) -> None:
    client.force_login(person(REPORTER))
    answer = client.get(reverse("admin:app_list", args=("articles",)))
    assert answer.status_code == 200
    assert reverse("admin:articles_article_changelist") in answer.content.decode()
