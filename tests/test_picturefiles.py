"""Picture files: found by what they say of themselves, stored once, and never more dangerous than a picture."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from articles.desk.picturefiles import PictureFile, PictureFiles, read_picture_file
from articles.document import Document
from articles.document import Picture as DocumentPicture
from articles.models import THE_MASTHEAD, Masthead, Picture
from articles.models.pictures import original_path
from tests.documents import a_picture
from tests.imports import import_one, text
from tests.picturebytes import CORPORA, iptc, photograph, png_bomb, segment, stored

CAPTION = "Die Fähre legt ab."

Put = Callable[..., Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Return a function that puts a picture with that metadata into the folder of pictures."""

    def put(name: str = "fähre.jpg", *, alt: str = "", size: tuple[int, int] = (32, 24), **values: str) -> Path:
        path = tmp_path / "pictures" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(photograph(size=size, alt=alt, **values))
        return path

    return put


def files(tmp_path: Path) -> PictureFiles:
    return PictureFiles([tmp_path / "pictures"])


# --- reading ----------------------------------------------------------------------------------------------------


def test_a_file_says_whose_it_is_and_what_it_shows(put: Put) -> None:
    path = put(
        caption=CAPTION, credit="Asmaa Waguih/dpa", creator="Asmaa Waguih", copyright="dpa", alt="Eine Fähre am Kai"
    )
    assert read_picture_file(path) == PictureFile(
        path,
        caption=CAPTION,
        credit="Asmaa Waguih/dpa",
        creator="Asmaa Waguih",
        copyright="dpa",
        alt_text="Eine Fähre am Kai",
    )


def test_a_file_that_says_nothing_is_a_picture_without_words(tmp_path: Path) -> None:
    path = tmp_path / "stumm.jpg"
    path.write_bytes(photograph())
    assert read_picture_file(path) == PictureFile(path, "", "", "", "", "")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_umlauts_are_read_in_the_encodings_that_cameras_use(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "fähre.jpg"
    content = photograph()
    path.write_bytes(content[:2] + iptc(encoding, caption=CAPTION) + content[2:])
    found = read_picture_file(path)
    assert found
    assert found.caption == CAPTION


def test_line_ends_in_a_caption_do_not_count(put: Put) -> None:
    found = read_picture_file(put(caption="Die Fähre\r\nlegt  ab."))
    assert found
    assert found.caption == CAPTION


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"Kein Bild, nur Text.", id="text"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", id="svg"),
        pytest.param(b"\xff\xd8\xff", id="the beginning of a JPEG"),
        pytest.param(b"GIF89a\1\0\1\0\0\0\0;", id="a GIF under another name"),
        pytest.param(b"\x1c\x02\x78\x00\x00" * 20, id="bare IPTC"),
        pytest.param(png_bomb(), id="a bomb"),
    ],
)
def test_what_is_no_sound_picture_is_ignored(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "pictures" / "falsch.jpg"
    path.parent.mkdir()
    path.write_bytes(content)
    assert read_picture_file(path) is None
    assert files(tmp_path).find(a_picture()) is None


def test_entities_in_the_metadata_say_nothing(tmp_path: Path) -> None:
    packet = b'<!DOCTYPE x [<!ENTITY a "&b;&b;"><!ENTITY b "xx">]><x>&a;</x>'
    content = photograph()
    path = tmp_path / "falsch.jpg"
    path.write_bytes(content[:2] + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet) + content[2:])
    assert read_picture_file(path) == PictureFile(path, "", "", "", "", "")


def test_a_file_that_is_not_there_is_ignored(tmp_path: Path) -> None:
    assert read_picture_file(tmp_path / "weg.jpg") is None
    assert read_picture_file(tmp_path) is None


@pytest.mark.parametrize("corpus", ["image-crashers", "image-bombs"])
def test_hostile_files_cost_little_and_break_nothing(corpus: str) -> None:
    paths = [path for path in (CORPORA / corpus).rglob("*") if path.is_file()]
    if not paths:
        pytest.skip(f"The corpus {corpus} does not lie beside this checkout.")
    for path in paths:
        start = time.process_time()
        found = read_picture_file(path)
        assert found is None or found.path == path
        assert time.process_time() - start < 5, path


# --- finding ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("in_file", "in_text", "fits"),
    [
        pytest.param("Asmaa Waguih/dpa", "Asmaa Waguih/dpa", True, id="the same"),
        pytest.param("", "Asmaa Waguih/dpa", True, id="the file gives none"),
        pytest.param("Asmaa Waguih/dpa", "", True, id="the text gives none"),
        pytest.param("Jan Ott/AFP", "Asmaa Waguih/dpa", False, id="another photographer's"),
    ],
)
def test_caption_and_credit_find_the_file(tmp_path: Path, put: Put, in_file: str, in_text: str, fits: bool) -> None:
    path = put(caption=CAPTION, credit=in_file)
    found = files(tmp_path).find(a_picture(CAPTION, credit=in_text))
    assert (found is not None and found.path == path) is fits


def test_another_caption_finds_nothing(tmp_path: Path, put: Put) -> None:
    put(caption="Die Fähre legt an.")
    assert files(tmp_path).find(a_picture(CAPTION)) is None


def test_a_picture_without_caption_finds_nothing(tmp_path: Path, put: Put) -> None:
    put()
    assert files(tmp_path).find(a_picture("")) is None


def test_a_missing_folder_holds_no_pictures(tmp_path: Path) -> None:
    assert files(tmp_path).find(a_picture()) is None


def test_files_with_other_endings_are_not_looked_at(tmp_path: Path, put: Put) -> None:
    put("fähre.txt", caption=CAPTION)
    assert files(tmp_path).find(a_picture(CAPTION)) is None


# --- alternative texts ------------------------------------------------------------------------------------------


def test_a_file_brings_its_alternative_text_and_creator(tmp_path: Path, put: Put) -> None:
    put(caption=CAPTION, creator="Asmaa Waguih", alt="Eine Fähre am Kai")
    document = files(tmp_path).described(Document(lead_picture=a_picture(CAPTION, creator="")))
    assert document.lead_picture == a_picture(CAPTION, alt="Eine Fähre am Kai", creator="Asmaa Waguih")


def test_an_alternative_text_that_is_there_stays(tmp_path: Path, put: Put) -> None:
    put(caption=CAPTION, alt="Eine Fähre am Kai")
    document = Document(lead_picture=a_picture(CAPTION, alt="Ein Schiff"))
    assert files(tmp_path).described(document) == document


def test_a_caption_never_becomes_an_alternative_text(tmp_path: Path, put: Put) -> None:
    put(caption=CAPTION, credit="Asmaa Waguih/dpa")
    document = files(tmp_path).described(Document(lead_picture=a_picture(CAPTION)))
    assert document.lead_picture
    assert document.lead_picture.alt == ""


# --- attaching --------------------------------------------------------------------------------------------------


def row_of(value: DocumentPicture) -> Picture:
    return Picture(uuid=UUID(value.uuid), caption=value.caption, credit=value.credit)


VALUE = a_picture(CAPTION, uuid="0f0a4f9e-6f51-4d2e-9f43-5b5d0e3c7a11")


def test_a_picture_gets_its_file_its_size_and_its_rights(tmp_path: Path, put: Put, media_root: Path) -> None:
    path = put(caption=CAPTION, copyright="dpa", size=(40, 30))
    row = row_of(VALUE)
    assert files(tmp_path).attach({VALUE.uuid: row}, [VALUE]) == [row]
    assert (row.width, row.height, row.copyright, len(row.digest)) == (40, 30, "dpa", 64)
    (file,) = stored(media_root)
    assert file.read_bytes() == path.read_bytes()
    assert file == Path(row.file.path)


def test_the_stored_name_tells_nothing_of_the_picture(tmp_path: Path, put: Put, media_root: Path) -> None:
    put("geheimer-entwurf.jpg", caption=CAPTION)
    files(tmp_path).attach({VALUE.uuid: row_of(VALUE)}, [VALUE])
    (file,) = stored(media_root)
    assert re.fullmatch(r"originals/(\w\w)/\1[0-9a-f]{30}\.jpg", file.relative_to(media_root).as_posix())
    assert UUID(VALUE.uuid).hex not in file.name  # it follows from what the text says


def test_the_stored_name_is_worked_out_with_the_secret_of_the_house(settings: Any) -> None:
    names = set()
    for secret in ("eins" * 10, "zwei" * 10, "eins" * 10):
        settings.SECRET_KEY = secret
        names.add(original_path(row_of(VALUE), "bild.jpg"))
    assert len(names) == 2


def test_a_run_that_was_cut_off_and_starts_again_stores_one_file(tmp_path: Path, put: Put, media_root: Path) -> None:
    put(caption=CAPTION)
    first, second = row_of(VALUE), row_of(VALUE)
    files(tmp_path).attach({VALUE.uuid: first}, [VALUE])
    files(tmp_path).attach({VALUE.uuid: second}, [VALUE])
    assert second.file.name == first.file.name
    assert len(stored(media_root)) == 1


def test_a_picture_that_has_a_file_keeps_it(tmp_path: Path, put: Put, media_root: Path) -> None:
    put(caption=CAPTION)
    row = row_of(VALUE)
    files(tmp_path).attach({VALUE.uuid: row}, [VALUE])
    before = row.digest
    put(caption=CAPTION, size=(64, 48))
    assert files(tmp_path).attach({VALUE.uuid: row}, [VALUE]) == []
    assert row.digest == before


def broken(put: Put) -> Path:
    path = put(caption=CAPTION, size=(640, 480))
    path.write_bytes(path.read_bytes()[:-500])
    return path


def test_a_file_that_breaks_off_is_left_out_and_logged(
    tmp_path: Path, put: Put, media_root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = broken(put)
    row = row_of(VALUE)
    assert files(tmp_path).attach({VALUE.uuid: row}, [VALUE]) == []
    assert not row.file
    assert stored(media_root) == []
    assert str(path) in caplog.text


@pytest.fixture
def masthead(transactional_db: None) -> None:
    """Bring back what a migration has made and the end of another test has taken away."""
    Masthead.objects.get_or_create(pk=THE_MASTHEAD)


@pytest.mark.usefixtures("masthead")
def test_an_import_goes_on_beside_a_broken_file(tmp_path: Path, put: Put) -> None:
    broken(put)
    article = import_one(tmp_path / "texts", text(lead_picture=a_picture(CAPTION)), pictures=files(tmp_path))
    assert article.lead_picture
    assert not article.lead_picture.file


# --- renditions -------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("masthead")
def test_an_import_makes_a_first_look_and_lets_the_rest_wait(tmp_path: Path, put: Put) -> None:
    put(caption=CAPTION, size=(1600, 1000))
    article = import_one(tmp_path / "texts", text(lead_picture=a_picture(CAPTION)), pictures=files(tmp_path))
    row = article.lead_picture
    assert row
    assert set(row.renditions) == {"thumb", "w960"}
    assert row.rendered_at is None
    assert row.placeholder


@pytest.mark.usefixtures("masthead")
def test_a_first_look_that_a_cut_off_run_has_not_made_is_made_by_the_next(tmp_path: Path, put: Put) -> None:
    put(caption=CAPTION)
    source = text(lead_picture=a_picture(CAPTION))
    article = import_one(tmp_path / "texts", source, pictures=files(tmp_path))
    assert article.lead_picture
    Picture.objects.update(renditions={}, rendition_token="")
    import_one(tmp_path / "texts", source, pictures=files(tmp_path))
    assert Picture.objects.get(pk=article.lead_picture.pk).thumb


@pytest.mark.usefixtures("masthead")
def test_a_credit_that_an_import_corrects_gets_into_the_renditions(tmp_path: Path, put: Put, media_root: Path) -> None:
    put(caption=CAPTION)
    before = text(lead_picture=a_picture(CAPTION, credit="Jan Ott"))
    article = import_one(tmp_path / "texts", before, pictures=files(tmp_path))
    assert article.lead_picture
    token = article.lead_picture.rendition_token
    after = text(lead_picture=a_picture(CAPTION, credit="Asmaa Waguih/dpa"))
    import_one(tmp_path / "texts", after, pictures=files(tmp_path))
    row = Picture.objects.get(pk=article.lead_picture.pk)
    assert row.rendition_token != token
    assert b"Asmaa Waguih/dpa" in (media_root / row.thumb.removeprefix("/media/")).read_bytes()
