"""Picture files that lie beside seed texts, found by the caption in their own metadata.

A photographer's file says whose it is and what it shows (IPTC and XMP). A text prints the same caption. That is
how the two find each other, whatever the file is called.
"""

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import msgspec

from articles.desk.identity import with_pictures
from articles.desk.picturedata import FILE_COLUMNS, WORDS, read_file
from articles.desk.picturestore import NotStored, keep_original, storage_of
from articles.desk.picturewords import in_words
from articles.document import Document
from articles.document import Picture as DocumentPicture
from articles.imaging.metadata import read_metadata
from articles.imaging.opening import MAX_BYTES, Unusable, open_picture
from articles.models import Picture
from articles.models.pictures import original_path

ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif"})
_log = logging.getLogger(__name__)
# What a text says of its picture is the text's: a file fills what texts have no place for.
_FILLED = tuple(name for name in WORDS if name not in {"caption", "creator", "credit", "alt_text"})
ATTACHED_COLUMNS = (*FILE_COLUMNS, *_FILLED)
"""The columns that `PictureFiles.attach` may set."""


class PictureFile(NamedTuple):
    """A file and what it says of itself; what it does not say is ""."""

    path: Path
    caption: str
    credit: str
    creator: str
    copyright: str
    alt_text: str


def read_picture_file(path: Path) -> PictureFile | None:
    """Return what the picture at `path` says of itself, None if it is none that can be taken. Decodes no pixels."""
    try:
        found = read_metadata(open_picture(_content(path)))
    except (Unusable, OSError):
        return None
    return PictureFile(path, found.caption, found.credit, found.creator, found.copyright, found.alt_text)


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


class PictureFiles:
    """The pictures in some folders, by caption."""

    def __init__(self, folders: Iterable[Path] = ()) -> None:
        """Read the headers of all pictures in `folders`; a folder that is not there holds none."""
        paths = (path for folder in folders if folder.is_dir() for path in sorted(folder.iterdir()))
        files = (read_picture_file(path) for path in paths if path.suffix.lower() in ENDINGS)
        self._by_caption = {file.caption: file for file in files if file and file.caption}

    def find(self, picture: DocumentPicture) -> PictureFile | None:
        """Return the file of `picture`: the same caption, and the same credit where both give one."""
        file = self._by_caption.get(picture.caption)
        if file and file.credit and picture.credit and file.credit != picture.credit:
            return None
        return file

    def described(self, document: Document) -> Document:
        """Return `document` with the alternative texts that the files bring, where it has none of its own."""
        if not self._by_caption:
            return document

        def with_alt(picture: DocumentPicture) -> DocumentPicture:
            file = self.find(picture)
            if not file or picture.alt:
                return picture
            return msgspec.structs.replace(picture, alt=file.alt_text, creator=picture.creator or file.creator)

        return with_pictures(document, with_alt)

    def attach(self, rows: dict[str, Picture], values: Iterable[DocumentPicture]) -> list[Picture]:
        """Store the files of pictures that have none yet and set their columns; return the rows that got one.

        Args:
            rows: pictures by UUID; they are changed, not saved.
            values: the same pictures as a document has them.
        """
        if not self._by_caption:
            return []
        found = []
        for value in values:
            row, file = rows[value.uuid], self.find(value)
            if file and not row.file and _stored(row, file):
                found.append(row)
        return found


def _stored(row: Picture, file: PictureFile) -> bool:
    """Give `row` its file and return whether that went well: what cannot be taken stays where it is and is logged.

    The renditions are made after the commit.
    """
    try:
        content = _content(file.path)
        data = read_file(content, name=file.path.name)
        name = _there(row, content, data.opened.ending) or keep_original(row, content, data.opened.ending)
    except Unusable as error:
        _log.warning("%s was left out. %s Then import again.", file.path, in_words(error, file.path.name))
        return False
    except (NotStored, OSError) as error:
        _log.warning("%s was left out. %s Then import again.", file.path, error)
        return False
    data.describe(row)
    data.fill(row, _FILLED)
    row.file = name
    return True


def _there(row: Picture, content: bytes, ending: str) -> str:
    """Return the name of the file that a run which was cut off has stored for `row` already, "" if it is not there.

    The name is made from the UUID, so that it would be the same.
    """
    name = original_path(row, f"original{ending}")
    try:
        with storage_of().open(name) as stored:
            return name if stored.size == len(content) and stored.read() == content else ""
    except OSError:
        return ""
