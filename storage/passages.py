"""What makes a change of text matter: numbers, names, negations, quotations, paragraphs, many words. Pure.

Texts come folded (`storage.fold`), as lists of paragraphs.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from itertools import takewhile

from storage.alignment import changes

NEGATIONS = """
    no not never none nothing nobody without neither nor cannot
    не ні ані ніколи нічого ніхто немає нема без
    ни никогда ничего никто нет
"""
QUALIFIERS = """
    allegedly reportedly apparently possibly may might suspected alleged hundred thousand million billion trillion
    нібито ймовірно можливо начебто підозрюваний сотень тисяч мільйон мільйонів мільярд мільярдів
    якобы предположительно возможно миллион миллионов миллиард миллиардов
"""  # words that turn a fact into a claim, or one magnitude into another
PERSONS = "he she they він вона вони он она они"
TELLING_WORDS = {
    name: frozenset(words.split())
    for name, words in (("negation", NEGATIONS), ("qualifier", QUALIFIERS), ("person", PERSONS))
}
MANY_WORDS = 8  # changed words beyond which the text is another: between the development corpus's minor 4 and 12
MANY_ITEMS = 30  # names or quotations beyond which spelling is not weighed: it takes the square of their number
CASE_ENDING = 3  # letters that a name's grammatical case may change at its end: "Києва", "Києвом"
SAME_QUOTATION = 0.9  # likeness of two quotations that differ in spelling only: a guess

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*%?|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]")
_NUMBER = re.compile(r"\d")
_QUOTATION = re.compile(r'"([^"]{3,}?)"')
_NAME = re.compile(r"(?<![.!?:…\"-] )(?<!^)(?<!\")\b[A-ZА-ЯІЇЄҐЁ][\w']*")


def reasons_between(old: Sequence[str], new: Sequence[str]) -> Iterable[str]:
    """Why the change from some paragraphs to others matters, in plain words; nothing for spelling and punctuation."""
    for old_from, old_to, new_from, new_to in changes(old, new):
        if old_from == old_to:
            yield "paragraph added"
        elif new_from == new_to:
            yield "paragraph removed"
        else:
            yield from _reasons_within(" ".join(old[old_from:old_to]), " ".join(new[new_from:new_to]))


def letters(pieces: Iterable[str], keep: str = "") -> str:
    """The text without punctuation, case and spaces."""
    return "".join(char for char in "".join(pieces).lower() if char.isalnum() or char in keep)


def _reasons_within(old: str, new: str) -> Iterable[str]:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    came, went = Counter(after) - Counter(before), Counter(before) - Counter(after)
    if any(_NUMBER.search(token) for token in (*came, *went)):
        yield "number"
    for reason, words in TELLING_WORDS.items():
        if _telling(before, words) != _telling(after, words):
            yield reason
    if _differ(_QUOTATION.findall(old), _QUOTATION.findall(new), _is_same_quotation):
        yield "quotation"
    if _differ(_new_names(old, after), _new_names(new, before), _is_same_name):
        yield "name"
    if max(came.total(), went.total()) > MANY_WORDS:
        yield "many words"


def _telling(tokens: list[str], words: frozenset[str]) -> list[str]:
    """Those tokens that tell, in their order: "he accused her" is not "she accused him"."""
    lower = (token.lower() for token in tokens)
    return ["not" if token.endswith("n't") else token for token in lower if token in words or token.endswith("n't")]


def _new_names(text: str, other_side: list[str]) -> list[str]:
    """Capitalised words within sentences that the other side has in no spelling at all."""
    known = {token.lower() for token in other_side}
    return [name for name in _NAME.findall(text) if name.lower() not in known]


def _differ(old: list[str], new: list[str], is_same: Callable[[str, str], bool]) -> bool:
    """Whether any of the old has no counterpart among the new, or the reverse."""
    went, came = (list(side.elements()) for side in (Counter(old) - Counter(new), Counter(new) - Counter(old)))
    if len(went) != len(came) or len(went) > MANY_ITEMS:
        return bool(went or came)
    for item in went:
        match = next((other for other in came if is_same(item, other)), None)
        if match is None:
            return True
        came.remove(match)
    return False


def _is_same_name(one: str, other: str) -> bool:
    stem = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return stem >= max(len(one), len(other)) - CASE_ENDING and stem >= CASE_ENDING


def _is_same_quotation(one: str, other: str) -> bool:
    one, other = letters(one), letters(other)
    return one == other or SequenceMatcher(None, one, other).ratio() >= SAME_QUOTATION
