"""`varta outlets`."""

import json

import pytest
from click.testing import CliRunner

from crawlers.outlet import load_outlets
from scheduler.cli import varta


@pytest.fixture
def ask(outlets):
    def ask(*arguments: str):
        return CliRunner().invoke(varta, ["--outlets", str(outlets), "outlets", *arguments])

    return ask


def test_each_outlet_has_a_line_with_its_languages_and_the_kinds_of_its_sources(ask, site, outlets):
    site.write_outlet(outlets)
    (line,) = ask().stdout.splitlines()[1:]
    assert line.split() == ["small-site", "The", "Small", "Site", "en", "yes", "front"]


def test_an_outlet_that_is_not_watched_says_why(ask, site, outlets):
    path = site.write_outlet(outlets)
    path.write_text('enabled = false\nreason = "closed for the winter"\n' + path.read_text(), encoding="utf-8")
    assert "no: closed for the winter" in ask().stdout


def test_json_holds_every_source(ask, site, outlets):
    site.write_outlet(outlets)
    (row,) = json.loads(ask("--json").stdout)
    assert (row["outlet"], row["home"], row["enabled"]) == ("small-site", site.url("/"), True)
    assert row["sources"] == [
        {"kind": "front", "url": site.url("/"), "language": "en", "enabled": True, "evidence": ""}
    ]


def test_an_empty_folder_says_so(ask, outlets):
    assert ask().stdout == f"no outlet files in {outlets}\n"


def test_without_a_folder_the_shipped_outlets_are_listed():
    result = CliRunner().invoke(varta, ["outlets", "--json"], env={"VARTA_OUTLETS": None})
    assert [row["outlet"] for row in json.loads(result.stdout)] == list(load_outlets())
