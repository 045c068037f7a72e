"""Which paragraphs of a text were added, removed or moved, and why the change of the others matters. Pure.

Texts come folded (`storage.fold`), as lists of paragraphs.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from storage.alignment import changes
from storage.likeness import MANY_ITEMS, letters
from storage.wording import quotations, reasons_within

MOVED = "paragraph moved"
ALIKE = 0.5  # share of words that two paragraphs have in common, from which the one is the other, mended: a guess


class _Hunk(NamedTuple):
    """Neighbouring paragraphs that went, and those that came in their place."""

    went: list[str]
    came: list[str]


def reasons_between(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Why the change from some paragraphs to others matters, in plain words; nothing for spelling and punctuation."""
    hunks = [_Hunk(list(old[a:b]), list(new[c:d])) for a, b, c, d in changes(old, new)]
    moved = _all(hunk.went for hunk in hunks) & _all(hunk.came for hunk in hunks)
    hunks = list(_without(hunks, moved))
    mended = list(_mended(hunks))
    if moved or mended:
        yield MOVED
    for hunk in (*hunks, *mended):
        yield from _reasons_of(hunk)


def _all(sides: Iterable[list[str]]) -> Counter[str]:
    return Counter(paragraph for side in sides for paragraph in side)


def _without(hunks: Iterable[_Hunk], moved: Counter[str]) -> Iterator[_Hunk]:
    """The hunks without the paragraphs that only stand elsewhere now."""
    to_leave, to_arrive = moved.copy(), moved.copy()
    for hunk in hunks:
        yield _Hunk(_taken_out(hunk.went, to_leave), _taken_out(hunk.came, to_arrive))


def _taken_out(paragraphs: list[str], moved: Counter[str]) -> list[str]:
    kept = []
    for paragraph in paragraphs:
        if moved[paragraph]:
            moved[paragraph] -= 1
        else:
            kept.append(paragraph)
    return kept


def _mended(hunks: Sequence[_Hunk]) -> Iterator[_Hunk]:
    """Pairs of a paragraph that went here and came, altered, there; they are taken out of their hunks."""
    gone = [(hunk.went, text) for hunk in hunks if not hunk.came for text in hunk.went]
    arrived = [(hunk.came, text) for hunk in hunks if not hunk.went for text in hunk.came]
    if len(gone) > MANY_ITEMS or len(arrived) > MANY_ITEMS:
        return
    for went, text in gone:
        match = next(((came, other) for came, other in arrived if _common(text, other) >= ALIKE), None)
        if match is not None:
            arrived.remove(match)
            went.remove(text)
            match[0].remove(match[1])
            yield _Hunk([text], [match[1]])


def _reasons_of(hunk: _Hunk) -> Iterator[str]:
    went, came = hunk
    if len(went) != len(came):  # a split or merged paragraph has its words on the other side
        added, removed = _strangers(came, went), _strangers(went, came)
        if added:
            yield "paragraph added"
        if removed:
            yield "paragraph removed"
            if any(quotations(text) for text in removed):
                yield "quotation removed"
        went, came = ([text for text in side if text not in out] for side, out in ((went, removed), (came, added)))
    if went and came:
        yield from reasons_within(" ".join(went), " ".join(came))


def _strangers(paragraphs: Iterable[str], others: list[str]) -> list[str]:
    """Those paragraphs, with words in them, of which the other side has little."""
    other_side = " ".join(others)
    return [text for text in paragraphs if letters([text]) and _share(text, other_side) < ALIKE]


def _common(one: str, other: str) -> float:
    return min(_share(one, other), _share(other, one))


def _share(text: str, other: str) -> float:
    """How many of the words of a text the other has too, of all."""
    words = Counter(text.lower().split())
    return (words & Counter(other.lower().split())).total() / max(1, words.total())
