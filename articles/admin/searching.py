"""The answers of the search over everything: lines with an address each, in groups, as a page or as JSON."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NamedTuple

from django.contrib.admin import AdminSite
from django.db import models
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.columns import moment
from articles.admin.commands import Command, begun_with, commands, matching
from articles.desk.finding import USER, Found, Wanted, find, recent, wanted
from articles.desk.journal import name_of
from articles.models import Agency, Article, Author, Gallery, Picture, Release, Section, Tag

COMMANDS: Final = 6  # offered at once


class Line(NamedTuple):
    """One result: what it is called, what else tells it from others, and where it leads."""

    title: str
    detail: str
    address: str


class Group(NamedTuple):
    """The results of one kind.

    Args:
        name: what they are.
        lines: the results.
        more: the list with the same search, "" where there is nothing more or no list.
    """

    name: str
    lines: list[Line]
    more: str = ""


def answer(site: AdminSite, request: HttpRequest, lists: Sequence[dict[str, Any]]) -> HttpResponse:
    """Answer `q`: JSON for who asks for JSON, a page for everybody else. Eleven statements at most.

    Without a word it answers the pieces changed last, and what can be done.
    """
    what = wanted(request.GET.get("q", ""))
    groups = _groups(site, request, what, commands(site, request, lists))
    if request.accepts("text/html"):
        context = {
            **site.each_context(request),
            "title": _("Search"),
            "subtitle": None,
            "groups": groups,
            "typed": what.text,
        }
        response: HttpResponse = TemplateResponse(request, "admin/desk/search.html", context)
    else:
        rows = [{"name": one.name, "more": one.more, "lines": [line._asdict() for line in one.lines]} for one in groups]
        response = JsonResponse({"groups": rows, "said": _said(groups, what)})
    patch_vary_headers(response, ["Accept"])
    return response


def _groups(site: AdminSite, request: HttpRequest, what: Wanted, offered: list[Command]) -> list[Group]:
    found = find(what, by=request.user) if what.text else recent(by=request.user)
    groups = [_group(site, one, what) for one in found]
    chosen = matching(offered, what.words) if what.text else begun_with(offered)
    if chosen and what.page is None:
        done = Group(_("Commands"), [Line(one.title, "", one.address) for one in chosen[:COMMANDS]])
        # What is called just so is what is meant; a few letters find any number of headlines.
        first = bool(what.text) and chosen[0].title.casefold().startswith(what.text.casefold())
        groups.insert(0 if first else len(groups), done)
    return groups


def _said(groups: list[Group], what: Wanted) -> str:
    """Return what a screen reader is told of an answer."""
    if not groups:
        return _("Nothing found for “%(text)s”.") % {"text": what.text}
    count = sum(len(one.lines) for one in groups)
    results = ngettext("%(count)d result.", "%(count)d results.", count) % {"count": count}
    return f"{results} {_('Arrow keys choose, Enter opens.')}"


def _group(site: AdminSite, found: Found, what: Wanted) -> Group:
    meta = found.kind._meta
    name = _("Live, of others") if found.kind is Release else capfirst(str(meta.verbose_name_plural))
    if not what.text:
        name = _("%(kind)s changed last") % {"kind": name}
    lines = _lines(site, found)
    more = found.more and found.kind is not Release
    address = _page(site, found.kind, "changelist") if more else ""
    query = urlencode({"q": what.text}) if what.text else ""
    return Group(name, lines, f"{address}?{query}" if address and query else address)


def _lines(site: AdminSite, found: Found) -> list[Line]:
    words, detail = LINES[found.kind]
    if found.kind is Release:
        return [Line(words(row), detail(row), row.get_absolute_url()) for row in found.rows]
    return [Line(words(row), detail(row), _page(site, found.kind, "change", row.pk)) for row in found.rows]


def _page(site: AdminSite, kind: type[models.Model], page: str, *args: Any) -> str:
    """Return the address of a page about rows of a kind, "" where the admin has none."""
    try:
        return reverse(f"{site.name}:{kind._meta.app_label}_{kind._meta.model_name}_{page}", args=args)
    except NoReverseMatch:
        return ""


# --- what a line says ---------------------------------------------------------------------------------------


def joined(parts: Iterable[Any]) -> str:
    """Return what there is of `parts` in one line."""
    return " · ".join(str(part) for part in parts if part)


def headline(kicker: str, title: Any) -> str:
    """Return kicker and headline in one line."""
    return f"{kicker}: {title}" if kicker else str(title)


def lacking(picture: Picture) -> str:
    """Return what a picture lacks of file, credit line and alternative text."""
    parts = ((picture.file, _("no file")), (picture.credit, _("no credit line")), (picture.alt_text, _("no alt text")))
    return joined(words for there, words in parts if not there)


def _piece(piece: Any) -> str:
    return joined((piece.section, piece.get_status_display(), moment(piece.changed_at)))


LINES: Final[dict[type[models.Model], tuple[Callable[[Any], str], Callable[[Any], str]]]] = {
    Article: (lambda row: headline(row.kicker, row), _piece),
    Gallery: (lambda row: headline(row.kicker, row), _piece),
    Release: (
        lambda row: headline(row.kicker, row.headline), lambda row: joined((row.section, moment(row.published_at))),
    ),
    Picture: (str, lambda row: joined((row.credit, lacking(row)))),
    Author: (str, lambda row: _("only initials known") if row.is_stub else row.email),
    Agency: (str, lambda row: row.name),
    Tag: (str, lambda row: row.slug),
    Section: (str, lambda row: f"/{row.slug}/"),
    USER: (name_of, lambda row: joined((row.get_username(), row.email))),
}  # fmt: skip
