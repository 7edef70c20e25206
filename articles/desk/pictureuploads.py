"""A file from somebody's hand becomes a picture: looked at, kept, described by what it says of itself.

Files are read and stored before the database is asked for anything, so that no lock is held meanwhile. What fails
leaves neither a row nor a file. The exceptions say in a sentence what to do; nothing else comes out of here.
"""

import datetime
from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from articles.desk.darkroom import wake
from articles.desk.elbowroom import room_for
from articles.desk.journal import By
from articles.desk.lookalikes import looks_like, same_file, without_file
from articles.desk.picturedata import (
    FILE_COLUMNS,
    RENDITION_COLUMNS,
    WORDS,
    FileData,
    agencies_in,
    read_file,
)
from articles.desk.picturerights import is_expired
from articles.desk.picturestore import (
    NotStored,
    keep_original,
    keep_renditions,
    new_token,
    remove,
    remove_all_renditions,
    undone,
)
from articles.desk.picturewords import in_words
from articles.desk.rendering import first_look, label_of
from articles.desk.rights import NotAllowed, may_change_picture
from articles.imaging.opening import MAX_BYTES, Reason, Unusable
from articles.imaging.rendering import render
from articles.models import Article, Picture

_CHUNK = 256 * 1024  # bytes


class Upload(Protocol):
    """What is needed of Django's `UploadedFile`, or of any open file with a name and a size."""

    name: str | None
    size: Any

    def read(self, number: int, /) -> bytes: ...


class Refused(Exception):
    """The upload was not taken: the message is a sentence for whoever sent it. No row and no file are left of it."""


class Received(NamedTuple):
    """A picture that was made of an upload.

    Args:
        picture: saved, with a first look; the other renditions are being made.
        like: pictures that were there before and could be used instead: the same file first, then those that wait for
            a file with this caption, then those that look alike.
        same: whether the first of them is the very same file.
    """

    picture: Picture
    like: list[Picture]
    same: bool


def receive(*, upload: Upload, by: By, now: datetime.datetime, article: Article | None = None) -> Received:
    """Return the picture made of `upload`, with what the file says of itself, and pictures that are like it.

    Args:
        upload: the file; at most `MAX_BYTES` are read of it.
        by: whose picture it is; needs the permission to add pictures.
        now: when.
        article: the only one that the picture may be used with; None for any.

    Raises:
        NotAllowed: `by` may not.
        Refused: the file cannot be taken or stored.

    Costs about half a second for a photograph (reading, and the first look) and eight statements. Call it outside of
    a transaction: where one around it fails later, the files stay until `render_pictures --prune` removes them.
    """
    if by is not None and not by.has_perm("articles.add_picture"):  # type: ignore[attr-defined]
        raise NotAllowed(_("You may not upload any pictures."))
    data = _read(upload)
    like = _like(data, now)
    picture = Picture(created_by_id=by.pk if by else None, only_with=article)
    data.fill(picture)
    agencies = agencies_in(data.found.credit, data.found.source)

    def write() -> None:
        picture.save()
        picture.agencies.set(agencies)

    _keep(picture, data, upload, now, write)
    return Received(picture, like, bool(like) and like[0].digest == data.digest)


def replace_file(*, picture: Picture, upload: Upload, by: By, now: datetime.datetime) -> Received:
    """Give `picture` another file; the words that somebody typed stay, empty ones are filled from the file.

    The old original and its renditions are removed when the new ones are there. Crops and focal point stay where the
    new picture has the same proportions.

    Raises:
        NotAllowed: `by` may not change this picture.
        Refused: the file cannot be taken or stored; the picture keeps what it has.
    """
    _demand_changing(by, picture)
    data = _read(upload)
    old = Picture.objects.get(pk=picture.pk)
    like = [one for one in _like(data, now) if one.pk != picture.pk]
    columns = [*FILE_COLUMNS, *RENDITION_COLUMNS, "focal_point", "crops"]
    before = {name: getattr(picture, name) for name in (*columns, *WORDS)}
    filled = data.fill(picture)
    if _reframed(old, data):
        fresh = Picture()
        picture.focal_point, picture.crops = fresh.focal_point, fresh.crops

    def write() -> None:
        picture.save(update_fields=[*columns, *filled])
        _remove_later(old.file.name, old.rendition_token)

    try:
        _keep(picture, data, upload, now, write)
    except Refused:
        for name, value in before.items():
            setattr(picture, name, value)
        raise
    return Received(picture, like, bool(like) and like[0].digest == data.digest)


def drop_file(*, picture: Picture, by: By) -> None:
    """Take the file away from `picture`: the row and its words stay, the files are removed after the commit.

    Raises:
        NotAllowed: `by` may not change this picture.
    """
    _demand_changing(by, picture)
    with transaction.atomic():
        old = Picture.objects.select_for_update().get(pk=picture.pk)
        fresh = Picture()
        for name in (*FILE_COLUMNS, *RENDITION_COLUMNS):
            setattr(picture, name, getattr(fresh, name))
        picture.save(update_fields=[*FILE_COLUMNS, *RENDITION_COLUMNS])
        _remove_later(old.file.name, old.rendition_token)


def forget_files(*pictures: Picture) -> None:
    """Have the files of pictures that are being deleted removed once the transaction is through. No query.

    Call it beside the deletion, which has asked who may. What a crash leaves behind `render_pictures --prune` removes.
    """
    for picture in pictures:
        _remove_later(picture.file.name, picture.rendition_token)


def instead(*, upload: Picture, there: Picture, by: By, now: datetime.datetime) -> Picture:
    """Take the picture that was there instead of the one just uploaded, which is deleted; return the one to use.

    Where the one there has no file yet, it gets that of the upload.

    Args:
        upload: what `receive` has made, used nowhere yet.
        there: one of its `like`.
        by: who chooses.
        now: when.

    Raises:
        NotAllowed: `by` may not change the upload, or may not give the one there its file.
        Refused: the upload is in use by now.
    """
    _demand_changing(by, upload)
    with transaction.atomic():
        new = Picture.objects.select_for_update().get(pk=upload.pk)
        chosen = Picture.objects.select_for_update().get(pk=there.pk)
        if is_used(new):
            raise Refused(
                _("“%(picture)s” is in use already, so it was kept. Replace it there first.") % {"picture": new}
            )
        if chosen.file:
            forget_files(new)
        else:
            _demand_changing(by, chosen)
            _hand_over(new, chosen)
        new.delete()
    return chosen


def is_used(picture: Picture) -> bool:
    """Return whether anything names `picture`: a piece, a release, an author, a text. Six queries at most."""
    for relation in Picture._meta.related_objects:
        if relation.related_model._default_manager.filter(**{relation.field.name: picture}).exists():
            return True
    return Article.objects.filter(body__contains=str(picture.uuid)).exists()


# --- reading ------------------------------------------------------------------------------------------------


def _read(upload: Upload) -> FileData:
    name = upload.name or ""
    try:
        return read_file(_content(upload), name=name)
    except Unusable as error:
        raise Refused(in_words(error, name)) from error
    except MemoryError as error:
        raise Refused(
            _("“%(name)s” takes more memory than there is. Make it smaller and upload it again.") % {"name": name}
        ) from error
    except OSError as error:
        raise Refused(
            _("“%(name)s” could not be read (%(reason)s). Upload it again.")
            % {"name": name, "reason": error.strerror or str(error)}
        ) from error


def _content(upload: Upload) -> bytes:
    """Return the bytes of `upload`, never more than may be: it may have no end."""
    size = upload.size if isinstance(upload.size, int) else 0
    if size > MAX_BYTES:
        raise Unusable(Reason.TOO_MANY_BYTES, size=size, limit=MAX_BYTES)
    content = bytearray()
    while chunk := upload.read(_CHUNK):
        content += chunk
        if len(content) > MAX_BYTES:
            raise Unusable(Reason.TOO_MANY_BYTES, size=max(size, len(content)), limit=MAX_BYTES)
    return bytes(content)


def _like(data: FileData, now: datetime.datetime) -> list[Picture]:
    found = [*same_file(data.digest), *without_file(data.found.caption, now=now), *looks_like(data.look)]
    return [*{one.pk: one for one in found}.values()]


def _reframed(old: Picture, data: FileData) -> bool:
    """Return whether what was cut out of the old file means something else in the new one."""
    if not old.width or not old.height:
        return False
    before, after = old.width / old.height, data.opened.width / data.opened.height
    return abs(before - after) > 0.01 * before


def _demand_changing(by: By, picture: Picture) -> None:
    if not may_change_picture(by, picture):
        raise NotAllowed(_("You may not change “%(picture)s”.") % {"picture": picture})


# --- keeping ------------------------------------------------------------------------------------------------


def _keep(picture: Picture, data: FileData, upload: Upload, now: datetime.datetime, write: Callable[[], None]) -> None:
    """Store the file and a first look, then let `write` write the row; whatever fails leaves no file.

    Raises:
        Refused: the file turned out to be broken, the storage or the database failed.
    """
    token = new_token(for_desk_only=is_expired(picture, now))
    names: list[str] = []
    try:
        with undone(token, names):
            looked_at = render(
                data.opened,
                label_of(picture),
                focal=picture.focus,
                crops=picture.crops,
                only=first_look(data.opened),
            )
            with room_for(data.opened):
                made = keep_renditions(token, looked_at)
            names.append(keep_original(picture, data.content, data.opened.ending))
            data.describe(picture)
            picture.file = names[0]
            picture.rendition_token, picture.renditions = token, made
            picture.rendered_at = picture.rendering_since = None
            picture.render_failure = ""
            with transaction.atomic():
                write()
    except NotStored as error:
        raise Refused(str(error)) from error
    except Unusable as error:
        raise Refused(in_words(error, upload.name or "")) from error
    except DatabaseError as error:
        raise Refused(
            _("The database did not take “%(name)s” (%(reason)s). Nothing of it was kept: upload it again.")
            % {"name": upload.name or "", "reason": " ".join(str(error).split())}
        ) from error
    wake(picture.pk)


def _hand_over(upload: Picture, chosen: Picture) -> None:
    """Give `chosen`, which has no file, that of `upload`, with the words that it lacks; the row waits for the rest."""
    filled = [name for name in WORDS if getattr(upload, name) and not getattr(chosen, name)]
    for name in (*FILE_COLUMNS, *RENDITION_COLUMNS, *filled):
        setattr(chosen, name, getattr(upload, name))
    # The first look carries the label of the upload; the new ones say what the row says.
    chosen.rendered_at = chosen.rendering_since = None
    chosen.save(update_fields=[*FILE_COLUMNS, *RENDITION_COLUMNS, *filled])
    if not chosen.agencies.exists():
        chosen.agencies.set(upload.agencies.all())
    wake(chosen.pk)


def _remove_later(name: str | None, token: str) -> None:
    """Remove an original and its renditions once the transaction is through."""

    def remove_files() -> None:
        remove([name or ""])
        remove_all_renditions(token)

    transaction.on_commit(remove_files)
