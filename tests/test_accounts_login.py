"""Logging in and out: by name or address, to where one was going, and nowhere else."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.accounts import LOGIN, PAGE, PASSWORD, chief, code, give_app, is_in, log_in, person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("login", ["imke", "Imke", "imke@news.example", "IMKE@news.example", " imke "])
@pytest.mark.parametrize("written", ["imke@news.example", "Imke@News.example"])
def test_name_and_address_both_let_in(client: Client, login: str, written: str) -> None:
    person(email=written)
    assert log_in(client, login)["Location"] == "/admin/"
    assert is_in(client)


@pytest.mark.parametrize(
    ("login", "password"), [("imke", "falsch"), ("niemand", PASSWORD), ("imke", ""), ("", PASSWORD)]
)
def test_anything_else_does_not(client: Client, login: str, password: str) -> None:
    person()
    assert log_in(client, login, password).status_code == 200
    assert not is_in(client)


def test_one_address_may_belong_to_two_accounts(client: Client) -> None:
    """A desk has addresses that several share; the password tells whose account is meant."""
    person("erste", email="desk@news.example")
    second = person("zweite", email="desk@news.example")
    get_user_model().objects.filter(username="erste").update(password="!")
    log_in(client, "desk@news.example")
    assert client.session["_auth_user_id"] == str(second.pk)


def test_who_has_no_address_is_not_found_by_an_empty_one(client: Client) -> None:
    person(email="")
    log_in(client, " ")
    assert not is_in(client)


def test_a_wrong_password_and_an_unknown_name_get_the_same_sentence(client: Client) -> None:
    person()
    wrong, unknown = (log_in(client, name, "falsch").context["form"].errors for name in ("imke", "niemand"))
    assert wrong == unknown
    assert wrong["__all__"]


def test_a_closed_account_does_not_let_in(client: Client) -> None:
    person(is_active=False)
    assert log_in(client)["Location"] == "/konto/inactive/"
    assert client.get("/konto/inactive/").status_code == 200
    assert not is_in(client)


def test_an_account_that_is_closed_meanwhile_is_out(client: Client) -> None:
    user = person()
    log_in(client)
    assert client.get("/admin/").status_code == 200
    user.is_active = False
    user.save()
    assert client.get("/admin/")["Location"].startswith("/admin/login/")


def test_a_password_without_its_second_factor_opens_nothing(client: Client) -> None:
    give_app(chief())
    assert log_in(client, "chef")["Location"] == "/konto/2fa/authenticate/"
    assert not is_in(client)
    for address in ("/admin/", "/konto/2fa/", "/konto/sessions/", "/konto/password/change/", "/vorschau/artikel/1/"):
        assert client.get(address).status_code in {302, 404}, address
    client.post("/konto/2fa/authenticate/", {"code": code(steps=7)})
    assert not is_in(client)
    assert client.post("/konto/2fa/authenticate/", {"code": code()})["Location"] == "/admin/"
    assert is_in(client)


def test_a_code_is_taken_once(client: Client) -> None:
    give_app(chief())
    shown = code()
    for client_, outcome in ((client, True), (Client(), False)):
        log_in(client_, "chef")
        client_.post("/konto/2fa/authenticate/", {"code": shown})
        assert is_in(client_) is outcome


# --- where to -----------------------------------------------------------------------------------------------------


def test_it_leads_to_where_one_was_going(client: Client) -> None:
    person("imke", "change_article", "view_article")
    goal = "/admin/articles/article/?q=br%C3%BCcke&_popup=1"
    way = client.get(goal)["Location"]
    assert way.startswith("/admin/login/?next=")
    login = client.get(way)["Location"]
    assert login.startswith(f"{LOGIN}?next=%2Fadmin%2Farticles%2Farticle%2F")
    fields = client.get(login).context["redirect_field_value"]
    assert log_in(client, next=fields)["Location"] == goal


ELSEWHERE = [
    "https://evil.example/", "//evil.example/", "/\\evil.example/", "http:evil.example", "javascript:alert(1)",
    "https://testserver.evil.example/", "\thttps://evil.example", "///evil.example", "https://news.example@evil.example/",
]  # fmt: skip


@pytest.mark.parametrize("goal", ELSEWHERE)
def test_it_leads_to_no_other_host(client: Client, settings: Any, goal: str) -> None:
    # allauth itself would lead to every host that forms may come from.
    settings.CSRF_TRUSTED_ORIGINS = ["https://evil.example"]
    settings.ALLOWED_HOSTS = ["testserver", "evil.example"]
    person()
    assert client.get("/admin/login/", {"next": goal})["Location"] == f"{LOGIN}?next=%2Fadmin%2F"
    assert log_in(client, next=goal)["Location"] == "/admin/"
    assert client.get("/admin/login/", {"next": goal})["Location"] == "/admin/"
    assert client.get(LOGIN, {"next": goal})["Location"] == "/admin/"
    assert client.post("/konto/logout/", {"next": goal})["Location"] == LOGIN


def test_a_login_in_a_circle_ends_at_the_desk(client: Client) -> None:
    person()
    log_in(client)
    assert client.get("/admin/login/", {"next": "/admin/login/?next=/admin/"})["Location"] == "/admin/"


# --- who may not, and out again -----------------------------------------------------------------------------------


def test_somebody_who_is_not_of_the_desk_gets_a_sentence(client: Client) -> None:
    person("leser", is_staff=False)
    log_in(client, "leser")
    answer = client.get("/admin/", headers=PAGE, follow=True)
    assert answer.status_code == 403
    assert "account/not_staff.html" in [template.name for template in answer.templates]
    assert "leser" in answer.content.decode()


@pytest.mark.parametrize("address", ["/konto/logout/", "/admin/logout/"])
def test_logging_out_ends_the_session(client: Client, address: str) -> None:
    person()
    log_in(client)
    key = client.session.session_key
    assert client.get(address, follow=True).status_code == 200
    assert is_in(client), "only coming by asks first"
    assert client.post(address)["Location"] == LOGIN
    other = Client()
    other.cookies["newsroom_session"] = str(key)
    assert other.get("/admin/").status_code == 302


def test_the_session_has_a_new_key_after_the_login(client: Client) -> None:
    person()
    client.session.save()
    before = client.session.session_key
    log_in(client)
    assert client.session.session_key != before


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_speaks_the_browsers_language_and_is_kept_by_nobody(client: Client, language: str) -> None:
    answer = client.get(LOGIN, headers={"accept-language": language})
    assert f'<html lang="{language}"' in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_the_form_works_without_a_script(client: Client) -> None:
    page = client.get(LOGIN).content.decode()
    form = page[page.index("<form") : page.index("</form>")]
    assert f'method="post" action="{LOGIN}"' in form
    assert 'autocomplete="current-password"' in form
    assert 'type="submit"' in form
