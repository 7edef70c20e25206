"""What the readers' templates need besides their context: addresses, pictures, moments."""

import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Author, Release
from articles.site.corrections import Correction, corrections_of
from articles.site.layouts import PORTRAIT, teaser
from articles.site.pictures import Shown, show

register = template.Library()


@register.filter
def address(release: Release) -> str:
    """Return the path of a release's page."""
    return release.get_absolute_url()


@register.filter
def moment(value: datetime.datetime) -> str:
    """Return a time as the site's language writes it, without seconds."""
    return date_format(timezone.localtime(value), "DATETIME_FORMAT")


@register.filter
def corrections(release: Release) -> tuple[Correction, ...]:
    """Return the corrections that a release tells, the newest first."""
    return corrections_of(release)


@register.simple_tag
def picture(release: Release, size: str, place: int = 1, total: int = 1) -> Shown:
    """Return the picture that stands for a release in lists; `size`, `place` and `total` as in `layouts.teaser`."""
    return show(release.picture, teaser(size, place, total), alt=release.picture_alt)


@register.simple_tag
def portrait(author: Author) -> Shown:
    """Return an author's portrait with its credit."""
    row = author.portrait
    return show(row, PORTRAIT, alt=row.alt_text if row else "", credit=row.credit if row else "")
