"""Processes as a test sees them from outside: the command line, the daemon, their families, and waiting for things."""

import os
import select
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).parents[2]
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("VARTA_")}


def varta(*arguments: str | Path, allow: str = "", timeout: float = 50) -> subprocess.CompletedProcess[str]:
    """Run the command line to its end, as a user would."""
    return subprocess.run(
        [sys.executable, "-m", "scheduler", *map(str, arguments)],
        cwd=ROOT,
        env=CLEAN | {"VARTA_ALLOW_ADDRESSES": allow},
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


class Daemon:
    """`varta run`, alive inside `with`; killed at its end if it still lives. A group of its own, as at a terminal."""

    def __init__(self, database: Path, outlets: Path, allow: str = "") -> None:
        self.database, self.outlets, self.allow = database, outlets, allow
        self._log = database.with_name(f"{database.name}-{time.monotonic_ns()}.log")

    def __enter__(self) -> Self:
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "scheduler", "--database", str(self.database)),
                    *("--outlets", str(self.outlets), "run"),
                ],
                cwd=ROOT,
                env=CLEAN | {"VARTA_ALLOW_ADDRESSES": self.allow, "VARTA_CONTACT": "mailto:desk@example.org"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(10)

    @property
    def pid(self) -> int:
        return self._process.pid

    def said(self) -> str:
        """Everything it wrote, to whichever stream."""
        return self._log.read_text(encoding="utf-8")

    def wait_until_it_says(self, words: str) -> None:
        wait_until(lambda: words in self.said() or self._process.poll() is not None)
        assert words in self.said(), self.said()

    def signal(self, number: int) -> None:
        self._process.send_signal(number)

    def signal_group(self, number: int) -> None:
        """What a terminal does on Ctrl-C, and a service manager on stop."""
        os.killpg(self._process.pid, number)

    def wait(self, seconds: float) -> int:
        """Its exit code. Raises subprocess.TimeoutExpired."""
        return self._process.wait(seconds)


class Family:
    """A process and all its descendants as they are now, watched by pidfds: no pid can be mistaken for another."""

    def __init__(self, pid: int) -> None:
        self.crawls = crawl_children(pid)
        self._alive = {os.pidfd_open(member): member for member in (pid, *descendants(pid))}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for fd in self._alive:
            os.close(fd)

    def __len__(self) -> int:
        return len(self._alive)

    def assert_gone(self) -> None:
        """The crawls within a second; the fork server, which ends by itself, when a busy machine has let it."""
        assert not self._left_after(1) & set(self.crawls)
        assert not self._left_after(8)

    def _left_after(self, seconds: float) -> set[int]:
        until = time.monotonic() + seconds
        while self._alive and time.monotonic() < until:
            for fd in select.select(list(self._alive), [], [], 0.05)[0]:
                os.close(fd)
                del self._alive[fd]
        return set(self._alive.values())


def descendants(pid: int) -> list[int]:
    """The children of a process, theirs, and so on."""
    children = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit() and _parent(path) == pid]
    return [found for child in children for found in (child, *descendants(child))]


def crawl_children(pid: int) -> list[int]:
    """The crawl processes of a daemon: those of its descendants that lead a session of their own."""
    return [found for found in descendants(pid) if _session(found) == found]


def processor_seconds(pid: int) -> float:
    """What a process has used so far; 0 when it is gone."""
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that only waits to be reaped does not."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def wait_until(holds: Callable[[], Any], seconds: float = 20.0) -> None:
    """Returns when `holds()` is true; fails the test when it does not become so."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, f"not so within {seconds:g} s"
        time.sleep(0.02)


def rows(database: Path, sql: str, parameters: Iterable[object] = ()) -> list[tuple[Any, ...]]:
    """What a reader sees meanwhile; nothing while the file is being made."""
    with suppress(sqlite3.OperationalError), closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as reader:
        return reader.execute(sql, tuple(parameters)).fetchall()
    return []


def count(database: Path, table_and_condition: str) -> int:
    """How many rows: `count(database, "articles WHERE edits > 0")`."""
    found = rows(database, f"SELECT count(*) FROM {table_and_condition}")
    return int(found[0][0]) if found else 0


def _parent(process: Path) -> int | None:
    return _stat(process, 1)


def _session(pid: int) -> int | None:
    return _stat(Path(f"/proc/{pid}"), 3)


def _stat(process: Path, field: int) -> int | None:
    with suppress(OSError):
        return int((process / "stat").read_text().rpartition(")")[2].split()[field])
    return None
