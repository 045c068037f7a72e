import pytest

from crawlers.discovery.proposing.headline_language import headline_languages
from tests.invented_site import HEADLINES


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_most_headlines_tell_the_language(language):
    found = headline_languages(HEADLINES[language])
    agreeing, headlines = found.agreement(language)
    assert found.chief == language
    assert headlines == len(HEADLINES[language])
    assert agreeing > headlines / 2


def test_names_figures_and_missing_headlines_count_nowhere():
    found = headline_languages(["Facebook", "67 %", None, "", HEADLINES["uk"][0]])
    assert found.agreement("uk") == (1, 1)


def test_no_headline_tells_no_language():
    found = headline_languages([None])
    assert (found.chief, found.agreement("uk")) == (None, (0, 0))
