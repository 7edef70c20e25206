"""Settings: production refuses to start without what keeps it safe; a local house makes its own secret."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.settings import local_secret

ROOT = Path(__file__).resolve().parent.parent
SAFE = {"PRODUCTION": "1", "SECRET_KEY": "geheim" * 10, "ALLOWED_HOSTS": "news.example,www.news.example"}


def started(expression: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Load the settings in a process of their own with this environment only, and print a value."""
    return subprocess.run(
        [sys.executable, "-c", f"from newsroom import settings; print({expression})"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"PRODUCTION": "1", "ALLOWED_HOSTS": "news.example"}, "SECRET_KEY is not set. Production needs one"),
        ({**SAFE, "SECRET_KEY": ""}, "SECRET_KEY is not set. Production needs one"),
        ({"PRODUCTION": "1", "SECRET_KEY": "geheim"}, "ALLOWED_HOSTS is not set. Name the hosts of the site"),
        ({**SAFE, "DEBUG": "1"}, "PRODUCTION and DEBUG are both on."),
    ],
    ids=["no secret", "an empty secret", "no hosts", "debug"],
)
def test_production_that_is_not_safe_does_not_start(environment: dict[str, str], sentence: str) -> None:
    process = started("settings.SECRET_KEY", **environment)
    assert process.returncode != 0
    assert process.stdout == ""
    assert f"ImproperlyConfigured: {sentence}" in process.stderr


def test_production_is_strict() -> None:
    process = started(
        "settings.DEBUG, settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT, settings.SESSION_COOKIE_SECURE,"
        " settings.CSRF_COOKIE_SECURE, settings.SECURE_HSTS_SECONDS > 0, settings.SECURE_PROXY_SSL_HEADER",
        **SAFE,
    )
    assert process.returncode == 0, process.stderr
    assert process.stdout.strip() == "False ['news.example', 'www.news.example'] True True True True None"


def test_who_renders_is_one_of_two() -> None:
    process = started("settings.NEWSROOM_RENDERING", SECRET_KEY="geheim", NEWSROOM_RENDERING="celery")
    assert process.returncode != 0
    assert "NEWSROOM_RENDERING is 'celery'. It is either server or worker." in process.stderr
    assert started("settings.NEWSROOM_RENDERING", SECRET_KEY="geheim").stdout.strip() == "server"


def test_a_proxy_is_believed_only_when_there_is_one() -> None:
    process = started("settings.SECURE_PROXY_SSL_HEADER", **SAFE, BEHIND_PROXY="1")
    assert process.stdout.strip() == "('HTTP_X_FORWARDED_PROTO', 'https')"


# --- the local secret -------------------------------------------------------------------------------------------


def test_a_local_secret_is_made_once_and_stays(tmp_path: Path) -> None:
    path = tmp_path / ".secret-key"
    secret = local_secret(path)
    assert len(secret) >= 50
    assert local_secret(path) == secret
    assert path.read_text() == secret


def test_a_local_secret_is_for_its_owner_only(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        local_secret(tmp_path / ".secret-key")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / ".secret-key").stat().st_mode) == 0o600


def test_two_houses_have_two_secrets(tmp_path: Path) -> None:
    assert local_secret(tmp_path / "eins") != local_secret(tmp_path / "zwei")


def test_a_secret_that_an_operator_wrote_is_taken(tmp_path: Path) -> None:
    (tmp_path / ".secret-key").write_text("von Hand\n")
    assert local_secret(tmp_path / ".secret-key") == "von Hand"


def test_processes_that_start_together_agree_on_the_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second one comes in while the first is making the secret."""
    path = tmp_path / ".secret-key"
    seen: list[str] = []

    def slowly() -> str:
        if not seen:
            seen.append("")
            seen[0] = local_secret(path)
        return f"geheim {len(seen)} {os.urandom(4).hex()}"

    monkeypatch.setattr("newsroom.settings.get_random_secret_key", slowly)
    secret = local_secret(path)
    assert secret
    assert seen == [secret]
    assert [one.name for one in tmp_path.iterdir()] == [".secret-key"]
