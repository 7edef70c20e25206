"""The journal of who signs in: logins, failures, lock-outs, passwords, second factors, sessions, and from where."""

import datetime
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import manage
from articles.desk.journal import Kind
from articles.desk.origins import coming_from, origin
from articles.models import JournalEntry
from newsroom.journal import attempts
from newsroom.journal.attempts import enter_attempt
from newsroom.journal.origin import client_address
from tests.roles import REPORTER, person

pytestmark = pytest.mark.django_db
LOGIN = "/konto/login/"


@pytest.fixture(autouse=True)
def fresh_counts(settings: Any) -> None:
    """Failed attempts are counted in the cache: each test begins with none."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "journal"}}
    cache.clear()


@pytest.fixture
def jana() -> User:
    return person(REPORTER, name="jana")


def entries(*kinds: Kind) -> list[JournalEntry]:
    rows = JournalEntry.objects.order_by("pk")
    return list(rows.filter(kind__in=kinds) if kinds else rows)


def sign_in(client: Client, name: str, password: str = "geheim-genug", **extra: Any) -> Any:
    return client.post(LOGIN, {"login": name, "password": password}, **extra)


def test_a_login_and_a_logout_with_the_address_and_what_was_shown(client: Client, jana: User) -> None:
    assert sign_in(client, "jana", REMOTE_ADDR="203.0.113.7").status_code == 302
    client.post("/konto/logout/", REMOTE_ADDR="203.0.113.8")
    came, went = entries(Kind.LOGIN, Kind.LOGOUT)
    assert (came.by, came.by_name, came.origin, came.details) == (
        jana,
        "jana",
        "203.0.113.7",
        {"methods": ["password"]},
    )
    assert (went.by, went.origin, went.kind) == (jana, "203.0.113.8", Kind.LOGOUT)


def test_a_stranger_who_logs_out_leaves_no_entry(client: Client) -> None:
    client.post("/konto/logout/")
    assert entries() == []


def test_a_failed_login_has_the_name_as_typed_and_never_the_password(client: Client, jana: User) -> None:
    sign_in(client, "jana", "streng-geheimes-wort")
    sign_in(client, "n" * 100, "streng-geheimes-wort")
    known, unknown = entries(Kind.LOGIN_FAILED)
    assert (known.by, known.by_name) == (None, "jana")
    assert unknown.by_name == "n" * 59 + "…"
    for entry in entries():
        assert "streng-geheimes-wort" not in repr(entry.__dict__)


def test_whoever_is_locked_out_is_entered(client: Client, jana: User) -> None:
    for _attempt in range(6):
        sign_in(client, "jana", "falsch")
    assert len(entries(Kind.LOGIN_FAILED)) == 5
    [locked] = entries(Kind.LOCKED_OUT)
    assert (locked.by_name, locked.origin) == ("jana", "127.0.0.1")


# --- a flood ----------------------------------------------------------------------------------------------------


def attempt(now: datetime.datetime, origin: str = "") -> JournalEntry | None:
    with coming_from(origin):
        return enter_attempt(kind=Kind.LOGIN_FAILED, by=None, name="x", now=now)


def test_a_flood_from_one_address_ends_with_an_entry_that_says_so() -> None:
    now = timezone.now()
    made = [attempt(now + datetime.timedelta(seconds=number), "203.0.113.7") for number in range(30)]
    kept = [entry for entry in made if entry]
    assert len(kept) == attempts.MOST_FROM_ONE
    assert [entry.details for entry in kept] == [{}] * 9 + [{"left_out": "address"}]
    assert attempt(now, "203.0.113.8") is not None
    assert attempt(now + datetime.timedelta(seconds=61), "203.0.113.7") is not None


def test_a_flood_from_everywhere_ends_too(django_assert_num_queries: Any) -> None:
    now = timezone.now()
    made = [attempt(now, f"203.0.113.{number}") for number in range(attempts.MOST + 20)]
    kept = [entry for entry in made if entry]
    assert len(kept) == attempts.MOST
    assert kept[-1].details == {"left_out": "all"}
    with django_assert_num_queries(1):
        attempt(now, "203.0.113.250")


def test_lock_outs_are_not_drowned_in_failures() -> None:
    now = timezone.now()
    for number in range(attempts.MOST):
        attempt(now, f"203.0.113.{number}")
    assert enter_attempt(kind=Kind.LOCKED_OUT, by=None, name="x", now=now) is not None


def test_what_no_database_takes_is_left_out() -> None:
    entry = enter_attempt(kind=Kind.LOGIN_FAILED, by=None, name="ja\0na\udcff", now=timezone.now())
    assert entry is not None
    assert JournalEntry.objects.get(pk=entry.pk).by_name == "jana?"


# --- passwords, factors, sessions -------------------------------------------------------------------------------


def test_a_password_that_is_changed_by_its_owner(client: Client, jana: User) -> None:
    sign_in(client, "jana")
    new = {"oldpassword": "geheim-genug", "password1": "ein-neues-wort-1", "password2": "ein-neues-wort-1"}
    assert client.post("/konto/password/change/", new).status_code == 302
    [entry] = entries(Kind.PASSWORD)
    assert (entry.by, entry.subject, entry.subject_id, entry.subject_kind) == (jana, "jana", jana.pk, "user")


def test_a_password_that_somebody_else_changes(client: Client, jana: User) -> None:
    chief = User.objects.create_superuser("chef", "", "x")
    client.force_login(chief)
    new = {"password1": "ein-neues-wort-1", "password2": "ein-neues-wort-1", "usable_password": "true"}
    assert client.post(f"/admin/auth/user/{jana.pk}/password/", new).status_code == 302
    [entry] = entries(Kind.PASSWORD)
    assert (entry.by, entry.subject) == (chief, "jana")


def test_a_password_that_is_only_stored_in_a_better_way_was_not_changed(
    client: Client, jana: User, settings: Any
) -> None:
    old = jana.password
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2PasswordHasher", "django.contrib.auth.hashers.MD5PasswordHasher",
    ]  # fmt: skip
    assert sign_in(client, "jana").status_code == 302
    jana.refresh_from_db()
    assert jana.password != old
    assert entries(Kind.PASSWORD) == []


def test_second_factors(client: Client, jana: User, django_capture_on_commit_callbacks: Any) -> None:
    sign_in(client, "jana")
    confirm = {"password": "geheim-genug"}
    client.post("/konto/reauthenticate/", confirm)
    client.get("/konto/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post("/konto/2fa/totp/activate/", {"code": code(secret)}).status_code == 302
    assert client.post("/konto/2fa/totp/deactivate/").status_code == 302
    shown = [(entry.by, entry.subject, entry.details) for entry in entries(Kind.SECOND_FACTOR)]
    assert (jana, "jana", {"factor": "totp", "change": "added"}) in shown
    assert (jana, "jana", {"factor": "totp", "change": "removed"}) in shown
    assert secret not in repr([entry.__dict__ for entry in entries()])


def test_a_wrong_code_after_the_right_password(client: Client, jana: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(jana, secret)
    assert Authenticator.objects.filter(user=jana).exists()
    sign_in(client, "jana")
    wrong = "000000" if code(secret) != "000000" else "111111"
    client.post("/konto/2fa/authenticate/", {"code": wrong})
    [entry] = entries(Kind.LOGIN_FAILED)
    assert (entry.by_name, entry.details) == ("jana", {"factor": "totp"})
    client.post("/konto/2fa/authenticate/", {"code": code(secret)})
    [login] = entries(Kind.LOGIN)
    assert login.details == {"methods": ["password", "mfa/totp"]}


def code(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def test_a_session_that_is_ended_from_another_one(client: Client, jana: User) -> None:
    other = Client()
    sign_in(other, "jana", REMOTE_ADDR="203.0.113.9")
    sign_in(client, "jana")
    session = UserSession.objects.exclude(session_key=client.session.session_key).get()
    assert client.post(f"/konto/sessions/{session.pk}/end/").status_code == 302
    [entry] = entries(Kind.SESSION_ENDED)
    assert (entry.by, entry.subject, entry.details) == (jana, "jana", {"session_from": "203.0.113.9"})


# --- from where -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("behind", "header", "seen", "address"),
    [
        (False, "203.0.113.66", "203.0.113.7", "203.0.113.7"),
        (True, "203.0.113.66, 203.0.113.7", "10.0.0.1", "203.0.113.7"),
        (True, "203.0.113.7", "10.0.0.1", "203.0.113.7"),
        (True, "", "10.0.0.1", "10.0.0.1"),
        (True, "203.0.113.7, not-an-address", "10.0.0.1", ""),
        (False, "", "", ""),
        (False, "", "2001:DB8::1", "2001:db8::1"),
    ],
)
def test_only_what_our_own_proxy_has_seen_is_believed(
    settings: Any, behind: bool, header: str, seen: str, address: str
) -> None:
    settings.BEHIND_PROXY = behind
    headers = {"HTTP_X_FORWARDED_FOR": header} if header else {}
    assert client_address(RequestFactory().get("/", REMOTE_ADDR=seen, **headers)) == address


def test_a_readers_page_asks_for_no_user(client: Client, jana: User, django_assert_num_queries: Any) -> None:
    client.force_login(jana)
    with CaptureQueriesContext(connection) as queries:
        client.get("/impressum/")
    assert not [query["sql"] for query in queries if "session" in query["sql"] or "auth_user" in query["sql"]]


def test_a_command_names_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr("django.core.management.execute_from_command_line", lambda _arguments: seen.append(origin()))
    monkeypatch.setattr("sys.argv", ["manage.py", "changepassword", "jana"])
    manage.main()
    assert seen == ["manage.py changepassword"]
    assert origin() == ""


def test_a_command_that_makes_somebody(jana: User) -> None:
    call_command("createsuperuser", username="wurzel", email="w@example.org", interactive=False)
    newest = entries(Kind.RIGHTS)[-1]
    assert (newest.by, newest.subject, newest.details["is_superuser"], newest.details["new"]) == (
        None, "wurzel", True, True,
    )  # fmt: skip
