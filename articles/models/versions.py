"""The history of the working copy."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from articles.models.galleries import Gallery
from articles.models.stories import Article


class Version(models.Model):
    """What the working copy of a piece was after a save, as a Document in JSON."""

    class Kind(models.TextChoices):
        """What made the version."""

        EDIT = "edit", _("Edit")
        IMPORT = "import", _("Import")

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

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(article__isnull=True) ^ models.Q(gallery__isnull=True), name="version_one_parent"
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
