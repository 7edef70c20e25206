"""A document as readers would get it: frozen for a moment, given to the site's own pages, never stored."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from articles.desk.freezing import frozen
from articles.document import BylineAuthor, Document, Related
from articles.models import Author, Release, Section
from articles.models.pieces import Piece
from articles.site.slideshow import Slide, load_slide
from articles.site.story import Beside, Story, load_story

# A section that is not there yet needs an address that answers "nothing here".
_NO_SECTION = "ohne-ressort"


def story_of(piece: Piece, document: Document, *, now: datetime.datetime) -> Story:
    """Return the page of `document`, an article's. Nine queries at most, whatever is in the text."""
    release = _proof(piece, document, now)
    return load_story(release, beside=Beside(_authors(document.byline.authors), _linked(document)))


def slide_of(
    piece: Piece, document: Document, number: int, *, now: datetime.datetime, address: Callable[[Release, int], str]
) -> Slide | None:
    """Return picture `number` of `document`, a gallery's; None if there is none. Five queries at most.

    `address` says where the page of each picture is.
    """
    return load_slide(_proof(piece, document, now), number, address=address)


def _proof(piece: Piece, document: Document, now: datetime.datetime) -> Release:
    """Return an unsaved release with neutral words where the page cannot do without any."""
    release = frozen(piece=piece, document=document, now=now)
    if not release.headline:
        release.headline = _("No headline yet")
    if not release.section_id:
        release.section = Section(name=document.section or _("No section yet"), slug=_NO_SECTION)
    return release


def _authors(named: Iterable[BylineAuthor]) -> tuple[Author, ...]:
    """Return the authors of a byline in its order, each once, by initials or else by name. One query."""
    named = tuple(named)
    if not named:
        return ()
    initials = {one.initials.lower() for one in named if one.initials}
    families = {one.name.rpartition(" ")[2] for one in named if one.name}
    # A family name may have several words: the whole name is compared below.
    by_family = Q(initials="") & (Q(family_name__in=families) | Q(family_name__contains=" "))
    rows = Author.objects.annotate(key=Lower("initials")).filter(Q(key__in=initials) | by_family)
    by_initials = {row.initials.lower(): row for row in rows if row.initials}
    by_name = {row.name: row for row in rows if not row.initials}
    found = (by_initials.get(one.initials.lower()) if one.initials else by_name.get(one.name) for one in named)
    return tuple(dict.fromkeys(author for author in found if author))


def _linked(document: Document) -> dict[str, Release]:
    """Return where the related links lead now, by the link's UUID: to live releases only. One query."""
    uuids = [block.uuid for block in document.body if isinstance(block, Related) and block.uuid]
    if not uuids:
        return {}
    targets: Iterable[Any] = (
        Release.objects.live()
        .filter(article__inbound_links__uuid__in=uuids)
        .annotate(link_uuid=F("article__inbound_links__uuid"))
        .for_list()
    )
    return {str(target.link_uuid): target for target in targets}
