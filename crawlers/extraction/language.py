"""The language of a line of page chrome, and of a whole article: English, Ukrainian or Russian.

Lines and articles need different tools. langdetect is excellent on an article (three profiles, seeded) and wrong on a
quarter of UI strings, so a line is judged by script, then decisive letters, then the sum of langdetect's own Ukrainian
and Russian n-gram profiles, biased by the page's language: 99.8 % right on UI strings at a few microseconds.
"""

import json
import math
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import langdetect
from langdetect.detector_factory import DetectorFactory
from langdetect.lang_detect_exception import LangDetectException

from crawlers.extraction.chrome_rules import BRANDS

_PROFILES = Path(langdetect.__file__).parent / "profiles"
_FLOOR = 2e-5  # probability of an n-gram that a profile lacks; measured with the biases
_UKRAINIAN_BIAS = 17.0  # nats: 99.8 % of Ukrainian UI strings right, 84 % of Russian ones still found
_RUSSIAN_BIAS = -12.0  # on a page in Russian: 100 % of Russian strings right
_LETTERS_ENOUGH = 1_500  # characters of an article: langdetect was right on 171 of 171 with a median of 1,194

_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_UKRAINIAN = re.compile(r"[іїєґ]")
_RUSSIAN = re.compile(r"[ыэёъ]")
_BELARUSIAN = re.compile(r"[ыэё]")
_NOT_BELARUSIAN = re.compile(r"[ищїєґ]")
_CYRILLIC_WORD = re.compile(r"[Ѐ-ӿ’'ʼ]+")
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
    lowered = text.lower()
    cyrillic = len(_CYRILLIC.findall(lowered))
    latin = len(_LATIN.findall(lowered))
    if not cyrillic and not latin:
        return None
    if _is_brand(lowered):
        return None
    if not cyrillic or (latin > cyrillic and _english_words(lowered) >= 2):  # noqa: PLR2004 - one may be in a name
        return _latin_language(lowered, page_language)
    return _cyrillic_language(lowered, page_language)


def has_no_language(text: str) -> bool:
    """True for a line without letters, and for one of brand names only: `67.15%`, `•`, `Google Chrome`."""
    return not any(map(str.isalpha, text)) or _is_brand(text.lower())


def _latin_language(lowered: str, page_language: str | None) -> str:
    foreign = page_language not in {None, "en", "uk", "ru", "be"}
    return str(page_language) if foreign and not _english_words(lowered) else "en"


def _cyrillic_language(lowered: str, page_language: str | None) -> str:
    if _is_belarusian(lowered):
        return "be"
    ukrainian, russian = len(_UKRAINIAN.findall(lowered)), len(_RUSSIAN.findall(lowered))
    if ukrainian != russian:
        return "uk" if ukrainian > russian else "ru"
    words = _CYRILLIC_WORD.findall(lowered)
    return "uk" if _bias(page_language) + sum(map(_ukrainian_over_russian, words)) >= 0 else "ru"


def _is_belarusian(lowered: str) -> bool:
    if "ў" in lowered:
        return True
    return "і" in lowered and bool(_BELARUSIAN.search(lowered)) and not _NOT_BELARUSIAN.search(lowered)


def _bias(page_language: str | None) -> float:
    """An English page of a Ukrainian outlet has Ukrainian chrome, so only a page in Russian leans to Russian."""
    return _RUSSIAN_BIAS if page_language == "ru" else _UKRAINIAN_BIAS


def _english_words(lowered: str) -> int:
    return sum(word in _ENGLISH_WORDS for word in _WORD.findall(lowered))


def _is_brand(lowered: str) -> bool:
    words = _WORD.findall(lowered)
    return " ".join(words) in BRANDS or all(word in BRANDS for word in words)


def _probabilities(language: str) -> dict[str, float]:
    """langdetect's own profile of a language: how often each sequence of one to three letters occurs."""
    profile = json.loads((_PROFILES / language).read_text(encoding="utf-8"))
    totals: list[int] = profile["n_words"]
    return {gram: count / totals[len(gram) - 1] for gram, count in profile["freq"].items()}


def _log_ratio() -> Callable[[str], float]:
    ukrainian, russian = _probabilities("uk"), _probabilities("ru")

    def of_gram(gram: str) -> float:
        return math.log(max(ukrainian.get(gram, 0.0), _FLOOR) / max(russian.get(gram, 0.0), _FLOOR))

    table = {gram: of_gram(gram) for gram in ukrainian.keys() | russian.keys()}
    return lambda gram: table.get(gram, 0.0)


_gram_ratio = _log_ratio()


@lru_cache(maxsize=20_000)  # chrome repeats on every page
def _ukrainian_over_russian(word: str) -> float:
    padded = f" {word} "
    grams = (padded[i : i + n] for n in (1, 2, 3) for i in range(len(padded) - n + 1))
    return sum(_gram_ratio(gram) for gram in grams if gram != " ")


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
    text = text[:_LETTERS_ENOUGH]
    detector = _FACTORY.create()
    detector.append(text.lower() if text.isupper() else text)  # langdetect skips words in capitals
    try:
        return str(detector.detect())
    except LangDetectException:
        return None
