"""The journal of who gave whom which rights: groups, permissions, flags and sections, by whatever door."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from articles.desk.journal import Kind
from articles.desk.origins import coming_from
from articles.models import JournalEntry, Section, StaffMember
from tests.admin_rows import fields_of
from tests.roles import CHIEF, EDITOR, REPORTER, group, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def jana() -> User:
    return person(REPORTER, name="jana")


@pytest.fixture
def hafen() -> Section:
    return Section.objects.create(name="Hafen", slug="hafen")


def since(last: int, kind: Kind = Kind.RIGHTS) -> list[JournalEntry]:
    return list(JournalEntry.objects.filter(kind=kind, pk__gt=last).order_by("pk"))


def newest() -> int:
    return JournalEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def test_the_form_of_a_person_enters_who_changed_what(client: Client, jana: User) -> None:
    chief = User.objects.create_superuser("chef", "", "x")
    client.force_login(chief)
    last = newest()
    form = {
        "username": "jana", "first_name": "", "last_name": "", "email": "jana@example.org", "is_active": "on",
        "groups": [group(EDITOR).pk], "date_joined_0": "18.11.2026", "date_joined_1": "12:00:00",
        "last_login_0": "", "last_login_1": "",
    }  # fmt: skip
    address = f"/admin/auth/user/{jana.pk}/change/"
    form["base"] = fields_of(client.get(address))["base"]
    answer = client.post(address, form, REMOTE_ADDR="203.0.113.7")
    assert answer.status_code == 302, answer.content.decode()
    entries = since(last)
    assert {(entry.by, entry.subject, entry.subject_id, entry.origin) for entry in entries} == {
        (chief, "jana", jana.pk, "203.0.113.7")
    }
    details: dict[str, Any] = {}
    groups = []
    for entry in entries:
        groups += [entry.details["groups"]] if "groups" in entry.details else []
        details |= entry.details
    assert details["is_staff"] == {"before": True, "after": False}
    assert details["email"] == {"changed": True}
    assert groups[0]["before"] == [REPORTER]
    assert groups[-1]["after"] == [EDITOR]


@pytest.mark.parametrize("flag", ["is_active", "is_staff", "is_superuser"])
def test_each_flag(jana: User, flag: str) -> None:
    was = getattr(jana, flag)
    last = newest()
    setattr(jana, flag, not was)
    jana.save()
    [entry] = since(last)
    assert entry.details == {flag: {"before": was, "after": not was}}


def test_a_save_that_changes_no_right_is_no_entry(jana: User, django_assert_num_queries: Any) -> None:
    last = newest()
    jana.first_name = "Jana"
    jana.save()
    assert since(last) == []
    jana.last_login = timezone.now()
    with django_assert_num_queries(1):
        jana.save(update_fields=["last_login"])


def test_a_flag_that_is_set_in_memory_and_not_saved_is_not_entered(jana: User) -> None:
    last = newest()
    jana.is_superuser = True
    jana.first_name = "Jana"
    jana.save(update_fields=["first_name"])
    assert since(last) == []


def test_groups_from_both_sides(jana: User) -> None:
    last = newest()
    group(EDITOR).user_set.add(jana)
    jana.groups.remove(group(REPORTER))
    group(EDITOR).user_set.clear()
    jana.groups.set([group(CHIEF)])
    jana.groups.set([group(CHIEF)])  # nothing new
    jana.groups.clear()
    shown = [
        (entry.subject_id, entry.details["groups"]["before"], entry.details["groups"]["after"]) for entry in since(last)
    ]
    assert shown == [
        (jana.pk, [REPORTER], [EDITOR, REPORTER]),
        (jana.pk, [EDITOR, REPORTER], [EDITOR]),
        (jana.pk, [EDITOR], []),
        (jana.pk, [], [CHIEF]),
        (jana.pk, [CHIEF], []),
    ]


def test_permissions_of_a_person_and_of_a_group(jana: User) -> None:
    permission = Permission.objects.get(codename="override_preflight")
    last = newest()
    jana.user_permissions.add(permission)
    made = Group.objects.create(name="Nachtdienst")
    permission.group_set.add(made)
    made.name = "Spätdienst"
    made.save()
    own, new, given, renamed = since(last)
    assert own.details == {"user_permissions": {"before": [], "after": ["articles.override_preflight"]}}
    assert (new.subject_kind, new.subject, new.details) == (
        "group",
        "Nachtdienst",
        {"new": True, "name": "Nachtdienst"},
    )
    assert (given.subject, given.details) == (
        "Nachtdienst", {"permissions": {"before": [], "after": ["articles.override_preflight"]}},
    )  # fmt: skip
    assert renamed.details == {"name": {"before": "Nachtdienst", "after": "Spätdienst"}}


def test_sections_are_entered_for_the_person(jana: User, hafen: Section) -> None:
    last = newest()
    given = StaffMember.objects.create(user=jana)
    given.sections.add(hafen)
    hafen.staff_members.remove(given)
    given.sections.add(hafen)
    given.delete()
    shown = [(entry.subject_kind, entry.subject, entry.details["sections"]) for entry in since(last)]
    none, some = {"before": [], "after": ["Hafen"]}, {"before": ["Hafen"], "after": []}
    assert shown == [("user", "jana", change) for change in (none, some, none, some)]


def test_somebody_who_is_deleted(jana: User, hafen: Section) -> None:
    StaffMember.objects.create(user=jana).sections.add(hafen)
    key, last = jana.pk, newest()
    jana.delete()
    [entry] = since(last, Kind.DELETED)
    assert (entry.subject_kind, entry.subject_id, entry.subject) == ("user", key, "jana")
    assert since(last) == []


def test_who_acts_is_known_and_a_stranger_is_nobody(jana: User) -> None:
    chief = person(CHIEF, name="chef")
    last = newest()
    for actor in (lambda: chief, lambda: None):
        with coming_from("203.0.113.7", actor):
            jana.is_staff = not jana.is_staff
            jana.save()
    assert [(entry.by, entry.by_name) for entry in since(last)] == [(chief, "chef"), (None, "")]


def test_a_fixture_is_taken_as_it_is(tmp_path: Path, jana: User) -> None:
    fixture = tmp_path / "people.json"
    call_command("dumpdata", "auth.user", "auth.group", "articles.staffmember", output=str(fixture))
    rows = json.loads(fixture.read_text())
    for row in rows:
        if row["model"] == "auth.user":
            row["fields"] |= {"is_superuser": True, "groups": [group(CHIEF).pk]}
    fixture.write_text(json.dumps(rows))
    last = newest()
    call_command("loaddata", str(fixture), verbosity=0)
    jana.refresh_from_db()
    assert jana.is_superuser
    assert [one.name for one in jana.groups.all()] == [CHIEF]
    assert since(last) == []


def test_a_change_costs_the_same_for_many_people(django_assert_num_queries: Any) -> None:
    people = [person("", name=f"p{number}") for number in range(20)]
    role = group(EDITOR)
    last = newest()
    with django_assert_num_queries(6):
        role.user_set.add(*people)
    assert len(since(last)) == 20
