"""Making, opening, checking, migrating and snapshotting the file."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from storage import migrations
from storage.connection import APPLICATION_ID, BUSY_MILLISECONDS, connect, pragma, prepare_new_file
from storage.errors import NotAnArchive, SchemaOutOfDate, SchemaTooNew
from storage.lock import WriterLock

Opened = tuple[Path, sqlite3.Connection, WriterLock | None]

CHECKPOINT_WAIT_MILLISECONDS = 250  # a guess: the writer is idle, a reader that takes longer will be met next time


def create(path: Path) -> Opened:
    """Open for writing; make the file first, or finish what a killed process began to make."""
    if not _is_unborn(path):
        return open_existing(path, read_only=False)
    lock = WriterLock(path)
    try:
        path.touch(mode=0o660)
        connection = connect(path)
        prepare_new_file(connection)
        migrations.apply(connection)
    except BaseException:  # Ctrl-C too: a lock without its archive would shut everyone out; raised again
        lock.release()
        raise
    return path, connection, lock


def open_existing(path: Path, *, read_only: bool) -> Opened:
    """Open what is there, after a look at it through a connection that cannot write."""
    _check(path)
    if read_only:
        return path, connect(path, read_only=True), None
    lock = WriterLock(path)
    try:
        return path, connect(path), lock
    except BaseException:  # Ctrl-C too: a lock without its archive would shut everyone out; raised again
        lock.release()
        raise


def migrate(path: Path) -> list[str]:
    """Bring the schema up to date; a snapshot first. Returns the names of what was applied now."""
    if _is_unborn(path):
        _, connection, lock = create(path)
        connection.close()
        assert lock is not None
        lock.release()
        return migrations.names()
    found = _check(path, may_be_old=True)
    if found == migrations.latest_version():
        return []
    lock = WriterLock(path)
    try:
        with closing(connect(path)) as connection:
            snapshot(connection, path.with_name(f"{path.name}-before-{found + 1}"))
            return migrations.apply(connection)
    finally:
        lock.release()


def snapshot(connection: sqlite3.Connection, target: Path) -> None:
    """A whole copy of the archive as it is now: written aside, synced, then named; never half there."""
    aside = target.with_name(target.name + ".part")
    aside.unlink(missing_ok=True)
    with closing(sqlite3.connect(aside)) as copy:
        connection.backup(copy)
    with aside.open("rb") as file:
        os.fsync(file.fileno())
    aside.replace(target)


def checkpoint(connection: sqlite3.Connection) -> bool:
    """Empty the write-ahead log; False when a reader stands in the way."""
    connection.execute(f"PRAGMA busy_timeout = {CHECKPOINT_WAIT_MILLISECONDS}")
    try:
        return pragma(connection, "wal_checkpoint(TRUNCATE)") == 0
    finally:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")


def _is_unborn(path: Path) -> bool:
    """Whether there is no file, or one without a single table: empty, or left by a process killed while making it."""
    if not path.exists() or path.stat().st_size == 0:
        return True
    try:
        with closing(connect(path, read_only=True)) as connection:
            return connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None
    except sqlite3.DatabaseError:
        return False


def _check(path: Path, *, may_be_old: bool = False) -> int:
    """The schema's number. Raises NotAnArchive, SchemaTooNew, SchemaOutOfDate."""
    if not path.is_file():
        raise NotAnArchive(f"there is no archive at {path}: `varta run` and `varta crawl` make one")
    try:
        with closing(connect(path, read_only=True)) as connection:
            application = pragma(connection, "application_id")
            found = migrations.applied_version(connection)
    except sqlite3.DatabaseError as error:
        raise NotAnArchive(
            f"{path} cannot be read as an archive: {error}; name another file with --database"
        ) from error
    if application != APPLICATION_ID:
        raise NotAnArchive(f"{path} is not an archive of Varta's: name another file with --database")
    known = migrations.latest_version()
    if found > known:
        raise SchemaTooNew(path, found, known)
    if found < known and not may_be_old:
        raise SchemaOutOfDate(path, found, known)
    return found
