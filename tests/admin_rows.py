"""Rows for the tests of the admin, and a form's fields as a browser would send them."""

import datetime
import io
from html.parser import HTMLParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from articles.desk.journal import Kind, enter
from articles.desk.pictureuploads import replace_file
from articles.desk.publishing import publish
from articles.desk.saving import saved
from articles.models import (
    THE_MASTHEAD,
    Agency,
    Article,
    Author,
    Contribution,
    Gallery,
    GalleryPicture,
    Masthead,
    Picture,
    RelatedLink,
    Section,
    Tag,
)

NOW = datetime.datetime(2026, 11, 18, 11, 20, tzinfo=datetime.UTC)


def superuser() -> Any:
    return get_user_model().objects.create_superuser("chef", "chef@example.org", "x", first_name="Imke")


def section(name: str = "Stadt") -> Section:
    Masthead.objects.get_or_create(pk=THE_MASTHEAD)
    return Section.objects.get_or_create(name=name, defaults={"slug": name.lower()})[0]


def author(initials: str = "jat") -> Author:
    return Author.objects.get_or_create(initials=initials, defaults={"slug": initials})[0]


def agency(code: str = "dpa") -> Agency:
    return Agency.objects.get_or_create(code=code)[0]


def picture(caption: str = "Die Brücke", **columns: Any) -> Picture:
    """Return a picture; a `file` is named and not there, and so are the renditions it is said to have."""
    file = columns.pop("file", "")
    row = Picture.objects.create(caption=caption, credit="Imke Sanders/dpa", **columns)
    if file:
        made = {"thumb": [60, 40, ["webp"]], "w320": [60, 40, ["avif", "webp"]]}
        seen = {"rendition_token": row.uuid.hex, "renditions": made, "rendered_at": NOW}
        Picture.objects.filter(pk=row.pk).update(file=file, width=60, height=40, **seen)
    return Picture.objects.get(pk=row.pk)


def jpeg(*, width: int = 60, height: int = 40, kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, kind)
    return out.getvalue()


def upload(content: bytes | None = None, name: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, jpeg() if content is None else content, "image/jpeg")


def give_file(row: Picture) -> None:
    """Give a picture a file through the desk, with all of its renditions."""
    replace_file(picture=row, upload=upload(), by=None, now=NOW)


def article(headline: str = "Die Brücke ist zu", *, live: bool = False, **columns: Any) -> Article:
    words = {"kicker": "Verkehr", "teaser": "Neun Monate.", "body": "<p>Ein Riss.</p>"}
    row = Article.objects.create(headline=headline, **{**words, "section": section()} | columns)
    Contribution.objects.create(article=row, author=author(), position=10)
    Contribution.objects.create(article=row, agency=agency(), position=20)
    row.tags.add("Brücken")
    saved(piece=row, by=None, now=NOW)
    if live:
        publish(piece=row, by=None, now=timezone.now())
    return row


def gallery(title: str = "Die Brücke in Bildern", *, size: int = 2, live: bool = False) -> Gallery:
    row = Gallery.objects.create(title=title, section=section())
    for number in range(size):
        GalleryPicture.objects.create(gallery=row, picture=picture(f"{title} {number}"), position=10 * number)
    row.tags.add("Brücken")
    saved(piece=row, by=None, now=NOW)
    if live:
        publish(piece=row, by=None, now=timezone.now())
    return row


def link(owner: Article, title: str = "Fährdienst gestartet", **columns: Any) -> RelatedLink:
    return RelatedLink.objects.create(article=owner, label="Lesen Sie auch", title=title, **columns)


def one_of_each() -> dict[type, Any]:
    """Return a row of each kind that the admin edits, connected with each other."""
    made = article(live=True, lead_picture=picture())
    related = link(made)
    shown = gallery(live=True)
    rows = [made, related, shown, shown.pictures.first(), author(), agency(), section()]
    rows.append(enter(kind=Kind.IMPORTED, by=None, now=NOW))
    rows += [Tag.objects.get(name="Brücken"), made.versions.first(), made.releases.first(), Masthead.objects.get()]
    return {type(row): row for row in rows}


class _Fields(HTMLParser):
    """Collects what a browser sends of the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, Any] = {}
        self.select = self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        name = values.get("name") or ""
        kind = values.get("type")
        if tag == "input" and name and kind not in {"submit", "file", "checkbox", "radio"}:
            self.sent[name] = values.get("value") or ""
        elif tag == "textarea":
            self.area = name
            self.sent[name] = ""
        elif tag == "select":
            self.select = name
            self.sent[name] = [] if "multiple" in values else ""
        elif tag == "option" and "selected" in values:
            value = values.get("value") or ""
            if isinstance(self.sent[self.select], list):
                self.sent[self.select].append(value)
            else:
                self.sent[self.select] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            # HTML drops the first line feed of a textarea.
            self.sent[self.area] = self.sent[self.area].removeprefix("\r").removeprefix("\n")
            self.area = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.sent[self.area] += data


def fields_of(response: Any) -> dict[str, Any]:
    """Return the fields of a page's forms with their values, without the rows that inlines keep for new ones."""
    fields = _Fields()
    fields.feed(response.content.decode())
    return {name: value for name, value in fields.sent.items() if "__prefix__" not in name}
