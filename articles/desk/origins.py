"""From where something is done: the address of the browser that asks, or the command that runs.

Set once at the edge and read where the journal is written, so that no function in between has to hand it on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_origin: ContextVar[str] = ContextVar("origin", default="")


@contextmanager
def coming_from(origin: str) -> Iterator[None]:
    """Let what is done inside come from `origin`: an IP address, or the name of a command."""
    before = _origin.set(origin)
    try:
        yield
    finally:
        _origin.reset(before)


def origin() -> str:
    """Return where this comes from, "" where nobody has said."""
    return _origin.get()
