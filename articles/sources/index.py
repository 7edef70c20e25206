"""Topic pages and lists of links: pages that are no piece."""

import re

from articles.sources.dates import DateLine
from articles.sources.forms import Bullet, Furniture, Item, RelatedTitle, Text
from articles.sources.lines import is_prose, sentences

_LINKS = 5
_TEASERS = 3
_SENTENCE = 80
_TOPIC = re.compile(
    r"(?:thema|themen|themenseite|schlagwort|dossier|tag)\s?:|"
    r"(?:alle |aktuelle |neueste |neue |weitere )+(?:artikel|news|nachrichten|meldungen|infos|beiträge|texte)\b|"
    r"(?:news|nachrichten|artikel|meldungen|infos) (?:zu|zum|zur|über|aus)\b|themenübersicht|artikelübersicht|archiv\b",
    re.IGNORECASE,
)


def is_index(items: list[Item]) -> bool:
    """Return whether the page lists other pieces and is none itself.

    So it is where three teasers end in "mehr »"; where a topic is announced and dated or short entries follow;
    or where there is no running text at all and five short lines or bullets. Costs one pass.
    """
    texts = [item for item in items if isinstance(item.form, Text | Bullet | RelatedTitle)]
    if sum(isinstance(item.form, Furniture) and item.form.closes_teaser for item in items) >= _TEASERS:
        return True
    prose = [item for item in texts if isinstance(item.form, Text) and is_prose(item.text)]
    short = len(texts) - len(prose)
    if short > _LINKS and not any(len(item.text) > _SENTENCE or sentences(item.text) > 1 for item in prose):
        return len(prose) * 5 <= short
    announced = bool(texts) and _TOPIC.match(texts[0].text) is not None
    dates = sum(isinstance(item.form, DateLine) for item in items)
    entries = announced and short >= 4 and all(len(item.text) <= 320 for item in prose)
    return entries and (len(prose) <= short or dates >= _TEASERS)
