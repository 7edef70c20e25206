"""Days at the desk for the tests of what must never be lost: editors who type, save, crash and come back.

A day is driven step by step; the desk behind it is the merge alone, or the real forms. Every word that is typed is
unlike any other, so that each can be followed. A word counts as acknowledged once a save or an autosave took it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

import msgspec

from articles.desk.merging import Choice
from articles.document import Document, Paragraph


@dataclass
class Form:
    """An open form: what it shows, and what the desk needs to know of it."""

    session: str
    base: Any
    document: Document
    takes_up: str = ""
    choices: dict[str, Choice] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Shown:
    """A conflict as an editor sees it: the words of both sides."""

    key: str
    ours: frozenset[str]
    theirs: frozenset[str]


class Desk(Protocol):
    """What an editor can do with one article."""

    def open(self, editor: str) -> Form: ...
    def autosave(self, editor: str, form: Form) -> None: ...
    def save(self, editor: str, form: Form) -> list[Shown]: ...
    def take_up(self, editor: str, kept: str) -> Form: ...
    def kept(self, editor: str) -> list[str]: ...
    def restore(self, editor: str, which: int) -> None: ...
    def words(self) -> set[str]: ...
    def words_kept(self) -> set[str]: ...


class Day:
    """Editors at one article, and the ledger of their words."""

    def __init__(self, desk: Desk, editors: Iterable[str]) -> None:
        self.desk = desk
        self.forms: dict[str, Form | None] = dict.fromkeys(editors)
        self.shown: dict[str, list[Shown]] = {}
        self.acknowledged = desk.words()
        self.excused: set[str] = set()  # taken out by an editor, or seen in a conflict and not chosen
        self.removed: dict[str, set[str]] = {}  # by session: what its autosave has taken out
        self.number = 0

    # --- what happens -----------------------------------------------------------------------------------------

    def open(self, editor: str) -> None:
        self.forms[editor] = self.desk.open(editor)
        self.shown.pop(editor, None)

    def type(self, editor: str, place: int) -> None:
        """Add a word to the headline, the teaser or a paragraph."""
        if (form := self.forms[editor]) is None:
            return
        word, document = self._word(), form.document
        if place in {0, 1}:
            name = ("headline", "teaser")[place]
            form.document = msgspec.structs.replace(
                document, **{name: f"{getattr(document, name) or ''} {word}".strip()}
            )
            return
        body = list(document.body)
        at = (place - 2) % len(body) if body else 0
        body[at : at + 1] = [Paragraph(f"{body[at].text} {word}" if body else word)]  # type: ignore[union-attr]
        form.document = msgspec.structs.replace(document, body=tuple(body))

    def insert(self, editor: str, place: int) -> None:
        """Begin a new paragraph somewhere."""
        if (form := self.forms[editor]) is None:
            return
        body = list(form.document.body)
        body.insert(place % (len(body) + 1), Paragraph(self._word()))
        form.document = msgspec.structs.replace(form.document, body=tuple(body))

    def remove(self, editor: str, place: int) -> None:
        """Take a paragraph out, and with it the words in it."""
        form = self.forms[editor]
        if form is None or not form.document.body:
            return
        body = list(form.document.body)
        gone = body.pop(place % len(body))
        form.removed |= words_of((gone,))
        form.document = msgspec.structs.replace(form.document, body=tuple(body))

    def move(self, editor: str, place: int, to: int) -> None:
        """Put a paragraph elsewhere."""
        form = self.forms[editor]
        if form is None or not form.document.body:
            return
        body = list(form.document.body)
        body.insert(to % len(body), body.pop(place % len(body)))
        form.document = msgspec.structs.replace(form.document, body=tuple(body))

    def autosave(self, editor: str) -> None:
        if (form := self.forms[editor]) is None:
            return
        self.desk.autosave(editor, form)
        self.removed[form.session] = set(form.removed)
        # What its writer took out before anybody saved it stands nowhere, as she wishes.
        self.excused |= form.removed - self.desk.words()
        self.acknowledged |= words_in(form.document)

    def save(self, editor: str) -> None:
        if (form := self.forms[editor]) is None:
            return
        conflicts = self.desk.save(editor, form)
        if conflicts:
            self.shown[editor] = conflicts
            return
        self.acknowledged |= words_in(form.document)
        self.excused |= form.removed
        self.open(editor)

    def choose(self, editor: str, choice: Choice) -> None:
        """Choose alike for all conflicts that are shown, and save."""
        form, conflicts = self.forms[editor], self.shown.get(editor)
        if form is None or not conflicts:
            return
        for conflict in conflicts:
            form.choices[conflict.key] = choice
            if choice == Choice.THEIRS:
                self.excused |= conflict.ours - conflict.theirs
            elif choice == Choice.OURS:
                self.excused |= conflict.theirs - conflict.ours
        self.save(editor)

    def crash(self, editor: str) -> None:
        """The browser is gone, with everything that only it knew."""
        self.forms[editor] = None
        self.shown.pop(editor, None)

    def take_up(self, editor: str, which: int) -> None:
        kept = self.desk.kept(editor)
        if kept:
            session = kept[which % len(kept)]
            form = self.forms[editor] = self.desk.take_up(editor, session)
            form.removed |= self.removed[session]
            self.shown.pop(editor, None)

    def restore(self, editor: str, which: int) -> None:
        """Go back to an old version: an editor takes out what came since, and it stays in the history."""
        before = self.desk.words()
        self.desk.restore(editor, which)
        self.excused |= before - self.desk.words()

    # --- what must hold ---------------------------------------------------------------------------------------

    def missing(self) -> set[str]:
        """Return the acknowledged words that are neither in the text nor kept, and that nobody took out or saw."""
        return self.acknowledged - self.excused - self.desk.words() - self.desk.words_kept()

    def _word(self) -> str:
        self.number += 1
        return f"w{self.number}"


def words_in(document: Document) -> set[str]:
    return {*(document.headline or "").split(), *(document.teaser or "").split(), *words_of(document.body)}


def words_of(value: Any) -> set[str]:
    return set(_words(value))


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, tuple | list):
        for one in value:
            yield from _words(one)
    else:
        yield from str(getattr(value, "text", value) or "").split()
