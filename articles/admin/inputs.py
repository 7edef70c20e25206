"""Form fields of the desk: topics that are found or made while one types, picture files judged by their content."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.contrib.admin import AdminSite
from django.contrib.admin.widgets import (
    AdminFileWidget,
    AdminTextareaWidget,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.models import Tag, TaggedArticle

if TYPE_CHECKING:
    _Multiple = forms.ModelMultipleChoiceField[Tag]
else:
    _Multiple = forms.ModelMultipleChoiceField  # generic in the stubs only

# A topic that is not there yet comes with this in front of its name; the others come by their key.
NEW = "+"
ACCEPTED = "image/jpeg,image/png,image/webp,image/avif,image/gif"


class OneLineArea(AdminTextareaWidget):
    """An input for one line of text that is shown in several where it is long: a headline."""

    def __init__(self) -> None:
        super().__init__(attrs={"rows": 1, "class": "vLargeTextField grows one-line"})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return what was typed; a pasted line feed is a blank."""
        value = super().value_from_datadict(data, files, name)
        return " ".join(value.splitlines()) if isinstance(value, str) else value


class PictureSelect(AutocompleteSelect):
    """The choice of a picture for an article: those are offered that may be used there."""

    def __init__(self, field: Any, admin_site: AdminSite, *, article: str) -> None:
        super().__init__(field, admin_site)
        self.article = article

    def get_url(self) -> str:
        """Return the address that is asked while one types."""
        return f"{super().get_url()}?article={self.article}"


class TopicSelect(AutocompleteSelectMultiple):
    """The topics of a piece: existing ones are offered while one types, other words make new ones."""

    def __init__(self, admin_site: AdminSite) -> None:
        super().__init__(TaggedArticle._meta.get_field("tag"), admin_site)

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        attrs = super().build_attrs(base_attrs, extra_attrs)
        # Django's own script must leave it alone: ours allows new words.
        attrs["class"] = attrs["class"].replace("admin-autocomplete", "topic-select")
        return attrs

    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None) -> Any:
        groups = super().optgroups(name, [one for one in value if not one.startswith(NEW)], attr)
        options = groups[0][1]
        for one in value:
            if one.startswith(NEW):
                options.append(
                    self.create_option(name, one, one.removeprefix(NEW), {one}, len(options))  # type: ignore[arg-type]
                )
        return groups


class TopicField(_Multiple):
    """Gives a list of topics, and of names where a topic is to be made."""

    def __init__(self, admin_site: AdminSite, **kwargs: Any) -> None:
        super().__init__(Tag.objects.all(), required=False, widget=TopicSelect(admin_site), **kwargs)

    def clean(self, value: Any) -> list[Tag | str]:  # type: ignore[override]
        values = [str(one) for one in value or ()]
        known = super().clean([one for one in values if not one.startswith(NEW)])
        names = [" ".join(one.removeprefix(NEW).split()) for one in values if one.startswith(NEW)]
        longest = Tag._meta.get_field("name").max_length or 0
        if too_long := next((name for name in names if len(name) > longest), ""):
            raise ValidationError(
                _("“%(name)s” is too long for a topic: at most %(longest)d characters."),
                params={"name": too_long, "longest": longest},
            )
        return [*known, *filter(None, names)]


class Original(NamedTuple):
    """The stored file by a word: its name is a UUID and tells nobody anything."""

    url: str

    def __str__(self) -> str:
        return _("Original")


class OriginalInput(AdminFileWidget):
    """A file input that calls the stored file the original, and offers to choose what can be taken."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": ACCEPTED} | (attrs or {}))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if context["widget"]["is_initial"]:
            context["widget"]["value"] = Original(value.url)
        return context


class PictureFileField(forms.FileField):
    """A picture file. What it is decides its content, which the desk reads when it takes the upload."""

    def __init__(self, **kwargs: Any) -> None:
        # Its name is thrown away, so it may be as long as it likes; an empty file gets the desk's own sentence.
        super().__init__(**kwargs | {"max_length": None, "allow_empty_file": True})
