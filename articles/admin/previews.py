"""What stands in the text, for the editor: a card for each picture, gallery and related link, by UUID."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.columns import moment
from articles.models import Article, Gallery, GalleryPicture, Picture, RelatedLink

Card = dict[str, Any]
MOST = 200  # nodes in one question: more than any text has, few enough for one statement
STRIP = 6  # pictures of a gallery that its card shows


def valid_uuids(values: Iterable[str]) -> list[uuid.UUID]:
    """Return the first of `values` that are UUIDs; the others are left out."""
    found = []
    for value in list(values)[:MOST]:
        try:
            found.append(uuid.UUID(value))
        except ValueError:
            continue
    return found


def valid_key(value: str) -> bool:
    """Return whether `value` can be the key of a row."""
    return value.isascii() and value.isdigit() and len(value) <= 18


def cards(uuids: Iterable[uuid.UUID]) -> dict[str, Card]:
    """Return a card for each row that has one of `uuids`. Four queries, whatever their number."""
    uuids = list(uuids)
    if not uuids:
        return {}
    return picture_cards(uuids) | gallery_cards(uuids) | link_cards(uuids)


def picture_cards(uuids: Iterable[uuid.UUID]) -> dict[str, Card]:
    """Return the cards of the pictures among `uuids`. One query."""
    return {str(one.uuid): picture_card(one) for one in Picture.objects.filter(uuid__in=list(uuids)).defer("metadata")}


def gallery_cards(uuids: Iterable[uuid.UUID]) -> dict[str, Card]:
    """Return the cards of the galleries among `uuids`, each with its first pictures. Two queries."""
    galleries = list(Gallery.objects.filter(uuid__in=list(uuids)).annotate(size=Count("places")))
    if not galleries:
        return {}
    nth = Window(RowNumber(), partition_by=F("gallery"), order_by=("position", "pk"))
    places = (
        GalleryPicture.objects.filter(gallery__in=galleries)
        .annotate(nth=nth)
        .filter(nth__lte=STRIP)
        .select_related("picture")
        .defer("picture__metadata")
        .order_by("gallery", "nth")
    )
    first: dict[int, list[Picture]] = {}
    for place in places:
        first.setdefault(place.gallery_id, []).append(place.picture)
    return {str(one.uuid): _gallery_card(one, one.size, first.get(one.pk, [])) for one in galleries}


def link_cards(uuids: Iterable[uuid.UUID]) -> dict[str, Card]:
    """Return the cards of the related links among `uuids`. One query."""
    links = RelatedLink.objects.filter(uuid__in=list(uuids)).select_related("target")
    return {str(link.uuid): _link_card(link) for link in links}


def picture_card(picture: Picture) -> Card:
    """Return the card of a picture: as a list shows it, and as readers will see it. No query."""
    shown = {"image": str(picture.file.w960), "width": picture.width, "height": picture.height} if picture.file else {}
    return {
        "pk": picture.pk,
        "title": picture.caption or picture.alt_text or _("Picture without caption"),
        "detail": picture.credit,
        "thumbnail": _thumbnail(picture),
        "alt": picture.alt_text,
        "caption": picture.caption,
        "credit": picture.credit,
        **shown,
    }


def article_card(article: Article) -> Card:
    """Return the card of an article that a related link can lead to. Join section and lead picture: no query."""
    parts = (str(article.section or ""), article.get_status_display(), moment(article.changed_at))
    return {
        "pk": article.pk,
        "title": article.line or str(article),
        "detail": " · ".join(filter(None, parts)),
        "thumbnail": _thumbnail(article.lead_picture) if article.lead_picture else "",
    }


def _gallery_card(gallery: Gallery, size: int, first: list[Picture]) -> Card:
    opening = first[0] if first else None
    shown = {"image": str(opening.file.w960)} if opening and opening.file else {}
    return {
        "pk": gallery.pk,
        "title": ": ".join(filter(None, (gallery.kicker, str(gallery)))),
        "detail": ngettext("%(count)d picture", "%(count)d pictures", size) % {"count": size},
        "thumbnail": _thumbnail(opening) if opening else "",
        "strip": [_thumbnail(picture) for picture in first[1:] if picture.file],
        **shown,
    }


def _link_card(link: RelatedLink) -> Card:
    if link.target:
        leads_to = f"→ {link.target}"
    elif link.url:
        leads_to = f"→ {link.url}"
    else:
        leads_to = _("Waits for an article with this headline.")
    title = link.title or (str(link.target) if link.target else str(link))
    return {"pk": link.pk, "kind": link.label, "title": title, "detail": leads_to, "thumbnail": ""}


def _thumbnail(picture: Picture) -> str:
    return str(picture.file.thumb) if picture.file else ""
