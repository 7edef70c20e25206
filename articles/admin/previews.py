"""What stands in the text, for the editor: a card for each picture, gallery and related link, by UUID."""

import uuid
from collections.abc import Iterable

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Gallery, GalleryPicture, Picture, RelatedLink

Card = dict[str, str]
OFFERED = 10  # of each kind in the dialog that inserts something
MOST = 200  # nodes in one question: more than any text has, few enough for one statement


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
    """Return a card for each row that has one of `uuids`. One query for each kind of row."""
    uuids = list(uuids)
    if not uuids:
        return {}
    first = GalleryPicture.objects.filter(gallery=OuterRef("pk")).order_by("position", "pk").values("picture")[:1]
    galleries = Gallery.objects.filter(uuid__in=uuids).annotate(size=Count("places"), first=Subquery(first))
    firsts = {gallery.pk: gallery.first for gallery in galleries}
    pictures = list(Picture.objects.filter(Q(uuid__in=uuids) | Q(pk__in=filter(None, firsts.values()))))
    by_pk = {picture.pk: picture for picture in pictures}
    links = RelatedLink.objects.filter(uuid__in=uuids).select_related("target")
    return (
        {str(picture.uuid): picture_card(picture) for picture in pictures if picture.uuid in uuids}
        | {str(one.uuid): _gallery_card(one, one.size, by_pk.get(firsts[one.pk] or 0)) for one in galleries}
        | {str(link.uuid): _link_card(link) for link in links}
    )


def choices(query: str, *, article: int | None) -> list[Card]:
    """Return cards of what can be put into a text: the article's own links, then galleries and pictures.

    The newest few that have `query` in their words. Six queries.
    """
    links = (
        RelatedLink.objects.filter(article=article, title__icontains=query) if article else RelatedLink.objects.none()
    )
    galleries = Gallery.objects.filter(Q(title__icontains=query) | Q(kicker__icontains=query)).order_by("-pk")
    pictures = Picture.objects.filter(Q(caption__icontains=query) | Q(credit__icontains=query)).order_by("-pk")
    found = [("related", one) for one in links.values_list("uuid", flat=True)[:OFFERED]]
    found += [("gallery", one) for one in galleries.values_list("uuid", flat=True)[:OFFERED]]
    found += [("picture", one) for one in pictures.values_list("uuid", flat=True)[:OFFERED]]
    there = cards(one for _node, one in found)
    return [{"node": node, "uuid": str(one)} | there[str(one)] for node, one in found]


def picture_card(picture: Picture) -> Card:
    """Return the card of a picture."""
    return {
        "title": picture.caption or picture.alt_text or _("Picture without caption"),
        "detail": picture.credit,
        "thumbnail": _thumbnail(picture),
    }


def _gallery_card(gallery: Gallery, size: int, first: Picture | None) -> Card:
    return {
        "title": ": ".join(filter(None, (gallery.kicker, str(gallery)))),
        "detail": ngettext("%(count)d picture", "%(count)d pictures", size) % {"count": size},
        "thumbnail": _thumbnail(first) if first else "",
    }


def _link_card(link: RelatedLink) -> Card:
    if link.target:
        leads_to = f"→ {link.target}"
    elif link.url:
        leads_to = f"→ {link.url}"
    else:
        leads_to = _("Waits for an article with this headline.")
    title = link.title or (str(link.target) if link.target else str(link))
    return {"kind": link.label, "title": title, "detail": leads_to, "thumbnail": ""}


def _thumbnail(picture: Picture) -> str:
    return str(picture.file.thumb) if picture.file else ""
