from storage.breakage.figures import Story
from storage.breakage.sentences import (
    count_sentences,
    latest_of,
    repeated_sentences,
    sentences_of,
    weeks_before,
)
from tests.rhythms import DAY, HOUR, START

PROMPT = "Subscribe to our daily letter."


def test_a_body_is_split_at_full_stops_and_paragraphs_and_short_pieces_are_left_out():
    body = "He came at noon to town. «Чи прийде вона сьогодні ввечері?» спитав він. No.\n\nA line that has no end"
    assert sentences_of(body) == {
        "He came at noon to town.",
        "«Чи прийде вона сьогодні ввечері?",
        "A line that has no end",
    }


def test_a_sentence_in_more_than_three_of_ten_bodies_is_counted_and_learned_lines_are_not():
    bodies = [f"Report {n} is about something else. {PROMPT if n < 7 else ''}" for n in range(20)]
    assert count_sentences(bodies) == {PROMPT: 7}
    assert count_sentences(bodies, {PROMPT}) == {}
    assert count_sentences([f"Report {n}. {PROMPT if n < 6 else ''}" for n in range(20)]) == {}


def test_a_sentence_that_stands_twice_in_a_body_counts_once_and_few_bodies_tell_nothing():
    assert count_sentences([f"{PROMPT} {PROMPT}"] * 5 + ["Nothing."] * 15) == {}
    assert count_sentences([PROMPT] * 19) == {}


def test_it_is_compared_with_bodies_of_weeks_before():
    (found,) = repeated_sentences({PROMPT: 20}, 20, [f"Old text. {PROMPT}", "Old text.", "Old text."])
    assert (found.bodies, found.of, found.bodies_before, found.of_before) == (20, 20, 1, 3)


def test_the_latest_are_those_of_three_days_or_of_a_slow_outlet_the_last_twenty():
    busy = [Story(START + n * HOUR, "uk", 100, n) for n in range(24 * 28)]
    now = START + 28 * DAY
    assert [story.id for story in latest_of(busy, now)] == list(range(622, 672))
    assert weeks_before(busy, now)[-1].at < now - 10 * DAY
    slow = busy[::24]
    assert len(latest_of(slow, now)) == 20
    assert weeks_before(slow, now) == slow[:8]
