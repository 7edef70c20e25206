"""Room for large pictures: one at a time in each process, since the largest take some 400 MB while they are decoded."""

import contextlib
import threading
from collections.abc import Iterator
from typing import Final

from articles.imaging.opening import Opened

_SMALL: Final = 100_000_000  # bytes: what every photograph of today's cameras stays below, several fit in at once
_alone = threading.Lock()


@contextlib.contextmanager
def room_for(opened: Opened) -> Iterator[None]:
    """Wait until there is room to decode `opened`, a second or two at most behind another large one.

    Pages and small pictures go on meanwhile. Not to be asked for inside of itself.
    """
    if opened.envelope.memory * opened.width * opened.height <= _SMALL:
        yield
        return
    with _alone:
        yield
