"""Where the files of pictures lie: originals under secret names, renditions in a folder for each token.

Files are not part of a transaction. So they are stored before the row that names them is written, and removed after the
row that names others is there: what a crash leaves behind is a file that no row names, which `render_pictures --prune`
removes, and never a row without its file.
"""

import contextlib
import errno
import logging
import secrets
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.utils.translation import gettext as _

from articles.imaging.rendering import Rendered
from articles.models import Picture
from articles.models.pictures import DESK_ONLY, original_path, rendition_path

REPLACED: Final = "replaced"  # a file in a folder of renditions: since when others are there instead of these
REPLACES: Final = "replaces"  # another one: the token of those that were there before these
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_log = logging.getLogger(__name__)
Made = dict[str, tuple[int, int, list[str]]]


class NotStored(Exception):
    """The storage did not take a file. The message says so in a sentence; nothing of the file is left."""


def storage_of() -> Storage:
    """Return the storage that pictures lie in."""
    storage: Storage = Picture._meta.get_field("file").storage
    return storage


# --- originals ----------------------------------------------------------------------------------------------


def keep_original(picture: Picture, content: bytes, ending: str) -> str:
    """Store the original of `picture` and return its name.

    Args:
        picture: whose UUID gives the name; it is not changed.
        content: the whole file.
        ending: what its content says, with the point.

    Raises:
        NotStored: it was not taken.
    """
    storage = storage_of()
    # The picture may have had another file: that one stays until the row names the new one.
    name = storage.get_available_name(original_path(picture, f"original{ending}"), max_length=200)
    return _stored(storage, name, content)


def _stored(storage: Storage, name: str, content: bytes) -> str:
    try:
        return storage.save(name, ContentFile(content))
    except OSError as error:
        _log.warning("Not stored: %s: %s", name, error)
        remove([name])  # the beginning of a file may be there
        raise NotStored(refusal(error)) from error


def refusal(error: OSError) -> str:
    """Return a sentence for why a storage took nothing."""
    if error.errno in _FULL:
        return _("The disk is full, so the picture was not stored. Nothing was lost: make room, and upload it again.")
    if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return _(
            "The folder of pictures cannot be written to, so the picture was not stored. Nothing was lost: tell who "
            "runs the server, and upload it again."
        )
    return _(
        "The storage failed (%(reason)s), so the picture was not stored. Nothing was lost: upload it again later."
    ) % {"reason": error.strerror or str(error)}


def remove(names: Iterable[str]) -> None:
    """Remove files; what cannot be removed is logged, and removed by `render_pictures --prune` some day."""
    storage = storage_of()
    for name in filter(None, names):
        try:
            storage.delete(name)
        except OSError as error:
            _log.warning("Not removed: %s: %s", name, error)


# --- renditions ---------------------------------------------------------------------------------------------


def new_token(*, for_desk_only: bool = False) -> str:
    """Return a name for a folder of renditions that nobody works out."""
    return f"{DESK_ONLY if for_desk_only else ''}{secrets.token_urlsafe(18)}"


def folder_of(token: str) -> str:
    """Return the folder of the renditions under `token`."""
    return str(PurePosixPath(rendition_path(token, "thumb", "webp")).parent)


def keep_renditions(token: str, renditions: Iterable[Rendered]) -> Made:
    """Store `renditions` as they come, and return what a row keeps of them: width, height and formats by name.

    Raises:
        NotStored: one was not taken; all of them are removed.
        Unusable: the file cannot be read; none are left.
    """
    storage = storage_of()
    made: Made = {}
    with undone(token):
        for one in renditions:
            _stored(storage, rendition_path(token, one.name, one.format), one.data)
            made.setdefault(one.name, (one.width, one.height, []))[2].append(one.format)
    return made


@contextlib.contextmanager
def undone(token: str, names: Iterable[str] = ()) -> Iterator[None]:
    """Remove the renditions under `token` and the files `names` where what is inside fails, whatever fails."""
    try:
        yield
    except BaseException:
        remove_renditions(token)
        remove(names)
        raise


def remove_renditions(token: str) -> int:
    """Remove the folder of renditions under `token`, if there is one, and return how many files that were."""
    return remove_folder(folder_of(token)) if token else 0


def remove_folder(folder: str) -> int:
    """Remove a folder with the files in it, and return how many files that were."""
    storage = storage_of()
    try:
        _folders, files = storage.listdir(folder)
    except OSError:
        return 0  # never made, or another has removed it
    remove(f"{folder}/{name}" for name in files)
    with contextlib.suppress(OSError, NotImplementedError):
        storage.delete(folder)  # what is no file system has no folders
    return len(files)


def remove_all_renditions(token: str) -> None:
    """Remove the renditions under `token`, and those that they have replaced and that pages may still name."""
    while token:
        before = _read(f"{folder_of(token)}/{REPLACES}")
        remove_renditions(token)
        token = before


def note_replacing(old: str, new: str) -> None:
    """Write down that the renditions under `old` are about to be replaced: pages may name them for a day yet.

    A note that cannot be written is logged: then they are counted from when they were made.
    """
    if not old or not _has_files(folder_of(old)):
        return
    _note(f"{folder_of(old)}/{REPLACED}", "")
    _note(f"{folder_of(new)}/{REPLACES}", old)


def _has_files(folder: str) -> bool:
    try:
        return bool(storage_of().listdir(folder)[1])
    except OSError:
        return False


def _note(name: str, text: str) -> None:
    storage = storage_of()
    try:
        if storage.exists(name):
            storage.delete(name)
        storage.save(name, ContentFile(text.encode()))
    except OSError as error:
        _log.warning("Not written: %s: %s", name, error)


def _read(name: str) -> str:
    try:
        with storage_of().open(name) as file:
            return str(file.read().decode())
    except OSError:
        return ""
