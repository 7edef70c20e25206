"""An import on somebody's behalf: what this person may not do, it does not do, and says why."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils.translation import override

from articles.models import Article, Gallery, Picture, Release, Section, Status, Version
from tests.roles import CHIEF, EDITOR, PHOTO_DESK, REPORTER, TECHNICIAN, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def hafen() -> Section:
    Section.objects.create(name="Sport", slug="sport")
    return Section.objects.create(name="Hafen", slug="hafen")


def texts(folder: Path, **written: str) -> Path:
    for name, text in written.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def run(capsys: Any, folder: Path, *options: str) -> tuple[int, list[dict[str, Any]]]:
    """Return the exit code and what was said of each file."""
    code = 0
    try:
        with override("en"):
            call_command("import_seeds", str(folder), "--json", *options)
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def in_section(folder: Path, slug: str, **written: str) -> tuple[Path, str, str]:
    return texts(folder, **written), "--section", slug


PLAIN = "Möwe am Kai\n\nSie bleibt noch eine Weile.\n\nEin Absatz mit vielen Worten, der von ihr erzählt.\n"


def test_without_a_name_the_house_imports(capsys: Any, tmp_path: Path, hafen: Section) -> None:
    folder, *options = in_section(tmp_path, "hafen", eins=PLAIN)
    assert run(capsys, folder, *options, "--publish")[0] == 0
    assert Article.objects.get().created_by is None
    assert Version.objects.get().by is None
    assert Release.objects.get().released_by is None


def test_what_somebody_imports_is_theirs(capsys: Any, tmp_path: Path, hafen: Section) -> None:
    me = person(REPORTER)
    folder, *options = in_section(tmp_path, "hafen", eins=PLAIN)
    code, [said] = run(capsys, folder, *options, "--publish", "--by", me.username)
    assert (code, said["status"]) == (0, "created")
    made = Article.objects.get()
    assert (made.created_by, made.status) == (me, Status.DRAFT)
    assert Version.objects.get().by == me
    assert {row.created_by for kind in (Gallery, Picture) for row in kind._default_manager.all()} <= {me}
    assert any("may not publish" in sentence for sentence in said["warnings"]), said["warnings"]


@pytest.mark.parametrize(("slug", "published"), [("hafen", True), ("sport", False)])
def test_an_editor_publishes_in_the_sections_given(
    capsys: Any, tmp_path: Path, hafen: Section, slug: str, published: bool
) -> None:
    me = person(EDITOR, sections=[hafen])
    folder, *options = in_section(tmp_path, slug, eins=PLAIN)
    _code, [said] = run(capsys, folder, *options, "--publish", "--by", me.username)
    found = list(Release.objects.all())
    if published and not found:
        pytest.fail(f"It was not published: {said['warnings']}")
    assert bool(found) == published
    assert all(release.released_by == me for release in found)


@pytest.mark.parametrize("role", [PHOTO_DESK, TECHNICIAN, ""])
def test_who_makes_no_articles_imports_none(capsys: Any, tmp_path: Path, hafen: Section, role: str) -> None:
    folder, *options = in_section(tmp_path, "hafen", eins=PLAIN, zwei=PLAIN.replace("Kai", "Deich"))
    code, said = run(capsys, folder, *options, "--by", person(role).username)
    assert code == 1
    assert [one["status"] for one in said] == ["failed", "failed"]
    assert all("You may not make any new articles. Nothing was stored." in one["reason"] for one in said)
    assert not Article.objects.exists()


def test_a_text_of_others_is_not_touched_and_the_next_one_is_imported(
    capsys: Any, tmp_path: Path, hafen: Section
) -> None:
    folder, *options = in_section(tmp_path, "sport", eins=PLAIN)
    run(capsys, folder, *options)
    texts(folder, eins=PLAIN.replace("Absatz", "Satz"), zwei=PLAIN.replace("Kai", "Deich"))
    me = person(EDITOR, sections=[hafen])
    code, [first, second] = run(capsys, folder, *options, "--by", me.username)
    assert (code, first["status"], second["status"]) == (1, "failed", "created")
    assert "You may not change “Möwe am Kai”" in first["reason"]
    assert "Absatz" in Article.objects.get(reference="eins").body
    code, [first, second] = run(capsys, folder, *options, "--by", person(CHIEF).username)
    assert (code, first["status"]) == (0, "updated")


@pytest.mark.parametrize("columns", [None, {"is_active": False}, {"is_staff": False}])
def test_a_name_that_nobody_has_is_a_wrong_argument(tmp_path: Path, hafen: Section, columns: Any) -> None:
    name = "niemand"
    if columns is not None:
        user = person(CHIEF, name=name)
        type(user).objects.filter(pk=user.pk).update(**columns)
    with pytest.raises(CommandError, match="nobody at the desk has this user name") as raised:
        call_command("import_seeds", str(texts(tmp_path, eins=PLAIN)), "--by", name)
    assert raised.value.returncode == 2
    assert not Article.objects.exists()
