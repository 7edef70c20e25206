"""Every door of the desk for every role, section and state, from tables that a person can read.

The addresses come from the URLconf: one that stands in no table of `tests/doors.py` fails here.
"""

import logging
from collections.abc import Iterator
from typing import Any, Final

import pytest
from django.db import models, transaction
from django.template.backends.django import Template
from django.test import Client
from django.urls import reverse

from articles import models as rows
from tests.doors import HANGING, LEADING_ON, OF_PIECES, OF_ROLES, OF_ROWS, PREVIEWS, Door, addresses, listed
from tests.doors_world import PEOPLE, READER, Case, World, autosaves, build
from tests.roles import CHIEF, person

pytestmark = pytest.mark.django_db

# Who may what with a piece: s ee, w rite, p ublish, d elete. Columns: article, gallery; lines: where it stands.
TABLE: Final = {
    # The pieces in "own" were made by the reporter, and stand in the section given to the editor.
    "r": {"given": ("", ""), "other": ("", ""), "own": ("s", "s")},
    "e": {"given": ("swpd", "swpd"), "other": ("", ""), "own": ("swpd", "swpd")},
    "p": {"given": ("s", "swpd"), "other": ("s", "swpd"), "own": ("s", "swpd")},
    "c": {"given": ("swpd", "swpd"), "other": ("swpd", "swpd"), "own": ("swpd", "swpd")},
    "t": {"given": ("", ""), "other": ("", ""), "own": ("", "")},
    "n": {"given": ("", ""), "other": ("", ""), "own": ("", "")},
}
DRAFTS: Final = ("draft", "embargoed")  # an embargo is a date, no step of the way
SEEN_BY_READERS: Final = ("published", "withdrawn")  # once
READS_PIECES: Final = "repc"  # whoever reads none at all is refused; everybody else is told that it is not there
EVERYBODY: Final = (*PEOPLE, READER)
LOGIN, DESK, KEPT = "login", "desk", "kept"
WRONG_METHOD: Final = 405


def letters(role: str, case: Case) -> str:
    """Return what somebody may with a piece."""
    allowed = TABLE[role][case.place][case.kind == "gallery"]
    if role == "r" and case.place == "own" and case.state in DRAFTS:
        return "swd"
    return allowed.replace("d", "") if case.state in SEEN_BY_READERS else allowed


def expected(role: str, case: Case, name: str, door: Door, *, sends: bool = False) -> Any:  # noqa: PLR0911
    """Return the answer that the tables promise: a status, or where a redirect leads."""
    if role == READER and name not in PREVIEWS:
        return LOGIN
    if (door.takes, sends) in {("post", False), ("get", True)}:
        return WRONG_METHOD
    if role == READER:
        return 404
    allowed, needs = letters(role, case), (door.sends if sends and door.sends else door.needs)
    if role not in READS_PIECES or needs == "never":
        return 404 if name in PREVIEWS else 403
    if "s" not in allowed:
        return DESK if door.hidden == 302 else door.hidden
    if name == "delete" and case.state in SEEN_BY_READERS:
        return KEPT  # readers have seen it: a sentence instead of a question
    if needs[0] not in allowed:
        return 403
    # Nothing to ask: readers see it as it stands, or nothing of it.
    if (name, case.state == "published") in {("publish", True), ("withdraw", False)}:
        return KEPT
    return 200


def answered(answer: Any) -> Any:
    """Return an answer in the words of the tables."""
    if answer.status_code != 302:
        return answer.status_code
    where = answer["Location"].partition("?")[0]
    return LOGIN if where == "/admin/login/" else DESK if where == "/admin/" else KEPT


@pytest.fixture(autouse=True)
def unrendered(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """What a page looks like, and where a session is kept, is another test's: here it would take most of the time."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    monkeypatch.setattr(Template, "render", lambda *_args, **_kwargs: "")
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)


@pytest.fixture
def world() -> World:
    return build()


def cases_for(role: str, world: World) -> list[Case]:
    """Return the pieces that make a difference for a role.

    What is the reporter's own is that for the reporter alone; and who reads no piece is refused before anybody looks
    at one, so that one state in each place is enough.
    """
    if role == "r":
        return world.cases
    if role in READS_PIECES:
        return [case for case in world.cases if case.place != "own"]
    turns = {"given": "draft", "other": "published", "own": "review"}
    return [case for case in world.cases if turns[case.place] == case.state]


def of_case(case: Case) -> Iterator[tuple[str, Door, str]]:
    """Yield name, door and address of everything that leads to a piece or hangs on it."""
    keys = case.keys | {"base": 0}
    for name, door in OF_PIECES.items():
        args: tuple[int, ...] = (case.piece.pk,)
        if extra := {"revoke": "link", "tick_off": "annotation"}.get(name):
            args += (keys[extra],)
        yield name, door, address(f"admin:articles_{case.kind}_{name}", *args, query=door.query.format(**keys))
    for name, door in HANGING.items() if case.state in {"draft", "published"} else ():
        if key := keys.get(name.partition("_")[0]):
            yield name, door, address(f"admin:articles_{name}", key)
    preview = f"preview:{case.kind}"
    yield preview, PREVIEWS[preview], address(preview, case.piece.pk)
    if case.kind == "gallery":
        yield (
            "preview:gallery_picture",
            PREVIEWS["preview:gallery_picture"],
            address(f"{preview}_picture", case.piece.pk, 1),
        )


def address(name: str, *args: Any, query: str = "") -> str:
    return reverse(name, args=args) + (f"?{query}" if query else "")


def test_every_address_is_listed() -> None:
    """Whoever adds an address says in tests/doors.py whose door it is."""
    there, known = addresses(), listed()
    assert not there.keys() - known.keys(), "give these a line in a table of tests/doors.py"
    assert not known.keys() - there.keys(), "take these from the tables of tests/doors.py: there is no such address"


def test_what_leads_on_without_a_name_is_known() -> None:
    bare = {pattern for pattern in addresses()["admin:"] if not pattern.endswith("<path:object_id>/")}
    assert bare == {"admin/(?P<url>.*)$"}
    assert {"admin:", "admin:view_on_site"} == LEADING_ON


@pytest.mark.parametrize("role", EVERYBODY)
def test_the_doors_to_pieces(client: Client, world: World, role: str) -> None:
    client.force_login(world.people[role])
    wrong = {}
    for case in cases_for(role, world):
        for name, door, way in of_case(case):
            found, promised = answered(client.get(way)), expected(role, case, name, door)
            if found != promised:
                wrong[f"{case}: {name}"] = (found, promised)
    assert wrong == {}


@pytest.mark.parametrize("role", EVERYBODY)
def test_previews_of_what_is_typed_are_for_who_typed_it_and_may_see_the_piece(
    client: Client, world: World, role: str
) -> None:
    sessions = autosaves(world, role)
    client.force_login(world.people[role])
    cases = [case for case in world.cases if case.kind == "article"]
    for case in cases:
        way = address("preview:session", sessions[case.piece.pk])
        assert client.get(way).status_code == expected(role, case, "preview:session", PREVIEWS["preview:session"])
    others = autosaves(world, "c" if role != "c" else "e")
    assert {client.get(address("preview:session_picture", one, 1)).status_code for one in others.values()} == {404}


@pytest.mark.parametrize("role", EVERYBODY)
def test_what_is_refused_changes_nothing(client: Client, world: World, role: str) -> None:
    client.force_login(world.people[role])
    before, wrong = everything(), {}
    for case in cases_for(role, world):
        for name, door, way in of_case(case):
            promised = expected(role, case, name, door, sends=True)
            if promised in {200, KEPT}:
                continue
            found = answered(client.post(way, sent(door, case, base="{}")))
            if found != promised and not (name == "step" and found == KEPT):  # told with a sentence on the form
                wrong[f"{case}: {name}"] = (found, promised)
    assert wrong == {}
    assert everything() == before


def test_the_same_sent_by_somebody_who_may_does_it(client: Client, world: World) -> None:
    """Or the test above would prove nothing."""
    client.force_login(world.people["c"])
    cases = {case.state: case for case in world.cases if (case.kind, case.place) == ("article", "given")}
    states = {"withdraw": "published", "send_back": "review", "release_change": "published"}
    idle = []
    for name, door in (OF_PIECES | HANGING).items():
        # Nobody may those; and a step leads to the page that asks, which is a door of its own.
        if not door.data or "never" in {door.needs, door.sends} or name == "step":
            continue
        case = cases[states.get(name, "draft")]
        [way] = [way for one, _door, way in of_case(case) if one == name]
        before = everything()
        with transaction.atomic():
            answer: Any = client.get(way)
            base = answer.context_data["adminform"].form.initial["base"] if "base" in door.data else ""
            client.post(way, sent(door, case, base=base))
            if everything() == before:
                idle.append(name)
            transaction.set_rollback(True)
    assert idle == []


def sent(door: Door, case: Case, *, base: str) -> Any:
    """Return what is sent through a door."""
    values = case.keys | {"headline": "headline" if case.kind == "article" else "title"}
    pairs = (part.partition("=") for part in door.data.format(**values, base="{base}").split("&") if part)
    return {name: value.replace("+", " ").replace("{base}", base) for name, _is, value in pairs} | {
        "places-TOTAL_FORMS": "0", "places-INITIAL_FORMS": "0", "language": "de",
    }  # fmt: skip


def everything() -> dict[str, list[Any]]:
    """Return all rows that a door could change."""
    kinds: list[type[models.Model]] = [
        rows.Article, rows.Gallery, rows.Picture, rows.Version, rows.Release, rows.RelatedLink, rows.PreviewLink,
        rows.Annotation, rows.Schedule, rows.Presence, rows.Contribution, rows.GalleryPicture,
    ]  # fmt: skip
    return {kind.__name__: list(kind._default_manager.order_by("pk").values_list()) for kind in kinds}


# --- doors that lead to no piece ----------------------------------------------------------------------------


def of_roles(world: World) -> Iterator[tuple[str, Door, str]]:
    picture = world.rows["articles_picture"].pk
    for name, door in OF_ROLES.items():
        args = ("articles",) if name == "app_list" else ()
        yield name, door, address(f"admin:{name}", *args, query=door.query.format(picture=picture))


def of_rows(world: World) -> Iterator[tuple[str, Door, str]]:
    for kind, doors in OF_ROWS.items():
        for name, roles in doors.items():
            yield f"{kind}_{name}", Door(roles), address(f"admin:{kind}_{name}", world.rows[kind].pk)


def by_role(role: str, name: str, door: Door) -> Any:
    private = name.endswith(("_autosave", "_presence", "_put_away"))  # asked by scripts, which follow no redirect
    if door.takes == "post" and (private or role != READER):
        return WRONG_METHOD
    if role == READER:
        return LOGIN
    if name == "app_list" and role == "n":
        return 404
    if name == "articles_masthead_delete" and role in "ct":
        return KEPT  # the sections hang on it: a sentence
    if door.needs != "*" and role not in door.needs:
        return 403
    return KEPT if name == "articles_masthead_changelist" else 200  # there is one masthead


@pytest.mark.parametrize("role", EVERYBODY)
def test_the_doors_that_lead_to_no_piece(client: Client, world: World, role: str) -> None:
    client.force_login(world.people[role])
    wrong = {}
    for name, door, way in (*of_roles(world), *of_rows(world)):
        found, promised = answered(client.get(way, headers={"accept": "text/html"})), by_role(role, name, door)
        if found != promised:
            wrong[name] = (found, promised)
    assert wrong == {}


def test_strangers_are_sent_to_the_login(client: Client, world: World) -> None:
    ways = [*of_roles(world), *of_rows(world), *(one for case in cases_for(READER, world) for one in of_case(case))]
    wrong = {}
    for name, door, way in ways:
        found = answered(client.get(way))
        promised = 404 if name in PREVIEWS else by_role(READER, name, door)
        if found != promised:
            wrong[name] = (found, promised)
    assert wrong == {}


# --- a wrong role, a wrong method, a missing row, for each of them -----------------------------------------------


def desk_doors(world: World) -> list[tuple[str, Door, str]]:
    case = next(one for one in world.cases if (one.kind, one.place, one.state) == ("article", "given", "published"))
    shown = next(one for one in world.cases if (one.kind, one.place, one.state) == ("gallery", "given", "published"))
    return [*of_roles(world), *of_rows(world), *of_case(case), *of_case(shown)]


def test_a_wrong_role(client: Client, world: World) -> None:
    """Staff without any role pass the doors alone that are everybody's; readers pass none."""
    for letter in ("n", READER):
        client.force_login(world.people[letter])
        for name, door, way in desk_doors(world):
            for answer in (client.get(way), client.post(way)):
                passed = answered(answer) in {200, KEPT}
                assert not passed or (letter == "n" and door.needs == "*"), f"{name} let {letter} in"


def test_a_wrong_method(client: Client, world: World) -> None:
    client.force_login(world.people["c"])
    before = everything()
    for name, door, way in desk_doors(world):
        for method in ("delete", "put"):
            assert getattr(client, method)(way).status_code == WRONG_METHOD, f"{method} {name}"
        if door.takes == "post":
            assert client.get(way).status_code == WRONG_METHOD, name
        if door.takes == "get":
            assert client.post(way).status_code == WRONG_METHOD, name
    assert everything() == before


@pytest.mark.parametrize("key", ["999999999", "x"])
def test_a_missing_row(client: Client, key: str) -> None:
    client.force_login(person(CHIEF))
    for kind in ("article", "gallery"):
        for name, door in OF_PIECES.items():
            args = (key, 1) if name in {"revoke", "tick_off"} else (key,)
            way = address(f"admin:articles_{kind}_{name}", *args)
            answer = client.post(way) if door.takes == "post" else client.get(way)
            assert answered(answer) == (DESK if door.hidden == 302 else door.hidden), way
    for name, door in HANGING.items():
        found = answered(client.get(address(f"admin:articles_{name}", key)))
        assert found == (403 if door.needs == "never" else DESK), name
    for kind, doors in OF_ROWS.items():
        for name in doors:
            found = answered(client.get(address(f"admin:{kind}_{name}", key)))
            assert found in {DESK, 403}, f"{kind}_{name}: {found}"
    if key.isdigit():
        assert client.get(address("preview:article", key)).status_code == 404
        assert client.get(address("preview:gallery", key)).status_code == 404
