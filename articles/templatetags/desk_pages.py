"""What the desk's own forms need besides the admin's tags: fields placed by name, the buttons, words for scripts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import template
from django.contrib.admin.helpers import AdminField
from django.contrib.admin.templatetags.admin_modify import submit_row
from django.forms import BoundField

register = template.Library()


@dataclass(frozen=True)
class FormFields:
    """The fields of one admin form, each with what Django's own fieldset would show, writable or not."""

    by_name: dict[str, Any]
    form: Any

    def without(self, names: list[str]) -> dict[str, Any]:
        """Return what is left when the fields called `names` have their places."""
        return {name: field for name, field in self.by_name.items() if name not in names}


def _fields(adminform: Any) -> Iterator[tuple[str, Any]]:
    for fieldset in adminform:
        for line in fieldset:
            for field in line:
                # A read-only field describes itself in a dictionary, any other is bound to the form.
                bound = isinstance(field.field, BoundField)
                yield (field.field.name if bound else field.field["name"]), field


@register.simple_tag
def form_fields(adminform: Any) -> FormFields:
    """Return the fields of an admin form by name, as permissions and read-only settings left them."""
    return FormFields(dict(_fields(adminform)), adminform.form)


@register.inclusion_tag("admin/piece/field.html")
def field_row(fields: FormFields, name: str, note: str = "") -> dict[str, Any]:
    """Show the field called `name` with label, errors and help, nothing where the form has none of that name.

    `note` asks the script for something beside the label: a count ("count:70") or nothing.
    """
    return _row(name, fields.by_name.get(name), note)


@register.inclusion_tag("admin/piece/rest.html")
def other_rows(fields: FormFields, placed: str) -> dict[str, Any]:
    """Show every field that is not in `placed`, names with blanks between them."""
    return {"rows": [_row(name, field) for name, field in fields.without(placed.split()).items()]}


@register.simple_tag
def hidden_fields(fields: FormFields) -> list[BoundField]:
    """Return the hidden fields that stand in no fieldset: what a form remembers of its own."""
    return [field for field in fields.form.hidden_fields() if field.name not in fields.by_name]


@register.simple_tag
def errors_of(fields: FormFields) -> list[tuple[str, str, str]]:
    """Return (label, sentence, id of the input) for each error at a field, in the order of the page."""
    return [
        (str(field.field.label), str(sentence), field.field.id_for_label)
        for field in fields.by_name.values()
        if isinstance(field, AdminField)
        for sentence in field.field.errors
    ]


@register.simple_tag(takes_context=True)
def buttons(context: template.RequestContext) -> Any:
    """Return what Django's row of buttons would show here, as `show_…` flags."""
    return submit_row(context)


def _row(name: str, field: Any, note: str = "") -> dict[str, Any]:
    writable = isinstance(field, AdminField)
    return {
        "name": name,
        "field": field,
        "writable": writable,
        "errors": field.errors() if writable else "",
        "help": field.field.help_text if writable else (field.field.get("help_text") or "") if field else "",
        "id": field.field.id_for_label if writable else "",
        "hidden": writable and field.field.is_hidden,
        "note": note,
    }
