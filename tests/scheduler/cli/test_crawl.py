"""`varta crawl`, from outside: what it shows, how it exits, and that `scrapy crawl` writes the same rows."""

import json
import os
import pty
import re
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.scheduler.processes import CLEAN, ROOT, count, rows, varta
from tests.scheduler.small_site import shut_port

COURIER = "harbour-courier"


@pytest.fixture
def crawl(database, outlets):
    def crawl(*arguments: str, allow: str):
        return varta("--database", database, "--outlets", outlets, "crawl", *arguments, allow=allow)

    return crawl


def test_all_enabled_outlets_are_crawled_into_a_new_database(crawl, site, database, outlets):
    site.write_outlet(outlets, "first")
    path = site.write_outlet(outlets, "second")
    path.write_text("enabled = false\n" + path.read_text(), encoding="utf-8")
    result = crawl(allow=site.host)
    assert result.returncode == 0
    assert result.stderr == "[1/1] first: finished\n"
    heading, line = result.stdout.splitlines()
    assert heading.split()[:4] == ["outlet", "outcome", "pages", "new"]
    assert line.split()[:5] == ["first", "finished", "3", "3", "0"]
    assert count(database, "articles") == 3


def test_on_a_terminal_a_line_tells_how_far_the_crawl_is(site, database, outlets):
    site.write_outlet(outlets, "first")
    site.articles, site.pause = 8, 0.3
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "scheduler", "--database", database, "--outlets", outlets, "crawl"]
    environment = CLEAN | {"VARTA_ALLOW_ADDRESSES": site.host, "TERM": "xterm", "COLUMNS": "120"}
    with subprocess.Popen([*map(str, command)], cwd=ROOT, env=environment, stderr=theirs, stdout=subprocess.DEVNULL):
        os.close(theirs)
        shown = b""
        with suppress(OSError):  # a terminal that nobody writes to any more
            while part := os.read(ours, 4096):
                shown += part
    os.close(ours)
    assert re.search(rb"first links 8, pages [1-8], new [1-8]", shown)
    assert b"[1/1] first: finished" in shown


def test_an_outlet_that_cannot_be_reached_is_a_row_and_no_failure_of_ours(crawl, site, database, outlets):
    site.write_outlet(outlets, "reachable")
    with shut_port() as nobody:
        path = site.write_outlet(outlets, "unreachable")
        path.write_text(path.read_text().replace(site.host, nobody), encoding="utf-8")
        result = crawl("--json", allow=f"{site.host},{nobody}")
    assert result.returncode == 0
    crawls = [(row["outlet"], row["outcome"], row["articles_new"]) for row in json.loads(result.stdout)]
    assert crawls == [("reachable", "finished", 3), ("unreachable", "finished", 0)]
    assert count(database, "articles WHERE outlet = 'reachable'") == 3
    ((outlet, url),) = rows(database, "SELECT outlet, url FROM failures")
    assert (outlet, url) == ("unreachable", f"http://{nobody}/")
    assert dict(rows(database, "SELECT outlet, state FROM outlet_health")) == {
        "reachable": "ok",
        "unreachable": "degraded",
    }


def test_an_outlet_that_nobody_knows_is_a_mistake_of_usage(crawl, site, database, outlets):
    site.write_outlet(outlets)
    result = crawl("smal-site", allow=site.host)
    assert result.returncode == 2
    assert result.stderr == ("varta: no outlet is named 'smal-site'; known: small-site. Give the name of its file\n")
    assert not database.exists()


# ---- the same rows as `scrapy crawl` --------------------------------------------------------------------------------

# Columns that tell when, how long, or in which order things arrived.
DIFFERENT = {
    *("id", "article_id", "started_at", "finished_at", "first_seen_at", "last_seen_at", "checked_at", "status_since"),
    *("due_at", "polled_at", "seen_at", "last_new_at", "robots_fetched_at", "at", "seconds", "peak_memory_mb", "bytes"),
    *("age_minutes", "read_at", "asked_at", "answered_at"),
}
SAME = {
    "articles": "SELECT * FROM articles ORDER BY url",
    "revisions": "SELECT a.url, r.* FROM revisions r JOIN articles a ON a.id = r.article_id ORDER BY a.url, r.n",
    "blocks": "SELECT a.url, b.* FROM blocks b JOIN articles a ON a.id = b.article_id ORDER BY a.url, b.place",
    "urls": "SELECT u.*, a.url AS story FROM urls u LEFT JOIN articles a ON a.id = u.article_id ORDER BY u.url",
    "sources": "SELECT * FROM sources ORDER BY url",
    "hosts": "SELECT * FROM hosts ORDER BY host",
    "chrome": "SELECT * FROM chrome ORDER BY template, text",
    "failures": "SELECT * FROM failures ORDER BY url",
    "crawls": "SELECT * FROM crawls ORDER BY id",
}


def contents(database: Path, sql: str) -> list[dict[str, Any]]:
    """Rows, as far as two crawls of one site can agree."""
    with closing(sqlite3.connect(database)) as reader:
        reader.row_factory = sqlite3.Row
        found = [dict(row) for row in reader.execute(sql)]
    return [{name: value for name, value in row.items() if name not in DIFFERENT} for row in found]


def test_scrapy_crawl_and_varta_crawl_write_the_same_rows(crawl, press, database, outlets):
    press.write_outlets(outlets, slugs=[COURIER])
    assert crawl(COURIER, allow=press.allow).returncode == 0
    alone = database.with_name("alone.db")
    scrapy_crawl(alone, outlets, press.allow)
    assert count(alone, "articles") > 5
    for table, sql in SAME.items():
        assert contents(alone, sql) == contents(database, sql), table
    scrapy_crawl(alone, outlets, press.allow)
    assert rows(alone, "SELECT pages > 0 FROM crawls ORDER BY id") == [(1,), (0,)]  # the second finds nothing new


def scrapy_crawl(database: Path, outlets: Path, allow: str) -> None:
    """What somebody runs who knows Scrapy and nothing of Varta."""
    places = {"VARTA_DATABASE": str(database), "VARTA_OUTLETS": str(outlets), "VARTA_ALLOW_ADDRESSES": allow}
    command = [sys.executable, "-m", "scrapy", "crawl", COURIER]
    subprocess.run(command, cwd=ROOT, env=CLEAN | places, check=True, timeout=50)
