"""What a line's neighbours say about it: each function here settles one matter over the whole page.

All of them take the page's items in order and change forms in place; each costs one pass.
"""

import re
from itertools import pairwise

from articles.sources.bylines import initials_alone, is_single_initials
from articles.sources.credits import CaptionLine
from articles.sources.forms import (
    TEXT,
    Attribution,
    Bullet,
    Doubled,
    Furniture,
    GalleryPicture,
    GalleryTitle,
    Item,
    QuoteText,
    RelatedTitle,
    Tags,
    Text,
    Video,
    classify_plain,
    gallery_picture,
)
from articles.sources.furniture import MEDIA_CONTROLS, RECOMMENDATIONS, opens_recommendations
from articles.sources.headlines import reads_as_headline
from articles.sources.labels import GalleryOpener, RelatedLabel, split_controls
from articles.sources.lines import is_prose
from articles.sources.vocabulary import AGENCIES

_CERTAIN_MARKS = frozenset("•‣◦▪●■∙⁃▸")
_LONGEST_TITLE = 160
_TAG_WORDS = 5
_ORIGIN_WORDS = 5
# A teaser of another piece closes within this many lines; it is a text, or a headline and a text.
_FOREIGN_REACH = 12
_HEADED = 2
_QUOTED = re.compile(r"[\"„“«»].{8,}[\"“”«»]$", re.DOTALL)
_DASHED = re.compile(r"([-–—])\s*([^\d\W].{2,120})$")


def settle(items: list[Item]) -> None:
    """Settle all that neighbours can tell, in the order in which the answers build on each other."""
    settle_quotes(items)
    settle_bullets(items)
    settle_foreign_teaser(items)
    settle_films(items)
    settle_galleries(items)
    settle_doubled_captions(items)
    settle_tags(items)
    settle_recommendations(items)
    settle_related(items)
    settle_initials(items)


def spaced(items: list[Item]) -> bool:
    """Return whether the page has blank lines between blocks, so that lines without one belong together."""
    return any(item.line.after_blank for item in items[1:])


def settle_quotes(items: list[Item]) -> None:
    """A line all in quotation marks, then "– Name": a quotation set apart."""
    for item, following in pairwise(items):
        if item.fixed or following.fixed or not isinstance(item.form, Text) or not _QUOTED.match(item.text):
            continue
        dashed = _DASHED.match(following.text) if len(following.text) <= 125 else None
        if dashed and not is_prose(dashed.group(2)):
            item.form = QuoteText(dashed.group(2))
            following.form = Attribution(dashed.group(1))


def settle_bullets(items: list[Item]) -> None:
    """A dash, a star or a number opens a list item only in company; "1. FC Musterhausen" alone is text."""
    for index, item in enumerate(items):
        form = item.form
        if item.fixed or not isinstance(form, Bullet) or form.mark in _CERTAIN_MARKS:
            continue
        if not (_continues(items, index, -1, form) or _continues(items, index, 1, form)):
            item.form = classify_plain(item.text)


def _continues(items: list[Item], index: int, step: int, form: Bullet) -> bool:
    """Return whether the neighbour is an item of the same list: the same mark, or the next number."""
    if not 0 <= index + step < len(items):
        return False
    other = items[index + step]
    match = re.match(r"\d+", other.text) if form.ordered else None
    if form.ordered:
        return match is not None and int(match.group()) == int(form.mark[:-1]) + step and len(other.text) > 3
    return other.text.startswith(form.mark + " ") or other.text == form.mark


def settle_foreign_teaser(items: list[Item]) -> None:
    """An unrelated teaser on top, closed by "mehr »", is furniture up to and with that line.

    It is one text, with a headline of its own only if another headline follows; more than that is the piece.
    """
    closing = next((i for i, item in enumerate(items[:_FOREIGN_REACH]) if _closes(item)), None)
    if closing is None:
        return
    foreign = [item for item in items[:closing] if isinstance(item.form, Text | CaptionLine)]
    above = [item.text for item in foreign if isinstance(item.form, Text)]
    below = [item.text for item in items[closing + 1 :] if isinstance(item.form, Text)]
    if not above or not below:
        return
    headed = not is_prose(above[0]) and reads_as_headline(above[0], None)
    followed = reads_as_headline(below[0], below[1] if len(below) > 1 else None)
    if len(above) == 1 and (followed or not headed) or len(above) == _HEADED and headed and followed:
        for item in foreign:
            if not item.fixed:
                item.form = Furniture(RECOMMENDATIONS)


def _closes(item: Item) -> bool:
    return isinstance(item.form, Furniture) and item.form.closes_teaser


def settle_films(items: list[Item]) -> None:
    """Buttons and origins ("VIDEO:", "Video: spot on news") are furniture; a film with a title is embedded."""
    after_label = False
    for index, item in enumerate(items):
        form = item.form
        origin = (
            isinstance(form, Video)
            and index > 0
            and (
                form.title.strip(" .").casefold() in AGENCIES or (after_label and form.title.count(" ") < _ORIGIN_WORDS)
            )
        )
        if origin:
            item.form = Furniture(MEDIA_CONTROLS)
        after_label = not origin and item.text.casefold().startswith("video") and len(item.text) <= _LONGEST_TITLE


def settle_galleries(items: list[Item]) -> None:
    """Give a gallery its title and its pictures."""
    blank_lines = spaced(items)
    for index, item in enumerate(items):
        if not isinstance(item.form, GalleryOpener):
            continue
        first = index + 1
        if not item.form.title and first < len(items) and isinstance(items[first].form, Text):
            if not items[first].fixed and len(items[first].text) <= _LONGEST_TITLE:
                items[first].form = GalleryTitle()
                first += 1
        _settle_pictures(items, first, blank_lines=blank_lines)


def _settle_pictures(items: list[Item], first: int, *, blank_lines: bool) -> None:
    """Take the lines from `first` on into the gallery, as long as they read as its pictures."""
    for index in range(first, len(items)):
        item = items[index]
        if isinstance(item.form, GalleryPicture) or _is_controls(item):
            continue
        if item.fixed:
            return
        numbered = split_controls(item.text) if len(item.text) <= 900 else None
        if numbered and isinstance(item.form, Text | CaptionLine):
            item.form = gallery_picture(*numbered)
            continue
        adjacent = index == first or not item.line.after_blank and blank_lines
        if not isinstance(item.form, CaptionLine) or not (adjacent or "Kamera" in item.form.dropped):
            return
        item.form = GalleryPicture(item.form, ())


def _is_controls(item: Item) -> bool:
    return isinstance(item.form, Furniture) and item.form.role == MEDIA_CONTROLS


def settle_doubled_captions(items: list[Item]) -> None:
    """The same caption twice is one picture: the line with the credit counts, the other is its shadow."""
    first_text = next((i for i, item in enumerate(items) if isinstance(item.form, Text)), None)
    visible = [i for i, item in enumerate(items) if not isinstance(item.form, Furniture)]
    for left, after in zip(reversed(visible[:-1]), reversed(visible[1:]), strict=True):
        one, shadow = items[left].form, items[after].form
        right = shadow.of if isinstance(shadow, Doubled) else after
        two = items[right].form
        if not items[left].fixed and isinstance(two, CaptionLine) and two.caption and _same_caption(items[left], two):
            heading = left == first_text and isinstance(one, Text) and not is_prose(items[left].text)
            if not heading and not (isinstance(one, CaptionLine) and one.credit.printed and not two.credit.printed):
                items[left].form = Doubled(right)
                continue
        if not items[right].fixed and isinstance(one, CaptionLine) and one.caption and _same_caption(items[right], one):
            items[right].form = Doubled(left)


def _same_caption(item: Item, picture: CaptionLine) -> bool:
    """Return whether the line repeats the picture's caption without saying anything else."""
    if isinstance(item.form, CaptionLine):
        other = item.form
        return other.caption == picture.caption and other.credit.printed in ("", picture.credit.printed)
    return isinstance(item.form, Text) and item.text == picture.caption


def settle_tags(items: list[Item]) -> None:
    """Bullets or short lines right under "Themen" are the tags of the piece."""
    for index, item in enumerate(items):
        if item.fixed:
            continue
        bare = isinstance(item.form, Furniture) and item.text.casefold().rstrip(" :") == "themen"
        if not bare and not (isinstance(item.form, Tags) and not item.form.tags):
            continue
        end = index + 1
        while end < len(items) and _reads_as_tag(items[end], bare=bare):
            end += 1
        if end == index + 1:
            continue
        item.form = Tags((), (item.text,))
        for tagged in items[index + 1 : end]:
            form = tagged.form
            if isinstance(form, Bullet):
                tagged.form = Tags((form.text.strip(" #,"),), (form.mark,))
            else:
                tagged.form = Tags((tagged.text.strip(" #,"),), ())


def _reads_as_tag(item: Item, *, bare: bool) -> bool:
    form = item.form
    text = form.text if isinstance(form, Bullet) else item.text
    if item.fixed or len(text) > 60 or text.count(" ") >= _TAG_WORDS or text[-1:] in ".!?:" or not text.strip(" #,"):
        return False
    return isinstance(form, Bullet) or (isinstance(form, Text) and (not bare or not item.line.after_blank))


def settle_recommendations(items: list[Item]) -> None:
    """Behind "Empfehlungen für …" come links to other pieces: all of them at the end, else the next lines."""
    blank_lines = spaced(items)
    body = [index for index, item in enumerate(items) if _is_body(item)]
    if not body:
        return
    for index, item in enumerate(items):
        if not isinstance(item.form, Furniture) or item.form.role != RECOMMENDATIONS:
            continue
        if index < body[0] or not opens_recommendations(item.text):
            continue
        last = index > body[-1]
        for other in map(items.__getitem__, range(index + 1, len(items))):
            linked = isinstance(other.form, Text | Bullet | CaptionLine | RelatedLabel | Video)
            close = isinstance(other.form, Bullet) or not other.line.after_blank and blank_lines
            if (
                linked
                and not other.fixed
                and (last or close)
                and not _is_body(other)
                and not is_single_initials(other.text)
            ):
                other.form = Furniture(RECOMMENDATIONS)
            elif not last and not isinstance(other.form, Furniture):
                break
        if last:
            return


def _is_body(item: Item) -> bool:
    """Return whether the line is surely running text of the piece."""
    return isinstance(item.form, Text) and (item.fixed or is_prose(item.text) and len(item.text) > 100)


def settle_related(items: list[Item]) -> None:
    """Give a read-also label that stands alone its title or titles."""
    blank_lines = spaced(items)
    prose = [index for index, item in enumerate(items) if isinstance(item.form, Text) and is_prose(item.text)]
    for index, item in enumerate(items):
        form = item.form
        if not isinstance(form, RelatedLabel) or (form.title and not form.many):
            continue
        after = index + 1
        while after < len(items) and _is_controls(items[after]):
            after += 1
        tail = not prose or prose[-1] < after
        for position, other in enumerate(map(items.__getitem__, range(after, len(items)))):
            if other.fixed and isinstance(other.form, RelatedTitle):
                other.form = RelatedTitle(form.label, other.form.title, other.form.pieces)
                continue
            bullet = isinstance(other.form, Bullet) and not other.fixed
            close = bullet or not other.line.after_blank and blank_lines
            alone = position == 0 and not form.title
            if not (bullet or (alone or form.many and (close or tail)) and _reads_as_title(other, alone=alone)):
                break
            if isinstance(other.form, Bullet):
                other.form = RelatedTitle(form.label, other.form.text, (other.form.mark,))
            else:
                other.form = RelatedTitle(form.label, other.text)
            if not form.many and not bullet:
                break


def _reads_as_title(item: Item, *, alone: bool) -> bool:
    """Return whether the line could be the title of a piece; the first one may end like a sentence."""
    if item.fixed or not isinstance(item.form, Text | Video) or len(item.text) > _LONGEST_TITLE:
        return False
    return alone or not is_prose(item.text)


def settle_initials(items: list[Item]) -> None:
    """A word of two to four small letters that ends the piece is somebody's initials."""
    for item in reversed(items[1:]):
        if isinstance(item.form, Furniture | Tags):
            continue
        if not item.fixed and isinstance(item.form, Text) and is_single_initials(item.text):
            item.form = initials_alone(item.text)
        return


def restore_text(item: Item) -> None:
    """Take the line as text after all, where its place speaks against its form."""
    item.form = TEXT
