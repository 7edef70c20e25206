"""From where something is done, and by whom: the browser that asks and its user, or the command that runs.

Set once at the edge and read where the journal is written, so that no function in between has to hand it on. What the
desk does is told who acts all the same; this is for what happens below it, in Django's own forms.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple


class Origin(NamedTuple):
    """Where something comes from, and how to find out who acts; asking may cost a query."""

    place: str
    actor: Callable[[], Any]


def _nobody() -> None:
    """Return who acts where nobody has said: no person."""


_UNKNOWN = Origin("", _nobody)
_origin: ContextVar[Origin] = ContextVar("origin", default=_UNKNOWN)


@contextmanager
def coming_from(place: str, actor: Callable[[], Any] = _nobody) -> Iterator[None]:
    """Let what is done inside come from `place`: an IP address, or the name of a command.

    `actor` returns the user who acts, None or somebody anonymous where there is none. It is called when the journal
    wants to know, and not before: a reader's page must not ask who reads.
    """
    before = _origin.set(Origin(place, actor))
    try:
        yield
    finally:
        _origin.reset(before)


def origin() -> str:
    """Return where this comes from, "" where nobody has said."""
    return _origin.get().place


def actor() -> Any:
    """Return the signed-in user who acts, None for a command, a stranger, or where nobody has said."""
    user = _origin.get().actor()
    return user if user is not None and user.is_authenticated else None
