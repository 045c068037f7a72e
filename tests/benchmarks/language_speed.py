"""How long the language of one line takes, against langdetect's own answer. Lines repeat, as chrome does."""

from langdetect import DetectorFactory, LangDetectException, detect

from crawlers.extraction.language import line_language
from tests.benchmarks.timing import interleaved, ratios

LINES = (
    "Menu",
    "Similar articles",
    "Читайте також",
    "цей браузер",
    "Доступно для",
    "67.15%",
    "Підписатися на розсилку",
    "We use cookies to make this site work.",
    "Увійти через Google",
    "The port will reopen on Monday, the council said.",
    "Порт відкриють у понеділок, повідомили в міській раді.",
) * 20


def measure() -> list[str]:
    """Microseconds of processor time a line, and the ratio."""
    DetectorFactory.seed = 0
    ways = {"langdetect.detect, 55 languages": _detected, "varta line_language": lambda line: line_language(line, "uk")}
    return ratios(interleaved(ways, LINES, rounds=1), 1e-6, "µs a line")


def _detected(line: str) -> str | None:
    try:
        return str(detect(line))
    except LangDetectException:
        return None
