"""Where a piece stands on its way to the readers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """The working status of an article or a gallery."""

    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


EMBARGO_HELP = _("Nobody publishes it before; only the chief editor may, with a reason.")


class Change(models.TextChoices):
    """What publishing a change means for readers."""

    TYPO = "typo", _("Typo")  # moves no date
    UPDATE = "update", _("Update")  # moves the date of the update
    CORRECTION = "correction", _("Correction")  # moves it too, and tells readers what was wrong
