"""The journal at the desk: who reads which entries, how they are narrowed down, and that nobody changes them."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from articles.admin import recorded
from articles.admin.journalwords import words_of
from articles.desk.journal import Deed, Kind, enter, enter_all
from articles.desk.journalscope import visible_entries, visible_log
from articles.desk.origins import coming_from
from articles.models import Article, JournalEntry, Picture, Section
from tests.roles import CHIEF, EDITOR, PHOTO_DESK, REPORTER, TECHNICIAN, person

pytestmark = pytest.mark.django_db
JOURNAL, LOG = "/admin/articles/journalentry/", "/admin/admin/logentry/"
NOW = datetime.datetime(2026, 11, 25, 9, 0, tzinfo=datetime.UTC)


@pytest.fixture
def hafen() -> Section:
    return Section.objects.create(name="Hafen", slug="hafen")


@pytest.fixture
def sport() -> Section:
    return Section.objects.create(name="Sport", slug="sport")


def article(section: Section | None, headline: str) -> Article:
    return Article.objects.create(headline=headline, section=section)


def read(role: str, **extra: Any) -> User:
    """Return somebody who may read the journal, whatever the role."""
    user = person(role, **extra)
    user.user_permissions.add(Permission.objects.get(codename="view_journalentry"))
    return User.objects.get(pk=user.pk)


def titles(user: User) -> set[str]:
    return set(visible_entries(to=user).filter(at=NOW).values_list("subject", flat=True))


def fill(hafen: Section, sport: Section) -> tuple[Article, Article]:
    """Enter something about everything, and log it in the admin too."""
    mine, other = article(hafen, "Möwe am Kai"), article(sport, "Elfmeter")
    gone = article(hafen, "Sturmflut")
    gone_key = gone.pk
    picture = Picture.objects.create(caption="Noch geheim")
    deeds = [Deed(row) for row in (mine, other, gone, picture, hafen, person(REPORTER, name="jana"))]
    enter_all(kind=Kind.DELETED, by=None, now=NOW, deeds=[*deeds, Deed(title="01-moewe", note="Kaputt.")])
    gone.delete()
    for row in (mine, other, picture, hafen, Article(pk=gone_key, headline="Sturmflut")):
        kind = ContentType.objects.get_for_model(type(row))
        writer = User.objects.get(username="jana")
        LogEntry.objects.create(
            user=writer, content_type=kind, object_id=str(row.pk), object_repr=str(row), action_flag=CHANGE
        )
    return mine, other


EVERYTHING = {"Möwe am Kai", "Elfmeter", "Sturmflut", "Noch geheim", "Hafen", "jana", "01-moewe"}


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (CHIEF, EVERYTHING),
        (TECHNICIAN, {"Hafen", "jana", "01-moewe"}),
        (EDITOR, {"Möwe am Kai", "Noch geheim", "Hafen", "jana", "01-moewe"}),
        (PHOTO_DESK, EVERYTHING),
        ("", {"jana", "01-moewe"}),
    ],
)
def test_what_was_done_to_a_piece_is_read_by_who_may_see_the_piece(
    role: str, seen: set[str], hafen: Section, sport: Section
) -> None:
    fill(hafen, sport)
    user = read(role, sections=[hafen])
    assert titles(user) == seen
    logged = set(visible_log(to=user).values_list("object_repr", flat=True))
    assert logged == seen - {"jana", "01-moewe"}


def test_the_page_and_its_files_show_no_more_than_that(client: Client, hafen: Section, sport: Section) -> None:
    fill(hafen, sport)
    client.force_login(person(TECHNICIAN))
    for base in (JOURNAL, LOG):
        for tail in ("", "export/csv/", "export/jsonl/"):
            answer = client.get(f"{base}{tail}?all=" if not tail else f"{base}{tail}")
            content = answer.getvalue().decode() if answer.streaming else answer.content.decode()
            assert answer.status_code == 200
            assert "Hafen" in content
            for secret in ("Möwe am Kai", "Elfmeter", "Sturmflut", "Noch geheim"):
                assert secret not in content
    hidden = JournalEntry.objects.get(subject="Elfmeter")
    assert client.get(f"{JOURNAL}{hidden.pk}/change/").status_code == 302
    own = JournalEntry.objects.get(subject="01-moewe")
    assert "Kaputt." in client.get(f"{JOURNAL}{own.pk}/change/").content.decode()


def test_a_search_finds_no_more_either(client: Client, hafen: Section, sport: Section) -> None:
    fill(hafen, sport)
    client.force_login(person(TECHNICIAN))
    answer = client.get(f"{JOURNAL}?q=Elfmeter")
    assert answer.context["cl"].result_count == 0


@pytest.mark.parametrize("role", [REPORTER, EDITOR, PHOTO_DESK, ""])
@pytest.mark.parametrize("base", [JOURNAL, LOG])
def test_whoever_may_not_read_the_journal_reads_none_of_it(client: Client, role: str, base: str) -> None:
    client.force_login(person(role))
    entry = enter(kind=Kind.LOGIN, by=None, now=NOW)
    for tail in ("", "export/csv/", "export/jsonl/", f"{entry.pk}/change/", f"{entry.pk}/history/"):
        assert client.get(f"{base}{tail}").status_code == 403, tail


@pytest.mark.parametrize("base", [JOURNAL, LOG])
def test_strangers_are_led_to_the_login(client: Client, base: str) -> None:
    for tail in ("", "export/csv/", "export/jsonl/"):
        answer = client.get(f"{base}{tail}")
        assert (answer.status_code, answer["Location"][:13]) == (302, "/admin/login/")


@pytest.mark.parametrize("base", [JOURNAL, LOG])
def test_nobody_adds_changes_or_deletes(client: Client, base: str) -> None:
    """Not even who may everything."""
    client.force_login(User.objects.create_superuser("wurzel", "", "x"))
    user = User.objects.get()
    kind = ContentType.objects.get_for_model(User)
    log = LogEntry.objects.create(user=user, content_type=kind, object_id="1", object_repr="x", action_flag=ADDITION)
    row = log if base == LOG else JournalEntry.objects.order_by("pk").first()
    assert row is not None
    before = (JournalEntry.objects.count(), LogEntry.objects.count())
    assert client.get(f"{base}add/").status_code == 403
    assert client.post(f"{base}add/", {"kind": "login"}).status_code == 403
    assert client.post(f"{base}{row.pk}/change/", {"note": "x"}).status_code == 403
    assert client.get(f"{base}{row.pk}/delete/").status_code == 403
    assert client.post(f"{base}{row.pk}/delete/", {"post": "yes"}).status_code == 403
    client.post(base, {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"})
    assert client.post(f"{base}export/csv/").status_code == 405
    assert (JournalEntry.objects.count(), LogEntry.objects.count()) == before
    page = client.get(base).content.decode()
    assert "delete_selected" not in page
    assert "addlink" not in page.partition('id="content-main"')[2]


# --- the list ---------------------------------------------------------------------------------------------------


def entry(**changes: Any) -> JournalEntry:
    values: dict[str, Any] = {"kind": Kind.LOGIN, "by": None, "now": NOW, "name": "jana"}
    with coming_from(changes.pop("origin", "203.0.113.7")):
        return enter(**values | changes)


def listed(client: Client, **parameters: str) -> set[int]:
    answer = client.get(JOURNAL, parameters)
    assert answer.status_code == 200
    return {row.pk for row in answer.context["cl"].result_list}


def test_the_list_is_narrowed_down(client: Client) -> None:
    chief = person(CHIEF, name="chef")
    client.force_login(chief)
    one = entry(kind=Kind.LOGIN_FAILED, origin="203.0.113.66")
    two = entry(kind=Kind.PUBLISHED, by=chief, now=NOW - datetime.timedelta(days=40), note="Ein Hinweis")
    three = entry(kind=Kind.RIGHTS, subject=chief)
    assert listed(client, kind__exact="login_failed") == {one.pk}
    assert listed(client, origin="203.0.113.66") == {one.pk}
    assert listed(client, user=str(chief.pk), kind__exact="published") == {two.pk}
    that_day = listed(client, when="2026-11-25")
    assert {one.pk, three.pk} <= that_day
    assert two.pk not in that_day
    assert listed(client, thing="user", kind__exact="rights") >= {three.pk}
    assert listed(client, thing="user") & {one.pk, two.pk} == set()
    assert listed(client, q="Hinweis") == {two.pk}


def test_what_is_there_is_linked_and_what_is_gone_is_named(client: Client, hafen: Section) -> None:
    client.force_login(person(CHIEF))
    there, gone = article(hafen, "Da"), article(hafen, "Fort")
    entry(subject=there)
    entry(subject=gone)
    key = gone.pk
    gone.delete()
    page = client.get(JOURNAL).content.decode()
    assert f'<a href="/admin/articles/article/{there.pk}/change/">Da</a>' in page
    assert "Fort" in page
    assert f"/admin/articles/article/{key}/change/" not in page
    for row, linked in ((there, True), (Article(pk=key), False)):
        about = JournalEntry.objects.get(subject_kind="article", subject_id=row.pk)
        form = client.get(f"{JOURNAL}{about.pk}/change/").content.decode()
        assert (f"/admin/articles/article/{row.pk}/change/" in form) == linked
        assert f'<a href="{JOURNAL}?origin=203.0.113.7">' in form


def test_a_command_and_a_stranger_are_told_apart(client: Client) -> None:
    client.force_login(person(CHIEF))
    origins = ["manage.py import_seeds", "publish_due", "", "203.0.113.7", "2001:db8::1"]
    made = [entry(kind=Kind.IMPORTED, name="", origin=origin) for origin in origins]
    shown = [admin.site.get_model_admin(JournalEntry).who_shown(one) for one in made]
    assert len(set(shown[:3])) == len(set(shown[3:])) == 1
    assert shown[0] != shown[3]


def test_the_list_costs_the_same_with_more_in_it(
    client: Client, hafen: Section, django_assert_max_num_queries: Any
) -> None:
    client.force_login(person(CHIEF))
    people = [person("", name=f"p{number}") for number in range(5)]
    counts = []
    for _round in range(3):
        for number in range(8):
            entry(subject=article(hafen, f"Meldung {number}"), by=people[number % 5])
            entry(subject=people[number % 5])
        with django_assert_max_num_queries(15) as queries:
            assert client.get(JOURNAL).status_code == 200
        counts.append(len(queries))
    assert counts[1] == counts[2]


def test_the_list_ends_where_counting_would_take_too_long(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorded, "MOST_LISTED", 30)
    monkeypatch.setattr(recorded.RecordedAdmin, "most_listed", 30)
    client.force_login(person(CHIEF))
    enter_all(kind=Kind.LOGIN, by=None, now=NOW, deeds=[Deed(note=str(number)) for number in range(40)])
    answer = client.get(JOURNAL)
    assert answer.context["cl"].result_count == 30
    assert "30" in answer.content.decode().partition('<p class="help">')[2][:200]
    assert len(list(client.get(f"{JOURNAL}export/jsonl/"))) >= 1
    assert client.get(f"{JOURNAL}export/jsonl/").getvalue().count(b"\n") >= 40


@pytest.mark.parametrize(
    "parameters", ["?nichts=1", "?p=abc", "?origin=%00", "?when=2026-99", "?user=x", "?thing=x", "?o=9"]
)
def test_odd_parameters_are_answered(client: Client, parameters: str) -> None:
    client.force_login(person(CHIEF))
    for base in (JOURNAL, LOG):
        assert client.get(f"{base}{parameters}").status_code in {200, 302}
        answer = client.get(f"{base}export/csv/{parameters}")
        assert answer.status_code in {200, 302}
        assert not answer.streaming or answer.getvalue()


# --- words ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "details", "words"),
    [
        (Kind.RIGHTS, {"groups": {"before": ["A", "B"], "after": ["B", "C"]}}, "Groups: + C, − A"),
        (Kind.RIGHTS, {"is_active": {"before": True, "after": False}}, "Active: yes → no"),
        (Kind.PUBLISHED, {"release": 3}, "Release 3"),
        (Kind.LOGIN, {"methods": ["unknown"]}, "unknown"),
        (Kind.SCHEDULED, {"anything": "else"}, "anything: else"),
    ],
)
def test_what_an_entry_says(kind: Kind, details: dict[str, Any], words: str) -> None:
    with override("en"):
        assert words_of(JournalEntry(kind=kind, details=details)) == words


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_documented(kind: Kind) -> None:
    page = Path(__file__).resolve().parent.parent / "docs" / "reference" / "journal.md"
    assert f"`{kind.value}`" in page.read_text(encoding="utf-8")


def test_a_note_comes_first() -> None:
    made = JournalEntry(kind=Kind.OVERRIDE, note="Eilt", details={"findings": ["Ohne Bild."]})
    assert words_of(made).startswith("Eilt · ")
    assert words_of(made).endswith("Ohne Bild.")


def test_the_admins_own_log_is_a_list_beside_it(client: Client, hafen: Section) -> None:
    chief = person(CHIEF, name="chef")
    client.force_login(chief)
    kind = ContentType.objects.get_for_model(Section)
    LogEntry.objects.create(
        user=chief, content_type=kind, object_id=str(hafen.pk), object_repr="Hafen", action_flag=CHANGE,
        change_message='[{"changed": {"fields": ["Name"]}}]', action_time=timezone.now(),
    )  # fmt: skip
    page = client.get(LOG).content.decode()
    assert f'<a href="/admin/articles/section/{hafen.pk}/change/">Hafen</a>' in page
    assert "Name" in page
    assert JOURNAL in page
    assert LOG in client.get(JOURNAL).content.decode()
