"""Figures below which the quality of extraction must not fall: written by a command, never by hand.

The file carries a digest of what the command wrote, so that an edit by hand is seen; the command lowers nothing unless
it is told to.
"""

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "quality_floors.json"
COMMAND = "python -m tests.benchmarks quality --set-floors"
_SCALE = 1_000_000.0  # a floor is the measured figure, rounded down so that it holds on any build of Python


class WrongFloors(Exception):
    """The file of floors is not what the command wrote, or would be lowered; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A figure that is below its floor; None where it was not measured at all."""

    name: str
    floor: float
    measured: float | None

    def __str__(self) -> str:
        return f"{self.name}: {'not measured' if self.measured is None else f'{self.measured:.6f}'}, floor {self.floor}"


def read_floors(file: Path = FILE) -> dict[str, float]:
    """The floors by name. Raises WrongFloors where the file was not written by the command."""
    told = json.loads(file.read_text(encoding="utf-8"))
    floors: dict[str, float] = told["floors"]
    if told["digest"] != _digest(floors):
        raise WrongFloors(f"{file.name} was edited by hand; undo that and run: {COMMAND} (with --lower to lower any)")
    return floors


def shortfalls(figures: Mapping[str, float], floors: Mapping[str, float]) -> list[Shortfall]:
    """The floors that the figures do not reach."""
    found = (Shortfall(name, floor, figures.get(name)) for name, floor in floors.items())
    return [short for short in found if short.measured is None or _rounded_down(short.measured) < short.floor]


def set_floors(figures: Mapping[str, float], *, lower: bool = False, file: Path = FILE) -> None:
    """Make the figures the floors. Raises WrongFloors, writing nothing, if that lowers one and `lower` is not said."""
    fallen = shortfalls(figures, read_floors(file)) if file.exists() else []
    if fallen and not lower:
        raise WrongFloors("; ".join(map(str, fallen)) + f". To lower them: {COMMAND} --lower")
    floors = {name: _rounded_down(figure) for name, figure in figures.items()}
    told = {"written by": COMMAND, "floors": floors, "digest": _digest(floors)}
    file.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _rounded_down(figure: float) -> float:
    return math.floor(round(figure * _SCALE, 3)) / _SCALE


def _digest(floors: Mapping[str, float]) -> str:
    return hashlib.sha256(json.dumps(floors, sort_keys=True).encode()).hexdigest()[:16]
