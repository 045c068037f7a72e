"""Who says that a line is chrome. The witnesses are asked in turn; the first that speaks gives the reason stored."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from lxml.html import HtmlElement

from crawlers.extraction.chrome.labels import opens_with_label
from crawlers.extraction.chrome.orphans import orphans
from crawlers.extraction.chrome.rules import fold, is_chrome
from crawlers.extraction.chrome.strangers import strangers
from crawlers.extraction.chrome.structure import Structure
from crawlers.extraction.chrome.subheadings import subheadings
from crawlers.extraction.language import has_no_language, line_language
from crawlers.extraction.page.homes import home
from crawlers.extraction.page.lines import Line
from storage.records import ChromeReason

Reasons = dict[int, ChromeReason | None]  # by the number of the line; None: nobody calls it chrome

_PARAGRAPHS = frozenset({"p", "blockquote", "q", "li", "pre", "dd"})


@lru_cache(maxsize=2)  # the same for every page of a crawl
def _folded(lines: frozenset[str]) -> frozenset[str]:
    return frozenset(map(fold, lines))


class Witnesses:
    """The witnesses that need no knowledge of where the article stands: structure, rules, repetition."""

    def __init__(
        self, structure: Structure, learned: Iterable[str], kept: Iterable[str], own: Iterable[str] = ()
    ) -> None:
        """`own` is how the page describes its article: learned as the teaser on other pages, it is text on this one."""
        self._structure = structure
        self._learned = _folded(frozenset(learned)) - frozenset(map(fold, own))
        self._kept = frozenset(map(fold, kept))

    def keeps(self, line: Line) -> bool:
        """True for a line that the outlet's file says is never chrome."""
        return bool(self._kept) and fold(line.text) in self._kept

    def reason(self, line: Line) -> ChromeReason | None:
        if self.keeps(line):
            return None
        if self._structure.is_chrome(line):
            return "structure"
        if is_chrome(line.text) and not opens_with_label(line):
            return "rule"
        return "repetition" if self._learned and fold(line.text) in self._learned else None


def inside(lines: Sequence[Line], reasons: Reasons, language: str | None) -> Reasons:
    """The verdict on each line of the article's run, by number: None is article.

    Language, places of another kind, links, neighbours and what is left alone speak here, in this order. A line in
    another language is chrome where it is short and unpunctuated or a link, and stands apart: among the article's own
    paragraphs it is a quotation, a poem or a name.
    """
    verdicts = {line.number: reasons[line.number] for line in lines}
    verdicts |= dict.fromkeys(subheadings(lines, verdicts))
    homes = {home(line) for line in lines if line.prose and verdicts[line.number] is None}
    for line in lines:
        if verdicts[line.number] is None and _is_foreign_chrome(line, language, homes):
            verdicts[line.number] = "language"
    verdicts |= dict.fromkeys(strangers(lines, {number for number in verdicts if verdicts[number]}), "structure")
    for line in lines:
        if verdicts[line.number] is None and line.is_link and not (line.is_sentence or opens_with_label(line)):
            verdicts[line.number] = "structure"
    _ask_neighbours(lines, verdicts)
    return verdicts | dict.fromkeys(orphans(lines, {number for number in verdicts if not verdicts[number]}), "place")


def _is_foreign_chrome(line: Line, language: str | None, homes: set[HtmlElement]) -> bool:
    spoken = line_language(line.text, language)
    if spoken is None or language is None or spoken == language:
        return False
    if line.link_share > 0.5:  # noqa: PLR2004 - more link than text
        return True
    among_paragraphs = line.block.tag in _PARAGRAPHS and home(line) in homes
    quoted = any(ancestor.tag in {"blockquote", "q"} for ancestor in [line.block, *line.block.iterancestors()])
    return not (among_paragraphs or quoted or line.prose)


def _ask_neighbours(lines: Sequence[Line], verdicts: Reasons) -> None:
    """A line without a language of its own is chrome beside chrome."""
    undecided = {line.number for line in lines if verdicts[line.number] is None and has_no_language(line.text)}
    for order in (lines, list(reversed(lines))):
        before: int | None = None
        for line in order:
            if line.number in undecided and before is not None and verdicts[before] is not None:
                verdicts[line.number] = "neighbour"
            before = line.number


def outside(line: Line, reason: ChromeReason | None, language: str | None, line_speaks: str | None) -> ChromeReason:
    """Why a line that is not in the article's run was dropped."""
    if reason:
        return reason
    if line_speaks is None and has_no_language(line.text):
        return "neighbour"
    return "language" if language and line_speaks != language and not line.prose else "place"
