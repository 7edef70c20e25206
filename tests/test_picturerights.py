"""What pictures may be used for: until their day by the paper's calendar, and where: offered, marked, checked."""

import datetime
import uuid
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.desk.checks.findings import Level
from articles.desk.picturerights import expired, expires_soon, expiring, is_expired, mark, offered, why_not
from articles.desk.publishing import NotPublishable, publish
from articles.document import GalleryBlock, Paragraph, PictureBlock
from articles.document import Picture as DocumentPicture
from articles.models import Article, Gallery, Picture, Schedule
from articles.site.pictures import is_expired as readers_rule
from tests.admin_rows import article, picture, superuser
from tests.preflight import GOOD_PICTURE, NOW, found, good, good_gallery, names

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def english(settings: Any) -> None:
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(superuser())
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def shot(caption: str = "Die Brücke", **columns: Any) -> Picture:
    return picture(caption, alt_text="Eine Brücke.", file="originals/aa/bb.jpg", **columns)


def used(row: Picture, kind: Any = DocumentPicture) -> Any:
    return kind(row.caption, row.credit, "", (), alt=row.alt_text, uuid=str(row.uuid))


# --- the rule -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "over"), [(-400, True), (-1, True), (0, True), (1, False), (None, False)])
def test_a_picture_has_expired_from_its_day_on(days: int | None, over: bool) -> None:
    row = shot(expires_on=None if days is None else TODAY + days * DAY)
    assert is_expired(row, NOW) is over
    assert readers_rule(row, TODAY) is over
    assert Picture.objects.filter(expired(NOW)).exists() is over
    assert offered(Picture.objects.all(), now=NOW).exists() is not over
    assert bool(why_not(row, now=NOW)) is over


@pytest.mark.parametrize(("days", "soon"), [(0, False), (1, True), (14, True), (15, False), (None, False)])
def test_a_fortnight_is_soon(days: int | None, soon: bool) -> None:
    row = shot(expires_on=None if days is None else TODAY + days * DAY)
    assert expires_soon(row, NOW) is soon
    assert Picture.objects.filter(expiring(NOW)).exists() is soon


def test_the_day_is_that_of_the_papers_calendar() -> None:
    row = shot(expires_on=TODAY + DAY)
    midnight = datetime.datetime(2026, 11, 20, 23, 0, tzinfo=datetime.UTC)  # in Berlin
    with timezone.override("America/New_York"):  # whatever clock somebody works by
        assert not is_expired(row, midnight - datetime.timedelta(seconds=1))
        assert is_expired(row, midnight)


def test_a_picture_of_one_article_is_offered_there_alone() -> None:
    own, other = article("Eigen"), article("Fremd")
    row = shot(only_with=own)
    assert offered(Picture.objects.all(), now=NOW, article=own.pk).get() == row
    assert not offered(Picture.objects.all(), now=NOW, article=other.pk).exists()
    assert not offered(Picture.objects.all(), now=NOW).exists()
    assert why_not(row, now=NOW, article=own.pk) == ""
    assert f"(no. {own.pk}, not published yet)" in why_not(row, now=NOW, article=other.pk)
    publish(piece=own, by=None, now=NOW)
    assert "(“Eigen”)" in why_not(row, now=NOW)


def test_what_is_to_be_minded_is_marked_in_a_few_words() -> None:
    assert mark(shot(), now=NOW) == ""
    assert mark(shot(expires_on=TODAY), now=NOW) == "expired"
    assert mark(shot(expires_on=TODAY + DAY), now=NOW) == "expires on 11/21/2026"
    assert mark(shot(expires_on=TODAY, only_with=article()), now=NOW) == "expired, only with one article"


# --- preflight ----------------------------------------------------------------------------------------------


def test_what_ends_within_a_fortnight_is_said() -> None:
    row = shot(expires_on=TODAY + 14 * DAY)
    (finding,) = found(good(lead_picture=used(row)))
    assert (finding.check, finding.level, finding.field) == ("picture rights end", Level.WARNING, "lead_picture")
    assert "12/04/2026" in finding.sentence
    Picture.objects.update(expires_on=TODAY + 15 * DAY)
    assert found(good(lead_picture=used(row))) == []


@pytest.mark.parametrize(("days", "said"), [(20, True), (21, False)])
def test_what_ends_before_the_planned_publication_is_said(days: int, said: bool) -> None:
    row, piece = shot(expires_on=TODAY + days * DAY), article()
    Schedule.objects.create(article=piece, at=NOW + 20 * DAY, zone="Europe/Berlin", made_at=NOW)
    findings = found(good(lead_picture=used(row)), piece=piece)
    assert names(findings) == (["picture rights end"] if said else [])
    assert all("12/10/2026" in one.sentence for one in findings)


def test_a_picture_of_another_article_stops_publication() -> None:
    owner, other = article("Die Eigene", live=True), article("Fremd")
    row = shot(only_with=owner)
    for document in (
        good(lead_picture=used(row)),
        good(body=(Paragraph("Text."), used(row, PictureBlock))),
        good(body=(Paragraph("Text."), GalleryBlock("Kai", (GOOD_PICTURE, used(row)), uuid=str(uuid.uuid4())))),
    ):
        assert found(document, piece=owner) == []
        for piece in (other, Article()):
            (finding,) = found(document, piece=piece)
            assert (finding.check, finding.level) == ("picture of another article", Level.BLOCKING)
            assert "Die Eigene" in finding.sentence
    (finding,) = found(good_gallery(GOOD_PICTURE, used(row)), piece=Gallery())
    assert finding.check == "picture of another article"


def test_a_gallery_with_the_key_of_the_article_is_not_that_article() -> None:
    owner = article()
    row = shot(only_with=owner)
    findings = found(good_gallery(used(row)), piece=Gallery(pk=owner.pk))
    assert names(findings) == ["picture of another article"]


def test_a_draft_is_not_named_to_others() -> None:
    row = shot(only_with=article("Streng geheim"))
    (finding,) = found(good(lead_picture=used(row)))
    assert "geheim" not in finding.sentence


def test_publishing_asks_the_same_rules() -> None:
    piece = article(lead_picture=shot(only_with=article("Andere")))
    with pytest.raises(NotPublishable):
        publish(piece=piece, by=None, now=NOW)
    Picture.objects.update(only_with=piece)
    publish(piece=piece, by=None, now=NOW)


def test_many_pictures_cost_what_one_costs(django_assert_num_queries: Any) -> None:
    owner, piece = article(live=True), article()
    Schedule.objects.create(article=piece, at=NOW + 20 * DAY, zone="Europe/Berlin", made_at=NOW)

    def document(number: int) -> Any:
        rows = [shot(f"Bild {nth}", only_with=owner, expires_on=TODAY + 9 * DAY) for nth in range(number)]
        return good(body=(Paragraph("Text."), *(used(row, PictureBlock) for row in rows)))

    for number in (1, 12):
        typed = document(number)
        with django_assert_num_queries(3):
            assert found(typed, piece=piece)


# --- offered at the desk ------------------------------------------------------------------------------------


def autocomplete(desk: Client, model: str, field: str, **more: Any) -> set[str]:
    query = {"app_label": "articles", "model_name": model, "field_name": field, "term": "Bild"}
    answer = desk.get(reverse("admin:autocomplete"), query | more).json()
    return {one["text"] for one in answer["results"]}


@pytest.fixture
def three() -> Article:
    """Return the article that one of three pictures may be used with only; another has expired."""
    owner = article("Eigen")
    shot("Bild frei")
    shot("Bild abgelaufen", expires_on=timezone.localdate())
    shot("Bild eigen", only_with=owner)
    return owner


def test_the_lead_picture_is_offered_where_it_may_be_used(desk: Client, three: Article) -> None:
    assert autocomplete(desk, "article", "lead_picture") == {"Bild frei"}
    assert autocomplete(desk, "article", "lead_picture", article=three.pk) == {"Bild frei", "Bild eigen"}
    assert autocomplete(desk, "article", "lead_picture", article="x'") == {"Bild frei"}
    assert autocomplete(desk, "gallerypicture", "picture") == {"Bild frei"}
    page = desk.get(reverse("admin:articles_article_change", args=(three.pk,))).content.decode()
    assert f'data-ajax--url="{reverse("admin:autocomplete")}?article={three.pk}"' in page


def test_the_editor_finds_what_may_be_used(desk: Client, three: Article) -> None:
    def titles(**more: Any) -> set[str]:
        answer = desk.get(reverse("admin:articles_article_found"), {"kind": "picture", "q": "Bild"} | more).json()
        return {one["title"] for one in answer["found"]}

    assert titles() == {"Bild frei"}
    assert titles(article=three.pk) == {"Bild frei", "Bild eigen"}


def test_cards_and_lists_mark_what_has_expired(desk: Client, three: Article) -> None:
    row = Picture.objects.get(caption="Bild abgelaufen")
    card = desk.get(reverse("admin:articles_article_previews"), {"picture": row.pk}).json()["picture"]
    assert card["mark"] == "expired"
    assert card["detail"] == "Imke Sanders/dpa · expired"
    page = desk.get(reverse("admin:articles_picture_changelist")).content.decode()
    assert page.count('<span class="thumb-expired">expired</span>') == 1
    assert "only with one article" in page


@pytest.mark.parametrize(
    ("chosen", "captions"),
    [
        ("expired", {"Bild abgelaufen"}),
        ("soon", {"Bild bald"}),
        ("only", {"Bild eigen"}),
        ("terms", {"Bild frei", "Bild abgelaufen", "Bild eigen"}),
        ("x'", {"Bild frei", "Bild abgelaufen", "Bild eigen", "Bild bald"}),
    ],
)
def test_the_list_is_narrowed_by_rights(desk: Client, three: Article, chosen: str, captions: set[str]) -> None:
    shot("Bild bald", expires_on=timezone.localdate() + DAY, usage_terms="Einmal.")
    answer = desk.get(reverse("admin:articles_picture_changelist"), {"rights": chosen})
    assert {row.caption for row in answer.context["cl"].result_list} == captions


def test_who_may_not_see_the_article_is_not_told_its_name(client: Client, django_user_model: Any) -> None:
    owner = article("Streng geheim")
    row = shot(only_with=owner)
    Picture.objects.filter(pk=row.pk).update(
        created_by=(user := django_user_model.objects.create_user("rosa", is_staff=True))
    )
    wanted = ["view_picture", "change_picture", "view_article", "change_article"]
    user.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    client.force_login(user)
    address = reverse("admin:articles_picture_change", args=(row.pk,))
    assert "geheim" not in client.get(address).content.decode()
    Picture.objects.filter(pk=row.pk).update(created_by=None)  # to be read only
    page = client.get(address).content.decode()
    assert "geheim" not in page
    assert 'name="caption"' not in page


def test_no_gallery_is_gathered_of_what_may_not_be_used(desk: Client, three: Article) -> None:
    def gathered(*captions: str) -> Any:
        uuids = [str(Picture.objects.get(caption=one).uuid) for one in captions]
        return desk.post(reverse("admin:articles_article_gather"), {"title": "Neu", "picture": uuids})

    assert gathered("Bild frei").status_code == 200
    for caption, said in (("Bild abgelaufen", "ended on"), ("Bild eigen", "with one article only")):
        answer = gathered("Bild frei", caption)
        assert answer.status_code == 400
        (sentence,) = answer.json()["errors"]
        assert f"“{caption}”" in sentence
        assert said in sentence
    assert Gallery.objects.count() == 1
    keys = [str(one.pk) for one in Picture.objects.all()]
    answer = desk.post(reverse("admin:articles_picture_gather"), {"ids": keys}, follow=True)
    assert "ended on" in answer.content.decode()
    assert Gallery.objects.count() == 1
