"""What an entry of the journal says, in the words of whoever reads it."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import FieldDoesNotExist
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.columns import moment
from articles.models import Change, JournalEntry, StaffMember

Kind = JournalEntry.Kind
_STATUSES: Final = {
    "created": gettext_lazy("created"),
    "updated": gettext_lazy("updated"),
    "unchanged": gettext_lazy("unchanged"),
    "parsed": gettext_lazy("only read"),
    "failed": gettext_lazy("failed"),
}
_LEFT_OUT: Final = {
    "address": gettext_lazy("Further attempts from this address within the minute are not listed."),
    "all": gettext_lazy("Further attempts from everywhere within the minute are not listed."),
}
_FACTORS: Final = {
    "totp": gettext_lazy("authenticator app"),
    "webauthn": gettext_lazy("passkey"),
    "recovery_codes": gettext_lazy("recovery codes"),
}
_METHODS: Final = {
    "password": gettext_lazy("password"),
    **{f"mfa/{name}": words for name, words in _FACTORS.items()},
}
_CHANGES: Final = {
    "added": gettext_lazy("added"),
    "removed": gettext_lazy("removed"),
    "renewed": gettext_lazy("made anew"),
    "made": gettext_lazy("made"),
    "revoked": gettext_lazy("taken back"),
}


def words_of(entry: JournalEntry) -> str:
    """Return the note of `entry` and what its details say, as sentences or short facts. No query."""
    details = dict(entry.details)
    facts = [_WORDS[name](details.pop(name)) for name in list(details) if name in _WORDS]
    if entry.kind == Kind.RIGHTS:
        facts += [_right(name, change) for name, change in details.items()]
    else:
        facts += [f"{name}: {value}" for name, value in details.items()]
    return " · ".join(filter(None, (entry.note, *facts)))


def _right(name: str, change: Any) -> str:
    """Return what changed in a right: "groups: + Editor, − Reporter", "active: yes → no"."""
    label = _label(name)
    if not isinstance(change, dict):
        return f"{label}: {_value(change)}"
    if change.get("changed"):
        return _("%(what)s changed") % {"what": label}
    before, after = change.get("before"), change.get("after")
    if isinstance(before, list) and isinstance(after, list):
        new = [f"+ {one}" for one in after if one not in before]
        gone = [f"− {one}" for one in before if one not in after]
        return f"{label}: {', '.join(new + gone)}"
    return f"{label}: {_value(before)} → {_value(after)}"


def _label(name: str) -> str:
    if name == "new":
        return _("new")
    for model in (get_user_model(), Group, StaffMember):
        try:
            return capfirst(str(model._meta.get_field(name).verbose_name))  # type: ignore[union-attr]
        except FieldDoesNotExist:
            continue
    return name


def _value(value: Any) -> str:
    return {True: _("yes"), False: _("no")}[value] if isinstance(value, bool) else str(value)


def _chosen(words: dict[str, Any]) -> Callable[[Any], str]:
    return lambda value: str(words.get(value, value))


def _counts(value: dict[str, int]) -> str:
    return ", ".join(f"{count} {_STATUSES.get(status, status)}" for status, count in value.items() if count)


def _release(number: int) -> str:
    return _("Release %(number)d") % {"number": number}


def _change(value: str) -> str:
    return str(Change(value).label) if value in Change.values else value


def _findings(sentences: list[str]) -> str:
    count = ngettext("%(count)d check:", "%(count)d checks:", len(sentences)) % {"count": len(sentences)}
    return " ".join((count, *sentences))


def _until(value: str) -> str:
    return _("until %(moment)s") % {"moment": moment(parse_datetime(value))}


_WORDS: Final[dict[str, Callable[[Any], str]]] = {
    "change": lambda value: str(_CHANGES[value]) if value in _CHANGES else _change(value),
    "counts": _counts,
    "factor": _chosen(_FACTORS),
    "findings": _findings,
    "interrupted": lambda _value: _("broken off"),
    "left_out": _chosen(_LEFT_OUT),
    "methods": lambda value: ", ".join(str(_METHODS.get(one, one)) for one in value),
    "release": _release,
    "session_from": lambda value: _("signed in from %(address)s") % {"address": value},
    "until": _until,
}
