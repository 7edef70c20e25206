"""Renditions for readers, originals for the desk. A web server in front may take over the first by settings.

A rendition that is gone is made again: its picture waits for new ones from now on, and until they are there the reader
gets the one of the same picture that is nearest to it.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, Final, NamedTuple

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import File
from django.core.files.storage import Storage
from django.core.files.utils import validate_file_name
from django.http import FileResponse, Http404, HttpRequest
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Picture
from articles.models.pictures import DESK_ONLY, RENDITIONS
from articles.site.pictures import is_expired

_FOREVER: Final = "public, max-age=31536000, immutable"  # a rendition's address changes with its content
_SHORTLY: Final = "public, max-age=60"  # until what was asked for is there again
_FOR_THE_DESK: Final = "private, no-cache"
_TYPES: Final = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
_ORIGINALS: Final = _TYPES | {"jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif"}
# Instead of a format, those that the same browser shows as well come first.
_INSTEAD: Final = {"avif": ("avif", "webp", "jpg"), "webp": ("webp", "jpg", "avif"), "jpg": ("jpg", "webp", "avif")}
_NAME: Final = r"(?P<name>thumb|w\d{1,5}|\d{1,3}x\d{1,3}-\d{1,5})\.(?P<ending>avif|webp|jpg)"
_PATH: Final = re.compile(rf"(?P<start>[\w-]{{2}})/(?P<token>(?P=start)[\w-]{{10,40}})/{_NAME}", re.ASCII)
_FILE: Final = re.compile(_NAME, re.ASCII)


class _Asked(NamedTuple):
    """A rendition that somebody asks for, or one that is there."""

    shape: str
    width: int
    ending: str
    file: str


@require_safe
def rendition(request: HttpRequest, path: str) -> FileResponse:
    """Return a rendition from the storage, or another one of its picture while it is missing.

    No query where it is there; two where it is missing, and one for those that only the desk may see.
    """
    found = _PATH.fullmatch(path)
    if not found:
        raise Http404
    token, folder = found["token"], f"{RENDITIONS}/{found['start']}/{found['token']}"
    for_desk = token.startswith(DESK_ONLY) and not _is_public_again(token)
    if for_desk and not _is_at_desk(request):
        raise Http404
    storage = _storage()
    asked = _parsed(f"{found['name']}.{found['ending']}")
    if file := _opened(storage, f"{folder}/{asked.file}"):
        return _answer(file, asked.file, _FOR_THE_DESK if for_desk else _FOREVER, _TYPES)
    rows = Picture.objects.filter(rendition_token=token)
    # A picture whose original cannot be read is not tried again and again; one that waits already, waits.
    missed = rows.filter(render_failure="", rendered_at__isnull=False, renditions__has_key=found["name"])
    missed.update(rendered_at=None)
    for other in _nearest(storage, folder, asked):
        if file := _opened(storage, f"{folder}/{other}"):
            return _answer(file, other, _FOR_THE_DESK if for_desk else _SHORTLY, _TYPES)
    raise Http404


@require_safe
def original(request: HttpRequest, path: str) -> FileResponse:
    """Return an original, as a file to keep, to those who may see pictures at the desk, 404 to everybody else."""
    if not _is_at_desk(request):
        raise Http404
    try:
        # ".." would lead out of the folder of originals, which is still inside of the storage.
        name = str(validate_file_name(f"originals/{path}", allow_relative_path=True))
    except (ValueError, SuspiciousFileOperation) as error:
        raise Http404 from error
    file = _opened(_storage(), name)
    if file is None:
        raise Http404
    return _answer(file, name.rpartition("/")[2], _FOR_THE_DESK, _ORIGINALS, as_attachment=True)


def _is_at_desk(request: HttpRequest) -> bool:
    user: Any = request.user
    if not (user.is_active and user.is_staff):
        return False
    return bool(user.has_perm("articles.view_picture") or user.has_perm("articles.change_picture"))


def _is_public_again(token: str) -> bool:
    """Return whether readers may see the picture with a token of the desk: its rights were prolonged just now."""
    picture = Picture.objects.filter(rendition_token=token).only("expires_on").first()
    return picture is not None and not is_expired(picture, timezone.localdate())


def _storage() -> Storage:
    storage: Storage = Picture._meta.get_field("file").storage
    return storage


def _opened(storage: Storage, name: str) -> "File[bytes] | None":
    try:
        return storage.open(name)
    except (OSError, ValueError, SuspiciousFileOperation):
        return None  # missing, a folder, a name with a NUL, or a path that leads out of the storage


def _answer(
    file: "File[bytes]", name: str, cache_control: str, types: dict[str, str], *, as_attachment: bool = False
) -> FileResponse:
    # By our own list: what a machine's own says of AVIF differs, and nothing here may be taken for a page.
    kind = types.get(PurePosixPath(name).suffix[1:].lower(), "application/octet-stream")
    response = FileResponse(file, as_attachment=as_attachment, filename=name, content_type=kind)
    response["Cache-Control"] = cache_control
    response["X-Content-Type-Options"] = "nosniff"
    return response


# --- another one instead --------------------------------------------------------------------------------------


def _parsed(file: str) -> _Asked:
    name, _point, ending = file.partition(".")
    shape, _hyphen, width = name.rpartition("-")
    return _Asked(shape, 240 if name == "thumb" else int(width.lstrip("w")), ending, file)


def _nearest(storage: Storage, folder: str, asked: _Asked) -> Iterator[str]:
    """Yield the files of `folder` that may stand for the one asked for, the most alike first.

    The same shape comes first, since a page has kept that much room, then the format, then the width.
    """
    try:
        _folders, files = storage.listdir(folder)
    except OSError:
        return
    there = [_parsed(file) for file in files if _FILE.fullmatch(file)]
    order = _INSTEAD[asked.ending]

    def unlike(one: _Asked) -> tuple[bool, bool, int, int]:
        thumb = one.file.startswith("thumb") != asked.file.startswith("thumb")
        return (one.shape != asked.shape, thumb, order.index(one.ending), abs(one.width - asked.width))

    for one in sorted(there, key=unlike):
        yield one.file
