"""The laws of the house that a machine can keep: what is forgotten, grown too long or badly named fails here."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands
from django.template import TemplateDoesNotExist, engines
from django.urls import URLPattern, URLResolver

from articles.preview.urls import urlpatterns as previews
from articles.site.urls import urlpatterns

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
TEMPLATES = ROOT / "templates"
ROOMS = [
    folder
    for folder in (ROOT / name for name in ("articles", "benchmarks", "deploy", "newsroom", "pagecache", "readers"))
    if folder.is_dir()
]
MODULES = sorted(path for room in ROOMS for path in room.rglob("*.py") if "migrations" not in path.parts)
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
SCRIPTS = sorted((ROOT / "seeds").rglob("*.py"))

LONGEST_MODULE = 400
# They say that something is there, not what it is.
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "service", "services"}
# Django and allauth look for these by their name.
CALLED_BY_NAME = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}
# What is on the desk and not yet, or no longer, what readers see.
WORKING_COPY = {
    "Annotation", "Article", "Contribution", "Gallery", "GalleryPicture", "ImportedDocument", "Presence", "PreviewLink",
    "RelatedLink", "Version",
}  # fmt: skip
PUBLIC_ROOMS = [ROOT / "articles" / "site", ROOT / "articles" / "templatetags"]


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def reference(name: str) -> str:
    """Return the text of a page of docs/reference."""
    page = REFERENCE / name
    assert page.is_file(), f"{shown(page)} is missing"
    return page.read_text(encoding="utf-8")


# --- modules ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("module", [*MODULES, *TESTS, *SCRIPTS], ids=shown)
def test_no_module_is_too_long(module: Path) -> None:
    lines = len(module.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_MODULE, f"{shown(module)} has {lines} lines: split it by noun"


@pytest.mark.parametrize("module", MODULES, ids=shown)
def test_names_of_modules_say_what_is_inside(module: Path) -> None:
    parts = module.relative_to(ROOT).with_suffix("").parts
    empty = {word for part in parts for word in part.split("_")} & EMPTY_NAMES
    assert not empty, f"{shown(module)}: {empty.pop()} says nothing, name what is inside"


@pytest.mark.parametrize("module", [path for path in MODULES if set(path.parents) & set(PUBLIC_ROOMS)], ids=shown)
def test_public_code_imports_nothing_of_the_working_copy(module: Path) -> None:
    """The import contracts see modules; this sees names that come through the package that exports them all."""
    imported = {
        name.name
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("articles.models")
        for name in node.names
    }
    assert not imported & (WORKING_COPY | {"*"}), f"{shown(module)}: readers are shown releases"


# --- templates --------------------------------------------------------------------------------------------------


def test_every_template_is_used() -> None:
    ours = {path.relative_to(TEMPLATES).as_posix(): path for path in TEMPLATES.rglob("*") if path.is_file()}
    unused = {name for name in ours if name not in CALLED_BY_NAME and not replaces_another(name)}
    for path in [*MODULES, *ours.values()]:
        text = path.read_text(encoding="utf-8")
        unused -= {name for name in unused if ours[name] != path and (f'"{name}"' in text or f"'{name}'" in text)}
    assert not unused, "No code and no other template names these: use or remove them."


def replaces_another(name: str) -> bool:
    """Return whether an installed app, Django's admin above all, has a template of this name, which ours replaces.

    The admin also looks below the app's and the model's name: admin/articles/article/change_form.html.
    """
    candidates = {name}
    parts = name.split("/")
    if parts[0] == "admin" and parts[1] in {config.label for config in apps.get_app_configs()}:
        candidates.add(f"admin/{parts[-1]}")
    loaders = [
        loader for loader in engines["django"].engine.template_loaders[0].loaders if "app_dir" in loader.__module__
    ]
    for loader in loaders:
        for candidate in candidates:
            try:
                loader.get_template(candidate)
            except TemplateDoesNotExist:
                continue
            return True
    return False


# --- documents --------------------------------------------------------------------------------------------------


def our_commands() -> list[str]:
    ours = {config.name for config in apps.get_app_configs() if (ROOT / config.name.split(".")[0]).is_dir()}
    return sorted(name for name, app in get_commands().items() if app in ours)


@pytest.mark.parametrize("command", our_commands())
def test_every_command_is_documented(command: str) -> None:
    assert f"`{command}`" in reference("commands.md") or f"manage.py {command}" in reference("commands.md")


def settings_read() -> list[str]:
    source = (ROOT / "newsroom" / "settings.py").read_text(encoding="utf-8")
    return sorted(set(re.findall(r'\benv(?:\.\w+)?\(\s*"([A-Z][A-Z0-9_]*)"', source)))


@pytest.mark.parametrize("variable", settings_read())
def test_every_setting_is_documented(variable: str) -> None:
    assert f"`{variable}`" in reference("settings.md")


@pytest.mark.parametrize("variable", ["CHROMIUM", "PORT"])
def test_the_variables_of_the_tools_are_documented(variable: str) -> None:
    assert f"`{variable}`" in reference("settings.md")


def test_no_documented_setting_is_gone() -> None:
    rows = re.findall(r"^\| *`([A-Z][A-Z0-9_]*)`", reference("settings.md"), flags=re.MULTILINE)
    assert set(rows) - set(settings_read()) <= {"CHROMIUM", "PORT"}


def test_the_documented_addresses_are_the_ones_there_are() -> None:
    """The reference lists them in tables, first column; what is called <slug> there may be called <pk> in the code."""
    rows = re.findall(r"^\| *`(/[^`]*)`", reference("addresses.md"), flags=re.MULTILINE)
    documented = {without_names(row) for row in rows if not row.startswith(("/admin/", "/i18n/", "/static/"))}
    there = [*addresses(urlpatterns, "/"), *addresses(previews, "/vorschau/")]
    assert documented == {without_names(address) for address in there}


def addresses(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
    for pattern in patterns:
        address = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, address)
        else:
            yield address


def without_names(address: str) -> str:
    return re.sub(r"<[^>]*>", "<>", address)
