"""The words of the script that keeps what is typed, in the language of the page."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def keeping_words() -> dict[str, str]:
    """Return the sentences of articles/editor/keeping.js; what stands in braces is filled in by the script."""
    return {
        "typing": _("Typing …"),
        "browser": _("Kept in this browser"),
        "saved": _("Kept at {at}"),
        "offline": _("No connection. Your text is safe in this browser and goes on by itself."),
        "failing": _("The server does not answer as it should. Your text is safe in this browser."),
        "refused": _("The server does not take this text. It is safe in this browser."),
        "signedout": _("You are not signed in. Your text is safe in this browser."),
        "login": _("Sign in in a new tab"),
        "newer": _("{name} saved at {at}. Your text will be merged when you save."),
        "gone": _("This was deleted meanwhile. Your text is kept."),
        "asNew": _("Save it as something new"),
        "others": _("Also open: {names}"),
        "since": _("{name} (since {since})"),
        "offer": _("Typed at {at} and not saved."),
        "differs": _("Differs in: {fields} ({count} words)."),
        "putAway": _("Put this text away? It will not be offered again."),
        "notPutAway": _("That did not work. Please try again."),
    }
