"""Bring the database to the state that `make run` promises; runs inside `.venv`.

``python -m deploy.prepare [ADDRESS]`` does what ``manage.py migrate``, ``createcachetable``, ``demo_edition`` and
``import_seeds seeds --publish`` do, one after the other, but starts Django only once: a second `make run` is ready in
seconds. With an ADDRESS it ends by saying where the pages are.
"""

import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError

DEMO_EDITOR = "chef"
DEMO_PASSWORD = "newsroom-demo"  # noqa: S105


def prepare(*, production: bool) -> int:
    """Migrate, then bring in what belongs to the demo or to production; return the exit code.

    Raises:
        CommandError, DatabaseError: a step failed; what the earlier ones did stays done.
    """
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    # Without production settings it stays empty: static files are served from where they lie. Whitenoise warns
    # where it does not exist.
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    if production:
        call_command("collectstatic", interactive=False, verbosity=0)
    else:
        call_command("demo_edition")
    try:
        call_command("import_seeds", "seeds", "--publish")
    except SystemExit as stop:
        # The report above names each text that failed. The others are there to be read, so the site starts.
        return 0 if stop.code in (None, 0, 1) else 1
    return 0


def welcome(address: str, *, production: bool) -> str:
    """Return what `make run` says last, given the site's address with its closing slash."""
    lines = ["", f"Newsroom  {address}", f"The desk  {address}admin/"]
    if not production:
        lines.append(f"Log in    {DEMO_EDITOR} / {DEMO_PASSWORD}")
    return "\n".join([*lines, "Stop      Ctrl-C", ""])


def main(arguments: list[str]) -> int:
    """Prepare, say the address given as the only argument, if any, and return the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        django.setup()
        code = prepare(production=settings.PRODUCTION)
    except (CommandError, ImproperlyConfigured) as error:
        print(error, file=sys.stderr)
        return 1
    except DatabaseError as error:
        cause = " ".join(str(error).split())
        print(f"The database refused ({cause}): check DATABASE_URL and run again.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    if code == 0 and arguments:
        print(welcome(arguments[0], production=settings.PRODUCTION), flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
