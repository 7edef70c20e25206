"""The buttons of a piece's form: shown to whoever may press them, with what is typed saved first, and told in words."""

import datetime
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.desk.workflow import send_back, submit
from articles.models import Article, Gallery, Status
from tests.admin_rows import article, fields_of, gallery, section, superuser
from tests.roles import EDITOR, REPORTER, person

pytestmark = pytest.mark.django_db
TOMORROW = timezone.now().replace(microsecond=0) + datetime.timedelta(days=1)


@pytest.fixture
def reporter() -> Any:
    return person(REPORTER, first_name="Rike", last_name="Reuter")


@pytest.fixture
def editor() -> Any:
    return person(EDITOR, sections=[section()], first_name="Edda", last_name="Ernst")


def desk(user: Any) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def way(row: Any, page: str = "change") -> str:
    return reverse(f"admin:articles_{row._meta.model_name}_{page}", args=(row.pk,))


def said(answer: Any) -> str:
    return " ".join(str(one) for one in get_messages(answer.wsgi_request)) or " ".join(
        str(one) for one in answer.context["messages"]
    )


def owned(row: Any, user: Any, status: Status = Status.DRAFT) -> Any:
    type(row).objects.filter(pk=row.pk).update(created_by=user, status=status)
    return type(row).objects.get(pk=row.pk)


def press(client: Client, row: Any, **pressed: str) -> Any:
    return client.post(way(row), fields_of(client.get(way(row))) | pressed, follow=True)


def buttons(client: Client, row: Any) -> set[str]:
    page = client.get(way(row)).content.decode()
    names = {"publish": 'name="_publish"'} | {
        step: f'name="_step" value="{step}"'
        for step in (
            "hand_in",
            "hand_in_note",
            "take_back",
            "send_back",
            "reopen",
            "schedule",
            "unschedule",
            "withdraw",
        )
    }
    assert all(page.count(mark) <= 1 for mark in names.values()), "a button stands once on a page"
    return {step for step, mark in names.items() if mark in page}


@pytest.mark.parametrize("make", [article, gallery])
def test_the_form_shows_what_comes_next(reporter: Any, editor: Any, make: Any) -> None:
    row = owned(make(), reporter)
    if make is article:  # reporters write articles
        assert buttons(desk(reporter), row) == {"hand_in", "hand_in_note"}
    assert buttons(desk(editor), row) == {"hand_in", "hand_in_note", "publish", "schedule"}
    row = owned(row, reporter, Status.REVIEW)
    if make is article:
        assert buttons(desk(reporter), row) == {"take_back"}
    assert buttons(desk(editor), row) == {"send_back", "publish", "schedule"}


def test_live_pieces_can_be_withdrawn_and_taken_up(editor: Any) -> None:
    assert buttons(desk(editor), article(live=True)) == {"reopen", "publish", "schedule", "withdraw"}


def test_a_popup_has_no_steps() -> None:
    page = desk(superuser()).get(reverse("admin:articles_gallery_add"), {"_popup": "1"}).content.decode()
    assert 'name="_step"' not in page
    assert 'name="_publish"' not in page


def test_handing_in_saves_what_was_typed(reporter: Any) -> None:
    row = owned(article(), reporter)
    answer = press(desk(reporter), row, teaser="Acht Monate.", _step="hand_in")
    assert "is handed in" in said(answer)
    row.refresh_from_db()
    assert (row.status, row.teaser) == (Status.REVIEW, "Acht Monate.")


def test_a_new_article_is_handed_in_by_its_first_save(reporter: Any) -> None:
    client, add = desk(reporter), reverse("admin:articles_article_add")
    fields = fields_of(client.get(add)) | {"headline": "Neu", "teaser": "Kurz.", "_step": "hand_in"}
    answer = client.post(add, fields, follow=True)
    assert "“Neu” is handed in" in said(answer)
    row = Article.objects.get()
    assert (row.status, row.created_by) == (Status.REVIEW, reporter)


def test_a_note_goes_with_it_and_stands_on_top_for_the_editor(reporter: Any, editor: Any) -> None:
    row, client = owned(article(), reporter), desk(reporter)
    answer = client.post(
        way(row), fields_of(client.get(way(row))) | {"teaser": "Acht Monate.", "_step": "hand_in_note"}
    )
    assert answer["Location"] == way(row, "hand_in")
    row.refresh_from_db()
    assert (row.status, row.teaser) == (Status.DRAFT, "Acht Monate.")
    client.post(way(row, "hand_in"), {"note": "Zahlen sind <geprüft>."})
    page = desk(editor).get(way(row)).content.decode()
    assert "Handed in by Rike Reuter" in page
    assert "Zahlen sind &lt;geprüft&gt;." in page


def test_who_cannot_write_any_more_takes_back_by_a_button_of_its_own(reporter: Any) -> None:
    row, client = owned(article(), reporter, Status.REVIEW), desk(reporter)
    page = client.get(way(row)).content.decode()
    assert 'name="_continue"' not in page
    assert f'formaction="{way(row, "step")}"' in page
    assert "is your draft again" in said(client.post(way(row, "step"), {"_step": "take_back"}, follow=True))
    row.refresh_from_db()
    assert row.status == Status.DRAFT


def test_sending_back_saves_asks_and_tells_the_author(reporter: Any, editor: Any) -> None:
    row, client = owned(article(), reporter, Status.REVIEW), desk(editor)
    answer = client.post(way(row), fields_of(client.get(way(row))) | {"teaser": "Acht.", "_step": "send_back"})
    assert answer["Location"] == way(row, "send_back")
    assert "Write what is to be done" in client.post(way(row, "send_back"), {"note": " "}).content.decode()
    row.refresh_from_db()
    assert (row.status, row.teaser) == (Status.REVIEW, "Acht.")
    answer = client.post(way(row, "send_back"), {"note": "Die Zahl fehlt."}, follow=True)
    assert "is back with its author" in said(answer)
    page = desk(reporter).get(way(row)).content.decode()
    assert "Sent back by Edda Ernst" in page
    assert "Die Zahl fehlt." in page


def test_a_step_that_somebody_else_has_taken_is_a_sentence_and_nothing_typed_is_lost(reporter: Any) -> None:
    client = desk(superuser())
    row = owned(article(), reporter)
    fields = fields_of(client.get(way(row))) | {"teaser": "Acht Monate.", "_step": "hand_in"}
    submit(piece=Article.objects.get(), by=reporter, now=timezone.now())
    answer = client.post(way(row), fields, follow=True)
    assert "was saved. “Die Brücke ist zu” stands at “In review”" in said(answer)
    row.refresh_from_db()
    assert (row.status, row.teaser) == (Status.REVIEW, "Acht Monate.")


def test_a_note_typed_too_late_stays_on_its_page(reporter: Any, editor: Any) -> None:
    row = owned(article(), reporter, Status.REVIEW)
    send_back(piece=Article.objects.get(), by=editor, now=timezone.now(), note="Zuerst.")
    page = desk(editor).post(way(row, "send_back"), {"note": "Die Zahl fehlt."}).content.decode()
    assert "stands at “Draft”" in page
    assert "Die Zahl fehlt." in page


def test_what_somebody_may_not_do_is_refused_at_every_door(reporter: Any) -> None:
    row, client = owned(article(live=True), reporter, Status.DRAFT), desk(reporter)
    for step in ("publish", "send_back", "schedule", "withdraw", "unschedule"):
        answer = press(client, row, teaser=f"Typed before {step}.", _step=step)
        assert "was saved" in said(answer)
        assert "You may not publish" in said(answer)
        row.refresh_from_db()
        assert (row.status, row.teaser) == (Status.DRAFT, f"Typed before {step}.")
    for page in ("send_back", "withdraw", "publish"):
        assert client.post(way(row, page), {"note": "x"}).status_code == 403
    stranger = desk(person(REPORTER))
    for page in ("step", "hand_in", "send_back", "withdraw", "publish"):
        assert stranger.post(way(row, page), {"_step": "hand_in", "note": "x"}).status_code in {302, 403, 404}
    row.refresh_from_db()
    assert row.status == Status.DRAFT
    assert row.releases.get().live


def test_a_step_is_a_post_and_one_that_exists(editor: Any) -> None:
    row, client = article(), desk(editor)
    assert client.get(way(row, "step")).status_code == 405
    assert "does not know that step" in said(client.post(way(row, "step"), {"_step": "fly"}, follow=True))
    for page in ("hand_in", "send_back"):
        assert client.put(way(row, page)).status_code == 405
    for page in ("step", "hand_in", "send_back", "publish", "withdraw"):
        missing = reverse(f"admin:articles_article_{page}", args=(4711,))
        assert client.post(missing).status_code in {302, 404}


# --- the embargo ------------------------------------------------------------------------------------------------------


def until(moment: datetime.datetime) -> dict[str, str]:
    local = timezone.localtime(moment)
    return {"embargo_until_0": f"{local:%Y-%m-%d}", "embargo_until_1": f"{local:%H:%M:%S}"}


@pytest.mark.parametrize("make", [article, gallery])
def test_an_embargo_is_set_in_the_form_and_shown_while_it_holds(editor: Any, make: Any) -> None:
    row, client = make(), desk(editor)
    press(client, row, _continue="yes", **until(TOMORROW))
    row.refresh_from_db()
    assert row.embargo_until == TOMORROW
    assert "Embargo until" in client.get(way(row)).content.decode()
    press(client, row, _continue="yes")
    row.refresh_from_db()
    assert row.embargo_until == TOMORROW, "opening and saving changes nothing"
    type(row).objects.update(embargo_until=timezone.now() - datetime.timedelta(hours=1))
    assert "nobody publishes it before" not in client.get(way(row)).content.decode()


def test_a_writer_sets_no_embargo(reporter: Any) -> None:
    row = owned(article(), reporter)
    press(desk(reporter), row, _continue="yes", teaser="Acht.", **until(TOMORROW))
    row.refresh_from_db()
    assert (row.embargo_until, row.teaser) == (None, "Acht.")


@pytest.mark.parametrize("make", [article, gallery])
def test_an_embargo_set_meanwhile_is_not_lifted_by_an_open_form(editor: Any, make: Any) -> None:
    row, client = make(), desk(editor)
    fields = fields_of(client.get(way(row))) | {"teaser": "Meiner.", "_continue": "yes"}
    type(row).objects.update(embargo_until=TOMORROW)
    client.post(way(row), fields)
    row.refresh_from_db()
    assert (row.embargo_until, row.teaser) == (TOMORROW, "Meiner.")


@pytest.mark.parametrize("make", [article, gallery])
def test_two_embargos_are_asked_about_once(editor: Any, make: Any) -> None:
    row, client = make(), desk(editor)
    mine, theirs = TOMORROW + datetime.timedelta(days=1), TOMORROW
    fields = fields_of(client.get(way(row))) | until(mine) | {"_continue": "yes"}
    type(row).objects.update(embargo_until=theirs)
    answer = client.post(way(row), fields)
    assert "Somebody else has changed this meanwhile" in answer.content.decode()
    row.refresh_from_db()
    assert row.embargo_until == theirs
    client.post(way(row), fields_of(answer) | {"_continue": "yes"})
    row.refresh_from_db()
    assert row.embargo_until == mine


def test_a_gallery_goes_the_same_way(editor: Any) -> None:
    row, client = gallery(), desk(editor)
    assert "is handed in" in said(press(client, row, _step="hand_in"))
    client.post(way(row, "send_back"), {"note": "Bild 2 fehlt."})
    assert "Bild 2 fehlt." in client.get(way(row)).content.decode()
    assert "is on the site." in said(press(client, row, _publish="publish"))
    assert Gallery.objects.get().status == Status.PUBLISHED
