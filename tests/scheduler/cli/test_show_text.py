"""Running text in a terminal: it fits, is painted, and says the same without its paint."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from scheduler.cli import varta
from tests.scheduler.cli.recorded import BODY, Story

LONG = "Two hundred ships of the northern line came in before noon, and the harbour master had to send for more pilots"


@pytest.fixture
def run(database):
    story = Story(database=database, at=datetime.now(UTC).replace(microsecond=0) - timedelta(hours=8))
    story.look(standfirst=LONG)
    story.look(LONG, BODY.replace("2th day", "9th day"), standfirst=f"{LONG}.", authors=("Ann Lee",))
    story.look(LONG, BODY.split("\n\n", 1)[1], standfirst=f"{LONG}.", authors=("Ann Lee",))

    def run(*arguments: str, **environment: str) -> str:
        result = CliRunner().invoke(varta, ["--database", str(database), *arguments], env=environment)
        assert result.exit_code == 0, result.stderr
        return result.stdout

    return run


COMMANDS = [("changes",), ("history", "1"), ("show", "1"), ("search", "harbour"), ("search", "--removed", "report")]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("width", [60, 80, 200])
def test_a_terminal_gets_colour_and_lines_that_fit(run, command, width):
    said = run(*command, FORCE_COLOR="1", COLUMNS=str(width), TERM="xterm-256color")
    assert "\x1b[" in said
    plain = re.sub(r"\x1b\[[\d;]*m", "", said)
    assert max(map(len, plain.splitlines())) <= width
    assert "Two hundred ships" in plain


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_pipe_gets_plain_text_that_no_terminal_narrows(run, command):
    said = run(*command, COLUMNS="40")
    assert "\x1b" not in said
    assert any(LONG[:70] in line for line in said.splitlines())


def test_the_words_are_the_same_with_and_without_colour(run):
    painted = run("history", "1", FORCE_COLOR="1", COLUMNS="80", TERM="xterm-256color")
    assert re.sub(r"\x1b\[[\d;]*m", "", painted).split() == run("history", "1").split()


def test_an_address_is_never_broken(run):
    painted = run("history", "1", FORCE_COLOR="1", COLUMNS="30", TERM="xterm-256color")
    assert "http://127.0.0.1:9/news/article-1\n" in painted
