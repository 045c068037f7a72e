"""How well the same story is found in other languages, on the labelled press: tests/editions."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.editions.labelled import HALVES, Figures, Half, Pair, figures, pairs_declared, pairs_found, read_half


def measure() -> list[str]:
    """Precision and recall of declarations and ids, of guesses, and of all together; the first part is not quoted."""
    return [line for name in HALVES for line in _of_half(name)]


def _of_half(name: str) -> list[str]:
    half = read_half(name)
    with tempfile.TemporaryDirectory() as folder:
        linked = pairs_found(half, Path(folder) / "linked.db", with_links=True)
        guessed = pairs_found(half, Path(folder) / "guessed.db", with_links=False)
    declared = [pair for pair, method in linked.items() if method != "guess"]
    alone = len(half.stories) - len({key for pair in half.pairs for key in pair})
    return [
        f"{name.replace('_', '-')}: {len(half.pairs)} pairs, {alone} stories in one language only",
        _line("declared or one number", half, declared, pairs_declared(half)),
        _line("guesses alone", half, guessed, half.pairs),
        _line("all together", half, linked, half.pairs),
    ]


def _line(what: str, half: Half, found: Iterable[Pair], wanted: Iterable[Pair]) -> str:
    got: Figures = figures(half, found, wanted)
    names = "".join(
        f"; {kind}: {', '.join(names)}" for kind, names in (("wrong", got.wrong), ("missed", got.missed)) if names
    )
    return f"  {what:<24} precision {got.precision:.3f}, recall {got.recall:.3f}{names}"
