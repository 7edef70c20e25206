"""Related links of the working copy find the articles that they name."""

from collections.abc import Sequence

from articles.models import Article, RelatedLink
from articles.models.slugs import headline_key


def resolve_links(*, articles: Sequence[Article]) -> int:
    """Point unresolved links to the articles they name, and return how many found theirs.

    Args:
        articles: new or changed articles, saved with their key columns. Their own links look for any article,
            everybody's links look for these.

    A title that several articles have leads to the oldest. An article never points to itself. Costs four
    queries, however many articles.
    """
    keys = {key for article in articles for key in (article.headline_key, article.line_key) if key}
    unresolved = RelatedLink.objects.filter(target__isnull=True, url="").exclude(title_key="")
    waiting = {link.pk: link for link in unresolved.filter(title_key__in=keys)}
    waiting |= {link.pk: link for link in unresolved.filter(article__in=[article.pk for article in articles])}
    named = Article.objects.with_headline_key({link.title_key for link in waiting.values()})
    found: dict[str, list[int]] = {}
    for pk, headline, line in named.values_list("pk", "headline_key", "line_key"):
        for key in {headline, line}:
            found.setdefault(key, []).append(pk)
    resolved = []
    for link in waiting.values():
        others = [pk for pk in found.get(link.title_key, ()) if pk != link.article_id]
        if others:
            link.target_id = others[0]
            resolved.append(link)
    RelatedLink.objects.bulk_update(resolved, ["target"])
    return len(resolved)


def link_columns(link: RelatedLink) -> dict[str, str]:
    """Return what follows from the words of `link`: the headline of a chosen article where no title was typed, the key.

    Costs a query where the target is not loaded.
    """
    title = link.title or (link.target.line if link.target else "")
    return {"title": title, "title_key": headline_key(title)}
