"""No file costs more than 512 MB of memory and five seconds of the processor, each in a process of its own."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from articles.imaging.opening import MAX_BYTES, MAX_PIXELS
from tests.corpora import corpus
from tests.imaging_files import REFUSED, TAKEN, plain_png, saved
from tests.schedulers import ROOT

MOST_MEGABYTES, MOST_SECONDS = 512, 5


def measured(paths: Iterable[Path]) -> dict[str, dict[str, Any]]:
    command = [sys.executable, "-m", "tests.imaging_limits", *map(str, paths)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return {Path(line["path"]).name: line for line in map(json.loads, said.splitlines())}


def assert_within_limits(found: dict[str, dict[str, Any]], answers: tuple[str, ...]) -> None:
    assert found
    for line in found.values():
        assert line["became"].startswith(answers), line
        assert line["megabytes"] < MOST_MEGABYTES, line
        assert line["seconds"] < MOST_SECONDS, line


REASONS = (
    "taken", "EMPTY", "TOO_MANY_BYTES", "TOO_MANY_PIXELS", "NOT_A_PICTURE", "FORMAT_NOT_TAKEN", "BROKEN", "TRUNCATED",
    "OVERLOADED",
)  # fmt: skip


def test_hostile_files_of_our_own_making(tmp_path: Path) -> None:
    for number, (make, _) in enumerate([*REFUSED.values(), *((make, None) for make in TAKEN.values())]):
        (tmp_path / f"{number}.jpg").write_bytes(make())
    found = measured(tmp_path.iterdir())
    assert len(found) == len(REFUSED) + len(TAKEN)
    assert_within_limits(found, REASONS)


@pytest.mark.parametrize(
    "folder", ["image-bombs", "image-crashers", "imagemeta-iptc/images/corrupt", "imagemeta-iptc/images/smoke"]
)
def test_files_that_have_broken_other_programs(folder: str) -> None:
    assert_within_limits(measured(corpus(folder)), REASONS)


def test_the_largest_that_are_taken(tmp_path: Path) -> None:
    def put(name: str, content: bytes) -> None:
        (tmp_path / name).write_bytes(content)

    side = (8_000, 8_000)
    assert side[0] * side[1] == MAX_PIXELS
    soft = Image.linear_gradient("L").resize(side)
    put("jpeg", saved(soft, "JPEG", quality=60))
    put("transparent png", plain_png(8_000, 6_500, channels=4))
    del soft
    gentle = Image.linear_gradient("L").resize((6_000, 4_000))
    put("gif", saved(gentle, "GIF"))
    coloured = Image.merge("RGB", (gentle, gentle.rotate(180), gentle))
    put("webp", saved(coloured, "WEBP", quality=50, method=0))
    put("avif", saved(coloured, "AVIF", quality=50, speed=10))
    put("progressive jpeg", saved(coloured, "JPEG", quality=60, progressive=True, subsampling=0))
    assert_within_limits(measured(tmp_path.iterdir()), ("taken",))


def test_the_largest_files(tmp_path: Path) -> None:
    behind = saved(Image.new("RGB", (40, 30))) + b"\xff\xda\0\0" * ((MAX_BYTES - 1_000) // 4)
    (tmp_path / "begins like a jpeg").write_bytes(behind)
    (tmp_path / "notes").write_bytes(b"\xff\xd8" + b"\xff\xfe\0\2" * (MAX_BYTES // 4 - 1))
    (tmp_path / "letters").write_bytes(b" " * MAX_BYTES)
    (tmp_path / "too large").write_bytes(b"\xff\xd8\xff" * (MAX_BYTES // 3 + 1))
    assert_within_limits(measured(tmp_path.iterdir()), REASONS)


def test_all_renditions_of_a_large_picture_take_no_more_memory(tmp_path: Path) -> None:
    path = tmp_path / "gross.full"
    path.write_bytes(plain_png(8_000, 8_000))
    (line,) = measured([path]).values()
    assert line["became"] == "taken PNG 40"
    assert line["megabytes"] < MOST_MEGABYTES
