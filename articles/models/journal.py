"""The record of what was done at the desk. Entries are added and never changed; the database refuses both."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AppendOnly(Exception):
    """An entry of the journal was to be changed or deleted."""


class JournalQuerySet(models.QuerySet["JournalEntry"]):
    """Entries can be read and added. What comes round to an update or a deletion (`bulk_update`) ends here too."""

    def bulk_create(self, objs: Any, *args: Any, **options: Any) -> "list[JournalEntry]":
        """Add entries; refuse to change those that are there instead."""
        if options.get("update_conflicts"):
            raise AppendOnly("The journal is append-only: write another entry.")
        return super().bulk_create(objs, *args, **options)

    def update(self, **_columns: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnly("The journal is append-only: write another entry.")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise AppendOnly("The journal is append-only: nothing is deleted from it.")

    def _raw_delete(self, using: str | None) -> NoReturn:
        """Refuse what Django deletes without asking `delete`."""
        raise AppendOnly("The journal is append-only: nothing is deleted from it.")


class JournalEntry(models.Model):
    """Who did what, when, from where, on what.

    What it was done on is named by kind and key and by its title as it was then: it may be gone by now.
    """

    class Kind(models.TextChoices):
        """What was done."""

        LOGIN = "login", _("Logged in")
        LOGIN_FAILED = "login_failed", _("Failed to log in")
        LOCKED_OUT = "locked_out", _("Locked out")
        LOGOUT = "logout", _("Logged out")
        PASSWORD = "password", _("Password changed")
        SECOND_FACTOR = "second_factor", _("Second factor changed")
        SESSION_ENDED = "session_ended", _("Session ended")
        RIGHTS = "rights", _("Rights changed")
        SUBMITTED = "submitted", _("Submitted for review")
        TAKEN_BACK = "taken_back", _("Taken back from review")
        SENT_BACK = "sent_back", _("Sent back to the author")
        REOPENED = "reopened", _("Taken up again")
        SCHEDULED = "scheduled", _("Scheduled")
        UNSCHEDULED = "unscheduled", _("Taken off the schedule")
        SCHEDULE_FAILED = "schedule_failed", _("Not published in time")
        PUBLISHED = "published", _("Published")
        OVERRIDE = "override", _("Published in spite of checks")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        DELETED = "deleted", _("Deleted")
        PREVIEW_LINK = "preview_link", _("Preview link made or taken back")
        IMPORTED = "imported", _("Imported")
        IMPORT_FAILED = "import_failed", _("Import failed")

    at = models.DateTimeField(_("at"))
    kind = models.CharField(_("what"), max_length=20, choices=Kind)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("person"), blank=True, null=True, related_name="+"
    )
    by_name = models.CharField(_("name"), max_length=200, blank=True, help_text=_("As it was then, or as typed."))
    origin = models.CharField(_("from where"), max_length=100, blank=True, help_text=_("An address, or a command."))
    subject_kind = models.CharField(_("kind of thing"), max_length=50, blank=True)
    subject_id = models.BigIntegerField(_("key"), blank=True, null=True)
    subject = models.TextField(_("on what"), blank=True)
    note = models.TextField(_("note"), blank=True)
    details = models.JSONField(_("details"), default=dict, blank=True)

    objects = JournalQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the journal")
        verbose_name_plural = _("journal")
        ordering = ("-at", "-pk")
        default_permissions = ("view",)
        indexes = (
            models.Index(fields=("-at", "-id"), name="journal_newest"),
            models.Index(fields=("kind", "-at", "-id"), name="journal_kind"),
            models.Index(fields=("by", "-at", "-id"), name="journal_person"),
            models.Index(fields=("subject_kind", "subject_id", "-at", "-id"), name="journal_subject"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.subject or self.by_name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new entry; refuse to change one."""
        if not self._state.adding:
            raise AppendOnly("The journal is append-only: write another entry.")
        # With a key of its own Django would look for a row to change first.
        super().save(*args, **kwargs | {"force_insert": True})

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnly("The journal is append-only: nothing is deleted from it.")
