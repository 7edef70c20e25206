"""Identity: each picture, gallery and link of a text is one row, and stays that row while the text changes."""

import uuid
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given, settings

from articles.desk.identity import identify, pictures_of
from articles.document import Document, GalleryBlock, Paragraph, Picture, PictureBlock, Related
from tests.documents import a_document, a_picture, documents

REFERENCE = "2026/faehre.txt"


def things(document: Document) -> Iterator[Picture | GalleryBlock | Related]:
    yield from pictures_of(document)
    for block in document.body:
        if isinstance(block, GalleryBlock | Related):
            yield block


def uuids(document: Document) -> list[str]:
    return [one.uuid for one in things(document)]


def named(document: Document, *, previous: Document | None = None) -> Document:
    return identify(document, reference=REFERENCE, previous=previous)


def unnamed(document: Document) -> Document:
    """Return `document` as a source reads it again: without UUIDs."""

    def picture(one: Picture) -> Picture:
        return msgspec.structs.replace(one, uuid="")

    body = []
    for block in document.body:
        if isinstance(block, GalleryBlock):
            body.append(msgspec.structs.replace(block, uuid="", pictures=tuple(map(picture, block.pictures))))
        elif isinstance(block, PictureBlock | Related):
            body.append(msgspec.structs.replace(block, uuid=""))
        else:
            body.append(block)
    lead = document.lead_picture
    return msgspec.structs.replace(document, lead_picture=picture(lead) if lead else None, body=tuple(body))


def gallery_of(*captions: str, credit: str = "Jan Ott/dpa") -> Document:
    pictures = tuple(Picture(caption, credit, "", ()) for caption in captions)
    return Document(body=(GalleryBlock("Bilder", pictures),))


def by_caption(document: Document) -> dict[str, str]:
    return {picture.caption: picture.uuid for picture in pictures_of(document)}


# --- what always holds ------------------------------------------------------------------------------------------


@given(documents(markup=False), documents(markup=False))
@settings(max_examples=25)
def test_everything_that_is_a_row_gets_a_uuid_of_its_own(before: Document, after: Document) -> None:
    for document in (named(before), named(after, previous=named(before))):
        given_out = uuids(document)
        assert len(set(given_out)) == len(given_out)
        assert all(str(uuid.UUID(one)) == one for one in given_out)


@given(documents(markup=False), documents(markup=False))
@settings(max_examples=15)
def test_nothing_but_uuids_is_added(before: Document, after: Document) -> None:
    assert unnamed(named(after, previous=named(before))) == after


@given(documents(markup=False), documents(markup=False))
@settings(max_examples=15)
def test_the_same_text_gets_the_same_uuids_in_every_run(before: Document, after: Document) -> None:
    assert named(after, previous=named(before)) == named(after, previous=named(before))


@given(documents(markup=False))
@settings(max_examples=15)
def test_a_text_that_did_not_change_keeps_all_uuids(document: Document) -> None:
    assert named(document, previous=named(document)) == named(document)


@given(documents(markup=False), documents(markup=False))
@settings(max_examples=25)
def test_what_is_in_both_texts_keeps_its_uuids_whatever_comes_and_goes(before: Document, after: Document) -> None:
    longer = msgspec.structs.replace(before, body=(*after.body, *before.body, *after.body))
    assert set(uuids(named(before))) <= set(uuids(named(longer, previous=named(before))))


def test_two_texts_share_no_uuid() -> None:
    one = identify(a_document(), reference="eins.txt")
    two = identify(a_document(), reference="zwei.txt")
    assert not set(uuids(one)) & set(uuids(two))


# --- pictures ---------------------------------------------------------------------------------------------------


def test_two_equal_captions_are_two_pictures() -> None:
    first, second = pictures_of(named(gallery_of("Möwe", "Möwe")))
    assert first.uuid != second.uuid


def test_equal_captions_keep_their_order_when_one_more_comes() -> None:
    before = named(gallery_of("Möwe", "Möwe"))
    after = named(gallery_of("Möwe", "Möwe", "Möwe"), previous=before)
    assert [one.uuid for one in pictures_of(after)][:2] == [one.uuid for one in pictures_of(before)]


@pytest.mark.parametrize(
    "captions",
    [
        pytest.param(("Der Kran", "Der Deich", "Eine Möwe"), id="another order"),
        pytest.param(("Neu: das Feuerschiff", "Eine Möwe", "Der Deich", "Der Kran"), id="one more in front"),
        pytest.param(("Eine Möwe", "Der Kran"), id="one less"),
    ],
)
def test_a_picture_keeps_its_uuid_when_its_neighbours_change(captions: tuple[str, ...]) -> None:
    before = named(gallery_of("Eine Möwe", "Der Deich", "Der Kran"))
    after = by_caption(named(gallery_of(*captions), previous=before))
    for caption, one in by_caption(before).items():
        assert after.get(caption, one) == one


def test_a_corrected_caption_keeps_its_uuid() -> None:
    before = named(gallery_of("Eine Möve am Kai", "Der Deich"))
    after = named(gallery_of("Eine Möwe am Kai", "Der Deich"), previous=before)
    assert uuids(after) == uuids(before)


def test_a_corrected_credit_keeps_its_uuid() -> None:
    before = named(gallery_of("Eine Möwe am Kai", credit="Jan Ott/dpa"))
    after = named(gallery_of("Eine Möwe am Kai", credit="Jan Otto/dpa"), previous=before)
    assert uuids(after) == uuids(before)


def test_a_new_picture_in_front_does_not_take_the_uuid_of_a_corrected_one() -> None:
    before = named(gallery_of("Eine Möve sitzt am Kai"))
    after = by_caption(named(gallery_of("Das Feuerschiff brennt", "Eine Möwe sitzt am Kai"), previous=before))
    assert after["Eine Möwe sitzt am Kai"] == by_caption(before)["Eine Möve sitzt am Kai"]


def test_each_of_several_corrected_captions_keeps_its_own_uuid() -> None:
    before = by_caption(named(gallery_of("Eine Möve sitzt am Kai", "Der Kahn von Oto Ott")))
    after = by_caption(
        named(
            gallery_of("Der Kahn von Otto Ott", "Eine Möwe sitzt am Kai"),
            previous=named(gallery_of("Eine Möve sitzt am Kai", "Der Kahn von Oto Ott")),
        )
    )
    assert after["Der Kahn von Otto Ott"] == before["Der Kahn von Oto Ott"]
    assert after["Eine Möwe sitzt am Kai"] == before["Eine Möve sitzt am Kai"]


def test_another_picture_in_the_same_place_is_another_row() -> None:
    """The row has a file: the new caption must not be printed below the old photograph."""
    before = named(Document(lead_picture=a_picture("Die Fähre legt ab.")))
    other = Picture("Bürgermeisterin Rohwer vor dem Rathaus", "Karim Saleh", "Karim Saleh", ())
    after = named(Document(lead_picture=other), previous=before)
    assert uuids(after) != uuids(before)


def test_a_new_picture_never_gets_the_row_of_one_that_was_dropped_earlier() -> None:
    first = named(gallery_of("Eine Möwe", "Der Deich"))
    second = named(gallery_of("Der Deich"), previous=first)
    third = named(gallery_of("Der Deich", "Ein ganz anderes Bild"), previous=second)
    assert by_caption(third)["Ein ganz anderes Bild"] not in uuids(first)


def test_a_picture_that_comes_back_gets_its_row_back() -> None:
    first = named(gallery_of("Eine Möwe", "Der Deich"))
    second = named(gallery_of("Der Deich"), previous=first)
    third = named(gallery_of("Der Deich", "Eine Möwe"), previous=second)
    assert by_caption(third) == by_caption(first)


def test_a_picture_moves_with_its_uuid_from_the_top_into_a_gallery() -> None:
    before = named(Document(lead_picture=a_picture()))
    after = named(Document(body=(GalleryBlock("Bilder", (a_picture(),)),)), previous=before)
    assert [one.uuid for one in pictures_of(after)] == uuids(before)


# --- galleries and links ----------------------------------------------------------------------------------------


def test_a_gallery_keeps_its_uuid_and_so_its_address_under_a_new_title() -> None:
    before = named(a_document(body=(GalleryBlock("Bilder der Brücke", (a_picture("Motor"),)),)))
    after = named(a_document(body=(GalleryBlock("So sieht es aus", (a_picture("Motor"),)),)), previous=before)
    assert uuids(after) == uuids(before)


def test_links_keep_their_uuids_beside_a_new_one() -> None:
    old, new = Related("Lesen Sie auch", "Wer zahlt?"), Related("Mehr zum Thema", "Die Werft")
    before = named(Document(body=(old,)))
    after = named(Document(body=(new, old)), previous=before)
    assert uuids(after)[1:] == uuids(before)


def test_a_text_without_pictures_and_links_stays_as_it_is() -> None:
    document = Document(headline="Kurz", body=(Paragraph("Nur Text."),))
    assert named(document) == document
