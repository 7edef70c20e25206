"""A newsroom for the tests of the doors: a person of each role, and a piece of each kind in each section and state."""

import datetime
import uuid
from typing import Any, Final, NamedTuple

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from articles.desk.journal import Kind, enter
from articles.desk.publishing import publish_many, withdraw
from articles.document import Document, to_builtins
from articles.models import (
    THE_MASTHEAD,
    Agency,
    Annotation,
    Article,
    Author,
    Gallery,
    GalleryPicture,
    Masthead,
    Picture,
    PreviewLink,
    RelatedLink,
    Release,
    Schedule,
    Section,
    Status,
    Tag,
    Version,
)
from tests.roles import CHIEF, EDITOR, PHOTO_DESK, REPORTER, TECHNICIAN, group, person

PEOPLE: Final = {"r": REPORTER, "e": EDITOR, "p": PHOTO_DESK, "c": CHIEF, "t": TECHNICIAN, "n": ""}
READER: Final = "x"  # has an account, and no business at the desk
STATES: Final = ("draft", "review", "scheduled", "published", "withdrawn", "embargoed")
PLACES: Final = ("given", "other", "own")  # "own" is the reporter's, in the section given to the editor
KINDS: Final[dict[str, type[models.Model]]] = {"article": Article, "gallery": Gallery}
_STATUS: Final = {"review": Status.REVIEW, "scheduled": Status.SCHEDULED}
EMPTY: Final = to_builtins(Document(headline="Leer"))


class Case(NamedTuple):
    """A piece with what hangs on it.

    Args:
        kind: "article" or "gallery".
        place: one of `PLACES`.
        state: one of `STATES`.
        piece: the row.
        keys: of what hangs on it, by kind: version, release (0 without one), relatedlink, link, annotation.
    """

    kind: str
    place: str
    state: str
    piece: Any
    keys: dict[str, int]

    def __str__(self) -> str:
        return f"{self.kind} in {self.place}, {self.state}"


class World(NamedTuple):
    """Who and what there is.

    Args:
        people: by their letters; `READER` is one too.
        cases: every piece.
        rows: a row of each other kind, by the beginning of its addresses' names.
    """

    people: dict[str, User]
    cases: list[Case]
    rows: dict[str, models.Model]


def build() -> World:
    """Make the newsroom. Some two hundred statements."""
    given = Section.objects.create(name="Hafen", slug="hafen")
    other = Section.objects.create(name="Sport", slug="sport")
    Masthead.objects.get_or_create(pk=THE_MASTHEAD)
    people = {
        letter: person(role, sections=[given] if role == EDITOR else [], name=f"person-{letter}")
        for letter, role in PEOPLE.items()
    }
    people[READER] = get_user_model().objects.create_user("person-x", password="geheim-genug")
    cases = [
        case for kind in KINDS for case in _cases(kind, {"given": given, "other": other, "own": given}, people["r"])
    ]
    return World(people, cases, _rows())


def _cases(kind: str, sections: dict[str, Section], reporter: User) -> list[Case]:
    now, stranger = timezone.now(), person(REPORTER)
    model: Any = KINDS[kind]
    title = "headline" if kind == "article" else "title"
    named = [(place, state) for place in PLACES for state in STATES]
    pieces = model.objects.bulk_create(
        model(
            **{title: f"Möwe {place} {state}"},
            **({"body": "<p>Ein Riss.</p>", "headline_key": "möwe"} if kind == "article" else {}),
            slug=f"moewe-{place}-{state}",
            section=sections[place],
            status=_STATUS.get(state, Status.DRAFT),
            created_by=reporter if place == "own" else stranger,
            embargo_until=now + datetime.timedelta(days=1) if state == "embargoed" else None,
        )
        for place, state in named
    )
    if kind == "gallery":
        picture = Picture.objects.create(caption="Die Möwe", alt_text="Eine Möwe", credit="Max Muster")
        GalleryPicture.objects.bulk_create(GalleryPicture(gallery=one, picture=picture) for one in pieces)
    by_state = list(zip([state for _place, state in named], pieces, strict=True))
    publish_many(pieces=[one for state, one in by_state if state in {"published", "withdrawn"}], by=None, now=now)
    for state, one in by_state:
        if state == "withdrawn":
            withdraw(piece=one, by=None, now=now)
        if state == "scheduled":
            at = now + datetime.timedelta(days=1)
            Schedule.objects.create(**{kind: one}, at=at, zone="Europe/Berlin", made_at=now)
    hanging = _hanging(kind, pieces, now)
    return [Case(kind, *name, one, keys) for name, one, keys in zip(named, pieces, hanging, strict=True)]


def _hanging(kind: str, pieces: list[Any], now: datetime.datetime) -> list[dict[str, int]]:
    """Make what hangs on the pieces, and return the keys of each."""
    ends = now + datetime.timedelta(days=1)
    links = PreviewLink.objects.bulk_create(
        PreviewLink(**{kind: one}, created_at=now, expires_at=ends) for one in pieces
    )
    made: dict[str, list[Any]] = {
        "link": links,
        "annotation": Annotation.objects.bulk_create(
            Annotation(link=link, number=0, name="Erika", text="Stimmt das?", created_at=now) for link in links
        ),
        "version": Version.objects.bulk_create(
            Version(**{kind: one}, kind=Version.Kind.EDIT, document=EMPTY, created_at=now) for one in pieces
        ),
    }
    if kind == "article":
        made["relatedlink"] = RelatedLink.objects.bulk_create(RelatedLink(article=one, title="Mehr") for one in pieces)
    releases = dict(Release.objects.filter(**{f"{kind}__isnull": False}).values_list(kind, "pk"))
    return [
        {name: rows[number].pk for name, rows in made.items()} | {"release": releases.get(piece.pk, 0)}
        for number, piece in enumerate(pieces)
    ]


def _rows() -> dict[str, models.Model]:
    unused = person(REPORTER, name="jana")
    entry = enter(kind=Kind.RIGHTS, by=None, now=timezone.now(), subject=unused)
    kind = ContentType.objects.get_for_model(Agency)
    agency = Agency.objects.create(code="dpa")
    log = LogEntry.objects.create(
        user=unused, content_type=kind, object_id=str(agency.pk), object_repr="dpa", action_flag=CHANGE
    )
    return {
        "articles_masthead": Masthead.objects.get(),
        "articles_section": Section.objects.create(name="Leer", slug="leer"),
        "articles_author": Author.objects.create(initials="jat", slug="jat"),
        "articles_agency": agency,
        "articles_picture": Picture.objects.create(caption="Übrig"),
        "articles_tag": Tag.objects.create(name="Wetter", slug="wetter"),
        "auth_user": unused,
        "auth_group": group(CHIEF),
        "articles_journalentry": entry,
        "admin_logentry": log,
    }


def autosaves(world: World, letter: str) -> dict[int, uuid.UUID]:
    """Let a person type into every article, and return the editing sessions by article."""
    sessions = {case.piece.pk: uuid.uuid4() for case in world.cases if case.kind == "article"}
    Version.objects.bulk_create(
        Version(
            article_id=key, kind=Version.Kind.AUTOSAVE, piece_kind="article", session=session, document=EMPTY, form={},
            by=world.people[letter], created_at=timezone.now(),
        )
        for key, session in sessions.items()
    )  # fmt: skip
    return sessions
