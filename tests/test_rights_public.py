"""The doors that are no part of the desk, for every role: what readers see, links that were given, and signing in."""

from typing import Any, Final

import pytest
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.template.backends.django import Template
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.desk.reviewing import make_link, token_of
from articles.models import Article, Author, Picture, PreviewLink, Release, Tag
from tests.admin_rows import jpeg
from tests.doors import LINKS, READERS, SIGNING_IN
from tests.doors_world import PEOPLE, READER, World, build

pytestmark = pytest.mark.django_db
# What readers get, by state: the same for everybody. What was withdrawn says so.
SHOWN: Final = {
    "draft": 404, "review": 404, "scheduled": 404, "embargoed": 404, "published": 200, "withdrawn": 410,
}  # fmt: skip
SEES_PICTURES: Final = "repc"
# The same for every role; what follows, the tests of the accounts say. "login": first sign in; "on": leads on.
STRANGERS: Final = {
    "account_login": 200, "account_reset_password": 200, "account_reset_password_done": 200,
    "account_reset_password_from_key": 200, "account_reset_password_from_key_done": 200, "account_inactive": 200,
    "mfa_authenticate": 302, "mfa_login_webauthn": 302, "account": 302, "set_language": 302, "account_logout": 302,
    "admin:login": 302, "admin:logout": 302, "admin:password_change": 302, "admin:password_change_done": 302,
}  # fmt: skip


@pytest.fixture(autouse=True)
def unrendered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Template, "render", lambda *_args, **_kwargs: "")


@pytest.fixture
def world() -> World:
    return build()


def everybody(world: World) -> list[User | None]:
    """Return a person of each role, somebody who is no staff, and nobody."""
    return [*(world.people[letter] for letter in (*PEOPLE, READER)), None]


def as_(client: Client, user: User | None) -> Client:
    client.logout()
    if user:
        client.force_login(user)
    return client


def test_readers_get_the_same_whoever_they_are(client: Client, world: World) -> None:
    wrong = {}
    for user in everybody(world):
        as_(client, user)
        for case in world.cases:
            args: tuple[Any, ...] = (case.piece.section.slug, case.piece.slug, case.piece.pk)
            if case.kind == "gallery":
                # Leads to the first picture, there or not: nothing is looked up.
                assert client.get(reverse("site:gallery_start", args=args)).status_code == 301
                args += (1,)
            answer = client.get(reverse(f"site:{case.kind}", args=args))
            if answer.status_code != SHOWN[case.state]:
                wrong[f"{user}: {case}"] = answer.status_code
    assert wrong == {}


def test_lists_and_feeds_answer_everybody(client: Client, world: World) -> None:
    Tag.objects.get_or_create(name="Wetter", slug="wetter")
    Author.objects.filter(initials="jat").update(given_name="Jana", family_name="Tester")
    args = {"topic": ("wetter",), "topic_feed": ("wetter",), "author": ("jat",), "author_feed": ("jat",),
            "section": ("hafen",), "section_feed": ("hafen",)}  # fmt: skip
    shown_before = {"article", "gallery", "gallery_start", "rendition", "original"}
    names = {name.removeprefix("site:") for name in READERS} - shown_before
    found = {
        name: {as_(client, user).get(reverse(f"site:{name}", args=args.get(name, ()))).status_code
               for user in (world.people["r"], world.people["t"], None)}
        for name in sorted(names)
    }  # fmt: skip
    assert all(len(codes) == 1 and codes <= {200, 404} for codes in found.values()), found
    assert found["home"] == found["section"] == found["feed"] == {200}


def test_originals_are_for_who_may_see_pictures(client: Client, world: World) -> None:
    row = Picture.objects.create(caption="Möwe")
    row.file.save("moewe.jpg", ContentFile(jpeg()))
    way = reverse("site:original", args=(row.file.name.removeprefix("originals/"),))
    for letter, user in world.people.items():
        answer = as_(client, user).get(way)
        assert answer.status_code == (200 if letter in SEES_PICTURES else 404), letter
        assert (answer.getvalue() == jpeg()) == (letter in SEES_PICTURES)  # read to the end, the file is closed
    assert as_(client, None).get(way).status_code == 404
    assert as_(client, None).get(reverse("site:rendition", args=("nichts.jpg",))).status_code == 404


@pytest.mark.parametrize("state", SHOWN)
def test_a_link_opens_its_piece_for_whoever_has_it_and_nothing_else(client: Client, world: World, state: str) -> None:
    case = next(one for one in world.cases if (one.kind, one.place, one.state) == ("gallery", "other", state))
    token = token_of(make_link(piece=case.piece, by=None, now=timezone.now()))
    for user in everybody(world):
        as_(client, user)
        assert client.get(reverse("preview:linked", args=(token,))).status_code == 200
        assert client.get(reverse("preview:linked_picture", args=(token, 1))).status_code == 200
        assert client.get(reverse("preview:comment", args=(token,))).status_code == 405
        assert client.post(reverse("preview:linked", args=(token,))).status_code == 405
    PreviewLink.objects.update(revoked_at=timezone.now())
    assert client.get(reverse("preview:linked", args=(token,))).status_code == 410
    assert client.get(reverse("preview:linked", args=(token[:-2],))).status_code == 404
    assert {"preview:linked", "preview:linked_picture", "preview:comment"} == LINKS


def test_a_stranger_reaches_no_account(client: Client) -> None:
    """Whatever shows or changes an account asks for a login first; the others are listed above."""
    args = {"account_reset_password_from_key": ("0", "x-y"), "mfa_remove_webauthn": (1,), "mfa_edit_webauthn": (1,),
            "usersessions_end": (1,)}  # fmt: skip
    wrong = {}
    for name in sorted(SIGNING_IN):
        answer = client.get(reverse(name, args=args.get(name, ())))
        where = answer.headers.get("Location", "")
        if name in STRANGERS:
            if answer.status_code != STRANGERS[name]:
                wrong[name] = (answer.status_code, where)
        elif answer.status_code != 405 and not where.startswith("/konto/login/"):
            wrong[name] = (answer.status_code, where)
    assert wrong == {}


def test_nothing_that_is_not_published_is_in_the_public_rows(world: World) -> None:
    """What the canaries of the other tests look for, asked of the rows: only what is live has a live release."""
    live = {case.piece.pk for case in world.cases if (case.kind, case.state) == ("article", "published")}
    assert set(Article.objects.filter(releases__live=True).values_list("pk", flat=True)) == live


def test_what_only_leads_on_leads_nobody_past_the_login(client: Client, world: World) -> None:
    live = next(case for case in world.cases if (case.kind, case.state) == ("article", "published"))
    ways = [
        f"/admin/articles/article/{live.piece.pk}/",
        f"/admin/r/{ContentType.objects.get_for_model(Release).pk}/{live.keys['release']}/",
        "/admin/gibt-es-nicht/",
    ]
    for user in (None, world.people[READER]):
        for way in ways:
            assert as_(client, user).get(way)["Location"].startswith("/admin/login/"), way
    for letter in PEOPLE:
        as_(client, world.people[letter])
        assert client.get(ways[0])["Location"] == f"{ways[0]}change/"
        assert client.get(ways[1]).status_code == 302
        assert client.get(ways[2]).status_code == 404
