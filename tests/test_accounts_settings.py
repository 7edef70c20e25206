"""What the environment says about accounts: strict in production, mail into a folder without a server."""

import environ
import pytest

from newsroom.mail import mail_settings
from tests.test_settings import ROOT, SAFE, started


@pytest.mark.parametrize(
    ("environment", "required"),
    [
        ({}, False),
        ({"NEWSROOM_REQUIRE_MFA": "1"}, True),
        (SAFE, True),
        ({**SAFE, "NEWSROOM_REQUIRE_MFA": "0"}, False),
    ],
)
def test_production_asks_for_a_second_factor(environment: dict[str, str], required: bool) -> None:
    process = started("settings.NEWSROOM_REQUIRE_MFA", **{"PRODUCTION": "0", **environment})
    assert process.stdout.strip() == str(required), process.stderr


@pytest.mark.parametrize(
    ("environment", "proxies"),
    [(SAFE, 0), ({**SAFE, "BEHIND_PROXY": "1"}, 1), ({"PRODUCTION": "0", "SECRET_KEY": "x", "BEHIND_PROXY": "1"}, 0)],
)
def test_an_address_in_a_header_is_believed_behind_a_proxy_only(environment: dict[str, str], proxies: int) -> None:
    process = started("settings.ALLAUTH_TRUSTED_PROXY_COUNT", **environment)
    assert process.stdout.strip() == str(proxies), process.stderr


FILES = "django.core.mail.backends.filebased.EmailBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"
SERVER = "smtp+tls://desk%40news.example:pass@mail.example:587"


def test_without_a_server_mail_becomes_files_beside_the_database() -> None:
    words = "getattr(settings, 'MAILERS', None) or (settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH)"
    process = started(words, PRODUCTION="0", SECRET_KEY="x")
    assert FILES in process.stdout, process.stderr
    assert repr(str(ROOT / "mail")) in process.stdout


def test_a_server_is_one_address_in_the_words_of_either_django() -> None:
    read = environ.Env.email_url_config(SERVER)
    assert mail_settings(read, version=(5, 2)) == {
        "EMAIL_BACKEND": SMTP, "EMAIL_HOST": "mail.example", "EMAIL_PORT": 587, "EMAIL_HOST_USER": "desk@news.example",
        "EMAIL_HOST_PASSWORD": "pass", "EMAIL_USE_TLS": True, "EMAIL_USE_SSL": False, "EMAIL_TIMEOUT": 10,
    }  # fmt: skip
    options = {
        "host": "mail.example", "port": 587, "username": "desk@news.example", "password": "pass", "use_tls": True,
        "use_ssl": False, "timeout": 10,
    }  # fmt: skip
    assert mail_settings(read, version=(6, 1)) == {"MAILERS": {"default": {"BACKEND": SMTP, "OPTIONS": options}}}


def test_a_terminal_needs_no_options() -> None:
    backend = "django.core.mail.backends.console.EmailBackend"
    read = environ.Env.email_url_config("consolemail://")
    assert mail_settings(read, version=(5, 2)) == {"EMAIL_BACKEND": backend}
    assert mail_settings(read, version=(6, 1)) == {"MAILERS": {"default": {"BACKEND": backend, "OPTIONS": {}}}}


def test_another_cache_is_one_address() -> None:
    words = "settings.CACHES['default']['BACKEND'], settings.CACHES['default']['LOCATION']"
    process = started(words, PRODUCTION="0", SECRET_KEY="x", CACHE_URL="redis://127.0.0.1:6379/1")
    assert process.stdout.strip() == "django.core.cache.backends.redis.RedisCache redis://127.0.0.1:6379/1", (
        process.stderr
    )
