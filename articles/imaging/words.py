"""Words from foreign files, made fit for a database and a page."""

import re
from typing import Final

MOST_LETTERS: Final = 10_000
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


def tidy(text: str, most: int = MOST_LETTERS) -> str:
    """Return `text` in one line, without control characters, and no longer than `most` letters."""
    return " ".join(_CONTROLS.sub("", text[: 2 * most]).split())[:most].strip()
