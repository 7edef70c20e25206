"""Keyset pages: a cursor is a place, a hostile one is none, and paging shows every row once."""

import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.models import Article, Release, Section
from articles.site.keyset import Cursor, page_of, parse_cursor

NOON = datetime.datetime(2026, 11, 20, 12, 0, tzinfo=datetime.UTC)

# --- cursors ----------------------------------------------------------------------------------------------------


@given(st.datetimes(timezones=st.just(datetime.UTC)), st.integers(1, 10**18 - 1))
@settings(max_examples=80)
def test_a_cursor_comes_back_from_its_text(published_at: datetime.datetime, pk: int) -> None:
    cursor = Cursor(published_at, pk)
    assert parse_cursor(str(cursor)) == cursor


def test_a_cursor_does_not_depend_on_the_time_zone() -> None:
    berlin = NOON.astimezone(datetime.timezone(datetime.timedelta(hours=1)))
    assert str(Cursor(berlin, 7)) == str(Cursor(NOON, 7))


def test_a_cursor_goes_back_before_1970() -> None:
    """A paper's archive is older than computers count."""
    cursor = Cursor(datetime.datetime(1874, 5, 1, tzinfo=datetime.UTC), 7)
    assert parse_cursor(str(cursor)) == cursor


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "--",
        "1",
        "1-",
        "-1",
        "--1-2",
        "1--2",
        "1-2-3",
        "1-2 ",
        " 1-2",
        "+1-2",
        "1-+2",
        "1_0-2",
        "1.5-2",
        "1e3-2",
        "0x1-2",
        "٣-٣",
        "²-1",
        "1-٣",
        "\x001-2",
        "1-2\n",
        "999999999999999999-1",
        "-999999999999999999-1",
        f"1-{'9' * 19}",
        f"{'9' * 5000}-1",
        "' OR 1=1 --",
        "../../etc/passwd",
    ],
)
def test_anything_else_is_no_cursor(text: str) -> None:
    assert parse_cursor(text) is None


@given(st.text(st.sampled_from("-0129 +_.e٣²\x00\n'"), max_size=24) | st.text(max_size=24))
@settings(max_examples=100)
def test_no_text_does_harm(text: str) -> None:
    cursor = parse_cursor(text)
    assert cursor is None or parse_cursor(str(cursor)) == cursor


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["1-0", "-62135596800000000-1", "253402300799999999-999999999999999999"])
def test_the_farthest_places_of_all_are_looked_up_without_harm(text: str) -> None:
    cursor = parse_cursor(text)
    assert cursor is not None
    assert list(page_of(Release.objects.all(), after=cursor).rows) == []


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["x", "1-2-3", "\x00", "9" * 5000])
def test_a_list_with_a_wrong_cursor_is_not_found(client: Any, text: str) -> None:
    Section.objects.get_or_create(slug="hafen", defaults={"name": "Hafen"})
    assert client.get("/hafen/", {"nach": text}).status_code == 404
    assert client.get("/hafen/").status_code == 200


# --- pages ------------------------------------------------------------------------------------------------------


def releases(dates: list[datetime.datetime]) -> list[Release]:
    section, _made = Section.objects.get_or_create(slug="hafen", defaults={"name": "Hafen"})
    articles = Article.objects.bulk_create(Article(headline=f"Text {number}") for number, _date in enumerate(dates))
    return Release.objects.bulk_create(
        Release(
            article=article,
            number=1,
            document={},
            headline=article.headline,
            slug="text",
            section=section,
            published_at=date,
            released_at=date,
        )
        for article, date in zip(articles, dates, strict=True)
    )


def paged(*, size: int) -> list[list[int]]:
    """Return the keys of all releases, page by page, following the cursors as readers do."""
    pages, cursor = [], None
    while True:
        page = page_of(Release.objects.all(), after=cursor, size=size)
        pages.append([release.pk for release in page.rows])
        assert len(pages) < 50, "the pages do not end"
        if not page.following:
            return pages
        cursor = parse_cursor(page.following)
        assert cursor is not None


HOUR, TICK = datetime.timedelta(hours=1), datetime.timedelta(microseconds=1)


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 2, 3, 6, 7, 20])
@pytest.mark.parametrize(
    "dates",
    [
        pytest.param([NOON - HOUR * number for number in range(7)], id="one after the other"),
        pytest.param([NOON] * 7, id="all at once"),
        pytest.param([NOON, NOON, NOON - TICK, NOON + TICK, NOON, NOON - TICK, NOON], id="a microsecond apart"),
        pytest.param([NOON.replace(year=year) for year in (1874, 1969, 1970, 2026, 1970, 1874, 1969)], id="an archive"),
    ],
)
def test_paging_shows_every_row_once_in_order(dates: list[datetime.datetime], size: int) -> None:
    made = releases(dates)
    wanted = [release.pk for release in sorted(made, key=lambda one: (one.published_at, one.pk), reverse=True)]
    pages = paged(size=size)
    assert [pk for page in pages for pk in page] == wanted
    assert all(len(page) == size for page in pages[:-1])
    assert pages[-1]


@pytest.mark.django_db
def test_no_rows_are_one_empty_page() -> None:
    assert page_of(Release.objects.all(), after=None) == ([], "")


@pytest.mark.django_db
def test_what_is_published_meanwhile_shifts_no_page() -> None:
    made = releases([NOON - HOUR * number for number in range(4)])
    first = page_of(Release.objects.all(), after=None, size=2)
    releases([NOON + HOUR])
    second = page_of(Release.objects.all(), after=parse_cursor(first.following), size=2)
    assert [release.pk for release in second.rows] == [release.pk for release in made[2:]]


@pytest.mark.django_db
def test_a_page_costs_one_query(django_assert_num_queries: Any) -> None:
    releases([NOON - HOUR * number for number in range(5)])
    after = Cursor(NOON - HOUR, 10**9)
    with django_assert_num_queries(1):
        page_of(Release.objects.all(), after=after, size=2)
