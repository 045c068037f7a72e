"""Tables for people, JSON for programs; text of strangers in both."""

import json

import pytest

from scheduler.cli.show_table import show_json, show_table

ROWS = [{"outlet": "small-site", "title": "Кораблі зайшли", "edits": 2, "detail": None}]


def shown(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


def test_a_table_has_the_columns_asked_for_in_that_order(capsys):
    show_table(ROWS, ("edits", "outlet"), "nothing")
    assert [line.split() for line in shown(capsys).splitlines()] == [["edits", "outlet"], ["2", "small-site"]]


def test_underscores_of_columns_become_spaces_and_nothing_stays_empty(capsys):
    show_table([{"last_crawl": None, "outlet": "small-site"}], ("last_crawl", "outlet"), "nothing")
    heading, line = shown(capsys).splitlines()
    assert heading.startswith("last crawl")
    assert line.split() == ["small-site"]


def test_without_rows_a_sentence_stands_there(capsys):
    show_table([], ("outlet",), "there are none")
    assert shown(capsys) == "there are none\n"


def test_json_keeps_every_key_and_every_letter(capsys):
    show_json(ROWS)
    said = shown(capsys)
    assert json.loads(said) == ROWS
    assert "Кораблі" in said


def test_no_rows_are_an_empty_array(capsys):
    show_json([])
    assert json.loads(shown(capsys)) == []


def test_json_has_one_row_a_line(capsys):
    show_json(ROWS * 3)
    assert len(shown(capsys).splitlines()) == 3


@pytest.mark.parametrize("hostile", ["\x1b[31mred", "two\nlines", "bell\x07", "\x9b2J", "[bold]loud[/bold]", "[/]"])
def test_strangers_text_reaches_the_terminal_as_text_only(capsys, hostile):
    show_table([{"title": hostile}], ("title",), "nothing")
    said = shown(capsys)
    assert said.count("\n") == 2
    assert not any(character in said for character in "\x1b\x07\x9b")
    if hostile.startswith("["):
        assert hostile in said
