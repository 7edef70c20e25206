"""Files of pictures that no row names any more: what crashes, replaced files and renditions made anew leave behind."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from articles.desk.picturestore import REPLACED, remove, remove_folder, storage_of
from articles.models import Picture
from articles.models.pictures import RENDITIONS

AGE: Final = datetime.timedelta(days=1)
"""How long what no row names is kept: an upload may be about to be written, and pages in caches name old renditions."""
_ORIGINALS: Final = "originals"
_AT_ONCE: Final = 500  # names that are asked for in one query: SQLite takes some ten thousand parameters


class Leftover(NamedTuple):
    """A file, or a folder of renditions, that no row names: its name, how many files and how many bytes it has."""

    name: str
    files: int
    size: int


def leftovers(*, now: datetime.datetime) -> Iterator[Leftover]:
    """Yield what no row names and what is older than a day. Costs a query for each 500 names; memory stays flat."""
    for folder in _folders(_ORIGINALS):
        for names in _batches(f"{folder}/{name}" for name in _files(folder)):
            known = set(Picture.objects.filter(file__in=names).order_by().values_list("file", flat=True))
            yield from (found for name in names if name not in known and (found := _old([name], name, now)))
    for folder in _folders(RENDITIONS):
        for names in _batches(_folders(folder)):
            tokens = [name.rpartition("/")[2] for name in names]
            rows = Picture.objects.filter(rendition_token__in=tokens).order_by()
            known = {f"{RENDITIONS}/{token[:2]}/{token}" for token in rows.values_list("rendition_token", flat=True)}
            for name in names:
                if name not in known and (found := _old([f"{name}/{file}" for file in _files(name)], name, now)):
                    yield found


def clear_away(leftover: Leftover) -> None:
    """Remove a leftover; what cannot be removed is logged and stays."""
    if leftover.name.startswith(f"{_ORIGINALS}/"):
        remove([leftover.name])
    else:
        remove_folder(leftover.name)


def _old(files: list[str], name: str, now: datetime.datetime) -> Leftover | None:
    """Return `files` as a leftover where nothing has happened to them for long enough."""
    storage = storage_of()
    try:
        # Of replaced renditions the note says since when; the others count from when they were made.
        noted = [file for file in files if file.endswith(f"/{REPLACED}")]
        if any(storage.get_modified_time(file) > now - AGE for file in noted or files or [name]):
            return None
        return Leftover(name, len(files), sum(storage.size(file) for file in files))
    except OSError:
        return None  # another process removes it


def _folders(parent: str) -> Iterator[str]:
    yield from (f"{parent}/{name}" for name in sorted(_listed(parent)[0]))


def _files(folder: str) -> list[str]:
    return sorted(_listed(folder)[1])


def _listed(folder: str) -> tuple[list[str], list[str]]:
    try:
        return storage_of().listdir(folder)
    except OSError:
        return [], []  # never made


def _batches(names: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for name in names:
        batch.append(name)
        if len(batch) == _AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch
