"""Topics: tags with German slugs, one table for each kind of tagged thing."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from articles.models.slugs import slug_of


class Tag(TagBase):
    """A topic that pieces share."""

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("name",)

    def slugify(self, tag: str, i: int | None = None) -> str:
        """Return the address of the topic, umlauts spelt out; `i` tells equal ones apart."""
        slug = slug_of(tag, limit=90) or "thema"
        return slug if i is None else f"{slug}-{i}"


class TaggedArticle(ItemBase):
    """An article has a topic."""

    content_object = models.ForeignKey("articles.Article", models.CASCADE, related_name="tagged_items")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="tagged_articles")

    class Meta:
        verbose_name = _("topic of an article")
        verbose_name_plural = _("topics of articles")
        constraints = (models.UniqueConstraint(fields=("content_object", "tag"), name="article_tag_once"),)


class TaggedGallery(ItemBase):
    """A gallery has a topic."""

    content_object = models.ForeignKey("articles.Gallery", models.CASCADE, related_name="tagged_items")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="tagged_galleries")

    class Meta:
        verbose_name = _("topic of a gallery")
        verbose_name_plural = _("topics of galleries")
        constraints = (models.UniqueConstraint(fields=("content_object", "tag"), name="gallery_tag_once"),)
