"""The app's name and its words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """Articles, galleries, pictures and the people behind them."""

    name = "articles"
    verbose_name = _("Newsroom")
