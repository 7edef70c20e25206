"""``manage.py render_pictures``: the smaller copies of pictures are made, anew where asked, and old ones removed."""

import signal
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError, OutputWrapper
from django.db import DatabaseError
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TextColumn

from articles.desk.darkroom import work_on
from articles.desk.expiry import settle_expired
from articles.desk.leftovers import clear_away, leftovers
from articles.desk.rendering import Outcome, await_all, claimed, render_next
from articles.models import Picture

_PAUSE = 0.5  # seconds, while others work on what is left
Advance = Callable[[Picture], None]


class Command(BaseCommand):
    """Parse the arguments, call the desk, print the report."""

    help = (
        "Make the missing renditions of pictures. Stopped at any time it goes on where it was; several may run at once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments; argparse answers wrong ones with exit code 2."""
        parser.add_argument("--all", action="store_true", help="make all of them anew, failed ones too")
        parser.add_argument("--forever", action="store_true", help="go on until stopped: the worker")
        parser.add_argument("--prune", action="store_true", help="remove files that no picture names, older than a day")
        parser.add_argument("--dry-run", action="store_true", help="with --prune: only say what would be removed")

    def handle(self, *args: Any, **options: Any) -> None:
        """Render and report; exit with 1 when a picture failed."""
        if options["dry_run"] and not options["prune"]:
            raise CommandError("--dry-run goes with --prune: add --prune, or leave it out.", returncode=2)
        if options["prune"] and (options["all"] or options["forever"]):
            raise CommandError("--prune removes files and renders none: run it by itself.", returncode=2)
        signal.signal(signal.SIGTERM, stop)
        try:
            if options["prune"]:
                self._prune(dry_run=options["dry_run"])
            elif self._render(again=options["all"], forever=options["forever"]):
                raise SystemExit(1)
        except DatabaseError as error:
            cause = " ".join(str(error).split())
            raise CommandError(f"The database failed ({cause}). What waits goes on waiting: run again.") from error
        except KeyboardInterrupt:
            raise SystemExit(130) from None

    # --- rendering --------------------------------------------------------------------------------------------

    def _render(self, *, again: bool, forever: bool) -> int:
        """Render, and return how many pictures have none of their own now."""
        if again:
            await_all()
        if forever:
            work_on(then=self._say)
        settle_expired(now=timezone.now())
        counts: Counter[Outcome] = Counter()
        with self._progress(Picture.objects.waiting().count()) as advance:
            while True:
                done = render_next(now=timezone.now())
                if done is not None:
                    counts[done[1]] += 1
                    self._say(*done)
                    advance(done[0])
                elif counts[Outcome.POSTPONED] or not claimed(now=timezone.now()):
                    break
                else:
                    time.sleep(_PAUSE)  # of another process, or of one that was killed: its claim runs out
        failed = counts[Outcome.FAILED] + counts[Outcome.POSTPONED]
        self.stdout.write(f"{counts[Outcome.MADE]} rendered, {failed} failed")
        return failed

    def _say(self, picture: Picture, outcome: Outcome) -> None:
        if outcome is Outcome.MADE:
            self.stdout.write(f"rendered   {picture.pk}  {picture}")
        elif outcome is not Outcome.CHANGED:
            reason = Picture.objects.filter(pk=picture.pk).values_list("render_failure", flat=True).first()
            self.stdout.write(f"failed     {picture.pk}  {picture}\n           {reason}")
        self.stdout.flush()

    @contextmanager
    def _progress(self, total: int) -> Iterator[Advance]:
        """Show a bar in a terminal, on the side of errors; say nothing elsewhere."""
        console = Console(stderr=True)
        if not console.is_terminal:
            yield lambda _picture: None
            return
        columns = (*Progress.get_default_columns()[:3], MofNCompleteColumn(), TextColumn("{task.fields[picture]}"))
        with Progress(*columns, console=console, transient=True) as progress:
            if self.stdout.isatty():
                self.stdout = OutputWrapper(sys.stdout)  # rich's by now: lines go above the bar, not through it
            task = progress.add_task("render", total=total, picture="")
            yield lambda picture: progress.update(task, advance=1, picture=str(picture))

    # --- pruning ----------------------------------------------------------------------------------------------

    def _prune(self, *, dry_run: bool) -> None:
        files = size = 0
        for leftover in leftovers(now=timezone.now()):
            if not dry_run:
                clear_away(leftover)
            files, size = files + leftover.files, size + leftover.size
            self.stdout.write(f"{'unused' if dry_run else 'removed':<9}  {leftover.name}")
        done = "would be removed" if dry_run else "removed"
        self.stdout.write(f"{files} files {done}, {filesizeformat(size)}")


def stop(_number: int, _frame: FrameType | None) -> None:
    """End in good order: what was being rendered waits, and is rendered by the next one."""
    sys.exit(0)
