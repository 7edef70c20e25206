"""What is typed and not saved is kept at the server, for its writer alone, and offered back."""

import uuid
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, Gallery, Presence, Version
from tests.admin_rows import article, fields_of, gallery, superuser

pytestmark = pytest.mark.django_db
ADD = reverse("admin:articles_article_add")
AUTOSAVE = reverse("admin:articles_article_autosave")
PRESENCE = reverse("admin:articles_article_presence")
PUT_AWAY = reverse("admin:articles_article_put_away")


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(superuser())
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def karla() -> Client:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(get_user_model().objects.create_superuser("karla", "k@example.org", "x", first_name="Karla"))
    return client


def form(row: Any) -> str:
    return reverse(f"admin:articles_{row._meta.model_name}_change", args=(row.pk,))


def keep(desk: Client, fields: dict[str, Any], row: Any = None, address: str = AUTOSAVE) -> Any:
    return desk.post(address, fields | {"object_id": str(row.pk) if row else ""})


# --- keeping ------------------------------------------------------------------------------------------------


def test_a_session_has_one_autosave_however_often_it_is_kept(desk: Client) -> None:
    row = article()
    fields = fields_of(desk.get(form(row)))
    for words in ("Ein", "Ein Vor", "Ein Vorspann"):
        answer = keep(desk, fields | {"teaser": words}, row).json()
    version = Version.objects.get(kind=Version.Kind.AUTOSAVE)
    assert (version.pk, version.document["teaser"], version.form["teaser"]) == (
        answer["version"], "Ein Vorspann", ["Ein Vorspann"],
    )  # fmt: skip
    assert (answer["closed"], answer["gone"], answer["newer"]) == (False, False, None)


def test_keeping_changes_neither_the_working_copy_nor_the_history(desk: Client) -> None:
    row = article()
    before, versions = Article.objects.values().get(pk=row.pk), row.versions.history().count()
    keep(desk, fields_of(desk.get(form(row))) | {"headline": "Ganz anders", "tags": ["+Neu"], "byline": ["+xyz"]}, row)
    assert Article.objects.values().get(pk=row.pk) == before
    assert row.versions.history().count() == versions


def test_what_is_typed_wrongly_is_kept_as_typed(desk: Client) -> None:
    row = article()
    wrong = {"published_at_0": "gestern", "section": "99999", "kicker": "K" * 400, "lead_picture": "x"}
    keep(desk, fields_of(desk.get(form(row))) | wrong, row)
    kept = Version.objects.get(kind=Version.Kind.AUTOSAVE).form
    assert {name: kept[name] for name in wrong} == {name: [value] for name, value in wrong.items()}


def test_an_article_that_was_never_saved_is_kept_and_offered(desk: Client) -> None:
    version = keep(desk, fields_of(desk.get(ADD)) | {"headline": "Neu", "body": "<p>Ein Anfang.</p>"}).json()["version"]
    text = desk.get(ADD).content.decode()
    assert f"?take_up={version}" in text
    taken = fields_of(desk.get(f"{ADD}?take_up={version}"))
    assert (taken["headline"], taken["body"]) == ("Neu", "<p>Ein Anfang.</p>")
    desk.post(ADD, taken | {"_save": "yes"})
    assert Article.objects.get().headline == "Neu"
    assert "?take_up=" not in desk.get(ADD).content.decode()


def test_keeping_costs_the_same_for_a_long_text(desk: Client) -> None:
    row = article()
    fields = fields_of(desk.get(form(row)))
    keep(desk, fields, row)
    counts = []
    for paragraphs in (1, 100):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            keep(desk, fields | {"body": "<p>Ein Satz.</p>" * paragraphs}, row)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 30


# --- after a save -------------------------------------------------------------------------------------------


def test_a_save_puts_the_autosave_away(desk: Client) -> None:
    row = article()
    fields = fields_of(desk.get(form(row))) | {"teaser": "Neu."}
    keep(desk, fields, row)
    desk.post(form(row), fields | {"_continue": "yes"})
    assert not Version.objects.open_autosaves().exists()
    assert keep(desk, fields, row).json()["closed"]


def test_what_was_typed_after_the_button_was_pressed_is_open_again(desk: Client) -> None:
    row = article()
    fields = fields_of(desk.get(form(row))) | {"teaser": "Neu."}
    desk.post(form(row), fields | {"_continue": "yes"})
    assert not keep(desk, fields | {"teaser": "Neu. Und mehr."}, row).json()["closed"]
    assert "?take_up=" in desk.get(form(row)).content.decode()


def test_a_refused_save_leaves_the_autosave_open(desk: Client) -> None:
    row = article()
    fields = fields_of(desk.get(form(row))) | {"teaser": "Neu.", "published_at_0": "gestern"}
    keep(desk, fields, row)
    desk.post(form(row), fields | {"_continue": "yes"})
    assert Version.objects.open_autosaves().count() == 1


# --- taking up ----------------------------------------------------------------------------------------------


def test_taking_up_shows_what_was_typed_and_saves_nothing(desk: Client) -> None:
    row = article()
    fields = fields_of(desk.get(form(row))) | {"teaser": "Angefangen", "byline": ["+neu"], "tags": ["+Hafen"]}
    version = keep(desk, fields, row).json()["version"]
    taken = fields_of(desk.get(f"{form(row)}?take_up={version}"))
    assert (taken["teaser"], taken["byline"], taken["tags"]) == ("Angefangen", ["+neu"], ["+Hafen"])
    assert taken["session"] != fields["session"]
    assert Article.objects.get(pk=row.pk).teaser == "Neun Monate."


def test_what_is_taken_up_joins_what_was_saved_since(desk: Client, karla: Client) -> None:
    row = article()
    version = keep(desk, fields_of(desk.get(form(row))) | {"teaser": "Angefangen"}, row).json()["version"]
    karla.post(form(row), fields_of(karla.get(form(row))) | {"headline": "Ihr Titel", "_save": "yes"})
    desk.post(form(row), fields_of(desk.get(f"{form(row)}?take_up={version}")) | {"_save": "yes"})
    both = Article.objects.get(pk=row.pk)
    assert (both.headline, both.teaser) == ("Ihr Titel", "Angefangen")
    assert not Version.objects.open_autosaves().exists()


def test_what_says_the_same_as_the_working_copy_is_not_offered(desk: Client) -> None:
    row = article()
    keep(desk, fields_of(desk.get(form(row))), row)
    assert "?take_up=" not in desk.get(form(row)).content.decode()
    assert not Version.objects.open_autosaves().exists()


def test_what_is_put_away_is_not_offered_again(desk: Client) -> None:
    row = article()
    version = keep(desk, fields_of(desk.get(form(row))) | {"teaser": "Angefangen"}, row).json()["version"]
    assert desk.post(PUT_AWAY, {"version": version}).json() == {"closed": True}
    assert "?take_up=" not in desk.get(form(row)).content.decode()
    assert Version.objects.get(pk=version).document["teaser"] == "Angefangen"


# --- others -------------------------------------------------------------------------------------------------


def test_an_autosave_is_its_writers_alone(desk: Client, karla: Client) -> None:
    row = article()
    fields = fields_of(desk.get(form(row))) | {"teaser": "Geheim"}
    version = keep(desk, fields, row).json()["version"]
    assert "Geheim" not in karla.get(form(row)).content.decode()
    assert karla.get(f"{form(row)}?take_up={version}").status_code == 404
    assert karla.post(PUT_AWAY, {"version": version}).status_code == 404
    assert keep(karla, fields | {"teaser": "Meins"}, row).status_code == 403
    assert karla.get(reverse("admin:articles_version_change", args=(version,))).status_code == 302
    assert Version.objects.get(pk=version).document["teaser"] == "Geheim"


def test_people_with_the_same_article_open_learn_of_each_other(desk: Client, karla: Client) -> None:
    row = article()
    mine, hers = fields_of(desk.get(form(row))), fields_of(karla.get(form(row)))
    assert desk.post(PRESENCE, {"session": mine["session"], "object_id": row.pk}).json()["others"] == []
    seen = karla.post(PRESENCE, {"session": hers["session"], "object_id": row.pk}).json()["others"]
    assert [one["name"] for one in seen] == ["Imke"]
    assert [one["name"] for one in keep(desk, mine, row).json()["others"]] == ["Karla"]
    karla.post(PRESENCE, {"session": hers["session"], "object_id": row.pk, "closing": "1"})
    assert keep(desk, mine, row).json()["others"] == []


def test_a_page_that_was_not_heard_of_is_not_shown(desk: Client, karla: Client) -> None:
    row = article()
    hers = fields_of(karla.get(form(row)))
    karla.post(PRESENCE, {"session": hers["session"], "object_id": row.pk})
    Presence.objects.update(seen_at="2026-01-01T00:00:00Z")
    assert keep(desk, fields_of(desk.get(form(row))), row).json()["others"] == []


def test_a_save_by_somebody_else_is_told(desk: Client, karla: Client) -> None:
    row = article()
    mine = fields_of(desk.get(form(row)))
    desk.post(PRESENCE, {"session": mine["session"], "object_id": row.pk})
    karla.post(form(row), fields_of(karla.get(form(row))) | {"teaser": "Ihrer", "_save": "yes"})
    assert keep(desk, mine, row).json()["newer"]["name"] == "Karla"
    assert desk.post(PRESENCE, {"session": mine["session"], "object_id": row.pk}).json()["newer"]["name"] == "Karla"


# --- deleted meanwhile --------------------------------------------------------------------------------------


def test_what_is_typed_into_a_deleted_article_becomes_a_new_one(desk: Client, karla: Client) -> None:
    row = article()
    mine = fields_of(desk.get(form(row))) | {"teaser": "Gerade getippt"}
    keep(desk, mine, row)
    karla.post(reverse("admin:articles_article_delete", args=(row.pk,)), {"post": "yes"})
    assert not Article.objects.exists()
    assert keep(desk, mine, row).json()["gone"]
    answer = desk.post(form(row), mine | {"_save": "yes"}, follow=True)
    assert "deleted meanwhile" in answer.content.decode()
    desk.post(ADD, fields_of(answer) | {"_save": "yes"})
    assert Article.objects.get().teaser == "Gerade getippt"


# --- doors --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [AUTOSAVE, PRESENCE, PUT_AWAY])
def test_the_pages_script_is_told_when_nobody_is_signed_in(client: Client, address: str) -> None:
    answer = client.post(address, {"session": str(uuid.uuid4())})
    assert (answer.status_code, answer.json()) == (401, {"signed_in": False})


@pytest.mark.parametrize("address", [AUTOSAVE, PRESENCE, PUT_AWAY])
def test_only_posts_are_answered_and_only_with_the_token(desk: Client, address: str) -> None:
    assert desk.get(address).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(get_user_model().objects.get())
    assert strict.post(address, {"session": str(uuid.uuid4())}).status_code == 403


@pytest.mark.parametrize("address", [AUTOSAVE, PRESENCE])
def test_who_may_not_write_may_not_keep(client: Client, address: str) -> None:
    client.force_login(get_user_model().objects.create_user("staff", is_staff=True))
    row = article()
    fields = {"session": str(uuid.uuid4()), "object_id": row.pk}
    assert client.post(address, fields).status_code == 403
    assert not Version.objects.filter(kind=Version.Kind.AUTOSAVE).exists()


@pytest.mark.parametrize("session", ["", "keine", "1" * 40])
def test_a_session_without_a_name_is_refused_with_a_sentence(desk: Client, session: str) -> None:
    answer = desk.post(AUTOSAVE, {"session": session})
    assert (answer.status_code, "Reload the page" in answer.content.decode()) == (400, True)


@pytest.mark.parametrize("key", ["0", "x", "9" * 30])
def test_there_is_nothing_to_take_up_under_a_wrong_key(desk: Client, key: str) -> None:
    assert desk.get(f"{ADD}?take_up={key}").status_code in {200, 404}
    assert desk.post(PUT_AWAY, {"version": key}).status_code == 404


# --- galleries ----------------------------------------------------------------------------------------------


def test_a_gallery_with_its_captions_is_kept_and_taken_up(desk: Client) -> None:
    row = gallery(size=2)
    kept = reverse("admin:articles_gallery_autosave")
    fields = fields_of(desk.get(form(row))) | {"places-1-caption": "Der Kran", "title": "Neuer Titel"}
    version = keep(desk, fields, row, kept).json()["version"]
    assert Version.objects.get(pk=version).document["body"][0]["pictures"][1]["caption"] == "Der Kran"
    taken = fields_of(desk.get(f"{form(row)}?take_up={version}"))
    assert (taken["places-1-caption"], taken["title"]) == ("Der Kran", "Neuer Titel")
    desk.post(form(row), taken | {"_save": "yes"})
    assert Gallery.objects.get(pk=row.pk).places.last().caption == "Der Kran"
    assert not Version.objects.open_autosaves().exists()
