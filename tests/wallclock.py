"""A wall clock that a test sets, for processes of their own: libfaketime shows it to them instead of the machine's."""

import datetime
from pathlib import Path

from deploy.faketime import library


class WallClock:
    """A clock that goes on from where it was set, for all processes that are started with its `environment`.

    The clock that counts the seconds since the machine started is left alone, as it is where somebody sets a clock.
    """

    def __init__(self, folder: Path, moment: datetime.datetime) -> None:
        self.file = folder / "wallclock"
        self.set(moment)

    def set(self, moment: datetime.datetime) -> None:
        """Set the clock, back or ahead."""
        offset = (moment - datetime.datetime.now(datetime.UTC)).total_seconds()
        new = self.file.with_suffix(".new")
        new.write_text(f"{offset:+.3f}", encoding="ascii")
        new.replace(self.file)

    @property
    def environment(self) -> dict[str, str]:
        """Return what a process is started with that shall see this clock."""
        there = library()
        assert there is not None, "libfaketime is missing: python3 -m deploy.faketime installs it"
        return {
            "LD_PRELOAD": str(there),
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",
            "TZ": "Europe/Berlin",
        }
