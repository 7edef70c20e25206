"""``manage.py import_seeds PATH…``: the texts of finished news pages become articles."""

import functools
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, OutputWrapper
from django.utils import timezone
from django.utils.text import slugify
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TextColumn

from articles.desk.importing import Options, Outcome, import_files
from articles.desk.picturefiles import PictureFiles
from articles.desk.sections import section_for
from articles.desk.seedfiles import find_seed_files
from articles.sources import seedtext

STATUSES = ("created", "updated", "unchanged", "parsed", "failed")


class Command(BaseCommand):
    """Parse the arguments, call the desk, print the report."""

    help = "Import seed texts: a file, or a folder with *.txt. Running it twice changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments; argparse answers wrong ones with exit code 2."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a seed text or a folder of them")
        parser.add_argument("--publish", action="store_true", help="publish what was imported and nobody has edited")
        parser.add_argument("--dry-run", action="store_true", help="read and report; write nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object a file (JSON Lines)")
        parser.add_argument("--section", metavar="SLUG", help="the section of texts that name none")
        parser.add_argument(
            "--by", metavar="USERNAME", help="act as this person, who may or may not; else as the house"
        )
        parser.add_argument("--language", default="de", metavar="CODE", help="the language of the texts (de)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and report; exit with 1 when a file failed."""
        if options["language"] not in dict(settings.LANGUAGES):
            known = ", ".join(dict(settings.LANGUAGES))
            raise CommandError(
                f"--language {options['language']}: not a language of this site ({known}).", returncode=2
            )
        if options["section"] and slugify(options["section"]) != options["section"]:
            raise CommandError(
                f"--section {options['section']}: not a slug. Use lower-case letters, digits and hyphens.", returncode=2
            )
        if options["by"] and _person(options["by"]) is None:
            raise CommandError(
                f"--by {options['by']}: nobody at the desk has this user name. Give the name that they sign in with.",
                returncode=2,
            )
        outcomes = import_files(find_seed_files(options["paths"]), self._import_options(options))
        failed = self._report_json(outcomes) if options["json"] else self._report_lines(outcomes, options["paths"])
        if failed:
            raise SystemExit(1)

    def _import_options(self, options: dict[str, Any]) -> Options:
        folders = {(path if path.is_dir() else path.parent) / "pictures" for path in options["paths"]}
        return Options(
            read=functools.partial(seedtext.read, language=options["language"]),
            section=section_for(options["section"], dry_run=options["dry_run"]),
            limit=settings.NEWSROOM_MAX_SEED_BYTES,
            publish=options["publish"],
            dry_run=options["dry_run"],
            now=timezone.now(),
            pictures=PictureFiles(sorted(folders)),
            by=_person(options["by"]) if options["by"] else None,
        )

    def _report_json(self, outcomes: Iterable[Outcome]) -> int:
        failed = 0
        for outcome in outcomes:
            failed += outcome.status == "failed"
            self.stdout.write(msgspec.json.encode(as_json(outcome)).decode())
        return failed

    def _report_lines(self, outcomes: Iterable[Outcome], paths: list[Path]) -> int:
        counts = dict.fromkeys(STATUSES, 0)
        for outcome in self._with_progress(outcomes, paths):
            counts[outcome.status] += 1
            self.stdout.write(f"{outcome.status:<9} {outcome.source}")
            for sentence in filter(None, (outcome.reason, *outcome.warnings)):
                self.stdout.write(f"          {sentence}")
        self.stdout.write(", ".join(f"{counts[status]} {status}" for status in STATUSES if counts[status]))
        return counts["failed"]

    def _with_progress(self, outcomes: Iterable[Outcome], paths: list[Path]) -> Iterator[Outcome]:
        console = Console(stderr=True)
        if not console.is_terminal:
            yield from outcomes
            return
        total = sum(1 for _file in find_seed_files(paths))
        columns = (*Progress.get_default_columns()[:3], MofNCompleteColumn(), TextColumn("{task.fields[source]}"))
        with Progress(*columns, console=console, transient=True) as progress:
            if self.stdout.isatty():
                self.stdout = OutputWrapper(sys.stdout)  # rich's by now: lines go above the bar, not through it
            task = progress.add_task("import", total=total, source="")
            for outcome in outcomes:
                progress.update(task, advance=1, source=outcome.source)
                yield outcome


def _person(name: str) -> Any:
    """Return who signs in at the desk with a name, None where nobody does (any more)."""
    return get_user_model().objects.filter(username=name, is_active=True, is_staff=True).first()


def as_json(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome as the object that ``--json`` prints; a failed file has a reason and no document."""
    reading = outcome.reading
    return {
        "source": outcome.source,
        "kind": reading.kind if reading else None,
        "status": outcome.status,
        "document": reading.document if reading else None,
        "account": reading.account if reading else (),
        "warnings": outcome.warnings,
    } | ({"reason": outcome.reason} if outcome.reason else {})
