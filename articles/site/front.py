"""The front page: the lead, the highlights, a block for each section, the newest galleries."""

from collections.abc import Sequence
from typing import NamedTuple

from articles.models.masthead import Section
from articles.models.releases import Release
from articles.site.frame import Frame

HIGHLIGHTS = 4
IN_SECTION = 4
GALLERIES = 3


class Block(NamedTuple):
    """A section and its newest articles that stand nowhere else on the page."""

    section: Section
    releases: Sequence[Release]


class Front(NamedTuple):
    """What the front page shows, nothing twice."""

    lead: Release | None
    highlights: Sequence[Release]
    blocks: Sequence[Block]
    galleries: Sequence[Release]


def load_front(frame: Frame) -> Front:
    """Return the front page. Three queries, each as fast with a million articles as with a hundred."""
    articles = Release.objects.live().articles()
    newest = list(articles.newest_first().for_list()[: 1 + HIGHLIGHTS])
    shown = {release.pk for release in newest}
    pools = [
        articles.filter(section=section).newest_first().values("pk")[: IN_SECTION + len(newest)]
        for section in frame.sections
    ]
    by_section: dict[int, list[Release]] = {}
    for release in Release.objects.in_any(pools).newest_first().for_list():
        if release.pk not in shown:
            by_section.setdefault(release.section_id, []).append(release)
    blocks = [
        Block(section, by_section[section.pk][:IN_SECTION]) for section in frame.sections if section.pk in by_section
    ]
    galleries = list(Release.objects.live().galleries().newest_first().for_list()[:GALLERIES])
    return Front(newest[0] if newest else None, newest[1:], blocks, galleries)
