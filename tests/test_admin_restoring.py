"""An old state of a piece is put on top again in the admin, after a question that shows what would change."""

import re
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from articles.desk.saving import saved
from articles.models import Gallery, Version
from tests.admin_history import address, autosave, edit, hour, words
from tests.admin_rows import article, gallery, link, superuser

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss() -> Any:
    return superuser()


@pytest.fixture
def desk(client: Client, boss: Any) -> Client:
    client.force_login(boss)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def question(desk: Client, row: Any, what: str) -> dict[str, str]:
    html = desk.get(address(row, "restore"), {"what": what}).content.decode()
    return dict(re.findall(r'type="hidden" name="(what|seen)" value="([^"]*)"', html))


def test_a_version_is_restored_after_a_question(desk: Client, boss: Any) -> None:
    row = article()
    link(row)
    old = row.versions.get()
    edit(row, headline="Ganz anders", teaser="Neu.")
    text = words(desk.get(address(row, "restore"), {"what": f"v{old.pk}"}))
    assert "Ganz anders" in text
    assert "Die Brücke ist zu" in text
    answer = desk.post(address(row, "restore"), question(desk, row, f"v{old.pk}"), follow=True)
    assert answer.redirect_chain == [(reverse("admin:articles_article_change", args=(row.pk,)), 302)]
    row.refresh_from_db()
    newest = row.versions.first()
    assert newest is not None
    assert (row.headline, newest.kind, newest.by) == ("Die Brücke ist zu", Version.Kind.RESTORE, boss)
    assert "Restored the version of Edit" in str(LogEntry.objects.first())
    assert "Restored the version of Edit" in words(desk.get(address(row)))


def test_a_release_of_a_gallery_is_restored(desk: Client) -> None:
    row = gallery(live=True)
    row.title = "Anders"
    row.save()
    saved(piece=row, by=None, now=hour(1))
    desk.post(address(row, "restore"), question(desk, row, "r1"))
    assert Gallery.objects.get().title == "Die Brücke in Bildern"


def test_a_save_in_between_is_asked_about(desk: Client) -> None:
    row = article()
    old = row.versions.get()
    edit(row, headline="Zweite")
    asked = question(desk, row, f"v{old.pk}")
    edit(row, at=hour(2), headline="Dritte, von jemand anderem")
    answer = desk.post(address(row, "restore"), asked)
    assert "Somebody saved this piece while you were looking." in answer.content.decode()
    assert "jemand anderem" in words(answer)
    row.refresh_from_db()
    assert row.headline == "Dritte, von jemand anderem"
    assert 'name="seen"' in answer.content.decode()
    desk.post(address(row, "restore"), question(desk, row, f"v{old.pk}"))
    row.refresh_from_db()
    assert row.headline == "Die Brücke ist zu"


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 30])
def test_a_restore_without_a_look_is_asked_about(desk: Client, seen: str) -> None:
    row = article()
    old = row.versions.get()
    edit(row, headline="Zweite")
    desk.post(address(row, "restore"), {"what": f"v{old.pk}", "seen": seen})
    row.refresh_from_db()
    assert row.headline == "Zweite"


def test_what_is_there_is_not_restored(desk: Client) -> None:
    row = article()
    old = row.versions.get()
    answer = desk.get(address(row, "restore"), {"what": f"v{old.pk}"})
    assert 'name="seen"' not in answer.content.decode()
    desk.post(address(row, "restore"), {"what": f"v{old.pk}", "seen": old.pk})
    assert row.versions.count() == 1
    assert not LogEntry.objects.exists()


def test_neither_an_autosave_nor_the_working_copy_is_restored(desk: Client, boss: Any) -> None:
    row = article()
    for what in ("now", f"v{autosave(row, boss).pk}"):
        assert desk.post(address(row, "restore"), {"what": what}).status_code == 404
