"""How well the same story is found in other languages, on the labelled press: tests/editions."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.editions.labelled import PARTS, Figures, Pair, Part, figures, pairs_declared, pairs_found, read_part


def measure() -> list[str]:
    """Precision and recall of declarations and ids, of guesses, and of all together; the first part is not quoted."""
    return [line for name in PARTS for line in _of_part(name)]


def _of_part(name: str) -> list[str]:
    part = read_part(name)
    with tempfile.TemporaryDirectory() as folder:
        linked = pairs_found(part, Path(folder) / "linked.db", with_links=True)
        guessed = pairs_found(part, Path(folder) / "guessed.db", with_links=False)
    declared = [pair for pair, method in linked.items() if method != "guess"]
    alone = len(part.stories) - len({key for pair in part.pairs for key in pair})
    return [
        f"{name.replace('_', '-')}: {len(part.pairs)} pairs, {alone} stories in one language only",
        _line("declared or one number", part, declared, pairs_declared(part)),
        _line("guesses alone", part, guessed, part.pairs),
        _line("all together", part, linked, part.pairs),
    ]


def _line(what: str, part: Part, found: Iterable[Pair], wanted: Iterable[Pair]) -> str:
    got: Figures = figures(part, found, wanted)
    names = "".join(
        f"; {kind}: {', '.join(names)}" for kind, names in (("wrong", got.wrong), ("missed", got.missed)) if names
    )
    return f"  {what:<24} precision {got.precision:.3f}, recall {got.recall:.3f}{names}"
