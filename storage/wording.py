"""How the wording of a passage changed, and why that matters: numbers, names, quotations, telling or many words. Pure.

Texts come folded (`storage.fold`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from storage.alignment import changes
from storage.figures import figures
from storage.likeness import MANY_ITEMS, is_same_name, is_same_quotation, is_same_root, is_same_word, letters, unmatched
from storage.telling_words import OPENERS, told_by

MANY_WORDS = 3  # long words without a counterpart, beyond which the text says something else
LONG_WORD = 4  # letters; shorter ones are mostly grammar
SHORTEST_SENTENCE = 2  # words
MANY_SWAPPED = 12  # words in other places, beyond which a sentence is another
NEGATING = ("un", "in", "il", "im", "ir", "non", "dis", "не")

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*%?|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]")
_QUOTATION = re.compile(r'"([^"]{3,}?)"')
_OPENS = frozenset('.!?:"-(…')
_ENDS = frozenset(".!?…")


class _Run(NamedTuple):
    """Neighbouring tokens that went, those that came in their place, and the tokens around them."""

    went: list[str]
    came: list[str]
    before: str
    after: str


def reasons_within(old: str, new: str) -> Iterator[str]:
    """Why the change of wording matters, in plain words; nothing for spelling and punctuation."""
    if Counter(figures(old)) != Counter(figures(new)):
        yield "number"
    if letters([old]) == letters([new]):
        return
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    runs = list(_runs(before, after))
    went, came = ([token for run in runs for token in run[side]] for side in (0, 1))
    yield from _told(_words(went), _words(came))
    yield from _quoted(old, new)
    if _is_renamed(before, after, runs):
        yield "name"
    if any(map(_is_replaced, runs)):
        yield "another word"
    if _is_swapped(before, after):
        yield "words swapped"
    if any(not run.went and _is_sentence(run.came, run) for run in runs):
        yield "sentence added"
    if any(not run.came and _is_sentence(run.went, run) for run in runs):
        yield "sentence removed"
    if max(map(len, unmatched(_words(went, LONG_WORD), _words(came, LONG_WORD), is_same_word))) > MANY_WORDS:
        yield "many words"


def quotations(text: str) -> list[str]:
    """What stands between quotation marks."""
    return _QUOTATION.findall(text)


def _runs(before: list[str], after: list[str]) -> Iterator[_Run]:
    """What changed, without what is only written together or apart, or with another case."""
    old, new = ([token.lower() for token in side] for side in (before, after))
    for old_from, old_to, new_from, new_to in changes(old, new):
        went, came = before[old_from:old_to], after[new_from:new_to]
        if letters(went) != letters(came):
            yield _Run(went, came, before[old_from - 1] if old_from else ".", "".join(before[old_to : old_to + 1]))


def _words(tokens: Iterable[str], shortest: int = 1) -> list[str]:
    return [token.lower() for token in tokens if token[0].isalpha() and len(token) >= shortest]


def _told(went: list[str], came: list[str]) -> Iterator[str]:
    old, new = told_by(went), told_by(came)
    differing = (Counter(old) - Counter(new)) + (Counter(new) - Counter(old))
    yield from dict.fromkeys(told.group for told in differing)
    if _negated(went, came) or _negated(came, went):
        yield "negation"


def _negated(words: Iterable[str], others: Iterable[str]) -> bool:
    return not {prefix + word for word in words if len(word) >= LONG_WORD for prefix in NEGATING}.isdisjoint(others)


def _quoted(old: str, new: str) -> Iterator[str]:
    """Quotations that went or came, not those of which only the marks did."""
    went, came = unmatched(quotations(old), quotations(new), is_same_quotation)
    if max(len(went), len(came)) > MANY_ITEMS:
        yield "quotation changed"
        return
    was, now = letters([old]), letters([new])
    went = [text for text in went if letters([text]) not in now]
    came = [text for text in came if letters([text]) not in was]
    if went and came:
        yield "quotation changed"
    elif went or came:
        yield "quotation removed" if went else "quotation added"


def _is_renamed(before: list[str], after: list[str], runs: Iterable[_Run]) -> bool:
    return _is_named_anew(before, after) or _is_named_anew(after, before) or any(map(_is_other_subject, runs))


def _is_named_anew(tokens: list[str], others: list[str]) -> bool:
    """Whether a capitalised word within a sentence is not on the other side, in any case or spelling."""
    known = {token.lower() for token in others}
    pairs = pairwise(tokens)
    names = {
        token for before, token in pairs if token[0].isupper() and before not in _OPENS and token.lower() not in known
    }
    capitals = {token for token in others if token[0].isupper()}
    if len(names) > MANY_ITEMS:
        return True
    return any(not any(is_same_name(name, other) for other in capitals) for name in names)


def _is_other_subject(run: _Run) -> bool:
    """Whether a sentence starts with another word that may be a name: "Smith resigned", "Jones resigned"."""
    if run.before not in _OPENS or len(run.went) != 1 or len(run.came) != 1:
        return False
    pair = (*run.went, *run.came)
    if any(not word[0].isupper() or len(word) < LONG_WORD or word.lower() in OPENERS for word in pair):
        return False
    return not any(word.endswith("ly") for word in pair) and not is_same_word(pair[0].lower(), pair[1].lower())


def _is_replaced(run: _Run) -> bool:
    """Whether one long word stands where an unlike one stood: a hospital, a warehouse."""
    went, came = _words(run.went), _words(run.came)
    if len(went) != 1 or len(came) != 1:
        return False
    pair = (*went, *came)
    return (
        min(map(len, pair)) >= LONG_WORD
        and OPENERS.isdisjoint(pair)
        and not (is_same_word(*pair) or is_same_root(*pair))
    )


def _is_swapped(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether words that stand apart changed places and nothing else did: "Police clash with crowd"."""
    if len(before) != len(after):
        return False
    places = []
    for place, (old, new) in enumerate(zip(before, after, strict=True)):
        if old != new and not is_same_word(old.lower(), new.lower()):
            places.append(place)
            if len(places) > MANY_SWAPPED:
                return False
    if not places or places[-1] - places[0] < len(places):
        return False
    went, came = ([side[place].lower() for place in places] for side in (before, after))
    return all(token[0].isalnum() for token in went) and unmatched(went, came, is_same_word) == ([], [])


def _is_sentence(tokens: list[str], run: _Run) -> bool:
    """Whether a run that came or went is a sentence of its own, or more than one."""
    is_at_start = tokens[-1] in _ENDS and run.before in _OPENS
    is_at_end = tokens[0] in _ENDS and run.after in {*_ENDS, ""}
    return (is_at_start or is_at_end) and len(_words(tokens)) >= SHORTEST_SENTENCE
