"""When a line is taken for chrome because it recurs, and how much text may recur before that."""

import pytest

from storage.recurrence import TEXT, Recurrence, is_chrome


def recurrence(articles: int, of: int, **fields: object) -> Recurrence:
    given = {"since": of, "days": 1, "doubt": 0, "is_wide": True}
    return Recurrence(articles=articles, of=of, **given | fields)  # type: ignore[arg-type]  # a table of cases


@pytest.mark.parametrize(
    ("line", "learned"),
    [
        (recurrence(6, 6), True),
        (recurrence(6, 12), True),
        (recurrence(5, 5), False),
        (recurrence(6, 13), False),
        (recurrence(50, 1000), False),
        (recurrence(500, 1000), True),
        (recurrence(6, 6, doubt=1), True),
        (recurrence(7, 9, doubt=1), False),
        (recurrence(700, 1000, doubt=1), False),
    ],
)
def test_a_line_is_chrome_that_stands_in_half_of_six_articles_or_among_paragraphs_in_nearly_all(line, learned):
    assert is_chrome(line) is learned


def test_a_sentence_of_one_busy_hour_is_not_chrome_on_an_outlet_that_did_without_it_before():
    assert not is_chrome(recurrence(6, 1000, since=6))
    assert is_chrome(recurrence(12, 1000, since=12))


def test_a_paragraph_must_stand_in_most_articles_of_a_template_for_days():
    assert not is_chrome(recurrence(1000, 1000, days=99, doubt=TEXT))
    deep = {"doubt": TEXT, "is_wide": False}
    assert is_chrome(recurrence(10, 14, days=3, **deep))
    assert not is_chrome(recurrence(10, 15, days=3, **deep))
    assert not is_chrome(recurrence(9, 9, days=3, **deep))
    assert not is_chrome(recurrence(1000, 1000, days=2, **deep))


def test_nothing_counted_is_no_share():
    assert recurrence(0, 0).share == 0
