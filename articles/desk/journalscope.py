"""Who reads which entries of the journal: what was done to a piece, those read who may see the piece.

A technician reads who signed in, who gave whom which rights and what was imported, and learns no headline of a draft.
What Django logs of the forms of the admin is shown by the same rule.
"""

from typing import Any, Final

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Cast

from articles.desk import rights
from articles.models import Article, Gallery, JournalEntry

PIECES: Final[tuple[type[models.Model], ...]] = (Article, Gallery)
# Who may be at the desk and what they may do: for everybody who may read the journal.
PEOPLE: Final[tuple[type[models.Model], ...]] = (get_user_model(), Group)


def subject_kinds() -> dict[str, type[models.Model]]:
    """Return the kinds of things that something can be done to, by the names that entries have for them."""
    models_there = (*PEOPLE, *apps.get_app_config("articles").get_models())
    return {str(model._meta.model_name): model for model in models_there}


def visible_entries(*, to: Any) -> "models.QuerySet[JournalEntry]":
    """Return the entries that `to` may read; whether they may read the journal at all, the caller has asked.

    What is gone has no row to ask about: entries about deleted pieces are for those who work in every section. Adds
    conditions to the query, no query of its own but for the permissions and sections of `to`.
    """
    rows = JournalEntry.objects.all()
    whole = {name for name, model in subject_kinds().items() if _all_seen(model, to)}
    if whole == set(subject_kinds()):
        return rows
    seen = models.Q(subject_kind__in={"", *whole})
    for model in PIECES:
        name = str(model._meta.model_name)
        if name not in whole and rights.reads(to, model):
            pieces = rights.visible(model._default_manager.order_by(), to=to)
            seen |= models.Q(subject_kind=name, subject_id__in=pieces.values("pk"))
    return rows.filter(seen)


def visible_log(*, to: Any) -> "models.QuerySet[LogEntry]":
    """Return what Django logged of the admin and `to` may read, by the same rule. Two queries for the kinds."""
    kinds = ContentType.objects.get_for_models(*subject_kinds().values())
    whole = [kind for model, kind in kinds.items() if _all_seen(model, to)]
    seen = models.Q(content_type__in=whole)
    for model in PIECES:
        if kinds[model] not in whole and rights.reads(to, model):
            pieces = rights.visible(model._default_manager.order_by(), to=to)
            keys = pieces.annotate(key=Cast("pk", models.TextField())).values("key")
            seen |= models.Q(content_type=kinds[model], object_id__in=keys)
    return LogEntry.objects.filter(seen)


def _all_seen(model: type[models.Model], user: Any) -> bool:
    """Return whether `user` may read about every row of a kind."""
    if model in PEOPLE:
        return True
    return rights.reads(user, model) and (not rights.hangs_on_pieces(model) or rights.works_everywhere(user))
