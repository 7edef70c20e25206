"""A new paper in one go: masthead, sections and authors from a file, for the demo and for a first start."""

from typing import Any

import msgspec
from django.contrib.auth import get_user_model
from django.db import transaction

from articles.models import THE_MASTHEAD, Agency, Author, Masthead, Section
from articles.models.slugs import slug_of


class ProfileEntry(msgspec.Struct):
    """One of the house's accounts elsewhere."""

    network: str
    url: str


class MastheadEntry(msgspec.Struct):
    """What the paper says of itself; `house` is its agency code."""

    name: str
    claim: str = ""
    house: str = ""
    editor_responsible: str = ""
    imprint: str = ""
    social: tuple[ProfileEntry, ...] = ()


class SectionEntry(msgspec.Struct):
    """A section, in the paper's order."""

    name: str
    slug: str


class AuthorEntry(msgspec.Struct):
    """An author by initials."""

    initials: str
    given_name: str
    family_name: str
    bio: str = ""


class Edition(msgspec.Struct):
    """The file's content."""

    masthead: MastheadEntry
    sections: tuple[SectionEntry, ...] = ()
    authors: tuple[AuthorEntry, ...] = ()


def read_edition(data: bytes) -> Edition:
    """Return the edition in a JSON file.

    Raises:
        msgspec.ValidationError, msgspec.DecodeError: not an edition; the message names the place.
    """
    return msgspec.json.decode(data, type=Edition)


@transaction.atomic
def set_up_edition(edition: Edition) -> None:
    """Fill in what the database does not have yet; what somebody has written there stays as it is."""
    _masthead(edition.masthead)
    for position, entry in enumerate(edition.sections):
        Section.objects.get_or_create(slug=entry.slug, defaults={"name": entry.name, "position": position})
    for one in edition.authors:
        author = Author.objects.filter(initials__iexact=one.initials).first()
        if author is None:
            slug = slug_of(f"{one.given_name} {one.family_name}")
            Author.objects.create(slug=slug, **msgspec.structs.asdict(one))
        elif author.is_stub:
            author.given_name, author.family_name, author.bio = one.given_name, one.family_name, one.bio
            author.save(update_fields=["given_name", "family_name", "bio"])


def _masthead(entry: MastheadEntry) -> None:
    masthead, _made = Masthead.objects.get_or_create(pk=THE_MASTHEAD)
    if masthead.name != Masthead().name:
        return
    masthead.name, masthead.claim, masthead.imprint = entry.name, entry.claim, entry.imprint
    masthead.editor_responsible = entry.editor_responsible
    masthead.social_profiles = "\n".join(f"{one.network.title()} {one.url}" for one in entry.social)
    if entry.house:
        masthead.agency, _made = Agency.objects.get_or_create(code=entry.house, defaults={"name": entry.name})
    masthead.save()


DEMO_NAME, DEMO_PASSWORD = "chef", "newsroom-demo"  # noqa: S105 - known to everybody, refused in production


def make_demo_editor() -> bool:
    """Make the demo's editor unless there is one, and return whether the printed password is theirs."""
    users: Any = get_user_model().objects
    user = users.filter(username=DEMO_NAME).first()
    if user is None:
        user = users.create_superuser(DEMO_NAME, "", DEMO_PASSWORD)
    return bool(user.check_password(DEMO_PASSWORD))
