"""Draw the pictures of the demo edition and write caption, credit and description into them.

python seeds/draw_pictures.py                draw everything into seeds/pictures/
python seeds/draw_pictures.py --only 05 13   only pictures of texts whose reference starts so
python seeds/draw_pictures.py --scale 0.5 --out /tmp/sketches
python seeds/draw_pictures.py --check        compare the files with the texts, draw nothing
"""

from __future__ import annotations

import argparse
import io
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from drawing import (
    scenes_boats,
    scenes_cranes,
    scenes_fish,
    scenes_houses,
    scenes_market,
    scenes_mudflats,
    scenes_regatta,
    scenes_riverbank,
    scenes_seal,
    scenes_shipyard,
    scenes_sports,
    scenes_stage,
    scenes_waterfront,
    scenes_winter,
)
from drawing.canvas import Canvas
from drawing.metadata import Picture, SeedError, faults, insert_segment, iptc_segment, read_table, xmp_packet
from drawing.registry import SCENES

SEEDS = Path(__file__).resolve().parent
# Named so that nobody takes the imports for idle: importing a module puts its scenes on the list.
SCENE_MODULES = (
    scenes_boats,
    scenes_cranes,
    scenes_fish,
    scenes_houses,
    scenes_market,
    scenes_mudflats,
    scenes_regatta,
    scenes_riverbank,
    scenes_seal,
    scenes_shipyard,
    scenes_sports,
    scenes_stage,
    scenes_waterfront,
    scenes_winter,
)

LARGEST = 200_000
ALL_TOGETHER = 6_000_000
WANTED = 140_000
QUALITIES = (82, 80, 77, 74, 71, 68, 65, 61)


def encode(canvas: Canvas, picture: Picture) -> bytes:
    """Save as JPEG with its metadata, as well as fits into the wanted size."""
    jpeg = b""
    for quality in QUALITIES:
        buffer = io.BytesIO()
        canvas.image.save(
            buffer,
            "JPEG",
            quality=quality,
            optimize=True,
            progressive=True,
            subsampling="4:2:0",
            xmp=xmp_packet(picture),
        )
        jpeg = insert_segment(buffer.getvalue(), iptc_segment(picture))
        if len(jpeg) <= WANTED:
            break
    return jpeg


def draw(picture: Picture, folder: Path, scale: float) -> str:
    """Draw one picture and say how large it became."""
    size, paint = SCENES[picture.scene]
    canvas = Canvas(picture.scene, size, scale)
    paint(canvas)
    jpeg = encode(canvas, picture)
    (folder / picture.file).write_bytes(jpeg)
    return f"{picture.file}  {canvas.image.width}×{canvas.image.height}  {len(jpeg) // 1000} kB"


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Draws the pictures of the demo edition.")
    parser.add_argument("--check", action="store_true", help="compare the files with the texts, draw nothing")
    parser.add_argument("--only", nargs="+", default=[], metavar="REFERENCE", help="texts whose reference starts so")
    parser.add_argument("--scale", type=float, default=1.0, help="share of the full size, for sketches")
    parser.add_argument("--out", type=Path, default=SEEDS / "pictures", help="folder for the files")
    parser.add_argument("--jobs", type=int, default=2, help="pictures drawn at the same time")
    return parser.parse_args()


def main() -> int:
    """Draw or check; 0 when all is well."""
    options = arguments()
    try:
        pictures = read_table(SEEDS)
        unknown = sorted({picture.scene for picture in pictures} - set(SCENES))
        if unknown:
            raise SeedError(f"No such scene: {', '.join(unknown)}.")
        if not options.check:
            options.out.mkdir(parents=True, exist_ok=True)
            chosen = [p for p in pictures if not options.only or p.reference.startswith(tuple(options.only))]
            with ProcessPoolExecutor(max_workers=options.jobs) as pool:
                waiting = [pool.submit(draw, picture, options.out, options.scale) for picture in chosen]
                for task in waiting:
                    print(task.result())
            if options.only or options.scale != 1.0:
                return 0
        found = faults(options.out, pictures, LARGEST, ALL_TOGETHER)
    except SeedError as error:
        found = [str(error)]
    for sentence in found:
        print(sentence, file=sys.stderr)
    if not found:
        print(f"{len(pictures)} pictures match their texts.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
