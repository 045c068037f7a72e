"""The weave: a text's versions as paragraphs, each with the first and the last version that it stands in. Pure.

A new version closes what went and inserts what came; what stayed is not touched, whatever its neighbours did. The idea
is SCCS's; here the strands are rows, so that any version is one query and any diff is two.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from storage.alignment import changes
from storage.records import Extraction

SPACING = 1024  # room for ten halvings between two neighbours before an article is renumbered


class Part(NamedTuple):
    """A piece of a text and what it is: title, standfirst or body."""

    part: str
    text: str


class Block(NamedTuple):
    """A part that is on the page now."""

    id: int
    part: str
    place: int
    text: str


class Insert(NamedTuple):
    """A part that came, and where it stands."""

    part: str
    place: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Weave:
    """What turns the current blocks into the new parts: ids to close, parts to insert."""

    closed: tuple[int, ...]
    inserted: tuple[Insert, ...]


def parts_of(extraction: Extraction) -> list[Part]:
    """An extraction's parts in reading order: title, standfirst if any, paragraphs."""
    standfirst = [Part("standfirst", extraction.standfirst)] if extraction.standfirst else []
    return [Part("title", extraction.title), *standfirst, *(Part("body", text) for text in extraction.paragraphs)]


def weave(current: Sequence[Block], parts: Sequence[Part]) -> Weave | None:
    """What to close and what to insert, or None when a gap between two neighbours is too full: `renumbered` makes room.

    `current`: the blocks on the page now, in order of their places.
    """
    old = [Part(block.part, block.text) for block in current]
    closed: list[int] = []
    inserted: list[Insert] = []
    for old_from, old_to, new_from, new_to in changes(old, parts):
        closed += [block.id for block in current[old_from:old_to]]
        before = current[old_from - 1].place if old_from else None
        after = current[old_to].place if old_to < len(current) else None
        places = _places(before, after, new_to - new_from)
        if places is None:
            return None
        inserted += [
            Insert(part, place, text) for (part, text), place in zip(parts[new_from:new_to], places, strict=True)
        ]
    return Weave(closed=tuple(closed), inserted=tuple(inserted))


def renumbered(places: Iterable[int], room: int) -> dict[int, int]:
    """Old place -> new place, in the same order, with room for that many inserts in every gap.

    `places`: those of all the article's blocks, closed ones too: old versions must keep their order.
    """
    spacing = max(SPACING, 2 * room)
    return {place: spacing * rank for rank, place in enumerate(sorted(set(places)), start=1)}


def _places(before: int | None, after: int | None, count: int) -> list[int] | None:
    if before is None and after is None:
        return [SPACING * (index + 1) for index in range(count)]
    if before is None:
        assert after is not None
        return [after - SPACING * (count - index) for index in range(count)]
    if after is None:
        return [before + SPACING * (index + 1) for index in range(count)]
    if after - before <= count:
        return None
    return [before + (after - before) * (index + 1) // (count + 1) for index in range(count)]
