"""Processor time of several ways to do one thing, taken in turn so that a noisy machine harms all alike."""

import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import TypeVar

T = TypeVar("T")


def interleaved(ways: Mapping[str, Callable[[T], object]], inputs: Sequence[T], rounds: int = 3) -> dict[str, float]:
    """The median over rounds of each way's mean processor time for one input, in seconds."""
    rows: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        spent = dict.fromkeys(ways, 0.0)
        for item in inputs:
            for name, way in ways.items():
                began = time.process_time()
                way(item)
                spent[name] += time.process_time() - began
        for name, seconds in spent.items():
            rows[name].append(seconds / len(inputs))
    return {name: median(times) for name, times in rows.items()}


def ratios(times: Mapping[str, float], unit: float, name: str) -> list[str]:
    """One line a way: its time in `unit`s, and what share of the first way's it is."""
    first = next(iter(times.values()))
    return [f"{way:<42} {seconds / unit:10.2f} {name}   {seconds / first:6.3f}" for way, seconds in times.items()]
