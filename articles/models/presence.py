"""Who has which piece open at the desk."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.galleries import Gallery
from articles.models.stories import Article


class Presence(models.Model):
    """An open form: one for each editing session, kept fresh by the page and forgotten a while after it was closed."""

    session = models.UUIDField(_("editing session"), primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("person"), related_name="+")
    article = models.ForeignKey(
        Article, models.CASCADE, verbose_name=_("article"), blank=True, null=True, related_name="presences"
    )
    gallery = models.ForeignKey(
        Gallery, models.CASCADE, verbose_name=_("gallery"), blank=True, null=True, related_name="presences"
    )
    opened_at = models.DateTimeField(_("opened at"))
    seen_at = models.DateTimeField(_("seen at"), db_index=True)

    class Meta:
        verbose_name = _("open form")
        verbose_name_plural = _("open forms")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(article__isnull=True) ^ models.Q(gallery__isnull=True), name="presence_one_parent"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.article or self.gallery}"
