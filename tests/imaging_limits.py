"""What files cost: `python -m tests.imaging_limits FILE...` opens each in a process of its own and prints what it took.

A line of JSON for each: what became of it, processor seconds, and the most memory. A file whose name ends in ".full"
is made into its whole set of renditions; of the others there is no more than an upload looks at.
"""

import json
import os
import resource
import sys
from pathlib import Path

from articles.imaging.decoding import decode_small
from articles.imaging.labels import Label
from articles.imaging.looks import look
from articles.imaging.metadata import read_metadata
from articles.imaging.opening import Unusable, open_picture
from articles.imaging.placeholders import placeholder
from articles.imaging.rendering import render

_MOST_ADDRESSES = 4_000_000_000  # keeps the machine whole if a limit fails; what was really used is measured
_MOST_SECONDS = 60


def looked_at(path: Path) -> str:
    """Do with a file what an upload does, and return what became of it."""
    try:
        with path.open("rb") as file:
            opened = open_picture(file, name=path.name)
        read_metadata(opened)
        small = decode_small(opened)
        if look(small) is None or not placeholder(small):
            return "no look"
        if path.suffix == ".full":
            made = sum(1 for _ in render(opened, Label(creator="Jörg Öß")))
            return f"taken {opened.format} {made}"
    except Unusable as stop:
        return f"{stop.reason.name} {stop.values.get('format', '')}".strip()
    return f"taken {opened.format}"


def measured(path: Path) -> dict[str, object]:
    """Look at a file in a process of its own."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_ADDRESSES, _MOST_ADDRESSES))
        resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
        said = b"died"
        try:
            said = looked_at(path).encode()
        except BaseException as error:
            said = f"{type(error).__name__}: {error}".encode()
        finally:
            os.write(writer, said[:4_000])
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        said = pipe.read().decode() or "died"
    _, _, used = os.wait4(child, 0)
    scale = 1 if sys.platform == "darwin" else 1024
    return {
        "path": str(path),
        "became": said,
        "seconds": round(used.ru_utime + used.ru_stime, 2),
        "megabytes": used.ru_maxrss * scale // 1_000_000,
    }


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(json.dumps(measured(Path(name))), flush=True)  # noqa: T201 – it is a program
