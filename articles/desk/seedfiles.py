"""Seed texts on disk: which files a path means, and what they hold."""

import os
from collections.abc import Iterator, Sequence
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


def find_seed_files(paths: Sequence[Path]) -> Iterator[SeedFile]:
    """Yield the texts that `paths` name: files as they are, folders by their ``*.txt`` in order of name.

    A file named twice is yielded once. Two files with one name would be one article: the second is a problem.
    Nothing is opened. Memory grows by a name for each file of the largest folder, and with several paths by what
    tells their files apart.
    """
    if len(paths) == 1:
        # Inside one folder no two texts have the same name.
        yield from _files_of(paths[0])
        return
    references: dict[str, str] = {}
    for path in paths:
        for found in _files_of(path):
            if found.problem:
                yield found
                continue
            real = os.path.realpath(found.path)
            other = references.get(found.reference)
            if other is None:
                references[found.reference] = real
                yield found
            elif other != real:
                yield found._replace(problem=_SAME_NAME.format(path=found.path, other=other))


_SAME_NAME = "{path}: {other} has the same name, and the name decides which article a text is. Rename one of them."


def _files_of(path: Path) -> Iterator[SeedFile]:
    try:
        if path.is_dir():
            with os.scandir(path) as entries:
                names = sorted(one.name for one in entries if one.name.endswith(".txt") and not one.is_dir())
            if not names:
                yield SeedFile(path, path.name, f"{path}: no *.txt in this folder. Name a folder with seed texts.")
            yield from (SeedFile(path / name, name.removesuffix(".txt")) for name in names)
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
