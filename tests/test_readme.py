"""The README tells everything that a user may rely on, and nothing that is not there."""

import re
from pathlib import Path

import pytest

from scheduler.cli import varta
from storage.archive import Archive

REPOSITORY = Path(__file__).parents[1]
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", sorted(varta.commands))
def test_every_command_is_told(command):
    assert f"`varta {command}" in README


@pytest.mark.parametrize("command", sorted(varta.commands))
def test_every_option_of_a_command_is_told_in_its_help_with_an_example(command):
    told = varta.commands[command].help or ""
    assert "Example" in told
    assert "varta" in told


def test_every_environment_variable_that_the_code_reads_is_told():
    code = "".join(path.read_text(encoding="utf-8") for path in REPOSITORY.glob("[cs]*/**/*.py"))
    read = set(re.findall(r"VARTA_[A-Z_]+", code))
    assert read
    assert not {name for name in read if f"`{name}`" not in README}


def test_every_view_of_the_guide_is_told(tmp_path):
    with Archive.create(tmp_path / "varta.db") as archive:
        names = [row["name"] for row in archive.query("SELECT name FROM guide")]
    assert names
    assert not [name for name in names if name not in README]


def test_every_query_that_is_shown_runs(tmp_path):
    shown = re.findall(r"^sqlite> (.+);$", README, re.MULTILINE)
    assert len(shown) >= 5
    with Archive.create(tmp_path / "varta.db") as archive:
        for query in shown:
            archive.query(query)


def test_every_make_target_that_is_told_exists():
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    told = set(re.findall(r"\bmake (run|demo|test|bench)\b", README))
    assert told == {"run", "demo", "test", "bench"}
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in told)


def test_every_file_that_is_named_is_there():
    named = set(re.findall(r"\]\(([\w./-]+)\)", README)) | set(
        re.findall(r"`((?:crawlers|deploy|tests)/[\w./-]+)`", README)
    )
    assert named
    assert not [name for name in named if not (REPOSITORY / name).exists()]
