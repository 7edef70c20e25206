"""The forms of pieces: they remember the editing session, and an article's merges block by block, or asks."""

import copy
import datetime
import json
import uuid
from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.bylines import BylineField
from articles.admin.merging import MergingForm, canonical
from articles.body import to_html
from articles.desk.bylines import contributions, names_in
from articles.desk.comparing import Run, readable, word_runs
from articles.desk.documents import document_as_typed, document_of
from articles.desk.merging import Choice, Conflict, merge
from articles.document import Document, from_builtins, to_builtins
from articles.models import Article

TAKING_UP = "_taking_up"  # in the data of a form that shows what was kept, and is not to be saved yet
EMBARGO = "embargo_until"
_COLUMNS = ("kicker", "headline", "teaser", "language", "byline_printed", "published_at", "updated_at")
LABELS = {
    "kicker": gettext_lazy("Kicker"),
    "headline": gettext_lazy("Headline"),
    "teaser": gettext_lazy("Teaser"),
    "lead_picture": gettext_lazy("Lead picture"),
    "section": gettext_lazy("Section"),
    "byline": gettext_lazy("Byline"),
    "tags": gettext_lazy("Topics"),
    "language": gettext_lazy("Language"),
    "published_at": gettext_lazy("First published"),
    "updated_at": gettext_lazy("Updated for readers"),
    "body": gettext_lazy("Text"),
}


class Question(NamedTuple):
    """A place that two people changed, as the page asks about it.

    Args:
        name: the name of the choice in the form.
        label: the field's name.
        base: what stood there, readable.
        ours: what was typed here, word by word against what stood there.
        theirs: what somebody else saved, likewise.
        choices: pairs of value and words.
        chosen: the value chosen so far, "" for none.
    """

    name: str
    label: str
    base: str
    ours: tuple[Run, ...]
    theirs: tuple[Run, ...]
    choices: tuple[tuple[str, str], ...]
    chosen: str


class PieceForm(MergingForm):
    """The form of an article or a gallery.

    `session` tells one opening of the page from another; `takes_up` is the autosave whose text it goes on with.
    """

    session = forms.UUIDField(required=False, widget=forms.HiddenInput)
    takes_up = forms.CharField(required=False, widget=forms.HiddenInput)
    memory = ("base", "session", "takes_up")

    joined = False  # whether a save joins what somebody else saved
    questions: tuple[Question, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.initial["session"] = str(uuid.uuid4())

    @property
    def taking_up(self) -> bool:
        """Whether the form only shows what was kept."""
        return TAKING_UP in self.data

    def clean(self) -> dict[str, Any] | None:
        """Keep dates that nobody touched as they are: the inputs show no fractions of a second."""
        if self.taking_up:
            raise ValidationError(_("This is what was kept. It is not saved yet."), code="taking_up")
        return super().clean()

    def keep_untouched_dates(self) -> None:
        """Give dates that say what is stored their fractions of a second back."""
        for name in {"published_at", "updated_at", EMBARGO} & self.cleaned_data.keys():
            stored = self.initial.get(name)
            if isinstance(stored, datetime.datetime) and self.cleaned_data[name] == stored.replace(microsecond=0):
                self.cleaned_data[name] = stored

    def join(self) -> None:
        super().join()
        self.keep_untouched_dates()

    def value(self, name: str) -> Any:
        """Return a field as understood, else as typed, for what is kept while somebody writes."""
        if name in self.cleaned_data:
            return self.cleaned_data[name]
        typed = self.data.get(self.add_prefix(name), "")
        return typed if isinstance(self.fields.get(name), forms.CharField) else None


class ArticleForm(PieceForm):
    """The form of an article. What somebody else saved meanwhile is merged, field by field and block by block."""

    byline = BylineField(label=gettext_lazy("Byline"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None and "byline" in self.fields:
            self.initial["byline"] = names_in(self.instance)

    def to_remember(self) -> str:
        stored = _stored(self.instance)
        version = stored.versions.history().values_list("pk", flat=True).first() if stored.pk else None
        document = document_of(stored) if stored.pk else Document()
        beside = {"slug": stored.slug, EMBARGO: canonical(stored.embargo_until)}
        return json.dumps({"version": version, **beside, "document": to_builtins(document)})

    def document(self) -> Document:
        """Return what the form says, as far as it can be understood. Costs about eight queries."""
        typed = _stored(self.instance)
        for name in {*_COLUMNS, "lead_picture", "section"} & self.fields.keys():
            value = self.value(name)
            setattr(typed, name, value if value is not None or name not in _TEXTS else "")
        names = self.value("byline") if "byline" in self.fields else names_in(typed)
        tags = self.value("tags") if "tags" in self.fields else list(typed.tags.all())
        return document_as_typed(
            typed,
            names=contributions(names or (), article=typed),
            tags=[str(one) for one in tags or ()],
            body=self.value("body") if "body" in self.fields else typed.body,
        )

    def join(self) -> None:
        if self.errors:
            return
        remembered = self.remembered()
        base, theirs = _document_in(remembered), document_of(_stored(self.instance))
        self.keep_untouched_dates()
        self._join_slug(remembered)
        self._join_embargo(remembered)
        if base == theirs or self.errors:
            return
        ours = self.document()
        merged = merge(base=base, ours=ours, theirs=theirs, choices=self._choices())
        if merged.open:
            self.questions = tuple(self._question(key, conflict) for key, conflict in merged.open.items())
            raise ValidationError(
                _("Somebody else has saved meanwhile, and you both changed the same place. Choose what is to stand."),
                code="conflict",
            )
        self.joined = True
        self._take_over(merged.document, ours)

    def _join_slug(self, remembered: Mapping[str, Any]) -> None:
        if "slug" not in self.cleaned_data:
            return
        # An address that was made by a save meanwhile is not lost by a form that was opened without one.
        if self.cleaned_data["slug"] == remembered.get("slug", ""):
            self.cleaned_data["slug"] = self.instance.slug

    def _join_embargo(self, remembered: dict[str, Any]) -> None:
        """Join the embargo by itself: it is no part of the text, and restoring a text lifts none."""
        if EMBARGO not in self.cleaned_data:
            return
        ours, theirs = canonical(self.cleaned_data[EMBARGO]), canonical(self.instance.embargo_until)
        began = remembered.get(EMBARGO, "")
        if theirs in {began, ours}:
            return
        if ours == began:
            self.cleaned_data[EMBARGO] = self.instance.embargo_until
            return
        self.add_error(EMBARGO, self.sentence_on(EMBARGO))
        self.remember(remembered | {EMBARGO: theirs})

    def _take_over(self, merged: Document, ours: Document) -> None:
        """Put what was merged into the form's values. A field is either ours or as it is stored; the text is both."""
        for name in ("kicker", "headline", "teaser", "section", "language", "published_at", "updated_at",
                     "lead_picture"):  # fmt: skip
            if getattr(merged, name) != getattr(ours, name) and name in self.cleaned_data:
                self.cleaned_data[name] = getattr(self.instance, name)
        if merged.byline != ours.byline:
            self.cleaned_data["byline"] = names_in(self.instance)
            self.cleaned_data["byline_printed"] = self.instance.byline_printed
        if merged.tags != ours.tags:
            self.cleaned_data["tags"] = list(_stored(self.instance).tags.all())
        if merged.body != ours.body:
            self.cleaned_data["body"] = to_html(merged.body)

    def _choices(self) -> dict[str, Choice]:
        values = {str(one) for one in Choice}
        return {
            name.removeprefix("choice-"): Choice(value)
            for name in self.data
            if name.startswith("choice-") and (value := self.data.get(name, "")) in values
        }

    def _question(self, key: str, conflict: Conflict) -> Question:
        base, ours, theirs = (readable(one) if one else "" for one in conflict[1:])
        choices = [(str(Choice.OURS), _("Mine")), (str(Choice.THEIRS), _("Theirs"))]
        if conflict.field == "body" and conflict.ours and conflict.theirs:
            choices.append((str(Choice.BOTH), _("Both, one after the other")))
        return Question(
            name=f"choice-{key}",
            label=str(LABELS.get(conflict.field, conflict.field)),
            base=base,
            ours=word_runs(base, ours),
            theirs=word_runs(base, theirs),
            choices=tuple(choices),
            chosen=self.data.get(f"choice-{key}", ""),
        )


_TEXTS = frozenset({"kicker", "headline", "teaser", "language", "byline_printed"})


def _stored(article: Article) -> Article:
    """Return a copy of `article` as it is stored, to be changed and asked for its rows without touching the form's."""
    return copy.copy(article) if article._state.adding else Article.objects.get(pk=article.pk)


def _document_in(remembered: Mapping[str, Any]) -> Document:
    """Return the document that a form was opened with; one that says nothing makes every difference a question."""
    try:
        return from_builtins(remembered["document"])
    except (KeyError, msgspec.ValidationError):
        return Document()


def version_in(base: Any) -> int | None:
    """Return the key of the newest version when a form was opened, None where there was none."""
    version = base.get("version") if isinstance(base, dict) else None
    return version if isinstance(version, int) else None
