"""When nobody was looking: the daemon's own absence is written down at its next start."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from scheduler.service import Service
from scheduler.writer import Writer
from storage.archive import Archive

LAST_TICK = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def gaps_after_a_start(database: Path, now: datetime) -> list[dict[str, Any]]:
    """What the table gaps holds when a daemon that ticked last at LAST_TICK starts again."""
    with Archive.create(database) as archive:
        archive.pulse(LAST_TICK)

    async def start() -> None:
        async with Writer(database) as writer:
            await Service(writer, {}, now=lambda: now).start()

    asyncio.run(start())
    with Archive.open(database, read_only=True) as archive:
        return archive.query("SELECT outlet, from_at, to_at, why FROM gaps")


def test_hours_without_the_daemon_are_a_gap_for_every_outlet(tmp_path):
    [gap] = gaps_after_a_start(tmp_path / "varta.db", LAST_TICK + timedelta(hours=5))
    assert gap == {
        "outlet": None,
        "from_at": "2026-11-22T03:00:00Z",
        "to_at": "2026-11-22T08:00:00Z",
        "why": "the daemon was not running",
    }


def test_a_restart_is_no_gap(tmp_path):
    assert gaps_after_a_start(tmp_path / "varta.db", LAST_TICK + timedelta(minutes=1)) == []
