"""What somebody says a line is: their word settles the line's form before its neighbours are asked."""

from collections.abc import Callable, Mapping

from articles.sources.bylines import byline_of
from articles.sources.credits import NO_CREDIT, CaptionLine, split_caption
from articles.sources.forms import (
    TEXT,
    TICKER,
    Bullet,
    Form,
    Furniture,
    Headline,
    Item,
    QuoteText,
    RelatedTitle,
    Teaser,
    split_bullet,
)
from articles.sources.furniture import LEFT_OUT
from articles.sources.labels import RelatedLabel, read_related_label, split_controls

UNKNOWN_ROLE = 'Line {line}: "{role}" is no role. Choose one of {roles}.'
NO_SUCH_LINE = "Line {line}: there is no text on this line. Correct a line that has some."
ONLY_ONE = "Lines {lines} cannot all be the {role}. Choose one of them."


class UnusableCorrection(Exception):
    """A correction makes no sense. The message is one sentence that names the line and the remedy."""


def correct(items: list[Item], corrections: Mapping[int, str]) -> None:
    """Give the lines in `corrections` (number of the line -> role) the form of their role, and fix it.

    Raises:
        UnusableCorrection: a role is unknown, a line is not there or blank, or two lines want to be the headline
            or the teaser.
    """
    lines = {item.line.number: item for item in items if item.text}
    for number, role in corrections.items():
        if role not in _FORMS:
            raise UnusableCorrection(UNKNOWN_ROLE.format(line=number, role=role, roles=", ".join(ROLES)))
        if number not in lines:
            raise UnusableCorrection(NO_SUCH_LINE.format(line=number))
    for role in ("headline", "teaser"):
        chosen = sorted(number for number, one in corrections.items() if one == role)
        if len(chosen) > 1:
            raise UnusableCorrection(ONLY_ONE.format(lines=", ".join(map(str, chosen)), role=role))
    for number, role in corrections.items():
        item = lines[number]
        item.form = _FORMS[role](item)
        item.fixed = True


def _picture(item: Item) -> Form:
    controls = split_controls(item.text) or ("", item.text)
    caption = split_caption(controls[1]) or CaptionLine(controls[1], NO_CREDIT, ())
    return CaptionLine(caption.caption, caption.credit, tuple(filter(None, (controls[0], *caption.dropped))))


def _related(item: Item) -> Form:
    """Return the label with its title, or the title of a label that may stand above."""
    bullet = split_bullet(item.text)
    label = read_related_label(bullet[1] if bullet else item.text)
    mark = (bullet[0],) if bullet else ()
    if label:
        return RelatedLabel(label.label, label.title, label.many, (*mark, *label.dropped))
    return RelatedTitle("", bullet[1], mark) if bullet else RelatedTitle("", item.text)


def _list(item: Item) -> Form:
    mark, text = split_bullet(item.text) or ("", item.text)
    return Bullet(mark, text)


def _furniture(item: Item) -> Form:
    # What the reader took for furniture by itself keeps its name, and the initials at its end.
    return item.form if isinstance(item.form, Furniture) else Furniture(LEFT_OUT)


_FORMS: dict[str, Callable[[Item], Form]] = {
    "headline": lambda _item: Headline(),
    "teaser": lambda _item: Teaser(),
    "paragraph": lambda _item: TEXT,
    "subhead": lambda _item: TICKER,
    "picture": _picture,
    "related": _related,
    "byline": lambda item: byline_of(item.text),
    "list": _list,
    "quote": lambda _item: QuoteText(""),
    "furniture": _furniture,
}
# What a line can be corrected to.
ROLES = tuple(_FORMS)
