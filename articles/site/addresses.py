"""Addresses of what readers see, made from releases. The id decides; slug and section are for people."""

from collections.abc import Sequence

from django.urls import reverse

from articles.models.releases import Release


def address_of(release: Release) -> str:
    """Return the path of a release's page: the article, or the gallery's first picture.

    Reads the section: select it together with the release.
    """
    if release.gallery_id:
        return picture_address(release, 1)
    return reverse("site:article", args=(release.section.slug, release.slug, release.article_id))


def picture_address(release: Release, number: int) -> str:
    """Return the path of the page of picture `number`, counted from 1, of a gallery's release."""
    return gallery_address((release.section.slug, release.slug, release.gallery_id), number)


def gallery_address(gallery: Sequence[str | int | None], number: int) -> str:
    """Return the path of the page of picture `number` of a gallery: its section's slug, its own slug and its id."""
    return reverse("site:gallery", args=(*gallery, number))
