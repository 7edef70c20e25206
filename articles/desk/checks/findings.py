"""What a check has found in a piece, and how much it weighs."""

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple


class Level(Enum):
    """How much a finding weighs, the heaviest first."""

    REQUIRED = "required"  # no release can be made without it: nobody can override
    BLOCKING = "blocking"  # stops publishing, unless the chief editor gives a reason
    WARNING = "warning"  # is said, and stops nothing


_ORDER = {level: number for number, level in enumerate(Level)}


class Finding(NamedTuple):
    """What a check has found.

    Args:
        check: the name of the check.
        level: how much it weighs.
        sentence: what is wrong and what to do, in the reader's language.
        field: the name of the form's field that it is about, "" for none.
        uuid: the node in the text that it is about (picture, gallery, related link), "" for none.
        words: what to look for in the field, as it stands there; "" for nothing.
    """

    check: str
    level: Level
    sentence: str
    field: str = ""
    uuid: str = ""
    words: str = ""


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return `findings`, what stops publishing first; those of one level stay in their order."""
    return sorted(findings, key=lambda finding: _ORDER[finding.level])


def stopping(findings: Iterable[Finding], *, overridden: bool = False) -> list[Finding]:
    """Return those of `findings` that stop publishing; with a reason to override, only what nobody can."""
    levels = {Level.REQUIRED} if overridden else {Level.REQUIRED, Level.BLOCKING}
    return [finding for finding in findings if finding.level in levels]
