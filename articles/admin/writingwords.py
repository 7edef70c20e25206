"""Limits and words for the script of the writing page, in the language of the page."""

from typing import Any

from django.utils.translation import gettext as _

from articles.models import Contribution

HEADLINE = 70  # characters that fit a search result and two lines of a phone
TEASER = 300
WORDS_A_MINUTE = 200  # how fast German prose is read


def writing_words() -> dict[str, Any]:
    """Return limits and words for articles/editor/writing.js, in the language of the page."""
    return {
        "limits": {"headline": HEADLINE, "teaser": TEASER, "wordsAMinute": WORDS_A_MINUTE},
        "roles": [{"value": "" if value == "writing" else value, "name": str(name)} for value, name in _roles()],
        "count": _("{count} of {limit}"),
        "over": _("{count} of {limit}: {over} too many for most places. You may leave it so."),
        "size": _("{words} words · {minutes} min to read"),
        "publish": _("Publish this as it stands here? Readers see it at once."),
        "chip": _("{name}, {role}. Enter changes the role, arrow keys move, Delete removes."),
        "moved": _("{name} is number {place} of {all}."),
        "removed": _("{name} removed."),
        "remove": _("Remove {name}"),
        "bylineSearch": _("Initials, name or agency"),
        "newName": _("new"),
        "previewWaits": _("The preview appears as soon as the text was kept for the first time."),
        "previewFails": _("The preview could not be loaded. The text is safe."),
    }


def _roles() -> list[tuple[str, Any]]:
    return list(Contribution.Role.choices)
