"""Lists cost the same with five rows and with thirty, and their filters find what they say."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Agency, Article, Author, Gallery, Picture, Release, Section, Tag, Version
from tests.admin_rows import agency, article, author, fields_of, gallery, link, picture, section, superuser

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(superuser())
    return client


def address(model: Any) -> str:
    return reverse(f"admin:articles_{model._meta.model_name}_changelist")


def full_article(number: int) -> Article:
    row = article(f"Text {number}", live=True, lead_picture=picture(f"Bild {number}", file=f"originals/{number}.jpeg"))
    row.contributions.filter(author__isnull=False).update(author=author(f"a{number}"))
    row.tags.add(f"Thema {number}")
    return row


def full_author(number: int) -> Author:
    row = author(f"a{number}")
    row.portrait = picture(f"Porträt {number}", file=f"originals/{number}.jpeg")
    row.save(update_fields=["portrait"])
    return row


MAKERS: list[tuple[Any, Callable[[int], Any]]] = [
    (Article, full_article),
    (Gallery, lambda number: gallery(f"Strecke {number}", live=True)),
    (Picture, lambda number: picture(f"Bild {number}").agencies.add(agency(f"a{number}"))),
    (Author, full_author),
    (Agency, lambda number: agency(f"a{number}")),
    (Section, lambda number: section(f"S{number}")),
    (Tag, lambda number: Tag.objects.create(name=f"Thema {number}")),
    (Version, full_article),
    (Release, full_article),
]


@pytest.mark.parametrize(("model", "make"), MAKERS, ids=[model._meta.model_name for model, _make in MAKERS])
def test_thirty_rows_cost_what_five_cost(desk: Client, model: Any, make: Callable[[int], Any]) -> None:
    for number in range(5):
        make(number)
    desk.get(address(model))
    with CaptureQueriesContext(
        connection,
    ) as five:
        assert len(desk.get(address(model)).context["cl"].result_list) == 5
    for number in range(5, 30):
        make(number)
    with CaptureQueriesContext(connection) as thirty:
        assert len(desk.get(address(model)).context["cl"].result_list) == 30
    assert len(thirty) == len(five), [one["sql"] for one in thirty]
    assert len(thirty) <= 22


def test_the_form_costs_the_same_with_many_rows(desk: Client) -> None:
    row = full_article(0)
    form = reverse("admin:articles_article_change", args=(row.pk,))
    desk.get(form)
    with CaptureQueriesContext(connection) as few:
        desk.get(form)
    for number in range(1, 20):
        full_article(number)
    with CaptureQueriesContext(connection) as many:
        desk.get(form)
    assert len(many) == len(few)


def found(desk: Client, model: Any, **parameters: Any) -> set[str]:
    return {str(row) for row in desk.get(address(model), parameters).context["cl"].result_list}


def test_articles_by_author_topic_picture_and_language(desk: Client) -> None:
    with_picture = article("Mit Bild", lead_picture=picture())
    english = article("English", language="en")
    english.contributions.all().delete()
    english.tags.set(["Harbour"])
    assert found(desk, Article, lead="without") == {"English"}
    assert found(desk, Article, lead="with") == {"Mit Bild"}
    assert found(desk, Article, language="en") == {"English"}
    assert found(desk, Article, author=author().pk) == {"Mit Bild"}
    assert found(desk, Article, topic=Tag.objects.get(name="Harbour").pk) == {"English"}
    assert found(desk, Article, author=author().pk, topic=Tag.objects.get(name="Harbour").pk) == set()
    assert found(desk, Article, section__id__exact=with_picture.section_id) == {"Mit Bild", "English"}
    assert found(desk, Article, status__exact="published") == set()


@pytest.mark.parametrize("nonsense", ["x", "-1", "1; DROP", "٣", "9" * 5])
def test_a_filter_with_nonsense_is_no_error(desk: Client, nonsense: str) -> None:
    article()
    assert desk.get(address(Article), {"author": nonsense}).status_code == 200


def test_a_chosen_filter_keeps_the_others_and_can_be_taken_back(desk: Client) -> None:
    article()
    text = desk.get(address(Article), {"author": author().pk, "language": "de", "q": "brücke"}).content.decode()
    assert '<input type="hidden" name="language" value="de">' in text
    assert '<input type="hidden" name="q" value="brücke">' in text
    assert f'<option value="{author().pk}" selected>jat</option>' in text
    assert 'href="?language=de&amp;q=br%C3%BCcke"' in text


def test_pictures_by_what_is_to_be_done(desk: Client) -> None:
    done: dict[str, Any] = {"file": "originals/x.jpeg", "alt_text": "Ein Schiff"}
    picture("fertig", **done)
    picture("ohne Datei", alt_text="Ein Schiff")
    picture("ohne Alt", file="originals/y.jpeg")
    picture("abgelaufen", **done, expires_on=timezone.localdate())
    bare = picture("ohne Nachweis", **done)
    Picture.objects.filter(pk=bare.pk).update(credit="")
    bare.agencies.add(agency("AFP"))
    assert found(desk, Picture, missing="file") == {"ohne Datei"}
    assert found(desk, Picture, missing="alt") == {"ohne Alt"}
    assert found(desk, Picture, missing="credit") == {"ohne Nachweis"}
    assert found(desk, Picture, rights="expired") == {"abgelaufen"}
    assert found(desk, Picture, agency=agency("AFP").pk) == {"ohne Nachweis"}


def test_authors_known_by_their_initials_only(desk: Client) -> None:
    author("jat")
    Author.objects.create(given_name="Imke", family_name="Sanders", initials="isa", slug="imke-sanders")
    assert found(desk, Author, name="stub") == {"jat"}
    assert found(desk, Author, name="full") == {"Imke Sanders (isa)"}


def test_the_list_says_who_wrote_where_it_is_and_how_it_stands(desk: Client) -> None:
    live = article(live=True)
    text = desk.get(address(Article), headers={"accept-language": "en"}).content.decode()
    assert "jat/<wbr>dpa" in text
    assert '<span class="kicker">Verkehr</span><span class="headline">Die Brücke ist zu</span>' in text
    assert '<span class="status status-published">Published</span>' in text
    assert f'href="/stadt/die-bruecke-ist-zu-{live.pk}/"' in text


def test_the_form_costs_the_same_with_many_links_and_many_kept_texts(desk: Client) -> None:
    row = full_article(0)
    form = reverse("admin:articles_article_change", args=(row.pk,))

    def queries(links: int, kept: int) -> int:
        body = ""
        for number in range(links):
            one = link(row, f"Verweis {number}")
            body += f'<p>Absatz {number}.</p><story-related uuid="{one.uuid}"></story-related>'
        Article.objects.filter(pk=row.pk).update(body=body)
        for number in range(kept):
            typed = fields_of(desk.get(form)) | {"headline": f"Getippt {number}", "object_id": str(row.pk)}
            assert desk.post(reverse("admin:articles_article_autosave"), typed).status_code == 200
        with CaptureQueriesContext(connection) as asked:
            desk.get(form)
        return len(asked)

    few = queries(5, 1)
    assert queries(60, 5) == few <= 50


def test_a_list_costs_the_same_with_sixty_links_in_each_text(desk: Client) -> None:
    rows = [full_article(number) for number in range(5)]
    desk.get(address(Article))
    with CaptureQueriesContext(connection) as few:
        desk.get(address(Article))
    for row in rows:
        for number in range(60):
            link(row, f"Verweis {number}")
    for number in range(5, 60):
        full_article(number)
    with CaptureQueriesContext(connection) as many:
        assert desk.get(address(Article)).context["cl"].result_count == 60
    assert len(many) == len(few)
