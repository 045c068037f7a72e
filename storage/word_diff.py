"""What an edit did to a text, word by word, as a person would mark it. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from storage.alignment import changes
from storage.weave import Part

ALIKE = 0.4  # share of words in common from which a paragraph is told as changed, not as another: a guess
NEAR = 20  # paragraphs ahead in which a changed one is looked for

_TOKEN = re.compile(r"\s*(?:\d+(?:[.,:]\d+)*|\w+(?:['’ʼ-]\w+)*|[^\w\s])|\s+")


class Piece(NamedTuple):
    """Words that stayed (`=`), went (`-`) or came (`+`)."""

    op: Literal["=", "-", "+"]
    text: str


class ParagraphEdit(NamedTuple):
    """What happened to one part of a text."""

    op: Literal["changed", "added", "removed", "moved"]
    part: str
    pieces: tuple[Piece, ...]


class Strand(NamedTuple):
    """A part of either version, in their common order."""

    part: str
    text: str
    in_old: bool
    in_new: bool


def edit_of(strands: Iterable[Strand]) -> list[ParagraphEdit]:
    """What turns the old version into the new one, in reading order; a part that only moved is told once."""
    kept = list(strands)
    gone = Counter(Part(s.part, s.text) for s in kept if not s.in_new)
    came = Counter(Part(s.part, s.text) for s in kept if not s.in_old)
    moved = gone & came
    edits: list[ParagraphEdit] = []
    for stays, run in groupby(kept, key=lambda strand: strand.in_old and strand.in_new):
        if not stays:
            edits += _edits_of_run([*run], moved)
    return edits


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """The words of two texts as one: what stayed, what went, what came."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    pieces: list[Piece] = []
    place = 0
    for change in changes([token.strip() for token in before], [token.strip() for token in after]):
        pieces += _piece("=", after[place : change.new_from])
        pieces += _piece("-", before[change.old_from : change.old_to])
        pieces += _piece("+", after[change.new_from : change.new_to])
        place = change.new_to
    return (*pieces, *_piece("=", after[place:]))


def _piece(op: Literal["=", "-", "+"], tokens: Sequence[str]) -> list[Piece]:
    return [Piece(op, "".join(tokens))] if tokens else []


def _edits_of_run(run: list[Strand], moved: Counter[Part]) -> Iterator[ParagraphEdit]:
    """The edits of neighbours that all changed: alike ones are one paragraph, before and after."""
    old = [s for s in run if not s.in_new and not moved[Part(s.part, s.text)]]
    new = [s for s in run if not s.in_old]
    place = 0
    for strand in old:
        twin = _twin(strand, new, place, moved)
        if twin is None:
            yield ParagraphEdit("removed", strand.part, (Piece("-", strand.text),))
            continue
        yield from (_arrived(each, moved) for each in new[place:twin])
        yield ParagraphEdit("changed", strand.part, word_diff(strand.text, new[twin].text))
        place = twin + 1
    yield from (_arrived(each, moved) for each in new[place:])


def _arrived(strand: Strand, moved: Counter[Part]) -> ParagraphEdit:
    if moved[Part(strand.part, strand.text)]:
        return ParagraphEdit("moved", strand.part, (Piece("=", strand.text),))
    return ParagraphEdit("added", strand.part, (Piece("+", strand.text),))


def _twin(strand: Strand, new: Sequence[Strand], place: int, moved: Counter[Part]) -> int | None:
    """Where the new wording of a paragraph stands; None when it has none. A headline is always its own twin."""
    near = [
        (1.0 if strand.part != "body" else _likeness(strand.text, new[index].text), -index)
        for index in range(place, min(place + NEAR, len(new)))
        if new[index].part == strand.part and not moved[Part(*new[index][:2])]
    ]
    likeness, index = max(near, default=(0.0, 0))
    return -index if likeness >= ALIKE else None


def _likeness(one: str, other: str) -> float:
    words, others = Counter(one.casefold().split()), Counter(other.casefold().split())
    return 2 * (words & others).total() / max(1, words.total() + others.total())
