"""Outside texts come in here: one module for each format, each a pure function ``bytes -> Reading``."""

import msgspec

from articles.document import Document


class UnreadableSource(Exception):
    """The input is not a text at all. The message is one sentence that names the value and the remedy."""


class AccountLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of one non-blank line of the input.

    Args:
        line: its number, counted from 1.
        role: what it was taken for ("headline", "paragraph", "furniture:social", ...).
        dropped: the pieces of the line that stand nowhere in the document, in order ("zurück Weiter", "Bild:").
            A furniture line is dropped whole and does not list itself.
    """

    line: int
    role: str
    dropped: tuple[str, ...] = ()


class Reading(msgspec.Struct, frozen=True):
    """What a source made of its input.

    Args:
        kind: "article", or "index" for a topic page or list of links, which must not become an article.
        document: the text, structured.
        account: every non-blank line of the input exactly once, in order.
        warnings: sentences about what is missing or unsure.
    """

    kind: str
    document: Document
    account: tuple[AccountLine, ...]
    warnings: tuple[str, ...]
