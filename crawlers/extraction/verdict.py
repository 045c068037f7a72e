"""What a fetched page is: an article, or one of the things that must never look like an article's edit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawlers.extraction import json_ld
from crawlers.extraction.bylines import is_dateline
from crawlers.extraction.chrome_rules import says
from crawlers.extraction.lines import Line
from crawlers.extraction.structure import names
from storage.records import Verdict

_FEW_WORDS, _FEW_SENTENCES = 25, 2  # an article has more
_BRIEF = 40  # words that make one sentence an article
_SHORT = 150  # words: a body under this may be a teaser, a notice or an error page
_TEASER_WORDS = 60  # for each heading that is a link: an article with a box of other stories has more
_SMALL_PAGE = 400  # words on the whole page, as challenges and walls have
_GALLERY_IMAGES, _GALLERY_WORDS = 8, 60
_SENTENCE_END = re.compile(r"[.!?…][\"'»”’)\]]*(?:\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What the verdict is reached from."""

    tree: HtmlElement
    lines: Sequence[Line]
    title: str
    body: Sequence[Line]
    run: Sequence[Line]  # the body and the chrome between its lines
    things: Sequence[json_ld.Thing]

    @property
    def words(self) -> int:
        """Words of the body outside of links."""
        return sum(round(len(line.text.split()) * (1 - line.link_share)) for line in self.body)

    @property
    def sentences(self) -> int:
        return sum(len(_SENTENCE_END.findall(line.text)) for line in self.body)


def judge_page(facts: PageFacts) -> tuple[Verdict, tuple[str, ...]]:
    """What the page is, and why, in plain words. An article needs no reasons."""
    for verdict, check in (
        (Verdict.ERROR, _is_empty),
        (Verdict.CHALLENGE, _is_challenge),
        (Verdict.SOFT_404, _is_not_found),
        (Verdict.CONSENT_WALL, _is_consent_wall),
        (Verdict.LIVE, _is_live),
        (Verdict.PAYWALLED, _is_paywalled),
        (Verdict.GALLERY, _is_gallery),
        (Verdict.SECTION, _is_section),
    ):
        reason = check(facts)
        if reason:
            return verdict, (reason,)
    return Verdict.ARTICLE, ()


def _is_empty(facts: PageFacts) -> str | None:
    return None if facts.lines or facts.title else "the page has no visible text"


def _is_challenge(facts: PageFacts) -> str | None:
    if facts.words >= _SHORT or _words(facts.lines) > _SMALL_PAGE:
        return None
    for text in [facts.title, _browser_title(facts), *(line.text for line in facts.lines)]:
        if says("challenge", text):
            return f"the page asks to prove that a person is reading: {text[:80]!r}"
    if facts.tree.xpath("//*[@id='challenge-form' or @id='cf-wrapper' or contains(@class, 'g-recaptcha')]"):
        return "the page is a form that asks to prove that a person is reading"
    return None


def _is_not_found(facts: PageFacts) -> str | None:
    if facts.words >= _SHORT:
        return None
    headings = [line.text for line in facts.lines if line.block.tag in {"h1", "h2"}]
    for text in [facts.title, _browser_title(facts), *headings]:
        if says("not_found", text):
            return f"the page says that there is nothing here: {text[:80]!r}"
    return None


def _is_consent_wall(facts: PageFacts) -> str | None:
    if facts.words >= _SHORT or _words(facts.lines) > _SMALL_PAGE:
        return None
    asking = [line for line in facts.lines if says("consent", line.text)]
    if asking and 3 * _words(asking) >= _words(facts.lines) - _words(asking):
        return f"the page is mostly a request for consent: {asking[0].text[:80]!r}"
    return None


def _is_live(facts: PageFacts) -> str | None:
    if any("LiveBlogPosting" in json_ld.types(thing) for thing in facts.things):
        return "the page calls itself a live blog (LiveBlogPosting)"
    if any(names(line.block) & {"liveblog", "live-blog"} for line in facts.run):
        return "the text stands in a live blog's elements"
    return None


def _is_paywalled(facts: PageFacts) -> str | None:
    if facts.words >= _SHORT:
        return None
    if any(str(thing.get("isAccessibleForFree")).lower().endswith("false") for thing in facts.things):
        return f"only {facts.words} words are here, and the page says that it is not free (isAccessibleForFree)"
    last = facts.body[-1].number if facts.body else -1
    for line in facts.lines:
        if line.number > last - 2 and says("subscribe_to_read", line.text):
            return f"after {facts.words} words the page asks to subscribe: {line.text[:80]!r}"
    return None


def _is_gallery(facts: PageFacts) -> str | None:
    if facts.words >= _GALLERY_WORDS:
        return None
    declared = any({"ImageGallery", "MediaGallery"} & set(json_ld.types(thing)) for thing in json_ld.things(facts.tree))
    pictures = len(facts.tree.xpath("//figure//img | //*[contains(@class, 'gallery')]//img"))
    if declared or (says("gallery", facts.title) and pictures >= _GALLERY_IMAGES) or pictures >= 3 * _GALLERY_IMAGES:
        return f"{pictures} pictures with {facts.words} words of text"
    return None


def _is_section(facts: PageFacts) -> str | None:
    if facts.words < _FEW_WORDS:
        return f"only {facts.words} words outside of links"
    if facts.sentences < _FEW_SENTENCES and facts.words < _BRIEF:
        return f"only {facts.sentences} sentences outside of links"
    headed = sum(
        line.link_share > 0.5 and line.block.tag in {"h1", "h2", "h3", "h4"}  # noqa: PLR2004 - more link than text
        for line in facts.run
    )
    if headed >= 4 and facts.words < _TEASER_WORDS * headed:  # noqa: PLR2004 - fewer are a box in an article
        return f"a list of {headed} other stories"
    dated = sum(is_dateline(line.text) for line in facts.body)
    if dated >= 4 and facts.words < _TEASER_WORDS * dated:  # noqa: PLR2004 - as above
        return f"a list of {dated} dated entries"
    return None


def _words(lines: Sequence[Line]) -> int:
    return sum(len(line.text.split()) for line in lines)


def _browser_title(facts: PageFacts) -> str:
    return " ".join((facts.tree.findtext(".//title") or "").split())
