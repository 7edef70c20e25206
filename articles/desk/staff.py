"""Who may manage whom: nobody gives away what they do not hold, and nobody takes over an account that holds more."""

from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q, QuerySet

from articles.desk.rights import EVERY_SECTION, sections_of, works_everywhere
from articles.models import Section


def held_by(person: User) -> frozenset[str]:
    """Return the permissions that groups and person give, also of somebody who is shut out now. One query."""
    rows = Permission.objects.order_by().filter(Q(group__user=person) | Q(user=person)).distinct()
    return frozenset(f"{app}.{name}" for app, name in rows.values_list("content_type__app_label", "codename"))


def may_manage(user: Any, person: User) -> bool:
    """Return whether `user` may change, shut out and give rights to `person`. Five queries at most.

    Superusers may; everybody else only where they hold all that the person holds, permissions and sections. Nobody
    manages themselves: what is one's own to change (name, address), the form knows.
    """
    if user is None or person._state.adding:
        return True
    if not user.is_active or user.pk == person.pk:
        return False
    if user.is_superuser:
        return True
    return not person.is_superuser and user.has_perms(held_by(person)) and _works_wherever(user, person)


def _works_wherever(user: Any, person: User) -> bool:
    return works_everywhere(user) or sections_of(person) <= sections_of(user)


def grantable_groups(user: Any) -> "QuerySet[Group]":
    """Return the groups that `user` may give to others: those with no permission that `user` does not hold.

    Two queries, one for superusers.
    """
    groups = Group.objects.order_by("name")
    if user is None or user.is_superuser:
        return groups
    more: set[int] = set()
    granted = Permission.objects.order_by().filter(group__isnull=False)
    for group, app, name in granted.values_list("group", "content_type__app_label", "codename"):
        if not user.has_perm(f"{app}.{name}"):
            more.add(group)
    return groups.exclude(pk__in=more)


def grantable_sections(user: Any) -> "QuerySet[Section]":
    """Return the sections that `user` may give to others: every one, or those given to `user`."""
    return Section.objects.all() if works_everywhere(user) else Section.objects.filter(pk__in=sections_of(user))


def grantable_permissions(user: Any) -> "QuerySet[Permission]":
    """Return the permissions that `user` may put into a group: their own. Two queries, one for superusers."""
    rows = Permission.objects.select_related("content_type")
    if user is None or user.is_superuser:
        return rows
    held = user.get_all_permissions()
    return rows.filter(pk__in=[row.pk for row in rows if f"{row.content_type.app_label}.{row.codename}" in held])


def works_in_every_section(person: User) -> bool:
    """Return whether the groups of `person` let them work in every section. One query."""
    return person.is_superuser or EVERY_SECTION in held_by(person)
