"""Accounts and roles at the desk: nobody takes over an account, nobody gives what they do not hold."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from articles.desk import staff
from articles.desk.journal import Kind, enter
from articles.models import Author, Section, StaffMember
from tests.admin_rows import NOW, article, fields_of, section, superuser
from tests.roles import CHIEF, EDITOR, PHOTO_DESK, REPORTER, TECHNICIAN, group, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def page(person: Any, name: str = "change") -> str:
    return reverse(f"admin:auth_{person._meta.model_name}_{name}", args=(person.pk,))


def sign_in(desk: Client, user: User) -> Client:
    desk.force_login(user)
    return desk


def sent(desk: Client, person: User, **typed: Any) -> Any:
    """Send the account's form as the browser would, with something else typed."""
    fields = fields_of(desk.get(page(person)))
    fields |= {name: [one.pk for one in getattr(person, name).all()] for name in ("groups",)}
    return desk.post(page(person), {**fields, "is_active": "on", "is_staff": "on", **typed})


MANAGES = [
    *((CHIEF, other, True) for other in (REPORTER, EDITOR, PHOTO_DESK, CHIEF, TECHNICIAN, "")),
    *(
        (TECHNICIAN, other, other in {TECHNICIAN, ""})
        for other in (REPORTER, EDITOR, PHOTO_DESK, CHIEF, TECHNICIAN, "")
    ),
]


@pytest.mark.parametrize(("role", "other", "allowed"), MANAGES)
def test_who_manages_whom(desk: Client, role: str, other: str, allowed: bool) -> None:
    me, them = person(role), person(other, first_name="Alt")
    assert staff.may_manage(me, them) == allowed
    answer = sign_in(desk, me).get(page(them))
    assert answer.status_code == 200
    assert ('name="email"' in answer.content.decode()) == allowed
    fields = {"username": them.username, "first_name": "Neu", "email": "neu@example.org", "base": "{}"}
    desk.post(page(them), fields | {"base": fields_of(answer).get("base", "{}")})
    them.refresh_from_db()
    assert them.first_name == ("Neu" if allowed else "Alt")


@pytest.mark.parametrize("role", [REPORTER, EDITOR, PHOTO_DESK])
@pytest.mark.parametrize("name", ["changelist", "add"])
def test_the_others_see_no_accounts(desk: Client, role: str, name: str) -> None:
    sign_in(desk, person(role))
    assert desk.get(reverse(f"admin:auth_user_{name}")).status_code == 403
    asked = {"app_label": "articles", "model_name": "author", "field_name": "user", "term": ""}
    assert desk.get(reverse("admin:autocomplete"), asked).status_code == 403


def test_who_was_shut_out_holds_what_they_held() -> None:
    """An inactive chief has no permission, and is still no account for a technician to take over."""
    assert not staff.may_manage(person(TECHNICIAN), person(CHIEF, is_active=False))


def test_only_superusers_manage_superusers(desk: Client) -> None:
    boss = superuser()
    assert not staff.may_manage(person(CHIEF), boss)
    assert staff.may_manage(superuser_named("zwei"), boss)
    sign_in(desk, person(CHIEF))
    assert desk.post(page(boss), {"username": "chef", "email": "x@example.org"}).status_code == 403


def superuser_named(name: str) -> User:
    return User.objects.create_superuser(name, f"{name}@example.org", "x")


def test_groups_are_given_only_by_who_holds_all_of_them(desk: Client) -> None:
    assert {one.name for one in staff.grantable_groups(person(CHIEF))} == {
        REPORTER, EDITOR, PHOTO_DESK, CHIEF, TECHNICIAN,
    }  # fmt: skip
    me, them = person(TECHNICIAN), person("")
    assert {one.name for one in staff.grantable_groups(me)} == {TECHNICIAN}
    assert sent(sign_in(desk, me), them, groups=[group(CHIEF).pk]).status_code == 200
    assert not them.groups.exists()
    assert sent(desk, them, groups=[group(TECHNICIAN).pk]).status_code == 302
    assert list(them.groups.all()) == [group(TECHNICIAN)]


def test_rights_beside_the_roles_are_for_superusers(desk: Client) -> None:
    them = person(REPORTER)
    more = Permission.objects.get(codename="publish_article")
    sent(sign_in(desk, person(CHIEF)), them, is_superuser="on", user_permissions=[more.pk])
    them.refresh_from_db()
    assert not them.is_superuser
    assert not them.user_permissions.exists()
    sent(sign_in(desk, superuser()), them, user_permissions=[more.pk])
    assert list(them.user_permissions.all()) == [more]


@pytest.mark.parametrize("role", [CHIEF, TECHNICIAN, "superuser"])
def test_nobody_changes_their_own_rights(desk: Client, role: str) -> None:
    me = superuser() if role == "superuser" else person(role)
    sign_in(desk, me)
    before = set(me.groups.all())
    html = desk.get(page(me)).content.decode()
    assert 'name="groups"' not in html
    assert 'name="is_active"' not in html
    typed = fields_of(desk.get(page(me))) | {"first_name": "Ich", "groups": [group(REPORTER).pk], "is_staff": ""}
    assert desk.post(page(me), typed).status_code == 302
    me = User.objects.get(pk=me.pk)
    assert me.first_name == "Ich"
    assert me.is_active
    assert me.is_staff
    assert set(me.groups.all()) == before
    assert me.is_superuser == (role == "superuser")


def test_the_last_superuser_cannot_delete_the_way_in(desk: Client) -> None:
    boss = superuser()
    sign_in(desk, boss)
    assert not staff.may_manage(boss, boss)
    desk.post(page(boss, "delete"), {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [boss.pk], "post": "yes"}
    desk.post(reverse("admin:auth_user_changelist"), chosen)
    assert User.objects.get().is_active


def test_passwords_of_others_are_set_by_superusers_alone(desk: Client) -> None:
    them = person(REPORTER)
    address = reverse("admin:auth_user_password_change", args=(them.pk,))
    new = {"password1": "ganz-neu-4711", "password2": "ganz-neu-4711", "usable_password": "true"}
    sign_in(desk, person(CHIEF))
    assert desk.get(address).status_code == 403
    assert desk.post(address, new).status_code == 403
    assert sent(desk, them, password="ganz-neu-4711").status_code == 302
    assert User.objects.get(pk=them.pk).check_password("geheim-genug")
    sign_in(desk, superuser())
    assert desk.post(address, new).status_code == 302
    assert User.objects.get(pk=them.pk).check_password("ganz-neu-4711")


def test_a_new_person_gets_roles_and_sections_and_sets_the_password_by_mail(desk: Client) -> None:
    hafen = section("Hafen")
    sign_in(desk, person(CHIEF))
    add = reverse("admin:auth_user_add")
    typed = fields_of(desk.get(add)) | {
        "username": "neu", "email": "neu@example.org", "is_active": "on", "is_staff": "on",
        "groups": [group(EDITOR).pk], "sections": [hafen.pk],
        "password1": "mitgeschickt-1", "password2": "mitgeschickt-1",
    }  # fmt: skip
    assert desk.post(add, typed).status_code == 302
    new = User.objects.get(username="neu")
    assert not new.has_usable_password()
    assert list(new.groups.all()) == [group(EDITOR)]
    assert list(StaffMember.objects.get(user=new).sections.all()) == [hafen]
    assert desk.post(add, typed | {"username": "ohne", "email": ""}).status_code == 200
    assert not User.objects.filter(username="ohne").exists()


def test_sections_are_given_on_the_page_of_the_person(desk: Client) -> None:
    hafen, sport = section("Hafen"), section("Sport")
    them = person(EDITOR, sections=[hafen])
    sign_in(desk, person(CHIEF))
    answer = sent(desk, them, sections=[sport.pk])
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    assert list(Section.objects.filter(staff_members__user=them)) == [sport]


def test_nobody_gives_a_section_that_is_not_theirs(desk: Client) -> None:
    """A paper may let editors make accounts: theirs is the section, and nobody else's."""
    hafen, sport = section("Hafen"), section("Sport")
    me, them = person(EDITOR, sections=[hafen]), person(EDITOR, sections=[hafen])
    me.user_permissions.set(Permission.objects.filter(codename__in=["view_user", "change_user"]))
    sign_in(desk, me)
    assert sent(desk, them, sections=[hafen.pk, sport.pk]).status_code == 200
    assert list(Section.objects.filter(staff_members__user=them)) == [hafen]
    other = person(EDITOR, sections=[hafen, sport])
    assert not staff.may_manage(User.objects.get(pk=me.pk), other)


def test_who_stands_in_the_journal_is_shut_out_and_not_deleted(desk: Client) -> None:
    them = person(REPORTER)
    enter(kind=Kind.LOGIN, by=them, now=NOW)
    sign_in(desk, superuser())
    answer = desk.post(page(them, "delete"), {"post": "yes"}, follow=True)
    assert "stands in the journal and cannot be deleted" in answer.content.decode()
    assert User.objects.filter(pk=them.pk).exists()


def test_roles_are_called_by_their_german_names_nowhere_in_the_database(desk: Client) -> None:
    sign_in(desk, superuser())
    assert "Chief editor" in desk.get(reverse("admin:auth_group_changelist")).content.decode()
    assert Group.objects.filter(name="Chief editor").exists()


def test_a_role_takes_only_rights_that_one_holds(desk: Client) -> None:
    me = person(TECHNICIAN)
    me.user_permissions.set(Permission.objects.filter(codename__in=["change_group", "add_group", "delete_group"]))
    sign_in(desk, me)
    assert desk.post(page(group(CHIEF)), {"name": "Mine", "permissions": []}).status_code == 403
    assert desk.post(page(group(CHIEF), "delete"), {"post": "yes"}).status_code == 403
    more, own = Permission.objects.get(codename="publish_article"), Permission.objects.get(codename="view_agency")
    typed = {"name": "Archiv", "base": "{}"}
    assert desk.post(reverse("admin:auth_group_add"), typed | {"permissions": [more.pk]}).status_code == 200
    assert desk.post(reverse("admin:auth_group_add"), typed | {"permissions": [own.pk]}).status_code == 302
    assert list(Group.objects.get(name="Archiv").permissions.all()) == [own]


def test_an_author_is_given_an_account_only_by_who_may_change_people(desk: Client) -> None:
    """It makes the pieces with that name in the byline one's own."""
    article()
    author = Author.objects.get(initials="jat")
    me = person(EDITOR, sections=[section()])
    sign_in(desk, me)
    address = reverse("admin:articles_author_change", args=(author.pk,))
    typed = fields_of(desk.get(address)) | {"family_name": "Tester", "user": me.pk}
    assert desk.post(address, typed).status_code == 302
    author.refresh_from_db()
    assert (author.family_name, author.user) == ("Tester", None)
    sign_in(desk, person(CHIEF))
    assert desk.post(address, fields_of(desk.get(address)) | {"user": me.pk}).status_code == 302
    author.refresh_from_db()
    assert author.user == me
