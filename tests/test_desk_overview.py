"""The desk's front page: each box has what is somebody's to do, and nothing that they may not see."""

import datetime
import uuid
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.desk import rights
from articles.desk.journal import Kind, enter
from articles.desk.overview import COUNTED, SHOWN, Overview, overview
from articles.desk.publishing import publish
from articles.desk.workflow import reopen, send_back, submit, take_back
from articles.models import (
    Article,
    Author,
    Contribution,
    Gallery,
    JournalEntry,
    Picture,
    RelatedLink,
    Release,
    Schedule,
    Section,
    Status,
    Version,
)
from tests.admin_rows import picture, section
from tests.roles import CHIEF, EDITOR, PHOTO_DESK, REPORTER, ROLES, TECHNICIAN, person

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def ago(**span: int) -> datetime.datetime:
    return NOW - datetime.timedelta(**span)


def written(headline: str, *, by: User | None = None, where: Section | None = None, **columns: Any) -> Article:
    return Article.objects.create(
        headline=headline, section=where or section(), created_by=by, teaser="Ein Satz.", body="<p>Ein Text.</p>",
        **columns,
    )  # fmt: skip


def released(headline: str, *, by: User | None = None, where: Section | None = None, at: Any = NOW) -> Release:
    """Return a live release, as publishing stores it; what publishing checks is not asked here."""
    row = written(headline, by=by, where=where, status=Status.PUBLISHED, published_at=at)
    return Release.objects.create(
        article=row, number=1, document={}, headline=headline, slug="x", section=row.section, published_at=at,
        released_at=at, released_by=by,
    )  # fmt: skip


def planned(piece: Any, *, at: datetime.datetime = NOW, **columns: Any) -> Schedule:
    where = {str(piece._meta.model_name): piece}
    return Schedule.objects.create(at=at, zone="Europe/Berlin", made_at=NOW, **where, **columns)


def kept(by: User, headline: str, **columns: Any) -> Version:
    return Version.objects.create(
        kind=Version.Kind.AUTOSAVE, document={"headline": headline}, by=by, created_at=NOW, session=uuid.uuid4(),
        **({"piece_kind": "article"} | columns),
    )  # fmt: skip


def seen(user: User) -> Overview:
    return overview(user=User.objects.get(pk=user.pk), now=NOW)


def titles(found: Any) -> list[str]:
    return [str(row) for row in found.rows]


# --- drafts and what waits --------------------------------------------------------------------------------------


def test_my_drafts_are_those_i_made_and_those_with_my_name(settings: Any) -> None:
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


# --- what it costs -----------------------------------------------------------------------------------------------


def crowd(user: User, *, many: int) -> None:
    """Make `many` rows for every box."""
    where = section()
    rows = Article.objects.bulk_create(
        Article(headline=f"{status} {number}", status=status, section=where, created_by=user)
        for status in Status.values for number in range(many)
    )  # fmt: skip
    by_status = {status: [row for row in rows if row.status == status] for status in Status.values}
    at = {"at": NOW, "subject_kind": "article", "by_name": "Jana"}
    JournalEntry.objects.bulk_create(
        JournalEntry(kind=kind, subject_id=row.pk, **at)
        for kind, status in ((Kind.SUBMITTED, Status.REVIEW), (Kind.SENT_BACK, Status.DRAFT))
        for row in by_status[status][: many // 2 if kind == Kind.SENT_BACK else many]
    )
    JournalEntry.objects.bulk_create(
        JournalEntry(kind=kind, at=NOW) for kind in (Kind.IMPORT_FAILED, Kind.LOCKED_OUT) for _number in range(many)
    )
    Schedule.objects.bulk_create(
        Schedule(article=row, at=NOW, zone="UTC", made_at=NOW) for row in by_status[Status.SCHEDULED]
    )
    Release.objects.bulk_create(
        Release(article=row, number=1, document={}, headline=row.headline, slug="x", section=where, published_at=NOW,
                released_at=NOW)
        for row in by_status[Status.PUBLISHED]
    )  # fmt: skip
    RelatedLink.objects.bulk_create(RelatedLink(article=row, title="x", title_key="x") for row in rows[:many])
    Author.objects.bulk_create(Author(initials=f"x{number}-{many}", slug=f"x{number}-{many}") for number in range(many))
    Picture.objects.bulk_create(Picture(caption=str(number)) for number in range(many))
    Version.objects.bulk_create(
        Version(kind="autosave", document={}, by=user, created_at=NOW, session=uuid.uuid4(), piece_kind="article")
        for _number in range(many)
    )


@pytest.mark.parametrize("role", ROLES)
def test_the_page_costs_the_same_with_five_rows_and_with_thousands(client: Client, role: str) -> None:
    user = person(role, sections=[section()] if role == EDITOR else ())
    client.force_login(user)
    crowd(user, many=5)
    client.get(reverse("admin:index"))
    with CaptureQueriesContext(connection) as few:
        assert client.get(reverse("admin:index")).status_code == 200
    crowd(user, many=1000 if role in {EDITOR, CHIEF} else 100)
    with CaptureQueriesContext(connection) as many:
        assert client.get(reverse("admin:index")).status_code == 200
    assert len(many) == len(few), [one["sql"][:160] for one in many]
    with CaptureQueriesContext(connection) as alone:
        overview(user=user, now=NOW)
    heaps = [one["sql"] for one in alone if "auth_permission" not in one["sql"]]
    assert len(heaps) <= 18
    assert all(f" LIMIT {COUNTED + 1}" in one for one in heaps if "articles_staffmember_sections" not in one)


def test_a_number_is_counted_up_to_fifty_and_no_further(client: Client) -> None:
    chief = person(CHIEF)
    crowd(chief, many=COUNTED)
    found = seen(chief).stubs
    assert found is not None
    assert (found.number, found.more, len(found.rows)) == (COUNTED, False, SHOWN)
    Author.objects.create(initials="mehr", slug="mehr")
    found = seen(chief).stubs
    assert found is not None
    assert found.more
    client.force_login(chief)
    assert '<span class="count">50+</span>' in client.get(reverse("admin:index")).content.decode()


# --- the page ----------------------------------------------------------------------------------------------------


def page(client: Client, user: User, language: str = "en") -> str:
    client.force_login(user)
    answer = client.get(reverse("admin:index"), headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_line_leads_to_where_the_work_is_done(client: Client) -> None:
    chief = person(CHIEF)
    crowd(chief, many=9)
    client.force_login(chief)
    context = client.get(reverse("admin:index")).context
    boxes = [box for column in context["columns"] for box in column.boxes]
    addresses = {one.address for box in boxes for one in [*box.lines, *box.ways]}
    addresses |= {way.address for way in context["ways"]}
    assert len(addresses) > 60
    assert "" not in addresses or not admin.site.is_registered(JournalEntry)
    for address in addresses - {""}:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "e=1" not in answer.request["QUERY_STRING"]


def test_lists_are_opened_with_their_filter_set(client: Client) -> None:
    chief = person(CHIEF)
    crowd(chief, many=9)
    written("Von anderen")
    client.force_login(chief)
    context = client.get(reverse("admin:index")).context
    boxes = {box.name: box for column in context["columns"] for box in column.boxes}
    for name, count in {"drafts": 9, "scheduled": 9, "links": 9, "pictures": 9, "stubs": 9}.items():
        assert client.get(boxes[name].ways[0].address).context["cl"].result_count == count, name
    assert client.get(boxes["waiting"].ways[0].address).context["cl"].result_count == 9


def test_the_photo_desk_finds_pictures_first_and_the_technician_no_headline(client: Client) -> None:
    crowd(person(CHIEF), many=3)
    photo, chief = page(client, person(PHOTO_DESK)), page(client, person(CHIEF))
    assert photo.index("box-pictures") < photo.index("box-waiting")
    assert chief.index("box-waiting") < chief.index("box-pictures")
    text = page(client, person(TECHNICIAN))
    assert "box-accounts" in text
    assert "draft 1" not in text
    assert "published 1" not in text


def test_everything_that_can_be_edited_is_reached_from_the_page(client: Client) -> None:
    user = User.objects.create_superuser("alles")
    text = page(client, user)
    for model, row in admin.site._registry.items():
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        client.force_login(user)
        request = client.get(reverse("admin:index")).wsgi_request
        assert (f'href="{address}"' in text) == row.has_module_permission(request), model


def test_who_has_no_role_is_told_whom_to_ask(client: Client) -> None:
    assert "Ask the chief editor or the technician for a role." in page(client, person(""))


def test_an_empty_desk_says_so(client: Client) -> None:
    text = page(client, person(EDITOR, sections=[section()]))
    assert "Nothing waits for you." in text
    assert "You have no drafts." in text
    assert "box-typed" not in text


def test_the_list_of_one_app_is_still_there(client: Client) -> None:
    client.force_login(person(REPORTER))
    answer = client.get(reverse("admin:app_list", args=("articles",)))
    assert answer.status_code == 200
    assert reverse("admin:articles_article_changelist") in answer.content.decode()
