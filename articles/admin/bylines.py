"""The byline as a row of initials: a field that finds authors and agencies while one types, and makes new initials."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from articles.desk.bylines import Name, names_of, unknown
from articles.models import Agency, Author

OFFERED: Final = 20  # of each kind
MOST: Final = 100  # names in one byline: more than any page has


class BylineSelect(forms.SelectMultiple):
    """The names in their order. The page's script makes chips of them; without it, it is a plain list."""

    def optgroups(self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None) -> Any:
        options = [
            self.create_option(name, one.token, one.printed, {one.token}, index, attrs={"title": _title(one)})  # type: ignore[arg-type]
            for index, one in enumerate(names_of(value))
        ]
        return [(None, options, 0)]


class BylineField(forms.Field):
    """Gives a list of `Name`, from tokens such as "author-12:photo", "agency-3" and "+jat"."""

    widget = BylineSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def prepare_value(self, value: Any) -> list[str]:
        return [one.token if isinstance(one, Name) else str(one) for one in value or ()]

    def clean(self, value: Any) -> list[Name]:
        """Return the names; refuse one that is not there any more, and initials that are none."""
        tokens = [str(one) for one in value or ()]
        if len(tokens) > MOST:
            raise ValidationError(_("A byline has at most %(most)d names."), params={"most": MOST})
        names = names_of(tokens)
        if unknown(tokens, names):
            raise ValidationError(_("One of the names in the byline is not there any more. Choose it again."))
        return names

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial) != self.prepare_value(data)


class NamesAdmin:
    """Answers what the byline asks while one types."""

    admin_site: Any

    def names_address(self) -> str:
        """Return where names are looked up."""
        return reverse(f"{self.admin_site.name}:articles_article_names")

    @method_decorator(require_GET)
    def names_view(self, request: HttpRequest) -> JsonResponse:
        """Answer the authors and agencies that `term` begins: by initials, name or code. Two queries."""
        if not self.has_view_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        term = request.GET.get("term", "").replace("\0", "").strip()[:100]
        named = Q(initials__istartswith=term) | Q(family_name__istartswith=term) | Q(given_name__istartswith=term)
        authors = Author.objects.filter(named).order_by("initials", "family_name", "pk")[:OFFERED]
        coded = Q(code__istartswith=term) | Q(name__istartswith=term)
        agencies = Agency.objects.filter(coded).order_by("code")[:OFFERED]
        names = [*(Name(author=one) for one in authors), *(Name(agency=one) for one in agencies)]
        # What was typed in full comes first: Enter takes it.
        names.sort(key=lambda one: one.printed.casefold() != term.casefold())
        results = [{"id": one.token, "text": one.printed, "detail": _title(one)} for one in names]
        return JsonResponse({"results": results, "pagination": {"more": False}})


def _title(name: Name) -> str:
    if name.agency:
        return name.agency.name or _("Agency")
    return (name.author.name if name.author else "") or _("only initials known")
