"""What the seed reader says, in the language of the desk: the sources speak English, for they know no Django."""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from articles.desk.importing import WARN_TOPICS
from articles.sources.corrections import NO_SUCH_LINE, ONLY_ONE, UNKNOWN_ROLE
from articles.sources.dates import WARN_INVALID, WARN_NO_TIME
from articles.sources.decoding import WARN_CONTROL, WARN_DOUBLE, WARN_ENCODING, WARN_LOST
from articles.sources.page import WARN_NO_BODY, WARN_NO_HEADLINE, WARN_NO_LINK


class Sentence(NamedTuple):
    """A sentence of the reader.

    Args:
        text: in the language of the desk.
        quoted: the words of the page that it is about, "" where it is about the whole page.
    """

    text: str
    quoted: str


_FIELD = re.compile(r"\\\{(\w+)\\\}")


def _form(template: str) -> re.Pattern[str]:
    return re.compile(_FIELD.sub(r"(?P<\1>.*)", re.escape(template)), re.DOTALL)


_FORMS = tuple(
    (template, _form(template))
    for template in (
        WARN_NO_HEADLINE, WARN_NO_BODY, WARN_NO_LINK, WARN_INVALID, WARN_NO_TIME, WARN_LOST, WARN_ENCODING,
        WARN_DOUBLE, WARN_CONTROL, WARN_TOPICS, NO_SUCH_LINE, ONLY_ONE, UNKNOWN_ROLE,
    )
)  # fmt: skip


def in_words(sentence: str) -> Sentence:
    """Return a sentence of the reader in the language of the desk; one that is not known comes back as it is."""
    for template, form in _FORMS:
        if match := form.fullmatch(sentence):
            fields = match.groupdict()
            if template == ONLY_ONE:
                fields["role"] = _(fields["role"])
            return Sentence(_(template).format(**fields), fields.get("text") or fields.get("label") or "")
    return Sentence(sentence, "")
