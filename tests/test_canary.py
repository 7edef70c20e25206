"""Nothing that readers are not to see is on any public surface, after an editor has looked at all of it."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from articles.desk.rendering import render_next
from articles.models import Article, Author, Gallery, JournalEntry, Picture, Release, Section, Tag
from articles.models.releases import ReleaseQuerySet
from tests.canary import Leak, Reader, admin_addresses, found_in_bytes, public_addresses, said_by_picture
from tests.canary_cages import NOW, WORD, Cages, Keeper, photograph
from tests.roles import CHIEF, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief() -> Any:
    return person(CHIEF, name="chef", first_name="Imke")


@pytest.fixture
def keeper(client: Client, chief: Any) -> Keeper:
    client.force_login(chief)
    home = Section.objects.create(name="Hafen", slug="hafen", position=1)
    return Keeper(client, chief, home, Section.objects.create(name="Sport", slug="sport", position=2))


def filled(keeper: Keeper) -> Cages:
    """Make everything that readers must not find, and have the editor look at all of it."""
    for kind in (Article, Gallery):
        keeper.lock_up(kind)
    keeper.leave_traces()
    cages = keeper.cages
    cages.pieces = [*Article.objects.select_related("section"), *Gallery.objects.select_related("section")]
    while render_next(now=NOW):
        pass
    cages.pictures = [*Picture.objects.filter(pk__in=[picture.pk for picture in cages.pictures])]
    cages.secrets |= {picture.file.name.rpartition("/")[2].partition(".")[0] for picture in cages.pictures}
    cages.secrets |= {picture.rendition_token.casefold() for picture in cages.pictures}
    return cages


def warm(client: Client, cages: Cages) -> str:
    """Open every page of the desk and of the paper as an editor; return what was to be read."""
    addresses = ["/admin/", "/", "/hafen/", "/sport/", "/feed/", "/admin/articles/journalentry/"]
    for kind in ("article", "gallery", "picture", "version", "release", "author", "tag"):
        addresses += [f"/admin/articles/{kind}/", f"/admin/articles/{kind}/?q={WORD}"]
    for piece in cages.pieces:
        kind = piece._meta.model_name
        base = f"/admin/articles/{kind}/{piece.pk}"
        addresses += [f"{base}/change/", f"{base}/history/", f"{base}/preview-links/"]
        addresses.append(f"/vorschau/{'artikel' if kind == 'article' else 'galerie'}/{piece.pk}/")
    addresses += [release.get_absolute_url() for release in Release.objects.live().select_related("section")]
    read = []
    for address in addresses:
        answer: Any = client.get(address, follow=True)
        assert answer.status_code == 200, address
        read.append(answer.content.decode())
    for picture in cages.pictures:
        for rendition in renditions_of(picture):
            answer = client.get(rendition)
            assert answer.status_code == 200
            assert found_in_bytes(answer.getvalue(), [WORD])  # it carries the names: so it must not be found
        answer = client.get(f"/media/{picture.file.name}")
        assert answer.status_code == 200
        assert found_in_bytes(answer.getvalue(), [WORD])
    return "".join(read)


def guessed(cages: Cages) -> list[str]:
    """Return what a reader could try who knows ids, slugs, file names and how addresses are made."""
    slugs = [*Section.objects.values_list("slug", flat=True), *Tag.objects.values_list("slug", flat=True)]
    slugs += [*Author.objects.values_list("slug", flat=True), "x"]
    originals = [picture.file.name.removeprefix("originals/") for picture in cages.pictures]
    renditions = [path for picture in cages.pictures for path in renditions_worked_out(picture)]
    words = sorted({picture.caption.split()[-1] for picture in cages.pictures})
    paths = [*(f"{word}.jpg" for word in words), *(f"{word[:2]}/{word}.jpg" for word in words), "../originals/x.jpg"]
    guesses = {
        "slug": slugs,
        "section": ["hafen", "sport", "x"],
        "number": ["1", "2", "99"],
        "path": [*paths, *originals, *renditions],
        "token": ["x", "sitzung", *(session for session in sorted(cages.secrets) if len(session) == 32)],
        "session": ["00000000-0000-4000-8000-000000000000"],
        "uidb36": ["1"],
        "key": ["set-password", "x-1"],
    }
    pieces = [{"pk": str(piece.pk), "slug": piece.slug or "x", "section": piece.section.slug} for piece in cages.pieces]
    addresses = public_addresses(guesses, pieces)
    queries = [
        f"{address}?{query}" for address in ("/", "/hafen/", "/feed/") for query in ("nach=x", "q=zilp", "s=zilp")
    ]
    files = ["/robots.txt", "/sitemap.xml", "/news-sitemap.xml", "/suche/?q=zilp", "/favicon.ico", "/.env", "/media/"]
    return [*addresses, *queries, *files, *cages.dead_ends]


def renditions_of(picture: Picture) -> list[str]:
    """Return the addresses of all renditions of `picture`."""
    made = Picture.objects.get(pk=picture.pk)
    return [made.rendition(name, kind) for name, (_width, _height, kinds) in made.renditions.items() for kind in kinds]


def renditions_worked_out(picture: Picture) -> list[str]:
    """Return where renditions would be if their folder had a name that can be worked out: of the UUID or the digest."""
    known = (picture.uuid.hex, str(picture.uuid), picture.digest, picture.digest[:24])
    return [f"{name[:2]}/{name}/{rendition}.webp" for name in known for rendition in ("w320", "w960", "thumb")]


def shown(leaks: set[Leak]) -> list[str]:
    return sorted({f"{leak.address}: {leak.word} ({leak.place})" for leak in leaks})


def test_no_canary_sings_outside(client: Client, keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    cages = filled(keeper)
    assert len(cages.pieces) >= 2 * 9
    assert WORD in warm(client, cages)
    assert JournalEntry.objects.filter(subject__contains=WORD).exists()

    reader = Reader(frozenset({WORD, *cages.secrets}))
    addresses = [*guessed(cages), *admin_addresses(cages.pieces[0].pk)]
    assert shown(reader.crawl(addresses)) == []
    for release in Release.objects.live().select_related("section"):
        assert reader.answers[release.get_absolute_url()] == 200
    for piece in cages.pieces:
        if not piece.releases.filter(live=True).exists():
            address = f"/{piece.section.slug}/{piece.slug}-{piece.pk}/"
            tail = f"bilder/{piece.slug}-{piece.pk}/1/"
            address = address if isinstance(piece, Article) else f"/{piece.section.slug}/{tail}"
            assert reader.answers[address] == (410 if piece.releases.exists() else 404)
    assert {reader.answers[address] for address in cages.dead_ends} == {410}
    assert any(address.startswith("/media/__processed__/") for address, code in reader.answers.items() if code == 200)
    assert {code for address, code in reader.answers.items() if address.startswith("/media/originals/")} == {404}
    assert not [one.subject for one in mail.outbox if WORD in f"{one.subject}{one.body}{one.recipients()}"]

    # The reader does look: with one lock open, the canary is found.
    monkeypatch.setattr(ReleaseQuerySet, "live", lambda rows: rows)
    opened = Reader(frozenset({WORD})).crawl(["/"])
    assert {leak.word for leak in opened} == {WORD}


def test_a_canary_that_is_let_out_is_found_everywhere(client: Client, keeper: Keeper) -> None:
    """What the reader of the test above does not find, it would have found."""
    article, gallery = keeper.article(f"{WORD}-a"), keeper.gallery(f"{WORD}-g")
    for piece in (article, gallery):
        keeper.publish(piece)
    leaks = Reader(frozenset({WORD})).crawl(["/"])
    found = {leak.address for leak in leaks}
    assert {
        "/", "/hafen/", "/feed/", "/hafen/feed/", f"/thema/{WORD}-a/", f"/thema/{WORD}-a/feed/", f"/autor/{WORD}-a/",
        f"/hafen/{WORD}-a-{article.pk}/", f"/hafen/bilder/{WORD}-g-{gallery.pk}/1/",
    } <= found  # fmt: skip
    renditions = {leak.address for leak in leaks if leak.address.startswith("/media/")}
    assert renditions  # creator, credit, copyright and alternative text are in the bytes of public pictures, on purpose


def test_renditions_say_nothing_of_the_file_but_the_names(keeper: Keeper) -> None:
    """What the photographer's file says and the desk has not taken over stays in the original."""
    row = keeper.picture("möwe", in_file=f"{WORD}-datei")
    while render_next(now=NOW):
        pass
    addresses = renditions_of(row)
    assert len(addresses) > 10
    assert shown(Reader(frozenset({WORD})).crawl(addresses)) == []


@pytest.mark.parametrize("place", ["EXIF", "XMP", "IPTC", "other metadata"])
def test_the_reader_sees_what_a_file_says_beside_its_pixels(place: str) -> None:
    said = dict(said_by_picture(photograph(WORD)))
    assert WORD in said[place].replace("\\x00", "")


def test_the_reader_sees_words_in_every_encoding() -> None:
    for how in ("utf-8", "utf-16-le", "utf-16-be"):
        assert found_in_bytes(b"\xff" + f"Der {WORD.upper()}".encode(how), [WORD]) == {WORD}


def test_an_address_that_nobody_has_looked_at_fails(keeper: Keeper) -> None:
    with pytest.raises(pytest.fail.Exception, match="say in tests/test_canary"):
        public_addresses({"slug": ["x"]}, [])


def test_nothing_is_published_by_the_clock_of_this_test(keeper: Keeper) -> None:
    """The cages hold: what is planned is planned for later, and what is embargoed is embargoed."""
    keeper.lock_up(Article)
    assert Article.objects.filter(status="scheduled").exists()
    assert Article.objects.filter(embargo_until__gt=NOW).exists()
    assert Release.objects.live().filter(headline__contains=WORD).count() == 0
