"""One's own sessions: listed with device and address, and ended for good."""

import datetime
import time

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from newsroom.accounts.sessions import device
from tests.accounts import is_in, log_in, person

pytestmark = pytest.mark.django_db

SESSIONS = "/konto/sessions/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/19.0 Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def here() -> Client:
    """Return a session of Imke's, at her desk."""
    person()
    client = Client(HTTP_USER_AGENT=FIREFOX)
    log_in(client)
    return client


@pytest.fixture
def elsewhere(here: Client) -> Client:
    """Return another one, on her phone."""
    client = Client(HTTP_USER_AGENT=IPHONE)
    log_in(client, address="198.51.100.20")
    return client


def key_of(client: Client) -> str:
    return str(client.session.session_key)


def end(client: Client, other: Client) -> int:
    """Let `client` end the session of `other`; return the status."""
    row = UserSession.objects.get(session_key=key_of(other))
    return client.post(f"{SESSIONS}{row.pk}/end/").status_code


def test_they_are_listed_the_own_one_first(here: Client, elsewhere: Client) -> None:
    rows = here.get(SESSIONS).context["rows"]
    assert [(row.device, row.address, row.is_current) for row in rows] == [
        ("Firefox, Linux", "203.0.113.1", True),
        ("Safari, iPhone", "198.51.100.20", False),
    ]


def test_an_ended_session_is_really_ended(here: Client, elsewhere: Client) -> None:
    key = key_of(elsewhere)
    assert elsewhere.get("/admin/").status_code == 200
    assert end(here, elsewhere) == 302
    assert elsewhere.get("/admin/")["Location"].startswith("/admin/login/")
    assert not Session.objects.filter(session_key=key).exists()
    assert here.get("/admin/").status_code == 200


def test_all_others_end_together(here: Client, elsewhere: Client) -> None:
    third = Client()
    log_in(third)
    here.post(SESSIONS)
    assert elsewhere.get("/admin/").status_code == third.get("/admin/").status_code == 302
    assert here.get("/admin/").status_code == 200


def test_nobody_ends_a_session_of_somebody_else(here: Client) -> None:
    person("dieb")
    thief = Client()
    log_in(thief, "dieb")
    assert end(thief, here) == 404
    assert here.get("/admin/").status_code == 200
    assert [row.is_current for row in thief.get(SESSIONS).context["rows"]] == [True]


def test_the_own_session_ends_by_logging_out_only(here: Client) -> None:
    assert end(here, here) == 404
    assert is_in(here)


def test_an_address_that_is_only_visited_ends_nothing(here: Client, elsewhere: Client) -> None:
    row = UserSession.objects.get(session_key=key_of(elsewhere))
    assert here.get(f"{SESSIONS}{row.pk}/end/").status_code == 405
    assert elsewhere.get("/admin/").status_code == 200


def test_strangers_are_sent_to_the_login(here: Client, elsewhere: Client) -> None:
    row = UserSession.objects.get(session_key=key_of(elsewhere))
    for answer in (Client().get(SESSIONS), Client().post(SESSIONS), Client().post(f"{SESSIONS}{row.pk}/end/")):
        assert answer["Location"].startswith("/konto/login/")
    assert elsewhere.get("/admin/").status_code == 200


def test_a_session_that_ended_by_itself_is_not_listed(here: Client, elsewhere: Client) -> None:
    elsewhere.post("/konto/logout/")
    assert len(here.get(SESSIONS).context["rows"]) == 1


def test_when_and_from_where_is_kept_once_in_a_while(here: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    UserSession.objects.update(last_seen_at=timezone.now() - datetime.timedelta(hours=1))
    here.get("/admin/", REMOTE_ADDR="198.51.100.99")
    assert UserSession.objects.get().ip == "203.0.113.1", "the login was a moment ago"
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 301)
    here.get("/", REMOTE_ADDR="198.51.100.98")
    assert UserSession.objects.get().ip == "203.0.113.1", "readers' pages ask nobody who they are"
    here.get("/admin/", REMOTE_ADDR="198.51.100.99")
    seen = UserSession.objects.get()
    assert seen.ip == "198.51.100.99"
    assert timezone.now() - seen.last_seen_at < datetime.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (FIREFOX, "Firefox, Linux"),
        (IPHONE, "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) AppleWebKit/605 Version/19.0 Safari/605", "Safari, macOS"),
    ],
)
def test_devices_have_names(user_agent: str, words: str) -> None:
    assert device(user_agent) == words


def test_a_device_that_is_unknown_has_words_too() -> None:
    assert device("") == device("curl/8") != ""
