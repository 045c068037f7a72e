"""Whether two words, names or quotations are one in another spelling or another grammatical form. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from itertools import groupby, takewhile

MANY_ITEMS = 30  # items beyond which likeness is not weighed: it takes the square of their number
SAME_WORD = 0.7  # likeness of two spellings or forms of a word; of two quotations: guesses
SAME_QUOTATION = 0.9
LONG_NAME = 6  # letters from which one wrong letter makes no other name: "Iran", "Iraq"; a guess
SAME_ROOT = 0.6  # share of the shorter word that is its root: a guess
SHORTEST_WORD = 4  # letters; shorter ones are alike by chance: "he", "she"
LONGEST_WORD = 60  # letters; longer ones only attackers write, and likeness takes the square of it

# What grammar adds to a name: cases in Ukrainian and Russian, plural and possessive in English.
ENDINGS = frozenset(
    """
    s ' 's s' а я у ю і ї и е є о й ь ем ом єм ям ам ях ах ями ами ою ею єю ів їв ев єв ов еві єві ові им ім їм ий ій
    ої ого ому ими іми их іх ії ию ия ие ии ией ой ый ая ую ое ые ым ых іві їві єва єву євом ова ову овом
    """.split()  # noqa: SIM905 - a list to be read, not a list literal
) | {""}
SHORTEST_STEM = 2  # letters that two forms of a name share at least: "Київ", "Києва"
# Letters that spellings of one name have one for the other: "Пилат", "Пілат"; "Зеленский", "Зеленський".
_SOUNDS = str.maketrans("иїыйєэёґюяy", "ііііееегуаi", "ь'ъ")
LONGEST_CHANCE = 2  # letters at the start of two different endings that are alike by chance: "Харків", "Харкові"


def letters(pieces: Iterable[str], keep: str = "") -> str:
    """The text without punctuation, case and spaces."""
    return "".join(char for char in "".join(pieces).lower() if char.isalnum() or char in keep)


def unmatched(
    old: Iterable[str], new: Iterable[str], is_same: Callable[[str, str], bool]
) -> tuple[list[str], list[str]]:
    """Those of the old that have no counterpart among the new, and the reverse."""
    went, came = Counter(old), Counter(new)
    gone, arrived = list((went - came).elements()), list((came - went).elements())
    if len(gone) > MANY_ITEMS or len(arrived) > MANY_ITEMS:
        return gone, arrived
    left = []
    for item in gone:
        match = next((other for other in arrived if is_same(item, other)), None)
        if match is None:
            left.append(item)
        else:
            arrived.remove(match)
    return left, arrived


def is_same_name(one: str, other: str) -> bool:
    """Whether two names differ in nothing but their case, in both senses, or in how they are spelled."""
    one, other = one.lower(), other.lower()
    if _sounded(one) == _sounded(other) or _is_slip(one, other):
        return True
    stem = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    cuts = range(stem, max(SHORTEST_STEM, stem - LONGEST_CHANCE) - 1, -1)
    return any(one[cut:] in ENDINGS and other[cut:] in ENDINGS for cut in cuts)


def is_same_word(one: str, other: str) -> bool:
    """Whether one word is the other in another spelling or form."""
    if one == other or min(len(one), len(other)) < SHORTEST_WORD or max(len(one), len(other)) > LONGEST_WORD:
        return one == other
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return (matcher.real_quick_ratio() >= SAME_WORD and matcher.ratio() >= SAME_WORD) or is_same_name(one, other)


def is_same_root(one: str, other: str) -> bool:
    """Whether most of the shorter word stands in the other as it is: "return", "returning"; «гарних», «найгарніших»."""
    if max(len(one), len(other)) > LONGEST_WORD:
        return False
    root = SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size
    return root >= SHORTEST_WORD and root >= SAME_ROOT * min(len(one), len(other))


def is_same_quotation(one: str, other: str) -> bool:
    """Whether two quotations differ in spelling and grammar only."""
    if SequenceMatcher(None, letters([one]), letters([other])).ratio() >= SAME_QUOTATION:
        return True
    words, others = one.lower().split(), other.lower().split()
    return len(words) == len(others) and unmatched(words, others, is_same_word) == ([], [])


def _is_slip(one: str, other: str) -> bool:
    """Whether two long names differ in one letter, not the first: a slip of the pen far oftener than another name."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < LONG_NAME or len(longer) > min(LONGEST_WORD, len(shorter) + 1) or one[0] != other[0]:
        return False
    start = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return shorter[start + (len(one) == len(other)) :] == longer[start + 1 :]


def _sounded(name: str) -> str:
    """The name with one letter for those that sound alike, none of them doubled."""
    return "".join(letter for letter, _ in groupby(name.translate(_SOUNDS)))
