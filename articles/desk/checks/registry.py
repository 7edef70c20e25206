"""Checks have names: how one is made, and where those of a module are found."""

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Final, NamedTuple

from articles.desk.checks.findings import Level
from articles.desk.checks.subject import Subject


class Problem(NamedTuple):
    """What a check says; name and weight are the check's own.

    Args:
        sentence: what is wrong and what to do, in the reader's language.
        field: the name of the form's field that it is about, "" for none.
        uuid: the node in the text that it is about (picture, gallery, related link), "" for none.
        words: what to look for in the field, as it stands there; "" for nothing.
    """

    sentence: str
    field: str = ""
    uuid: str = ""
    words: str = ""


Function = Callable[[Subject], Iterable[Problem]]


class Check(NamedTuple):
    """A named check.

    Args:
        name: lower-case words, unlike any other's.
        level: how much what it finds weighs.
        function: from what is examined to what is wrong with it.
    """

    name: str
    level: Level
    function: Function

    @property
    def module(self) -> str:
        """The module that it was written in."""
        return self.function.__module__


_made: Final[dict[str, Check]] = {}


def check(name: str, *, level: Level) -> Callable[[Function], Function]:
    """Make a check of the function below.

    Args:
        name: lower-case words, unlike any other's.
        level: how much what it finds weighs.

    Raises:
        ValueError: another module has a check of that name.
    """

    def make(function: Function) -> Function:
        made = Check(name, level, function)
        there = _made.get(name)
        if there and there.module != made.module:
            raise ValueError(
                f"{made.module}: there is a check {name!r} in {there.module} already. Choose another name."
            )
        _made[name] = made
        return function

    return make


def checks_of(modules: Sequence[str]) -> list[Check]:
    """Return the checks in `modules`, named with dots, in their order; what was not imported yet is.

    Raises whatever a module raises when it is imported.
    """
    for module in modules:
        import_module(module)
    return [made for module in modules for made in _made.values() if made.module == module]
