"""A picture whose rights have run out leaves the readers' pages on its day: a neutral box stays, and nothing else."""

import datetime
import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone, translation
from django.utils.translation import gettext

from articles.desk.expiry import settle_expired
from articles.models import Author, Picture
from tests.edition import publish_edition

pytestmark = pytest.mark.django_db
with translation.override("de"):
    SAID = gettext("This picture may no longer be shown.")


@pytest.fixture
def addresses(tmp_path: Path) -> dict[str, str]:
    return publish_edition(tmp_path)


def expire_all(days: int = 0) -> list[str]:
    """Let the rights of all pictures end in `days`, and return what no page may have then."""
    Author.objects.filter(initials="jat").update(portrait=Picture.objects.filter(caption="Hoch wie der Turm.").first())
    Picture.objects.update(expires_on=timezone.localdate() + datetime.timedelta(days=days))
    rows = Picture.objects.exclude(file="")
    words = [word for row in rows for word in (row.rendition_token, row.placeholder, row.caption)]
    return [*words, "Zu sehen:", "Max Muster/dpa", "__processed__", "data:image"]


def test_no_page_has_an_address_or_a_word_of_an_expired_picture(client: Client, addresses: dict[str, str]) -> None:
    traces = expire_all()
    for address in [*addresses.values(), "/feed/", "/hafen/feed/", "/bilder-sitemap.xml"]:
        page = client.get(address).content.decode()
        # A picture that never had a file has no rights that end with it: its words are those of the text.
        page = re.sub(r'<figure class="[^"]*missing">.*?</figure>', "", page, flags=re.DOTALL)
        for trace in traces:
            assert trace not in page, (address, trace)


def test_the_day_before_it_is_still_there(client: Client, addresses: dict[str, str]) -> None:
    expire_all(days=1)
    page = client.get(addresses["article"]).content.decode()
    assert "Max Muster/dpa" in page
    assert SAID not in page


def test_a_box_of_the_same_proportions_stays_and_says_why(client: Client, addresses: dict[str, str]) -> None:
    expire_all()
    page = client.get(addresses["article"]).content.decode()
    (opening,) = re.findall(r'<div class="opening">(.*?)</figure>', page, re.DOTALL)
    assert 'style="--ratio:1.5"' in opening
    assert SAID in opening
    assert "figcaption" not in opening
    assert '<span class="count">2 / 4</span>' in page
    gallery = client.get(addresses["gallery"]).content.decode()
    assert '<span class="count">2 / 4</span>' in gallery
    assert SAID in gallery
    assert 'style="--ratio:0.5"' in gallery
    home = client.get("/").content.decode()
    assert re.search(r'<a class="image"[^>]*>\s*<div class="standin" style="--ratio:1.7778"></div>', home)


def test_pages_read_the_same_once_the_desk_has_put_the_files_away(client: Client, addresses: dict[str, str]) -> None:
    expire_all()
    before = {address: client.get(address).content for address in addresses.values()}
    assert settle_expired(now=timezone.now()) == Picture.objects.exclude(file="").count()
    assert {address: client.get(address).content for address in addresses.values()} == before
