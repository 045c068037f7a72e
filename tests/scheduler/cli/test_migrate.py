"""`varta migrate`."""

from contextlib import closing

import pytest
from click.testing import CliRunner

from scheduler.cli import varta
from storage.archive import Archive
from storage.connection import connect, prepare_new_file
from storage.migrations import names


@pytest.fixture
def migrate(database):
    def migrate():
        return CliRunner().invoke(varta, ["--database", str(database), "migrate"])

    return migrate


def test_a_database_that_is_not_there_is_made(migrate, database):
    result = migrate()
    assert (result.exit_code, result.stdout.splitlines()) == (0, [f"applied {name}" for name in names()])
    with Archive.open(database, read_only=True) as archive:
        assert archive.query("SELECT count(*) AS questions FROM guide")[0]["questions"] > 0


def test_one_that_is_up_to_date_is_left_alone(migrate, database):
    migrate()
    before = database.read_bytes()
    result = migrate()
    assert (result.exit_code, result.stdout) == (0, f"{database} is up to date\n")
    assert database.read_bytes() == before


def test_an_older_one_is_said_to_take_a_while(migrate, database):
    database.touch()
    with closing(connect(database)) as connection:
        prepare_new_file(connection)
        connection.execute("CREATE TABLE notes(text)")
    result = migrate()
    assert result.exit_code == 0
    assert result.stderr == f"copying {database} (0 MiB), then bringing it up to date; please wait\n"


def test_what_is_no_archive_is_refused_and_untouched(migrate, database):
    database.write_bytes(b"Dear diary, today nothing was crawled." * 100)
    before = database.read_bytes()
    result = migrate()
    assert result.exit_code == 78
    assert result.stderr.startswith(f"varta: {database} ")
    assert database.read_bytes() == before
