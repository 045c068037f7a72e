from datetime import UTC, datetime, timedelta

import pytest

from crawlers.discovery.proposing.home_page import Declared
from crawlers.discovery.proposing.trial import FRONT_PAGE, STALE_AFTER, Answer, Trial, try_source
from tests.invented_site import Story, front, news_sitemap, rss, sitemap, sitemap_index, stories

HOME = "https://valley.org.uk/"
FEED = f"{HOME}rss"
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def tried(body: bytes | None, *, by: str = "a test", url: str = FEED, lang: str | None = "en", **facts: str) -> Trial:
    answer = Answer(url=url, found_at=facts.get("found_at", ""), body=body, problem=facts.get("problem", ""))
    return try_source(Declared(url=url, by=by, language=facts.get("declared")), answer, HOME, lang, NOW)


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
@pytest.mark.parametrize(("make", "kind"), [(rss, "feed"), (news_sitemap, "news-sitemap")])
def test_a_list_of_news_has_kind_language_entries_and_the_newest(make, kind, language):
    trial = tried(make(stories(language, HOME), NOW))
    assert (trial.kind, trial.language, len(trial.links), trial.problem) == (kind, language, 10, "")
    assert trial.newest_at == NOW - timedelta(hours=1)


def test_a_plain_sitemap_has_no_headlines_and_the_language_that_its_declaration_says():
    body = sitemap(stories("uk", HOME))
    assert [tried(body, declared=said).language for said in ("uk", "de", "")] == ["uk", None, None]


def test_a_front_page_is_a_source_only_where_one_was_asked_for():
    body = front(stories("uk", HOME), language="uk")
    page = tried(body, by=FRONT_PAGE, url=HOME)
    assert (page.kind, page.language, len(page.links), page.problem) == ("front", "uk", 10, "")
    assert tried(body).problem == "it is neither feed nor sitemap, but a page"


def test_an_index_names_its_sitemaps():
    trial = tried(sitemap_index(f"{HOME}a.xml", f"{HOME}b.xml"))
    assert (trial.kind, trial.sitemaps, trial.problem) == ("sitemap", (f"{HOME}a.xml", f"{HOME}b.xml"), "")


def test_articles_may_live_on_every_host_of_the_domain_that_a_source_names():
    elsewhere = [Story(story.url.replace("//", "//life."), story.title, "en") for story in stories("en", HOME)]
    others = [Story(story.url.replace("valley", "hill"), story.title, "en") for story in stories("en", HOME)]
    trial = tried(rss([*elsewhere, *others[:3]], NOW))
    assert (len(trial.links), trial.offsite) == (10, 3)


@pytest.mark.parametrize(
    ("body", "facts", "problem"),
    [
        (None, {"problem": "gone: the server answers 404"}, "gone: the server answers 404"),
        (b"\x89PNG", {}, "it is neither feed nor sitemap"),
        (rss([], NOW), {}, "it lists no articles"),
        (rss(stories("en", "https://hill.example/"), NOW), {}, "all 10 entries lead to other sites"),
        (rss(stories("en", HOME), NOW - STALE_AFTER), {}, "nothing new since 2026-09-23"),
        (rss(stories("en", HOME), NOW), {"url": f"{HOME}comments/feed/"}, "it lists comments, not articles"),
        (b"<rss>" + b" " * (5 << 20), {}, "the feed has 5242885 bytes; more than 4194304 are not parsed"),
    ],
)
def test_what_is_wrong_is_told_in_plain_words(body, facts, problem):
    assert tried(body, **facts).problem == problem


def test_latin_headlines_of_a_page_in_an_unknown_language_are_not_taken_for_english():
    german = [Story(f"{HOME}news/{n}", f"Der Rat der Stadt tagte zum {n}. Mal im alten Haus", "de") for n in range(9)]
    assert tried(rss(german, NOW), lang="de").language is None


def test_the_address_is_where_redirects_led():
    assert tried(rss(stories("en", HOME), NOW), found_at=f"{HOME}feed.xml").url == f"{HOME}feed.xml"


@pytest.mark.parametrize("url", ["http://[/", "https://a_b.valley.org.uk:99999/x", "https://ї.example/"])
def test_hosts_that_are_none_do_no_harm(url):
    listed = [*stories("en", HOME), Story(url, "A headline of some words", "en")]
    assert len(tried(rss(listed, NOW)).links) == 10
