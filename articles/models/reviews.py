"""Previews by link for people without an account, and what they have to say about a text."""

import uuid as uuid_module

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.galleries import Gallery
from articles.models.stories import Article


class PreviewLink(models.Model):
    """Leave for whoever has the link to see a working copy until a time. The link itself is signed, not stored."""

    uuid = models.UUIDField(_("UUID"), default=uuid_module.uuid4, unique=True, editable=False)
    article = models.ForeignKey(
        Article, models.CASCADE, verbose_name=_("article"), blank=True, null=True, related_name="preview_links"
    )
    gallery = models.ForeignKey(
        Gallery, models.CASCADE, verbose_name=_("gallery"), blank=True, null=True, related_name="preview_links"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("by"), blank=True, null=True, related_name="+"
    )
    created_at = models.DateTimeField(_("at"))
    expires_at = models.DateTimeField(_("expires at"))
    revoked_at = models.DateTimeField(_("revoked at"), blank=True, null=True)

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(article__isnull=True) ^ models.Q(gallery__isnull=True),
                name="preview_link_one_parent",
            ),
        )

    def __str__(self) -> str:
        return str(self.article or self.gallery)


class Annotation(models.Model):
    """A comment on a paragraph, left by somebody who had a preview link; the desk ticks it off."""

    link = models.ForeignKey(PreviewLink, models.CASCADE, verbose_name=_("preview link"), related_name="annotations")
    number = models.PositiveIntegerField(_("paragraph"), help_text=_("Counted from 1; 0 is the head of the piece."))
    quotation = models.TextField(_("paragraph as it was"), blank=True)
    name = models.CharField(_("name"), max_length=100)
    text = models.TextField(_("comment"))
    created_at = models.DateTimeField(_("at"))
    done_at = models.DateTimeField(_("ticked off at"), blank=True, null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("ticked off by"), blank=True, null=True,
        related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = _("comment on a preview")
        verbose_name_plural = _("comments on previews")
        ordering = ("created_at", "pk")

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79].rstrip()}…"
