"""`varta` itself: help, exit codes, and one line where something is wrong."""

import hashlib
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from scheduler.cli import varta
from storage.archive import Archive
from tests.scheduler.processes import CLEAN, ROOT

LISTINGS = ("crawl", "status", "changes", "explain", "outlets")
READERS = ("status", "changes")


def ask(*arguments: str | Path, **environment: str):
    return CliRunner().invoke(varta, [str(argument) for argument in arguments], env=environment)


# ---- help -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", varta.commands)
def test_every_command_explains_itself_with_an_example(name):
    result = ask(name, "--help")
    assert result.exit_code == 0
    assert result.stdout == ask(name, "-h").stdout
    _, _, examples = result.stdout.partition("Example")
    assert any(line.strip().startswith(("varta ", "VARTA_")) for line in examples.splitlines())
    assert f" {name}" in examples


@pytest.mark.parametrize("name", LISTINGS)
def test_every_listing_takes_json(name):
    assert "--json" in [option for parameter in varta.commands[name].params for option in parameter.opts]


def test_the_commands_stand_in_the_order_of_their_use():
    _, _, listed = ask("--help").stdout.partition("Commands:\n")
    names = [line.split()[0] for line in listed.splitlines()]
    assert names == list(varta.commands)
    assert names[:2] == ["run", "crawl"]


def test_the_version_is_told():
    assert ask("--version").stdout.rstrip().endswith("0.1.0")


def test_asking_for_help_imports_nothing_heavy():
    """A person waits for it; and a crawl's child imports its parent's main module again."""
    code = "import sys, scheduler.cli; print([m for m in ('scrapy', 'twisted', 'apscheduler') if m in sys.modules])"
    asked = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=CLEAN, capture_output=True, text=True, check=True
    )
    assert asked.stdout == "[]\n"


# ---- what is wrong, in one line, with an exit code that says whose fault it is --------------------------------------


@pytest.mark.parametrize("arguments", [("fly",), ("status", "--fast"), ("changes", "--since")])
def test_a_mistake_of_usage_is_2(arguments):
    assert ask(*arguments).exit_code == 2


@pytest.mark.parametrize("command", ["run", "crawl", "outlets", "check"])
def test_a_wrong_outlet_file_is_78_and_one_line_with_file_key_and_remedy(site, database, outlets, command):
    path = site.write_outlet(outlets)
    path.write_text(path.read_text().replace('languages = ["en"]', 'languages = ["ua"]'), encoding="utf-8")
    result = ask("--database", database, "--outlets", outlets, command)
    assert result.exit_code == 78
    assert result.stderr == (
        f"varta: {path}: languages: 'ua' is none of en, uk, ru; ua is a country, the language is uk\n"
    )
    assert not database.exists()


@pytest.mark.parametrize("command", ["run", "crawl", "migrate", *READERS])
def test_a_database_of_a_newer_varta_is_78_and_stays_as_it_is_to_the_byte(site, database, outlets, command):
    site.write_outlet(outlets)
    Archive.create(database).close()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA user_version = 999")
    before = hashlib.sha256(database.read_bytes()).digest()
    result = ask("--database", database, "--outlets", outlets, command)
    assert (result.exit_code, result.stdout) == (78, "")
    assert result.stderr.startswith(f"varta: {database} has schema 999, this Varta knows only ")
    assert result.stderr.count("\n") == 1
    assert hashlib.sha256(database.read_bytes()).digest() == before


@pytest.mark.parametrize("command", READERS)
def test_a_reader_does_not_make_a_database_and_says_who_does(database, command):
    result = ask("--database", database, command)
    assert result.exit_code == 78
    assert result.stderr == f"varta: there is no archive at {database}: `varta run` and `varta crawl` make one\n"
    assert not database.exists()


@pytest.mark.parametrize("command", ["run", "crawl", "migrate"])
def test_a_database_in_a_folder_that_is_not_there_is_78_and_one_line(site, database, outlets, command):
    site.write_outlet(outlets)
    result = ask("--database", database.parent / "nowhere" / "varta.db", "--outlets", outlets, command)
    assert result.exit_code == 78
    assert result.stderr.startswith("varta: ")
    assert "nowhere" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["outlets", "check"])
def test_an_outlet_file_that_cannot_be_read_is_78_and_one_line(outlets, command):
    path = outlets / "small-site.toml"
    path.mkdir()
    result = ask("--outlets", outlets, command)
    assert result.exit_code == 78
    assert result.stderr == f"varta: {path}: file: cannot be read: Is a directory\n"


# ---- where things are -----------------------------------------------------------------------------------------------


def test_the_environment_says_where_database_and_outlets_are(site, database, outlets):
    site.write_outlet(outlets)
    environment = {"VARTA_DATABASE": str(database), "VARTA_OUTLETS": str(outlets)}
    assert ask("migrate", **environment).exit_code == 0
    assert database.exists()
    assert ask("check", **environment).stdout == "1 of 1 outlet files are right\n"


def test_an_option_outweighs_the_environment(database, tmp_path):
    other = tmp_path / "other.db"
    assert ask("--database", database, "migrate", VARTA_DATABASE=str(other)).exit_code == 0
    assert database.exists()
    assert not other.exists()
