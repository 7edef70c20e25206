"""The masthead: exactly one, with profiles that are checked; and addresses that no section may take."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import get_resolver

from articles.models import THE_MASTHEAD, Masthead, Profile, Section
from articles.models.masthead import RESERVED_SLUGS, check_profiles, parse_profiles

# --- profiles ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "profiles"),
    [
        ("", ()),
        ("\n  \r\n", ()),
        ("Mastodon https://example.org/@us", (Profile("Mastodon", "https://example.org/@us"),)),
        ("  Mastodon   http://example.org/@us  ", (Profile("Mastodon", "http://example.org/@us"),)),
        ("Unser Kanal https://example.org/", (Profile("Unser Kanal", "https://example.org/"),)),
        (
            "Bluesky https://example.org/b\r\n\r\nYouTube https://example.org/y",
            (Profile("Bluesky", "https://example.org/b"), Profile("YouTube", "https://example.org/y")),
        ),
    ],
)
def test_each_line_is_a_profile(text: str, profiles: tuple[Profile, ...]) -> None:
    assert parse_profiles(text) == profiles


@pytest.mark.parametrize(
    "line",
    [
        "https://example.org/@us",
        "Mastodon",
        "Mastodon example.org/@us",
        "Mastodon javascript:alert(1)",
        "Mastodon ftp://example.org/",
        "Mastodon https://",
        "Mastodon https://example.org/@us (neu)",
    ],
)
def test_a_line_that_is_no_profile_is_quoted(line: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        check_profiles(f"Bluesky https://example.org/b\n{line}")
    (message,) = refusal.value.messages
    assert f"“{line}”" in message or f"„{line}“" in message
    assert "Mastodon https://example.org/@" in message.removeprefix(f"„{line}“").removeprefix(f"“{line}”")


# --- the only row -----------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_masthead_is_there_from_the_start() -> None:
    assert Masthead.objects.get().pk == THE_MASTHEAD


@pytest.mark.django_db
def test_there_is_no_second_masthead() -> None:
    with pytest.raises(IntegrityError, match="masthead_is_one"):
        Masthead.objects.create(pk=THE_MASTHEAD + 1, name="Konkurrenz")


@pytest.mark.django_db
def test_wrong_profiles_are_refused_at_their_field() -> None:
    masthead = Masthead.objects.get()
    masthead.social_profiles = "Mastodon"
    with pytest.raises(ValidationError) as refusal:
        masthead.full_clean()
    assert set(refusal.value.message_dict) == {"social_profiles"}


@pytest.mark.django_db
def test_the_masthead_gives_its_profiles() -> None:
    masthead = Masthead.objects.get()
    masthead.social_profiles = "Mastodon https://example.org/@us"
    masthead.full_clean()
    assert masthead.profiles == (Profile("Mastodon", "https://example.org/@us"),)


# --- sections ---------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("slug", sorted(RESERVED_SLUGS))
def test_a_section_cannot_take_the_address_of_another_page(slug: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        Section(name="Ressort", slug=slug).full_clean()
    assert slug in refusal.value.message_dict["slug"][0]


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["hafen", "administration", "medien", "static-2"])
def test_other_addresses_are_free(slug: str) -> None:
    Section(name="Ressort", slug=slug).full_clean()


def first_parts() -> set[str]:
    """Return the fixed first parts of all addresses."""
    routes = []
    for pattern in get_resolver().url_patterns:
        inner = getattr(pattern, "url_patterns", []) if str(pattern.pattern) == "" else [pattern]
        routes += [str(one.pattern) for one in inner]
    return {part for part in (route.split("/")[0] for route in routes) if part and "<" not in part}


def test_the_first_part_of_every_other_address_is_reserved() -> None:
    pages = {part for part in first_parts() if "." not in part}  # no slug has a dot
    assert "admin" in pages
    assert pages <= RESERVED_SLUGS


@pytest.mark.django_db
def test_sections_come_in_the_papers_order_with_the_masthead_in_one_query(django_assert_num_queries: object) -> None:
    Section.objects.all().delete()
    for position, name in ((2, "Sport"), (1, "Politik"), (1, "Hafen")):
        Section.objects.create(name=name, slug=name.lower(), position=position)
    with django_assert_num_queries(1):  # type: ignore[operator]
        sections = list(Section.objects.with_masthead())
        assert [section.name for section in sections] == ["Hafen", "Politik", "Sport"]
        assert {section.masthead.pk for section in sections} == {THE_MASTHEAD}
