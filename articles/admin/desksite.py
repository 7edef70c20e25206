"""The desk's own admin site: a front page of what there is to do, one search over everything, lists in groups."""

from collections.abc import Iterable
from typing import Any, Final

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from articles.admin.commands import begun_with, commands
from articles.admin.frontpage import columns
from articles.admin.searching import answer
from articles.desk.overview import overview

# Every kind of row that is edited, below the word that one looks for it by. What is in none of these comes last.
GROUPS: Final[tuple[tuple[str, Any, tuple[str, ...]], ...]] = (
    ("stories", _("Stories"), ("articles.article", "articles.gallery", "articles.relatedlink", "articles.version",
                               "articles.release")),
    ("pictures", _("Pictures"), ("articles.picture",)),
    ("people", _("People"), ("articles.author", "articles.agency")),
    ("paper", _("The paper"), ("articles.section", "articles.tag", "articles.masthead")),
    ("accounts", _("Accounts"), ("auth.user", "auth.group", "articles.journalentry", "admin.logentry")),
)  # fmt: skip
OTHERS: Final = ("others", _("Other"))


class DeskSite(AdminSite):
    """Django's admin with a front page that says what there is to do."""

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [path("search/", self.admin_view(self.search_view), name="search"), *super().get_urls()]

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        """Let pages be read and sent, and nothing else: Django would answer any other method as if it were a GET."""
        return require_http_methods(["GET", "HEAD", "POST"])(super().admin_view(view, cacheable))

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Show what there is to do. Seventeen statements at most for the heaps, whatever is in them."""
        now = timezone.now()
        lists = self.get_app_list(request)
        shown = columns(self, request, overview(user=request.user, now=now), now=now)
        ways = begun_with(commands(self, request, lists))
        return super().index(request, {"columns": shown, "ways": ways, **(extra_context or {})})

    def search_view(self, request: HttpRequest) -> HttpResponse:
        """Answer one search over everything: a page, or JSON for the dialog that asks while one types."""
        return answer(self, request, self.get_app_list(request))

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return all lists that this person may open, in the desk's groups; of one app as Django has them."""
        apps = super().get_app_list(request, app_label)
        if app_label is not None:
            return apps
        rows = {row["model"]._meta.label_lower: row for app in apps for row in app["models"]}
        grouped = [self._group(name, title, [rows.pop(one) for one in labels if one in rows])
                   for name, title, labels in GROUPS]  # fmt: skip
        grouped.append(self._group(*OTHERS, rows.values()))
        return [group for group in grouped if group["models"]]

    def _group(self, name: str, title: Any, rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
        return {
            "name": title,
            "app_label": name,
            "app_url": f"{reverse(f'{self.name}:index')}#lists-{name}",
            "has_module_perms": True,
            "models": list(rows),
        }
