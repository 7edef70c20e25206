"""``manage.py publish_due``: what is scheduled and due becomes public."""

import signal
import sys
from argparse import ArgumentParser, ArgumentTypeError
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from articles.desk.batches import piece_of
from articles.desk.clockwork import look_on
from articles.desk.origins import coming_from
from articles.desk.scheduling import Report, moment_of, publish_due

ORIGIN = "publish_due"
MOST_SECONDS = 45  # what is due is public within a minute


class Command(BaseCommand):
    """Parse the arguments, call the desk, print the report."""

    help = "Publish what is scheduled and due: once, or --forever. Any number of these may run at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments; argparse answers wrong ones with exit code 2."""
        parser.add_argument("--forever", action="store_true", help="go on until stopped")
        parser.add_argument(
            "--every", type=seconds, default=15, metavar="SECONDS", help="with --forever: between two looks (15)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish and report; exit with 1 when something could not be published."""
        if options["forever"]:
            signal.signal(signal.SIGTERM, stop)
            try:
                look_on(every=options["every"], origin=ORIGIN, then=self._say)
            except KeyboardInterrupt:
                raise SystemExit(130) from None
        try:
            with coming_from(ORIGIN):
                report = publish_due(now=timezone.now())
        except DatabaseError as error:
            cause = " ".join(str(error).split())
            raise CommandError(f"The database failed ({cause}). What is due stays due: run again.") from error
        self._say(report)
        self.stdout.write(f"{len(report.published)} published, {len(report.failed)} failed")
        if report.failed:
            raise SystemExit(1)

    def _say(self, report: Report) -> None:
        for one in report.published:
            self.stdout.write(f"published  {piece_of(one)}  (due {moment_of(one)})")
        for one in report.failed:
            self.stdout.write(f"failed     {piece_of(one)}  (due {moment_of(one)})\n           {one.failure}")
        self.stdout.flush()


def seconds(value: str) -> float:
    """Return the number of seconds that `value` says; argparse prints what is wrong with it."""
    try:
        number = float(value)
    except ValueError:
        number = 0.0
    if not 0 < number <= MOST_SECONDS:
        raise ArgumentTypeError(f"{value!r} is no number of seconds above 0, up to {MOST_SECONDS}")
    return number


def stop(_number: int, _frame: FrameType | None) -> None:
    """End in good order: what is being published is undone, and due again."""
    sys.exit(0)
