"""The end of a session that somebody ends from elsewhere."""

from collections.abc import Iterable
from typing import Any

from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from django.utils import timezone

from articles.desk.journal import Deed, Kind, enter_all
from articles.desk.origins import actor


class RecordedSessions(DefaultUserSessionsAdapter):
    """Allauth ends sessions through this, one or all others."""

    def end_sessions(self, sessions: Iterable[Any]) -> None:
        """End `sessions` and enter it: whose they were, and from where they had come. One statement for all."""
        ended = list(sessions)
        deeds = [Deed(one.user, details={"session_from": one.ip}) for one in ended]
        super().end_sessions(ended)
        enter_all(kind=Kind.SESSION_ENDED, by=actor(), now=timezone.now(), deeds=deeds)
