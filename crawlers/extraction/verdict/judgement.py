"""What a fetched page is: an article, or one of the things that must never look like an article's edit."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement

from crawlers.extraction.chrome.structure import names
from crawlers.extraction.metadata import json_ld
from crawlers.extraction.metadata.bylines import is_dateline
from crawlers.extraction.page.lines import Line
from crawlers.extraction.verdict import notices
from crawlers.extraction.verdict.page_facts import PageFacts, count_words, is_link, leads_elsewhere
from crawlers.extraction.verdict.page_sayings import says
from storage.records import Verdict

__all__ = ["PageFacts", "judge_page"]

_FEW_WORDS, _FEW_SENTENCES = 25, 2  # an article has more
_BRIEF = 40  # words that make one sentence an article
_A_FLASH = 8  # words of a sentence that is all there is to say yet, where the page calls itself an article
_TEASER_WORDS = 60  # for each heading that is a link: an article with a box of other stories has more
_MANY = 4  # other stories, dated entries: fewer are a box in an article
_MANY_TEASERS = 8  # more are the page's purpose
_A_TEXT = 120  # words in one piece: no teaser is as long
_MOST, _NEARLY_ALL = 0.6, 0.8  # of a text's characters, of its paragraphs
_A_HEADLINE, _BETWEEN = 4, 4  # words; lines above a teaser
_GALLERY_IMAGES, _GALLERY_WORDS = 8, 60
_LIVE = frozenset({"liveblog", "live-blog", "liveticker", "live-ticker", "live-updates"})
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)\b|^#|^$", re.IGNORECASE)
_CLOCK = re.compile(r"\d[:.]\d\d")
_TIME = re.compile(r"[\[(]?(?:[01]?\d|2[0-3])[:.][0-5]\d(?!\d|\.\d)")


def judge_page(facts: PageFacts) -> tuple[Verdict, tuple[str, ...]]:
    """What the page is, and why, in plain words. An article needs no reasons."""
    for verdict, check in (
        (Verdict.CHALLENGE, notices.is_challenge),
        (Verdict.ERROR, _is_empty),
        (Verdict.ERROR, notices.is_broken),
        (Verdict.SOFT_404, notices.is_not_found),
        (Verdict.CONSENT_WALL, notices.is_consent_wall),
        (Verdict.LIVE, _is_live),
        (Verdict.PAYWALLED, notices.is_paywalled),
        (Verdict.GALLERY, _is_gallery),
        (Verdict.SECTION, _is_section),
    ):
        reason = check(facts)
        if reason:
            return verdict, (reason,)
    return Verdict.ARTICLE, ()


def _is_empty(facts: PageFacts) -> str | None:
    return None if facts.lines or facts.title else "the page has no visible text"


def _is_live(facts: PageFacts) -> str | None:
    if any("LiveBlogPosting" in json_ld.types(thing) for thing in facts.things):
        return "the page calls itself a live blog (LiveBlogPosting)"
    if _stands_in_a_live_blog(facts):
        return "the text stands in a live blog's elements"
    if says("live", facts.title):
        entries = sum(_TIME.match(line.text) is not None for line in facts.run)
        if entries >= _MANY:
            return f"the headline says live, and {entries} entries begin with a time"
    return None


def _stands_in_a_live_blog(facts: PageFacts) -> bool:
    seen: set[HtmlElement] = set()
    for line in facts.body:
        element: HtmlElement | None = line.block
        while element is not None and element not in seen and element.tag not in {"body", "html"}:
            seen.add(element)
            name = f"{element.get('class')} {element.get('id')}"
            if "live" in name.lower() and names(element) & _LIVE:
                return True
            element = element.getparent()
    return False


def _is_gallery(facts: PageFacts) -> str | None:
    if facts.words >= _GALLERY_WORDS:
        return None
    declared = any({"ImageGallery", "MediaGallery"} & set(json_ld.types(thing)) for thing in json_ld.things(facts.tree))
    pictures = sum(map(_is_shown_here, facts.tree.xpath("//figure//img | //*[contains(@class, 'gallery')]//img")))
    if declared or (says("gallery", facts.title) and pictures >= _GALLERY_IMAGES) or pictures >= 3 * _GALLERY_IMAGES:
        return f"{pictures} pictures with {facts.words} words of text"
    return None


def _is_shown_here(picture: HtmlElement) -> bool:
    """True for a picture that leads nowhere, or to itself in full size: one in a link to a page is a teaser's."""
    link = next(picture.iterancestors("a"), None)
    return link is None or _PICTURE.search(link.get("href") or "") is not None


def _is_section(facts: PageFacts) -> str | None:
    if facts.declares_an_article and facts.words >= _A_FLASH and facts.sentences:
        return _is_list(facts)
    if facts.words < _FEW_WORDS:
        return f"only {facts.words} words outside of links"
    if facts.words < _BRIEF and facts.sentences < _FEW_SENTENCES:
        return f"only {facts.sentences} sentences outside of links"
    return _is_list(facts)


def _is_list(facts: PageFacts) -> str | None:
    headed = facts.linked_headings
    if _are_entries(facts, headed) and not _stands_apart(facts):
        return f"a list of {len(headed)} other stories"
    dated = [line for line in facts.run if _CLOCK.search(line.text) and is_dateline(line.text)]
    if _are_entries(facts, dated):
        return f"a list of {len(dated)} dated entries"
    teasers = _teasers(facts)
    return f"a list of {len(teasers)} teasers, each below a link" if teasers else None


def _teasers(facts: PageFacts) -> list[Line]:
    """The paragraphs, where nearly each stands below a link, the first one too; otherwise none.

    An article may have a link after every paragraph, but it does not begin with one.
    """
    texts = [line for line in facts.body if count_words(line.text) >= _A_FLASH and not is_link(line)]
    if len(texts) < _MANY or facts.words >= _TEASER_WORDS * len(texts) or not _is_below_a_link(facts, texts[0]):
        return []
    led = [line for line in texts if _is_below_a_link(facts, line)]
    return led if len(led) >= max(_MANY, _NEARLY_ALL * len(texts)) else []


def _is_below_a_link(facts: PageFacts, text: Line) -> bool:
    """True where the line above is the link to a story; the time, the section and the like may stand between."""
    above = facts.lines[max(0, text.number - _BETWEEN) : text.number]
    nearest = next((line for line in reversed(above) if count_words(line.text) >= _A_HEADLINE), None)
    return nearest is not None and leads_elsewhere(nearest)


def _are_entries(facts: PageFacts, between: Sequence[Line]) -> bool:
    """True where the text is teasers between such lines, and no piece of it stands out from the others."""
    if len(between) < _MANY or facts.words >= _TEASER_WORDS * len(between):
        return False
    longest, second = facts.stretches(between)[:2]
    stands_out = longest >= _TEASER_WORDS and len(between) <= _MANY_TEASERS and longest >= 3 * second
    return longest < _A_TEXT and not stands_out


def _stands_apart(facts: PageFacts) -> bool:
    """True where most of the text are children of one element, and the headings of other stories in boxes below it.

    In a list each teaser has an element of its own, or the headings stand beside the teasers.
    """
    homes: Counter[HtmlElement | None] = Counter()
    for line in facts.body:
        homes[line.block.getparent()] += len(line.text) - line.linked
    home, most = homes.most_common(1)[0] if homes else (None, 0)
    blocks = [line.block for line in facts.linked_headings]
    beside = sum(any(above is home for above in islice(block.iterancestors(), 2)) for block in blocks)
    return most >= _MOST * homes.total() and not beside
