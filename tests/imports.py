"""Documents into the database the way a command brings them in, for tests that need articles."""

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from articles.desk.importing import Options, Outcome, import_files
from articles.desk.picturefiles import PictureFiles
from articles.desk.seedfiles import SeedFile
from articles.document import Byline, BylineAuthor, Document, Paragraph, from_json, to_json
from articles.models import Article
from articles.sources import Reading

NOW = datetime.datetime(2026, 11, 20, 9, 30, tzinfo=datetime.UTC)


def read_json(data: bytes) -> Reading:
    """A source whose texts are documents already."""
    return Reading("article", from_json(data), (), ())


def options(**changes: Any) -> Options:
    values: dict[str, Any] = {
        "read": read_json,
        "section": "Nachrichten",
        "limit": 10_000_000,
        "publish": False,
        "dry_run": False,
        "now": NOW,
        "pictures": PictureFiles(),
    }
    return Options(**values | changes)


def import_documents(folder: Path, documents: Mapping[str, Document], **changes: Any) -> dict[str, Outcome]:
    """Import documents by reference, in the order given, and return the outcomes by reference."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for reference, document in documents.items():
        path = folder / f"{reference}.json"
        path.write_bytes(to_json(document))
        files.append(SeedFile(path, reference))
    return {outcome.source: outcome for outcome in import_files(files, options(**changes))}


def import_one(folder: Path, document: Document, *, reference: str = "one", **changes: Any) -> Article:
    outcome = import_documents(folder, {reference: document}, **changes)[reference]
    assert outcome.status in {"created", "updated", "unchanged"}, outcome.reason
    return Article.objects.get(reference=reference)


def text(headline: str = "Möwe stiehlt Brötchen", **fields: Any) -> Document:
    """A short article in the section Hafen, by jat for news.example."""
    values: dict[str, Any] = {
        "headline": headline,
        "teaser": "Am Kai ging es schnell.",
        "section": "Hafen",
        "byline": Byline((BylineAuthor(initials="jat"),), ("news.example",)),
        "body": (Paragraph("Um neun war das Brötchen noch da."), Paragraph("Um fünf nach neun nicht mehr.")),
    }
    return Document(**values | fields)
