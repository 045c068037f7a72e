"""`varta show`."""

import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from scheduler.cli import varta
from storage.archive import Archive
from storage.findings import PageRead
from storage.records import Edition, Extraction, Outcome
from tests.scheduler.cli.recorded import BODY, Story

START = datetime(2026, 11, 24, 18, tzinfo=UTC)


@pytest.fixture
def story(database):
    story = Story(database=database, at=START)
    story.look(standfirst="The harbour is full.", authors=("Ann Lee", "Олена Приходько"), published=START)
    story.look("Two hundred ships came in", BODY.replace("2th day", "9th day"), published=START)
    return story


@pytest.fixture
def ask(database, story):
    def ask(*arguments: str):
        return CliRunner().invoke(varta, ["--database", str(database), "show", *arguments])

    return ask


def test_the_latest_version_is_shown_with_its_facts_and_its_whole_text(ask):
    said = ask("1").stdout
    assert said.startswith("Two hundred ships came in\n")
    assert "authors    Ann Lee, Олена Приходько" in said
    assert "published  2026-11-24 20:00 Europe/Kyiv (18:00 UTC)" in said
    assert "version    2 of 2\n" in said
    assert "came       between 2026-11-24 20:00 and 2026-11-24 21:00 Europe/Kyiv" in said
    assert said.endswith(BODY.replace("2th day", "9th day") + "\n")


def test_an_earlier_version_is_the_text_as_it_was(ask, story):
    said = ask(story.url, "--version", "1").stdout
    assert said.startswith("Ninety ships came in\nThe harbour is full.\n")
    assert "version    1 of 2" in said
    assert "first seen 2026-11-24 20:00 Europe/Kyiv (18:00 UTC)" in said
    assert "until      2026-11-24 21:00 Europe/Kyiv (19:00 UTC)" in said
    assert said.endswith(BODY + "\n")


def test_json_is_one_object_with_the_whole_text(ask):
    version = json.loads(ask("1", "--version", "1", "--json").stdout)
    assert (version["n"], version["versions"], version["title"]) == (1, 2, "Ninety ships came in")
    assert (version["body"], version["authors"]) == (BODY, ["Ann Lee", "Олена Приходько"])
    assert (version["outlet"], version["timezone"]) == ("small-site", "Europe/Kyiv")


def test_an_unknown_version_is_one_clear_line(ask):
    for n in ("3", "9" * 30):
        result = ask("1", "--version", n)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == f"varta: article 1 has no version {n}: it has versions 1 to 2\n"


def test_an_unknown_article_is_one_clear_line(ask):
    result = ask("7")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("varta: no article '7' in ")


def test_what_is_no_number_of_a_version_is_a_mistake_of_usage(ask):
    assert ask("1", "--version", "0").exit_code == 2
    assert ask("1", "--version", "two").exit_code == 2
    assert ask().exit_code == 2


def test_a_database_that_is_not_there_is_told(tmp_path):
    result = CliRunner().invoke(varta, ["--database", str(tmp_path / "no.db"), "show", "1"])
    assert result.exit_code == 78
    assert "no archive at" in result.stderr


def test_the_same_story_in_another_language_is_one_line_of_show_and_history(database, story, ask):
    other = "http://127.0.0.1:9/novyny/stattia-1"
    page = Extraction(
        title="Двісті кораблів зайшли в порт",
        body="Капітан порту каже, що причали повні.",
        language="uk",
        editions=(Edition(story.url, "en", "link"),),
    )
    with Archive.open(database) as archive:
        given = {"crawl_id": story.crawl_id, "outlet": story.slug, "seen_at": story.at, "outcome": Outcome.FETCHED}
        archive.record(PageRead(**given, url=other, extraction=page))
    story.look("Two hundred ships came in", editions=(Edition(other, "uk", "hreflang"),))
    line = "in uk      article 2, Двісті кораблів зайшли в порт (by hreflang)\n"
    assert line in ask("1").stdout
    assert line in CliRunner().invoke(varta, ["--database", str(database), "history", "1"]).stdout
    [edition] = json.loads(ask("2", "--json").stdout)["editions"]
    assert (edition["id"], edition["language"], edition["method"], edition["score"]) == (1, "en", "hreflang", 1.0)
