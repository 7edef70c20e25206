"""Forms that never overwrite in silence: each remembers what it was opened with.

On saving, a field that only somebody else has changed since takes their value; one that both changed is refused with
their value in the sentence, and is saved only when it is sent again.
"""

import datetime
import json
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Any]  # generic in the stubs only
else:
    ModelForm = forms.ModelForm

_UPLOADED = "(upload)"  # equals nothing that a stored file is called


def canonical(value: Any) -> Any:
    """Return a field's value in the one form in which equal values are equal: text, or a sorted list of texts."""
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, UploadedFile):
        return _UPLOADED
    if isinstance(value, datetime.datetime):
        aware = value.astimezone(datetime.UTC) if value.tzinfo else value
        return aware.replace(microsecond=0).isoformat()  # inputs show no fractions
    if isinstance(value, list | tuple | set | models.QuerySet):
        return sorted(str(canonical(one)) for one in value)
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


class MergingForm(ModelForm):
    """A form of one row that joins what was saved elsewhere since it was opened."""

    base = forms.CharField(required=False, widget=forms.HiddenInput)
    memory: tuple[str, ...] = ("base",)  # hidden fields that are no part of what is edited

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.initial["base"] = self.to_remember()

    def has_changed(self) -> bool:
        """Say whether anything but the memory changed: an empty row of a table stays empty."""
        return bool(set(self.changed_data) - set(self.memory))

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.instance.pk is not None:
            self.join()
        return cleaned

    def to_remember(self) -> str:
        """Return what the form is opened with, for the hidden field."""
        return json.dumps(self._as_stored())

    def _as_stored(self) -> dict[str, Any]:
        return {
            name: canonical(self.get_initial_for_field(field, name))
            for name, field in self.fields.items()
            # Not what a table adds to its rows: the parent, the mark for deleting.
            if name in self.base_fields and name not in self.memory and not field.disabled
        }

    def join(self) -> None:
        """Take over what only somebody else has changed, and refuse what both have."""
        stored = self._as_stored()
        base = self.remembered()
        for name in sorted(stored.keys() & self.cleaned_data.keys()):
            ours = canonical(self.cleaned_data[name])
            # A form that remembers nothing of a field may save it only as it is.
            began = base.get(name)
            if stored[name] in (began, ours):
                continue
            if ours == began:
                self.cleaned_data[name] = self._stored_value(name)
                continue
            base[name] = stored[name]
            self.add_error(name, self.sentence_on(name))
        self.remember(base)

    def remember(self, base: dict[str, Any]) -> None:
        """Let the form go on from `base`: who sends it again has seen what others wrote."""
        data: Any = self.data
        self.data = data.copy()
        self.data[self.add_prefix("base")] = json.dumps(base)  # type: ignore[index]

    def remembered(self) -> dict[str, Any]:
        """Return what the hidden field says, an empty dict where it says nothing that can be read."""
        try:
            base = json.loads(self.data.get(self.add_prefix("base")) or "{}")
        except json.JSONDecodeError:
            return {}
        return base if isinstance(base, dict) else {}

    def _stored_value(self, name: str) -> Any:
        value = self.get_initial_for_field(self.fields[name], name)
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField) and not isinstance(value, list | tuple):
            return field.to_python(value)
        return value

    def sentence_on(self, name: str) -> str:
        """Return what to say where both have changed a field."""
        field = self.fields[name]
        value = self.get_initial_for_field(field, name)
        if isinstance(field, forms.ModelChoiceField) and not isinstance(value, list | tuple):
            row = field.to_python(value)
            value = None if row is None else field.label_from_instance(row)
        shown = ", ".join(map(str, value)) if isinstance(value, list | tuple) else value
        return _(
            "Somebody else has changed this meanwhile; it says “%(theirs)s” now. What you typed stands here: "
            "save again to keep yours, or type theirs."
        ) % {"theirs": "" if shown is None else shown}


class _Remembering(forms.Widget):
    """An input of a list that carries beside it what it was shown with: lists print no hidden fields of their own."""

    def __init__(self, inner: forms.Widget, shown: Any) -> None:
        super().__init__(inner.attrs)
        self.inner, self.shown = inner, shown

    @property
    def is_hidden(self) -> bool:
        return self.inner.is_hidden

    @property
    def media(self) -> forms.Media:
        return self.inner.media

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        beside = forms.HiddenInput().render(f"{name}-base", json.dumps(self.shown))
        return self.inner.render(name, value, attrs, renderer) + beside

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return self.inner.value_from_datadict(data, files, name)


class ListForm(MergingForm):
    """A row of a list with editable columns: here, too, what somebody else has changed is not overwritten."""

    base = None  # type: ignore[assignment]
    memory = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = self.remembered() if self.is_bound else self._as_stored()
        for name, field in self.fields.items():
            if name in self.base_fields:
                field.widget = _Remembering(field.widget, shown.get(name))

    def remembered(self) -> dict[str, Any]:
        base = {}
        for name in self.base_fields:
            try:
                base[name] = json.loads(self.data.get(f"{self.add_prefix(name)}-base") or "null")
            except json.JSONDecodeError:
                base[name] = None
        return base

    def remember(self, base: dict[str, Any]) -> None:
        for name, field in self.fields.items():
            if isinstance(field.widget, _Remembering):
                field.widget.shown = base.get(name)
