"""Makes the room known to Django: its receiver, and the rows of allauth that the admin leaves out (admin.py)."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts have no models of their own."""

    name = "newsroom.accounts"
    label = "newsroom_accounts"

    def ready(self) -> None:
        # The room needs the models of others, which are not there before.
        from newsroom.accounts import receivers  # noqa: F401, PLC0415
