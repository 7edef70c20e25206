"""Pieces for the tests of preflight: an article that nothing can be said against, as it is typed."""

import datetime
from typing import Any

from articles.desk.preflight import Finding, examine
from articles.document import Byline, Document, GalleryBlock, Paragraph, Picture
from articles.models import Article, Gallery
from articles.models.pieces import Piece

NOW = datetime.datetime(2026, 11, 20, 9, 30, tzinfo=datetime.UTC)
GOOD_PICTURE = Picture("Die Fähre am Kai", "Imke Sanders/dpa", "Imke Sanders", ("dpa",), alt="Eine Fähre legt an.")


def good(**fields: Any) -> Document:
    """An article as typed that no check finds anything in."""
    values: dict[str, Any] = {
        "kicker": "Hafen",
        "headline": "Fähre fährt wieder",
        "teaser": "Nach neun Monaten legt sie ab.",
        "section": "Stadt",
        "lead_picture": GOOD_PICTURE,
        "byline": Byline((), ("dpa",)),
        "body": (Paragraph("Um neun legte sie ab."),),
    }
    return Document(**values | fields)


def good_gallery(*pictures: Picture, **fields: Any) -> Document:
    """A gallery as typed that no check finds anything in."""
    block = GalleryBlock("Der Kai", pictures or (GOOD_PICTURE,))
    return Document(
        **{"headline": "Der Kai", "teaser": "Von früh bis spät.", "section": "Stadt", "body": (block,)} | fields
    )


def found(document: Document, *, piece: Piece | None = None, now: datetime.datetime = NOW) -> list[Finding]:
    """Return what the checks find in `document`, typed into an article that was never saved, or into `piece`."""
    return examine(piece if piece is not None else Article(), now=now, document=document)


def found_in_gallery(document: Document) -> list[Finding]:
    """Return what the checks find in `document`, typed into a gallery that was never saved."""
    return examine(Gallery(), now=NOW, document=document)


def names(findings: list[Finding]) -> list[str]:
    """Return the names of the checks that found something, each once."""
    return list(dict.fromkeys(finding.check for finding in findings))
