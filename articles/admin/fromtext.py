"""New from text: a finished page or wire copy is pasted, read line by line, corrected, and saved as a draft."""

import hashlib
import json
import uuid
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.admin.linewords import CHOICES, blocks_of, facts_of, shown_lines
from articles.desk.pasting import (
    Draft,
    NotStored,
    Reading,
    UnreadableSource,
    UnusableCorrection,
    default_section,
    make_draft,
    namesakes,
    read_pasted,
)
from articles.desk.readerwords import in_words
from articles.models import Article, Section

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]  # generic in the stubs only
else:
    ModelAdmin = object

ONCE = frozenset({"headline", "teaser"})  # at most one line can be this
_REMEMBERED = 20  # drafts made in this session, so that a save that is sent twice makes one
_SESSION = "from_text"


class PasteForm(forms.Form):
    """What the page sends: the text, and what its writer says about it."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false", "autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    section = forms.ModelChoiceField(label=gettext_lazy("Section"), queryset=Section.objects.none(), required=False)
    corrections = forms.CharField(required=False, widget=forms.HiddenInput)
    paste = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["section"]
        field.queryset = Section.objects.all()  # type: ignore[attr-defined]
        field.empty_label = _("As the text says, else %(section)s") % {"section": default_section()}  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        """Refuse what is larger than an import may be."""
        text = str(self.cleaned_data["text"])
        size, limit = len(text.encode("utf-8", "replace")), settings.NEWSROOM_MAX_SEED_BYTES
        if size > limit:
            raise ValidationError(too_long(), code="too_long")
        return text

    def clean_corrections(self) -> dict[int, str]:
        """Return line -> role; what the page did not write itself is refused."""
        try:
            found = json.loads(self.cleaned_data["corrections"] or "{}")
            return {int(line): str(role) for line, role in found.items()}
        except (ValueError, AttributeError, RecursionError):
            raise ValidationError(
                _("The corrections could not be read. Undo them and correct the lines again.")
            ) from None


class Pasted:
    """What was sent, what the reader makes of it, and what stands against it.

    Args:
        form: what was sent.
        choice: a correction made by a button ("12:paragraph", "12:" takes one back, ":" all).

    `reading` is None where there is nothing to read; `problems` are sentences that stand against saving.
    """

    def __init__(self, form: PasteForm, choice: str = "") -> None:
        self.form = form
        self.problems: list[str] = []
        self.reading: Reading | None = None
        self.text = self.language = ""
        self.corrections: dict[int, str] = {}
        if form.is_bound:
            self._read(choice)

    def _read(self, choice: str) -> None:
        valid = self.form.is_valid()
        self.problems = [str(sentence) for errors in self.form.errors.values() for sentence in errors]
        cleaned = self.form.cleaned_data
        self.text = cleaned.get("text", "")
        self.corrections = _chosen(cleaned.get("corrections", {}), choice)
        self.language = cleaned.get("language", settings.LANGUAGES[0][0])
        if not self.text.strip() or (not valid and "text" in self.form.errors):
            return
        try:
            self.reading = read_pasted(self.text, language=self.language, corrections=self.corrections)
        except UnusableCorrection as error:
            self.problems.append(in_words(str(error)).text)
            self.reading = read_pasted(self.text, language=self.language, corrections={})
        except UnreadableSource:
            self.problems.append(_("This is no plain text. Paste the words of the page."))

    def why_not_saved(self) -> list[str]:
        """Return the sentences that stand against saving; none if it can be saved."""
        if self.problems:
            return self.problems
        if self.reading is None:
            return [_("There is no text yet. Paste one.")]
        return [index_page()] if self.reading.kind == "index" else []

    @property
    def digest(self) -> str:
        """What tells this paste from every other, to be kept in the session."""
        cleaned = self.form.cleaned_data
        said = [cleaned["paste"], self.text, self.language, str(cleaned["section"]), sorted(self.corrections.items())]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


class FromText(ModelAdmin):
    """The page "New from text" of the articles."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("from-text/", view(self.from_text_view), name="articles_article_from_text"),
            path("from-text/read/", view(require_POST(self.from_text_read)), name="articles_article_from_text_read"),
            *super().get_urls(),
        ]

    def from_text_view(self, request: HttpRequest) -> HttpResponse:
        """Show the page, read what was sent, or save it as a draft."""
        self._may_add(request)
        if request.method != "POST":
            language = get_language()
            initial = {"language": language if language in dict(settings.LANGUAGES) else settings.LANGUAGES[0][0]}
            return self._page(request, Pasted(PasteForm(initial=initial)), [])
        pasted = Pasted(PasteForm(request.POST), request.POST.get("correct", ""))
        if "save" not in request.POST:
            return self._page(request, pasted, pasted.problems)
        problems = pasted.why_not_saved()
        if not problems:
            try:
                to = self._saved(request, pasted)
            except NotStored as error:
                problems = [_("The database refused this text (%(error)s). Nothing was stored.") % {"error": error}]
            else:
                return JsonResponse({"to": to}) if _by_script(request) else HttpResponseRedirect(to)
        if _by_script(request):
            return JsonResponse({"html": self._reading_of(request, pasted, problems)})
        return self._page(request, pasted, problems)

    def from_text_read(self, request: HttpRequest) -> HttpResponse:
        """Return what the reader makes of the text that was sent, as a piece of the page."""
        self._may_add(request)
        pasted = Pasted(PasteForm(request.POST), request.POST.get("correct", ""))
        return HttpResponse(self._reading_of(request, pasted, pasted.problems))

    # --- the steps --------------------------------------------------------------------------------------------

    def _may_add(self, request: HttpRequest) -> None:
        if not self.has_add_permission(request):
            raise PermissionDenied

    def _page(self, request: HttpRequest, pasted: Pasted, problems: list[str]) -> HttpResponse:
        form = pasted.form
        context = {
            **self.admin_site.each_context(request),
            "title": _("New from text"),
            "is_nav_sidebar_enabled": False,  # the page needs its width
            "opts": self.opts,
            "media": self.media,
            "form": form,
            "paste": (form.data if form.is_bound else {}).get("paste") or new_name(),
            "corrections": json.dumps(pasted.corrections),
            "words": words_for_the_script(request),
            "read_address": reverse(f"{self.admin_site.name}:articles_article_from_text_read"),
            **self._read_context(request, pasted, problems),
        }
        return TemplateResponse(request, "admin/articles/article/from_text.html", context)

    def _reading_of(self, request: HttpRequest, pasted: Pasted, problems: list[str]) -> str:
        context = self._read_context(request, pasted, problems)
        return render_to_string("admin/articles/article/from_text_reading.html", context, request)

    def _read_context(self, request: HttpRequest, pasted: Pasted, problems: list[str]) -> dict[str, Any]:
        reading = pasted.reading
        context: dict[str, Any] = {"problems": problems, "reading": reading}
        if reading is None:
            return context
        warnings = [in_words(sentence) for sentence in reading.warnings]
        lines = shown_lines(pasted.text, reading, pasted.corrections, warnings)
        # Put into words once, not once for each line.
        choices = [(role, str(word)) for role, word in CHOICES.items()]
        index = reading.kind == "index" and index_page() not in problems
        return context | {
            "lines": lines,
            "choices": choices,
            "warnings": [*([index_page()] if index else []), *(one.text for one in warnings)],
            "namesakes": [(str(one), self._address_of(request, one)) for one in self._namesakes(request, reading)],
            "document": reading.document,
            "blocks": blocks_of(reading.document),
            "facts": facts_of(reading.document),
            "corrected": len(pasted.corrections),
        }

    def _namesakes(self, request: HttpRequest, reading: Reading) -> list[Article]:
        return namesakes(reading, to=request.user)  # type: ignore[arg-type]

    def _address_of(self, request: HttpRequest, article: Article) -> str:
        """Return where `article` is edited, "" for somebody who may not look at it."""
        may_look = self.has_view_or_change_permission(request, article)
        return reverse(f"{self.admin_site.name}:articles_article_change", args=(article.pk,)) if may_look else ""

    def _saved(self, request: HttpRequest, pasted: Pasted) -> str:
        """Save the draft, once however often it is sent, and return the address to go to."""
        made: dict[str, int] = request.session.get(_SESSION, {})
        article = Article.objects.filter(pk=made.get(pasted.digest, 0)).first()
        if article is None:
            assert pasted.reading is not None  # noqa: S101 - what cannot be saved was told before
            section = pasted.form.cleaned_data["section"]
            with transaction.atomic():
                draft = make_draft(pasted.reading, section=section, by=request.user, now=timezone.now())  # type: ignore[arg-type]
                self.log_addition(request, draft.article, [{"added": {}}])
            article = draft.article
            request.session[_SESSION] = dict([*made.items(), (pasted.digest, article.pk)][-_REMEMBERED:])
            self._tell(request, draft)
        if not self.has_view_or_change_permission(request, article):
            return reverse(f"{self.admin_site.name}:index")
        address = reverse(f"{self.admin_site.name}:articles_article_change", args=(article.pk,))
        filters: dict[str, Any] = {"preserved_filters": self.get_preserved_filters(request), "opts": self.opts}
        return str(add_preserved_filters(filters, address))

    def _tell(self, request: HttpRequest, draft: Draft) -> None:
        sentence = format_html(_("“{}” was saved as a draft. Readers do not see it yet."), draft.article)
        self.message_user(request, sentence, messages.SUCCESS)
        for warning in draft.warnings:
            self.message_user(request, in_words(warning).text, messages.WARNING)


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _chosen(corrections: dict[int, str], choice: str) -> dict[int, str]:
    """Return `corrections` with the choice of a button added; the headline chosen last is the headline."""
    line, colon, role = choice.partition(":")
    if not colon:
        return corrections
    if not line.isdecimal():
        return {}
    kept = {
        one: other for one, other in corrections.items() if one != int(line) and (role not in ONCE or role != other)
    }
    return kept | ({int(line): role} if role else {})


def too_long() -> str:
    """Return the sentence for a text that is larger than an import may be."""
    size = filesizeformat(settings.NEWSROOM_MAX_SEED_BYTES)
    return _("The text is larger than %(size)s. Paste a single page.") % {"size": size}


def index_page() -> str:
    """Return the sentence for a page that is no piece."""
    return _("This reads as a topic page or a list of links, which is no article. If it is one, correct a line.")


def words_for_the_script(request: HttpRequest) -> dict[str, Any]:
    """Return limits and words for articles/editor/fromtext.js, in the language of the page."""
    return {
        "user": request.user.pk,
        "once": sorted(ONCE),
        "limit": settings.NEWSROOM_MAX_SEED_BYTES,
        "tooLong": too_long(),
        "reading": _("Reading …"),
        "kept": _("Kept in this browser until it is saved."),
        "notKept": _("This browser keeps no copy: its storage is full or switched off."),
        "signedOut": _("You are signed out. The text is still here: sign in again in another tab, then go on."),
        "signIn": _("Sign in"),
        "login": reverse("admin:login"),
        "unreachable": _("The server cannot be reached. The text is kept in this browser."),
        "found": _("A text from {moment} was not saved: {start}"),
    }


def new_name() -> str:
    """Return a new name for a paste."""
    return uuid.uuid4().hex
