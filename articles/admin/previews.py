"""What stands in the text, for the editor: a card for each picture, gallery and related link, by UUID."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.columns import moment
from articles.admin.linkable import Faces
from articles.desk import rights
from articles.desk.picturerights import mark
from articles.models import Article, Gallery, GalleryPicture, Picture, RelatedLink, Release

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


def cards(uuids: Iterable[uuid.UUID], *, to: Any) -> dict[str, Card]:
    """Return a card for each row that has one of `uuids`, as far as `to` may see it.

    Four queries, whatever their number; two or four more for who does not work in every section.
    """
    uuids = list(uuids)
    if not uuids:
        return {}
    return picture_cards(uuids, to=to) | gallery_cards(uuids, to=to) | link_cards(uuids, to=to)


def picture_cards(uuids: Iterable[uuid.UUID], *, to: Any) -> dict[str, Card]:
    """Return the cards of the pictures among `uuids`. One query."""
    if not rights.reads(to, Picture):
        return {}
    return {str(one.uuid): picture_card(one) for one in Picture.objects.filter(uuid__in=list(uuids)).defer("metadata")}


def gallery_cards(uuids: Iterable[uuid.UUID], *, to: Any) -> dict[str, Card]:
    """Return the cards of the galleries among `uuids`, each with its first pictures. Two queries.

    What `to` may not see is shown as readers see it, if they do: two queries more.
    """
    named = list(Gallery.objects.filter(uuid__in=list(uuids)).annotate(size=Count("places")))
    faces = Faces(named, to=to)
    live = {str(one.uuid): _live_gallery_card(faces.live[one.pk]) for one in named if one.pk in faces.live}
    galleries = [one for one in named if one.pk not in faces.hidden]
    if not galleries:
        return live
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
    return live | {str(one.uuid): _gallery_card(one, one.size, first.get(one.pk, [])) for one in galleries}


def link_cards(uuids: Iterable[uuid.UUID], *, to: Any) -> dict[str, Card]:
    """Return the cards of the related links among `uuids`, those of texts that `to` may see. One query.

    An article that `to` may not see is named as readers know it: two queries more.
    """
    links = rights.visible(RelatedLink.objects.filter(uuid__in=list(uuids)), to=to).select_related("target")
    faces = Faces([link.target for link in links if link.target], to=to)
    return {str(link.uuid): _link_card(link, faces) for link in links}


def picture_card(picture: Picture) -> Card:
    """Return the card of a picture: as a list shows it, and as readers will see it. No query."""
    image = picture.nearest(960)
    marked = mark(picture, now=timezone.now())
    shown = {"image": image, "width": picture.width, "height": picture.height} if image else {}
    return {
        "pk": picture.pk,
        "title": picture.caption or picture.alt_text or _("Picture without caption"),
        "detail": " · ".join(filter(None, (picture.credit, marked))),
        "mark": marked,
        "thumbnail": _thumbnail(picture),
        "alt": picture.alt_text,
        "caption": picture.caption,
        "credit": picture.credit,
        **shown,
    }


def article_cards(articles: Iterable[Article], *, to: Any) -> list[Card]:
    """Return the cards of articles that a related link can lead to, in their order.

    Join section and lead picture: no query, two for who does not work in every section.
    """
    articles = list(articles)
    faces = Faces(articles, to=to)
    return [
        _live_card(one.pk, faces.live[one.pk]) if one.pk in faces.live else _article_card(one)
        for one in articles
        if one.pk in faces.live or one.pk not in faces.hidden
    ]


def _article_card(article: Article) -> Card:
    parts = (str(article.section or ""), article.get_status_display(), moment(article.changed_at))
    return {
        "pk": article.pk,
        "title": article.line or str(article),
        "detail": " · ".join(filter(None, parts)),
        "thumbnail": _thumbnail(article.lead_picture) if article.lead_picture else "",
    }


def _live_card(pk: int, release: Release) -> Card:
    parts = (str(release.section), _("on the site"), moment(release.released_at))
    return {
        "pk": pk,
        "title": release.line,
        "detail": " · ".join(parts),
        "thumbnail": _thumbnail(release.picture) if release.picture else "",
    }


def _live_gallery_card(release: Release) -> Card:
    return _live_card(release.gallery_id or 0, release) | {"strip": []}


def _gallery_card(gallery: Gallery, size: int, first: list[Picture]) -> Card:
    opening = first[0] if first else None
    image = opening.nearest(960) if opening else ""
    shown = {"image": image} if image else {}
    return {
        "pk": gallery.pk,
        "title": ": ".join(filter(None, (gallery.kicker, str(gallery)))),
        "detail": ngettext("%(count)d picture", "%(count)d pictures", size) % {"count": size},
        "thumbnail": _thumbnail(opening) if opening else "",
        "strip": [_thumbnail(picture) for picture in first[1:] if picture.thumb],
        **shown,
    }


def _link_card(link: RelatedLink, faces: Faces) -> Card:
    if link.target:
        leads_to = f"→ {faces.name_of(link.target)}"
    elif link.url:
        leads_to = f"→ {link.url}"
    else:
        leads_to = _("Waits for an article with this headline.")
    title = link.title or (faces.name_of(link.target) if link.target else str(link))
    return {"pk": link.pk, "kind": link.label, "title": title, "detail": leads_to, "thumbnail": ""}


def _thumbnail(picture: Picture) -> str:
    return picture.thumb
