"""Where renditions are made while nobody waits for them: a thread of each serving process, or a worker of its own.

The setting NEWSROOM_RENDERING says which; where neither runs (in a command, in a test) they are made at once after the
commit. Any number of threads and workers may be at it, on any number of machines.
"""

import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connections, transaction
from django.utils import timezone

from articles.desk.expiry import settle_expired
from articles.desk.rendering import Outcome, claim, render_next, render_picture
from articles.models import Picture

EVERY: Final = 10.0  # seconds between two looks where nobody wakes it: another process may have left something
EXPIRY_EVERY: Final = 300.0  # seconds; also at the first look
logger = logging.getLogger(__name__)
Told = Callable[[Picture, Outcome], None]
_call = threading.Event()
_works = threading.Event()  # set while this process has a thread


def wake(*keys: int) -> None:
    """Have the renditions of the pictures with these keys made soon, once the transaction is through.

    They wait for them already. Call it too where the day was changed on which one expires: what readers may not see any
    more is taken away from them before this returns. Otherwise it returns at once where a thread or a worker renders;
    where neither runs, the work is done after the commit, before this process goes on.
    """
    transaction.on_commit(lambda: _woken(keys))


def look_first(*keys: int) -> None:
    """Have a first look at these pictures made once the transaction is through; they go on waiting for the rest.

    For imports, which bring many: a thread of a serving process makes all of it, else it is done here and now.
    """
    transaction.on_commit(lambda: _looked_at(keys))


def _looked_at(keys: tuple[int, ...]) -> None:
    if _works.is_set():
        _call.set()
        return
    for key in keys:
        picture = claim(now=timezone.now(), key=key)
        if picture is not None and picture.rendering_since is not None:
            render_picture(picture=picture, now=picture.rendering_since, first=True)


def _woken(keys: tuple[int, ...]) -> None:
    _settle(keys)
    if _works.is_set():
        _call.set()
    elif settings.NEWSROOM_RENDERING != "worker":
        for key in keys:
            picture = claim(now=timezone.now(), key=key)
            if picture is not None and picture.rendering_since is not None:
                render_picture(picture=picture, now=picture.rendering_since)


def _settle(keys: tuple[int, ...]) -> None:
    try:
        settle_expired(now=timezone.now(), keys=keys)
    except (OSError, DatabaseError):
        # What was saved is saved; the thread or the worker tries it again within minutes.
        logger.exception("The renditions of expired pictures could not be taken away yet")


def start() -> threading.Thread | None:
    """Start rendering in a thread of this process, which ends with it; None where a worker of its own does that."""
    if settings.NEWSROOM_RENDERING == "worker":
        return None
    thread = threading.Thread(target=_beside_pages, name="darkroom", daemon=True)
    _works.set()
    thread.start()
    return thread


def _beside_pages() -> None:
    if sys.platform == "linux":
        # Of this thread alone: readers' pages go first.
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)
    work_on()


def work_on(*, every: float = EVERY, then: Told = lambda _picture, _outcome: None) -> None:
    """Render what waits, and what comes to wait, for ever.

    Args:
        every: how many seconds to wait for a call where nothing is left to do.
        then: is told what became of each picture.
    """
    calendar = Calendar()
    while True:
        if not look(calendar=calendar, then=then):
            _call.wait(every)
            _call.clear()


class Calendar:
    """Knows when to look for pictures that expire: when the day has changed, and every few minutes."""

    def __init__(self) -> None:
        self._looked: tuple[object, float] | None = None

    def due(self) -> bool:
        day, seconds = timezone.localdate(), time.monotonic()
        if self._looked and self._looked[0] == day and seconds - self._looked[1] < EXPIRY_EVERY:
            return False
        self._looked = (day, seconds)
        return True


def look(*, calendar: Calendar | None = None, then: Told = lambda _picture, _outcome: None) -> bool:
    """Render one picture that waits; return whether there was one.

    Whatever fails is logged: the picture waits for the next look. The connections are closed again.
    """
    try:
        now = timezone.now()
        if calendar is None or calendar.due():
            settle_expired(now=now)
        done = render_next(now=now)
        if done is not None:
            _say(*done)
            then(*done)
    except DatabaseError as error:
        logger.warning("The database failed, so pictures wait for the next look: %s", " ".join(str(error).split()))
        return False
    except Exception:
        logger.exception("Pictures wait for the next look: something failed")
        return False
    finally:
        connections.close_all()
    return done is not None


def _say(picture: Picture, outcome: Outcome) -> None:
    if outcome is Outcome.FAILED:
        logger.warning("Picture %s (%s) has no renditions: see its page at the desk", picture.pk, picture)
    elif outcome is Outcome.POSTPONED:
        logger.warning("Picture %s (%s) waits: the storage took nothing", picture.pk, picture)
