"""People of the newsroom for tests: somebody with a role, in sections."""

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User

from articles.models import Section, StaffMember

REPORTER, EDITOR, PHOTO_DESK, CHIEF, TECHNICIAN = "Reporter", "Editor", "Photo desk", "Chief editor", "Technician"
ROLES = (REPORTER, EDITOR, PHOTO_DESK, CHIEF, TECHNICIAN)


def person(role: str, *, sections: Iterable[Section] = (), name: str = "", **columns: Any) -> User:
    """Return a new user at the desk with `role`, "" for none; an editor works in `sections`."""
    name = name or f"{role or 'nobody'} {get_user_model().objects.count()}".lower().replace(" ", "-")
    user: User = get_user_model().objects.create_user(name, password="geheim-genug", is_staff=True, **columns)
    if role:
        user.groups.add(group(role))
    if sections := list(sections):
        StaffMember.objects.create(user=user).sections.set(sections)
    return user


def group(role: str) -> Group:
    """Return the group of a role. A test that ends with an empty database takes the migration's groups with it."""
    if not Group.objects.filter(name=role).exists():
        import_module("articles.migrations.0006_roles").make_roles(apps, None)
    return Group.objects.get(name=role)
