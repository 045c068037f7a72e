"""Sentences that stand in many bodies: what a template says, not a reporter. Pure."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain

from storage.breakage.figures import RECENT, Repeated, Story

LEAST_WORDS = 4  # shorter ones are dates, names, answers
SHARE = 0.3  # of the latest bodies
LATEST = 50  # bodies that are looked at
ENOUGH = 20  # of them: among fewer a third may be chance
WEEKS_AGO = timedelta(days=10)  # bodies from before; a guess: longer than it takes to learn a line as chrome

_END = re.compile(r"(?<=[.!?…])[»”\"')]*\s+|\n+")


def sentences_of(body: str) -> set[str]:
    """The sentences of a body, simply split; those with a word or two are left out."""
    pieces = (piece.strip() for piece in _END.split(body))
    return {piece for piece in pieces if piece.count(" ") >= LEAST_WORDS - 1 and len(piece.split()) >= LEAST_WORDS}


def latest_of(stories: Sequence[Story], now: datetime) -> Sequence[Story]:
    """Whose bodies are looked at: those of the last days, at most LATEST; of a slow outlet the last ones."""
    latest = [story for story in stories if story.at >= now - RECENT]
    return latest[-LATEST:] if len(latest) >= ENOUGH else stories[-ENOUGH:]


def weeks_before(stories: Sequence[Story], now: datetime) -> Sequence[Story]:
    """Whose bodies those are compared with."""
    until = min(latest_of(stories, now)[0].at, now - WEEKS_AGO)
    return [story for story in stories if story.at < until][-LATEST:]


def count_sentences(bodies: Sequence[str], known: Collection[str] = ()) -> dict[str, int]:
    """Those in more than SHARE of the bodies, with the number of bodies, the commonest first; none of `known` lines."""
    if len(bodies) < ENOUGH:
        return {}
    counted = Counter(chain.from_iterable(map(sentences_of, bodies)))
    return {
        sentence: bodies_with
        for sentence, bodies_with in counted.most_common()
        if bodies_with > SHARE * len(bodies) and sentence not in known
    }


def repeated_sentences(found: Mapping[str, int], of: int, bodies_before: Sequence[str]) -> tuple[Repeated, ...]:
    """What was counted in the latest bodies, with its number in those of weeks before."""
    return tuple(
        Repeated(
            text=sentence,
            bodies=count,
            of=of,
            bodies_before=sum(sentence in body for body in bodies_before),
            of_before=len(bodies_before),
        )
        for sentence, count in found.items()
    )
