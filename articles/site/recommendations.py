"""Which articles a reader of one article may like: shared topics, then section, then freshness."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from articles.models.releases import Release, ReleaseTag

SHOWN = 5
_POOL = 12  # how many of the newest articles of each topic and of the section are looked at


def recommended(release: Release, *, without: Iterable[int] = (), limit: int = SHOWN) -> Sequence[Release]:
    """Return up to `limit` live articles that go with `release`, the best first.

    Args:
        release: a live release of an article.
        without: ids of articles that the page points to already.
        limit: how many.

    An article with more shared topics comes first, then the same section, then the newer one. One query whose
    cost grows with the number of topics, not with the number of articles.
    """
    slugs = [slug for _name, slug in release.topics]
    rows = ReleaseTag.objects.order_by("-published_at", "-release")
    pools: list[QuerySet[Any, Any]] = [rows.filter(tag__slug=slug).values("release")[:_POOL] for slug in slugs]
    articles = Release.objects.live().articles()
    pools.append(articles.filter(section=release.section_id).newest_first().values("pk")[:_POOL])
    unwanted = {release.article_id, *without}
    candidates = [one for one in articles.in_any(pools).for_list() if one.article_id not in unwanted]
    mine = set(slugs)
    shared = Counter({one.pk: sum(slug in mine for _name, slug in one.topics) for one in candidates})
    candidates.sort(
        key=lambda one: (shared[one.pk], one.section_id == release.section_id, one.published_at, one.pk), reverse=True
    )
    return candidates[:limit]
