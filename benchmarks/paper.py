"""A paper that has been written for years: rows in the numbers and proportions that a desk has after 20,000 articles.

Everything is drawn from one seed, so that two runs measure the same paper. Rows are made in bulk, without the work of
a save; only the long article is saved and published as the desk does it.
"""

import datetime
import random
from collections.abc import Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from articles.desk.publishing import publish
from articles.desk.saving import saved
from articles.document import Byline, BylineAuthor, Document, Paragraph, to_builtins
from articles.models import (
    Agency,
    Article,
    Author,
    Contribution,
    Gallery,
    GalleryPicture,
    Picture,
    RelatedLink,
    Release,
    Section,
    Status,
    Tag,
    TaggedArticle,
    Version,
)
from articles.models.slugs import headline_key, slug_of
from benchmarks import EDITOR, PASSWORD

ARTICLES, PICTURES, AUTHORS, TOPICS, SECTIONS = 20_000, 5_000, 300, 200, 30
LONG = "Der lange Text"  # the headline of the article that is opened and saved
BLOCKS = 150  # in its text
VERSIONS = 100  # in its history
DRAFTS, EDITED = 0.1, 0.15  # shares of the articles: not published; with two more versions
SEARCHED = "Drehbrücke"  # about one headline in a hundred has it

_WORDS = (
    "Hafen Stadt Rat Brücke Wasser Abend Linie Streit Haushalt Jahr Schule Verein Straße Prozess Fähre Werft Kran "
    "Sturm Deich Insel Markt Bahn Klinik Theater Messe Umbau Protest Antrag Bericht Zahl Gericht Polizei Wohnung "
    "neue alte lange kurze kleine große teure offene stille späte frühe graue der die das ein eine am im nach vor "
    "gegen ohne unter über wegen für und oder aber doch noch wieder erst bald heute gestern morgen dann dort hier "
    "öffnet schließt sagt fordert plant baut sucht findet verliert gewinnt zeigt nennt hält bleibt kommt geht"
).split()


def fill() -> None:
    """Fill an empty, migrated database. Takes well under a minute."""
    dice = random.Random(20)
    with transaction.atomic():
        people = _people(dice)
        _stories(dice, people)
        _long_article(dice, people)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a database does by itself after a while


def sentence(dice: random.Random, words: int = 14) -> str:
    """Return a sentence of `words` words that says nothing."""
    chosen = dice.choices(_WORDS, k=words)
    return f"{chosen[0].capitalize()} {' '.join(chosen[1:])}."


def _headline(dice: random.Random) -> str:
    words = dice.choices(_WORDS, k=6)
    if dice.random() < 0.01:
        words[2] = SEARCHED
    return " ".join(words).capitalize()


def _people(dice: random.Random) -> list[Author]:
    """Make everything that articles point to; return the authors."""
    get_user_model().objects.create_superuser(EDITOR, password=PASSWORD, first_name="Imke", last_name="Sanders")
    Section.objects.bulk_create(Section(name=f"Ressort {n}", slug=f"ressort-{n}", position=n) for n in range(SECTIONS))
    Tag.objects.bulk_create(Tag(name=f"Thema {n}", slug=f"thema-{n}") for n in range(TOPICS))
    Agency.objects.bulk_create(Agency(code=code) for code in ("dpa", "AFP", "Reuters", "KNA", "epd"))
    Picture.objects.bulk_create(
        Picture(caption=sentence(dice, 10), credit="Imke Sanders/dpa", file=f"originals/{n:04x}.jpg", width=3, height=2)
        for n in range(PICTURES)
    )
    return Author.objects.bulk_create(
        Author(given_name="Ada", family_name=f"Muster{n}", initials=f"a{n}", slug=f"ada-muster{n}")
        for n in range(AUTHORS)
    )


def _stories(dice: random.Random, authors: list[Author]) -> None:
    sections = list(Section.objects.all())
    topics = list(Tag.objects.values_list("pk", flat=True))
    pictures = list(Picture.objects.values_list("pk", flat=True))
    agency = Agency.objects.earliest("pk")
    texts = [[sentence(dice) for _line in range(24)] for _text in range(200)]
    now = timezone.now()
    articles = []
    for number in range(ARTICLES):
        headline = _headline(dice)
        articles.append(
            Article(
                kicker=dice.choice(_WORDS).capitalize(),
                headline=headline,
                headline_key=headline_key(headline),
                slug=slug_of(headline),
                teaser=sentence(dice, 25),
                body="".join(f"<p>{line}</p>" for line in texts[number % len(texts)]),
                section=dice.choice(sections),
                lead_picture_id=dice.choice(pictures) if dice.random() < 0.7 else None,
                status=Status.DRAFT if dice.random() < DRAFTS else Status.PUBLISHED,
                published_at=now - datetime.timedelta(hours=number, minutes=dice.randrange(60)),
            )
        )
    articles = Article.objects.bulk_create(articles, batch_size=1000)
    # A bulk insert stamps all of them with this moment.
    Article.objects.update(changed_at=F("published_at"), created_at=F("published_at"))
    Article.objects.filter(status=Status.DRAFT).update(published_at=None)
    named = [dice.sample(authors, 2) for _article in articles]
    Contribution.objects.bulk_create(
        (
            Contribution(article=article, author=author, position=position)
            for article, names in zip(articles, named, strict=True)
            for position, author in enumerate(names)
        ),
        batch_size=2000,
    )
    Contribution.objects.bulk_create(
        (Contribution(article=article, agency=agency, position=9) for article in articles[::2]), batch_size=2000
    )
    TaggedArticle.objects.bulk_create(
        (TaggedArticle(content_object=one, tag_id=topic) for one in articles for topic in dice.sample(topics, 3)),
        batch_size=2000,
    )
    documents = [
        _document(article, texts[number % len(texts)], names)
        for number, (article, names) in enumerate(zip(articles, named, strict=True))
    ]
    Version.objects.bulk_create(_versions(dice, articles, documents), batch_size=1000)
    Release.objects.bulk_create(_releases(articles, documents), batch_size=1000)


def _document(article: Article, lines: list[str], names: list[Author]) -> dict[str, Any]:
    document = Document(
        kicker=article.kicker,
        headline=article.headline,
        teaser=article.teaser,
        byline=Byline(tuple(BylineAuthor(one.initials, one.name) for one in names), agencies=()),
        body=tuple(map(Paragraph, lines)),
    )
    return to_builtins(document)


def _versions(dice: random.Random, articles: list[Article], documents: list[dict[str, Any]]) -> Iterator[Version]:
    for article, document in zip(articles, documents, strict=True):
        for number in range(3 if dice.random() < EDITED else 1):
            at = article.changed_at - datetime.timedelta(minutes=number)
            yield Version(article=article, kind=Version.Kind.EDIT, document=document, created_at=at)


def _releases(articles: list[Article], documents: list[dict[str, Any]]) -> Iterator[Release]:
    for article, document in zip(articles, documents, strict=True):
        if article.status == Status.PUBLISHED and article.section and article.published_at:
            yield Release(
                article=article,
                number=1,
                document=document,
                body=article.body,
                kicker=article.kicker,
                headline=article.headline,
                slug=article.slug,
                teaser=article.teaser,
                section=article.section,
                picture_id=article.lead_picture_id,
                published_at=article.published_at,
                released_at=article.published_at,
            )


def _long_article(dice: random.Random, authors: list[Author]) -> None:
    """Make a live article of `BLOCKS` blocks with `VERSIONS` versions, the newest row of the list."""
    editor = get_user_model().objects.get()
    article = Article.objects.create(
        kicker="Chronik", headline=LONG, teaser=sentence(dice, 30), section=Section.objects.earliest("pk"),
        lead_picture=Picture.objects.earliest("pk"),
    )  # fmt: skip
    for position, author in enumerate(authors[:3]):
        Contribution.objects.create(article=article, author=author, position=position)
    article.tags.set(Tag.objects.all()[:4])
    article.body = "".join(_blocks(dice, article))
    article.save()
    now = timezone.now()
    saved(piece=article, by=editor, now=now)
    publish(piece=article, by=editor, now=now)
    document = article.versions.latest("pk").document
    Version.objects.bulk_create(
        Version(
            article=article,
            kind=Version.Kind.EDIT,
            document={**document, "teaser": f"{article.teaser} {number}"},
            by=editor,
            created_at=now - datetime.timedelta(minutes=number),
        )
        for number in range(1, VERSIONS)
    )


def _blocks(dice: random.Random, article: Article) -> Iterator[str]:
    """Yield `BLOCKS` blocks as a long text has them: mostly paragraphs, with everything else in between."""
    pictures = list(Picture.objects.all()[:20])
    gallery = Gallery.objects.create(title="Bilder des Jahres", section=article.section)
    GalleryPicture.objects.bulk_create(
        GalleryPicture(gallery=gallery, picture=one, position=n) for n, one in enumerate(pictures[:10])
    )
    for number in range(BLOCKS):
        match number % 30:
            case 3 | 18:
                yield f'<story-picture uuid="{pictures[number % 20].uuid}"></story-picture>'
            case 6 | 14 | 22:
                yield f"<h2>{sentence(dice, 5)}</h2>"
            case 9:
                link = RelatedLink.objects.create(article=article, label="Lesen Sie auch", title=sentence(dice, 6))
                yield f'<story-related uuid="{link.uuid}"></story-related>'
            case 12:
                yield f"<blockquote><p>{sentence(dice)}</p><cite>Ada Muster</cite></blockquote>"
            case 16:
                yield f"<ul><li>{sentence(dice, 6)}</li><li>{sentence(dice, 6)}</li></ul>"
            case 20:
                yield f"<story-facts><h3>{sentence(dice, 3)}</h3><p>{sentence(dice)}</p></story-facts>"
            case 25 if number < 30:
                yield f'<story-gallery uuid="{gallery.uuid}"></story-gallery>'
            case _:
                lines = " ".join(sentence(dice) for _line in range(3))
                yield f"<p>{lines} <strong>{sentence(dice, 3)}</strong></p>"
