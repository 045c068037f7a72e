"""Counting what a page says."""

import pytest
from lxml import html

from crawlers.extraction.page.lines import visible_lines
from crawlers.extraction.verdict.page_facts import count_words, is_linked_heading


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Repair begins", 2),
        ("Ремонт почнеться в жовтні", 4),
        ("Donaudampfschifffahrtsgesellschaft", 1),
        ("橋の修理は十月に始まる", 6),
        ("市议会周一投票决定在冬季之前修复三座桥梁。", 11),
    ],
)
def test_words_are_counted_by_blanks_and_by_letters_where_there_are_none(text, words):
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<h3><a href='/other'>Another story</a></h3>", True),
        ("<a href='/other'><h3>Another story</h3></a>", True),
        ("<h3><a href='#question-2'>What comes next?</a></h3>", False),
        ("<h3>What comes next?</h3>", False),
        ("<p><a href='/other'>Another story</a></p>", False),
    ],
)
def test_a_linked_heading_leads_to_another_page(markup, expected):
    [line] = visible_lines(html.fragment_fromstring(f"<div>{markup}</div>"))
    assert is_linked_heading(line) is expected
