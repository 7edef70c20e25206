"""What search engines are told of pictures: whose they are, where they lie, and nothing that readers may not see."""

import datetime
import json
import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from django.test import Client
from django.utils import timezone

from articles.document import GalleryBlock
from articles.document import Picture as DocumentPicture
from articles.models import Picture, Release
from articles.site import picturemap
from tests.edition import photograph, publish_edition, take_in
from tests.imports import import_one, text

pytestmark = pytest.mark.django_db
HOST = "http://testserver"


@pytest.fixture
def addresses(tmp_path: Path) -> dict[str, str]:
    return publish_edition(tmp_path)


def graph(client: Client, address: str) -> list[dict[str, Any]]:
    """Return what a page says, [] where it says nothing."""
    page = client.get(address).content.decode()
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert len(scripts) <= 1
    found = [json.loads(script) for script in scripts]
    assert all(one["@context"] == "https://schema.org" for one in found)
    return found[0]["@graph"] if found else []


def is_served(client: Client, address: str) -> bool:
    response = client.get(address.removeprefix(HOST))
    response.close()
    return response.status_code == 200


def expire(*captions: str) -> None:
    Picture.objects.filter(caption__in=captions).update(expires_on=timezone.localdate())


def test_a_gallery_says_of_each_picture_whose_it_is(client: Client, addresses: dict[str, str]) -> None:
    Picture.objects.filter(caption="Breit wie der Fluss.").update(
        copyright="© Muster", license_url="https://example.org/licence"
    )
    (gallery,) = graph(client, addresses["gallery"].replace("/2/", "/1/"))
    assert gallery["@type"] == "ImageGallery"
    assert gallery["url"] == HOST + addresses["gallery"].replace("/2/", "/1/")
    assert [image["caption"] for image in gallery["image"]] == [
        "Breit wie der Fluss.",
        "Hoch wie der Turm.",
        "Am Ende des Tages.",
    ], "the third one has no file"
    first = gallery["image"][0]
    address, thumbnail = first.pop("contentUrl"), first.pop("thumbnailUrl")
    assert first == {
        "@type": "ImageObject",
        "width": 1000,
        "height": 400,
        "caption": "Breit wie der Fluss.",
        "creator": {"@type": "Person", "name": "Max Muster"},
        "creditText": "Max Muster/dpa",
        "copyrightNotice": "© Muster",
        "license": "https://example.org/licence",
    }
    for one in (address, thumbnail):
        assert one.startswith(f"{HOST}/media/__processed__/")
        assert is_served(client, one)
    assert address != thumbnail


def test_other_pages_of_a_gallery_say_it_of_the_picture_shown(client: Client, addresses: dict[str, str]) -> None:
    (gallery,) = graph(client, addresses["gallery"])
    assert [image["caption"] for image in gallery["image"]] == ["Hoch wie der Turm."]
    assert gallery["@id"] == HOST + addresses["gallery"].replace("/2/", "/1/")
    assert graph(client, addresses["missing picture"]) == []


def test_an_article_says_it_of_its_lead_picture_and_its_galleries(client: Client, addresses: dict[str, str]) -> None:
    page, gallery = graph(client, addresses["article"])
    assert page["primaryImageOfPage"]["caption"] == "Die Brücke am Montag."
    assert page["primaryImageOfPage"]["creditText"] == "Max Muster/dpa"
    assert (gallery["@type"], gallery["name"], len(gallery["image"])) == (
        "ImageGallery", "In Bildern: Brücken der Stadt", 3,
    )  # fmt: skip
    assert graph(client, addresses["brief"]) == []


def test_an_agency_is_an_organisation_and_no_person(client: Client, tmp_path: Path) -> None:
    lead = DocumentPicture("Eins", "dpa", "", ("dpa",))
    release = published(tmp_path, text("Kopf", lead_picture=lead))
    (page,) = graph(client, release.get_absolute_url())
    assert page["primaryImageOfPage"]["creator"] == {"@type": "Organization", "name": "dpa"}


def published(folder: Path, document: Any) -> Release:
    import_one(folder, document, publish=True)
    for row in Picture.objects.all():
        take_in(row, photograph((400, 300)))
    return Release.objects.live().articles().get()


def test_words_cannot_leave_the_script(client: Client, tmp_path: Path) -> None:
    evil = "</script><script>alert(1)</script><!-- & \u2028"
    lead = DocumentPicture(evil, evil, evil, ())
    release = published(tmp_path, text("Kopf", lead_picture=lead, body=(GalleryBlock(evil, (lead,)),)))
    page = client.get(release.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    told, _gallery = graph(client, release.get_absolute_url())
    assert (
        told["primaryImageOfPage"]["creditText"] == Release.objects.articles().get().document["lead_picture"]["credit"]
    )


def test_an_expired_picture_is_told_to_nobody(client: Client, addresses: dict[str, str]) -> None:
    expire("Die Brücke am Montag.", "Hoch wie der Turm.")
    (gallery,) = graph(client, addresses["article"])
    assert [image["caption"] for image in gallery["image"]] == ["Breit wie der Fluss.", "Am Ende des Tages."]
    assert graph(client, addresses["gallery"]) == []


# --- the sitemap ------------------------------------------------------------------------------------------------

NAMES = {
    "": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
}


def sitemap(client: Client) -> dict[str, list[str]]:
    """Return the addresses of the pictures by the path of their page."""
    response = client.get("/bilder-sitemap.xml")
    assert response["Content-Type"] == "application/xml"
    found = {}
    for page in fromstring(response.content):
        path = (page.findtext("{*}loc") or "").removeprefix(HOST)
        found[path] = [one.text or "" for one in page.findall(".//image:loc", NAMES)]
    return found


def test_the_sitemap_has_every_page_with_pictures_that_readers_see(client: Client, addresses: dict[str, str]) -> None:
    found = sitemap(client)
    gallery = addresses["gallery"].removesuffix("2/")
    second = Release.objects.live().get(headline="Zweite Brücke marode").get_absolute_url()
    assert {page: len(pictures) for page, pictures in found.items()} == {
        addresses["article"]: 5, second: 1, f"{gallery}1/": 1, f"{gallery}2/": 1, f"{gallery}4/": 1,
    }  # fmt: skip
    for address in found[addresses["article"]]:
        assert is_served(client, address)


def test_the_sitemap_knows_nothing_that_expired_or_was_withdrawn(client: Client, addresses: dict[str, str]) -> None:
    expire("Hoch wie der Turm.")
    Release.objects.filter(headline="Zweite Brücke marode").update(live=False)
    found = sitemap(client)
    assert addresses["gallery"] not in found
    assert len(found[addresses["article"]]) == 4
    assert len(found) == 3


def test_the_sitemap_ends_with_the_newest(
    client: Client, addresses: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picturemap, "SHOWN", 1)
    newest = Release.objects.live().get(headline="Zweite Brücke marode")
    Release.objects.filter(pk=newest.pk).update(published_at=timezone.now() + datetime.timedelta(days=1))
    assert list(sitemap(client)) == [newest.get_absolute_url()]
