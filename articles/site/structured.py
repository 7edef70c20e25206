"""What pages tell search engines of their pictures, in the words of schema.org: whose they are and where they lie."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from articles.site.pictures import Shown
from articles.site.slideshow import Slide
from articles.site.story import Slides, Story

Absolute = Callable[[str], str]
_ESCAPES = {ord(letter): f"\\u{ord(letter):04X}" for letter in "<>&\u2028\u2029"}


def of_story(story: Story, absolute: Absolute) -> list[dict[str, Any]]:
    """Return the lead picture of an article's page and the galleries in its text; nothing where there are none."""
    page = absolute(story.release.get_absolute_url())
    found = [_gallery(gallery, page, absolute) for gallery in story.galleries]
    if story.lead and (lead := _image(story.lead, absolute)):
        found.insert(0, {"@type": "WebPage", "@id": page, "url": page, "primaryImageOfPage": lead})
    return [one for one in found if one]


def of_slide(slide: Slide, absolute: Absolute) -> list[dict[str, Any]]:
    """Return the gallery of a page: on the first one with all its pictures, on the others with the one shown there."""
    shown = slide.pictures if slide.number == 1 else [slide.picture]
    images = _images(shown, absolute)
    release = slide.release
    gallery = {
        "@type": "ImageGallery",
        "@id": absolute(slide.thumbnails[0][1]),
        "url": absolute(slide.thumbnails[slide.number - 1][1]),
        "name": release.line,
        "description": release.teaser,
        "inLanguage": release.language,
        "datePublished": release.published_at.isoformat(),
        "image": images,
    }
    return [_filled(gallery)] if images else []


def script(graph: list[dict[str, Any]]) -> SafeString:
    """Return the element that says it, "" where there is nothing to say. No browser runs it."""
    if not graph:
        return SafeString("")
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    # Nothing that an editor writes can end the element: inside JSON these letters may be written as numbers.
    return mark_safe(f'<script type="application/ld+json">{text.translate(_ESCAPES)}</script>')  # noqa: S308


def _gallery(gallery: Slides, page: str, absolute: Absolute) -> dict[str, Any]:
    images = _images(gallery.pictures, absolute)
    if not images:
        return {}
    address = absolute(gallery.address) if gallery.address else f"{page}#{gallery.anchor}"
    name = ": ".join(part for part in (gallery.kicker, gallery.title) if part)
    return _filled({"@type": "ImageGallery", "@id": address, "url": address, "name": name, "image": images})


def _images(pictures: Iterable[Shown], absolute: Absolute) -> list[dict[str, Any]]:
    return [image for picture in pictures if (image := _image(picture, absolute))]


def _image(picture: Shown, absolute: Absolute) -> dict[str, Any]:
    """Return a picture, {} while it has no renditions, or when readers may not see it any more."""
    if picture.large is None:
        return {}
    return _filled(
        {
            "@type": "ImageObject",
            "contentUrl": absolute(picture.large.address),
            "width": picture.large.width,
            "height": picture.large.height,
            "thumbnailUrl": absolute(picture.large.small),
            "caption": picture.caption or picture.alt,
            "creator": _creator(picture),
            "creditText": picture.credit,
            "copyrightNotice": picture.rights.copyright,
            "license": picture.rights.license_url,
        }
    )


def _creator(picture: Shown) -> dict[str, str] | None:
    creator, agencies = picture.rights.creator, picture.rights.agencies
    if creator and creator.lower() not in {agency.lower() for agency in agencies}:
        return {"@type": "Person", "name": creator}
    return {"@type": "Organization", "name": creator or "/".join(agencies)} if creator or agencies else None


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
