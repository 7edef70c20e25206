"""A run that is killed and repeated leaves the same database as one that was not."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXTS = 230  # several batches

TEXT = """Hafen

Serie {n}: Meldung mit der Nummer {n}

Ein Vorspann für die Meldung {n}. Er hat zwei Sätze.

Ein Kran steht am Kai {n}. Bild: Max Muster/dpa

Der erste Absatz der Meldung {n} erzählt, was am Montag geschah, und nennt den Ort.

Lesen Sie auch: Meldung mit der Nummer {other}

FOTOS: Strecke {n}
zurück Weiter Bild A der Strecke {n}. (Foto) Foto: Max Muster / dpa Kamera
zurück Weiter Bild B der Strecke {n}. (Foto) Foto: Max Muster / dpa Kamera

Der zweite Absatz der Meldung {n} erzählt, wie es weiterging, und endet mit einem Punkt.

jat/k{letter}j/hafen.example
"""

# Everything that an import writes, without ids and times, which are chance and clock.
CONTENT = """
SELECT 'article', a.reference, a.kicker, a.headline, a.slug, a.body, a.status, s.slug
  FROM articles_article a JOIN articles_section s ON s.id = a.section_id
UNION ALL SELECT 'picture', p.uuid, p.caption, p.credit, p.creator, '', '', '' FROM articles_picture p
UNION ALL SELECT 'place', g.uuid, p.uuid, gp.position, g.title, '', '', '' FROM articles_gallerypicture gp
  JOIN articles_gallery g ON g.id = gp.gallery_id JOIN articles_picture p ON p.id = gp.picture_id
UNION ALL SELECT 'link', l.uuid, a.reference, t.reference, l.title, '', '', '' FROM articles_relatedlink l
  JOIN articles_article a ON a.id = l.article_id LEFT JOIN articles_article t ON t.id = l.target_id
UNION ALL SELECT 'byline', a.reference, c.position, w.initials, y.code, '', '', '' FROM articles_contribution c
  JOIN articles_article a ON a.id = c.article_id LEFT JOIN articles_author w ON w.id = c.author_id
  LEFT JOIN articles_agency y ON y.id = c.agency_id
UNION ALL SELECT 'release', a.reference, r.number, r.live, r.headline, r.body, '', '' FROM articles_release r
  JOIN articles_article a ON a.id = r.article_id
UNION ALL SELECT 'gallery release', g.uuid, r.number, r.live, r.headline, r.body, '', '' FROM articles_release r
  JOIN articles_gallery g ON g.id = r.gallery_id
UNION ALL SELECT 'public link', a.reference, l.uuid, t.reference, '', '', '', '' FROM articles_releaselink l
  JOIN articles_release r ON r.id = l.release_id JOIN articles_article a ON a.id = r.article_id
  LEFT JOIN articles_article t ON t.id = l.article_id
UNION ALL SELECT 'version', a.reference, v.kind, v.document, '', '', '', '' FROM articles_version v
  JOIN articles_article a ON a.id = v.article_id
UNION ALL SELECT 'author', initials, family_name, slug, '', '', '', '' FROM articles_author
UNION ALL SELECT 'agency', code, '', '', '', '', '', '' FROM articles_agency
UNION ALL SELECT 'section', name, slug, position, '', '', '', '' FROM articles_section
"""


def content(database: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(database)
    try:
        return sorted(connection.execute(CONTENT).fetchall(), key=repr)
    finally:
        connection.close()


def articles_in(database: Path) -> int:
    connection = sqlite3.connect(database, timeout=5)
    try:
        return int(connection.execute("SELECT count(*) FROM articles_article").fetchone()[0])
    finally:
        connection.close()


def manage(database: Path, *arguments: str) -> subprocess.Popen[bytes]:
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{database}", "MEDIA_ROOT": str(database.parent)}
    return subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def finish(process: subprocess.Popen[bytes]) -> None:
    _out, problems = process.communicate(timeout=120)
    assert process.returncode == 0, problems.decode()


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    for n in range(TEXTS):
        text = TEXT.format(n=n, other=(n + 115) % TEXTS, letter="abcdef"[n % 6])
        (folder / f"{n:04}.txt").write_text(text, encoding="utf-8")
    return folder


def test_a_killed_import_is_finished_by_the_next(texts: Path, tmp_path: Path) -> None:
    whole, killed = tmp_path / "whole.sqlite3", tmp_path / "killed.sqlite3"
    for database in (whole, killed):
        finish(manage(database, "migrate", "-v0"))
    finish(manage(whole, "import_seeds", str(texts), "--publish"))
    assert articles_in(whole) == TEXTS

    for committed in (1, 101):
        process = manage(killed, "import_seeds", str(texts), "--publish")
        while process.poll() is None and articles_in(killed) < committed:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert committed <= articles_in(killed) < TEXTS, "the kill came too late to show anything"
    finish(manage(killed, "import_seeds", str(texts), "--publish"))
    assert content(killed) == content(whole)
