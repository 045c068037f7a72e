"""What is asked for, in which order, and that a search ends. `asked` is the order; nothing is asked for twice."""

from datetime import UTC, datetime

from crawlers.discovery.proposing.candidates import FEED_PATHS, SITEMAP_PATHS, Search
from crawlers.discovery.proposing.trial import Answer
from tests.invented_site import feed_link, front, news_sitemap, rss, searched, sitemap, sitemap_index, stories

HOME = "https://valley.example/"
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
LISTED = stories("en", HOME)


def asked(site: dict[str, bytes], robots: str = "") -> list[str]:
    """What a search asks for below the home page, in order."""
    return [url.removeprefix(HOME) for url in searched(site, HOME, NOW, robots=robots).answers]


def test_what_a_site_names_is_asked_for_and_nothing_else_where_it_works():
    site = {
        HOME: front(LISTED, feed_link("/all.rss")),
        f"{HOME}all.rss": rss(LISTED, NOW),
        f"{HOME}news.xml": news_sitemap(LISTED, NOW),
    }
    robots = "User-agent: *\nDisallow: /search\n sitemap : https://valley.example/news.xml\nSitemap: /news.xml\n"
    assert asked(site, robots) == ["", "all.rss", "news.xml"]


def test_common_paths_are_tried_where_nothing_is_named():
    assert asked({HOME: front(LISTED)}) == ["", *FEED_PATHS, *SITEMAP_PATHS]


def test_common_paths_are_tried_where_what_is_named_does_not_work():
    site = {HOME: front(LISTED, feed_link("/dead.rss"))}
    assert asked(site, "Sitemap: /dead.xml") == ["", "dead.rss", "dead.xml", *FEED_PATHS, *SITEMAP_PATHS]


def test_editions_are_asked_for_their_own_feeds_and_guessed_at_where_they_name_none():
    uk, en = f"{HOME}uk/", f"{HOME}en/"
    site = {
        HOME: front(LISTED, feed_link("/rss"), links=["/uk/", "/en/"]),
        f"{HOME}rss": rss(LISTED, NOW),
        uk: front(stories("uk", uk), language="uk"),
        en: front(LISTED, feed_link("/en/all")),
        f"{en}all": rss(LISTED, NOW),
    }
    found = asked(site, "Sitemap: /sitemap.xml")
    assert found[:5] == ["", "uk/", "en/", "rss", "sitemap.xml"]
    assert found[5:] == ["en/all", "uk/rss", "uk/feed/", "uk/rss.xml", *SITEMAP_PATHS[1:]]


def test_of_an_index_the_sitemaps_of_news_and_the_first_are_asked_for():
    names = ["2026-11.xml", "2026-10.xml", "tags.xml", "google-news.xml"]
    site = {
        HOME: front(LISTED),
        f"{HOME}sitemap.xml": sitemap_index(*(HOME + name for name in names)),
        f"{HOME}2026-11.xml": sitemap(LISTED),
        f"{HOME}google-news.xml": news_sitemap(LISTED, NOW),
    }
    found = asked(site, "Sitemap: /sitemap.xml")
    assert found == ["", "sitemap.xml", "google-news.xml", "2026-11.xml", *FEED_PATHS]


def test_a_site_that_names_a_thousand_feeds_and_sitemaps_is_asked_for_a_few():
    many = "".join(feed_link(f"/feeds/{n}") for n in range(1000))
    robots = "\n".join(f"Sitemap: https://valley.example/{n}.xml" for n in range(1000))
    assert len(asked({HOME: front(LISTED, many)}, robots)) < 25


def test_nothing_is_asked_of_a_site_whose_front_page_is_not_there():
    assert asked({}, "Sitemap: /sitemap.xml") == [""]


def test_what_was_not_asked_for_yet_is_wanted_again():
    search = Search(home=HOME, now=NOW)
    search.add(Answer(url=search.wanted()[0], body=front(LISTED)))
    first, *others = search.wanted()
    search.add(Answer(url=first, problem="gone"))
    assert search.wanted() == others


def test_a_front_page_that_is_another_kind_of_file_is_a_problem_of_its_answer():
    search = Search(home=HOME, now=NOW)
    search.add(Answer(url=search.wanted()[0], body=b"%PDF-1.7 <html>" + bytes(range(256)) * 40))
    assert search.answers[HOME].problem == "the page is a PDF, not HTML"
    assert search.wanted() == []
