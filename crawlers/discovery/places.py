"""Where on a page a link stands: in a heading, among stories, in a menu, in a list of labels, beside a time."""

import re
from typing import NamedTuple

from lxml import html

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CHROME_TAGS, _FRAME_TAGS = frozenset({"nav", "footer"}), frozenset({"header", "aside"})
_CHROME_ROLES = frozenset({"navigation", "banner", "contentinfo", "menubar", "menu", "search"})
# Words of class and id.
_CHROME_NAMES = frozenset(
    """
nav navbar navigation menu submenu topmenu mainmenu breadcrumb breadcrumbs footer header topbar toolbar lang langs
language languages social socials share sharing tags pager pagination paginator login subscribe
""".split()  # noqa: SIM905  thirty names in a list would take thirty lines
)
_CONTENT_NAMES = frozenset(
    """
article articles news story stories post posts teaser headline headlines card feed material materials publication
publications lenta novyny novost stattia entry
""".split()  # noqa: SIM905  the same
)
_NAME_PARTS = re.compile(r"[^a-z]+")
_MONTHS = (
    "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру|"
    "янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек"
)
_TIME = re.compile(
    rf"\b[0-2]?\d:[0-5]\d\b|\b[0-3]?\d[./][01]?\d[./](?:20)?\d\d\b|\b[0-3]?\d\s+(?:{_MONTHS})|\b(?:{_MONTHS})\w*\.?\s+[0-3]?\d\b",
    re.IGNORECASE,
)
_BESIDE = 160  # characters around a headline: a time and a section fit, another story does not
_LEVELS, _MOST_CHILDREN = 4, 20  # of the boxes around a link that may be its own
_LABEL_WORDS, _LABELS = 3, 4  # so many links of so few words are a menu


class Place(NamedTuple):
    """What the elements around a link say of it."""

    is_heading: bool = False
    is_content: bool = False
    is_chrome: bool = False


class Places:
    """Answers for the links of one tree; what is known of a container is asked once."""

    def __init__(self, tree: html.HtmlElement) -> None:
        self._known: dict[html.HtmlElement, Place] = {}
        self._short_lists: dict[html.HtmlElement, bool] = {}
        # A box around the page's heading or its stories is the page, whatever it is called: "has-menu".
        self._wrappers = {
            above
            for tag in ("h1", "main", "article", "body")
            for inner in tree.iter(tag)
            for above in _and_above(inner)
        }

    def of(self, element: html.HtmlElement) -> Place:
        """What all the elements around it say, the nearer ones first."""
        way = []
        above = element
        while above is not None and above not in self._known:
            way.append(above)
            above = above.getparent()
        place = self._known[above] if above is not None else Place()
        for inner in reversed(way):
            place = self._known[inner] = self._inside(inner, place)
        return place

    def _inside(self, element: html.HtmlElement, around: Place) -> Place:
        if not isinstance(element.tag, str):
            return around
        names = set(_NAME_PARTS.split(f"{element.get('class') or ''} {element.get('id') or ''}".lower()))
        is_story = element.tag == "article" or (bool(names & _CONTENT_NAMES) and element not in self._wrappers)
        return Place(
            is_heading=around.is_heading or element.tag in HEADINGS,
            is_content=around.is_content or is_story or element.tag == "main" or element.get("role") == "main",
            is_chrome=around.is_chrome or self._is_chrome(element, names, around),
        )

    def _is_chrome(self, element: html.HtmlElement, names: set[str], around: Place) -> bool:
        if element.tag in _CHROME_TAGS or (element.get("role") or "") in _CHROME_ROLES:
            return True
        if element.tag in _FRAME_TAGS:
            return not around.is_content
        return bool(names & _CHROME_NAMES) and not names & _CONTENT_NAMES and element not in self._wrappers

    def is_in_short_list(self, element: html.HtmlElement) -> bool:
        """Whether the link is one of a list of short labels: sections, tags, languages."""
        box = element.getparent()
        for _ in range(2):
            if box is not None and len(box) < _LABELS:
                box = box.getparent()
        if box is None or box in self._wrappers:
            return False
        if box not in self._short_lists:
            self._short_lists[box] = _is_short_list(box)
        return self._short_lists[box]

    def has_time(self, element: html.HtmlElement) -> bool:
        """Whether a clock time or a date stands with the link, in its own words or close beside them."""
        length = len(_spaced(element))
        box: html.HtmlElement | None = element
        for _ in range(_LEVELS):
            if box is None or len(box) > _MOST_CHILDREN:
                return False
            text = _spaced(box)
            if len(text) > length + _BESIDE:
                return False
            if _TIME.search(text) or box.find(".//time") is not None:
                return True
            box = box.getparent()
        return False


def _and_above(element: html.HtmlElement) -> list[html.HtmlElement]:
    return [element, *element.iterancestors()]


def _spaced(element: html.HtmlElement) -> str:
    return " ".join(" ".join(map(str, element.itertext())).split())


def _is_short_list(box: html.HtmlElement) -> bool:
    """A picture without words is no label."""
    links = [_spaced(link) for link in box.iter("a")]
    labels = [text for text in links if 0 < len(text.split()) <= _LABEL_WORDS]
    return len(links) >= _LABELS and len(labels) * 5 >= len(links) * 4
