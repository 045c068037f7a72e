"""Which lines of an article may be learned as chrome, should they recur on other articles of the outlet.

What recurs in bodies is not yet chrome: names, sub-headings, items of lists, questions of an interview series, names of
agencies and background paragraphs recur too, and to lose one is worse than to let a prompt through. So only lines of a
certain shape are candidates, and those that look like text must recur more, by the degree of `doubt`.
"""

import re
from collections import Counter
from collections.abc import Container, Sequence
from itertools import islice

from lxml.html import HtmlElement

from crawlers.extraction.chrome.insets import LISTED
from crawlers.extraction.language import line_language
from crawlers.extraction.page.homes import HEADINGS
from crawlers.extraction.page.lines import Line
from storage.records import StandingLine
from storage.recurrence import TEXT

MOST_LINES = 40  # of one article: prompts are few; a page of hundreds of short lines is a table
LONGEST = 500  # characters, as for every other line that is counted as chrome
_PARAGRAPH = 100  # characters: of the corpora's sentences 9 of 10 paragraphs are longer, 3 of 4 prompts shorter
_FEWEST_WORDS = 4  # names, agencies, "Background", "Read also": three words or fewer
_WORDS_OF_A_PHRASE = 6  # sub-headings are shorter
_LOWER_CASE_WORDS = 2  # a phrase has them; "Interfax Ukraine News Agency" does not
_MOSTLY_LINK = 0.5  # of a list item's characters
_FIRST_PARAGRAPHS = 5
_NAME = 60  # characters of a template's name

_NEVER = HEADINGS | {"blockquote", "q", "pre", "figcaption", "th"}
_CONTAINERS = frozenset(
    {"div", "section", "article", "main", "td", "aside", "center", "form", "body", "header", "footer"}
)
_BOLD = frozenset({"b", "strong"})
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_ENDS_A_SENTENCE = re.compile(r"[.!…][\"'»”’)\]]*$")
_NAME_WORD = re.compile(r"[A-Za-z]+(?:[-_]+[A-Za-z]+)*")


def template_of(body: Sequence[Line]) -> str:
    """The kind of container that a body stands in, such as "div.article-text": pages alike have it alike.

    By its first paragraphs: below a short article there may be more of others' teasers than of its own text.
    """
    first = list(islice((line for line in body if line.prose), _FIRST_PARAGRAPHS))
    kinds = Counter(map(_kind, first or body[:_FIRST_PARAGRAPHS]))
    return kinds.most_common(1)[0][0] if kinds else ""


def standing_lines(
    body: Sequence[Line], standfirst: Sequence[Line], kept: Container[int], language: str | None
) -> tuple[StandingLine, ...]:
    """The lines of an article that would be chrome if they recurred, each once, the least doubtful first.

    `kept` are the numbers of the lines that the outlet's file says are never chrome.
    """
    template = template_of(body)
    found: dict[str, StandingLine] = {}
    for line in body:
        is_apart = _kind(line) != template
        if line.number not in kept and _may_be_chrome(line, is_apart=is_apart):
            doubt = _doubt(line, is_apart=is_apart)
            found[line.text] = StandingLine(line.text, line_language(line.text, language), doubt)
    # A standfirst stands in boxes of other stories too: counted here, such a teaser is known for what it is.
    for line in standfirst:
        if len(line.text) <= LONGEST:
            found[line.text] = StandingLine(line.text, line_language(line.text, language), TEXT)
    return tuple(sorted(found.values(), key=lambda line: line.doubt)[:MOST_LINES])


def _may_be_chrome(line: Line, *, is_apart: bool) -> bool:
    if len(line.text) > LONGEST or line.text.endswith("?") or _stands_in(line.block, _NEVER):
        return False
    if _stands_in(line.block, LISTED):
        # A teaser in a list of other stories; the article's own lists are text.
        return (is_apart and line.prose > 0) or line.link_share > _MOSTLY_LINK
    if line.text.endswith(":"):
        return False  # it introduces what follows
    words = _WORD.findall(line.text)
    if len(words) < _FEWEST_WORDS or (_is_bold(line) and not (is_apart or line.linked)):
        return False
    return line.prose > 0 or line.linked > 0 or sum(word[0].islower() for word in words) >= _LOWER_CASE_WORDS


def _doubt(line: Line, *, is_apart: bool) -> int:
    """How much a line looks like text: `StandingLine`."""
    if is_apart:
        return 0
    if _ENDS_A_SENTENCE.search(line.text) and len(line.text) >= _PARAGRAPH:
        return TEXT  # background, told again under every story
    if line.linked:
        return 1 if _stands_in(line.block, LISTED) else 0  # a list may well link to what the article is about
    is_phrase = _ENDS_A_SENTENCE.search(line.text) or len(_WORD.findall(line.text)) >= _WORDS_OF_A_PHRASE
    return 1 if is_phrase else TEXT


def _stands_in(block: HtmlElement, tags: frozenset[str]) -> bool:
    return any(element.tag in tags for element in (block, *islice(block.iterancestors(), 2)))


def _is_bold(line: Line) -> bool:
    """True where the whole line is bold: a sub-heading, a question, a name."""
    bold = list(line.block.iter(*_BOLD))
    return sum(len(" ".join(element.text_content().split())) for element in bold) >= len(line.text)


def _kind(line: Line) -> str:
    """The nearest container with a name, without the figures in it: they number posts."""
    for element in (line.block, *line.block.iterancestors()):
        if element.tag in _CONTAINERS:
            names = _NAME_WORD.findall(f"{element.get('class') or ''} {element.get('id') or ''}")
            if names or element.tag == "body":
                return ".".join([str(element.tag), *dict.fromkeys(names)])[:_NAME]
    return ""
