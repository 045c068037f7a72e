"""From the bytes of a whole invented site to the outlet file that is proposed for it, and back through the loader."""

import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from crawlers.discovery.proposing.outlet_file import outlet_file
from crawlers.discovery.proposing.proposal import Proposal, propose
from crawlers.errors import NothingToWatch
from crawlers.outlet import Outlet, load_outlet
from tests.invented_site import (
    Story,
    feed_link,
    front,
    news_sitemap,
    rss,
    searched,
    sitemap,
    stories,
)

HOME = "https://dolyna-visti.com.ua/"
UK, EN = f"{HOME}uk/", f"{HOME}en/"
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
KYIV_NOW = NOW.astimezone(timezone(timedelta(hours=2)))
NAMED = '<meta property="og:site_name" content="Dolyna Visti">'
TWO_LANGUAGES = {
    HOME: front(stories("uk", UK), NAMED + feed_link("/uk/rss") + feed_link("/en/rss"), "uk", ["/en/", "/uk/"]),
    UK: front(stories("uk", UK), feed_link("/uk/rss"), "uk"),
    EN: front(stories("en", EN), feed_link("/en/rss"), "en"),
    f"{UK}rss": rss(stories("uk", UK), KYIV_NOW),
    f"{EN}rss": rss(stories("en", EN, count=8), KYIV_NOW),
}


def loaded(proposal: Proposal, folder: Path) -> Outlet:
    path = folder / f"{proposal.outlet.slug}.toml"
    path.write_text(outlet_file(proposal), encoding="utf-8")
    return load_outlet(path)


def facts(outlet: Outlet) -> list[tuple[str, str, str | None, bool]]:
    return [(each.kind, each.url.removeprefix(HOME), each.language, each.enabled) for each in outlet.sources]


def test_a_site_with_feeds_in_two_languages(tmp_path):
    proposal = propose(searched(TWO_LANGUAGES, HOME, NOW))
    outlet = proposal.outlet
    assert (outlet.name, outlet.slug, outlet.home) == ("Dolyna Visti", "dolyna-visti", HOME)
    assert (outlet.languages, outlet.timezone, outlet.hosts) == (("uk", "en"), "Europe/Kyiv", ("dolyna-visti.com.ua",))
    assert facts(outlet) == [("feed", "uk/rss", "uk", True), ("feed", "en/rss", "en", True)]
    assert outlet.article.url is not None
    assert outlet.article.url.search(f"{EN}news/another-story-99999")
    assert not outlet.article.url.search(f"{EN}news/")
    assert outlet.evidence == f"2026-11-22: found by varta add on {HOME}"
    assert loaded(proposal, tmp_path) == outlet


@pytest.mark.parametrize("path", ["rss", "feed/", "rss.xml", "feed.xml", "atom.xml", "index.xml"])
def test_a_site_whose_feed_is_only_at_a_common_path(path):
    site = {HOME: front(stories("uk", HOME), language="uk"), HOME + path: rss(stories("uk", HOME), NOW)}
    assert facts(propose(searched(site, HOME, NOW)).outlet) == [("feed", path, "uk", True)]


def test_a_site_with_only_a_news_sitemap_that_robots_names():
    site = {HOME: front([], language="uk"), f"{HOME}n.xml": news_sitemap(stories("uk", HOME), KYIV_NOW)}
    outlet = propose(searched(site, HOME, NOW, robots=f"Sitemap: {HOME}n.xml")).outlet
    assert facts(outlet) == [("news-sitemap", "n.xml", "uk", True)]


def test_a_site_with_nothing_but_a_front_page():
    outlet = propose(searched({HOME: front(stories("uk", HOME), language="uk")}, HOME, NOW)).outlet
    assert facts(outlet) == [("front", "", "uk", True)]


def test_a_site_that_answers_every_path_with_its_front_page_has_only_that():
    proposal = propose(searched({}, HOME, NOW, elsewhere=front(stories("uk", HOME), language="uk")))
    assert facts(proposal.outlet) == [("front", "", "uk", True)]
    others = [each for each in proposal.tried if each.source is None]
    assert others
    assert {each.problem for each in others} == {"it is neither feed nor sitemap, but a page"}


def test_hosts_are_those_of_the_same_domain_where_articles_live():
    life = [Story(story.url.replace("//", "//life."), story.title, "uk") for story in stories("uk", HOME)]
    advert = Story("https://windows.example/offer-41300", "Теплі вікна для кожної оселі в долині", "uk")
    slip = Story("https://shop.dolyna-visti.com.ua/cup-41300", "Чашка з нашим іменем уже в крамниці", "uk")
    listed = [*stories("uk", HOME), *life, advert, slip]
    outlet = propose(searched({HOME: front([]), f"{HOME}rss": rss(listed, KYIV_NOW)}, HOME, NOW)).outlet
    assert outlet.hosts == ("dolyna-visti.com.ua", "life.dolyna-visti.com.ua")


def test_the_home_is_where_the_address_led():
    site = {UK: front(stories("uk", UK), feed_link("rss"), "uk"), f"{UK}rss": rss(stories("uk", UK), NOW)}
    outlet = propose(searched(site, HOME, NOW, moved={HOME: UK})).outlet
    assert (outlet.home, facts(outlet)) == (UK, [("feed", "uk/rss", "uk", True)])


def test_a_slug_that_was_asked_for_is_taken():
    assert propose(searched(TWO_LANGUAGES, HOME, NOW), "my-name").outlet.slug == "my-name"


@pytest.mark.parametrize(
    ("site", "problem"),
    [
        ({}, "gone: answers 404"),
        ({HOME: rss(stories("uk", HOME), NOW)}, "this is a feed; give the address of the outlet's front page"),
        ({HOME: b"%PDF-1.7"}, "this is no page; give the address of the outlet's front page"),
        ({HOME: b""}, "this is no page; give the address of the outlet's front page"),
        ({HOME: front([])}, "neither feed nor sitemap was found, and the page itself lists no articles"),
    ],
)
def test_a_site_that_cannot_be_watched_is_told_in_one_line(site, problem):
    with pytest.raises(NothingToWatch, match=f"^{re.escape(f'{HOME}: {problem}')}$"):
        propose(searched(site, HOME, NOW))


def test_a_site_in_another_language_is_refused():
    german = [Story(f"{HOME}news/{n}", f"Der Rat der Stadt tagte zum {n}. Mal im alten Haus", "de") for n in range(9)]
    site = {HOME: front(german, language="de"), f"{HOME}rss": rss(german, NOW)}
    with pytest.raises(NothingToWatch, match="in no language that Varta reads: en, uk, ru"):
        propose(searched(site, HOME, NOW))


# ---- the file -------------------------------------------------------------------------------------------------------


def test_the_file_says_what_is_a_guess_and_what_to_look_at():
    text = outlet_file(propose(searched(TWO_LANGUAGES, HOME, NOW)))
    assert 'timezone = "Europe/Kyiv"  # a guess: 18 times are written with offsets such as +02:00' in text
    assert "varta check --live dolyna-visti" in text
    assert "# Made from 20 addresses, of which it matches 20." in text


def test_a_file_without_a_pattern_says_so(tmp_path):
    site = {HOME: front(stories("uk", HOME, "{n}")[:3]), f"{HOME}rss": rss(stories("uk", HOME, "{n}")[:3], NOW)}
    proposal = propose(searched(site, HOME, NOW))
    assert "# No [article] url" in outlet_file(proposal)
    assert loaded(proposal, tmp_path).article.url is None


@pytest.mark.parametrize(
    "name", ['"quoted" \\ back', "line\nbreak", "\x1b[2J\u202e\x7fspun", "😀 ї", "'''", "# no comment"]
)
def test_whatever_a_site_calls_itself_the_file_loads(name, tmp_path):
    escaped = name.replace("&", "&amp;").replace('"', "&quot;")
    head = f'<meta property="og:site_name" content="{escaped}">'
    site = {HOME: front([], head), f"{HOME}rss": rss(stories("uk", HOME, "n'/{n}"), NOW)}
    proposal = propose(searched(site, HOME, NOW), "odd")
    assert loaded(proposal, tmp_path) == proposal.outlet


def test_a_plain_sitemap_beside_a_feed_is_an_archive_of_the_file(tmp_path):
    site = TWO_LANGUAGES | {f"{HOME}sitemap.xml": sitemap(stories("uk", UK))}
    outlet = loaded(propose(searched(site, HOME, NOW, robots="Sitemap: /sitemap.xml")), tmp_path)
    assert facts(outlet)[-1] == ("archive", "sitemap.xml", None, True)
