"""A change to a live piece that waits for its time: put aside, and joined again with what was done meanwhile.

What was put aside, what it was made from and what stands there now are compared in the words that pictures and authors
have now: their rows belong to many pieces, and naming an author since is no edit of this one.
"""

import datetime
from typing import Any, NamedTuple

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.desk.freezing import documents_as_stored, releases_of
from articles.desk.importing import comparable
from articles.desk.journal import By
from articles.desk.merging import Merged, merge
from articles.desk.restoring import as_restored, restore
from articles.document import Document, from_builtins, to_builtins
from articles.models import Release, Schedule, Version
from articles.models.pieces import Piece

_PLACES = {
    "kicker": gettext_lazy("kicker"),
    "headline": gettext_lazy("headline"),
    "teaser": gettext_lazy("teaser"),
    "lead_picture": gettext_lazy("lead picture"),
    "byline": gettext_lazy("byline"),
    "section": gettext_lazy("section"),
    "tags": gettext_lazy("topics"),
    "language": gettext_lazy("language"),
    "published_at": gettext_lazy("first published"),
    "body": gettext_lazy("text"),
}


class Clash(Exception):
    """The change and what was done meanwhile touch the same places. The message names them; nothing was changed."""


class Joined(NamedTuple):
    """A change that was put aside, joined with what there is now.

    Args:
        shown: what readers see now.
        due: what readers are to see: `shown` with the change.
        working: what the working copy is to say then: `due` with what was saved and not published.
    """

    shown: Document
    due: Document
    working: Document


def put_aside(*, piece: Piece, live: Release, by: By, now: datetime.datetime) -> tuple[Any, Any]:
    """Give the working copy of `piece` the text of `live` again; return what it said and what that was made from.

    Both are ready for JSON, and both are versions in the history afterwards. Costs about fifty queries.
    """
    [document] = documents_as_stored([piece])
    shown = from_builtins(live.document)
    restore(piece=piece, document=shown, by=by, now=now)
    return to_builtins(msgspec.structs.replace(document, updated_at=live.updated_at)), live.document


def joined(*, schedule: Schedule, piece: Piece) -> Joined:
    """Return what the change in `schedule` makes of `piece` now.

    Readers see the change and what was published meanwhile. What was saved meanwhile and not published stays
    unpublished: nobody has said that readers may see it.

    Raises:
        Clash: the same place was changed meanwhile.

    Costs about forty queries; nothing is changed.
    """
    live = live_of(piece)
    if live is None:
        raise Clash(_("Readers do not see the piece any more: there is nothing that could be changed."))
    shown = _in_words_of_now(piece, live.document, live)
    base = _in_words_of_now(piece, schedule.base, live)
    change = _in_words_of_now(piece, schedule.document, live)
    due = merge(base=base, ours=change, theirs=shown)
    _demand_no_conflicts(due)
    working = merge(base=shown, ours=due.document, theirs=_working_copy(piece, live))
    _demand_no_conflicts(working)
    return Joined(shown, due.document, working.document)


def taken_back(*, schedule: Schedule, piece: Piece) -> Document:
    """Return the working copy of `piece` with the change in `schedule`.

    Raises:
        Clash: the same place was changed meanwhile.

    Costs about thirty queries; nothing is changed.
    """
    live = live_of(piece)
    base = _in_words_of_now(piece, schedule.base, live)
    change = _in_words_of_now(piece, schedule.document, live)
    merged = merge(base=base, ours=change, theirs=_working_copy(piece, live))
    _demand_no_conflicts(merged)
    return merged.document


def kept_version(*, schedule: Schedule, piece: Piece) -> Version:
    """Return the version in the history of `piece` that says what was put aside in `schedule`.

    It was remembered when it was put aside. Where it is not there any more it is made again, at its old place: the
    working copy says something else, and what it says stays on top.
    """
    for version in piece.versions.history().filter(created_at__lte=schedule.made_at).order_by("-created_at", "-pk"):
        if _same(version.document, schedule.document):
            return version
    return piece.versions.create(
        kind=Version.Kind.EDIT,
        document=schedule.document,
        by_id=schedule.made_by_id,
        created_at=schedule.made_at,
    )


def live_of(piece: Piece) -> Release | None:
    """Return what readers see of `piece`, with its section. One query."""
    return Release.objects.live().filter(releases_of([piece])).select_related("section").first()


def _in_words_of_now(piece: Piece, stored: Any, live: Release | None) -> Document:
    return _comparable(as_restored(piece=piece, document=from_builtins(stored)), live)


def _working_copy(piece: Piece, live: Release | None) -> Document:
    [document] = documents_as_stored([piece])
    return _comparable(document, live)


def _comparable(document: Document, live: Release | None) -> Document:
    # The date of the update is the release's own: publishing sets it.
    return msgspec.structs.replace(comparable(document), updated_at=live.updated_at if live else None)


def _same(one: Any, other: Any) -> bool:
    first, second = (
        msgspec.structs.replace(comparable(from_builtins(document)), updated_at=None) for document in (one, other)
    )
    return first == second


def _demand_no_conflicts(merged: Merged) -> None:
    if merged.conflicts:
        places = dict.fromkeys(str(_PLACES.get(conflict.field, conflict.field)) for conflict in merged.conflicts)
        raise Clash(
            _("The same was changed meanwhile: %(places)s. Take the change off the schedule and join the two by hand.")
            % {"places": ", ".join(places)}
        )
