"""Names across scripts: «Карнаух», «Карнаухом» and "Karnaukh" get one stem. Pure.

Ukrainian by the official table (Cabinet of Ministers, resolution 55 of 27 January 2010), Russian by its nearest
equivalent; then everything in which romanisations, cases and the two languages differ is folded away: vowels to one,
"h", "g" and "kh" to one, doubled letters to one, endings off. Loose on purpose: names are weighed by how rare they are.
"""

import re
import unicodedata
from functools import lru_cache

_TABLE = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "y",
    "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia",
    "ь": "", "ъ": "", "'": "", "ё": "io", "ы": "y", "э": "e",
})  # fmt: skip
# What sounds alike, the longest first; single letters of the result stand for sounds that are written with several.
_SOUNDS = (
    *(("shch", "X"), ("sch", "X"), ("sh", "X"), ("tch", "C"), ("ch", "C"), ("dzh", "J"), ("zh", "J"), ("j", "J")),
    *(("kh", "h"), ("gh", "h"), ("g", "h"), ("ph", "f"), ("th", "t"), ("tz", "S"), ("ts", "S"), ("ck", "k")),
    *(("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("q", "k"), ("x", "ks"), ("w", "v")),
)
_VOWELS = re.compile("[aeiouy]+")
_DOUBLED = re.compile(r"(.)\1+")
_ENDING = re.compile(r"^(.{3,}?)a?(?:[mvh]a?[mh]?a?)?$")  # -ом, -ові, -ами, -ового, -ів as they are left by the folding
_POSSESSIVE = re.compile(r"['’]s$|s['’]$")
SHORTEST_STEM = 3  # letters, of which the vowels are one: shorter stems are shared by chance


@lru_cache(maxsize=20_000)
def stem_of(word: str) -> str:
    """What all spellings and cases of a name have in common; "" where that is too little to know it by."""
    letters = _POSSESSIVE.sub("", word.lower()).replace("’", "'").replace("ʼ", "'").translate(_TABLE)
    if not letters.isascii():
        decomposed = unicodedata.normalize("NFKD", letters)
        letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    for spelled, sound in _SOUNDS:
        letters = letters.replace(spelled, sound)
    folded = _DOUBLED.sub(r"\1", _VOWELS.sub("a", letters))
    ending = _ENDING.match(folded)
    stem = ending[1] if ending else folded
    if stem.endswith("S"):
        stem = stem[:-1] + "k"  # Ткачівка, у Ткачівці
    return stem if len(stem) >= SHORTEST_STEM else ""
