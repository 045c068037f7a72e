"""`varta check`."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from scheduler.cli import varta
from tests.hostile_server import HostileServer, page
from tests.invented_site import rss, stories


@pytest.fixture
def check(outlets):
    def check():
        return CliRunner().invoke(varta, ["--outlets", str(outlets), "check"])

    return check


def test_right_files_are_counted(check, site, outlets):
    site.write_outlet(outlets, "first")
    site.write_outlet(outlets, "second")
    result = check()
    assert (result.exit_code, result.stdout, result.stderr) == (0, "2 of 2 outlet files are right\n", "")


def test_every_wrong_file_is_told_in_a_line_with_key_and_remedy(check, site, outlets):
    right = site.write_outlet(outlets, "right").read_text()
    (outlets / "zone.toml").write_text(right.replace("Europe/London", "Europe/Nowhere"), encoding="utf-8")
    (outlets / "key.toml").write_text(right.replace("timezone", "time_zone"), encoding="utf-8")
    (outlets / "broken.toml").write_text("name = ", encoding="utf-8")
    result = check()
    assert result.exit_code == 78
    assert result.stdout == "1 of 4 outlet files are right\n"
    broken, key, zone = result.stderr.splitlines()
    assert broken.startswith(f"varta: {outlets / 'broken.toml'}: TOML: ")
    assert key.startswith(f"varta: {outlets / 'key.toml'}: ")
    assert zone == (
        f"varta: {outlets / 'zone.toml'}: timezone: 'Europe/Nowhere' is no time zone; write one like Europe/Kyiv"
    )


def test_a_folder_that_is_not_there_is_told(check, outlets):
    outlets.rmdir()
    result = check()
    assert result.exit_code == 78
    assert result.stderr == f"varta: {outlets}: folder: is not there; give one with outlet files: --outlets DIR\n"


def test_the_shipped_files_are_right():
    result = CliRunner().invoke(varta, ["check"], env={"VARTA_OUTLETS": None})
    assert result.exit_code == 0


# ---- live -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def valley() -> Iterator[HostileServer]:
    """A site with a feed in Ukrainian and one that is gone."""
    with HostileServer() as server:
        server.pages["/rss"] = page(rss(stories("uk", server.url("/")), datetime.now(UTC)), "text/xml")
        yield server


@pytest.fixture(scope="module", autouse=True)
def allowed(valley, allow_addresses) -> None:
    allow_addresses(valley.address)


def write_outlet(folder: Path, server: HostileServer, slug: str, path: str = "/rss", **facts: str) -> None:
    more = "\n".join(f"{name} = {value}" for name, value in facts.items())
    (folder / f"{slug}.toml").write_text(
        f"""
        name = "The Valley"
        home = "{server.url("/")}"
        timezone = "Europe/Kyiv"
        languages = ["uk"]
        hosts = ["{server.address}"]
        delay = "0s"
        {more}
        [[sources]]
        kind = "feed"
        url = "{server.url(path)}"
        language = "uk"
        """,
        encoding="utf-8",
    )


@pytest.fixture
def live(outlets):
    def live(*arguments: str):
        return CliRunner().invoke(varta, ["--outlets", str(outlets), "check", "--live", *arguments])

    return live


def test_sources_that_work_are_told_in_a_table_and_progress_on_stderr(live, valley, outlets):
    write_outlet(outlets, valley, "valley")
    result = live()
    head, row = result.stdout.splitlines()
    assert head.split()[:8] == ["outlet", "kind", "address", "outcome", "status", "entries", "newest", "offsite"]
    assert row.split()[:6] == ["valley", "feed", valley.url("/rss"), "fetched", "200", "10"]
    assert row.endswith("0        uk        10 of 10")
    assert result.stderr == "1 of 1 outlet files are right\n[1/1] valley: 1 of 1 sources work\n"
    assert result.exit_code == 0


def test_a_source_that_failed_makes_the_command_fail(live, valley, outlets):
    write_outlet(outlets, valley, "valley")
    write_outlet(outlets, valley, "old", "/missing")
    result = live("--json")
    rows = {row["outlet"]: row for row in json.loads(result.stdout)}
    assert result.exit_code == 1
    assert rows["old"].items() >= {"outcome": "gone", "status": 404, "problem": "the server answers 404"}.items()
    assert rows["valley"].items() >= {"outcome": "fetched", "entries": 10, "agreeing": 10, "problem": None}.items()


def test_outlets_that_are_off_are_tried_only_when_they_are_named(live, valley, outlets):
    write_outlet(outlets, valley, "old", "/missing", enabled="false", reason='"closed"')
    assert (live().exit_code, live().stdout) == (0, "no source is enabled\n")
    assert live("old").exit_code == 1


def test_a_wrong_file_is_told_and_nothing_is_asked(live, valley, outlets):
    write_outlet(outlets, valley, "valley")
    (outlets / "wrong.toml").write_text("name = ", encoding="utf-8")
    valley.asked.clear()
    result = live()
    assert (result.exit_code, result.stdout, valley.asked) == (78, "", [])
    assert f"varta: {outlets / 'wrong.toml'}: TOML: " in result.stderr


def test_an_outlet_that_nobody_knows_is_a_mistake_of_usage(live, valley, outlets):
    write_outlet(outlets, valley, "valley")
    result = live("vally")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no outlet is named 'vally'; known: valley" in result.stderr


@pytest.mark.parametrize("arguments", [["valley"], ["--json"]])
def test_outlets_and_json_are_for_live_checks(outlets, arguments):
    result = CliRunner().invoke(varta, ["--outlets", str(outlets), "check", *arguments])
    assert result.exit_code == 2
    assert "go with --live" in result.stderr
