"""How well silent breakage is told: wrong alarms an outlet-year, and how long a real breakage lasts before it is told.

Ten outlets of different rhythm (`tests.rhythms`), judged at every hour: months in which all is well, and then each
kind of breakage, begun at different hours of the week.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from statistics import median

from storage.breakage.figures import Kind
from tests.rhythms import BREAKAGES, DAY, HOUR, START, TEN, Life, Rhythm, Watch, live

WEEKS, YEAR = 8, timedelta(days=365)
SEEDS = (11,)
LEARNED = 28 * DAY  # before the first breakage: what is usual is known by then
BEGINS = tuple(START + LEARNED + timedelta(days=days, hours=hours) for days, hours in ((1, 7), (4, 15)))
LASTS, STEP = 7 * DAY, 2 * HOUR


def measure() -> list[str]:
    """Wrong alarms, and of each kind how many were told and after how long."""
    lives = [(rhythm, live(rhythm, 7 * WEEKS, seed)) for seed in SEEDS for rhythm in TEN]
    wrong: Counter[Kind] = Counter()
    for _, life in lives:
        watch = Watch(life).until(START + 7 * WEEKS * DAY)
        wrong.update(incident.kind for incident in watch.incidents)
    years = len(lives) * WEEKS * timedelta(days=7) / YEAR
    said = ", ".join(f"{kind} {count}" for kind, count in wrong.items()) or "none"
    return [
        f"{len(lives)} outlets, {WEEKS} weeks: {wrong.total()} wrong alarms in {years:.1f} outlet-years ({said})",
        "told within a week, of breakages; hours until then: median, median of the five busiest outlets",
        *(_line(kind, [(rhythm, life) for rhythm, life in lives[: len(TEN)]]) for kind in BREAKAGES),
    ]


def _line(kind: Kind, lives: list[tuple[Rhythm, Life]]) -> str:
    delays = [(rhythm, delay) for rhythm, life in lives for delay in _delays(kind, life)]
    hours = [delay / HOUR if delay else LASTS / HOUR for _, delay in delays]
    busy = [delay / HOUR if delay else LASTS / HOUR for rhythm, delay in delays if rhythm in TEN[5:]]
    told = sum(delay is not None for _, delay in delays)
    return f"{kind:9} {told:3} of {len(delays)} {median(hours):6.0f} {median(busy):6.0f}"


def _delays(kind: Kind, life: Life) -> Iterator[timedelta | None]:
    """From the beginning of each breakage until it was told; None where it was not."""
    for begin in BEGINS:
        watch = Watch(BREAKAGES[kind](life, begin, begin + LASTS))
        now = begin
        while now < begin + LASTS and not _is_told(watch, kind):
            watch.until(now, since=now)
            now += STEP
        yield next((each.opened_at - begin for each in watch.incidents if each.kind is kind), None)


def _is_told(watch: Watch, kind: Kind) -> bool:
    return any(incident.kind is kind for incident in watch.incidents)
