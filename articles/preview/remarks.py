"""What the page of a preview shows of comments: each place with what was said there, and a form for more."""

from typing import NamedTuple

from django.urls import reverse

from articles.desk.reviewing import HEAD, LONGEST_NAME, LONGEST_TEXT, places_of
from articles.document import Document
from articles.models import Annotation, PreviewLink


class Typed(NamedTuple):
    """A comment that was refused, as it was typed, and the sentence that says why."""

    number: int
    name: str
    text: str
    refused: str


class Spot(NamedTuple):
    """A place of the text: the words it has now, what was said there, and what waits in its form."""

    number: int
    words: str
    remarks: tuple[Annotation, ...]
    text: str
    refused: str


class Remarks(NamedTuple):
    """All that the template shows of comments.

    Args:
        address: where a comment is sent.
        spots: the head, then the blocks, or of a gallery the picture on the page.
        lost: comments on places that are not in the text any more.
        name: of who has commented in this browser before, "" if nobody has.
        refused: why a comment on a place that is gone was refused.
    """

    address: str
    spots: tuple[Spot, ...]
    lost: tuple[Annotation, ...]
    name: str
    refused: str
    longest_name: int = LONGEST_NAME
    longest_text: int = LONGEST_TEXT


def remarks_of(
    link: PreviewLink, document: Document, token: str, *, number: int, name: str, typed: Typed | None
) -> Remarks:
    """Return the comments of `link` at their places in `document`. One query.

    Args:
        link: whose comments.
        document: the working copy as it is now.
        token: what stands for `link` in the address.
        number: of a gallery, the picture on the page.
        name: who has commented in this browser before.
        typed: a comment that was refused.
    """
    of_gallery = link.gallery_id is not None
    places = places_of(document, of_gallery=of_gallery)
    said: dict[int, list[Annotation]] = {}
    for one in Annotation.objects.filter(link=link).order_by("created_at", "pk"):
        said.setdefault(one.number, []).append(one)
    there = {place.number for place in places}
    shown = {HEAD, number} if of_gallery else there
    waiting = typed if typed and typed.number in shown & there else None
    return Remarks(
        address=reverse("preview:comment", args=(token,)),
        spots=tuple(
            Spot(
                place.number,
                place.words,
                tuple(said.get(place.number, ())),
                waiting.text if waiting and waiting.number == place.number else "",
                waiting.refused if waiting and waiting.number == place.number else "",
            )
            for place in places
            if place.number in shown
        ),
        lost=tuple(one for place, remarks in said.items() if place not in there for one in remarks),
        name=typed.name if typed else name,
        refused=typed.refused if typed and not waiting else "",
    )
