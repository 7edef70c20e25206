"""What is to be published at a time."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.galleries import Gallery
from articles.models.releases import Release
from articles.models.status import Change
from articles.models.stories import Article


class ScheduleQuerySet(models.QuerySet["Schedule"]):
    """Schedules by whether they are still to happen."""

    def open(self) -> Self:
        """Return what is neither done nor called off."""
        return self.filter(done_at__isnull=True, cancelled_at__isnull=True)

    def due(self, now: datetime.datetime) -> Self:
        """Return what is open and due at `now`, the earliest first."""
        return self.open().filter(at__lte=now).order_by("at", "pk")


class Schedule(models.Model):
    """A publication that is to happen at a time, kept for ever once it has.

    A piece that readers do not see yet is published as it stands when the time has come: `document` is None. A change
    to a live piece is put aside in `document`, beside the text it was made from (`base`), so that the piece can be
    corrected meanwhile.
    """

    article = models.ForeignKey(
        Article, models.CASCADE, verbose_name=_("article"), blank=True, null=True, related_name="schedules"
    )
    gallery = models.ForeignKey(
        Gallery, models.CASCADE, verbose_name=_("gallery"), blank=True, null=True, related_name="schedules"
    )
    at = models.DateTimeField(_("at"))
    zone = models.CharField(_("time zone"), max_length=64, help_text=_("In which the time was chosen."))
    document = models.JSONField(_("change"), blank=True, null=True)
    base = models.JSONField(_("made from"), blank=True, null=True)
    change = models.CharField(_("kind of change"), max_length=20, choices=Change, blank=True)
    note = models.TextField(_("note to readers"), blank=True)
    override = models.TextField(_("published in spite of checks, because"), blank=True)
    made_at = models.DateTimeField(_("scheduled at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("by"), blank=True, null=True, related_name="+"
    )
    done_at = models.DateTimeField(_("done at"), blank=True, null=True)
    release = models.ForeignKey(
        Release, models.SET_NULL, verbose_name=_("release"), blank=True, null=True, related_name="+"
    )
    cancelled_at = models.DateTimeField(_("called off at"), blank=True, null=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("called off by"), blank=True, null=True,
        related_name="+",
    )  # fmt: skip
    tried_at = models.DateTimeField(_("last tried at"), blank=True, null=True)
    failure = models.TextField(_("why it was not published"), blank=True)

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        verbose_name = _("scheduled publication")
        verbose_name_plural = _("scheduled publications")
        ordering = ("at", "pk")
        default_permissions = ()  # who may publish may schedule
        constraints = (
            models.CheckConstraint(
                condition=models.Q(article__isnull=True) ^ models.Q(gallery__isnull=True), name="schedule_one_parent"
            ),
            models.UniqueConstraint(
                fields=("article",),
                condition=models.Q(done_at__isnull=True, cancelled_at__isnull=True),
                name="schedule_article_open_once",
            ),
            models.UniqueConstraint(
                fields=("gallery",),
                condition=models.Q(done_at__isnull=True, cancelled_at__isnull=True),
                name="schedule_gallery_open_once",
            ),
        )
        indexes = (
            models.Index(
                fields=("at", "id"),
                condition=models.Q(done_at__isnull=True, cancelled_at__isnull=True),
                name="schedule_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.article or self.gallery}: {self.at.isoformat()}"
