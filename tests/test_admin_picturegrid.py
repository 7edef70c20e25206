"""The words of many pictures on one page: by the rules of every form, a row at a time or all at once."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.admin.picturegrid import ROWS
from articles.models import Gallery, Picture
from tests.admin_rows import fields_of, picture, superuser
from tests.roles import person

pytestmark = pytest.mark.django_db
GRID = reverse("admin:articles_picture_grid")
GATHER = reverse("admin:articles_picture_gather")
JSON = {"Accept": "application/json"}


@pytest.fixture
def desk(client: Client, settings: Any) -> Client:
    settings.NEWSROOM_RENDERING = "worker"
    client.force_login(superuser())
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def named(*rows: Picture) -> str:
    return f"{GRID}?ids={','.join(str(row.pk) for row in rows)}"


def fields(desk: Client, *rows: Picture) -> dict[str, Any]:
    return dict(fields_of(desk.get(named(*rows)))) | {"row": [str(row.pk) for row in rows]}


def save(desk: Client, sent: dict[str, Any], **changed: Any) -> Any:
    return desk.post(GRID, sent | changed, headers=JSON).json()["rows"]


def shown(answer: Any) -> list[str]:
    return [row.picture.caption for row in answer.context["rows"]]


def test_the_pictures_asked_for_come_in_their_order(desk: Client) -> None:
    one, two, three = (picture(name) for name in ("Eins", "Zwei", "Drei"))
    assert shown(desk.get(named(three, one, two))) == ["Drei", "Eins", "Zwei"]
    assert shown(desk.get(f"{GRID}?ids={two.pk},{two.pk},999999,x,")) == ["Zwei"]


def test_the_ways_show_what_is_unfinished_mine_and_newest(desk: Client) -> None:
    picture("Fertig", alt_text="Alles da", file="originals/x.jpg")
    picture("Unfertig", file="originals/y.jpg")
    mine = person("Photo desk")
    picture("Meins", alt_text="Alles da", file="originals/z.jpg", created_by=mine)
    assert shown(desk.get(GRID)) == ["Unfertig"]
    assert shown(desk.get(f"{GRID}?which=newest")) == ["Meins", "Unfertig", "Fertig"]
    desk.force_login(mine)
    assert shown(desk.get(f"{GRID}?which=mine")) == ["Meins"]


def test_a_long_list_goes_on_over_the_page(desk: Client, django_assert_max_num_queries: Any) -> None:
    Picture.objects.bulk_create(Picture(caption=f"Bild {n}") for n in range(ROWS + 5))
    with django_assert_max_num_queries(8):
        first = desk.get(f"{GRID}?which=newest")
    rest = desk.get(GRID + first.context["next_page"])
    assert len(shown(first)) == ROWS
    assert len({*shown(first), *shown(rest)}) == ROWS + 5
    assert not rest.context["next_page"]


def test_one_row_is_saved_by_itself(desk: Client) -> None:
    one, two = picture("Eins"), picture("Zwei")
    sent = fields(desk, one, two)
    changed = {f"p{one.pk}-caption": "Neu", f"p{one.pk}-keywords": "Hafen, Kran,, Hafen", f"p{two.pk}-caption": "Nie"}
    rows = save(desk, sent, row=[str(one.pk)], **changed)
    assert rows[str(one.pk)]["values"]["caption"] == "Neu"
    assert rows[str(one.pk)]["lacks"] == ["alternative text"]
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.caption, one.keywords, two.caption) == ("Neu", ["Hafen", "Kran"], "Zwei")


def test_only_what_changed_is_written(desk: Client) -> None:
    row = picture("Eins")
    sent = fields(desk, row)
    Picture.objects.filter(pk=row.pk).update(credit="Andere/dpa", place="Kiel")
    rows = save(desk, sent, **{f"p{row.pk}-caption": "Meine"})
    row.refresh_from_db()
    assert (row.caption, row.credit, row.place) == ("Meine", "Andere/dpa", "Kiel")
    assert rows[str(row.pk)]["values"]["credit"] == "Andere/dpa"  # the page shows what others wrote


def test_what_both_have_changed_is_refused_once_with_their_words(desk: Client) -> None:
    row = picture("Eins")
    sent = fields(desk, row)
    Picture.objects.filter(pk=row.pk).update(caption="Ihre")
    mine = {f"p{row.pk}-caption": "Meine"}
    answer = save(desk, sent, **mine)[str(row.pk)]
    assert "“Ihre”" in answer["errors"]["caption"][0]
    row.refresh_from_db()
    assert row.caption == "Ihre"
    answer = save(desk, sent, **mine, **{f"p{row.pk}-base": answer["base"]})[str(row.pk)]
    assert answer["values"]["caption"] == "Meine"
    row.refresh_from_db()
    assert row.caption == "Meine"


def test_a_row_goes_on_from_its_answer(desk: Client) -> None:
    row = picture("Eins")
    sent = fields(desk, row)
    base = save(desk, sent, **{f"p{row.pk}-caption": "Zwei"})[str(row.pk)]["base"]
    answer = save(desk, sent, **{f"p{row.pk}-caption": "Drei", f"p{row.pk}-base": base})[str(row.pk)]
    assert "errors" not in answer
    row.refresh_from_db()
    assert row.caption == "Drei"


def test_a_picture_that_is_gone_is_missing_in_the_answer(desk: Client) -> None:
    row = picture("Eins")
    sent = fields(desk, row)
    row.delete()
    assert save(desk, sent) == {}


def test_what_goes_into_the_files_asks_for_new_renditions_and_nothing_else_does(desk: Client) -> None:
    row = picture("Eins", file="originals/x.jpg")
    Picture.objects.filter(pk=row.pk).update(rendered_at=row.created_at)
    save(desk, fields(desk, row), **{f"p{row.pk}-keywords": "Hafen"})
    assert Picture.objects.get(pk=row.pk).rendered_at is not None
    save(desk, fields(desk, row), **{f"p{row.pk}-credit": "Andere/dpa"})
    assert Picture.objects.get(pk=row.pk).rendered_at is None


def test_without_a_script_all_rows_are_saved_by_one_form(desk: Client) -> None:
    one, two = picture("Eins"), picture("Zwei")
    sent = fields(desk, one, two)
    Picture.objects.filter(pk=two.pk).update(caption="Ihre")
    changed = {f"p{one.pk}-caption": "Neu", f"p{two.pk}-caption": "Meine"}
    answer = desk.post(named(one, two), sent | changed)
    text = answer.content.decode()
    assert "1 picture was saved." in text
    assert "Not everything was saved" in text
    assert "it says “Ihre” now" in text
    assert "Meine" in text
    again = dict(fields_of(answer)) | {"row": [str(one.pk), str(two.pk)]}
    assert desk.post(named(one, two), again).status_code == 302
    assert list(Picture.objects.order_by("pk").values_list("caption", flat=True)) == ["Neu", "Meine"]


def test_somebody_elses_pictures_are_shown_and_not_saved(desk: Client) -> None:
    row = picture("Eins")
    sent = fields(desk, row)
    desk.force_login(person("Reporter"))
    text = desk.get(named(row)).content.decode()
    assert "you may only look at it" in text
    assert f'name="p{row.pk}-caption"' not in text
    assert desk.post(GRID, sent | {f"p{row.pk}-caption": "Gekapert"}, headers=JSON).status_code == 403
    assert Picture.objects.get().caption == "Eins"


def test_saving_one_row_costs_little_among_many(desk: Client, django_assert_max_num_queries: Any) -> None:
    rows = [picture(f"Bild {n}") for n in range(20)]
    sent = fields(desk, *rows) | {"row": [str(rows[3].pk)], f"p{rows[3].pk}-caption": "Neu"}
    with django_assert_max_num_queries(14):
        save(desk, sent)


def test_a_gallery_is_made_of_the_pictures_in_their_order(desk: Client) -> None:
    rows = [picture(f"Bild {n}") for n in range(3)]
    answer = desk.post(GATHER, {"ids": f"{rows[2].pk},{rows[0].pk}"})
    made = Gallery.objects.get()
    assert answer["Location"] == reverse("admin:articles_gallery_change", args=(made.pk,))
    assert [place.picture for place in made.places.order_by("position")] == [rows[2], rows[0]]
    assert desk.get(GATHER).status_code == 405


def test_no_gallery_is_made_of_nothing(desk: Client) -> None:
    answer = desk.post(GATHER, {"ids": "999999"}, follow=True)
    assert "Choose the pictures for the gallery first." in answer.content.decode()
    assert not Gallery.objects.exists()
