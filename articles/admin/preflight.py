"""What the checks have found, as the desk shows it: in the panel beside a form, and on the page before publishing."""

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from js_asset import Media, Script

from articles.desk.checks.findings import Finding, Level, in_order, stopping

PREFLIGHT: Final = Media(
    css={"all": ["articles/editor/preflight.css"]}, js=[Script("articles/editor/preflight.js", defer=True)]
)

# Fields whose input has another name than they have, and those that are more than one input.
_PLACES: Final = {"places": "places-group", "embargo_until": "id_embargo_until_0", "published_at": "id_published_at_0"}


class Row(NamedTuple):
    """A finding as a page shows it.

    Args:
        level: "required", "blocking" or "warning".
        weight: the level in words.
        sentence: what is wrong and what to do.
        href: where it can be mended, "" for nowhere.
    """

    level: str
    weight: str
    sentence: str
    href: str


class Panel(NamedTuple):
    """All findings of a piece.

    Args:
        summary: one sentence for all of them.
        short: the same in two words.
        stops: whether one of them stops publishing.
        rows: the findings, what stops publishing first.
    """

    summary: str
    short: str
    stops: bool
    rows: tuple[Row, ...]

    def as_answer(self) -> dict[str, Any]:
        """Return it for a script."""
        return self._asdict() | {"rows": [row._asdict() for row in self.rows]}


def rows_of(findings: Iterable[Finding], *, form: str = "") -> tuple[Row, ...]:
    """Return `findings` as rows, what stops publishing first.

    Args:
        findings: what the checks found.
        form: the address of the piece's form; "" on the form itself.
    """
    weights = {
        Level.REQUIRED: _("Needed"),
        Level.BLOCKING: _("Stops publishing"),
        Level.WARNING: _("Hint"),
    }
    return tuple(
        Row(one.level.value, weights[one.level], one.sentence, f"{form}#{_fragment(one)}" if one.field else "")
        for one in in_order(findings)
    )


def panel_of(findings: Sequence[Finding]) -> Panel:
    """Return what the panel beside the form says."""
    stops = len(stopping(findings))
    short = ngettext("%(count)d open", "%(count)d open", stops) % {"count": stops} if stops else _("Ready")
    return Panel(_summary(findings), short, bool(stops), rows_of(findings))


def _fragment(finding: Finding) -> str:
    """Return the id of an input, or what articles/editor/preflight.js looks for in the text."""
    if finding.field == "body":
        if finding.uuid:
            return f"text:uuid={quote(finding.uuid, safe='')}"
        return f"text:words={quote(finding.words, safe='')}"
    return _PLACES.get(finding.field, f"id_{finding.field}")


def _summary(findings: Sequence[Finding]) -> str:
    stops = len(stopping(findings))
    hints = len(findings) - stops
    if not findings:
        return _("Ready to be published.")
    says = []
    if stops:
        says.append(
            ngettext("%(count)d thing stops publishing.", "%(count)d things stop publishing.", stops) % {"count": stops}
        )
    else:
        says.append(_("Ready to be published."))
    if hints:
        says.append(ngettext("%(count)d hint.", "%(count)d hints.", hints) % {"count": hints})
    return " ".join(says)
