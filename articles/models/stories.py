"""Articles as the desk works on them, with byline and related links."""

import uuid as uuid_module
from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField
from taggit.managers import TaggableManager

from articles.body import EXTENSIONS, sanitise
from articles.models.masthead import Section
from articles.models.people import Agency, Author
from articles.models.pictures import Picture
from articles.models.status import EMBARGO_HELP, Status
from articles.models.tags import TaggedArticle


class ArticleQuerySet(models.QuerySet["Article"]):
    """Working copies; readers never see these."""

    def with_headline_key(self, keys: Iterable[str]) -> Self:
        """Return the articles whose headline, with or without kicker, has one of `keys`, oldest first."""
        keys = list(keys)
        return self.filter(models.Q(headline_key__in=keys) | models.Q(line_key__in=keys)).order_by("pk")


class Article(models.Model):  # type: ignore[django-manager-missing]  # taggit's has no types
    """The working copy of an article. What readers see is its live `Release`."""

    uuid = models.UUIDField(_("UUID"), default=uuid_module.uuid4, unique=True, editable=False)
    kicker = models.CharField(_("kicker"), max_length=300, blank=True)
    headline = models.TextField(_("headline"), blank=True)
    slug = models.SlugField(_("address"), max_length=100, blank=True, help_text=_("Made from the headline if empty."))
    teaser = models.TextField(_("teaser"), blank=True)
    lead_picture = models.ForeignKey(
        Picture, models.PROTECT, verbose_name=_("lead picture"), blank=True, null=True, related_name="leads"
    )
    body = ProseEditorField(_("text"), extensions=EXTENSIONS, sanitize=sanitise, blank=True)
    section = models.ForeignKey(
        Section, models.PROTECT, verbose_name=_("section"), blank=True, null=True, related_name="articles"
    )
    byline_printed = models.TextField(
        _("byline as printed"), blank=True, help_text=_("Only where it says more than its parts.")
    )
    language = models.CharField(_("language"), max_length=10, default="de")
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.DRAFT, editable=False)
    published_at = models.DateTimeField(
        _("first published"), blank=True, null=True, help_text=_("Empty: the moment of the first publication.")
    )
    updated_at = models.DateTimeField(_("updated for readers"), blank=True, null=True)
    reference = models.CharField(
        _("import reference"), max_length=255, blank=True, editable=False, help_text=_("The file it came from.")
    )
    headline_key = models.CharField(max_length=200, blank=True, editable=False, db_index=True)
    line_key = models.CharField(max_length=200, blank=True, editable=False, db_index=True)
    # About the work, not part of the text: restoring an old text lifts no embargo.
    embargo_until = models.DateTimeField(_("embargo until"), blank=True, null=True, help_text=EMBARGO_HELP)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("created by"), blank=True, null=True,
        editable=False, related_name="+",
    )  # fmt: skip
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True, db_index=True)

    tags = TaggableManager(_("topics"), through=TaggedArticle, blank=True)
    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ("-changed_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("reference",), condition=~models.Q(reference=""), name="article_reference_unique"
            ),
        )
        indexes = (
            models.Index(fields=("published_at",), name="article_published_at"),
            models.Index(fields=("status", "-changed_at"), name="article_standing"),
        )
        permissions = (
            ("publish_article", _("Can publish articles in the sections given")),
            ("override_preflight", _("Can publish in spite of a check or an embargo, with a reason")),
        )

    def __str__(self) -> str:
        return self.headline or str(_("Article without headline"))

    @property
    def line(self) -> str:
        """Kicker and headline as printed in one line."""
        return ": ".join(part for part in (self.kicker, self.headline) if part)


class Contribution(models.Model):
    """One name in an article's byline: an author, or an agency."""

    class Role(models.TextChoices):
        """What somebody did for the article."""

        WRITING = "writing", _("Text")
        EDITING = "editing", _("Editing")
        PHOTO = "photo", _("Photo")

    article = models.ForeignKey(Article, models.CASCADE, verbose_name=_("article"), related_name="contributions")
    author = models.ForeignKey(
        Author, models.PROTECT, verbose_name=_("author"), blank=True, null=True, related_name="contributions"
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, verbose_name=_("agency"), blank=True, null=True, related_name="contributions"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.WRITING)
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("name in the byline")
        verbose_name_plural = _("byline")
        ordering = ("position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(author__isnull=True) ^ models.Q(agency__isnull=True),
                name="contribution_author_or_agency",
                violation_error_message=_("Choose either an author or an agency."),
            ),
        )

    def __str__(self) -> str:
        return str(self.author or self.agency)


class RelatedLink(models.Model):
    """A "read also" line in an article. It points to an article once one with that headline exists.

    One that was put into the text of an article that nobody has saved yet has no article.
    """

    uuid = models.UUIDField(_("UUID"), default=uuid_module.uuid4, unique=True, editable=False)
    article = models.ForeignKey(
        Article, models.CASCADE, verbose_name=_("article"), blank=True, null=True, related_name="related_links"
    )
    label = models.TextField(_("label"), blank=True, help_text=_("Such as “Lesen Sie auch”."))
    title = models.TextField(_("title as printed"), blank=True)
    title_key = models.CharField(max_length=200, blank=True, editable=False)
    target = models.ForeignKey(
        Article, models.SET_NULL, verbose_name=_("points to"), blank=True, null=True, related_name="inbound_links"
    )
    url = models.URLField(_("or to an address"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("related link")
        verbose_name_plural = _("related links")
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(target__isnull=True) | models.Q(url=""),
                name="related_link_article_or_url",
                violation_error_message=_("A link points to an article or to an address, not to both."),
            ),
        )
        indexes = (
            models.Index(
                fields=("title_key",),
                condition=models.Q(target__isnull=True, url=""),
                name="related_link_unresolved",
            ),
        )

    def __str__(self) -> str:
        return ": ".join(part for part in (self.label, self.title) if part) or str(_("Empty link"))
