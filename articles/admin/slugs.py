"""Forms that make the address from the name where none was typed."""

from typing import Any, ClassVar

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.admin.merging import MergingForm
from articles.models.masthead import RESERVED_SLUGS
from articles.models.slugs import slug_of


class SlugForm(MergingForm):
    """A form with a slug that may be left empty."""

    words: ClassVar[tuple[str, ...]] = ("name",)
    otherwise: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].label = capfirst(_("address"))
            self.fields["slug"].help_text = _("Made from the name if empty.")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if "slug" in self.fields and "slug" not in self.errors and not self.cleaned_data.get("slug"):
            self.cleaned_data["slug"] = self._free(self._made(self.words) or self._made(self.otherwise) or "name")
        return cleaned

    def _made(self, names: tuple[str, ...]) -> str:
        return slug_of(" ".join(self.cleaned_data.get(name) or "" for name in names))

    def _free(self, slug: str) -> str:
        """Return `slug`, with a number where another row or another kind of page has it."""
        others = self._meta.model._default_manager.exclude(pk=self.instance.pk)
        taken = {*RESERVED_SLUGS, *others.filter(slug__startswith=slug).values_list("slug", flat=True)}
        candidate, number = slug, 1
        while candidate in taken:
            number += 1
            candidate = f"{slug}-{number}"
        return candidate
