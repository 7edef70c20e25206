"""What can be done at the desk, as a list: the ways to new rows, to lists with a filter set, to settings."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Command(NamedTuple):
    """Something that somebody may do.

    Args:
        title: what it is called.
        address: where it is done.
        words: what else one might call it.
        daily: whose daily work it is: "writing" for who writes, "running" for who runs the house, "" for nobody's.
    """

    title: str
    address: str
    words: str = ""
    daily: str = ""


class _Known(NamedTuple):
    title: Promise
    page: str
    query: str
    permission: str
    words: Promise | str = ""
    daily: str = ""


_KNOWN: Final = (
    _Known(_("New article"), "articles_article_add", "", "articles.add_article", _("write text story add"), "writing"),
    _Known(
        _("New from text"), "articles_article_from_text", "", "articles.add_article", _("paste import article"),
        "writing",
    ),
    _Known(
        _("New gallery"), "articles_gallery_add", "", "articles.add_gallery", _("pictures slideshow add"), "writing"
    ),
    _Known(_("New picture"), "articles_picture_add", "", "articles.add_picture", _("upload photo file add"), "writing"),
    _Known(_("New author"), "articles_author_add", "", "articles.add_author", _("initials person add")),
    _Known(_("New agency"), "articles_agency_add", "", "articles.add_agency", _("credit code add")),
    _Known(_("New topic"), "articles_tag_add", "", "articles.add_tag", _("tag keyword add")),
    _Known(_("New section"), "articles_section_add", "", "articles.add_section", _("desk department add")),
    _Known(_("New person"), "auth_user_add", "", "auth.add_user", _("user account colleague add"), "running"),
    _Known(
        _("My articles"), "articles_article_changelist", "whose=mine", "articles.change_article", _("own drafts texts")
    ),
    _Known(
        _("Articles in review"), "articles_article_changelist", "status__exact=review", "articles.view_article",
        _("waiting handed in approve"),
    ),
    _Known(
        _("Drafts"), "articles_article_changelist", "status__exact=draft", "articles.view_article", _("articles texts")
    ),
    _Known(
        _("Scheduled articles"), "articles_article_changelist", "todo=scheduled", "articles.view_article",
        _("planned later time"),
    ),
    _Known(
        _("Articles that were not published in time"), "articles_article_changelist", "todo=failed",
        "articles.view_article", _("scheduled failed late"),
    ),
    _Known(
        _("Articles with related links that lead nowhere"), "articles_article_changelist", "todo=links",
        "articles.view_article", _("unresolved read also dead"),
    ),
    _Known(
        _("Articles without lead picture"), "articles_article_changelist", "lead=without", "articles.view_article",
        _("photo missing"),
    ),
    _Known(
        _("Pictures that lack something"), "articles_picture_changelist", "missing=any", "articles.view_picture",
        _("photo incomplete file credit alternative text"),
    ),
    _Known(
        _("Pictures without file"), "articles_picture_changelist", "missing=file", "articles.view_picture",
        _("photo upload missing"),
    ),
    _Known(
        _("Pictures without credit line"), "articles_picture_changelist", "missing=credit", "articles.view_picture",
        _("photo photographer missing"),
    ),
    _Known(
        _("Pictures without alternative text"), "articles_picture_changelist", "missing=alt", "articles.view_picture",
        _("photo alt accessibility missing"),
    ),
    _Known(
        _("Pictures whose rights have expired"), "articles_picture_changelist", "missing=rights",
        "articles.view_picture", _("photo usage terms licence"),
    ),
    _Known(
        _("Authors known by their initials only"), "articles_author_changelist", "name=stub", "articles.view_author",
        _("stub incomplete byline"),
    ),
    _Known(
        _("Failed imports"), "articles_journalentry_changelist", "kind__exact=import_failed",
        "articles.view_journalentry", _("seed text error"),
    ),
    _Known(
        _("Settings of the paper"), "articles_masthead_changelist", "", "articles.view_masthead",
        _("masthead name imprint claim configuration"), "running",
    ),
    _Known(
        _("Journal"), "articles_journalentry_changelist", "", "articles.view_journalentry",
        _("log record who did what"), "running",
    ),
)  # fmt: skip


def commands(site: AdminSite, request: HttpRequest, lists: Sequence[dict[str, Any]]) -> list[Command]:
    """Return what this person may do, the commonest first; then every list of `lists` that they may open. No query.

    Args:
        site: the admin's site.
        request: of the person.
        lists: the site's lists in their groups, as `get_app_list` returns them.
    """
    there = {f"{model._meta.app_label}_{model._meta.model_name}" for model in site._registry}
    found = [
        Command(str(one.title), _address(site, one), str(one.words), one.daily)
        for one in _KNOWN
        if request.user.has_perm(one.permission) and one.page.rsplit("_", 1)[0].removesuffix("_from") in there
    ]
    opened = [
        Command(str(row["name"]), row["admin_url"], str(group["name"]))
        for group in lists
        for row in group["models"]
        if row["admin_url"] and row["admin_url"] not in {one.address for one in found}
    ]
    account = Command(
        str(_("Change my password")), reverse(f"{site.name}:password_change"), str(_("account login security"))
    )
    return [*found, *opened, account, Command(str(_("View the site")), "/", str(_("home readers front page")))]


def begun_with(offered: Sequence[Command]) -> list[Command]:
    """Return what somebody's day begins with: writing; for those who do not write, running the house."""
    return [one for one in offered if one.daily == "writing"] or [one for one in offered if one.daily == "running"]


def matching(offered: Sequence[Command], words: Sequence[str]) -> list[Command]:
    """Return those of `offered` that have all of `words`: in the title first, then in what else they are called."""
    words = [word.casefold() for word in words]
    named, called = [], []
    for one in offered:
        title = one.title.casefold()
        if all(word in title for word in words):
            named.append(one)
        elif all(word in f"{title} {one.words.casefold()}" for word in words):
            called.append(one)
    named.sort(key=lambda one: not one.title.casefold().startswith(" ".join(words)))
    return [*named, *called]


def _address(site: AdminSite, known: _Known) -> str:
    address = reverse(f"{site.name}:{known.page}")
    return f"{address}?{known.query}" if known.query else address
