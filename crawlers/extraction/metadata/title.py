"""The headline: what readers see as a heading, chosen by what the page claims elsewhere."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawlers.extraction.metadata.json_ld import Thing, first_text
from crawlers.extraction.metadata.kickers import without_kicker
from crawlers.extraction.metadata.page_head import Head
from crawlers.extraction.page.comparing import bare, same
from crawlers.extraction.page.lines import Line
from crawlers.extraction.page.plain_text import cut, plain

_LONGEST_TITLE = 1000  # characters
_WORD = re.compile(r"\w+")
_SEPARATOR = re.compile(r"\s+[|–—\-:•·/›»«]+\s+|\s*[|│»›]\s*")
_SHORTEST = 15  # letters and figures of a headline that is told by the end of a longer one
_MARKS = " |·•–—"
_A_LINK = 0.7  # share of a line
_NEARLY_AS_LONG = 10  # characters that quotation marks, spaces and outer punctuation may make
_SHORTEST_UNCLAIMED = 10  # characters of a heading that nothing else on the page confirms: a guess
_HEADING_TAGS = frozenset({"h2", "h3", "h4"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of the first level and its visible lines."""

    element: HtmlElement
    lines: Sequence[Line]

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


def first_headings(lines: Sequence[Line], head: Head) -> list[Heading]:
    """The headings of the first level that are seen."""
    within = {element: heading for heading in head.headings for element in heading.iter()}
    found: dict[HtmlElement, list[Line]] = {}
    for line in [line for line in lines if line.block in within] if within else ():
        found.setdefault(within[line.block], []).append(line)
    return [Heading(element=element, lines=its) for element, its in found.items()]


def find_title(lines: Sequence[Line], headings: Sequence[Heading], head: Head, things: Sequence[Thing]) -> str:
    """The claimed title that readers see as a heading; else the heading that the claims resemble; else a claim."""
    headings = [heading for heading in headings if not head.is_site(heading.text)] or headings
    claims = _claims(head, things)
    parts = _title_parts(head)
    choices = _choices(lines, headings, claims, parts, head.browser_title)
    return cut(next(choices, ""), _LONGEST_TITLE)


def _choices(
    lines: Sequence[Line], headings: Sequence[Heading], claims: Sequence[str], parts: Sequence[str], browser_title: str
) -> Iterator[str]:
    """What may be the title, likeliest first."""
    for heading in headings:
        if wording := _claimed(heading, claims):
            yield wording
    named = [heading for heading in headings if any(same(heading.text) == same(part) for part in parts)]
    wordings = [*claims, browser_title, *sorted(_SEPARATOR.split(browser_title), key=len)[-1:]]
    alike = [heading for heading in headings if any(_resembles(heading.text, claim) for claim in wordings)]
    for heading in [*sorted(named, key=lambda heading: -len(heading.text)), *alike]:
        if heading in alike or not _is_link(heading):
            yield without_kicker(heading.element, heading.text)
    unclaimed = {heading.text: heading for heading in headings if _may_be_unclaimed(heading)}
    only = next(iter(unclaimed.values())) if len(unclaimed) == 1 else None
    yield from _shown(lines, [*claims, *parts], in_headings=only is not None)
    if only:
        yield without_kicker(only.element, only.text)
    yield from (claim for claim in claims if claim != browser_title)
    yield from parts
    yield from (heading.text for heading in headings)


def _may_be_unclaimed(heading: Heading) -> bool:
    return len(heading.text) >= _SHORTEST_UNCLAIMED and not _is_link(heading)


def _claims(head: Head, things: Sequence[Thing]) -> list[str]:
    """What the page claims to be its headline, without the name of the site."""
    found = [*head.all("og:title"), plain(first_text(things, "headline") or ""), *head.all("twitter:title", "headline")]
    bared = [_without_site(claim, head) for claim in found if claim]
    return [claim for claim in bared if " " in claim] or bared


def _title_parts(head: Head) -> list[str]:
    """ "Headline - Section - Site" as "Headline - Section", "Headline", ..., likeliest first; never the site."""
    title = head.browser_title
    found = list(_SEPARATOR.finditer(title))
    heads = [title[: separator.start()] for separator in reversed(found)]
    tails = [title[separator.end() :] for separator in found]
    parts = [part.strip(_MARKS) for part in (*heads, title, *tails)]
    return [part for part in dict.fromkeys(parts) if part and not head.is_site(part)]


def _without_site(claim: str, head: Head) -> str:
    """A claim without the names of the site and the section that some append to it."""
    found = list(_SEPARATOR.finditer(claim))
    if found and head.is_site(claim[found[-1].end() :]):
        return claim[: found[-1].start()].strip()
    if found and head.is_site(claim[: found[0].start()]):
        return claim[found[0].end() :].strip()
    return claim


def _claimed(heading: Heading, claims: Sequence[str]) -> str | None:
    """The heading as the claims word it: whole, without its kicker, or with the kicker that stands above it."""
    text, letters = heading.text, bare(heading.text)
    bared = [bare(claim) for claim in claims]
    for claim, claimed in zip(claims, bared, strict=True):
        if _is_the_end(claim, text) or text.startswith(f"{claim} |"):
            return claim
        if claimed == letters:
            return text if same(claim) == same(text) else claim
        if bared.count(claimed) > 1 and claimed.endswith(letters):
            return claim
    return None


def _is_the_end(claim: str, text: str) -> bool:
    """True where a claim is the end of a longer text from the beginning of a word on."""
    start = len(text) - len(claim)
    return start > 0 and len(claim) >= _SHORTEST and not text[start - 1].isalnum() and same(text[start:]) == same(claim)


def _shown(lines: Sequence[Line], claims: Iterable[str], *, in_headings: bool) -> Iterator[str]:
    """The claims that a line of the page says, as it says them; no link says one unless it is a heading."""
    for claim in claims:
        wanted = same(claim)
        for line in lines:
            if abs(len(line.text) - len(claim)) <= _NEARLY_AS_LONG and same(line.text) == wanted:
                heading = line.block.tag in _HEADING_TAGS
                if heading or not (in_headings or line.link_share > _A_LINK):
                    yield line.text


def _is_link(heading: Heading) -> bool:
    """True for a heading that is a link, as the name of a site is."""
    return sum(line.linked for line in heading.lines) > _A_LINK * len(heading.text)


def _resembles(heading: str, claim: str) -> bool:
    """Whether they are two wordings of one headline; the name of a section or of the site resembles none."""
    words, in_order = set(_WORD.findall(heading.casefold())), _WORD.findall(claim.casefold())
    shared = len(words.intersection(in_order))
    if len(words) < 3 or words.isdisjoint(in_order[:2]):  # noqa: PLR2004 - a guess
        return False
    return shared >= 0.4 * len(words) and shared >= 0.3 * len(set(in_order))


def headline_number(lines: Sequence[Line], title: str) -> int | None:
    """The number of the line that is the headline: the title in a first-level heading, else where it is first shown.

    A heading may say more than the title, or be broken over lines: then it is the line that ends with it.
    """
    if not (wanted := same(title)):
        return None
    in_heading = next((line for line in lines if line.text == title and is_in_h1(line)), None)
    in_heading = in_heading or _in_a_heading(lines, bare(title))
    if in_heading:
        return in_heading.number
    near = (line for line in lines if abs(len(line.text) - len(title)) <= _NEARLY_AS_LONG)
    return next((line.number for line in near if same(line.text) == wanted), None)


def _in_a_heading(lines: Sequence[Line], wanted: str) -> Line | None:
    """The line of a first-level heading that is the title, holds it, or is its last part."""
    said = [(line, bare(line.text)) for line in lines if is_in_h1(line)]
    whole = next((line for line, letters in said if letters == wanted), None)
    held = (line for line, text in said if wanted in text or (len(text) >= _SHORTEST and wanted.endswith(text)))
    return whole or next(held, None)


def is_in_h1(line: Line) -> bool:
    """True for a line in a heading of the first level."""
    return line.block.tag == "h1" or any(ancestor.tag == "h1" for ancestor in line.block.iterancestors("h1"))
