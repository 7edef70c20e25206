"""The journal as a file: what the list shows, whole, row by row while it is read. Memory stays flat."""

import csv
import datetime
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple

from django.http import StreamingHttpResponse

Line = dict[str, Any]
AT_ONCE: Final = 1000  # rows read, and sent, together
# A spreadsheet would take a cell that begins so for a formula and run it; somebody may have typed one for a name.
_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Form(NamedTuple):
    """A kind of file.

    Args:
        ending: of its name.
        content_type: for the browser.
        lines: makes pieces of text of the rows.
    """

    ending: str
    content_type: str
    lines: Callable[[Iterable[Line], tuple[str, ...]], Iterator[str]]


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _csv(rows: Iterable[Line], columns: tuple[str, ...]) -> Iterator[str]:
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    yield "\ufeff"  # without it spreadsheets take UTF-8 for something else
    yield writer.writerow(columns)
    for row in rows:
        yield writer.writerow([_cell(row[name]) for name in columns])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
    return f"'{text}" if text.startswith(_FORMULAS) else text


def _json_lines(rows: Iterable[Line], columns: tuple[str, ...]) -> Iterator[str]:
    for row in rows:
        yield json.dumps({name: row[name] for name in columns}, ensure_ascii=False) + "\n"


FORMS: Final = {
    "csv": Form("csv", "text/csv; charset=utf-8", _csv),
    "jsonl": Form("jsonl", "application/jsonl; charset=utf-8", _json_lines),
}


def download(
    rows: Iterable[Line], *, form: Form, columns: tuple[str, ...], name: str, now: datetime.datetime
) -> StreamingHttpResponse:
    """Return `rows` as a file that is written while it is sent.

    Args:
        rows: each with a value that JSON knows for every column.
        form: one of `FORMS`.
        columns: in this order.
        name: of the file, without date and ending.
        now: for its name.
    """
    texts = _gathered(form.lines(rows, columns))
    response = StreamingHttpResponse(texts, content_type=form.content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}-{now:%Y-%m-%d}.{form.ending}"'
    response["Cache-Control"] = "no-store, private"
    return response


def _gathered(texts: Iterable[str]) -> Iterator[bytes]:
    """Yield `texts` in larger parts: a part for each row would cost more than the row."""
    parts: list[str] = []
    for text in texts:
        parts.append(text)
        if len(parts) == AT_ONCE:
            yield "".join(parts).encode("utf-8", "replace")
            parts.clear()
    if parts:
        yield "".join(parts).encode("utf-8", "replace")
