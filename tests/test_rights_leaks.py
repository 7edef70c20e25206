"""What somebody may not see is found by no list, search or card of the desk; what is live is, as readers know it."""

from typing import Any, Final

import msgspec
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from articles.desk.pasting import make_draft, read_pasted
from articles.desk.publishing import publish_many
from articles.desk.rights import NotAllowed
from articles.desk.saving import saved
from articles.models import Article, Gallery, GalleryPicture, PreviewLink, RelatedLink, Section
from tests.admin_rows import article, fields_of, gallery, link, picture, section
from tests.roles import CHIEF, EDITOR, PHOTO_DESK, REPORTER, TECHNICIAN, person

pytestmark = pytest.mark.django_db
CANARY: Final = "Kanarienvogel"


@pytest.fixture
def hidden() -> tuple[Article, Gallery, RelatedLink]:
    """Return an article, a gallery and a link of another section, with the canary in all that can be typed."""
    sport = section("Sport")
    text = {"kicker": CANARY, "teaser": CANARY, "slug": CANARY.lower(), "body": f"<p>{CANARY}</p>"}
    made = article(f"{CANARY} im Tor", section=sport, **text)
    shown = gallery("In Bildern")  # whose pictures everybody at the desk may find
    Gallery.objects.filter(pk=shown.pk).update(section=sport, slug=CANARY.lower(), kicker=CANARY, title=CANARY)
    return made, Gallery.objects.get(pk=shown.pk), link(made, f"{CANARY} hier")


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def questions(made: Article, shown: Gallery, one: RelatedLink) -> list[str]:
    """Return every address that looks something up, asking for the canary by word, by key and by UUID."""
    target = "app_label=articles&model_name=relatedlink&field_name=target"
    asked = [
        ("articles_article_changelist", ""),
        ("articles_article_changelist", f"q={CANARY}"),
        ("articles_article_changelist", f"section__id__exact={made.section_id}"),
        ("articles_article_changelist", f"section__id__exact={made.section_id}&_facets=True"),
        ("articles_article_changelist", f"status__exact=draft&q={CANARY}&_popup=1"),
        ("articles_gallery_changelist", f"q={CANARY}&_popup=1"),
        ("articles_version_changelist", f"article__id__exact={made.pk}"),
        ("articles_version_changelist", f"q={CANARY}"),
        ("articles_release_changelist", f"q={CANARY}"),
        ("articles_relatedlink_changelist", f"q={CANARY}"),
        ("index", ""),
        ("search", f"q={CANARY}"),
        ("search", f"q={made.pk}"),
        ("autocomplete", f"{target}&term={CANARY}"),
        ("autocomplete", f"{target}&term="),
        ("articles_article_found", f"kind=related&q={CANARY}"),
        ("articles_article_found", "kind=related&q="),
        ("articles_article_found", f"kind=gallery&q={CANARY}"),
        ("articles_article_found", "kind=gallery&q="),
        ("articles_article_row", f"kind=gallery&pk={shown.pk}"),
        ("articles_article_row", f"kind=related&pk={one.pk}"),
        ("articles_article_previews", f"uuid={shown.uuid}&uuid={one.uuid}"),
    ]
    return [reverse(f"admin:{name}") + (f"?{query}" if query else "") for name, query in asked]


@pytest.mark.parametrize("role", [REPORTER, EDITOR, PHOTO_DESK, TECHNICIAN, CHIEF, ""])
def test_nothing_of_another_section_shows_anywhere(client: Client, hidden: Any, role: str) -> None:
    """The photo desk and the chief see every section: to them the canary sings, or this would prove nothing."""
    signed_in(client, person(role, sections=[section("Hafen")]))
    heard = [way for way in questions(*hidden) if CANARY in _without_question(client.get(way))]
    if role in {PHOTO_DESK, CHIEF}:
        assert len(heard) > len(questions(*hidden)) // 2
    else:
        assert heard == []


def _without_question(answer: Any) -> str:
    """Return the words of a page without those that say back what was asked."""
    text: str = answer.content.decode()
    for said_back in (f'value="{CANARY}"', f"q={CANARY}", f"q%3D{CANARY}", f"“{CANARY}”", f"&quot;{CANARY}&quot;"):
        text = text.replace(said_back, "")
    return text


@pytest.fixture
def live_elsewhere() -> Article:
    """Return an article that readers see, and whose working copy says more by now."""
    made = article("Tor in der letzten Minute", section=section("Sport"))
    publish_many(pieces=[made], by=None, now=timezone.now())
    made.headline = f"{CANARY}: Tor war keines"
    made.save()
    saved(piece=made, by=None, now=timezone.now())
    return made


def test_what_is_live_is_found_and_named_as_readers_know_it(client: Client, live_elsewhere: Article) -> None:
    signed_in(client, person(EDITOR, sections=[section("Hafen")]))
    found = reverse("admin:articles_article_found")
    [card] = client.get(found, {"kind": "related", "q": "Minute"}).json()["found"]
    assert card["pk"] == live_elsewhere.pk
    assert card["title"].endswith("Tor in der letzten Minute")
    assert client.get(found, {"kind": "related", "q": CANARY}).json()["found"] == []
    asked = {"app_label": "articles", "model_name": "relatedlink", "field_name": "target"}
    look = reverse("admin:autocomplete")
    assert client.get(look, asked | {"term": "Minute"}).json()["results"] == [
        {"id": str(live_elsewhere.pk), "text": "Tor in der letzten Minute"}
    ]
    assert client.get(look, asked | {"term": CANARY}).json()["results"] == []
    assert client.get(reverse("admin:articles_article_change", args=(live_elsewhere.pk,))).status_code == 302


def test_a_link_is_made_to_what_is_live_and_called_as_readers_know_it(client: Client, live_elsewhere: Article) -> None:
    signed_in(client, person(REPORTER))
    made = client.post(reverse("admin:articles_article_link"), {"label": "Mehr", "target": live_elsewhere.pk}).json()
    assert CANARY not in str(made)
    one = RelatedLink.objects.get(uuid=made["uuid"])
    assert one.target == live_elsewhere
    assert one.title.endswith("Tor in der letzten Minute")
    page = client.get(reverse("admin:articles_relatedlink_change", args=(one.pk,))).content.decode()
    assert "Tor in der letzten Minute" in page
    assert CANARY not in page


def test_no_link_is_made_to_what_one_may_neither_see_nor_read_on_the_site(client: Client, hidden: Any) -> None:
    signed_in(client, person(REPORTER))
    answer = client.post(reverse("admin:articles_article_link"), {"label": "Mehr", "target": hidden[0].pk})
    assert answer.status_code == 400
    assert CANARY not in answer.content.decode()
    assert RelatedLink.objects.count() == 1


def test_a_link_keeps_its_article_where_somebody_else_may_not_see_that(client: Client, hidden: Any) -> None:
    me = person(REPORTER)
    mine = article("Meines", section=None, created_by=me)
    one = RelatedLink.objects.create(article=mine, title="Mehr dazu", target=hidden[0])
    page = reverse("admin:articles_relatedlink_change", args=(one.pk,))
    answer = signed_in(client, me).get(page)
    assert CANARY not in answer.content.decode()
    assert client.post(page, fields_of(answer) | {"title": "Noch mehr"}).status_code == 302
    one.refresh_from_db()
    assert (one.title, one.target) == ("Noch mehr", hidden[0])


def test_a_live_gallery_of_others_has_the_card_that_readers_know(client: Client) -> None:
    shown = Gallery.objects.create(title="Das Spiel", section=section("Sport"))
    GalleryPicture.objects.create(gallery=shown, picture=picture())
    publish_many(pieces=[shown], by=None, now=timezone.now())
    Gallery.objects.filter(pk=shown.pk).update(title=CANARY)
    signed_in(client, person(REPORTER))
    answer = client.get(reverse("admin:articles_article_row"), {"kind": "gallery", "pk": shown.pk}).json()
    assert answer["card"]["title"] == "Das Spiel"
    assert CANARY not in str(answer)


def test_pasted_text_has_no_namesakes_that_one_may_not_see(client: Client, hidden: Any) -> None:
    address = reverse("admin:articles_article_from_text_read")
    typed = {"text": f"{CANARY} im Tor\n\nEin Absatz mit Worten.\n", "language": "de"}
    change = reverse("admin:articles_article_change", args=(hidden[0].pk,))
    assert change not in signed_in(client, person(REPORTER)).post(address, typed).content.decode()
    assert change in signed_in(client, person(CHIEF)).post(address, typed).content.decode()


@pytest.mark.parametrize(("role", "made"), [(REPORTER, False), (CHIEF, True)])
def test_pasted_text_makes_a_section_only_for_who_may_make_one(role: str, made: bool) -> None:
    me = person(role)
    reading = read_pasted("Die Überschrift\n\nEin Absatz mit Worten.\n", language="de", corrections={})
    reading = msgspec.structs.replace(reading, document=msgspec.structs.replace(reading.document, section="Erfunden"))
    with override("en"):
        draft = make_draft(reading, section=None, by=me, now=timezone.now())
    assert draft.article.created_by == me
    assert Section.objects.filter(name="Erfunden").exists() == made
    assert any("you may not make one" in sentence for sentence in draft.warnings) != made


@pytest.mark.parametrize("role", [PHOTO_DESK, TECHNICIAN, ""])
def test_who_makes_no_articles_pastes_none(role: str) -> None:
    reading = read_pasted("Die Überschrift\n\nEin Absatz mit Worten.\n", language="de", corrections={})
    with pytest.raises(NotAllowed):
        make_draft(reading, section=None, by=person(role), now=timezone.now())
    assert not Article.objects.exists()


def test_a_link_somebody_was_given_still_opens_the_piece(client: Client, hidden: Any) -> None:
    """A preview link is for who has it, at the desk or not; who may not see the piece cannot make one."""
    signed_in(client, person(EDITOR, sections=[section("Hafen")]))
    way = reverse("admin:articles_article_preview_links", args=(hidden[0].pk,))
    assert client.post(way, {"days": "7"}).status_code == 404
    assert not PreviewLink.objects.exists()
