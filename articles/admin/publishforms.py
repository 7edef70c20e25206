"""What is asked before something becomes public or ceases to be: the kind of change, the note, the reason."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.moments import Moment, MomentField
from articles.desk.correcting import note_findings
from articles.models import Change

NOW, LATER = "now", "later"
# What each kind of change means, in the words of the question.
_MEANINGS = {
    Change.TYPO: gettext_lazy("Nothing else is said. No date moves, and readers are told nothing."),
    Change.UPDATE: gettext_lazy("The story goes on. The page says when it was updated."),
    Change.CORRECTION: gettext_lazy("Something was wrong. Readers see your note, and what was changed."),
}


def _area(**attrs: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField grows", **attrs})


class ChangeForm(forms.Form):
    """Asks what a change means for readers. No answer is the default: who publishes has to think."""

    change_asked = forms.CharField(widget=forms.HiddenInput, initial="yes", required=False)
    change = forms.ChoiceField(
        label=gettext_lazy("What kind of change is it?"),
        widget=forms.RadioSelect,
        choices=Change.choices,
        error_messages={"required": gettext_lazy("Say what kind of change it is: readers are told accordingly.")},
    )
    note = forms.CharField(
        label=gettext_lazy("Note to readers"),
        help_text=gettext_lazy("What was wrong, in a sentence. Only a correction needs it."),
        required=False,
        widget=_area(),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["change"]
        field.choices = [
            (value, format_html("<b>{}</b> <span>{}</span>", word, _MEANINGS[Change(value)]))
            for value, word in Change.choices
        ]
        field.widget.attrs["autofocus"] = True

    @property
    def kind(self) -> Change:
        """The kind of change that was chosen; an update where nothing was asked."""
        return Change(self.cleaned_data.get("change") or Change.UPDATE)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if "change" in self.cleaned_data:
            for finding in note_findings(self.kind, self.cleaned_data.get("note", "")):
                self.add_error("note", finding.sentence)
        return cleaned


class PublishForm(ChangeForm):
    """Asks how a piece is to be published: what the change means, when, and why in spite of a check.

    Args:
        live: whether readers see the piece already; else no change is asked for.
        overridable: whether a check stops it and this person may say why it is published nevertheless.
        seen: the key of the version that the page shows.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput)
    when = forms.ChoiceField(
        label=gettext_lazy("When?"),
        widget=forms.RadioSelect,
        choices=((NOW, gettext_lazy("Now")), (LATER, gettext_lazy("At a time"))),
        initial=NOW,
    )
    at = MomentField(label=gettext_lazy("Time"), required=False)
    override = forms.CharField(
        label=gettext_lazy("Reason to publish in spite of it"),
        help_text=gettext_lazy("It stands in the journal with your name."),
        required=False,
        widget=_area(),
    )

    def __init__(self, *args: Any, live: bool, overridable: bool, seen: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown = seen
        self.initial["seen"] = seen
        if not live:
            del self.fields["change"], self.fields["note"]
        if not overridable:
            del self.fields["override"]

    @property
    def moment(self) -> Moment | None:
        """When the piece is to become public, None for now."""
        return self.cleaned_data.get("at") if self.cleaned_data.get("when") == LATER else None

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        when, at = self.cleaned_data.get("when"), self.cleaned_data.get("at")
        if when == LATER and at is None and "at" not in self.errors:
            self.add_error("at", _("Enter a date and a time."))
        if when == NOW and at is not None:
            # A time that was typed and not meant is better asked about than published at once.
            self.add_error("when", _("You typed a time. Choose “At a time”, or empty it to publish now."))
        if "seen" in self.cleaned_data and self.cleaned_data["seen"] != self.shown:
            # Shown again with what stands there now: who presses the button now has seen it.
            self.data = {**self.data.dict(), "seen": str(self.shown)}  # type: ignore[attr-defined]
            raise forms.ValidationError(
                _("Somebody saved this piece while you were looking. This is how it stands now: look again.")
            )
        return cleaned


class WithdrawForm(forms.Form):
    """Asks for a note to readers on a withdrawal."""

    note = forms.CharField(
        label=gettext_lazy("Note to readers"),
        help_text=gettext_lazy("Optional. It stands on the page that says that the piece was withdrawn."),
        required=False,
        widget=_area(autofocus=True),
    )


class HandInForm(forms.Form):
    """Asks what the editor is to know of a piece that is handed in."""

    note = forms.CharField(
        label=gettext_lazy("Note to the editors"),
        help_text=gettext_lazy("They read it on top of the piece."),
        required=False,
        widget=_area(rows=4, autofocus=True),
    )


class SendBackForm(forms.Form):
    """Asks what the author is to do."""

    note = forms.CharField(
        label=gettext_lazy("What is to be done?"),
        help_text=gettext_lazy("The author reads it on top of the piece."),
        widget=_area(rows=4, autofocus=True),
        error_messages={"required": gettext_lazy("Write what is to be done: the author reads it.")},
    )
