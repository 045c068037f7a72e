"""The language of a line of page chrome, and of a whole article: English, Ukrainian or Russian.

Lines and articles need different tools. langdetect is excellent on an article (three profiles, seeded) and wrong on a
quarter of UI strings, so a line is judged by script, then decisive letters, then the sum of langdetect's own Ukrainian
and Russian n-gram profiles, biased by the page's language: 99.8 % right on UI strings at a few microseconds.
"""

import json
import math
import re
from functools import lru_cache
from pathlib import Path

import langdetect
from langdetect.detector_factory import DetectorFactory
from langdetect.lang_detect_exception import LangDetectException

from crawlers.extraction.chrome.rules import BRANDS

_PROFILES = Path(langdetect.__file__).parent / "profiles"
_FLOOR = 1e-5  # probability of an n-gram that a profile lacks; measured with the biases
_APOSTROPHE = 25.0  # nats: Russian has none before these letters
_UKRAINIAN_BIAS = 17.0  # nats: 99.8 % of Ukrainian UI strings right, 85 % of Russian texts still found
_RUSSIAN_BIAS = -12.0  # on a page in Russian: all of 904 Russian texts right
# Characters that langdetect is given, and of how many. On 1,433 articles (four paragraphs of treebanks, also with one
# sentence of another language among them; the press; news pages) 250 spread over the article are right where 1,500 in
# a row are, in a third of the time; with two foreign sentences of six 4 in 1,000 differ; 180 are too few.
_SAMPLE, _SAMPLED = 250, 10_000

_A_LABEL = 120  # characters: longer lines are text, and not read again

_LATIN, _LATIN_RUN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]"), re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]+")
_BELARUSIAN = re.compile(r"[ыэё]")
_NOT_BELARUSIAN = re.compile(r"[ищїєґ]")
_CYRILLIC_WORD = re.compile(r"[Ѐ-ӿ][Ѐ-ӿ’'ʼ]*")
_BRANDS_BEGIN = frozenset(name.split()[0] for name in BRANDS)
_UKRAINIAN_APOSTROPHE = re.compile(r"[бпвмфрнд]['’ʼ][яю]")
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH_WORDS = frozenset({
    "a", "about", "after", "all", "also", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "could",
    "did", "do", "does", "for", "from", "had", "has", "have", "he", "her", "his", "how", "i", "if", "in", "into",
    "is", "it", "its", "more", "most", "no", "not", "of", "on", "one", "only", "or", "our", "out", "said", "she",
    "so", "some", "than", "that", "the", "their", "them", "then", "there", "they", "this", "to", "under", "up",
    "was", "we", "were", "what", "when", "which", "who", "will", "with", "would", "you", "your",
})  # fmt: skip


def line_language(text: str, page_language: str | None = None) -> str | None:
    """The language of one line: "en", "uk", "ru" or "be"; None for figures, brand names and other scripts.

    `page_language` (of the page or outlet) decides what is valid in Ukrainian and in Russian alike; without it such a
    line is Ukrainian. Latin letters are English, unless the page is known to be in another language of that script.
    """
    return (_remembered if len(text) <= _A_LABEL else _of_line)(text, page_language)


def _of_line(text: str, page_language: str | None) -> str | None:
    lowered = text.lower()
    words = [] if lowered.isascii() else _CYRILLIC_WORD.findall(lowered)
    if not words and not _LATIN.search(lowered):
        return None
    if _is_brand(lowered):
        return None
    if not words or _is_mostly_english(lowered, words):
        return _latin_language(lowered, page_language)
    return _cyrillic_language(lowered, words, page_language)


_remembered = lru_cache(maxsize=20_000)(_of_line)  # chrome repeats on every page, and is asked about twice on each


def has_no_language(text: str) -> bool:
    """True for a line without letters, and for one of brand names only: `67.15%`, `•`, `Google Chrome`."""
    return _is_brand(text.lower()) or not any(map(str.isalpha, text))


def _is_mostly_english(lowered: str, cyrillic_words: list[str]) -> bool:
    latin, cyrillic = sum(map(len, _LATIN_RUN.findall(lowered))), sum(map(len, cyrillic_words))
    return latin > cyrillic and _english_words(lowered) >= 2  # noqa: PLR2004 - one may be in a name


def _latin_language(lowered: str, page_language: str | None) -> str:
    foreign = page_language not in {None, "en", "uk", "ru", "be"}
    return str(page_language) if foreign and not _english_words(lowered) else "en"


def _cyrillic_language(lowered: str, words: list[str], page_language: str | None) -> str:
    ukrainian, russian = sum(map(lowered.count, "іїєґ")), sum(map(lowered.count, "ыэёъ"))
    if "ў" in lowered or (ukrainian and russian and _is_belarusian(lowered)):
        return "be"
    if ukrainian != russian:
        return "uk" if ukrainian > russian else "ru"
    return "uk" if _bias(page_language) + sum(map(_ukrainian_over_russian, words)) >= 0 else "ru"


def _is_belarusian(lowered: str) -> bool:
    return "і" in lowered and bool(_BELARUSIAN.search(lowered)) and not _NOT_BELARUSIAN.search(lowered)


def _bias(page_language: str | None) -> float:
    """An English page of a Ukrainian outlet has Ukrainian chrome, so only a page in Russian leans to Russian."""
    return _RUSSIAN_BIAS if page_language == "ru" else _UKRAINIAN_BIAS


def _english_words(lowered: str) -> int:
    return sum(map(_ENGLISH_WORDS.__contains__, _WORD.findall(lowered)))


def _is_brand(lowered: str) -> bool:
    first = _WORD.search(lowered)
    if first and first.group() not in _BRANDS_BEGIN:
        return False
    words = _WORD.findall(lowered)
    return " ".join(words) in BRANDS or all(word in BRANDS for word in words)


def _probabilities(language: str) -> dict[str, float]:
    """langdetect's own profile of a language: how often each sequence of one to three letters occurs."""
    profile = json.loads((_PROFILES / language).read_text(encoding="utf-8"))
    totals: list[int] = profile["n_words"]
    return {gram: count / totals[len(gram) - 1] for gram, count in profile["freq"].items()}


def _log_ratios() -> dict[str, float]:
    ukrainian, russian = _probabilities("uk"), _probabilities("ru")

    def of_gram(gram: str) -> float:
        return math.log(max(ukrainian.get(gram, 0.0), _FLOOR) / max(russian.get(gram, 0.0), _FLOOR))

    return {gram: of_gram(gram) for gram in ukrainian.keys() | russian.keys()}


_GRAM_RATIOS = _log_ratios()


@lru_cache(maxsize=20_000)  # chrome repeats on every page
def _ukrainian_over_russian(word: str) -> float:
    """How much likelier a word is in Ukrainian than in Russian, in nats, by its pairs and triples of letters."""
    padded = f" {word} "
    length, ratio = len(padded), _GRAM_RATIOS.get
    grams = [padded[start : start + n] for n in (2, 3) for start in range(length - n + 1)]
    return sum([ratio(gram, 0.0) for gram in grams]) + _APOSTROPHE * bool(_UKRAINIAN_APOSTROPHE.search(word))


def _three_profiles() -> DetectorFactory:
    """Our own factory: langdetect's is filled lazily, which fails in threads, and its seed is the process's."""
    factory = DetectorFactory()
    factory.seed = 0
    factory.load_json_profile([(_PROFILES / name).read_text(encoding="utf-8") for name in ("en", "uk", "ru")])
    return factory


_FACTORY = _three_profiles()  # at import, so that it is there before a fork and before the first thread


def article_language(text: str) -> str | None:
    """The language of an article by langdetect: "en", "uk" or "ru"; None where it finds nothing to go by.

    Deterministic. Meant for 200 letters and more; `line_language` is for less.
    """
    sample = _words_from_all_over(text[:_SAMPLED])
    detector = _FACTORY.create()
    detector.append(sample.lower() if sample.isupper() else sample)  # langdetect skips words in capitals
    try:
        return str(detector.detect())
    except LangDetectException:
        return None


def _words_from_all_over(text: str) -> str:
    """Whole words, as langdetect's n-grams end with a word: all of a short text, an even choice from a long one."""
    words = text.split()
    count = min(len(words), 1 + len(words) * _SAMPLE // (len(text) + 1))
    chosen = " ".join([words[number * len(words) // count] for number in range(count)])
    return chosen[: 2 * _SAMPLE]  # other scripts write without spaces
