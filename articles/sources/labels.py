"""Lines that announce something: read-also labels, photo galleries, tags, films and embeds."""

import re

import msgspec


class RelatedLabel(msgspec.Struct, frozen=True):
    """A read-also label and the title behind it ("" if the title is on the next line).

    `many`: the label announces several links, one a line.
    """

    label: str
    title: str
    many: bool
    dropped: tuple[str, ...] = ()


class GalleryOpener(msgspec.Struct, frozen=True):
    """The line that announces a photo gallery, with its title ("" if that is on the next line)."""

    title: str
    dropped: tuple[str, ...]
    shouted: bool


_LONGEST = 300
_ARROWS = re.compile(r"^(?:[»›→►▶☞⇒➤➔]|>{1,3}|\+{1,3}|-?->)+\s*")
_ARROWS_END = re.compile(r"\s*(?:[«»›→►◄]|>{1,3}|\+{2,3})+$")

_MANY = (
    r"schon gelesen\s?\?|lesen sie mehr zum thema|(?:weitere |mehr )?(?:artikel |beiträge |texte |meldungen )?zum thema|"
    r"auch interessant|ebenfalls interessant|interessant(?:e artikel)?|"
    r"(?:das|dies|diese artikel|diese themen)(?: hier)? (?:könnte|könnten|dürfte|dürften) (?:sie|dich|euch)(?: auch)? interessieren|"
    r"(?:themen)?verwandte (?:artikel|themen|beiträge)|weitere (?:artikel|meldungen|nachrichten|themen|beiträge|links)|"
    r"weiterführende (?:artikel|links)|passend dazu|passend zum thema|mehr zu diesem thema|mehr dazu|das könnte sie auch interessieren|"
    r"lesetipps?|related(?: articles| stories)?|you may also like|read more|links zum thema|"
    r"mehr zu(?:m|r)? [\w.\- ]{2,40}(?=\s?:)"
)
_ONE = (
    r"(?:bitte )?(?:lesen sie|lest|lies|sehen sie|seht)(?: (?:auch|hier|dazu|mehr|weiter|außerdem|jetzt|ebenfalls|zudem)){1,3}|"
    r"siehe auch|siehe dazu|(?:mehr|auch|dazu|weiter) lesen|weiterlesen|zum weiterlesen|hier weiterlesen|mehr lesen|"
    r"read also|also read|read on|see also"
)
_RELATED = re.compile(rf"(?:(?P<many>{_MANY})|(?P<one>{_ONE}))(?P<rest>.*)", re.IGNORECASE)
_RELATED_FIRST = re.compile(
    r"(?:schon|lesen|lest|lies|mehr|weiter|artikel|beitr|texte|meldung|zum |auch|ebenf|interess|das |dies|themenv|verwandt|"
    r"passend|bitte|sehen|seht|siehe|dazu|hier|read|also|see|relat|you|links)",
    re.IGNORECASE,
)
_TO_COLON = re.compile(r"(?P<more>[^:.!?]{0,70}?)\s?:(?:\s*)(?P<title>.*)$")
_GALLERY = re.compile(
    r"(?P<word>fotos?|bilder|bildergalerie|bilderstrecke|fotostrecke|fotogalerie|galerie|bilderserie|fotoserie|"
    r"klickstrecke|slideshow|gallery|photos)\s?:\s*(?P<title>.*)$",
    re.IGNORECASE,
)
_CONTROLS = re.compile(r"(?P<controls>(?:(?:zurück|vorheriges(?: bild)?|previous)\s?[|/»«<>]?\s?(?:weiter|vor|nächstes(?: bild)?|next))|"
                       r"(?:bild |foto )?\d{1,3} ?(?:von|/) ?\d{1,3}\b)\s*[:|–-]?\s+(?P<rest>\S.*)$", re.IGNORECASE)  # fmt: skip
_TAGS = re.compile(
    r"(?P<label>themen|schlagw(?:ö|o)rter|schlagworte|stichworte|stichwörter|tags|keywords|topics)\s?:\s*(?P<items>.*)$",
    re.IGNORECASE,
)
_VIDEO = re.compile(r"(?P<label>im video|video|videos|film)\s?:\s*(?P<title>.+)$", re.IGNORECASE)
_URL = re.compile(r"https?://(?:[\w\-]+\.)*?(?P<host>[\w\-]+\.[a-z]{2,6})(?:[/?#]\S*)?$", re.IGNORECASE)
PROVIDERS = {
    "youtube.com": "youtube", "youtube-nocookie.com": "youtube", "youtu.be": "youtube", "twitter.com": "x", "x.com": "x",
    "instagram.com": "instagram", "facebook.com": "facebook", "tiktok.com": "tiktok", "vimeo.com": "vimeo",
    "spotify.com": "spotify", "dailymotion.com": "dailymotion", "soundcloud.com": "soundcloud",
    "glomex.com": "glomex", "t.me": "telegram", "threads.net": "threads",
}  # fmt: skip


def read_related_label(line: str) -> RelatedLabel | None:
    """Return the read-also label that opens the line and the title behind it, None for any other line.

    "Lesen Sie auch: X", "Lesen Sie auch:X", ">> Mehr lesen: X", "AUCH INTERESSANT", "Lesen Sie dazu auch unser
    Porträt: X". Without a colon only the well-known labels take a title ("Lesen Sie hier, wie …").
    """
    if len(line) > _LONGEST:
        return None
    arrows = _ARROWS.match(line)
    text = line[arrows.end() :] if arrows else line
    if not _RELATED_FIRST.match(text):
        return None
    match = _RELATED.match(text)
    if not match:
        return None
    many = match["many"] is not None
    dropped = (arrows.group().strip(),) if arrows else ()
    words, rest = text[: match.start("rest")].rstrip(), match["rest"]
    if not rest.strip(" :.…»>›→►!"):
        return RelatedLabel(words, "", many, (*dropped, *_nonblank(rest)))
    if rest[0].isalnum():
        return None
    if words.endswith("?"):
        return _with_title(words, rest.strip(), dropped, many=many)
    if colon := _TO_COLON.match(rest):
        label = f"{words}{colon['more']}".rstrip()
        return _with_title(label, colon["title"], (*dropped, ":"), many=many)
    return _without_colon(words, rest, dropped, many=many)


def read_gallery_opener(line: str) -> GalleryOpener | None:
    """Return the gallery that a line like "FOTOS: Islamischer Staat Der IS-Terror in Bildern" announces."""
    if len(line) > _LONGEST or line[:1] not in "FfBbGgKkSsPp":
        return None
    match = _GALLERY.match(line)
    if not match or match["word"].casefold() in ("foto", "bilder", "photos") and not match["word"].isupper():
        return None
    return GalleryOpener(match["title"], (f"{match['word']}:",), match["word"].isupper())


def split_controls(line: str) -> tuple[str, str] | None:
    """Return ("zurück Weiter", rest) of a gallery line that opens with its buttons or its number, or None."""
    if not line[:1].isdigit() and line[:1] not in "zZvVpPbBfF":
        return None
    match = _CONTROLS.match(line)
    if not match or (line[0].isdigit() and match["rest"][0].islower()):
        return None
    return match["controls"], match["rest"]


def read_tags(line: str) -> tuple[str, tuple[str, ...]] | None:
    """Return (label, tags) of "Themen: A, B"; the tags are empty if they are on the next lines."""
    match = _TAGS.match(line) if len(line) <= _LONGEST else None
    if not match:
        return None
    tags = tuple(tag for part in re.split(r"[,;|•·]|\s#", match["items"]) if (tag := part.strip(" #.")))
    if any(tag.count(" ") > 4 for tag in tags):
        return None
    return match["label"], tags


def read_video_label(line: str) -> tuple[str, str] | None:
    """Return ("VIDEO", title) of a line that announces a film."""
    match = _VIDEO.match(line) if len(line) <= _LONGEST and line[:1] in "VvIiFf" else None
    return (match["label"], match["title"]) if match else None


def read_embed_url(line: str) -> tuple[str, str] | None:
    """Return (provider, address) of a line that is just the address of a post or film elsewhere."""
    if not line.startswith(("http://", "https://")) or " " in line:
        return None
    match = _URL.match(line)
    provider = PROVIDERS.get(match["host"].casefold()) if match else None
    return (provider, line) if provider else None


def _with_title(label: str, title: str, dropped: tuple[str, ...], *, many: bool) -> RelatedLabel:
    shown = _ARROWS_END.sub("", title)
    return RelatedLabel(label, shown, many, (*dropped, *_nonblank(title[len(shown) :])))


def _without_colon(words: str, rest: str, dropped: tuple[str, ...], *, many: bool) -> RelatedLabel | None:
    """Read "Lesen Sie hier, wie …", "Lesen Sie auch „…“", "Siehe auch Titel", "» Mehr zum Thema – Titel"."""
    title = rest.strip()
    if len(title) > 160 or title[0] in ".!)…":
        return None
    if title[0] == ",":
        return RelatedLabel(words + ",", title[1:].strip(), many, dropped) if title[1:].strip() and not many else None
    if title[0] in "-–—|»>" and title[1:].strip():
        return _with_title(words, title.lstrip("-–—|»> "), (*dropped, title[0]), many=many)
    plain = words.casefold() in (
        "lesen sie auch",
        "lesen sie mehr zum thema",
        "lest auch",
        "siehe auch",
        "lesen sie hier",
        "auch interessant",
        "read also",
    )
    opens = title[0].isupper() or title[0].isdigit() or title[0] in '"„“«»'
    return _with_title(words, title, dropped, many=many) if plain and opens else None


def _nonblank(text: str) -> tuple[str, ...]:
    return (text.strip(),) if text.strip() else ()
