"""What a picture file brings with it: what it is, how it looks, and what it says of itself, ready for a row."""

import hashlib
import re
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models.functions import Lower
from django.utils import timezone

from articles.desk.elbowroom import room_for
from articles.imaging.decoding import decode_small
from articles.imaging.looks import look
from articles.imaging.metadata import Found, read_metadata
from articles.imaging.opening import Opened, open_picture
from articles.imaging.placeholders import placeholder
from articles.models import Agency, Picture

FILE_COLUMNS: Final = ("file", "file_type", "size", "width", "height", "digest", "look", "placeholder", "metadata")
"""The columns that follow from the file alone."""
RENDITION_COLUMNS: Final = ("rendition_token", "renditions", "rendered_at", "rendering_since", "render_failure")
WORDS: Final = (
    "caption", "creator", "credit", "copyright", "usage_terms", "license_url", "alt_text", "keywords", "place",
    "taken_at",
)  # fmt: skip
"""The columns that a file may fill, and that people write into."""
_PARTS: Final = re.compile(r"\s*[/,;|()]\s*|\s+via\s+", re.IGNORECASE)
_is_address = URLValidator(schemes=["http", "https"])


class FileData(NamedTuple):
    """A file that was read and decoded whole: it is sound.

    Args:
        content: the whole file.
        opened: the file, for rendering.
        found: what it says of itself.
        columns: `FILE_COLUMNS` but for the file.
    """

    content: bytes
    opened: Opened
    found: Found
    columns: dict[str, Any]

    @property
    def digest(self) -> str:
        """The digest of the whole file, as rows have it."""
        return str(self.columns["digest"])

    @property
    def look(self) -> str:
        """How the picture looks, as rows have it."""
        return str(self.columns["look"])

    def describe(self, picture: Picture) -> None:
        """Set the columns of `picture` that follow from the file."""
        for name, value in self.columns.items():
            setattr(picture, name, value)

    def fill(self, picture: Picture, names: Iterable[str] = WORDS) -> list[str]:
        """Write what the file says into those of the columns where nobody has written anything; return which."""
        said: dict[str, Any] = {name: getattr(self.found, name) for name in WORDS}
        said["license_url"] = _address(said["license_url"])
        if (taken := said["taken_at"]) and timezone.is_naive(taken):
            said["taken_at"] = timezone.make_aware(taken)  # cameras have the time of where they are set
        filled = [name for name in names if said[name] and not getattr(picture, name)]
        for name in filled:
            setattr(picture, name, said[name])
        return filled


def read_file(content: bytes, *, name: str = "") -> FileData:
    """Return what is to be known of the file `content`, decoded once to its last byte.

    Args:
        content: the whole file; the caller holds it to its limit.
        name: what it is called; it decides nothing.

    Raises:
        Unusable: it is no picture that can be taken.
    """
    opened = open_picture(content, name=name)
    with room_for(opened):
        small = decode_small(opened)
    found = read_metadata(opened)
    columns = {
        "file_type": opened.format,
        "size": len(content),
        "width": opened.width,
        "height": opened.height,
        "digest": hashlib.sha256(content).hexdigest(),
        "look": look(small),
        "placeholder": placeholder(small),
        "metadata": found.found,
    }
    return FileData(content, opened, found, columns)


def agencies_in(*texts: str) -> list[Agency]:
    """Return the agencies whose codes are parts of `texts`: credit lines and sources. One query, none without words.

    No agency is made: a word in a credit may be anybody.
    """
    words = {word.lower() for text in texts for word in (text.strip(), *_PARTS.split(text)) if word}
    return [*Agency.objects.annotate(key=Lower("code")).filter(key__in=words)] if words else []


def _address(text: str) -> str:
    longest = Picture._meta.get_field("license_url").max_length or 0
    try:
        _is_address(text)
    except ValidationError:
        return ""
    return text if len(text) <= longest else ""
