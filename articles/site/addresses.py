"""Addresses of the pages of a gallery. The id decides; slug and section are for people."""

from collections.abc import Sequence

from django.urls import reverse

from articles.models.releases import Release


def picture_address(release: Release, number: int) -> str:
    """Return the path of the page of picture `number`, counted from 1, of a gallery's release."""
    return gallery_address((release.section.slug, release.slug, release.gallery_id), number)


def gallery_address(gallery: Sequence[str | int | None], number: int) -> str:
    """Return the path of the page of picture `number` of a gallery: its section's slug, its own slug and its id."""
    return reverse("site:gallery", args=(*gallery, number))
