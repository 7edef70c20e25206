"""Who may do what: each change of a person, a role or a section given, by whatever door, with before and after.

Django's own forms and commands change these rows, so the rows themselves are watched. What passes by them (`update` of
a QuerySet, a fixture) is not seen.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import models
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from django.utils import timezone

from articles.desk.journal import Deed, Kind, enter_all
from articles.desk.origins import actor
from articles.models import StaffMember

Person = get_user_model()
# An e-mail address opens an account by a reset. That it changed is entered; the addresses are nobody's business.
HIDDEN: Final = ("email",)
WATCHED: Final[dict[type[models.Model], tuple[str, ...]]] = {
    Person: ("username", "is_active", "is_staff", "is_superuser", *HIDDEN),
    Group: ("name",),
}


class Relation(NamedTuple):
    """A table that says who has what.

    Args:
        field: the field of the person or role.
        words: the columns of what is given that make its name.
    """

    field: Any
    words: tuple[str, ...]

    def names(self, owners: Iterable[Any]) -> dict[Any, list[str]]:
        """Return what each of `owners`, keys, has, in order of name. One query."""
        target = self.field.m2m_reverse_field_name()
        found: dict[Any, list[str]] = defaultdict(list)
        rows = self._rows().filter(**{f"{self.field.m2m_field_name()}__in": list(owners)})
        columns = (f"{target}__{word}" for word in self.words)
        for owner, *words in rows.values_list(self.field.m2m_field_name(), *columns):
            found[owner].append(".".join(words))
        return {owner: sorted(names) for owner, names in found.items()}

    def owners_of(self, given: Any) -> list[Any]:
        """Return the keys of all who have `given`. One query."""
        rows = self._rows().filter(**{self.field.m2m_reverse_field_name(): given})
        return list(rows.values_list(self.field.m2m_field_name(), flat=True))

    def _rows(self) -> Any:
        return self.field.remote_field.through._default_manager.order_by()


RELATIONS: Final[dict[Any, Relation]] = {
    field.remote_field.through: Relation(field, words)
    for field, words in (
        (Person._meta.get_field("groups"), ("name",)),
        (Person._meta.get_field("user_permissions"), ("content_type__app_label", "codename")),
        (Group._meta.get_field("permissions"), ("content_type__app_label", "codename")),
        (StaffMember._meta.get_field("sections"), ("name",)),
    )
}


# --- a person, a role ---------------------------------------------------------------------------------------


def before_save(sender: Any, instance: Any, raw: Any, update_fields: Any, **_signal: Any) -> None:
    """Remember what a row said before. One query, none where nothing that is watched is saved."""
    instance._before = None
    columns = [name for name in WATCHED[sender] if update_fields is None or name in update_fields]
    if not raw and columns and not instance._state.adding:
        instance._before = sender._default_manager.filter(pk=instance.pk).values(*columns).first()


def after_save(sender: Any, instance: Any, created: Any, raw: Any, **_signal: Any) -> None:
    """Enter what differs. A password that is stored in a better way at a login was not changed, and is not entered."""
    instance._is_fixture = raw
    if raw:
        return
    before = instance.__dict__.pop("_before", None) or {}
    if created:
        shown = (name for name in WATCHED[sender] if name not in HIDDEN)
        changes: dict[str, Any] = {"new": True, **{name: getattr(instance, name) for name in shown}}
    else:
        changes = {name: _change(name, was, getattr(instance, name)) for name, was in before.items()}
        changes = {name: change for name, change in changes.items() if change}
    if changes:
        _enter(Kind.RIGHTS, [Deed(instance, details=changes)])
    # Set while a password is being changed, and on no other save.
    if not created and getattr(instance, "_password", None) is not None:
        _enter(Kind.PASSWORD, [Deed(instance)])


def _change(name: str, before: Any, after: Any) -> dict[str, Any] | None:
    if before == after:
        return None
    return {"changed": True} if name in HIDDEN else {"before": before, "after": after}


def before_deletion(instance: Any, **_signal: Any) -> None:
    """Remember the key, which is gone with the row."""
    instance._key = instance.pk


def after_deletion(sender: Any, instance: Any, **_signal: Any) -> None:
    """Enter that a person or a role is gone."""
    _enter(Kind.DELETED, [Deed(sender(pk=instance._key), title=str(instance))])


for model in WATCHED:
    pre_save.connect(before_save, sender=model, dispatch_uid=f"journal before {model.__name__}")
    post_save.connect(after_save, sender=model, dispatch_uid=f"journal after {model.__name__}")
    pre_delete.connect(before_deletion, sender=model, dispatch_uid=f"journal before deletion {model.__name__}")
    post_delete.connect(after_deletion, sender=model, dispatch_uid=f"journal deletion {model.__name__}")


# --- what somebody has --------------------------------------------------------------------------------------


@receiver(m2m_changed)
def given(sender: Any, instance: Any, action: str, reverse: Any, pk_set: Any, **_signal: Any) -> None:
    """Enter which groups, permissions or sections somebody has now. Three queries and a statement for each change."""
    relation = RELATIONS.get(sender)
    if relation is None or getattr(instance, "_is_fixture", False):
        return
    if action.startswith("pre_"):
        owners = _owners(relation, instance, reverse=reverse, keys=pk_set)
        instance._had = (owners, relation.names(owners))
    elif hasattr(instance, "_had"):
        owners, had = instance.__dict__.pop("_had")
        _enter_given(relation, owners, had)


def _owners(relation: Relation, instance: Any, *, reverse: bool, keys: Any) -> list[Any]:
    if not reverse:
        return [instance.pk]
    return list(keys) if keys is not None else relation.owners_of(instance)


def _enter_given(relation: Relation, owners: list[Any], had: dict[Any, list[str]]) -> None:
    has = relation.names(owners)
    changed = [owner for owner in owners if had.get(owner) != has.get(owner)]
    if not changed:
        return
    model: Any = Group if relation.field.model is Group else Person
    name = relation.field.name
    _enter(
        Kind.RIGHTS,
        [
            Deed(row, details={name: {"before": had.get(row.pk, []), "after": has.get(row.pk, [])}})
            for row in model._default_manager.filter(pk__in=changed).order_by("pk")
        ],
    )


@receiver(pre_delete, sender=StaffMember)
def sections_taken(instance: StaffMember, origin: Any = None, **_signal: Any) -> None:
    """Enter that somebody has no sections any more; where the person goes, that says it all."""
    if getattr(origin, "model", type(origin)) is not StaffMember:
        return
    sections = sorted(instance.sections.values_list("name", flat=True))
    if sections:
        _enter(Kind.RIGHTS, [Deed(instance.user, details={"sections": {"before": sections, "after": []}})])


def _enter(kind: Kind, deeds: list[Deed]) -> None:
    enter_all(kind=kind, by=actor(), now=timezone.now(), deeds=deeds)
