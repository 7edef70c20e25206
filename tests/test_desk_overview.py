"""The desk's front page: each box has what is somebody's to do, and nothing that they may not see."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User

from articles.desk import rights
from articles.desk.journal import Deed, Kind, enter, enter_all
from articles.desk.overview import Overview, overview
from articles.desk.publishing import publish
from articles.desk.workflow import reopen, send_back, submit, take_back
from articles.models import (
    Article,
    Author,
    Contribution,
    Gallery,
    Picture,
    RelatedLink,
    Release,
    Status,
)
from tests.admin_rows import picture, section
from tests.desk_rows import NOW, ago, kept, planned, released, written
from tests.roles import CHIEF, EDITOR, PHOTO_DESK, REPORTER, ROLES, TECHNICIAN, person

pytestmark = pytest.mark.django_db


def seen(user: User) -> Overview:
    return overview(user=User.objects.get(pk=user.pk), now=NOW)


def titles(found: Any) -> list[str]:
    return [str(row) for row in found.rows]


# --- drafts and what waits --------------------------------------------------------------------------------------


def test_my_drafts_are_those_i_made_and_those_with_my_name() -> None:
    reporter, other = person(REPORTER), person(REPORTER)
    mine = written("Selbst angelegt", by=reporter)
    named = written("Mit meinem Namen", by=other)
    author = Author.objects.create(given_name="Jana", family_name="Test", slug="jana", user=reporter)
    Contribution.objects.create(article=named, author=author)
    written("Von anderen", by=other)
    written("Schon abgegeben", by=reporter, status=Status.REVIEW)
    Gallery.objects.create(title="Meine Strecke", created_by=reporter)
    Article.objects.filter(pk=mine.pk).update(changed_at=ago(days=2))
    assert titles(seen(reporter).drafts) == ["Meine Strecke", "Mit meinem Namen", "Selbst angelegt"]


def test_what_was_sent_back_stands_above_the_drafts_with_its_note() -> None:
    reporter, editor = person(REPORTER), person(EDITOR, sections=[section()], first_name="Imke", last_name="Sanders")
    row = written("Das Dach", by=reporter)
    submit(piece=row, by=reporter, now=ago(hours=3))
    send_back(piece=row, by=editor, now=ago(hours=2), note="Was kostet es?")
    found = seen(reporter)
    assert titles(found.sent_back) == ["Das Dach"]
    [line] = found.sent_back.rows  # type: ignore[union-attr]
    assert (line.note, line.who, line.since) == ("Was kostet es?", "Imke Sanders", ago(hours=2))
    assert titles(found.drafts) == []


@pytest.mark.parametrize("step", ["submitted", "taken back", "published"])
def test_what_went_on_since_is_not_sent_back_any_more(step: str) -> None:
    reporter, chief = person(REPORTER), person(CHIEF)
    row = written("Das Dach", by=reporter)
    submit(piece=row, by=reporter, now=ago(hours=5))
    send_back(piece=row, by=chief, now=ago(hours=4), note="Was kostet es?")
    submit(piece=row, by=reporter, now=ago(hours=3))
    if step == "taken back":
        take_back(piece=row, by=reporter, now=ago(hours=2))
    elif step == "published":
        publish(piece=row, by=None, now=ago(hours=2))
        reopen(piece=row, by=reporter, now=ago(hours=1))
    found = seen(reporter)
    assert titles(found.sent_back) == []
    assert titles(found.drafts) == ([] if step == "submitted" else ["Das Dach"])


def test_editors_find_what_was_handed_in_to_their_sections_the_oldest_first() -> None:
    stadt, sport = section("Stadt"), section("Sport")
    reporter, editor = person(REPORTER, first_name="Jana", last_name="Test"), person(EDITOR, sections=[stadt])
    for hours, headline, where in ((1, "Später", stadt), (3, "Früher", stadt), (2, "Im Sport", sport)):
        submit(piece=written(headline, by=reporter, where=where), by=reporter, now=ago(hours=hours), note="Bitte.")
    none = written("Ohne Ressort", by=reporter)
    Article.objects.filter(pk=none.pk).update(section=None)
    submit(piece=none, by=reporter, now=ago(minutes=5))
    found = seen(editor).waiting
    assert found is not None
    assert titles(found) == ["Früher", "Später", "Ohne Ressort"]
    assert (found.rows[0].who, found.rows[0].since) == ("Jana Test", ago(hours=3))
    assert found.rows[0].note == "Bitte."
    assert titles(seen(person(CHIEF)).waiting) == ["Früher", "Im Sport", "Später", "Ohne Ressort"]


def test_what_is_edited_while_it_waits_does_not_lose_its_place() -> None:
    reporter, chief = person(REPORTER), person(CHIEF)
    for hours, headline in ((1, "Später"), (3, "Früher")):
        submit(piece=written(headline, by=reporter), by=reporter, now=ago(hours=hours))
    Article.objects.get(headline="Früher").save()
    assert titles(seen(chief).waiting) == ["Früher", "Später"]


def test_everything_that_waits_for_somebody_can_be_published_by_them() -> None:
    """A live piece that was moved into one's section waits for somebody who has both sections."""
    stadt, sport = section("Stadt"), section("Sport")
    editor, both = person(EDITOR, sections=[stadt]), person(EDITOR, sections=[stadt, sport])
    moved = released("Umgezogen", where=sport).article
    Article.objects.filter(pk=moved.pk).update(section=stadt, status=Status.REVIEW)
    assert titles(seen(editor).waiting) == []
    [row] = seen(both).waiting.rows  # type: ignore[union-attr]
    assert rights.may_publish(both, row)
    assert not rights.may_publish(editor, row)


def test_writers_see_that_their_piece_waits_for_an_editor_and_nobody_elses() -> None:
    reporter, other = person(REPORTER), person(REPORTER)
    submit(piece=written("Meins", by=reporter), by=reporter, now=ago(hours=1))
    submit(piece=written("Ihrs", by=other), by=other, now=ago(hours=1))
    found = seen(reporter)
    assert titles(found.handed_in) == ["Meins"]
    assert found.waiting is None
    assert seen(person(CHIEF)).handed_in is None


# --- typed, scheduled, live --------------------------------------------------------------------------------------


def test_what_i_typed_and_did_not_save_and_nobody_elses() -> None:
    reporter, other = person(REPORTER), person(REPORTER)
    kept(reporter, "Im Zug getippt")
    kept(reporter, "Gespeichert", closed_at=NOW)
    kept(other, "Von anderen")
    found = seen(reporter).typed
    assert found is not None
    assert [row.headline for row in found.rows] == ["Im Zug getippt"]
    assert titles(seen(person(CHIEF)).typed) == []


def test_what_i_typed_into_a_piece_that_is_no_longer_mine_to_see_is_left_out() -> None:
    reporter = person(REPORTER)
    kept(reporter, "Verraten", article=written("Vertraulich", by=person(REPORTER)))
    assert titles(seen(reporter).typed) == []


def test_failures_stand_above_what_is_still_to_come() -> None:
    chief = person(CHIEF)
    late = written("Verpasst", status=Status.SCHEDULED)
    soon, later = written("Bald", status=Status.SCHEDULED), written("Später", status=Status.SCHEDULED)
    planned(later, at=NOW + datetime.timedelta(days=2))
    planned(late, at=NOW + datetime.timedelta(days=3), failure="Das Bild hat keine Rechte.")
    planned(soon, at=NOW + datetime.timedelta(hours=1))
    planned(written("Erledigt"), done_at=NOW)
    planned(written("Abgesagt"), cancelled_at=NOW)
    planned(Gallery.objects.create(title="Strecke"), at=NOW + datetime.timedelta(days=1))
    found = seen(chief).scheduled
    assert found is not None
    assert [str(row.article or row.gallery) for row in found.rows] == ["Verpasst", "Bald", "Strecke", "Später"]


def test_schedules_of_other_sections_are_not_told() -> None:
    stadt, sport = section("Stadt"), section("Sport")
    reporter, editor = person(REPORTER), person(EDITOR, sections=[stadt])
    planned(written("In der Stadt", where=stadt))
    planned(written("Im Sport", where=sport, by=reporter))
    assert [str(row.article) for row in seen(editor).scheduled.rows] == ["In der Stadt"]  # type: ignore[union-attr]
    assert [str(row.article) for row in seen(reporter).scheduled.rows] == ["Im Sport"]  # type: ignore[union-attr]


def test_live_are_the_newest_of_ones_sections_and_a_writers_own() -> None:
    stadt, sport = section("Stadt"), section("Sport")
    reporter = person(REPORTER)
    released("Alt", where=stadt, at=ago(days=3))
    released("Neu", where=stadt, at=ago(hours=1))
    released("Tor", where=sport, by=reporter, at=ago(hours=2))
    Release.objects.filter(pk=released("Zurückgezogen", where=stadt).pk).update(live=False, withdrawn_at=NOW)

    def live(user: User) -> list[str]:
        return [row.headline for row in seen(user).live.rows]  # type: ignore[union-attr]

    assert live(person(EDITOR, sections=[stadt])) == ["Neu", "Alt"]
    assert live(person(EDITOR, sections=[stadt, sport])) == ["Neu", "Tor", "Alt"]
    assert live(person(CHIEF)) == ["Neu", "Tor", "Alt"]
    assert live(reporter) == ["Tor"]
    published = seen(person(EDITOR, sections=[stadt])).published
    assert [row.headline for row in published.rows] == ["Zurückgezogen", "Neu", "Alt"]  # type: ignore[union-attr]


def test_a_live_piece_whose_working_copy_went_elsewhere_is_not_shown() -> None:
    stadt, sport = section("Stadt"), section("Sport")
    editor = person(EDITOR, sections=[stadt])
    moved = released("Umgezogen", where=stadt)
    Article.objects.filter(pk=moved.article_id).update(section=sport)
    assert titles(seen(editor).live) == titles(seen(editor).published) == []


# --- to complete -------------------------------------------------------------------------------------------------


def test_links_that_lead_nowhere_in_the_articles_that_one_sees() -> None:
    reporter = person(REPORTER)
    mine, other = written("Meins", by=reporter), written("Ihrs", by=person(REPORTER))
    for row, title in ((mine, "Fährdienst"), (other, "Geheim")):
        RelatedLink.objects.create(article=row, title=title, title_key=title.lower())
    RelatedLink.objects.create(article=mine, title="Gefunden", title_key="gefunden", target=other)
    RelatedLink.objects.create(article=mine, title="Woanders", title_key="woanders", url="https://example.org/")
    RelatedLink.objects.create(title="Ohne Artikel", title_key="ohne artikel")
    assert titles(seen(reporter).links) == ["Fährdienst"]
    assert titles(seen(person(CHIEF)).links) == ["Geheim", "Fährdienst"]


def test_pictures_that_lack_something_for_those_who_may_complete_them() -> None:
    reporter = person(REPORTER)
    whole = {"alt_text": "Ein Schiff", "file": "originals/x.jpeg"}
    picture("fertig", **whole)
    picture("ohne Datei", alt_text="Ein Schiff")
    picture("ohne Alt", file="originals/y.jpeg", created_by=reporter)
    bare = picture("ohne Nachweis", **whole)
    Picture.objects.filter(pk=bare.pk).update(credit="")
    assert titles(seen(person(PHOTO_DESK)).pictures) == ["ohne Nachweis", "ohne Alt", "ohne Datei"]
    assert titles(seen(reporter).pictures) == ["ohne Alt"]


def test_authors_of_whom_only_the_initials_are_known() -> None:
    Author.objects.create(initials="xyz", slug="xyz")
    Author.objects.create(initials="isa", family_name="Sanders", slug="isa")
    assert titles(seen(person(EDITOR)).stubs) == ["xyz"]
    assert seen(person(REPORTER)).stubs is None


def test_failed_imports_of_the_last_days_everybodys_for_editors_and_ones_own() -> None:
    reporter = person(REPORTER)
    for at, note, by in ((ago(days=1), "ihrer", None), (ago(hours=1), "meiner", reporter), (ago(days=40), "alt", None)):
        enter(kind=Kind.IMPORT_FAILED, by=by, now=at, note=note)
    enter(kind=Kind.IMPORTED, by=None, now=ago(hours=1), note="gelungen")
    for role in (EDITOR, CHIEF, TECHNICIAN):
        assert [row.note for row in seen(person(role)).imports.rows] == ["meiner", "ihrer"]  # type: ignore[union-attr]
    assert [row.note for row in seen(reporter).imports.rows] == ["meiner"]  # type: ignore[union-attr]
    assert seen(person(PHOTO_DESK)).imports is None


def test_a_file_that_fails_every_night_is_told_once_and_one_that_came_in_not_at_all() -> None:
    failed = [Deed(title=name, note=name) for name in ("kaputt.txt", "geheilt.txt")]
    for days in (3, 2):
        enter_all(kind=Kind.IMPORT_FAILED, by=None, now=ago(days=days), deeds=failed)
    written("Geheilt", reference="geheilt.txt")
    [row] = seen(person(CHIEF)).imports.rows  # type: ignore[union-attr]
    assert (row.subject, row.at) == ("kaputt.txt", ago(days=2))


def test_accounts_are_told_of_without_a_word_about_pieces() -> None:
    enter(kind=Kind.LOCKED_OUT, by=None, now=NOW, name="chef")
    enter(kind=Kind.SUBMITTED, by=None, now=NOW, subject=written("Geheimer Entwurf"))
    for role in (TECHNICIAN, CHIEF):
        kinds = {row.kind for row in seen(person(role)).accounts.rows}  # type: ignore[union-attr]
        assert Kind.LOCKED_OUT in kinds
        assert Kind.SUBMITTED not in kinds
    assert seen(person(EDITOR)).accounts is None


BOXES = {
    REPORTER: {"sent_back", "handed_in", "drafts", "typed", "scheduled", "live", "published", "links", "pictures",
               "imports"},
    EDITOR: {"sent_back", "waiting", "drafts", "typed", "scheduled", "live", "published", "links", "stubs", "pictures",
             "imports"},
    PHOTO_DESK: {"sent_back", "waiting", "drafts", "typed", "scheduled", "live", "published", "pictures"},
    CHIEF: {"sent_back", "waiting", "drafts", "typed", "scheduled", "live", "published", "links", "stubs", "pictures",
            "imports", "accounts"},
    TECHNICIAN: {"imports", "accounts"},
    "": set(),
}  # fmt: skip


@pytest.mark.parametrize("role", BOXES)
def test_each_role_has_the_boxes_that_are_its_work(role: str) -> None:
    found = seen(person(role))._asdict()
    assert {name for name, one in found.items() if one is not None} == BOXES[role]


def test_nothing_is_told_that_rights_do_not_show() -> None:
    """Whatever a box names, `rights.visible` has it: asked for each role, of a paper with pieces in every state."""
    stadt, sport = section("Stadt"), section("Sport")
    people = [person(role, sections=[stadt] if role == EDITOR else ()) for role in ROLES]
    for where in (stadt, sport, None):
        for owner in (None, people[0], people[1]):
            for status in Status.values:
                row = written(f"{where} {owner} {status}", by=owner, where=where, status=status)
                Article.objects.filter(pk=row.pk).update(section=where)
                planned(row)
                RelatedLink.objects.create(article=row, title="x", title_key="x")
            released(f"live {where} {owner}", by=owner, where=where)
    for user in people:
        allowed = set(rights.visible(Article.objects.all(), to=user).values_list("pk", flat=True))
        found = seen(user)
        pieces = [found.drafts, found.waiting, found.sent_back, found.handed_in]
        told = {row.pk for heap in pieces if heap for row in heap.rows if isinstance(row, Article)}
        told |= {row.article_id for heap in (found.scheduled, found.live, found.published, found.links) if heap
                 for row in heap.rows}  # fmt: skip
        assert told <= allowed
        assert bool(told) == bool(allowed)
