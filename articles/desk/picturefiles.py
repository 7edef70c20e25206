"""Picture files that lie beside seed texts, found by the caption in their own metadata.

A photographer's file says whose it is and what it shows (IPTC and XMP). A text prints the same caption. That is
how the two find each other, whatever the file is called.
"""

import hashlib
import io
import logging
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from django.core.files.base import ContentFile
from PIL import Image, IptcImagePlugin

from articles.desk.identity import with_pictures
from articles.document import Document
from articles.document import Picture as DocumentPicture
from articles.models import Picture

ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".webp"})
_FORMATS = ("JPEG", "PNG", "WEBP")
_log = logging.getLogger(__name__)
_CAPTION, _BYLINE, _CREDIT, _COPYRIGHT = (2, 120), (2, 80), (2, 110), (2, 116)


class PictureFile(NamedTuple):
    """A file and what it says of itself; what it does not say is ""."""

    path: Path
    caption: str
    credit: str
    creator: str
    copyright: str
    alt_text: str


def read_picture_file(path: Path) -> PictureFile | None:
    """Return what the picture at `path` says of itself, None if it is no picture.

    Reads the header only, not the pixels.
    """
    try:
        # The name may lie: only what readers' browsers show is tried, not all that Pillow can open.
        with Image.open(path, formats=_FORMATS) as image:
            iptc = IptcImagePlugin.getiptcinfo(image) or {}
            xmp = image.getxmp()
    except Exception:  # what a broken file makes Pillow raise is no closed list
        return None
    return PictureFile(
        path,
        caption=_iptc(iptc, _CAPTION),
        credit=_iptc(iptc, _CREDIT),
        creator=_iptc(iptc, _BYLINE),
        copyright=_iptc(iptc, _COPYRIGHT),
        alt_text=_xmp_text(xmp, "AltTextAccessibility"),
    )


def _iptc(found: dict[Any, Any], key: tuple[int, int]) -> str:
    value = found.get(key)
    first = bytes((value[0] if isinstance(value, list) else value) or b"")
    try:
        text = first.decode()
    except UnicodeDecodeError:
        text = first.decode("cp1252", errors="replace")  # cameras and agencies before the time of UTF-8
    return " ".join(text.split())


def _xmp_text(node: Any, name: str) -> str:
    """Return the text of the first element or attribute called `name`; language alternatives give their first."""
    if isinstance(node, list):
        return next(filter(None, (_xmp_text(one, name) for one in node)), "")
    if not isinstance(node, dict):
        return ""
    if name in node:
        return _first_text(node[name])
    return next(filter(None, (_xmp_text(one, name) for one in node.values())), "")


def _first_text(node: Any) -> str:
    if isinstance(node, str):
        return node.strip()
    if isinstance(node, list):
        return next(filter(None, map(_first_text, node)), "")
    if isinstance(node, dict):
        return _first_text(node["text"]) if "text" in node else _first_text([*node.values()])
    return ""


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


FILE_COLUMNS = ("file", "width", "height", "digest", "copyright")


def _stored(row: Picture, file: PictureFile) -> bool:
    """Give `row` its file and return whether that went well: a broken file stays where it is and is logged."""
    content = file.path.read_bytes()
    if not _is_whole(content):
        _log.warning("%s is broken and was left out. Put a whole file in its place and import again.", file.path)
        return False
    storage = row.file.storage
    name = row.file.field.generate_filename(row, file.path.name)
    # The name is made from the UUID: a file there already is this one, from a run that was cut off.
    if not storage.exists(name):
        storage.save(name, ContentFile(content))
    row.file = name
    row.digest = hashlib.sha256(content).hexdigest()
    row.copyright = row.copyright or file.copyright
    return True


def _is_whole(content: bytes) -> bool:
    """Return whether the pixels can be read to the last one. Renditions are made of them after the commit."""
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
            image.draft("RGB", (1, 1))  # a JPEG is read at an eighth of its size, which finds where it breaks off too
            image.load()
    except Exception:  # see read_picture_file
        return False
    return True


def render(pictures: Sequence[Picture]) -> None:
    """Make the renditions of `pictures` that are missing. Costs about 0.3 s for a new picture, else a look."""
    for picture in pictures:
        if picture.file:
            for name in picture.file.field.formats:
                picture.file.process(name)
