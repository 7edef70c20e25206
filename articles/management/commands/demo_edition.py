"""``manage.py demo_edition``: the demo paper's masthead, sections, authors and people."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.desk.edition import DEMO_PASSWORD, make_demo_staff, read_edition, set_up_edition


class Command(BaseCommand):
    """Refuse in production, where a known password would be an open door."""

    help = "Set up the demo paper and its people. Running it twice changes nothing. Never in production."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        default = settings.BASE_DIR / "seeds" / "edition.json"
        parser.add_argument("path", nargs="?", type=Path, default=default, help="the edition's file")

    def handle(self, *args: Any, **options: Any) -> None:
        """Set up the paper, then print who can log in."""
        if settings.PRODUCTION:
            raise CommandError("The demo has people with a known password. Make a user with createsuperuser.")
        path: Path = options["path"]
        try:
            edition = read_edition(path.read_bytes())
        except OSError as error:
            raise CommandError(f"{path}: cannot be read ({error.strerror}). Name an edition's file.") from error
        except (msgspec.ValidationError, msgspec.DecodeError) as error:
            raise CommandError(f"{path}: not an edition ({error}). Compare it with seeds/edition.json.") from error
        set_up_edition(edition)
        for name, known in sorted(make_demo_staff(edition).items()):
            self.stdout.write(f"{name} / {DEMO_PASSWORD}" if known else f"{name}, with a password of their own")
