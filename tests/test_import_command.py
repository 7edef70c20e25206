"""``import_seeds`` as its users meet it: reports, JSON, exit codes, bad input."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command, execute_from_command_line

from articles.models import Article, Picture, Release, Section

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
GOOD = """Hafen

Möwe am Kai: Brötchen gestohlen

Am Kai ging es schnell. Zeugen gibt es kaum.

Um neun war das Brötchen noch da, sagte der Bäcker am Dienstag. Kurz darauf war es fort, und mit ihm die Möwe.

Die Polizei ermittelt nun wegen Diebstahls. Sie bittet um Hinweise aus der Bevölkerung.

jat/hafen.example
"""


def run(*arguments: object) -> tuple[int, str]:
    """Return the exit code and what was printed."""
    out = io.StringIO()
    try:
        call_command("import_seeds", *map(str, arguments), stdout=out)
    except SystemExit as leave:
        return int(str(leave.code)), out.getvalue()
    except CommandError as error:
        return error.returncode, str(error)
    return 0, out.getvalue()


def lines(printed: str) -> dict[str, Any]:
    return {one["source"]: one for one in map(json.loads, printed.splitlines())}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    return tmp_path


@pytest.mark.django_db
def test_the_report_says_what_became_of_each_file(folder: Path) -> None:
    assert run(folder, "--publish") == (0, "created   good\n1 created\n")
    assert run(folder, "--publish") == (0, "unchanged good\n1 unchanged\n")
    (folder / "good.txt").write_text(GOOD.replace("Um neun", "Um zehn"), encoding="utf-8")
    assert run(folder, "--publish") == (0, "updated   good\n1 updated\n")
    assert Release.objects.live().get().number == 2


def test_a_dry_run_with_json_needs_no_database(folder: Path) -> None:
    code, printed = run(folder, "--dry-run", "--json")
    assert code == 0
    one = lines(printed)["good"]
    assert (one["kind"], one["status"], one["warnings"]) == ("article", "parsed", [])
    document = one["document"]
    assert (document["section"], document["kicker"]) == ("Hafen", "Möwe am Kai")
    assert document["headline"] == "Brötchen gestohlen"
    assert document["teaser"] == "Am Kai ging es schnell. Zeugen gibt es kaum."
    assert document["lead_picture"] is None
    assert document["byline"] == {"authors": [{"initials": "jat"}], "agencies": ["hafen.example"]}
    assert [block["type"] for block in document["body"]] == ["paragraph", "paragraph"]
    assert [entry["line"] for entry in one["account"]] == [1, 3, 5, 7, 9, 11]
    assert [entry["role"] for entry in one["account"]] == [
        "section", "headline", "teaser", "paragraph", "paragraph", "byline",
    ]  # fmt: skip


@pytest.mark.django_db
def test_bad_files_get_a_sentence_and_the_others_are_imported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_bytes(b" \n\r\n\t\n")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(1000))
    (folder / "line.txt").write_bytes(b"x" * 50 * 1024 * 1024)
    (folder / "lost.txt").symlink_to(folder / "nowhere")
    (folder / "secret.txt").write_text(GOOD, encoding="utf-8")
    empty = folder / "no-texts"
    empty.mkdir()
    read = Path.read_bytes

    def guarded(path: Path) -> bytes:
        if path.name == "secret.txt":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", guarded)
    code, printed = run(folder, empty, folder / "missing.txt", "--json")
    outcomes = lines(printed)
    assert code == 1
    assert outcomes["good"]["status"] == "created"
    for source in ("empty", "blank", "binary", "picture", "line", "lost", "secret", "no-texts", "missing"):
        assert outcomes[source]["status"] == "failed", source
        assert outcomes[source]["reason"].endswith("."), source
        assert outcomes[source]["document"] is None
    assert "52,428,800 bytes" in outcomes["line"]["reason"]
    assert "permissions" in outcomes["secret"]["reason"]
    assert Article.objects.count() == 1


@pytest.mark.django_db
def test_one_name_in_two_folders_is_refused_and_a_file_named_twice_is_not(folder: Path) -> None:
    other = folder / "other"
    other.mkdir()
    (other / "good.txt").write_text(GOOD, encoding="utf-8")
    code, printed = run(folder, folder / "good.txt", other)
    assert code == 1
    assert printed.count("created   good") == 1
    assert printed.count("failed    good") == 1
    assert "Rename one of them." in printed


@pytest.mark.django_db
def test_the_section_is_for_texts_that_name_none(folder: Path) -> None:
    (folder / "other.txt").write_text(GOOD.partition("\n\n")[2], encoding="utf-8")
    Section.objects.create(name="Aus aller Welt", slug="welt", position=1)
    assert run(folder, "--section", "welt")[0] == 0
    assert {one.reference: one.section.name for one in Article.objects.select_related("section") if one.section} == {
        "good": "Hafen",
        "other": "Aus aller Welt",
    }


@pytest.mark.parametrize(
    "arguments", [(), (".", "--section", "Aus Aller Welt!"), (".", "--language", "xx"), (".", "--colour", "red")]
)
def test_wrong_arguments_end_with_2(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    if not arguments or "--colour" in arguments:
        # What argparse refuses, as on the command line.
        from_command_line(*arguments)
        return
    code, sentence = run(*arguments)
    assert code == 2
    assert arguments[-1] in sentence


def from_command_line(*arguments: str) -> None:
    with pytest.raises(SystemExit) as leave:
        execute_from_command_line(["manage.py", "import_seeds", *arguments])
    assert leave.value.code == 2


@pytest.mark.django_db
def test_a_list_of_links_is_reported_and_not_made_an_article(folder: Path) -> None:
    titles = "\n\n".join(f"Meldung Nummer {n} aus dem Hafen\n\nmehr »" for n in range(8))
    (folder / "topics.txt").write_text(f"Alles zum Hafen\n\n{titles}\n", encoding="utf-8")
    code, printed = run(folder, "--json")
    one = lines(printed)["topics"]
    assert code == 0
    assert (one["kind"], one["status"]) == ("index", "parsed")
    assert Article.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"])
def test_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "text.txt").write_bytes(GOOD.encode(encoding))
    assert run(tmp_path)[0] == 0
    assert Article.objects.get().headline == "Brötchen gestohlen"


@pytest.mark.django_db
def test_a_lost_character_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_bytes(GOOD.encode() + b"\xc3 am Ende fehlt etwas.\n")
    code, printed = run(tmp_path, "--json")
    (one,) = lines(printed).values()
    assert (code, one["status"]) == (0, "created")
    assert any("1 damaged character" in warning for warning in one["warnings"])


@pytest.mark.django_db
def test_the_demo_edition_comes_in_whole(django_assert_max_num_queries: Any) -> None:
    code, printed = run(SEEDS, "--publish", "--json")
    outcomes = lines(printed)
    assert code == 0
    assert len(outcomes) >= 16
    assert [one["source"] for one in outcomes.values() if one["warnings"] or one["kind"] != "article"] == []
    live = Release.objects.live()
    assert live.articles().count() == len(outcomes)
    assert live.galleries().count() >= 3
    pictures = Picture.objects.all()
    assert len(pictures) >= 40
    assert all(one.file and one.alt_text and one.credit and one.width for one in pictures)


def test_the_demo_pictures_say_what_the_texts_print() -> None:
    script = SEEDS / "draw_pictures.py"
    checked = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
