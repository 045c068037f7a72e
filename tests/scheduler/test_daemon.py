"""The daemon as a user and an operating system meet it: `python -m scheduler run`, its signals and its deaths."""

import re
import resource
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from crawlers.outlet import load_outlets
from tests.press import Press
from tests.scheduler.crawl_targets import ENDLESS, STUCK_ON
from tests.scheduler.processes import (
    Daemon,
    Family,
    count,
    crawl_children,
    processor_seconds,
    rows,
    varta,
    wait_until,
)
from tests.scheduler.small_site import shut_port

LEDGER = "northbridge-ledger"


@pytest.fixture
def slow_press(press: Press, outlets: Path) -> Press:
    """One outlet of eleven articles that takes 0.15 s for each answer."""
    press.write_outlets(outlets, slugs=[LEDGER])
    press.act(LEDGER, "slow", seconds=0.15)
    return press


def served(press: Press) -> list[str]:
    """The addresses of the articles that the press has served, in order."""
    articles = {gold.url for gold in press.golds(LEDGER)}
    asked = [press.outlets[LEDGER].home.rstrip("/") + request["path"] for request in press.requests()]
    return [url for url in asked if url in articles]


def stored(database: Path) -> list[str]:
    return [url for (url,) in rows(database, "SELECT url FROM articles ORDER BY url")]


def is_sound(database: Path) -> bool:
    with closing(sqlite3.connect(database)) as connection:
        return bool(connection.execute("PRAGMA integrity_check").fetchone() == ("ok",))


# ---- watching -------------------------------------------------------------------------------------------------------


def test_the_clock_ticks_what_is_due_again_is_crawled_again_and_what_happens_is_a_line(press, database, outlets):
    press.write_outlets(outlets, every="1s", slugs=[LEDGER])
    published = sorted(gold.url for gold in press.golds(LEDGER))
    with Daemon(database, outlets, press.allow) as daemon:
        wait_until(lambda: count(database, "crawls WHERE outcome = 'finished'") >= 3)
        daemon.signal(signal.SIGTERM)
        assert daemon.wait(10) == 0
        first, *news, last = daemon.said().splitlines()
    assert stored(database) == published
    assert count(database, "revisions") == len(published)  # looked at again, and nothing was invented
    assert count(database, "jobs WHERE name = 'tick' AND outcome = 'ok'") == 1
    assert (first, last) == (f"INFO watching 1 outlets into {database}", "INFO stopped")
    assert len(news) == len(published)
    assert all(re.fullmatch(rf"INFO {LEDGER}: new: .+ http://\S+", line) for line in news)


def test_an_outlet_that_is_unreachable_or_disabled_is_a_row_and_the_others_never_notice(site, database, outlets):
    with shut_port() as nobody:
        site.write_outlet(outlets, "reachable")
        path = site.write_outlet(outlets, "unreachable")
        path.write_text(path.read_text().replace(site.host, nobody), encoding="utf-8")
        asleep = site.write_outlet(outlets, "asleep")
        asleep.write_text("enabled = false\n" + asleep.read_text(), encoding="utf-8")
        with Daemon(database, outlets, f"{site.host},{nobody}") as daemon:
            daemon.wait_until_it_says("watching 2 outlets")
            wait_until(lambda: count(database, "crawls WHERE outcome = 'finished'") == 2)
            daemon.signal(signal.SIGTERM)
            assert daemon.wait(10) == 0
    assert rows(database, "SELECT DISTINCT outlet FROM failures") == [("unreachable",)]
    health = dict(rows(database, "SELECT outlet, state FROM outlet_health"))
    assert health == {"reachable": "ok", "unreachable": "degraded", "asleep": "paused"}
    assert count(database, "articles WHERE outlet = 'reachable'") == 3


# ---- stopping -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM to the group"])
def test_a_stop_in_mid_crawl_keeps_what_came_and_leaves_no_process(slow_press, database, outlets, number):
    with Daemon(database, outlets, slow_press.allow) as daemon:
        wait_until(lambda: len(served(slow_press)) >= 4)
        had_come = served(slow_press)[:-1]  # the last one may be on its way
        with Family(daemon.pid) as family:
            assert len(family.crawls) == 1
            daemon.signal_group(number)
            assert daemon.wait(20) == 0
            family.assert_gone()
        assert daemon.said().endswith("INFO stopped\n")
    assert set(had_come) <= set(stored(database))
    assert count(database, "crawls WHERE finished_at IS NULL") == 0
    assert is_sound(database)


def test_after_a_kill_in_mid_crawl_the_next_start_goes_on_where_it_was(slow_press, database, outlets):
    with Daemon(database, outlets, slow_press.allow) as daemon:
        wait_until(lambda: count(database, "articles") >= 2)
        with Family(daemon.pid) as family:
            daemon.signal(signal.SIGKILL)
            family.assert_gone()
    found = {url for (url,) in rows(database, "SELECT url FROM urls")}
    assert len(stored(database)) < len(found) == len(slow_press.golds(LEDGER))
    assert count(database, "crawls WHERE finished_at IS NULL") == 1
    with Daemon(database, outlets, slow_press.allow) as daemon:
        daemon.wait_until_it_says(f"{LEDGER}: its last crawl was interrupted")
        wait_until(lambda: count(database, "crawls WHERE outcome = 'finished'") == 1)
        daemon.signal(signal.SIGTERM)
        assert daemon.wait(10) == 0
    assert [outcome for (outcome,) in rows(database, "SELECT outcome FROM crawls ORDER BY id")] == [
        "interrupted",
        "finished",
    ]
    assert stored(database) == sorted(found)  # each once, none lost
    assert count(database, "urls WHERE due_at IS NOT NULL") == 0
    assert is_sound(database)


def test_nothing_outlives_a_daemon_that_is_killed_while_its_crawl_is_stuck_in_an_endless_regex(site, database, outlets):
    site.extra_links.append(f"/{STUCK_ON}")
    site.write_outlet(outlets, article_url=ENDLESS.pattern)
    with Daemon(database, outlets, site.host) as daemon:
        wait_until(lambda: sum(map(processor_seconds, crawl_children(daemon.pid))) > 0.5)
        with Family(daemon.pid) as family:
            assert len(family) >= 4  # daemon, resource tracker, fork server, crawl
            daemon.signal(signal.SIGKILL)
            family.assert_gone()


def test_a_disk_that_is_full_ends_the_daemon_which_says_so(site, database, outlets):
    site.pause = 0.5
    site.write_outlet(outlets)
    with Daemon(database, outlets, site.host) as daemon, Family(daemon.pid) as family:
        wait_until(lambda: count(database, "urls") > 0)
        size = Path(f"{database}-wal").stat().st_size
        resource.prlimit(daemon.pid, resource.RLIMIT_FSIZE, (size, size))
        assert daemon.wait(20) == 1
        assert "varta: " in daemon.said().splitlines()[-1]
        family.assert_gone()
    assert is_sound(database)


# ---- refusing to start ----------------------------------------------------------------------------------------------


def test_another_writer_beside_the_daemon_is_told_who_has_the_database(site, database, outlets):
    site.write_outlet(outlets)
    with Daemon(database, outlets, site.host) as daemon:
        daemon.wait_until_it_says("watching")
        for command in ("run", "crawl"):
            other = varta("--database", database, "--outlets", outlets, command)
            assert (other.returncode, other.stdout) == (1, "")
            assert f"process {daemon.pid} (" in other.stderr
            assert other.stderr.count("\n") == 1
        wait_until(lambda: count(database, "crawls WHERE outcome = 'finished'") == 1)  # the first one goes on


# ---- reading the outlets again --------------------------------------------------------------------------------------


def test_sighup_reads_the_outlets_again_and_a_wrong_file_changes_nothing(site, database, outlets):
    site.write_outlet(outlets, "first")
    with Daemon(database, outlets, site.host) as daemon:
        daemon.wait_until_it_says("watching 1 outlets")
        wait_until(lambda: count(database, "crawls WHERE outcome = 'finished'") == 1)
        wrong = outlets / "second.toml"
        wrong.write_text('name = "Second"\nhome = "ftp://example.test/"\n', encoding="utf-8")
        daemon.signal(signal.SIGHUP)
        daemon.wait_until_it_says("outlets not read again")
        assert f"{wrong}: home: 'ftp://example.test/' is no web address" in daemon.said()
        assert rows(database, "SELECT slug, enabled FROM outlets") == [("first", 1)]
        wrong.unlink()
        site.extra_links.append("/news/article-9")
        site.write_outlet(outlets, "third")
        daemon.signal(signal.SIGHUP)
        daemon.wait_until_it_says("outlets read again: 2")
        wait_until(lambda: count(database, "crawls WHERE outlet = 'third' AND outcome = 'finished'") == 1)
        daemon.signal(signal.SIGTERM)
        assert daemon.wait(10) == 0
    assert list(load_outlets(outlets)) == ["first", "third"]
