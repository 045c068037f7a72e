"""When a server's "not modified" is believed, and when the page itself must be seen."""

from datetime import timedelta

import pytest

from storage.plans import DueArticle, DueSource
from storage.records import Change, Outcome
from tests.storage.conftest import BODY, SLUG, URL, Newsroom

EDITED = BODY.replace("12 villages", "15 villages")


def planned(newsroom: Newsroom) -> DueArticle:
    newsroom.later(hours=1)
    newsroom.end()
    plan = newsroom.archive.plan(SLUG, newsroom.now)
    newsroom.crawl_id = plan.crawl_id
    (article,) = plan.articles
    return article


def planned_source(newsroom: Newsroom) -> DueSource:
    newsroom.end()
    plan = newsroom.archive.plan(SLUG, newsroom.now, everything=True)
    newsroom.crawl_id = plan.crawl_id
    (source,) = plan.sources
    return source


def test_every_fourth_look_at_an_article_is_a_full_one(newsroom: Newsroom) -> None:
    newsroom.read(etag='"1"')
    asked = []
    for _ in range(9):
        asked.append(planned(newsroom).etag)
        newsroom.read(etag='"1"') if asked[-1] is None else newsroom.miss(Outcome.NOT_MODIFIED)
    assert asked == ['"1"', '"1"', '"1"', None] * 2 + ['"1"']


def test_a_failed_look_between_does_not_begin_the_count_anew(newsroom: Newsroom) -> None:
    newsroom.read(etag='"1"')
    for _ in range(3):
        newsroom.later(hours=1)
        newsroom.miss(Outcome.NOT_MODIFIED)
        newsroom.miss(Outcome.TIMEOUT)
    assert planned(newsroom).etag is None
    newsroom.miss(Outcome.TIMEOUT)
    assert planned(newsroom).etag is None


def test_not_modified_is_believed_for_a_day_at_most(newsroom: Newsroom) -> None:
    newsroom.read(last_modified="then")
    newsroom.later(days=3)
    assert planned(newsroom).last_modified == "then"
    newsroom.miss(Outcome.NOT_MODIFIED)
    newsroom.later(days=1)
    assert planned(newsroom).last_modified is None


def test_an_article_knows_by_what_it_was_read(newsroom: Newsroom) -> None:
    newsroom.read(etag='"1"', rules_hash="r")
    assert planned(newsroom).read_by == ("1", "r")


@pytest.mark.parametrize("validator", [{"etag": '"1"'}, {"last_modified": "then"}])
def test_a_text_that_changes_under_one_validator_is_a_lie_and_its_edit_is_dated_from_the_last_full_look(
    newsroom: Newsroom, validator: dict[str, str]
) -> None:
    newsroom.read(**validator)  # 10:00
    newsroom.later(hours=1)
    newsroom.read(**validator)
    newsroom.later(hours=1)
    newsroom.miss(Outcome.NOT_MODIFIED)
    newsroom.later(hours=1)
    assert newsroom.read(body=EDITED, **validator) is Change.EDITED
    windows = newsroom.ask("SELECT not_before, seen_at FROM events WHERE kind = 'edited'")
    assert windows == [{"not_before": "2026-11-22T11:00:00Z", "seen_at": "2026-11-22T13:00:00Z"}]
    assert newsroom.one("SELECT not_before FROM revisions WHERE n = 2") == "2026-11-22T11:00:00Z"
    article = planned(newsroom)
    assert (article.etag, article.last_modified) == (None, None)


def test_a_text_that_changes_with_its_validator_is_no_lie(newsroom: Newsroom) -> None:
    newsroom.read(etag='"1"', last_modified="then")
    newsroom.later(hours=1)
    newsroom.read(body=EDITED, etag='"2"', last_modified="then")
    assert planned(newsroom).etag == '"2"'


def test_another_reading_of_ours_under_one_validator_is_no_lie(newsroom: Newsroom) -> None:
    newsroom.read(etag='"1"')
    newsroom.read(body=EDITED, etag='"1"', extractor_version="2")
    assert planned(newsroom).etag == '"1"'


def test_a_source_that_says_not_modified_three_times_is_asked_in_full(newsroom: Newsroom) -> None:
    asked = []
    for _ in range(2):
        newsroom.archive.record(newsroom.source(URL, etag='"s"'))
        asked.append(planned_source(newsroom).etag)
        for _ in range(3):
            newsroom.archive.record(newsroom.source(outcome=Outcome.NOT_MODIFIED, http_status=304))
            asked.append(planned_source(newsroom).etag)
    assert asked == ['"s"', '"s"', '"s"', None] * 2


def test_a_source_is_asked_in_full_once_a_day_however_seldom_it_is_asked(newsroom: Newsroom) -> None:
    newsroom.archive.record(newsroom.source(URL, etag='"s"'))
    newsroom.later(hours=23)
    assert planned_source(newsroom).etag == '"s"'
    newsroom.later(hours=1)
    assert planned_source(newsroom).etag is None


def test_validators_that_change_on_every_answer_are_sent_no_more(newsroom: Newsroom) -> None:
    for n in range(3):
        newsroom.archive.record(newsroom.source(URL, etag=f'"{n}"', body_hash=b"the same"))
        assert planned_source(newsroom).etag == (f'"{n}"' if n < 2 else None)
    newsroom.archive.record(newsroom.source(URL, etag='"2"', body_hash=b"the same"))
    assert planned_source(newsroom).etag == '"2"', "it kept its validator for once"


def test_validators_that_change_with_the_body_are_what_they_should_be(newsroom: Newsroom) -> None:
    for n in range(5):
        newsroom.archive.record(newsroom.source(URL, etag=f'"{n}"', body_hash=b"%d" % n))
        assert planned_source(newsroom).etag == f'"{n}"'


def test_not_modified_that_was_a_lie_is_remembered(newsroom: Newsroom) -> None:
    newsroom.archive.record(newsroom.source(URL, etag='"s"'))
    newsroom.archive.record(newsroom.source(outcome=Outcome.NOT_MODIFIED, http_status=304))
    assert planned_source(newsroom).said_nothing_new_at == newsroom.now
    newsroom.archive.record(newsroom.source(URL, etag='"t"', has_lied=True))
    assert planned_source(newsroom).etag is None


def test_a_source_that_has_news_under_the_same_validator_is_asked_in_full_from_then_on(newsroom: Newsroom) -> None:
    newsroom.archive.record(newsroom.source(URL, etag='"s"'))
    newsroom.later(minutes=15)
    newsroom.archive.record(newsroom.source(URL, f"{URL}-2", etag='"s"'))
    assert newsroom.one("SELECT lies FROM sources") == 1
    newsroom.now += timedelta(minutes=15)
    newsroom.archive.record(newsroom.source(URL, etag='"t"'))
    assert planned_source(newsroom).etag is None


def test_a_source_that_failed_is_asked_in_full(newsroom: Newsroom) -> None:
    newsroom.archive.record(newsroom.source(URL, etag='"s"'))
    newsroom.archive.record(newsroom.source(outcome=Outcome.TIMEOUT, http_status=None))
    assert planned_source(newsroom).etag is None
