"""The documentation against the code: links lead somewhere, examples run, tables name what there is."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from articles.document import Block, Document, from_json
from articles.sources import UnreadableSource

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def shown(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def headings(page: Path) -> set[str]:
    found = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in found}


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if "://" in target:
            continue
        path, _hash, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), target
        assert not anchor or anchor in headings(there), target


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.parent.name in {"howto", "decisions", "reference"}], ids=shown
)
def test_every_page_is_in_the_index(page: Path) -> None:
    assert f"({page.relative_to(ROOT / 'docs').as_posix()})" in (ROOT / "docs" / "README.md").read_text(
        encoding="utf-8"
    )


def code(page: str, language: str) -> str:
    (block,) = re.findall(
        rf"```{language}\n(.*?)```", (ROOT / "docs" / page).read_text(encoding="utf-8"), flags=re.DOTALL
    )
    return str(block)


def test_the_source_in_the_how_to_reads_its_format() -> None:
    module: dict[str, Any] = {}
    exec(compile(code("howto/add-a-source-format.md", "python"), "example", "exec"), module)
    reading = module["read"](b"Kopf\n\nErster Absatz.\nZweiter  Absatz.\n")
    assert reading.document.headline == "Kopf"
    assert [block.text for block in reading.document.body] == ["Erster Absatz.", "Zweiter Absatz."]
    assert [(entry.line, entry.role) for entry in reading.account] == [
        (1, "headline"),
        (3, "paragraph"),
        (4, "paragraph"),
    ]
    with pytest.raises(UnreadableSource):
        module["read"](b"Nur ein Kopf")


def test_the_document_in_the_reference_is_one_and_shows_everything() -> None:
    text = code("reference/document.md", "json")
    document = from_json(text)
    assert set(json.loads(text)) == set(Document.__struct_fields__)
    kinds = {msgspec.inspect.type_info(kind).tag for kind in Block.__args__}  # type: ignore[union-attr]
    assert {msgspec.to_builtins(block)["type"] for block in document.body} == kinds


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.split(r"[\[<>=~]", one)[0] for one in project["dependencies"]}
    page = (ROOT / "docs" / "decisions" / "0007-dependencies.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([\w-]+)`", page, flags=re.MULTILINE)) == needed


def test_the_blocks_of_the_frame_are_documented() -> None:
    blocks = re.findall(r"{% block (\w+) %}", (ROOT / "templates" / "site" / "base.html").read_text(encoding="utf-8"))
    page = (ROOT / "docs" / "reference" / "templates.md").read_text(encoding="utf-8")
    (line,) = re.findall(r"^Blocks of `base.html`: (.*)\.$", page, flags=re.MULTILINE)
    assert re.findall(r"`(\w+)`", line) == list(dict.fromkeys(blocks))
