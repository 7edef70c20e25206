"""The forms a line can have, told from the line alone; `context.py` then looks at its neighbours."""

import re

import msgspec

from articles.sources.bylines import BylineLine, read_byline, split_marks
from articles.sources.credits import NO_CREDIT, CaptionLine, split_caption
from articles.sources.dates import DateLine, read_date_line
from articles.sources.furniture import RECOMMENDATIONS, closes_teaser, furniture_role
from articles.sources.labels import (
    GalleryOpener,
    RelatedLabel,
    read_embed_url,
    read_gallery_opener,
    read_related_label,
    read_tags,
    read_video_label,
    split_controls,
)
from articles.sources.lines import Line
from articles.sources.vocabulary import SECTIONS


class Text(msgspec.Struct, frozen=True):
    """A line of words: headline, teaser, paragraph or subhead; only its place can tell."""


class Headline(msgspec.Struct, frozen=True):
    """The line with the headline. `repeated`: the page prints it once more."""

    repeated: bool = False


class Teaser(msgspec.Struct, frozen=True):
    """The paragraph that stands before the text."""


class Separator(msgspec.Struct, frozen=True):
    """A line of signs ("* * *"), or of characters that no reader sees."""


class Furniture(msgspec.Struct, frozen=True):
    """A line of the page, not of the piece; initials may hang at its end."""

    role: str
    byline: BylineLine | None = None
    closes_teaser: bool = False


class Bullet(msgspec.Struct, frozen=True):
    """An item of a list, with its mark ("•", "1.", "" where somebody says that it is one)."""

    mark: str
    text: str

    @property
    def ordered(self) -> bool:
        """Return whether the mark is a number."""
        return self.mark[:1].isdigit()


class Ticker(msgspec.Struct, frozen=True):
    """A heading between plus signs: "+++ 19.12.2018: … +++"."""


class SectionName(msgspec.Struct, frozen=True):
    """The name of the section the page belongs to, and what leads to it ("Startseite >")."""

    name: str
    dropped: tuple[str, ...] = ()


class GalleryPicture(msgspec.Struct, frozen=True):
    """A picture of a gallery: its caption line and the buttons before it."""

    caption: CaptionLine
    controls: tuple[str, ...]


class GalleryTitle(msgspec.Struct, frozen=True):
    """The title of a gallery, on the line after "FOTOS:"."""


class Doubled(msgspec.Struct, frozen=True):
    """A caption that is printed once more on the next or the previous line: `of` is the index of that item."""

    of: int


class CaptionText(msgspec.Struct, frozen=True):
    """A caption whose credit stands alone on the next line."""


class RelatedTitle(msgspec.Struct, frozen=True):
    """The title of a related piece under its label. `pieces`: the bullet left out."""

    label: str
    title: str
    pieces: tuple[str, ...] = ()


class Tags(msgspec.Struct, frozen=True):
    """Tags of the piece and the words that announce them."""

    tags: tuple[str, ...]
    dropped: tuple[str, ...]


class Video(msgspec.Struct, frozen=True):
    """A film announced by its title."""

    label: str
    title: str


class EmbedUrl(msgspec.Struct, frozen=True):
    """The address of something that lives elsewhere."""

    provider: str
    url: str


class QuoteText(msgspec.Struct, frozen=True):
    """A quotation set apart, and whose it is by the next line."""

    attribution: str


class Attribution(msgspec.Struct, frozen=True):
    """The line with who said the quotation on the line before, and its dash."""

    dash: str


Form = (
    Text | Headline | Teaser | Separator | Furniture | Bullet | Ticker | SectionName | GalleryPicture | GalleryTitle
    | Doubled | CaptionText | RelatedTitle | Tags | Video | EmbedUrl | QuoteText | Attribution
    | BylineLine | DateLine | CaptionLine | RelatedLabel | GalleryOpener
)  # fmt: skip

TEXT = Text()
TICKER = Ticker()
SEPARATOR = Separator()


class Item(msgspec.Struct):
    """A line and what it is taken for so far; `fixed` where somebody said what it is, which nothing changes."""

    line: Line
    form: Form
    fixed: bool = False

    @property
    def text(self) -> str:
        """Return the cleaned text of the line."""
        return self.line.text


_FORM_LENGTH = 400
_CAPTION_LENGTH = 900
_SEPARATOR = re.compile(r"[*\-_–—=~#.•·+…|<>/\\ ]{1,80}$")
_BULLET = re.compile(r"([•‣◦▪●■·∙⁃*▸\-–—]|\d{1,2}[.)])\s*(?<=[•‣◦▪●■·∙⁃▸\s])(\S.*)$")
_BULLET_FIRST = frozenset("•‣◦▪●■·∙⁃*▸-–—0123456789")
_CRUMBS = re.compile(
    r"(?:startseite|home|[\w\-]+\.(?:de|com|at|ch))(?:\s?[>›»/|]\s?[^>›»/|]{2,30}){1,3}$", re.IGNORECASE
)
_CRUMB = re.compile(r"\s?[>›»/|]\s?")


def classify(text: str) -> Form:
    """Return the form of a line, given cleaned; what only its neighbours can tell comes back as `Text`.

    Costs a look or two at a long line and some regexes at a short one.
    """
    if not text:
        return SEPARATOR
    if len(text) > _FORM_LENGTH:
        return _classify_long(text)
    if _SEPARATOR.match(text):
        return SEPARATOR
    if text[0] in _BULLET_FIRST:
        if bullet := _classify_bullet(text):
            return bullet
    return classify_plain(text)


def classify_plain(text: str) -> Form:
    """Return the form of a line of at most 400 characters that is no item of a list."""
    if furniture := _classify_furniture(text):
        return furniture
    if text.startswith("+++") and len(text) <= 240:
        return TICKER
    return _classify_front(text) or _classify_announced(text) or split_caption(text) or _classify_media(text) or TEXT


def _classify_long(text: str) -> Form:
    if len(text) > _CAPTION_LENGTH:
        return TEXT
    return _gallery_picture(text) or split_caption(text) or TEXT


def split_bullet(text: str) -> tuple[str, str] | None:
    """Return (mark, text) of a line that opens with a bullet or a number, None for any other line."""
    match = _BULLET.match(text) if text[0] in _BULLET_FIRST else None
    return (match.group(1), match.group(2)) if match else None


def _classify_bullet(text: str) -> Form | None:
    """Return the form of a line that begins with a bullet; labels and furniture may stand behind one."""
    match = _BULLET.match(text)
    if not match:
        return None
    if text[0].isdigit() and (date := read_date_line(text)):
        return date
    if furniture := _classify_furniture(text) or _classify_furniture(match.group(2)):
        return furniture
    if (label := read_related_label(match.group(2))) and label.title:
        return RelatedLabel(label.label, label.title, label.many, (match.group(1), *label.dropped))
    return Bullet(match.group(1), match.group(2))


def _classify_furniture(text: str) -> Furniture | None:
    if role := furniture_role(text):
        marks = split_marks(text) if len(text) > 40 else None
        return Furniture(role, marks[2] if marks else None, closes_teaser=closes_teaser(text))
    if closes_teaser(text):
        return Furniture(RECOMMENDATIONS, closes_teaser=True)
    return None


def _classify_front(text: str) -> Form | None:
    """Return the form of a line that tells section, date or author."""
    if len(text) > 160:
        return None
    if len(text) <= 30 and text.casefold() in SECTIONS:
        return SectionName(text)
    if len(text) <= 100 and _CRUMBS.match(text):
        parts = _CRUMB.split(text)
        return SectionName(parts[-1], (text[: -len(parts[-1])].strip(),))
    return read_date_line(text) or read_byline(text)


def _classify_announced(text: str) -> Form | None:
    if opener := read_gallery_opener(text):
        return opener
    if picture := _gallery_picture(text):
        return picture
    if tags := read_tags(text):
        return Tags(tags[1], (f"{tags[0]}:",))
    return read_related_label(text)


def _classify_media(text: str) -> Form | None:
    if video := read_video_label(text):
        return Video(*video)
    if embed := read_embed_url(text):
        return EmbedUrl(*embed)
    return None


def _gallery_picture(text: str) -> GalleryPicture | None:
    if text[0].isdigit() or (parts := split_controls(text)) is None:
        return None
    return gallery_picture(*parts)


def gallery_picture(controls: str, rest: str) -> GalleryPicture:
    """Return the gallery picture that `rest` describes, behind its buttons ("" for none)."""
    caption = split_caption(rest) or CaptionLine(rest, NO_CREDIT, ())
    return GalleryPicture(caption, (controls,) if controls else ())
