"""Seed texts for tests: own German sentences, put together as pages print them."""

from articles.document import Document
from articles.sources import Reading
from articles.sources.seedtext import read

HEADLINE = "Streit um den Stadtpark: Wer pflegt künftig die alten Linden?"
TEASER = "Seit dem Sommer wächst im Stadtpark das Gras kniehoch. Nun will der Rat handeln, doch das Geld fehlt."
FIRST = (
    "Am Dienstag trafen sich Anwohner und Verwaltung zum ersten Mal am runden Tisch. Nach drei Stunden stand fest, "
    "dass die alten Linden bleiben dürfen und der Spielplatz erneuert wird."
)
SUBHEAD = "Der Gärtner geht in Rente"
SECOND = (
    "Vierzig Jahre lang hat ein einziger Gärtner die Wege geharkt und die Beete bepflanzt. Einen Nachfolger hat die "
    "Stadt bisher nicht gefunden, obwohl sie seit dem Frühjahr sucht."
)


def page(*lines: str, gap: str = "\n\n", language: str = "de") -> Reading:
    """Read the lines as a page, with a blank line between them unless `gap` says otherwise."""
    return read(gap.join(lines).encode(), language=language)


def article(*more: str, before: tuple[str, ...] = (), front: tuple[str, ...] = ()) -> Reading:
    """Read a usual article with `before` above the headline, `front` below the teaser and `more` at its end."""
    return page(*before, HEADLINE, TEASER, *front, FIRST, SUBHEAD, SECOND, *more)


def roles(reading: Reading) -> list[str]:
    """Return the roles of the lines in order."""
    return [line.role for line in reading.account]


def is_whole(document: Document) -> bool:
    """Return whether headline, teaser and running text of `article` are where they belong."""
    texts = [getattr(block, "text", None) for block in document.body]
    return (document.line, document.teaser) == (HEADLINE, TEASER) and {FIRST, SUBHEAD, SECOND} <= set(texts)
