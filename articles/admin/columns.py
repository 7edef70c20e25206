"""What lists and forms show of a row in one cell: thumbnails, bylines, the status, the live address."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.desk.clocks import shown, zone_named
from articles.desk.picturerights import is_expired
from articles.models import Article, Gallery, Picture, Release, Schedule


def thumbnail(picture: Picture | None) -> SafeString:
    """Return the small rendition of `picture`, or a box that says what is missing. No query, no look at the disk."""
    if picture is None:
        return format_html('<span class="thumb thumb-none">{}</span>', "–")
    badge = _badge(picture)
    if not picture.thumb:
        words = _("in work") if picture.file and not picture.render_failure else _("no file")
        return format_html('<span class="thumb thumb-none">{}</span>{}', words, badge)
    return format_html(
        '<img class="thumb" src="{}" alt="" width="96" height="64" loading="lazy" decoding="async">{}',
        picture.thumb,
        badge,
    )


def _badge(picture: Picture) -> SafeString:
    """Return the word that stands below a picture that has expired, "" below any other."""
    if not is_expired(picture, timezone.now()):
        return SafeString("")
    return format_html('<span class="thumb-expired">{}</span>', _("expired"))


def byline(article: Article) -> SafeString:
    """Return the byline in its short form, "jat/koj/news.de", which may break after each name.

    Prefetch the contributions for a list.
    """
    names = []
    for one in article.contributions.all():
        if one.author:
            names.append(one.author.initials or one.author.name)
        elif one.agency:
            names.append(one.agency.code)
    return format_html_join(mark_safe("/<wbr>"), "{}", ([name] for name in names))


def status(piece: Article | Gallery, live: Release | None = None, due: Schedule | None = None) -> SafeString:
    """Return the working status as a word with a colour, when something is due, and the way to the readers' page."""
    badge = format_html('<span class="status status-{}">{}</span>', piece.status, piece.get_status_display())
    lines = [badge]
    if due:
        failed = format_html(' <b class="due-failed">{}</b>', _("not published")) if due.failure else ""
        lines.append(format_html('<span class="due">{}{}</span>', shown(due.at, due.zone), failed))
    if live:
        lines.append(format_html("{}", live_link(live)))
    return format_html_join(mark_safe("<br>"), "{}", ([line] for line in lines))


def moment(value: datetime.datetime | None) -> str:
    """Return a time as short as the editor's language has it, "" for none."""
    return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT") if value else ""


def moment_in_full(value: datetime.datetime, zone: str) -> str:
    """Return a time with its day of the week by the clock of `zone`, which is named."""
    local = timezone.localtime(value, zone_named(zone))
    day, time = date_format(local, "DATE_FORMAT"), date_format(local, "TIME_FORMAT")
    return f"{date_format(local, 'l')}, {day}, {time} ({zone})"


def with_kicker(kicker: str, headline: str) -> SafeString:
    """Return kicker and headline as a page sets them, the kicker small and above."""
    if not kicker:
        return format_html('<span class="headline">{}</span>', headline)
    return format_html('<span class="kicker">{}</span><span class="headline">{}</span>', kicker, headline)


def live_link(release: Release | None) -> SafeString | str:
    """Return a link to the page that readers see, "–" where there is none."""
    if release is None:
        return "–"
    return format_html('<a href="{}">{}&nbsp;↗</a>', release.get_absolute_url(), _("Look"))
