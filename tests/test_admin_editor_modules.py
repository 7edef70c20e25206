"""The editor's modules find each other by the import map, in production too, where their names carry a hash."""

import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse

from articles.admin.inserting import MODULES
from tests.admin_rows import superuser

pytestmark = pytest.mark.django_db
IMPORT = re.compile(r'from "([^"]+)"')
PRODUCTION_STORAGE = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}


def imported_by(name: str) -> set[str]:
    path = finders.find(f"articles/editor/{name}.js")
    assert path, name
    return set(IMPORT.findall(Path(path).read_text(encoding="utf-8")))


def test_every_module_that_is_imported_is_in_the_import_map() -> None:
    own = {one.removeprefix("newsroom-editor/") for name in ("nodes", *MODULES) for one in imported_by(name)}
    assert own - {"django-prose-editor/editor"} == set(MODULES)


def test_no_module_is_imported_by_its_file_name() -> None:
    """A relative import would be looked for under a name without the hash."""
    assert not [one for name in ("nodes", *MODULES) for one in imported_by(name) if one.startswith((".", "/"))]


def test_in_production_the_map_leads_to_the_hashed_files(client: Client, tmp_path: Path) -> None:
    client.force_login(superuser())
    with override_settings(STORAGES=PRODUCTION_STORAGE, STATIC_ROOT=tmp_path, DEBUG=False):
        call_command("collectstatic", interactive=False, verbosity=0)
        html = client.get(reverse("admin:articles_article_add")).content.decode()
    (block,) = re.findall(r'<script type="importmap"[^>]*>(.*?)</script>', html, re.DOTALL)
    paths = json.loads(block)["imports"]
    for name in MODULES:
        path = paths[f"newsroom-editor/{name}"]
        assert re.fullmatch(rf"/static/articles/editor/{name}\.[0-9a-f]{{12}}\.js", path)
        assert (tmp_path / path.removeprefix("/static/")).exists()
    (nodes,) = set(re.findall(r"/static/articles/editor/nodes\.[0-9a-f]{12}\.js", html))
    assert (tmp_path / nodes.removeprefix("/static/")).exists()
