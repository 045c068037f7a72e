"""The language of lines and of articles; the cases are those on which language detectors fail."""

import subprocess
import sys

import pytest

from crawlers.extraction.language import article_language, has_no_language, line_language
from tests.crawlers.extraction.pages import ENGLISH, RUSSIAN, UKRAINIAN


@pytest.mark.parametrize(
    "line", ["Menu", "By", "Similar articles", "Outdated Browser", "By Olena Kovalenko", "READ MORE"]
)
def test_short_english_lines_are_english(line):
    assert line_language(line) == "en"


@pytest.mark.parametrize(
    "line",
    [
        "Для комфортної роботи в Мережі потрібен сучасний браузер.",
        "ви можете вільно користуватися ним.",
        "людей використовує",
        "цей браузер",
        "Доступно для",
        "Читайте також",
        "ЧИТАЙТЕ ТАКОЖ",
        "Увійти через Google",
        "Ваш e-mail",
        "Сторінка The New York Times у Facebook",
    ],
)
def test_ukrainian_chrome_is_ukrainian_on_an_english_page_too(line):
    assert line_language(line, "en") == "uk"


@pytest.mark.parametrize("line", ["67.15%", "•", "", "12:30", "Google Chrome", "• Windows", "Mac OS", "Facebook"])
def test_figures_and_brands_have_no_language(line):
    assert line_language(line) is None
    assert has_no_language(line)


def test_a_line_in_another_script_has_letters_but_no_language_that_we_know():
    assert line_language("日本語の記事") is None
    assert not has_no_language("日本語の記事")


def test_read_also_is_told_apart_in_ukrainian_and_russian_though_no_letter_decides():
    assert line_language("Читайте також", "uk") == "uk"
    assert line_language("Читайте также", "ru") == "ru"
    assert line_language("Читайте также новости наших партнеров", "uk") == "ru"


@pytest.mark.parametrize("line", ["Пам'ять", "На подвір’ї та на рум’яному полу", "Нових зв'язкових немає"])
def test_an_apostrophe_before_a_soft_vowel_is_ukrainian(line):
    assert line_language(line, "en") == "uk"


@pytest.mark.parametrize("line", ["Реклама", "Автор", "Спорт"])
@pytest.mark.parametrize("page_language", ["uk", "ru"])
def test_the_page_decides_where_a_line_is_valid_in_both_languages(line, page_language):
    assert line_language(line, page_language) == page_language


def test_the_majority_of_letters_decides_where_one_language_quotes_the_other():
    assert line_language("The minister said: «Це моє рішення», and left the room for the day.") == "en"
    assert line_language("Міністр сказав: «Это вы», і вийшов із зали засідань") == "uk"


def test_an_apostrophe_in_an_english_line_is_no_cyrillic_word():
    assert line_language("Don’t miss it: ‘Read more’") == "en"


@pytest.mark.parametrize("line", ["Google Chrome or Firefox", "Telegram-канал", "Facebook для читачів"])
def test_a_line_that_only_begins_with_a_brand_has_a_language(line):
    assert line_language(line) == ("en" if line.isascii() else "uk")
    assert not has_no_language(line)


def test_belarusian_is_not_taken_for_ukrainian():
    assert line_language("Навіны культуры і спорту, апошнія падзеі дня ў Мінску") == "be"


def test_a_page_in_another_latin_language_keeps_it_for_its_short_lines():
    assert line_language("Mehr anzeigen", "de") == "de"
    assert line_language("Mehr anzeigen") == "en"


@pytest.mark.parametrize(("texts", "language"), [(ENGLISH, "en"), (UKRAINIAN, "uk"), (RUSSIAN, "ru")])
def test_the_language_of_an_article_is_found(texts, language):
    assert article_language("\n\n".join(texts)) == language


def test_an_article_in_capitals_is_read_as_any_other():
    assert article_language("\n\n".join(UKRAINIAN).upper()) == "uk"


@pytest.mark.parametrize(
    ("texts", "language", "foreign"),
    [(ENGLISH, "en", UKRAINIAN), (UKRAINIAN, "uk", ENGLISH), (UKRAINIAN, "uk", RUSSIAN), (RUSSIAN, "ru", UKRAINIAN)],
)
@pytest.mark.parametrize("place", [0, 2, 40])
def test_a_block_in_another_language_does_not_change_the_language_of_an_article(texts, language, foreign, place):
    article = list(texts) * 5
    article.insert(place, foreign[0])
    assert article_language("\n\n".join(article)) == language


@pytest.mark.parametrize("text", ["", "12345", "• • •"])
def test_an_article_without_letters_has_no_language(text):
    assert article_language(text) is None


def test_answers_do_not_depend_on_order_or_repetition():
    texts = [*ENGLISH, *UKRAINIAN, *RUSSIAN]
    once = [article_language(text) for text in texts]
    assert [article_language(text) for text in reversed(texts)] == once[::-1]


def test_eight_threads_from_cold_answer_alike():
    """langdetect's own factory fails here: it is published before it is filled."""
    code = (
        "import threading\n"
        "from crawlers.extraction.language import article_language, line_language\n"
        "from tests.crawlers.extraction.pages import UKRAINIAN\n"
        "found = []\n"
        "ask = lambda: found.append((article_language(' '.join(UKRAINIAN)), line_language('цей браузер')))\n"
        "threads = [threading.Thread(target=ask) for _ in range(8)]\n"
        "[t.start() for t in threads]; [t.join() for t in threads]\n"
        "print(found == [('uk', 'uk')] * 8)\n"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "True", answer.stderr
