"""A forgotten password: a link by mail, once, for its owner; and nobody learns who has an account."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage
from django.test import Client

from tests.accounts import PASSWORD, chief, give_app, is_in, log_in, person

pytestmark = pytest.mark.django_db

RESET = "/konto/password/reset/"
NEW = "Drei-Kräne-im-Nebel"


def ask(client: Client, email: str = "imke@news.example", **sent: Any) -> Any:
    return client.post(RESET, {"email": email}, follow=True, **sent)


def link_in(mail: EmailMessage) -> str:
    """Return the path of the link in `mail`."""
    found = re.search(r"https?://testserver(/\S+)", str(mail.body))
    assert found, mail.body
    return found[1]


def set_password(client: Client, link: str, password: str = NEW) -> Any:
    """Follow `link`, and fill in the form that it leads to."""
    form = client.get(link)["Location"]
    return client.post(form, {"password1": password, "password2": password})


def test_the_link_sets_a_new_password(client: Client, mailoutbox: list[EmailMessage]) -> None:
    person()
    ask(client)
    assert mailoutbox[0].to == ["imke@news.example"]
    assert "imke" in mailoutbox[0].body
    set_password(client, link_in(mailoutbox[0]))
    assert not is_in(client), "the login comes after it, with its second factor"
    log_in(client, password=PASSWORD)
    assert not is_in(client)
    log_in(client, password=NEW)
    assert is_in(client)


@pytest.mark.parametrize("asked", ["imke.sanders@news.example", "Imke.Sanders@News.example"])
def test_capitals_are_no_other_address(client: Client, mailoutbox: list[EmailMessage], asked: str) -> None:
    person(email="Imke.Sanders@news.example")
    ask(client, asked)
    assert "/reset/key/" in mailoutbox[0].body


def test_a_letter_that_only_looks_alike_is_another_address(client: Client, mailoutbox: list[EmailMessage]) -> None:
    person(email="mike@news.example")
    ask(client, "mıke@news.example")
    assert not any("/reset/key/" in mail.body for mail in mailoutbox)


def test_an_address_that_the_desk_has_changed_is_worth_nothing(client: Client, mailoutbox: list[EmailMessage]) -> None:
    user = person()
    ask(client)
    log_in(client, "imke@news.example")
    assert not EmailAddress.objects.exists()
    user.email = "sanders@news.example"
    user.save()
    assert Client().get(link_in(mailoutbox[0])).context["token_fail"], "nor is a link that went to it"
    ask(Client())
    assert "/reset/key/" not in mailoutbox[-1].body
    other = Client()
    log_in(other, "imke@news.example")
    assert not is_in(other)


def test_the_link_works_once(client: Client, mailoutbox: list[EmailMessage]) -> None:
    person()
    ask(client)
    link = link_in(mailoutbox[0])
    set_password(client, link)
    answer = Client().get(link)
    assert answer.status_code == 200
    assert answer.context["token_fail"]
    assert RESET in answer.content.decode()


def test_an_invented_link_says_what_to_do(client: Client) -> None:
    answer = client.get(f"{RESET}key/1-c0ffee-0123456789abcdef0123456789abcdef/")
    assert answer.context["token_fail"]
    assert RESET in answer.content.decode()


def test_a_weak_password_is_refused(client: Client, mailoutbox: list[EmailMessage]) -> None:
    person()
    ask(client)
    assert set_password(client, link_in(mailoutbox[0]), "12345678").context["form"].errors["password1"]


def test_an_unknown_address_gets_the_same_answer(client: Client, mailoutbox: list[EmailMessage]) -> None:
    person()
    known, unknown = ask(client), ask(Client(), "niemand@news.example")
    assert known.content == unknown.content
    assert known.redirect_chain == unknown.redirect_chain
    assert len(mailoutbox) == 2, "a mail for each, so that neither takes longer"
    assert "http" not in mailoutbox[1].body
    assert mailoutbox[1].to == ["niemand@news.example"]


def test_a_closed_account_gets_no_link(client: Client, mailoutbox: list[EmailMessage]) -> None:
    person(is_active=False)
    ask(client)
    assert "/reset/key/" not in mailoutbox[0].body


def test_a_link_from_before_the_account_was_closed_lets_nobody_in(
    client: Client, mailoutbox: list[EmailMessage]
) -> None:
    user = person()
    ask(client)
    user.is_active = False
    user.save()
    set_password(client, link_in(mailoutbox[0]))
    log_in(client, password=NEW)
    assert not is_in(client)


def test_the_second_factor_is_still_asked_for(client: Client, mailoutbox: list[EmailMessage]) -> None:
    give_app(chief())
    ask(client, "chef@news.example")
    set_password(client, link_in(mailoutbox[0]))
    assert log_in(client, "chef", NEW)["Location"] == "/konto/2fa/authenticate/"
    assert not is_in(client)


def test_it_lifts_the_lock_of_the_account(client: Client, mailoutbox: list[EmailMessage]) -> None:
    person()
    for number in range(6):
        log_in(Client(), "imke", "falsch", address=f"203.0.113.{number}")
    ask(client)
    set_password(client, link_in(mailoutbox[0]))
    log_in(client, password=NEW)
    assert is_in(client)


def test_it_ends_all_sessions(client: Client, mailoutbox: list[EmailMessage]) -> None:
    person()
    thief = Client()
    log_in(thief)
    ask(client)
    set_password(client, link_in(mailoutbox[0]))
    assert thief.get("/admin/").status_code == 302


def test_the_owner_is_told(client: Client, mailoutbox: list[EmailMessage]) -> None:
    person()
    ask(client)
    set_password(client, link_in(mailoutbox[0]))
    assert [mail.to for mail in mailoutbox] == [["imke@news.example"]] * 2


def test_a_letter_box_is_not_flooded(client: Client, mailoutbox: list[EmailMessage]) -> None:
    person()
    answers = [ask(Client(REMOTE_ADDR=f"203.0.113.{number}")).status_code for number in range(5)]
    assert answers == [200, 200, 200, 429, 429]
    assert len(mailoutbox) == 3


def test_the_link_names_no_host_that_is_not_ours(client: Client, mailoutbox: list[EmailMessage]) -> None:
    person()
    assert client.post(RESET, {"email": "imke@news.example"}, headers={"host": "evil.example"}).status_code == 400
    assert not mailoutbox


def test_changing_the_password_asks_for_the_old_one_and_tells_the_owner(
    client: Client, mailoutbox: list[EmailMessage]
) -> None:
    person()
    other = Client()
    for one in (client, other):
        log_in(one)
    change = "/konto/password/change/"
    wrong = client.post(change, {"oldpassword": "falsch", "password1": NEW, "password2": NEW})
    assert wrong.context["form"].errors["oldpassword"]
    client.post(change, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert client.get("/admin/").status_code == 200
    assert other.get("/admin/").status_code == 302
    assert [mail.to for mail in mailoutbox] == [["imke@news.example"]]
