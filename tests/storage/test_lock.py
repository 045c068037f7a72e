import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.errors import ArchiveError, ArchiveLocked
from storage.lock import WriterLock
from tests.storage.test_migrations import old_archive

HOLD = textwrap.dedent("""
    import sys
    from storage.archive import Archive
    with Archive.create(sys.argv[1]):
        print("open", flush=True)
        sys.stdin.read()
""")


def test_a_second_writer_is_refused_and_told_who_is_first(path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(ArchiveLocked) as refusal:
            Archive.open(path)
        assert f"process {holder.pid} (-c {path})" in str(refusal.value)
        with pytest.raises(ArchiveLocked):
            Archive.create(path)
        Archive.open(path, read_only=True).close()
        holder.kill()
    Archive.open(path).close()  # a dead process holds nothing


def test_closing_lets_the_next_one_write(path: Path) -> None:
    first = Archive.create(path)
    with pytest.raises(ArchiveLocked, match=f"process {os.getpid()} "):
        Archive.open(path)
    first.close()
    first.close()
    Archive.open(path).close()


def test_migrating_is_writing(path: Path) -> None:
    old_archive(path)
    lock = WriterLock(path)
    with pytest.raises(ArchiveLocked):
        Archive.migrate(path)
    lock.release()
    Archive.migrate(path)


def test_a_folder_that_is_not_there_is_named(path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"cannot be written: .*nowhere"):
        Archive.create(path.parent / "nowhere" / "varta.db")
