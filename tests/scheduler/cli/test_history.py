"""`varta history`."""

import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from scheduler.cli import varta
from tests.scheduler.cli.recorded import BODY, Story

START = datetime(2026, 11, 24, 18, tzinfo=UTC)
EVIL = "\x1b[2J\x9b31m\u202eevil [bold]loud[/bold] [/]"


@pytest.fixture
def story(database):
    return Story(database=database, at=START)


@pytest.fixture
def ask(database):
    def ask(*arguments: str):
        return CliRunner().invoke(varta, ["--database", str(database), "history", *arguments])

    return ask


def test_edits_are_shown_word_by_word_with_marks_in_a_window(story, ask):
    story.look()
    story.look("Two hundred ships came in", BODY.replace("2th day", "9th day"))
    said = ask("1").stdout
    assert "version 2 edited title body, substantive, silent: headline" in said
    assert "between 2026-11-24 20:00 and 2026-11-24 21:00 Europe/Kyiv" in said
    assert "        2026-11-24 18:00 and 2026-11-24 19:00 UTC" in said
    assert "~ title: [-Ninety-]{+Two hundred+} ships came in" in said
    assert "[-2-] {+9+}th day in the hall." in said
    assert "\x1b" not in said


def test_headlines_come_first_with_their_times(story, ask):
    story.look()
    story.look("Two hundred ships came in")
    said = ask("1").stdout
    first = "from 2026-11-24 20:00 to 2026-11-24 21:00, Europe/Kyiv\n    Ninety ships came in"
    assert first in said
    assert "from 2026-11-24 21:00 to now, Europe/Kyiv\n    Two hundred ships came in" in said


def test_it_is_found_by_any_of_its_addresses_however_decorated(story, ask):
    story.look(final_url="http://127.0.0.1:9/news/harbour")
    for reference in ("1", "#1", story.url, "http://127.0.0.1:9/news/harbour?utm_source=x#top"):
        result = ask(reference)
        assert result.exit_code == 0, reference
        assert story.url in result.stdout


def test_a_way_back_names_the_version_it_leads_to(story, ask):
    story.look()
    story.look(body="Two hundred ships came in, and none of them left the harbour before the morning.")
    story.look()
    assert "version 3 goes back to version 1, substantive, silent" in ask("1").stdout


def test_headlines_that_take_turns_are_flagged(story, ask):
    story.look(flags=("alternating",))
    assert "two headlines take turns; not every turn is listed" in ask("1").stdout


def test_a_deletion_and_a_restoration_are_told_and_the_text_stays(story, ask):
    story.look()
    for _ in range(3):
        story.miss()
    said = ask("1").stdout
    assert "status     gone since" in said
    assert "vanished: 404 since" in said
    story.look()
    assert "restored" in ask("1").stdout


def test_what_we_read_anew_is_no_edit(story, ask):
    story.look(extractor_version="1")
    story.look("Ninety ships", extractor_version="2")
    said = ask("1").stdout
    assert "versions   2, with 0 edits by the outlet" in said
    assert "version 2" not in said
    assert "{+" not in said


def test_a_paragraph_added_removed_or_moved_is_told_as_that(story, ask):
    paragraphs = BODY.split("\n\n")
    story.look()
    story.look(body="\n\n".join(["Correction: the mayor was not there.", *paragraphs[1:5], paragraphs[0]]))
    said = ask("1").stdout
    assert "  + Correction: the mayor was not there." in said
    assert f"  > {paragraphs[0]}" in said
    assert f"  - {paragraphs[5]}" in said
    assert "disclosed" in said


def test_json_has_every_word_and_the_zone(story, ask):
    story.look()
    story.look("Two hundred ships came in")
    facts = json.loads(ask("1", "--json").stdout)
    assert facts["article"]["timezone"] == "Europe/Kyiv"
    assert [row["title"] for row in facts["headlines"]] == ["Ninety ships came in", "Two hundred ships came in"]
    assert [row["url"] for row in facts["addresses"]] == [story.url]
    first, edited = facts["events"]
    assert (first["kind"], edited["kind"], edited["n"], edited["silent"]) == ("published", "edited", 2, 1)
    assert edited["changes"] == [
        {
            "op": "changed",
            "part": "title",
            "pieces": [["-", "Ninety"], ["+", "Two hundred"], ["=", " ships came in"]],
        }
    ]


@pytest.mark.parametrize("reference", ["99", "https://nowhere.test/x", "9" * 30, "nonsense", "://"])
def test_an_unknown_article_is_one_clear_line(story, ask, reference):
    story.look()
    result = ask(reference)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith(f"varta: no article {reference!r} in ")
    assert result.stderr.count("\n") == 1


def test_strangers_text_cannot_command_the_terminal(story, ask):
    story.look(f"Ships {EVIL}", standfirst=EVIL, authors=(EVIL,))
    story.look(f"Boats {EVIL}", f"{BODY}\n\n{EVIL}", standfirst="x", authors=("y",))
    said = ask("1").stdout
    assert not any(character in said for character in "\x1b\x9b\u202e")
    assert "[bold]loud[/bold]" in said
