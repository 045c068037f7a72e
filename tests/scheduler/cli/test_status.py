"""`varta status`."""

import json
import signal
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from scheduler.cli import varta
from storage.archive import Archive
from tests.scheduler.cli.recorded import record_edit
from tests.scheduler.processes import CLEAN, ROOT


@pytest.fixture
def ask(database):
    def ask(*arguments: str):
        return CliRunner().invoke(varta, ["--database", str(database), "status", *arguments])

    return ask


def pulse(database: Path, at: datetime) -> None:
    with Archive.create(database) as archive:
        archive.pulse(at)


def test_each_outlet_has_a_line_with_its_articles_and_its_last_crawl(ask, database, now):
    record_edit(database, now)
    result = ask()
    assert result.exit_code == 0
    pulse_line, heading, line = result.stdout.splitlines()
    assert pulse_line == "the daemon has never run on this database"
    assert heading.split()[:2] == ["outlet", "state"]
    assert line.split()[:3] == ["small-site", "ok", "1"]
    assert f"{now:%Y-%m-%d %H:%M}" in line


def test_an_archive_without_outlets_says_what_to_run(ask, database):
    Archive.create(database).close()
    assert "no outlets yet: run `varta run` or `varta crawl`" in ask().stdout


def test_json_is_an_array_of_whole_rows(ask, database, now):
    record_edit(database, now)
    (row,) = json.loads(ask("--json").stdout)
    assert (row["outlet"], row["articles"], row["last_outcome"]) == ("small-site", 1, "finished")


@pytest.mark.parametrize(
    ("ago", "told"),
    [
        (timedelta(seconds=5), (0, "the daemon is alive; it ticked")),
        (timedelta(minutes=5), (1, "the daemon is not running; its last tick was at")),
    ],
)
def test_healthy_says_by_its_exit_code_whether_the_daemon_ticks(ask, database, now, ago, told):
    record_edit(database, now)
    pulse(database, now - ago)
    result = ask("--healthy")
    exit_code, words = told
    assert (result.exit_code, result.stdout.count("\n")) == (exit_code, 1)
    assert result.stdout.startswith(words)


def test_a_database_without_a_daemon_is_not_healthy(ask, database, now):
    record_edit(database, now)
    result = ask("--healthy")
    assert (result.exit_code, result.stdout) == (1, "the daemon has never run on this database\n")


def test_a_daemon_that_ticks_is_healthy_before_it_has_any_outlet(ask, database, now):
    pulse(database, now)
    assert ask("--healthy").exit_code == 0


def test_watch_shows_it_until_ctrl_c_which_is_no_error(database, now):
    record_edit(database, now)
    with subprocess.Popen(
        [sys.executable, "-m", "scheduler", "--database", database, "status", "--watch"],
        cwd=ROOT,
        env=CLEAN,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as watching:
        assert watching.stdout
        shown = [watching.stdout.readline() for _ in range(3)]
        watching.send_signal(signal.SIGINT)
        _, complaints = watching.communicate(timeout=10)
    assert "small-site" in shown[-1]
    assert (watching.returncode, complaints) == (0, "")
