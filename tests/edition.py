"""A small edition with everything that a readers' page can have to show, and the address of each kind of page."""

import functools
import io
from pathlib import Path
from typing import Final

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from articles.desk.picturedata import read_file
from articles.desk.picturestore import keep_renditions, new_token
from articles.desk.publishing import publish, withdraw
from articles.document import (
    Byline,
    BylineAuthor,
    Embed,
    FactBox,
    GalleryBlock,
    ListBlock,
    Paragraph,
    PictureBlock,
    Quote,
    Related,
    Subhead,
)
from articles.document import Picture as DocumentPicture
from articles.imaging.labels import Label
from articles.imaging.opening import open_picture
from articles.imaging.rendering import Rendered, render
from articles.models import Article, Author, Masthead, Picture, Release
from articles.models.masthead import THE_MASTHEAD
from articles.site.addresses import picture_address
from tests.imports import NOW, import_documents, text

LONG: Final = "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnungsentwurf"
# Caption and size in pixels; without a size the file is still missing.
SIZES: Final[dict[str, tuple[int, int] | None]] = {
    "Die Brücke am Montag.": (900, 600),
    "Der Pfeiler von unten.": (400, 800),
    "Der Plan von 1908.": None,
    "Breit wie der Fluss.": (1000, 400),
    "Hoch wie der Turm.": (400, 800),
    "Noch in der Kamera.": None,
    "Am Ende des Tages.": (900, 600),
}


def picture(caption: str) -> DocumentPicture:
    return DocumentPicture(caption, "Max Muster/dpa", "Max Muster", ("dpa",), alt=f"Zu sehen: {caption}")


def block(caption: str) -> PictureBlock:
    return PictureBlock(caption, "Max Muster/dpa", "Max Muster", ("dpa",), alt=f"Zu sehen: {caption}")


EVERYTHING: Final = text(
    f"Tausende Pendler warten auf die {LONG}",
    kicker="Brücke gesperrt",
    teaser=f"Wer ans andere Ufer will, fährt jetzt außen herum: Schuld ist die {LONG}.",
    tags=("Brücken", "Verkehr"),
    lead_picture=picture("Die Brücke am Montag."),
    byline=Byline((BylineAuthor(initials="jat"), BylineAuthor(initials="koj")), ("news.example",)),
    body=(
        Paragraph("Die Brücke ist zu.", html="Die Brücke ist <strong>zu</strong>."),
        Subhead("Der Gutachter warnte"),
        Paragraph("Er warnte früh. " * 30),
        block("Der Pfeiler von unten."),
        ListBlock(("Montag: zu", "Dienstag: zu")),
        Quote("Ich habe gewarnt.", attribution="der Gutachter"),
        Related("Lesen Sie auch", "Zweite Brücke marode"),
        Related("Lesen Sie auch", "Noch nicht geschrieben"),
        block("Der Plan von 1908."),
        GalleryBlock("Brücken der Stadt", tuple(map(picture, list(SIZES)[3:])), kicker="In Bildern"),
        Paragraph("Am Abend wurde es still. " * 30),
        Subhead("Und nun?", level=3),
        FactBox("Die Brücke", (Paragraph(f"Gebaut 1908, siehe {LONG}."), ListBlock(("412 Meter lang", "vier Spuren")))),
        FactBox("", (Paragraph("Die Fähre fährt alle zehn Minuten."),)),
        Embed("youtube", url="https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=2", text="Das Video"),
        Embed("youtube", url=f"https://video.example/{LONG}", text="Noch ein Video"),
        Embed("x", text="Ein Beitrag, den es nicht mehr gibt"),
        Paragraph("Es geht weiter."),
    ),
)


def publish_edition(folder: Path) -> dict[str, str]:
    """Publish the edition, leaving its texts in `folder`, and return an address for each kind of page."""
    # A browser's test ends with all rows gone, the migration's one masthead too.
    Masthead.objects.update_or_create(
        pk=THE_MASTHEAD,
        defaults={
            "name": "Tiedemünder Hafenbote",
            "claim": "Die Zeitung zwischen Deich und Meer",
            "imprint": "Fischerkai 7\n99999 Tiedemünde",
            "editor_responsible": "Marlene Rohwer",
            "social_profiles": "Mastodon https://example.org/@bote\nBluesky https://example.org/bote",
        },
    )
    briefs = {
        f"t{number}": text(f"Meldung {number}", section=("Hafen", "Sport")[number % 2], tags=("Verkehr",))
        for number in range(12)
    }
    documents = briefs | {
        "second": text("Zweite Brücke marode", lead_picture=picture("Die Brücke am Montag.")),
        "english": text("The bridge is closed", kicker="Harbour", language="en"),
        "gone": text("Alles falsch"),
        "everything": EVERYTHING,
    }
    import_documents(folder, documents, publish=True)
    for row in Picture.objects.all():
        if size := SIZES[row.caption]:
            take_in(row, photograph(size))
    Author.objects.filter(initials="jat").update(given_name="Jana", family_name="Tester", bio="Fährt Rad.")
    # A second release, so that the page has an update and a note to show.
    publish(piece=Article.objects.get(reference="everything"), by=None, now=NOW, note="Wir haben ein Datum berichtigt.")
    withdrawn = Article.objects.get(reference="gone")
    gone = Release.objects.live().get(article=withdrawn).get_absolute_url()
    withdraw(piece=withdrawn, by=None, now=NOW)
    live = Release.objects.live().select_related("section")
    gallery = live.galleries().get()
    return {
        "home": "/",
        "section": "/hafen/",
        "topic": "/thema/verkehr/",
        "author": "/autor/jat/",
        "article": live.get(headline=EVERYTHING.headline).get_absolute_url(),
        "brief": live.get(headline="Meldung 1").get_absolute_url(),
        "english": live.get(language="en").get_absolute_url(),
        "gallery": picture_address(gallery, 2),
        "missing picture": picture_address(gallery, 3),
        "imprint": "/impressum/",
        "not found": "/nichts/",
        "gone": gone,
    }


def take_in(row: Picture, content: bytes) -> None:
    """Give `row` its file and its renditions, as uploads do."""
    data = read_file(content)
    data.describe(row)
    row.file.save("bild.jpg", ContentFile(content), save=False)
    row.rendition_token, row.rendered_at = new_token(), timezone.now()
    row.renditions = keep_renditions(row.rendition_token, rendered(content))
    row.save()


@functools.cache
def rendered(content: bytes) -> tuple[Rendered, ...]:
    """Return all renditions of a picture, made once for all tests."""
    return tuple(render(open_picture(content, name="bild.jpg"), Label()))


def photograph(size: tuple[int, int]) -> bytes:
    """Return a picture of `size` with a bright spot, a dark foreground and a sky."""
    sky = Image.linear_gradient("L").resize(size)
    spot = Image.radial_gradient("L").resize(size)
    stream = io.BytesIO()
    Image.merge("RGB", (spot, sky, sky.transpose(Image.Transpose.ROTATE_180))).save(stream, "JPEG")
    return stream.getvalue()
