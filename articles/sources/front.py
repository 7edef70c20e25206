"""The front of a page: which line is the headline, which the teaser, and where the text itself begins."""

import msgspec

from articles.sources.bylines import BylineLine
from articles.sources.context import restore_text
from articles.sources.credits import CaptionLine, split_caption
from articles.sources.dates import DateLine
from articles.sources.forms import (
    Bullet,
    CaptionText,
    Furniture,
    GalleryPicture,
    Headline,
    Item,
    SectionName,
    Teaser,
    Text,
    Ticker,
    Video,
)
from articles.sources.headlines import reads_as_headline
from articles.sources.labels import GalleryOpener
from articles.sources.lines import ends_sentence, is_prose, is_short, opens_with_dateline

_TEASER = 400
_TEASER_BEFORE_PICTURE = 600
# A line below the headline without a full stop: from ten words on it sums the piece up, below it heads a part.
_TEASER_WORDS = 10
_CAPTION = 300


class Front(msgspec.Struct, frozen=True):
    """Where the parts of the front stand: indexes into the items, `body` being the first paragraph."""

    headline: int | None
    teaser: int | None
    body: int


def settle_front(items: list[Item]) -> Front:
    """Find headline, teaser and the beginning of the text, and settle the forms that depend on them.

    The headline is the first line of text if it reads as one; no later line ever takes its place. The teaser is
    the first paragraph behind it if it is short (400 characters, 600 right before a picture, date or byline),
    opens without a dateline, and more running text follows. Costs one pass.
    """
    headline = _settle_headline(items)
    _settle_captions(items, headline)
    teaser = _settle_teaser(items, headline)
    start = headline if headline is not None else -1
    body = next((i for i in range(start + 1, len(items)) if _opens_body(items, i)), len(items))
    _settle_body(items, body)
    return Front(headline, teaser, body)


def _settle_headline(items: list[Item]) -> int | None:
    chosen = next((index for index, item in enumerate(items) if isinstance(item.form, Headline)), None)
    if chosen is not None:
        _settle_repeated(items, chosen)
        return chosen
    for index, item in enumerate(items):
        form = item.form
        if _could_be_headline(items, index):
            restore_text(item)
        elif not isinstance(form, Text):
            continue
        following = next((other.text for other in items[index + 1 :] if isinstance(other.form, Text)), None)
        if item.fixed or not reads_as_headline(item.text, following):
            return None
        item.form = Headline()
        _settle_repeated(items, index)
        return index
    return None


def _settle_repeated(items: list[Item], headline: int) -> None:
    """A page may print its headline twice, one below the other."""
    repeated = next((other for other in items[headline + 1 :] if not isinstance(other.form, Furniture)), None)
    if repeated and repeated.text == items[headline].text and isinstance(repeated.form, Text) and not repeated.fixed:
        repeated.form = Headline(repeated=True)


def _could_be_headline(items: list[Item], index: int) -> bool:
    """Return whether a line before any text is a headline in spite of its form ("Fotostrecke: …", "Video: …")."""
    item = items[index]
    if item.fixed:
        return False
    following = items[index + 1].form if index + 1 < len(items) else None
    if isinstance(item.form, GalleryOpener):
        return not item.form.shouted and bool(item.form.title) and not isinstance(following, GalleryPicture)
    if isinstance(item.form, CaptionLine):
        return not item.form.certain and not ends_sentence(item.form.caption)
    if isinstance(item.form, Video):
        return isinstance(following, Text)
    return isinstance(item.form, Ticker) and isinstance(following, Text) and is_prose(items[index + 1].text)


def _settle_captions(items: list[Item], headline: int | None) -> None:
    """A caption may stand on one line and its credit alone on the next, with no blank line between."""
    blank_lines = any(item.line.after_blank for item in items[1:])
    texts = [index for index, item in enumerate(items) if isinstance(item.form, Text)]
    for index, item in enumerate(items):
        form = item.form
        if (
            not item.fixed
            and isinstance(form, BylineLine)
            and item.text[0] in "©("
            and form.agencies
            and not form.authors
        ):
            # "© dpa" right under a text is the credit of a picture, at the end of the page it is the byline.
            close = not item.line.after_blank and index > 0 and isinstance(items[index - 1].form, Text)
            if texts and index < texts[-1] and (close or index < texts[0]):
                if caption := split_caption(item.text):
                    item.form = form = caption
        if not isinstance(form, CaptionLine) or form.caption or not index or item.line.after_blank or not blank_lines:
            continue
        before = items[index - 1]
        if (
            isinstance(before.form, Text)
            and not before.fixed
            and index - 1 != headline
            and len(before.text) <= _CAPTION
        ):
            before.form = CaptionText()


def _settle_teaser(items: list[Item], headline: int | None) -> int | None:
    chosen = next((index for index, item in enumerate(items) if isinstance(item.form, Teaser)), None)
    if chosen is not None:
        return chosen
    start = 0 if headline is None else headline + 1
    index = next((i for i in range(start, len(items)) if isinstance(items[i].form, Text | Ticker)), None)
    if index is None or items[index].fixed or isinstance(items[index].form, Ticker):
        return None
    text = items[index].text
    following = next((i.form for i in items[index + 1 :] if not isinstance(i.form, Furniture)), None)
    front_follows = isinstance(following, CaptionLine | CaptionText | DateLine | BylineLine)
    if len(text) > (_TEASER_BEFORE_PICTURE if front_follows else _TEASER) or opens_with_dateline(text):
        return None
    if isinstance(following, Bullet) and text.endswith(":"):
        return None
    if is_short(text) and not ends_sentence(text) and text.count(" ") + 1 < _TEASER_WORDS:
        return None
    if not any(isinstance(item.form, Text) and is_prose(item.text) for item in items[index + 1 :]):
        return None
    items[index].form = Teaser()
    return index


def _opens_body(items: list[Item], index: int) -> bool:
    item = items[index]
    return isinstance(item.form, Text) and (item.fixed or not is_short(item.text))


def _settle_body(items: list[Item], body: int) -> None:
    """Inside the text a bare day is a heading of a chronicle, and "Politik" is a word."""
    for index, item in enumerate(items):
        form = item.form
        if isinstance(form, SectionName) and index > body:
            restore_text(item)
        elif isinstance(form, DateLine) and index > body and not (form.labelled or form.timed):
            restore_text(item)
