"""One search over everything: it finds what one may see, the likeliest first, whatever is typed."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.desk.finding import MOST_TYPED, OFFERED, find, recent, wanted
from articles.models import Agency, Article, Author, Gallery, Picture, Release, Section, Tag
from tests.admin_rows import picture, section
from tests.desk_rows import ago, crowd, released, written
from tests.roles import CHIEF, EDITOR, PHOTO_DESK, REPORTER, ROLES, TECHNICIAN, person

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/search/"


def found(user: User, typed: str, kind: Any = Article) -> list[str]:
    """Return what `user` finds of a kind, in order."""
    groups = find(wanted(typed), by=User.objects.get(pk=user.pk))
    return [str(getattr(row, "headline", row)) for one in groups if one.kind is kind for row in one.rows]


def asked(client: Client, user: User, typed: str, language: str = "en") -> Any:
    """Return the JSON that the dialog gets."""
    client.force_login(user)
    headers = {"accept": "application/json", "accept-language": language}
    answer = client.get(ADDRESS, {"q": typed}, headers=headers)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    return answer.json()


def lines(answer: Any, name: str) -> list[str]:
    return [line["title"] for group in answer["groups"] if group["name"] == name for line in group["lines"]]


# --- what is found first -----------------------------------------------------------------------------------------


def test_the_named_one_first_then_those_that_begin_so_then_the_newest() -> None:
    chief = person(CHIEF)
    old = written("Warum die Fähre ruht", slug="warum-die-faehre-ruht")
    written("Fähre im Sturm")
    written("Streit um die Fähre")
    exact = written("Der Anleger", slug="fähre")
    Article.objects.filter(pk=old.pk).update(changed_at=ago(days=2))
    Article.objects.filter(pk=exact.pk).update(changed_at=ago(days=3))
    expected = ["Der Anleger", "Fähre im Sturm", "Streit um die Fähre", "Warum die Fähre ruht"]
    assert found(chief, "Fähre") == expected


def test_a_number_is_the_key_of_a_piece() -> None:
    chief = person(CHIEF)
    row, other = written("Die Brücke"), written("Haushalt")
    Article.objects.filter(pk=other.pk).update(headline=f"{row.pk} Gründe")
    assert found(chief, str(row.pk)) == ["Die Brücke", f"{row.pk} Gründe"]
    assert found(chief, f"#{row.pk}") == ["Die Brücke"]


def test_the_address_of_a_page_is_enough() -> None:
    chief = person(CHIEF)
    row = written("Die Brücke")
    gallery = Gallery.objects.create(pk=row.pk, title="Brückenbilder")
    written("Haushalt")
    assert found(chief, f"https://example.org/stadt/die-bruecke-{row.pk}/?x=1") == ["Die Brücke"]
    assert found(chief, f"/stadt/die-bruecke-{row.pk}/", Gallery) == []
    assert found(chief, f"/stadt/bilder/bilder-{gallery.pk}/3/", Gallery) == ["Brückenbilder"]
    assert found(chief, f"/stadt/bilder/bilder-{gallery.pk}/3/") == []


def test_all_words_count_in_any_order_and_any_column() -> None:
    chief = person(CHIEF)
    written("Die Brücke ist zu", kicker="Verkehr")
    written("Die Brücke ist auf", kicker="Kultur")
    assert found(chief, "brücke verkehr") == ["Die Brücke ist zu"]
    assert found(chief, "  verkehr   Brücke ") == ["Die Brücke ist zu"]
    assert found(chief, "brücke theater") == []


def test_umlauts_are_found_by_whichever_letter_is_typed() -> None:
    """SQLite knows no capital umlauts; the address of the piece spells them out."""
    written("Überfahrt", slug="ueberfahrt")
    for typed in ("überfahrt", "ÜBERFAHRT", "ueberfahrt"):
        assert found(person(CHIEF), typed) == ["Überfahrt"], typed


@pytest.mark.parametrize("sign", ["%", "_", "\\"])
def test_signs_that_mean_something_to_the_database_mean_themselves(sign: str) -> None:
    written(f"Um 3 {sign} mehr")
    written("Nichts davon")
    assert found(person(CHIEF), sign) == [f"Um 3 {sign} mehr"]


@pytest.mark.parametrize(
    "typed",
    ["\0", "a\0b", "'", '"; DROP TABLE x; --', "٣", "9" * 30, "#", "-", "/a-1/", "x " * 500, "ä" * 5000, "😀"],
)  # fmt: skip
def test_anything_can_be_typed(client: Client, typed: str) -> None:
    written("Die Brücke")
    assert "groups" in asked(client, person(EDITOR, sections=[section()]), typed)
    assert client.get(ADDRESS, {"q": typed}).status_code == 200


def test_only_the_first_letters_are_looked_at() -> None:
    assert len(wanted("x" * 10_000).text) == MOST_TYPED
    assert len(wanted("x y " * 50).words) == 8


# --- who finds what ----------------------------------------------------------------------------------------------


def test_each_kind_is_found_by_what_it_is_known_by() -> None:
    chief = person(CHIEF, first_name="Imke", last_name="Sanders")
    picture("Kran im Nebel", alt_text="Ein Kran")
    Author.objects.create(given_name="Jana", family_name="Kranz", initials="jkz", slug="jana-kranz")
    Agency.objects.create(code="KRANpress")
    Tag.objects.create(name="Kräne", slug="kraene")
    Section.objects.create(name="Kran und Kai", slug="kran-und-kai")
    Gallery.objects.create(title="Kräne der Stadt")
    assert found(chief, "kran", Picture) == ["Kran im Nebel"]
    assert found(chief, "jkz", Author) == found(chief, "Kranz Jana", Author) == ["Jana Kranz (jkz)"]
    assert found(chief, "kranpress", Agency) == ["KRANpress"]
    assert found(chief, "kraene", Tag) == ["Kräne"]
    assert found(chief, "kai", Section) == ["Kran und Kai"]
    assert found(chief, "Kräne", Gallery) == ["Kräne der Stadt"]
    assert found(chief, "imke sanders", User) == [chief.username]


def test_drafts_of_others_are_not_found_whatever_is_typed() -> None:
    stadt, sport = section("Stadt"), section("Sport")
    reporter, other = person(REPORTER), person(REPORTER)
    secret = written("Kanarienvogel", where=sport, by=other, slug="kanarienvogel", kicker="Kanarienvogel")
    for typed in ("Kanarienvogel", "kanari", str(secret.pk), f"/sport/kanarienvogel-{secret.pk}/", "kanarienvogel"):
        for user in (reporter, person(EDITOR, sections=[stadt]), person(TECHNICIAN)):
            assert found(user, typed) == found(user, typed, Release) == [], typed
        assert found(other, typed) == ["Kanarienvogel"]
        assert found(person(EDITOR, sections=[sport]), typed) == ["Kanarienvogel"]


def test_what_others_have_live_is_found_by_what_readers_see_of_it(client: Client) -> None:
    """The working copy of a live piece may say more than its page: nobody learns by searching what it says."""
    live = released("Die Brücke ist zu", where=section("Sport"), by=person(REPORTER))
    Article.objects.filter(pk=live.article_id).update(headline="Kanarienvogel", teaser="Kanarienvogel")
    reporter = person(REPORTER)
    assert found(reporter, "Kanarienvogel", Release) == []
    assert found(reporter, "Brücke", Release) == ["Die Brücke ist zu"]
    assert found(reporter, str(live.article_id), Release) == ["Die Brücke ist zu"]
    assert found(reporter, "Brücke") == []
    answer = asked(client, reporter, "Brücke")
    [line] = [line for group in answer["groups"] for line in group["lines"] if "Brücke" in line["title"]]
    assert line["address"] == live.get_absolute_url()
    Release.objects.filter(pk=live.pk).update(live=False)
    assert found(reporter, "Brücke", Release) == []


def test_who_works_everywhere_finds_a_live_piece_once() -> None:
    live = released("Die Brücke ist zu")
    for user in (person(CHIEF), person(PHOTO_DESK)):
        assert found(user, "Brücke") == [str(live.article)]
        assert found(user, "Brücke", Release) == []


@pytest.mark.parametrize(("role", "seen"), [(REPORTER, False), (EDITOR, False), (CHIEF, True), (TECHNICIAN, True)])
def test_people_are_found_by_those_who_may_see_accounts(role: str, seen: bool) -> None:
    person("", name="kanarienvogel")
    assert bool(found(person(role), "kanarien", User)) == seen


def test_nobody_without_a_role_finds_anything() -> None:
    released("Die Brücke ist zu")
    picture("Die Brücke")
    assert find(wanted("Brücke"), by=person("")) == []
    assert recent(by=person("")) == []


# --- commands, nothing typed, more than fits ---------------------------------------------------------------------


def test_what_can_be_done_is_found_by_its_name_and_by_others(client: Client) -> None:
    chief = person(CHIEF)
    assert lines(asked(client, chief, "new art"), "Commands")[0] == "New article"
    assert "New picture" in lines(asked(client, chief, "upload"), "Commands")
    assert lines(asked(client, chief, "without credit"), "Commands") == ["Pictures without credit line"]
    assert lines(asked(client, chief, "neuer artikel"), "Commands") == []


def test_nobody_is_offered_what_they_may_not_do(client: Client) -> None:
    for role in ROLES:
        user = person(role)
        groups = asked(client, user, "e")["groups"] + asked(client, user, "new")["groups"]
        commands = [line["address"] for group in groups if group["name"] == "Commands" for line in group["lines"]]
        assert commands
        for address in commands:
            assert client.get(address, follow=True).status_code == 200, (role, address)
    assert lines(asked(client, person(PHOTO_DESK), "new article"), "Commands") == []
    assert lines(asked(client, person(REPORTER), "settings of the paper"), "Commands") == []
    assert lines(asked(client, person(TECHNICIAN), "settings of the paper"), "Commands") == ["Settings of the paper"]


def test_nothing_typed_answers_what_was_changed_last(client: Client) -> None:
    reporter = person(REPORTER)
    written("Meins", by=reporter)
    written("Ihrs", by=person(REPORTER))
    answer = asked(client, reporter, "  ")
    assert lines(answer, "Articles changed last") == ["Meins"]
    assert "New article" in lines(answer, "Commands")


def test_more_than_fits_leads_to_the_list_with_the_same_words(client: Client) -> None:
    chief = person(CHIEF)
    for number in range(OFFERED + 3):
        written(f"Die Brücke {number}")
    [group] = [group for group in asked(client, chief, "die brücke")["groups"] if group["name"] == "Articles"]
    assert len(group["lines"]) == OFFERED
    assert client.get(group["more"]).context["cl"].result_count == OFFERED + 3


def test_every_result_leads_somewhere(client: Client) -> None:
    chief = person(CHIEF, first_name="Kran")
    written("Kran")
    picture("Kran")
    Gallery.objects.create(title="Kran")
    Author.objects.create(family_name="Kran", slug="kran")
    Agency.objects.create(code="Kran")
    Tag.objects.create(name="Kran", slug="kran")
    Section.objects.create(name="Kran", slug="kran")
    groups = asked(client, chief, "kran")["groups"]
    assert len(groups) == 8
    for group in groups:
        for line in group["lines"]:
            assert client.get(line["address"]).status_code == 200, line


# --- the page, the door, the cost --------------------------------------------------------------------------------


def test_without_a_script_it_is_a_page(client: Client) -> None:
    chief = person(CHIEF)
    row = written("<b>Brücke</b>")
    client.force_login(chief)
    answer = client.get(ADDRESS, {"q": "brücke"}, headers={"accept": "text/html", "accept-language": "en"})
    text = answer.content.decode()
    assert f'<a href="/admin/articles/article/{row.pk}/change/">&lt;b&gt;Brücke&lt;/b&gt;</a>' in text
    assert 'value="brücke"' in text
    assert "Accept" in answer["Vary"]
    assert "no-store" in answer["Cache-Control"]
    assert (
        "Nothing found for “xyzzy”."
        in client.get(ADDRESS, {"q": "xyzzy"}, headers={"accept-language": "en"}).content.decode()
    )


def test_strangers_are_sent_to_the_login_and_a_script_is_told(client: Client) -> None:
    for accept in ("text/html", "application/json"):
        answer = client.get(ADDRESS, {"q": "x"}, headers={"accept": accept})
        assert answer.status_code == 302
        assert answer["Location"].startswith("/admin/login/")
    client.force_login(User.objects.create_user("leser"))
    assert client.get(ADDRESS).status_code == 302


def test_the_button_is_on_every_page_and_in_no_popup(client: Client) -> None:
    client.force_login(person(CHIEF))
    pages = ("", "articles/article/", "articles/article/add/", "articles/article/from-text/", "search/", "articles/")
    for address in (f"/admin/{page}" for page in pages):
        text = client.get(address, follow=True).content.decode()
        assert 'class="desk-search-open"' in text, address
        assert '<dialog id="desk-search"' in text, address
    assert "desk-search" not in client.get("/admin/articles/picture/add/?_popup=1").content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_a_search_costs_the_same_with_five_rows_and_with_hundreds(client: Client, role: str) -> None:
    user = person(role, sections=[section()] if role == EDITOR else ())
    crowd(user, many=5)

    def queries(typed: str) -> int:
        asked(client, user, typed)
        with CaptureQueriesContext(connection) as made:
            client.get(ADDRESS, {"q": typed}, headers={"accept": "application/json"})
        kinds = [one["sql"] for one in made if f" LIMIT {OFFERED + 1}" in one["sql"]]
        assert len(kinds) <= 9
        return len(made)

    few = {typed: queries(typed) for typed in ("", "draft", "1", "/x-1/")}
    crowd(user, many=200)
    assert {typed: queries(typed) for typed in few} == few
    assert max(few.values()) <= 16
    assert reverse("admin:search") == ADDRESS
