"""What pages say of themselves, as data."""

import re
import tomllib
from pathlib import Path

import pytest

from crawlers.extraction.verdict import page_sayings
from crawlers.extraction.verdict.page_sayings import says
from tests.crawlers.extraction.pages import ENGLISH, RUSSIAN, UKRAINIAN

FILE = Path(page_sayings.__file__).parent / "sayings.toml"
TOPICS = tomllib.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_has_sayings_in_each_language(topic):
    assert {language for language, patterns in TOPICS[topic].items() if patterns} == {"en", "uk", "ru"}


@pytest.mark.parametrize("topic", TOPICS)
def test_sayings_are_patterns_of_folded_text_and_none_is_there_twice(topic):
    for patterns in TOPICS[topic].values():
        assert len(patterns) == len(set(patterns))
    for pattern in (pattern for patterns in TOPICS[topic].values() for pattern in patterns):
        re.compile(pattern)
        assert not re.search(r"(?<!\\)[A-ZА-ЯІЇЄҐ]", pattern), "folded text has no capitals"


@pytest.mark.parametrize("topic", sorted(TOPICS.keys() - {"to_the_reader"}))
@pytest.mark.parametrize("text", [*ENGLISH, *UKRAINIAN, *RUSSIAN])
def test_prose_says_nothing_of_the_page(topic, text):
    assert not says(topic, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We and our partners ask you.", True),
        ("Ми та наші партнери просимо вас.", True),
        ("The council asked the residents.", False),
        ("Міська рада спитала мешканців.", False),
    ],
)
def test_a_request_speaks_to_its_reader(text, expected):
    assert says("to_the_reader", text) is expected


def test_nothing_says_nothing():
    assert not says("not_found", "")
