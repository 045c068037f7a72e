"""Pages that stand where an article should be: challenges, consent walls, soft 404s, failures, paywalls.

What such a page says, an article may say too, and a short one is as short as a notice. So one saying is enough only
where there is hardly anything else to read; where there is more, the page must say it twice.
"""

from collections.abc import Container, Sequence

from crawlers.extraction.metadata import json_ld
from crawlers.extraction.outlet_hints import select
from crawlers.extraction.page.lines import Line
from crawlers.extraction.verdict.page_facts import PageFacts, count_all, count_words, is_link
from crawlers.extraction.verdict.page_sayings import says

SHORT = 150  # words: a body under this may be a teaser, a notice or an error page
_HARDLY_ANYTHING = 25  # words beside what the page says of itself
_A_NOTICE = 40  # words of an apology and an offer to search; a short article has as many
_SMALL_PAGE, _TINY_PAGE = 400, 150  # words on the whole page, as challenges and walls have
_LONG_REQUEST, _MOSTLY = 500, 4  # words; the rest are rights, partners and addresses
_BUTTON = 4  # words
_A_LINE = 15  # words of a line that is a message and no paragraph
_A_SENTENCE = 10  # words of a sentence that stands alone
_A_LABEL = 8  # words of a heading or a button of a request
_A_HEADLINE = 3  # words
_LONG_TEASER = 350  # words; a longer text is the article, whatever is claimed
_AFTER_THE_TEXT = 8  # lines between a teaser and its prompt; the footer's own prompts stand further down
_CHALLENGES = frozenset({
    "challenge-form", "challenge-running", "cf-wrapper", "cf-challenge", "px-captcha", "sec-if-cpt-container",
    "captcha-container", "recaptcha_widget",
})  # fmt: skip


# Parts of the addresses from which challenges are loaded.
_CHALLENGERS = (
    "_Incapsula_Resource",
    "captcha-delivery.com",
    "challenges.cloudflare.com",
    "/cdn-cgi/challenge-platform/",
)


def is_challenge(facts: PageFacts) -> str | None:
    """Why the page is one that asks who reads."""
    if facts.words >= SHORT or facts.declares_an_article or facts.words_on_the_page > _SMALL_PAGE:
        return None
    titled = [text for text in facts.headings if says("challenge", text)]
    saying = [line for line in facts.lines if says("challenge", line.text)]
    said = titled + [line.text for line in saying]
    if _words_beside(facts, saying) < _HARDLY_ANYTHING:
        is_one = bool(titled) or (bool(saying) and facts.words_on_the_page < _TINY_PAGE)
    else:
        is_one = bool(titled) and _is_said_again(facts, "challenge", titled)
    if is_one:
        return f"the page asks to prove that a person is reading: {said[0][:80]!r}"
    if facts.words < _HARDLY_ANYTHING and any(
        element.get("id") in _CHALLENGES for element in facts.tree.iter("div", "form")
    ):
        return "the page is a form that asks to prove that a person is reading"
    if facts.words < _HARDLY_ANYTHING and facts.words_on_the_page < _TINY_PAGE and _loads_a_challenge(facts):
        return "the page loads a question whether a person is reading, and says next to nothing"
    return None


def _loads_a_challenge(facts: PageFacts) -> bool:
    addresses = (element.get("src") or "" for element in facts.tree.iter("iframe", "script"))
    return any(challenger in address for address in addresses for challenger in _CHALLENGERS)


def is_broken(facts: PageFacts) -> str | None:
    """Why the page is the message of a site that does not work now."""
    return _notice(facts, "broken", "the page says that the site does not work now")


def is_not_found(facts: PageFacts) -> str | None:
    """Why the page is the message that there is nothing at this address."""
    return _notice(facts, "not_found", "the page says that there is nothing here")


def _notice(facts: PageFacts, topic: str, told: str) -> str | None:
    if facts.declares_an_article or (facts.words >= SHORT and not facts.linked_headings):
        return None
    most = facts.stretches(facts.linked_headings)[0]  # lists of popular stories are no text
    if most >= SHORT:
        return None
    titled = [text for text in facts.headings if says(topic, text)]
    if titled and (most < _A_NOTICE or _is_said_again(facts, topic, titled)):
        return f"{told}: {titled[0][:80]!r}"
    if not titled and most < _HARDLY_ANYTHING and not _has_another_headline(facts):
        said = next((line.text for line in facts.lines if _is_message(line) and says(topic, line.text)), None)
        return f"{told}: {said[:80]!r}" if said else None
    return None


def _is_said_again(facts: PageFacts, topic: str, titled: Sequence[str]) -> bool:
    """True where a line says to the reader, or in a few words, what the headings say: a report does neither."""
    return any(
        says(topic, line.text)
        and not is_link(line)
        and not any(line.text in title for title in titled)
        and (count_words(line.text) <= _A_SENTENCE or says("to_the_reader", line.text))
        for line in facts.lines
    )


def _is_message(line: Line) -> bool:
    return not is_link(line) and count_words(line.text) <= _A_LINE


def _has_another_headline(facts: PageFacts) -> bool:
    return any(line.block.tag == "h1" and count_words(line.text) >= _A_HEADLINE for line in facts.lines)


def is_consent_wall(facts: PageFacts) -> str | None:
    """Why the page is a request for consent and no more."""
    if facts.words >= _LONG_REQUEST or facts.words_on_the_page > _LONG_REQUEST:
        return None
    if not any(count_words(line.text) <= _BUTTON and says("consent", line.text) for line in facts.lines):
        return None
    to_the_reader = {line.number for line in facts.lines if says("to_the_reader", line.text)}
    asking = [line for line in facts.lines if _asks_for_consent(line, to_the_reader)]
    of_the_request = to_the_reader | {line.number for line in asking}
    told = count_all([line for line in facts.body if line.number not in of_the_request])
    if told < _HARDLY_ANYTHING and _MOSTLY * count_all(asking) >= facts.words_on_the_page:
        return f"the page is mostly a request for consent: {asking[0].text[:80]!r}"
    return None


def _asks_for_consent(line: Line, to_the_reader: Container[int]) -> bool:
    """True for what is said to the reader, and for the labels around it: a report on cookies asks nobody."""
    return (line.number in to_the_reader or count_words(line.text) <= _A_LABEL) and says("consent", line.text)


def _words_beside(facts: PageFacts, saying: Sequence[Line]) -> int:
    numbers = {line.number for line in saying}
    return count_all([line for line in facts.body if line.number not in numbers])


def is_paywalled(facts: PageFacts) -> str | None:
    """Why the text is only the beginning of one that is sold."""
    if facts.words >= _LONG_TEASER:
        return None
    prompt = _prompt(facts)
    sold = _is_sold(facts)
    if sold and (facts.words < SHORT or prompt):
        return f"only {facts.words} words are here, and the page says that it is not free (isAccessibleForFree)"
    if prompt and facts.words < SHORT:
        return f"after {facts.words} words the page asks to subscribe: {prompt[:80]!r}"
    return None


def _prompt(facts: PageFacts) -> str | None:
    """The prompt to subscribe that stands right after the text, or is its last line."""
    last = facts.body[-1].number if facts.body else -1
    near = facts.lines[max(0, last) : last + _AFTER_THE_TEXT]
    return next((line.text for line in near if _is_to_the_reader(line) and says("subscribe_to_read", line.text)), None)


def _is_to_the_reader(line: Line) -> bool:
    """True for a line that may be a prompt: a long one that does not speak to its reader is a report."""
    return count_words(line.text) <= _A_LINE or says("to_the_reader", line.text)


def _is_sold(facts: PageFacts) -> bool:
    """True where the page says that it, or a part that is not here, is not free."""
    if any(_is_not_free(thing) for thing in facts.things):
        return True
    parts = [part for thing in facts.things for part in _parts(thing) if _is_not_free(part)]
    return any(not _is_here(facts, json_ld.text(part.get("cssSelector")) or "") for part in parts)


def _is_not_free(thing: json_ld.Thing) -> bool:
    return str(thing.get("isAccessibleForFree")).lower().endswith("false")


def _parts(thing: json_ld.Thing) -> list[json_ld.Thing]:
    parts = thing.get("hasPart")
    return [part for part in (parts if isinstance(parts, list) else [parts])[:20] if isinstance(part, dict)]


def _is_here(facts: PageFacts, selector: str) -> bool:
    """True where the part that is sold is on the page with the text in it."""
    held = set(select(facts.tree, [selector])) if selector else set()
    if not held:
        return False
    within = [line for line in facts.body if held.intersection([line.block, *line.block.iterancestors()])]
    return 2 * count_all(within) > count_all(facts.body)
