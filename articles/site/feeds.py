"""RSS feeds: the whole paper, a section, a topic, an author. The newest twenty with their teasers."""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from articles.models.masthead import Section
from articles.models.people import Author
from articles.models.releases import Release, ReleaseAuthor, ReleaseTag
from articles.models.tags import Tag
from articles.site.frame import load_frame

SHOWN = 20


class Channel(NamedTuple):
    """What a feed is about, and what is in it."""

    title: str
    link: str
    description: str
    releases: Sequence[Release]


def _channel(name: str, link: str, releases: Sequence[Release]) -> Channel:
    masthead = load_frame().masthead
    title = f"{name} – {masthead.name}" if name else masthead.name
    return Channel(title, link, masthead.claim or masthead.name, releases)


if TYPE_CHECKING:
    _Feed = Feed[Release, Channel]
else:
    _Feed = Feed  # generic in the stubs only


class _ChannelFeed(_Feed):
    """Prints a channel; its kinds below say which. Three queries at most."""

    def title(self, obj: Channel) -> str:
        return obj.title

    def link(self, obj: Channel) -> str:
        return obj.link

    def description(self, obj: Channel) -> str:
        return obj.description

    def items(self, obj: Channel) -> Sequence[Release]:
        return obj.releases

    def item_title(self, item: Release) -> str:
        return item.line

    def item_description(self, item: Release) -> str:
        return item.teaser

    def item_link(self, item: Release) -> str:
        return item.get_absolute_url()

    def item_guid(self, item: Release) -> str:
        # Stays when the headline, and with it the address, changes.
        return f"newsroom:{'article' if item.article_id else 'gallery'}:{item.article_id or item.gallery_id}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: Release) -> datetime.datetime:
        return item.published_at

    def item_updateddate(self, item: Release) -> datetime.datetime:
        return item.updated_at or item.published_at

    def item_categories(self, item: Release) -> list[str]:
        return [item.section.name, *(name for name, _slug in item.topics)]


class PaperFeed(_ChannelFeed):
    """The whole paper."""

    def get_object(self, request: HttpRequest) -> Channel:
        releases = Release.objects.live().articles().newest_first().for_list()[:SHOWN]
        return _channel("", reverse("site:home"), list(releases))


class SectionFeed(_ChannelFeed):
    """A section."""

    def get_object(self, request: HttpRequest, slug: str) -> Channel:
        section = get_object_or_404(Section, slug=slug)
        articles = Release.objects.live().articles().filter(section=section)
        return _channel(
            section.name, reverse("site:section", args=(slug,)), list(articles.newest_first().for_list()[:SHOWN])
        )


class TopicFeed(_ChannelFeed):
    """A topic."""

    def get_object(self, request: HttpRequest, slug: str) -> Channel:
        tag = get_object_or_404(Tag, slug=slug)
        rows = ReleaseTag.objects.filter(tag=tag).select_related("release__section")
        return _channel(tag.name, reverse("site:topic", args=(slug,)), _newest(rows))


class AuthorFeed(_ChannelFeed):
    """An author."""

    def get_object(self, request: HttpRequest, slug: str) -> Channel:
        author = get_object_or_404(Author, slug=slug)
        rows = ReleaseAuthor.objects.filter(author=author).select_related("release__section")
        return _channel(author.name or author.initials, reverse("site:author", args=(slug,)), _newest(rows))


def _newest(rows: Any) -> list[Release]:
    """Return the newest releases of a topic or an author; of drafts alone nobody hears."""
    newest = rows.defer("release__document", "release__body").order_by("-published_at", "-release")[:SHOWN]
    releases = [row.release for row in newest]
    if not releases:
        raise Http404
    return releases
