"""What a picture file says of itself: whose it is, what it shows, where and when, and what may be done with it.

IPTC-IIM, XMP and EXIF say much of it three times. Where they differ XMP wins, then IIM, then EXIF; all three are kept
as they were found. The alternative text is taken from the field that is made for it and from nowhere else: a caption
says what cannot be seen.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from articles.imaging.exif import read_exif
from articles.imaging.iim import read_iim
from articles.imaging.opening import Opened
from articles.imaging.words import tidy
from articles.imaging.xmp import read_xmp

_MOST_KEYWORDS: Final = 100
_ADDRESS: Final = re.compile(r"https?://\S{1,480}\Z")
# What cameras write when nobody has said anything.
_SAYS_NOTHING: Final = re.compile(
    r"(olympus|sony|minolta|konica|samsung|lg|casio|dsc|ricoh) digital (still )?camera|default|unknown|picture|\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found; "" and empty for what the file does not say.

    Attributes:
        source: the agency, as the file names its source: "dpa".
        taken_at: with a zone where the file gives one, else without.
        found: all that was read, by where it stood: {"iim": ..., "xmp": ..., "exif": ...}; ready for JSON.
    """

    caption: str
    creator: str
    credit: str
    copyright: str
    alt_text: str
    keywords: list[str]
    place: str
    taken_at: datetime | None
    usage_terms: str
    license_url: str
    source: str
    found: dict[str, Any]


def read_metadata(opened: Opened) -> Found:
    """Return what the file says of itself. Reads no pixels and never fails: what is broken says nothing."""
    envelope = opened.envelope
    iim = {name: values if len(values) > 1 else values[0] for name, values in read_iim(envelope.iptc).items()}
    xmp = read_xmp(envelope.xmp)
    exif = read_exif(envelope.exif).texts
    return gathered({name: values for name, values in (("iim", iim), ("xmp", xmp), ("exif", exif)) if values})


def gathered(found: dict[str, Any]) -> Found:
    """Return what `found`, as `Found.found` has it, says together; with one of its sources alone: what that says."""
    iim, xmp, exif = (found.get(name) or {} for name in ("iim", "xmp", "exif"))
    address = _text(xmp.get("xmpRights:WebStatement")) or _inner(xmp.get("plus:Licensor"), "plus:LicensorURL")
    return Found(
        caption=_first(
            xmp.get("dc:description"), iim.get("caption"), xmp.get("tiff:ImageDescription"), exif.get("caption")
        ),
        creator=_first(
            xmp.get("dc:creator"), iim.get("creator"), xmp.get("tiff:Artist"), exif.get("creator"),
            exif.get("creator_xp"), _inner(xmp.get("plus:ImageCreator"), "plus:ImageCreatorName"),
        ),
        credit=_first(xmp.get("photoshop:Credit"), iim.get("credit")),
        copyright=_first(
            xmp.get("dc:rights"), iim.get("copyright"), xmp.get("tiff:Copyright"), exif.get("copyright")
        ),
        alt_text=_text(xmp.get("Iptc4xmpCore:AltTextAccessibility")),
        keywords=_keywords(xmp.get("dc:subject"), iim.get("keywords"), exif.get("keywords_xp")),
        place=_place(xmp, iim),
        taken_at=_taken_at(xmp, iim, exif),
        usage_terms=_first(xmp.get("xmpRights:UsageTerms"), xmp.get("photoshop:Instructions"), iim.get("instructions")),
        license_url=address if _ADDRESS.match(address) else "",
        source=_first(xmp.get("photoshop:Source"), iim.get("source")),
        found=found,
    )  # fmt: skip


def _text(value: Any) -> str:
    """Return a value as text: several names as "A, B"."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value)))
    return ""


def _first(*values: Any) -> str:
    texts = map(_text, values)
    return next((text for text in texts if text and not _SAYS_NOTHING.fullmatch(text)), "")


def _inner(value: Any, name: str) -> str:
    """Return a property of the first structure in `value` that has it."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict) and _text(one.get(name)):
            return _text(one[name])
    return ""


def _keywords(*values: Any) -> list[str]:
    """Return the keywords of the first place that has some, without repetition; some programs write them in one."""
    for value in values:
        words = value if isinstance(value, list) else re.split(r"[;,]", _text(value))
        found = dict.fromkeys(word for one in words if (word := tidy(_text(one), 200)))
        if found:
            return [*found][:_MOST_KEYWORDS]
    return []


def _place(xmp: dict[str, Any], iim: dict[str, Any]) -> str:
    """Return the place from the smallest to the largest: "Kai, Hamburg, Deutschland"."""
    fields = (
        ("Iptc4xmpCore:Location", "sublocation", "Iptc4xmpExt:Sublocation"),
        ("photoshop:City", "city", "Iptc4xmpExt:City"),
        ("photoshop:State", "state", "Iptc4xmpExt:ProvinceState"),
        ("photoshop:Country", "country", "Iptc4xmpExt:CountryName"),
    )
    created = xmp.get("Iptc4xmpExt:LocationCreated") or xmp.get("Iptc4xmpExt:LocationShown")
    parts = (_first(xmp.get(core), iim.get(old), _inner(created, more)) for core, old, more in fields)
    return ", ".join(dict.fromkeys(filter(None, parts)))


_MOMENT: Final = re.compile(
    r"(?P<year>\d{4})[:\-/]?(?P<month>\d\d)[:\-/]?(?P<day>\d\d)"
    r"(?:[T ]?(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d))?(?:\.\d+)?)?\s*"
    r"(?P<zone>Z|[+-]\d\d:?\d\d)?"
)


def _taken_at(xmp: dict[str, Any], iim: dict[str, Any], exif: dict[str, str]) -> datetime | None:
    candidates: Iterable[str] = (
        _text(xmp.get("photoshop:DateCreated")),
        f"{_text(iim.get('date_created'))} {_text(iim.get('time_created'))}",
        _text(xmp.get("exif:DateTimeOriginal")),
        exif.get("taken_at", "") + exif.get("taken_offset", ""),
        _text(xmp.get("xmp:CreateDate")),
    )
    return next(filter(None, map(_moment, candidates)), None)


def _moment(text: str) -> datetime | None:
    """Return the moment that `text` names in one of the ways of the three standards, None for none."""
    found = _MOMENT.match(text.strip())
    if not found:
        return None
    part = found.groupdict(default="")
    clock = f"{part['hour'] or '00'}:{part['minute'] or '00'}:{part['second'] or '00'}"
    zone = {"": "", "Z": "+00:00"}.get(part["zone"], part["zone"])
    try:
        return datetime.fromisoformat(f"{part['year']}-{part['month']}-{part['day']}T{clock}{zone}")
    except ValueError:  # the 31st of February, or a camera's 0000:00:00
        return None
