"""`varta changes`."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner

from scheduler.cli import varta
from tests.scheduler.cli.recorded import BODY, Story, record_edit


@pytest.fixture
def ask(database):
    def ask(*arguments: str):
        return CliRunner().invoke(varta, ["--database", str(database), "changes", *arguments])

    return ask


def test_an_edit_is_shown_with_its_outlet_its_fields_and_its_new_title(ask, database, now):
    record_edit(database, now)
    result = ask()
    assert result.exit_code == 0
    (line,) = result.stdout.splitlines()[1:]
    assert all(word in line for word in ("small-site", "edited", "title", "Two hundred ships came in"))


def test_since_says_how_far_back(ask, database, now):
    record_edit(database, now - timedelta(hours=30))
    assert "nothing was changed" in ask().stdout  # one day, if nothing is said
    assert "Two hundred ships" in ask("--since", "2d").stdout
    assert "nothing was changed" in ask("--since", "90m").stdout


def test_outlet_narrows_it_down(ask, database, now):
    record_edit(database, now, "first")
    record_edit(database, now, "second", "Three hundred ships came in")
    result = ask("--outlet", "second")
    assert "Three hundred" in result.stdout
    assert "Two hundred" not in result.stdout


def test_json_is_an_array_of_whole_rows(ask, database, now):
    record_edit(database, now)
    (row,) = json.loads(ask("--json").stdout)
    assert (row["kind"], row["fields"], row["title"]) == ("edited", "title", "Two hundred ships came in")
    assert set(row) >= {"seen_at", "outlet", "significance", "article_id", "not_before"}


def test_an_outlet_that_the_archive_does_not_know_is_a_mistake_of_usage(ask, database, now):
    record_edit(database, now)
    result = ask("--outlet", "small-sight")
    assert result.exit_code == 2
    assert "no outlet is named 'small-sight'; known: small-site" in result.stderr


def test_what_is_no_duration_is_told_with_the_form_that_is(ask, database, now):
    record_edit(database, now)
    result = ask("--since", "yesterday")
    assert result.exit_code == 2
    assert "'yesterday' is no duration; write a number and a unit" in result.stderr


def test_a_strangers_title_cannot_command_the_terminal(ask, database, now):
    record_edit(database, now, title="\x1b[2JTwo hundred [red]ships[/red] came in")
    result = ask()
    assert "\x1b" not in result.stdout
    assert "[red]ships[/red]" in result.stdout


def test_json_and_table_tell_the_window_and_what_was_silent(ask, database, now):
    story = Story(database=database, at=now - timedelta(hours=5))
    story.look()
    story.look("Two hundred ships came in")
    (row,) = json.loads(ask("--json").stdout)
    assert (row["n"], row["silent"], row["back_to"]) == (2, 1, None)
    assert row["not_before"] < row["seen_at"]
    (line,) = ask().stdout.splitlines()[1:]
    assert "edited title, silent" in line
    assert line.startswith(row["not_before"][:16].replace("T", " "))


def test_an_edit_that_says_so_is_not_silent(ask, database, now):
    story = Story(database=database, at=now - timedelta(hours=5))
    story.look()
    story.look(body=f"{BODY}\n\nCorrection: an earlier version said that ninety ships came in.")
    (row,) = json.loads(ask("--json").stdout)
    assert (row["kind"], row["silent"]) == ("edited", 0)
    assert "silent" not in ask().stdout


def test_a_way_back_names_its_version_and_typography_is_left_out(ask, database, now):
    story = Story(database=database, at=now - timedelta(hours=5))
    story.look("It's the ships")
    story.look("It’s the ships")
    assert "nothing was changed" in ask().stdout
    story.look("It’s the ships", body=f"{BODY}\n\nA third ship came in at night.")
    story.look("It’s the ships")
    assert "reverted to version 2: body" in ask().stdout.splitlines()[1]
