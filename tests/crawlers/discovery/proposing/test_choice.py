from datetime import UTC, datetime, timedelta
from typing import Any

from crawlers.discovery.proposing.choice import choose
from crawlers.discovery.proposing.trial import Trial
from storage.findings import Link

HOME = "https://valley.example/"
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def links(start: int, stop: int) -> tuple[Link, ...]:
    return tuple(Link(url=f"{HOME}{n}", published=NOW) for n in range(start, stop))


def trial(path: str, kind: Any = "feed", entries: tuple[int, int] = (0, 10), **facts: Any) -> Trial:
    return Trial(
        url=HOME + path, **{"found_by": "a test", "kind": kind, "language": "en", "links": links(*entries), **facts}
    )


def told(*trials: Trial) -> dict[str, str]:
    """yes, off or no by path, in order."""
    chosen = choose(trials, "2026-11-22: a test")
    return {
        each.trial.url.removeprefix(HOME): ("yes" if each.source.enabled else "off") if each.source else "no"
        for each in chosen
    }


def test_feeds_and_news_sitemaps_are_watched_and_plain_sitemaps_are_kept_as_archives():
    found = told(trial("", "front"), trial("sitemap.xml", "sitemap"), trial("news.xml", "news-sitemap"), trial("rss"))
    assert found == {"rss": "yes", "news.xml": "yes", "sitemap.xml": "yes", "": "no"}


def test_without_any_the_front_page_and_plain_sitemaps_are_watched():
    assert told(trial("", "front"), trial("sitemap.xml", "sitemap")) == {"sitemap.xml": "yes", "": "yes"}


def test_a_front_page_alone_is_watched():
    assert told(trial("", "front"), trial("rss", problem="gone", kind=None, links=())) == {"": "yes", "rss": "no"}


def test_a_feed_that_a_larger_one_holds_is_left_out_with_the_reason():
    (_, sport) = choose([trial("sport", entries=(0, 10)), trial("all", entries=(0, 50))], "")
    assert (sport.source, sport.problem) == (None, f"{HOME}all lists the same")


def test_feeds_that_share_little_are_both_watched():
    assert told(trial("one", entries=(0, 20)), trial("two", entries=(15, 30))) == {"one": "yes", "two": "yes"}


def test_two_addresses_of_the_same_feed_are_one():
    assert told(trial("one"), trial("two")) == {"one": "yes", "two": "no"}


def test_an_address_to_which_two_others_lead_is_told_once():
    assert told(trial("rss", found_by="first"), trial("rss", found_by="second")) == {"rss": "yes"}


def test_an_index_stands_for_its_plain_sitemaps_and_a_news_sitemap_for_itself():
    index = trial("index.xml", "sitemap", (0, 0), sitemaps=(f"{HOME}a.xml", f"{HOME}news.xml"))
    found = choose([index, trial("a.xml", "sitemap", (0, 7)), trial("news.xml", "news-sitemap", (2, 7))], "")
    assert [(each.trial.url.removeprefix(HOME), len(each.trial.links)) for each in found] == [
        ("news.xml", 5),
        ("index.xml", 7),
    ]


def test_a_sitemap_that_moved_still_belongs_to_the_index_that_names_its_old_address():
    index = trial("index.xml", "sitemap", (0, 0), sitemaps=(f"{HOME}old.xml",))
    found = choose([index, trial("new.xml", "sitemap", asked=f"{HOME}old.xml")], "")
    assert [(each.trial.url.removeprefix(HOME), len(each.trial.links)) for each in found] == [("index.xml", 10)]


def test_an_index_below_which_nothing_can_be_read_is_no_source():
    index = trial("index.xml", "sitemap", (0, 0), sitemaps=(f"{HOME}a.xml",))
    chosen = choose([index, trial("a.xml", None, (0, 0), problem="gone")], "")
    assert [(each.source, each.problem) for each in chosen] == [(None, "none of its sitemaps lists an article")]


def test_a_russian_source_of_an_outlet_that_also_publishes_in_ukrainian_is_turned_off():
    found = told(trial("ru", language="ru", entries=(20, 40)), trial("uk", language="uk"))
    assert found == {"ru": "off", "uk": "yes"}
    assert told(trial("ru", language="ru")) == {"ru": "yes"}


def test_a_stale_feed_does_not_stand_in_for_the_front_page():
    stale = trial("rss", problem="nothing new since 2019-01-01")
    assert told(stale, trial("", "front")) == {"": "yes", "rss": "no"}


def test_a_source_tells_how_it_was_found_and_how_often_to_read_it():
    feed, sitemap = choose([trial("rss"), trial("sitemap.xml", "sitemap")], "2026-11-22: found")
    assert feed.source is not None
    assert sitemap.source is not None
    assert (feed.source.evidence, feed.source.every) == ("2026-11-22: found: a test", timedelta(minutes=15))
    assert (sitemap.source.evidence.split(";")[0], sitemap.source.every) == (
        "2026-11-22: found: a test",
        timedelta(hours=2),
    )
