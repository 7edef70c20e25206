"""What a change means for readers: a typo moves nothing, an update a date, and a correction is told for good."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from articles.desk.comparing import Run
from articles.desk.correcting import shortened
from articles.desk.publishing import NotPublishable, publish, withdraw
from articles.desk.saving import saved
from articles.desk.scheduling import publish_due, schedule
from articles.models import Article, Change, Gallery, Release
from tests.admin_rows import NOW, article, gallery

pytestmark = pytest.mark.django_db
LATER = NOW + datetime.timedelta(hours=2)
LAST = NOW + datetime.timedelta(hours=4)
NOTE = "In einer früheren Fassung stand eine falsche Zahl."


@pytest.fixture
def live() -> Article:
    row = article("Neun Pfeiler sind marode", body="<p>Neun Pfeiler haben Risse.</p><p>Das sagt der Prüfer.</p>")
    publish(piece=row, by=None, now=NOW)
    return row


def change(row: Any, **columns: Any) -> Any:
    type(row).objects.filter(pk=row.pk).update(**columns)
    row.refresh_from_db()
    saved(piece=row, by=None, now=LATER)
    return row


def correct(row: Any, *, now: datetime.datetime = LATER, note: str = NOTE, **columns: Any) -> Release:
    return publish(piece=change(row, **columns), by=None, now=now, change=Change.CORRECTION, note=note)


def page(release: Release) -> str:
    return Client().get(release.get_absolute_url(), headers={"accept-language": "de"}).content.decode()


def words_of(entry: dict[str, Any], kind: str) -> list[str]:
    return [text for changed in entry["changes"] for one, text in changed["runs"] if one == kind]


# --- dates ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "note", "moved"), [(Change.TYPO, "", None), (Change.UPDATE, "", LATER), (Change.CORRECTION, NOTE, LATER)]
)
def test_only_a_typo_moves_no_date(live: Article, kind: Change, note: str, moved: datetime.datetime | None) -> None:
    row = change(live, teaser="Acht Monate.")
    release = publish(piece=row, by=None, now=LATER, change=kind, note=note)
    assert (release.published_at, release.updated_at, release.change) == (NOW, moved, kind)
    feed = Client().get("/feed/").content.decode()
    # The feed's own date is that of the newest change in it.
    newest = (moved or NOW).strftime("%d %b %Y %H:%M:%S")
    assert newest in feed
    assert "Acht Monate." in feed
    shown = page(release)
    assert ("aktualisiert" in shown) is bool(moved)


def test_a_typo_after_an_update_keeps_the_date_of_the_update(live: Article) -> None:
    publish(piece=change(live, teaser="Acht Monate."), by=None, now=LATER)
    release = publish(piece=change(live, teaser="Acht Monate!"), by=None, now=LAST, change=Change.TYPO)
    assert release.updated_at == LATER


def test_the_same_text_published_again_after_a_withdrawal_is_no_update(live: Article) -> None:
    publish(piece=change(live, teaser="Acht Monate."), by=None, now=LATER)
    withdraw(piece=live, by=None, now=LAST)
    release = publish(piece=live, by=None, now=LAST)
    assert (release.number, release.live, release.updated_at, release.change) == (3, True, LATER, "")


# --- what is asked of the note ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "note", "sentence"),
    [(Change.CORRECTION, "  ", "Write the note to readers"), (Change.TYPO, NOTE, "Readers are told nothing of a typo")],
)
def test_the_note_fits_the_kind_of_change(live: Article, kind: Change, note: str, sentence: str) -> None:
    row = change(live, teaser="Acht Monate.")
    with translation.override("en"), pytest.raises(NotPublishable, match=sentence):
        publish(piece=row, by=None, now=LATER, change=kind, note=note)
    assert Release.objects.count() == 1


# --- what is kept -------------------------------------------------------------------------------------------------


def test_a_correction_keeps_what_changed_word_by_word(live: Article) -> None:
    release = correct(
        live, headline="Acht Pfeiler sind marode", body="<p>Acht Pfeiler haben Risse.</p><p>Das sagt der Prüfer.</p>"
    )
    [entry] = release.corrections
    assert (entry["at"], entry["note"], entry["more"]) == (LATER.isoformat(), NOTE, 0)
    assert [one["what"] for one in entry["changes"]] == ["headline", "text"]
    assert words_of(entry, "gone") == ["Neun", "Neun"]
    assert words_of(entry, "new") == ["Acht", "Acht"]


def test_where_it_stands_is_no_correction(live: Article) -> None:
    live.tags.add("Hafen")
    release = correct(live, language="en")
    assert release.corrections == [{"at": LATER.isoformat(), "note": NOTE, "changes": [], "more": 0}]


def test_corrections_outlive_everything_that_follows(live: Article) -> None:
    first = correct(live, teaser="Acht Monate.").corrections
    for number, kind in enumerate((Change.TYPO, Change.UPDATE)):
        release = publish(piece=change(live, teaser=f"Monate: {number}."), by=None, now=LAST, change=kind)
        assert release.corrections == first
    withdraw(piece=live, by=None, now=LAST)
    assert publish(piece=live, by=None, now=LAST).corrections == first
    withdraw(piece=live, by=None, now=LAST)
    second = correct(live, now=LAST, note="Auch das war falsch.", teaser="Sieben Monate.")
    assert [entry["note"] for entry in second.corrections] == ["Auch das war falsch.", NOTE]
    assert words_of(second.corrections[0], "new") == ["Sieben "]


def test_a_scheduled_correction_is_asked_for_its_note_and_told(live: Article) -> None:
    change(live, teaser="Acht Monate.")
    when = {"at": LAST, "zone": "Europe/Berlin", "now": LATER, "change": Change.CORRECTION}
    with pytest.raises(NotPublishable):
        schedule(piece=live, by=None, note=" ", **when)  # type: ignore[arg-type]
    schedule(piece=live, by=None, note=NOTE, **when)  # type: ignore[arg-type]
    publish_due(now=LAST)
    [entry] = Release.objects.get(live=True).corrections
    assert (entry["at"], entry["note"]) == (LAST.isoformat(), NOTE)
    assert words_of(entry, "gone") == ["Neun"]


def test_a_first_release_has_nothing_to_correct() -> None:
    row = article()
    release = publish(piece=row, by=None, now=NOW, change=Change.CORRECTION, note=NOTE)
    assert (release.corrections, release.change, release.updated_at) == ([], "", None)


def test_a_release_of_another_edition_of_the_program_stops_no_correction(live: Article) -> None:
    Release.objects.update(document={"body": [{"type": "hologram"}]})
    [entry] = correct(live, teaser="Acht Monate.").corrections
    assert (entry["note"], entry["changes"]) == (NOTE, [])


def test_long_stretches_are_shortened() -> None:
    before, after = " ".join(f"a{n}" for n in range(50)), " ".join(f"z{n}" for n in range(50))
    long = " ".join(f"n{n}" for n in range(100))
    runs = shortened(
        [Run("same", before), Run("new", long), Run("same", after), Run("gone", "x"), Run("same", "Ende.")]
    )
    assert runs[0].text == "… a44 a45 a46 a47 a48 a49"
    assert runs[1].text.split()[-2:] == ["n59", "…"]
    assert runs[2].text == "z0 z1 z2 z3 z4 z5 … z44 z45 z46 z47 z48 z49"
    assert [run.text for run in runs[3:]] == ["x", "Ende."]


def test_a_rewritten_text_names_some_places_and_counts_the_rest(live: Article) -> None:
    change(live, body="".join(f"<p>Absatz {n} sagt dies.</p>" for n in range(20)))
    publish(piece=live, by=None, now=LATER)
    [entry] = correct(live, now=LAST, body="".join(f"<p>Absatz {n} sagt das.</p>" for n in range(20))).corrections
    assert (len(entry["changes"]), entry["more"]) == (12, 8)


# --- what readers see -----------------------------------------------------------------------------------------------


def test_readers_see_what_was_wrong_and_what_it_says_now(live: Article) -> None:
    shown = page(correct(live, headline="Acht Pfeiler sind marode"))
    corrections = shown.partition('<aside class="corrections"')[2].partition("</aside>")[0]
    assert '<time datetime="2026-11-18T14:20:00+0100">18.11.2026, 14:20</time>' in corrections
    assert NOTE in corrections
    assert "Neun</del>" in corrections
    assert "Acht</ins>" in corrections
    assert shown.count(NOTE) == 1


def test_the_newest_correction_comes_first(live: Article) -> None:
    correct(live, teaser="Acht Monate.")
    shown = page(correct(live, now=LAST, note="Auch das war falsch.", teaser="Sieben Monate."))
    assert shown.index("Auch das war falsch.") < shown.index(NOTE)


def test_what_readers_are_told_is_text_and_no_markup(live: Article) -> None:
    shown = page(correct(live, note="<script>alert(1)</script>", teaser="<img src=x> & Co."))
    assert "<script>alert(1)" not in shown
    assert "<img src=x>" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


def test_every_page_of_a_gallery_tells_its_corrections() -> None:
    row: Gallery = gallery(live=True)
    release = correct(row, now=timezone.now(), title="Die Fähre in Bildern")
    assert [one["what"] for one in release.corrections[0]["changes"]] == ["headline"]
    second = Client().get(release.get_absolute_url().replace("/1/", "/2/")).content.decode()
    for shown in (page(release), second):
        assert NOTE in shown
        assert "Fähre</ins>" in shown


def test_a_correction_costs_no_query(live: Article, django_assert_max_num_queries: Any) -> None:
    release = correct(live, teaser="Acht Monate.")
    with django_assert_max_num_queries(6):
        assert NOTE in page(release)


# --- withdrawn --------------------------------------------------------------------------------------------------------


def test_the_address_of_what_was_withdrawn_says_when_and_why(live: Article, django_assert_max_num_queries: Any) -> None:
    address = Release.objects.get().get_absolute_url()
    withdraw(piece=live, by=None, now=LATER, note="Die <b>Zahlen</b> stimmten nicht.")
    with django_assert_max_num_queries(3):
        answer = Client().get(address, headers={"accept-language": "de"})
    assert answer.status_code == 410
    text = answer.content.decode()
    assert "18. November 2026 14:20" in text
    assert "Die &lt;b&gt;Zahlen&lt;/b&gt; stimmten nicht." in text
    assert "Pfeiler" not in text


def test_the_last_withdrawal_is_the_one_that_counts(live: Article) -> None:
    address = Release.objects.get().get_absolute_url()
    withdraw(piece=live, by=None, now=LATER, note="Erster Grund.")
    publish(piece=live, by=None, now=LATER)
    withdraw(piece=live, by=None, now=LAST)
    text = Client().get(address).content.decode()
    assert "Erster Grund." not in text
    assert 'class="note"' not in text
