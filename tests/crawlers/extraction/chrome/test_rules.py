"""The rule files themselves."""

import re
import tomllib
from pathlib import Path

import pytest

import crawlers.extraction
from crawlers.extraction.chrome.rules import ends_the_article, fold, is_chrome, says
from tests.crawlers.extraction.pages import ENGLISH, RUSSIAN, UKRAINIAN

FOLDER = Path(crawlers.extraction.__file__).parent / "chrome"
FOREIGN = sorted({path.stem for path in FOLDER.glob("??.toml")} - {"en", "uk", "ru"})
KEYS = {
    "whole",
    "perhaps",
    "ends",
    "begins",
    "patterns",
    "prompts",
    "source_labels",
    "reports",
    "comments",
    "challenge",
    "consent",
    "not_found",
    "subscribe_to_read",
    "gallery",
}


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_a_rule_file_has_every_key_and_no_other(language):
    assert set(tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))) == KEYS


@pytest.mark.parametrize("language", FOREIGN)
def test_a_rule_file_of_another_language_has_no_key_of_its_own(language):
    assert set(tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))) <= KEYS


@pytest.mark.parametrize("language", ["en", "uk", "ru", *FOREIGN])
def test_every_pattern_is_tried_where_one_of_its_words_is(language):
    rules = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    for key in ("patterns", "prompts"):
        for words, patterns in rules.get(key, {}).items():
            assert words == words.casefold()
            assert [pattern for pattern in patterns if not re.compile(pattern)] == []


@pytest.mark.parametrize("language", ["en", "uk", "ru", *FOREIGN])
def test_every_phrase_is_chrome_by_itself(language):
    rules = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    assert [phrase for phrase in rules["whole"] + rules["ends"] if not is_chrome(phrase.upper())] == []
    assert [phrase for phrase in rules["begins"] if not is_chrome(f"{phrase} ...")] == []
    assert [phrase for phrase in rules["ends"] if not ends_the_article(f"{phrase}:")] == []


@pytest.mark.parametrize("text", [*ENGLISH, *UKRAINIAN, *RUSSIAN])
def test_no_rule_calls_plain_prose_chrome(text):
    assert not is_chrome(text)
    assert not any(says(topic, text) for topic in ("challenge", "consent", "not_found", "subscribe_to_read", "gallery"))


def test_case_apostrophes_and_outer_punctuation_do_not_count():
    assert fold("  ▶ Здоров’я!… ") == fold("ЗДОРОВ'Я")
    assert is_chrome("— РЕКЛАМА —")


def test_a_long_paragraph_is_never_told_by_its_beginning():
    assert not is_chrome("Фото: " + "і ще одне речення. " * 30)
