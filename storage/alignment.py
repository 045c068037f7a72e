"""Where two sequences differ: difflib for what newspapers print, anchors for what only attackers do. Pure."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple, TypeVar

Item = TypeVar("Item", bound=Hashable)

# difflib takes the square of the length when matches are many and short: 11 s for 10,000 paragraphs of which every
# second one went, 0.1 s for 1,000. The longest real article has some 500.
LONGEST_FOR_DIFFLIB = 1_000


class Change(NamedTuple):
    """old[old_from:old_to] became new[new_from:new_to]; one of the two may be empty."""

    old_from: int
    old_to: int
    new_from: int
    new_to: int


def changes(old: Sequence[Item], new: Sequence[Item]) -> list[Change]:
    """What turns `old` into `new`, in order; between the changes both are equal."""
    if max(len(old), len(new)) <= LONGEST_FOR_DIFFLIB:
        opcodes = SequenceMatcher(None, old, new).get_opcodes()
        return [Change(*places) for kind, *places in opcodes if kind != "equal"]
    return _gaps(_anchors(old, new), len(old), len(new))


def _anchors(old: Sequence[Item], new: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """The longest run of items that both have once, in the same order: patience diff without its recursion."""
    once_old, once_new = _places_of_unique(old), _places_of_unique(new)
    pairs = sorted((once_old[item], place) for item, place in once_new.items() if item in once_old)
    tails: list[int] = []
    lengths = []
    for _, place in pairs:
        length = bisect_left(tails, place)
        tails[length : length + 1] = [place]
        lengths.append(length)
    kept, wanted, bound = [], len(tails) - 1, len(new)
    for pair, length in zip(reversed(pairs), reversed(lengths), strict=True):
        if length == wanted and pair[1] < bound:
            kept.append(pair)
            wanted, bound = wanted - 1, pair[1]
    yield from reversed(kept)


def _gaps(anchors: Iterator[tuple[int, int]], old_length: int, new_length: int) -> list[Change]:
    gaps = []
    old_from = new_from = 0
    for old_to, new_to in (*anchors, (old_length, new_length)):
        if old_from < old_to or new_from < new_to:
            gaps.append(Change(old_from, old_to, new_from, new_to))
        old_from, new_from = old_to + 1, new_to + 1
    return gaps


def _places_of_unique(items: Sequence[Item]) -> dict[Item, int]:
    counts = Counter(items)
    return {item: place for place, item in enumerate(items) if counts[item] == 1}
