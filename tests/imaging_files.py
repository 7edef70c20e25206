"""Picture files made for tests: honest ones, and such as are built to take memory and time or to break a reader."""

import io
import random
import struct
import zlib
from collections.abc import Callable

from PIL import Image, ImageDraw, ImageFilter

from articles.imaging.opening import Reason


def scene(width: int = 600, height: int = 400, seed: int = 1, grain: float = 6.0) -> Image.Image:
    """Return something like a photograph: soft colours, forms with edges, and grain."""
    chance = random.Random(seed)
    colours = bytes(chance.randrange(256) for _ in range(3 * 6 * 5))
    image = Image.frombytes("RGB", (6, 5), colours).resize((width, height), Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(image)
    for _ in range(14):
        x, y, r = chance.randrange(width), chance.randrange(height), chance.randrange(max(2, width // 7))
        colour = tuple(chance.randrange(256) for _ in range(3))
        chance.choice((draw.ellipse, draw.rectangle))((x - r, y - r // 2, x + r, y + r), fill=colour)
    image = image.filter(ImageFilter.GaussianBlur(max(0.6, width / 1500)))
    if not grain:
        return image
    noise = Image.effect_noise((width, height), grain)
    return Image.blend(image, Image.merge("RGB", (noise,) * 3), 0.12)


def saved(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def jpeg_with(*segments: bytes, image: Image.Image | None = None) -> bytes:
    data = saved(image or scene(64, 48), "JPEG")
    return data[:2] + b"".join(segments) + data[2:]


def chunk(name: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width: int, height: int, *chunks: bytes, colours: int = 2, bits: int = 8, pixels: bytes | None = None) -> bytes:
    """Return a PNG by its chunks; without `pixels` it has few of them, whatever its header says."""
    header = struct.pack(">IIBBBBB", width, height, bits, colours, 0, 0, 0)
    body = zlib.compress(b"\0" * 64) if pixels is None else pixels
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(chunks) + chunk(b"IDAT", body) + chunk(b"IEND")


def plain_png(width: int, height: int, channels: int = 3, bits: int = 8) -> bytes:
    """Return a whole PNG of that size in one colour, without holding its pixels."""
    packer = zlib.compressobj(1)
    row = b"\0" + b"\x55" * (width * channels * bits // 8)
    rows = b"".join([*(packer.compress(row) for _ in range(height)), packer.flush()])
    return png(width, height, colours={1: 0, 3: 2, 4: 6}[channels], bits=bits, pixels=rows)


XMP_HEAD = b"http://ns.adobe.com/xap/1.0/\0"


def xmp(packet: bytes) -> bytes:
    return segment(0xE1, XMP_HEAD + packet)


def iptc(*records: tuple[int, int, bytes]) -> bytes:
    """Return the segment of a JPEG with records of IIM: (record, dataset, content)."""
    block = b"".join(struct.pack(">BBBH", 0x1C, *numbers, len(content)) + content for *numbers, content in records)
    resource = b"8BIM" + struct.pack(">H", 0x0404) + b"\0\0" + struct.pack(">I", len(block)) + block
    return segment(0xED, b"Photoshop 3.0\0" + resource + b"\0" * (len(block) % 2))


def exif_in_circles() -> bytes:
    """Return EXIF whose directories point to each other, and whose texts are all the rest of it."""
    entries = [(0x8769, 4, 1, 8), *((0x010E, 2, 60_000, 8) for _ in range(4_000))]
    directory = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + directory + struct.pack("<I", 8)


def many_scans() -> bytes:
    """Return a progressive JPEG that passes over its pixels three thousand times."""
    data = saved(scene(64, 48), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * 3_000 + b"\xff\xd9"


def gif(width: int, height: int, frame: tuple[int, int] = (1, 1)) -> bytes:
    return (
        b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
        + b"," + struct.pack("<HHHHB", 0, 0, *frame, 0) + b"\2\2\x4c\1\0;"
    )  # fmt: skip


def animated(kind: str, frames: int) -> bytes:
    images = [Image.new("RGB", (60, 40), (n % 256, 90, 30)) for n in range(frames)]
    return saved(images[0], kind, save_all=True, append_images=images[1:], duration=40)


def webp_canvas(width: int, height: int) -> bytes:
    """Return a WebP whose canvas is as large as it says and whose pixels are few."""
    inner = saved(Image.new("RGB", (8, 8)), "WEBP")[12:]
    canvas = b"\0\0\0\0" + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + canvas + inner
    return b"RIFF" + struct.pack("<I", len(body)) + body


def avif_of_size(width: int, height: int) -> bytes:
    """Return an AVIF that says it is as large as that."""
    data = saved(Image.new("RGB", (64, 48)), "AVIF")
    at = data.index(b"ispe") + 8
    return data[:at] + struct.pack(">II", width, height) + data[at + 8 :]


DEEP_XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + b"<a>" * 8_000 + b"</a>" * 8_000 + b"</x:xmpmeta>"
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;&b;</x>'
BOMB = zlib.compress(b"A" * 50_000_000, 9)

Make = Callable[[], bytes]
REFUSED: dict[str, tuple[Make, Reason]] = {
    "nothing": (lambda: b"", Reason.EMPTY),
    "a letter": (lambda: b"Kein Bild, nur Text.", Reason.NOT_A_PICTURE),
    "SVG": (lambda: b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'/>", Reason.FORMAT_NOT_TAKEN),
    "HTML": (lambda: b"<!DOCTYPE html>\n<html><script>alert(1)</script>", Reason.FORMAT_NOT_TAKEN),
    "remarks without end": (lambda: b"<!---->" * 500 + b"x", Reason.NOT_A_PICTURE),
    "declarations without end": (lambda: b"<!DOCTYPE a [" * 300, Reason.NOT_A_PICTURE),
    "a film": (lambda: b"\0\0\0\x18ftypmp42\0\0\0\0isom" + b"\0" * 64, Reason.FORMAT_NOT_TAKEN),
    "PDF": (lambda: b"%PDF-1.7\n", Reason.FORMAT_NOT_TAKEN),
    "TIFF": (lambda: saved(Image.new("L", (4, 4)), "TIFF"), Reason.FORMAT_NOT_TAKEN),
    "BMP": (lambda: saved(Image.new("L", (4, 4)), "BMP"), Reason.FORMAT_NOT_TAKEN),
    "HEIC": (lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 64, Reason.FORMAT_NOT_TAKEN),
    "a beginning of a JPEG": (lambda: b"\xff\xd8\xff", Reason.TRUNCATED),
    "a lossless JPEG": (lambda: b"\xff\xd8" + segment(0xC3, b"\x08\0\x10\0\x10\1\1\x11\0"), Reason.FORMAT_NOT_TAKEN),
    "a PNG bomb": (lambda: png(40_000, 40_000), Reason.TOO_MANY_PIXELS),
    "a PNG of two headers": (lambda: png(4, 4, png(40_000, 40_000)[8:33]), Reason.BROKEN),
    "a GIF bomb": (lambda: gif(65_535, 65_535), Reason.TOO_MANY_PIXELS),
    "a GIF whose frame is the bomb": (lambda: gif(1, 1, (65_535, 65_535)), Reason.TOO_MANY_PIXELS),
    "a GIF without a frame": (lambda: b"GIF89a\1\0\1\0\0\0\0;", Reason.BROKEN),
    "a GIF that is a script": (lambda: b"GIF89a/*" + b"*/=1;alert(1)//" * 20, Reason.BROKEN),
    "a WebP bomb": (lambda: webp_canvas(16_000, 16_000), Reason.TOO_MANY_PIXELS),
    "an AVIF bomb": (lambda: avif_of_size(16_000, 16_000), Reason.TOO_MANY_PIXELS),
    "a picture of one long line": (lambda: png(1, 64_000_000), Reason.TOO_MANY_PIXELS),
    "a JPEG of a million notes": (lambda: jpeg_with(segment(0xFE, b"") * 1_000_000), Reason.OVERLOADED),
    "a PNG of a million chunks": (lambda: png(4, 4, chunk(b"tEXt") * 1_000_000), Reason.OVERLOADED),
    "a GIF of a million blocks": (lambda: gif(4, 4)[:19] + b"!\xfe" + b"\1A" * 1_000_000, Reason.OVERLOADED),
    "a JPEG of three thousand passes": (many_scans, Reason.OVERLOADED),
}
TAKEN: dict[str, Make] = {
    "texts that swell": lambda: png(4, 4, *(chunk(b"zTXt", b"a\0\0" + BOMB) for _ in range(100)), pixels=_four()),
    "a profile that swells": lambda: png(4, 4, chunk(b"iCCP", b"a\0\0" + BOMB), pixels=_four()),
    "a packet that swells": lambda: png(4, 4, chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + BOMB), pixels=_four()),
    "EXIF in circles": lambda: jpeg_with(segment(0xE1, exif_in_circles()[:65_000])),
    "XMP as deep as a well": lambda: jpeg_with(xmp(DEEP_XMP)),
    "XMP with entities": lambda: jpeg_with(xmp(LAUGHS)),
    "resources without end": lambda: jpeg_with(segment(0xED, b"Photoshop 3.0\0" + b"8BIM\4\4\0\0\xff\xff\xff\xff")),
    "a profile of noise": lambda: jpeg_with(segment(0xE2, b"ICC_PROFILE\0\1\1" + random.Random(1).randbytes(9_000))),
    "a script behind a JPEG": lambda: saved(scene(64, 48)) + b"<script>alert(1)</script>" * 1_000,
    "a film behind a JPEG": lambda: saved(scene(64, 48)) + random.Random(2).randbytes(3_000_000),
    "an animated GIF": lambda: animated("GIF", 300),
    "an animated WebP": lambda: animated("WEBP", 100),
    "an animated AVIF": lambda: animated("AVIF", 20),
}


def _four() -> bytes:
    return zlib.compress((b"\0" + b"\x55" * 12) * 4)
