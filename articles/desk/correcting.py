"""What readers are told was wrong: each correction with its note, kept from release to release."""

import datetime
from typing import Any

from articles.document import Document
from articles.models import Change, Release


def corrections_after(
    before: Release, document: Document, *, change: Change, note: str, now: datetime.datetime
) -> list[dict[str, Any]]:
    """Return the corrections that a release has to tell, the newest first.

    Args:
        before: the release that readers have seen so far.
        document: what the new release says.
        change: what kind of change it is.
        note: what readers are told.
        now: when.
    """
    if change != Change.CORRECTION:
        return list(before.corrections)
    return [{"at": now.isoformat(), "note": note}, *before.corrections]
