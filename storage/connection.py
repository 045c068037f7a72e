"""Opening the file: one way to write, one way to read, and the transactions of the writer."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

APPLICATION_ID = 0x56525441  # 'VRTA'
WAL_LIMIT_BYTES = 64 * 1024 * 1024
BUSY_MILLISECONDS = 15_000


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection with the archive's settings, in autocommit: transactions are begun by `writing` alone.

    Raises sqlite3.OperationalError when the file is not there; it never makes one.
    """
    mode = "ro" if read_only else "rw"
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None)
    connection.row_factory = sqlite3.Row
    pragmas = {
        "busy_timeout": BUSY_MILLISECONDS,
        "foreign_keys": "ON",
        # A file made by someone else cannot run functions through its views. The writer must trust its own triggers:
        # SQLite (3.40 at least) counts writing to FTS5 from one as unsafe.
        "trusted_schema": "OFF" if read_only else "ON",
        "cell_size_check": "ON",
    }
    if not read_only:
        pragmas |= {
            "synchronous": "FULL",  # survives a power cut; batches make it cheap
            "journal_size_limit": WAL_LIMIT_BYTES,
            "recursive_triggers": "ON",
        }
    for name, value in pragmas.items():
        connection.execute(f"PRAGMA {name} = {value}")
    return connection


def prepare_new_file(connection: sqlite3.Connection) -> None:
    """What cannot be set inside the transaction of a migration: vacuum mode, then WAL, then the name of the format."""
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One transaction, begun IMMEDIATE: a deferred one that reads first fails at once when another process wrote."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:  # Ctrl-C too: nothing half written stays, whatever stopped us, and it is raised again
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def savepoint(connection: sqlite3.Connection) -> Iterator[None]:
    """A part of a transaction that can fail alone. They nest: SQLite takes the innermost of one name."""
    connection.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:  # Ctrl-C too: the part is undone before what stopped it is raised again
        if connection.in_transaction:
            connection.execute("ROLLBACK TO part")
            connection.execute("RELEASE part")
        raise
    connection.execute("RELEASE part")


def query(connection: sqlite3.Connection, sql: str, params: object = ()) -> list[dict[str, Any]]:
    """Every row of a read, as dicts: cursors are never left half read, they would hold back the checkpoint."""
    return [dict(row) for row in connection.execute(sql, params)]  # type: ignore[arg-type]  # sqlite3 checks it


def pragma(connection: sqlite3.Connection, name: str) -> int:
    """The number that a PRAGMA answers."""
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
