#!/usr/bin/env python
"""Django's command line, with Newsroom's settings."""

import os
import sys


def main() -> None:
    """Run the command named in the arguments; without Django installed, say how to install it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError as error:
        raise SystemExit(
            f"Django is missing here ({error}). Run `make run`, or `pip install -r requirements.txt` first."
        ) from error
    from articles.desk.origins import coming_from

    # What the journal says of where a deed came from.
    with coming_from(" ".join(["manage.py", *sys.argv[1:2]])):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
