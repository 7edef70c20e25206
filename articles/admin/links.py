"""Related links at the desk: made and edited in the editor's popup, for they stand in a text and nowhere else."""

import functools
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles.admin.base import DeskAdmin
from articles.admin.linkable import TargetField
from articles.admin.merging import MergingForm
from articles.desk.linking import link_columns
from articles.models import Article, RelatedLink


class RelatedLinkForm(MergingForm):
    """A related link; one that says nothing and leads nowhere is a slip."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not self.errors and not self.cleaned_data.get("title"):
            self.cleaned_data["title"] = self._title_of(self.cleaned_data.get("target"))
        return cleaned

    def _title_of(self, target: Article | None) -> str:
        """Return the headline of a chosen article, as who types here may know it."""
        field: Any = self.fields["target"]
        title = field.line_of(target) if target else ""
        if not title:
            raise ValidationError(_("Write the title to be printed, or choose an article."))
        return str(title)


def complete(link: RelatedLink) -> None:
    """Set what follows from the words of `link`, as every save of its article does; the row is not saved."""
    for name, value in link_columns(link).items():
        setattr(link, name, value)


@admin.register(RelatedLink)
class RelatedLinkAdmin(DeskAdmin):
    """The form of a related link. The desk's first page does not list them: each is found in its text."""

    form = RelatedLinkForm
    fields = ("label", "title", "target", "url")
    autocomplete_fields = ("target",)
    search_fields = ("title",)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"label": _("Read also")} | dict(super().get_changeform_initial_data(request))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        """Give the form the key of the article that the link leads to already, whoever may see that."""
        request.link_leads_to = obj.target_id if obj else None  # type: ignore[attr-defined]
        return super().get_form(request, obj, change, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "target":
            current = getattr(request, "link_leads_to", None)
            kwargs |= {"form_class": functools.partial(TargetField, user=request.user, current=current)}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: RelatedLink, form: Any, change: Any) -> None:
        complete(obj)
        super().save_model(request, obj, form, change)
