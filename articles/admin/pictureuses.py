"""Where a picture is used, as its page shows it: no more of a piece than whoever looks may know."""

from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.admin.linkable import Faces
from articles.desk.pictureuses import Use, uses_of
from articles.models import Author, Picture


class Line(NamedTuple):
    """A line of the list.

    Args:
        kind: what uses it: "Article".
        name: what it is called.
        address: of its form, "" where that is not to be seen.
        live: the address of what readers see, "" where they see it without the picture or not at all.
        note: what else is to be said.
    """

    kind: str
    name: str
    address: str
    live: str
    note: str


def shown_uses(picture: Picture, *, to: Any) -> dict[str, Any]:
    """Return what the template of the uses needs. Ten statements at most.

    Pieces that `to` may neither see nor know from the readers' pages are counted, not named.
    """
    uses = uses_of(picture)
    lines: list[Line] = []
    hidden = 0
    for found in (uses.articles, uses.galleries):
        faces = Faces([use.piece for use in found], to=to)
        for use in found:
            if use.piece.pk in faces.hidden and use.piece.pk not in faces.live:
                hidden += 1
            else:
                lines.append(_line(use, faces))
    if to is None or to.has_perm("articles.view_author"):
        lines += [_author(one) for one in uses.authors]
    else:
        hidden += len(uses.authors)
    return {"lines": lines, "hidden": hidden, "more": uses.more}


def _line(use: Use, faces: Faces) -> Line:
    piece = use.piece
    kind = piece._meta
    seen = piece.pk not in faces.hidden
    address = reverse(f"admin:articles_{kind.model_name}_change", args=(piece.pk,)) if seen else ""
    note = "" if use.draft else _("only in what readers see")
    if use.draft and not use.live:
        note = _("readers do not see it there")
    live = use.live.get_absolute_url() if use.live else ""
    return Line(str(kind.verbose_name), faces.name_of(piece), address, live, note)


def _author(author: Author) -> Line:
    address = reverse("admin:articles_author_change", args=(author.pk,))
    return Line(str(author._meta.verbose_name), str(author), address, "", _("portrait"))
