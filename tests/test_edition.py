"""The demo edition: set up once, safe to run again, and never in production."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core import serializers
from django.core.management import call_command
from django.core.management.base import CommandError

from articles.desk import rights
from articles.models import Agency, Article, Author, Masthead, Section, StaffMember

pytestmark = pytest.mark.django_db

EDITION: dict[str, Any] = {
    "masthead": {
        "name": "Hafenbote",
        "claim": "Zwischen Deich und Meer",
        "house": "hafenbote.example",
        "imprint": "Fischerkai 7",
        "social": [{"network": "Mastodon", "url": "https://social.example/@hafenbote"}],
    },
    "sections": [{"name": "Stadt", "slug": "stadt"}, {"name": "Hafen", "slug": "hafen"}],
    "authors": [{"initials": "mro", "given_name": "Marlene", "family_name": "Rohwer", "bio": "Chefredakteurin."}],
    "staff": [
        {"login": "reporter", "role": "Reporter", "initials": "mro"},
        {"login": "redaktion", "role": "Editor", "sections": ["hafen"]},
    ],
}


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    path = tmp_path / "edition.json"
    path.write_text(json.dumps(EDITION), encoding="utf-8")
    return path


def set_up(*path: Path) -> str:
    out = StringIO()
    call_command("demo_edition", *path, stdout=out)
    return out.getvalue()


def everything() -> str:
    rows: list[Any] = []
    for model in (Masthead, Section, Author, Agency, get_user_model(), StaffMember):
        rows += model._default_manager.order_by("pk")
    return serializers.serialize("json", rows)


def test_the_paper_is_set_up(edition: Path) -> None:
    set_up(edition)
    masthead = Masthead.objects.get()
    assert (masthead.name, masthead.claim, masthead.imprint) == ("Hafenbote", "Zwischen Deich und Meer", "Fischerkai 7")
    assert masthead.agency
    assert masthead.agency.code == "hafenbote.example"
    assert [(one.network, one.url) for one in masthead.profiles] == [("Mastodon", "https://social.example/@hafenbote")]
    assert list(Section.objects.values_list("name", "slug")) == [("Stadt", "stadt"), ("Hafen", "hafen")]
    author = Author.objects.get()
    assert (author.initials, author.name, author.slug) == ("mro", "Marlene Rohwer", "marlene-rohwer")


def test_the_demo_people_can_log_in_and_are_told(edition: Path, client: Any) -> None:
    lines = [f"{name} / newsroom-demo" for name in ("chef", "redaktion", "reporter")]
    assert set_up(edition).splitlines() == lines
    assert client.login(username="chef", password="newsroom-demo")
    assert get_user_model().objects.get(is_superuser=True).username == "chef"


def test_the_demo_people_have_their_roles_sections_and_authors(edition: Path) -> None:
    set_up(edition)
    reporter, editor = (get_user_model().objects.get(username=name) for name in ("reporter", "redaktion"))
    assert rights.sections_of(editor) == {Section.objects.get(slug="hafen").pk}
    assert rights.edits(editor, Article)
    assert not rights.edits(reporter, Article)
    assert reporter.author.initials == "mro"


def test_setting_up_twice_changes_nothing(edition: Path) -> None:
    set_up(edition)
    before = everything()
    set_up(edition)
    assert everything() == before


def test_the_paper_in_the_repository_is_valid_and_can_be_set_up_twice() -> None:
    set_up()
    before = everything()
    set_up()
    assert everything() == before
    Masthead.objects.get().full_clean()
    for section in Section.objects.all():
        section.full_clean()
    for author in Author.objects.all():
        author.full_clean()


# --- what somebody has written stays ----------------------------------------------------------------------------


def test_a_masthead_with_a_name_of_its_own_stays(edition: Path) -> None:
    Masthead.objects.update(name="Küstenkurier", claim="Immer da")
    set_up(edition)
    masthead = Masthead.objects.get()
    assert (masthead.name, masthead.claim, masthead.imprint) == ("Küstenkurier", "Immer da", "")


@pytest.mark.parametrize(
    "changed",
    [{"name": "Rathaus & Stadt"}, {"slug": "stadt-und-land"}, {"position": 9}],
    ids=lambda one: next(iter(one)),
)
def test_a_section_that_an_editor_changed_stays(edition: Path, changed: dict[str, Any]) -> None:
    set_up(edition)
    Section.objects.filter(slug="stadt").update(**changed)
    before = everything()
    set_up(edition)
    assert everything() == before


@pytest.mark.parametrize(
    "changed",
    [{"bio": "Herausgeberin."}, {"initials": "MRO"}, {"initials": "mr"}, {"family_name": "Rohwer-Klaasen"}],
    ids=str,
)
def test_an_author_whom_an_editor_changed_stays(edition: Path, changed: dict[str, str]) -> None:
    set_up(edition)
    Author.objects.update(**changed)
    before = everything()
    set_up(edition)
    assert everything() == before


def test_a_password_of_their_own_stays_and_is_not_printed(edition: Path) -> None:
    set_up(edition)
    editor = get_user_model().objects.get(username="chef")
    editor.set_password("etwas-anderes")
    editor.save()
    assert (
        set_up(edition) == "chef, with a password of their own\nredaktion / newsroom-demo\nreporter / newsroom-demo\n"
    )
    editor.refresh_from_db()
    assert editor.check_password("etwas-anderes")


def test_a_stub_author_of_an_import_is_completed(edition: Path) -> None:
    stub = Author.objects.create(initials="MRO", slug="mro")
    set_up(edition)
    author = Author.objects.get()
    assert (author.pk, author.initials, author.slug, author.name) == (stub.pk, "MRO", "mro", "Marlene Rohwer")


def test_an_agency_of_an_import_is_found_whatever_its_case(edition: Path) -> None:
    agency = Agency.objects.create(code="Hafenbote.example")
    set_up(edition)
    assert Masthead.objects.get().agency == agency


# --- refusals ---------------------------------------------------------------------------------------------------


def test_production_has_no_demo(edition: Path, settings: Any) -> None:
    settings.PRODUCTION = True
    before = everything()
    with pytest.raises(CommandError, match="createsuperuser"):
        set_up(edition)
    assert everything() == before


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not an edition"),
        (b"{", "not an edition"),
        (b"\xff\xfe", "not an edition"),
        (b"[]", "Expected `object`"),
        (b"{}", "`masthead`"),
        (b'{"masthead": {"name": 7}}', r"\$\.masthead\.name"),
        (b'{"masthead": {"name": "A"}, "sections": [{"name": "B"}]}', r"\$\.sections\[0\]"),
    ],
)
def test_a_file_that_is_no_edition_gets_a_sentence(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "kaputt.json"
    path.write_bytes(content)
    before = everything()
    with pytest.raises(CommandError, match=reason) as refusal:
        set_up(path)
    assert str(path) in str(refusal.value)
    assert "seeds/edition.json" in str(refusal.value)
    assert everything() == before


def test_a_file_that_cannot_be_read_gets_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "weg.json", tmp_path):
        with pytest.raises(CommandError, match="cannot be read"):
            set_up(path)
