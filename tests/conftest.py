"""What every test gets without asking: templates that fail on undefined variables, and files that are thrown away."""

import sys
import uuid
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.template import engines
from django.template.base import FilterExpression, Node
from django.test import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from articles.models import THE_MASTHEAD, Masthead

ROOT = Path(__file__).resolve().parent.parent
OUR_TEMPLATES = ROOT / "templates"

# "ci" is the default, so that a run says the same twice; `pytest --hypothesis-profile=search` looks for new cases.
hypothesis_settings.register_profile(
    "ci", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.register_profile("search", deadline=None, max_examples=2000)
hypothesis_settings.load_profile("ci")


class UndefinedVariable(str):
    """Django's `string_if_invalid`: fails the test where one of our templates prints what does not exist.

    Django asks whether it is true before it uses it, and fills the variable's name in with ``%``. For templates of
    others (the admin's rely on undefined variables) it is the empty string that it is by default.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        # Handed on by `with` or `include` it is an ordinary empty value, whoever asks.
        asked_by_django = sys._getframe(1).f_code is FilterExpression.resolve.__code__
        return asked_by_django and our_template() is not None

    def __contains__(self, text: object) -> bool:
        return text == "%s"

    def __mod__(self, variable: object) -> str:
        place = our_template()
        if place is not None:
            pytest.fail(f"{place} prints the undefined variable {variable}", pytrace=False)
        return ""


def our_template() -> str | None:
    """Return file and line of the template node being rendered if the file is one of ours.

    The node is found on the call stack: what Django hands over (the context) knows the template that a block was
    filled into, but not the one that the block stands in.
    """
    frame = sys._getframe(1)
    while frame is not None:
        node: Any = frame.f_locals.get("self")
        if isinstance(node, Node):
            path = Path(node.origin.name)
            return f"{path.relative_to(ROOT)}:{node.token.lineno}" if path.is_relative_to(OUR_TEMPLATES) else None
        frame = frame.f_back
    return None


@pytest.fixture(autouse=True)
def strict_templates() -> None:
    """Set anew for each test: Django makes new engines where a test changes a setting that they depend on."""
    engines["django"].engine.string_if_invalid = UndefinedVariable()


@pytest.fixture(scope="session", autouse=True)
def fast_passwords() -> Iterator[None]:
    """Real password hashes are slow on purpose."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(autouse=True)
def emptied_database(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let a test that ends with an empty database begin as every test does, and empty the journal too.

    The one before has taken the migration's masthead with it, which every section points to. The journal refuses to be
    emptied: PostgreSQL empties tables as their owner may; SQLite deletes rows, which the triggers are there to refuse.
    """
    marker = request.node.get_closest_marker("django_db")
    emptied = {"transactional_db", "live_server"} & set(request.fixturenames) or (
        marker is not None and marker.kwargs.get("transaction")
    )
    if not emptied:
        yield
        return
    request.getfixturevalue("transactional_db")  # first, so that it ends last
    Masthead.objects.get_or_create(pk=THE_MASTHEAD)
    guards = import_module("articles.migrations.0006_roles")
    sqlite = connection.vendor == "sqlite"
    for statement in (*guards.UNGUARD["sqlite"], *guards.GUARDS["sqlite"]) if sqlite else ():
        execute(statement)
    yield
    for statement in guards.UNGUARD["sqlite"] if sqlite else ():
        execute(statement)


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture(autouse=True)
def media_root(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the MEDIA_ROOT of this test alone; it is made when the first file is saved."""
    settings.MEDIA_ROOT = tmp_path_factory.getbasetemp() / "media" / uuid.uuid4().hex
    return django_settings.MEDIA_ROOT
