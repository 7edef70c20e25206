"""The collections of files that lie beside this checkout, where they do."""

from pathlib import Path

import pytest

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"


def corpus(name: str, pattern: str = "*") -> list[Path]:
    """Return the files of a collection; a test that needs it is skipped where it is not there, and says so."""
    found = sorted(path for path in (CORPORA / name).rglob(pattern) if path.is_file())
    if not found:
        pytest.skip(f"The corpus {name} does not lie beside this checkout.")
    return found
