"""Who may see, write, publish and delete which piece: a row for each role, section and state."""

import uuid

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from articles.desk import rights
from articles.desk.publishing import publish_many, withdraw
from articles.models import Article, Author, Contribution, Picture, RelatedLink, Section, Status, Version
from tests.roles import CHIEF, EDITOR, PHOTO_DESK, REPORTER, TECHNICIAN, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def hafen() -> Section:
    return Section.objects.create(name="Hafen", slug="hafen")


@pytest.fixture
def sport() -> Section:
    return Section.objects.create(name="Sport", slug="sport")


def article(section: Section | None, status: Status = Status.DRAFT, by: User | None = None) -> Article:
    return Article.objects.create(headline="Möwe", section=section, status=status, created_by=by)


def can(user: User, piece: Article) -> str:
    """Return what somebody may do, as letters: see, write, publish, delete."""
    fresh = Article.objects.get(pk=piece.pk)
    asked = {"s": rights.may_see, "w": rights.may_write, "p": rights.may_publish, "d": rights.may_delete}
    letters = "".join(letter for letter, may in asked.items() if may(user, fresh))
    assert ("s" in letters) == rights.visible(Article.objects.all(), to=user).filter(pk=piece.pk).exists()
    return letters


TABLE = [
    # The role, whose piece, its section, its status: what is allowed then.
    *((REPORTER, "own", section, Status.DRAFT, "swd") for section in ("given", "other", "none")),
    *((REPORTER, "own", "given", status, "s") for status in Status if status != Status.DRAFT),
    *((REPORTER, "others'", section, status, "") for section in ("given", "other", "none") for status in Status),
    *((EDITOR, "others'", section, status, "swpd") for section in ("given", "none") for status in Status),
    *((EDITOR, "others'", "other", status, "") for status in Status),
    (EDITOR, "own", "other", Status.DRAFT, "swd"),
    (EDITOR, "own", "other", Status.REVIEW, "s"),
    *((PHOTO_DESK, "others'", section, status, "s") for section in ("given", "other") for status in Status),
    *((CHIEF, "others'", section, status, "swpd") for section in ("given", "other", "none") for status in Status),
    *((TECHNICIAN, "others'", section, status, "") for section in ("given", "other", "none") for status in Status),
    (TECHNICIAN, "own", "given", Status.DRAFT, ""),
    *(("", "own", "given", status, "") for status in Status),
]


@pytest.mark.parametrize(("role", "whose", "where", "status", "allowed"), TABLE)
def test_the_roles(  # noqa: PLR0917 - a column of the table each
    role: str, whose: str, where: str, status: Status, allowed: str, hafen: Section, sport: Section
) -> None:
    user = person(role, sections=[hafen])
    section = {"given": hafen, "other": sport, "none": None}[where]
    piece = article(section, status, user if whose == "own" else person(REPORTER))
    assert can(user, piece) == allowed


def test_a_name_in_the_byline_makes_a_piece_ones_own(hafen: Section) -> None:
    user = person(REPORTER)
    piece = article(hafen)
    assert can(user, piece) == ""
    author = Author.objects.create(initials="jat", slug="jat", user=user)
    Contribution.objects.create(article=piece, author=author)
    assert can(user, piece) == "swd"


def test_nobody_who_was_shut_out_may_anything(hafen: Section) -> None:
    user = person(CHIEF, is_active=False)
    assert can(user, article(hafen, by=user)) == ""


def test_a_form_cannot_choose_the_section_that_one_may_edit(hafen: Section, sport: Section) -> None:
    """What counts is where the piece stood before somebody typed."""
    user = person(EDITOR, sections=[hafen])
    piece = article(sport)
    piece.section = hafen
    assert not rights.may_write(user, piece)


def test_everybody_may_link_to_what_is_live_and_read_the_working_copy_no_more(hafen: Section, sport: Section) -> None:
    user = person(EDITOR, sections=[hafen])
    live, draft = article(sport), article(sport)
    publish_many(pieces=[live], by=None, now=timezone.now())
    assert list(rights.linkable(Article.objects.all(), to=user)) == [live]
    assert not rights.may_see(user, live)
    assert not rights.may_see(user, draft)
    withdraw(piece=live, by=None, now=timezone.now())
    assert not rights.linkable(Article.objects.all(), to=user).exists()


def test_pictures_are_changed_by_editors_and_by_who_brought_them() -> None:
    reporter, editor, photo, technician = (person(role) for role in (REPORTER, EDITOR, PHOTO_DESK, TECHNICIAN))
    own, other = Picture.objects.create(created_by=reporter), Picture.objects.create()
    assert [rights.may_change_picture(one, other) for one in (reporter, editor, photo, technician)] == [
        False, True, True, False,
    ]  # fmt: skip
    assert rights.may_change_picture(reporter, own)


def test_what_readers_see_in_a_section_that_is_not_given_cannot_be_written_or_published(
    hafen: Section, sport: Section
) -> None:
    """A piece that was moved at the desk still stands where readers find it."""
    user = person(EDITOR, sections=[hafen])
    piece = article(sport)
    publish_many(pieces=[piece], by=None, now=timezone.now())
    Article.objects.filter(pk=piece.pk).update(section=hafen)
    assert can(user, piece) == "s"


@pytest.mark.parametrize("role", [REPORTER, EDITOR, PHOTO_DESK, CHIEF, TECHNICIAN, ""])
def test_what_hangs_on_a_piece_is_seen_with_it(role: str, hafen: Section, sport: Section) -> None:
    user = person(role, sections=[hafen])
    for section in (hafen, sport):
        piece = article(section)
        Version.objects.create(article=piece, kind=Version.Kind.EDIT, document={}, created_at=timezone.now())
        RelatedLink.objects.create(article=piece, title="Mehr")
    seen = set(rights.visible(Article.objects.all(), to=user))
    for kind in (Version, RelatedLink):
        rows = rights.visible(kind._default_manager.all(), to=user)
        assert {row.article for row in rows} == seen
        assert {rights.piece_of(row) for row in rows} == seen


def test_what_somebody_typed_and_never_saved_is_theirs() -> None:
    mine, other = person(REPORTER), person(CHIEF)
    for user in (mine, other):
        Version.objects.create(
            kind=Version.Kind.AUTOSAVE, piece_kind="article", session=uuid.uuid4(), document={}, form={}, by=user,
            created_at=timezone.now(),
        )  # fmt: skip
    assert [row.by for row in rights.visible(Version.objects.all(), to=mine)] == [mine]
    assert [row.by for row in rights.visible(Version.objects.all(), to=other)] == [other]
