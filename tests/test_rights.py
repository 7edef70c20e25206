"""Who may see, write, publish and delete which piece: a row for each role, section and state."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from articles.desk import rights
from articles.models import Article, Author, Contribution, Picture, Section, Status
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
    # role, whose, section (own, other, none), status, what is allowed
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
def test_the_roles(
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


def test_everybody_may_link_to_what_is_live_and_read_the_working_copy_no_more(
    hafen: Section, sport: Section, monkeypatch: Any
) -> None:
    user = person(EDITOR, sections=[hafen])
    live, draft = article(sport, Status.PUBLISHED), article(sport)
    monkeypatch.setattr(rights, "_live_where_seen", lambda kind, user: rights.models.Q(pk=live.pk))
    assert list(rights.linkable(Article.objects.all(), to=user)) == [live]
    assert not rights.may_see(user, live)
    assert not rights.may_see(user, draft)


def test_pictures_are_changed_by_editors_and_by_who_brought_them() -> None:
    reporter, editor, photo, technician = (person(role) for role in (REPORTER, EDITOR, PHOTO_DESK, TECHNICIAN))
    own, other = Picture.objects.create(created_by=reporter), Picture.objects.create()
    assert [rights.may_change_picture(one, other) for one in (reporter, editor, photo, technician)] == [
        False, True, True, False,
    ]  # fmt: skip
    assert rights.may_change_picture(reporter, own)
