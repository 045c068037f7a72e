"""`varta check`."""

import pytest
from click.testing import CliRunner

from scheduler.cli import varta


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
