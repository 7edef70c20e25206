"""A whole newspaper, served as `make run` serves it, and a real browser to read it with.

The site runs in processes and a database of its own, so these tests see what readers and editors see, and touch
neither the database of the unit tests nor the one of the checkout.
"""

import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import environ
import psycopg2
import pytest
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import connection
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from deploy.browser import AXE, NU_CHECKER, find_browser
from deploy.run import HOST, server_command

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS_TO_START = 30

Nu = Callable[[Mapping[str, str]], list[str]]
Axe = Callable[[Page], list[str]]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep a SQLite of the tests in a file: pages ask while others save, and in memory a reader locks everybody out."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "db.sqlite3")


@pytest.fixture(scope="session")
def newspaper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the demo edition; return its address without a closing slash."""
    home = tmp_path_factory.mktemp("newspaper")
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    variables = {**os.environ, "PRODUCTION": "0", "DEBUG": "0", "SECRET_KEY": "only-for-tests"}
    variables |= {"EMAIL_URL": f"filemail:///{home / 'mail'}", "CACHE_URL": "dbcache://newsroom_cache"}
    variables |= {"MEDIA_ROOT": str(home / "media"), "STATIC_ROOT": str(home / "static")}
    log = home / "server.log"
    with own_database(home) as variables["DATABASE_URL"], log.open("w") as output:
        subprocess.run([sys.executable, "-m", "deploy.prepare"], cwd=ROOT, env=variables, check=True)
        command = server_command(Path(sys.executable), port)
        server = subprocess.Popen(command, cwd=ROOT, env=variables, stdout=output, stderr=output)
        try:
            wait_for(f"http://{HOST}:{port}/", server, log)
            yield f"http://{HOST}:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)


@contextmanager
def own_database(home: Path) -> Iterator[str]:
    """Give the DATABASE_URL of an empty database of the kind the tests run on, and drop it in the end."""
    server = environ.Env().str("DATABASE_URL", default="")
    if not server.startswith(("postgres:", "postgresql:")):
        yield f"sqlite:///{home / 'db.sqlite3'}"
        return
    name = f"newsroom_browser_{os.getpid()}"
    address, _, query = server.partition("?")
    execute(server, f"CREATE DATABASE {name}")
    try:
        yield f"{address.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")
    finally:
        execute(server, f"DROP DATABASE {name} WITH (FORCE)")


def execute(server: str, statement: str) -> None:
    connection = psycopg2.connect(server)
    try:
        connection.autocommit = True  # databases are not made in transactions
        with connection.cursor() as cursor:
            cursor.execute(statement)
    finally:
        connection.close()


def wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Return as soon as `address` answers, with whatever status."""
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=SECONDS_TO_START).close()
        except urllib.error.HTTPError as answer:
            answer.close()
        except OSError:
            time.sleep(0.1)
            continue
        return
    pytest.fail(f"The site did not start within {SECONDS_TO_START} seconds:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = find_browser()
    if executable is None:
        pytest.fail("No Chromium was found: run `make test-browser`, or name one with CHROMIUM=/path/to/chromium.")
    # It looks for updates and guards accounts; a browser in a test has neither. Chromium refuses root its sandbox.
    options = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--no-sandbox")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=options)
        yield chromium
        chromium.close()


class _Answering:
    """Counts what the server in this process is answering."""

    def __init__(self) -> None:
        self.open = 0
        self.changed_at = time.monotonic()
        self.lock = threading.Lock()
        request_started.connect(self._started)
        request_finished.connect(self._finished)

    def _started(self, **_signal: Any) -> None:
        self._count(1)

    def _finished(self, **_signal: Any) -> None:
        self._count(-1)

    def _count(self, step: int) -> None:
        with self.lock:
            self.open += step
            self.changed_at = time.monotonic()

    def wait_until_quiet(self, *, seconds: float = 0.2, at_most: float = 15) -> None:
        """Return when nothing was asked and answered for `seconds`."""
        begun = time.monotonic()
        while time.monotonic() - begun < at_most:
            if self.open <= 0 and time.monotonic() - max(self.changed_at, begun) >= seconds:
                return
            time.sleep(0.02)


ANSWERING = _Answering()


@pytest.fixture(autouse=True)
def quiet_end(request: pytest.FixtureRequest) -> Iterator[None]:
    """Empty the database only when the last page has said goodbye: a closed page still sends what was typed."""
    if "live_server" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")  # first, so that it ends last
    yield
    ANSWERING.wait_until_quiet()
    cache.clear()  # the logins counted in it: no model's table, so the end of the test leaves it alone


@pytest.fixture
def complaints() -> list[str]:
    """Return what the browser complained about in this test; a test that expects a complaint clears the list."""
    return []


@pytest.fixture
def page(browser: Browser, newspaper: str, complaints: list[str]) -> Iterator[Page]:
    """Return a page of a fresh profile, where `page.goto("/")` is the home page.

    Errors in the console, uncaught exceptions and answers above 399 fail the test when it ends.
    """

    def note(message: ConsoleMessage) -> None:
        # Where a page names no icon the browser asks for this by itself: no fault of the page.
        if message.type == "error" and not message.location["url"].endswith("/favicon.ico"):
            complaints.append(f"console: {message.text} ({message.location['url']})")

    with browser.new_context(base_url=newspaper, locale="de-DE", viewport={"width": 1280, "height": 900}) as context:
        opened = context.new_page()
        opened.set_default_timeout(10_000)
        opened.on("console", note)
        opened.on("pageerror", lambda error: complaints.append(f"exception: {error}"))
        opened.on("response", lambda r: complaints.append(f"{r.status}: {r.url}") if r.status >= 400 else None)
        yield opened
    assert not complaints


def sign_in(page: Page, name: str = "chef", password: str = "x") -> None:
    """Fill in the login that `page` shows, and wait until it has led on."""
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill(password)
    with page.expect_navigation(url=lambda url: "/konto/login/" not in url):
        page.locator("main form").first.locator("[type=submit]").click()


def settle_cursor(page: Page) -> None:
    """Wait until the editor knows where the cursor is: no hand types as soon after a click as a test does."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 60)))")


# Colours that are on their way from light to dark are neither; what never ends is not waited for.
SETTLED = """() => new Promise((done) => {
  setTimeout(done, 1000);
  requestAnimationFrame(() => Promise.allSettled(document.getAnimations().map((one) => one.finished)).then(done));
})"""


@pytest.fixture(scope="session")
def axe() -> Axe:
    """Return a function that lists a page's accessibility violations, one sentence each."""
    source = AXE.read_text(encoding="utf-8")

    def violations(page: Page) -> list[str]:
        page.evaluate(SETTLED)
        page.evaluate(source)
        found: list[dict[str, Any]] = page.evaluate("async () => (await axe.run()).violations")
        return [f"{rule['id']}: {rule['help']} ({node['html'][:160]})" for rule in found for node in rule["nodes"]]

    return violations


@pytest.fixture(scope="session")
def nu(tmp_path_factory: pytest.TempPathFactory) -> Nu:
    """Return a function that has the Nu checker read pages (address -> HTML) and lists what it finds.

    The checker takes about two seconds to start: give it many pages at once.
    """

    def findings(pages: Mapping[str, str]) -> list[str]:
        folder = tmp_path_factory.mktemp("nu")
        names: dict[str, str] = {}
        for number, (address, html) in enumerate(pages.items()):
            path = folder / f"{number}.html"
            path.write_text(html, encoding="utf-8")
            names[path.as_uri()] = address
        command = ["java", "-jar", str(NU_CHECKER), "--format", "json", "--exit-zero-always", "--stdout"]
        result = subprocess.run([*command, *folder.iterdir()], capture_output=True, check=True)
        return [
            f"{address_of(message, names)}:{message.get('lastLine', '?')}: {message['message']}"
            for message in json.loads(result.stdout)["messages"]
        ]

    return findings


def address_of(message: dict[str, Any], names: Mapping[str, str]) -> str:
    # The checker writes file:/tmp/... where Python writes file:///tmp/...
    url = str(message.get("url", ""))
    return names.get(url.replace("file:/", "file:///", 1) if not url.startswith("file:///") else url, url)
