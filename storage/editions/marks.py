"""What of a text is known again in another language: names, numbers, and the events that it tells. Pure."""

import re
from functools import lru_cache
from typing import NamedTuple

from storage.editions.quantities import quantities
from storage.editions.romanising import stem_of
from storage.telling_words import told_by

EVENT = "~"  # what the mark of an event begins with; that of a number begins with a digit
TELLING = "what happened"  # the group of telling words: killed, arrested, resigned
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_OPENING = re.compile(r"(?:^|[.!?…:]|\n)[\s\"«“„‘'(\[—–-]*([^\W\d_]+)")
_DEMONYM = re.compile(r"[a-z]{3,}(?:ians?|ish|ese)|[a-z]+day")
_ENGLISH = frozenset(
    """
    january february march april may june july august september october november december christmas easter
    the and but with from this that when street avenue square river lake sea bridge station hospital school university
    college institute academy council ministry minister president governor mayor office service guard police army navy
    air force forces general staff cabinet parliament cup league city region district village church museum theatre
    court bank group house national state federal united union defence security interior foreign affairs health central
    north south east west northern southern eastern western war world day republic committee commission agency fund
    company party front board department prime deputy head
    """.split()  # noqa: SIM905 - a list to be read, not a list literal
)


class Marks(NamedTuple):
    """What of a text is known again in another language: everything, and what a translation would keep."""

    said: frozenset[str]
    kept: frozenset[str]


@lru_cache(maxsize=1_000)  # each new text is compared with those of two days, again and again the same
def marks_of(title: str, text: str) -> Marks:
    """Names, as stems, and numbers; a capital that opens a sentence or stands in a headline may be no name."""
    opening = {match.start(1) for match in _OPENING.finditer(text)}
    sure: set[str] = set()
    unsure: set[str] = set()
    for match in _WORD.finditer(text):
        word = match.group()
        if word[0].isupper() and (stem := stem_of(word)):
            (unsure if match.start() in opening or _is_english_only(word) else sure).add(stem)
    unsure.update(stem for word in _WORD.findall(title) if word[0].isupper() and (stem := stem_of(word)))
    numbers = quantities(text) | quantities(title)
    events = {
        EVENT + tell.statement for tell in told_by(_WORD.findall(f"{title} {text}".lower())) if tell.group == TELLING
    }
    return Marks(frozenset(sure | unsure | numbers | events), frozenset(sure | numbers | events))


def _is_english_only(word: str) -> bool:
    """Whether English alone writes it with a capital: days, months, "Ukrainian"."""
    lower = word.lower()
    return lower in _ENGLISH or bool(_DEMONYM.fullmatch(lower))
