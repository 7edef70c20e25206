"""No acknowledged word is lost, in whatever order editors type, save, crash, choose, take up and restore.

``NEWSROOM_DAYS=10000 pytest tests/test_nothing_lost.py`` tries more days than a usual run does.
"""

import os
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from articles.body import to_blocks, to_html
from articles.desk.documents import document_of
from articles.desk.merging import Choice, merge
from articles.desk.restoring import restore
from articles.desk.saving import saved
from articles.document import Document, Paragraph, from_builtins
from articles.models import Article, Version
from tests.admin_rows import fields_of
from tests.desk_days import Day, Form, Shown, words_in, words_of

DAYS = int(os.environ.get("NEWSROOM_DAYS", "300"))
EDITORS = ("jat", "koj", "lid")
START = Document(headline="Kopf", teaser="Vorspann", body=tuple(Paragraph(f"Absatz{n}") for n in range(4)))
WHO = st.sampled_from(EDITORS)
PLACE = st.integers(0, 7)
WHICH = st.integers(0, 9)
CHOICE = st.sampled_from(list(Choice))


class PlainDesk:
    """The desk without rows and pages: what the forms do with `merge`, and nothing else."""

    def __init__(self) -> None:
        self.stored = START
        self.versions = [START]
        self.autosaves: dict[str, tuple[str, Any, Document]] = {}
        self.sessions = 0

    def open(self, editor: str) -> Form:
        self.sessions += 1
        return Form(f"s{self.sessions}", self.stored, self.stored)

    def autosave(self, editor: str, form: Form) -> None:
        self.autosaves[form.session] = (editor, form.base, form.document)

    def save(self, editor: str, form: Form) -> list[Shown]:
        merged = merge(base=form.base, ours=form.document, theirs=self.stored, choices=form.choices)
        if merged.open:
            return [
                Shown(key, frozenset(words_of(one.ours)), frozenset(words_of(one.theirs)))
                for key, one in merged.open.items()
            ]
        self.stored = merged.document
        self.versions.append(self.stored)
        self.autosaves.pop(form.session, None)
        self.autosaves.pop(form.takes_up, None)
        return []

    def kept(self, editor: str) -> list[str]:
        return [session for session, (owner, _base, _document) in self.autosaves.items() if owner == editor]

    def take_up(self, editor: str, kept: str) -> Form:
        self.sessions += 1
        _owner, base, document = self.autosaves[kept]
        return Form(f"s{self.sessions}", base, document, takes_up=kept)

    def restore(self, editor: str, which: int) -> None:
        self.stored = self.versions[which % len(self.versions)]
        self.versions.append(self.stored)

    def words(self) -> set[str]:
        return words_in(self.stored)

    def words_kept(self) -> set[str]:
        return {word for _editor, _base, document in self.autosaves.values() for word in words_in(document)}


class AnyDay(RuleBasedStateMachine):
    """Three editors at one article."""

    def __init__(self) -> None:
        super().__init__()
        self.day = Day(PlainDesk(), EDITORS)
        for editor in EDITORS:
            self.day.open(editor)

    @rule(editor=WHO)
    def opens(self, editor: str) -> None:
        self.day.open(editor)

    @rule(editor=WHO, place=PLACE)
    def types(self, editor: str, place: int) -> None:
        self.day.type(editor, place)

    @rule(editor=WHO, place=PLACE)
    def begins_a_paragraph(self, editor: str, place: int) -> None:
        self.day.insert(editor, place)

    @rule(editor=WHO, place=PLACE)
    def removes_a_paragraph(self, editor: str, place: int) -> None:
        self.day.remove(editor, place)

    @rule(editor=WHO, place=PLACE, to=PLACE)
    def moves_a_paragraph(self, editor: str, place: int, to: int) -> None:
        self.day.move(editor, place, to)

    @rule(editor=WHO)
    def is_autosaved(self, editor: str) -> None:
        self.day.autosave(editor)

    @rule(editor=WHO)
    def saves(self, editor: str) -> None:
        self.day.save(editor)

    @rule(editor=WHO, choice=CHOICE)
    def chooses(self, editor: str, choice: Choice) -> None:
        self.day.choose(editor, choice)

    @rule(editor=WHO)
    def crashes(self, editor: str) -> None:
        self.day.crash(editor)

    @rule(editor=WHO, which=WHICH)
    def takes_up(self, editor: str, which: int) -> None:
        self.day.take_up(editor, which)

    @rule(editor=WHO, which=WHICH)
    def restores(self, editor: str, which: int) -> None:
        self.day.restore(editor, which)

    @invariant()
    def nothing_is_missing(self) -> None:
        assert not self.day.missing()


# --- the same days at the real forms ------------------------------------------------------------------------


class RealDesk:
    """The desk as browsers see it: the forms of one article, opened and sent by three people."""

    def __init__(self) -> None:
        self.clients: dict[str, Client] = {}
        for editor in EDITORS:
            person = get_user_model().objects.create_superuser(editor, f"{editor}@example.org", "x")
            self.clients[editor] = Client(HTTP_ACCEPT_LANGUAGE="en")
            self.clients[editor].force_login(person)
        row = Article.objects.create(headline=START.headline, teaser=START.teaser, body=to_html(START.body))
        saved(piece=row, by=None, now=timezone.now())
        self.pk = row.pk
        self.page = reverse("admin:articles_article_change", args=(row.pk,))

    def open(self, editor: str) -> Form:
        return self._form(self.clients[editor].get(self.page))

    def autosave(self, editor: str, form: Form) -> None:
        answer = self._post(editor, reverse("admin:articles_article_autosave"), form, object_id=self.pk)
        assert answer.status_code == 200

    def save(self, editor: str, form: Form) -> list[Shown]:
        answer = self._post(editor, self.page, form, _continue="yes")
        if answer.status_code == 302:
            return []
        questions = answer.context["questions"]
        assert questions, answer.context["errors"]
        assert all(one.name in answer.content.decode() for one in questions)
        return [
            Shown(
                one.name.removeprefix("choice-"),
                frozenset(words_of([run.text for run in one.ours if run.kind != "gone"])),
                frozenset(words_of([run.text for run in one.theirs if run.kind != "gone"])),
            )
            for one in questions
        ]

    def kept(self, editor: str) -> list[str]:
        mine = Version.objects.open_autosaves().filter(by__username=editor)
        return [str(one) for one in mine.values_list("session", flat=True)]

    def take_up(self, editor: str, kept: str) -> Form:
        version = Version.objects.get(session=kept)
        return self._form(self.clients[editor].get(f"{self.page}?take_up={version.pk}"))

    def restore(self, editor: str, which: int) -> None:
        versions = list(Version.objects.history().order_by("pk"))
        document = from_builtins(versions[which % len(versions)].document)
        restore(piece=Article.objects.get(pk=self.pk), document=document, by=None, now=timezone.now())

    def words(self) -> set[str]:
        return words_in(document_of(Article.objects.get(pk=self.pk)))

    def words_kept(self) -> set[str]:
        kept = Version.objects.open_autosaves().values_list("document", flat=True)
        return {word for one in kept for word in words_in(from_builtins(one))}

    def _form(self, answer: Any) -> Form:
        assert answer.status_code == 200
        fields = fields_of(answer)
        document = Document(headline=fields["headline"], teaser=fields["teaser"], body=to_blocks(fields["body"]))
        return Form(fields["session"], fields, document, takes_up=fields["takes_up"])

    def _post(self, editor: str, address: str, form: Form, **more: Any) -> Any:
        typed = {
            "headline": form.document.headline or "",
            "teaser": form.document.teaser or "",
            "body": to_html(form.document.body),
        }
        chosen = {f"choice-{key}": str(choice) for key, choice in form.choices.items()}
        return self.clients[editor].post(address, form.base | typed | chosen | more)


_OFTEN = {"type": 5, "save": 4, "insert": 2, "choose": 2}
_SELDOM = ["remove", "move", "autosave", "crash", "open", "take_up", "restore"]
_WHAT = [*_SELDOM, *(what for what, times in _OFTEN.items() for _ in range(times))]
_ARGUMENTS = {"type": 1, "insert": 1, "remove": 1, "move": 2, "take_up": 1, "restore": 1}
_STEPS = st.tuples(st.sampled_from(_WHAT), st.sampled_from(EDITORS[:2]), PLACE, PLACE, CHOICE)


@pytest.mark.django_db
# Not shrunk: a step costs a request, and the first failing day says enough.
@settings(max_examples=15, phases=[Phase.generate])
@given(st.lists(_STEPS, min_size=25, max_size=40))
def test_no_word_is_lost_at_the_real_forms(steps: list[tuple[str, str, int, int, Choice]]) -> None:
    try:
        with transaction.atomic():
            day = Day(RealDesk(), EDITORS[:2])
            for editor in EDITORS[:2]:
                day.open(editor)
            for what, editor, place, to, choice in steps:
                values = (choice,) if what == "choose" else (place, to)[: _ARGUMENTS.get(what, 0)]
                getattr(day, what)(editor, *values)
                assert not day.missing()
            raise Undo
    except Undo:
        return


class Undo(Exception):
    """The day is over; the next one begins with an empty database."""


TestAnyDay = AnyDay.TestCase
TestAnyDay.settings = settings(max_examples=DAYS, stateful_step_count=40)
