"""A new paper in one go: masthead, sections and authors from a file, for the demo and for a first start."""

from typing import Any

import msgspec
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q

from articles.models import THE_MASTHEAD, Agency, Author, Masthead, Section, StaffMember
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


class StaffEntry(msgspec.Struct):
    """Somebody at the desk: the name to log in with, the group, the author by initials, the sections by address."""

    login: str
    role: str
    initials: str = ""
    sections: tuple[str, ...] = ()


class Edition(msgspec.Struct):
    """The file's content."""

    masthead: MastheadEntry
    sections: tuple[SectionEntry, ...] = ()
    authors: tuple[AuthorEntry, ...] = ()
    staff: tuple[StaffEntry, ...] = ()


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
        if not Section.objects.filter(Q(slug=entry.slug) | Q(name=entry.name)).exists():
            Section.objects.create(slug=entry.slug, name=entry.name, position=position)
    for one in edition.authors:
        _author(one)


def _author(entry: AuthorEntry) -> None:
    """Make the author, or fill in what a bare initial or a printed name left open."""
    slug = slug_of(f"{entry.given_name} {entry.family_name}")
    authors = Author.objects.filter(Q(initials__iexact=entry.initials) | Q(slug=slug)).order_by("pk")
    author = authors.filter(initials__iexact=entry.initials).first() or authors.first()
    if author is None:
        Author.objects.create(slug=slug, **msgspec.structs.asdict(entry))
        return
    if author.is_stub:
        author.given_name, author.family_name = entry.given_name, entry.family_name
    author.initials = author.initials or entry.initials
    author.bio = author.bio or entry.bio
    author.save(update_fields=["given_name", "family_name", "initials", "bio"])


def _masthead(entry: MastheadEntry) -> None:
    masthead, _made = Masthead.objects.get_or_create(pk=THE_MASTHEAD)
    if masthead.name != Masthead().name:
        return
    masthead.name, masthead.claim, masthead.imprint = entry.name, entry.claim, entry.imprint
    masthead.editor_responsible = entry.editor_responsible
    masthead.social_profiles = "\n".join(f"{one.network} {one.url}" for one in entry.social)
    if entry.house:
        house = Agency.objects.filter(code__iexact=entry.house).first()
        masthead.agency = house or Agency.objects.create(code=entry.house, name=entry.name)
    masthead.save()


DEMO_NAME, DEMO_PASSWORD = "chef", "newsroom-demo"  # known to everybody, refused in production


@transaction.atomic
def make_demo_staff(edition: Edition) -> dict[str, bool]:
    """Make the demo's people unless they are there; return for each login whether the known password opens it.

    `DEMO_NAME` may everything. The others have the roles, the sections and the authors that the edition gives them.
    """
    users: Any = get_user_model().objects
    if not users.filter(username=DEMO_NAME).exists():
        users.create_superuser(DEMO_NAME, "", DEMO_PASSWORD)
    for entry in edition.staff:
        if not users.filter(username=entry.login).exists():
            _staff_member(users.create_user(entry.login, "", DEMO_PASSWORD, is_staff=True), entry)
    logins = [DEMO_NAME, *(entry.login for entry in edition.staff)]
    return {user.username: user.check_password(DEMO_PASSWORD) for user in users.filter(username__in=logins)}


def _staff_member(user: Any, entry: StaffEntry) -> None:
    user.groups.set(Group.objects.filter(name=entry.role))
    if entry.sections:
        StaffMember.objects.create(user=user).sections.set(Section.objects.filter(slug__in=entry.sections))
    if entry.initials:
        Author.objects.filter(initials__iexact=entry.initials, user=None).update(user=user)
