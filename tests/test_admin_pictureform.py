"""The picture's page: its words, its crops, its file, what the file says, and where it is used."""

import datetime
import html
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.admin.pictures import PictureAdmin
from articles.desk import pictureuploads
from articles.desk.picturestore import NotStored
from articles.models import Author, Gallery, GalleryPicture, Picture, Release
from tests.admin_rows import agency, article, fields_of, gallery, jpeg, picture, superuser, upload
from tests.imaging_files import iptc, jpeg_with, xmp
from tests.picturebytes import stored

pytestmark = pytest.mark.django_db
ADD = reverse("admin:articles_picture_add")
PACKET = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Credit="Imke Sanders/dpa"><dc:description><rdf:Alt>'
    '<rdf:li xml:lang="x-default">Die &lt;b&gt;Brücke&lt;/b&gt;</rdf:li></rdf:Alt></dc:description>'
    "<dc:subject><rdf:Bag><rdf:li>Hafen</rdf:li><rdf:li>Kran</rdf:li></rdf:Bag></dc:subject>"
    "</rdf:Description></rdf:RDF></x:xmpmeta>"
)


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(superuser())
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def address(row: Picture) -> str:
    return reverse("admin:articles_picture_change", args=(row.pk,))


def page_of(desk: Client, row: Picture) -> str:
    return desk.get(address(row)).content.decode()  # type: ignore[no-any-return]


def change(desk: Client, row: Picture, **changed: Any) -> Any:
    return desk.post(address(row), fields_of(desk.get(address(row))) | {"_save": "yes"} | changed)


def add(desk: Client, **changed: Any) -> Any:
    return desk.post(ADD, fields_of(desk.get(ADD)) | {"_save": "yes"} | changed)


def agency_photo() -> bytes:
    """A file that says one thing in IPTC and another in XMP."""
    words = iptc((2, 120, "Die alte Brücke".encode()), (2, 110, b"Imke Sanders/dpa"), (2, 116, b"dpa"))
    return jpeg_with(words, xmp(PACKET.encode()))


def sentences(answer: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", " ".join(re.findall(r'<ul class="errorlist.*?</ul>', answer.content.decode(), re.S)))
    return " ".join(html.unescape(text).split())


# --- a new picture ------------------------------------------------------------------------------------------


def test_what_nobody_typed_the_file_says(desk: Client) -> None:
    agency("dpa")
    assert add(desk, file=upload(agency_photo()), caption="Getippt", alt_text="Eine Brücke.").status_code == 302
    row = Picture.objects.get()
    assert (row.caption, row.credit, row.copyright) == ("Getippt", "Imke Sanders/dpa", "dpa")
    assert (row.alt_text, row.keywords) == ("Eine Brücke.", ["Hafen", "Kran"])
    assert [one.code for one in row.agencies.all()] == ["dpa"]
    assert row.created_by.username == "chef"
    assert (row.width, row.file_type, bool(row.thumb)) == (64, "JPEG", True)


def test_typed_agencies_go_before_those_of_the_file(desk: Client) -> None:
    agency("dpa")
    add(desk, file=upload(agency_photo()), agencies=[agency("AFP").pk])
    assert [one.code for one in Picture.objects.get().agencies.all()] == ["AFP"]


def test_a_form_with_another_mistake_keeps_no_file(desk: Client, media_root: Path) -> None:
    answer = add(desk, file=upload(), expires_on="morgen")
    assert "Enter a valid date." in sentences(answer)
    assert not Picture.objects.exists()
    assert stored(media_root) == []


def test_a_full_disk_gets_a_sentence_at_the_field(
    desk: Client, media_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: Any) -> str:
        raise NotStored("Auf der Platte ist kein Platz.")

    monkeypatch.setattr(pictureuploads, "keep_original", full)
    answer = add(desk, file=upload(), caption="Die Brücke")
    assert "Auf der Platte ist kein Platz." in sentences(answer)
    assert "Die Brücke" in answer.content.decode()
    assert not Picture.objects.exists()
    assert stored(media_root) == []


def test_what_fails_after_the_upload_leaves_nothing(
    desk: Client, media_root: Path, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    def fails(*_args: Any, **_more: Any) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(PictureAdmin, "log_addition", fails)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError, match="power cut"):
        add(desk, file=upload())
    assert not Picture.objects.exists()
    assert stored(media_root) == []


def test_who_may_not_add_uploads_nothing(client: Client, django_user_model: Any, media_root: Path) -> None:
    client.force_login(django_user_model.objects.create_user("rosa", is_staff=True))
    assert client.post(ADD, {"file": upload()}).status_code == 403
    assert stored(media_root) == []


def test_a_popup_gives_back_the_picture(desk: Client) -> None:
    answer = desk.post(f"{ADD}?_popup=1", fields_of(desk.get(ADD)) | {"file": upload(), "_popup": "1"})
    assert answer.status_code == 200
    assert str(Picture.objects.get().pk) in answer.content.decode()


# --- another file -------------------------------------------------------------------------------------------


def test_another_file_keeps_the_words_and_fills_the_empty_ones(desk: Client, media_root: Path) -> None:
    add(desk, file=upload(), caption="Getippt")
    row = Picture.objects.get()
    assert change(desk, row, file=upload(agency_photo()), alt_text="Neu beschrieben.").status_code == 302
    again = Picture.objects.get()
    assert (again.caption, again.credit, again.alt_text) == ("Getippt", "Imke Sanders/dpa", "Neu beschrieben.")
    assert again.file.name
    assert again.digest != row.digest


def test_a_file_that_is_refused_changes_nothing(desk: Client) -> None:
    add(desk, file=upload(), caption="Getippt")
    before = Picture.objects.values().get()
    answer = change(desk, Picture.objects.get(), file=upload(b"<html>", "bild.jpg"), caption="Anders")
    assert "“bild.jpg” is a file of the kind HTML" in sentences(answer)
    assert "Anders" in answer.content.decode()
    assert Picture.objects.values().get() == before


def test_crops_of_other_proportions_do_not_survive_another_file(desk: Client) -> None:
    add(desk, file=upload(jpeg(width=600, height=400)))
    row = Picture.objects.get()
    change(desk, row, **crop("16x9", 0, 0, 100, 84.37), focal_point_0="20")
    assert Picture.objects.get().crops
    change(desk, row, file=upload(jpeg(width=1200, height=800)))
    assert Picture.objects.get().crops
    assert Picture.objects.get().focal_point == "0.2x0.5"
    change(desk, row, file=upload(jpeg(width=400, height=600)))
    assert (Picture.objects.get().crops, Picture.objects.get().focal_point) == ({}, "0.5x0.5")


# --- crops --------------------------------------------------------------------------------------------------


def crop(shape: str, *parts: float) -> dict[str, str]:
    sides = zip(("left", "top", "right", "bottom"), parts, strict=True)
    return {f"crops-{shape}-{side}": str(part) for side, part in sides}


def test_a_crop_is_stored_and_rendered(desk: Client, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        add(desk, file=upload(jpeg(width=600, height=400)))
    row = Picture.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        change(desk, row, **crop("16x9", 20, 20, 80, 70.62))
    again = Picture.objects.get()
    assert again.crops == {"16x9": [0.2, 0.2, 0.8, 0.7062]}
    assert again.renditions["16x9-640"][:2] == pytest.approx([360, 202], abs=1)
    assert again.rendition_token != row.rendition_token
    with django_capture_on_commit_callbacks(execute=True):
        change(desk, again)
    assert Picture.objects.get().rendition_token == again.rendition_token, "nothing was changed"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (crop("16x9", 0, 0, 100, 100), "The crop 16:9 has 600 × 400 pixels, which are other proportions."),
        (crop("1x1", 90, 0, 190, 100), "The crop 1:1 lies outside of the picture."),
        ({"crops-4x3-left": "drop table"}, "The crop 4:3 needs four numbers"),
        ({"focal_point_0": "101"}, "less than or equal to 100"),
        ({"focal_point_0": "nan"}, "Enter a number."),
    ],
)
def test_what_cannot_be_cut_out_gets_a_sentence(desk: Client, changed: dict[str, str], said: str) -> None:
    add(desk, file=upload(jpeg(width=600, height=400)))
    before = Picture.objects.values().get()
    answer = change(desk, Picture.objects.get(), caption="Anders", **changed)
    assert said in sentences(answer)
    assert "Anders" in answer.content.decode()
    assert Picture.objects.values().get() == before


def test_two_who_crop_at_once_do_not_overwrite_each_other(desk: Client) -> None:
    add(desk, file=upload(jpeg(width=600, height=400)))
    row = Picture.objects.get()
    opened = fields_of(desk.get(address(row)))
    change(desk, row, **crop("16x9", 0, 0, 100, 84.37))
    desk.post(address(row), opened | {"_save": "yes", "caption": "Nur die Unterschrift"})
    assert Picture.objects.get().crops == {"16x9": [0.0, 0.0, 1.0, 0.8437]}
    answer = desk.post(address(row), opened | {"_save": "yes"} | crop("16x9", 0, 15, 100, 99.37))
    assert "Somebody else has changed this meanwhile" in sentences(answer)
    assert Picture.objects.get().crops == {"16x9": [0.0, 0.0, 1.0, 0.8437]}


def test_renditions_made_while_the_form_is_saved_stay(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    add(desk, file=upload())
    row = Picture.objects.get()
    really = Picture.save

    def beaten(self: Picture, *args: Any, **more: Any) -> None:
        Picture.objects.filter(pk=self.pk).update(rendition_token="neu", rendered_at=timezone.now())
        really(self, *args, **more)

    fields = fields_of(desk.get(address(row)))
    monkeypatch.setattr(Picture, "save", beaten)
    desk.post(address(row), fields | {"_save": "yes", "caption": "Neu"})
    assert (Picture.objects.get().caption, Picture.objects.get().rendition_token) == ("Neu", "neu")


# --- how the file stands ------------------------------------------------------------------------------------


def test_a_failure_is_told_and_can_be_tried_again(desk: Client, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        add(desk, file=upload())
    row = Picture.objects.get()
    assert "renditions are there" in page_of(desk, row)
    Picture.objects.update(render_failure="Der Speicher reicht nicht.", rendered_at=timezone.now())
    page = page_of(desk, row)
    assert "Der Speicher reicht nicht." in page
    assert 'name="_again"' in page
    with django_capture_on_commit_callbacks(execute=True):
        answer = desk.post(address(row), fields_of(desk.get(address(row))) | {"_again": "yes", "caption": "Neu"})
        assert "are in work" in page_of(desk, row)
    assert answer.url == address(row)
    again = Picture.objects.get()
    assert (again.render_failure, again.caption) == ("", "Neu")
    assert again.rendition_token != row.rendition_token


def test_size_and_kind_are_told_without_a_look_at_the_disk(desk: Client, media_root: Path) -> None:
    add(desk, file=upload(jpeg(width=300, height=200, kind="PNG")))
    row = Picture.objects.get()
    (media_root / row.file.name).unlink()
    assert re.search(r"PNG, 300 × 200, \d+\sbytes", page_of(desk, row).replace("&nbsp;", " "))


# --- words --------------------------------------------------------------------------------------------------


def test_all_that_belongs_to_a_picture_can_be_written(desk: Client) -> None:
    own, row = article("Eigen"), picture()
    change(
        desk, row, place="Hamburg", keywords="Hafen,  Kran , Hafen", taken_at_0="2026-11-20", taken_at_1="09:30:00",
        license_url="https://example.org/lizenz", usage_terms="Einmal.", expires_on="2027-01-31", only_with=own.pk,
    )  # fmt: skip
    row.refresh_from_db()
    assert (row.place, row.keywords, row.usage_terms) == ("Hamburg", ["Hafen", "Kran"], "Einmal.")
    assert (row.only_with, row.expires_on) == (own, datetime.date(2027, 1, 31))
    assert row.taken_at == datetime.datetime(2026, 11, 20, 8, 30, tzinfo=datetime.UTC)
    fields = fields_of(desk.get(address(row)))
    assert (fields["keywords"], fields["only_with"]) == ("Hafen, Kran", str(own.pk))
    before = Picture.objects.values().get()
    change(desk, row)
    assert Picture.objects.values().get() == before


def test_what_the_sources_say_stands_beside_each_other(desk: Client) -> None:
    add(desk, file=upload(agency_photo()))
    page = page_of(desk, Picture.objects.get())
    table = re.search(r'<table class="found-columns">.*?</table>', page, re.S)
    assert table
    rows = [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in re.findall(r"<tr>.*?</tr>", table[0], re.S)]
    assert "Caption differs XMP Die &lt;b&gt;Brücke&lt;/b&gt; taken over" in rows
    assert "IPTC-IIM Die alte Brücke Take over" in rows
    assert "Credit line XMP, IPTC-IIM Imke Sanders/dpa taken over" in rows
    assert 'data-into="id_caption" data-value="Die alte Brücke"' in page
    assert "<b>Brücke</b>" not in page


@pytest.mark.parametrize("metadata", [{}, [], {"iim": []}, {"xmp": {"dc:description": {"a": [{}]}}}, {"exif": "x"}])
def test_metadata_of_any_form_is_shown(desk: Client, metadata: Any) -> None:
    row = picture(metadata=metadata)
    assert desk.get(address(row)).status_code == 200


# --- where it is used ---------------------------------------------------------------------------------------


def uses(desk: Client, row: Picture) -> list[str]:
    found = re.search(r'<ul class="picture-uses">.*?</ul>', page_of(desk, row), re.S)
    items = re.findall(r"<li>.*?</li>", found[0], re.S) if found else []
    return [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", one)).split()) for one in items]


def test_pieces_and_people_are_listed_with_what_readers_see(desk: Client) -> None:
    row = picture(alt_text="x")
    assert "It is used nowhere." in page_of(desk, row)
    article("Aufmacher", lead_picture=row, live=True)
    article("Im Text", body=f'<p>Text.</p><story-picture uuid="{row.uuid}"></story-picture>')
    shown = gallery("Strecke", size=1, live=True)
    GalleryPicture.objects.create(gallery=shown, picture=row, position=99)
    Author.objects.create(initials="ims", slug="ims", portrait=row)
    before = article("Früher", lead_picture=row, live=True)
    before.lead_picture = None
    before.save()
    assert sorted(uses(desk, row)) == [
        "Article Aufmacher on the site : Aufmacher",
        "Article Früher on the site : Früher only in what readers see",
        "Article Im Text readers do not see it there",
        "Author ims portrait",
        "Gallery Strecke readers do not see it there",
    ]


def test_the_list_costs_the_same_however_much_there_is(desk: Client, django_assert_max_num_queries: Any) -> None:
    row = picture()
    for number in range(25):
        article(f"Text {number}", lead_picture=row, live=number % 2 == 0)
        GalleryPicture.objects.create(gallery=Gallery.objects.create(title=str(number)), picture=row, position=1)
    with django_assert_max_num_queries(30):
        page = page_of(desk, row)
    assert "There are more." in page
    assert page.count('class="use-kind"') == 40


def test_others_pieces_are_counted_and_not_named(client: Client, django_user_model: Any) -> None:
    user = django_user_model.objects.create_user("rosa", is_staff=True)
    wanted = ["view_picture", "view_article", "change_article"]
    user.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    client.force_login(user)
    row = picture()
    article("Streng geheim", lead_picture=row)
    seen = article("Öffentlich", lead_picture=row, live=True)
    seen.headline = "Intern umgeschrieben"
    seen.save()
    Author.objects.create(initials="geheim", slug="g", portrait=row)
    page = page_of(client, row)
    assert "geheim" not in page
    assert "Intern" not in page
    assert len(uses(client, row)) == 1
    assert "Öffentlich" in uses(client, row)[0]
    assert reverse("admin:articles_article_change", args=(seen.pk,)) not in page
    assert Release.objects.count() == 1


def test_a_picture_that_is_only_read_shows_its_shapes(client: Client, django_user_model: Any) -> None:
    user = django_user_model.objects.create_user("rosa", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["view_picture"]))
    client.force_login(user)
    page = page_of(client, picture(file="originals/x.jpeg", crops={"16x9": [0, 0, 1, 1]}))
    assert 'class="frame frame-16x9"' in page
    assert "focal_point" not in page
    assert "_again" not in page


def test_renditions_made_while_a_new_picture_is_saved_stay(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    really = pictureuploads.receive

    def rendered(**about: Any) -> Any:
        received = really(**about)
        Picture.objects.filter(pk=received.picture.pk).update(rendition_token="neu", rendered_at=timezone.now())
        return received

    monkeypatch.setattr("articles.admin.pictureform.receive", rendered)
    add(desk, file=upload(), place="Hamburg")
    row = Picture.objects.get()
    assert (row.place, row.rendition_token, bool(row.rendered_at)) == ("Hamburg", "neu", True)
