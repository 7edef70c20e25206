"""Two people save the same piece: nothing is overwritten in silence, by whichever door."""

import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from articles.models import Article, Author, Picture, Section, Version
from tests.admin_rows import article, author, fields_of, gallery, picture, section, superuser

pytestmark = pytest.mark.django_db
BODY = "<p>Eins.</p><p>Zwei.</p><p>Drei.</p>"


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(superuser())
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def form(row: Any) -> str:
    return reverse(f"admin:articles_{row._meta.model_name}_change", args=(row.pk,))


def opened(desk: Client, row: Any) -> dict[str, Any]:
    return fields_of(desk.get(form(row)))


def save(desk: Client, row: Any, fields: dict[str, Any], **changed: Any) -> Any:
    return desk.post(form(row), fields | changed | {"_continue": "yes"}, follow=True)


def choices_in(answer: Any) -> set[str]:
    return set(re.findall(r'name="(choice-[^"]+)"', answer.content.decode()))


def stored(row: Article) -> Article:
    return Article.objects.get(pk=row.pk)


# --- articles -----------------------------------------------------------------------------------------------


def test_what_two_people_changed_apart_is_joined(desk: Client) -> None:
    row = article(body=BODY)
    mine = opened(desk, row)
    save(desk, row, opened(desk, row), teaser="Ihr Vorspann.", body=BODY.replace("Drei", "Drei, von ihr"))
    save(desk, row, mine, headline="Mein Titel", body=BODY.replace("Eins", "Eins, von mir"))
    both = stored(row)
    assert (both.headline, both.teaser) == ("Mein Titel", "Ihr Vorspann.")
    assert both.body == "<p>Eins, von mir.</p><p>Zwei.</p><p>Drei, von ihr.</p>"
    assert row.versions.history().first().kind == Version.Kind.MERGE


def test_byline_topics_section_and_picture_of_somebody_else_stay(desk: Client) -> None:
    row = article()
    mine = opened(desk, row)
    shot = picture()
    theirs = {"byline": [f"author-{author('koj').pk}"], "tags": ["+Hafen"], "lead_picture": shot.pk, "section": ""}
    save(desk, row, opened(desk, row), **theirs)
    save(desk, row, mine, headline="Mein Titel")
    both = stored(row)
    assert both.headline == "Mein Titel"
    assert [str(one) for one in both.contributions.all()] == ["koj"]
    assert [str(one) for one in both.tags.all()] == ["Hafen"]
    assert (both.lead_picture, both.section) == (shot, None)


def test_the_same_place_changed_twice_is_asked_about_and_nothing_is_saved(desk: Client) -> None:
    row = article(body=BODY)
    mine = opened(desk, row)
    save(desk, row, opened(desk, row), headline="Ihr Titel", body=BODY.replace("Zwei", "Ihre Zwei"))
    answer = save(
        desk, row, mine, headline="Mein Titel", body=BODY.replace("Zwei", "Meine Zwei"), teaser="Mein Vorspann"
    )
    text = answer.content.decode()
    assert len(choices_in(answer)) == 2
    for words in ("Ihr ", "Mein ", "Ihre ", "Meine ", "Mein Vorspann"):
        assert words in text
    assert (stored(row).headline, stored(row).teaser) == ("Ihr Titel", "Neun Monate.")


@pytest.mark.parametrize(
    ("choice", "headline", "second"),
    [("ours", "Mein Titel", "<p>Meine Zwei.</p>"), ("theirs", "Ihr Titel", "<p>Ihre Zwei.</p>")],
)
def test_what_was_chosen_is_saved(desk: Client, choice: str, headline: str, second: str) -> None:
    row = article(body=BODY)
    mine = opened(desk, row) | {"headline": "Mein Titel", "body": BODY.replace("Zwei", "Meine Zwei")}
    save(desk, row, opened(desk, row), headline="Ihr Titel", body=BODY.replace("Zwei", "Ihre Zwei"))
    answer = save(desk, row, mine)
    save(desk, row, fields_of(answer), **dict.fromkeys(choices_in(answer), choice))
    assert (stored(row).headline, stored(row).body) == (headline, f"<p>Eins.</p>{second}<p>Drei.</p>")


def test_both_texts_can_stand_one_after_the_other(desk: Client) -> None:
    row = article(body=BODY)
    mine = opened(desk, row) | {"body": BODY.replace("Zwei", "Meine Zwei")}
    save(desk, row, opened(desk, row), body=BODY.replace("Zwei", "Ihre Zwei"))
    answer = save(desk, row, mine)
    save(desk, row, fields_of(answer), **dict.fromkeys(choices_in(answer), "both"))
    assert stored(row).body == "<p>Eins.</p><p>Meine Zwei.</p><p>Ihre Zwei.</p><p>Drei.</p>"


def test_saving_again_without_choosing_saves_nothing(desk: Client) -> None:
    row = article()
    mine = opened(desk, row) | {"headline": "Mein Titel"}
    save(desk, row, opened(desk, row), headline="Ihr Titel")
    again = save(desk, row, fields_of(save(desk, row, mine)))
    assert choices_in(again)
    assert stored(row).headline == "Ihr Titel"


def test_a_third_save_between_question_and_choice_is_asked_about_anew(desk: Client) -> None:
    row = article()
    mine = opened(desk, row) | {"headline": "Mein Titel"}
    save(desk, row, opened(desk, row), headline="Ihr Titel")
    answer = save(desk, row, mine)
    save(desk, row, opened(desk, row), headline="Noch ein Titel")
    again = save(desk, row, fields_of(answer), **dict.fromkeys(choices_in(answer), "ours"))
    assert choices_in(again)
    assert choices_in(again) != choices_in(answer)
    assert stored(row).headline == "Noch ein Titel"


@pytest.mark.parametrize("base", ["", "{}", "kein JSON", '{"document": 7}'])
def test_a_form_that_forgot_what_it_was_opened_with_overwrites_nothing(desk: Client, base: str) -> None:
    row = article()
    answer = save(desk, row, opened(desk, row), base=base, headline="Mein Titel")
    assert choices_in(answer)
    assert stored(row).headline == "Die Brücke ist zu"


def test_publishing_the_same_form_twice_in_two_windows_is_no_conflict(desk: Client) -> None:
    row = article()
    first, second = opened(desk, row), opened(desk, row)
    desk.post(form(row), first | {"_publish": "yes"})
    asked = desk.post(form(row), second | {"_publish": "yes", "teaser": "Acht Monate."})["Location"]
    desk.post(asked, fields_of(desk.get(asked)) | {"change": "update", "when": "now"})
    assert row.releases.get(live=True).teaser == "Acht Monate."
    assert stored(row).published_at is not None


# --- every other form ---------------------------------------------------------------------------------------


def test_a_field_that_only_somebody_else_changed_stays(desk: Client) -> None:
    row = picture("Alt")
    mine = opened(desk, row)
    save(desk, row, opened(desk, row), credit="Ihre/dpa")
    save(desk, row, mine, caption="Meine")
    row.refresh_from_db()
    assert (row.caption, row.credit) == ("Meine", "Ihre/dpa")


def test_a_field_that_both_changed_is_refused_once_with_their_words(desk: Client) -> None:
    row = picture("Alt")
    mine = opened(desk, row)
    save(desk, row, opened(desk, row), caption="Ihre Unterschrift")
    answer = save(desk, row, mine, caption="Meine Unterschrift")
    assert "Ihre Unterschrift" in answer.content.decode()
    assert "Meine Unterschrift" in answer.content.decode()
    assert Picture.objects.get(pk=row.pk).caption == "Ihre Unterschrift"
    save(desk, row, fields_of(answer))
    assert Picture.objects.get(pk=row.pk).caption == "Meine Unterschrift"


def test_captions_in_a_gallery_join(desk: Client) -> None:
    row = gallery(size=2)
    mine = opened(desk, row)
    save(desk, row, opened(desk, row), **{"places-0-caption": "Ihre"})
    save(desk, row, mine, **{"places-1-caption": "Meine", "title": "Mein Titel"})
    assert [one.caption for one in row.places.order_by("position", "pk")] == ["Ihre", "Meine"]


def test_a_gallery_of_two_hundred_pictures_is_saved(desk: Client) -> None:
    row = gallery(size=200)
    answer = save(desk, row, opened(desk, row), **{"places-199-caption": "Die letzte"})
    assert answer.status_code == 200
    assert row.places.order_by("position", "pk").last().caption == "Die letzte"


def test_an_author_keeps_what_somebody_else_wrote(desk: Client) -> None:
    row = author()
    mine = opened(desk, row)
    save(desk, row, opened(desk, row), bio="Schreibt über den Hafen.")
    save(desk, row, mine, family_name="Tal")
    found = Author.objects.get(pk=row.pk)
    assert (found.family_name, found.bio) == ("Tal", "Schreibt über den Hafen.")


SECTIONS = reverse("admin:articles_section_changelist")


def test_a_column_of_a_list_that_somebody_else_changed_stays(desk: Client) -> None:
    first, second = section("Stadt"), section("Hafen")
    mine = fields_of(desk.get(SECTIONS)) | {"_save": "yes"}
    names = {mine[f"form-{n}-id"]: n for n in range(2)}
    hers = fields_of(desk.get(SECTIONS)) | {"_save": "yes", f"form-{names[str(first.pk)]}-position": "70"}
    desk.post(SECTIONS, hers)
    desk.post(SECTIONS, mine | {f"form-{names[str(second.pk)]}-position": "80"})
    assert [Section.objects.get(pk=row.pk).position for row in (first, second)] == [70, 80]


def test_a_column_that_both_changed_is_refused_once(desk: Client) -> None:
    row = section("Stadt")
    mine = fields_of(desk.get(SECTIONS)) | {"_save": "yes", "form-0-position": "80"}
    desk.post(SECTIONS, fields_of(desk.get(SECTIONS)) | {"_save": "yes", "form-0-position": "70"})
    answer = desk.post(SECTIONS, mine)
    assert "it says “70” now" in answer.content.decode()
    assert Section.objects.get(pk=row.pk).position == 70
    desk.post(SECTIONS, fields_of(answer) | {"_save": "yes", "form-0-position": "80"})
    assert Section.objects.get(pk=row.pk).position == 80


def test_who_saved_between_is_in_the_history(desk: Client) -> None:
    row = article()
    mine = opened(desk, row)
    other = get_user_model().objects.create_superuser("karla", "karla@example.org", "x")
    hers = Client(HTTP_ACCEPT_LANGUAGE="en")
    hers.force_login(other)
    save(hers, row, opened(hers, row), teaser="Ihr Vorspann.")
    save(desk, row, mine, headline="Mein Titel")
    assert [one.by.username for one in row.versions.history() if one.by] == ["chef", "karla"]
