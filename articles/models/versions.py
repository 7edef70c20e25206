"""The history of the working copy."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from articles.models.galleries import Gallery
from articles.models.stories import Article


class VersionQuerySet(models.QuerySet["Version"]):
    """Versions by who may see them. An autosave is its writer's own; everything else is the desk's history."""

    def history(self) -> Self:
        """Return what the working copies were: every version but the autosaves."""
        return self.exclude(kind=Version.Kind.AUTOSAVE)

    def visible_to(self, user: Any) -> Self:
        """Return the history and the autosaves of `user`."""
        return self.exclude(models.Q(kind=Version.Kind.AUTOSAVE) & ~models.Q(by=user.pk))

    def open_autosaves(self) -> Self:
        """Return what was typed and neither saved nor put away since."""
        return self.filter(kind=Version.Kind.AUTOSAVE, closed_at__isnull=True)


class Version(models.Model):
    """What the working copy of a piece was after a save, as a Document in JSON; or what somebody is typing.

    An autosave is private to its writer. There is one for each editing session, overwritten while the writer types;
    it keeps the fields of the form as they were typed, so that it can be taken up where it was left, and the
    document that the session began with, so that it can be merged. One of a piece that was never saved has no
    parent yet.
    """

    class Kind(models.TextChoices):
        """What made the version."""

        EDIT = "edit", _("Edit")
        IMPORT = "import", _("Import")
        MERGE = "merge", _("Merged edit")
        RESTORE = "restore", _("Restored")
        AUTOSAVE = "autosave", _("Autosave")

    article = models.ForeignKey(
        Article, models.CASCADE, verbose_name=_("article"), blank=True, null=True, related_name="versions"
    )
    gallery = models.ForeignKey(
        Gallery, models.CASCADE, verbose_name=_("gallery"), blank=True, null=True, related_name="versions"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    document = models.JSONField(_("document"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("by"), blank=True, null=True, related_name="+"
    )
    created_at = models.DateTimeField(_("at"))
    session = models.UUIDField(_("editing session"), blank=True, null=True, unique=True, editable=False)
    piece_kind = models.CharField(_("kind of piece"), max_length=20, blank=True, editable=False)
    base = models.JSONField(_("began with"), blank=True, null=True, editable=False)
    form = models.JSONField(_("fields as typed"), blank=True, null=True, editable=False)
    closed_at = models.DateTimeField(_("put away at"), blank=True, null=True, editable=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=(models.Q(article__isnull=True) ^ models.Q(gallery__isnull=True))
                | models.Q(kind="autosave", article__isnull=True, gallery__isnull=True),
                name="version_one_parent",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="autosave", session__isnull=False) | ~models.Q(kind="autosave"),
                name="version_autosave_has_session",
            ),
        )
        indexes = (
            models.Index(fields=("article", "-created_at", "-id"), name="version_of_article"),
            models.Index(fields=("gallery", "-created_at", "-id"), name="version_of_gallery"),
            models.Index(fields=("-created_at", "-id"), name="version_newest"),
            models.Index(
                fields=("by", "-created_at"),
                condition=models.Q(kind="autosave", closed_at__isnull=True),
                name="version_open_autosaves",
            ),
        )

    def __str__(self) -> str:
        moment = date_format(timezone.localtime(self.created_at), "SHORT_DATETIME_FORMAT")
        return f"{self.get_kind_display()} {moment}"


class ImportedDocument(models.Model):
    """The Document that an article's source last said, before anybody edited it: the base of the next merge."""

    article = models.OneToOneField(
        Article, models.CASCADE, verbose_name=_("article"), primary_key=True, related_name="imported"
    )
    digest = models.CharField(_("digest"), max_length=64)
    document = models.JSONField(_("document"))

    class Meta:
        verbose_name = _("imported text")
        verbose_name_plural = _("imported texts")

    def __str__(self) -> str:
        return str(self.article)
