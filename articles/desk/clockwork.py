"""What looks every few seconds whether something is due, beside the pages that a process serves or on its own.

It waits by the clock that counts the seconds since the machine started: a wall clock that is set back or ahead neither
stops it nor makes it run. Any number of processes may each have one.
"""

import logging
import threading
import time
from collections.abc import Callable

from django.db import DatabaseError, connections
from django.utils import timezone

from articles.desk.origins import coming_from
from articles.desk.scheduling import Report, publish_due

FIRST_AFTER = 1  # seconds: what was due while nothing ran does not wait any longer
logger = logging.getLogger(__name__)


def look(*, origin: str) -> Report | None:
    """Publish what is due now; return what was done, None where the database or something else failed.

    Whatever fails is logged, and what is due stays due: the next look comes. The connections are closed again.

    Args:
        origin: from where the journal says that it was done.
    """
    try:
        with coming_from(origin):
            report = publish_due(now=timezone.now())
    except DatabaseError as error:
        logger.warning("The database failed, so what is due waits for the next look: %s", " ".join(str(error).split()))
        return None
    except Exception:
        logger.exception("What is due waits for the next look: something failed")
        return None
    finally:
        connections.close_all()
    for one in report.failed:
        logger.warning("Due and not published: %s. %s", one, one.failure)
    if report.published:
        logger.info("Published in their time: %d", len(report.published))
    return report


def look_on(*, every: float, origin: str, then: Callable[[Report], None] = lambda _report: None) -> None:
    """Look again and again, for ever.

    Args:
        every: how many seconds lie between two looks.
        origin: from where the journal says that it was done.
        then: is told what each look has done.
    """
    # `time.sleep` counts by the monotonic clock everywhere, a lock or an event with a timeout on some systems only.
    time.sleep(min(every, FIRST_AFTER))
    while True:
        report = look(origin=origin)
        if report is not None:
            then(report)
        time.sleep(every)


def start(*, every: float) -> threading.Thread | None:
    """Start looking in a thread of this process, which ends with it; None where `every` is 0."""
    if not every:
        return None
    thread = threading.Thread(
        target=look_on, kwargs={"every": every, "origin": "scheduler"}, name="scheduler", daemon=True
    )
    thread.start()
    return thread
