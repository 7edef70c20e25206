"""Seed texts on disk: which files a path means, and what they hold."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple


class SeedFile(NamedTuple):
    """One text to import, or the reason why it cannot be read.

    Args:
        path: where it is.
        reference: the file's name without its ending; what tells texts apart from one import to the next.
        problem: a sentence when the file cannot even be looked for or is one too many, else "".
    """

    path: Path
    reference: str
    problem: str = ""


def find_seed_files(paths: Iterable[Path]) -> Iterator[SeedFile]:
    """Yield the texts that `paths` name: files as they are, folders by their ``*.txt`` in order of name.

    A file named twice is yielded once. Two files with one name would be one article: the second is a problem.
    Nothing is opened.
    """
    references: dict[str, Path] = {}
    seen: set[Path] = set()
    for path in paths:
        for found in _files_of(path):
            real = found.path.resolve()
            if real in seen:
                continue
            seen.add(real)
            other = references.setdefault(found.reference, found.path) if not found.problem else found.path
            if other is not found.path:
                yield found._replace(problem=_SAME_NAME.format(path=found.path, other=other))
            else:
                yield found


_SAME_NAME = "{path}: {other} has the same name, and the name decides which article a text is. Rename one of them."


def _files_of(path: Path) -> Iterator[SeedFile]:
    try:
        if path.is_dir():
            texts = sorted(one for one in path.iterdir() if one.suffix == ".txt" and not one.is_dir())
            if not texts:
                yield SeedFile(path, path.name, f"{path}: no *.txt in this folder. Name a folder with seed texts.")
            yield from (SeedFile(one, one.stem) for one in texts)
        elif path.exists():
            yield SeedFile(path, path.stem)
        else:
            yield SeedFile(path, path.stem, f"{path}: there is no such file or folder. Check the spelling.")
    except OSError as error:
        yield SeedFile(path, path.name, f"{path}: cannot be read ({error.strerror}). Check its permissions.")


class UnreadableFile(Exception):
    """A file cannot be read or is too large. The message is a sentence with the path and the remedy."""


def read_seed_file(path: Path, *, limit: int) -> bytes:
    """Return what the file holds.

    Args:
        path: a file.
        limit: the largest size in bytes; a larger file is refused before it is read.

    Raises:
        UnreadableFile: it is no regular file, too large, or the system says no.
    """
    try:
        if not path.is_file():
            raise UnreadableFile(f"{path}: not a regular file. Name a text file or a folder.")
        size = path.stat().st_size
        if size > limit:
            raise UnreadableFile(
                f"{path}: {size:,} bytes, more than the {limit:,} that a text may have. "
                "Split it, or raise NEWSROOM_MAX_SEED_BYTES."
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path}: cannot be read ({error.strerror}). Check its permissions.") from error
