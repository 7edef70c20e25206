"""What readers may see: releases, frozen, numbered, never edited. Public code reads these and nothing else."""

from collections.abc import Sequence
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.galleries import Gallery
from articles.models.masthead import Section
from articles.models.people import Author
from articles.models.pictures import Picture
from articles.models.status import Change
from articles.models.stories import Article
from articles.models.tags import Tag


class ReleaseQuerySet(models.QuerySet["Release"]):
    """The one place that decides what is public."""

    def live(self) -> Self:
        """Return what readers may see now."""
        return self.filter(live=True)

    def articles(self) -> Self:
        """Return the releases of articles."""
        return self.filter(article__isnull=False)

    def galleries(self) -> Self:
        """Return the releases of galleries."""
        return self.filter(gallery__isnull=False)

    def newest_first(self) -> Self:
        """Return the releases by their first publication, the order that keyset pages go by."""
        return self.order_by("-published_at", "-pk")

    def in_any(self, pools: Sequence[models.QuerySet[Any, Any]]) -> Self:
        """Return the releases whose keys are in at least one of `pools`, each a short slice of keys.

        One statement for any number of pools. Each pool is wrapped, because a compound statement takes no
        LIMIT in its parts on SQLite.
        """
        wrapped = [Release.objects.order_by().filter(pk__in=pool).values_list("pk", flat=True) for pool in pools]
        if not wrapped:
            return self.none()
        return self.filter(pk__in=wrapped[0].union(*wrapped[1:], all=True) if len(wrapped) > 1 else wrapped[0])

    def for_list(self) -> Self:
        """Return the releases with what a teaser shows, without the document and the body."""
        return self.select_related("section", "picture").defer("document", "body")


class Release(models.Model):
    """One published state of an article or a gallery."""

    article = models.ForeignKey(
        Article, models.PROTECT, verbose_name=_("article"), blank=True, null=True, related_name="releases"
    )
    gallery = models.ForeignKey(
        Gallery, models.PROTECT, verbose_name=_("gallery"), blank=True, null=True, related_name="releases"
    )
    number = models.PositiveIntegerField(_("number"))
    live = models.BooleanField(_("live"), default=True)
    document = models.JSONField(_("document"))
    body = models.TextField(_("rendered text"), blank=True)
    kicker = models.CharField(_("kicker"), max_length=300, blank=True)
    headline = models.TextField(_("headline"))
    slug = models.SlugField(_("address"), max_length=100)
    teaser = models.TextField(_("teaser"), blank=True)
    section = models.ForeignKey(Section, models.PROTECT, verbose_name=_("section"), related_name="releases")
    picture = models.ForeignKey(
        Picture, models.PROTECT, verbose_name=_("lead picture"), blank=True, null=True, related_name="+"
    )
    picture_alt = models.TextField(_("alternative text"), blank=True)
    topics = models.JSONField(_("topics as shown"), default=list, help_text=_("Pairs of name and address."))
    gallery_pages = models.JSONField(
        _("pages of its galleries"),
        default=dict,
        help_text=_("Where each gallery in the text that was live has its pages."),
    )
    language = models.CharField(_("language"), max_length=10, default="de")
    published_at = models.DateTimeField(_("first published"))
    updated_at = models.DateTimeField(_("updated"), blank=True, null=True)
    change = models.CharField(_("change"), max_length=20, choices=Change, blank=True)
    note = models.TextField(_("note to readers"), blank=True)
    corrections = models.JSONField(
        _("corrections so far"),
        default=list,
        help_text=_("What readers are told was wrong, the newest first: at, note, and the words before and after."),
    )
    released_at = models.DateTimeField(_("released at"))
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("by"), blank=True, null=True, related_name="+"
    )
    withdrawal_note = models.TextField(_("note on the withdrawal"), blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), blank=True, null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("withdrawn by"),
        blank=True,
        null=True,
        related_name="+",
    )

    tags = models.ManyToManyField(Tag, verbose_name=_("topics"), through="ReleaseTag", related_name="releases")
    authors = models.ManyToManyField(
        Author, verbose_name=_("authors"), through="ReleaseAuthor", related_name="releases"
    )

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ("-released_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(article__isnull=True) ^ models.Q(gallery__isnull=True), name="release_one_parent"
            ),
            models.UniqueConstraint(fields=("article", "number"), name="release_article_number"),
            models.UniqueConstraint(fields=("gallery", "number"), name="release_gallery_number"),
            models.UniqueConstraint(
                fields=("article",), condition=models.Q(live=True), name="release_article_live_once"
            ),
            models.UniqueConstraint(
                fields=("gallery",), condition=models.Q(live=True), name="release_gallery_live_once"
            ),
        )
        indexes = (
            models.Index(fields=("-released_at", "-id"), name="release_newest"),
            models.Index(fields=("section", "-released_at", "-id"), name="release_newest_in_section"),
            models.Index(
                fields=("-published_at", "-id"),
                condition=models.Q(live=True, article__isnull=False),
                name="release_live_articles",
            ),
            models.Index(
                fields=("section", "-published_at", "-id"),
                condition=models.Q(live=True, article__isnull=False),
                name="release_live_in_section",
            ),
            models.Index(
                fields=("-published_at", "-id"),
                condition=models.Q(live=True, gallery__isnull=False),
                name="release_live_galleries",
            ),
        )

    def __str__(self) -> str:
        return f"{self.headline} ({self.number})"

    def get_absolute_url(self) -> str:
        """Return the path of the article's page, or of the gallery's first picture. Reads the section."""
        if self.gallery_id:
            return reverse("site:gallery", args=(self.section.slug, self.slug, self.gallery_id, 1))
        return reverse("site:article", args=(self.section.slug, self.slug, self.article_id))

    @property
    def line(self) -> str:
        """Kicker and headline as printed in one line."""
        return ": ".join(part for part in (self.kicker, self.headline) if part)


class ReleaseTag(models.Model):
    """A topic of a live release. The date is copied so that a topic's page is one walk along an index."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="topic_rows")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="release_rows")
    published_at = models.DateTimeField()

    class Meta:
        verbose_name = _("topic of a release")
        verbose_name_plural = _("topics of releases")
        constraints = (models.UniqueConstraint(fields=("release", "tag"), name="release_tag_once"),)
        indexes = (models.Index(fields=("tag", "-published_at", "-release"), name="release_tag_newest"),)

    def __str__(self) -> str:
        return str(self.tag)


class ReleaseAuthor(models.Model):
    """An author of a live release, in the byline's order; the date copied as in `ReleaseTag`."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="author_rows")
    author = models.ForeignKey(Author, models.PROTECT, related_name="release_rows")
    position = models.PositiveIntegerField()
    published_at = models.DateTimeField()

    class Meta:
        verbose_name = _("author of a release")
        verbose_name_plural = _("authors of releases")
        ordering = ("position", "pk")
        constraints = (models.UniqueConstraint(fields=("release", "author"), name="release_author_once"),)
        indexes = (models.Index(fields=("author", "-published_at", "-release"), name="release_author_newest"),)

    def __str__(self) -> str:
        return str(self.author)


class ReleaseLink(models.Model):
    """Where a related link of a live release leads. It waits without an article until one with that headline is live.

    Kept beside the release and not in it: the release stays as it was while the world around it grows.
    """

    release = models.ForeignKey(Release, models.CASCADE, related_name="link_rows")
    uuid = models.UUIDField()
    title_key = models.CharField(max_length=200, blank=True)
    article = models.ForeignKey(Article, models.SET_NULL, blank=True, null=True, related_name="release_links")

    class Meta:
        verbose_name = _("related link of a release")
        verbose_name_plural = _("related links of releases")
        constraints = (models.UniqueConstraint(fields=("release", "uuid"), name="release_link_once"),)
        indexes = (
            models.Index(fields=("title_key",), condition=models.Q(article__isnull=True), name="release_link_waiting"),
        )

    def __str__(self) -> str:
        return self.title_key
