"""`varta search`."""

import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from scheduler.cli import varta
from tests.scheduler.cli.recorded import BODY, Story

START = datetime(2026, 11, 24, 18, tzinfo=UTC)
LIE = "Мер “збрехав” усім про п’ять мостів."


@pytest.fixture
def ask(database):
    story = Story(database=database, at=START)
    story.look(body=f"{BODY}\n\n{LIE}")
    story.look()

    def ask(*arguments: str):
        return CliRunner().invoke(varta, ["--database", str(database), "search", *arguments])

    return ask


def test_the_hit_is_marked_under_the_headline_of_its_article(ask):
    said = ask("SHIPS").stdout
    assert said.splitlines()[:2] == ["2026-11-24 18:00  small-site  article 1", "  Ninety [ships] came in"]
    said = ask("harbour", "6th").stdout
    assert "  Ninety ships came in\n" in said
    assert "[harbour] board decided on its [6th] day" in said


def test_what_was_taken_down_says_when_and_how(ask):
    assert "try --removed" in ask("збрехав").stdout
    said = ask("--removed", "П'ЯТЬ мостів").stdout
    assert "2026-11-24 19:00  small-site  article 1, edited out by version 2" in said
    assert "Мер “збрехав” усім про [п’ять] [мостів]." in said
    assert "nothing of that was taken down" in ask("--removed", "harbour").stdout


def test_json_has_the_paragraph_and_the_snippet(ask):
    (row,) = json.loads(ask("--removed", "збрехав", "--json").stdout)
    assert (row["article_id"], row["text"], row["n"], row["how"]) == (1, LIE, 2, "edited")
    assert row["snippet"] == LIE.replace("збрехав", "[збрехав]")
    assert row["rank"] < 0
    assert json.loads(ask("nowhere", "--json").stdout) == []


def test_a_limit_that_was_reached_is_told(ask):
    assert "the best 1 only: --limit shows more" in ask("ships", "--limit", "1").stdout
    assert ask("ships", "--limit", "0").exit_code == 2


def test_outlet_narrows_it_down_and_an_unknown_one_is_a_mistake_of_usage(ask):
    assert "article 1" in ask("ships", "--outlet", "small-site").stdout
    result = ask("ships", "--outlet", "small-sight")
    assert result.exit_code == 2
    assert "no outlet is named 'small-sight'; known: small-site" in result.stderr


@pytest.mark.parametrize("words", ['"', "", "🙂", "***"])
def test_what_holds_no_word_is_a_mistake_of_usage(ask, words):
    result = ask(words)
    assert result.exit_code == 2
    assert "there is no word in that" in result.stderr


def test_a_word_that_begins_with_a_dash_can_be_asked_for(ask):
    assert ask("--", "-ships").exit_code == 0
    assert "article 1" in ask("--", "-ships").stdout


def test_strangers_text_cannot_command_the_terminal(ask, database):
    evil = Story(database=database, at=START, slug="evil", url="http://127.0.0.1:9/evil/news/1")
    evil.look("Boats \x1b[2J[red]now[/red]", "Boats \u202e\x9b31m[/] sank.")
    said = ask("boats").stdout
    assert "[red]now[/red]" in said
    assert not any(character in said for character in "\x1b\x9b\u202e")
