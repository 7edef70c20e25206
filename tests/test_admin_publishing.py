"""Publishing at the desk: the page with its question, the lists, corrections, withdrawal, the time to come."""

import datetime
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.desk.publishing import publish
from articles.desk.saving import saved
from articles.desk.scheduling import open_schedule, schedule
from articles.models import Article, Change, Schedule, Status
from tests.admin_rows import article, fields_of, gallery, section
from tests.roles import CHIEF, EDITOR, REPORTER, person

pytestmark = pytest.mark.django_db
LIST = reverse("admin:articles_article_changelist")
TOMORROW = timezone.now().replace(microsecond=0) + datetime.timedelta(days=1)


def signed_in(user: Any) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


@pytest.fixture
def editor() -> Client:
    return signed_in(person(EDITOR, sections=[section()], first_name="Edda", last_name="Ernst"))


@pytest.fixture
def chief() -> Client:
    return signed_in(person(CHIEF))


def way(row: Any, page: str = "change") -> str:
    return reverse(f"admin:articles_{row._meta.model_name}_{page}", args=(row.pk,))


def said(answer: Any) -> str:
    return " ".join(str(one) for one in get_messages(answer.wsgi_request)) or " ".join(
        str(one) for one in answer.context["messages"]
    )


def changed(row: Any, **columns: Any) -> Any:
    type(row).objects.filter(pk=row.pk).update(**columns)
    row.refresh_from_db()
    saved(piece=row, by=None, now=timezone.now())
    return row


def live(**columns: Any) -> Article:
    return changed(article("Neun Pfeiler", live=True), **{"teaser": "Acht Monate."} | columns)


def answered(client: Client, row: Any, **answers: Any) -> Any:
    page = way(row, "publish")
    return client.post(page, fields_of(client.get(page)) | {"when": "now"} | answers, follow=True)


# --- the page ---------------------------------------------------------------------------------------------------------


def test_the_button_of_a_live_piece_saves_and_leads_to_the_question(editor: Client) -> None:
    row = article(live=True)
    fields = fields_of(editor.get(way(row))) | {"teaser": "Acht Monate.", "_publish": "publish"}
    answer = editor.post(way(row), fields)
    assert answer["Location"] == way(row, "publish")
    row.refresh_from_db()
    assert row.teaser == "Acht Monate."
    assert row.releases.count() == 1


def test_a_live_piece_without_a_change_asks_nothing(editor: Client) -> None:
    row = article(live=True)
    answer = editor.post(way(row), fields_of(editor.get(way(row))) | {"_publish": "publish"}, follow=True)
    assert "is on the site already" in said(answer)
    assert editor.get(way(row, "publish"))["Location"] == way(row)
    assert row.releases.count() == 1


def test_the_page_shows_what_changes_word_by_word(editor: Client) -> None:
    page = editor.get(way(live(), "publish")).content.decode()
    assert "Teaser" in page
    assert "Neun<" in page
    assert "Acht<" in page
    assert "checked" not in page.partition("question-change")[2].partition("question-note")[0]


def test_the_question_has_no_answer_of_its_own(editor: Client) -> None:
    row = live()
    answer = answered(editor, row)
    assert "Say what kind of change it is" in answer.content.decode()
    assert row.releases.count() == 1


@pytest.mark.parametrize("kind", [Change.TYPO, Change.UPDATE])
def test_typo_and_update_are_published_as_such(editor: Client, kind: Change) -> None:
    row = live()
    answer = answered(editor, row, change=kind)
    assert "is on the site." in said(answer)
    release = row.releases.get(live=True)
    assert (release.change, release.teaser, bool(release.updated_at)) == (kind, "Acht Monate.", kind != Change.TYPO)


def test_a_correction_needs_its_note_and_keeps_what_was_typed(editor: Client) -> None:
    row = live()
    answer = answered(editor, row, change="correction", note=" ")
    assert "Write the note to readers" in answer.content.decode()
    assert row.releases.count() == 1
    answer = answered(editor, row, change="typo", note="Es waren acht.")
    assert "Readers are told nothing of a typo" in answer.content.decode()
    assert "Es waren acht." in answer.content.decode()
    answered(editor, row, change="correction", note="Es waren acht.")
    assert row.releases.get(live=True).corrections[0]["note"] == "Es waren acht."


def test_what_somebody_saved_meanwhile_is_shown_before_it_is_published(editor: Client) -> None:
    row = live()
    page = way(row, "publish")
    fields = fields_of(editor.get(page)) | {"change": "update", "when": "now"}
    changed(row, teaser="Sieben Monate.")
    again = editor.post(page, fields)
    assert "Somebody saved this piece while you were looking" in again.content.decode()
    assert "Sieben<" in again.content.decode()
    assert row.releases.count() == 1
    editor.post(page, fields | {"seen": fields_of(again)["seen"]})
    assert row.releases.get(live=True).teaser == "Sieben Monate."


def test_who_may_not_publish_has_no_page(editor: Client) -> None:
    row = live()
    elsewhere = signed_in(person(EDITOR, sections=[section("Kultur")]))
    assert elsewhere.get(way(row, "publish")).status_code in {302, 404}
    reporter = person(REPORTER)
    Article.objects.filter(pk=row.pk).update(created_by=reporter)
    for method in ("get", "post"):
        assert getattr(signed_in(reporter), method)(way(row, "publish")).status_code == 403
    assert editor.put(way(row, "publish")).status_code == 405
    assert row.releases.count() == 1


# --- what stops it ----------------------------------------------------------------------------------------------------


def test_what_stops_a_first_publication_is_told_on_the_saved_form(editor: Client) -> None:
    row = article()
    fields = fields_of(editor.get(way(row))) | {"section": "", "teaser": "Acht Monate.", "_publish": "publish"}
    answer = editor.post(way(row), fields, follow=True)
    assert "was saved, but not published. The section is missing." in said(answer)
    assert 'href="#id_section"' in answer.content.decode()
    row.refresh_from_db()
    assert (row.teaser, row.status) == ("Acht Monate.", Status.DRAFT)


def test_an_embargo_is_overridden_by_a_chief_with_a_reason_alone(editor: Client, chief: Client) -> None:
    row = changed(article("Ein Geheimnis"), embargo_until=TOMORROW)
    for desk, offered in ((editor, False), (chief, True)):
        fields = fields_of(desk.get(way(row))) | {"_publish": "publish"}
        answer = desk.post(way(row), fields, follow=True)
        assert "There is an embargo until" in said(answer)
        assert ("Publish in spite of it" in said(answer)) is offered
        assert ('name="override"' in desk.get(way(row, "publish")).content.decode()) is offered
    assert "There is an embargo until" in answered(editor, row, override="Es steht schon überall.").content.decode()
    assert "There is an embargo until" in answered(chief, row).content.decode()
    assert not row.releases.exists()
    answered(chief, row, override="Es steht schon überall.")
    assert row.releases.get().live
    history = chief.get(way(row, "history")).content.decode()
    assert "Es steht schon überall." in history
    assert "There is an embargo until" in history


def test_warnings_stop_nothing_and_are_told_afterwards(editor: Client) -> None:
    row = article("Kurz")  # without a lead picture
    answer = editor.post(way(row), fields_of(editor.get(way(row))) | {"_publish": "publish"}, follow=True)
    assert row.releases.get().live
    assert "Still open in “Kurz”" in said(answer)


# --- at a time --------------------------------------------------------------------------------------------------------


def at(moment: datetime.datetime) -> dict[str, str]:
    local = timezone.localtime(moment)
    return {"when": "later", "at_date": f"{local:%Y-%m-%d}", "at_time": f"{local:%H:%M:%S}", "at_zone": "Europe/Berlin"}


def test_the_schedule_button_saves_and_leads_to_the_time(editor: Client) -> None:
    row = article()
    fields = fields_of(editor.get(way(row))) | {"teaser": "Acht Monate.", "_step": "schedule"}
    answer = editor.post(way(row), fields)
    assert answer["Location"] == f"{way(row, 'publish')}?when=later"
    page = editor.get(answer["Location"]).content.decode()
    assert (
        'value="later" id="id_when_1" required checked' in page
        or 'value="later" required id="id_when_1" checked' in page
    )
    row.refresh_from_db()
    assert row.teaser == "Acht Monate."


def test_a_draft_is_scheduled_shown_and_taken_off(editor: Client) -> None:
    row = article()
    answer = answered(editor, row, **at(TOMORROW))
    there = open_schedule(row)
    assert there is not None
    assert (there.at, there.zone, there.document) == (TOMORROW, "Europe/Berlin", None)
    assert "is scheduled for" in said(answer)
    form = editor.get(way(row)).content.decode()
    assert "by Edda Ernst." in form
    assert "(Europe/Berlin)" in form
    assert "Take off the schedule" in form
    assert "Change the time…" in form
    assert f"{timezone.localtime(TOMORROW):%-m/%-d/%Y}" in editor.get(LIST).content.decode()
    later = TOMORROW + datetime.timedelta(hours=3)
    answered(editor, row, **at(later))
    assert Schedule.objects.open().get().at == later
    fields = fields_of(editor.get(way(row))) | {"_step": "unschedule", "teaser": "Noch ein Satz."}
    assert "is not scheduled any more" in said(editor.post(way(row), fields, follow=True))
    row.refresh_from_db()
    assert (row.status, row.teaser, open_schedule(row)) == (Status.DRAFT, "Noch ein Satz.", None)


def test_a_change_to_a_live_piece_waits_and_comes_back(editor: Client) -> None:
    row = live()
    answered(editor, row, change="correction", note="Es waren acht.", **at(TOMORROW))
    there = open_schedule(row)
    assert there is not None
    assert (there.change, there.note) == ("correction", "Es waren acht.")
    row.refresh_from_db()
    assert (row.teaser, row.status) == ("Neun Monate.", Status.PUBLISHED)
    form = editor.get(way(row)).content.decode()
    assert "A change is scheduled for" in form
    assert "Acht<" in form
    assert "Es waren acht." in form
    editor.post(way(row), fields_of(editor.get(way(row))) | {"_step": "unschedule"})
    row.refresh_from_db()
    assert row.teaser == "Acht Monate."


def test_a_time_and_now_are_never_guessed(editor: Client) -> None:
    row = article()
    typed = at(TOMORROW) | {"when": "now"}
    assert "You typed a time." in answered(editor, row, **typed).content.decode()
    assert "Enter a date and a time." in answered(editor, row, when="later").content.decode()
    assert "is over" in answered(editor, row, **at(timezone.now() - datetime.timedelta(hours=1))).content.decode()
    assert not row.releases.exists()
    assert not Schedule.objects.exists()


def test_a_failed_schedule_says_why(editor: Client) -> None:
    row = article()
    made = schedule(piece=row, by=None, at=TOMORROW, zone="Europe/Berlin", now=timezone.now())
    Schedule.objects.filter(pk=made.pk).update(tried_at=TOMORROW, failure="The section is missing.")
    assert "The section is missing." in editor.get(way(row)).content.decode()
    assert "not published" in editor.get(LIST).content.decode()


# --- the lists --------------------------------------------------------------------------------------------------------


def test_the_list_asks_once_for_all_changes_and_publishes_the_new_at_once(editor: Client) -> None:
    fresh, one, two = article("Frisch"), live(), changed(article("Zwei", live=True), teaser="Neu.")
    lacking = article("Ohne Text", body="", teaser="")
    sent = {"action": "publish_selected", "_selected_action": [row.pk for row in (fresh, one, two, lacking)]}
    question = editor.post(LIST, sent)
    text = question.content.decode()
    assert "Publish the changes of 2 pieces?" in text
    assert "Acht<" in text
    assert [row.releases.filter(live=True).count() for row in (fresh, one, two, lacking)] == [1, 1, 1, 0]
    assert "“Ohne Text” was not published." in text
    asked = {**fields_of(question), "_selected_action": [one.pk, two.pk]}
    again = editor.post(LIST, asked)
    assert "Say what kind of change it is" in again.content.decode()
    answer = editor.post(LIST, asked | {"change": "correction", "note": "Beides war falsch."}, follow=True)
    assert said(answer).count("is on the site.") == 2
    for row in (one, two):
        assert row.releases.get(live=True).corrections[0]["note"] == "Beides war falsch."


def test_the_list_tells_of_each_piece_that_is_not_ones_own(chief: Client) -> None:
    mine, other = article("Mein Ressort"), article("Fremd", section=section("Kultur"))
    user = person(EDITOR, sections=[section()])
    Article.objects.filter(pk=other.pk).update(created_by=user)  # seen, because it is one's own
    sent = {"action": "publish_selected", "_selected_action": [mine.pk, other.pk]}
    answer = signed_in(user).post(LIST, sent, follow=True)
    assert "Mein Ressort</a>” is on the site." in said(answer)
    assert "“Fremd” was not published. You may not publish “Fremd”." in said(answer)
    assert not other.releases.exists()


def test_who_publishes_nothing_has_no_such_actions() -> None:
    page = signed_in(person(REPORTER)).get(LIST).content.decode()
    assert "publish_selected" not in page
    assert "withdraw_selected" not in page


# --- withdrawing ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [article, gallery])
def test_withdrawing_takes_a_note_for_readers(editor: Client, make: Any) -> None:
    row = make(live=True)
    address = row.releases.get().get_absolute_url()
    page = way(row, "withdraw")
    assert "Optional." in editor.get(page).content.decode()
    answer = editor.post(page, {"note": "Die Quelle war <falsch>."}, follow=True)
    assert "was taken from the site." in said(answer)
    gone = Client().get(address)
    assert gone.status_code == 410
    assert "Die Quelle war &lt;falsch&gt;." in gone.content.decode()
    assert "Die Quelle war &lt;falsch&gt;." in editor.get(way(row, "history")).content.decode()


def test_the_list_withdraws_with_one_note(editor: Client) -> None:
    rows = [article("Eins", live=True), article("Zwei", live=True)]
    sent = {"action": "withdraw_selected", "_selected_action": [row.pk for row in rows]}
    question = fields_of(editor.post(LIST, sent)) | sent | {"note": "Beides falsch."}
    editor.post(LIST, question)
    assert [row.releases.get().withdrawal_note for row in rows] == ["Beides falsch.", "Beides falsch."]


def test_after_a_withdrawal_the_same_button_publishes_at_once(editor: Client) -> None:
    row = live()
    editor.post(way(row, "withdraw"))
    editor.post(way(row), fields_of(editor.get(way(row))) | {"_publish": "publish"})
    assert row.releases.get(live=True).teaser == "Acht Monate."


# --- the history ------------------------------------------------------------------------------------------------------


def test_the_history_tells_the_kind_of_change_and_the_steps(editor: Client) -> None:
    row = live()
    publish(piece=row, by=None, now=timezone.now(), change=Change.CORRECTION, note="Es waren acht.")
    page = editor.get(way(row, "history")).content.decode()
    assert "Correction" in page
    assert "Es waren acht." in page
    editor.post(way(row), fields_of(editor.get(way(row))) | {"_step": "reopen"})
    editor.post(way(row, "hand_in"), {"note": "Bitte gegenlesen."})
    editor.post(way(row, "send_back"), {"note": "Die Zahl fehlt."})
    page = editor.get(way(row, "history")).content.decode()
    for words in ("Taken up again", "Submitted for review", "Bitte gegenlesen.", "Sent back", "Die Zahl fehlt."):
        assert words in page
