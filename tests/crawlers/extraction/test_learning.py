"""Which lines of an article would be chrome if they recurred, and which are text however often they do."""

import pytest

from crawlers.extraction import Extraction, extract, reading_hash
from crawlers.extraction.learning import MOST_LINES
from crawlers.outlet import ArticleHints
from storage.records import StandingLine
from storage.recurrence import TEXT
from tests.crawlers.extraction.pages import ENGLISH, UKRAINIAN, page, paragraphs
from tests.crawlers.extraction.test_extractor import URL, outlet

PROMPT = "Lanterns of the week arrive in your pocket."
PROMPT_UK = "Ліхтарі тижня приходять просто до кишені."
BACKGROUND = (
    "The bridge over the Teteriv was closed in spring, when an inspection found that three of its eleven piers had "
    "sunk."
)


def standing(html: str) -> dict[str, StandingLine]:
    return {line.text: line for line in extract(page(html), URL).standing}


def within(extra: str) -> dict[str, StandingLine]:
    """What may be learned of an article with something between its second and third paragraph."""
    return standing(paragraphs(ENGLISH[:2]) + extra + paragraphs(ENGLISH[2:]))


# ---- what may be learned --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "html", "doubt"),
    [
        (PROMPT, f"<p>{PROMPT}</p>", 1),
        (PROMPT, "<p><b><a href='/app'>Lanterns</a> of the week arrive in your pocket.</b></p>", 0),
        ("Lanterns of the week in your own pocket", "<p>Lanterns of the week in your own pocket</p>", 1),
        ("Lantern Post Goes Everywhere", "<p>Lantern Post <a href='/app'>Goes</a> Everywhere</p>", 0),
    ],
)
def test_a_phrase_or_a_sentence_may_be_learned(line, html, doubt):
    assert within(html)[line] == (line, "en", doubt)


def test_a_line_has_a_language_of_its_own():
    assert standing(paragraphs([*UKRAINIAN, PROMPT_UK]))[PROMPT_UK].language == "uk"


@pytest.mark.parametrize("line", [PROMPT, BACKGROUND])
@pytest.mark.parametrize("part", ["<p>{}</p>", "<ul><li>{}</li></ul>"])
def test_what_stands_apart_above_the_text_may_be_learned_soonest(part, line):
    html = page(paragraphs(ENGLISH), inside_before=f"<div class='pearls'>{part.format(line)}</div>")
    assert next(found.doubt for found in extract(html, URL).standing if found.text == line) == 0


def test_a_list_item_that_is_mostly_a_link_may_be_learned_and_must_recur_more():
    item = "<li>All of <a href='/l'>the lanterns of this week</a> (23/11)</li>"
    assert standing(paragraphs(ENGLISH) + f"<ul>{item}</ul>")["All of the lanterns of this week (23/11)"].doubt == 1


# ---- what is text, however often it recurs --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Background</h2>",
        "<h3>What we know of it so far</h3>",
        "<p>Background</p>",
        "<p><strong>What we know of it so far</strong></p>",
        "<p><b>Tell us about the day on which you left.</b></p>",
        "<p>What is known at this hour of the night:</p>",
        "<p>Olena Petrenko</p>",
        "<p>Ukrainian National News Agency Lantern</p>",
        "<ul><li>a helmet with a lamp on it</li><li>a rope of twenty metres</li></ul>",
        "<blockquote>We shall not leave the bridge alone again.</blockquote>",
        "<p>What would you take along to an island?</p>",
        "<p>Що б ви взяли із собою на острів?</p>",
        "<p>Reuters</p>",
        "<p>* * *</p>",
    ],
)
def test_names_headings_items_quotations_questions_and_agencies_are_never_learned(html):
    ours = {text for text in within(html) if text not in ENGLISH}
    assert not ours


def test_a_paragraph_among_the_others_may_be_background_and_must_recur_more():
    found = within(f"<p>{BACKGROUND}</p>")
    assert found[BACKGROUND].doubt == TEXT
    assert all(found[text].doubt == TEXT for text in ENGLISH if text in found)


def test_a_short_phrase_among_the_others_may_be_a_sub_heading_and_must_recur_more():
    assert within("<p>What is known now</p>")["What is known now"].doubt == TEXT


def test_a_line_that_the_outlet_keeps_is_never_counted():
    html = page(paragraphs([*ENGLISH[:2], PROMPT, *ENGLISH[2:]]))
    found = extract(html, URL, outlet=outlet(keep=(PROMPT.upper(),)))
    assert PROMPT in found.paragraphs
    assert PROMPT not in [line.text for line in found.standing]


def test_of_a_long_article_the_least_doubtful_lines_are_told():
    many = [f"{BACKGROUND} Of them {n} were repaired." for n in range(60)]
    found = list(standing(paragraphs([*many, PROMPT])).values())
    assert len(found) == MOST_LINES
    assert found[0].text == PROMPT


# ---- the template ---------------------------------------------------------------------------------------------------


def template(html: str) -> str:
    return extract(page(html), URL).template


def test_pages_of_one_kind_have_one_template_whatever_number_a_post_has():
    made = {template(f"<div class='post-text' id='post-{n}'>{paragraphs(ENGLISH)}</div>") for n in (7, 4711)}
    assert made == {"div.post-text.post"}


def test_a_short_article_above_many_teasers_has_the_template_of_its_text():
    teasers = "".join(f"<p>{BACKGROUND} {n}.</p>" for n in range(9))
    made = template(f"<div class='text'>{paragraphs(ENGLISH)}</div><div class='pearls'>{teasers}</div>")
    assert made == "div.text"


# ---- what was learned -----------------------------------------------------------------------------------------------


def read(learned: str, description: str = "") -> Extraction:
    head = f'<meta name="description" content="{description}">'
    html = page(paragraphs([*ENGLISH[:2], PROMPT, *ENGLISH[2:]]), head=head)
    return extract(html, URL, chrome={learned: "en"})


def test_a_learned_line_is_dropped_by_repetition_whatever_its_case():
    found = read(PROMPT.upper())
    assert found.paragraphs == ENGLISH
    assert (PROMPT, "en", "repetition") in found.dropped


def test_a_teaser_that_was_learned_is_text_on_the_page_that_it_describes():
    assert ENGLISH[0] not in f"{read(ENGLISH[0]).standfirst} {read(ENGLISH[0]).body}"
    found = read(ENGLISH[0], description=ENGLISH[0])
    assert ENGLISH[0] in f"{found.standfirst} {found.body}"


def test_another_learned_line_or_another_hint_is_another_way_to_read():
    plain = reading_hash(outlet(), {})
    others = [
        reading_hash(outlet(), {PROMPT: "en"}),
        reading_hash(outlet(keep=(PROMPT,)), {}),
        reading_hash(outlet(timezone="Europe/London"), {}),
        reading_hash(outlet(article=ArticleHints(drop=(".pearls",))), {}),
    ]
    assert len({plain, *others}) == 5
    assert plain == reading_hash(outlet(name="Another"), {})
    assert reading_hash(outlet(), [PROMPT, PROMPT_UK]) == reading_hash(outlet(), [PROMPT_UK, PROMPT])
