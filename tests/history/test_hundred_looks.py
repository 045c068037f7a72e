"""A hundred looks at pages on which everything but the article is another each time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from html import escape

import pytest

from crawlers.extraction import extract
from tests.history.page import page_of
from tests.history.paper import START, Paper, at, shows
from tests.history.stories import reworded, story
from tests.history.watching import Watch, is_within

LOOKS = 100
WORDS = {"en": ("Thursday", "Wednesday"), "uk": ("четвер", "понеділок")}
EDITED_AT = START + timedelta(hours=LOOKS // 2, minutes=20)


pytestmark = pytest.mark.timeout(180)  # most of it is spent in the first test's fixture


@pytest.fixture(scope="module")
def hundred(watch_over: Callable[..., Watch]) -> Watch:
    """Looked at every hour: in each language a story that stands still, and one in which a word changes once."""
    paper = Paper("two-languages", *WORDS)
    for language, words in WORDS.items():
        still, changed = story(1, language), story(2, language)
        paper.add(f"/{language}/still", START, shows(still, furniture=True))
        paper.add(f"/{language}/changed", START, shows(changed, furniture=True))
        paper.add(f"/{language}/changed", EDITED_AT, shows(reworded(changed, *words), furniture=True))
    watch = watch_over(paper)
    watch.everything_at(at(hour) for hour in range(LOOKS))
    return watch


@pytest.fixture(params=WORDS)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def still(hundred: Watch, language: str) -> str:
    return hundred.papers[0].url(f"/{language}/still")


@pytest.fixture
def changed(hundred: Watch, language: str) -> str:
    return hundred.papers[0].url(f"/{language}/changed")


def test_every_look_was_at_the_page(hundred, still, language):
    assert hundred.papers[0].visits[f"/{language}/still"] >= LOOKS
    assert hundred.outcomes(still) == {"fetched"}


def test_what_moves_around_an_article_is_no_revision_and_no_event(hundred, still, language):
    assert [row["reason"] for row in hundred.revisions(still)] == ["first"]
    assert hundred.kinds(still) == ["published"]
    assert hundred.versions(still) == [story(1, language).body]


def test_one_word_that_changes_once_among_it_all_is_one_edit(hundred, changed, language):
    before = story(2, language)
    assert hundred.versions(changed) == [before.body, reworded(before, *WORDS[language]).body]
    published, edited = hundred.events(changed)
    assert (published["kind"], edited["kind"], edited["fields"]) == ("published", "edited", "body")
    assert is_within(edited, EDITED_AT)
    assert edited["significance"] in {"minor", "substantive"}


def test_a_label_that_opens_a_text_stays_wherever_the_advertisements_stand():
    text = replace(story(3), paragraphs=("Who: the ferrymen of Quillport", *story(3).paragraphs))
    between = '<div class="ad-slot"><p>Advertisement</p></div>'
    still = page_of(text, START)
    for paragraph in text.paragraphs[:-1]:
        line = f"<p>{escape(paragraph)}</p>"
        page = still.replace(line, line + between)
        assert page != still
        assert extract(page.encode(), "https://courier.example/news/1").body == text.body


def test_the_rest_of_the_archive_is_as_quiet(hundred):
    assert hundred.rows("SELECT count(*) AS n FROM articles") == [{"n": 4}]
    assert hundred.rows("SELECT count(*) AS n FROM changes") == [{"n": 2}]
    assert hundred.rows("SELECT count(*) AS n FROM failures") == [{"n": 0}]
