"""`varta run`: what it refuses. How it lives and dies is in test_daemon.py."""

from tests.scheduler.processes import varta


def test_a_folder_that_is_not_there_is_a_matter_of_configuration(database, outlets):
    outlets.rmdir()
    result = varta("--database", database, "--outlets", outlets, "run")
    assert (result.returncode, result.stdout) == (78, "")
    assert result.stderr == f"varta: {outlets}: folder: is not there; give one with outlet files: --outlets DIR\n"
    assert not database.exists()


def test_an_argument_too_many_is_a_mistake_of_usage(database, outlets):
    result = varta("--database", database, "--outlets", outlets, "run", "the-gaze")
    assert result.returncode == 2
    assert not database.exists()


def test_a_wrong_outlet_file_is_one_line_with_file_key_and_remedy(site, database, outlets):
    path = site.write_outlet(outlets)
    path.write_text(path.read_text().replace('delay = "0s"', "delay = 5"), encoding="utf-8")
    result = varta("--database", database, "--outlets", outlets, "run")
    assert (result.returncode, result.stdout) == (78, "")
    assert result.stderr == f"varta: {path}: delay: 5 is not a text in quotes\n"
    assert not database.exists()
