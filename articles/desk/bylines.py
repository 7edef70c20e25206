"""The byline as one types it: a row of names, each by its row or by initials that are new."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db.models.functions import Lower

from articles.desk.directory import Directory
from articles.document import Byline, BylineAuthor, Document
from articles.models import Agency, Article, Author, Contribution

NEW = "+"  # in front of initials that nobody has yet


class Name(NamedTuple):
    """One name in a byline: an author (with a role), an agency, or new initials."""

    author: Author | None = None
    agency: Agency | None = None
    initials: str = ""
    role: str = Contribution.Role.WRITING

    @property
    def token(self) -> str:
        """Return the name as a form sends it: "author-12", "author-12:photo", "agency-3" or "+jat"."""
        if self.agency:
            return f"agency-{self.agency.pk}"
        word = f"author-{self.author.pk}" if self.author else f"{NEW}{self.initials}"
        return word if self.role == Contribution.Role.WRITING else f"{word}:{self.role}"

    @property
    def printed(self) -> str:
        """Return the name as a byline prints it."""
        if self.agency:
            return self.agency.code
        return (self.author.initials or self.author.name) if self.author else self.initials


def names_of(tokens: Iterable[str]) -> list[Name]:
    """Return the names that `tokens` stand for, in order, each once. Two queries.

    New initials that somebody has already are that author's. A token of a row that is gone, or of no known form, is
    left out: ask `unknown` first.
    """
    parsed = [one for token in dict.fromkeys(tokens) if (one := _parsed(token)).key]
    authors = Author.objects.in_bulk([int(one.key) for one in parsed if one.kind == "author"])
    agencies = Agency.objects.in_bulk([int(one.key) for one in parsed if one.kind == "agency"])
    known = _by_initials({one.key.casefold() for one in parsed if one.kind == NEW})
    names = []
    for kind, key, role in parsed:
        if kind == "author" and int(key) in authors:
            names.append(Name(author=authors[int(key)], role=role))
        elif kind == "agency" and int(key) in agencies:
            names.append(Name(agency=agencies[int(key)]))
        elif kind == NEW:
            author = known.get(key.casefold())
            names.append(Name(author=author, role=role) if author else Name(initials=key, role=role))
    return list(dict.fromkeys(names))


def unknown(tokens: Iterable[str], names: Sequence[Name]) -> list[str]:
    """Return the tokens that gave no name."""
    kinds = {name.token for name in names}
    return [one for one in tokens if not one.startswith(NEW) and one not in kinds]


def names_in(article: Article) -> list[Name]:
    """Return the names in the stored byline of `article`. One query unless prefetched."""
    rows = article.contributions.select_related("author", "agency")
    return [Name(author=row.author, agency=row.agency, role=row.role) for row in rows]


def contributions(names: Iterable[Name], *, article: Article) -> list[Contribution]:
    """Return unsaved rows for `names`; new initials stand for an author who is not saved either."""
    return [
        Contribution(
            article=article,
            author=None if name.agency else name.author or Author(initials=name.initials),
            agency=name.agency,
            role=name.role,
            position=position,
        )
        for position, name in enumerate(names)
    ]


def store_byline(names: Sequence[Name], *, article: Article) -> None:
    """Make `names` the byline of `article`; new initials become stub authors. Rows that stay are not touched.

    Costs three queries, and some more where initials are new.
    """
    directory = Directory()
    fresh = tuple(BylineAuthor(initials=name.initials) for name in names if name.initials)
    directory.learn([Document(byline=Byline(fresh, ()))])
    known = [
        name._replace(author=directory.author(BylineAuthor(initials=name.initials)), initials="")
        if name.initials
        else name
        for name in names
    ]
    if [name.token for name in names_in(article)] == [name.token for name in known]:
        return
    article.contributions.all().delete()
    Contribution.objects.bulk_create(contributions(known, article=article))


class _Token(NamedTuple):
    kind: str
    key: str
    role: str


def _parsed(token: str) -> _Token:
    """Return the parts of a token; without a key it means nothing."""
    word, _colon, role = token.partition(":")
    role = role if role in Contribution.Role.values else str(Contribution.Role.WRITING)
    if word.startswith(NEW):
        longest = Author._meta.get_field("initials").max_length
        return _Token(NEW, " ".join(word.removeprefix(NEW).split())[:longest].strip(), role)
    kind, _hyphen, key = word.partition("-")
    valid = key.isascii() and key.isdigit() and len(key) <= 18
    return _Token(kind, key if valid else "", role)


def _by_initials(initials: set[str]) -> dict[str, Author]:
    if not initials:
        return {}
    rows = Author.objects.annotate(lower=Lower("initials")).filter(lower__in=initials)
    return {author.initials.casefold(): author for author in rows}
