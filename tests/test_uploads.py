"""What becomes of an uploaded picture file: a row that says what the file says, and pictures that it is like."""

import datetime
import hashlib
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image

from articles.desk.lookalikes import looks_like, same_file
from articles.desk.pictureuploads import Received, Refused, drop_file, instead, is_used, receive, replace_file
from articles.desk.rights import NotAllowed
from articles.models import Agency, Picture
from tests.admin_rows import article
from tests.picturebytes import CORPORA, photograph, stored, upload
from tests.roles import CHIEF, PHOTO_DESK, REPORTER, TECHNICIAN, person

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 25, 9, 0, tzinfo=datetime.UTC)
Committed = Callable[..., Any]
CAPTION = "Die Fähre legt ab."


@pytest.fixture(autouse=True)
def worker(settings: Any) -> None:
    """Let the other renditions wait, as beside a worker: a first look is what these tests are about."""
    settings.NEWSROOM_RENDERING = "worker"


def received(content: bytes, name: str = "foto.jpg", **given: Any) -> Received:
    return receive(upload=upload(content, name), **{"by": None, "now": NOW} | given)


def again(row: Picture) -> Picture:
    return Picture.objects.get(pk=row.pk)


# --- what the row gets ------------------------------------------------------------------------------------------


def test_a_file_fills_what_it_says_of_itself(media_root: Path) -> None:
    said = {"creator": "Asmaa Waguih", "credit": "Asmaa Waguih/dpa", "copyright": "© dpa", "source": "dpa"}
    content = photograph(caption=CAPTION, alt="Eine Fähre am Kai", size=(120, 80), **said)
    dpa = Agency.objects.create(code="DPA")
    jana = person(PHOTO_DESK)
    row = again(received(content, by=jana).picture)
    assert (row.caption, row.alt_text, row.creator) == (CAPTION, "Eine Fähre am Kai", "Asmaa Waguih")
    assert (row.credit, row.copyright, row.created_by) == ("Asmaa Waguih/dpa", "© dpa", jana)
    assert [*row.agencies.all()] == [dpa]
    assert (row.width, row.height, row.size, row.file_type) == (120, 80, len(content), "JPEG")
    assert row.digest == hashlib.sha256(content).hexdigest()
    assert len(row.look) == 16
    assert row.placeholder.startswith("data:image/")
    assert row.metadata["iim"]["caption"] == CAPTION
    assert "Eine Fähre am Kai" in str(row.metadata["xmp"])
    assert (media_root / row.file.name).read_bytes() == content


def test_a_caption_never_becomes_an_alternative_text() -> None:
    assert received(photograph(caption=CAPTION)).picture.alt_text == ""


def test_an_agency_is_not_made_of_a_word_in_a_credit() -> None:
    received(photograph(credit="Asmaa Waguih/dpa", caption=CAPTION))
    assert not Agency.objects.exists()


def test_the_stored_name_tells_nothing_and_ends_as_the_content_says(media_root: Path) -> None:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "teal").save(out, "PNG")
    row = received(out.getvalue(), "geheim-../entwurf.JPG").picture
    assert re.fullmatch(r"originals/(\w\w)/\1[0-9a-f]{30}\.png", row.file.name)
    assert all("entwurf" not in path.name for path in stored(media_root))


def test_a_picture_held_upright_has_its_upright_size() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    row = received(photograph(size=(60, 40), exif=exif.tobytes())).picture
    assert (row.width, row.height) == (40, 60)


def test_a_first_look_is_there_at_once_and_the_rest_waits() -> None:
    row = again(received(photograph(size=(1500, 1000))).picture)
    assert set(row.renditions) == {"thumb", "w960"}
    assert row.renditions["w960"][:2] == [960, 640]
    assert row.rendered_at is None
    for name, (width, height, kinds) in row.renditions.items():
        for kind in kinds:
            address = row.rendition(name, kind)
            with row.file.storage.open(address.removeprefix("/media/")) as file:
                assert Image.open(file).size == (width, height)


def test_a_picture_may_be_for_one_article_only() -> None:
    only = article()
    assert again(received(photograph(), article=only).picture).only_with == only


def test_the_reference_picture_of_the_iptc_fills_every_field() -> None:
    found = sorted((CORPORA / "imagemeta-iptc").rglob("*Ref*2*.jpg"))
    if not found:
        pytest.skip("The corpus imagemeta-iptc does not lie beside this checkout.")
    row = again(received(found[-1].read_bytes()).picture)
    for name in ("caption", "creator", "credit", "copyright", "usage_terms", "alt_text", "place", "keywords"):
        assert getattr(row, name), name
    assert row.taken_at
    assert {"iim", "xmp"} <= set(row.metadata)


# --- rights -----------------------------------------------------------------------------------------------------


def test_who_may_add_pictures_may_upload() -> None:
    for role in (REPORTER, PHOTO_DESK, CHIEF):
        assert received(photograph(), by=person(role)).picture.pk


def test_who_may_not_add_pictures_leaves_nothing(media_root: Path) -> None:
    with pytest.raises(NotAllowed, match=r"\w"):
        received(photograph(), by=person(TECHNICIAN))
    assert not Picture.objects.exists()
    assert stored(media_root) == []


# --- what is there already --------------------------------------------------------------------------------------


def test_the_same_file_is_known_by_its_digest() -> None:
    first, second = received(photograph()), received(photograph(), "anders.jpg")
    assert (first.like, first.same) == ([], False)
    assert (second.like, second.same) == ([first.picture], True)
    assert {one.pk for one in same_file(second.picture.digest)} == {first.picture.pk, second.picture.pk}


def test_another_size_of_the_same_picture_is_known_by_its_look() -> None:
    first = received(photograph(seed=4, size=(900, 600))).picture
    second = received(photograph(seed=4, size=(300, 200), quality=60))
    assert (second.like, second.same) == ([first], False)


def test_another_picture_is_like_none() -> None:
    received(photograph(seed=4))
    assert received(photograph(seed=5)).like == []


def test_pictures_that_show_nothing_are_not_alike() -> None:
    received(photograph(seed=1))
    assert looks_like("") == []
    assert same_file("") == []


def test_a_row_that_waits_for_a_file_with_this_caption_is_offered() -> None:
    waits = Picture.objects.create(caption=CAPTION)
    Picture.objects.create(caption="Anderes")
    old = Picture.objects.create(caption=CAPTION)
    Picture.objects.filter(pk=old.pk).update(created_at=timezone.now() - datetime.timedelta(days=400))
    assert received(photograph(caption=CAPTION), now=timezone.now()).like == [waits]


def test_taking_the_one_there_deletes_the_upload_and_its_files(
    media_root: Path, django_capture_on_commit_callbacks: Committed
) -> None:
    first = received(photograph()).picture
    before = stored(media_root)
    second = received(photograph()).picture
    with django_capture_on_commit_callbacks(execute=True):
        assert instead(upload=second, there=first, by=None, now=NOW) == first
    assert [*Picture.objects.all()] == [first]
    assert stored(media_root) == before


def test_the_one_there_gets_the_file_where_it_has_none(
    media_root: Path, django_capture_on_commit_callbacks: Committed
) -> None:
    waits = Picture.objects.create(caption=CAPTION, credit="Von Hand")
    new = received(photograph(caption=CAPTION, credit="Aus der Datei", copyright="© dpa"), now=timezone.now()).picture
    before = stored(media_root)
    with django_capture_on_commit_callbacks(execute=True):
        chosen = again(instead(upload=new, there=waits, by=None, now=NOW))
    assert chosen == waits
    assert (chosen.credit, chosen.copyright, chosen.digest) == ("Von Hand", "© dpa", new.digest)
    assert chosen.thumb
    assert chosen.rendered_at is None
    assert [*Picture.objects.all()] == [waits]
    assert stored(media_root) == before


def test_an_upload_that_is_used_by_now_is_kept() -> None:
    first, second = received(photograph()).picture, received(photograph()).picture
    article(lead_picture=second)
    with pytest.raises(Refused, match=r"\w"):
        instead(upload=second, there=first, by=None, now=NOW)
    assert Picture.objects.count() == 2


def test_a_picture_in_a_text_is_used() -> None:
    row = received(photograph()).picture
    assert not is_used(row)
    article(body=f'<story-picture uuid="{row.uuid}"></story-picture>')
    assert is_used(row)


def test_nobody_throws_away_or_fills_what_is_not_theirs() -> None:
    reporter = person(REPORTER)
    theirs = received(photograph(), by=person(CHIEF)).picture
    own = received(photograph(), by=reporter).picture
    waits = Picture.objects.create(caption=CAPTION)
    for given in ({"upload": theirs, "there": own}, {"upload": own, "there": waits}):
        with pytest.raises(NotAllowed):
            instead(**given, by=reporter, now=NOW)
    assert instead(upload=own, there=theirs, by=reporter, now=NOW) == theirs


# --- another file -----------------------------------------------------------------------------------------------


def test_another_file_keeps_the_words_and_removes_the_old_files(
    media_root: Path, django_capture_on_commit_callbacks: Committed
) -> None:
    row = received(photograph(seed=1, caption=CAPTION)).picture
    row.credit, row.focal_point, row.crops = "Von Hand", "0.2x0.3", {"1x1": [0, 0, 0.5, 0.75]}
    row.save()
    old = stored(media_root)
    content = photograph(seed=2, size=(240, 160), caption="Anderes", credit="Aus der Datei", copyright="© dpa")
    with django_capture_on_commit_callbacks(execute=True):
        replace_file(picture=row, upload=upload(content), by=None, now=NOW)
    row = again(row)
    assert (row.caption, row.credit, row.copyright) == (CAPTION, "Von Hand", "© dpa")
    assert (row.digest, row.width) == (hashlib.sha256(content).hexdigest(), 240)
    assert (row.focal_point, row.crops) == ("0.2x0.3", {"1x1": [0, 0, 0.5, 0.75]})
    assert (media_root / row.file.name).read_bytes() == content
    assert row.thumb
    assert not set(old) & set(stored(media_root))


def test_a_file_of_other_proportions_loses_crops_that_mean_nothing_in_it() -> None:
    row = received(photograph(size=(120, 80))).picture
    row.focal_point, row.crops = "0.2x0.3", {"1x1": [0, 0, 0.5, 0.75]}
    row.save()
    replace_file(picture=row, upload=upload(photograph(size=(80, 120))), by=None, now=NOW)
    assert (again(row).focal_point, again(row).crops) == ("0.5x0.5", {})


def test_the_same_file_again_does_not_remove_itself(
    media_root: Path, django_capture_on_commit_callbacks: Committed
) -> None:
    row = received(photograph()).picture
    with django_capture_on_commit_callbacks(execute=True):
        replace_file(picture=row, upload=upload(photograph()), by=None, now=NOW)
    assert (media_root / again(row).file.name).read_bytes() == photograph()
    assert len([path for path in stored(media_root) if "originals" in path.parts]) == 1


def test_a_file_that_cannot_be_taken_leaves_the_picture_as_it_is(media_root: Path) -> None:
    row = received(photograph(caption=CAPTION)).picture
    before, files = Picture.objects.values().get(pk=row.pk), stored(media_root)
    with pytest.raises(Refused):
        replace_file(picture=row, upload=upload(b"<svg/>"), by=None, now=NOW)
    assert Picture.objects.values().get(pk=row.pk) == before
    assert row.digest == before["digest"]
    assert stored(media_root) == files


def test_a_file_is_taken_away_and_the_words_stay(
    media_root: Path, django_capture_on_commit_callbacks: Committed
) -> None:
    row = received(photograph(caption=CAPTION)).picture
    with django_capture_on_commit_callbacks(execute=True):
        drop_file(picture=row, by=None)
    row = again(row)
    assert (row.caption, row.file.name, row.digest, row.width, row.renditions) == (CAPTION, "", "", None, {})
    assert stored(media_root) == []


def test_nobody_replaces_the_file_of_somebody_elses_picture() -> None:
    row, reporter = received(photograph(), by=person(CHIEF)).picture, person(REPORTER)
    for change in (
        lambda: replace_file(picture=row, upload=upload(photograph(seed=2)), by=reporter, now=NOW),
        lambda: drop_file(picture=row, by=reporter),
    ):
        with pytest.raises(NotAllowed):
            change()
    assert again(row).digest == row.digest
