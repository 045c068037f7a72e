"""Which links of a page lead to stories: evidence from address, place, text and from the other links, in one score."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from crawlers.discovery.address_evidence import address_evidence
from crawlers.discovery.address_shape import shape_of
from crawlers.discovery.front_page import Anchor
from crawlers.outlet import Outlet

# What each piece of evidence weighs. A strong address passes alone, a headline does with the least support; a missed
# story is lost, a wrong link costs one look. Set by hand; measured with `python -m tests.benchmarks links`.
WEIGHTS = {
    # the address
    "a date in the path": 3.0,
    "a number": 3.0,
    "a token": 3.0,
    "a headline in the path": 3.0,
    "a short slug": 1.0,
    "a short number": 0.5,
    "a page's ending": 0.5,
    "plain words": -1.0,
    "one plain word": -3.0,
    "only a date": -6.0,
    "a page of a list": -6.0,
    "something to do": -6.0,
    "the address of a list": -6.0,
    "a service page": -4.0,
    "a file": -20.0,
    "a print version": -20.0,  # a story that is told at its own address, too
    # the text
    "a headline": 3.0,
    "a long headline": 0.5,
    "one or two words": -0.5,
    # the place
    "in a heading": 1.5,
    "among stories": 0.5,
    "a picture": 0.5,
    "a time beside it": 1.5,
    "in a menu": -1.5,
    "in a list of labels": -0.5,
    # the other links
    "listed as a story": 6.0,
    "addresses like it have headlines": 2.0,
    "addresses like it stand in menus": -2.0,
    "addresses like it have labels": -1.0,
}
THRESHOLD = 2.0
WORTH_A_LOOK = -1.0  # of an address without a place on a page: some words below a section
HEADLINE_LENGTH, HEADLINE_WORDS, LONG_HEADLINE = 25, 4, 50  # menu entries are shorter
_LABEL_WORDS = 2
_ENOUGH_ALIKE, _MOST = 3, 0.6  # so many addresses of one shape, and the share of them that decides for all


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """All links of a page to one address: where the best of them stands, and the longest text."""

    url: str
    text: str
    anchors: tuple[Anchor, ...]
    is_listed: bool = False


class Score(NamedTuple):
    """How much speaks for a story at an address, and what it is, by the names of `WEIGHTS`."""

    value: float
    evidence: tuple[str, ...]

    @property
    def is_enough(self) -> bool:
        return self.value >= THRESHOLD


def scores(candidates: Iterable[Candidate]) -> list[Score]:
    """The scores of a page's links, in their order. Judged together: addresses of one shape are of one kind."""
    all_of_them = list(candidates)
    shapes = [shape_of(candidate.url) for candidate in all_of_them]
    kinds = _kinds(zip(shapes, all_of_them, strict=True))
    return [_score(candidate, kinds.get(shape)) for shape, candidate in zip(shapes, all_of_them, strict=True)]


def address_value(url: str) -> float:
    """How much an address alone says for a story."""
    return sum(WEIGHTS[piece] for piece in address_evidence(url))


def looks_like_article(url: str, outlet: Outlet) -> bool:
    """Whether an address is an article's: by the outlet's own pattern, else by a date, a number or a headline in it."""
    if outlet.article.url is not None:
        return outlet.article.url.search(url) is not None
    return address_value(url) >= THRESHOLD


def may_be_article(url: str, outlet: Outlet) -> bool:
    """Whether an address is worth a look where all pages are listed: no list, file or top-level page."""
    if outlet.article.url is not None:
        return looks_like_article(url, outlet)
    return address_value(url) >= WORTH_A_LOOK


def is_file(url: str) -> bool:
    """Whether an address names a picture, a recording or a document: no story is told there."""
    return "a file" in address_evidence(url)


def is_headline(text: str) -> bool:
    """Whether a text is as long as headlines are."""
    return len(text) >= HEADLINE_LENGTH and len(text.split()) >= HEADLINE_WORDS


def _score(candidate: Candidate, kind: str | None) -> Score:
    evidence = (
        *address_evidence(candidate.url),
        *_said_by_text(candidate.text),
        *_said_by_place(candidate),
        *([kind] if kind else []),
    )
    return Score(sum(WEIGHTS[piece] for piece in evidence), evidence)


def _said_by_text(text: str) -> Iterator[str]:
    if is_headline(text):
        yield "a headline"
        if len(text) >= LONG_HEADLINE:
            yield "a long headline"
    elif text and len(text.split()) <= _LABEL_WORDS:
        yield "one or two words"


def _said_by_place(candidate: Candidate) -> Iterator[str]:
    """Of several links to one address the best place counts: a story has a picture, a headline and a "read more"."""
    anchors = candidate.anchors
    if candidate.is_listed:
        yield "listed as a story"
    if any(anchor.in_heading for anchor in anchors):
        yield "in a heading"
    if any(anchor.in_content for anchor in anchors):
        yield "among stories"
    if any(anchor.has_image for anchor in anchors):
        yield "a picture"
    if any(anchor.has_time for anchor in anchors):
        yield "a time beside it"
    if _is_in_menu(candidate):
        yield "in a menu"
    if anchors and all(anchor.in_short_list for anchor in anchors):
        yield "in a list of labels"


def _kinds(shaped: Iterable[tuple[str, Candidate]]) -> dict[str, str]:
    """What the links of each shape have in common, where there are enough of them to say so."""
    groups = defaultdict(list)
    for shape, candidate in shaped:
        groups[shape].append(candidate)
    large = {shape: group for shape, group in groups.items() if len(group) >= _ENOUGH_ALIKE}
    headlines = {shape: sum(is_headline(candidate.text) for candidate in group) for shape, group in large.items()}
    with_headlines = {shape for shape, group in large.items() if headlines[shape] >= _MOST * len(group)}
    kinds = dict.fromkeys(with_headlines, "addresses like it have headlines")
    for shape in large.keys() - with_headlines:
        if not headlines[shape] and (kind := _kind_without_headlines(large[shape], has_stories=bool(with_headlines))):
            kinds[shape] = kind
    return kinds


def _kind_without_headlines(group: list[Candidate], *, has_stories: bool) -> str | None:
    """Labels tell something only of a page that has headlines beside them."""
    if sum(_is_in_menu(candidate) for candidate in group) >= _MOST * len(group):
        return "addresses like it stand in menus"
    labels = sum(0 < len(candidate.text.split()) <= _LABEL_WORDS for candidate in group)
    return "addresses like it have labels" if has_stories and labels >= _MOST * len(group) else None


def _is_in_menu(candidate: Candidate) -> bool:
    return bool(candidate.anchors) and all(anchor.in_chrome for anchor in candidate.anchors)
