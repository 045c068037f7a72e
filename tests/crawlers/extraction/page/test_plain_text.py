"""Text as it is stored."""

import pytest

from crawlers.extraction.page.plain_text import cut, plain


@pytest.mark.parametrize("space", [" ", "  ", "\n\t ", "\u00a0", "\u2003", "\x85", "\u3000", " \u200b ", "\x1f"])
def test_any_white_space_is_one_space(space):
    assert plain(f"{space}one{space}day{space}") == "one day"


@pytest.mark.parametrize(
    "mark", ["\u00ad", "\u200b", "\u200d", "\u202e", "\u2066", "\ufeff", "\x07", "\x7f", "\ud800", "\uffff"]
)
def test_what_cannot_be_seen_is_left_out(mark):
    assert plain(f"{mark}so{mark}ме{mark}") == "soме"


def test_letters_are_composed():
    assert plain("и\u0306ого\u0301") == "його\u0301"


@pytest.mark.parametrize("kept", ["\ue000", "☺", "日本", "§ 5", "co-op"])
def test_what_can_be_seen_stays(kept):
    assert plain(kept) == kept


def test_a_cut_ends_in_no_space():
    assert cut("one two", 4) == "one"
    assert cut("one", 4) == "one"
