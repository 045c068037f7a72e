"""The labelled press, through the archive's own door: what is declared is never wrong, guesses seldom."""

import pytest

from tests.editions.labelled import PARTS, figures, pairs_declared, pairs_found, read_part

PRECISION, RECALL = 0.95, 0.85  # of guesses: one more wrong is one too many
DECLARED_RECALL = 0.85  # lies that name a story, too, make its true edition doubtful: such a pair is left to the guess


@pytest.mark.parametrize("name", PARTS)
def test_pairs_that_are_declared_or_have_one_number_are_right_whatever_the_links_say(name, tmp_path):
    part = read_part(name)
    found = pairs_found(part, tmp_path / "press.db", with_links=True)
    declared = figures(part, (pair for pair, method in found.items() if method != "guess"), pairs_declared(part))
    assert declared.precision == 1, declared.wrong
    assert declared.recall >= DECLARED_RECALL, declared.missed


@pytest.mark.parametrize("name", PARTS)
def test_guesses_are_seldom_wrong(name, tmp_path):
    part = read_part(name)
    found = pairs_found(part, tmp_path / "press.db", with_links=False)
    assert set(found.values()) == {"guess"}
    guessed = figures(part, found)
    assert guessed.precision >= PRECISION, guessed.wrong
    assert guessed.recall >= RECALL, guessed.missed


def test_the_press_is_as_large_and_as_hard_as_it_is_said_to_be():
    parts = [read_part(name) for name in PARTS]
    languages = {story.key: story.language for part in parts for story in part.stories}
    pairs = [frozenset(languages[key] for key in pair) for part in parts for pair in part.pairs]
    paired = {key for part in parts for pair in part.pairs for key in pair}
    assert pairs.count(frozenset(("en", "uk"))) >= 60
    assert frozenset(("ru", "uk")) in pairs
    assert len(languages.keys() - paired) >= 100
