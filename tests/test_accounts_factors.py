"""Who publishes needs a second factor: without one every address of the desk is closed, and only those."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from articles.models import JournalEntry
from newsroom.accounts.desk import ACCOUNTS, DESK
from tests.accounts import PAGE, chief, code, confirm, give_app, log_in, person

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/admin/", "/admin/articles/article/", "/admin/articles/article/add/?_popup=1", "/admin/autocomplete/",
    "/admin/jsi18n/", "/admin/gibt-es-nicht/", "/admin/password_change/", "/vorschau/artikel/1/",
    "/vorschau/ein-token/", "/media/originals/0f/bild.jpg",
]  # fmt: skip
SETTING_UP = "/konto/2fa/"


@pytest.fixture(autouse=True)
def required(settings: Any) -> None:
    settings.NEWSROOM_REQUIRE_MFA = True


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def stands_outside(client: Client) -> bool:
    return str(client.get("/admin/", headers=PAGE).headers.get("Location")) == SETTING_UP


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_lead_to_setting_one_up(address: str) -> None:
    client = signed_in(chief())
    assert client.get(address, headers=PAGE)["Location"] == SETTING_UP
    answer = client.get(SETTING_UP)
    assert answer.status_code == 200
    assert answer.wsgi_request.lacks_second_factor


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("accept", ["application/json", "*/*", "image/avif,image/webp,*/*", None])
def test_scripts_and_pictures_get_a_sentence(address: str, accept: str | None) -> None:
    headers = {"accept": accept} if accept else {}
    answer = signed_in(chief()).post(address, headers=headers)
    assert answer.status_code == 403
    assert answer.json()["error"] if accept == "application/json" else answer["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize("permission", ["publish_article", "publish_gallery"])
def test_it_is_asked_of_who_may_publish(permission: str) -> None:
    assert stands_outside(signed_in(person("imke", permission)))


def test_it_is_not_asked_of_who_may_not() -> None:
    client = signed_in(person("imke", "add_article", "change_article", "view_article"))
    assert client.get("/admin/", headers=PAGE).status_code == 200


def test_it_is_not_asked_where_the_house_does_not_want_it(settings: Any) -> None:
    settings.NEWSROOM_REQUIRE_MFA = False
    assert signed_in(chief()).get("/admin/", headers=PAGE).status_code == 200


def test_readers_pages_and_the_account_stay_open() -> None:
    client = signed_in(chief())
    for address in ("/", "/konto/password/change/", "/konto/sessions/", "/konto/logout/"):
        assert client.get(address, headers=PAGE).status_code in {200, 404}, address


def test_strangers_are_sent_to_the_login_as_ever(client: Client) -> None:
    assert client.get("/admin/", headers=PAGE)["Location"].startswith("/admin/login/")


def test_the_desk_is_where_it_is_thought_to_be() -> None:
    assert (reverse("admin:index"), "/vorschau/", "/media/originals/") == DESK
    assert reverse("preview:linked", args=("x",)).startswith(DESK)
    assert reverse("site:original", args=("x",)).startswith(DESK)
    assert reverse("account_login").startswith(ACCOUNTS)


# --- with one, and without it again -------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)  # the mail leaves when all is stored
def test_setting_up_an_app_opens_the_desk(client: Client, mailoutbox: list[EmailMessage]) -> None:
    chief()
    log_in(client, "chef")
    assert stands_outside(client)
    setting_up = reverse("mfa_activate_totp")
    assert client.get(setting_up)["Location"].startswith("/konto/reauthenticate/"), "a stolen session sets up nothing"
    confirm(client)
    page = client.get(setting_up)
    assert client.post(setting_up, {"code": "000000"}).context["form"].errors
    assert stands_outside(client)
    answer = client.post(setting_up, {"code": code(page.context["form"].secret)})
    assert answer["Location"] == "/konto/2fa/recovery-codes/"
    assert len(client.get(answer["Location"]).context["unused_codes"]) == 10
    assert client.get("/admin/", headers=PAGE).status_code == 200
    assert mailoutbox[0].to == ["chef@news.example"]


def test_a_recovery_code_lets_in_once(client: Client) -> None:
    user = chief()
    give_app(user)
    one = RecoveryCodes.activate(user).get_unused_codes()[0]
    for outcome in (True, False):
        fresh = Client()
        log_in(fresh, "chef")
        fresh.post("/konto/2fa/authenticate/", {"code": one})
        assert ("_auth_user_id" in fresh.session) is outcome


def test_recovery_codes_are_no_second_factor() -> None:
    user = chief()
    RecoveryCodes.activate(user)
    assert stands_outside(signed_in(user))


def test_removing_the_last_factor_closes_the_desk_at_once(client: Client) -> None:
    user = chief()
    give_app(user)
    log_in(client, "chef")
    client.post("/konto/2fa/authenticate/", {"code": code()})
    assert client.get("/admin/", headers=PAGE).status_code == 200
    confirm(client)
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    assert stands_outside(client)


def test_a_permission_that_comes_later_is_noticed_at_once() -> None:
    user = person()
    client = signed_in(user)
    assert client.get("/admin/", headers=PAGE).status_code == 200
    user.is_superuser = True
    user.save()
    assert stands_outside(client)


def test_it_costs_one_query(django_assert_num_queries: Any, settings: Any) -> None:
    user = chief()
    give_app(user)
    client = signed_in(user)
    client.get("/admin/jsi18n/")
    settings.NEWSROOM_REQUIRE_MFA = False
    with django_assert_num_queries(2) as without:
        client.get("/admin/jsi18n/")
    settings.NEWSROOM_REQUIRE_MFA = True
    with django_assert_num_queries(len(without) + 1):
        client.get("/admin/jsi18n/")


# --- others' factors ----------------------------------------------------------------------------------------------


def test_nobody_removes_a_key_of_somebody_else(client: Client) -> None:
    key = Authenticator.objects.create(user=chief(), type=Authenticator.Type.WEBAUTHN, data={"name": "Schlüssel"})
    person()
    log_in(client)
    confirm(client)
    for name in ("mfa_remove_webauthn", "mfa_edit_webauthn"):
        assert client.post(reverse(name, args=(key.pk,)), {"name": "meiner"}).status_code == 404
    assert Authenticator.objects.get().data == {"name": "Schlüssel"}


# --- lost ---------------------------------------------------------------------------------------------------------


def test_who_has_lost_every_factor_can_be_let_in_again(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    user = chief()
    give_app(user)
    RecoveryCodes.activate(user)
    give_app(person())
    call_command("forget_factors", "chef")
    assert "chef: 2 removed" in capsys.readouterr().out
    assert [factor.user.username for factor in Authenticator.objects.all()] == ["imke"]
    log_in(client, "chef")
    assert stands_outside(client), "the password alone leads to a new factor and no further"
    told = JournalEntry.objects.filter(kind=JournalEntry.Kind.SECOND_FACTOR)
    assert {(entry.subject_id, entry.details["change"], entry.origin) for entry in told} == {
        (user.pk, "removed", "forget_factors")
    }


def test_a_name_that_nobody_has_is_said() -> None:
    with pytest.raises(CommandError, match="There is no user 'niemand'"):
        call_command("forget_factors", "niemand")
