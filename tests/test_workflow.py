"""The way of a piece through the desk: who may take which step when, what is said with it, and what it leaves."""

import datetime
from typing import Any

import pytest
from django.utils import translation

from articles.desk.deeds import entries_on
from articles.desk.journal import Kind, enter
from articles.desk.publishing import publish, withdraw
from articles.desk.rights import NotAllowed
from articles.desk.workflow import (
    Step,
    WrongStep,
    next_steps,
    note_that_matters,
    reopen,
    send_back,
    submit,
    take_back,
)
from articles.models import Article, Gallery, Status
from tests.admin_rows import NOW, article, section
from tests.roles import CHIEF, EDITOR, PHOTO_DESK, REPORTER, TECHNICIAN, person

pytestmark = pytest.mark.django_db
LATER = NOW + datetime.timedelta(hours=1)


@pytest.fixture
def reporter() -> Any:
    return person(REPORTER, first_name="Rike", last_name="Reuter")


@pytest.fixture
def editor() -> Any:
    return person(EDITOR, sections=[section()], first_name="Edda", last_name="Ernst")


@pytest.fixture
def draft(reporter: Any) -> Article:
    row = article()
    Article.objects.filter(pk=row.pk).update(created_by=reporter)
    return Article.objects.get(pk=row.pk)


def stands(row: Any, status: Status) -> Any:
    type(row).objects.filter(pk=row.pk).update(status=status)
    return type(row).objects.get(pk=row.pk)


def steps(row: Any, by: Any, *, live: bool = False, scheduled: bool = False) -> set[Step]:
    return set(next_steps(piece=row, by=by, live=live, scheduled=scheduled))


# --- the way --------------------------------------------------------------------------------------------------------


def test_a_draft_goes_to_the_editor_and_back_and_to_the_readers(draft: Article, reporter: Any, editor: Any) -> None:
    submit(piece=draft, by=reporter, now=NOW, note="Bitte bis sechs.")
    assert draft.status == Status.REVIEW
    send_back(piece=draft, by=editor, now=NOW, note="  Die Zahl fehlt. ")
    assert draft.status == Status.DRAFT
    submit(piece=draft, by=reporter, now=LATER)
    publish(piece=draft, by=editor, now=LATER)
    told = entries_on(draft).order_by("pk").values_list("kind", "by_name", "note")
    assert list(told) == [
        ("submitted", "Rike Reuter", "Bitte bis sechs."),
        ("sent_back", "Edda Ernst", "Die Zahl fehlt."),
        ("submitted", "Rike Reuter", ""),
        ("published", "Edda Ernst", ""),
    ]


def test_what_was_handed_in_can_be_taken_back_by_its_writer_alone(draft: Article, reporter: Any, editor: Any) -> None:
    submit(piece=draft, by=reporter, now=NOW)
    with pytest.raises(NotAllowed):
        take_back(piece=draft, by=editor, now=NOW)
    take_back(piece=draft, by=reporter, now=NOW)
    assert Article.objects.get().status == Status.DRAFT


def test_taking_up_again_leaves_what_readers_see(draft: Article, reporter: Any) -> None:
    publish(piece=draft, by=None, now=NOW)
    reopen(piece=draft, by=reporter, now=LATER)
    assert Article.objects.get().status == Status.DRAFT
    assert draft.releases.filter(live=True).count() == 1


def test_what_was_withdrawn_is_not_its_writers_to_take_up(draft: Article, reporter: Any, editor: Any) -> None:
    publish(piece=draft, by=None, now=NOW)
    withdraw(piece=draft, by=None, now=NOW)
    with pytest.raises(NotAllowed):
        reopen(piece=draft, by=reporter, now=LATER)
    reopen(piece=draft, by=editor, now=LATER)
    assert Article.objects.get().status == Status.DRAFT


@pytest.mark.parametrize(
    ("take", "begins"),
    [
        (lambda row, by: submit(piece=row, by=by, now=NOW), Status.DRAFT),
        (lambda row, by: take_back(piece=row, by=by, now=NOW), Status.REVIEW),
        (lambda row, by: send_back(piece=row, by=by, now=NOW, note="Warum"), Status.REVIEW),
    ],
    ids=["submit", "take_back", "send_back"],
)
@pytest.mark.parametrize("status", Status)
def test_a_step_begins_where_it_begins(draft: Article, take: Any, begins: Status, status: Status) -> None:
    row = stands(draft, status)
    if status == begins:
        take(row, None)
        assert Article.objects.get().status != status
        return
    with translation.override("en"), pytest.raises(WrongStep, match=f"stands at “{status.label}”"):
        take(row, None)
    assert Article.objects.get().status == status
    assert not entries_on(draft).exists()


def test_a_step_sees_what_somebody_else_did_meanwhile(draft: Article) -> None:
    old = Article.objects.get()
    submit(piece=draft, by=None, now=NOW)
    with pytest.raises(WrongStep):
        submit(piece=old, by=None, now=NOW)
    assert entries_on(draft).count() == 1


@pytest.mark.parametrize("note", ["", "  \n"])
def test_nothing_goes_back_without_a_word(draft: Article, note: str) -> None:
    row = stands(draft, Status.REVIEW)
    with translation.override("en"), pytest.raises(WrongStep, match="Write what is to be done"):
        send_back(piece=row, by=None, now=NOW, note=note)


def test_who_may_not_is_told_and_nothing_changes(draft: Article, editor: Any) -> None:
    stranger, reviewed = person(REPORTER), stands(draft, Status.REVIEW)
    elsewhere = person(EDITOR, sections=[section("Kultur")])
    for step in (
        lambda by: submit(piece=draft, by=by, now=NOW),
        lambda by: take_back(piece=reviewed, by=by, now=NOW),
        lambda by: send_back(piece=reviewed, by=by, now=NOW, note="Warum"),
        lambda by: reopen(piece=reviewed, by=by, now=NOW),
    ):
        for by in (stranger, elsewhere, person(TECHNICIAN), person(PHOTO_DESK)):
            with pytest.raises(NotAllowed):
                step(by)
    assert Article.objects.get().status == Status.REVIEW
    assert not entries_on(draft).exists()


# --- what is offered ------------------------------------------------------------------------------------------------

OWN = {
    Status.DRAFT: {Step.HAND_IN}, Status.REVIEW: {Step.TAKE_BACK}, Status.SCHEDULED: set(),
    Status.PUBLISHED: {Step.REOPEN}, Status.WITHDRAWN: set(),
}  # fmt: skip
EDITORS = {
    Status.DRAFT: {Step.HAND_IN, Step.PUBLISH, Step.SCHEDULE},
    Status.REVIEW: {Step.SEND_BACK, Step.PUBLISH, Step.SCHEDULE},
    Status.SCHEDULED: {Step.PUBLISH, Step.UNSCHEDULE},
    Status.PUBLISHED: {Step.REOPEN, Step.PUBLISH, Step.SCHEDULE, Step.WITHDRAW},
    Status.WITHDRAWN: {Step.REOPEN, Step.PUBLISH, Step.SCHEDULE},
}


@pytest.mark.parametrize("status", Status)
def test_each_is_offered_what_comes_next(draft: Article, reporter: Any, editor: Any, status: Status) -> None:
    now = {"live": status == Status.PUBLISHED, "scheduled": status == Status.SCHEDULED}
    row = stands(draft, status)
    assert steps(row, reporter, **now) == OWN[status]
    assert steps(row, editor, **now) == EDITORS[status]
    assert steps(row, person(CHIEF), **now) == EDITORS[status]
    for other in (person(REPORTER), person(EDITOR, sections=[section("Kultur")]), person(TECHNICIAN)):
        assert steps(row, other, **now) == set()


def test_a_new_piece_is_handed_in_or_published(reporter: Any, editor: Any) -> None:
    assert steps(Article(), reporter) == {Step.HAND_IN}
    assert steps(Article(), editor) == {Step.HAND_IN, Step.PUBLISH, Step.SCHEDULE}
    assert steps(Article(), person(TECHNICIAN)) == set()


def test_every_step_that_is_offered_can_be_taken(draft: Article, reporter: Any, editor: Any) -> None:
    """What the page offers and what the desk allows are asked in two places: here they meet."""
    taken = {
        Step.HAND_IN: lambda row, by: submit(piece=row, by=by, now=NOW),
        Step.TAKE_BACK: lambda row, by: take_back(piece=row, by=by, now=NOW),
        Step.SEND_BACK: lambda row, by: send_back(piece=row, by=by, now=NOW, note="Warum"),
        Step.REOPEN: lambda row, by: reopen(piece=row, by=by, now=NOW),
    }
    people = [reporter, editor, person(CHIEF), person(REPORTER), person(PHOTO_DESK), person(TECHNICIAN)]
    for status in Status:
        for by in people:
            for step, take in taken.items():
                row = stands(draft, status)
                offered = step in steps(row, by)
                try:
                    take(row, by)
                except (NotAllowed, WrongStep):
                    assert not offered, (status, by, step)
                else:
                    # Who was lent a piece of somebody else's may hand it in; nobody is offered what is refused.
                    assert offered, (status, by, step)


def test_what_is_offered_costs_little(draft: Article, editor: Any, django_assert_max_num_queries: Any) -> None:
    row, by = stands(draft, Status.PUBLISHED), type(editor).objects.get(pk=editor.pk)
    by.has_perm("articles.x")  # Django reads the permissions once
    with django_assert_max_num_queries(6):
        steps(row, by, live=True)


# --- the note -------------------------------------------------------------------------------------------------------


def test_a_note_matters_as_long_as_the_piece_stands_there(draft: Article, reporter: Any, editor: Any) -> None:
    assert note_that_matters(draft) is None
    submit(piece=draft, by=reporter, now=NOW, note="Bitte bis sechs.")
    told = note_that_matters(draft)
    assert told is not None
    assert (told.note, told.by_name) == ("Bitte bis sechs.", "Rike Reuter")
    send_back(piece=draft, by=editor, now=NOW, note="Die Zahl fehlt.")
    told = note_that_matters(draft)
    assert told is not None
    assert told.note == "Die Zahl fehlt."
    submit(piece=draft, by=reporter, now=NOW)
    assert note_that_matters(draft) is None


def test_a_note_is_done_with_once_readers_see_the_piece(draft: Article, editor: Any) -> None:
    submit(piece=draft, by=None, now=NOW)
    send_back(piece=draft, by=editor, now=NOW, note="Die Zahl fehlt.")
    publish(piece=draft, by=editor, now=NOW)
    reopen(piece=draft, by=editor, now=NOW)
    assert note_that_matters(draft) is None


def test_the_note_of_another_piece_is_not_this_ones(draft: Article) -> None:
    other = Gallery(pk=draft.pk, title="Bilder")
    enter(kind=Kind.SUBMITTED, by=None, now=NOW, subject=other, note="Für die Galerie.")
    assert note_that_matters(stands(draft, Status.REVIEW)) is None
