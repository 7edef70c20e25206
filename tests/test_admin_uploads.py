"""One question a file, and a form without scripts: what the desk answers to uploads."""

import uuid
from pathlib import Path
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from articles.admin.uploads import lacking
from articles.desk.arrivals import there_already
from articles.desk.pictureuploads import Received
from articles.models import Gallery, GalleryPicture, Picture
from tests.admin_rows import picture, superuser
from tests.picturebytes import photograph, stored, upload
from tests.roles import person

pytestmark = pytest.mark.django_db
UPLOAD = reverse("admin:articles_picture_upload")
INSTEAD = reverse("admin:articles_picture_instead")
LIST = reverse("admin:articles_picture_changelist")
JSON = {"Accept": "application/json"}
SHOT = photograph(seed=1, caption="Ein Kran.", credit="Imke Sanders/dpa")


@pytest.fixture
def desk(client: Client, settings: Any) -> Client:
    settings.NEWSROOM_RENDERING = "worker"
    client.force_login(superuser())
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def send(desk: Client, content: bytes = SHOT, **fields: Any) -> Any:
    return desk.post(UPLOAD, {"file": upload(content), **fields}, headers=JSON)


def test_a_file_is_answered_with_its_card_and_what_it_lacks(desk: Client) -> None:
    answer = send(desk).json()
    row = Picture.objects.get()
    assert (answer["pk"], answer["uuid"]) == (row.pk, str(row.uuid))
    assert (answer["card"]["caption"], answer["card"]["credit"]) == ("Ein Kran.", "Imke Sanders/dpa")
    assert answer["card"]["thumbnail"] == row.thumb != ""
    assert answer["lacks"] == ["alternative text"]
    assert (answer["same"], answer["like"]) == (False, [])
    assert row.created_by_id


def test_what_is_no_picture_is_refused_in_a_sentence_and_leaves_nothing(desk: Client, media_root: Path) -> None:
    answer = send(desk, b"Sehr geehrte Damen")
    assert answer.status_code == 400
    assert answer.json()["errors"][0].startswith("“foto.jpg” is no picture")
    assert not Picture.objects.exists()
    assert not stored(media_root)


@pytest.mark.parametrize("files", [[], [SHOT, photograph(seed=2)]])
def test_a_script_sends_one_file_at_a_time(desk: Client, files: list[bytes]) -> None:
    answer = desk.post(UPLOAD, {"file": [upload(one) for one in files]}, headers=JSON)
    assert answer.status_code == 400
    assert not Picture.objects.exists()


def test_what_is_sent_again_after_a_dead_line_is_the_same_picture(desk: Client) -> None:
    key = str(uuid.uuid4())
    first, again = send(desk, key=key).json(), send(desk, key=key).json()
    assert first["pk"] == again["pk"] == Picture.objects.get().pk
    assert send(desk, key=str(uuid.uuid4())).json()["pk"] != first["pk"]


def test_a_key_is_known_to_whoever_sent_it_only(desk: Client, settings: Any) -> None:
    key = str(uuid.uuid4())
    send(desk, key=key)
    desk.force_login(person("Photo desk"))
    send(desk, photograph(seed=7), key=key)
    assert Picture.objects.count() == 2


def test_a_picture_that_is_there_is_offered_and_can_be_used_instead(desk: Client) -> None:
    first = send(desk).json()
    second = send(desk).json()
    assert second["same"]
    assert [one["pk"] for one in second["like"]] == [first["pk"]]
    chosen = desk.post(INSTEAD, {"upload": second["pk"], "there": first["pk"]}).json()
    assert chosen["pk"] == first["pk"]
    assert Picture.objects.get().pk == first["pk"]


def test_of_two_that_arrive_at_once_the_later_is_said_to_be_like_the_earlier(desk: Client) -> None:
    first, second = (Picture.objects.get(pk=send(desk).json()["pk"]) for _nth in range(2))
    unseen = Received(second, [], same=False)  # read before the first one was there
    assert there_already(unseen, since=first.created_at) == [first]
    assert there_already(Received(first, [], same=False), since=first.created_at) == []
    assert there_already(unseen, since=second.created_at) == []


def test_what_is_in_use_already_is_kept(desk: Client) -> None:
    first, second = send(desk).json(), send(desk).json()
    GalleryPicture.objects.create(gallery=Gallery.objects.create(), picture_id=second["pk"])
    answer = desk.post(INSTEAD, {"upload": second["pk"], "there": first["pk"]})
    assert answer.status_code == 400
    assert "in use already" in answer.json()["errors"][0]
    assert Picture.objects.count() == 2


@pytest.mark.parametrize("sent", [{}, {"upload": "x", "there": "1"}, {"upload": "1" * 30, "there": "2"}])
def test_a_choice_between_pictures_that_are_not_there_is_refused(desk: Client, sent: dict[str, str]) -> None:
    assert desk.post(INSTEAD, sent).status_code == 400


def test_nobody_throws_away_the_picture_of_somebody_else(desk: Client) -> None:
    first, second = send(desk).json(), send(desk).json()
    desk.force_login(person("Reporter"))
    answer = desk.post(INSTEAD, {"upload": second["pk"], "there": first["pk"]})
    assert answer.status_code == 403
    assert answer.json()["errors"]
    assert Picture.objects.count() == 2


def test_who_is_signed_out_is_told_so_and_who_may_not_is_refused(client: Client) -> None:
    assert client.post(UPLOAD, {"file": upload(SHOT)}, headers=JSON).status_code == 401
    client.force_login(person("Technician"))
    answer = client.post(UPLOAD, {"file": upload(SHOT)}, headers=JSON)
    assert (answer.status_code, len(answer.json()["errors"])) == (403, 1)
    assert client.get(UPLOAD).status_code == 403
    assert not Picture.objects.exists()


def test_without_a_script_a_form_takes_several_and_leads_to_their_words(desk: Client) -> None:
    page = desk.get(UPLOAD).content.decode()
    assert 'enctype="multipart/form-data"' in page
    assert "multiple" in page
    files = [upload(SHOT, "eins.jpg"), upload(b"nichts", "zwei.jpg"), upload(photograph(seed=2), "drei.jpg"),
             upload(SHOT, "vier.jpg")]  # fmt: skip
    answer = desk.post(UPLOAD, {"file": files})
    keys = list(Picture.objects.order_by("pk").values_list("pk", flat=True))
    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('admin:articles_picture_grid')}?ids={','.join(map(str, keys))}"
    told = [str(one) for one in get_messages(answer.wsgi_request)]
    assert told[0].startswith("“zwei.jpg” is no picture")
    assert "“vier.jpg”: This very file is there already." in told[1]
    assert told[2] == "3 pictures were taken."


def test_a_form_without_files_says_so(desk: Client) -> None:
    answer = desk.post(UPLOAD, follow=True)
    assert "No file was chosen" in answer.content.decode()


def test_the_list_has_a_place_for_files_for_who_may_bring_them(desk: Client) -> None:
    assert 'id="upload-zone"' in desk.get(LIST).content.decode()
    assert 'id="upload-zone"' not in desk.get(f"{LIST}?_popup=1").content.decode()
    viewer = person("Technician")
    desk.force_login(viewer)
    assert desk.get(LIST).status_code == 403


def test_a_long_list_costs_no_more_than_a_short_one(desk: Client, django_assert_max_num_queries: Any) -> None:
    Picture.objects.bulk_create(Picture(caption=f"Bild {n}") for n in range(2000))
    desk.get(LIST)
    with django_assert_max_num_queries(14):
        assert desk.get(LIST).status_code == 200


def test_an_upload_costs_the_same_whatever_is_there(desk: Client, django_assert_max_num_queries: Any) -> None:
    Picture.objects.bulk_create(Picture(caption=f"Bild {n}", look=f"{n:016x}") for n in range(500))
    with django_assert_max_num_queries(30):
        send(desk)


def test_what_a_picture_lacks_is_named() -> None:
    assert lacking(picture("Die Brücke", alt_text="Eine Brücke")) == []
    assert [str(one) for one in lacking(Picture(credit="dpa"))] == ["caption", "alternative text"]


def test_pictures_are_found_by_their_words_with_their_cards(desk: Client) -> None:
    shown, _other = picture("Möwe über dem Hafen"), picture("Die Brücke")
    found = desk.get(reverse("admin:articles_picture_found"), {"q": "möwe"}).json()["found"]
    assert [(one["pk"], one["uuid"], one["caption"]) for one in found] == [(shown.pk, str(shown.uuid), shown.caption)]
    card = desk.get(reverse("admin:articles_picture_card"), {"pk": shown.pk}).json()
    assert card == found[0]
    assert desk.get(reverse("admin:articles_picture_card"), {"pk": "x"}).status_code == 404
