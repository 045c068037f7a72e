"""The headline: what readers see as a heading, chosen by what the page claims elsewhere."""

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from crawlers.extraction.comparing import same
from crawlers.extraction.json_ld import Thing, first_text
from crawlers.extraction.lines import Line
from crawlers.extraction.page_head import Head
from crawlers.extraction.plain_text import cut, plain

_LONGEST_TITLE = 1000  # characters
_WORD = re.compile(r"\w+")
_SEPARATOR = re.compile(r"\s+[|–—\-:•·/»]+\s+|\s*[|»]\s*")


def find_title(tree: HtmlElement, lines: Sequence[Line], head: Head, things: Sequence[Thing]) -> str:
    """The claimed title that readers see as a heading; else the heading that the claims resemble; else a claim."""
    claims = [plain(first_text(things, "headline") or ""), *head.all("og:title", "twitter:title")]
    claims = [claim for claim in claims if " " in claim] or [claim for claim in claims if claim]
    browser_title = plain(tree.findtext("head/title") or tree.findtext(".//title") or "")
    candidates = [*claims, *_without_site(browser_title)]
    headings = [line.text for line in lines if is_in_h1(line)]
    shown = {same(line.text): line.text for line in reversed(lines)}
    wanted = {same(claim) for claim in candidates}
    choices = [
        *(heading for heading in headings if same(heading) in wanted),
        *(heading for heading in headings if any(_resembles(heading, claim) for claim in [*claims, browser_title])),
        *(shown[same(claim)] for claim in candidates if same(claim) in shown),
        *_shorter(claims, browser_title),
        *headings,
        *candidates,
    ]
    return cut(next(iter(choices), ""), _LONGEST_TITLE)


def _shorter(claims: Sequence[str], browser_title: str) -> list[str]:
    """A claim without the name of the site that some append to og:title too."""
    return [claim for claim in claims if claim != browser_title] or list(_without_site(browser_title))[:1]


def _without_site(title: str) -> Iterator[str]:
    """ "Headline - Section - Site" as "Headline - Section", "Headline", and the title itself, likeliest first."""
    cuts = [found.start() for found in _SEPARATOR.finditer(title)]
    yield from (title[:cut_at] for cut_at in reversed(cuts))
    ends = [found.end() for found in _SEPARATOR.finditer(title)]
    yield from (title[end:] for end in ends)
    yield title


def _resembles(heading: str, claim: str) -> bool:
    """Whether they are two wordings of one headline; the name of a section or of the site resembles none."""
    words, claimed = set(_WORD.findall(heading.casefold())), set(_WORD.findall(claim.casefold()))
    shared = len(words & claimed)
    if words.isdisjoint(_WORD.findall(claim.casefold())[:2]):
        return False
    return len(words) >= 3 and shared >= 0.4 * len(words) and shared >= 0.3 * len(claimed)  # noqa: PLR2004 - guesses


def headline_number(lines: Sequence[Line], title: str) -> int | None:
    """The number of the line that is the headline: the title in a first-level heading, else where it is first shown."""
    wanted = same(title)
    shown = [line for line in lines if wanted and same(line.text) == wanted]
    return next((line.number for line in [*filter(is_in_h1, shown), *shown]), None)


def is_in_h1(line: Line) -> bool:
    """True for a line in a heading of the first level."""
    return line.block.tag == "h1" or any(ancestor.tag == "h1" for ancestor in line.block.iterancestors())
