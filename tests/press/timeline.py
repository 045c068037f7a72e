"""The script of the press: what each outlet does to its articles, and when. Read from TOML, checked before it runs."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.press.edits import TEXT_KEYS
from tests.press.moments import Moment, read_moment

LABELS = frozenset({"significance", "disclosed"})  # what a good watcher should make of an edit
ACTIONS: dict[str, frozenset[str]] = {  # each with the details that it understands
    "publish": frozenset(),
    "edit": TEXT_KEYS | LABELS,
    "retitle": frozenset({"title"}) | LABELS,
    "revert": LABELS,
    "delete": frozenset(),
    "restore": frozenset(),
    "move": frozenset({"to"}),
    "furniture": frozenset(),
    "fail": frozenset({"mode", "seconds"}),
    "heal": frozenset(),
    "slow": frozenset({"seconds"}),
}
OF_THE_WHOLE_OUTLET = frozenset({"furniture", "fail", "heal", "slow"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that an outlet does. `article` is empty where it concerns the whole outlet."""

    moment: Moment
    outlet: str
    action: str
    article: str = ""
    details: dict[str, Any] = field(default_factory=dict)


def read_timeline(path: Path) -> tuple[Step, ...]:
    """The steps in the file's order. Raises ValueError, which names the step and what is wrong with it."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(_step(number, entry) for number, entry in enumerate(table.get("step", []), 1))


def check_action(action: str, article: str, details: dict[str, Any]) -> None:
    """Raises ValueError for an action that is unknown, lacks its article, or does not understand its details."""
    if action not in ACTIONS:
        raise ValueError(f"unknown action {action!r}; one of {', '.join(ACTIONS)}")
    if unknown := details.keys() - ACTIONS[action]:
        raise ValueError(f"{action} does not understand {', '.join(sorted(unknown))}")
    if bool(article) == (action in OF_THE_WHOLE_OUTLET):
        raise ValueError(f"{action} needs an article" if not article else f"{action} is for a whole outlet")


def _step(number: int, entry: dict[str, Any]) -> Step:
    details = {key: value for key, value in entry.items() if key not in {"at", "outlet", "article", "action"}}
    try:
        article = entry.get("article", "")
        check_action(entry["action"], article, details)
        return Step(
            moment=read_moment(entry["at"]),
            outlet=entry["outlet"],
            action=entry["action"],
            article=article,
            details=details,
        )
    except KeyError as error:
        raise ValueError(f"step {number} of the timeline lacks {error}") from error
    except ValueError as error:
        raise ValueError(f"step {number} of the timeline: {error}") from error
