"""The language of a source: that of most of its headlines."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from crawlers.extraction.language import line_language


@dataclass(frozen=True, slots=True)
class HeadlineLanguages:
    """How many headlines are in which language; those of names and figures alone count nowhere."""

    counts: Counter[str]

    @property
    def chief(self) -> str | None:
        """The language of most headlines; None where there are none."""
        return next((language for language, _ in self.counts.most_common(1)), None)

    def agreement(self, language: str) -> tuple[int, int]:
        """How many headlines are in this language, and of how many."""
        return self.counts[language], self.counts.total()


def headline_languages(titles: Iterable[str | None]) -> HeadlineLanguages:
    """The languages of headlines, each judged by itself: no page is believed about them."""
    found = (line_language(title) for title in titles if title)
    return HeadlineLanguages(Counter(language for language in found if language))
