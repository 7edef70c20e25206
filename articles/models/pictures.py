"""Pictures with what belongs to them: caption, credit line, rights, focal point."""

import uuid as uuid_module
from pathlib import PurePosixPath

from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from imagefield.fields import ImageField, PPOIField

from articles.models.people import Agency
from articles.models.renditions import FORMATS


def original_path(picture: "Picture", filename: str) -> str:
    """Return where the original of `picture` is stored: a name that tells nothing of a draft and that nobody works out.

    The UUID of an imported picture follows from its text and caption, and where its renditions are follows from this
    name. So the name is made of the UUID with the secret of the house.
    """
    name = salted_hmac("articles.models.pictures", picture.uuid.hex, algorithm="sha256").hexdigest()[:32]
    return f"originals/{name[:2]}/{name}{PurePosixPath(filename).suffix.lower()}"


class Picture(models.Model):
    """A picture. Its file may be missing: a text names its pictures before anybody has them."""

    uuid = models.UUIDField(_("UUID"), default=uuid_module.uuid4, unique=True, editable=False)
    file = ImageField(
        _("file"),
        upload_to=original_path,
        width_field="width",
        height_field="height",
        ppoi_field="focal_point",
        formats=FORMATS,
        blank=True,
        max_length=200,
    )
    width = models.PositiveIntegerField(_("width"), blank=True, null=True, editable=False)
    height = models.PositiveIntegerField(_("height"), blank=True, null=True, editable=False)
    focal_point = PPOIField(_("focal point"))
    caption = models.TextField(_("caption"), blank=True)
    alt_text = models.TextField(
        _("alternative text"), blank=True, help_text=_("What is seen, for those who cannot see it. Not the caption.")
    )
    creator = models.TextField(_("creator"), blank=True)
    credit = models.TextField(_("credit line"), blank=True, help_text=_("As printed: Name/dpa."))
    agencies = models.ManyToManyField(Agency, verbose_name=_("agencies"), blank=True, related_name="pictures")
    copyright = models.TextField(_("copyright"), blank=True)
    usage_terms = models.TextField(_("usage terms"), blank=True)
    expires_on = models.DateField(_("expires on"), blank=True, null=True)
    digest = models.CharField(_("digest"), max_length=64, blank=True, editable=False, db_index=True)
    metadata = models.JSONField(_("metadata as found"), default=dict, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("created by"), blank=True, null=True,
        editable=False, related_name="+",
    )  # fmt: skip
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ("-created_at", "-pk")
        indexes = (
            models.Index(fields=("-created_at", "-id"), name="picture_newest"),
            models.Index(
                fields=("-created_at", "-id"),
                condition=models.Q(file="") | models.Q(credit="") | models.Q(alt_text=""),
                name="picture_unfinished",
            ),
        )

    def __str__(self) -> str:
        text = self.caption or self.alt_text or self.credit or str(_("Picture without caption"))
        return text if len(text) <= 80 else f"{text[:79].rstrip()}…"
