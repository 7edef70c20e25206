"""Which addresses of this site answer, by its own table of addresses and what is live."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.db import models
from django.http.request import split_domain_port, validate_host
from django.urls import Resolver404, ResolverMatch, resolve

from articles.models import Author, Release, ReleaseAuthor, ReleaseTag, Section, Tag

# Where a piece stands: an address without a slash in front is meant from there.
_BASE: Final = "http://here.invalid/section/piece-1/"
_HERE: Final = "here.invalid"

# What a page shows, by its name in the table: the kind of thing and the part of the address that names it.
_NAMED_BY: Final[Mapping[str, tuple[str, str]]] = {
    "site:article": ("article", "pk"),
    "site:gallery": ("gallery", "pk"),
    "site:gallery_start": ("gallery", "pk"),
    "site:section": ("section", "slug"),
    "site:section_feed": ("section", "slug"),
    "site:topic": ("topic", "slug"),
    "site:topic_feed": ("topic", "slug"),
    "site:author": ("author", "slug"),
    "site:author_feed": ("author", "slug"),
}
Named = tuple[str, Any]


def dead(hrefs: Iterable[str]) -> set[str]:
    """Return those of `hrefs` that lead to a page of this site which answers 404 or 410.

    Addresses elsewhere, and pages of ours that show no piece (admin, search), are not judged. One query for each kind
    of page that is linked, five at most.
    """
    named: dict[str, Named | None] = {}
    for href in hrefs:
        path = _path_here(href)
        if path is not None:
            match = _resolved(path)
            # What the table does not know answers 404: it names nothing.
            named[href] = None if match is None else _named(match)
    asked = {name for name in named.values() if name and name[0] in _LOOKED_UP}
    there = {
        (kind, key)
        for kind, look_up in _LOOKED_UP.items()
        if (keys := {name[1] for name in asked if name[0] == kind})
        for key in look_up(keys)
    }
    return {href for href, name in named.items() if name is None or (name in asked and name not in there)}


def _path_here(href: str) -> str | None:
    """Return the path of an address on this site, None for any other address and for a place on the page itself."""
    if not href.strip() or href.lstrip().startswith("#"):
        return None
    try:
        parts = urlsplit(urljoin(_BASE, href.strip()))
        host = parts.hostname or ""
        netloc = parts.netloc.rpartition("@")[2]
    except ValueError:
        return None  # not an address at all: browsers take it for one of elsewhere
    if parts.scheme not in {"http", "https"} or not (host == _HERE or _ours(netloc)):
        return None
    return unquote(parts.path) or "/"


def _ours(netloc: str) -> bool:
    # "*" lets the server answer for any host; that does not make them all ours.
    hosts = [host for host in settings.ALLOWED_HOSTS if host != "*"]
    domain, _port = split_domain_port(netloc.lower())
    return bool(domain) and validate_host(domain, hosts)


def _resolved(path: str) -> ResolverMatch | None:
    # An address without its last slash is answered with the way to the right one.
    for one in (path, f"{path}/"):
        try:
            return resolve(one)
        except Resolver404:
            continue
    return None


def _named(match: ResolverMatch) -> Named:
    kind, part = _NAMED_BY.get(match.view_name, ("", ""))
    return (kind, match.kwargs[part]) if kind else ("", None)


def _live_articles(keys: Iterable[Any]) -> Iterable[Any]:
    return Release.objects.live().filter(article__in=keys).values_list("article", flat=True)


def _live_galleries(keys: Iterable[Any]) -> Iterable[Any]:
    return Release.objects.live().filter(gallery__in=keys).values_list("gallery", flat=True)


def _sections(keys: Iterable[Any]) -> Iterable[Any]:
    return Section.objects.filter(slug__in=keys).values_list("slug", flat=True)


def _topics(keys: Iterable[Any]) -> Iterable[Any]:
    # Readers hear of a topic, and of an author, only while something of it is live.
    shown = models.Exists(ReleaseTag.objects.filter(tag=models.OuterRef("pk")))
    found: Iterable[Any] = Tag.objects.filter(shown, slug__in=keys).values_list("slug", flat=True)
    return found


def _authors(keys: Iterable[Any]) -> Iterable[Any]:
    shown = models.Exists(ReleaseAuthor.objects.filter(author=models.OuterRef("pk")))
    return Author.objects.filter(shown, slug__in=keys).values_list("slug", flat=True)


_LOOKED_UP: Final[Mapping[str, Callable[[Iterable[Any]], Iterable[Any]]]] = {
    "article": _live_articles,
    "gallery": _live_galleries,
    "section": _sections,
    "topic": _topics,
    "author": _authors,
}
