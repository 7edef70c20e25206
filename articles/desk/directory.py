"""The desk's address book: names in a text -> rows (authors, agencies, sections, topics), made where missing."""

from collections.abc import Callable, Iterable
from typing import TypeVar

import msgspec
from django.db import IntegrityError, models
from django.db.models.functions import Lower

from articles.desk.documents import in_credit_order
from articles.desk.identity import pictures_of, with_pictures
from articles.document import Byline, BylineAuthor, Document, Picture
from articles.models import Agency, Author, Section, Tag, author_from_name
from articles.models.masthead import RESERVED_SLUGS
from articles.models.slugs import slug_of

Row = TypeVar("Row", bound=models.Model)


class Directory:
    """Knows the rows behind the names of the documents it was shown.

    Names compare without case, so "DPA" and "dpa" are one agency. It lives for one batch: rows may change
    between batches.
    """

    def __init__(self) -> None:
        self.authors_by_initials: dict[str, Author] = {}
        self.authors_by_name: dict[str, Author] = {}
        self.agencies: dict[str, Agency] = {}
        self.sections: dict[str, Section] = {}
        self.tags: dict[str, Tag] = {}

    def learn(self, documents: Iterable[Document]) -> None:
        """Load the rows that `documents` name and make those that are missing.

        Costs two queries for each kind that is named at all, and two more where rows are missing. Unknown
        initials become stub authors.
        """
        documents = list(documents)
        self._learn_people(documents)
        sections = {one.section for one in documents if one.section}
        self.sections |= _found_or_made(Section, "name", sections, _new_sections)
        tags = {tag for one in documents for tag in one.tags}
        self.tags |= _found_or_made(Tag, "name", tags, _new_tags)

    def _learn_people(self, documents: list[Document]) -> None:
        codes = {code for one in documents for code in one.byline.agencies}
        codes |= {code for one in documents for picture in pictures_of(one) for code in picture.agencies}
        self.agencies |= _found_or_made(Agency, "code", codes, lambda new: [Agency(code=code) for code in new])
        authors = [author for one in documents for author in one.byline.authors]
        initials = {author.initials for author in authors if author.initials}
        self.authors_by_initials |= _found_or_made(Author, "initials", initials, _new_stubs)
        self._learn_names({author.name for author in authors if author.name and not author.initials})

    def _learn_names(self, names: set[str]) -> None:
        wanted = {name.casefold(): name for name in names if name.casefold() not in self.authors_by_name}
        if not wanted:
            return
        families = {author_from_name(name).family_name for name in wanted.values()}
        for author in Author.objects.filter(family_name__in=families).order_by("-pk"):
            self.authors_by_name[author.name.casefold()] = author
        for key, name in sorted(wanted.items()):
            if key not in self.authors_by_name:
                author = author_from_name(name)
                author.slug = _free_slugs(Author, [slug_of(name) or "autor"])[0]
                author.save()
                self.authors_by_name[key] = author
        # A name may belong to somebody with initials; the canonical document then names them by these.
        for author in self.authors_by_name.values():
            if author.initials:
                self.authors_by_initials[author.initials.casefold()] = author

    def author(self, printed: BylineAuthor) -> Author:
        """Return the row of an author in a byline that was learnt."""
        if printed.initials:
            return self.authors_by_initials[printed.initials.casefold()]
        return self.authors_by_name[printed.name.casefold()]

    def agency(self, code: str) -> Agency:
        """Return the row of an agency that was learnt."""
        return self.agencies[code.casefold()]

    def canonical(self, document: Document) -> Document:
        """Return `document` with every name as its row writes it, so that it compares equal to the rows."""

        def codes(agencies: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(dict.fromkeys(self.agency(code).code for code in agencies))

        def picture(one: Picture) -> Picture:
            return msgspec.structs.replace(one, agencies=in_credit_order(codes(one.agencies), one.credit))

        byline = document.byline
        return msgspec.structs.replace(
            with_pictures(document, picture),
            section=self.sections[document.section.casefold()].name if document.section else None,
            tags=tuple(sorted({self.tags[tag.casefold()].name for tag in document.tags})),
            byline=Byline(tuple(map(self._printed, byline.authors)), codes(byline.agencies), printed=byline.printed),
        )

    def _printed(self, author: BylineAuthor) -> BylineAuthor:
        row = self.author(author)
        return BylineAuthor(initials=row.initials, name="" if row.initials else row.name, role=author.role)


def _found_or_made(
    model: type[Row], field: str, names: set[str], new: Callable[[list[str]], list[Row]]
) -> dict[str, Row]:
    """Return the rows for `names`, by casefolded name; another process may make the same rows at the same time."""
    if not names:
        return {}
    found = _found(model, field, names)
    missing = {name.casefold(): name for name in sorted(names, reverse=True) if name.casefold() not in found}
    if missing:
        model._default_manager.bulk_create(new([missing[key] for key in sorted(missing)]), ignore_conflicts=True)
        found = _found(model, field, names)
    if refused := sorted(name for name in names if name.casefold() not in found):
        # Something else took a unique column in between; the texts concerned are reported, the others go on.
        raise IntegrityError(f"{model._meta.verbose_name} could not be made: {', '.join(refused)}")
    return found


def _found(model: type[Row], field: str, names: set[str]) -> dict[str, Row]:
    # The database lowers ASCII only (SQLite) or by its own tables; ask for both spellings and compare here.
    spellings = {name for one in names for name in (one, one.lower())}
    rows = model._default_manager.annotate(_lower=Lower(field)).filter(
        models.Q(_lower__in=spellings) | models.Q(**{f"{field}__in": spellings})
    )
    return {getattr(row, field).casefold(): row for row in rows}


def _new_stubs(initials: list[str]) -> list[Author]:
    slugs = _free_slugs(Author, [slug_of(one) or "autor" for one in initials])
    return [Author(initials=one, slug=slug) for one, slug in zip(initials, slugs, strict=True)]


def _new_sections(names: list[str]) -> list[Section]:
    slugs = _free_slugs(Section, [slug_of(name) or "ressort" for name in names])
    last = Section.objects.aggregate(last=models.Max("position"))["last"]
    start = 0 if last is None else last + 1
    return [
        Section(name=name, slug=slug, position=start + number)
        for number, (name, slug) in enumerate(zip(names, slugs, strict=True))
    ]


def _new_tags(names: list[str]) -> list[Tag]:
    slugs = _free_slugs(Tag, [Tag().slugify(name) for name in names])
    return [Tag(name=name, slug=slug) for name, slug in zip(names, slugs, strict=True)]


def _free_slugs(model: type[models.Model], wanted: list[str]) -> list[str]:
    """Return `wanted` with "-2", "-3" … added where a row or an earlier one in the list has the slug."""
    taken = set(RESERVED_SLUGS)
    for slug in set(wanted):
        taken |= set(model._default_manager.filter(slug__startswith=slug).values_list("slug", flat=True))
    free = []
    for slug in wanted:
        number, one = 1, slug
        while one in taken:
            number += 1
            one = f"{slug}-{number}"
        taken.add(one)
        free.append(one)
    return free
