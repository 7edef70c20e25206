"""The readers' pages. Each view: find the release, load what the page shows, render."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.models.people import Author
from articles.models.releases import Release, ReleaseAuthor, ReleaseTag
from articles.models.tags import Tag
from articles.site.addresses import picture_address
from articles.site.frame import load_frame
from articles.site.front import load_front
from articles.site.keyset import page_of, parse_cursor
from articles.site.picturemap import Entry, load_entries
from articles.site.slideshow import load_slide
from articles.site.story import load_story


def _page(request: HttpRequest, template: str, *, status: int = HTTPStatus.OK, **context: Any) -> HttpResponse:
    """Render a page inside the frame; a view that has loaded the frame passes it in."""
    if "frame" not in context:
        context["frame"] = load_frame()
    return render(request, template, context, status=status)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page: the newest articles, then a block for each section, then galleries. Four queries."""
    frame = load_frame()
    return _page(request, "site/home.html", frame=frame, front=load_front(frame))


@require_safe
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """A section's articles, newest first. Two queries."""
    frame = load_frame()
    found = frame.section(slug)
    if found is None:
        raise Http404
    rows = Release.objects.live().articles().filter(section=found).for_list()
    return _list(request, "site/section.html", rows, frame=frame, section=found)


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """A topic's articles and galleries, newest first. Three queries."""
    tag = get_object_or_404(Tag, slug=slug)
    rows = ReleaseTag.objects.filter(tag=tag).select_related("release__section", "release__picture")
    return _list(request, "site/topic.html", rows.defer("release__document", "release__body"), topic=tag)


@require_safe
def author(request: HttpRequest, slug: str) -> HttpResponse:
    """An author's page with the articles, newest first. Three queries."""
    found = get_object_or_404(Author.objects.select_related("portrait"), slug=slug)
    rows = ReleaseAuthor.objects.filter(author=found).select_related("release__section", "release__picture")
    return _list(request, "site/author.html", rows.defer("release__document", "release__body"), author=found)


def _list(request: HttpRequest, template: str, rows: Any, **context: Any) -> HttpResponse:
    """Render one page of a list; ``?nach=`` says after which piece it starts."""
    cursor = request.GET.get("nach")
    after = parse_cursor(cursor) if cursor else None
    if cursor and after is None:
        raise Http404
    releases = rows.model is Release
    page = page_of(rows, after=after, key="pk" if releases else "release_id")
    shown: Sequence[Release] = page.rows if releases else [row.release for row in page.rows]
    if not shown and after is None and "section" not in context:
        # A topic, or an author, of drafts alone: readers hear of it with the first piece that they may read.
        raise Http404
    return _page(request, template, releases=shown, following=page.following, first_page=after is None, **context)


@require_safe
def article(request: HttpRequest, section: str, slug: str, pk: int) -> HttpResponse:
    """An article. Six queries at most."""
    release = Release.objects.live().filter(article=pk).select_related("section", "picture").first()
    if release is None:
        return _gone_or_missing(request, article=pk)
    if request.path != (address := release.get_absolute_url()):
        return HttpResponsePermanentRedirect(address)
    return _page(request, "site/article.html", story=load_story(release))


@require_safe
def gallery(request: HttpRequest, section: str, slug: str, pk: int, number: int) -> HttpResponse:
    """One picture of a gallery, with the way to the next and back. Three queries."""
    release = Release.objects.live().filter(gallery=pk).select_related("section").first()
    if release is None:
        return _gone_or_missing(request, gallery=pk)
    slide = load_slide(release, number)
    if slide is None:
        raise Http404
    if request.path != (address := picture_address(release, number)):
        return HttpResponsePermanentRedirect(address)
    return _page(request, "site/gallery.html", slide=slide)


@require_safe
def gallery_start(request: HttpRequest, section: str, slug: str, pk: int) -> HttpResponse:
    """A gallery's address without a number leads to its first picture."""
    return HttpResponsePermanentRedirect(reverse("site:gallery", args=(section, slug, pk, 1)))


def _gone_or_missing(request: HttpRequest, **piece: int) -> HttpResponse:
    """Answer for a piece that is not live: 410 when readers have seen it once, else 404. A query, and the frame's."""
    last = Release.objects.filter(**piece).defer("document", "body").order_by("-number").first()
    if last is None:
        raise Http404
    return _page(request, "site/gone.html", status=HTTPStatus.GONE, last=last)


@require_safe
def imprint(request: HttpRequest) -> HttpResponse:
    """Who is responsible for the paper. One query."""
    return _page(request, "site/imprint.html")


@require_safe
def picture_sitemap(request: HttpRequest) -> HttpResponse:
    """The newest pages with their pictures, for search engines. Two queries."""
    absolute = request.build_absolute_uri
    entries = [Entry(absolute(page), [absolute(one) for one in pictures]) for page, pictures in load_entries()]
    return render(request, "site/picture_sitemap.xml", {"entries": entries}, content_type="application/xml")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for an address that leads nowhere, in the site's dress."""
    return _page(request, "site/not_found.html", status=HTTPStatus.NOT_FOUND)
