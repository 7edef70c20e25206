"""Authors and agencies: who they are, and that nobody is there twice."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from articles.models import Agency, Author, author_from_name

pytestmark = pytest.mark.django_db


def author(initials: str = "", *, slug: str = "", **fields: str) -> Author:
    return Author.objects.create(initials=initials, slug=slug or initials or "ohne", **fields)


# --- initials ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("initials", ["jat", "JAT", "Jat"])
def test_initials_belong_to_one_author_whatever_their_case(initials: str) -> None:
    author("jat")
    with pytest.raises(IntegrityError, match="author_initials_unique"):
        author(initials, slug="ein-anderer")


def test_taken_initials_get_a_sentence_in_the_admin() -> None:
    author("jat")
    with pytest.raises(ValidationError) as refusal:
        Author(initials="JAT", slug="ein-anderer").full_clean()
    (sentence,) = refusal.value.messages
    assert sentence.endswith(".")
    assert "author_initials_unique" not in sentence


def test_many_authors_may_have_no_initials() -> None:
    author(slug="max-muster", family_name="Muster")
    author(slug="erika-muster", family_name="Muster")
    assert Author.objects.filter(initials="").count() == 2


def test_an_author_may_be_saved_again() -> None:
    one = author("jat")
    one.family_name = "Tamm"
    one.full_clean()
    one.save()
    assert Author.objects.get().family_name == "Tamm"


@pytest.mark.parametrize("fields", [{}, {"given_name": "Max"}, {"email": "max@example.org"}])
def test_an_author_needs_initials_or_a_family_name(fields: dict[str, str]) -> None:
    with pytest.raises(IntegrityError, match="author_has_initials_or_family_name"):
        author(slug="niemand", **fields)


def test_an_author_who_is_nobody_gets_a_sentence_in_the_admin() -> None:
    with pytest.raises(ValidationError) as refusal:
        Author(slug="niemand", given_name="Max").full_clean()
    (sentence,) = refusal.value.messages
    assert sentence.endswith(".")


# --- stubs ------------------------------------------------------------------------------------------------------


def test_stubs_are_the_authors_of_whom_only_initials_are_known() -> None:
    stub = author("jat")
    known = author("koj", given_name="Kolja", family_name="Jansen")
    assert list(Author.objects.stubs()) == [stub]
    assert stub.is_stub
    assert not known.is_stub


# --- names ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "name", "shown"),
    [
        ({"initials": "jat"}, "", "jat"),
        ({"initials": "jat", "given_name": "Jana", "family_name": "Tamm"}, "Jana Tamm", "Jana Tamm (jat)"),
        ({"given_name": "Jana", "family_name": "Tamm"}, "Jana Tamm", "Jana Tamm"),
        ({"family_name": "Tamm"}, "Tamm", "Tamm"),
    ],
)
def test_an_author_is_shown_by_all_that_is_known(fields: dict[str, str], name: str, shown: str) -> None:
    one = Author(**fields)
    assert one.name == name
    assert str(one) == shown


@pytest.mark.parametrize(
    ("printed", "given", "family"),
    [
        ("Jana Tamm", "Jana", "Tamm"),
        ("Anna Maria von der Waterkant", "Anna Maria von der", "Waterkant"),
        ("Tamm", "", "Tamm"),
        ("  Jana Tamm ", "Jana", "Tamm"),
    ],
)
def test_the_last_word_of_a_printed_name_is_the_family_name(printed: str, given: str, family: str) -> None:
    one = author_from_name(printed, slug="jana-tamm")
    assert (one.given_name, one.family_name, one.slug, one.pk) == (given, family, "jana-tamm", None)


# --- agencies ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["dpa", "DPA", "Dpa"])
def test_an_agency_is_there_once_whatever_the_case_of_its_code(code: str) -> None:
    Agency.objects.create(code="dpa")
    with pytest.raises(IntegrityError, match="agency_code_unique"):
        Agency.objects.create(code=code)


def test_a_taken_code_gets_a_sentence_in_the_admin() -> None:
    Agency.objects.create(code="dpa")
    with pytest.raises(ValidationError) as refusal:
        Agency(code="DPA").full_clean()
    (sentence,) = refusal.value.messages
    assert sentence.endswith(".")
