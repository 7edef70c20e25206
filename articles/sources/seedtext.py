"""The seed-text reader: the plain text of a finished news page becomes a `Document`, every line accounted for.

The way of a text: bytes are decoded (`decoding`), cut into lines (`lines`), each line gets a form by itself
(`forms`), somebody's word about it counts more (`corrections`), its neighbours correct it (`context`), the front matter is found (`front`), and the page is put
together (`page`). Nothing here touches a database, a file or the clock; equal bytes give equal readings.
"""

from collections.abc import Mapping

from articles.sources import Reading
from articles.sources.context import settle
from articles.sources.corrections import correct
from articles.sources.decoding import decode
from articles.sources.forms import Item, classify
from articles.sources.front import settle_front
from articles.sources.headlines import split_line
from articles.sources.index import is_index
from articles.sources.lines import split_lines
from articles.sources.page import assemble

__all__ = ["read", "split_line"]


def read(data: bytes, *, language: str = "de", corrections: Mapping[int, str] | None = None) -> Reading:
    """Return what the plain text of a news page says, structured.

    Args:
        data: the page's text, one block a line, in UTF-8 or another encoding.
        language: the language to note in the document; it decides nothing.
        corrections: what somebody says some lines are, by their number: one of `corrections.ROLES`. The other
            lines are read with that known. A text that somebody corrects is an article, whatever it looks like.

    Raises:
        UnreadableSource: `data` holds no text, or is a picture, an archive or another binary file.
        UnusableCorrection: a correction names a line or a role that is not there.

    Every non-blank line stands in the account once. What is missing or unsure is in the warnings; a damaged
    text is never an error. Costs about a fifth of a millisecond for a text of usual length, linear beyond.
    """
    decoded = decode(data)
    items = [Item(line, classify(line.text)) for line in split_lines(decoded.text)]
    correct(items, corrections or {})
    settle(items)
    index = is_index(items) and not corrections
    front = settle_front(items)
    document, account, warnings = assemble(items, front, language)
    return Reading("index" if index else "article", document, account, decoded.warnings + warnings)
