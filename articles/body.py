"""The editor's HTML and the document's blocks, both ways; and what HTML is allowed at all.

The body is one flowing text: p, h2, h3, ul, ol, blockquote with strong, em, a and br inside; a blockquote ends
with a cite that says who spoke. A box of facts is a ``<story-facts>`` with an h3, p, ul and ol inside. What stands
for a row is an empty element that names it: ``<story-picture uuid="…">``, ``<story-gallery uuid="…">``,
``<story-related uuid="…">``. An embed names a provider and an address.

Sanitising goes by the same configuration that the editor gets, so what can be typed is what is kept.
"""

import functools
import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from typing import Any, Final, NamedTuple

import nh3
from django_prose_editor.config import allowlist_from_extensions, html_tags
from js_asset import static_lazy

from articles.document import (
    Block,
    Embed,
    FactBox,
    GalleryBlock,
    ListBlock,
    Paragraph,
    PictureBlock,
    Quote,
    Related,
    Subhead,
)

# --- what the editor offers and the sanitiser keeps ---------------------------------------------------------

EXTENSIONS: Final[dict[str, Any]] = {
    "Bold": True,
    "Italic": True,
    "HardBreak": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
    "StoryNodes": True,
}

# For the setting DJANGO_PROSE_EDITOR_EXTENSIONS: our own nodes, their module and the HTML they are kept as.
EDITOR_EXTENSIONS: Final[list[dict[str, Any]]] = [
    {
        "js": [static_lazy("articles/editor/nodes.js")],
        "extensions": {
            "StoryNodes": html_tags(
                ["story-picture", "story-gallery", "story-related", "story-embed", "story-facts", "cite"],
                {
                    "story-picture": ["uuid"],
                    "story-gallery": ["uuid"],
                    "story-related": ["uuid"],
                    "story-embed": ["provider", "url", "text"],
                },
            )
        },
    }
]


@functools.cache
def _cleaner() -> nh3.Cleaner:
    allowed = allowlist_from_extensions(EXTENSIONS)
    allowed["attributes"]["a"] = {"href", "title"}
    return nh3.Cleaner(**{**allowed, "link_rel": "noopener", "attribute_filter": _fit_attribute})


_A_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")


def _fit_attribute(tag: str, attribute: str, value: str) -> str | None:
    """Drop what names no row, and the address of an embed that does not lead to the web.

    nh3 knows the addresses of HTML's own elements.
    """
    if attribute == "uuid" and not _A_UUID.fullmatch(value):
        return None
    if tag == "story-embed" and attribute == "url" and not value.lower().startswith(("https://", "http://")):
        return None
    return value


def sanitise(html: str) -> str:
    """Return `html` with nothing in it but what the editor can make; scripts and styles go with their content.

    Running it twice changes nothing. Costs some 10 to 40 µs for a kilobyte.
    """
    clean = _cleaner().clean(html)
    return "" if clean in {"<p></p>", "<h2></h2>", "<h3></h3>"} else clean


# --- blocks to HTML -----------------------------------------------------------------------------------------


def to_html(blocks: tuple[Block, ...]) -> str:
    """Return the editor's HTML for `blocks`, sanitised. Blocks that stand for a row must carry its UUID."""
    return sanitise("".join(map(_html_of, blocks)))


def _html_of(block: Block) -> str:
    match block:
        case Paragraph(text=text, html=html):
            return f"<p>{html or escape(text, quote=False)}</p>"
        case Subhead(text=text, html=html, level=level):
            return f"<h{level}>{html or escape(text, quote=False)}</h{level}>"
        case ListBlock(items=items, ordered=ordered, html=html):
            tag = "ol" if ordered else "ul"
            inside = html or tuple(escape(item, quote=False) for item in items)
            return f"<{tag}>{''.join(f'<li><p>{item}</p></li>' for item in inside)}</{tag}>"
        case Quote():
            return _html_of_quote(block)
        case FactBox(title=title, blocks=blocks):
            heading = f"<h3>{escape(title, quote=False)}</h3>" if title else ""
            return f"<story-facts>{heading}{''.join(map(_html_of, blocks))}</story-facts>"
        case Related() | PictureBlock() | GalleryBlock():
            return _node(_ROWS[type(block)], uuid=block.uuid)
        case Embed(provider=provider, url=url, text=text):
            return _node("story-embed", provider=provider, url=url, text=text)


_ROWS: Final[dict[type[Block], str]] = {
    Related: "story-related",
    PictureBlock: "story-picture",
    GalleryBlock: "story-gallery",
}


def _html_of_quote(quote: Quote) -> str:
    lines = quote.html.split("\n") if quote.html else [escape(line, quote=False) for line in quote.text.split("\n")]
    cite = f"<cite>{escape(quote.attribution, quote=False)}</cite>" if quote.attribution else ""
    return f"<blockquote>{''.join(f'<p>{line}</p>' for line in lines)}{cite}</blockquote>"


def _node(tag: str, **attributes: str) -> str:
    inside = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items() if value)
    return f"<{tag}{inside}></{tag}>"


# --- HTML to blocks -----------------------------------------------------------------------------------------

_BLANKS = re.compile(r"[ \t\n\r\f]+")
_TAGS = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"<br>\s*")
_FACTS = "story-facts"
_CONTAINERS = frozenset({"ul", "ol", "blockquote", _FACTS})
_HEADINGS = frozenset({"h2", "h3"})
_LINES = frozenset({"p", "cite", *_HEADINGS})

# Before there was a cite, the last paragraph of a quotation that started so said who spoke.
_DASH = "– "


class _Line(NamedTuple):
    """A finished line: the element that it stood in, and the HTML inside."""

    tag: str
    html: str


class _Reader(HTMLParser):
    """Collects the blocks of a sanitised body. Text that stands outside of any block becomes a paragraph."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.blocks: list[Block] = []
        self.container: list[str] = []  # the open ul, ol, blockquote and story-facts elements, outermost first
        self.held: list[Block] = []  # what stands for rows inside of the open container; follows it
        self.lines: list[_Line] = []  # finished lines of the open list or quotation
        self.title = ""  # of the open box of facts
        self.facts: list[Paragraph | ListBlock] = []  # what is finished in it
        self.line: list[str] = []  # the open line, HTML
        self.marks: list[tuple[str, str]] = []  # the open inline elements, outermost first: name and start tag
        self.line_tag = "p"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _CONTAINERS:
            self.end_line()
            self.container.append(tag)
        elif tag.startswith("story-"):
            self.end_line()
            (self.held if self.container else self.blocks).append(_node_block(tag, values))
        elif tag in _LINES or tag == "li":
            self.end_line()
            self.line_tag = tag if tag in _LINES else "p"
        else:
            start = self.get_starttag_text() or ""
            self.line.append(start)
            if tag != "br":
                self.marks.append((tag, start))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _CONTAINERS:
            self.end_line()
            if self.container:
                self.container.pop()
            self.end_container(tag)
        elif tag in _LINES or tag == "li" or tag.startswith("story-"):
            self.end_line()
        elif self.marks and self.marks[-1][0] == tag:
            self.line.append(f"</{tag}>")
            self.marks.pop()

    def handle_data(self, data: str) -> None:
        self.line.append(data)

    def handle_entityref(self, name: str) -> None:
        self.line.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.line.append(f"&#{name};")

    def end_line(self) -> None:
        # Mark-up that goes on is closed here and opened again: each line is whole by itself.
        ends = [f"</{tag}>" for tag, _start in reversed(self.marks)]
        html = _BLANKS.sub(" ", "".join([*self.line, *ends])).strip(" ")
        self.line = [start for _tag, start in self.marks]
        line_tag, self.line_tag = self.line_tag, "p"
        if not _text_of(html).strip():
            return
        if self.container == [_FACTS]:
            if line_tag in _HEADINGS and not self.title and not self.facts:
                self.title = _text_of(html)
            else:
                self.facts.append(_paragraph(html))
        elif self.container:
            self.lines.append(_Line(line_tag, html))
        elif line_tag in _HEADINGS:
            self.blocks.append(Subhead(_text_of(html), html=_markup(html), level=int(line_tag[1])))
        else:
            self.blocks.append(_paragraph(html))

    def end_container(self, tag: str) -> None:
        """Make blocks of what was in a container that has just been closed, unless it stood in another one."""
        if self.container == [_FACTS]:
            # A box has no boxes and no quotations in it: what they say are paragraphs.
            lines, self.lines = self.lines, []
            if lines and tag in {"ul", "ol"}:
                self.facts.append(_list(lines, ordered=tag == "ol"))
            else:
                self.facts += [_paragraph(line.html) for line in lines]
        elif not self.container:
            self.blocks += self.finished(tag)
            self.blocks += self.held
            self.held = []

    def finished(self, tag: str) -> Iterator[Block]:
        """Yield the block of an outermost container, or none if it is empty; starts the next one empty."""
        lines, self.lines = self.lines, []
        title, self.title = self.title, ""
        facts, self.facts = self.facts, []
        if tag == _FACTS and (title or facts):
            yield FactBox(title, tuple(facts))
        elif lines and tag == "blockquote":
            yield _quote(lines)
        elif lines:
            yield _list(lines, ordered=tag == "ol")


def to_blocks(html: str) -> tuple[Block, ...]:
    """Return the blocks of a sanitised body.

    Blocks that stand for rows come with their UUID only; the desk fills in what the rows say. Every word of
    the text stands in a block. Costs about a millisecond for an article of 3 kB.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_line()
    while reader.container:
        reader.end_container(reader.container.pop())
    return tuple(reader.blocks)


def _text_of(html: str) -> str:
    from_breaks = _BREAK.sub(" ", html) if "<br" in html else html
    plain = _TAGS.sub("", from_breaks) if "<" in from_breaks else from_breaks
    if "&" in plain:
        plain = plain.replace("&nbsp;", "\u00a0").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return plain.strip(" ")


def _markup(html: str) -> str:
    return html if "<" in html else ""


def _paragraph(html: str) -> Paragraph:
    return Paragraph(_text_of(html), html=_markup(html))


def _list(lines: list[_Line], *, ordered: bool) -> ListBlock:
    items = tuple(line.html for line in lines)
    return ListBlock(tuple(map(_text_of, items)), ordered=ordered, html=items if any(map(_markup, items)) else ())


def _quote(lines: list[_Line]) -> Quote:
    attribution = ""
    while len(lines) > 1 and not attribution and _names_a_speaker(lines[-1]):
        attribution = _text_of(lines.pop().html).lstrip("–— ")  # "" for a dash that nobody follows: it goes
    html = "\n".join(line.html for line in lines)
    return Quote("\n".join(_text_of(line.html) for line in lines), attribution=attribution, html=_markup(html))


def _names_a_speaker(line: _Line) -> bool:
    return line.tag == "cite" or line.html == _DASH.strip() or line.html.startswith(_DASH)


def _node_block(tag: str, values: dict[str, str]) -> Block:
    uuid = values.get("uuid", "")
    match tag:
        case "story-picture":
            return PictureBlock("", "", "", (), uuid=uuid)
        case "story-gallery":
            return GalleryBlock("", (), uuid=uuid)
        case "story-related":
            return Related("", "", uuid=uuid)
        case _:
            return Embed(values.get("provider", ""), url=values.get("url", ""), text=values.get("text", ""))


# --- a rendered body in pieces ------------------------------------------------------------------------------

# A box of facts with a place inside of it (an editor may have dropped one there) is no place: the inner one is.
_SLOT = re.compile(
    r"<story-(picture|gallery|related|embed)([^>]*)></story-\1>|<story-(facts)>(?:(?!<story-).)*</story-facts>",
    re.DOTALL,
)
_UUID = re.compile(r'uuid="([^"]*)"')


class Piece(NamedTuple):
    """A run of ready HTML, or a place that a page fills: `kind` is "html" or the node's kind."""

    kind: str
    html: str = ""
    uuid: str = ""


def pieces(html: str) -> Iterator[Piece]:
    """Yield the runs and the places of a body that `to_html` made, in order.

    A place carries its own element in `html`, and where it stands for a row the row's UUID.
    """
    end = 0
    for slot in _SLOT.finditer(html):
        if slot.start() > end:
            yield Piece("html", html=html[end : slot.start()])
        named = _UUID.search(slot[2] or "")
        yield Piece(slot[1] or slot[3], html=slot[0], uuid=named[1] if named else "")
        end = slot.end()
    if end < len(html):
        yield Piece("html", html=html[end:])
