"""A reader who looks everywhere: follows every link, guesses every address, reads every byte, is to find nothing."""

import io
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import product
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern
from PIL import Image, IptcImagePlugin

MOST: Final = 3000  # requests; a crawl that needs more runs in a circle
_LINK_ATTRIBUTES: Final = frozenset({"href", "src", "srcset", "action", "content", "poster", "data"})
_PART: Final = re.compile(r"<(?:\w+:)?(\w+)>")
_ABSOLUTE: Final = re.compile(r"https?://testserver(/[^\s\"'<>\\)]*)")


@dataclass(frozen=True)
class Leak:
    """A word that a reader has found."""

    address: str
    place: str
    word: str


def found_in(text: str, words: Iterable[str]) -> set[str]:
    """Return those of `words`, in lower case, that stand in `text`, also where it is encoded for an address."""
    folded = unquote(text).casefold()
    return {word for word in words if word in folded}


def found_in_bytes(content: bytes, words: Iterable[str]) -> set[str]:
    """Look for `words` in bytes as they are, and as cameras and Windows write them: with a NUL after each letter."""
    folded = content.lower()
    return {word for word in words if any(word.encode(how) in folded for how in ("utf-8", "utf-16-le", "utf-16-be"))}


def said_by_picture(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield what a picture says beside its pixels, by where it says it."""
    with Image.open(io.BytesIO(content)) as image:
        exif = image.getexif()
        yield "EXIF", repr([dict(exif), *(dict(exif.get_ifd(number)) for number in (0x8769, 0x8825, 0xA005))])
        yield "XMP", repr(image.getxmp())
        yield "IPTC", repr(IptcImagePlugin.getiptcinfo(image))
        yield "other metadata", repr(image.info)


@dataclass
class Reader:
    """Somebody without an account.

    Args:
        words: what must not be found, in lower case.
        client: a fresh one, without cookies.
        leaks: what was found all the same.
        answers: the status of each address.
    """

    words: frozenset[str]
    client: Client = field(default_factory=Client)
    leaks: set[Leak] = field(default_factory=set)
    answers: dict[str, int] = field(default_factory=dict)

    def crawl(self, addresses: Iterable[str]) -> "set[Leak]":
        """Visit `addresses` and whatever they link to; return what was found."""
        queue = deque(addresses)
        while queue:
            address = queue.popleft()
            if address not in self.answers:
                assert len(self.answers) < MOST, f"The crawl does not end: {address}"
                queue.extend(self.visit(address))
        return self.leaks

    def visit(self, address: str) -> list[str]:
        """Ask for an address, read the whole answer, and return where it leads."""
        answer: Any = self.client.get(address)
        self.answers[address] = answer.status_code
        content: bytes = answer.getvalue()
        kind = answer.headers.get("Content-Type", "")
        for name, value in answer.headers.items():
            # A redirect that only repeats what was asked for tells nothing.
            said = value.removeprefix(address) if name == "Location" else value
            self._note(address, f"header {name}", found_in(f"{name}: {said}", self.words))
        self._note(address, "cookies", found_in(answer.cookies.output(), self.words))
        self._note(address, "bytes", found_in_bytes(content, self.words))
        if kind.startswith("image/"):
            for place, text in said_by_picture(content):
                self._note(address, place, found_in(text, self.words))
            return []
        text = content.decode("utf-8", "replace")
        self._note(address, "body", found_in(text, self.words))
        return [*_own(answer.headers.get("Location", "")), *links_of(text, html="html" in kind)]

    def _note(self, address: str, place: str, words: set[str]) -> None:
        self.leaks |= {Leak(address, place, word) for word in words}


class _Links(HTMLParser):
    """Collects every attribute that may hold an address."""

    def __init__(self) -> None:
        super().__init__()
        self.values: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value and name == "srcset":
                self.values += [one.split()[0] for one in value.split(",") if one.strip()]
            elif value and (name in _LINK_ATTRIBUTES or name.startswith("data-")):
                self.values.append(value)


def links_of(text: str, *, html: bool) -> list[str]:
    """Return the addresses on this site that a page, a feed or structured data leads to."""
    values = _ABSOLUTE.findall(text)
    if html:
        parser = _Links()
        parser.feed(text)
        values += parser.values
    return [address for value in values for address in _own(value)]


def _own(value: str) -> list[str]:
    """Return the path and query of an address on this site; none for one elsewhere."""
    parts = urlsplit(value.replace("&amp;", "&"))
    if (parts.netloc and parts.netloc != "testserver") or not parts.path.startswith("/"):
        return []
    if parts.path.startswith("/static/"):
        return []  # the program's own files
    return [f"{parts.path}?{parts.query}" if parts.query else parts.path]


# --- every address that there is --------------------------------------------------------------------------------

Guesses = dict[str, list[str]]


def patterns(root: Iterable[Any] | None = None, prefix: str = "/") -> Iterator[tuple[str, URLPattern]]:
    """Yield every pattern of the URLconf with its whole route."""
    for one in get_resolver().url_patterns if root is None else root:
        route = f"{prefix}{one.pattern}"
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns, route)
        else:
            yield route, one


def public_addresses(guesses: Guesses, pieces: Iterable[dict[str, str]]) -> list[str]:
    """Return addresses for every pattern outside of the admin, filled in with what a reader could guess.

    Args:
        guesses: values for the parts of an address, by the names that the URLconf has for them.
        pieces: values that belong together, of each piece: its `pk`, `slug`, `section`.

    A pattern with a part that nobody has guesses for fails the test: a new kind of public address is looked at by
    whoever makes it.
    """
    found: dict[str, None] = {}
    together = list(pieces)
    for whole, pattern in patterns():
        if whole.startswith("/admin/"):
            continue
        route = whole if isinstance(pattern.pattern, RoutePattern) else _plain(whole)
        names = _PART.findall(route)
        unknown = [name for name in names if name not in guesses and name != "pk"]
        if unknown:
            pytest.fail(f"{route}: say in tests/test_canary.py what a reader could guess for {unknown}.", pytrace=False)
        for values in _filled(names, guesses, together):
            found[_PART.sub(lambda part, values=values: values[part[1]], route)] = None  # type: ignore[misc]
    return list(found)


def _plain(expression: str) -> str:
    """Return a regular expression as a route; only named groups without groups inside are known."""
    return re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", expression).replace("^", "").replace("$", "")


def _filled(names: list[str], guesses: Guesses, pieces: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    if "pk" not in names:
        yield from (dict(zip(names, values, strict=True)) for values in product(*(guesses[name] for name in names)))
        return
    free = [name for name in names if name not in {"pk", "slug", "section"}]
    for piece in pieces:
        for values in product(*(guesses[name] for name in free)):
            rest = dict(zip(free, values, strict=True))
            yield piece | rest
            yield {"pk": piece["pk"], "slug": "x", "section": "x"} | rest


def admin_addresses(key: int) -> list[str]:
    """Return an address for every pattern of the admin; what stands for a row is `key`."""
    return [
        _PART.sub(str(key), route)
        for route, pattern in patterns()
        if route.startswith("/admin/") and isinstance(pattern.pattern, RoutePattern)
    ]
