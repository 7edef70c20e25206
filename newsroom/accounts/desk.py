"""Where the desk is: the addresses that are for people of the house only."""

from typing import Final

DESK: Final = ("/admin/", "/vorschau/", "/media/originals/")
ACCOUNTS: Final = "/konto/"
