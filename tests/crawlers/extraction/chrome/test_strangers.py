"""What stands between the paragraphs of an article without being one of them."""

import pytest

from crawlers.extraction import extract
from tests.crawlers.extraction.pages import ENGLISH, page, paragraphs

URL = "https://example.ua/news/bridges"


def between(inner: str) -> tuple[str, ...]:
    """The paragraphs found when something stands in the middle of the article."""
    return extract(page(paragraphs(ENGLISH[:2]) + inner + paragraphs(ENGLISH[2:])), URL).paragraphs


@pytest.mark.parametrize(
    "box",
    [
        '<div class="x7"><img src="b.jpg"><p>A box that no rule of ours knows by its name, with a picture.</p></div>',
        '<div class="x7"><h3><a href="/b">What bridges cost</a></h3><p>The first costs as much as a school.</p></div>',
        '<div class="x7"><span>Bridges of Poltava</span><div>Four of nine are closed</div></div>',
        '<section class="x7"><div class="x8">Player is loading</div></section>',
        '<div class="minutes">Two minutes</div>',
        '<div class="place">Poltava</div>',
    ],
)
def test_boxes_and_labels_of_another_kind_are_chrome(box):
    assert between(box) == ENGLISH


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ('<h2 class="x7">What comes next</h2>', "What comes next"),
        ('<div class="x7"><h2>What comes next</h2></div>', "What comes next"),
        ("<ul><li>The bridge at the mill</li></ul>", "The bridge at the mill"),
        ("<blockquote><p>We have waited for so long.</p></blockquote>", "We have waited for so long."),
        ('<div class="x7"><blockquote>We have waited for this.</blockquote></div>', "We have waited for this."),
        ('<p class="x7">A paragraph in a type of its own.</p>', "A paragraph in a type of its own."),
        ("<table><tr><td>The bridge at the mill</td></tr></table>", "The bridge at the mill"),
        ('<div class="x7"><table><tr><td>The bridge at the mill</td></tr></table></div>', "The bridge at the mill"),
        ('<div class="article-quote"><p>We have waited for this.</p></div>', "We have waited for this."),
        ('<div class="subheading">What comes next</div>', "What comes next"),
        ('<div class="x7"><p>The first cost as much as a school.</p></div>', "The first cost as much as a school."),
        ('<div class="x7"><b>Cost</b><p>They cost as much as a school.</p></div>', "They cost as much as a school."),
        ('<div class="x7"><ul><li>The bridge at the mill</li><li>The old</li></ul></div>', "The bridge at the mill"),
        ('<div class="x7">One</div><div class="x7">Two</div><div class="x7">Three</div>', "Two"),
        ('<p class="x7">What comes next</p>', "What comes next"),
        ('<div class="x7"><b>What comes next</b></div>', "What comes next"),
        ('<div class="x7">All three are old.</div>', "All three are old."),
        ("<b>What comes next</b>", "What comes next"),
        ('<h2 id="latest-related-share">What comes next</h2>', "What comes next"),
        ("<h2>Background</h2>", "Background"),
        ("<p><strong>Background</strong></p>", "Background"),
        ("<b>Background</b>", "Background"),
    ],
)  # fmt: skip
def test_subheadings_lists_and_quotations_are_not(part, text):
    assert text in between(part)


def test_a_text_in_two_kinds_of_container_is_whole():
    halves = f'<div class="free">{paragraphs(ENGLISH[:2])}</div><div class="paid">{paragraphs(ENGLISH[2:])}</div>'
    assert extract(page(halves), URL).paragraphs == ENGLISH


def test_paragraphs_in_boxes_of_their_own_are_one_text():
    apart = "".join(f'<div class="block"><div class="text"><p>{text}</p></div></div>' for text in ENGLISH)
    assert extract(page(apart), URL).paragraphs == ENGLISH


def test_loose_text_among_paragraphs_is_at_home():
    loose = f"{ENGLISH[0]}<br><br>{ENGLISH[1]}{paragraphs(ENGLISH[2:])}"
    assert extract(page(loose), URL).paragraphs == ENGLISH


def test_the_first_paragraph_may_stand_apart_and_what_follows_the_last_may_not():
    opening = f'<div class="lead"><p>{ENGLISH[0]}</p></div>'
    ending = '<div class="x7"><p>The desk wishes everybody a good week and will be back with more on Monday.</p></div>'
    found = extract(page(paragraphs(ENGLISH[1:]), inside_before=opening, inside_after=ending), URL)
    assert (found.standfirst, *found.paragraphs) == ENGLISH


def test_questions_and_answers_in_boxes_of_their_own_are_an_interview():
    questions = ("Why three bridges?", "When does it begin?", "Who pays for it?", "And the others?")
    pairs = "".join(
        f'<div class="interview-question"><p>{question}</p></div><div class="reply-text"><p>{answer}</p></div>'
        for question, answer in zip(questions, ENGLISH, strict=True)
    )
    said = extract(page(pairs), URL).paragraphs
    assert said == tuple(text for pair in zip(questions, ENGLISH, strict=True) for text in pair)


@pytest.mark.parametrize("name", ["class", "id"])
def test_numbered_paragraphs_are_of_one_kind(name):
    texts = (*ENGLISH, "The work will go on until May.")
    numbered = "".join(f'<div {name}="part-{number}"><p>{text}</p></div>' for number, text in enumerate(texts))
    assert extract(page(numbered), URL).paragraphs == texts


def teasers(text: str) -> str:
    return "".join(
        f'<div class="x8"><h3><a href="/{n}">Story {n}</a></h3><div class="x9"><p>{text} ({n}).</p></div></div>'
        for n in range(9)
    )


def test_teasers_with_a_paragraph_each_are_not_the_article_however_many():
    assert extract(page(inside_after=teasers("What the story says, in few words")), URL).paragraphs == ENGLISH


def test_a_digest_of_nothing_but_teasers_is_not_emptied():
    assert len(extract(page(teasers(ENGLISH[0] + ENGLISH[1])), URL).paragraphs) == 9


def test_a_post_that_an_article_quotes_is_a_quotation():
    post = '<blockquote class="twitter-tweet"><p>The ferry is running again!</p>— City of Poltava</blockquote>'
    assert "The ferry is running again!" in between(post)


def test_paragraphs_in_boxes_of_hashed_names_are_one_text():
    names = ("a1Qx", "b7Rt", "c3Zw", "d9Kp")
    apart = "".join(f'<div class="{name}"><p>{text}</p></div>' for name, text in zip(names, ENGLISH, strict=True))
    assert extract(page(apart), URL).paragraphs == ENGLISH


def test_a_quotation_that_closes_the_text_is_of_it():
    quote = '<div class="article-quote"><p>We have waited for this.</p></div>'
    assert extract(page(paragraphs(ENGLISH) + quote), URL).paragraphs[-1] == "We have waited for this."


def test_a_list_that_closes_the_text_is_of_it():
    items = '<div class="x7"><ul><li>The bridge at the mill</li><li>The old one</li></ul></div>'
    assert extract(page(paragraphs(ENGLISH) + items), URL).paragraphs[-1] == "The old one"


def test_a_word_of_menus_is_a_sub_heading_only_between_prose():
    assert "Background" not in extract(page("<p>Background</p>" + paragraphs(ENGLISH)), URL).paragraphs
    assert "Background" not in extract(page(paragraphs(ENGLISH) + "<p>Background</p>"), URL).paragraphs
    assert "Background" not in between('<p><a href="/b">Background</a></p>')


def test_a_page_builder_calls_every_block_of_a_text_a_widget():
    blocks = "".join(
        f'<div class="elementor-element-{number}a elementor-widget elementor-widget-text-editor">'
        f'<div class="elementor-widget-container"><p>{text}</p></div></div>'
        for number, text in enumerate(ENGLISH)
    )
    assert extract(page(blocks), URL).paragraphs == ENGLISH


def test_a_sentence_in_a_heading_above_the_text_is_of_it():
    found = extract(
        page(inside_before="<p>3 March 2026, 14:20</p><h2>Three of nine bridges are closed to lorries.</h2>"), URL
    )
    assert "Three of nine bridges are closed to lorries." in (found.standfirst, *found.paragraphs)
