"""What ExifTool, which others read pictures with, finds in files."""

import json
import subprocess
from pathlib import Path
from typing import Any

from deploy.browser import find
from deploy.exiftool import EXIFTOOL

# Of the file and its pixels, and of the form of what is in it: none of these says anything of the picture.
_FORM = frozenset({
    "SourceFile", "ExifTool", "System", "File", "Composite", "RIFF", "Meta", "PNG", "JFIF", "QuickTime", "ICC_Profile",
    "ICC-header", "XMP-x",
})  # fmt: skip


def read(*paths: Path) -> list[dict[str, Any]]:
    """Return all that ExifTool finds in each of `paths`, by group and name ("XMP-dc:Creator")."""
    program = find(EXIFTOOL)
    assert program, "ExifTool is missing: python3 -m deploy.exiftool installs it"
    command = [program, "-json", "-G1", "-a", "-struct", "-charset", "iptc=UTF8", "-charset", "exif=UTF8", "-unknown"]
    said = subprocess.run([*command, *map(str, paths)], capture_output=True, check=True).stdout
    found: list[dict[str, Any]] = json.loads(said)
    return found


def said_of_the_picture(found: dict[str, Any]) -> set[str]:
    """Return the names of what is said of the picture, not of the file and its pixels."""
    return {name for name in found if name.split(":")[0] not in _FORM}
