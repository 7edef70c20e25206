"""What the readers' templates need besides their context: addresses, pictures, moments."""

import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from articles.models import Author, Release
from articles.site.corrections import Correction, corrections_of
from articles.site.layouts import PORTRAIT, teaser
from articles.site.pictures import Shown, show
from articles.site.slideshow import Slide
from articles.site.story import Story
from articles.site.structured import of_slide, of_story, script

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


@register.simple_tag(takes_context=True)
def structured(context: template.Context, page: Story | Slide) -> SafeString:
    """Return what search engines are told of the pictures of a page."""
    absolute = context["request"].build_absolute_uri
    return script(of_slide(page, absolute) if isinstance(page, Slide) else of_story(page, absolute))
