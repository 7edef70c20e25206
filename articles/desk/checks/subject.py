"""What the checks look at: a piece, its words, and what was looked up once for all of them."""

import datetime
import html
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final, NamedTuple

from django.db.models.functions import Lower
from django.utils import timezone

from articles.desk.picturerights import Owner, paper_day
from articles.document import (
    Block,
    Document,
    FactBox,
    GalleryBlock,
    ListBlock,
    Paragraph,
    PictureBlock,
    Quote,
    Related,
    Subhead,
)
from articles.document import Picture as DocumentPicture
from articles.models import Article, Author, Picture, RelatedLink, Release
from articles.models.pieces import Piece

_HREF: Final = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"')


class Words(NamedTuple):
    """A stretch of plain text, and where it stands.

    Args:
        text: the words.
        field: the form's field.
        uuid: the node in the text whose words they are, "" for none.
    """

    text: str
    field: str
    uuid: str = ""


class Used(NamedTuple):
    """A picture as it is used.

    Args:
        picture: what the text says of it.
        field: the form's field.
        uuid: the node in the text: the picture's own or its gallery's; "" outside of the text.
        leads: whether it stands for the whole piece in lists.
    """

    picture: DocumentPicture
    field: str
    uuid: str = ""
    leads: bool = False


class PictureRow(NamedTuple):
    """What the text does not say of a picture: whether there is a file, until when and with what it may be shown."""

    has_file: bool
    expires_on: datetime.date | None  # the first day without it
    only_with: int | None  # the key of the article


class Link(NamedTuple):
    """An address in the text.

    Args:
        href: as written.
        uuid: the related link that it belongs to, "" for one in running text.
    """

    href: str
    uuid: str = ""


class LinkTarget(NamedTuple):
    """Where a related link leads: to an article that may be live, to an address, or nowhere yet."""

    headline: str
    url: str
    chosen: bool
    live: bool


class Subject:
    """What is examined. Everything is looked up at the first question and once: six queries at most.

    Args:
        piece: the article or gallery; one that was never saved has no key.
        document: its words, as typed or as stored.
        now: the moment for which it is examined; an aware time.
    """

    def __init__(self, piece: Piece, document: Document, *, now: datetime.datetime) -> None:
        self.piece = piece
        self.document = document
        self.now = now

    @property
    def is_article(self) -> bool:
        """Whether it is an article; else it is a gallery."""
        return isinstance(self.piece, Article)

    @property
    def headline_field(self) -> str:
        """The field with the headline, which is a gallery's title."""
        return "headline" if self.is_article else "title"

    @property
    def text_field(self) -> str:
        """The field with what the piece is made of: an article's text, a gallery's pictures."""
        return "body" if self.is_article else "places"

    @property
    def today(self) -> datetime.date:
        """The day in the paper's time zone."""
        return paper_day(self.now)

    # --- words ------------------------------------------------------------------------------------------------

    @cached_property
    def words(self) -> tuple[Words, ...]:
        """All that was written, in the order of the page; captions are not among it."""
        document = self.document
        heads = (
            Words(document.kicker or "", "kicker"),
            Words(document.headline or "", self.headline_field),
            Words(document.teaser or "", "teaser"),
        )
        blocks = [Words(text, "body") for block in document.body for text in texts_in(block)] if self.is_article else []
        return tuple(words for words in (*heads, *blocks) if words.text)

    @cached_property
    def captions(self) -> tuple[Words, ...]:
        """The captions of all pictures."""
        return tuple(Words(one.picture.caption, one.field, one.uuid) for one in self.pictures if one.picture.caption)

    # --- pictures ---------------------------------------------------------------------------------------------

    @cached_property
    def pictures(self) -> tuple[Used, ...]:
        """The pictures in the order of the page, each once and where it weighs most."""
        found: dict[object, Used] = {}
        for used in self._pictures():
            found.setdefault(used.picture.uuid or used.picture, used)
        return tuple(found.values())

    def _pictures(self) -> Iterator[Used]:
        if self.document.lead_picture:
            yield Used(self.document.lead_picture, "lead_picture", leads=True)
        for block in self.document.body:
            if isinstance(block, PictureBlock):
                yield Used(block, "body", block.uuid)
            elif isinstance(block, GalleryBlock):
                for number, picture in enumerate(block.pictures):
                    # The first picture of a gallery is the one that lists show.
                    first = not self.is_article and number == 0
                    yield Used(picture, self.text_field, block.uuid if self.is_article else "", leads=first)

    @cached_property
    def picture_rows(self) -> dict[str, PictureRow]:
        """What only the rows of the pictures know, by UUID. One query."""
        keys = [used.picture.uuid for used in self.pictures if used.picture.uuid]
        columns = ("uuid", "file", "expires_on", "only_with")
        rows = Picture.objects.filter(uuid__in=keys).values_list(*columns) if keys else ()
        return {str(uuid): PictureRow(bool(file), expires_on, key) for uuid, file, expires_on, key in rows}

    @cached_property
    def owners(self) -> dict[int, Owner]:
        """The other articles that pictures here may be used with only, by key. One query, none without such."""
        here = self.piece.pk if self.is_article else None
        keys = {row.only_with for row in self.picture_rows.values() if row.only_with is not None}
        return Owner.of([*(keys - {here})])

    @cached_property
    def planned(self) -> datetime.date | None:
        """The day on which the piece is to be published, None where nothing is planned. One query."""
        if self.piece._state.adding:
            return None
        row = self.piece.schedules.open().order_by("at").values_list("at", flat=True).first()
        return timezone.localdate(row, timezone.get_default_timezone()) if row else None

    # --- links ------------------------------------------------------------------------------------------------

    @cached_property
    def related(self) -> tuple[Related, ...]:
        """The related links in the text."""
        return tuple(block for block in self.document.body if isinstance(block, Related))

    @cached_property
    def related_targets(self) -> dict[str, LinkTarget]:
        """Where the related links lead, by UUID. Two queries."""
        keys = [block.uuid for block in self.related if block.uuid]
        if not keys:
            return {}
        rows = RelatedLink.objects.filter(uuid__in=keys).select_related("target")
        found = {str(row.uuid): row for row in rows.only("uuid", "url", "target__kicker", "target__headline")}
        targets = {row.target_id for row in found.values() if row.target_id}
        live = Release.objects.live().filter(article__in=targets).values_list("article", flat=True) if targets else ()
        alive = set(live)
        return {
            key: LinkTarget(
                row.target.line if row.target else "",
                row.url,
                chosen=row.target_id is not None,
                live=row.target_id in alive,
            )
            for key, row in found.items()
        }

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The addresses in the text, in its order, each once."""
        running = (Link(html.unescape(href)) for markup in self._markup() for href in _HREF.findall(markup))
        own = (Link(block.url, block.uuid) for block in self.related if block.url)
        return tuple(dict.fromkeys((*running, *own)))

    def _markup(self) -> Iterator[str]:
        for block in self.document.body:
            yield from markup_in(block)

    # --- people -----------------------------------------------------------------------------------------------

    @cached_property
    def authors(self) -> dict[str, Author]:
        """The authors whose initials stand in the byline, by these in lower case. One query."""
        initials = {one.initials.lower() for one in self.document.byline.authors if one.initials}
        if not initials:
            return {}
        rows = Author.objects.annotate(initials_key=Lower("initials")).filter(initials_key__in=initials)
        return {row.initials.lower(): row for row in rows}


def texts_in(block: Block) -> Iterable[str]:
    """Return the plain words of `block` that somebody wrote for this text."""
    match block:
        case Paragraph(text=text) | Subhead(text=text):
            return (text,)
        case ListBlock(items=items):
            return items
        case Quote(text=text, attribution=attribution):
            return (text, attribution)
        case FactBox(title=title, blocks=blocks):
            return (title, *(text for one in blocks for text in texts_in(one)))
        case _:
            return ()


def markup_in(block: Block) -> Iterable[str]:
    """Return the marked-up stretches of `block`, as HTML."""
    match block:
        case Paragraph(html=markup) | Subhead(html=markup) | Quote(html=markup):
            return (markup,)
        case ListBlock(html=items):
            return items
        case FactBox(blocks=blocks):
            return tuple(markup for one in blocks for markup in markup_in(one))
        case _:
            return ()
