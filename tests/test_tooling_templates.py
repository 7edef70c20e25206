"""Undefined variables fail in our templates and in no others."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.template import engines

from tests import conftest


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return an engine with one folder of ours and one of somebody else's."""
    ours, theirs = tmp_path / "templates", tmp_path / "admin"
    ours.mkdir()
    theirs.mkdir()
    monkeypatch.setattr(conftest, "ROOT", tmp_path)
    monkeypatch.setattr(conftest, "OUR_TEMPLATES", ours)
    (theirs / "base.html").write_text(
        '[{{ missing }}{{ missing|default:"other" }}{% if missing == "" %}{% endif %}'
        "{% load i18n %}{% blocktranslate %}{{ missing }}{% endblocktranslate %}]{% block content %}{% endblock %}"
    )
    engine = engines["django"].engine
    monkeypatch.setattr(engine, "dirs", [ours, theirs])
    loaders = engine.template_loaders
    for loader in loaders:
        loader.reset()
    yield ours
    for loader in loaders:
        loader.reset()


def render(name: str) -> str:
    return engines["django"].get_template(name).render({"there": "x"})


def test_a_template_of_somebody_else_prints_nothing(house: Path) -> None:
    assert render("base.html") == "[other]"


@pytest.mark.parametrize(
    "source",
    [
        "{{ missing }}",
        "{{ there.missing }}",
        '{{ missing|default:"x" }}',
        '{% extends "base.html" %}{% block content %}{{ missing }}{% endblock %}',
        "{% load i18n %}{% blocktranslate %}{{ missing }}{% endblocktranslate %}",
    ],
)
def test_a_template_of_ours_fails(house: Path, source: str) -> None:
    (house / "page.html").write_text(source)
    with pytest.raises(pytest.fail.Exception, match=re.escape("templates/page.html:1 prints the undefined variable")):
        render("page.html")


def test_asking_whether_something_is_there_is_allowed(house: Path) -> None:
    (house / "page.html").write_text("{% if missing %}x{% endif %}{% for one in missing %}x{% endfor %}{{ there }}")
    assert render("page.html") == "x"
