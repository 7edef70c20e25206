"""No page of the admin loads a whole table into a select: what may have many rows is looked up while one types."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from articles.models import Agency, Article, Author, Gallery, Picture, RelatedLink, Release, Section, Tag, Version
from tests.admin_rows import one_of_each, superuser

pytestmark = pytest.mark.django_db
MANY = 150
MOST = 100  # options of one select: languages and roles are few, rows are not
# A paper has few sections and few groups, and one wants to see them all; permissions come with the program.
FEW = {"section", "groups", "user_permissions", "permissions"}
SELECT = re.compile(r"<select([^>]*)>(.*?)</select>", re.DOTALL)
PAGES = [(model, name) for model in sorted(admin.site._registry, key=str) for name in ("changelist", "add", "change")]


def many_rows() -> None:
    """Make so many rows of each kind that a select of all of them shows."""
    users = get_user_model()
    users.objects.bulk_create(users(username=f"user{n}") for n in range(MANY))
    Group.objects.bulk_create(Group(name=f"Gruppe {n}") for n in range(MANY))
    Author.objects.bulk_create(Author(initials=f"a{n}", slug=f"a{n}") for n in range(MANY))
    Agency.objects.bulk_create(Agency(code=f"agentur{n}") for n in range(MANY))
    Tag.objects.bulk_create(Tag(name=f"Thema {n}", slug=f"thema-{n}") for n in range(MANY))
    Picture.objects.bulk_create(Picture(caption=f"Bild {n}") for n in range(MANY))
    section = Section.objects.earliest("pk")
    Article.objects.bulk_create(Article(headline=f"Artikel {n}", section=section) for n in range(MANY))
    Gallery.objects.bulk_create(Gallery(title=f"Galerie {n}", section=section) for n in range(MANY))
    article = Article.objects.earliest("pk")
    kind = ContentType.objects.get_for_model(Article)
    LogEntry.objects.create(
        user=users.objects.earliest("pk"), content_type=kind, object_id=str(article.pk), action_flag=CHANGE
    )
    RelatedLink.objects.bulk_create(RelatedLink(article=article, title=f"Verweis {n}") for n in range(MANY))


def long_selects(html: str) -> Iterator[str]:
    for attributes, inside in SELECT.findall(html):
        name = re.search(r'name="([^"]*)"', attributes)
        if inside.count("<option") > MOST and not (name and name[1] in FEW):
            yield name[1] if name else attributes


@pytest.mark.parametrize(("model", "name"), PAGES, ids=[f"{one._meta.model_name}-{name}" for one, name in PAGES])
def test_no_select_holds_all_rows(client: Client, model: Any, name: str) -> None:
    client.force_login(superuser())
    rows = one_of_each()
    many_rows()
    row = rows.get(model) or model._default_manager.first()
    args = (row.pk,) if name == "change" else ()
    answer = client.get(
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args), follow=True
    )
    if answer.status_code == 403:
        assert model in {Version, Release} or name == "add"
        return
    assert answer.status_code == 200
    html = answer.content.decode()
    assert list(long_selects(html)) == []


def test_a_long_select_is_seen() -> None:
    options = "<option>x</option>" * (MOST + 1)
    assert list(long_selects(f'<select name="author">{options}</select>')) == ["author"]
