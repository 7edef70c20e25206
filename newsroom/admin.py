"""Gives the admin the desk's own site: its front page, its search, its lists in groups."""

from importlib import import_module

from django.contrib.admin.apps import AdminConfig


class DeskAdminConfig(AdminConfig):
    """Django's admin with our site in the place of `admin.site`."""

    default = False  # named in INSTALLED_APPS
    default_site = "articles.admin.desksite.DeskSite"

    def ready(self) -> None:
        # Asked for before, the site would be made once while its own package is loading and once more after.
        import_module("articles.admin")
        super().ready()
