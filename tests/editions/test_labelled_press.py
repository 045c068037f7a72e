"""The labelled press, through the archive's own door: what is declared is never wrong, guesses seldom."""

import pytest

from tests.editions.labelled import HALVES, figures, pairs_declared, pairs_found, read_half

PRECISION, RECALL = 0.95, 0.9  # of guesses: one more wrong is one too many
DECLARED_RECALL = 0.85  # lies that name a story, too, make its true edition doubtful: such a pair is left to the guess


@pytest.mark.parametrize("name", HALVES)
def test_pairs_that_are_declared_or_have_one_number_are_right_whatever_the_links_say(name, tmp_path):
    half = read_half(name)
    found = pairs_found(half, tmp_path / "press.db", with_links=True)
    declared = figures(half, (pair for pair, method in found.items() if method != "guess"), pairs_declared(half))
    assert declared.precision == 1, declared.wrong
    assert declared.recall >= DECLARED_RECALL, declared.missed


@pytest.mark.parametrize("name", HALVES)
def test_guesses_are_seldom_wrong(name, tmp_path):
    half = read_half(name)
    found = pairs_found(half, tmp_path / "press.db", with_links=False)
    assert set(found.values()) == {"guess"}
    guessed = figures(half, found)
    assert guessed.precision >= PRECISION, guessed.wrong
    assert guessed.recall >= RECALL, guessed.missed


def test_the_press_is_as_large_and_as_hard_as_it_is_said_to_be():
    halves = [read_half(name) for name in HALVES]
    languages = {story.key: story.language for half in halves for story in half.stories}
    pairs = [frozenset(languages[key] for key in pair) for half in halves for pair in half.pairs]
    paired = {key for half in halves for pair in half.pairs for key in pair}
    assert pairs.count(frozenset(("en", "uk"))) >= 60
    assert frozenset(("ru", "uk")) in pairs
    assert len(languages.keys() - paired) >= 100
