"""Putting the page together: items with settled forms become blocks, front matter, account and warnings."""

import datetime

from articles.document import (
    Block,
    Document,
    Embed,
    GalleryBlock,
    ListBlock,
    Paragraph,
    Picture,
    Quote,
    Related,
    Subhead,
)
from articles.sources import AccountLine
from articles.sources.bylines import BylineLine, join_bylines, split_marks
from articles.sources.credits import CaptionLine
from articles.sources.dates import WARN_INVALID, WARN_NO_TIME, DateLine
from articles.sources.forms import (
    Attribution,
    Bullet,
    CaptionText,
    Doubled,
    EmbedUrl,
    Furniture,
    GalleryPicture,
    GalleryTitle,
    Headline,
    Item,
    QuoteText,
    RelatedTitle,
    SectionName,
    Separator,
    Tags,
    Teaser,
    Text,
    Ticker,
    Video,
)
from articles.sources.front import Front
from articles.sources.headlines import split_line
from articles.sources.labels import GalleryOpener, RelatedLabel
from articles.sources.lines import is_short

WARN_NO_HEADLINE = "No headline was found; please write one. The first line of text stays in the text."
WARN_NO_BODY = "There is no running text; please check whether the page is complete."
WARN_NO_LINK = 'The text announces a link ("{label}") and gives none.'

_RUN_OF_SHORT_LINES = 4

# The role of a line and the pieces of it that stand nowhere.
_Placed = tuple[str, tuple[str, ...]]


def assemble(
    items: list[Item], front: Front, language: str
) -> tuple[Document, tuple[AccountLine, ...], tuple[str, ...]]:
    """Return document, account and warnings of a page whose forms are settled. Costs one pass."""
    page = _Page(items, front)
    for index in range(len(items)):
        page.take(index)
    return page.document(language), tuple(page.account), tuple(page.warnings)


class _Page:
    """The page as far as it has been put together."""

    def __init__(self, items: list[Item], front: Front) -> None:
        self.items = items
        self.front = front
        self.account: list[AccountLine] = []
        self.warnings: list[str] = []
        self.blocks: list[Block] = []
        self.kicker: str | None = None
        self.headline: str | None = None
        self.teaser: str | None = None
        self.section: str | None = None
        self.lead: Picture | None = None
        self.published_at: datetime.datetime | None = None
        self.updated_at: datetime.datetime | None = None
        self.bylines: list[BylineLine] = []
        self.tags: list[str] = []
        self.texts = [i for i, item in enumerate(items) if isinstance(item.form, Text)]
        self.short_runs = _short_runs(items)
        # The gallery, list or caption that the next line may go on with.
        self.gallery: tuple[str, list[Picture]] | None = None
        self.list: tuple[list[str], bool] | None = None
        self.caption = ""
        self.roles: dict[int, str] = {}

    def document(self, language: str) -> Document:
        """Return the whole piece; says what is missing."""
        self._close_list()
        self._close_gallery()
        if self.headline is None:
            self.warnings.append(WARN_NO_HEADLINE)
        if not any(isinstance(block, Paragraph | ListBlock) for block in self.blocks):
            self.warnings.append(WARN_NO_BODY)
        if self.published_at is None:
            self.published_at = self.updated_at
        return Document(
            kicker=self.kicker,
            headline=self.headline,
            teaser=self.teaser,
            published_at=self.published_at,
            updated_at=self.updated_at,
            section=self.section,
            language=language,
            lead_picture=self.lead,
            byline=join_bylines(self.bylines),
            body=tuple(self.blocks),
            tags=tuple(dict.fromkeys(self.tags)),
        )

    def take(self, index: int) -> None:
        """Put the line in its place and account for it."""
        item = self.items[index]
        form = item.form
        if not isinstance(form, Bullet | Furniture):
            self._close_list()
        if not isinstance(form, GalleryPicture | GalleryTitle | Furniture | Doubled):
            self._close_gallery()
        role, dropped = self._take(index, item)
        self.roles[index] = role
        self.account.append(AccountLine(item.line.number, role, tuple(piece for piece in dropped if piece)))

    def _take(self, index: int, item: Item) -> _Placed:
        """Return role and dropped pieces of the line, having put it in its place."""
        match item.form:
            case Text():
                return self._take_text(index, item.text)
            case Furniture(role, byline):
                if byline:
                    self.bylines.append(byline)
                return role, ()
            case Bullet():
                return self._take_bullet(item.form)
            case Separator():
                return "separator", (item.text,)
            case Ticker():
                self.blocks.append(Subhead(item.text))
                return "subhead", ()
            case Tags(tags, dropped):
                self.tags += tags
                return "tags", dropped
            case _:
                return self._take_front(index, item)

    def _take_front(self, index: int, item: Item) -> _Placed:
        """Place what mostly stands before the text."""
        match item.form:
            case Headline(repeated):
                if not repeated:
                    self.kicker, self.headline = split_line(item.text)
                return "headline", (item.text,) if repeated else ()
            case Teaser():
                self.teaser = item.text
                return "teaser", ()
            case CaptionLine():
                return self._take_caption(index, item.form)
            case BylineLine():
                return self._take_byline(item.form)
            case DateLine():
                return self._take_date(item.form, item.text)
            case SectionName(name, dropped):
                return self._take_section(name, dropped, item.text)
            case _:
                return self._take_announced(index, item)

    def _take_announced(self, index: int, item: Item) -> _Placed:
        """Place links, galleries and second printings of captions."""
        match item.form:
            case RelatedLabel():
                return self._take_related(index, item.form)
            case RelatedTitle(label, title, pieces):
                self.blocks.append(Related(label, title))
                return "related", pieces
            case GalleryOpener(title, dropped):
                self.gallery = (title, [])
                return "gallery", dropped
            case GalleryTitle():
                self.gallery = (item.text, [])
                return "gallery", ()
            case GalleryPicture():
                return self._take_gallery_picture(item.form)
            case Doubled(of):
                return self._doubled_role(of), (item.text,)
            case _:
                return self._take_apart(index, item)

    def _take_apart(self, index: int, item: Item) -> _Placed:
        """Place captions on a line of their own, quotations, films and embeds."""
        match item.form:
            case CaptionText():
                self.caption = item.text
                return self._picture_role(index), ()
            case QuoteText(attribution):
                self.blocks.append(Quote(item.text, attribution=attribution))
                return "quote", ()
            case Attribution(dash):
                return "quote", (dash,)
            case Video(label, title):
                self.blocks.append(Embed("video", text=title))
                return "embed", (f"{label}:",)
            case EmbedUrl(provider, url):
                self.blocks.append(Embed(provider, url=url))
                return "embed", ()
        raise TypeError(item.form)

    def _take_text(self, index: int, text: str) -> _Placed:
        if self.items[index].fixed:
            self.blocks.append(Paragraph(text))
            return "paragraph", ()
        if index not in self.short_runs and is_short(text) and self._heads(index, text):
            self.blocks.append(Subhead(text))
            return "subhead", ()
        if index == self.texts[-1] and (marks := split_marks(text)):
            text, mark, byline = marks
            self.bylines.append(byline)
            self.blocks.append(Paragraph(text))
            return "paragraph", (mark,)
        self.blocks.append(Paragraph(text))
        return "paragraph", ()

    def _heads(self, index: int, text: str) -> bool:
        """Return whether anything follows that a heading could head; "Im Überblick:" before bullets heads none."""
        for item in self.items[index + 1 :]:
            if isinstance(item.form, Text | CaptionLine | Ticker | GalleryOpener | QuoteText | Video | CaptionText):
                return True
            if isinstance(item.form, Bullet):
                return not text.endswith(":")
        return False

    def _picture_role(self, index: int) -> str:
        """Return the role of a picture at `index`: before the first paragraph the first one is the lead picture."""
        return "lead-picture" if self.lead is None and index < self.front.body else "picture"

    def _doubled_role(self, of: int) -> str:
        """Return the role of a picture's shadow: that of the picture, which may come later."""
        return self.roles.get(of) or self._picture_role(of)

    def _take_caption(self, index: int, form: CaptionLine) -> _Placed:
        if not form.caption and self.caption:
            form = CaptionLine(self.caption, form.credit, form.dropped)
            self.caption = ""
        elif not form.caption and self._complete_picture(form):
            return self.roles.get(index - 1, "picture"), form.dropped
        if self._picture_role(index) == "lead-picture":
            self.lead = form.picture()
            return "lead-picture", form.dropped
        self.blocks.append(form.block())
        return "picture", form.dropped

    def _complete_picture(self, form: CaptionLine) -> bool:
        """Give the lead picture the credit that stands alone on the line after it."""
        last = self.roles.get(len(self.account) - 1)
        if last != "lead-picture" or self.lead is None or self.lead.credit:
            return False
        credit = form.credit
        self.lead = Picture(self.lead.caption, credit.printed, credit.creator, credit.agencies)
        return True

    def _take_gallery_picture(self, form: GalleryPicture) -> _Placed:
        dropped = (*form.controls, *form.caption.dropped)
        if self.gallery is None:
            self.blocks.append(form.caption.block())
            return "picture", dropped
        self.gallery[1].append(form.caption.picture())
        return "gallery-picture", dropped

    def _take_byline(self, form: BylineLine) -> _Placed:
        self.bylines.append(form)
        if form.date:
            self._set_dates(form.date, form.printed)
        return "byline", form.dropped

    def _take_date(self, form: DateLine, text: str) -> _Placed:
        if not form.valid:
            self.warnings.append(WARN_INVALID.format(text=text))
            self.blocks.append(Paragraph(text))
            return "paragraph", ()
        self._set_dates(form, text)
        return "date", (text,)

    def _set_dates(self, form: DateLine, text: str) -> None:
        """Take over what a date line says; the first date of a kind counts."""
        if not form.valid:
            self.warnings.append(WARN_INVALID.format(text=text))
            return
        if not form.timed:
            self.warnings.append(WARN_NO_TIME.format(text=text))
        if self.published_at is None:
            self.published_at = form.published_at
        elif self.updated_at is None and form.published_at and form.published_at > self.published_at:
            self.updated_at = form.published_at
        if form.updated_at:
            self.updated_at = form.updated_at

    def _take_section(self, name: str, dropped: tuple[str, ...], text: str) -> _Placed:
        if self.section is None:
            self.section = name
            return "section", dropped
        self.blocks.append(Paragraph(text))
        return "paragraph", ()

    def _take_bullet(self, form: Bullet) -> _Placed:
        if self.list is not None and self.list[1] != form.ordered:
            self._close_list()
        if self.list is None:
            self.list = ([], form.ordered)
        self.list[0].append(form.text)
        return "list", (form.mark,)

    def _take_related(self, index: int, form: RelatedLabel) -> _Placed:
        if form.title:
            self.blocks.append(Related(form.label, form.title))
            return "related", form.dropped
        following = self.items[index + 1 : index + 4]
        if not any(isinstance(item.form, RelatedTitle) and item.form.label == form.label for item in following):
            self.blocks.append(Related(form.label, ""))
            self.warnings.append(WARN_NO_LINK.format(label=form.label))
        return "related-label", form.dropped

    def _close_list(self) -> None:
        if self.list is not None:
            self.blocks.append(ListBlock(tuple(self.list[0]), self.list[1]))
            self.list = None

    def _close_gallery(self) -> None:
        if self.gallery is not None:
            self.blocks.append(GalleryBlock(self.gallery[0], tuple(self.gallery[1])))
            self.gallery = None


def _short_runs(items: list[Item]) -> frozenset[int]:
    """Return the lines that stand in a run of short ones (results, tables): all but the last are no headings."""
    found: set[int] = set()
    run: list[int] = []
    for index, item in enumerate(items):
        if isinstance(item.form, Text) and is_short(item.text):
            run.append(index)
            continue
        if len(run) >= _RUN_OF_SHORT_LINES:
            found.update(run[:-1])
        run = []
    if len(run) >= _RUN_OF_SHORT_LINES:
        found.update(run)
    return frozenset(found)
