"""Photo galleries: pictures in an order, with a title and pages of their own."""

import uuid as uuid_module

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from articles.models.masthead import Section
from articles.models.pictures import Picture
from articles.models.status import EMBARGO_HELP, Status
from articles.models.tags import TaggedGallery


class Gallery(models.Model):  # type: ignore[django-manager-missing]  # taggit's has no types
    """The working copy of a gallery."""

    uuid = models.UUIDField(_("UUID"), default=uuid_module.uuid4, unique=True, editable=False)
    kicker = models.CharField(_("kicker"), max_length=300, blank=True)
    title = models.TextField(_("title"), blank=True)
    slug = models.SlugField(_("address"), max_length=100, blank=True)
    teaser = models.TextField(_("teaser"), blank=True)
    section = models.ForeignKey(
        Section, models.PROTECT, verbose_name=_("section"), blank=True, null=True, related_name="galleries"
    )
    language = models.CharField(_("language"), max_length=10, default="de")
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.DRAFT, editable=False)
    published_at = models.DateTimeField(_("first published"), blank=True, null=True)
    pictures = models.ManyToManyField(
        Picture, verbose_name=_("pictures"), through="GalleryPicture", related_name="galleries"
    )
    embargo_until = models.DateTimeField(_("embargo until"), blank=True, null=True, help_text=EMBARGO_HELP)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("created by"), blank=True, null=True,
        editable=False, related_name="+",
    )  # fmt: skip
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True, db_index=True)

    tags = TaggableManager(_("topics"), through=TaggedGallery, blank=True)

    class Meta:
        verbose_name = _("gallery")
        verbose_name_plural = _("galleries")
        ordering = ("-changed_at", "-pk")
        indexes = (models.Index(fields=("status", "-changed_at"), name="gallery_standing"),)
        permissions = (("publish_gallery", _("Can publish galleries in the sections given")),)

    def __str__(self) -> str:
        return self.title or str(_("Gallery without title"))


class GalleryPicture(models.Model):
    """A picture's place in a gallery, with a caption of its own where the picture's does not fit."""

    gallery = models.ForeignKey(Gallery, models.CASCADE, verbose_name=_("gallery"), related_name="places")
    picture = models.ForeignKey(Picture, models.PROTECT, verbose_name=_("picture"), related_name="places")
    position = models.PositiveIntegerField(_("position"), default=0)
    caption = models.TextField(_("caption here"), blank=True, help_text=_("Empty: the picture's own caption."))

    class Meta:
        verbose_name = _("picture in the gallery")
        verbose_name_plural = _("pictures in the gallery")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.caption or str(self.picture)
