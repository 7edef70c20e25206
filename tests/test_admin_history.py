"""The history of a piece in the admin: timeline, comparison, and what readers saw."""

import re
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.desk.documents import document_of
from articles.desk.publishing import publish, withdraw
from articles.desk.saving import saved
from articles.document import to_builtins
from articles.models import Version
from tests.admin_history import address, autosave, edit, hour, words
from tests.admin_rows import NOW, article, gallery, superuser

pytestmark = pytest.mark.django_db
PAGES = ("history", "compare", "show", "restore")


def staff(*permissions: str) -> Any:
    user = get_user_model().objects.create_user("staff", is_staff=True)
    ours = Permission.objects.filter(content_type__app_label="articles")
    user.user_permissions.set(ours.filter(codename__in=permissions))
    return user


@pytest.fixture
def boss() -> Any:
    return superuser()


@pytest.fixture
def desk(client: Client, boss: Any) -> Client:
    client.force_login(boss)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


# --- the timeline -----------------------------------------------------------------------------------------------


def test_every_version_says_what_changed(desk: Client, boss: Any) -> None:
    row = article()
    edit(row, headline="Die Brücke ist offen", body="<p>Ein Riss.</p><p>Noch einer.</p>")
    row.teaser = "Zehn Monate."
    row.save()
    saved(piece=row, by=boss, now=hour(2))
    text = words(desk.get(address(row)))
    assert "The first version." in text
    assert "Headline, text: 1 paragraph" in text
    assert text.index("Teaser") < text.index("Headline, text") < text.index("The first version.")
    assert "Imke" in text


def test_releases_say_when_readers_saw_them(desk: Client) -> None:
    row = article()
    publish(piece=row, by=None, now=hour(1))
    edit(row, at=hour(2), teaser="Zehn Monate.")
    publish(piece=row, by=None, now=hour(3), note="Es waren zehn.")
    text = words(desk.get(address(row)))
    assert "Readers saw this from 11/18/2026 1:20 p.m. to 11/18/2026 3:20 p.m." in text
    assert "Readers have seen this since 11/18/2026 3:20 p.m." in text
    assert "Es waren zehn." in text
    withdraw(piece=row, by=None, now=hour(4))
    assert "then it was withdrawn" in words(desk.get(address(row)))


def test_what_was_only_logged_is_told_once(desk: Client, boss: Any) -> None:
    row = article()
    told_better = ("Published.", "Veröffentlicht.", "Withdrawn.", '[{"changed": {"fields": ["Teaser"]}}]', "")
    for message in (*told_better, "Made a preview link."):
        LogEntry.objects.log_actions(boss.pk, [row], 2, change_message=message, single_object=True)
    text = words(desk.get(address(row)))
    assert "Made a preview link." in text
    assert "Withdrawn." not in text
    assert "Published." not in text
    assert "Veröffentlicht." not in text
    assert "fields" not in text


def test_an_autosave_is_shown_to_its_writer_alone(desk: Client, boss: Any) -> None:
    row = article()
    mine, other = autosave(row, boss), autosave(row, staff())
    closed = autosave(row, boss)
    Version.objects.filter(pk=closed.pk).update(closed_at=hour(6))
    html = desk.get(address(row)).content.decode()
    assert f"take_up={mine.pk}" in html
    assert f'"v{mine.pk}"' in html
    assert f'"v{other.pk}"' not in html
    assert f'"v{closed.pk}"' not in html
    for page in ("show", "restore"):
        assert desk.get(address(row, page), {"what": f"v{other.pk}"}).status_code == 404
    assert desk.get(address(row, "compare"), {"from": f"v{other.pk}", "to": "now"}).status_code == 404
    assert desk.get(address(row, "compare"), {"from": f"v{mine.pk}", "to": "now"}).status_code == 200


def test_a_draft_is_compared_with_the_version_before(desk: Client) -> None:
    row = article()
    old, new = row.versions.get(), edit(row, teaser="Neu.")
    html = desk.get(address(row)).content.decode()
    assert re.search(rf'name="from" value="v{old.pk}"[^>]*checked', html)
    assert re.search(rf'name="to" value="v{new.pk}"[^>]*checked', html)


def test_a_long_history_has_pages(desk: Client) -> None:
    row = article()
    for number in range(60):
        edit(row, at=hour(number + 1), teaser=f"Fassung {number}.")
    first, second = desk.get(address(row)), desk.get(address(row), {"page": 2})
    assert [len(answer.context["entries"]) for answer in (first, second)] == [50, 11]
    assert "The first version." in words(second)
    assert "The first version." not in words(first)
    assert 'href="?page=2"' in first.content.decode()
    for wrong in ("0", "-1", "x", "99999", "²"):
        assert desk.get(address(row), {"page": wrong}).context["entries"] == first.context["entries"]


def test_the_timeline_costs_the_same_with_many_versions(desk: Client) -> None:
    row = article()
    publish(piece=row, by=None, now=NOW)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(address(row)).status_code == 200
        return len(queries)

    for number in range(4):
        edit(row, at=hour(number + 1), teaser=f"Fassung {number}.")
    cost()
    few = cost()
    for number in range(100):
        edit(row, at=hour(number + 10), teaser=f"Neue Fassung {number}.")
    publish(piece=row, by=None, now=hour(200))
    assert cost() == few <= 13


def test_a_record_of_another_edition_does_not_stop_the_page(desk: Client) -> None:
    row = article()
    version = edit(row, teaser="Neu.")
    Version.objects.filter(pk=version.pk).update(document={"body": 7})
    assert "another edition of the program" in words(desk.get(address(row)))
    for page, query in (("compare", {"from": f"v{version.pk}", "to": "now"}), ("show", {"what": f"v{version.pk}"})):
        assert "another edition of the program" in words(desk.get(address(row, page), query))
    answer = desk.get(address(row, "restore"), {"what": f"v{version.pk}"})
    assert 'name="seen"' not in answer.content.decode()
    answer = desk.post(address(row, "restore"), {"what": f"v{version.pk}", "seen": version.pk})
    assert answer.status_code == 200
    assert row.versions.count() == 2


# --- comparing --------------------------------------------------------------------------------------------------


def test_two_states_are_compared_word_by_word(desk: Client) -> None:
    row = article(body="<p>Die Brücke ist zu, sagt die Stadt.</p>")
    old = row.versions.get()
    publish(piece=row, by=None, now=NOW)
    edit(row, headline="Die Brücke ist offen", body="<p>Die Brücke ist offen, sagt die Stadt.</p>")
    html = desk.get(address(row, "compare"), {"from": f"v{old.pk}", "to": "now"}).content.decode()
    assert re.search(r"<del>.*?zu<", html)
    assert re.search(r"<ins>.*?offen<", html)
    assert html.index("Headline") < html.index("sagt die Stadt")
    assert f"from=now&amp;to=v{old.pk}" in html
    assert "3 differences" in html
    release = desk.get(address(row, "compare"), {"from": "r1", "to": "now"})
    assert "First published" in words(desk.get(address(row, "compare"), {"from": f"v{old.pk}", "to": "r1"}))
    assert "2 differences" in words(release)


def test_what_is_written_is_shown_as_text(desk: Client) -> None:
    row = article(headline="<b>&amp;</b>")
    old = row.versions.get()
    edit(row, headline="<script>alert(1)</script>")
    html = desk.get(address(row, "compare"), {"from": f"v{old.pk}", "to": "now"}).content.decode()
    assert "<script>alert" not in html
    assert "&lt;" in html


def test_equal_states_say_so(desk: Client) -> None:
    row = article()
    answer = desk.get(address(row, "compare"), {"from": "now", "to": f"v{row.versions.get().pk}"})
    assert "Nothing differs." in words(answer)


@pytest.mark.parametrize("name", ["", "v", "x1", "v0", "r9", "v99999999999999999999", "v²", "now1"])
def test_a_state_that_is_not_there_is_not_found(desk: Client, name: str) -> None:
    row = article()
    other = article("Ein anderes").versions.get()
    for wrong in (name, f"v{other.pk}"):
        assert desk.get(address(row, "compare"), {"from": wrong, "to": "now"}).status_code == 404
        assert desk.get(address(row, "show"), {"what": wrong}).status_code == 404
        assert desk.get(address(row, "restore"), {"what": wrong}).status_code == 404
        assert desk.post(address(row, "restore"), {"what": wrong}).status_code == 404


def test_one_state_is_shown_as_one_reads_it(desk: Client) -> None:
    row = article()
    publish(piece=row, by=None, now=NOW, note="Korrigiert.")
    edit(row, body="<p>Neu.</p>")
    text = words(desk.get(address(row, "show"), {"what": "r1"}))
    assert "Ein Riss." in text
    assert "Korrigiert." in text
    assert "Neu." not in text
    assert "Neu." in words(desk.get(address(row, "show"), {"what": "now"}))


# --- what readers saw -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-11-18T13:00", "nothing of this was public"),
        ("2026-11-18T13:20", "saw release 1"),
        ("2026-11-18T15:19", "saw release 1"),
        ("2026-11-18T15:21", "saw release 2"),
        ("2026-11-18T16:20", "nothing of this was public"),
        ("2030-01-01 10:00", "nothing of this was public"),
        ("2026-02-30T10:00", "That is no date and time."),
        ("gestern", "That is no date and time."),
    ],
)
def test_what_readers_saw_at_a_moment(desk: Client, at: str, expected: str) -> None:
    row = article()
    publish(piece=row, by=None, now=hour(1))  # 13:20 in the time zone of the paper
    edit(row, at=hour(2), teaser="Zehn Monate.")
    publish(piece=row, by=None, now=hour(3))
    withdraw(piece=row, by=None, now=hour(4))
    answer = desk.get(address(row), {"at": at})
    assert expected in words(answer)
    number = re.search(r"release (\d)", expected)
    assert not number or f"from=r{number[1]}&amp;to=now" in answer.content.decode()


# --- who may ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [article, gallery])
def test_who_may_look_reads_the_history_and_changes_nothing(client: Client, make: Any) -> None:
    row = make(live=True)
    name = row._meta.model_name
    client.force_login(staff(f"view_{name}", "work_in_every_section"))
    html = client.get(address(row)).content.decode()
    assert "restore" not in html
    assert client.get(address(row, "compare"), {"from": "r1", "to": "now"}).status_code == 200
    assert client.get(address(row, "show"), {"what": "r1"}).status_code == 200
    assert client.get(address(row, "restore"), {"what": "r1"}).status_code == 403
    assert client.post(address(row, "restore"), {"what": "r1"}).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_are_closed_to_others(client: Client, page: str) -> None:
    row = article(live=True)
    query = {"what": "r1", "from": "r1", "to": "now"}
    assert client.get(address(row, page), query)["Location"].startswith("/admin/login/")
    client.force_login(staff("view_gallery", "view_version", "view_release"))
    assert client.get(address(row, page), query).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_a_piece_that_is_not_there_is_told(desk: Client, page: str) -> None:
    for key in ("999", "x"):
        answer = desk.get(reverse(f"admin:articles_article_{page}", args=(key,)), follow=True)
        assert answer.redirect_chain[0] == (reverse("admin:index"), 302)
        assert "doesn’t exist" in answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_other_methods_are_refused(desk: Client, page: str) -> None:
    row = article()
    assert desk.put(address(row, page)).status_code == 405
    if page != "restore":
        assert desk.post(address(row, page)).status_code == 405


def test_a_restore_needs_a_token_of_the_form(boss: Any) -> None:
    row = article()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(boss)
    assert strict.post(address(row, "restore"), {"what": "now"}).status_code == 403


def test_a_version_without_a_change_is_told(desk: Client) -> None:
    row = article()
    Version.objects.create(
        article=row, kind=Version.Kind.IMPORT, document=to_builtins(document_of(row)), created_at=hour(1)
    )
    assert "Says the same as before." in words(desk.get(address(row)))
