"""How long the desk's pages take in a paper of 20,000 articles.

Measured through Django's test client: every layer from the middleware to the rendered page and the database, without
the server and the network in front of it, which a page shares with every other. Runs where Django is set up;
`benchmarks.writing` starts it.
"""

import html
import json
import re
import statistics
import time
import uuid
from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.desk.bylines import names_in
from articles.models import Article, Section
from benchmarks.paper import LONG, SEARCHED

TARGET = 300  # milliseconds, for the form and the list
RUNS = 15


class Measured(NamedTuple):
    """What one page costs.

    Args:
        milliseconds: by the clock, of each run.
        processor: milliseconds of each run in which this process worked; other programs do not slow these down.
        queries: of one run more.
    """

    milliseconds: list[float]
    processor: list[float]
    queries: int


class Desk:
    """Somebody at the desk, and the requests of a day's work. Each method returns a request that is ready to go."""

    def __init__(self) -> None:
        self.client = Client()
        self.client.force_login(get_user_model().objects.get())
        self.session = str(uuid.uuid4())
        self.article = Article.objects.get(headline=LONG)
        self.list = reverse("admin:articles_article_changelist")
        self.form = reverse("admin:articles_article_change", args=(self.article.pk,))

    def look(self, address: str, **parameters: Any) -> Callable[[], Any]:
        return lambda: self.client.get(address, parameters)

    def autosave(self) -> Callable[[], Any]:
        # A page that is open keeps its text again and again, in one session.
        typed = self._typed() | {"object_id": str(self.article.pk), "session": self.session}
        return lambda: self.client.post(reverse("admin:articles_article_autosave"), typed)

    def save(self) -> Callable[[], Any]:
        typed = self._typed() | {"_continue": "1"}
        return lambda: self.client.post(self.form, typed)

    def _typed(self) -> dict[str, Any]:
        """Return the fields of the form as a browser sends them, with a word more in the text."""
        page = self.client.get(self.form).content.decode()
        article = Article.objects.get(pk=self.article.pk)
        return {
            "base": _hidden(page, "base"),
            "session": _hidden(page, "session"),
            "kicker": article.kicker,
            "headline": article.headline,
            "teaser": article.teaser,
            "lead_picture": str(article.lead_picture_id),
            "body": f"{article.body}<p>{uuid.uuid4()}</p>",
            "section": str(article.section_id),
            "byline": [name.token for name in names_in(article)],
            "tags": [str(tag.pk) for tag in article.tags.all()],
            "language": article.language,
            "byline_printed": article.byline_printed,
            "published_at_0": json.loads(_hidden(page, "base"))["document"]["published_at"][:10],
            "published_at_1": "12:00:00",
        }


def main(database: str) -> None:
    """Measure everything and print a table, a line for each page."""
    desk = Desk()
    section = Section.objects.latest("pk").pk
    history = reverse("admin:articles_article_history", args=(desk.article.pk,))
    add = reverse("admin:articles_article_add")
    print(
        f"{'database':<12}{'page of the desk':<24}{'median ms':>10}{'worst':>8}{'of target':>11}{'processor ms':>14}"
        f"{'queries':>9}"
    )
    pages: dict[str, Callable[[], Callable[[], Any]]] = {
        "front page": lambda: desk.look(reverse("admin:index")),
        "search, a word": lambda: desk.look(reverse("admin:search"), q=SEARCHED),
        "search, nothing found": lambda: desk.look(reverse("admin:search"), q="xyzzy"),
        "list": lambda: desk.look(desk.list),
        "list, searched": lambda: desk.look(desk.list, q=SEARCHED),
        "list, one section": lambda: desk.look(desk.list, section__id__exact=section),
        "list, page 300": lambda: desk.look(desk.list, p=300),
        "form, 150 blocks": lambda: desk.look(desk.form),
        "form, a new article": lambda: desk.look(add),
        "autosave, 150 blocks": desk.autosave,
        "save, 150 blocks": desk.save,
        "history, 100 versions": lambda: desk.look(history),
    }
    for name, prepare in pages.items():
        cost = measured(prepare)
        median = statistics.median(cost.milliseconds)
        print(
            f"{database:<12}{name:<24}{median:>10.0f}{max(cost.milliseconds):>8.0f}{median / TARGET:>10.2f}x"
            f"{statistics.median(cost.processor):>14.0f}{cost.queries:>9}",
            flush=True,
        )


def measured(prepare: Callable[[], Callable[[], Any]]) -> Measured:
    """Send a request `RUNS` times and return what it cost. What `prepare` does before each is not counted."""
    _sent(prepare())  # templates, and whatever else is made once
    times, processor = [], []
    for _run in range(RUNS):
        send = prepare()
        start, worked = time.perf_counter(), time.process_time()
        answer = send()
        times.append((time.perf_counter() - start) * 1000)
        processor.append((time.process_time() - worked) * 1000)
        _check(answer)
    send = prepare()
    with CaptureQueriesContext(connection) as queries:
        _sent(send)
    return Measured(times, processor, len(queries))


def _sent(send: Callable[[], Any]) -> None:
    _check(send())


def _check(answer: Any) -> None:
    """Stop where a page did not do its work: the time of a refusal says nothing."""
    saves = answer.request["REQUEST_METHOD"] == "POST" and answer.request["PATH_INFO"].endswith("change/")
    if answer.status_code != (302 if saves else 200):
        raise SystemExit(f"{answer.request['PATH_INFO']} answered {answer.status_code}:\n{answer.content.decode()}")


def _hidden(page: str, name: str) -> str:
    """Return the value of a hidden input."""
    for tag in re.findall(r"<input[^>]*>", page):
        if f'name="{name}"' in tag and (value := re.search(r'value="([^"]*)"', tag)):
            return html.unescape(value[1])
    raise SystemExit(f"The form has no field {name}: this measurement has to be brought up to date.")
