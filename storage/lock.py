"""One writer: `<database>-lock`, held by flock while an archive is open for writing; it says who holds it.

The file stays when the lock is let go: removing it would let two processes lock two files of one name.
"""

import fcntl
import os
import sys
from pathlib import Path

from storage.errors import ArchiveError, ArchiveLocked


class WriterLock:
    """The right to write one archive, until `release` or the end of the process, however it ends."""

    def __init__(self, database: Path) -> None:
        """Take the lock. Raises ArchiveLocked, naming the holder's pid and command, when another has it,
        and ArchiveError when its folder is not there or may not be written.
        """
        path = database.with_name(database.name + "-lock")
        try:
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o660)
        except OSError as error:
            raise ArchiveError(f"{database} cannot be written: {error}; make its folder, or give --database") from error
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = _holder(os.pread(self._descriptor, 4096, 0))
            os.close(self._descriptor)
            raise ArchiveLocked(database, holder) from None
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, f"{os.getpid()}\n{_command()}\n".encode("utf-8", "replace"), 0)

    def release(self) -> None:
        """Let the next one write. Harmless when called again."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def _command() -> str:
    words = [Path(sys.argv[0]).name, *sys.argv[1:]] if sys.argv else ["python"]
    return " ".join(" ".join(words).split())[:200]


def _holder(written: bytes) -> str:
    pid, _, command = written.decode("utf-8", "replace").strip().partition("\n")
    return f"process {pid} ({command})" if pid else "another process"
