"""Remove the second factors of somebody who has lost phone, key and recovery codes."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from articles.desk.origins import coming_from
from newsroom.accounts.factors import forget_factors


class Command(BaseCommand):
    """``manage.py forget_factors NAME``."""

    help = "Remove the second factors of somebody who has lost them. Make sure who is asking for it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the user name")

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["name"]
        user = get_user_model().objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no user {name!r}. Give the user name, not the e-mail address.")
        with coming_from("forget_factors"):
            count = forget_factors(of=user, by=None, now=timezone.now())
        self.stdout.write(f"{name}: {count} removed. The password alone lets in now, until a new factor is set up.")
