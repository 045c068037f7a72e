"""Processor time of several ways to do one thing, taken in turn so that a noisy machine harms all alike."""

import time
from collections.abc import Callable, Mapping, Sequence
from statistics import fmean, median
from typing import TypeVar

T = TypeVar("T")

ROUNDS = 3


def each_interleaved(
    ways: Sequence[Callable[[T], object]], inputs: Sequence[T], rounds: int = ROUNDS
) -> list[list[float]]:
    """For each way, its processor time for each input in seconds: the median over rounds."""
    spent: list[list[list[float]]] = [[[] for _ in inputs] for _ in ways]
    for _ in range(rounds):
        for number, item in enumerate(inputs):
            for way, times in zip(ways, spent, strict=True):
                began = time.process_time()
                way(item)
                times[number].append(time.process_time() - began)
    return [[median(times) for times in way] for way in spent]


def interleaved(
    ways: Mapping[str, Callable[[T], object]], inputs: Sequence[T], rounds: int = ROUNDS
) -> dict[str, float]:
    """Each way's mean processor time for one input, in seconds."""
    times = each_interleaved(list(ways.values()), inputs, rounds)
    return {name: fmean(seconds) for name, seconds in zip(ways, times, strict=True)}


def ratios(times: Mapping[str, float], unit: float, name: str) -> list[str]:
    """One line a way: its time in `unit`s, and what share of the first way's it is."""
    first = next(iter(times.values()))
    return [f"{way:<42} {seconds / unit:10.2f} {name}   {seconds / first:6.3f}" for way, seconds in times.items()]
