"""Makes the room known to Django: its receivers."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The entries are rows of `articles`; here is only what listens."""

    name = "newsroom.journal"
    label = "newsroom_journal"

    def ready(self) -> None:
        # The receivers need the models of others, which are not there before.
        from newsroom.journal import logins, rights  # noqa: F401, PLC0415
