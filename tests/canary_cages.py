"""Pieces that readers do not see yet, or no longer, each with a canary in everything that it has."""

import datetime
import io
import struct
import uuid
import zlib
from dataclasses import dataclass, field
from typing import Any, Final

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from articles.desk.publishing import publish, withdraw
from articles.desk.reviewing import address_of, annotate, make_link, revoke, token_of
from articles.desk.saving import saved
from articles.desk.scheduling import schedule
from articles.desk.workflow import submit
from articles.document import Document, Paragraph, to_builtins
from articles.models import (
    Agency,
    Article,
    Author,
    Contribution,
    Gallery,
    GalleryPicture,
    Picture,
    PreviewLink,
    RelatedLink,
    Section,
    Tag,
    Version,
)
from tests.admin_rows import fields_of

WORD: Final = "zilpzalp"
NOW: Final = datetime.datetime(2026, 11, 25, 9, 0, tzinfo=datetime.UTC)
DAY: Final = datetime.timedelta(days=1)
ADD_PICTURE: Final = "/admin/articles/picture/add/"


@dataclass
class Cages:
    """What is kept from the readers, and what a reader could know of it.

    Args:
        pieces: all pieces, live ones too.
        pictures: the pictures of those that are not live.
        secrets: words that open something: they must not be found either.
        dead_ends: addresses that somebody was given once, and that say no more now.
    """

    pieces: list[Any] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    secrets: set[str] = field(default_factory=set)
    dead_ends: list[str] = field(default_factory=list)


def photograph(word: str) -> bytes:
    """Return a JPEG that says `word` in EXIF, IPTC, XMP and a comment."""
    exif = Image.Exif()
    exif[0x010E], exif[0x013B], exif[0x8298] = f"Bild {word}", f"Von {word}", f"Recht {word}"
    exif[0x9C9B] = f"Titel {word}\0".encode("utf-16-le")
    records = b"".join(
        struct.pack(">BBBH", 0x1C, 2, number, len(word)) + word.encode() for number in (5, 80, 110, 116, 120)
    )
    records += b"\0" * (len(records) % 2)
    iptc = b"Photoshop 3.0\x008BIM" + struct.pack(">H", 0x0404) + b"\0\0" + struct.pack(">I", len(records)) + records
    xmp = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:title="{word}"/></rdf:RDF></x:xmpmeta>'
    )
    out = io.BytesIO()
    colour = tuple(uuid.uuid5(uuid.NAMESPACE_DNS, word).bytes[:3])
    picture = Image.new("RGB", (120, 80), colour)
    picture.save(out, "JPEG", exif=exif.tobytes(), xmp=xmp.encode(), comment=f"Anmerkung {word}".encode())
    content = out.getvalue()
    return content[:2] + struct.pack(">BBH", 0xFF, 0xED, len(iptc) + 2) + iptc + content[2:]


class Keeper:
    """An editor who fills the cages through the desk.

    Args:
        client: signed in as `chief`.
        chief: may everything that the chief editor may.
        home: the section of most pieces.
        elsewhere: another one.
    """

    def __init__(self, client: Client, chief: Any, home: Section, elsewhere: Section) -> None:
        self.client, self.chief, self.home, self.elsewhere = client, chief, home, elsewhere
        self.cages = Cages()
        self.form = fields_of(client.get(ADD_PICTURE))
        self.clean_picture = self.picture("möwe", in_file=f"{WORD}-datei", caged=False)

    def picture(self, word: str, *, in_file: str = "", caged: bool = True) -> Picture:
        """Upload a picture through the admin's own form, so that its renditions are made as always."""
        name = in_file or word
        form = self.form | {
            "caption": f"Unterschrift {word}", "alt_text": f"Zu sehen: {word}", "creator": f"Urheber {word}",
            "credit": f"Foto: {word}", "copyright": f"Recht {word}", "usage_terms": f"Nur {word}", "_save": "yes",
            "file": SimpleUploadedFile(f"{name}.jpg", photograph(name), "image/jpeg"),
        }  # fmt: skip
        answer = self.client.post(ADD_PICTURE, form)
        assert answer.status_code == 302, answer.content.decode()
        row = Picture.objects.order_by("-pk").first()
        assert row is not None
        if caged:
            self.cages.pictures.append(row)
        return row

    # --- pieces -----------------------------------------------------------------------------------------------

    def article(self, word: str, *, section: Section | None = None) -> Article:
        """Return a draft that says `word` everywhere."""
        row = Article.objects.create(section=section or self.home, created_by=self.chief)
        self.write(row, word, self.picture(word))
        return row

    def write(self, row: Article, word: str, picture: Picture) -> None:
        """Let `row` say `word` in everything that an article has, and keep a version of it."""
        row.headline, row.kicker, row.teaser = f"Kopf {word}", f"Dach {word}", f"Vorspann {word}."
        if not row.releases.exists():
            row.slug = word
        row.lead_picture, row.import_reference = picture, ""
        link = RelatedLink.objects.create(article=row, label="Lesen Sie auch", title=f"Auch {word}", title_key=word)
        body = f"<p>Text {word}.</p><h2>Zwischen {word}</h2><p>Mehr {word}.</p>"
        row.body = f'{body}<story-picture uuid="{picture.uuid}"></story-picture><story-related uuid="{link.uuid}">'
        row.body += "</story-related>"
        row.save()
        row.tags.set([Tag.objects.get_or_create(name=f"Thema {word}", defaults={"slug": word})[0]])
        row.contributions.all().delete()
        initials = f"{word[:13]}-{zlib.crc32(word.encode()) % 100_000}"  # twenty characters at most
        author = Author.objects.get_or_create(initials=initials, defaults={"slug": word})[0]
        Contribution.objects.create(article=row, author=author, position=1)
        Contribution.objects.create(article=row, agency=Agency.objects.get_or_create(code=initials)[0], position=2)
        saved(piece=row, by=self.chief, now=NOW)

    def gallery(self, word: str, *, section: Section | None = None) -> Gallery:
        """Return a draft of a gallery that says `word` everywhere."""
        row = Gallery.objects.create(section=section or self.home, created_by=self.chief)
        self.fill(row, word, self.picture(word))
        return row

    def fill(self, row: Gallery, word: str, picture: Picture) -> None:
        """Let `row` say `word` in everything that a gallery has, and keep a version of it."""
        row.title, row.kicker, row.teaser = f"Bilder {word}", f"Dach {word}", f"Vorspann {word}."
        if not row.releases.exists():
            row.slug = word
        row.save()
        GalleryPicture.objects.filter(gallery=row).delete()
        GalleryPicture.objects.create(gallery=row, picture=picture, caption=f"Eigene {word}", position=1)
        row.tags.set([Tag.objects.get_or_create(name=f"Thema {word}", defaults={"slug": word})[0]])
        saved(piece=row, by=self.chief, now=NOW)

    def clean(self, kind: type, word: str) -> Any:
        """Return a live piece that readers may see whole."""
        row = kind.objects.create(section=self.home, created_by=self.chief)
        (self.write if kind is Article else self.fill)(row, word, self.clean_picture)
        self.publish(row)
        return row

    def publish(self, row: Any) -> None:
        publish(piece=row, by=self.chief, now=NOW, override="Für die Probe.")

    def change(self, row: Any, word: str) -> None:
        """Change the working copy of a live piece in everything."""
        (self.write if isinstance(row, Article) else self.fill)(row, word, self.picture(word))

    # --- states -----------------------------------------------------------------------------------------------

    def lock_up(self, kind: type) -> None:
        """Make a piece of `kind` in every state, with a canary in what readers must not see of it."""
        name = kind.__name__.lower()
        make = self.article if kind is Article else self.gallery

        def word(state: str) -> str:
            return f"{WORD}-{name}-{state}"

        make(word("entwurf"))
        make(word("fremd"), section=self.elsewhere)
        submit(piece=make(word("abgegeben")), by=self.chief, now=NOW)
        self._schedule(make(word("geplant")))
        embargoed = make(word("gesperrt"))
        kind.objects.filter(pk=embargoed.pk).update(embargo_until=NOW + 365 * DAY)  # type: ignore[attr-defined]
        withdrawn = make(word("weg"))
        self.publish(withdrawn)
        withdraw(piece=withdrawn, by=self.chief, now=NOW, note="Das war falsch.")
        reworked = self.clean(kind, f"{name}-zurueck")
        withdraw(piece=reworked, by=self.chief, now=NOW)
        self.change(reworked, word("danach"))
        self.change(self.clean(kind, f"{name}-im-wandel"), word("wandel"))
        waiting = self.clean(kind, f"{name}-mit-plan")
        self.change(waiting, word("beiseite"))
        self._schedule(kind.objects.get(pk=waiting.pk))  # type: ignore[attr-defined]

    def _schedule(self, row: Any) -> None:
        schedule(piece=row, by=self.chief, at=NOW + 30 * DAY, zone="Europe/Berlin", now=NOW, override="Für die Probe.")

    def leave_traces(self) -> None:
        """Leave what work leaves: an autosave, links to previews with comments, a link to a draft."""
        draft = Article.objects.get(slug=f"{WORD}-article-entwurf")
        document = to_builtins(Document(headline=f"Getippt {WORD}", body=(Paragraph(f"Getippt {WORD}."),)))
        session = uuid.uuid4()
        Version.objects.create(
            article=draft, kind=Version.Kind.AUTOSAVE, document=document, by=self.chief, created_at=NOW, session=session
        )
        self.cages.secrets |= {str(session), session.hex}
        now = datetime.datetime.now(datetime.UTC)
        links = [make_link(piece=draft, by=self.chief, now=now) for _number in range(3)]
        working = Document(headline=f"Kopf {WORD}", body=(Paragraph(f"Text {WORD}."),))
        for link in links:
            annotate(link=link, document=working, number=1, name=WORD, text=f"Stimmt {WORD}?", now=now)
        revoke(link=links[1], by=self.chief, now=now)
        PreviewLink.objects.filter(pk=links[2].pk).update(expires_at=now - DAY)
        self.cages.secrets |= {token_of(links[0]).casefold(), links[0].uuid.hex}
        self.cages.dead_ends += [address_of(link) for link in links[1:]]
        live = self.clean(Article, "article-mit-verweis")
        live.related_links.update(target=draft, title="Noch nicht erschienen", title_key="noch nicht erschienen")
        self.publish(Article.objects.get(pk=live.pk))
