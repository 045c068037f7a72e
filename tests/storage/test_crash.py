"""kill -9 of a writing process, at random moments: what it acknowledged is there, and nothing is half there."""

import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from storage.archive import Archive
from tests.storage.conftest import NOW, SLUG

KILLS = 20
WRITER = textwrap.dedent("""
    import os, sys
    from datetime import timedelta
    from storage.archive import Archive
    from tests.storage.conftest import Newsroom, NOW

    name = sys.argv[2]
    with Archive.create(sys.argv[1]) as archive:
        newsroom = Newsroom(archive)
        for batch in range(10_000):
            findings = []
            for number in range(5):
                url = f"https://thegaze.media/news/{name}-{batch}-{number}"
                text = f"Story {name} {batch} {number} is told."
                findings.append(newsroom.source(url))
                for end in ("By us.", "By them, it is said."):
                    findings.append(newsroom.page(url, title=text, body=f"{text}\\n\\n{end}", page=b"page"))
            archive.record_all(findings)
            print(batch, flush=True)
""")


@pytest.mark.timeout(60)
def test_twenty_kills_lose_nothing_that_was_acknowledged(path: Path) -> None:
    dice = random.Random(7)
    acknowledged: dict[str, int] = {}
    for kill in range(KILLS):
        acknowledged[f"k{kill}"] = killed_writer(path, f"k{kill}", dice.uniform(0.02, 0.4))
    assert sum(acknowledged.values()) > KILLS  # the kills came while it wrote
    with Archive.create(path) as archive:
        assert archive.query("PRAGMA integrity_check") == [{"integrity_check": "ok"}]
        assert archive.query("PRAGMA foreign_key_check") == []
        archive._connection.execute("INSERT INTO blocks_fts(blocks_fts) VALUES('integrity-check')")
        for name, batches in acknowledged.items():
            (row,) = archive.query("SELECT count(*) AS n FROM urls WHERE url LIKE ?", (f"%/{name}-%",))
            assert row["n"] >= 5 * batches, name
        invariants(archive)
        assert archive.close_interrupted(NOW) == [SLUG]


def invariants(archive: Archive) -> None:
    whole = archive.query(
        """SELECT count(*) AS n FROM articles a
           WHERE versions <> 2 OR (SELECT group_concat(n) FROM revisions r WHERE r.article_id = a.id) <> '1,2'
             OR (SELECT count(*) FROM events e WHERE e.article_id = a.id) <> 2
             OR (SELECT count(*) FROM blocks b WHERE b.article_id = a.id AND b.last_n IS NULL) <> 3"""
    )
    assert whole == [{"n": 0}]
    waiting = archive.query("SELECT count(*) AS n FROM urls WHERE article_id IS NULL")
    assert waiting == [{"n": 0}]  # a batch is all there or not at all
    counted = archive.query("SELECT sum(published) AS n FROM outlet_days")
    assert counted == archive.query("SELECT count(*) AS n FROM articles")


def killed_writer(path: Path, name: str, after: float) -> int:
    """How many batches a writer said were stored before it was killed, `after` seconds from its first word."""
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", WRITER, str(path), name]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline()]
        time.sleep(after)
        writer.send_signal(signal.SIGKILL)
        said += writer.stdout.readlines()
    return sum(line.endswith("\n") for line in said)
